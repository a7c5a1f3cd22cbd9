//! What a command leaves for the next one, beside the sources.

use std::fs;
use std::path::Path;

use super::{Action, PublishError};
use crate::paths::STATE_FOLDER;

/// Keeps `bytes` as the state `name` of the site below `root`, whole or not at all, out of the way of version control.
pub fn keep_state(root: &Path, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
    let folder = root.join(STATE_FOLDER);
    fs::create_dir_all(&folder).map_err(Action::Write.failed(&folder))?;
    let ignored = folder.join(".gitignore");
    if !ignored.exists() {
        fs::write(&ignored, "*\n").map_err(Action::Write.failed(&ignored))?;
    }
    let draft = folder.join(format!(".{name}.{}", std::process::id()));
    let target = folder.join(name);
    fs::write(&draft, bytes).map_err(Action::Write.failed(&draft))?;
    fs::rename(&draft, &target).map_err(Action::Move.failed(&target))
}
