//! The files of the coming site that are not in the output yet, and the look at what is.
//!
//! A file whose folder the output has is staged under a number, flat in a few folders, since one folder
//! would make the threads wait in turn. A file whose folder is new is staged in a tree of the new
//! folders, so that each is made once, and moves into place with all that it holds.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{Action, PublishError};

const PREFIX: &str = "staging-";
/// The tree of new folders, in the staging folder.
const TREE: &str = "tree";
/// Over how many folders the staged files are dealt.
const SHARES: u64 = 16;

/// The staging folder of one build. It is removed with its content when dropped.
#[derive(Debug)]
pub(super) struct Staging {
    root: PathBuf,
    folder: PathBuf,
    next: AtomicU64,
    /// Which folders of the output exist, as of the beginning of the build.
    folders: Mutex<HashMap<String, bool>>,
}

/// What stands in the output at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Nothing,
    /// Not even the folder that it would stand in.
    NoFolder,
    /// A file with the bytes asked about.
    Same,
    /// A file with other bytes.
    Different,
    Folder,
    /// A symbolic link, a socket or a device: never Parvis's.
    Special,
}

impl Staging {
    /// Makes the staging folder of this process in `control`, and removes those of killed builds:
    /// the lock is held, so no living build has one.
    pub(super) fn begin(root: &Path, control: &Path) -> Result<Self, PublishError> {
        let entries = fs::read_dir(control).map_err(Action::Read.failed(control))?;
        for entry in entries {
            let entry = entry.map_err(Action::Read.failed(control))?;
            if entry.file_name().to_string_lossy().starts_with(PREFIX) {
                let path = entry.path();
                fs::remove_dir_all(&path).map_err(Action::Delete.failed(&path))?;
            }
        }
        let folder = control.join(format!("{PREFIX}{}", std::process::id()));
        let shares = (0..SHARES).map(|share| share.to_string());
        for share in shares.chain([TREE.to_owned()]) {
            let share = folder.join(share);
            fs::create_dir_all(&share).map_err(Action::CreateFolder.failed(&share))?;
        }
        Ok(Self {
            root: root.into(),
            folder,
            next: AtomicU64::new(0),
            folders: Mutex::default(),
        })
    }

    /// Stages the bytes and returns the number to find them by.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<u64, PublishError> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.file(number);
        fs::write(&path, bytes).map_err(Action::Write.failed(&path))?;
        Ok(number)
    }

    /// Stages the bytes at their `path` in the tree of new folders; false where they cannot stand there, because another file of the
    /// site stands in the way.
    pub(super) fn plant(&self, path: &str, bytes: &[u8]) -> Result<bool, PublishError> {
        let place = self.planted(path);
        match fs::write(&place, bytes) {
            Ok(()) => Ok(true),
            Err(error) if is_in_the_way(&error) => Ok(false),
            Err(error) => Err(Action::Write.failed(place)(error)),
        }
    }

    /// Makes `folder` in the tree of new folders, and those above it, which the output may have; unless a file of the site stands in the
    /// way.
    fn plant_folder(&self, folder: &str) -> Result<(), PublishError> {
        let place = self.planted(folder);
        match fs::create_dir_all(&place) {
            Ok(()) => Ok(()),
            Err(error) if is_in_the_way(&error) => Ok(()),
            Err(error) => Err(Action::CreateFolder.failed(place)(error)),
        }
    }

    /// The place of a path in the tree of new folders.
    pub(super) fn planted(&self, path: &str) -> PathBuf {
        self.folder.join(TREE).join(path)
    }

    /// The outermost folder on the way to the file at `path` that the output does not have; `None` where it has all.
    pub(super) fn new_folder<'a>(&self, path: &'a str) -> Option<&'a str> {
        let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        path.match_indices('/')
            .map(|(end, _)| &path[..end])
            .find(|folder| folders.get(*folder) == Some(&false))
    }

    /// Stages the bytes under a name of their own and returns the staged file.
    pub(super) fn write_named(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, PublishError> {
        let path = self.folder.join(name);
        fs::write(&path, bytes).map_err(Action::Write.failed(&path))?;
        Ok(path)
    }

    /// The staged file of a number.
    pub(super) fn file(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{}/{number}", number % SHARES))
    }

    /// Looks at what stands at `path` in the output, without following a link on the way.
    ///
    /// `owns` says whether a file at a parent's path is Parvis's: such a file makes room at the
    /// commit, any other is an error.
    pub(super) fn standing(
        &self,
        path: &str,
        bytes: &[u8],
        owns: impl Fn(&str) -> bool,
    ) -> Result<Standing, PublishError> {
        if let Some((parent, _)) = path.rsplit_once('/')
            && !self.folder_exists(parent, &owns)?
        {
            return Ok(Standing::NoFolder);
        }
        let target = self.root.join(path);
        let found = match fs::symlink_metadata(&target) {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Standing::Nothing),
            Err(error) => return Err(Action::Read.failed(target)(error)),
        };
        Ok(if found.is_dir() {
            Standing::Folder
        } else if !found.is_file() {
            Standing::Special
        } else if found.len() == bytes.len() as u64
            && holds(&target, bytes).map_err(Action::Read.failed(&target))?
        {
            Standing::Same
        } else {
            Standing::Different
        })
    }

    /// The hash of the file at `path` in the output; `None` where there is no plain file.
    pub(super) fn hash(
        &self,
        path: &str,
        owns: impl Fn(&str) -> bool,
    ) -> Result<Option<blake3::Hash>, PublishError> {
        if let Some((parent, _)) = path.rsplit_once('/')
            && !self.folder_exists(parent, &owns)?
        {
            return Ok(None);
        }
        let target = self.root.join(path);
        if !fs::symlink_metadata(&target).is_ok_and(|found| found.is_file()) {
            return Ok(None);
        }
        let mut hasher = blake3::Hasher::new();
        File::open(&target)
            .and_then(|file| hasher.update_reader(file).map(|_| ()))
            .map_err(Action::Read.failed(&target))?;
        Ok(Some(hasher.finalize()))
    }

    /// Whether a folder exists in the output; looked up once a folder. One that does not is made in the tree of new folders, where what
    /// goes into it will stand.
    fn folder_exists(
        &self,
        folder: &str,
        owns: &impl Fn(&str) -> bool,
    ) -> Result<bool, PublishError> {
        let known = |folders: &Mutex<HashMap<String, bool>>| {
            let folders = folders.lock().unwrap_or_else(PoisonError::into_inner);
            folders.get(folder).copied()
        };
        if let Some(exists) = known(&self.folders) {
            return Ok(exists);
        }
        let parent_exists = match folder.rsplit_once('/') {
            Some((parent, _)) => self.folder_exists(parent, owns)?,
            None => true,
        };
        let exists = parent_exists && self.look_for_folder(folder, owns)?;
        if !exists {
            self.plant_folder(folder)?;
        }
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        folders.insert(folder.to_owned(), exists);
        Ok(exists)
    }

    fn look_for_folder(
        &self,
        folder: &str,
        owns: &impl Fn(&str) -> bool,
    ) -> Result<bool, PublishError> {
        let path = self.root.join(folder);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => Ok(true),
            Ok(found) if found.is_symlink() => Err(PublishError::Link { path }),
            Ok(found) if found.is_file() && owns(folder) => Ok(false),
            Ok(_) => Err(PublishError::Foreign { path }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Action::Read.failed(path)(error)),
        }
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What stays is cleared by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Whether `error` says that something else stands where a file or a folder, or a folder on the way to it, should stand.
fn is_in_the_way(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists
    )
}

/// Whether the file holds exactly these bytes; read piece by piece, so that a large one costs no
/// memory.
fn holds(path: &Path, mut bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut piece = vec![0; bytes.len().clamp(1, 1 << 16)];
    loop {
        let read = match file.read(&mut piece) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if read == 0 {
            return Ok(bytes.is_empty());
        }
        match bytes.split_at_checked(read) {
            Some((expected, rest)) if expected == &piece[..read] => bytes = rest,
            _ => return Ok(false),
        }
    }
}
