//! Slugs: the part of an address that is made from a title.

use super::fold::folded;

/// `text` as a slug: ASCII small letters and digits, words joined by single hyphens, nothing else.
///
/// Accents are dropped, ligatures spelt out (œ → oe), apostrophes and every other sign separate words. The NFC and NFD
/// spellings of one text give one slug, and a slug is its own slug. The result is empty when `text` holds no Latin
/// letter nor digit: the caller reports it and asks for a slug.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut between_words = false;
    let mut add = |character: char| {
        if character.is_ascii_alphanumeric() {
            if between_words && !slug.is_empty() {
                slug.push('-');
            }
            between_words = false;
            slug.push(character);
        } else if !is_invisible(character) {
            between_words = true;
        }
    };
    // Characters fold one by one: marks are dropped, so their order does not matter.
    for character in text.chars() {
        match character {
            // The sign of « nº » would decompose to a letter: like the degree sign, it separates.
            'º' => add('-'),
            ascii if ascii.is_ascii() => add(ascii.to_ascii_lowercase()),
            other => folded(other.encode_utf8(&mut [0; 4])).for_each(&mut add),
        }
    }
    slug
}

/// Soft hyphens, joiners and byte-order marks: present inside words, never between them.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::slug;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn french_titles_become_readable_addresses() {
        for (title, expected) in [
            ("L’Esprit de Service : cœur", "l-esprit-de-service-coeur"),
            ("L'Esprit de Service : cœur", "l-esprit-de-service-coeur"),
            ("Œuvre & Ægis, ça et là", "oeuvre-aegis-ca-et-la"),
            ("  « Relation Client » !  ", "relation-client"),
            ("Revue nº 5", "revue-n-5"),
            ("Revue n°5", "revue-n-5"),
            ("1ʳᵉ édition", "1re-edition"),
            ("porte\u{ad}feuille", "portefeuille"),
            ("a_b--c/d\\..", "a-b-c-d"),
            ("Straße Łódź Þór", "strasse-lodz-thor"),
            ("?!", ""),
            ("日本", ""),
            ("", ""),
        ] {
            assert_eq!(slug(title), expected, "{title}");
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_safe_stable_and_blind_to_normal_forms(title in "\\PC{0,40}|[éœ’ a-zA-Z0-9Çôº-]{0,40}") {
            let once = slug(&title);
            prop_assert!(once.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
            prop_assert!(!once.starts_with('-') && !once.ends_with('-') && !once.contains("--"));
            prop_assert_eq!(&slug(&once), &once);
            prop_assert_eq!(slug(&title.nfc().collect::<String>()), once.clone());
            prop_assert_eq!(slug(&title.nfd().collect::<String>()), once);
        }
    }
}
