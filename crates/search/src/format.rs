//! The files of an index, as the browser reads them.
//!
//! Numbers are of variable length, seven bits a byte, lowest first; words are front-coded: how many first bytes are the last word's, how
//! many follow, and those. A reference to a shard is six bytes, the hash in its name.
//!
//! - **Root** (`index.bin`): magic, language, number of documents; names of kinds, categories, dimensions, authors and years; the sets of
//!   dimensions and authors that occur; references to the dictionary, the reversed dictionary, the postings, the list of shards of pairs,
//!   the attributes and the directory; a checksum.
//! - **Dictionary** (sorted): word, its stem's number as a difference, its rank among the stem's words from 1 (0 for a stem that is no
//!   word), how many documents hold the stem.
//! - **Reversed dictionary**: words as their length, then their letters from last to first.
//! - **Postings** of a range of stems: for each, its number of documents; the shards that hold their occurrences; then for each stem its
//!   documents and half a byte a document for its [level](SHARES).
//! - **Documents** of a list: as differences; where that would be longer, one bit for each document of the index.
//! - **Occurrences** of a range of stems: the number of bytes of each, then for each document and word a record. A *common* stem, whose
//!   occurrences would make a shard too large, has several of its own, each for a range of its documents.
//! - **Pairs**: the documents where two words of common stems follow one another, by a hash of the words and of the function words between
//!   them. Phrases of such words are looked up here: their occurrences are most of an index.
//! - **Attributes** of 512 documents, in bits: kind, category, year, set of dimensions, set of authors.
//! - **Directory** of 128 documents: how many are in each text shard, and its reference.
//! - **Texts** (`.txt`, so that servers compress it): URL, title, kind, category, year, summary, body, ended by U+001F, the last by U+001E.

use crate::Language;
use crate::codec::{Corrupt, Reader, ShardId, bits_for, checksum, read_bits};
use crate::words::LONGEST_CHAIN;

pub(crate) const MAGIC: [u8; 4] = *b"PVS2";

/// How many documents share a shard of attributes, and of the directory.
pub(crate) const ATTRIBUTE_BLOCK: usize = 512;
pub(crate) const DIRECTORY_BLOCK: usize = 128;

pub(crate) const FIELD_END: u8 = 0x1f;
pub(crate) const RECORD_END: u8 = 0x1e;

/// A mistyped word is corrected from this many letters on: shorter ones have too many neighbours.
pub(crate) const SHORTEST_CORRECTED: usize = 5;

#[cfg(feature = "build")]
mod sizes {
    //! How large shards grow. Smaller ones cost fewer bytes for a query, and more files and a larger root.
    pub(crate) const WORD_SHARD_BYTES: usize = 4 << 10;
    pub(crate) const POSTING_SHARD_BYTES: usize = 6 << 10;
    /// Above this, a stem is common.
    pub(crate) const OCCURRENCE_SHARD_BYTES: usize = 8 << 10;
    /// How large a common stem's shards grow.
    pub(crate) const OCCURRENCE_PART_BYTES: usize = 6 << 10;
    pub(crate) const PAIR_SHARD_BYTES: usize = 6 << 10;
    /// One article of 800 words, or a handful of glossary terms.
    pub(crate) const DOCUMENT_SHARD_BYTES: usize = 6 << 10;
}
#[cfg(feature = "build")]
pub(crate) use sizes::*;

/// What a document adds to a score for a stem, by level: the frequency part of BM25, f / (f + k) where k is the saturation for the document's
/// length. From one level to the next, f / k is √2 times as large; level 5 is 1.
pub(crate) const SHARES: [f32; 16] = [
    0.150_22, 0.2, 0.261_2, 0.333_33, 0.414_21, 0.5, 0.585_79, 0.666_67, 0.738_8, 0.8, 0.849_78,
    0.888_89, 0.918_77, 0.941_18, 0.957_64, 0.969_7,
];

/// How many bytes of a pair's hash are kept.
pub(crate) const PAIR_KEY: usize = 5;

/// Names two words, given by their checksums, that follow one another with just these function words between them.
pub(crate) fn pair_key(first: u64, chain: &[u8], second: u64) -> [u8; PAIR_KEY] {
    let mut bytes = [0; 16 + LONGEST_CHAIN];
    bytes[..8].copy_from_slice(&first.to_le_bytes());
    bytes[8..16].copy_from_slice(&second.to_le_bytes());
    let end = 16 + chain.len().min(LONGEST_CHAIN);
    bytes[16..end].copy_from_slice(&chain[..end - 16]);
    let mut key = [0; PAIR_KEY];
    key.copy_from_slice(&checksum(&bytes[..end]).to_be_bytes()[..PAIR_KEY]);
    key
}

/// Whether a list of `count` documents is written as bits: then that is shorter than differences, of a byte or more each.
pub(crate) fn as_bits(count: usize, documents: usize) -> bool {
    count > documents.div_ceil(8)
}

/// Reads a list of `count` documents.
fn read_documents(
    reader: &mut Reader<'_>,
    count: usize,
    documents: usize,
) -> Result<Vec<u32>, Corrupt> {
    let mut list = Vec::new();
    if as_bits(count, documents) {
        let bits = reader.take(documents.div_ceil(8))?;
        for document in 0..documents {
            if bits[document / 8] >> (document % 8) & 1 == 1 {
                list.push(document as u32);
            }
        }
        return if list.len() == count {
            Ok(list)
        } else {
            Err(Corrupt)
        };
    }
    let mut document = 0_u32;
    for _ in 0..count {
        document = document.checked_add(reader.number()?).ok_or(Corrupt)?;
        if document as usize >= documents {
            return Err(Corrupt);
        }
        list.push(document);
    }
    Ok(list)
}

/// The documents of a pair, in a shard of pairs; none where the shard does not have it.
pub(crate) fn read_pair(
    shard: &[u8],
    wanted: [u8; PAIR_KEY],
    documents: usize,
) -> Result<Vec<u32>, Corrupt> {
    let mut reader = Reader::new(shard);
    while !reader.is_empty() {
        let key = reader.take(PAIR_KEY)?;
        let count = reader.number()? as usize;
        let length = reader.number()? as usize;
        let list = reader.take(length)?;
        if key == wanted {
            return read_documents(&mut Reader::new(list), count, documents);
        }
    }
    Ok(Vec::new())
}

/// The shard of pairs that may hold a key, from the list of them: for each, its first key and its reference.
pub(crate) fn pair_shard(list: &[u8], key: [u8; PAIR_KEY]) -> Result<Option<ShardId>, Corrupt> {
    let mut reader = Reader::new(list);
    let mut holding = None;
    while !reader.is_empty() {
        let first = reader.take(PAIR_KEY)?;
        let id = reader.shard()?;
        if first <= &key[..] {
            holding = Some(id);
        }
    }
    Ok(holding)
}

/// References to shards of sorted keys, each with its first key.
#[derive(Debug, Default)]
pub(crate) struct References(Vec<(Vec<u8>, ShardId)>);

impl References {
    fn parse(reader: &mut Reader<'_>) -> Result<Self, Corrupt> {
        let count = reader.count()?;
        let mut references = Vec::with_capacity(count);
        let mut first = Vec::new();
        for _ in 0..count {
            read_word(reader, &mut first)?;
            references.push((first.clone(), reader.shard()?));
        }
        Ok(Self(references))
    }

    /// The shards that may hold keys starting with `prefix`.
    pub(crate) fn starting_with(&self, prefix: &[u8]) -> impl ExactSizeIterator<Item = ShardId> {
        let start = self
            .0
            .partition_point(|(first, _)| first.as_slice() < prefix)
            .saturating_sub(1);
        let end = self
            .0
            .partition_point(|(first, _)| first.as_slice() < prefix || first.starts_with(prefix));
        self.0[start.min(end)..end].iter().map(|(_, id)| *id)
    }

    /// The one shard that may hold `key`.
    pub(crate) fn holding(&self, key: &[u8]) -> Option<ShardId> {
        let after = self.0.partition_point(|(first, _)| first.as_slice() <= key);
        Some(self.0[after.checked_sub(1)?].1)
    }
}

fn read_word(reader: &mut Reader<'_>, word: &mut Vec<u8>) -> Result<(), Corrupt> {
    let shared = usize::from(reader.byte()?);
    let more = usize::from(reader.byte()?);
    if shared > word.len() {
        return Err(Corrupt);
    }
    word.truncate(shared);
    word.extend_from_slice(reader.take(more)?);
    Ok(())
}

/// What the browser reads first.
#[derive(Debug)]
pub(crate) struct Root {
    pub(crate) language: Language,
    pub(crate) documents: usize,
    /// Names by facet: kind, category, dimension, author, year.
    pub(crate) names: [Vec<String>; 5],
    dimension_sets: Vec<Vec<u32>>,
    author_sets: Vec<Vec<u32>>,
    pub(crate) dictionary: References,
    pub(crate) reversed: References,
    stems: u32,
    postings: Vec<(u32, ShardId)>,
    /// The list of the shards of pairs.
    pub(crate) pairs: ShardId,
    attributes: Vec<ShardId>,
    directory: Vec<ShardId>,
}

fn names(reader: &mut Reader<'_>) -> Result<Vec<String>, Corrupt> {
    (0..reader.count()?)
        .map(|_| reader.text().map(str::to_owned))
        .collect()
}

fn sets(reader: &mut Reader<'_>, names: usize) -> Result<Vec<Vec<u32>>, Corrupt> {
    let count = reader.count()?;
    let mut sets = Vec::with_capacity(count);
    for _ in 0..count {
        let set: Vec<u32> = (0..reader.count()?)
            .map(|_| reader.number())
            .collect::<Result<_, _>>()?;
        if set.iter().any(|place| *place as usize >= names) {
            return Err(Corrupt);
        }
        sets.push(set);
    }
    Ok(sets)
}

impl Root {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Corrupt> {
        let (payload, check) = bytes.split_last_chunk::<8>().ok_or(Corrupt)?;
        if checksum(payload) != u64::from_le_bytes(*check) {
            return Err(Corrupt);
        }
        let mut reader = Reader::new(payload);
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(Corrupt);
        }
        let language = Language::from_byte(reader.byte()?).ok_or(Corrupt)?;
        let documents = reader.number()? as usize;
        let mut facets = [
            names(&mut reader)?,
            names(&mut reader)?,
            names(&mut reader)?,
            names(&mut reader)?,
            Vec::new(),
        ];
        for _ in 0..reader.count()? {
            facets[4].push(reader.number()?.to_string());
        }
        let dimension_sets = sets(&mut reader, facets[2].len())?;
        let author_sets = sets(&mut reader, facets[3].len())?;
        let dictionary = References::parse(&mut reader)?;
        let reversed = References::parse(&mut reader)?;
        let stems = reader.number()?;
        let count = reader.count()?;
        let mut postings = Vec::with_capacity(count);
        let mut first = 0_u32;
        for _ in 0..count {
            first = first.checked_add(reader.number()?).ok_or(Corrupt)?;
            postings.push((first, reader.shard()?));
        }
        let pairs = reader.shard()?;
        let attributes = (0..documents.div_ceil(ATTRIBUTE_BLOCK))
            .map(|_| reader.shard())
            .collect::<Result<_, _>>()?;
        let directory = (0..documents.div_ceil(DIRECTORY_BLOCK))
            .map(|_| reader.shard())
            .collect::<Result<_, _>>()?;
        if !reader.is_empty() {
            return Err(Corrupt);
        }
        Ok(Self {
            language,
            documents,
            names: facets,
            dimension_sets,
            author_sets,
            dictionary,
            reversed,
            stems,
            postings,
            pairs,
            attributes,
            directory,
        })
    }

    /// The shard of a stem's postings, and the stem's place in it.
    pub(crate) fn postings_of(&self, stem: u32) -> Result<(ShardId, usize), Corrupt> {
        let after = self.postings.partition_point(|(first, _)| *first <= stem);
        let (first, id) = self.postings[after
            .checked_sub(1)
            .filter(|_| stem < self.stems)
            .ok_or(Corrupt)?];
        Ok((id, (stem - first) as usize))
    }

    pub(crate) fn attributes_of(&self, document: usize) -> Result<ShardId, Corrupt> {
        self.attributes
            .get(document / ATTRIBUTE_BLOCK)
            .copied()
            .ok_or(Corrupt)
    }

    pub(crate) fn directory_of(&self, document: usize) -> Result<ShardId, Corrupt> {
        self.directory
            .get(document / DIRECTORY_BLOCK)
            .copied()
            .ok_or(Corrupt)
    }

    /// A document's places in the lists of [`names`](Self::names), by facet.
    pub(crate) fn read_attributes(
        &self,
        shard: &[u8],
        document: usize,
    ) -> Result<[Vec<u32>; 5], Corrupt> {
        let [kinds, categories, _, _, years] = &self.names;
        let greatest = [
            kinds.len().saturating_sub(1),
            categories.len(),
            years.len(),
            self.dimension_sets.len().saturating_sub(1),
            self.author_sets.len().saturating_sub(1),
        ];
        let widths = greatest.map(bits_for);
        let row: u32 = widths.iter().sum();
        let mut at = document % ATTRIBUTE_BLOCK * row as usize;
        let mut values = [0_u32; 5];
        for (index, width) in widths.into_iter().enumerate() {
            values[index] = read_bits(shard, at, width)?;
            if values[index] as usize > greatest[index] {
                return Err(Corrupt);
            }
            at += width as usize;
        }
        let optional = |value: u32| value.checked_sub(1).into_iter().collect::<Vec<u32>>();
        let set = |sets: &[Vec<u32>], value: u32| sets.get(value as usize).cloned().ok_or(Corrupt);
        Ok([
            vec![values[0]],
            optional(values[1]),
            set(&self.dimension_sets, values[3])?,
            set(&self.author_sets, values[4])?,
            optional(values[2]),
        ])
    }
}

/// A word of the dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) word: String,
    pub(crate) stem: u32,
    /// The word's rank among its stem's words; `None` for a stem that is no word of the documents.
    pub(crate) variant: Option<u32>,
    /// How many documents hold the stem.
    pub(crate) documents: u32,
}

/// The words of a shard of the dictionary that `wanted` accepts.
pub(crate) fn read_dictionary(
    shard: &[u8],
    wanted: impl Fn(&str) -> bool,
    found: &mut Vec<Entry>,
) -> Result<(), Corrupt> {
    let mut reader = Reader::new(shard);
    let mut word = Vec::new();
    let mut stem = 0_u32;
    while !reader.is_empty() {
        read_word(&mut reader, &mut word)?;
        stem = stem.wrapping_add_signed(reader.signed()?);
        let variant = reader.number()?.checked_sub(1);
        let documents = reader.number()?;
        let text = str::from_utf8(&word).map_err(|_| Corrupt)?;
        if wanted(text) {
            found.push(Entry {
                word: text.to_owned(),
                stem,
                variant,
                documents,
            });
        }
    }
    Ok(())
}

/// Calls `visit` with each key of a shard of the reversed dictionary.
pub(crate) fn read_reversed(shard: &[u8], mut visit: impl FnMut(&[u8])) -> Result<(), Corrupt> {
    let mut reader = Reader::new(shard);
    let mut key = Vec::new();
    while !reader.is_empty() {
        read_word(&mut reader, &mut key)?;
        visit(&key);
    }
    Ok(())
}

/// A stem's documents with their levels, and where its occurrences are.
#[derive(Debug)]
pub(crate) struct PostingList {
    pub(crate) postings: Vec<(u32, u8)>,
    pub(crate) occurrences: OccurrenceReference,
}

impl PostingList {
    /// The places in the list whose occurrences a part holds.
    pub(crate) fn places(&self, part: usize) -> std::ops::Range<usize> {
        let starts = &self.occurrences.parts;
        let end = starts
            .get(part + 1)
            .map_or(self.postings.len(), |next| next.0);
        starts[part].0..end
    }
}

/// The shards of a stem's occurrences, each with the place of its first document in the stem's postings; how many stems a shard covers,
/// and the stem's place among them.
#[derive(Debug, Clone)]
pub(crate) struct OccurrenceReference {
    pub(crate) parts: Vec<(usize, ShardId)>,
    pub(crate) stems: usize,
    pub(crate) place: usize,
}

impl OccurrenceReference {
    /// Whether the stem is common, so that its pairs with other common ones are in the shards of pairs.
    pub(crate) fn common(&self) -> bool {
        self.parts.len() > 1
    }
}

/// Reads the postings of the stem at `place` in a shard.
pub(crate) fn read_postings(
    shard: &[u8],
    place: usize,
    documents: usize,
) -> Result<PostingList, Corrupt> {
    let mut reader = Reader::new(shard);
    let stems = reader.count()?;
    let mut before = 0_usize;
    let mut wanted = None;
    for stem in 0..stems {
        let count = reader.number()? as usize;
        let length = reader.number()? as usize;
        if stem == place {
            wanted = Some((before, count, length));
        }
        before = before.checked_add(length).ok_or(Corrupt)?;
    }
    let (before, count, length) = wanted.ok_or(Corrupt)?;
    if count > documents {
        return Err(Corrupt);
    }
    let occurrences = read_references(&mut reader, place, count)?;
    reader.take(before)?;
    let mut reader = Reader::new(reader.take(length)?);
    let list = read_documents(&mut reader, count, documents)?;
    let levels = reader.take(count.div_ceil(2))?;
    let level = |at: usize| levels[at / 2] >> (4 * (at % 2)) & 15;
    let postings = list.into_iter().enumerate();
    Ok(PostingList {
        postings: postings
            .map(|(at, document)| (document, level(at)))
            .collect(),
        occurrences,
    })
}

/// Where the occurrences of the stem at `place`, in `count` documents, are: for each range of stems how many they are, in how many
/// parts, and for each part its reference, after the number of documents of the part before.
fn read_references(
    reader: &mut Reader<'_>,
    place: usize,
    count: usize,
) -> Result<OccurrenceReference, Corrupt> {
    let mut found = None;
    let mut first = 0_usize;
    for _ in 0..reader.count()? {
        let stems = reader.number()? as usize;
        let end = first.checked_add(stems).ok_or(Corrupt)?;
        let mut parts = Vec::new();
        let mut start = 0_usize;
        for part in 0..reader.count()? {
            if part > 0 {
                start = start
                    .checked_add(reader.number()? as usize)
                    .ok_or(Corrupt)?;
            }
            parts.push((start, reader.shard()?));
        }
        if (first..end).contains(&place) {
            if parts.is_empty() || start > count {
                return Err(Corrupt);
            }
            found = Some(OccurrenceReference {
                parts,
                stems,
                place: place - first,
            });
        }
        first = end;
    }
    found.ok_or(Corrupt)
}

/// One occurrence of a word: its position among the words that are not function words, and the function words just before it.
pub(crate) type Occurrence<'a> = (u32, &'a [u8]);

/// Calls `visit` with each document of a part of a stem's occurrences (by its place among the part's documents) that holds the
/// `variant`th of the stem's words, and its occurrences.
pub(crate) fn read_occurrences<'a>(
    shard: &'a [u8],
    stems: usize,
    place: usize,
    variant: u32,
    mut visit: impl FnMut(usize, Vec<Occurrence<'a>>),
) -> Result<(), Corrupt> {
    let mut reader = Reader::new(shard);
    let (mut before, mut length) = (0_usize, 0);
    for stem in 0..stems {
        let bytes = reader.number()? as usize;
        match stem.cmp(&place) {
            std::cmp::Ordering::Less => before = before.checked_add(bytes).ok_or(Corrupt)?,
            std::cmp::Ordering::Equal => length = bytes,
            std::cmp::Ordering::Greater => {}
        }
    }
    reader.take(before)?;
    let mut reader = Reader::new(reader.take(length)?);
    let mut documents = 0_usize;
    while !reader.is_empty() {
        let header = reader.number()?;
        let bytes = reader.number()? as usize;
        let record = reader.take(bytes)?;
        if header & 1 == 0 {
            documents += 1;
        }
        if header >> 1 == variant {
            visit(
                documents.checked_sub(1).ok_or(Corrupt)?,
                read_record(record)?,
            );
        }
    }
    Ok(())
}

fn read_record(record: &[u8]) -> Result<Vec<Occurrence<'_>>, Corrupt> {
    let mut reader = Reader::new(record);
    let mut occurrences = Vec::new();
    let mut position = 0_u32;
    while !reader.is_empty() {
        let header = reader.number()?;
        position = position.checked_add(header >> 2).ok_or(Corrupt)?;
        let chain = match header & 3 {
            3 => usize::from(reader.byte()?),
            short => short as usize,
        };
        occurrences.push((position, reader.take(chain)?));
    }
    Ok(occurrences)
}

/// The text shard that holds a document, and the document's place in it.
pub(crate) fn read_directory(shard: &[u8], document: usize) -> Result<(ShardId, usize), Corrupt> {
    let mut reader = Reader::new(shard);
    let mut place = document % DIRECTORY_BLOCK;
    while !reader.is_empty() {
        let count = reader.number()? as usize;
        let id = reader.shard()?;
        if place < count {
            return Ok((id, place));
        }
        place -= count;
    }
    Err(Corrupt)
}

/// What a result shows of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'a> {
    pub(crate) url: &'a str,
    pub(crate) title: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) category: &'a str,
    pub(crate) year: &'a str,
    pub(crate) summary: &'a str,
    pub(crate) body: &'a str,
}

pub(crate) fn read_text(shard: &[u8], place: usize) -> Result<Record<'_>, Corrupt> {
    let text = str::from_utf8(shard).map_err(|_| Corrupt)?;
    let record = text
        .split(char::from(RECORD_END))
        .nth(place)
        .ok_or(Corrupt)?;
    let mut fields = record.split(char::from(FIELD_END));
    let mut field = || fields.next().ok_or(Corrupt);
    Ok(Record {
        url: field()?,
        title: field()?,
        kind: field()?,
        category: field()?,
        year: field()?,
        summary: field()?,
        body: field()?,
    })
}
