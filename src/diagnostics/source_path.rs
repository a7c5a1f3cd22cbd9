//! Names of source files.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Where the content of a site lies.
const CONTENT: &str = "content/";

/// A source file's path relative to the root, with `/` on every system: `content/articles/accueil.md`.
///
/// It also knows the tree it grows in: `content/en/` may hold the site in another language, in which `content/en/articles/welcome.md`
/// is what `content/articles/accueil.md` is in the main one. Two paths are equal if they read the same.
#[derive(Clone)]
pub struct SourcePath {
    text: Arc<str>,
    /// Bytes before the path in its tree: those of `content/` or of `content/en/`.
    root: usize,
}

impl SourcePath {
    /// The path `path`, which must already be relative and `/`-separated, in the main tree.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self {
            text: path.into(),
            root: CONTENT.len(),
        }
    }

    /// The same path, in the tree of the folder `tree` of the content; in the main tree if it does not lie there.
    #[must_use]
    pub fn in_tree(&self, tree: &str) -> Self {
        let inside = |path: &str| path.strip_prefix(tree)?.starts_with('/').then_some(());
        let lies_there = self.text.strip_prefix(CONTENT).and_then(inside).is_some();
        Self {
            text: Arc::clone(&self.text),
            root: CONTENT.len() + if lies_there { tree.len() + 1 } else { 0 },
        }
    }

    /// The path `path`, in the tree of this one.
    #[must_use]
    pub fn beside(&self, path: impl Into<Arc<str>>) -> Self {
        Self {
            text: path.into(),
            root: self.root,
        }
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The folder of the content that holds this file's tree: empty for the main one, `en` for `content/en/…`.
    pub fn tree(&self) -> &str {
        let tree = self.text.get(CONTENT.len()..self.root).unwrap_or_default();
        tree.trim_end_matches('/')
    }

    /// What follows the root of its tree, for a file of the content: `articles/accueil.md`.
    pub fn in_content(&self) -> Option<&str> {
        self.text.strip_prefix(CONTENT)?;
        self.text.get(self.root..)
    }

    /// What follows `content/`, whatever the tree: `en/articles/welcome.md`.
    pub fn below_content(&self) -> Option<&str> {
        self.text.strip_prefix(CONTENT)
    }

    /// The folder that holds the file, without a final slash; empty at the root.
    pub fn folder(&self) -> &str {
        self.text.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        self.text
            .rsplit_once('/')
            .map_or(&*self.text, |(_, name)| name)
    }

    /// The file's name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What follows the last dot of the name.
    pub fn extension(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }
}

impl From<&str> for SourcePath {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

impl From<String> for SourcePath {
    fn from(path: String) -> Self {
        Self::new(path)
    }
}

impl PartialEq for SourcePath {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for SourcePath {}

impl PartialOrd for SourcePath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SourcePath {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for SourcePath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.text, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_knows_its_place_in_its_tree() {
        let path = SourcePath::new("content/en/articles/welcome.md");
        assert_eq!(path.tree(), "");
        assert_eq!(path.in_content(), Some("en/articles/welcome.md"));
        let english = path.in_tree("en");
        assert_eq!(english.tree(), "en");
        assert_eq!(english.in_content(), Some("articles/welcome.md"));
        assert_eq!(english.below_content(), Some("en/articles/welcome.md"));
        assert_eq!(english, path);
        assert_eq!(
            SourcePath::new("content/enfance/a.md").in_tree("en").tree(),
            ""
        );
        let theme = SourcePath::new("themes/parvis/theme.yaml").in_tree("en");
        assert_eq!((theme.tree(), theme.in_content()), ("", None));
    }
}
