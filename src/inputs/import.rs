//! What `import` reads: an export, a folder of files, the configuration of the site that it fills.
#![allow(
    clippy::disallowed_methods,
    reason = "read is the only stage that reads the disk"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::SourceFile;
use super::walk::{
    LARGEST_FILE_MIB, LARGEST_TEXT_MIB, describe, is_source, is_text, read_file, source_path,
};
use crate::diagnostics::{Diagnostic, Problem, SourcePath};

/// An export, which is read as often as needed and never held as a whole.
#[derive(Debug)]
pub struct ExportFile {
    path: PathBuf,
}

impl ExportFile {
    /// The export at `path`.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    /// Its bytes, from the beginning.
    pub fn open(&self) -> Result<fs::File, Diagnostic> {
        let fault = |error: std::io::Error| {
            let reason = describe(&error);
            let name = SourcePath::new(self.path.to_string_lossy().into_owned());
            Diagnostic::of_file(&name, Problem::Unreadable { reason })
        };
        let file = fs::File::open(&self.path).map_err(fault)?;
        if file.metadata().map_err(fault)?.is_dir() {
            return Err(fault(std::io::ErrorKind::IsADirectory.into()));
        }
        Ok(file)
    }
}

/// A folder whose files are known by their path, and read one by one. Symbolic links are passed over: whatever an export asks for, nothing
/// outside of the folder is at hand.
#[derive(Debug, Default)]
pub struct Folder {
    root: PathBuf,
    files: BTreeSet<String>,
}

/// Why a file of a folder was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It is larger than a site takes.
    TooLarge,
    /// The system refused, in its own words.
    Failed(String),
}

impl Folder {
    /// The folder `root` with all that lies in it, but for hidden files and what editors and package managers leave behind.
    pub fn open(root: &Path) -> Result<Self, Diagnostic> {
        let fault = |path: &Path, reason: String| {
            let name = SourcePath::new(path.to_string_lossy().into_owned());
            Diagnostic::of_file(&name, Problem::Unreadable { reason })
        };
        let mut files = BTreeSet::new();
        let walk = WalkDir::new(root).into_iter().filter_entry(|entry| {
            let name = entry.file_name();
            entry.depth() == 0
                || (is_source(name) && name != "node_modules")
                // The settings of a generator may be hidden.
                || name.to_string_lossy().starts_with(".eleventy")
        });
        for entry in walk {
            let entry = entry.map_err(|error| {
                let reason = error.io_error().map_or_else(|| "?".to_owned(), describe);
                fault(error.path().unwrap_or(root), reason)
            })?;
            if entry.file_type().is_file() {
                files.insert(source_path(root, entry.path()).as_str().to_owned());
            } else if entry.depth() == 0 && !entry.path().is_dir() {
                return Err(fault(
                    root,
                    describe(&std::io::ErrorKind::NotADirectory.into()),
                ));
            }
        }
        if !root.is_dir() {
            return Err(fault(
                root,
                describe(&std::io::ErrorKind::NotADirectory.into()),
            ));
        }
        Ok(Self {
            root: root.to_owned(),
            files,
        })
    }

    /// The paths of its files, in order.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// Whether it holds a file at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// The bytes of the file `path`, which it contains.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        let failed = |error: std::io::Error| Unread::Failed(describe(&error));
        let full = self.root.join(path);
        let name = SourcePath::new(path);
        let limit = if is_text(&name) {
            LARGEST_TEXT_MIB
        } else {
            LARGEST_FILE_MIB
        };
        if fs::symlink_metadata(&full).map_err(failed)?.len() > limit * 1024 * 1024 {
            return Err(Unread::TooLarge);
        }
        fs::read(&full).map_err(failed)
    }

    /// Its name, for a title.
    pub fn name(&self) -> String {
        let root = self
            .root
            .canonicalize()
            .unwrap_or_else(|_| self.root.clone());
        root.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    }
}

/// The configuration of the site below `root`, if it has one.
pub fn read_site_file(root: &Path) -> Result<Option<SourceFile>, Diagnostic> {
    let path = root.join("content/site.yaml");
    if !path.exists() {
        return Ok(None);
    }
    read_file(root, None, &path).map(Some)
}
