//! What documents bring for one stem, in the order in which they come.

use std::borrow::Cow;

use super::log::{Keep, Log};
use crate::codec::{Reader, write};

/// The records of one stem, packed: 4 bytes and what the analysis wrote, for a word of a document.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// For each document and word of the stem: the difference of the document's number (from 1) from that of the record before, so that 0
    /// is the same document; the word's rank; its weight; how many bytes tell its occurrences, and those.
    records: Log,
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
    pub(super) fn add(
        &mut self,
        document: u32,
        rank: u32,
        weight: u32,
        occurrences: &[u8],
        keep: &Keep<'_>,
    ) {
        let number = document + 1;
        let difference = number - self.last;
        self.documents += u32::from(difference != 0);
        self.records.add(keep, |out| {
            write::number(out, difference);
            write::number(out, rank);
            write::number(out, weight);
            write::number(out, occurrences.len() as u32);
            out.extend_from_slice(occurrences);
        });
        self.last = number;
    }

    /// How many documents hold the stem.
    pub(super) fn documents(&self) -> u32 {
        self.documents
    }

    /// How many bytes the records take.
    pub(super) fn size(&self) -> usize {
        self.records.size()
    }

    /// The records, in the order in which they were added.
    pub(super) fn records(&self) -> Records<'_> {
        Records {
            log: &self.records,
            piece: Cow::default(),
            next: 0,
            place: 0,
            number: 0,
        }
    }
}

/// Reads the records of a stem, a piece of them at a time.
pub(super) struct Records<'a> {
    log: &'a Log,
    piece: Cow<'a, [u8]>,
    /// The number of the piece after this one.
    next: usize,
    /// How much of the piece has been read.
    place: usize,
    /// The number, from 1, of the last document.
    number: u32,
}

impl Records<'_> {
    /// The next record.
    pub(super) fn next(&mut self) -> Option<Record<'_>> {
        self.next_before(u32::MAX)
    }

    /// The next record, if its document is before `end`. [`Gathered::add`] wrote these bytes, so they are whole.
    pub(super) fn next_before(&mut self, end: u32) -> Option<Record<'_>> {
        while self.place == self.piece.len() {
            self.piece = self.log.piece(self.next)?;
            self.next += 1;
            self.place = 0;
        }
        let mut reader = Reader::new(&self.piece[self.place..]);
        let difference = reader.number().ok()?;
        let number = self.number + difference;
        if number > end {
            return None;
        }
        let rank = reader.number().ok()?;
        let weight = reader.number().ok()?;
        let length = reader.number().ok()?;
        let occurrences = reader.take(length as usize).ok()?;
        self.place = self.piece.len() - reader.left();
        self.number = number;
        Some(Record {
            document: number - 1,
            repeated: difference == 0,
            rank,
            weight,
            occurrences,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_as_they_were_added() {
        let keep: Keep<'_> = Box::new(|bytes| Box::new(Box::<[u8]>::from(bytes)));
        let mut gathered = Gathered::default();
        gathered.add(0, 0, 1, b"a", &keep);
        gathered.add(0, 1, 300, b"", &keep);
        gathered.add(700, 0, 2, &[7; 6000], &keep);
        gathered.add(701, 0, 2, b"b", &keep);
        let mut read = Vec::new();
        let mut records = gathered.records();
        assert!(records.next_before(0).is_none());
        while let Some(it) = records.next_before(701) {
            let length = it.occurrences.len();
            read.push((it.document, it.repeated, it.rank, it.weight, length));
        }
        assert_eq!(
            read,
            [
                (0, false, 0, 1, 1),
                (0, true, 1, 300, 0),
                (700, false, 0, 2, 6000)
            ]
        );
        assert_eq!(records.next().map(|it| it.document), Some(701));
        assert!(records.next().is_none());
        assert_eq!(gathered.documents(), 3);
        assert_eq!(gathered.size(), 4 + 1 + 5 + 6 + 6000 + 5);
    }
}
