//! The event stream that pages listen to.
//!
//! It tells states, not incidents: whoever connects hears how things stand, and whoever was away for a while misses nothing that still
//! counts. `reload` means that all is well, `errors` that pages are shown in their last good state. Both carry the version of the pages: a
//! page of another version loads itself again.

use std::fmt::Write;
use std::path::{Path, PathBuf};

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
/// Lines shown above and below that of a fault.
const LINES: usize = 2;

/// What pages are told, and how.
#[derive(Debug, Clone)]
pub struct Telling {
    /// The language of the messages.
    pub language: Language,
    /// Tell the page that was edited.
    pub follow: bool,
    /// The real path of the folder that holds `content/`, where the browser is on this machine and can open its files.
    pub root: Option<PathBuf>,
}

impl Telling {
    /// The event for `present`.
    pub fn event(&self, present: &Present) -> Event {
        let (errors, sources) = present.errors();
        let name = if errors.is_empty() {
            "reload"
        } else {
            "errors"
        };
        let version = present.version.to_string();
        let (since, edit) = present.since.clone().unzip();
        let edit = edit.unwrap_or_default();
        let body = json!({
            "version": &version,
            "since": since.map(|version| version.to_string()),
            "styles": edit.styles,
            "follow": edit.page.filter(|_| self.follow),
            "language": self.language.code(),
            "total": errors.len(),
            "diagnostics": errors.iter().take(MOST_DIAGNOSTICS).map(|error| self.describe(error, sources)).collect::<Vec<_>>(),
        });
        Event::default()
            .event(name)
            .id(version)
            .data(body.to_string())
    }

    /// A diagnostic as `--format json` writes it, with the lines around the fault and the address that opens them in an editor.
    fn describe(&self, diagnostic: &Diagnostic, sources: &dyn Sources) -> Value {
        let reporter = Reporter {
            format: Format::Json,
            language: self.language,
            color: false,
        };
        let mut described: Value =
            serde_json::from_str(&reporter.write(diagnostic, sources)).unwrap_or_default();
        if let (Some(file), Some(root)) = (&diagnostic.file, &self.root) {
            let place = [&described["line"], &described["column"]].map(Value::as_u64);
            described["open"] = address(&root.join(file.as_str()), place).into();
        }
        let source = diagnostic
            .file
            .as_ref()
            .and_then(|path| sources.source(path));
        let source = source.as_deref().map(String::from_utf8_lossy);
        if let (Some(text), Some(span)) = (source, diagnostic.span) {
            let excerpt = Excerpt::of(&text, span);
            described["excerpt"] = json!({
                "above": excerpt.above,
                "before": excerpt.before,
                "fault": excerpt.fault,
                "after": excerpt.after,
                "below": excerpt.below,
            });
        }
        described
    }
}

/// The address that opens `path` in Visual Studio Code, and in the editors that took it over.
fn address(path: &Path, [line, column]: [Option<u64>; 2]) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut address = String::from("vscode://file/");
    for byte in path.trim_start_matches('/').bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                address.push(char::from(byte));
            }
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    for number in [line, column] {
        let _ = write!(address, ":{}", number.unwrap_or(1));
    }
    address
}

/// The first line of a fault, cut where the fault begins and ends, between the lines around it.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    above: Vec<String>,
    before: String,
    fault: String,
    after: String,
    below: Vec<String>,
}

impl Excerpt {
    fn of(text: &str, span: Span) -> Self {
        let start = floor_boundary(text, span.start as usize);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |newline| start + newline);
        let shown = |line: &str| {
            let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
            first_characters(line, LONGEST_FAULT)
        };
        let mut above: Vec<String> = text[..line_start]
            .lines()
            .rev()
            .take(LINES)
            .map(shown)
            .collect();
        above.reverse();
        let below = text[line_end..].lines().skip(1).take(LINES).map(shown);
        let below = below.collect();
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
            above,
            before: last_characters(before, CONTEXT),
            fault: first_characters(&text[start..end], LONGEST_FAULT),
            after: first_characters(&text[end..line_end], CONTEXT),
            below,
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
            ..
        } = Excerpt::of(text, Span::new(range));
        [before, fault, after]
    }

    #[test]
    fn two_lines_stand_above_and_below_a_fault() {
        let text = "\u{feff}---\r\na: 1\r\nb: 2\r\nc: 3\r\nd: 4";
        let excerpt = Excerpt::of(text, Span::new(17..18));
        assert_eq!(excerpt.above, ["---", "a: 1"]);
        assert_eq!((&*excerpt.before, &*excerpt.fault), ("b: ", "2"));
        assert_eq!(excerpt.below, ["c: 3", "d: 4"]);
        let excerpt = Excerpt::of("a", Span::new(0..1));
        assert!(excerpt.above.is_empty() && excerpt.below.is_empty());
    }

    #[test]
    fn a_file_is_opened_where_the_fault_is() {
        assert_eq!(
            address(Path::new("/sites/l’été/a b.md"), [Some(3), Some(7)]),
            "vscode://file/sites/l%E2%80%99%C3%A9t%C3%A9/a%20b.md:3:7"
        );
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
