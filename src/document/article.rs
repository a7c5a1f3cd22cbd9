//! Articles, their comments, and plain pages.

use std::sync::Arc;

use jiff::civil::Date;
use parvis_search::Term;

use super::{Identity, Markdown, Name};
use crate::aside::{Aside, Text};
use crate::diagnostics::{Located, SourcePath};

/// An article of the knowledge base.
#[derive(Debug, Clone)]
pub struct Article {
    /// Title, file, dates…; the date is always there.
    pub identity: Identity,
    /// Day of publication.
    pub date: Date,
    /// One or two sentences.
    pub summary: String,
    /// Who wrote it.
    pub authors: Vec<Name>,
    /// Its category.
    pub category: Option<Name>,
    /// Its place in a series.
    pub series: Option<Located<SeriesPart>>,
    /// Where it was first published.
    pub source: Option<Provenance>,
    /// Sector of a case.
    pub sector: Option<String>,
    /// The book it reviews.
    pub review_of: Option<Name>,
    /// Visitors may discuss it.
    pub comments: bool,
    /// Not shown from this day on.
    pub expires: Option<Date>,
    /// Its text.
    pub body: Markdown,
    /// The same as it was written.
    pub text: SourceText,
    /// What weighs most in it; none where related articles are not wanted.
    pub terms: Vec<Term>,
}

/// The text of a Markdown file below its front matter, shared with the file.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// The whole file, which is UTF-8.
    pub file: Arc<Aside>,
    /// Bytes before the text.
    pub start: usize,
}

impl SourceText {
    /// The whole file.
    pub fn read(&self) -> Text<'_> {
        self.file.text_range(0..usize::MAX)
    }
}

/// A place in a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesPart {
    /// Name of the series.
    pub name: String,
    /// From 1.
    pub part: u32,
}

/// Where a text was first published.
#[derive(Debug, Clone)]
pub struct Provenance {
    /// Name of the publication.
    pub publication: String,
    /// Issue.
    pub issue: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Date.
    pub date: Option<Date>,
}

/// The moderated comments of an article: `NAME.comments.yaml` beside `NAME.md`, or in the article's folder.
#[derive(Debug, Clone)]
pub struct Comments {
    /// Where they were written.
    pub file: SourcePath,
    /// In the order of the file.
    pub comments: Vec<Comment>,
}

/// A comment. Its author's address is read and forgotten: it never leaves the source file.
#[derive(Debug, Clone)]
pub struct Comment {
    /// Unique in its file.
    pub id: Located<String>,
    /// Name or pseudonym.
    pub author: String,
    /// Day.
    pub date: Date,
    /// The comment it answers.
    pub reply_to: Option<Name>,
    /// Its text.
    pub body: Markdown,
}

/// Any other Markdown file.
#[derive(Debug, Clone)]
pub struct Page {
    /// Title, file, dates…
    pub identity: Identity,
    /// Path below the site, with both slashes: `/guide/images/`.
    pub path: String,
    /// Its text.
    pub body: Markdown,
}
