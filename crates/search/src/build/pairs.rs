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

/// About how many pairs are in memory at a time, of eight bytes each.
const PAIRS_AT_ONCE: usize = 3 << 20;

/// How many pairs lie in one piece of memory: a list that grows by doubling would take up to twice what it holds.
const PIECE: usize = 1 << 12;

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

/// The pairs of a range of first bytes: by first byte, the other bytes of the key before the document's number, in one integer.
struct Found {
    first: usize,
    by_first_byte: Vec<Vec<Vec<u64>>>,
}

impl Found {
    fn new(first: usize, count: usize) -> Self {
        Self {
            first,
            by_first_byte: vec![Vec::new(); count.min(FIRST_BYTES - first)],
        }
    }

    fn add(&mut self, document: u32, places: &[Place<'_>]) {
        for two in places.windows(2) {
            let (Some(one), Some(other)) = (two[0].word, two[1].word) else {
                continue;
            };
            let [first, rest @ ..] = pair_key(one, two[1].chain, other);
            let Some(pairs) = usize::from(first)
                .checked_sub(self.first)
                .and_then(|offset| self.by_first_byte.get_mut(offset))
            else {
                continue;
            };
            if pairs.last().is_none_or(|piece| piece.len() >= PIECE) {
                pairs.push(Vec::with_capacity(if pairs.is_empty() {
                    16
                } else {
                    PIECE
                }));
            }
            if let Some(piece) = pairs.last_mut() {
                piece.push(u64::from(u32::from_be_bytes(rest)) << u32::BITS | u64::from(document));
            }
        }
    }

    /// The pairs by first byte, each document once.
    fn sorted(self) -> impl Iterator<Item = (u8, Vec<u64>)> {
        let first = self.first;
        self.by_first_byte
            .into_iter()
            .enumerate()
            .map(move |(offset, pieces)| {
                let mut pairs = pieces.concat();
                pairs.sort_unstable();
                pairs.dedup();
                ((first + offset) as u8, pairs)
            })
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
    /// Adds a pair with its documents, as [`Found`] has them.
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
