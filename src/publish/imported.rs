//! Writing into `content/`: new source files, and never over what an editor wrote.
//!
//! An editor's file is worth more than any that a command makes. So [`ImportedFiles`] remembers, in `content/.imported.json`, the hash of every
//! file it wrote: a file that is still as it was written may be replaced by its next version; one that was edited since, or that it never
//! wrote, is kept as it is. The record is hidden from the site and meant to be committed with it, so that it holds for colleagues too.
//!
//! Each file is written beside its place and moved there: a killed command leaves whole files. No symbolic link is followed.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::manifest::is_safe;
use super::{Action, PublishError};

/// The record, below `content/`.
const RECORD: &str = ".imported.json";

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is there now, new or in its next version.
    Written,
    /// It was there already, with the same bytes.
    Unchanged,
    /// An editor's file is there, and stays.
    Kept,
}

/// The way into `content/`.
#[derive(Debug)]
pub struct ImportedFiles {
    content: PathBuf,
    record: BTreeMap<String, String>,
    changed: bool,
}

impl ImportedFiles {
    /// The way into the site below `root`.
    pub fn open(root: &Path) -> Result<Self, PublishError> {
        let content = root.join("content");
        let path = content.join(RECORD);
        let record = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|_| PublishError::Manifest { path: path.clone() })?,
            Err(error) if error.kind() == ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(Action::Read.failed(path)(error)),
        };
        Ok(Self {
            content,
            record,
            changed: false,
        })
    }

    /// Writes the file `path`, below `content/`, unless an editor's is there.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> Result<Fate, PublishError> {
        let target = self.place(path)?;
        let hash = blake3::hash(bytes).to_hex().to_string();
        match fs::read(&target) {
            Ok(found) if found == bytes => {
                // It may be replaced later: it is what this command writes.
                self.remember(path, hash);
                return Ok(Fate::Unchanged);
            }
            Ok(found) => {
                let ours = self.record.get(path).map(String::as_str)
                    == Some(blake3::hash(&found).to_hex().as_str());
                if !ours {
                    return Ok(Fate::Kept);
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(_) if target.is_dir() => return Ok(Fate::Kept),
            Err(error) => return Err(Action::Read.failed(target)(error)),
        }
        write(&target, bytes)?;
        self.remember(path, hash);
        Ok(Fate::Written)
    }

    /// Replaces the file `path` by its edited version `edited`, if it still holds `read`, from which that was made.
    pub fn edit(&mut self, path: &str, read: &[u8], edited: &[u8]) -> Result<Fate, PublishError> {
        let target = self.place(path)?;
        if fs::read(&target).map_err(Action::Read.failed(&target))? != read {
            return Ok(Fate::Kept);
        }
        write(&target, edited)?;
        Ok(Fate::Written)
    }

    /// Writes the record.
    pub fn finish(self) -> Result<(), PublishError> {
        if !self.changed {
            return Ok(());
        }
        let mut text = serde_json::to_string_pretty(&self.record).unwrap_or_default();
        text.push('\n');
        write(&self.content.join(RECORD), text.as_bytes())
    }

    fn remember(&mut self, path: &str, hash: String) {
        if self.record.get(path) != Some(&hash) {
            self.record.insert(path.to_owned(), hash);
            self.changed = true;
        }
    }

    /// Where `path` lies, if it lies below `content/` and no link stands on the way.
    fn place(&self, path: &str) -> Result<PathBuf, PublishError> {
        if !is_safe(path) {
            return Err(PublishError::UnsafePath { path: path.into() });
        }
        let mut place = self.content.clone();
        for segment in path.split('/') {
            place.push(segment);
            if fs::symlink_metadata(&place).is_ok_and(|found| found.is_symlink()) {
                return Err(PublishError::Link { path: place });
            }
        }
        Ok(place)
    }
}

/// Writes a report that a command makes anew each time, at `path` below `root`.
pub fn write_report(root: &Path, name: &str, text: &str) -> Result<(), PublishError> {
    let path = root.join(name);
    if fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
        return Err(PublishError::Link { path });
    }
    if fs::read(&path).is_ok_and(|found| found == text.as_bytes()) {
        return Ok(());
    }
    write(&path, text.as_bytes())
}

fn write(target: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let folder = target.parent().unwrap_or(target);
    fs::create_dir_all(folder).map_err(Action::CreateFolder.failed(folder))?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let part = folder.join(format!(".{name}.part"));
    fs::write(&part, bytes).map_err(Action::Write.failed(&part))?;
    fs::rename(&part, target).map_err(|error| {
        let _ = fs::remove_file(&part);
        Action::Move.failed(target)(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(root: &Path, path: &str) -> String {
        fs::read_to_string(root.join("content").join(path)).expect("a file")
    }

    #[test]
    fn an_edited_file_is_kept_and_another_follows_its_source() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path();
        let mut first = ImportedFiles::open(root).expect("a folder");
        assert_eq!(first.put("a/un.md", b"1").ok(), Some(Fate::Written));
        assert_eq!(first.put("deux.md", b"1").ok(), Some(Fate::Written));
        first.finish().expect("the record");
        fs::write(root.join("content/deux.md"), "mieux").expect("an edit");
        let mut second = ImportedFiles::open(root).expect("a folder");
        assert_eq!(second.put("a/un.md", b"1").ok(), Some(Fate::Unchanged));
        assert_eq!(second.put("a/un.md", b"2").ok(), Some(Fate::Written));
        assert_eq!(second.put("deux.md", b"2").ok(), Some(Fate::Kept));
        second.finish().expect("the record");
        assert_eq!(
            (read(root, "a/un.md"), read(root, "deux.md")),
            ("2".into(), "mieux".into())
        );
    }

    #[test]
    fn nothing_is_written_outside_or_through_a_link() {
        let root = tempfile::tempdir().expect("a folder");
        let outside = tempfile::tempdir().expect("a folder");
        let mut files = ImportedFiles::open(root.path()).expect("a folder");
        for path in ["../a.md", "/a.md", "a/../../b.md", ""] {
            assert!(
                matches!(files.put(path, b"x"), Err(PublishError::UnsafePath { .. })),
                "{path}"
            );
        }
        #[cfg(unix)]
        {
            fs::create_dir_all(root.path().join("content")).expect("a folder");
            std::os::unix::fs::symlink(outside.path(), root.path().join("content/lien"))
                .expect("a link");
            assert!(matches!(
                files.put("lien/a.md", b"x"),
                Err(PublishError::Link { .. })
            ));
        }
        assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 0);
    }
}
