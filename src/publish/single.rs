//! A single file beside the content, written once: what a command makes for an editor to keep.
//!
//! It is never put over another one. Whole or not at all: the bytes are written under a name of their own, then linked to theirs.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::{Action, PublishError};

/// What became of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Creation {
    /// It is there now.
    Created,
    /// It was there, with these very bytes.
    Unchanged,
    /// Another one is there, and stays.
    Occupied,
}

/// Writes `bytes` to `path`, with the folders it needs, unless there is a file.
pub fn create(path: &Path, bytes: &[u8]) -> Result<Creation, PublishError> {
    match fs::read(path) {
        Ok(there) if there == bytes => return Ok(Creation::Unchanged),
        Ok(_) => return Ok(Creation::Occupied),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(Action::Read.failed(path)(error)),
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(Action::CreateFolder.failed(folder))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = fs::write(&draft, bytes).map_err(Action::Write.failed(&draft));
    // A link fails where a file appeared meanwhile; a rename would replace it.
    let linked = written.and_then(|()| match fs::hard_link(&draft, path) {
        Ok(()) => Ok(Creation::Created),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Creation::Occupied),
        Err(error) => Err(Action::Write.failed(path)(error)),
    });
    let _ = fs::remove_file(&draft);
    linked
}
