//! What every Markdown document has: its file, its name, its title.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use super::Name;
use crate::diagnostics::{Located, SourcePath};

/// A name that can stand in an address: lower-case letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

impl Slug {
    /// The slug `text`, which the caller has checked.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// Its letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The keys that all Markdown documents share.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Where it was written.
    pub file: SourcePath,
    /// Names it in its kind, and in its address.
    pub slug: Slug,
    /// Its title, typographed.
    pub title: String,
    /// The slug of its title, by which wikilinks know it too.
    pub title_slug: Slug,
    /// One or two sentences, typographed.
    pub summary: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Day of the last change.
    pub updated: Option<Date>,
    /// Old addresses that lead here.
    pub aliases: Vec<Located<String>>,
    /// Language, where it is not the site's.
    pub lang: Option<String>,
    /// The document of the main language that it says in another, by its path below `content/`.
    pub translates: Option<Located<String>>,
    /// Not published yet.
    pub draft: bool,
    /// Dimensions of the model that it is about.
    pub dimensions: Vec<Name>,
    /// Free tags.
    pub tags: Vec<String>,
    /// Picture.
    pub image: Option<Image>,
}

/// A picture named in a front matter.
#[derive(Debug, Clone)]
pub struct Image {
    /// Path from the document, or from the site with a leading `/`.
    pub source: Located<String>,
    /// Alternative text; empty for decoration.
    pub alternative: String,
    /// Legend.
    pub caption: Option<String>,
}
