//! `books/*.md`

use super::Source;
use super::identity::{self, typeset};
use super::yaml::{Faults, Fields, YearOrDate};
use super::{front_matter, markdown};
use crate::document::{Book, BookFormat, Published};

/// Reads a book.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<Book> {
    let front = front_matter::split(source, faults)?;
    let body = markdown::parse(source, front.body, front.body_start, faults);
    let mut fields = front.fields;
    let identity = identity::parse(source, &mut fields, "title", faults);
    let written_by: Vec<String> = fields
        .texts("written_by", faults)
        .into_iter()
        .map(|name| typeset(source, name.value))
        .collect();
    fields.require("written_by", faults);
    let book = Book {
        identity,
        subtitle: fields
            .text("subtitle", faults)
            .map(|subtitle| typeset(source, subtitle)),
        written_by,
        publisher: fields
            .text("publisher", faults)
            .map(|publisher| typeset(source, publisher)),
        published: fields
            .year_or_date("published", faults)
            .map(|published| match published {
                YearOrDate::Year(year) => Published::Year(year),
                YearOrDate::Date(date) => Published::Date(date),
            }),
        isbn: fields.text("isbn", faults),
        formats: formats(source, &mut fields, faults),
        website: fields.web_address("url", faults),
        sample: fields.flag("sample", false, faults),
        body,
    };
    fields.finish(faults);
    Some(book)
}

fn formats(source: Source<'_>, fields: &mut Fields, faults: &mut Faults) -> Vec<BookFormat> {
    let mut formats = Vec::new();
    for mut format in fields.maps("formats", faults) {
        let name = format.required_text("name", faults);
        let pages = format
            .integer("pages", 1, 20_000, faults)
            .and_then(|pages| u32::try_from(pages).ok());
        let price = format
            .text("price", faults)
            .map(|price| typeset(source, price));
        format.finish(faults);
        formats.extend(name.map(|name| BookFormat {
            name: typeset(source, name),
            pages,
            price,
        }));
    }
    formats
}
