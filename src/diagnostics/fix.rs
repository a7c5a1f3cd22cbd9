//! What mends a fault for certain: the text to put in the place of another.
//!
//! Only what leaves no choice is proposed: a key or a choice one slip away from the only one near, a value that YAML reads otherwise than
//! it is meant, a date in another order of the same signs. What could be meant in two ways (a weekday against its date, a name near to
//! that of another person, a link) is for the editor.

use jiff::civil::{Date, Time};

use super::{Diagnostic, Kind, Problem, Span, YamlFault};
use crate::language::{Language, slug, suggest};

/// Another text for some bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to replace.
    pub span: Span,
    /// What replaces them.
    pub replacement: String,
}

impl Diagnostic {
    /// What mends it for certain in `source`, the text of its file, if anything does.
    pub fn fix(&self, source: &str) -> Option<Fix> {
        let span = self.span?;
        let range = span.start as usize..span.end as usize;
        let written = source.get(range)?;
        match &self.problem {
            Problem::UnknownKey {
                key,
                suggestion: Some(suggestion),
                certain: true,
                ..
            } if written == key => Some(Fix {
                span,
                replacement: suggestion.clone(),
            }),
            Problem::BadChoice { value, choices, .. } => {
                let choice = suggest::certain(value, choices.iter().copied())?;
                scalar(written, span, value, choice)
            }
            Problem::BadValue { value, expected } => scalar(
                written,
                span,
                value,
                &other_writing(value.trim(), *expected)?,
            ),
            Problem::WrongType {
                expected: Kind::Boolean,
                ..
            } => Some(Fix {
                span,
                replacement: boolean(written)?.to_owned(),
            }),
            Problem::Yaml { fault } => yaml(source, span.start as usize, fault),
            _ => None,
        }
    }
}

/// The fix that makes `value`, which is `written` at `span` of a YAML text with or without quotes, another value. `None` where it is
/// written with escapes or on several lines.
pub fn scalar(written: &str, span: Span, value: &str, other: &str) -> Option<Fix> {
    let inside = |quote: char| {
        let inner = written.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inner.contains('\n')).then_some(inner)
    };
    let replacement = if let Some(inner) = inside('\'') {
        (inner.replace("''", "'").trim() == value.trim())
            .then(|| format!("'{}'", other.replace('\'', "''")))
    } else if let Some(inner) = inside('"') {
        (inner.trim() == value.trim() && !inner.contains('\\') && !other.contains(['"', '\\']))
            .then(|| format!("\"{other}\""))
    } else {
        (written == value.trim()).then(|| other.to_owned())
    }?;
    (replacement != written).then_some(Fix { span, replacement })
}

/// What a value most likely means, to be proposed and not applied: `26/11/2026` is a day of November everywhere, `4/3/2026` a day of
/// March in French only.
pub fn likely(value: &str, expected: Kind, language: Language) -> Option<String> {
    let value = value.trim();
    other_writing(value, expected).or_else(|| match (expected, value.split_once(' ')) {
        (Kind::Date, _) | (Kind::DateTime, None) => day_first(value, language),
        (Kind::DateTime, Some((day, rest))) => Some(format!(
            "{} {}",
            day_first(day, language)?,
            time(rest.trim())?
        )),
        _ => None,
    })
}

/// `26/11/2026`, as an ISO date.
fn day_first(text: &str, language: Language) -> Option<String> {
    let mut parts = text.split(['/', '.', '-']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if day.len() > 2 || month.len() > 2 || year.len() != 4 || parts.next().is_some() {
        return None;
    }
    let date = Date::new(digits(year)?, digits(month)?, digits(day)?).ok()?;
    (language == Language::French || date.day() > 12).then(|| date.to_string())
}

/// The same value in the writing that is expected.
fn other_writing(value: &str, expected: Kind) -> Option<String> {
    match expected {
        Kind::Slug if !value.contains('/') => {
            Some(slug::slug(value)).filter(|slug| !slug.is_empty())
        }
        Kind::Date => date(value),
        Kind::Time => time(value),
        Kind::DateTime => match value.split_once([' ', 'T']) {
            None => date(value),
            Some((day, rest)) => Some(format!("{} {}", date(day)?, time(rest.trim())?)),
        },
        _ => None,
    }
}

/// `2026-4-8`, `2026/04/08`: with the year first, no other day can be meant.
fn date(text: &str) -> Option<String> {
    let mut parts = text.split(['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() > 2 || day.len() > 2 || parts.next().is_some() {
        return None;
    }
    let date = Date::new(digits(year)?, digits(month)?, digits(day)?).ok()?;
    Some(date.to_string())
}

/// `12h15`, `9 h`, `12:5` is no time.
fn time(text: &str) -> Option<String> {
    let (hour, minute) = text.split_once(['h', 'H', ':'])?;
    let (hour, minute) = (hour.trim(), minute.trim());
    if hour.len() > 2 || !matches!(minute.len(), 0 | 2) {
        return None;
    }
    let minute = if minute.is_empty() {
        0
    } else {
        digits(minute)?
    };
    let time = Time::new(digits(hour)?, minute, 0, 0).ok()?;
    Some(format!("{:02}:{:02}", time.hour(), time.minute()))
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    let only_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    only_digits.then(|| text.parse().ok()).flatten()
}

fn boolean(written: &str) -> Option<&'static str> {
    let word = written.trim_matches(['\'', '"']).to_lowercase();
    match word.as_str() {
        "true" | "yes" | "on" | "oui" | "vrai" => Some("true"),
        "false" | "no" | "off" | "non" | "faux" => Some("false"),
        _ => None,
    }
}

/// What mends the line of YAML that holds `place`.
fn yaml(source: &str, place: usize, fault: &YamlFault) -> Option<Fix> {
    let place = place.min(source.len());
    let start = source[..place].rfind('\n').map_or(0, |newline| newline + 1);
    if *fault == YamlFault::Tab {
        return tabs(source, start);
    }
    let line = source[start..].lines().next().unwrap_or_default();
    let value_start = value_start(line)?;
    let value = line[value_start..].trim_end();
    let indent = line.len() - line.trim_start().len();
    let next = source[start..].lines().nth(1).unwrap_or_default();
    let goes_on = !next.trim().is_empty() && next.len() - next.trim_start().len() > indent;
    // A comment would become a part of the value, and so would not the lines that go on with it.
    if goes_on || value.contains(" #") {
        return None;
    }
    let quoted = |inner: &str| format!("'{}'", inner.replace('\'', "''"));
    let replacement = match fault {
        YamlFault::SecondColon if value.contains(": ") || value.ends_with(':') => (!value
            .starts_with([
                '\'', '"', '[', '{', '|', '>', '&', '*', '!', '#', '@', '`', '%',
            ]))
        .then(|| quoted(value)),
        YamlFault::ReservedCharacter => value.starts_with(['@', '`', '%']).then(|| quoted(value)),
        YamlFault::AfterQuote => {
            // Without a quote within, the fault lies elsewhere.
            let inside = |quote: char| {
                let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
                inner.contains(quote).then_some(inner)
            };
            let single = inside('\'').filter(|inner| !inner.contains("''"));
            let double = inside('"').filter(|inner| !inner.contains('\\'));
            single.or(double).map(quoted)
        }
        _ => None,
    }?;
    let from = start + value_start;
    Some(Fix {
        span: Span::new(from..from + value.len()),
        replacement,
    })
}

/// Where the value of a line `key: value` or `- key: value` begins.
fn value_start(line: &str) -> Option<usize> {
    let key = line.trim_start_matches([' ', '-']);
    let indent = line.len() - key.len();
    let (name, rest) = key.split_once(": ")?;
    let is_key = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let value = rest.trim_start();
    (is_key && !value.is_empty())
        .then(|| indent + name.len() + ": ".len() + (rest.len() - value.len()))
}

/// Two spaces for each tab of the indentation of the line at `start`, and of those that follow and are indented with tabs too.
fn tabs(source: &str, start: usize) -> Option<Fix> {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut replacement = String::new();
    let mut end = start;
    let mut line_start = start;
    for line in source[start..].split_inclusive('\n') {
        let (indent, rest) = line.split_at(indentation(line));
        if !indent.contains('\t') {
            break;
        }
        replacement.push_str(&source[end..line_start]);
        replacement.push_str(&indent.replace('\t', "  "));
        end = line_start + indent.len();
        line_start += indent.len() + rest.len();
    }
    (end > start).then_some(Fix {
        span: Span::new(start..end),
        replacement,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;

    fn mended(source: &str, at: &str, problem: Problem) -> Option<String> {
        let start = source.find(at).expect("the place");
        let span = Span::new(start..start + at.len());
        let fix = Diagnostic::at(&SourcePath::new("content/a.md"), span, problem).fix(source)?;
        let mut text = source.to_owned();
        text.replace_range(
            fix.span.start as usize..fix.span.end as usize,
            &fix.replacement,
        );
        Some(text)
    }

    #[test]
    fn a_value_that_yaml_reads_otherwise_is_quoted() {
        let yaml = |fault, source: &str| mended(source, "!", Problem::Yaml { fault });
        for (fault, source, expected) in [
            (
                YamlFault::SecondColon,
                "a: 1\r\ntitle: L'été : oui!\r\nb: 2",
                Some("a: 1\r\ntitle: 'L''été : oui!'\r\nb: 2"),
            ),
            (YamlFault::SecondColon, "title: oui!", None),
            (YamlFault::SecondColon, "title: a : b! # note", None),
            (YamlFault::SecondColon, "title: a : b!\n  suite", None),
            (
                YamlFault::AfterQuote,
                "- t: 'L'été!'",
                Some("- t: 'L''été!'"),
            ),
            (
                YamlFault::AfterQuote,
                "t: \"Un \"mot\"!\"",
                Some("t: 'Un \"mot\"!'"),
            ),
            (YamlFault::AfterQuote, "t: 'L'été' !", None),
            (YamlFault::AfterQuote, "t: 'Été!'", None),
            (YamlFault::AfterQuote, "t: \"Été!\"", None),
            (YamlFault::ReservedCharacter, "t: @ici!", Some("t: '@ici!'")),
            (YamlFault::UnclosedQuote, "t: 'ici!", None),
            (
                YamlFault::Tab,
                "a:\n\tb: 1!\n\t\tc: 2\nd: 3",
                Some("a:\n  b: 1!\n    c: 2\nd: 3"),
            ),
        ] {
            assert_eq!(yaml(fault, source).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn a_value_keeps_its_quotes() {
        for (written, expected) in [
            ("2026-4-8", Some("2026-04-08")),
            ("'2026/4/8'", Some("'2026-04-08'")),
            ("\"2026.04.8\"", Some("\"2026-04-08\"")),
            ("8/4/2026", None),
            ("2026-13-08", None),
        ] {
            let value = written.trim_matches(['\'', '"']).to_owned();
            let expected_kind = Problem::BadValue {
                value,
                expected: Kind::Date,
            };
            assert_eq!(mended(written, written, expected_kind).as_deref(), expected);
        }
        let start = |value: &str| other_writing(value, Kind::DateTime);
        assert_eq!(start("2026-4-8 9h").as_deref(), Some("2026-04-08 09:00"));
        assert_eq!(
            start("2026-04-08 12 h 15").as_deref(),
            Some("2026-04-08 12:15")
        );
        assert_eq!(start("2026-04-08 12:5"), None);
    }

    #[test]
    fn a_day_written_first_is_proposed_where_it_is_clear() {
        for (value, kind, french, english) in [
            (
                "26/11/2026",
                Kind::Date,
                Some("2026-11-26"),
                Some("2026-11-26"),
            ),
            ("8.4.2026", Kind::Date, Some("2026-04-08"), None),
            (
                "26-11-2026 18h30",
                Kind::DateTime,
                Some("2026-11-26 18:30"),
                Some("2026-11-26 18:30"),
            ),
            ("31/11/2026", Kind::Date, None, None),
            ("26/11/26", Kind::Date, None, None),
            ("26/11/2026", Kind::Time, None, None),
        ] {
            assert_eq!(
                likely(value, kind, Language::French).as_deref(),
                french,
                "{value}"
            );
            assert_eq!(
                likely(value, kind, Language::English).as_deref(),
                english,
                "{value}"
            );
        }
    }
}
