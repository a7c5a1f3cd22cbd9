//! What is wrong with a site, where, and what to write instead.
//!
//! A stage never prints and never stops at the first fault: it returns what it could make together with a list of [`Diagnostic`]s.
//! [`problem`] holds the catalogue (a variant, a code and a level for each fault), [`french`] and [`english`] the words,
//! [`report`] the three outputs (for people, for programs, for a forge's pull requests), [`fix`] what mends a fault for certain,
//! [`explanation()`] a page on each code.

mod english;
mod explanation;
mod fix;
mod french;
mod problem;
mod report;
mod source_path;
mod span;

use crate::language::Language;

pub use explanation::{codes, explanation};
pub use fix::{Fix, scalar};
pub use problem::{
    Disclosure, DrawingDanger, DrawingFault, EditionTable, Kind, Level, Loss, OutputWork,
    PictureFault, Problem, Reference, ResultFault, Silence, YamlFault, beginning,
};
pub use report::{Format, Reporter, Sources};
pub use source_path::SourcePath;
pub use span::{Located, Span};

/// A fault, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, where the fault belongs to one.
    pub file: Option<SourcePath>,
    /// The bytes at fault, where they are known.
    pub span: Option<Span>,
    /// What is wrong.
    pub problem: Problem,
}

impl Diagnostic {
    /// A fault of the site as a whole.
    pub fn of_site(problem: Problem) -> Self {
        Self {
            file: None,
            span: None,
            problem,
        }
    }

    /// A fault of a file as a whole.
    pub fn of_file(file: &SourcePath, problem: Problem) -> Self {
        Self {
            file: Some(file.clone()),
            span: None,
            problem,
        }
    }

    /// A fault of some bytes of a file.
    pub fn at(file: &SourcePath, span: Span, problem: Problem) -> Self {
        Self {
            file: Some(file.clone()),
            span: Some(span),
            problem,
        }
    }

    /// Whether it keeps the site from being published.
    pub fn is_error(&self) -> bool {
        self.problem.level() == Level::Error
    }

    /// What is wrong, in a sentence.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::French => french::message(&self.problem),
            Language::English => english::message(&self.problem),
        }
    }

    /// What to do about it.
    pub fn help(&self, language: Language) -> String {
        match language {
            Language::French => french::help(&self.problem),
            Language::English => english::help(&self.problem),
        }
    }
}
