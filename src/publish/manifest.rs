//! The list of the files that Parvis wrote, kept in the output folder as `.parvis/manifest.json`.
//!
//! One path a line, sorted by bytes: the same site gives the same manifest. Being listed is what
//! makes a file Parvis's to overwrite and to delete, so a list that could reach outside the output
//! folder is refused as damaged.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;

use super::{Action, FOLDER, PublishError};

const VERSION: u32 = 1;

/// The paths of the files that Parvis wrote, relative to the output folder, `/`-separated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Stored {
    version: u32,
    files: BTreeSet<String>,
}

impl Manifest {
    /// The manifest at `path`; an empty one where there is none.
    pub(super) fn read(path: &Path) -> Result<Self, PublishError> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Action::Read.failed(path)(error)),
        };
        match serde_json::from_slice::<Stored>(&bytes) {
            Ok(stored) if stored.version == VERSION && stored.files.iter().all(|f| is_safe(f)) => {
                Ok(Self {
                    files: stored.files,
                })
            }
            _ => Err(PublishError::Manifest { path: path.into() }),
        }
    }

    /// The manifest's bytes: JSON, one path a line.
    pub(super) fn to_json(&self) -> String {
        let mut json = format!("{{\n\"version\": {VERSION},\n\"files\": [");
        let mut separator = "\n";
        for file in &self.files {
            json.push_str(separator);
            json.push_str(&serde_json::Value::from(file.as_str()).to_string());
            separator = ",\n";
        }
        json.push_str("\n]\n}\n");
        json
    }

    pub(super) fn owns(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    pub(super) fn files(&self) -> &BTreeSet<String> {
        &self.files
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        self.files.union(&other.files).cloned().collect()
    }
}

impl FromIterator<String> for Manifest {
    fn from_iter<I: IntoIterator<Item = String>>(files: I) -> Self {
        Self {
            files: files.into_iter().collect(),
        }
    }
}

/// Whether a path stays inside the output folder, is in its simplest form, and keeps out of
/// Parvis's own folder.
pub(super) fn is_safe(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.clone().next().is_some_and(|first| !first.eq_ignore_ascii_case(FOLDER))
        && parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']))
        // A drive letter or a stream of Windows.
        && !(cfg!(windows) && path.contains(':'))
}
