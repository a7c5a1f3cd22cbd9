//! What documents bring for one stem, in the order in which they come.

use crate::codec::{Reader, write};

/// The records of one stem, packed: 4 bytes and what the analysis wrote, for a word of a document.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// For each document and word of the stem: the difference of the document's number (from 1) from that of the record before, so that 0
    /// is the same document; the word's rank; its weight; how many bytes tell its occurrences, and those.
    records: Vec<u8>,
    /// The number, from 1, of the last document; 0 for none.
    last: u32,
    /// How many documents hold the stem.
    documents: u32,
}

/// A word of the stem in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) document: u32,
    /// Whether the record before is of the same document.
    pub(super) repeated: bool,
    /// The word's rank among those of the stem, in the order in which documents brought them.
    pub(super) rank: u32,
    /// The sum of its occurrences' weights.
    pub(super) weight: u32,
    /// Its occurrences, as [`AnalysedDocument`](crate::AnalysedDocument) has them.
    pub(super) occurrences: &'a [u8],
}

impl Gathered {
    /// Adds a word of `document`, which is not before that of the last call.
    pub(super) fn add(&mut self, document: u32, rank: u32, weight: u32, occurrences: &[u8]) {
        let number = document + 1;
        self.documents += u32::from(number != self.last);
        write::number(&mut self.records, number - self.last);
        write::number(&mut self.records, rank);
        write::number(&mut self.records, weight);
        write::number(&mut self.records, occurrences.len() as u32);
        self.records.extend_from_slice(occurrences);
        self.last = number;
    }

    /// How many documents hold the stem.
    pub(super) fn documents(&self) -> u32 {
        self.documents
    }

    /// How many bytes the records take.
    pub(super) fn size(&self) -> usize {
        self.records.len()
    }

    /// The records, in the order in which they were added.
    pub(super) fn records(&self) -> Records<'_> {
        Records {
            reader: Reader::new(&self.records),
            number: 0,
        }
    }
}

/// Reads the records of a stem.
pub(super) struct Records<'a> {
    reader: Reader<'a>,
    number: u32,
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    /// [`Gathered::add`] wrote these bytes, so they are whole.
    fn next(&mut self) -> Option<Record<'a>> {
        let difference = self.reader.number().ok()?;
        self.number += difference;
        let rank = self.reader.number().ok()?;
        let weight = self.reader.number().ok()?;
        let length = self.reader.number().ok()?;
        Some(Record {
            document: self.number - 1,
            repeated: difference == 0,
            rank,
            weight,
            occurrences: self.reader.take(length as usize).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_as_they_were_added() {
        let mut gathered = Gathered::default();
        gathered.add(0, 0, 1, b"a");
        gathered.add(0, 1, 300, b"");
        gathered.add(700, 0, 2, &[7; 200]);
        let records: Vec<_> = gathered
            .records()
            .map(|it| {
                (
                    it.document,
                    it.repeated,
                    it.rank,
                    it.weight,
                    it.occurrences.len(),
                )
            })
            .collect();
        assert_eq!(
            records,
            [
                (0, false, 0, 1, 1),
                (0, true, 1, 300, 0),
                (700, false, 0, 2, 200)
            ]
        );
        assert_eq!(gathered.documents(), 2);
    }
}
