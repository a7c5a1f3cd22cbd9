//! The figures of a benchmark edition to take away: `donnees.csv` for spreadsheets, `donnees.json` for programs.
//!
//! Both hold the same cells. One that may not be published is there without its figures, so that nobody takes it for forgotten; of a
//! group that may not be published at all, not even the counts are written. The JSON has the edition's metadata and the code book, and
//! has the shape that the self-test's `locate` takes for an edition.

mod code_book;
mod csv;
mod json;

use std::borrow::Cow;

use crate::document::{Cell, Edition, EditionDimension, EditionGroup};
use crate::site::Site;

pub use code_book::{Column, code_book};
pub use csv::csv;
pub use json::json;

/// The cells of a group. One that may not be published has those of the edition, without their figures.
fn group_dimensions<'a>(edition: &Edition, group: &'a EditionGroup) -> Cow<'a, [EditionDimension]> {
    if !group.suppressed {
        return Cow::Borrowed(&group.dimensions);
    }
    let masked = |dimension: &EditionDimension| EditionDimension {
        id: dimension.id.clone(),
        today: Cell::Suppressed,
        target: dimension.target.as_ref().map(|_| Cell::Suppressed),
    };
    Cow::Owned(edition.dimensions.iter().map(masked).collect())
}

/// The lever's name in the site's model, or its id where the edition was made with another.
fn lever_name<'a>(site: &'a Site, lever: &'a EditionDimension) -> &'a str {
    let known = site
        .model
        .iter()
        .flat_map(|model| &model.levers)
        .find(|known| known.id == lever.id.value);
    known.map_or(lever.id.value.as_str(), |known| &known.name)
}

/// The dimension's name in the site's model, or its id where the edition was made with another.
fn dimension_name<'a>(site: &'a Site, dimension: &'a EditionDimension) -> &'a str {
    let known = site
        .model
        .iter()
        .flat_map(|model| &model.dimensions)
        .find(|known| known.id == dimension.id.value);
    known.map_or(dimension.id.value.as_str(), |known| &known.name)
}
