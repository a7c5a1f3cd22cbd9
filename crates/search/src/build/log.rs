//! Records that are read again only at the end: they wait wherever the caller keeps them.

use std::borrow::Cow;
use std::fmt;

/// Bytes that somebody keeps.
pub trait Kept {
    /// The bytes, as they were handed over.
    fn read(&self) -> Cow<'_, [u8]>;
}

impl Kept for Box<[u8]> {
    fn read(&self) -> Cow<'_, [u8]> {
        (&**self).into()
    }
}

/// Keeps bytes: in memory, in a file, where the caller likes.
pub(super) type Keep<'e> = Box<dyn Fn(&[u8]) -> Box<dyn Kept> + 'e>;

/// How many bytes are handed over together, and about how many stay in memory.
const PIECE: usize = 4 << 10;

/// Records one after the other, of which the last few are in memory.
#[derive(Default)]
pub(super) struct Log {
    kept: Vec<Box<dyn Kept>>,
    last: Vec<u8>,
    size: usize,
}

impl Log {
    /// Adds the record that `write` appends.
    pub(super) fn add(&mut self, keep: &Keep<'_>, write: impl FnOnce(&mut Vec<u8>)) {
        let before = self.last.len();
        write(&mut self.last);
        self.size += self.last.len() - before;
        if self.last.len() >= PIECE {
            self.kept.push(keep(&self.last));
            self.last.clear();
        }
    }

    /// How many bytes the records take.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Some whole records: the piece of that number.
    pub(super) fn piece(&self, number: usize) -> Option<Cow<'_, [u8]>> {
        match self.kept.get(number) {
            Some(kept) => Some(kept.read()),
            None if number == self.kept.len() => Some((&*self.last).into()),
            None => None,
        }
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Log({} bytes)", self.size)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn pieces_hold_whole_records() {
        let count = Cell::new(0);
        let keep: Keep<'_> = Box::new(|bytes| {
            count.set(count.get() + 1);
            Box::new(Box::<[u8]>::from(bytes))
        });
        let mut log = Log::default();
        for number in 0..200_u8 {
            log.add(&keep, |out| out.extend([number; 100]));
        }
        assert_eq!(log.size(), 20_000);
        assert_eq!(count.get(), 20_000 / 4_100, "a few are left in memory");
        let pieces: Vec<_> = (0..).map_while(|number| log.piece(number)).collect();
        assert!(pieces.iter().all(|piece| piece.len() % 100 == 0));
        let read: Vec<u8> = pieces.concat().chunks(100).map(|it| it[99]).collect();
        assert_eq!(read, (0..200).collect::<Vec<u8>>());
    }
}
