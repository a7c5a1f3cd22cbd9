//! An export as UTF-8, whatever its bytes are.

use std::io::{self, Read};

/// Reads UTF-8, and what is not UTF-8 as Windows-1252, of which ISO 8859-1 is nearly a part: old databases hold both, often in one export.
/// The byte-order mark and control characters, which XML forbids and exports hold all the same, are left out.
pub struct AsUtf8<R> {
    source: R,
    /// Bytes read and not yet looked at: the beginning of a character perhaps.
    raw: Vec<u8>,
    ready: Vec<u8>,
    /// How much of `ready` was given.
    given: usize,
    ended: bool,
    /// Bytes that were not UTF-8.
    pub repaired: u64,
}

const CHUNK: usize = 64 * 1024;

impl<R: Read> AsUtf8<R> {
    /// Reads from `source`.
    pub fn new(source: R) -> Self {
        Self {
            source,
            raw: Vec::new(),
            ready: Vec::new(),
            given: 0,
            ended: false,
            repaired: 0,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() && !self.ended {
            let start = self.raw.len();
            self.raw.resize(start + CHUNK, 0);
            let read = self.source.read(&mut self.raw[start..])?;
            self.raw.truncate(start + read);
            self.ended = read == 0;
            self.convert();
        }
        Ok(())
    }

    fn convert(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        let mut rest = raw.as_slice();
        while !rest.is_empty() {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    push_clean(&mut self.ready, text);
                    return;
                }
                Err(error) => {
                    let (valid, after) = rest.split_at(error.valid_up_to());
                    push_clean(&mut self.ready, &String::from_utf8_lossy(valid));
                    if error.error_len().is_none() && !self.ended {
                        self.raw = after.to_vec();
                        return;
                    }
                    let mut symbol = [0; 4];
                    let text = windows_1252(after[0]).encode_utf8(&mut symbol);
                    push_clean(&mut self.ready, text);
                    self.repaired += 1;
                    rest = &after[1..];
                }
            }
        }
    }
}

impl<R: Read> Read for AsUtf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            self.fill()?;
        }
        let rest = &self.ready[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

fn push_clean(ready: &mut Vec<u8>, text: &str) {
    let unwanted =
        |it: char| (it.is_control() && !matches!(it, '\n' | '\t' | '\r')) || it == '\u{feff}';
    if !text.contains(unwanted) {
        return ready.extend_from_slice(text.as_bytes());
    }
    for part in text.split(unwanted) {
        ready.extend_from_slice(part.as_bytes());
    }
}

/// A byte of Windows-1252.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
        '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
        '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, u64) {
        let mut reader = AsUtf8::new(bytes);
        let mut text = String::new();
        reader.read_to_string(&mut text).expect("UTF-8");
        (text, reader.repaired)
    }

    #[test]
    fn what_is_not_utf8_is_windows_1252() {
        assert_eq!(
            read(b"\xef\xbb\xbfd\xc3\xa9j\xe0 l\x92\x0b\x00\x9cuvre \xc3"),
            ("déjà l’œuvre Ã".to_owned(), 4)
        );
    }

    #[test]
    fn a_character_may_lie_on_two_chunks() {
        let text = format!("{}é€", "x".repeat(CHUNK - 1));
        assert_eq!(read(text.as_bytes()), (text.clone(), 0));
    }
}
