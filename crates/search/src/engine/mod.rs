//! Answers queries from the shards it was given, and says which it lacks.

mod facets;
mod resolve;
mod score;

use std::cell::RefCell;
use std::fmt;

pub use facets::{FacetCount, Facets, Filters};

use crate::ROOT_NAME;
use crate::codec::{Corrupt, ShardId};
use crate::excerpt::{Fragment, Highlighter};
use crate::format::{Record, Root, read_directory, read_text};
use crate::query::Query;
use crate::words::{FunctionWords, Scanner, Word};

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// What the visitor typed.
    pub q: String,
    /// What documents must be, too.
    pub filters: Filters,
    /// How many results to give, at most 100. Each costs about one text shard.
    pub limit: usize,
    /// How many of the best results to leave out.
    pub offset: usize,
    /// Whether to count values for filters, which costs the attributes of all that was found.
    pub facets: bool,
}

impl Default for SearchRequest {
    fn default() -> Self {
        Self {
            q: String::new(),
            filters: Filters::default(),
            limit: 10,
            offset: 0,
            facets: false,
        }
    }
}

/// An answer, or what it needs first.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Supply these shards, then ask again.
    Needs {
        /// File names within the index's folder.
        needs: Vec<String>,
    },
    /// The answer.
    Found(Found),
}

/// Whether results hold all that was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// Each result holds every word and phrase.
    All,
    /// No document does: each result holds every phrase and some of the words.
    Some,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How many documents were found.
    pub total: usize,
    /// The page asked for, best first.
    pub results: Vec<SearchResult>,
    /// Counts for filters, where asked for.
    pub facets: Option<Facets>,
    /// The query as it was understood, where a word had to be corrected.
    pub corrected: Option<String>,
    /// A likelier query, where each word is in some document but one of them in far fewer than its neighbour.
    pub suggested: Option<String>,
    /// Whether every word was found together.
    pub matching: Matching,
}

/// One document found.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResult {
    /// As [`Document::url`](crate::Document::url).
    pub url: String,
    /// Its title.
    pub title: String,
    /// The title again, with what was found in it.
    pub title_parts: Vec<Fragment>,
    /// Its kind.
    pub kind: String,
    /// Its category's slug.
    pub category: Option<String>,
    /// The year of its date.
    pub year: Option<u16>,
    /// The passage that holds the most of what was looked for.
    pub excerpt: Vec<Fragment>,
    /// Higher is better; only comparable within one query.
    pub score: f32,
}

/// Why a shard or a query was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchError {
    /// The root was not supplied.
    NotOpen,
    /// This file is damaged, or of another version.
    Corrupt(String),
    /// This is not the name of a file of an index.
    UnknownName(String),
}

impl SearchError {
    /// A short name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotOpen => "not-open",
            Self::Corrupt(_) => "corrupt",
            Self::UnknownName(_) => "unknown-name",
        }
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOpen => write!(formatter, "the index is not open: supply {ROOT_NAME} first"),
            Self::Corrupt(name) => write!(
                formatter,
                "{name} is damaged, or was written by another version"
            ),
            Self::UnknownName(name) => {
                write!(formatter, "{name} is not the name of a file of an index")
            }
        }
    }
}

impl std::error::Error for SearchError {}

/// A reader of one index.
#[derive(Debug, Default)]
pub struct Engine {
    open: Option<Open>,
    /// Sorted. Here and below, plain sorted lists: each kind of map or sort costs the browser's module kilobytes.
    shards: Vec<(ShardId, Vec<u8>)>,
}

#[derive(Debug)]
struct Open {
    root: Root,
    function_words: FunctionWords,
}

impl Engine {
    /// An engine without an index.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a file in. Supplying `index.bin` opens the index, again if need be; any other content must match its name.
    pub fn supply(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), SearchError> {
        if name == ROOT_NAME {
            let root =
                Root::parse(&bytes).map_err(|Corrupt| SearchError::Corrupt(name.to_owned()))?;
            let function_words = FunctionWords::new(root.language);
            self.open = Some(Open {
                root,
                function_words,
            });
            return Ok(());
        }
        let id = ShardId::of(&bytes);
        if !["bin", "txt"]
            .iter()
            .any(|extension| id.name(extension) == name)
        {
            let is_shard = name.len() == 16
                && name.is_ascii()
                && name[..12].bytes().all(|byte| byte.is_ascii_hexdigit());
            let error = if is_shard {
                SearchError::Corrupt
            } else {
                SearchError::UnknownName
            };
            return Err(error(name.to_owned()));
        }
        if let Err(place) = self.shards.binary_search_by(|(known, _)| known.cmp(&id)) {
            self.shards.insert(place, (id, bytes));
        }
        Ok(())
    }

    /// How many documents the open index holds, and in which language.
    pub fn contents(&self) -> Result<(usize, crate::Language), SearchError> {
        let open = self.open.as_ref().ok_or(SearchError::NotOpen)?;
        Ok((open.root.documents, open.root.language))
    }

    /// The shards that a query needs and the engine lacks: as far as can be told before they are read, so ask again.
    pub fn plan(&self, request: &SearchRequest) -> Result<Vec<String>, SearchError> {
        match self.search(request)? {
            Outcome::Needs { needs } => Ok(needs),
            Outcome::Found(_) => Ok(Vec::new()),
        }
    }

    /// Answers a query, or says what it needs for that.
    pub fn search(&self, request: &SearchRequest) -> Result<Outcome, SearchError> {
        let open = self.open.as_ref().ok_or(SearchError::NotOpen)?;
        let pass = Pass {
            shards: &self.shards,
            open,
            needs: RefCell::default(),
        };
        match pass.answer(request)? {
            Some(found) => Ok(Outcome::Found(found)),
            None => Ok(Outcome::Needs {
                needs: pass.needs.into_inner(),
            }),
        }
    }
}

/// One attempt at answering a query. A step answers `None` when shards are missing, and has then listed them all in `needs`.
struct Pass<'e> {
    shards: &'e [(ShardId, Vec<u8>)],
    open: &'e Open,
    needs: RefCell<Vec<String>>,
}

impl<'e> Pass<'e> {
    fn shard(&self, id: ShardId, extension: &str) -> Option<&'e [u8]> {
        if let Ok(place) = self.shards.binary_search_by(|(known, _)| known.cmp(&id)) {
            return Some(&self.shards[place].1);
        }
        let name = id.name(extension);
        let mut needs = self.needs.borrow_mut();
        if !needs.contains(&name) {
            needs.push(name);
        }
        None
    }

    fn complete(&self) -> bool {
        self.needs.borrow().is_empty()
    }

    fn answer(&self, request: &SearchRequest) -> Result<Option<Found>, SearchError> {
        let root = &self.open.root;
        let query = Query::parse(&request.q, root.language, &self.open.function_words);
        let Some(resolved) = self.resolve(&query)? else {
            return Ok(None);
        };
        let browsing = query.words.is_empty() && query.phrases.is_empty();
        let ranked = if browsing && !request.filters.is_empty() {
            Some((score::everything(root.documents), Matching::All))
        } else {
            self.rank(&resolved)?
        };
        let Some((mut ranked, matching)) = ranked else {
            return Ok(None);
        };
        let mut facets = None;
        let limit = request.limit.min(100);
        let page = |ranked: &[score::Ranked]| score::best(ranked, request.offset, limit);
        if request.facets || !request.filters.is_empty() {
            if request.filters.is_empty() {
                // The page is known already: ask for its texts along with the attributes.
                self.results(&page(&ranked))?;
            }
            let Some((kept, counts)) = self.filter(&ranked, &request.filters)? else {
                return Ok(None);
            };
            ranked = kept;
            facets = request.facets.then_some(counts);
        }
        let Some(mut records) = self.results(&page(&ranked))? else {
            return Ok(None);
        };
        let highlighter = Highlighter {
            language: root.language,
            function_words: &self.open.function_words,
            stems: resolved.stems,
            words: query.words.len(),
            sequences: query
                .phrases
                .iter()
                .map(|phrase| phrase.sequence.clone())
                .collect(),
        };
        if !browsing {
            // Who types a title looks for that page: of those shown, the ones whose title holds all of it come first.
            let (mut first, others): (Vec<_>, Vec<_>) = records
                .into_iter()
                .partition(|(_, record)| highlighter.complete(record.title));
            first.extend(others);
            records = first;
        }
        let respelt = self.corrected(&request.q, &resolved.corrections, &records);
        let (corrected, suggested) = if resolved.all_found {
            (None, respelt)
        } else {
            (respelt, None)
        };
        let results = records
            .into_iter()
            .map(|(score, record)| result(&highlighter, score, &record))
            .collect();
        Ok(Some(Found {
            total: ranked.len(),
            results,
            facets,
            corrected,
            suggested,
            matching,
        }))
    }

    /// The records of a page of results.
    fn results(
        &self,
        page: &[score::Ranked],
    ) -> Result<Option<Vec<(f32, Record<'e>)>>, SearchError> {
        let mut records = Vec::with_capacity(page.len());
        for ranked in page {
            let document = ranked.document as usize;
            let directory = self
                .open
                .root
                .directory_of(document)
                .map_err(root_corrupt)?;
            let Some(shard) = self.shard(directory, "bin") else {
                continue;
            };
            let (text, place) =
                read_directory(shard, document).map_err(|Corrupt| corrupt(directory, "bin"))?;
            let Some(shard) = self.shard(text, "txt") else {
                continue;
            };
            records.push((
                ranked.score,
                read_text(shard, place).map_err(|Corrupt| corrupt(text, "txt"))?,
            ));
        }
        Ok(self.complete().then_some(records))
    }

    /// The query with its corrections in place, spelt as the documents spell them.
    fn corrected(
        &self,
        typed: &str,
        corrections: &[resolve::Correction],
        records: &[(f32, Record<'_>)],
    ) -> Option<String> {
        let mut corrected = String::new();
        let mut at = 0;
        for correction in corrections {
            corrected.push_str(typed.get(at..correction.start)?);
            corrected.push_str(&self.spelling(&correction.word, records));
            at = correction.end;
        }
        corrected.push_str(typed.get(at..)?);
        (!corrections.is_empty()).then_some(corrected)
    }

    /// How a document writes a folded word, accents and all; the folded word if none of them holds it.
    fn spelling(&self, folded: &str, records: &[(f32, Record<'_>)]) -> String {
        for text in records
            .iter()
            .flat_map(|(_, record)| [record.title, record.summary, record.body])
        {
            let mut scanner =
                Scanner::new(text, self.open.root.language, &self.open.function_words);
            let mut word = Word::new();
            while let Some(token) = scanner.next(&mut word) {
                if word.as_str() == folded {
                    return text[token.start..token.end]
                        .chars()
                        .flat_map(char::to_lowercase)
                        .collect();
                }
            }
        }
        folded.to_owned()
    }
}

fn result(highlighter: &Highlighter<'_>, score: f32, record: &Record<'_>) -> SearchResult {
    SearchResult {
        url: record.url.to_owned(),
        title: record.title.to_owned(),
        title_parts: highlighter.whole(record.title),
        kind: record.kind.to_owned(),
        category: Some(record.category)
            .filter(|category| !category.is_empty())
            .map(str::to_owned),
        year: record.year.parse().ok(),
        excerpt: highlighter.excerpt(record.summary, record.body),
        score,
    }
}

fn corrupt(id: ShardId, extension: &str) -> SearchError {
    SearchError::Corrupt(id.name(extension))
}

fn root_corrupt(_: Corrupt) -> SearchError {
    SearchError::Corrupt(ROOT_NAME.to_owned())
}
