//! Where a score stands in a published benchmark edition.
//!
//! An edition publishes quantiles, never the companies' figures, so a rank is read between two of them and is an
//! estimate; beyond the outermost published quantile only a bound is known.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use serde::{Deserialize, Serialize};

use crate::number::tidy;
use crate::respondent::Rating;
use crate::table::Table;

/// A published edition (the shape of `benchmark/EDITION.yaml`), or one of its sectors or size classes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditionSource {
    /// The published dimensions.
    pub dimensions: Vec<EditionDimension>,
}

/// A dimension in an edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditionDimension {
    /// The dimension.
    pub id: String,
    /// Figures of today.
    #[serde(default)]
    pub today: Option<Cell>,
    /// Figures of the target.
    #[serde(default)]
    pub target: Option<Cell>,
}

/// What is published of one dimension and rating: quantiles of the companies' scores (0–100).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cell {
    /// How many companies.
    pub companies: Option<u32>,
    /// How many respondents.
    pub respondents: Option<u32>,
    /// 10th percentile.
    pub p10: Option<f64>,
    /// Lower quartile.
    pub q1: Option<f64>,
    /// Median.
    pub median: Option<f64>,
    /// Upper quartile.
    pub q3: Option<f64>,
    /// 90th percentile.
    pub p90: Option<f64>,
    /// Whether disclosure control forbids to publish the figures.
    pub suppressed: bool,
}

/// Where a set of scores stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Location {
    /// One entry a score: in the edition's order, then those that the edition does not have.
    pub dimensions: Vec<Place>,
}

/// Where one score stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// The dimension.
    pub id: String,
    /// The score (0–100) that was asked about.
    pub score: f64,
    /// Percentile rank (0–100), interpolated between published quantiles; `None` beyond them.
    pub rank: Option<f64>,
    /// The rank is at least this; `None` where nothing is published.
    pub low: Option<f64>,
    /// The rank is at most this; `None` where nothing is published.
    pub high: Option<f64>,
    /// How many companies the figures stand for.
    pub companies: Option<u32>,
    /// How many respondents the figures stand for.
    pub respondents: Option<u32>,
}

/// Why a set of scores cannot be located.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditionError {
    /// The quantiles of a dimension are not in ascending order between 0 and 100.
    Quantiles(String),
    /// A score is not between 0 and 100.
    Score(String),
}

impl EditionError {
    /// The error's name for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Quantiles(_) => "bad_edition",
            Self::Score(_) => "out_of_range",
        }
    }
}

impl fmt::Display for EditionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quantiles(id) => {
                write!(
                    formatter,
                    "the quantiles of “{id}” are not in ascending order between 0 and 100"
                )
            }
            Self::Score(id) => write!(formatter, "the score of “{id}” is not between 0 and 100"),
        }
    }
}

impl core::error::Error for EditionError {}

/// The percentile rank of each score (0–100, by dimension id) in a published edition. Null scores are left out.
pub fn locate(
    edition: &EditionSource,
    rating: Rating,
    scores: &Table<Option<f64>>,
) -> Result<Location, EditionError> {
    let mut dimensions = Vec::new();
    let mut place = |id: &str, score: f64, cell: Option<&Cell>| {
        if !(0.0..=100.0).contains(&score) {
            return Err(EditionError::Score(id.into()));
        }
        let cell = cell.filter(|cell| !cell.suppressed);
        let (rank, bounds) = match cell {
            Some(cell) => rank(score, &knots(id, cell)?),
            None => (None, None),
        };
        dimensions.push(Place {
            id: id.into(),
            score: tidy(score),
            rank,
            low: bounds.map(|(low, _)| low),
            high: bounds.map(|(_, high)| high),
            companies: cell.and_then(|cell| cell.companies),
            respondents: cell.and_then(|cell| cell.respondents),
        });
        Ok(())
    };
    for published in &edition.dimensions {
        if let Some(&Some(score)) = scores.get(&published.id) {
            let cell = match rating {
                Rating::Today => published.today.as_ref(),
                Rating::Target => published.target.as_ref(),
            };
            place(&published.id, score, cell)?;
        }
    }
    for (id, score) in &scores.0 {
        let is_published = edition
            .dimensions
            .iter()
            .any(|published| published.id == *id);
        if let (Some(score), false) = (*score, is_published) {
            place(id, score, None)?;
        }
    }
    Ok(Location { dimensions })
}

/// The published quantiles as (score, percent), in ascending order.
fn knots(id: &str, cell: &Cell) -> Result<Vec<(f64, f64)>, EditionError> {
    let quantiles = [
        (cell.p10, 10.0),
        (cell.q1, 25.0),
        (cell.median, 50.0),
        (cell.q3, 75.0),
        (cell.p90, 90.0),
    ];
    let knots: Vec<(f64, f64)> = quantiles
        .into_iter()
        .filter_map(|(score, percent)| Some((tidy(score?), percent)))
        .collect();
    let in_range = knots.iter().all(|(score, _)| (0.0..=100.0).contains(score));
    if in_range && knots.is_sorted_by(|a, b| a.0 <= b.0) {
        Ok(knots)
    } else {
        Err(EditionError::Quantiles(id.into()))
    }
}

/// The rank of a score among quantiles, and the bounds that they prove.
fn rank(score: f64, knots: &[(f64, f64)]) -> (Option<f64>, Option<(f64, f64)>) {
    if knots.is_empty() {
        return (None, None);
    }
    let below = knots.iter().rfind(|knot| knot.0 < score);
    let above = knots.iter().find(|knot| knot.0 > score);
    let mut equal = knots
        .iter()
        .filter(|knot| knot.0.total_cmp(&tidy(score)).is_eq())
        .map(|knot| knot.1);
    if let Some(first) = equal.next() {
        // Several quantiles may share one score: half of the companies between them stand below it.
        let last = equal.next_back().unwrap_or(first);
        return (Some(f64::midpoint(first, last)), Some((first, last)));
    }
    let rank = match (below, above) {
        (Some(below), Some(above)) => {
            Some(below.1 + (above.1 - below.1) * (score - below.0) / (above.0 - below.0))
        }
        _ => None,
    };
    (
        rank,
        Some((
            below.map_or(0.0, |knot| knot.1),
            above.map_or(100.0, |knot| knot.1),
        )),
    )
}
