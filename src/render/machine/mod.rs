//! The files of a site that programs read: feeds, calendars, figures, the search index, what crawlers look for.
//!
//! Pure functions from a [`Site`] to bytes. They read no clock and no template, so that an unchanged content gives unchanged files; the
//! rare value that a format wants and the content does not hold (the revision of an event, the date of an empty feed) is derived from
//! the content alone, as each module says. Addresses in these files are absolute wherever the format takes them out of the site.

pub mod article_markdown;
pub mod calendars;
pub mod crawlers;
pub mod edition_data;
pub mod feed;
#[cfg(test)]
pub(super) mod fixture;
pub mod former_models;
pub mod llms;
pub mod manifest;
pub mod opensearch;
pub mod search_index;
pub mod sitemap;
mod xml;

use jiff::civil::Date;

use crate::document::Identity;
use crate::site::Site;
use crate::site::links::image_path;

/// The day on which a document last changed, as far as its front matter tells.
fn last_change(identity: &Identity) -> Option<Date> {
    identity.updated.max(identity.date)
}

/// The absolute address of a document's picture.
fn image_address(site: &Site, identity: &Identity) -> Option<String> {
    let path = image_path(identity.image.as_ref()?, &identity.file)?;
    site.assets
        .contains_key(&path)
        .then(|| site.base.absolute(&path))
}

/// `text` on one line.
fn one_line(text: &str) -> String {
    // A no-break space is whitespace to `split_whitespace`, but French needs it kept.
    let words = text.split([' ', '\n', '\r', '\t']);
    let mut line = String::with_capacity(text.len());
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
