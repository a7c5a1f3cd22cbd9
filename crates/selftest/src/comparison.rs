//! Several persons side by side: where they are of one mind, and where they have something to discuss.

use crate::agreement::{average_ranks, kendall_w};
use crate::alignment::{Alignment, align};
use crate::groups::{Group, groups};
use crate::model::Model;
use crate::number::tidy;
use crate::respondent::{Rating, Respondent};
use crate::symmetry::{Symmetry, symmetry};
use alloc::vec::Vec;
use core::fmt;
use serde::Serialize;

/// Fewest persons of a comparison.
pub const MIN_RESPONDENTS: usize = 2;
/// Most persons of a comparison.
pub const MAX_RESPONDENTS: usize = 20;

/// The comparison of a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// How many persons are compared.
    pub n: usize,
    /// Alignment on where the group wants to go: what is compared first.
    pub target: Alignment,
    /// Alignment on where it is.
    pub today: Alignment,
    /// Agreement on what matters most.
    pub priorities: PriorityAgreement,
    /// The symmetry of attention today, over the group.
    pub symmetry: Option<Symmetry>,
    /// The scores of each group of at least three persons, by name; none where there are not at least two of them.
    pub groups: Vec<Group>,
}

/// Agreement of the priority rankings, among the persons who ranked at least one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PriorityAgreement {
    /// Kendall's W, corrected for ties, 0–1, from three rankings on.
    pub w: Option<f64>,
    /// At two rankings, ρ = 2W − 1 instead, −1 to 1.
    pub rho: Option<f64>,
}

/// A comparison of fewer than 2 or more than 20 persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupSizeError(
    /// How many there were.
    pub usize,
);

impl fmt::Display for GroupSizeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} respondents; 2 to 20 can be compared", self.0)
    }
}

impl core::error::Error for GroupSizeError {}

/// The comparison of 2 to 20 respondents. No figure depends on their order.
pub fn compare(model: &Model, respondents: &[Respondent]) -> Result<Comparison, GroupSizeError> {
    if !(MIN_RESPONDENTS..=MAX_RESPONDENTS).contains(&respondents.len()) {
        return Err(GroupSizeError(respondents.len()));
    }
    Ok(Comparison {
        n: respondents.len(),
        target: align(model, respondents, Rating::Target),
        today: align(model, respondents, Rating::Today),
        priorities: priority_agreement(model, respondents),
        symmetry: symmetry(model, respondents, Rating::Today),
        groups: groups(model, respondents),
    })
}

fn priority_agreement(model: &Model, respondents: &[Respondent]) -> PriorityAgreement {
    let dimensions = model.source().dimensions.len();
    let rankings: Vec<Vec<f64>> = respondents
        .iter()
        .map(Respondent::priorities)
        .filter(|priorities| !priorities.is_empty())
        .map(|priorities| {
            // Ranked dimensions take their place; all others share the one after the last.
            let place = |dimension| priorities.iter().position(|&ranked| ranked == dimension);
            let places: Vec<f64> = (0..dimensions)
                .map(|dimension| place(dimension).unwrap_or(dimensions) as f64)
                .collect();
            average_ranks(&places)
        })
        .collect();
    let w = kendall_w(&rankings);
    if rankings.len() == 2 {
        PriorityAgreement {
            w: None,
            rho: w.map(|w| tidy(2.0 * w - 1.0)),
        }
    } else {
        PriorityAgreement { w, rho: None }
    }
}
