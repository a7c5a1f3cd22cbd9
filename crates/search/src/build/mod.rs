//! Analysed documents into the files of an index. Same documents in the same order, same bytes.
//!
//! 1. [`vocabulary`]: the words of all documents, sorted, each with its stem;
//! 2. [`postings`]: for each stem, the documents that hold it with what each adds to a score, and where it occurs;
//! 3. [`pairs`]: where two very frequent words follow one another;
//! 4. [`shards`]: all of it, and the documents' own texts, cut into files named by their content.

mod pairs;
mod postings;
mod shards;
mod vocabulary;

use std::collections::BTreeSet;

use crate::codec::ShardId;
use crate::document::{AnalysedDocument, Document};
use crate::{Language, ROOT_NAME};

/// One file of an index: its name within the index's folder, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    /// `index.bin`, or twelve hexadecimal digits of the content's hash and `.bin` or `.txt`.
    pub name: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// The files of the index of `documents`, the root (`index.bin`) last. Results of equal rank keep the documents' order.
/// Each document comes with what [`Analyser::analyse`](crate::Analyser::analyse) made of it.
pub fn build_index(
    language: Language,
    documents: &[(Document<'_>, &AnalysedDocument)],
) -> Vec<IndexFile> {
    let analysed: Vec<&AnalysedDocument> =
        documents.iter().map(|(_, analysed)| *analysed).collect();
    let vocabulary = vocabulary::Vocabulary::of(language, &analysed);
    let postings = postings::Postings::of(&vocabulary, &analysed);
    let common = postings.common();
    let pairs = pairs::pairs(&vocabulary, &analysed, &common);
    let mut files = Files::default();
    let contents = shards::Contents {
        language,
        documents,
        vocabulary: &vocabulary,
        postings: &postings,
        pairs: &pairs,
    };
    let root = shards::write(&contents, &mut files);
    let mut files = files.files;
    files.push(IndexFile {
        name: ROOT_NAME.to_owned(),
        bytes: root,
    });
    files
}

/// The files made so far. Equal content is one file.
#[derive(Default)]
struct Files {
    files: Vec<IndexFile>,
    known: BTreeSet<ShardId>,
}

impl Files {
    fn add(&mut self, bytes: Vec<u8>, extension: &str) -> ShardId {
        let id = ShardId::of(&bytes);
        if self.known.insert(id) {
            self.files.push(IndexFile {
                name: id.name(extension),
                bytes,
            });
        }
        id
    }
}
