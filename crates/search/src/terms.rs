//! The terms that tell best what a text is about, to find texts on the same subject.

use crate::document::{AnalysedDocument, Analyser};

/// A stem of a text, by its hash: enough to know it again in another text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The same for words of one stem.
    pub hash: u64,
    /// The sum of its occurrences' weights.
    pub weight: u32,
}

impl Analyser {
    /// The `most` terms that weigh most in a text given field by field, each with the weight of an occurrence in it; the heaviest first, those
    /// of equal weight in the order of the text. Function words and words of one or two letters are none.
    pub fn terms(&mut self, fields: &[(&str, u32)], most: usize) -> Vec<Term> {
        let words = self.weigh(fields);
        let mut heaviest: Vec<usize> = (0..words.words.len())
            .filter(|index| words.letters_of(*index).len() > 2)
            .collect();
        let rank = |index: &usize| (u32::MAX - words.words[*index].weight, *index);
        // Words of one stem share a term: some more words than terms are looked at, and no more, as stems take time.
        if heaviest.len() > most * 2 {
            heaviest.select_nth_unstable_by_key(most * 2, rank);
            heaviest.truncate(most * 2);
        }
        heaviest.sort_unstable_by_key(rank);
        let mut terms: Vec<Term> = Vec::with_capacity(most * 2);
        for index in heaviest {
            let word = &words.words[index];
            let hash = self.stem_hash(word.hash, words.letters_of(index));
            let weight = word.weight;
            match terms.iter_mut().find(|term| term.hash == hash) {
                Some(term) => term.weight += weight,
                None => terms.push(Term { hash, weight }),
            }
        }
        terms.sort_by_key(|term| u32::MAX - term.weight);
        terms.truncate(most);
        // They are kept for every text: no room for more.
        terms.as_slice().to_vec()
    }

    fn weigh(&mut self, fields: &[(&str, u32)]) -> AnalysedDocument {
        let mut words = self.begin();
        for (text, weight) in fields {
            self.field(text, *weight, &mut words);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::codec::checksum;

    fn hash(stem: &str) -> u64 {
        checksum(stem.as_bytes())
    }

    #[test]
    fn the_heaviest_stems_come_first() {
        let mut analyser = Analyser::new(Language::French);
        let fields = [
            ("L’enchantement", 3),
            ("Enchanter le client : le client n’attend pas, il vit.", 1),
        ];
        let terms = analyser.terms(&fields, 2);
        let expected = [
            Term {
                hash: hash("enchant"),
                weight: 4,
            },
            Term {
                hash: hash("client"),
                weight: 2,
            },
        ];
        assert_eq!(terms, expected);
        assert_eq!(
            analyser.terms(&fields, 2),
            terms,
            "nothing is kept from one text to the next"
        );
    }

    #[test]
    fn a_text_of_function_words_has_no_term() {
        let mut analyser = Analyser::new(Language::French);
        assert_eq!(
            analyser.terms(&[("Il est à vous, et à eux.", 1), ("", 9)], 8),
            []
        );
    }
}
