//! What changed between two readings of a site.
//!
//! A watcher only says that something may have: editors write a file twice, touch it, or put the same bytes back. What counts is the bytes.

use crate::inputs::{Inputs, THEME_FOLDER};

/// The files that differ, each list in the order of the paths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// New files.
    pub added: Vec<String>,
    /// Files with other bytes.
    pub modified: Vec<String>,
    /// Files that are gone.
    pub deleted: Vec<String>,
}

impl Changes {
    /// What leads from `before` to `after`.
    pub fn between(before: &Inputs, after: &Inputs) -> Self {
        let mut changes = Self::default();
        changes.compare(
            (before.content.iter()).map(|file| (file.path.as_str(), file)),
            (after.content.iter()).map(|file| (file.path.as_str(), file)),
            |one, other| one.has_bytes_of(other),
            str::to_owned,
        );
        changes.compare(
            before.theme.below(""),
            after.theme.below(""),
            |one, other| one == other,
            |name| format!("{THEME_FOLDER}/{name}"),
        );
        changes
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.modified.is_empty() && self.deleted.is_empty()
    }

    /// Adds what leads from the files `before` to those `after`, both in the order of their names; `path` is that of a name.
    fn compare<'a, T>(
        &mut self,
        before: impl Iterator<Item = (&'a str, T)>,
        after: impl Iterator<Item = (&'a str, T)>,
        is_same: impl Fn(&T, &T) -> bool,
        path: impl Fn(&str) -> String,
    ) {
        let mut before = before.peekable();
        for (name, value) in after {
            while let Some((gone, _)) = before.next_if(|(known, _)| *known < name) {
                self.deleted.push(path(gone));
            }
            match before.next_if(|(known, _)| *known == name) {
                None => self.added.push(path(name)),
                Some((_, previous)) if !is_same(&previous, &value) => {
                    self.modified.push(path(name));
                }
                Some(_) => {}
            }
        }
        self.deleted.extend(before.map(|(gone, _)| path(gone)));
    }
}
