//! Analysed documents into the files of an index. Same documents in the same order, same bytes.
//!
//! An [`IndexBuilder`] takes the documents one by one and forgets them: of each it keeps, stem by stem, where its words occur, and hands
//! on the files that hold texts as they become full. What depends on all documents is worked out in the end:
//!
//! 1. [`vocabulary`]: the words of all documents, sorted, each with its stem;
//! 2. [`postings`]: for each stem, the documents that hold it with what each adds to a score, and where it occurs;
//! 3. [`pairs`]: where two very frequent words follow one another;
//! 4. [`shards`], [`attributes`], [`texts`]: all of it cut into files named by their content.

mod attributes;
mod gathered;
mod log;
mod pairs;
mod postings;
mod shards;
mod texts;
mod vocabulary;

use std::collections::BTreeSet;
use std::fmt;

use crate::codec::{ShardId, checksum, write};
use crate::document::{AnalysedDocument, Analyser, Document};
use crate::format::MAGIC;
use crate::{Language, ROOT_NAME};

use attributes::Attributes;
use gathered::Gathered;
use log::Keep;
use postings::Scale;
use texts::Texts;
use vocabulary::{Interner, Vocabulary};

pub use log::Kept;

/// One file of an index: its name within the index's folder, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    /// `index.bin`, or twelve hexadecimal digits of the content's hash and `.bin` or `.txt`.
    pub name: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// Makes the index of documents that are handed in one after the other, and hands out its files as they are made.
pub struct IndexBuilder<'e> {
    language: Language,
    /// How many documents have been added.
    documents: u32,
    interner: Interner,
    /// By the stem's number in `interner`.
    stems: Vec<Gathered>,
    /// By document: how many words it has that are not function words.
    lengths: Vec<u32>,
    attributes: Attributes,
    texts: Texts,
    keep: Keep<'e>,
    files: Files<'e>,
}

impl<'e> IndexBuilder<'e> {
    /// An index without documents. `emit` is given each file once; the root (`index.bin`) comes last.
    pub fn new(language: Language, emit: impl FnMut(IndexFile) + 'e) -> Self {
        Self {
            language,
            documents: 0,
            interner: Interner::new(language),
            stems: Vec::new(),
            lengths: Vec::new(),
            attributes: Attributes::default(),
            texts: Texts::default(),
            keep: Box::new(|bytes| Box::new(Box::<[u8]>::from(bytes))),
            files: Files {
                known: BTreeSet::new(),
                emit: Box::new(emit),
            },
        }
    }

    /// The builder with another place than memory for what it needs only at the end: `keep` takes it, some thousand bytes at a time.
    #[must_use]
    pub fn keeping(mut self, keep: impl Fn(&[u8]) -> Box<dyn Kept> + 'e) -> Self {
        self.keep = Box::new(keep);
        self
    }

    /// Adds a document with what [`Analyser::analyse`] made of it. Results of equal rank keep the order in which they were added.
    pub fn add(&mut self, document: &Document<'_>, analysed: &AnalysedDocument) {
        for word in analysed.words() {
            let known = self.interner.intern(word.hash, word.letters);
            let stem = known.stem as usize;
            if stem == self.stems.len() {
                self.stems.push(Gathered::default());
            }
            self.stems[stem].add(
                self.documents,
                known.rank,
                word.weight,
                word.occurrences,
                &self.keep,
            );
        }
        self.lengths.push(analysed.length);
        self.attributes.add(document);
        self.texts.add(document, &mut self.files);
        self.documents += 1;
    }

    /// Hands out the other files, the root last.
    pub fn finish(self) {
        let Self {
            language,
            documents,
            interner,
            stems,
            lengths,
            attributes,
            texts,
            keep,
            mut files,
        } = self;
        let mut root = MAGIC.to_vec();
        root.push(language as u8);
        write::number(&mut root, documents);
        let attributes = attributes.sorted();
        attributes.write_names(&mut root);
        let vocabulary = Vocabulary::of(interner);
        shards::write_dictionary(&vocabulary, &stems, &mut files, &mut root);
        shards::write_reversed(&vocabulary, &mut files, &mut root);
        let scale = Scale::of(&lengths);
        let common = shards::write_postings(&vocabulary, stems, &scale, &mut files, &mut root);
        pairs::write(&common, documents as usize, &keep, &mut files, &mut root);
        attributes.write_blocks(&mut files, &mut root);
        texts.write(&mut files, &mut root);
        let check = checksum(&root);
        root.extend_from_slice(&check.to_le_bytes());
        files.emit(ROOT_NAME.to_owned(), root);
    }
}

impl fmt::Debug for IndexBuilder<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("IndexBuilder")
            .field("language", &self.language)
            .field("documents", &self.documents)
            .finish_non_exhaustive()
    }
}

/// The files of the index of `documents`, which are analysed one after the other; the root last.
pub fn build_index(language: Language, documents: &[Document<'_>]) -> Vec<IndexFile> {
    let mut files = Vec::new();
    let mut analyser = Analyser::new(language);
    let mut builder = IndexBuilder::new(language, |file| files.push(file));
    for document in documents {
        builder.add(document, &analyser.analyse(document));
    }
    builder.finish();
    files
}

/// Where files go. Equal content is one file.
struct Files<'e> {
    known: BTreeSet<ShardId>,
    emit: Box<dyn FnMut(IndexFile) + 'e>,
}

impl Files<'_> {
    fn add(&mut self, bytes: Vec<u8>, extension: &str) -> ShardId {
        let id = ShardId::of(&bytes);
        if self.known.insert(id) {
            self.emit(id.name(extension), bytes);
        }
        id
    }

    fn emit(&mut self, name: String, bytes: Vec<u8>) {
        (self.emit)(IndexFile { name, bytes });
    }
}
