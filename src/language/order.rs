//! Alphabetical order, by the Unicode collation algorithm with the tailoring of each language.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use super::Language;
use super::fold::folded;

/// The alphabetical order of one language: cote, coté, côte, côté; odeur, œuvre, offre.
///
/// Accents decide only between words that are otherwise equal, then case does; spaces and punctuation count, so that
/// the order is total up to canonically equivalent texts.
#[derive(Debug)]
pub struct Collation {
    collator: CollatorBorrowed<'static>,
}

impl Collation {
    /// The order of `language`.
    ///
    /// # Panics
    /// Never in practice: the collation data is compiled into the program, and both languages are part of it.
    pub fn new(language: Language) -> Self {
        let preferences = CollatorPreferences::from(match language {
            Language::French => locale!("fr"),
            Language::English => locale!("en"),
        });
        let collator = Collator::try_new(preferences, CollatorOptions::default())
            .expect("the collation data of French and English is compiled in");
        Self { collator }
    }

    /// How `left` and `right` are ordered. `Equal` only for canonically equivalent texts, or texts that differ by
    /// characters without weight: break such ties with a path.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.collator.compare(left, right)
    }
}

/// The heading of an A–Z list under which `text` is found: an ASCII capital, the first letter once accents and
/// ligatures are set aside (« Écoute » → E, « œuvre » → O), or `#` when it starts with a digit or has no Latin letter.
///
/// Quotation marks and other signs in front are skipped.
pub fn index_letter(text: &str) -> char {
    match folded(text).find(|character| character.is_alphanumeric()) {
        Some(letter) if letter.is_ascii_alphabetic() => letter.to_ascii_uppercase(),
        _ => '#',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: Language, words: &[&'static str]) -> Vec<&'static str> {
        let collation = Collation::new(language);
        let mut words = words.to_vec();
        words.sort_by(|left, right| collation.compare(left, right));
        words
    }

    #[test]
    fn french_order_is_the_dictionary_s() {
        assert_eq!(
            sorted(Language::French, &["côté", "côte", "coté", "cote"]),
            ["cote", "coté", "côte", "côté"]
        );
        assert_eq!(
            sorted(Language::French, &["offre", "œuvre", "odeur"]),
            ["odeur", "œuvre", "offre"]
        );
        assert_eq!(
            sorted(Language::French, &["Zoé", "Éric", "eau", "fa"]),
            ["eau", "Éric", "fa", "Zoé"]
        );
        assert_eq!(
            sorted(Language::English, &["zebra", "Éclair", "apple"]),
            ["apple", "Éclair", "zebra"]
        );
    }

    #[test]
    fn initials_ignore_accents_ligatures_and_quotation_marks() {
        for (text, letter) in [
            ("Écoute", 'E'),
            ("œuvre", 'O'),
            ("« Ordo Ab Chao »", 'O'),
            ("À bord", 'A'),
            ("5 questions", '#'),
            ("日本", '#'),
            ("", '#'),
        ] {
            assert_eq!(index_letter(text), letter, "{text}");
        }
    }
}
