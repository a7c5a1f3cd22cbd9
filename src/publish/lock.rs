//! The output folder, taken by one build at a time.
//!
//! The lock belongs to the process: the system releases it when the process ends, however it ends,
//! so a killed build never blocks the next one.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::{Action, FOLDER, PublishError};

/// An output folder that this process has locked.
#[derive(Debug)]
pub(super) struct OutputFolder {
    root: PathBuf,
    lock: File,
    /// The folders that did not exist before, outermost first.
    made: Vec<PathBuf>,
    committed: bool,
}

impl OutputFolder {
    /// Checks the folder against the root `site` and the folders `sources`, makes it where it is missing, and locks it.
    pub(super) fn take(
        output: &Path,
        site: &Path,
        sources: &[PathBuf],
    ) -> Result<Self, PublishError> {
        let root = resolve(output).map_err(Action::Read.failed(output))?;
        for source in sources.iter().map(PathBuf::as_path).chain([site]) {
            let resolved = resolve(source).map_err(Action::Read.failed(source))?;
            // What is written among the sources would be read by the next build.
            let within = source != site && root.starts_with(&resolved);
            if within || resolved.starts_with(&root) {
                return Err(PublishError::OutputHoldsSource {
                    output: output.into(),
                    source: source.to_path_buf(),
                });
            }
        }
        match fs::metadata(&root) {
            Ok(found) if !found.is_dir() => {
                return Err(PublishError::OutputNotFolder {
                    output: output.into(),
                });
            }
            _ => {}
        }
        let control = root.join(FOLDER);
        if fs::symlink_metadata(&control).is_ok_and(|found| !found.is_dir()) {
            return Err(PublishError::Foreign { path: control });
        }
        let mut made = Vec::new();
        let mut missing: Vec<&Path> = control.ancestors().take_while(|f| !f.exists()).collect();
        while let Some(folder) = missing.pop() {
            match fs::create_dir(folder) {
                Ok(()) => made.push(folder.to_path_buf()),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => {
                    remove_empty(&made);
                    return Err(Action::CreateFolder.failed(folder)(error));
                }
            }
        }
        let path = control.join("lock");
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Err(PublishError::Foreign { path });
        }
        let lock = File::create(&path).map_err(Action::Lock.failed(&path))?;
        match lock.try_lock() {
            Ok(()) if is_at(&lock, &path) => Ok(Self {
                root,
                lock,
                made,
                committed: false,
            }),
            // Locked, but another build that gave up has just removed the file.
            Ok(()) | Err(TryLockError::WouldBlock) => Err(PublishError::Busy {
                output: output.into(),
            }),
            Err(TryLockError::Error(error)) => Err(Action::Lock.failed(path)(error)),
        }
    }

    /// The output folder, absolute, free of symbolic links.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Parvis's own folder in the output.
    pub(super) fn control(&self) -> PathBuf {
        self.root.join(FOLDER)
    }

    pub(super) fn manifest(&self) -> PathBuf {
        self.control().join("manifest.json")
    }

    /// Where a file of the site stands.
    pub(super) fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// From here on the folder holds a site: it stays when the lock is released.
    pub(super) fn keep(&mut self) {
        self.committed = true;
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        // A folder that was made for a site that never came is removed, while the lock is held.
        // What cannot be removed is harmless, and nobody is left to tell.
        if !self.committed && !self.made.is_empty() {
            let _ = fs::remove_file(self.control().join("lock"));
            remove_empty(&self.made);
        }
        let _ = self.lock.unlock();
    }
}

/// Removes those of the folders (outermost first) that are empty.
fn remove_empty(folders: &[PathBuf]) {
    for folder in folders.iter().rev() {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

/// Whether the open file is still the one at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(found)) => (open.dev(), open.ino()) == (found.dev(), found.ino()),
        _ => false,
    }
}

/// Whether the open file is still the one at `path`.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// The absolute path, its symbolic links resolved as far as it exists.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut simple = PathBuf::new();
    for component in std::path::absolute(path)?.components() {
        match component {
            // `..` undoes what comes before it once links are resolved, as the system does.
            Component::ParentDir => {
                simple = existing(simple)?;
                simple.pop();
            }
            other => simple.push(other),
        }
    }
    existing(simple)
}

/// The path with the links of its existing part resolved.
fn existing(path: PathBuf) -> io::Result<PathBuf> {
    for ancestor in path.ancestors() {
        match fs::canonicalize(ancestor) {
            Ok(real) => {
                let rest = path.strip_prefix(ancestor).unwrap_or(Path::new(""));
                return Ok(if rest.as_os_str().is_empty() {
                    real
                } else {
                    real.join(rest)
                });
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if error.kind() == ErrorKind::NotADirectory => {}
            Err(error) => return Err(error),
        }
    }
    Ok(path)
}
