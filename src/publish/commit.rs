//! The move from the previous site to the coming one.
//!
//! The order makes every moment of it a state that the next build can start from:
//! 1. check, before anything changes, that each file can go where it should, and may;
//! 2. stage the two manifests and make the missing folders (a full disk shows here);
//! 3. put the first manifest in place: the files of both sites;
//! 4. delete the files of the previous site that stand in the way of the coming one;
//! 5. move the staged files, and the new folders with all that they hold, into place, each in one step
//!    of the file system;
//! 6. delete the other files that are no longer produced, and the folders this empties;
//! 7. put the second manifest in place: the files of the coming site alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use rayon::iter::Either;
use rayon::prelude::*;

use super::{Action, Manifest, Placement, Publication, PublishError, Summary};

/// What a commit will do; made before anything changes.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) summary: Summary,
    coming: Manifest,
    /// Deletions that make room for the coming files, and all the others.
    blocking: Vec<String>,
    stale: Vec<String>,
    /// Where each staged file goes.
    moves: Vec<(String, u64)>,
    /// The new folders that move with all that they hold.
    new_folders: Vec<String>,
}

/// The two staged manifests.
#[derive(Debug)]
pub(super) struct Manifests {
    both: PathBuf,
    coming: PathBuf,
}

impl Publication {
    /// Works out the changes and refuses those that cannot be made.
    pub(super) fn plan(&self) -> Result<Plan, PublishError> {
        let produced = self.produced.lock().unwrap_or_else(PoisonError::into_inner);
        refuse_collisions(&produced)?;
        let recipes = self.recipes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut moves = Vec::new();
        let mut new_folders: Vec<String> = Vec::new();
        let mut planted = 0;
        for (path, placement) in &*produced {
            match placement {
                Placement::Staged(number) => moves.push((path.clone(), *number)),
                Placement::Planted => {
                    planted += 1;
                    // Paths come in order: those of a folder stand together.
                    let known = new_folders.last();
                    if !known.is_some_and(|known| is_at_or_below(path, known)) {
                        new_folders.extend(self.staging.new_folder(path).map(str::to_owned));
                    }
                }
                Placement::Unchanged | Placement::Kept | Placement::AlreadyThere => {}
            }
        }
        let own = produced
            .iter()
            .filter(|(_, placement)| **placement != Placement::AlreadyThere);
        let coming = Manifest::of(own.map(|(path, _)| path), &recipes);
        let refusal = moves
            .par_iter()
            .find_map_first(|(path, _)| self.refuse_foreign_below(path).err());
        if let Some(refusal) = refusal {
            return Err(refusal);
        }
        let (blocking, stale): (Vec<String>, Vec<String>) = self
            .previous
            .files()
            .iter()
            .filter(|path| !produced.contains_key(*path))
            .cloned()
            .partition(|path| is_in_the_way(path, &produced));
        let summary = Summary {
            files: produced.len(),
            written: moves.len() + planted,
            unchanged: produced.len() - moves.len() - planted,
            kept: produced
                .values()
                .filter(|placement| **placement == Placement::Kept)
                .count(),
            deleted: blocking.len() + stale.len(),
        };
        Ok(Plan {
            summary,
            coming,
            blocking,
            stale,
            moves,
            new_folders,
        })
    }

    /// Whether the output folder is the coming site already, manifest included.
    pub(super) fn is_done(&self, plan: &Plan) -> bool {
        plan.summary.written == 0 && plan.coming == self.previous && self.output.manifest().exists()
    }

    /// Takes the room that the commit needs, before the first file changes.
    pub(super) fn prepare(&self, plan: &Plan) -> Result<Manifests, PublishError> {
        let moved = plan.moves.iter().map(|(path, _)| path);
        let deleted = plan.blocking.iter().chain(&plan.stale);
        let changed = moved.chain(deleted).chain(&plan.new_folders);
        self.refuse_without_rights(changed.map(String::as_str))?;
        let (both, coming) = rayon::join(
            || {
                let both = self.previous.to_json_with(&plan.coming);
                self.staging.write_named("both", &both)
            },
            || self.staging.write_named("coming", &plan.coming.to_json()),
        );
        let manifests = Manifests {
            both: both?,
            coming: coming?,
        };
        self.make_folders(&plan.moves, &plan.blocking)?;
        Ok(manifests)
    }

    /// Makes the changes. Before each one it asks `strikes` whether the process ends here, which
    /// only a test may answer with yes.
    pub(super) fn apply(
        &self,
        plan: &Plan,
        manifests: &Manifests,
        strikes: &(impl Fn() -> bool + Sync),
    ) -> Result<(), PublishError> {
        let manifest = self.output.manifest();
        if strikes() {
            return Ok(());
        }
        rename(&manifests.both, &manifest)?;
        for path in &plan.blocking {
            if strikes() {
                return Ok(());
            }
            self.delete(path)?;
        }
        if !plan.blocking.is_empty() {
            self.make_folders(&plan.moves, &[])?;
        }
        for folder in &plan.new_folders {
            if strikes() {
                return Ok(());
            }
            merge(&self.staging.planted(folder), &self.output.file(folder))?;
        }
        let struck = plan.moves.par_iter().map(|(path, number)| {
            let strikes = strikes();
            if !strikes {
                rename(&self.staging.file(*number), &self.output.file(path))?;
            }
            Ok(strikes)
        });
        if struck.try_reduce(|| false, |one, other| Ok(one || other))? {
            return Ok(());
        }
        for path in &plan.stale {
            if strikes() {
                return Ok(());
            }
            self.delete(path)?;
        }
        if strikes() {
            return Ok(());
        }
        rename(&manifests.coming, &manifest)
    }

    /// Where a folder stands at a file's path, all that it holds must be Parvis's to remove.
    fn refuse_foreign_below(&self, path: &str) -> Result<(), PublishError> {
        let place = self.output.file(path);
        if !fs::symlink_metadata(&place).is_ok_and(|found| found.is_dir()) {
            return Ok(());
        }
        let entries = fs::read_dir(&place).map_err(Action::Read.failed(&place))?;
        for entry in entries {
            let entry = entry.map_err(Action::Read.failed(&place))?;
            let kind = entry
                .file_type()
                .map_err(Action::Read.failed(entry.path()))?;
            let inner = match entry.file_name().to_str() {
                Some(name) => format!("{path}/{name}"),
                None => return Err(PublishError::Foreign { path: entry.path() }),
            };
            if kind.is_dir() {
                self.refuse_foreign_below(&inner)?;
            } else if !kind.is_file() || !self.previous.owns(&inner) {
                return Err(PublishError::Foreign { path: entry.path() });
            }
        }
        Ok(())
    }

    /// Makes the missing folders of the moved files, parents first, but for those at or below the
    /// path of a file that is still to be deleted. On failure it removes those it made.
    fn make_folders(
        &self,
        moves: &[(String, u64)],
        blocking: &[String],
    ) -> Result<(), PublishError> {
        let mut by_depth: Vec<Vec<&str>> = Vec::new();
        for folder in folders_of(moves) {
            if blocking.iter().any(|file| is_at_or_below(folder, file)) {
                continue;
            }
            let depth = folder.matches('/').count();
            if by_depth.len() <= depth {
                by_depth.resize_with(depth + 1, Vec::new);
            }
            by_depth[depth].push(folder);
        }
        let mut made: Vec<PathBuf> = Vec::new();
        for folders in by_depth {
            let (done, failed): (Vec<_>, Vec<_>) = folders
                .into_par_iter()
                .filter_map(|folder| self.make_folder(folder).transpose())
                .partition_map(|made| match made {
                    Ok(place) => Either::Left(place),
                    Err(error) => Either::Right(error),
                });
            made.extend(done);
            if let Some(error) = failed.into_iter().next() {
                for folder in made.iter().rev() {
                    let _ = fs::remove_dir(folder);
                }
                return Err(error);
            }
        }
        Ok(())
    }

    /// Makes a folder of the output and returns its place; `None` where there is one.
    fn make_folder(&self, folder: &str) -> Result<Option<PathBuf>, PublishError> {
        let place = self.output.file(folder);
        match fs::create_dir(&place) {
            Ok(()) => Ok(Some(place)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(Action::CreateFolder.failed(place)(error)),
        }
    }

    /// Deletes a file of the previous site and the folders that this empties. What a person has put
    /// in its place (a link, a folder) stays.
    fn delete(&self, path: &str) -> Result<(), PublishError> {
        if !self.parents_are_folders(path) {
            return Ok(());
        }
        let place = self.output.file(path);
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_file() => {
                fs::remove_file(&place).map_err(Action::Delete.failed(&place))?;
            }
            Ok(_) => return Ok(()),
            // A killed build may have deleted it, and not the folders.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Action::Read.failed(place)(error)),
        }
        for folder in place
            .ancestors()
            .skip(1)
            .take_while(|f| *f != self.output.root())
        {
            // Refused where something else is left in it.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Whether nothing but folders leads to the path: no link is followed out of the output.
    fn parents_are_folders(&self, path: &str) -> bool {
        parents(path).all(|parent| {
            fs::symlink_metadata(self.output.file(parent)).is_ok_and(|found| found.is_dir())
        })
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), PublishError> {
    match fs::rename(from, to) {
        // The folders that stood at a file's path are empty by now.
        Err(error) if error.kind() == ErrorKind::IsADirectory => {
            remove_empty_folders(to)?;
            fs::rename(from, to).map_err(Action::Move.failed(to))
        }
        moved => moved.map_err(Action::Move.failed(to)),
    }
}

/// Moves the folder `from` to `to`: as a whole, but where a folder has come to stand there since it was looked for.
fn merge(from: &Path, to: &Path) -> Result<(), PublishError> {
    match fs::symlink_metadata(to) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(PublishError::Foreign { path: to.into() }),
        Err(_) => return fs::rename(from, to).map_err(Action::Move.failed(to)),
    }
    for entry in fs::read_dir(from).map_err(Action::Read.failed(from))? {
        let entry = entry.map_err(Action::Read.failed(from))?;
        let place = to.join(entry.file_name());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            merge(&entry.path(), &place)?;
        } else {
            rename(&entry.path(), &place)?;
        }
    }
    Ok(())
}

/// Removes a folder that holds nothing but empty folders.
fn remove_empty_folders(folder: &Path) -> Result<(), PublishError> {
    for entry in fs::read_dir(folder).map_err(Action::Read.failed(folder))? {
        let entry = entry.map_err(Action::Read.failed(folder))?;
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_empty_folders(&entry.path())?;
        }
    }
    fs::remove_dir(folder).map_err(Action::Delete.failed(folder))
}

/// No file of a site may stand at the path of another's folder.
fn refuse_collisions(produced: &BTreeMap<String, Placement>) -> Result<(), PublishError> {
    let mut before = "";
    for path in produced.keys() {
        // The folders of the path before have been looked at: paths come in order, those of a folder mostly together.
        let is_new = |folder: &&str| !is_below(before, folder);
        let mut new = parents(path).take_while(is_new);
        if let Some(other) = new.find(|folder| produced.contains_key(*folder)) {
            return Err(PublishError::Collision {
                path: path.clone(),
                other: other.to_owned(),
            });
        }
        before = path;
    }
    Ok(())
}

/// Whether a file of the previous site stands at the path of a coming folder, or below that of a
/// coming file.
fn is_in_the_way(path: &str, produced: &BTreeMap<String, Placement>) -> bool {
    let below = format!("{path}/");
    produced
        .range(below.clone()..)
        .next()
        .is_some_and(|(next, _)| next.starts_with(&below))
        || parents(path).any(|parent| produced.contains_key(parent))
}

/// The folders that the moved files need, parents before children.
fn folders_of(moves: &[(String, u64)]) -> BTreeSet<&str> {
    let mut folders = BTreeSet::new();
    for (path, _) in moves {
        for parent in parents(path) {
            if !folders.insert(parent) {
                break;
            }
        }
    }
    folders
}

/// The folders of a path, innermost first.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(end, _)| &path[..end])
}

fn is_at_or_below(path: &str, file: &str) -> bool {
    path == file || is_below(path, file)
}

fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.starts_with('/'))
}
