//! What `benchmark aggregate` reads: the private folder of an edition, which is no part of a site.

use std::borrow::Cow;
use std::path::Path;

use super::SourceFile;
use super::walk::read_folder;
use crate::diagnostics::{Diagnostic, Problem, SourcePath, Sources};

/// The name of the frame of an edition in its folder.
const FRAME: &str = "edition.yaml";

/// The files of a collection, for the reporter too.
#[derive(Debug, Default)]
pub struct CollectionFiles {
    /// `edition.yaml`.
    pub frame: Option<SourceFile>,
    /// Every JSON file of the folder and of those in it, in the order of their paths.
    pub contributions: Vec<SourceFile>,
}

impl Sources for CollectionFiles {
    fn source(&self, path: &SourcePath) -> Option<Cow<'_, [u8]>> {
        let file = self.contributions.iter().chain(&self.frame);
        let mut file = file.filter(|file| file.path == *path);
        file.next().map(|file| file.bytes.read())
    }
}

/// Reads the collection in `folder`. What is neither its frame nor JSON is passed over: a letter, a log.
pub fn read_collection(folder: &Path) -> (CollectionFiles, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let name = folder.to_string_lossy().replace('\\', "/");
    let name = name.trim_end_matches('/');
    let shown = SourcePath::new(name);
    if !folder.is_dir() {
        diagnostics.push(Diagnostic::of_file(&shown, Problem::NoCollection));
        return (CollectionFiles::default(), diagnostics);
    }
    let files = read_folder(Path::new(""), name, &mut diagnostics).files;
    let (frames, others): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| file.path.folder() == name && file.path.name() == FRAME);
    let contributions: Vec<SourceFile> = others
        .into_iter()
        .filter(|file| file.path.extension() == "json")
        .collect();
    let frame = frames.into_iter().next();
    if frame.is_none() {
        diagnostics.push(Diagnostic::of_file(&shown, Problem::NoEditionFrame));
    }
    if contributions.is_empty() && diagnostics.is_empty() {
        diagnostics.push(Diagnostic::of_file(&shown, Problem::NoContribution));
    }
    (
        CollectionFiles {
            frame,
            contributions,
        },
        diagnostics,
    )
}
