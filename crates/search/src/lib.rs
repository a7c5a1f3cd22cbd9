//! French and English full-text search for a static site.
//!
//! The generator makes an index of many small files ([`Analyser`], [`IndexBuilder`]); the browser reads the few that a query needs
//! ([`Engine`]). Both read text with one scanner and one stemmer, so that what is indexed is what is looked for:
//! lower case, accents and œ folded, elided particles apart (« l’harmonie » holds « harmonie »), stems by Snowball's rules.
//!
//! ```
//! use parvis_search::{Document, Engine, Language, Outcome, SearchRequest, build_index};
//!
//! let documents = [
//!     Document { url: "articles/a/", title: "L’enchantement", kind: "article", body: "La culture de service.", ..Document::default() },
//!     Document { url: "articles/b/", title: "Le client", kind: "article", body: "La culture du service.", ..Document::default() },
//! ];
//! let files = build_index(Language::French, &documents);
//!
//! let mut engine = Engine::new();
//! let fetch = |name: &str| files.iter().find(|file| file.name == name).unwrap().bytes.clone();
//! engine.supply("index.bin", fetch("index.bin"))?;
//! let request = SearchRequest { q: "« culture du service »".into(), ..SearchRequest::default() };
//! let found = loop {
//!     match engine.search(&request)? {
//!         Outcome::Needs { needs } => for name in needs { engine.supply(&name, fetch(&name))? },
//!         Outcome::Found(found) => break found,
//!     }
//! };
//! assert_eq!(found.results[0].url, "articles/b/");
//! # Ok::<(), parvis_search::SearchError>(())
//! ```
//!
//! The engine never fetches: it says what it lacks, and is asked again once it has that. A query goes through at most eight such rounds:
//! words, corrections, postings, of phrases two of pairs and one of occurrences, attributes and directory, texts.

#![forbid(unsafe_code)]

#[cfg(feature = "build")]
mod build;
mod codec;
#[cfg(feature = "build")]
mod document;
mod engine;
mod excerpt;
mod format;
mod query;
mod stem;
#[cfg(feature = "build")]
mod terms;
mod words;

#[cfg(feature = "build")]
pub use build::{IndexBuilder, IndexFile, Kept, build_index};
#[cfg(feature = "build")]
pub use document::{AnalysedDocument, Analyser, Analysers, Document};
pub use engine::{
    Engine, FacetCount, Facets, Filters, Found, Matching, Outcome, SearchError, SearchRequest,
    SearchResult,
};
pub use excerpt::Fragment;
#[cfg(feature = "build")]
pub use terms::Term;

/// The name of the file that the browser reads first. It is the only one that changes under a name that stays.
pub const ROOT_NAME: &str = "index.bin";

/// The language of an index: its function words, its elisions, its stemmer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// French.
    #[default]
    French = 0,
    /// English.
    English = 1,
}

impl Language {
    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0 => Some(Self::French),
            1 => Some(Self::English),
            _ => None,
        }
    }

    /// The language of a BCP 47 tag: English for `en` and `en-…`, French for anything else.
    pub fn of_tag(tag: &str) -> Self {
        match tag.split('-').next() {
            Some(primary) if primary.eq_ignore_ascii_case("en") => Self::English,
            _ => Self::French,
        }
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }
}
