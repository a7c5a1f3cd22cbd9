//! How far a group is of one mind, by dimension and overall, in one rating.

use crate::agreement::{Metric, krippendorff_alpha};
use crate::model::Model;
use crate::number::{TOLERANCE, billionths, mean, tidy};
use crate::respondent::{Rating, Respondent};
use crate::scoring::dimension_scores;
use crate::tally::{Tally, aligned_at_most, divergent_from, uniform_variance};
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// Fewest answers to a statement for it to count at all.
const MIN_ANSWERS: u32 = 2;
/// Fewest persons for a verdict on a single dimension: below, random answers look aligned too often.
const MIN_FOR_VERDICT: u32 = 5;
/// The r*_wg(J) from which on a group counts as aligned overall, by convention.
const ALIGNED_OVERALL: f64 = 0.70;
/// The r*_wg(J) that uniformly random answers give.
const RANDOM_OVERALL: f64 = 0.0;

/// What the figures allow to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The group sees it the same way.
    Aligned,
    /// The views are to be brought closer.
    Closer,
    /// The views differ as much as random answers would, or more.
    Divergent,
    /// Too few answers to tell.
    None,
}

/// The alignment of a group in one rating.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alignment {
    /// One entry a dimension, in the model's order.
    pub dimensions: Vec<DimensionAlignment>,
    /// Dimension ids, most divergent first: AD descending, then the range, then the model's order; dimensions
    /// without figures last.
    pub order: Vec<String>,
    /// All statements together.
    pub overall: OverallAlignment,
}

/// The alignment of a group on one dimension. Figures are `None` where no statement has two answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DimensionAlignment {
    /// The dimension.
    pub id: String,
    /// How many persons answered at least one of its statements that count.
    pub n: u32,
    /// `AD_M(J)`, in points of the scale: how far apart the group is on average.
    pub ad: Option<f64>,
    /// Display index, 0 (as far apart as can be) to 100 (all the same).
    pub index: Option<f64>,
    /// `r_wg(J)`, 0–1 (James, Demaree & Wolf 1984); rises with the number of statements.
    pub r_wg_j: Option<f64>,
    /// `r*_wg(J)`, at most 1, negative when worse than random (Lindell, Brandt & Whitney 1999).
    pub r_star: Option<f64>,
    /// [`Verdict::None`] below five answers.
    pub verdict: Verdict,
    /// Highest minus lowest score (0–100) of the persons; `None` below two scores.
    pub range: Option<f64>,
    /// The statements on which two camps face each other.
    pub polarised: Vec<String>,
}

/// The alignment of a group over all statements that count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OverallAlignment {
    /// `AD_M(J)`, in points of the scale.
    pub ad: Option<f64>,
    /// Display index, 0–100.
    pub index: Option<f64>,
    /// `r*_wg(J)`.
    pub r_star: Option<f64>,
    /// `r_wg(J)`.
    pub r_wg_j: Option<f64>,
    /// Krippendorff's α for interval data, statements as units; falls when everybody rates high.
    pub alpha_interval: Option<f64>,
    /// From `r*_wg(J)`: aligned from .70 on, divergent at what random answers give (0) or below.
    pub verdict: Verdict,
}

/// The indexes that a set of statements shares.
struct Indexes {
    ad: f64,
    index: f64,
    r_wg_j: f64,
    r_star: f64,
}

/// The alignment of the respondents in one rating.
///
/// A statement counts where at least two persons answered it, with its own number of answers; figures average over
/// the statements that count.
pub fn align(model: &Model, respondents: &[Respondent], rating: Rating) -> Alignment {
    let points = model.points();
    let tally = |statement| -> Tally {
        let oriented = |person: &Respondent| person.oriented(model, rating, statement);
        respondents.iter().filter_map(oriented).collect()
    };
    let tallies: Vec<Tally> = (0..model.statement_count()).map(tally).collect();
    let ranges = score_ranges(model, respondents, rating);
    let dimensions: Vec<DimensionAlignment> = model
        .dimensions()
        .zip(ranges)
        .map(|((dimension, numbers), range)| {
            let tallies = &tallies[numbers.clone()];
            let indexes = indexes(tallies, points);
            let counts = |number: usize| tallies[number - numbers.start].n() >= MIN_ANSWERS;
            let answered = |respondent: &&Respondent| {
                let answers = respondent.answers(rating);
                numbers
                    .clone()
                    .any(|number| counts(number) && answers.given(number).is_some())
            };
            DimensionAlignment {
                id: dimension.id.clone(),
                n: respondents.iter().filter(answered).count() as u32,
                ad: indexes.as_ref().map(|indexes| indexes.ad),
                index: indexes.as_ref().map(|indexes| indexes.index),
                r_wg_j: indexes.as_ref().map(|indexes| indexes.r_wg_j),
                r_star: indexes.as_ref().map(|indexes| indexes.r_star),
                verdict: indexes.map_or(Verdict::None, |indexes| {
                    dimension_verdict(indexes.ad, tallies, points)
                }),
                range,
                polarised: dimension
                    .statements
                    .iter()
                    .zip(tallies)
                    .filter(|(_, tally)| tally.is_polarised(points))
                    .map(|(statement, _)| statement.id.clone())
                    .collect(),
            }
        })
        .collect();
    Alignment {
        order: divergence_order(&dimensions),
        dimensions,
        overall: overall(&tallies, points),
    }
}

fn indexes(tallies: &[Tally], points: u8) -> Option<Indexes> {
    let counting = || tallies.iter().filter(|tally| tally.n() >= MIN_ANSWERS);
    let ad = mean(counting().map(Tally::average_deviation))?;
    let share = mean(counting().map(|tally| tally.share_of_maximum(points)))?;
    let q = mean(counting().map(Tally::variance))? / uniform_variance(points);
    let j = counting().count() as f64;
    let r_wg_j = if q >= 1.0 {
        0.0
    } else {
        j * (1.0 - q) / (j * (1.0 - q) + q)
    };
    let index = (100.0 * (1.0 - share)).clamp(0.0, 100.0);
    Some(Indexes {
        ad,
        index: tidy(index),
        r_wg_j: tidy(r_wg_j),
        r_star: tidy(1.0 - q),
    })
}

/// A verdict needs five answers to at least one statement: fewer are noise, however they are spread.
fn dimension_verdict(ad: f64, tallies: &[Tally], points: u8) -> Verdict {
    if tallies.iter().all(|tally| tally.n() < MIN_FOR_VERDICT) {
        Verdict::None
    } else if ad <= aligned_at_most(points) + TOLERANCE {
        Verdict::Aligned
    } else if ad >= divergent_from(points) - TOLERANCE {
        Verdict::Divergent
    } else {
        Verdict::Closer
    }
}

fn overall(tallies: &[Tally], points: u8) -> OverallAlignment {
    let indexes = indexes(tallies, points);
    let units: Vec<Vec<f64>> = tallies
        .iter()
        .map(|tally| {
            tally
                .counts()
                .flat_map(|(point, count)| core::iter::repeat_n(f64::from(point), count as usize))
                .collect()
        })
        .collect();
    OverallAlignment {
        ad: indexes.as_ref().map(|indexes| indexes.ad),
        index: indexes.as_ref().map(|indexes| indexes.index),
        r_star: indexes.as_ref().map(|indexes| indexes.r_star),
        r_wg_j: indexes.as_ref().map(|indexes| indexes.r_wg_j),
        alpha_interval: krippendorff_alpha(&units, Metric::Interval),
        verdict: match indexes {
            None => Verdict::None,
            Some(Indexes { r_star, .. }) if r_star >= ALIGNED_OVERALL - TOLERANCE => {
                Verdict::Aligned
            }
            Some(Indexes { r_star, .. }) if r_star <= RANDOM_OVERALL + TOLERANCE => {
                Verdict::Divergent
            }
            Some(_) => Verdict::Closer,
        },
    }
}

/// Highest minus lowest score of the persons, by dimension.
fn score_ranges(model: &Model, respondents: &[Respondent], rating: Rating) -> Vec<Option<f64>> {
    let persons: Vec<Vec<Option<f64>>> = respondents
        .iter()
        .map(|respondent| dimension_scores(model, respondent, rating))
        .collect();
    (0..model.source().dimensions.len())
        .map(|position| {
            let scores = || persons.iter().filter_map(|scores| scores[position]);
            if scores().count() < 2 {
                return None;
            }
            let highest = scores().fold(f64::NEG_INFINITY, f64::max);
            let lowest = scores().fold(f64::INFINITY, f64::min);
            Some(tidy(highest - lowest))
        })
        .collect()
}

fn divergence_order(dimensions: &[DimensionAlignment]) -> Vec<String> {
    // None sorts below any figure; the model's order decides between equals.
    let divergence = |dimension: &DimensionAlignment| {
        (
            dimension.ad.map(billionths),
            dimension.range.map(billionths),
        )
    };
    let mut ordered: Vec<&DimensionAlignment> = Vec::new();
    for dimension in dimensions {
        let place = ordered.partition_point(|other| divergence(other) >= divergence(dimension));
        ordered.insert(place, dimension);
    }
    ordered
        .into_iter()
        .map(|dimension| dimension.id.clone())
        .collect()
}
