//! Text reduced to what a hurried reader tells apart: small letters without accents.
//!
//! Slugs, suggestions, initials and the reading of dates compare folded text. Search has its own analyser.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The characters of `text` in compatibility decomposition, in lower case, without combining marks; letters that
/// Unicode does not decompose are spelt out: œ → oe, æ → ae, ß → ss, ø → o, ł → l, đ and ð → d, þ → th, ı → i.
///
/// NFC and NFD spellings of one text give the same characters.
pub fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkd()
        .flat_map(char::to_lowercase)
        .filter(|character| !is_combining_mark(*character))
        .flat_map(|character| {
            let (first, second) = match character {
                'œ' => ('o', Some('e')),
                'æ' => ('a', Some('e')),
                'ß' => ('s', Some('s')),
                'þ' => ('t', Some('h')),
                'ø' => ('o', None),
                'ł' => ('l', None),
                'đ' | 'ð' => ('d', None),
                'ı' => ('i', None),
                other => (other, None),
            };
            std::iter::once(first).chain(second)
        })
}

/// [`folded`], collected.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    folded(text).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_case_and_ligatures_are_set_aside() {
        assert_eq!(fold("Été À Cœur Ægypte"), "ete a coeur aegypte");
        assert_eq!(fold("e\u{301}"), fold("é"));
        assert_eq!(fold("STRASSE"), fold("Straße"));
        assert_eq!(fold("İstanbul"), "istanbul");
    }
}
