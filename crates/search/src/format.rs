//! The files of an index, as the browser reads them.
//!
//! Numbers are of variable length, seven bits a byte, lowest first; words are front-coded: how many first bytes are the last word's, how
//! many follow, and those. A reference to a shard is six bytes, the hash in its name.
//!
//! - **Root** (`index.bin`): magic, language, number of documents; names of kinds, categories, dimensions, authors and years; the sets of
//!   dimensions and authors that occur; references to the dictionary, the reversed dictionary, the postings, the attributes and the
//!   directory; a checksum.
//! - **Dictionary** (sorted): word, its stem's number as a difference, its rank among the stem's words from 1 (0 for a stem that is no
//!   word), how many documents hold the stem.
//! - **Reversed dictionary**: words as their length, then their letters from last to first.
//! - **Postings** of a range of stems: for each, its number of documents and of bytes; the shards that hold their occurrences; then for
//!   each stem the documents as differences, and one byte a document for its weight.
//! - **Occurrences** of a range of stems: the number of bytes of each, then for each document and word a record.
//! - **Attributes** of 512 documents, in bits: kind, category, year, set of dimensions, set of authors.
//! - **Directory** of 128 documents: how many are in each text shard, and its reference.
//! - **Texts** (`.txt`, so that servers compress it): URL, title, kind, category, year, summary, body, ended by U+001F, the last by U+001E.

use crate::Language;
use crate::codec::{Corrupt, Reader, ShardId, bits_for, checksum, read_bits};

pub(crate) const MAGIC: [u8; 4] = *b"PVS1";

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
    pub(crate) const POSTING_SHARD_BYTES: usize = 8 << 10;
    pub(crate) const OCCURRENCE_SHARD_BYTES: usize = 32 << 10;
    /// One article of 800 words, or a handful of glossary terms.
    pub(crate) const DOCUMENT_SHARD_BYTES: usize = 6 << 10;
}
#[cfg(feature = "build")]
pub(crate) use sizes::*;

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

/// A stem's documents with their weights in 255ths, and where its occurrences are.
#[derive(Debug)]
pub(crate) struct PostingList {
    pub(crate) postings: Vec<(u32, u8)>,
    pub(crate) occurrences: OccurrenceReference,
}

/// The shard of a stem's occurrences, how many stems it covers, and the stem's place among them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OccurrenceReference {
    pub(crate) shard: ShardId,
    stems: usize,
    place: usize,
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
    let mut occurrences = None;
    let mut first = 0_usize;
    for _ in 0..reader.count()? {
        let covered = reader.number()? as usize;
        let id = reader.shard()?;
        let end = first.checked_add(covered).ok_or(Corrupt)?;
        if (first..end).contains(&place) {
            occurrences = Some(OccurrenceReference {
                shard: id,
                stems: covered,
                place: place - first,
            });
        }
        first = end;
    }
    reader.take(before)?;
    let mut reader = Reader::new(reader.take(length)?);
    if count > length {
        return Err(Corrupt);
    }
    let mut postings = Vec::with_capacity(count);
    let mut document = 0_u32;
    for _ in 0..count {
        document = document.checked_add(reader.number()?).ok_or(Corrupt)?;
        if document as usize >= documents {
            return Err(Corrupt);
        }
        postings.push((document, 0));
    }
    let weights = reader.take(count)?;
    for (posting, weight) in postings.iter_mut().zip(weights) {
        posting.1 = *weight;
    }
    Ok(PostingList {
        postings,
        occurrences: occurrences.ok_or(Corrupt)?,
    })
}

/// One occurrence of a word: its position, and the function words just before it.
pub(crate) type Occurrence<'a> = (u32, &'a [u8]);

/// Calls `visit` with each document's place in the stem's postings and the occurrences there of the word of rank `variant`.
pub(crate) fn read_occurrences<'a>(
    shard: &'a [u8],
    reference: OccurrenceReference,
    variant: u32,
    mut visit: impl FnMut(usize, Vec<Occurrence<'a>>),
) -> Result<(), Corrupt> {
    let mut reader = Reader::new(shard);
    let mut before = 0_usize;
    let mut length = 0;
    for stem in 0..reference.stems {
        let bytes = reader.number()? as usize;
        match stem.cmp(&reference.place) {
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
