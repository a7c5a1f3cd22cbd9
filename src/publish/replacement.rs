//! Other bytes for a source file that an editor asked to have corrected.
//!
//! The file is replaced only while it still holds what was read, and never on the other side of a link that leads out of the content. Whole or not
//! at all: the bytes are written beside it, then take its place, with its permissions.

use std::fs;
use std::path::Path;

use super::manifest::is_safe;
use super::{Action, PublishError};

/// What became of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacement {
    /// It holds the new bytes.
    Written,
    /// It was changed since it was read, and stays as it is.
    Changed,
}

/// Puts `after` in the place of `before` in the file `path` below `root`, which lies in `content/`.
pub fn replace(
    root: &Path,
    path: &str,
    before: &[u8],
    after: &[u8],
) -> Result<Replacement, PublishError> {
    let unsafe_path = || PublishError::UnsafePath { path: path.into() };
    if !is_safe(path) {
        return Err(unsafe_path());
    }
    let real = |path: &Path| path.canonicalize().map_err(Action::Read.failed(path));
    // A link within the content is followed: the file that it leads to is the source.
    let target = real(&root.join(path))?;
    if !target.starts_with(real(&root.join("content"))?) {
        return Err(unsafe_path());
    }
    if fs::read(&target).map_err(Action::Read.failed(&target))? != before {
        return Ok(Replacement::Changed);
    }
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that `serve` passes over it.
    let draft = target.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = fs::write(&draft, after).map_err(Action::Write.failed(&draft));
    let moved = written.and_then(|()| {
        let permissions = fs::metadata(&target).map_err(Action::Read.failed(&target))?;
        fs::set_permissions(&draft, permissions.permissions())
            .map_err(Action::Write.failed(&draft))?;
        fs::rename(&draft, &target).map_err(Action::Move.failed(&target))
    });
    if moved.is_err() {
        let _ = fs::remove_file(&draft);
    }
    moved.map(|()| Replacement::Written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_while_it_is_what_was_read() {
        let root = tempfile::tempdir().expect("a folder");
        let file = root.path().join("content/a.md");
        fs::create_dir(root.path().join("content")).expect("a folder");
        fs::write(&file, "1").expect("a file");
        let replace = |before: &[u8], after: &[u8]| {
            replace(root.path(), "content/a.md", before, after).expect("a file to replace")
        };
        assert_eq!(replace(b"1", b"2"), Replacement::Written);
        assert_eq!(replace(b"1", b"3"), Replacement::Changed);
        assert_eq!(fs::read(&file).expect("the file"), b"2");
        let names = fs::read_dir(root.path().join("content")).expect("a folder");
        assert_eq!(names.count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_outside_of_the_content_is_touched() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("content")).expect("a folder");
        let outside = root.path().join("a.md");
        fs::write(&outside, "1").expect("a file");
        std::os::unix::fs::symlink(&outside, root.path().join("content/a.md")).expect("a link");
        for path in ["content/a.md", "a.md", "content/../a.md"] {
            let outcome = replace(root.path(), path, b"1", b"2");
            assert!(
                matches!(outcome, Err(PublishError::UnsafePath { .. })),
                "{path}"
            );
        }
        assert_eq!(fs::read(&outside).expect("the file"), b"1");
    }
}
