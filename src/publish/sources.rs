//! New source files: what `new`, `init` and imports add to the folder of a site.
//!
//! The folder belongs to the editor. Whatever is there already stays as it is: a file is made where there is none, or not at all. All
//! the files of one call are made, or none.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Action;
use super::manifest::is_safe;

/// A file to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path below the root of the site, `/`-separated.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why files were not made. What was there before is untouched.
#[derive(Debug)]
pub enum SourceError {
    /// Something stands at this path already.
    Exists {
        /// The path below the root.
        path: String,
    },
    /// The folder that was to be begun has something in it.
    NotEmpty,
    /// The path leads out of the root, by itself or over a symbolic link.
    OutOfTree {
        /// The path below the root.
        path: String,
    },
    /// The system refused.
    Io {
        /// What was being done.
        action: Action,
        /// The file or folder concerned, below the root.
        path: PathBuf,
        /// The system's error.
        error: std::io::Error,
    },
}

/// Makes `files` in the folder `root`, which is not there yet or has nothing in it. The history of a repository that was just begun
/// (`.git`) may be there.
pub fn begin(root: &Path, files: &[NewFile]) -> Result<(), SourceError> {
    let failed = |error| failed(Action::Read, Path::new(""), root, error);
    match fs::read_dir(root) {
        Ok(entries) => {
            for entry in entries {
                if entry.map_err(failed)?.file_name() != ".git" {
                    return Err(SourceError::NotEmpty);
                }
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    add(root, files)
}

/// Makes `files` below `root`, with the folders they need.
pub fn add(root: &Path, files: &[NewFile]) -> Result<(), SourceError> {
    for file in files {
        let path = || file.path.clone();
        if !is_safe(&file.path) {
            return Err(SourceError::OutOfTree { path: path() });
        }
        if fs::symlink_metadata(root.join(&file.path)).is_ok() {
            return Err(SourceError::Exists { path: path() });
        }
    }
    let mut made = Made::default();
    for file in files {
        made.add(root, file)?;
    }
    made.keep();
    Ok(())
}

/// What a call has made so far; removed again unless it is kept.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn add(&mut self, root: &Path, file: &NewFile) -> Result<(), SourceError> {
        let path = root.join(&file.path);
        self.make_folders_of(root, &path)?;
        if leaves(root, &path)? {
            let path = file.path.clone();
            return Err(SourceError::OutOfTree { path });
        }
        let mut opened = match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(opened) => opened,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let path = file.path.clone();
                return Err(SourceError::Exists { path });
            }
            Err(error) => return Err(failed(Action::Write, root, &path, error)),
        };
        self.files.push(path.clone());
        opened
            .write_all(&file.bytes)
            .map_err(|error| failed(Action::Write, root, &path, error))
    }

    /// Makes the missing folders on the way to `path`, from the outermost.
    fn make_folders_of(&mut self, root: &Path, path: &Path) -> Result<(), SourceError> {
        let missing: Vec<&Path> = path
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
            .collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)
                .map_err(|error| failed(Action::CreateFolder, root, folder, error))?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    fn keep(mut self) {
        self.folders.clear();
        self.files.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Whether the folder of `path` really lies outside of `root`.
fn leaves(root: &Path, path: &Path) -> Result<bool, SourceError> {
    let real = |path: &Path| {
        let path = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            path
        };
        path.canonicalize()
            .map_err(|error| failed(Action::Read, root, path, error))
    };
    let folder = path.parent().unwrap_or(root);
    Ok(!real(folder)?.starts_with(real(root)?))
}

fn failed(action: Action, root: &Path, path: &Path, error: std::io::Error) -> SourceError {
    let path = path.strip_prefix(root).unwrap_or(path).to_owned();
    SourceError::Io {
        action,
        path,
        error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> NewFile {
        NewFile {
            path: path.to_owned(),
            bytes: text.into(),
        }
    }

    /// Every file and folder below `root`, in order.
    fn listing(root: &Path) -> Vec<String> {
        let mut paths: Vec<String> = walkdir::WalkDir::new(root)
            .min_depth(1)
            .into_iter()
            .map(|entry| {
                let entry = entry.expect("an entry");
                let path = entry.path().strip_prefix(root).expect("below the root");
                path.display().to_string()
            })
            .collect();
        paths.sort();
        paths
    }

    #[test]
    fn files_are_made_with_their_folders() {
        let root = tempfile::tempdir().expect("a folder");
        let files = [file("content/articles/a.md", "A"), file("LISEZMOI.md", "B")];
        add(root.path(), &files).expect("both are made");
        assert_eq!(
            listing(root.path()),
            [
                "LISEZMOI.md",
                "content",
                "content/articles",
                "content/articles/a.md"
            ]
        );
        let text = fs::read_to_string(root.path().join("content/articles/a.md"));
        assert_eq!(text.expect("the file"), "A");
    }

    #[test]
    fn what_is_there_stays_and_nothing_is_made_beside_it() {
        let root = tempfile::tempdir().expect("a folder");
        add(root.path(), &[file("b.md", "mine")]).expect("the first");
        let outcome = add(root.path(), &[file("x/a.md", "A"), file("b.md", "B")]);
        assert!(matches!(outcome, Err(SourceError::Exists { path }) if path == "b.md"));
        assert_eq!(listing(root.path()), ["b.md"]);
        let text = fs::read_to_string(root.path().join("b.md"));
        assert_eq!(text.expect("the file"), "mine");
    }

    #[test]
    fn a_site_begins_in_an_empty_folder_only() {
        let root = tempfile::tempdir().expect("a folder");
        let site = root.path().join("new/site");
        let files = [file("README.md", "A")];
        begin(&site, &files).expect("a folder that was not there");
        assert!(matches!(begin(&site, &files), Err(SourceError::NotEmpty)));
        assert_eq!(
            listing(root.path()),
            ["new", "new/site", "new/site/README.md"]
        );
        let clone = root.path().join("clone");
        fs::create_dir_all(clone.join(".git")).expect("a repository");
        begin(&clone, &files).expect("nothing but history");
        let outcome = begin(&site.join("README.md"), &files);
        assert!(matches!(outcome, Err(SourceError::Io { .. })));
    }

    #[test]
    fn what_was_made_before_a_failure_is_removed() {
        let root = tempfile::tempdir().expect("a folder");
        // A file cannot be the folder of another.
        let outcome = add(
            root.path(),
            &[file("x/a.md", "A"), file("x/a.md/b.md", "B")],
        );
        assert!(matches!(outcome, Err(SourceError::Io { .. })));
        assert_eq!(listing(root.path()), Vec::<String>::new());
    }

    #[test]
    fn no_path_leads_out_of_the_root() {
        let root = tempfile::tempdir().expect("a folder");
        for path in ["../a.md", "/a.md", "x/../../a.md", "", "x//a.md"] {
            let outcome = add(root.path(), &[file(path, "A")]);
            assert!(
                matches!(outcome, Err(SourceError::OutOfTree { .. })),
                "{path}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_symbolic_link_leads_out_of_the_root() {
        let root = tempfile::tempdir().expect("a folder");
        let elsewhere = tempfile::tempdir().expect("another folder");
        std::os::unix::fs::symlink(elsewhere.path(), root.path().join("content")).expect("a link");
        let outcome = add(root.path(), &[file("content/a.md", "A")]);
        assert!(matches!(outcome, Err(SourceError::OutOfTree { .. })));
        assert_eq!(listing(elsewhere.path()), Vec::<String>::new());
    }
}
