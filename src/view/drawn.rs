//! Parts that the theme draws once for all the pages that show them.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::parts::ArticleCard;

/// A part as its component of the theme draws it, by the rank of its heading.
///
/// Empty where the theme could not draw it, which the page that shows it reports, or where drawing it ahead would not pay.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct Drawn(BTreeMap<u8, Value>);

impl Drawn {
    /// The ranks of headings in the lists of pages.
    pub const LEVELS: [u8; 2] = [2, 3];

    /// What `draw` gives as HTML for each rank.
    pub fn of(mut draw: impl FnMut(u8) -> Option<String>) -> Self {
        let html = |level| Some((level, Value::safe_string(&draw(level)?)));
        Self(Self::LEVELS.into_iter().filter_map(html).collect())
    }
}

/// Draws parts of pages: the theme.
pub trait Draw {
    /// An article in a list.
    fn article_card(&self, card: &ArticleCard) -> Drawn;
}
