//! Scores of one person, and of a group as the mean of its persons.

use crate::model::Model;
use crate::number::{TOLERANCE, mean, tidy};
use crate::respondent::{Rating, Respondent};
use crate::symmetry::{Symmetry, symmetry};
use crate::table::Table;
use alloc::string::String;
use alloc::vec::Vec;
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
    let persons: Vec<Vec<Answered>> = respondents
        .iter()
        .map(|respondent| answered(model, respondent, rating))
        .collect();
    let dimensions: Vec<DimensionScore> = model
        .source()
        .dimensions
        .iter()
        .enumerate()
        .map(|(position, dimension)| {
            let here = || persons.iter().map(|person| &person[position]);
            let enough = here().filter(|answered| answered.enough).count() >= fewest;
            let shown = || here().filter(|_| enough);
            let score = mean(shown().filter_map(|answered| answered.score(model)));
            DimensionScore {
                id: dimension.id.clone(),
                mean: mean(shown().filter_map(|answered| answered.mean(model))),
                score,
                level: score.and_then(|score| model.level(score)),
                answered: here().map(|answered| answered.count as usize).sum(),
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
    answered(model, respondent, rating)
        .iter()
        .map(|answered| answered.score(model))
        .collect()
}

/// What one person answered in one dimension: whole numbers, so that one division gives the mean and another the
/// score, each as exact as can be.
struct Answered {
    /// Sum of the answers in points above the scale's lowest, reversed statements put right.
    sum: u32,
    /// How many statements are answered.
    count: u32,
    /// Whether they are enough for a score.
    enough: bool,
}

impl Answered {
    fn mean(&self, model: &Model) -> Option<f64> {
        let min = i64::from(model.source().scale.min);
        let total = min * i64::from(self.count) + i64::from(self.sum);
        self.enough
            .then(|| tidy(total as f64 / f64::from(self.count)))
    }

    fn score(&self, model: &Model) -> Option<f64> {
        let most = self.count * (u32::from(model.points()) - 1);
        self.enough
            .then(|| f64::from(100 * self.sum) / f64::from(most))
    }
}

fn answered(model: &Model, respondent: &Respondent, rating: Rating) -> Vec<Answered> {
    let min_answered = model.source().scoring.min_answered;
    model
        .dimensions()
        .map(|(dimension, numbers)| {
            let all = dimension.statements.len() as f64;
            let (mut sum, mut count) = (0, 0);
            for statement in numbers {
                if let Some(answer) = respondent.oriented(model, rating, statement) {
                    sum += u32::from(answer);
                    count += 1;
                }
            }
            let enough = count > 0 && f64::from(count) + TOLERANCE >= min_answered * all;
            Answered { sum, count, enough }
        })
        .collect()
}
