//! Whether a commit may change what it is going to change. A right that is missing in one folder among hundreds would show when the files
//! of the others have moved already.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::{Action, Publication, PublishError};

impl Publication {
    /// Refuses where an entry of an existing folder has to change, and this process may not write to that folder. `paths` are those of
    /// the files and folders that come and go.
    pub(super) fn refuse_without_rights<'a>(
        &self,
        paths: impl Iterator<Item = &'a str>,
    ) -> Result<(), PublishError> {
        let folders: BTreeSet<&str> = paths
            .map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder))
            .collect();
        folders.into_par_iter().try_for_each(|folder| {
            let place = self.output.file(folder);
            match may_write_to(&place) {
                Ok(()) => Ok(()),
                Err(error) if says_nothing(&error) => Ok(()),
                Err(error) => Err(Action::Write.failed(place)(error)),
            }
        })
    }
}

/// Whether the commit has yet to make the folder, or the system cannot answer.
fn says_nothing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::Unsupported
    )
}

/// Asks the system, without a trace in the folder.
#[cfg(unix)]
fn may_write_to(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, AtFlags, CWD, accessat};
    let wanted = Access::WRITE_OK | Access::EXEC_OK;
    // What stands there may be a file that makes room for the folder: of a file this asks nothing.
    let itself = folder.join(".");
    accessat(CWD, itself, wanted, AtFlags::EACCESS).map_err(io::Error::from)
}

/// Here the system has no such question: what is not allowed shows when a file moves.
#[cfg(not(unix))]
fn may_write_to(_: &Path) -> io::Result<()> {
    Ok(())
}
