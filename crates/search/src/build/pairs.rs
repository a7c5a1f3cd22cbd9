//! Where two words of common stems follow one another.

use std::ops::Range;

use super::Files;
use super::gathered::Gathered;
use super::log::{Keep, Log};
use super::postings::write_list;
use super::vocabulary::Stem;
use crate::codec::{Reader, write};
use crate::format::{PAIR_KEY, PAIR_SHARD_BYTES, pair_key};

/// A stem whose occurrences are too many for one shard.
pub(super) type Common<'a> = (&'a Stem, Gathered);

/// How many documents are put together again at a time.
const DOCUMENTS_AT_ONCE: usize = 64;

/// Pairs are gathered by the first byte of their keys.
const FIRST_BYTES: usize = 256;

/// A word at a position of a document: its hash, and where the function words before it are told.
#[derive(Clone, Default)]
struct Place {
    word: Option<u64>,
    /// In [`Documents::chains`].
    chain: Range<usize>,
}

/// Some documents, put together again.
struct Documents {
    places: Vec<Vec<Place>>,
    /// The function words before each place.
    chains: Vec<u8>,
}

/// Writes the pairs of words whose stems are all in `common`, in order of their keys, and the list of their shards, which only phrases need.
pub(super) fn write(
    common: &[Common<'_>],
    documents: usize,
    keep: &Keep<'_>,
    files: &mut Files<'_>,
    root: &mut Vec<u8>,
) {
    let mut found = Found::default();
    for_each_document(common, documents, |document, places, chains| {
        found.add(document, places, chains, keep);
    });
    let mut shards = Shards::default();
    for (first_byte, pairs) in found.sorted() {
        for pair in pairs.chunk_by(|one, other| one >> u32::BITS == other >> u32::BITS) {
            shards.add(first_byte, pair, documents, files);
        }
    }
    shards.finish(files, root);
}

/// Calls `read` with each document, the words of common stems at their positions in it, and their chains.
fn for_each_document(
    common: &[Common<'_>],
    documents: usize,
    mut read: impl FnMut(u32, &[Place], &[u8]),
) {
    let mut cursors: Vec<_> = common
        .iter()
        .map(|(stem, gathered)| (*stem, gathered.records()))
        .collect();
    let mut together = Documents {
        places: vec![Vec::new(); DOCUMENTS_AT_ONCE],
        chains: Vec::new(),
    };
    for first in (0..documents).step_by(DOCUMENTS_AT_ONCE) {
        together.places.iter_mut().for_each(Vec::clear);
        together.chains.clear();
        let end = (first + DOCUMENTS_AT_ONCE) as u32;
        for (stem, records) in &mut cursors {
            while let Some(record) = records.next_before(end) {
                let hash = stem.hashes[record.rank as usize];
                together.place(record.document as usize - first, record.occurrences, hash);
            }
        }
        for (offset, places) in together.places.iter().enumerate() {
            read((first + offset) as u32, places, &together.chains);
        }
    }
}

impl Documents {
    /// Puts a word where it occurs in a document. The analysis wrote these bytes, so they are whole.
    fn place(&mut self, document: usize, occurrences: &[u8], word: u64) {
        let places = &mut self.places[document];
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
            let start = self.chains.len();
            self.chains
                .extend_from_slice(reader.take(chain).unwrap_or_default());
            places[position] = Place {
                word: Some(word),
                chain: start..self.chains.len(),
            };
        }
    }
}

/// Pairs by the first byte of their keys.
struct Found(Vec<Gathering>);

impl Default for Found {
    fn default() -> Self {
        Self((0..FIRST_BYTES).map(|_| Gathering::default()).collect())
    }
}

/// Pairs whose keys begin with the same byte: of each, the other bytes of its key, and the document's number as a difference.
#[derive(Default)]
struct Gathering {
    pairs: Log,
    last: u32,
    count: usize,
}

impl Gathering {
    fn add(&mut self, rest: [u8; 4], document: u32, keep: &Keep<'_>) {
        let difference = document - self.last;
        self.pairs.add(keep, |out| {
            out.extend_from_slice(&rest);
            write::number(out, difference);
        });
        self.last = document;
        self.count += 1;
    }

    /// Each pair once, in order: the other bytes of its key before the document's number, in one integer.
    fn sorted(&self) -> Vec<u64> {
        let mut pairs = Vec::with_capacity(self.count);
        let mut document = 0;
        for piece in (0..).map_while(|number| self.pairs.piece(number)) {
            let mut reader = Reader::new(&piece);
            // What was written above is whole.
            while let (Ok(rest), Ok(difference)) = (reader.take(4), reader.number()) {
                let rest = rest
                    .iter()
                    .fold(0, |rest, byte| rest << 8 | u64::from(*byte));
                document += difference;
                pairs.push(rest << u32::BITS | u64::from(document));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

impl Found {
    fn add(&mut self, document: u32, places: &[Place], chains: &[u8], keep: &Keep<'_>) {
        for two in places.windows(2) {
            let (Some(one), Some(other)) = (two[0].word, two[1].word) else {
                continue;
            };
            let [first, rest @ ..] = pair_key(one, &chains[two[1].chain.clone()], other);
            self.0[usize::from(first)].add(rest, document, keep);
        }
    }

    /// The pairs by first byte, as [`Gathering::sorted`] gives them.
    fn sorted(self) -> impl Iterator<Item = (u8, Vec<u64>)> {
        let gatherings = self.0.into_iter().enumerate();
        gatherings.map(|(first, gathering)| (first as u8, gathering.sorted()))
    }
}

/// The shards of pairs, in order of keys.
#[derive(Default)]
struct Shards {
    /// For each shard, its first key and its reference.
    list: Vec<u8>,
    shard: Vec<u8>,
    entry: Vec<u8>,
}

impl Shards {
    /// Adds a pair with its documents, as [`Gathering::sorted`] has them.
    fn add(&mut self, first_byte: u8, pair: &[u64], documents: usize, files: &mut Files<'_>) {
        if self.shard.len() >= PAIR_SHARD_BYTES {
            self.close(files);
        }
        self.entry.clear();
        let numbers = pair.iter().map(|pair| *pair as u32);
        write_list(&mut self.entry, numbers, pair.len(), documents);
        self.shard.push(first_byte);
        let rest = (pair[0] >> u32::BITS) as u32;
        self.shard.extend_from_slice(&rest.to_be_bytes());
        write::number(&mut self.shard, pair.len() as u32);
        write::number(&mut self.shard, self.entry.len() as u32);
        self.shard.extend_from_slice(&self.entry);
    }

    fn close(&mut self, files: &mut Files<'_>) {
        if let Some(first) = self.shard.first_chunk::<PAIR_KEY>() {
            self.list.extend_from_slice(first);
            let shard = std::mem::take(&mut self.shard);
            self.list.extend_from_slice(&files.add(shard, "bin").0);
        }
    }

    fn finish(mut self, files: &mut Files<'_>, root: &mut Vec<u8>) {
        self.close(files);
        root.extend_from_slice(&files.add(self.list, "bin").0);
    }
}
