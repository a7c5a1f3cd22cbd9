//! Books.

use jiff::civil::Date;

use super::{Identity, Markdown};

/// A book.
#[derive(Debug, Clone)]
pub struct Book {
    /// Title, file, dimensions…
    pub identity: Identity,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Authors as printed on the cover.
    pub written_by: Vec<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// When it came out.
    pub published: Option<Published>,
    /// ISBN, as written.
    pub isbn: Option<String>,
    /// Formats on sale.
    pub formats: Vec<BookFormat>,
    /// Page of the publisher.
    pub website: Option<String>,
    /// Sample data.
    pub sample: bool,
    /// Text.
    pub body: Markdown,
}

/// When a book came out, as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// A year.
    Year(i16),
    /// A day.
    Date(Date),
}

/// A format on sale.
#[derive(Debug, Clone)]
pub struct BookFormat {
    /// « Broché ».
    pub name: String,
    /// Pages.
    pub pages: Option<u32>,
    /// Price, as written.
    pub price: Option<String>,
}
