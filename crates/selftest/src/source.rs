//! A model as its author writes it: the shape of `model.yaml`, and of the `model` member of a request.
//!
//! Nothing here is checked beyond types; [`crate::Model::new`] does that. Fields that the mathematics does not need
//! (translations, definitions, debates, the wheel) are ignored, and wordings may be left out.

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// A service-culture model, unchecked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelSource {
    /// The model's name for machines; result codes are bound to it.
    pub id: String,
    /// The version of its wording; result codes are bound to it.
    pub version: String,
    /// The answer scale, common to all statements.
    pub scale: Scale,
    /// How answers become scores.
    #[serde(default)]
    pub scoring: Scoring,
    /// The levers, in the order in which they are shown.
    pub levers: Vec<Lever>,
    /// The dimensions, in the order in which they are shown.
    pub dimensions: Vec<Dimension>,
    /// The priority ranking asked of each respondent.
    #[serde(default)]
    pub priorities: Priorities,
    /// The maturity levels, lowest first; none when the model has no levels.
    #[serde(default)]
    pub maturity: Vec<Maturity>,
    /// The paired statements of the symmetry of attention.
    #[serde(default)]
    pub symmetry: Option<SymmetryRules>,
}

/// The answer scale: whole points from `min` to `max`, both included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// The lowest answer, usually 1.
    pub min: i32,
    /// The highest answer.
    pub max: i32,
    /// One label a point, lowest first, or none at all.
    #[serde(default)]
    pub labels: Vec<String>,
}

/// How answers become scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scoring {
    /// Share (0–1) of a dimension's statements below which a respondent has no score there.
    pub min_answered: f64,
    /// Type of quantile in the sense of Hyndman & Fan (1996): 7 or 8.
    pub quantile: u8,
}

impl Default for Scoring {
    fn default() -> Self {
        Self {
            min_answered: 0.5,
            quantile: 7,
        }
    }
}

/// A lever: a family of dimensions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lever {
    /// The lever's name for machines.
    pub id: String,
    /// The lever's name for people.
    #[serde(default)]
    pub name: String,
}

/// A dimension: what a handful of statements measure together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dimension {
    /// The dimension's name for machines.
    pub id: String,
    /// The id of the lever it belongs to.
    pub lever: String,
    /// The dimension's name for people.
    #[serde(default)]
    pub name: String,
    /// Its statements, in the order in which they are asked.
    pub statements: Vec<Statement>,
}

/// A statement, rated twice on the scale: today and target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The statement's name for machines, unique in the model.
    pub id: String,
    /// The wording.
    #[serde(default)]
    pub text: String,
    /// Whether agreeing is a bad sign: the answer is mirrored before anything is computed.
    #[serde(default)]
    pub reverse: bool,
    /// The pair of the symmetry of attention it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<String>,
    /// Which side of the pair it describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
}

/// A side of a pair of the symmetry of attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// What employees receive.
    Employee,
    /// What customers receive.
    #[serde(alias = "customer")]
    Client,
}

/// The priority ranking asked of each respondent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Priorities {
    /// How many dimensions a respondent may rank, in order; 0 asks for none.
    pub top: usize,
}

/// A maturity level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Maturity {
    /// The lowest score (0–100) of the level, included.
    pub from: f64,
    /// The level's name for people.
    #[serde(default)]
    pub name: String,
    /// What the level means.
    #[serde(default)]
    pub description: String,
}

/// Which pairs make up the symmetry index, and how it reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SymmetryRules {
    /// The pairs, named by statements on both sides.
    pub pairs: Vec<String>,
    /// How the figures read.
    #[serde(default)]
    pub thresholds: SymmetryThresholds,
}

/// From which figures (0–100) on a symmetry reads as such, and a shared level as sufficient.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SymmetryThresholds {
    /// Lowest symmetry index that reads as symmetric.
    pub symmetry: f64,
    /// Lowest level that does not read as shared neglect.
    pub level: f64,
}

impl Default for SymmetryThresholds {
    fn default() -> Self {
        Self {
            symmetry: 80.0,
            level: 50.0,
        }
    }
}
