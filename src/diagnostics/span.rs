//! Places in a source file.

use std::ops::Range;

/// A range of bytes of a source file, as it is on disk (byte order mark and carriage returns included).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range`. Offsets past 4 GiB are cut: such a file is refused before.
    pub fn new(range: Range<usize>) -> Self {
        let offset = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self {
            start: offset(range.start),
            end: offset(range.end),
        }
    }

    /// The same bytes when `by` bytes stand before them.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by..self.end as usize + by)
    }
}

/// A value with the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<T> Located<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
