//! What is published of a sample: its size and its quantiles, in whole points.

use parvis_selftest::{QuantileType, quantile};

/// Fewer companies than this would tell the extremes.
pub const FEWEST_FOR_DECILES: usize = 10;

/// A cell: figures, or nothing at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// May not be published.
    Suppressed,
    /// May be.
    Published(Figures),
}

/// Quantiles in whole points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Companies in the cell.
    pub companies: usize,
    /// Their respondents. `None` where a company of the group has no score here: two sums that differ by one company would tell its
    /// respondents.
    pub respondents: Option<u64>,
    /// Median.
    pub median: i32,
    /// First quartile.
    pub q1: i32,
    /// Third quartile.
    pub q3: i32,
    /// Tenth and ninetieth percentiles, from [`FEWEST_FOR_DECILES`] companies on.
    pub deciles: Option<(i32, i32)>,
}

impl Figures {
    /// The figures of a sample; `None` of no score.
    pub fn of(mut scores: Vec<f64>, respondents: Option<u64>, kind: QuantileType) -> Option<Self> {
        scores.sort_by(f64::total_cmp);
        let at = |p: f64| quantile(&scores, p, kind).map(whole_points);
        Some(Self {
            companies: scores.len(),
            respondents,
            median: at(0.5)?,
            q1: at(0.25)?,
            q3: at(0.75)?,
            deciles: at(0.1)
                .zip(at(0.9))
                .filter(|_| scores.len() >= FEWEST_FOR_DECILES),
        })
    }
}

/// The nearest whole point; a half goes away from zero, as in school. What stands a billionth below a half is a half that was
/// computed in binary.
fn whole_points(score: f64) -> i32 {
    let nudge = if score < 0.0 { -1e-9 } else { 1e-9 };
    (score + nudge).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(scores: &[f64], kind: QuantileType) -> Figures {
        Figures::of(scores.to_vec(), None, kind).expect("a sample")
    }

    #[test]
    fn the_figures_of_eleven_companies_are_those_of_the_vector() {
        // V8: type 7 has 53, 61 and 69.5; type 8 has 51.666667 and 71.833333.
        let scores = [
            61.0, 42.0, 47.0, 51.0, 55.0, 58.0, 64.0, 66.0, 73.0, 88.0, 81.0,
        ];
        let seven = figures(&scores, QuantileType::Seven);
        assert_eq!((seven.q1, seven.median, seven.q3), (53, 61, 70));
        assert_eq!(seven.deciles, Some((47, 81)));
        let eight = figures(&scores, QuantileType::Eight);
        assert_eq!((eight.q1, eight.median, eight.q3), (52, 61, 72));
    }

    #[test]
    fn nine_companies_have_no_deciles_and_none_has_no_figures() {
        let nine: Vec<f64> = (0..9).map(f64::from).collect();
        assert_eq!(figures(&nine, QuantileType::Seven).deciles, None);
        assert_eq!(Figures::of(Vec::new(), None, QuantileType::Seven), None);
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!([2.5, -2.5, 0.4, -0.4].map(whole_points), [3, -3, 0, 0]);
        assert_eq!(
            whole_points(0.1 + 0.2 + 0.2),
            1,
            "a half that was computed in binary"
        );
    }
}
