//! A sheet of text for a terminal of eighty columns: headings, paragraphs, items, in one of two languages.

use crate::language::Language;
use crate::language::number::format_decimal;

/// How wide a sheet is, in characters.
pub const WIDTH: usize = 80;
/// Where a label's text begins.
pub const LABEL_WIDTH: usize = 14;

/// How words stand out where colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Plain,
    /// A title.
    Strong,
    /// Beside the point.
    Faint,
    /// Of one mind.
    Good,
    /// To be brought closer.
    Middling,
    /// Divergent.
    Bad,
}

impl Style {
    fn sequence(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Faint => "\u{1b}[2m",
            Self::Good => "\u{1b}[1;32m",
            Self::Middling => "\u{1b}[1;33m",
            Self::Bad => "\u{1b}[1;31m",
        }
    }
}

/// A sheet being written.
#[derive(Debug)]
pub struct Sheet {
    text: String,
    color: bool,
    language: Language,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(language: Language, color: bool) -> Self {
        Self {
            text: String::new(),
            color,
            language,
        }
    }

    /// What was written.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The words of the reader's language.
    pub fn choose<'a>(&self, french: &'a str, english: &'a str) -> &'a str {
        match self.language {
            Language::French => french,
            Language::English => english,
        }
    }

    /// The reader's language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A figure with that many decimals; a dash where there is none.
    pub fn figure(&self, figure: Option<f64>, decimals: usize) -> String {
        figure.map_or_else(
            || "–".to_owned(),
            |figure| format_decimal(self.language, figure, decimals),
        )
    }

    /// « 1,5 point », “1.5 points”.
    pub fn points(&self, points: f64, decimals: usize) -> String {
        let figure = format_decimal(self.language, points, decimals);
        let one = match self.language {
            // French counts up to two as one.
            Language::French => {
                points.abs()
                    < 2.0 - 0.5 * f64::powi(0.1, i32::try_from(decimals).unwrap_or(i32::MAX))
            }
            Language::English => decimals == 0 && figure == "1",
        };
        format!("{figure} point{}", if one { "" } else { "s" })
    }

    /// « 7 personnes ».
    pub fn people(&self, n: usize) -> String {
        match (self.language, n) {
            (Language::French, 0 | 1) => format!("{n} personne"),
            (Language::French, _) => format!("{n} personnes"),
            (Language::English, 1) => "1 person".to_owned(),
            (Language::English, _) => format!("{n} people"),
        }
    }

    /// Words between quotation marks.
    pub fn quoted(&self, words: &str) -> String {
        match self.language {
            Language::French => format!("«\u{a0}{words}\u{a0}»"),
            Language::English => format!("“{words}”"),
        }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A line as it is.
    pub fn line(&mut self, line: &str) {
        self.styled_line(line, Style::Plain);
    }

    /// A line in a style.
    pub fn styled_line(&mut self, line: &str, style: Style) {
        let line = self.styled(line.trim_end(), style);
        self.text.push_str(&line);
        self.text.push('\n');
    }

    /// A part of a line in a style.
    pub fn styled(&self, words: &str, style: Style) -> String {
        if self.color && style != Style::Plain && !words.is_empty() {
            format!("{}{words}\u{1b}[0m", style.sequence())
        } else {
            words.to_owned()
        }
    }

    /// The title of a part.
    pub fn heading(&mut self, french: &str, english: &str) {
        let title = self.choose(french, english).to_owned();
        self.gap();
        self.styled_line(&title, Style::Strong);
        self.styled_line(&"─".repeat(title.chars().count().min(WIDTH)), Style::Faint);
    }

    /// Words cut into lines, each `indent` from the left.
    pub fn paragraph(&mut self, indent: usize, words: &str) {
        self.item(indent, "", words);
    }

    /// Words beside a label that is given once: the lines that follow begin where the first one's words do.
    pub fn item(&mut self, indent: usize, label: &str, words: &str) {
        let start = indent + width(label);
        for (number, line) in wrap(words, WIDTH.saturating_sub(start)).iter().enumerate() {
            let before = if number == 0 {
                format!("{}{label}", " ".repeat(indent))
            } else {
                " ".repeat(start)
            };
            self.line(&format!("{before}{line}"));
        }
    }

    /// Words at the left, and others at the right end of the line in a style; below each other where the line is too short.
    pub fn both_ends(&mut self, left: &str, right: &str, style: Style) {
        let between = WIDTH.saturating_sub(width(left) + width(right));
        let right_shown = self.styled(right, style);
        let left_shown = self.styled(left, Style::Strong);
        if between == 0 {
            self.line(&left_shown);
            let indent = " ".repeat(WIDTH.saturating_sub(width(right)));
            self.line(&format!("{indent}{right_shown}"));
        } else {
            self.line(&format!("{left_shown}{}{right_shown}", " ".repeat(between)));
        }
    }
}

/// A label, padded to where its text begins.
pub fn label(words: &str) -> String {
    pad(&format!("  {words}"), LABEL_WIDTH)
}

/// How many columns words take.
pub fn width(words: &str) -> usize {
    words.chars().count()
}

/// Words followed by spaces up to `columns`.
pub fn pad(words: &str, columns: usize) -> String {
    format!(
        "{words}{}",
        " ".repeat(columns.saturating_sub(width(words)))
    )
}

/// Words cut to `columns`, the last of which tells that something is missing.
pub fn cut(words: &str, columns: usize) -> String {
    if width(words) <= columns {
        return words.to_owned();
    }
    let kept: String = words.chars().take(columns.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Words in lines of at most `columns`, cut at spaces; no-break spaces hold. A longer word has a line of its own.
fn wrap(words: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split([' ', '\n']).filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_at_spaces_only() {
        assert_eq!(wrap("un deux trois", 7), ["un deux", "trois"]);
        assert_eq!(wrap("n\u{a0}=\u{a0}7 ici", 5), ["n\u{a0}=\u{a0}7", "ici"]);
    }

    #[test]
    fn french_counts_one_and_a_half_as_one() {
        let french = Sheet::new(Language::French, false);
        assert_eq!(french.points(1.5, 1), "1,5 point");
        assert_eq!(french.points(1.96, 1), "2,0 points");
        assert_eq!(french.points(0.0, 1), "0,0 point");
        let english = Sheet::new(Language::English, false);
        assert_eq!(english.points(1.0, 1), "1.0 points");
    }
}
