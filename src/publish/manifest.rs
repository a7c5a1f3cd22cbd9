//! The list of the files that Parvis wrote, kept in the output folder as `.parvis/manifest.json`.
//!
//! One path a line, sorted by bytes: the same site gives the same manifest. Being listed is what
//! makes a file Parvis's to overwrite and to delete, so a list that could reach outside the output
//! folder is refused as damaged. Files whose name tells their recipe are listed with a hash of their
//! bytes too: one that still has it need not be made again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
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
        json(self.files.iter(), self.recipes.iter())
    }

    /// The bytes of the manifest of the files of both; where a recipe gave other bytes, those of `other`.
    pub(super) fn to_json_with(&self, other: &Self) -> String {
        let recipes = self.recipes.iter().chain(&other.recipes);
        let recipes: BTreeMap<_, _> = recipes.collect();
        json(self.files.union(&other.files), recipes.into_iter())
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
}

/// The bytes of the manifest of these files, and of those whose name tells their recipe with the hash of each.
fn json<'a>(
    files: impl Iterator<Item = &'a String>,
    recipes: impl Iterator<Item = (&'a String, &'a String)>,
) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut json = format!("{{\n\"version\": {VERSION},\n\"files\": [");
    for (number, file) in files.enumerate() {
        json.push_str(if number == 0 { "\n" } else { ",\n" });
        json.push_str(&quoted(file));
    }
    json.push_str("\n]");
    let mut recipes = recipes.peekable();
    if recipes.peek().is_some() {
        json.push_str(",\n\"recipes\": {");
        for (number, (file, hash)) in recipes.enumerate() {
            json.push_str(if number == 0 { "\n" } else { ",\n" });
            // Writing to a string cannot fail.
            let _ = write!(json, "{}: {}", quoted(file), quoted(hash));
        }
        json.push_str("\n}");
    }
    json.push_str("\n}\n");
    json
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
