//! The index cut into files. [`crate::format`] reads what this writes, and describes it.

use std::collections::{BTreeMap, BTreeSet};

use super::Files;
use super::pairs::PairPosting;
use super::postings::{Posting, Postings};
use super::vocabulary::Vocabulary;
use crate::Language;
use crate::codec::{Reader, ShardId, bits_for, checksum, write};
use crate::document::{AnalysedDocument, Document};
use crate::format::{
    ATTRIBUTE_BLOCK, DIRECTORY_BLOCK, DOCUMENT_SHARD_BYTES, FIELD_END, MAGIC,
    OCCURRENCE_PART_BYTES, OCCURRENCE_SHARD_BYTES, PAIR_KEY, PAIR_SHARD_BYTES, POSTING_SHARD_BYTES,
    RECORD_END, SHORTEST_CORRECTED, WORD_SHARD_BYTES, as_bits,
};

/// What an index holds.
pub(super) struct Contents<'a> {
    pub(super) language: Language,
    pub(super) documents: &'a [(Document<'a>, &'a AnalysedDocument)],
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) postings: &'a Postings,
    pub(super) pairs: &'a [PairPosting],
}

/// Makes the shards, and returns the root.
pub(super) fn write(contents: &Contents<'_>, files: &mut Files) -> Vec<u8> {
    let Contents {
        language,
        documents,
        vocabulary,
        postings,
        pairs,
    } = *contents;
    let mut root = MAGIC.to_vec();
    root.push(language as u8);
    write::number(&mut root, documents.len() as u32);
    let attributes = Attributes::of(documents);
    attributes.write_names(&mut root);
    write_dictionary(vocabulary, postings, files, &mut root);
    write_reversed(vocabulary, files, &mut root);
    write_postings(vocabulary, postings, documents.len(), files, &mut root);
    write_pairs(pairs, documents.len(), files, &mut root);
    attributes.write_blocks(files, &mut root);
    write_documents(documents, files, &mut root);
    let check = checksum(&root);
    root.extend_from_slice(&check.to_le_bytes());
    root
}

/// Writes front-coded words: how many first bytes are the last word's, how many follow, and those.
fn write_word(out: &mut Vec<u8>, last: &[u8], word: &[u8]) {
    let shared = last.iter().zip(word).take_while(|(a, b)| a == b).count();
    out.push(shared as u8);
    out.push((word.len() - shared) as u8);
    out.extend_from_slice(&word[shared..]);
}

fn write_references(root: &mut Vec<u8>, shards: &[(Vec<u8>, ShardId)]) {
    write::number(root, shards.len() as u32);
    let mut last: &[u8] = &[];
    for (first, id) in shards {
        write_word(root, last, first);
        root.extend_from_slice(&id.0);
        last = first;
    }
}

/// Words in order, and stems that are no word themselves: each leads to its stem.
fn write_dictionary(
    vocabulary: &Vocabulary,
    postings: &Postings,
    files: &mut Files,
    root: &mut Vec<u8>,
) {
    let mut entries: Vec<(&str, u32, u32)> = vocabulary
        .sorted_words
        .iter()
        .map(|(letters, word)| {
            (
                letters.as_str(),
                vocabulary.stem_of[*word as usize],
                vocabulary.variant_of[*word as usize] + 1,
            )
        })
        .collect();
    let mut words = vocabulary.sorted_words.iter().peekable();
    for (number, stem) in vocabulary.stems.iter().enumerate() {
        while words.next_if(|(letters, _)| letters < stem).is_some() {}
        let is_word = words.peek().is_some_and(|(letters, word)| {
            letters == stem && vocabulary.stem_of[*word as usize] == number as u32
        });
        if !is_word {
            entries.push((stem, number as u32, 0));
        }
    }
    entries.sort_unstable();
    let mut shards = Vec::new();
    let mut rest = entries.as_slice();
    while let Some((first, _, _)) = rest.first() {
        let mut bytes = Vec::with_capacity(WORD_SHARD_BYTES + 64);
        let mut last: (&[u8], u32) = (&[], 0);
        let mut count = 0;
        for &(letters, stem, variant) in rest {
            // A word and a stem with the same letters stay together.
            if bytes.len() >= WORD_SHARD_BYTES && letters.as_bytes() != last.0 {
                break;
            }
            write_word(&mut bytes, last.0, letters.as_bytes());
            write::signed(&mut bytes, stem.wrapping_sub(last.1).cast_signed());
            write::number(&mut bytes, variant);
            write::number(&mut bytes, postings.of_stem(stem as usize).len() as u32);
            last = (letters.as_bytes(), stem);
            count += 1;
        }
        shards.push((first.as_bytes().to_vec(), files.add(bytes, "bin")));
        rest = &rest[count..];
    }
    write_references(root, &shards);
}

/// Words by length, then from their last letter to the first: where to look for a word whose first half is mistyped.
fn write_reversed(vocabulary: &Vocabulary, files: &mut Files, root: &mut Vec<u8>) {
    let mut keys: Vec<Vec<u8>> = vocabulary
        .sorted_words
        .iter()
        .filter(|(word, _)| {
            word.len() + 1 >= SHORTEST_CORRECTED
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
        })
        .map(|(word, _)| {
            std::iter::once(word.len() as u8)
                .chain(word.bytes().rev())
                .collect()
        })
        .collect();
    keys.sort_unstable();
    let mut shards = Vec::new();
    let mut rest = keys.as_slice();
    while let Some(first) = rest.first() {
        let mut bytes = Vec::with_capacity(WORD_SHARD_BYTES + 64);
        let mut last: &[u8] = &[];
        let mut count = 0;
        for key in rest {
            if bytes.len() >= WORD_SHARD_BYTES {
                break;
            }
            write_word(&mut bytes, last, key);
            last = key;
            count += 1;
        }
        shards.push((first.clone(), files.add(bytes, "bin")));
        rest = &rest[count..];
    }
    write_references(root, &shards);
}

fn write_postings(
    vocabulary: &Vocabulary,
    postings: &Postings,
    documents: usize,
    files: &mut Files,
    root: &mut Vec<u8>,
) {
    let mut shards: Vec<(u32, ShardId)> = Vec::new();
    let mut first = 0;
    let mut lists: Vec<Vec<u8>> = Vec::new();
    let mut size = 0;
    for stem in 0..vocabulary.stems.len() {
        let list = posting_list(postings.of_stem(stem), documents);
        if !lists.is_empty() && size + list.len() > POSTING_SHARD_BYTES {
            shards.push((
                first,
                posting_shard(postings, first as usize, &lists, files),
            ));
            first = stem as u32;
            lists.clear();
            size = 0;
        }
        size += list.len() + 3;
        lists.push(list);
    }
    if !lists.is_empty() {
        shards.push((
            first,
            posting_shard(postings, first as usize, &lists, files),
        ));
    }
    write::number(root, vocabulary.stems.len() as u32);
    write::number(root, shards.len() as u32);
    let mut last = 0;
    for (first, id) in shards {
        write::number(root, first - last);
        root.extend_from_slice(&id.0);
        last = first;
    }
}

fn posting_list(list: &[Posting], documents: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(list.len() * 2 + 1);
    let numbers = list.iter().map(|posting| posting.document);
    write_list(&mut bytes, numbers, list.len(), documents);
    bytes.extend(list.chunks(2).map(|two| {
        let second = two.get(1).map_or(0, |posting| posting.weight);
        (two[0].weight | second << 4) as u8
    }));
    bytes
}

/// Writes `count` documents, in order, the shorter way.
fn write_list(out: &mut Vec<u8>, list: impl Iterator<Item = u32>, count: usize, documents: usize) {
    if as_bits(count, documents) {
        let start = out.len();
        out.resize(start + documents.div_ceil(8), 0);
        for document in list {
            out[start + document as usize / 8] |= 1 << (document % 8);
        }
        return;
    }
    let mut before = 0;
    for document in list {
        write::number(out, document - before);
        before = document;
    }
}

/// Pairs by their keys, and the list of their shards, which only phrases need.
fn write_pairs(pairs: &[PairPosting], documents: usize, files: &mut Files, root: &mut Vec<u8>) {
    let mut list = Vec::new();
    let mut shard = Vec::new();
    let mut entry = Vec::new();
    let mut finish = |shard: &mut Vec<u8>, files: &mut Files| {
        if let Some(first) = shard.first_chunk::<PAIR_KEY>() {
            list.extend_from_slice(first);
            list.extend_from_slice(&files.add(std::mem::take(shard), "bin").0);
        }
    };
    for pair in pairs.chunk_by(|a, b| a.key == b.key) {
        if shard.len() >= PAIR_SHARD_BYTES {
            finish(&mut shard, files);
        }
        entry.clear();
        let numbers = pair.iter().map(|posting| posting.document);
        write_list(&mut entry, numbers, pair.len(), documents);
        shard.extend_from_slice(&pair[0].key);
        write::number(&mut shard, pair.len() as u32);
        write::number(&mut shard, entry.len() as u32);
        shard.extend_from_slice(&entry);
    }
    finish(&mut shard, files);
    root.extend_from_slice(&files.add(list, "bin").0);
}

fn posting_shard(
    postings: &Postings,
    first: usize,
    lists: &[Vec<u8>],
    files: &mut Files,
) -> ShardId {
    let mut bytes = Vec::new();
    write::number(&mut bytes, lists.len() as u32);
    for (offset, list) in lists.iter().enumerate() {
        write::number(&mut bytes, postings.of_stem(first + offset).len() as u32);
        write::number(&mut bytes, list.len() as u32);
    }
    write_occurrences(postings, first..first + lists.len(), files, &mut bytes);
    for list in lists {
        bytes.extend_from_slice(list);
    }
    files.add(bytes, "bin")
}

/// The occurrences of a range of stems, and references to their shards: how many stems each has, in how many parts, and for each part its
/// name, after the number of documents of the part before.
fn write_occurrences(
    postings: &Postings,
    stems: std::ops::Range<usize>,
    files: &mut Files,
    references: &mut Vec<u8>,
) {
    let mut shards = 0;
    let mut written = Vec::new();
    let mut start = stems.start;
    while start < stems.end {
        let mut size = 0;
        let end = (start..stems.end)
            .find(|&stem| {
                size += postings.occurrences_of_stem(stem).len();
                stem > start && size > OCCURRENCE_SHARD_BYTES
            })
            .unwrap_or(stems.end);
        write::number(&mut written, (end - start) as u32);
        let alone = postings.occurrences_of_stem(start);
        if end - start == 1 && alone.len() > OCCURRENCE_SHARD_BYTES {
            let parts = parts(alone);
            write::number(&mut written, parts.len() as u32);
            for (number, (before, part)) in parts.into_iter().enumerate() {
                let mut bytes = Vec::with_capacity(part.len() + 3);
                write::number(&mut bytes, part.len() as u32);
                bytes.extend_from_slice(part);
                if number > 0 {
                    write::number(&mut written, before);
                }
                written.extend_from_slice(&files.add(bytes, "bin").0);
            }
        } else {
            let mut bytes = Vec::with_capacity(size + 8);
            for stem in start..end {
                write::number(&mut bytes, postings.occurrences_of_stem(stem).len() as u32);
            }
            for stem in start..end {
                bytes.extend_from_slice(postings.occurrences_of_stem(stem));
            }
            write::number(&mut written, 1);
            written.extend_from_slice(&files.add(bytes, "bin").0);
        }
        shards += 1;
        start = end;
    }
    write::number(references, shards);
    references.extend_from_slice(&written);
}

/// One stem's occurrences cut between documents, each part after the number of documents of the part before. Two parts at least: a
/// single document whose occurrences are too many for a shard has an empty part after it.
fn parts(occurrences: &[u8]) -> Vec<(u32, &[u8])> {
    let mut parts = Vec::new();
    let (mut start, mut before, mut documents) = (0, 0, 0);
    let mut reader = Reader::new(occurrences);
    while !reader.is_empty() {
        let at = occurrences.len() - reader.left();
        let Ok((header, length)) = reader
            .number()
            .and_then(|header| Ok((header, reader.number()?)))
        else {
            break;
        };
        if header & 1 == 0 {
            if at - start >= OCCURRENCE_PART_BYTES {
                parts.push((before, &occurrences[start..at]));
                (start, before, documents) = (at, documents, 0);
            }
            documents += 1;
        }
        if reader.take(length as usize).is_err() {
            break;
        }
    }
    parts.push((before, &occurrences[start..]));
    if parts.len() == 1 {
        parts.push((documents, &[]));
    }
    parts
}

/// What filters and facets need: for each document, the place of its values in sorted lists.
struct Attributes<'a> {
    kinds: Vec<&'a str>,
    categories: Vec<&'a str>,
    dimensions: Vec<&'a str>,
    authors: Vec<&'a str>,
    years: Vec<u16>,
    dimension_sets: Vec<Vec<u32>>,
    author_sets: Vec<Vec<u32>>,
    /// By document: kind, category, year, set of dimensions, set of authors; 0 for none in the second and third.
    rows: Vec<[u32; 5]>,
}

fn distinct<'a, T: Ord + Copy + 'a>(values: impl Iterator<Item = T>) -> Vec<T> {
    values.collect::<BTreeSet<T>>().into_iter().collect()
}

fn place<T: Ord>(sorted: &[T], value: &T) -> u32 {
    sorted.partition_point(|other| other < value) as u32
}

fn places(sorted: &[&str], values: &[&str]) -> Vec<u32> {
    values
        .iter()
        .map(|value| place(sorted, value))
        .collect::<BTreeSet<u32>>()
        .into_iter()
        .collect()
}

impl<'a> Attributes<'a> {
    fn of(documents: &[(Document<'a>, &AnalysedDocument)]) -> Self {
        let all = || documents.iter().map(|(document, _)| document);
        let kinds = distinct(all().map(|document| document.kind));
        let categories = distinct(all().filter_map(|document| document.category));
        let dimensions = distinct(all().flat_map(|document| document.dimensions.iter().copied()));
        let authors = distinct(all().flat_map(|document| document.authors.iter().copied()));
        let years = distinct(all().filter_map(|document| document.year));
        let mut dimension_sets = BTreeMap::new();
        let mut author_sets = BTreeMap::new();
        for document in all() {
            dimension_sets.insert(places(&dimensions, document.dimensions), 0);
            author_sets.insert(places(&authors, document.authors), 0);
        }
        for sets in [&mut dimension_sets, &mut author_sets] {
            for (number, place) in sets.values_mut().enumerate() {
                *place = number as u32;
            }
        }
        let rows = all()
            .map(|document| {
                [
                    place(&kinds, &document.kind),
                    document
                        .category
                        .map_or(0, |category| place(&categories, &category) + 1),
                    document.year.map_or(0, |year| place(&years, &year) + 1),
                    dimension_sets[&places(&dimensions, document.dimensions)],
                    author_sets[&places(&authors, document.authors)],
                ]
            })
            .collect();
        let dimension_sets = dimension_sets.into_keys().collect();
        let author_sets = author_sets.into_keys().collect();
        Self {
            kinds,
            categories,
            dimensions,
            authors,
            years,
            dimension_sets,
            author_sets,
            rows,
        }
    }

    fn write_names(&self, root: &mut Vec<u8>) {
        for names in [
            &self.kinds,
            &self.categories,
            &self.dimensions,
            &self.authors,
        ] {
            write::number(root, names.len() as u32);
            for name in names {
                write::text(root, name);
            }
        }
        write::number(root, self.years.len() as u32);
        for year in &self.years {
            write::number(root, u32::from(*year));
        }
        for sets in [&self.dimension_sets, &self.author_sets] {
            write::number(root, sets.len() as u32);
            for set in sets {
                write::number(root, set.len() as u32);
                for place in set {
                    write::number(root, *place);
                }
            }
        }
    }

    fn write_blocks(&self, files: &mut Files, root: &mut Vec<u8>) {
        let widths = [
            bits_for(self.kinds.len().saturating_sub(1)),
            bits_for(self.categories.len()),
            bits_for(self.years.len()),
            bits_for(self.dimension_sets.len().saturating_sub(1)),
            bits_for(self.author_sets.len().saturating_sub(1)),
        ];
        for block in self.rows.chunks(ATTRIBUTE_BLOCK) {
            let mut bytes = Vec::new();
            let mut at = 0;
            for row in block {
                for (value, width) in row.iter().zip(widths) {
                    write::bits(&mut bytes, &mut at, *value, width);
                }
            }
            root.extend_from_slice(&files.add(bytes, "bin").0);
        }
    }
}

/// The documents' texts, and the directory that says which shard holds which.
fn write_documents(
    documents: &[(Document<'_>, &AnalysedDocument)],
    files: &mut Files,
    root: &mut Vec<u8>,
) {
    for block in documents.chunks(DIRECTORY_BLOCK) {
        let mut directory = Vec::new();
        let mut rest = block;
        while !rest.is_empty() {
            let mut size = 0;
            let full = rest.iter().position(|(document, _)| {
                let before = size;
                size += record_length(document);
                before > 0 && size > DOCUMENT_SHARD_BYTES
            });
            let (together, after) = rest.split_at(full.unwrap_or(rest.len()));
            let mut text = Vec::with_capacity(
                together
                    .iter()
                    .map(|(document, _)| record_length(document))
                    .sum(),
            );
            for (document, _) in together {
                write_record(document, &mut text);
            }
            write::number(&mut directory, together.len() as u32);
            directory.extend_from_slice(&files.add(text, "txt").0);
            rest = after;
        }
        root.extend_from_slice(&files.add(directory, "bin").0);
    }
}

/// How many bytes [`write_record`] writes, at most.
fn record_length(document: &Document<'_>) -> usize {
    const YEAR_AND_ENDS: usize = 5 + 7;
    let texts = [
        document.url,
        document.title,
        document.kind,
        document.category.unwrap_or_default(),
        document.summary,
        document.body,
    ];
    texts.iter().map(|text| text.len()).sum::<usize>() + YEAR_AND_ENDS
}

fn write_record(document: &Document<'_>, out: &mut Vec<u8>) {
    let year = document
        .year
        .map(|year| year.to_string())
        .unwrap_or_default();
    let category = document.category.unwrap_or_default();
    let fields = [
        document.url,
        document.title,
        document.kind,
        category,
        &year,
        document.summary,
        document.body,
    ];
    for (number, field) in fields.iter().enumerate() {
        let start = out.len();
        out.extend_from_slice(field.as_bytes());
        for byte in &mut out[start..] {
            if *byte == FIELD_END || *byte == RECORD_END {
                *byte = b' ';
            }
        }
        out.push(if number + 1 == fields.len() {
            RECORD_END
        } else {
            FIELD_END
        });
    }
}
