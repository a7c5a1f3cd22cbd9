//! What an edition of the benchmark is made from: its frame and the contributions. None of it is part of a site.

use jiff::civil::Date;

use super::{Licence, Name, SizeClass};
use crate::diagnostics::{SourcePath, Span};

/// `edition.yaml` beside the contributions: all of an edition but its figures.
#[derive(Debug, Clone)]
pub struct Collection {
    /// Where it was written.
    pub file: SourcePath,
    /// Names the edition in its address, and in the contributions to it.
    pub edition: Name,
    /// Title.
    pub title: String,
    /// Sample data.
    pub sample: bool,
    /// Day of publication.
    pub published: Option<Date>,
    /// Id and version of the model that was used.
    pub model: (Name, String),
    /// First and last day of the collection.
    pub collected: Option<(Date, Date)>,
    /// Who answered.
    pub population: Option<String>,
    /// How figures were computed.
    pub method: Option<String>,
    /// What was asked.
    pub wording: Option<String>,
    /// Hyndman and Fan's type of quantile.
    pub quantile: u8,
    /// Licence of the figures.
    pub licence: Option<Licence>,
    /// The sectors, in the order of the edition.
    pub sectors: Vec<Sector>,
    /// Day and words of each correction.
    pub corrections: Vec<(Date, String)>,
}

/// A sector of an edition.
#[derive(Debug, Clone)]
pub struct Sector {
    /// Names it in contributions.
    pub id: Name,
    /// What readers see.
    pub name: String,
}

/// What one company says of itself, under an id that nobody can trace back.
#[derive(Debug, Clone)]
pub struct Contribution {
    /// The file.
    pub file: SourcePath,
    /// Drawn at random by the browser; the same in each year of a company that wants its changes counted.
    pub id: Name,
    /// Sample data, and the place that says so.
    pub sample: Option<Span>,
    /// The edition it is meant for.
    pub edition: Name,
    /// Id and version of the model that was answered.
    pub model: (Name, String),
    /// Sector.
    pub sector: Name,
    /// Size class.
    pub size: SizeClass,
    /// How many of its people answered.
    pub respondents: u32,
    /// By dimension, the mean answer on the model's scale; `None` where too few statements were answered.
    pub today: Vec<(Name, Option<f64>)>,
    /// The same of the target.
    pub target: Vec<(Name, Option<f64>)>,
}
