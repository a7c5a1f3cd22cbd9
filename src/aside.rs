//! Bytes that wait outside of memory until they are asked for.
//!
//! The sources of a large site and the HTML made of them take gigabytes, and each is needed two or three times in a build, a moment each.
//! Past what a small site takes, they lie in temporary files without a name, which the system keeps in its cache while it has room, and
//! which go with the process however it ends. To the stages they are values like others: what is put aside is read back as it was. Where
//! there is no room for the files, it stays in memory.
#![allow(
    clippy::disallowed_methods,
    reason = "nothing is read here but what was written here"
)]

#[cfg(unix)]
use std::os::unix::fs::FileExt;
#[cfg(windows)]
use std::os::windows::fs::FileExt;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::str::Utf8Error;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// How many bytes stay in memory, those of all values together. Unit tests have little of it, so that sites of theirs lie in files.
const IN_MEMORY: usize = if cfg!(test) { 64 << 10 } else { 128 << 20 };
/// Over how many files the bytes are dealt: the system lets one thread at a time write to a file.
const SHARES: usize = 8;
/// Places are given in units of so many bytes, so that a text that grew a little fits where another was.
const UNIT: usize = 256;

/// Bytes that were put aside. Dropped, they make room for others.
#[derive(Default)]
pub struct Aside(Place);

/// Where they are.
enum Place {
    File { share: u8, length: u32, start: u64 },
    Memory(Box<[u8]>),
}

/// The bytes that stay in memory now.
static HELD: AtomicUsize = AtomicUsize::new(0);

impl Place {
    /// Writes `bytes` to a file, if there can be one.
    fn in_file(bytes: &[u8]) -> Option<Self> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let length = u32::try_from(bytes.len()).ok().filter(|it| *it > 0)?;
        let share = NEXT.fetch_add(1, Ordering::Relaxed) % SHARES;
        let start = share_of(share)?.put(bytes).ok()?;
        Some(Self::File {
            share: share as u8,
            length,
            start,
        })
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::Memory(Box::default())
    }
}

impl Aside {
    /// Puts `bytes` aside.
    pub fn put(bytes: &[u8]) -> Self {
        let held = HELD.fetch_add(bytes.len(), Ordering::Relaxed) + bytes.len();
        if held > IN_MEMORY
            && let Some(kept) = Place::in_file(bytes)
        {
            HELD.fetch_sub(bytes.len(), Ordering::Relaxed);
            return Self(kept);
        }
        Self(Place::Memory(bytes.into()))
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Place::File { length, .. } => *length as usize,
            Place::Memory(bytes) => bytes.len(),
        }
    }

    /// The bytes.
    pub fn read(&self) -> Cow<'_, [u8]> {
        self.read_range(0..self.len())
    }

    /// The bytes as text.
    pub fn text(&self) -> Result<Text<'_>, Utf8Error> {
        Text::of(self.read())
    }

    /// Those of `range`, which are text.
    pub fn text_range(&self, range: Range<usize>) -> Text<'_> {
        Text::of(self.read_range(range)).unwrap_or_default()
    }

    /// Those of `range`, which is cut to those that there are.
    ///
    /// # Panics
    ///
    /// Where the system cannot read back what it wrote. Like memory that fails, it is nothing that a stage could answer for.
    pub fn read_range(&self, range: Range<usize>) -> Cow<'_, [u8]> {
        let end = range.end.min(self.len());
        let range = range.start.min(end)..end;
        match &self.0 {
            Place::Memory(bytes) => bytes[range].into(),
            Place::File { share, start, .. } => {
                let mut bytes = vec![0; range.len()];
                let read = share_of(usize::from(*share))
                    .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
                    .and_then(|file| read_at(&file.file, &mut bytes, start + range.start as u64));
                if let Err(error) = read {
                    panic!("a temporary file cannot be read back: {error}");
                }
                bytes.into()
            }
        }
    }
}

impl parvis_search::Kept for Aside {
    fn read(&self) -> Cow<'_, [u8]> {
        Self::read(self)
    }
}

/// The bytes as text: French is read several times faster than the standard library does.
pub fn as_text(bytes: &[u8]) -> Result<&str, Utf8Error> {
    // The other one says where the fault is.
    simdutf8::basic::from_utf8(bytes).or_else(|_| std::str::from_utf8(bytes))
}

/// Text that was put aside.
#[derive(Debug)]
pub struct Text<'a>(Found<'a>);

#[derive(Debug)]
enum Found<'a> {
    InMemory(&'a str),
    /// Text that was read back from a file. To make a [`String`] of it would take longer than to read it, for that is left to the standard
    /// library; so it stays bytes.
    Read(Vec<u8>),
}

impl<'a> Text<'a> {
    fn of(bytes: Cow<'a, [u8]>) -> Result<Self, Utf8Error> {
        Ok(Self(match bytes {
            Cow::Borrowed(bytes) => Found::InMemory(as_text(bytes)?),
            Cow::Owned(bytes) => {
                as_text(&bytes)?;
                Found::Read(bytes)
            }
        }))
    }

    /// The text. What was read back is looked through anew: ask once.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Found::InMemory(text) => text,
            Found::Read(bytes) => as_text(bytes).unwrap_or_default(),
        }
    }
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self(Found::InMemory(""))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        match &self.0 {
            Place::Memory(bytes) => {
                HELD.fetch_sub(bytes.len(), Ordering::Relaxed);
            }
            Place::File {
                share,
                length,
                start,
            } => {
                if let Some(file) = share_of(usize::from(*share)) {
                    file.free(*length as usize, *start);
                }
            }
        }
    }
}

impl fmt::Debug for Aside {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Aside({} bytes)", self.len())
    }
}

/// One of the files.
struct Share {
    file: File,
    end: AtomicU64,
    /// Places that have become free, by their length in units.
    free: Mutex<BTreeMap<usize, Vec<u64>>>,
}

/// The file of that number; `None` where there can be none.
fn share_of(number: usize) -> Option<&'static Share> {
    static FILES: OnceLock<Vec<Option<Share>>> = OnceLock::new();
    let files = FILES.get_or_init(|| (0..SHARES).map(|_| Share::new().ok()).collect());
    files.get(number)?.as_ref()
}

impl Share {
    fn new() -> io::Result<Self> {
        Ok(Self {
            file: tempfile::tempfile()?,
            end: AtomicU64::new(0),
            free: Mutex::default(),
        })
    }

    /// Writes `bytes`, and says where.
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let units = bytes.len().div_ceil(UNIT);
        let known = {
            let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
            free.get_mut(&units).and_then(Vec::pop)
        };
        let start =
            known.unwrap_or_else(|| self.end.fetch_add((units * UNIT) as u64, Ordering::Relaxed));
        let written = write_at(&self.file, bytes, start);
        if written.is_err() {
            self.free(bytes.len(), start);
        }
        written.map(|()| start)
    }

    /// Lets others have the place of `length` bytes.
    fn free(&self, length: usize, start: u64) {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.entry(length.div_ceil(UNIT)).or_default().push(start);
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], start: u64) -> io::Result<()> {
    file.write_all_at(bytes, start)
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    file.read_exact_at(bytes, start)
}

#[cfg(windows)]
fn write_at(file: &File, mut bytes: &[u8], mut start: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let written = file.seek_write(bytes, start)?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        bytes = &bytes[written..];
        start += written as u64;
    }
    Ok(())
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut start: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = file.seek_read(bytes, start)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[read..];
        start += read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn in_file(bytes: &[u8]) -> Aside {
        Aside(Place::in_file(bytes).expect("room in a temporary file"))
    }

    #[test]
    fn what_is_put_aside_is_read_back() {
        let texts: Vec<String> = (1..200).map(|number| "é".repeat(number * 7)).collect();
        let in_memory = |text: &String| Aside::put(text.as_bytes());
        for kept in [
            texts.iter().map(|it| in_file(it.as_bytes())).collect(),
            texts.iter().map(in_memory).collect::<Vec<_>>(),
        ] {
            for (text, aside) in texts.iter().zip(&kept) {
                assert_eq!(aside.len(), text.len());
                assert_eq!(&*aside.read(), text.as_bytes());
                let read = aside.text().expect("it is text");
                assert_eq!(read.as_str(), text);
            }
            let long = &kept[198];
            assert_eq!(&*long.read_range(2..6), "éé".as_bytes());
            let end = long.read_range(long.len() - 2..usize::MAX);
            assert_eq!(&*end, "é".as_bytes());
        }
        assert_eq!(&*Aside::default().read(), b"");
    }

    #[test]
    fn what_is_past_the_room_in_memory_lies_in_files() {
        let kept: Vec<Aside> = (0..=IN_MEMORY / 1024)
            .map(|number| Aside::put(&[number as u8; 1024]))
            .collect();
        let is_in_file = |aside: &&Aside| matches!(aside.0, Place::File { .. });
        assert!(kept.iter().find(is_in_file).is_some());
        for (number, aside) in kept.iter().enumerate() {
            assert_eq!(&*aside.read(), [number as u8; 1024]);
        }
    }

    #[test]
    fn threads_do_not_write_over_one_another() {
        let write = |letter: u8| {
            let texts = (1..300).map(move |length| vec![letter; length * 11]);
            texts.map(|text| (in_file(&text), text)).collect()
        };
        let threads: Vec<_> = (b'a'..b'i')
            .map(|letter| thread::spawn(move || -> Vec<(Aside, Vec<u8>)> { write(letter) }))
            .collect();
        for thread in threads {
            for (aside, text) in thread.join().expect("it wrote") {
                assert_eq!(&*aside.read(), text);
            }
        }
    }

    #[test]
    fn a_place_is_given_again() {
        let share = Share::new().expect("a temporary file");
        let first = share.put(&[1; 1000]).expect("room");
        let second = share.put(&[2; 1000]).expect("room");
        assert_ne!(first, second);
        share.free(1000, first);
        assert_eq!(share.put(&[3; 900]).expect("room"), first, "in units");
        assert!(share.put(&[4; 900]).expect("room") > second);
    }
}
