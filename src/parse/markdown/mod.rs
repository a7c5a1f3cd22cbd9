//! Markdown → a body: HTML with holes where only other files can tell the address.
//!
//! [`writer`] turns the reader's events into pieces, [`target`] says where a link leads, [`component`] reads the YAML of a fenced block
//! that the theme draws, [`code`] colours the others, [`raw_html`] lets harmless tags pass and nothing
//! else, [`splice`] remembers what a copy of the source says otherwise.

mod block;
mod code;
mod component;
mod cut;
mod raw_html;
mod splice;
mod target;
mod writer;

use pulldown_cmark::{Options, Parser, TextMergeWithOffset};

use super::Source;
use super::yaml::Faults;
use crate::document::Markdown;

/// How far the writer of a text is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// An editor of the site.
    Editor,
    /// A visitor: no HTML, no image, no component, no link into the site; outside links are not vouched for.
    Visitor,
}

/// Reads `body`, which begins `start` bytes into the file.
pub fn parse(source: Source<'_>, body: &str, start: usize, faults: &mut Faults) -> Markdown {
    faults.within(start, |faults| {
        let mut writer = writer::Writer::new(source, body, start, Trust::Editor, faults);
        for (event, range) in
            TextMergeWithOffset::new(Parser::new_ext(body, options()).into_offset_iter())
        {
            writer.event(event, range);
        }
        writer.finish()
    })
}

/// Reads the words of a visitor. Nothing in them is a fault of the editor.
pub fn parse_untrusted(source: Source<'_>, body: &str) -> Markdown {
    let mut faults = Faults::new(&source.file.path);
    let mut writer = writer::Writer::new(source, body, 0, Trust::Visitor, &mut faults);
    for (event, range) in
        TextMergeWithOffset::new(Parser::new_ext(body, options()).into_offset_iter())
    {
        writer.event(event, range);
    }
    writer.finish()
}

/// Whether a fenced block of that language is a component.
pub fn is_component(language: &str) -> bool {
    component::NAMES.contains(&language)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}
