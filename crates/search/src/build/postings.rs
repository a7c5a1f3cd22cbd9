//! For each stem, its documents and its occurrences.
//!
//! Ranking is BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond"), k1 = 1.2 and b = 0.75, over
//! one weighted frequency of all fields (BM25F with one length). What a document adds for a stem is worked out here and kept in half a
//! byte, so that the browser needs neither frequencies nor lengths: only the stem's rarity is left to multiply by.

use super::gathered::Gathered;
use super::vocabulary::Stem;
use crate::codec::write;
use crate::format::as_bits;

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Frequency to saturation from which the levels after the first start: half-way, in ratio, between the values that the
/// [shares](crate::format::SHARES) stand for.
const FLOORS: [f32; 15] = [
    0.210_22, 0.297_3, 0.420_45, 0.594_6, 0.840_9, 1.189_21, 1.681_79, 2.378_41, 3.363_59,
    4.756_83, 6.727_17, 9.513_66, 13.454_34, 19.027_31, 26.908_69,
];

/// What tells the level of a frequency in each document.
pub(super) struct Scale {
    /// By document: the frequency that counts half.
    saturation: Vec<f32>,
}

impl Scale {
    /// For documents of these lengths, in words.
    pub(super) fn of(lengths: &[u32]) -> Self {
        let total: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
        let average = (total as f32 / lengths.len().max(1) as f32).max(1.0);
        let saturation = lengths
            .iter()
            .map(|length| K1 * (1.0 - B + B * *length as f32 / average))
            .collect();
        Self { saturation }
    }

    /// How many documents there are.
    pub(super) fn documents(&self) -> usize {
        self.saturation.len()
    }

    fn level(&self, document: u32, frequency: u32) -> u8 {
        let ratio = frequency as f32 / self.saturation[document as usize];
        FLOORS.partition_point(|floor| *floor <= ratio) as u8
    }
}

/// A stem as its shards have it.
pub(super) struct Posting {
    /// How many documents hold it.
    pub(super) documents: u32,
    /// Those documents, and half a byte for the level of each.
    pub(super) list: Vec<u8>,
    /// A record for each document and word of the stem: `variant << 1 | same document as the record before`, the number of bytes, and
    /// the occurrences as the document's analysis wrote them.
    pub(super) occurrences: Vec<u8>,
}

impl Posting {
    pub(super) fn of(stem: &Stem, gathered: &Gathered, scale: &Scale) -> Self {
        let count = gathered.documents() as usize;
        let mut holders: Vec<(u32, u32)> = Vec::with_capacity(count);
        let mut occurrences = Vec::with_capacity(gathered.size());
        let mut records = gathered.records();
        while let Some(record) = records.next() {
            match holders.last_mut() {
                Some((_, frequency)) if record.repeated => *frequency += record.weight,
                _ => holders.push((record.document, record.weight)),
            }
            let variant = stem.variants[record.rank as usize];
            write::number(&mut occurrences, variant << 1 | u32::from(record.repeated));
            write::number(&mut occurrences, record.occurrences.len() as u32);
            occurrences.extend_from_slice(record.occurrences);
        }
        let mut list = Vec::with_capacity(count * 2 + 1);
        let documents = holders.iter().map(|(document, _)| *document);
        write_list(&mut list, documents, count, scale.documents());
        let level = |(document, frequency): &(u32, u32)| scale.level(*document, *frequency);
        list.extend(
            holders
                .chunks(2)
                .map(|two| level(&two[0]) | two.get(1).map_or(0, level) << 4),
        );
        Self {
            documents: gathered.documents(),
            list,
            occurrences,
        }
    }
}

/// Writes `count` of the index's `documents`, in order, the shorter way.
pub(super) fn write_list(
    out: &mut Vec<u8>,
    list: impl Iterator<Item = u32>,
    count: usize,
    documents: usize,
) {
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
