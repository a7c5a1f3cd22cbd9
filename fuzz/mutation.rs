//! Bends a corpus in thousands of ways that are the same in each run: the bounded part of fuzzing, for ordinary tests. They include this file.

use std::fs;
use std::ops::Range;
use std::path::Path;

/// `SplitMix64` (Steele, Lea & Flood 2014): small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ word >> 31) % limit.max(1) as u64) as usize
    }

    fn range(&mut self, bytes: &[u8]) -> Range<usize> {
        let start = self.below(bytes.len() + 1);
        let longest = (bytes.len() - start).min(64);
        start..start + self.below(longest + 1)
    }
}

/// The seeds of `folder`, below `fuzz/corpus/`, in the order of their names. What a run of the fuzzer added has no extension, and is passed
/// over: a test has the same seeds everywhere.
pub fn seeds(fuzz: &Path, folder: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = fs::read_dir(fuzz.join("corpus").join(folder))
        .expect("the corpus")
        .map(|entry| entry.expect("a file of the corpus").path())
        .filter(|path| path.extension().is_some())
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| fs::read(path).expect("a file of the corpus"))
        .collect()
}

/// Bends the seeds of a corpus.
pub struct Mutator<'a> {
    corpus: &'a [Vec<u8>],
    /// What the inputs are made of, and what they should not be made of.
    words: &'a [&'a str],
    /// What stands between two words of an input.
    ends: &'a [u8],
    random: Random,
}

impl<'a> Mutator<'a> {
    /// Bends the seeds of `corpus`, in the ways that `seed` chooses.
    pub fn new(corpus: &'a [Vec<u8>], words: &'a [&'a str], ends: &'a [u8], seed: u64) -> Self {
        Self {
            corpus,
            words,
            ends,
            random: Random(seed),
        }
    }

    /// A seed bent in one or two places.
    pub fn bent(&mut self) -> Vec<u8> {
        let random = &mut self.random;
        let mut bytes = self.corpus[random.below(self.corpus.len())].clone();
        for _ in 0..=random.below(2) {
            let range = random.range(&bytes);
            match random.below(9) {
                0 if range.start < bytes.len() => bytes[range.start] ^= 1 << random.below(8),
                1 => bytes.truncate(range.start),
                2 => drop(bytes.drain(range)),
                3 => {
                    let copy = bytes[range.clone()].to_vec();
                    bytes.splice(range.end..range.end, copy);
                }
                4 => {
                    let other = &self.corpus[random.below(self.corpus.len())];
                    let piece = other[random.range(other)].to_vec();
                    bytes.splice(range, piece);
                }
                5 => {
                    // One digit instead of another.
                    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
                    let chosen = random.below(digits);
                    let mut digits = bytes.iter_mut().filter(|byte| byte.is_ascii_digit());
                    if let Some(digit) = digits.nth(chosen) {
                        *digit = b'0' + random.below(10) as u8;
                    }
                }
                6 | 7 => {
                    // A whole value or name instead of another, so that the input stays what it is more often than not.
                    let word = self.words[random.below(self.words.len())].bytes();
                    let is_end = |byte: &u8| self.ends.contains(byte);
                    let start = bytes[..range.start].iter().rposition(is_end);
                    let start = start.map_or(0, |place| place + 1);
                    let end = bytes[range.start..].iter().position(is_end);
                    let end = end.map_or(bytes.len(), |place| range.start + place);
                    bytes.splice(start..end, word);
                }
                _ => {
                    let word = self.words[random.below(self.words.len())].bytes();
                    bytes.splice(range.start..range.start, word);
                }
            }
        }
        bytes
    }
}
