//! The mathematics of the self-test, written once for the generator and for the browser.
//!
//! A [`ModelSource`] (the shape of `model.yaml`) becomes a [`Model`] when everything it says holds together;
//! a [`RespondentSource`] becomes a [`Respondent`] of that model. Past these two doors nothing can fail:
//! [`score`] one person, [`compare`] 2 to 20 and their groups, [`encode`] and [`decode`] a result code, [`fit`] a
//! respondent of another model to this one and [`recognise`] a code of a former one, [`locate`] a score in a published
//! benchmark edition, [`quantile`] and [`percentile_rank`] for the benchmark itself.
//!
//! The crate computes with additions, multiplications and divisions of `f64` only, so that native and
//! WebAssembly builds agree to the bit. It reads no clock, no disk and no environment, and never panics on any input.
//! No figure it returns is −0, infinite or not a number.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod agreement;
mod alignment;
mod code;
mod comparison;
mod fit;
mod groups;
mod indicator;
mod locate;
mod model;
mod number;
mod quantile;
mod respondent;
mod scoring;
mod source;
mod symmetry;
mod table;
mod tally;
mod validation;

pub use agreement::{Metric, average_ranks, kendall_w, krippendorff_alpha};
pub use alignment::{Alignment, DimensionAlignment, OverallAlignment, Verdict, align};
pub use code::{CodeError, MAX_TEXT_BYTES, TextTooLong, decode, encode};
pub use comparison::{
    Comparison, GroupSizeError, MAX_RESPONDENTS, MIN_RESPONDENTS, PriorityAgreement, compare,
};
pub use fit::{Fit, Recognised, Unfit, fit, recognise};
pub use groups::{Group, MIN_GROUP};
pub use indicator::net_promoter_score;
pub use locate::{Cell, EditionDimension, EditionError, EditionSource, Location, Place, locate};
pub use model::{Model, PairOfStatements};
pub use quantile::{QuantileType, percentile_rank, quantile};
pub use respondent::{Answers, Rating, Respondent, RespondentError, RespondentSource};
pub use scoring::{
    DimensionScore, LeverScore, OverallScore, Profile, Report, group_profile, profile, score,
};
pub use source::{
    Dimension, Lever, Maturity, ModelSource, Priorities, Scale, Scoring, Side, Statement,
    SymmetryRules, SymmetryThresholds,
};
pub use symmetry::{Symmetry, symmetry, symmetry_of_pairs};
pub use table::Table;
pub use tally::{Tally, aligned_at_most, divergent_from, maximum_average_deviation};
pub use validation::{IdKind, ModelError};
