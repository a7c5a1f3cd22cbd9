//! The words of all documents, in order, and their stems.

use std::collections::HashMap;

use crate::Language;
use crate::stem::stem;

/// A word as documents brought it: its stem's number, and its rank among the words of that stem.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) stem: u32,
    pub(super) rank: u32,
}

/// Knows the words of the documents so far by their hash. Words and stems are numbered in the order in which documents bring them.
pub(super) struct Interner {
    language: Language,
    /// An open-addressing table of hashes and words.
    slots: Vec<(u64, u32)>,
    words: Vec<String>,
    known: Vec<Known>,
    stems: HashMap<String, u32>,
    /// By stem: its words.
    words_of: Vec<Vec<u32>>,
}

const EMPTY: u32 = u32::MAX;

impl Interner {
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            slots: vec![(0, EMPTY); 1 << 14],
            words: Vec::new(),
            known: Vec::new(),
            stems: HashMap::new(),
            words_of: Vec::new(),
        }
    }

    pub(super) fn intern(&mut self, hash: u64, letters: &str) -> Known {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (other, word) = self.slots[slot];
            if word == EMPTY {
                break;
            }
            if other == hash && self.words[word as usize] == letters {
                return self.known[word as usize];
            }
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (hash, self.words.len() as u32);
        let known = self.add(letters);
        if self.words.len() * 2 > self.slots.len() {
            self.grow();
        }
        known
    }

    /// Adds a word that is new.
    fn add(&mut self, letters: &str) -> Known {
        let next = self.words_of.len() as u32;
        let number = *self
            .stems
            .entry(stem(self.language, letters))
            .or_insert(next);
        if number == next {
            self.words_of.push(Vec::new());
        }
        let words = &mut self.words_of[number as usize];
        let known = Known {
            stem: number,
            rank: words.len() as u32,
        };
        words.push(self.words.len() as u32);
        self.words.push(letters.to_owned());
        self.known.push(known);
        known
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

/// Every distinct word and stem of the documents, in order of their letters.
pub(super) struct Vocabulary {
    pub(super) stems: Vec<Stem>,
    pub(super) words: Vec<Word>,
}

/// A stem: its number is its place.
pub(super) struct Stem {
    pub(super) letters: String,
    /// Its number in the order in which documents brought it.
    pub(super) brought: u32,
    /// By the rank that documents gave to a word of the stem: its rank in order of letters.
    pub(super) variants: Vec<u32>,
    /// By the same: the checksum of the word.
    pub(super) hashes: Vec<u64>,
}

/// A word.
pub(super) struct Word {
    pub(super) letters: String,
    /// Its stem's number.
    pub(super) stem: u32,
    /// Its rank among the words of its stem, in order of their letters.
    pub(super) variant: u32,
}

impl Vocabulary {
    pub(super) fn of(interner: Interner) -> Self {
        let Interner {
            slots,
            words,
            stems,
            words_of,
            ..
        } = interner;
        let mut hashes = vec![0; words.len()];
        for (hash, word) in slots.into_iter().filter(|&(_, word)| word != EMPTY) {
            hashes[word as usize] = hash;
        }
        // Whatever order the table gives them in, they are sorted here.
        let mut sorted: Vec<(String, u32)> = stems.into_iter().collect();
        sorted.sort_unstable();
        let mut places = vec![(0, 0); words.len()];
        let stems = sorted.into_iter().enumerate();
        let stems = stems.map(|(number, (letters, brought))| {
            let own = &words_of[brought as usize];
            let mut ranks: Vec<usize> = (0..own.len()).collect();
            ranks.sort_unstable_by_key(|rank| &words[own[*rank] as usize]);
            let mut variants = vec![0; own.len()];
            for (variant, rank) in ranks.into_iter().enumerate() {
                variants[rank] = variant as u32;
                places[own[rank] as usize] = (number as u32, variant as u32);
            }
            let hashes = own.iter().map(|word| hashes[*word as usize]).collect();
            Stem {
                letters,
                brought,
                variants,
                hashes,
            }
        });
        let stems = stems.collect();
        let mut words: Vec<Word> = words
            .into_iter()
            .zip(places)
            .map(|(letters, (stem, variant))| Word {
                letters,
                stem,
                variant,
            })
            .collect();
        words.sort_unstable_by(|one, other| one.letters.cmp(&other.letters));
        Self { stems, words }
    }
}
