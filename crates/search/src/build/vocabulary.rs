//! The words of all documents, in order, and their stems.

use crate::Language;
use crate::document::AnalysedDocument;
use crate::stem::stem;

/// Every distinct word and stem of the documents. Words are named by the order in which documents bring them.
pub(super) struct Vocabulary {
    /// For each word of each document, in order: the word's number.
    pub(super) resolved: Vec<u32>,
    /// By word number: its stem's number.
    pub(super) stem_of: Vec<u32>,
    /// By word number: its rank among the words of its stem, in order of their letters.
    pub(super) variant_of: Vec<u32>,
    /// All words, in order of their letters.
    pub(super) sorted_words: Vec<(String, u32)>,
    /// All stems in order: a stem's number is its place.
    pub(super) stems: Vec<String>,
}

/// A table of words by their hash.
struct Interner {
    slots: Vec<(u64, u32)>,
    words: Vec<String>,
}

const EMPTY: u32 = u32::MAX;

impl Interner {
    fn intern(&mut self, hash: u64, letters: &str) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (known, word) = self.slots[slot];
            if word == EMPTY {
                break;
            }
            if known == hash && self.words[word as usize] == letters {
                return word;
            }
            slot = (slot + 1) & mask;
        }
        let word = self.words.len() as u32;
        self.slots[slot] = (hash, word);
        self.words.push(letters.to_owned());
        if self.words.len() * 2 > self.slots.len() {
            self.grow();
        }
        word
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let old = std::mem::replace(&mut self.slots, vec![(0, EMPTY); mask + 1]);
        for (hash, word) in old.into_iter().filter(|&(_, word)| word != EMPTY) {
            let mut slot = hash as usize & mask;
            while self.slots[slot].1 != EMPTY {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = (hash, word);
        }
    }
}

impl Vocabulary {
    pub(super) fn of(language: Language, documents: &[&AnalysedDocument]) -> Self {
        let mut interner = Interner {
            slots: vec![(0, EMPTY); 1 << 14],
            words: Vec::new(),
        };
        let mut resolved =
            Vec::with_capacity(documents.iter().map(|document| document.words.len()).sum());
        for document in documents {
            let mut start = 0;
            for word in &document.words {
                let end = word.letters_end as usize;
                resolved.push(interner.intern(word.hash, &document.letters[start..end]));
                start = end;
            }
        }
        let words = interner.words;
        let mut by_stem: Vec<(String, u32)> = words
            .iter()
            .enumerate()
            .map(|(word, letters)| (stem(language, letters), word as u32))
            .collect();
        by_stem.sort_unstable_by(|a, b| {
            (&a.0, &words[a.1 as usize]).cmp(&(&b.0, &words[b.1 as usize]))
        });
        let mut stem_of = vec![0; words.len()];
        let mut variant_of = vec![0; words.len()];
        let mut stems: Vec<String> = Vec::new();
        let mut variant = 0;
        for (stem, word) in by_stem {
            if stems.last() == Some(&stem) {
                variant += 1;
            } else {
                stems.push(stem);
                variant = 0;
            }
            stem_of[word as usize] = stems.len() as u32 - 1;
            variant_of[word as usize] = variant;
        }
        let mut sorted_words: Vec<(String, u32)> = words
            .into_iter()
            .enumerate()
            .map(|(word, letters)| (letters, word as u32))
            .collect();
        sorted_words.sort_unstable();
        Self {
            resolved,
            stem_of,
            variant_of,
            sorted_words,
            stems,
        }
    }
}
