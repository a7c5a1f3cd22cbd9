//! Glossary terms.

use super::{Identity, Markdown, Name};
use crate::diagnostics::Located;

/// A term of the glossary. The title of its [`Identity`] is the term.
#[derive(Debug, Clone)]
pub struct Term {
    /// Term, file, dimensions…
    pub identity: Identity,
    /// One plain sentence.
    pub definition: String,
    /// Plurals, other spellings, abbreviations.
    pub forms: Vec<Located<String>>,
    /// The term that must not be taken for it.
    pub contrast: Option<Name>,
    /// Neighbouring terms.
    pub see_also: Vec<Name>,
    /// Explanation.
    pub body: Markdown,
}
