//! Where two words of common stems follow one another.

use super::vocabulary::Vocabulary;
use crate::codec::Reader;
use crate::document::AnalysedDocument;
use crate::format::{PAIR_KEY, pair_key};

/// A pair's key and a document that holds it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PairPosting {
    pub(super) key: [u8; PAIR_KEY],
    pub(super) document: u32,
}

/// A word at a position of a document: its hash, and where the function words before it are.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    word: Option<u64>,
    chain: &'a [u8],
}

/// The pairs of words whose stems `common` accepts, in order of their keys, then of documents.
pub(super) fn pairs(
    vocabulary: &Vocabulary,
    documents: &[&AnalysedDocument],
    common: &[bool],
) -> Vec<PairPosting> {
    let mut pairs = Vec::new();
    if !common.contains(&true) {
        return pairs;
    }
    let mut resolved = vocabulary.resolved.iter();
    let mut places: Vec<Place<'_>> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        places.clear();
        let mut start = 0;
        for (word, &global) in document.words.iter().zip(&mut resolved) {
            let bytes = &document.occurrences[start as usize..word.occurrences_end as usize];
            start = word.occurrences_end;
            if common[vocabulary.stem_of[global as usize] as usize] {
                place(bytes, word.hash, &mut places);
            }
        }
        let known = pairs.len();
        pairs.extend(places.windows(2).filter_map(|two| {
            Some(PairPosting {
                key: pair_key(two[0].word?, two[1].chain, two[1].word?),
                document: number as u32,
            })
        }));
        // A document brings a pair once. Sorted runs are also sorted faster in the end.
        pairs[known..].sort_unstable();
        let mut last = known;
        for at in known..pairs.len() {
            if at == known || pairs[at] != pairs[last] {
                last += usize::from(at > known);
                pairs[last] = pairs[at];
            }
        }
        pairs.truncate((last + 1).min(pairs.len()));
    }
    pairs.sort();
    pairs
}

/// Puts a word where it occurs. The analysis wrote these bytes, so they are whole.
fn place<'a>(occurrences: &'a [u8], word: u64, places: &mut Vec<Place<'a>>) {
    let mut reader = Reader::new(occurrences);
    let mut position = 0;
    while let Ok(header) = reader.number() {
        position += (header >> 2) as usize;
        let chain = match header & 3 {
            3 => reader.byte().map_or(0, usize::from),
            short => short as usize,
        };
        if position >= places.len() {
            places.resize(position + 1, Place::default());
        }
        places[position] = Place {
            word: Some(word),
            chain: reader.take(chain).unwrap_or_default(),
        };
    }
}
