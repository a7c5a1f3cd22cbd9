//! Weekdays that contradict their dates.
//!
//! « jeudi 18 avril 2018 » was a Wednesday: a reader who notes one half of it comes on the wrong day. This module finds
//! such mentions in plain text; the caller decides how to report them.

use std::ops::Range;

use jiff::civil::{Date, Weekday};
use unicode_normalization::char::is_combining_mark;

use super::Language;
use super::date::{month_names, short_month_names, weekday_name, weekday_names};
use super::fold::fold;

/// A weekday in a text that is not the weekday of the date beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The bytes of the whole mention, from the weekday to the end of the date.
    pub range: Range<usize>,
    /// The bytes of the weekday alone, to underline or to replace.
    pub weekday_range: Range<usize>,
    /// The date as written.
    pub date: Date,
    /// The weekday as written.
    pub written: Weekday,
    /// The name of the weekday that `date` is.
    pub right_weekday: &'static str,
}

/// The weekday that `word` names in full, whatever its case; `None` for any other word.
pub fn parse_weekday(language: Language, word: &str) -> Option<Weekday> {
    let word = fold(word);
    let position = weekday_names(language)
        .iter()
        .position(|name| fold(name) == word)?;
    Weekday::from_monday_zero_offset(i8::try_from(position).ok()?).ok()
}

/// The mentions of a full date in `text` whose weekday is wrong, in their order.
///
/// A mention is a weekday, a day, a month and a year: « Jeudi 1er avril 2027 », “Thursday, April 1st, 2027”. Without a
/// year in the text, `year_hint` stands for it if given; otherwise the mention is passed over, as are dates that do
/// not exist.
pub fn find_contradictions(
    language: Language,
    text: &str,
    year_hint: Option<i16>,
) -> Vec<Contradiction> {
    let words = words(text);
    let mut contradictions = Vec::new();
    for (position, word) in words.iter().enumerate() {
        let Some(written) = parse_weekday(language, &text[word.clone()]) else {
            continue;
        };
        let Some((date, end)) = date_after(language, text, &words[position..], year_hint) else {
            continue;
        };
        if date.weekday() != written {
            contradictions.push(Contradiction {
                range: word.start..end,
                weekday_range: word.clone(),
                date,
                written,
                right_weekday: weekday_name(language, date.weekday()),
            });
        }
    }
    contradictions
}

/// The date written after `words[0]`, and the byte at which it ends.
fn date_after(
    language: Language,
    text: &str,
    words: &[Range<usize>],
    year_hint: Option<i16>,
) -> Option<(Date, usize)> {
    let word = |index: usize| {
        let (before, range) = (words.get(index - 1)?, words.get(index)?);
        let gap = &text[before.end..range.start];
        let adjacent = gap
            .chars()
            .all(|character| character.is_whitespace() || matches!(character, ',' | '.'));
        adjacent.then(|| &text[range.clone()])
    };
    let (second, third) = (word(1)?, word(2)?);
    let (day, month) = match (parse_day(second), parse_month(language, third)) {
        (Some(day), Some(month)) => (day, month),
        _ if language == Language::English => (parse_day(third)?, parse_month(language, second)?),
        _ => return None,
    };
    let (year, last) = match word(3).and_then(parse_year) {
        Some(year) => (year, 3),
        None => (year_hint?, 2),
    };
    Some((Date::new(year, month, day).ok()?, words[last].end))
}

/// 18 for « 18 », 1 for « 1er » and “1st”.
fn parse_day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|character: char| character.is_ascii_lowercase());
    matches!(&word[digits.len()..], "" | "er" | "st" | "nd" | "rd" | "th").then_some(())?;
    digits.parse().ok()
}

fn parse_month(language: Language, word: &str) -> Option<i8> {
    let word = fold(word);
    let is_named = |name: &&'static str| fold(name).trim_end_matches('.') == word;
    let position = month_names(language)
        .iter()
        .position(is_named)
        .or_else(|| short_month_names(language).iter().position(is_named))?;
    i8::try_from(position + 1).ok()
}

fn parse_year(word: &str) -> Option<i16> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.parse().ok())?
}

/// The byte ranges of the runs of letters, digits and combining marks.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (start, character) in text.char_indices() {
        if character.is_alphanumeric() || is_combining_mark(character) {
            let end = start + character.len_utf8();
            match words.last_mut() {
                Some(word) if word.end == start => word.end = end,
                _ => words.push(start..end),
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrong(language: Language, text: &str, year_hint: Option<i16>) -> Vec<(&str, &str)> {
        find_contradictions(language, text, year_hint)
            .into_iter()
            .map(|contradiction| (&text[contradiction.range], contradiction.right_weekday))
            .collect()
    }

    #[test]
    fn only_wrong_weekdays_are_found() {
        let text = "Rendez-vous jeudi 18 avril 2019, puis Mardi 18\u{a0}avril 2018 ; lundi 1er fevrier 2027.";
        assert_eq!(
            wrong(Language::French, text, None),
            [("Mardi 18\u{a0}avril 2018", "mercredi")]
        );
    }

    #[test]
    fn the_weekday_can_be_underlined_alone() {
        let text = "le JEUDI 18 avr. 2018";
        let found = find_contradictions(Language::French, text, None);
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].weekday_range.clone()], "JEUDI");
        assert_eq!(found[0].written, Weekday::Thursday);
    }

    #[test]
    fn without_a_year_only_the_hint_decides() {
        assert_eq!(wrong(Language::French, "jeudi 18 avril", None), []);
        assert_eq!(
            wrong(Language::French, "jeudi 18 avril", Some(2018)),
            [("jeudi 18 avril", "mercredi")]
        );
        assert_eq!(wrong(Language::French, "jeudi 18 avril", Some(2019)), []);
    }

    #[test]
    fn english_mentions_come_in_both_orders() {
        let text = "Thursday, April 18th, 2018 and Thursday 18 April 2019";
        assert_eq!(
            wrong(Language::English, text, None),
            [("Thursday, April 18th, 2018", "Wednesday")]
        );
    }

    #[test]
    fn impossible_dates_and_other_words_are_passed_over() {
        for text in [
            "lundi 31 février 2027",
            "lundi\u{2014}18 avril 2019",
            "lundi, tout est calme",
            "lundi",
            "lundi 3",
        ] {
            assert_eq!(wrong(Language::French, text, Some(2027)), [], "{text}");
        }
        assert_eq!(
            wrong(Language::French, "jeudi 1er fe\u{301}vrier 2026", None).len(),
            1
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,40}|(lundi|18|avril|2019|é| |,){0,10}") {
            for contradiction in find_contradictions(Language::French, &text, Some(2027)) {
                prop_assert_ne!(contradiction.date.weekday(), contradiction.written);
                prop_assert!(text.get(contradiction.range).is_some());
            }
        }
    }
}
