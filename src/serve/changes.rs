//! What changed between two readings of a site.
//!
//! A watcher only says that something may have: editors write a file twice, touch it, or put the same bytes back. What counts is the bytes.

use std::collections::BTreeMap;

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
        changes.compare(&content(before), &content(after));
        changes.compare(&theme(before), &theme(after));
        changes
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.modified.is_empty() && self.deleted.is_empty()
    }

    fn compare<T: PartialEq>(&mut self, before: &BTreeMap<String, T>, after: &BTreeMap<String, T>) {
        for (path, value) in after {
            match before.get(path) {
                None => self.added.push(path.clone()),
                Some(previous) if previous != value => self.modified.push(path.clone()),
                Some(_) => {}
            }
        }
        self.deleted.extend(
            before
                .keys()
                .filter(|path| !after.contains_key(*path))
                .cloned(),
        );
    }
}

fn content(inputs: &Inputs) -> BTreeMap<String, blake3::Hash> {
    inputs
        .content
        .iter()
        .map(|file| (file.path.as_str().to_owned(), file.hash))
        .collect()
}

fn theme(inputs: &Inputs) -> BTreeMap<String, &[u8]> {
    inputs
        .theme
        .below("")
        .map(|(name, bytes)| (format!("{THEME_FOLDER}/{name}"), bytes))
        .collect()
}
