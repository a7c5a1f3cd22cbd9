//! How many words a text has.

/// The number of words in `text`: what stands between spaces and has a letter or a digit.
pub fn count(text: &str) -> usize {
    let mut words = 0;
    let mut rest = text;
    while let Some(start) = rest.find(is_alphanumeric) {
        words += 1;
        rest = after_word(&rest[start..]);
    }
    words
}

/// What comes after the space that ends the word at the beginning of `text`.
///
/// Most of a text is gone over here, a byte at a time: only those that a space may begin with are read as characters.
fn after_word(text: &str) -> &str {
    let may_begin_space = |byte: &u8| MAY_BEGIN_SPACE[usize::from(*byte)];
    let mut rest = text;
    while let Some(end) = rest.as_bytes().iter().position(may_begin_space) {
        let mut after = rest[end..].chars();
        let is_space = after.next().is_some_and(char::is_whitespace);
        rest = after.as_str();
        if is_space {
            return rest;
        }
    }
    ""
}

/// Whether a space may begin with a byte: those of ASCII, U+0085 and U+00A0 with C2, others with E1 to E3.
const MAY_BEGIN_SPACE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte, 0x09..=0x0d | 0x20 | 0xc2 | 0xe1..=0xe3);
        byte += 1;
    }
    table
};

/// [`char::is_alphanumeric`], at once for ASCII and for the spaces and signs between French words: Unicode is long to ask.
fn is_alphanumeric(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphanumeric(),
        '\u{a0}' | '«' | '»' | '\u{2000}'..='\u{206f}' => false,
        other => other.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::count;

    /// The same number, by the plain way.
    fn plain_count(text: &str) -> usize {
        text.split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .count()
    }

    #[test]
    fn words_have_a_letter_or_a_digit() {
        assert_eq!(
            count("« Bonjour\u{a0}! » — l’été\u{2003}2026, 9\u{202f}h."),
            5
        );
        assert_eq!(count(" — \n"), 0);
    }

    proptest! {
        #[test]
        fn any_text_has_the_words_that_stand_between_spaces(text in "[a9é’« »—œ, \\n\\x1c\u{85}\u{a0}\u{1680}\u{2003}\u{202f}\u{3000}中]{0,40}") {
            prop_assert_eq!(count(&text), plain_count(&text));
        }
    }
}
