//! The statistics of a benchmark edition: private contributions in, figures that may be published out.
//!
//! [`aggregate`] counts one company for one, whatever its size: quantiles are those of the companies' scores. It works in this order:
//!
//! 1. the companies are sorted into groups, by sector and by size class;
//! 2. a group that would tell who is in it is suppressed, and with it as many others as it takes to keep it unknown ([`Reason`]);
//! 3. the published counts are attacked with linear algebra, and more is suppressed until the attack fails;
//! 4. the same is done anew in each dimension, where some companies may have no score;
//! 5. quantiles are computed of what is left, and rounded to whole points.
//!
//! The rules and their names are those of statistical disclosure control (Hundepool, Domingo-Ferrer, Franconi, Giessing, Schulte
//! Nordholt, Spicer and de Wolf, *Statistical Disclosure Control*, Wiley 2012, chapter 4): a threshold and a dominance rule for the cells at
//! risk, then secondary suppression so that no margin gives them back. What is additive here is counted, not measured: a score is
//! published as quantiles, which do not add up, but the respondents of a group are a sum over its companies, and a sum can be solved.
//!
//! The crate reads no clock, no disk and no environment, and the same contributions give the same figures in whatever order they come.
#![forbid(unsafe_code)]

mod aggregation;
mod attack;
mod figures;
mod safety;
mod suppression;

pub use aggregation::{
    Change, Company, Edition, Group, Layout, Measures, Pair, Panel, PublishedGroup, aggregate,
};
pub use figures::{Cell, FEWEST_FOR_DECILES, Figures};
pub use safety::{FEWEST_COMPANIES, Reason, Risk};
