//! Published editions of the benchmark.

use jiff::civil::Date;

use super::{Licence, Name, Slug};
use crate::diagnostics::SourcePath;

/// A published, frozen edition.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Where it was written.
    pub file: SourcePath,
    /// Names it in its address: the file's name.
    pub slug: Slug,
    /// Title.
    pub title: String,
    /// Sample data.
    pub sample: bool,
    /// Day of publication.
    pub published: Option<Date>,
    /// Id and version of the model that was used.
    pub model: Option<(Name, String)>,
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
    /// Companies in all.
    pub companies: u32,
    /// Respondents in all.
    pub respondents: u32,
    /// Figures by dimension.
    pub dimensions: Vec<EditionDimension>,
    /// Figures by lever.
    pub levers: Vec<EditionDimension>,
    /// By sector.
    pub sectors: Vec<EditionGroup>,
    /// By size class.
    pub sizes: Vec<EditionGroup>,
    /// What changed in the companies that contributed to the edition before, too.
    pub panel: Option<EditionPanel>,
    /// Day and words of each correction.
    pub corrections: Vec<(Date, String)>,
}

/// A dimension's figures, or a lever's.
#[derive(Debug, Clone)]
pub struct EditionDimension {
    /// Id in the model.
    pub id: Name,
    /// Today.
    pub today: Cell,
    /// Target.
    pub target: Option<Cell>,
}

/// Figures of a sector or size class.
#[derive(Debug, Clone)]
pub struct EditionGroup {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// May not be published at all.
    pub suppressed: bool,
    /// Companies in the group.
    pub companies: u32,
    /// Respondents in the group.
    pub respondents: u32,
    /// Figures by dimension.
    pub dimensions: Vec<EditionDimension>,
}

/// The matched panel: companies that are in two editions.
#[derive(Debug, Clone)]
pub struct EditionPanel {
    /// The edition before.
    pub previous: Name,
    /// Companies in both.
    pub companies: u32,
    /// By dimension: quantiles of the companies' changes, in points, from −100 to 100. They have no target.
    pub dimensions: Vec<EditionDimension>,
}

/// A cell: either figures or nothing at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// May not be published.
    Suppressed,
    /// Scores from 0 to 100, or changes of them.
    Published {
        /// Companies in the cell.
        companies: u32,
        /// Respondents in the cell, where they may be told.
        respondents: Option<u32>,
        /// Median.
        median: f64,
        /// First quartile.
        q1: f64,
        /// Third quartile.
        q3: f64,
        /// Tenth and ninetieth percentiles, from 10 companies on.
        deciles: Option<(f64, f64)>,
    },
}
