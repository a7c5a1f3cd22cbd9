//! For each stem, its documents and its occurrences.
//!
//! Ranking is BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond"), k1 = 1.2 and b = 0.75, over
//! one weighted frequency of all fields (BM25F with one length). What a document adds for a stem is worked out here and kept in half a
//! byte, so that the browser needs neither frequencies nor lengths: only the stem's rarity is left to multiply by.

use super::vocabulary::Vocabulary;
use crate::codec::write;
use crate::document::AnalysedDocument;
use crate::format::OCCURRENCE_SHARD_BYTES;

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Frequency to saturation from which the levels after the first start: half-way, in ratio, between the values that the
/// [shares](crate::format::SHARES) stand for.
const FLOORS: [f32; 15] = [
    0.210_22, 0.297_3, 0.420_45, 0.594_6, 0.840_9, 1.189_21, 1.681_79, 2.378_41, 3.363_59,
    4.756_83, 6.727_17, 9.513_66, 13.454_34, 19.027_31, 26.908_69,
];

#[derive(Clone, Copy, Default)]
pub(super) struct Posting {
    pub(super) document: u32,
    /// The stem's weighted frequency while postings are gathered; then its level.
    pub(super) weight: u32,
}

pub(super) struct Postings {
    all: Vec<Posting>,
    /// By stem: where its postings start in `all`, and how many they are.
    ranges: Vec<(u32, u32)>,
    occurrences: Vec<u8>,
    /// By stem, and one more: where its occurrences start.
    occurrence_starts: Vec<usize>,
}

impl Postings {
    pub(super) fn of(vocabulary: &Vocabulary, documents: &[&AnalysedDocument]) -> Self {
        let stems = vocabulary.stems.len();
        let mut starts = vec![0_u32; stems + 1];
        let mut occurrence_starts = vec![0_usize; stems + 1];
        let mut resolved = vocabulary.resolved.iter();
        for document in documents {
            let mut start = 0;
            for (word, &number) in document.words.iter().zip(&mut resolved) {
                let stem = vocabulary.stem_of[number as usize] as usize;
                let length = word.occurrences_end - start;
                start = word.occurrences_end;
                starts[stem + 1] += 1;
                occurrence_starts[stem + 1] +=
                    header_length(vocabulary.variant_of[number as usize], length) + length as usize;
            }
        }
        for stem in 0..stems {
            starts[stem + 1] += starts[stem];
            occurrence_starts[stem + 1] += occurrence_starts[stem];
        }
        let mut postings = vec![Posting::default(); starts[stems] as usize];
        let mut occurrences = vec![0; occurrence_starts[stems]];
        let mut ranges: Vec<(u32, u32)> = starts[..stems].iter().map(|&start| (start, 0)).collect();
        let mut cursors = occurrence_starts[..stems].to_vec();
        let mut header = Vec::with_capacity(10);
        let mut resolved = vocabulary.resolved.iter();
        for (number, document) in documents.iter().enumerate() {
            let mut start = 0;
            for (word, &global) in document.words.iter().zip(&mut resolved) {
                let stem = vocabulary.stem_of[global as usize] as usize;
                let (first, count) = &mut ranges[stem];
                let last = (*first + *count) as usize;
                let repeated = *count > 0 && postings[last - 1].document == number as u32;
                if repeated {
                    postings[last - 1].weight += word.weight;
                } else {
                    postings[last] = Posting {
                        document: number as u32,
                        weight: word.weight,
                    };
                    *count += 1;
                }
                let bytes = &document.occurrences[start as usize..word.occurrences_end as usize];
                start = word.occurrences_end;
                header.clear();
                write::number(
                    &mut header,
                    vocabulary.variant_of[global as usize] << 1 | u32::from(repeated),
                );
                write::number(&mut header, bytes.len() as u32);
                let cursor = &mut cursors[stem];
                occurrences[*cursor..*cursor + header.len()].copy_from_slice(&header);
                *cursor += header.len();
                occurrences[*cursor..*cursor + bytes.len()].copy_from_slice(bytes);
                *cursor += bytes.len();
            }
        }
        weigh(&mut postings, &ranges, documents);
        Self {
            all: postings,
            ranges,
            occurrences,
            occurrence_starts,
        }
    }

    /// By stem: whether its occurrences are too many for one shard.
    pub(super) fn common(&self) -> Vec<bool> {
        self.occurrence_starts
            .windows(2)
            .map(|bounds| bounds[1] - bounds[0] > OCCURRENCE_SHARD_BYTES)
            .collect()
    }

    pub(super) fn of_stem(&self, stem: usize) -> &[Posting] {
        let (start, count) = self.ranges[stem];
        &self.all[start as usize..][..count as usize]
    }

    /// A record for each document and word of the stem: `variant << 1 | same document as the record before`, the number of bytes, and
    /// the occurrences as the document's analysis wrote them.
    pub(super) fn occurrences_of_stem(&self, stem: usize) -> &[u8] {
        &self.occurrences[self.occurrence_starts[stem]..self.occurrence_starts[stem + 1]]
    }
}

fn header_length(variant: u32, length: u32) -> usize {
    write::number_length(variant << 1 | 1) + write::number_length(length)
}

fn weigh(postings: &mut [Posting], ranges: &[(u32, u32)], documents: &[&AnalysedDocument]) {
    let total: u64 = documents
        .iter()
        .map(|document| u64::from(document.length))
        .sum();
    let average = (total as f32 / documents.len().max(1) as f32).max(1.0);
    let saturation: Vec<f32> = documents
        .iter()
        .map(|document| K1 * (1.0 - B + B * document.length as f32 / average))
        .collect();
    for &(start, count) in ranges {
        for posting in &mut postings[start as usize..][..count as usize] {
            let frequency = posting.weight as f32;
            let ratio = frequency / saturation[posting.document as usize];
            posting.weight = FLOORS.partition_point(|floor| *floor <= ratio) as u32;
        }
    }
}
