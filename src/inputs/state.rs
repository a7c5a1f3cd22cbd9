//! What an earlier command left for the next one.

use std::path::Path;

use crate::paths::STATE_FOLDER;

/// The bytes of the state `name` of the site below `root`; `None` where there is none, or none that can be read: it is only ever a help.
#[expect(
    clippy::disallowed_methods,
    reason = "read is the only stage that reads the disk"
)]
pub fn read_state(root: &Path, name: &str) -> Option<Vec<u8>> {
    std::fs::read(root.join(STATE_FOLDER).join(name)).ok()
}
