//! The dictionary and the postings cut into files. [`crate::format`] reads what this writes, and describes it.

use super::Files;
use super::gathered::Gathered;
use super::pairs::Common;
use super::postings::{Posting, Scale};
use super::vocabulary::Vocabulary;
use crate::codec::{Reader, ShardId, write};
use crate::format::{
    OCCURRENCE_PART_BYTES, OCCURRENCE_SHARD_BYTES, POSTING_SHARD_BYTES, SHORTEST_CORRECTED,
    WORD_SHARD_BYTES,
};

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

/// Words in order, and stems that are no word themselves: each leads to its stem. `gathered` is by the number of a stem as it was brought.
pub(super) fn write_dictionary(
    vocabulary: &Vocabulary,
    gathered: &[Gathered],
    files: &mut Files<'_>,
    root: &mut Vec<u8>,
) {
    let mut entries: Vec<(&str, u32, u32)> = vocabulary
        .words
        .iter()
        .map(|word| (word.letters.as_str(), word.stem, word.variant + 1))
        .collect();
    let mut words = vocabulary.words.iter().peekable();
    for (number, stem) in vocabulary.stems.iter().enumerate() {
        while words.next_if(|word| word.letters < stem.letters).is_some() {}
        let is_word = words
            .peek()
            .is_some_and(|word| word.letters == stem.letters && word.stem == number as u32);
        if !is_word {
            entries.push((&stem.letters, number as u32, 0));
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
            let brought = vocabulary.stems[stem as usize].brought as usize;
            write::number(&mut bytes, gathered[brought].documents());
            last = (letters.as_bytes(), stem);
            count += 1;
        }
        shards.push((first.as_bytes().to_vec(), files.add(bytes, "bin")));
        rest = &rest[count..];
    }
    write_references(root, &shards);
}

/// Words by length, then from their last letter to the first: where to look for a word whose first half is mistyped.
pub(super) fn write_reversed(vocabulary: &Vocabulary, files: &mut Files<'_>, root: &mut Vec<u8>) {
    let mut keys: Vec<Vec<u8>> = vocabulary
        .words
        .iter()
        .map(|word| word.letters.as_str())
        .filter(|word| {
            word.len() + 1 >= SHORTEST_CORRECTED
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
        })
        .map(|word| {
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

/// Writes the stems in order, and returns those that are common.
pub(super) fn write_postings<'v>(
    vocabulary: &'v Vocabulary,
    mut gathered: Vec<Gathered>,
    scale: &Scale,
    files: &mut Files<'_>,
    root: &mut Vec<u8>,
) -> Vec<Common<'v>> {
    let mut common = Vec::new();
    let mut shards: Vec<(u32, ShardId)> = Vec::new();
    let mut first = 0;
    let mut together: Vec<Posting> = Vec::new();
    let mut size = 0;
    for (number, stem) in vocabulary.stems.iter().enumerate() {
        let gathered = std::mem::take(&mut gathered[stem.brought as usize]);
        let posting = Posting::of(stem, &gathered, scale);
        if posting.occurrences.len() > OCCURRENCE_SHARD_BYTES {
            common.push((stem, gathered));
        }
        if !together.is_empty() && size + posting.list.len() > POSTING_SHARD_BYTES {
            shards.push((first, posting_shard(&together, files)));
            first = number as u32;
            together.clear();
            size = 0;
        }
        size += posting.list.len() + 3;
        together.push(posting);
    }
    if !together.is_empty() {
        shards.push((first, posting_shard(&together, files)));
    }
    write::number(root, vocabulary.stems.len() as u32);
    write::number(root, shards.len() as u32);
    let mut last = 0;
    for (first, id) in shards {
        write::number(root, first - last);
        root.extend_from_slice(&id.0);
        last = first;
    }
    common
}

fn posting_shard(postings: &[Posting], files: &mut Files<'_>) -> ShardId {
    let mut bytes = Vec::new();
    write::number(&mut bytes, postings.len() as u32);
    for posting in postings {
        write::number(&mut bytes, posting.documents);
        write::number(&mut bytes, posting.list.len() as u32);
    }
    write_occurrences(postings, files, &mut bytes);
    for posting in postings {
        bytes.extend_from_slice(&posting.list);
    }
    files.add(bytes, "bin")
}

/// The occurrences of some stems, and references to their shards: how many stems each has, in how many parts, and for each part its
/// name, after the number of documents of the part before.
fn write_occurrences(mut postings: &[Posting], files: &mut Files<'_>, references: &mut Vec<u8>) {
    let mut shards = 0;
    let mut written = Vec::new();
    while let Some(first) = postings.first() {
        let mut size = 0;
        let full = postings.iter().position(|posting| {
            let before = size;
            size += posting.occurrences.len();
            before > 0 && size > OCCURRENCE_SHARD_BYTES
        });
        let (shard, rest) = postings.split_at(full.unwrap_or(postings.len()));
        write::number(&mut written, shard.len() as u32);
        if shard.len() == 1 && first.occurrences.len() > OCCURRENCE_SHARD_BYTES {
            let parts = parts(&first.occurrences);
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
            for posting in shard {
                write::number(&mut bytes, posting.occurrences.len() as u32);
            }
            for posting in shard {
                bytes.extend_from_slice(&posting.occurrences);
            }
            write::number(&mut written, 1);
            written.extend_from_slice(&files.add(bytes, "bin").0);
        }
        shards += 1;
        postings = rest;
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
