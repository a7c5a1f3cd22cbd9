//! Walking a folder of sources.
#![allow(
    clippy::disallowed_methods,
    reason = "read is the only stage that reads the disk"
)]

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::SourceFile;
use crate::diagnostics::{Diagnostic, Problem, SourcePath};

/// Hosts refuse files past this size, and no page needs one.
pub const LARGEST_FILE_MIB: u64 = 100;
/// A text past this size is not an article but a mistake.
pub const LARGEST_TEXT_MIB: u64 = 8;

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walked {
    /// Every file, sorted by path.
    pub files: Vec<SourceFile>,
    /// There was a symbolic link on the way.
    pub linked: bool,
}

/// Every file below `root/folder`. A folder that is not there holds no files.
pub fn read_folder(root: &Path, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Walked {
    let start = root.join(folder);
    if start.is_dir() {
        read_below(root, &start, diagnostics)
    } else {
        Walked::default()
    }
}

/// The file at `start`, or every file below it; none where there is nothing. Hidden files, and those that editors leave behind, are passed
/// over.
pub fn read_below(root: &Path, start: &Path, diagnostics: &mut Vec<Diagnostic>) -> Walked {
    let is_absence = |error: std::io::Error| {
        matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
    };
    if fs::symlink_metadata(start).is_err_and(is_absence) {
        return Walked::default();
    }
    let mut found = Vec::new();
    let mut linked = false;
    // Only a tree with a symbolic link in it needs each file's real place looked up.
    let mut boundary = None;
    let walk = WalkDir::new(start)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_source(entry.file_name()));
    for entry in walk {
        match entry {
            Ok(entry) => {
                if entry.path_is_symlink() && !linked {
                    linked = true;
                    boundary = start.canonicalize().ok();
                }
                if entry.file_type().is_file() {
                    found.push(entry.into_path());
                }
            }
            Err(error) => {
                let path = error
                    .path()
                    .map_or_else(|| source_path(root, start), |path| source_path(root, path));
                let problem = if error.loop_ancestor().is_some() {
                    Problem::LinkOutOfTree
                } else {
                    Problem::Unreadable {
                        reason: error.io_error().map_or_else(|| "?".to_owned(), describe),
                    }
                };
                diagnostics.push(Diagnostic::of_file(&path, problem));
            }
        }
    }
    let (mut files, faults): (Vec<_>, Vec<_>) = found
        .into_par_iter()
        .map(|path| read_file(root, boundary.as_deref(), &path))
        .partition_map(|outcome| match outcome {
            Ok(file) => rayon::iter::Either::Left(file),
            Err(fault) => rayon::iter::Either::Right(fault),
        });
    diagnostics.extend(faults);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Walked { files, linked }
}

pub fn read_file(
    root: &Path,
    boundary: Option<&Path>,
    path: &Path,
) -> Result<SourceFile, Diagnostic> {
    let name = source_path(root, path);
    let fault = |problem| Diagnostic::of_file(&name, problem);
    let unreadable = |error: std::io::Error| {
        fault(Problem::Unreadable {
            reason: describe(&error),
        })
    };
    if let Some(boundary) = boundary {
        let real = path.canonicalize().map_err(unreadable)?;
        if !real.starts_with(boundary) {
            return Err(fault(Problem::LinkOutOfTree));
        }
    }
    let limit_mib = if is_text(&name) {
        LARGEST_TEXT_MIB
    } else {
        LARGEST_FILE_MIB
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    if length > limit_mib * 1024 * 1024 {
        return Err(fault(Problem::TooLarge { limit_mib }));
    }
    // Room for one byte more shows the end of the file without making room again.
    let mut bytes = Vec::with_capacity(length as usize + 1);
    file.read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(SourceFile::new(name, bytes))
}

/// Whether a file is one that people write.
pub fn is_text(name: &SourcePath) -> bool {
    matches!(
        name.extension(),
        "md" | "yaml" | "yml" | "html" | "css" | "js" | "svg"
    )
}

/// Whether a file or folder of that name is a source: hidden ones, and what editors leave behind, are not.
pub fn is_source(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    let hidden = name.starts_with('.') && name != ".well-known";
    let left_behind = name.ends_with('~')
        || name.starts_with('#')
        || name.ends_with(".swp")
        || name == "Thumbs.db";
    !hidden && !left_behind
}

/// The path of `path` from `root`.
pub fn source_path(root: &Path, path: &Path) -> SourcePath {
    let relative: PathBuf = path.strip_prefix(root).unwrap_or(path).to_path_buf();
    SourcePath::new(relative.to_string_lossy().replace('\\', "/"))
}

/// The system's words without its error number.
pub fn describe(error: &std::io::Error) -> String {
    let words = error.to_string();
    words
        .split(" (os error")
        .next()
        .unwrap_or_default()
        .to_owned()
}
