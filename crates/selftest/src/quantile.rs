//! Quantiles and percentile ranks of a sample, for the benchmark.

use crate::number::tidy;

/// How a quantile is interpolated, in the numbering of Hyndman & Fan (1996).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuantileType {
    /// Type 7: what spreadsheets call QUARTILE.INC, so that members can check.
    #[default]
    Seven,
    /// Type 8: median-unbiased whatever the distribution.
    Eight,
}

impl QuantileType {
    /// The type's number: 7 or 8.
    pub fn number(self) -> u8 {
        match self {
            Self::Seven => 7,
            Self::Eight => 8,
        }
    }
}

/// The p-quantile (p from 0 to 1, brought into that range) of figures in ascending order; `None` of no figure.
pub fn quantile(sorted: &[f64], p: f64, quantile_type: QuantileType) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let n = sorted.len() as f64;
    let p = if p > 0.0 { p.min(1.0) } else { 0.0 };
    // The quantile's place among the figures, from 0.
    let place = match quantile_type {
        QuantileType::Seven => (n - 1.0) * p,
        QuantileType::Eight => (n + 1.0 / 3.0) * p + 1.0 / 3.0 - 1.0,
    };
    let place = place.clamp(0.0, last as f64);
    let below = place as usize;
    let (lower, upper) = (sorted[below], sorted[(below + 1).min(last)]);
    Some(tidy(lower + (place - below as f64) * (upper - lower)))
}

/// The percentile rank of a figure in a sample: 100 (#less + ½ #equal)/n; `None` in no sample.
pub fn percentile_rank(sample: &[f64], figure: f64) -> Option<f64> {
    let count = |wanted: core::cmp::Ordering| {
        sample
            .iter()
            .filter(|other| other.partial_cmp(&&figure) == Some(wanted))
            .count() as f64
    };
    let (less, equal) = (
        count(core::cmp::Ordering::Less),
        count(core::cmp::Ordering::Equal),
    );
    (!sample.is_empty()).then(|| 100.0 * (less + equal / 2.0) / sample.len() as f64)
}
