//! The faults found so far in one file.

use super::Interview;
use crate::diagnostics::{Diagnostic, Problem, SourcePath, Span};

/// Collects the faults of one file while it is parsed.
#[derive(Debug)]
pub struct Faults {
    file: SourcePath,
    /// Bytes that stand before the text whose spans are reported.
    base: usize,
    found: Vec<Diagnostic>,
    /// Where what the parser asks for is written down, if somebody wants to know.
    interview: Option<Interview>,
}

impl Faults {
    /// No fault yet in `file`.
    pub fn new(file: &SourcePath) -> Self {
        Self {
            file: file.clone(),
            base: 0,
            found: Vec::new(),
            interview: None,
        }
    }

    /// No fault yet in `file`, whose parser is asked what it wants to know: `interview` will hold it.
    pub fn interviewing(file: &SourcePath, interview: &Interview) -> Self {
        Self {
            interview: Some(interview.clone()),
            ..Self::new(file)
        }
    }

    /// The interview of the file's outermost map.
    pub(super) fn interview(&self) -> Option<&Interview> {
        self.interview.as_ref()
    }

    /// A fault of the bytes at `span`.
    pub fn at(&mut self, span: Span, problem: Problem) {
        self.found
            .push(Diagnostic::at(&self.file, span.shifted(self.base), problem));
    }

    /// A fault of the whole file.
    pub fn of_file(&mut self, problem: Problem) {
        self.found.push(Diagnostic::of_file(&self.file, problem));
    }

    /// Runs `read` on a text that begins `base` bytes after the current one; its spans are shifted accordingly.
    pub fn within<T>(&mut self, base: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        self.base += base;
        let result = read(self);
        self.base -= base;
        result
    }

    /// Whether an error was found.
    pub fn any_error(&self) -> bool {
        self.found.iter().any(Diagnostic::is_error)
    }

    /// All of them.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.found
    }
}
