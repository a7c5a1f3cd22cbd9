//! The words of a query into stems of the index: as they are, as beginnings, and with one typing error forgiven.

use super::{Pass, SearchError, corrupt};
use crate::codec::{Corrupt, ShardId};
use crate::format::{Entry, References, SHORTEST_CORRECTED, read_dictionary, read_reversed};
use crate::query::{Phrase, Query, QueryWord};
use crate::stem::stem;

/// How much a stem counts that only completes, or corrects, what was typed.
const COMPLETION_FACTOR: f32 = 0.6;
const CORRECTION_FACTOR: f32 = 0.4;

/// A beginning of fewer letters is not completed.
const SHORTEST_PREFIX: usize = 2;
/// Completions per word, the bytes of their postings (estimated), and the shards of the dictionary read for them.
const MOST_COMPLETIONS: usize = 8;
const COMPLETION_BYTES: u32 = 16 << 10;
const COMPLETION_SHARDS: usize = 3;
/// Corrections per word, and the shards of a dictionary read for them on each side.
const MOST_CORRECTIONS: usize = 3;
const CORRECTION_SHARDS: usize = 6;
/// A word in this many documents or fewer may be a typing error in the documents themselves.
const FEW_DOCUMENTS: u32 = 2;

/// A stem to look for, and how much its occurrences count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub(super) stem: u32,
    pub(super) documents: u32,
    pub(super) factor: f32,
}

/// A word of the query that few documents hold or none, and what was looked for besides or instead.
#[derive(Debug)]
pub(super) struct Correction {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: String,
}

/// A phrase in terms of the index: for each word its dictionary entry and the function words before it.
/// `None` where a word is in no document.
pub(super) type ResolvedPhrase = Option<Vec<(Entry, Vec<u8>)>>;

/// A query in terms of the index.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    /// By word: the stems that stand for it.
    pub(super) words: Vec<Vec<Term>>,
    pub(super) phrases: Vec<ResolvedPhrase>,
    pub(super) corrections: Vec<Correction>,
    /// Whether each word with a correction is in some document, too.
    pub(super) all_found: bool,
    /// Stems to highlight, each with the number of the word that it stands for.
    pub(super) stems: Vec<(usize, String)>,
}

impl Pass<'_> {
    pub(super) fn resolve(&self, query: &Query) -> Result<Option<Resolved>, SearchError> {
        let mut resolved = Resolved {
            all_found: true,
            ..Resolved::default()
        };
        for word in &query.words {
            self.resolve_word(word, &mut resolved)?;
        }
        for phrase in &query.phrases {
            let phrase = self.resolve_phrase(phrase)?;
            resolved.phrases.push(phrase);
        }
        Ok(self.complete().then_some(resolved))
    }

    /// The dictionary's entries that `wanted` accepts in some of its shards. Shards that are missing are asked for.
    fn entries(
        &self,
        shards: impl Iterator<Item = ShardId>,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<Entry>, SearchError> {
        let mut found = Vec::new();
        for id in shards {
            if let Some(shard) = self.shard(id, "bin") {
                read_dictionary(shard, &wanted, &mut found)
                    .map_err(|Corrupt| corrupt(id, "bin"))?;
            }
        }
        Ok(found)
    }

    fn exact_entries(&self, word: &str) -> Result<Vec<Entry>, SearchError> {
        self.entries(
            self.open
                .root
                .dictionary
                .holding(word.as_bytes())
                .into_iter(),
            |known| known == word,
        )
    }

    fn resolve_word(&self, word: &QueryWord, resolved: &mut Resolved) -> Result<(), SearchError> {
        let language = self.open.root.language;
        let number = resolved.words.len();
        let word_stem = stem(language, &word.word);
        let mut terms: Vec<Term> = Vec::new();
        let mut entry = self
            .exact_entries(&word.word)?
            .into_iter()
            .find(|entry| entry.variant.is_some());
        if entry.is_none() {
            // No document writes it so; another form of it may be there. A stem that is a word of its own stem has no entry besides.
            let entries = self.exact_entries(&word_stem)?;
            entry = entries
                .into_iter()
                .find(|entry| entry.variant.is_none() || stem(language, &entry.word) == word_stem);
        }
        if let Some(entry) = &entry {
            add(&mut terms, entry, 1.0);
        }
        resolved.stems.push((number, word_stem));
        if word.typing && word.word.len() >= SHORTEST_PREFIX {
            for completion in self.completions(&word.word)? {
                resolved
                    .stems
                    .push((number, stem(language, &completion.word)));
                add(&mut terms, &completion, COMPLETION_FACTOR);
            }
        }
        let found: u32 = terms.iter().map(|term| term.documents).sum();
        if self.complete() && found <= FEW_DOCUMENTS {
            let corrections = self.corrections(&word.word, found)?;
            if let Some(first) = corrections.first() {
                resolved.all_found &= !terms.is_empty();
                resolved.corrections.push(Correction {
                    start: word.start,
                    end: word.end,
                    word: first.word.clone(),
                });
            }
            for correction in corrections {
                resolved
                    .stems
                    .push((number, stem(language, &correction.word)));
                add(&mut terms, &correction, CORRECTION_FACTOR);
            }
        }
        resolved.words.push(terms);
        Ok(())
    }

    /// The most frequent words that start with what was typed, one of each stem.
    fn completions(&self, prefix: &str) -> Result<Vec<Entry>, SearchError> {
        let shards = self
            .open
            .root
            .dictionary
            .starting_with(prefix.as_bytes())
            .take(COMPLETION_SHARDS);
        let mut entries = self.entries(shards, |word| word.starts_with(prefix))?;
        entries.retain(|entry| entry.variant.is_some());
        let mut entries = most_frequent(&entries, MOST_COMPLETIONS);
        let mut bytes = 0;
        let affordable = entries.iter().take_while(|entry| {
            bytes += entry.documents.saturating_mul(2);
            bytes <= COMPLETION_BYTES
        });
        let count = affordable.count().max(1);
        entries.truncate(count);
        Ok(entries)
    }

    /// Words one typing error away (a letter more, less or other, or two exchanged), in more documents than `found`, the most frequent first.
    ///
    /// One error leaves the first half of a word whole, or its end from the letter after the middle on: so the words that share one of
    /// the two are looked through, in the dictionary and in the reversed dictionary.
    fn corrections(&self, word: &str, found: u32) -> Result<Vec<Entry>, SearchError> {
        let letters = word.as_bytes();
        let length = letters.len();
        if length < SHORTEST_CORRECTED || !letters.iter().all(u8::is_ascii_lowercase) {
            return Ok(Vec::new());
        }
        let root = &self.open.root;
        let half = length / 2;
        let narrow = |references: &References, longest: &[u8], shortest: usize| {
            let shared = (shortest..longest.len()).find(|shared| {
                references.starting_with(&longest[..*shared]).len() <= CORRECTION_SHARDS
            });
            references
                .starting_with(&longest[..shared.unwrap_or(longest.len())])
                .take(CORRECTION_SHARDS)
                .collect::<Vec<_>>()
        };
        let near = |known: &str| known != word && one_error_apart(known.as_bytes(), letters);
        let forward = narrow(&root.dictionary, letters, half);
        let mut entries = self.entries(forward.into_iter(), near)?;
        let mut others: Vec<Vec<u8>> = Vec::new();
        for candidate in length - 1..=length + 1 {
            let key: Vec<u8> = std::iter::once(candidate as u8)
                .chain(letters.iter().rev().copied())
                .collect();
            for id in narrow(&root.reversed, &key[..length.min(key.len())], length - half) {
                let Some(shard) = self.shard(id, "bin") else {
                    continue;
                };
                let visit = |key: &[u8]| {
                    let known: Vec<u8> = key.iter().skip(1).rev().copied().collect();
                    if known != letters && one_error_apart(&known, letters) {
                        others.push(known);
                    }
                };
                read_reversed(shard, visit).map_err(|Corrupt| corrupt(id, "bin"))?;
            }
        }
        for other in others {
            entries.extend(self.exact_entries(str::from_utf8(&other).unwrap_or_default())?);
        }
        entries.retain(|entry| entry.variant.is_some() && entry.documents > found);
        Ok(most_frequent(&entries, MOST_CORRECTIONS))
    }

    fn resolve_phrase(&self, phrase: &Phrase) -> Result<ResolvedPhrase, SearchError> {
        let mut words = Some(Vec::new());
        for word in &phrase.words {
            let entry = self
                .exact_entries(&word.word)?
                .into_iter()
                .find(|entry| entry.variant.is_some());
            words = words.zip(entry).map(|(mut words, entry)| {
                words.push((entry, word.chain.clone()));
                words
            });
        }
        Ok(words)
    }
}

fn add(terms: &mut Vec<Term>, entry: &Entry, factor: f32) {
    if !terms.iter().any(|term| term.stem == entry.stem) {
        terms.push(Term {
            stem: entry.stem,
            documents: entry.documents,
            factor,
        });
    }
}

/// The first word of each of the stems in the most documents.
fn most_frequent(entries: &[Entry], count: usize) -> Vec<Entry> {
    let mut chosen: Vec<Entry> = Vec::new();
    while chosen.len() < count {
        let others = entries
            .iter()
            .filter(|entry| !chosen.iter().any(|known| known.stem == entry.stem));
        let next = others.reduce(|best, entry| {
            let better = entry.documents > best.documents
                || entry.documents == best.documents && entry.word < best.word;
            if better { entry } else { best }
        });
        let Some(next) = next else { break };
        chosen.push(next.clone());
    }
    chosen
}

/// Whether one insertion, deletion, substitution or exchange of neighbours makes one word the other.
fn one_error_apart(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let first = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => {
            let (short, long) = (&short[first..], &long[first..]);
            short.is_empty()
                || short[1..] == long[1..]
                || short.len() > 1
                    && short[0] == long[1]
                    && short[1] == long[0]
                    && short[2..] == long[2..]
        }
        1 => short[first..] == long[first + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_error_apart;

    #[test]
    fn one_error_is_a_letter_more_less_other_or_two_exchanged() {
        for word in [
            "srvice", "seervice", "serbice", "sevrice", "servic", "services", "ervice",
        ] {
            assert!(one_error_apart(word.as_bytes(), b"service"), "{word}");
            assert!(one_error_apart(b"service", word.as_bytes()), "{word}");
        }
        for word in ["sevice s", "sevriec", "srvicee", "ser", "ecivres"] {
            assert!(!one_error_apart(word.as_bytes(), b"service"), "{word}");
        }
    }
}
