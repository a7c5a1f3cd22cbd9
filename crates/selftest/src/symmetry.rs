//! The symmetry of attention: do employees receive the attention that customers receive?
//! (Formulated in 2007 by Ditandy and Meyronin, Académie du Service.)

use crate::model::Model;
use crate::number::{mean, tidy};
use crate::respondent::{Rating, Respondent};
use alloc::vec::Vec;
use serde::Serialize;

/// The three figures of the symmetry of attention. Always shown together: a high index with a low level is shared
/// neglect.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Symmetry {
    /// S = 100 (1 − mean|e − c|): 100 where both sides receive the same.
    pub index: f64,
    /// D = 100 mean(e − c): negative where employees are under-served.
    pub direction: f64,
    /// L = 100 mean min(e, c): what both sides are sure to receive.
    pub level: f64,
}

/// The symmetry of pairs (e, c), the employee and the customer side, each normalised to 0–1. `None` without a pair.
pub fn symmetry_of_pairs(pairs: &[(f64, f64)]) -> Option<Symmetry> {
    let gap = mean(pairs.iter().map(|(e, c)| (e - c).abs()))?;
    let direction = mean(pairs.iter().map(|(e, c)| e - c))?;
    let level = mean(pairs.iter().map(|&(e, c)| e.min(c)))?;
    Some(Symmetry {
        index: tidy(100.0 * (1.0 - gap)),
        direction: tidy(100.0 * direction),
        level: tidy(100.0 * level),
    })
}

/// The symmetry of attention as the respondents see it, together.
///
/// Each side of a pair is the mean of the persons who answered both sides, so that the two sides are compared in the
/// eyes of the same persons. `None` where nobody answered both sides of any pair.
pub fn symmetry(model: &Model, respondents: &[Respondent], rating: Rating) -> Option<Symmetry> {
    let oriented = |respondent: &Respondent, statement: usize| {
        respondent.oriented(model, rating, statement).map(u32::from)
    };
    let pairs: Vec<(f64, f64)> = model
        .pairs()
        .iter()
        .filter_map(|pair| {
            let (mut persons, mut employee, mut client) = (0_u32, 0_u32, 0_u32);
            for respondent in respondents {
                if let (Some(e), Some(c)) = (
                    oriented(respondent, pair.employee),
                    oriented(respondent, pair.client),
                ) {
                    persons += 1;
                    employee += e;
                    client += c;
                }
            }
            let most = f64::from(persons * (u32::from(model.points()) - 1));
            (persons > 0).then(|| (f64::from(employee) / most, f64::from(client) / most))
        })
        .collect();
    symmetry_of_pairs(&pairs)
}
