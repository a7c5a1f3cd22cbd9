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
    pub(super) fn to_json(&self) -> Vec<u8> {
        json(self.files.iter(), self.recipes.iter())
    }

    /// The bytes of the manifest of the files of both; where a recipe gave other bytes, those of `other`.
    pub(super) fn to_json_with(&self, other: &Self) -> Vec<u8> {
        let recipes = self.recipes.iter().chain(&other.recipes);
        let recipes: BTreeMap<_, _> = recipes.collect();
        json(self.files.union(&other.files), recipes.into_iter())
    }

    /// The hash of a file whose name tells its recipe.
    pub(super) fn recipe(&self, path: &str) -> Option<&str> {
        self.recipes.get(path).map(String::as_str)
    }

    /// That of `files`, of which those in `recipes` have a name that tells their recipe.
    pub(super) fn of<'a>(
        files: impl Iterator<Item = &'a String>,
        recipes: &BTreeMap<String, String>,
    ) -> Self {
        let files: BTreeSet<String> = files.cloned().collect();
        let recipes = recipes.iter().filter(|(path, _)| files.contains(*path));
        Self {
            recipes: recipes
                .map(|(path, hash)| (path.clone(), hash.clone()))
                .collect(),
            files,
        }
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
) -> Vec<u8> {
    let mut json = format!("{{\n\"version\": {VERSION},\n\"files\": [").into_bytes();
    for (number, file) in files.enumerate() {
        json.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
        quote(file, &mut json);
    }
    json.extend_from_slice(b"\n]");
    let mut recipes = recipes.peekable();
    if recipes.peek().is_some() {
        json.extend_from_slice(b",\n\"recipes\": {");
        for (number, (file, hash)) in recipes.enumerate() {
            json.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
            quote(file, &mut json);
            json.extend_from_slice(b": ");
            quote(hash, &mut json);
        }
        json.extend_from_slice(b"\n}");
    }
    json.extend_from_slice(b"\n}\n");
    json
}

/// Appends `text` as JSON has it.
fn quote(text: &str, json: &mut Vec<u8>) {
    serde_json::to_writer(json, text).expect("a vector takes whatever is written to it");
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
