//! How many words a text has.

/// The number of words in `text`: what stands between spaces and has a letter or a digit.
///
/// One pass over the bytes; only those that a space may begin with, and those before the first letter of a word, are read as characters.
pub fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut words = 0;
    // Whether a letter or a digit has come since the last space.
    let mut in_word = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            let begins_word = !in_word & byte.is_ascii_alphanumeric();
            words += usize::from(begins_word);
            in_word = (in_word | begins_word) & !matches!(byte, b'\t'..=b'\r' | b' ');
            at += 1;
        } else if in_word && !may_begin_space(byte) {
            at += 1;
        } else {
            let Some(character) = text[at..].chars().next() else {
                break;
            };
            let begins_word = !in_word && is_alphanumeric(character);
            words += usize::from(begins_word);
            in_word = (in_word || begins_word) && !character.is_whitespace();
            at += character.len_utf8();
        }
    }
    words
}

/// Whether a space beyond ASCII may begin with this byte: U+0085 and U+00A0 with C2, others with E1 to E3.
const fn may_begin_space(byte: u8) -> bool {
    matches!(byte, 0xc2 | 0xe1..=0xe3)
}

/// [`char::is_alphanumeric`] of what is not ASCII, at once for the spaces and signs between French words: Unicode is long to ask.
fn is_alphanumeric(character: char) -> bool {
    match character {
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
