//! Scores of one person, and of a group as the mean of its persons.

use crate::model::Model;
use crate::number::{TOLERANCE, mean, tidy};
use crate::respondent::{Rating, Respondent};
use crate::symmetry::{Symmetry, symmetry};
use crate::table::Table;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;
use serde::Serialize;

/// What the self-test tells one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Scores of today.
    pub today: Profile,
    /// Scores of the target.
    pub target: Profile,
    /// Target minus today, in points of score, by dimension id in the model's order.
    pub gap: Table<Option<f64>>,
    /// The symmetry of attention today; `None` where no pair is answered on both sides.
    pub symmetry: Option<Symmetry>,
}

/// The scores of one rating.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Profile {
    /// One entry a dimension, in the model's order.
    pub dimensions: Vec<DimensionScore>,
    /// One entry a lever, in the model's order.
    pub levers: Vec<LeverScore>,
    /// All dimensions together.
    pub overall: OverallScore,
}

/// The score of one dimension. Figures are `None` where too few statements are answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DimensionScore {
    /// The dimension.
    pub id: String,
    /// The mean answer, on the model's scale.
    pub mean: Option<f64>,
    /// 0–100.
    pub score: Option<f64>,
    /// Position of the maturity level in the model's list, from 0.
    pub level: Option<usize>,
    /// How many of its statements are answered (of a group: by how many answers in all).
    pub answered: usize,
}

/// The score of one lever: the mean of its dimensions that have one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeverScore {
    /// The lever.
    pub id: String,
    /// 0–100.
    pub score: Option<f64>,
    /// Position of the maturity level in the model's list, from 0.
    pub level: Option<usize>,
}

/// The overall score: the mean of the dimensions that have one, so that each weighs the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OverallScore {
    /// 0–100.
    pub score: Option<f64>,
    /// Position of the maturity level in the model's list, from 0; at most one above the weakest lever's.
    pub level: Option<usize>,
}

/// Everything the self-test computes from one person's answers.
pub fn score(model: &Model, respondent: &Respondent) -> Report {
    let today = profile(model, respondent, Rating::Today);
    let target = profile(model, respondent, Rating::Target);
    let gap = today
        .dimensions
        .iter()
        .zip(&target.dimensions)
        .map(|(today, target)| (today.id.clone(), gap(today.score, target.score)))
        .collect();
    let symmetry = symmetry(model, core::slice::from_ref(respondent), Rating::Today);
    Report {
        today,
        target,
        gap,
        symmetry,
    }
}

fn gap(today: Option<f64>, target: Option<f64>) -> Option<f64> {
    Some(tidy(target? - today?))
}

/// The scores of one person in one rating.
pub fn profile(model: &Model, respondent: &Respondent, rating: Rating) -> Profile {
    group_profile(model, core::slice::from_ref(respondent), rating)
}

/// The scores of a group in one rating: each dimension's mean and score is the mean of the persons who have one.
pub fn group_profile(model: &Model, respondents: &[Respondent], rating: Rating) -> Profile {
    let respondents: Vec<&Respondent> = respondents.iter().collect();
    profile_of_at_least(1, model, &respondents, rating)
}

/// The same, without figures in a dimension where fewer than that many persons have a score.
pub(crate) fn profile_of_at_least(
    fewest: usize,
    model: &Model,
    respondents: &[&Respondent],
    rating: Rating,
) -> Profile {
    let dimensions: Vec<DimensionScore> = model
        .dimensions()
        .map(|(dimension, statements)| {
            let totals = Totals::of(model, respondents, rating, statements);
            let shown = totals.persons() >= fewest;
            let score = totals.score(model).filter(|_| shown);
            DimensionScore {
                id: dimension.id.clone(),
                mean: totals.mean(model).filter(|_| shown),
                score,
                level: score.and_then(|score| model.level(score)),
                answered: totals.answered as usize,
            }
        })
        .collect();
    let levers = lever_scores(model, &dimensions);
    let score = mean(dimensions.iter().filter_map(|dimension| dimension.score));
    let weakest = levers.iter().filter_map(|lever| lever.level).min();
    let level = score.and_then(|score| model.level(score));
    let level = level.map(|level| weakest.map_or(level, |weakest| level.min(weakest + 1)));
    Profile {
        dimensions,
        levers,
        overall: OverallScore { score, level },
    }
}

fn lever_scores(model: &Model, dimensions: &[DimensionScore]) -> Vec<LeverScore> {
    let levers = model.source().levers.iter().enumerate();
    levers
        .map(|(position, lever)| {
            let own = dimensions
                .iter()
                .zip(model.lever_positions())
                .filter(|(_, of)| **of == position);
            let score = mean(own.filter_map(|(dimension, _)| dimension.score));
            LeverScore {
                id: lever.id.clone(),
                score,
                level: score.and_then(|score| model.level(score)),
            }
        })
        .collect()
}

/// The scores (0–100) of one person by dimension, in the model's order.
pub(crate) fn dimension_scores(
    model: &Model,
    respondent: &Respondent,
    rating: Rating,
) -> Vec<Option<f64>> {
    model
        .dimensions()
        .map(|(_, statements)| Totals::of(model, &[respondent], rating, statements).score(model))
        .collect()
}

/// What persons answered in one dimension, in whole numbers until one last division a figure: each is as exact as can
/// be, and none depends on the order of the persons.
struct Totals {
    /// Of the persons who answered enough statements for a score, by how many they answered: how many persons, and the
    /// sum of their answers in points above the scale's lowest, reversed statements put right.
    by_count: Vec<(u32, u32)>,
    /// How many answers there are, of all persons.
    answered: u32,
}

impl Totals {
    fn of(
        model: &Model,
        respondents: &[&Respondent],
        rating: Rating,
        statements: Range<usize>,
    ) -> Self {
        let fewest = model.source().scoring.min_answered * statements.len() as f64;
        let mut totals = Self {
            by_count: vec![(0, 0); statements.len() + 1],
            answered: 0,
        };
        for respondent in respondents {
            let (mut count, mut sum) = (0, 0);
            for statement in statements.clone() {
                if let Some(answer) = respondent.oriented(model, rating, statement) {
                    sum += u32::from(answer);
                    count += 1;
                }
            }
            totals.answered += count;
            if count > 0 && f64::from(count) + TOLERANCE >= fewest {
                let (persons, total) = &mut totals.by_count[count as usize];
                *persons += 1;
                *total += sum;
            }
        }
        totals
    }

    /// How many persons have a score.
    fn persons(&self) -> usize {
        self.by_count
            .iter()
            .map(|&(persons, _)| persons as usize)
            .sum()
    }

    /// The mean of the persons' means, on the model's scale.
    fn mean(&self, model: &Model) -> Option<f64> {
        let min = i64::from(model.source().scale.min);
        self.average(&|count, persons, sum| (min * count * persons + sum) as f64 / count as f64)
    }

    /// The mean of the persons' scores, 0–100.
    fn score(&self, model: &Model) -> Option<f64> {
        let width = i64::from(model.points()) - 1;
        self.average(&|count, _, sum| (100 * sum) as f64 / (count * width) as f64)
    }

    /// The average over the persons of a figure that is given for those who answered so many statements, in all: by
    /// that count, how many they are and the sum of their answers.
    fn average(&self, figure: &dyn Fn(i64, i64, i64) -> f64) -> Option<f64> {
        let mut total = 0.0;
        for (count, &(persons, sum)) in (0..).zip(&self.by_count) {
            if persons > 0 {
                total += figure(count, i64::from(persons), i64::from(sum));
            }
        }
        let persons = self.persons();
        (persons > 0).then(|| tidy(total / persons as f64))
    }
}
