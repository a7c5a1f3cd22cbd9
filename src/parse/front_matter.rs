//! The YAML between two `---` lines, and the Markdown below it.

use super::Source;
use super::yaml::{self, Faults, Fields};
use crate::diagnostics::{Problem, Span};

/// A Markdown file cut in two.
pub struct FrontMatter<'a> {
    /// The keys; their places count from the start of the file.
    pub fields: Fields,
    /// The Markdown.
    pub body: &'a str,
    /// Bytes before the Markdown.
    pub body_start: usize,
}

/// Cuts `source`. `None`, with the fault reported, where there is no front matter to read.
pub fn split<'a>(source: Source<'a>, faults: &mut Faults) -> Option<FrontMatter<'a>> {
    let text = source.text;
    let (node, body_start) = read(text, faults)?;
    let fields = match node.value {
        yaml::Value::Null => Fields::none(faults),
        _ => Fields::of(node, "---", faults)?,
    };
    Some(FrontMatter {
        fields,
        body: &text[body_start..],
        body_start,
    })
}

/// The YAML of the front matter of `text`; its places count from the start of the text.
pub fn tree(text: &str, faults: &mut Faults) -> Option<yaml::Node> {
    read(text, faults).map(|(node, _)| node)
}

/// Where the Markdown of `text` begins; `None` where there is no front matter before it.
pub fn end(text: &str) -> Option<usize> {
    let mut lines = lines_from(text, mark(text));
    let is_fence = |line: &Line<'_>| line.text.trim_end() == "---";
    lines.next().filter(is_fence)?;
    lines.find(is_fence).map(|closing| closing.end)
}

/// The front matter of `text`, and where the Markdown begins.
fn read(text: &str, faults: &mut Faults) -> Option<(yaml::Node, usize)> {
    let mark = mark(text);
    let mut lines = lines_from(text, mark);
    let opening = lines.next()?;
    if opening.text.trim_end() != "---" {
        faults.at(
            Span::new(mark..mark + opening.text.len()),
            Problem::FrontMatterMissing,
        );
        return None;
    }
    let base = opening.end;
    let Some(closing) = lines.find(|line| line.text.trim_end() == "---") else {
        faults.at(Span::new(mark..mark + 3), Problem::FrontMatterUnclosed);
        return None;
    };
    let place = |span: Span| span.shifted(base);
    let node = yaml::read_placed(&text[base..closing.start], place, faults)?;
    Some((node, closing.end))
}

/// Bytes of the mark that some editors put before a text.
fn mark(text: &str) -> usize {
    const MARK: char = '\u{feff}';
    if text.starts_with(MARK) {
        MARK.len_utf8()
    } else {
        0
    }
}

struct Line<'a> {
    /// Without its line break.
    text: &'a str,
    start: usize,
    /// Past its line break.
    end: usize,
}

fn lines_from(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut start = start;
    std::iter::from_fn(move || {
        if start > text.len() || (start == text.len() && start > 0) {
            return None;
        }
        let rest = &text[start..];
        let length = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        let line = Line {
            text: rest[..length].trim_end_matches(['\n', '\r']),
            start,
            end: start + length,
        };
        start += length.max(1);
        Some(line)
    })
}
