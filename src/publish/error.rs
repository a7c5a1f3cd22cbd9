//! What can go wrong while publishing, as data: the command line words it.

use std::io;
use std::path::PathBuf;

/// Why a site could not be published. Unless the variant says otherwise, the previous site stands.
#[derive(Debug)]
pub enum PublishError {
    /// The output folder is, holds or lies in a folder that the site is made from.
    OutputHoldsSource {
        /// The output folder.
        output: PathBuf,
        /// The content, theme or root folder.
        source: PathBuf,
    },
    /// A file stands where the output folder should be.
    OutputNotFolder {
        /// The path of that file.
        output: PathBuf,
    },
    /// Another build is writing to the output folder.
    Busy {
        /// The output folder.
        output: PathBuf,
    },
    /// The manifest of the previous build is damaged: what may be overwritten is unknown.
    /// Emptying the output folder is the remedy.
    Manifest {
        /// The manifest's path.
        path: PathBuf,
    },
    /// A file that Parvis did not write stands where one of the site's should go.
    Foreign {
        /// The path of that file, or of that symbolic link.
        path: PathBuf,
    },
    /// A symbolic link in the output folder leads where a file of the site should go.
    Link {
        /// The path of the link.
        path: PathBuf,
    },
    /// Two files of the site cannot stand side by side: both are at the same path, or one would be
    /// the folder of the other.
    Collision {
        /// The path handed in.
        path: String,
        /// The path in its way.
        other: String,
    },
    /// The path is absolute, climbs out of the output folder, is not in its simplest form, or
    /// reaches into Parvis's own folder.
    UnsafePath {
        /// The path as it was handed in.
        path: String,
    },
    /// The system refused. While committing, some whole files of the new site may already be in
    /// place; the next build completes them.
    Io {
        /// What was being done.
        action: Action,
        /// The file or folder concerned.
        path: PathBuf,
        /// The system's error.
        error: io::Error,
    },
}

/// What was being done when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Looking at or reading a file.
    Read,
    /// Writing a file.
    Write,
    /// Making a folder.
    CreateFolder,
    /// Moving a staged file into place.
    Move,
    /// Deleting a file or a folder.
    Delete,
    /// Locking the output folder.
    Lock,
}

impl Action {
    /// An adapter for `map_err`: this action failed on `path`.
    pub(super) fn failed(self, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> PublishError {
        let path = path.into();
        move |error| PublishError::Io {
            action: self,
            path,
            error,
        }
    }
}
