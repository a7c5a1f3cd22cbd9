//! What is indexed, and its words: the part of indexing that is done once a document, in parallel, and remembered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::Language;
use crate::codec::{checksum, write};
use crate::stem::stem;
use crate::words::{FunctionWords, LONGEST_CHAIN, Scanner, Word};

/// One page of the site, as search sees it. Texts are plain text; line breaks separate paragraphs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Document<'a> {
    /// Where a result leads, as the site writes its links: relative to the base path.
    pub url: &'a str,
    /// The title shown; its words weigh most.
    pub title: &'a str,
    /// The kind of page, a filter: `article`, `event`, `term`…
    pub kind: &'a str,
    /// The category's slug, a filter.
    pub category: Option<&'a str>,
    /// The model's dimensions it speaks of, a filter.
    pub dimensions: &'a [&'a str],
    /// Its authors' slugs, a filter.
    pub authors: &'a [&'a str],
    /// The year of its date, a filter.
    pub year: Option<u16>,
    /// One or two sentences, shown where no passage of the body holds the words looked for.
    pub summary: &'a str,
    /// The texts of its headings.
    pub headings: &'a [&'a str],
    /// Words that find it though the page may not write them: tags, names of authors, other spellings of a term.
    pub keywords: &'a [&'a str],
    /// The running text, without the headings.
    pub body: &'a str,
}

/// How much an occurrence weighs in each field. The body's is 1.
const TITLE_WEIGHT: u32 = 8;
const KEYWORD_WEIGHT: u32 = 4;
const HEADING_WEIGHT: u32 = 3;
const SUMMARY_WEIGHT: u32 = 2;
const BODY_WEIGHT: u32 = 1;

/// The distinct words of one document: all that the index needs of its text, whatever the other documents hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysedDocument {
    /// In order of first occurrence.
    pub(crate) words: Vec<AnalysedWord>,
    /// The words' letters, end to end.
    pub(crate) letters: String,
    /// The words' occurrences, end to end. One occurrence is `distance << 2 | min(functions, 3)`, where the distance is that from the
    /// word's last occurrence in words that are not function words, then the number of function words just before it if that is 3 or
    /// more, then their identifiers in reading order.
    pub(crate) occurrences: Vec<u8>,
    /// How many words that are not function words.
    pub(crate) length: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AnalysedWord {
    pub(crate) hash: u64,
    /// Where its letters and its occurrences end; they start where those of the word before end.
    pub(crate) letters_end: u32,
    pub(crate) occurrences_end: u32,
    /// The sum of its occurrences' field weights.
    pub(crate) weight: u32,
}

#[derive(Clone, Copy)]
struct Occurrence {
    word: u32,
    position: u32,
    chain_start: u32,
    chain_length: u32,
}

/// Finds the words of documents. It keeps its buffers: use one for many documents, or [`Analysers`] on many threads.
#[derive(Clone)]
pub struct Analyser {
    language: Language,
    function_words: Arc<FunctionWords>,
    /// An open-addressing table of the document's words: index + 1 in `words`, 0 for an empty slot.
    slots: Vec<u32>,
    occurrences: Vec<Occurrence>,
    chains: Vec<u8>,
    starts: Vec<u32>,
    sorted: Vec<Occurrence>,
    position: u32,
    /// The hashes of words' stems by those of the words: texts of a site share most of their words.
    stems: HashMap<u64, u64>,
}

/// How many words an [`Analyser`] knows the stems of, at most.
const KNOWN_STEMS: usize = 1 << 14;

impl std::fmt::Debug for Analyser {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Analyser")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Analyser {
    /// An analyser of texts in `language`.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            function_words: Arc::new(FunctionWords::new(language)),
            slots: vec![0; 2048],
            occurrences: Vec::new(),
            chains: Vec::new(),
            starts: Vec::new(),
            sorted: Vec::new(),
            position: 0,
            stems: HashMap::new(),
        }
    }

    /// The hash of the stem of a word, which is given by its hash and its letters.
    pub(crate) fn stem_hash(&mut self, hash: u64, letters: &str) -> u64 {
        if let Some(known) = self.stems.get(&hash) {
            return *known;
        }
        let found = checksum(stem(self.language, letters).as_bytes());
        if self.stems.len() < KNOWN_STEMS {
            self.stems.insert(hash, found);
        }
        found
    }

    /// The words of one document. Only its texts are read: title, summary, headings, keywords and body.
    pub fn analyse(&mut self, document: &Document<'_>) -> AnalysedDocument {
        let mut analysed = self.begin();
        self.field(document.title, TITLE_WEIGHT, &mut analysed);
        self.field(document.summary, SUMMARY_WEIGHT, &mut analysed);
        for keyword in document.keywords {
            self.field(keyword, KEYWORD_WEIGHT, &mut analysed);
        }
        for heading in document.headings {
            self.field(heading, HEADING_WEIGHT, &mut analysed);
        }
        self.field(document.body, BODY_WEIGHT, &mut analysed);
        analysed.length = self.occurrences.len() as u32;
        self.encode_occurrences(&mut analysed);
        analysed
    }

    /// Forgets the last document; returns the next one, without a word.
    pub(crate) fn begin(&mut self) -> AnalysedDocument {
        self.slots.fill(0);
        self.occurrences.clear();
        self.chains.clear();
        self.position = 0;
        AnalysedDocument {
            words: Vec::with_capacity(256),
            letters: String::with_capacity(2048),
            occurrences: Vec::new(),
            length: 0,
        }
    }

    /// Reads the words of a field, each occurrence of this weight.
    pub(crate) fn field(&mut self, text: &str, weight: u32, analysed: &mut AnalysedDocument) {
        let function_words = Arc::clone(&self.function_words);
        let mut scanner = Scanner::new(text, self.language, &function_words);
        let mut word = Word::new();
        // A position nobody holds keeps phrases from spanning two fields or two paragraphs.
        self.position += 1;
        let mut chain_start = self.chains.len();
        while let Some(token) = scanner.next(&mut word) {
            if token.breaks {
                self.position += 1;
                chain_start = self.chains.len();
            }
            if let Some(function) = token.function {
                self.chains.push(function);
                continue;
            }
            let start = chain_start.max(self.chains.len().saturating_sub(LONGEST_CHAIN));
            let index = self.word_index(&word, analysed);
            analysed.words[index as usize].weight += weight;
            self.occurrences.push(Occurrence {
                word: index,
                position: self.position,
                chain_start: start as u32,
                chain_length: (self.chains.len() - start) as u32,
            });
            self.position += 1;
            chain_start = self.chains.len();
        }
    }

    fn word_index(&mut self, word: &Word, analysed: &mut AnalysedDocument) -> u32 {
        let hash = checksum(word.as_bytes());
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let entry = self.slots[slot];
            if entry == 0 {
                break;
            }
            let index = entry as usize - 1;
            if analysed.words[index].hash == hash
                && analysed.letters_of(index).as_bytes() == word.as_bytes()
            {
                return index as u32;
            }
            slot = (slot + 1) & mask;
        }
        let index = analysed.words.len() as u32;
        self.slots[slot] = index + 1;
        analysed.letters.push_str(word.as_str());
        analysed.words.push(AnalysedWord {
            hash,
            letters_end: analysed.letters.len() as u32,
            occurrences_end: 0,
            weight: 0,
        });
        if analysed.words.len() * 2 > self.slots.len() {
            self.grow(analysed);
        }
        index
    }

    fn grow(&mut self, analysed: &AnalysedDocument) {
        let mask = self.slots.len() * 2 - 1;
        self.slots = vec![0; mask + 1];
        for (index, word) in analysed.words.iter().enumerate() {
            let mut slot = word.hash as usize & mask;
            while self.slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = index as u32 + 1;
        }
    }

    /// Sorts the occurrences by word (a counting sort: they are in reading order already) and writes them down.
    fn encode_occurrences(&mut self, analysed: &mut AnalysedDocument) {
        self.starts.clear();
        self.starts.resize(analysed.words.len() + 1, 0);
        for occurrence in &self.occurrences {
            self.starts[occurrence.word as usize + 1] += 1;
        }
        for index in 1..self.starts.len() {
            self.starts[index] += self.starts[index - 1];
        }
        self.sorted.clear();
        self.sorted.resize(
            self.occurrences.len(),
            Occurrence {
                word: 0,
                position: 0,
                chain_start: 0,
                chain_length: 0,
            },
        );
        for occurrence in &self.occurrences {
            let at = &mut self.starts[occurrence.word as usize];
            self.sorted[*at as usize] = *occurrence;
            *at += 1;
        }
        analysed
            .occurrences
            .reserve_exact(self.occurrences.len() * 2 + self.chains.len());
        let mut last = (u32::MAX, 0);
        for occurrence in &self.sorted {
            if last.0 != occurrence.word {
                last = (occurrence.word, 0);
            }
            let chain =
                &self.chains[occurrence.chain_start as usize..][..occurrence.chain_length as usize];
            write::number(
                &mut analysed.occurrences,
                (occurrence.position - last.1) << 2 | occurrence.chain_length.min(3),
            );
            if occurrence.chain_length >= 3 {
                analysed.occurrences.push(occurrence.chain_length as u8);
            }
            analysed.occurrences.extend_from_slice(chain);
            last.1 = occurrence.position;
            analysed.words[occurrence.word as usize].occurrences_end =
                analysed.occurrences.len() as u32;
        }
    }
}

/// Analysers that threads take in turn, so that each keeps its buffers for the next document.
#[derive(Debug)]
pub struct Analysers {
    language: Language,
    idle: Mutex<Vec<Analyser>>,
}

impl Analysers {
    /// Analysers of texts in `language`; each is made when no other is idle.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            idle: Mutex::default(),
        }
    }

    /// What `work` makes with one of them.
    pub fn with<T>(&self, work: impl FnOnce(&mut Analyser) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let known = idle().pop();
        let mut analyser = known.unwrap_or_else(|| Analyser::new(self.language));
        let made = work(&mut analyser);
        idle().push(analyser);
        made
    }
}

/// A distinct word of a document.
pub(crate) struct DocumentWord<'a> {
    pub(crate) hash: u64,
    pub(crate) letters: &'a str,
    pub(crate) weight: u32,
    pub(crate) occurrences: &'a [u8],
}

impl AnalysedDocument {
    /// Its distinct words, in order of first occurrence.
    pub(crate) fn words(&self) -> impl Iterator<Item = DocumentWord<'_>> {
        let (mut letters, mut occurrences) = (0, 0);
        self.words.iter().map(move |word| {
            let found = DocumentWord {
                hash: word.hash,
                letters: &self.letters[letters..word.letters_end as usize],
                weight: word.weight,
                occurrences: &self.occurrences[occurrences..word.occurrences_end as usize],
            };
            letters = word.letters_end as usize;
            occurrences = word.occurrences_end as usize;
            found
        })
    }

    pub(crate) fn letters_of(&self, index: usize) -> &str {
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.words[before].letters_end);
        &self.letters[start as usize..self.words[index].letters_end as usize]
    }
}
