//! Geometry of the figures that the build draws: the wheel, the radar, box plots.
//!
//! Shapes only, in SVG user units; their colours, fonts and words belong to the theme's templates. Each figure's template also
//! writes the equivalent list or table.

use serde::Serialize;

use super::kept::Kept;
use super::parts::{DimensionLink, LeverTag, Link};

/// The wheel of excellence, centred on (0, 0), inside a square of side [`WheelView::size`].
#[derive(Debug, Clone, Serialize)]
pub struct WheelView {
    /// Side of the square; the view box is `-size/2 -size/2 size size`.
    pub size: f64,
    /// Radius of the nucleus.
    pub nucleus_radius: f64,
    /// Radius of the circle around it.
    pub centre_radius: f64,
    /// « Valeur pour le client », cut in lines.
    pub nucleus: Vec<String>,
    /// « Expérience client ».
    pub centre: String,
    /// Upper half circle on which the centre's name is written.
    pub centre_arc: String,
    /// Components, clockwise from the top.
    pub components: Vec<WheelComponent>,
    /// Principles that hold everywhere on the wheel.
    pub principles: Vec<Principle>,
}

/// A principle or conviction, with the page that explains it where there is one.
#[derive(Debug, Clone, Serialize)]
pub struct Principle {
    /// Its name.
    pub label: String,
    /// A glossary term or article of the same slug.
    pub url: Option<String>,
}

/// A component of the wheel: a sector of the ring, and beyond it one sector a dimension.
#[derive(Debug, Clone, Serialize)]
pub struct WheelComponent {
    /// Its id in the model.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name cut in lines for the drawing.
    pub lines: Vec<WheelLine>,
    /// The glossary term or article of the same slug, else its first dimension's page.
    pub url: Option<String>,
    /// The main component.
    pub main: bool,
    /// `tactical`, `transformation`: possible ways in.
    pub horizons: Vec<String>,
    /// Outline of the sector.
    pub path: String,
    /// Its dimensions.
    pub dimensions: Vec<WheelDimension>,
}

/// A line of text in the wheel, centred on its point.
#[derive(Debug, Clone, Serialize)]
pub struct WheelLine {
    /// The words.
    pub text: String,
    /// Abscissa.
    pub x: f64,
    /// Ordinate of the baseline.
    pub y: f64,
}

/// A dimension on the outer ring.
#[derive(Debug, Clone, Serialize)]
pub struct WheelDimension {
    /// Where it leads.
    pub link: DimensionLink,
    /// Outline of the sector.
    pub path: String,
    /// Its name cut in lines for the drawing.
    pub lines: Vec<WheelLine>,
}

/// Scores on axes, centred on (0, 0).
#[derive(Debug, Clone, Serialize)]
pub struct RadarView {
    /// Title.
    pub title: String,
    /// Side of the square.
    pub size: f64,
    /// Rings at 25, 50, 75 and 100, each as `points` of a polygon.
    pub rings: Vec<RadarRing>,
    /// One axis a dimension, clockwise from the top.
    pub axes: Vec<RadarAxis>,
    /// Polygons.
    pub series: Vec<RadarSeries>,
}

/// A ring of the radar.
#[derive(Debug, Clone, Serialize)]
pub struct RadarRing {
    /// 25, 50, 75 or 100.
    pub score: u8,
    /// `x,y x,y …`.
    pub points: String,
}

/// An axis of the radar.
#[derive(Debug, Clone, Serialize)]
pub struct RadarAxis {
    /// The dimension.
    pub link: DimensionLink,
    /// Outer end.
    pub x: f64,
    /// Outer end.
    pub y: f64,
    /// Where the label stands.
    pub label_x: f64,
    /// Where the label stands.
    pub label_y: f64,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
}

/// A polygon of the radar.
#[derive(Debug, Clone, Serialize)]
pub struct RadarSeries {
    /// Its name.
    pub name: String,
    /// `x,y x,y …`.
    pub points: String,
    /// Score of each axis, in order; absent where unknown.
    pub scores: Vec<Option<f64>>,
}

/// A published distribution of scores from 0 to 100, drawn as a box plot by the theme: all positions are scores, so percentages.
#[derive(Debug, Clone, Serialize)]
pub struct CellView {
    /// May not be published.
    pub suppressed: bool,
    /// Companies in the cell.
    pub companies: u32,
    /// Respondents in the cell, where they may be told.
    pub respondents: Option<u32>,
    /// Fewer than 10 companies.
    pub small_sample: bool,
    /// Median.
    pub median: Option<f64>,
    /// First quartile.
    pub q1: Option<f64>,
    /// Third quartile.
    pub q3: Option<f64>,
    /// Tenth percentile.
    pub p10: Option<f64>,
    /// Ninetieth percentile.
    pub p90: Option<f64>,
}

/// A dimension, or a lever, in an edition of the benchmark.
#[derive(Debug, Clone, Serialize)]
pub struct EditionMeasure {
    /// Id in the model.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Rank of the lever, which picks the colour.
    pub rank: usize,
    /// Today's scores.
    pub today: CellView,
    /// Target scores.
    pub target: Option<CellView>,
    /// Median of the target minus median of today.
    pub gap: Option<f64>,
}

/// What changed in the companies that are in two editions.
#[derive(Debug, Clone, Serialize)]
pub struct PanelView {
    /// The edition before.
    pub previous: Option<Link>,
    /// Companies in both.
    pub companies: u32,
    /// Fewer than 10 companies.
    pub small_sample: bool,
    /// Five changes in points, from the left end of the drawing to its right end; the third is 0.
    pub ticks: [f64; 5],
    /// One a dimension.
    pub dimensions: Vec<ChangeView>,
}

/// How a dimension changed.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    /// Name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Rank of the lever.
    pub rank: usize,
    /// Quantiles of the changes, in points.
    pub cell: CellView,
    /// Where they stand in the drawing; `None` of a suppressed cell.
    pub marks: Option<ChangeMarks>,
}

/// Quantiles of changes as percentages of the drawing's width.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeMarks {
    /// Median.
    pub median: f64,
    /// First quartile.
    pub q1: f64,
    /// Third quartile.
    pub q3: f64,
    /// Tenth percentile.
    pub p10: Option<f64>,
    /// Ninetieth percentile.
    pub p90: Option<f64>,
}

/// A sector or size class in an edition: one row of the heat map.
#[derive(Debug, Clone, Serialize)]
pub struct EditionGroup {
    /// Its name.
    pub name: String,
    /// Companies in it.
    pub companies: u32,
    /// Respondents in it.
    pub respondents: u32,
    /// Fewer than 10 companies.
    pub small_sample: bool,
    /// One cell a dimension of the edition, in the same order.
    pub cells: Vec<CellView>,
}

/// A lever with its dimensions.
#[derive(Debug, Clone, Serialize)]
pub struct LeverView {
    /// Id, rank, name, address.
    pub tag: Kept<LeverTag>,
    /// « Comment nous décidons et faisons grandir ».
    pub question: Option<String>,
    /// In the model's order.
    pub dimensions: Vec<DimensionLink>,
}

/// The address of an edition and what stands in its title.
#[derive(Debug, Clone, Serialize)]
pub struct EditionCard {
    /// Title and address.
    pub link: Link,
    /// « 15 juin 2026 ».
    pub published: Option<super::parts::DateView>,
    /// Companies.
    pub companies: u32,
    /// Respondents.
    pub respondents: u32,
    /// Sample data.
    pub sample: bool,
}
