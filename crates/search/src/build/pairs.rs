//! Where two words of common stems follow one another.

use super::Files;
use super::gathered::Gathered;
use super::postings::write_list;
use super::vocabulary::Stem;
use crate::codec::{Reader, write};
use crate::format::{PAIR_KEY, PAIR_SHARD_BYTES, pair_key};

/// A stem whose occurrences are too many for one shard.
pub(super) type Common<'a> = (&'a Stem, Gathered);

/// How many documents are put together again at a time.
const DOCUMENTS_AT_ONCE: usize = 64;

/// About how many pairs are in memory at a time.
const PAIRS_AT_ONCE: usize = 8 << 20;

/// How many bytes lie in one piece of memory: a list that grows by doubling would take up to twice what it holds.
const PIECE: usize = 4 << 10;

/// The most bytes that a pair takes in a piece.
const LONGEST_PAIR: usize = 4 + 5;

/// Pairs are gathered by the first byte of their keys.
const FIRST_BYTES: usize = 256;

/// The smallest number of bytes that a record of one occurrence takes.
const RECORD: usize = 5;

/// A word at a position of a document: its hash, and where the function words before it are.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    word: Option<u64>,
    chain: &'a [u8],
}

/// Writes the pairs of words whose stems are all in `common`, in order of their keys, and the list of their shards, which only phrases need.
pub(super) fn write(
    common: &[Common<'_>],
    documents: usize,
    files: &mut Files<'_>,
    root: &mut Vec<u8>,
) {
    let mut shards = Shards::default();
    let size: usize = common.iter().map(|(_, gathered)| gathered.size()).sum();
    let rounds = (size / RECORD).div_ceil(PAIRS_AT_ONCE);
    let at_once = FIRST_BYTES.div_ceil(rounds.clamp(1, FIRST_BYTES));
    for first in (0..FIRST_BYTES).step_by(at_once) {
        let mut found = Found::new(first, at_once);
        for_each_document(common, documents, |document, places| {
            found.add(document, places);
        });
        for (first_byte, pairs) in found.sorted() {
            for pair in pairs.chunk_by(|one, other| one >> u32::BITS == other >> u32::BITS) {
                shards.add(first_byte, pair, documents, files);
            }
        }
    }
    shards.finish(files, root);
}

/// Calls `read` with each document and the words of common stems at their positions in it.
fn for_each_document(
    common: &[Common<'_>],
    documents: usize,
    mut read: impl FnMut(u32, &[Place<'_>]),
) {
    let mut cursors: Vec<_> = common
        .iter()
        .map(|(stem, gathered)| (*stem, gathered.records().peekable()))
        .collect();
    let mut together: Vec<Vec<Place<'_>>> = vec![Vec::new(); DOCUMENTS_AT_ONCE];
    for first in (0..documents).step_by(DOCUMENTS_AT_ONCE) {
        together.iter_mut().for_each(Vec::clear);
        for (stem, records) in &mut cursors {
            let here = |document: u32| (document as usize) < first + DOCUMENTS_AT_ONCE;
            while let Some(record) = records.next_if(|record| here(record.document)) {
                let hash = stem.hashes[record.rank as usize];
                let places = &mut together[record.document as usize - first];
                place(record.occurrences, hash, places);
            }
        }
        for (offset, places) in together.iter().enumerate() {
            read((first + offset) as u32, places);
        }
    }
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

/// The pairs of a range of first bytes, by first byte.
struct Found {
    first: usize,
    by_first_byte: Vec<Gathering>,
}

/// Pairs whose keys begin with the same byte: of each, the other bytes of its key, and the document's number as a difference.
#[derive(Clone, Default)]
struct Gathering {
    pieces: Vec<Vec<u8>>,
    last: u32,
    count: usize,
}

impl Gathering {
    fn add(&mut self, rest: [u8; 4], document: u32) {
        let is_full = |piece: &Vec<u8>| piece.len() + LONGEST_PAIR > PIECE;
        if self.pieces.last().is_none_or(is_full) {
            // Most sites have few pairs: the first piece grows.
            let room = if self.pieces.is_empty() { 64 } else { PIECE };
            self.pieces.push(Vec::with_capacity(room));
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.extend_from_slice(&rest);
            write::number(piece, document - self.last);
        }
        self.last = document;
        self.count += 1;
    }

    /// Each pair once, in order: the other bytes of its key before the document's number, in one integer.
    fn sorted(&self) -> Vec<u64> {
        let mut pairs = Vec::with_capacity(self.count);
        let mut document = 0;
        for piece in &self.pieces {
            let mut reader = Reader::new(piece);
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
    fn new(first: usize, count: usize) -> Self {
        Self {
            first,
            by_first_byte: vec![Gathering::default(); count.min(FIRST_BYTES - first)],
        }
    }

    fn add(&mut self, document: u32, places: &[Place<'_>]) {
        for two in places.windows(2) {
            let (Some(one), Some(other)) = (two[0].word, two[1].word) else {
                continue;
            };
            let [first, rest @ ..] = pair_key(one, two[1].chain, other);
            let gathering = usize::from(first)
                .checked_sub(self.first)
                .and_then(|offset| self.by_first_byte.get_mut(offset));
            if let Some(gathering) = gathering {
                gathering.add(rest, document);
            }
        }
    }

    /// The pairs by first byte, as [`Gathering::sorted`] gives them.
    fn sorted(self) -> impl Iterator<Item = (u8, Vec<u64>)> {
        let first = self.first;
        let gatherings = self.by_first_byte.into_iter().enumerate();
        gatherings.map(move |(offset, gathering)| ((first + offset) as u8, gathering.sorted()))
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
