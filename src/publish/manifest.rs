//! The list of the files that Parvis wrote, kept in the output folder as `.parvis/manifest.json`.
//!
//! One path a line, sorted by bytes: the same site gives the same manifest. Being listed is what
//! makes a file Parvis's to overwrite and to delete, so a list that could reach outside the output
//! folder is refused as damaged. Files whose name tells their recipe are listed with a hash of their
//! bytes too: one that still has it need not be made again.

use std::collections::{BTreeMap, BTreeSet};
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
    /// The hash of those whose name tells their recipe, in hexadecimal digits.
    recipes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Stored {
    version: u32,
    files: BTreeSet<String>,
    #[serde(default)]
    recipes: BTreeMap<String, String>,
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
                    recipes: stored.recipes,
                })
            }
            _ => Err(PublishError::Manifest { path: path.into() }),
        }
    }

    /// The manifest's bytes: JSON, one path a line.
    pub(super) fn to_json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let files = self.files.iter().map(|file| quoted(file));
        let recipes = self.recipes.iter();
        let recipes = recipes.map(|(file, hash)| format!("{}: {}", quoted(file), quoted(hash)));
        let files = one_a_line(files);
        let recipes = match one_a_line(recipes) {
            none if none.is_empty() => none,
            recipes => format!(",\n\"recipes\": {{{recipes}\n}}"),
        };
        format!("{{\n\"version\": {VERSION},\n\"files\": [{files}\n]{recipes}\n}}\n")
    }

    /// The hash of a file whose name tells its recipe.
    pub(super) fn recipe(&self, path: &str) -> Option<&str> {
        self.recipes.get(path).map(String::as_str)
    }

    /// Adds a file, with its hash if its name tells its recipe.
    pub(super) fn add(&mut self, path: &str, hash: Option<&String>) {
        self.files.insert(path.to_owned());
        let recipe = hash.map(|hash| (path.to_owned(), hash.clone()));
        self.recipes.extend(recipe);
    }

    pub(super) fn owns(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    pub(super) fn files(&self) -> &BTreeSet<String> {
        &self.files
    }

    /// The files of both; where a recipe gave other bytes, those of `other`.
    pub(super) fn union(&self, other: &Self) -> Self {
        let recipes = self.recipes.iter().chain(&other.recipes);
        Self {
            files: self.files.union(&other.files).cloned().collect(),
            recipes: recipes
                .map(|(file, hash)| (file.clone(), hash.clone()))
                .collect(),
        }
    }
}

/// The items of a list or map, each on a line of its own.
fn one_a_line(items: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = items.map(|item| format!("\n{item}")).collect();
    lines.join(",")
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
