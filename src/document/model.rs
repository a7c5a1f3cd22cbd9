//! The service model: what the mathematics needs, in the crate's own type, and what only the pages show.

use parvis_selftest::Model;

use crate::diagnostics::{SourcePath, Span};

/// `model.yaml`, or an earlier version of it in `models/`.
#[derive(Debug, Clone)]
pub struct ModelDocument {
    /// The file.
    pub file: SourcePath,
    /// Where the version is written: what tells two models of one id apart.
    pub version_span: Span,
    /// What scores are computed from; past `Model::new` it holds together.
    pub model: Model,
    /// « Modèle d’illustration… ».
    pub notice: Option<String>,
    /// Levers, in their order.
    pub levers: Vec<ModelLever>,
    /// Dimensions, in the same order as in [`ModelDocument::model`].
    pub dimensions: Vec<ModelDimension>,
    /// « Je ne sais pas ».
    pub no_answer: Option<String>,
    /// « Aujourd’hui, chez nous… ».
    pub today_label: Option<String>,
    /// « Dans trois ans… ».
    pub target_label: Option<String>,
    /// The wheel.
    pub wheel: Option<Wheel>,
    /// Prompts for debates by situation.
    pub debates: Vec<(String, String)>,
}

/// What a lever's pages show.
#[derive(Debug, Clone)]
pub struct ModelLever {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// « Comment nous décidons… ».
    pub question: Option<String>,
}

/// What a dimension's pages show.
#[derive(Debug, Clone)]
pub struct ModelDimension {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Id of its lever.
    pub lever: String,
    /// One sentence.
    pub definition: String,
    /// Prompt for a debate.
    pub debate: Option<String>,
    /// What to do first to close the gap.
    pub advice: Option<String>,
}

/// The wheel of excellence.
#[derive(Debug, Clone)]
pub struct Wheel {
    /// Name of the nucleus.
    pub nucleus: String,
    /// Name of the circle around it.
    pub centre: String,
    /// Principles and convictions.
    pub principles: Vec<WheelPrinciple>,
    /// Components, in no imposed order.
    pub components: Vec<WheelComponent>,
}

/// A principle or conviction.
#[derive(Debug, Clone)]
pub struct WheelPrinciple {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A component of the wheel.
#[derive(Debug, Clone)]
pub struct WheelComponent {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The main one.
    pub main: bool,
    /// `tactical`, `transformation`.
    pub horizons: Vec<&'static str>,
    /// Ids of its dimensions; all exist.
    pub dimensions: Vec<String>,
}
