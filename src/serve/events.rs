//! The event stream that pages listen to.
//!
//! It tells states, not incidents: whoever connects hears how things stand, and whoever was away for a while misses nothing that still
//! counts. `reload` means that all is well, `errors` that pages are shown in their last good state. Both carry the version of the pages: a
//! page of another version loads itself again.

use axum::response::sse::Event;
use serde_json::{Value, json};

use super::present::Present;
use crate::diagnostics::{Diagnostic, Format, Reporter, Sources, Span};
use crate::language::Language;

/// An overlay is read by a person: past this number, the total is told.
pub const MOST_DIAGNOSTICS: usize = 50;
/// Characters shown on each side of a fault.
const CONTEXT: usize = 80;
/// Characters shown of a fault.
const LONGEST_FAULT: usize = 160;

/// The event for `present`.
pub fn event(present: &Present, language: Language) -> Event {
    let (errors, sources) = present.errors();
    let name = if errors.is_empty() {
        "reload"
    } else {
        "errors"
    };
    let version = present.version.to_string();
    let body = json!({
        "version": &version,
        "language": language.code(),
        "total": errors.len(),
        "diagnostics": errors.iter().take(MOST_DIAGNOSTICS).map(|error| describe(error, sources, language)).collect::<Vec<_>>(),
    });
    Event::default()
        .event(name)
        .id(version)
        .data(body.to_string())
}

/// A diagnostic as `--format json` writes it, with the line at fault.
fn describe(diagnostic: &Diagnostic, sources: &dyn Sources, language: Language) -> Value {
    let reporter = Reporter {
        format: Format::Json,
        language,
        color: false,
    };
    let mut described: Value =
        serde_json::from_str(&reporter.write(diagnostic, sources)).unwrap_or_default();
    let source = diagnostic
        .file
        .as_ref()
        .and_then(|path| sources.source(path))
        .map(String::from_utf8_lossy);
    if let (Some(text), Some(span)) = (source, diagnostic.span) {
        let excerpt = Excerpt::of(&text, span);
        described["excerpt"] =
            json!({ "before": excerpt.before, "fault": excerpt.fault, "after": excerpt.after });
    }
    described
}

/// The first line of a fault, cut where the fault begins and ends.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    before: String,
    fault: String,
    after: String,
}

impl Excerpt {
    fn of(text: &str, span: Span) -> Self {
        let start = floor_boundary(text, span.start as usize);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |newline| start + newline);
        let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
        let start = start.min(line_end);
        let end = floor_boundary(text, span.end as usize).clamp(start, line_end);
        // A place between two characters is shown by the one that follows.
        let next = text[start..line_end]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        let end = end.max(start + next);
        let before = text[line_start..start].trim_start_matches('\u{feff}');
        Self {
            before: last_characters(before, CONTEXT),
            fault: first_characters(&text[start..end], LONGEST_FAULT),
            after: first_characters(&text[end..line_end], CONTEXT),
        }
    }
}

fn first_characters(text: &str, count: usize) -> String {
    match text.char_indices().nth(count) {
        Some((place, _)) => format!("{}…", &text[..place]),
        None => text.to_owned(),
    }
}

fn last_characters(text: &str, count: usize) -> String {
    match text.char_indices().rev().nth(count) {
        Some((place, character)) => format!("…{}", &text[place + character.len_utf8()..]),
        None => text.to_owned(),
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, range: std::ops::Range<usize>) -> [String; 3] {
        let Excerpt {
            before,
            fault,
            after,
        } = Excerpt::of(text, Span::new(range));
        [before, fault, after]
    }

    #[test]
    fn an_excerpt_is_the_first_line_of_the_fault() {
        assert_eq!(
            excerpt("a: 1\r\ndate: hier\r\nb: 2", 12..16),
            ["date: ", "hier", ""]
        );
        assert_eq!(excerpt("un\ndeux\ntrois", 4..10), ["d", "eux", ""]);
        assert_eq!(
            excerpt("\u{feff}été", 4..7),
            ["", "ét", "é"],
            "an offset inside a character is moved before it"
        );
        assert_eq!(
            excerpt("court", 90..99),
            ["court", "", ""],
            "a place past the end is the end"
        );
        assert_eq!(
            excerpt("été", 0..0),
            ["", "é", "té"],
            "a place is a character"
        );
        assert_eq!(excerpt("", 0..0), ["", "", ""]);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}FAUTE{}", "é".repeat(100), "à".repeat(100));
        let expected = [
            format!("…{}", "é".repeat(80)),
            "FAUTE".to_owned(),
            format!("{}…", "à".repeat(80)),
        ];
        assert_eq!(excerpt(&text, 200..205), expected);
    }
}
