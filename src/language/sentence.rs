//! Sentences in plain text.

use std::ops::Range;

/// The bytes of the sentence of `text` in which the byte `place` stands.
pub fn around(text: &str, place: usize) -> Range<usize> {
    // A place past the last full stop is of the last sentence.
    let last = text.trim_end_matches(|end: char| end.is_whitespace() || ".!?…".contains(end));
    let mut place = place.min(last.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    let is_end = |window: &str| {
        window.starts_with(['.', '!', '?', '…'])
            && window.chars().nth(1).is_none_or(char::is_whitespace)
    };
    let start = text[..place]
        .char_indices()
        .rev()
        .find(|(index, _)| is_end(&text[*index..]))
        .map_or(0, |(index, character)| index + character.len_utf8());
    let end = text[place..]
        .char_indices()
        .find(|(index, _)| is_end(&text[place + index..]))
        .map_or(text.len(), |(index, character)| {
            place + index + character.len_utf8()
        });
    let sentence = text[start..end].trim();
    let start = end - text[start..end].trim_start().len();
    start..start + sentence.len()
}

/// `sentence`, cut to a readable length.
pub fn shortened(sentence: &str) -> String {
    const LONGEST: usize = 240;
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST).collect();
    let cut = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_is_found_around_a_place() {
        let text = "Une première phrase. La voix du client compte, n’est-ce pas ? Une dernière.";
        let found = |text: &'static str, place| &text[around(text, place)];
        assert_eq!(found(text, 25), "La voix du client compte, n’est-ce pas ?");
        assert_eq!(found(text, 0), "Une première phrase.");
        assert_eq!(found(text, 4000), "Une dernière.");
        assert_eq!(found("", 3), "");
        assert_eq!(found("  ", 1), "");
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let long = "très ".repeat(60);
        let cut = shortened(&long);
        assert!(
            cut.ends_with("très…") && cut.chars().count() <= 241,
            "{cut}"
        );
        assert_eq!(shortened("Court."), "Court.");
    }
}
