//! The last stage, and the only writer: artifacts → output folder.
//!
//! A [`Publication`] stages what changed beside the site, in `.parvis/` of the output folder, and
//! moves it into place in one go at [`Publication::commit`]. It promises that
//! - a build that fails or is abandoned leaves the previous site as it was, byte for byte;
//! - a build that is killed leaves whole files only, and the next one repairs the rest: before the
//!   first file moves, the manifest names every file of the previous and of the coming site;
//! - a file that Parvis did not write is neither overwritten nor deleted, and no symbolic link in
//!   the output folder is followed;
//! - a file whose bytes would not change is not touched, so that its date keeps its meaning;
//! - a file whose name tells its recipe is kept without being made again, as long as its bytes are
//!   those that were published under that name.
//!
//! Nothing is flushed to the device file by file: the promises hold against a killed process, not
//! against a power cut, after which a build with an empty output folder is the remedy.
//!
//! Commands that add to the sources of a site (`new`, `init`) write them through [`sources`], which never touches what is there;
//! [`replace`] is for the corrections that an editor asked for.
//!
//! It must never decide what a page holds, nor word a message: errors are data.
#![allow(
    clippy::disallowed_methods,
    reason = "publish is the only stage that writes"
)]

mod commit;
mod error;
mod imported;
mod lock;
mod manifest;
mod replacement;
mod rights;
mod single;
pub mod sources;
mod staging;
mod state;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub use error::{Action, PublishError};
pub use imported::{Fate, ImportedFiles, write_report};
pub use replacement::{Replacement, replace};
pub use single::{Creation, create};
pub use state::keep_state;

use lock::OutputFolder;
use manifest::Manifest;
use staging::{Staging, Standing};

/// The folder, inside the output, that holds the manifest, the lock and the staged files.
pub const FOLDER: &str = ".parvis";

/// What a publication did to the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files of the site: the written and the unchanged ones.
    pub files: usize,
    /// Files that are new or whose bytes changed.
    pub written: usize,
    /// Files that already had the right bytes.
    pub unchanged: usize,
    /// Those of them that were kept by their recipe, without being made again.
    pub kept: usize,
    /// Files of the previous site that this one no longer has.
    pub deleted: usize,
}

/// One build's way into the output folder, from the lock to the commit.
///
/// Dropped without a commit, it removes what it staged and leaves the previous site.
#[derive(Debug)]
pub struct Publication {
    // Fields drop in this order: the staged files go before the lock is released.
    staging: Staging,
    previous: Manifest,
    produced: Mutex<BTreeMap<String, Placement>>,
    /// The hash of the files whose name tells their recipe.
    recipes: Mutex<BTreeMap<String, String>>,
    output: OutputFolder,
}

/// What has to happen to a produced file at the commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placement {
    /// The output has these bytes already, in a file that a previous build wrote.
    Unchanged,
    /// The same, known by the file's recipe.
    Kept,
    /// The output has these bytes already, in a file that Parvis did not write: it stays foreign.
    AlreadyThere,
    /// The staged file of this number moves to the path.
    Staged(u64),
    /// The file stands in the tree of new folders, and moves with the outermost of them.
    Planted,
}

impl Publication {
    /// Takes the output folder for one build: checks that it neither is nor holds the
    /// root `site` or one of its `sources` (content, themes), nor lies in one of these, locks it,
    /// and clears what a killed build left.
    ///
    /// The folder is made where it is missing, and removed again if nothing is committed.
    pub fn begin(output: &Path, site: &Path, sources: &[PathBuf]) -> Result<Self, PublishError> {
        let output = OutputFolder::take(output, site, sources)?;
        let previous = Manifest::read(&output.manifest())?;
        let staging = Staging::begin(output.root(), &output.control())?;
        Ok(Self {
            staging,
            previous,
            produced: Mutex::default(),
            recipes: Mutex::default(),
            output,
        })
    }

    /// Hands in one file of the site, from any thread and in any order.
    ///
    /// `path` is relative to the output folder and separated by `/`. Nothing of the site changes
    /// yet: the bytes wait in the staging folder unless the output has them already.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if !manifest::is_safe(path) {
            return Err(PublishError::UnsafePath { path: path.into() });
        }
        let owned = self.previous.owns(path);
        let standing = self
            .staging
            .standing(path, bytes, |parent| self.previous.owns(parent))?;
        let placement = match (standing, owned) {
            (Standing::Same, true) => Placement::Unchanged,
            (Standing::Same, false) => Placement::AlreadyThere,
            (Standing::Different, false) | (Standing::Special, _) => {
                let path = self.output.file(path);
                return Err(PublishError::Foreign { path });
            }
            (Standing::NoFolder, _) if self.staging.plant(path, bytes)? => Placement::Planted,
            (Standing::Nothing | Standing::NoFolder | Standing::Folder, _)
            | (Standing::Different, true) => Placement::Staged(self.staging.write(bytes)?),
        };
        self.produce(path, placement)
    }

    /// Hands in one file whose name tells its recipe: whatever has this name has these bytes, so
    /// that the next build can [`keep`](Self::keep) it.
    pub fn put_by_recipe(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.put(path, bytes)?;
        self.know_recipe(path, blake3::hash(bytes));
        Ok(())
    }

    /// Keeps the file at `path` as the previous build made it by its recipe, and says whether that
    /// was possible: whether it is there, Parvis's, and what it was.
    pub fn keep(&self, path: &str) -> Result<bool, PublishError> {
        let known = self.previous.recipe(path);
        let Some(known) = known.filter(|_| manifest::is_safe(path) && self.previous.owns(path))
        else {
            return Ok(false);
        };
        let owns = |parent: &str| self.previous.owns(parent);
        let found = self.staging.hash(path, owns)?;
        let Some(hash) = found.filter(|hash| *hash.to_hex() == *known) else {
            return Ok(false);
        };
        self.produce(path, Placement::Kept)?;
        self.know_recipe(path, hash);
        Ok(true)
    }

    fn produce(&self, path: &str, placement: Placement) -> Result<(), PublishError> {
        let mut produced = self.produced.lock().unwrap_or_else(PoisonError::into_inner);
        if produced.insert(path.to_owned(), placement).is_some() {
            return Err(PublishError::Collision {
                path: path.to_owned(),
                other: path.to_owned(),
            });
        }
        Ok(())
    }

    fn know_recipe(&self, path: &str, hash: blake3::Hash) {
        let mut recipes = self.recipes.lock().unwrap_or_else(PoisonError::into_inner);
        recipes.insert(path.to_owned(), hash.to_hex().to_string());
    }

    /// Makes the output folder the site that was handed in: moves the staged files into place,
    /// then deletes the files of the previous site that are no longer produced, with the folders
    /// that this empties.
    pub fn commit(mut self) -> Result<Summary, PublishError> {
        let plan = self.plan()?;
        if !self.is_done(&plan) {
            let manifests = self.prepare(&plan)?;
            self.output.keep();
            self.apply(&plan, &manifests, &|| false)?;
        }
        Ok(plan.summary)
    }
}
