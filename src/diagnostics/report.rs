//! The three outputs of diagnostics: for people, for programs, for a forge's pull requests.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Level as Title, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Fix, Level, SourcePath, Span};
use crate::language::Language;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people: the source line with the fault underlined.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// Workflow annotations of GitHub.
    Github,
}

/// Where the reporter finds the text of a source file.
pub trait Sources {
    /// The bytes of `path` as they were read, if it was.
    fn source(&self, path: &SourcePath) -> Option<Cow<'_, [u8]>>;
}

/// Turns diagnostics into text.
#[derive(Debug, Clone, Copy)]
pub struct Reporter {
    /// What the text looks like.
    pub format: Format,
    /// The language of the messages.
    pub language: Language,
    /// Whether colours may be used.
    pub color: bool,
}

impl Reporter {
    /// The text for `diagnostic`, without a final line break.
    pub fn write(self, diagnostic: &Diagnostic, sources: &dyn Sources) -> String {
        let text = diagnostic
            .file
            .as_ref()
            .and_then(|path| sources.source(path));
        let text = text.as_deref().map(String::from_utf8_lossy);
        match self.format {
            Format::Human => self.human(diagnostic, text.as_deref()),
            Format::Json => self.json(diagnostic, text.as_deref()),
            Format::Github => self.github(diagnostic, text.as_deref()),
        }
    }

    fn human(self, diagnostic: &Diagnostic, text: Option<&str>) -> String {
        let message = diagnostic.message(self.language);
        let help = diagnostic.help(self.language);
        let (title, help_name) = match (diagnostic.problem.level(), self.language) {
            (Level::Error, Language::French) => (Title::ERROR.with_name("erreur"), "remède"),
            (Level::Warning, Language::French) => {
                (Title::WARNING.with_name("avertissement"), "remède")
            }
            (Level::Error, Language::English) => (Title::ERROR, "help"),
            (Level::Warning, Language::English) => (Title::WARNING, "help"),
        };
        let title = title.primary_title(message).id(diagnostic.problem.code());
        let help = Title::HELP.with_name(help_name).message(help);
        let renderer = if self.color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let group = match (&diagnostic.file, text, diagnostic.span) {
            (Some(path), Some(text), Some(span)) => {
                let excerpt = Excerpt::around(text, span);
                return renderer.render(&[title
                    .element(
                        Snippet::source(excerpt.text)
                            .line_start(excerpt.first_line)
                            .path(path.as_str())
                            .annotation(AnnotationKind::Primary.span(excerpt.span)),
                    )
                    .element(help)]);
            }
            (Some(path), _, _) => title
                .element(annotate_snippets::Origin::path(path.as_str()))
                .element(help),
            (None, _, _) => title.element(help),
        };
        renderer.render(&[group])
    }

    fn json(self, diagnostic: &Diagnostic, text: Option<&str>) -> String {
        let level = match diagnostic.problem.level() {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        let place = diagnostic.file.as_ref().map(|path| {
            let (start, end) = positions(text, diagnostic.span);
            Place {
                file: path.as_str(),
                line: start.line,
                column: start.column,
                end_line: end.line,
                end_column: end.column,
            }
        });
        let object = Object {
            event: "diagnostic",
            level,
            code: diagnostic.problem.code(),
            message: diagnostic.message(self.language),
            help: diagnostic.help(self.language),
            place,
            fix: text.and_then(|text| Some(correction(text, diagnostic.fix(text)?))),
        };
        serde_json::to_string(&object).unwrap_or_default()
    }

    fn github(self, diagnostic: &Diagnostic, text: Option<&str>) -> String {
        let command = match diagnostic.problem.level() {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        let mut properties = String::new();
        if let Some(path) = &diagnostic.file {
            let (start, end) = positions(text, diagnostic.span);
            properties = format!(
                "file={},line={},endLine={},col={},endColumn={},",
                escape_property(path.as_str()),
                start.line,
                end.line,
                start.column,
                end.column
            );
        }
        let message = escape_data(&format!(
            "{}\n{}",
            diagnostic.message(self.language),
            diagnostic.help(self.language)
        ));
        format!(
            "::{command} {properties}title={}::{message}",
            diagnostic.problem.code()
        )
    }
}

/// A diagnostic for programs, in the order of its keys.
#[derive(Serialize)]
struct Object<'a> {
    event: &'static str,
    level: &'static str,
    code: &'static str,
    message: String,
    help: String,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Correction>,
}

/// What mends it: the text to put at a place of the same file.
#[derive(Serialize)]
struct Correction {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    replacement: String,
}

fn correction(text: &str, fix: Fix) -> Correction {
    let (start, end) = positions(Some(text), Some(fix.span));
    Correction {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        replacement: fix.replacement,
    }
}

/// Where it stands.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// The lines of a source that hold a span: a renderer must not be given megabytes to show one line.
struct Excerpt<'a> {
    text: &'a str,
    first_line: usize,
    span: std::ops::Range<usize>,
}

/// Characters, in bytes, shown on each side of a fault in a very long line.
const CONTEXT: usize = 200;

impl<'a> Excerpt<'a> {
    fn around(text: &'a str, span: Span) -> Self {
        let start = floor_boundary(text, span.start as usize);
        // A span of several lines is shown by its first one.
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |newline| start + newline);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let shown_end = line_start + line.len();
        let end = floor_boundary(text, span.end as usize).clamp(start.min(shown_end), shown_end);
        let first_line = text[..line_start].matches('\n').count() + 1;
        // A very long line is cut around the fault.
        let from = floor_boundary(text, start.saturating_sub(CONTEXT).max(line_start));
        let until = floor_boundary(text, (end + CONTEXT).min(shown_end)).max(end);
        let start = start.min(shown_end);
        let end = if end > start {
            end
        } else {
            text[start..until]
                .chars()
                .next()
                .map_or(start, |next| start + next.len_utf8())
        };
        Self {
            text: &text[from..until.max(end)],
            first_line,
            span: start - from..end - from,
        }
    }
}

/// A place for people: both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Position {
    line: usize,
    column: usize,
}

fn positions(text: Option<&str>, span: Option<Span>) -> (Position, Position) {
    let first = Position { line: 1, column: 1 };
    match (text, span) {
        (Some(text), Some(span)) => (position(text, span.start), position(text, span.end)),
        _ => (first, first),
    }
}

fn position(text: &str, offset: u32) -> Position {
    let before = &text[..floor_boundary(text, offset as usize)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before[line_start..]
            .trim_start_matches('\u{feff}')
            .chars()
            .count()
            + 1,
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
