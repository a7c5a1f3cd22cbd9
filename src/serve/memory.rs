//! Memory: what the last snapshot parsed, so that a change of one file costs the parsing of one file; and what was made by a recipe, so
//! that a picture is reduced once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostics::Diagnostic;
use crate::inputs::SourceFile;
use crate::parse::{Conventions, Documents, Memory, Parsed};
use crate::render::{Artifact, Renderer};

/// Remembers the documents of a snapshot. A file is recalled if its path, its tree, its bytes and the conventions it was read
/// under are the same.
pub struct Remembered<'a>(pub &'a [Documents]);

impl Memory for Remembered<'_> {
    fn recall(&self, file: &SourceFile, conventions: Conventions) -> Option<Arc<Parsed>> {
        let documents = self
            .0
            .iter()
            .find(|documents| documents.tree == file.path.tree())?;
        if documents.conventions != conventions {
            return None;
        }
        let position = documents
            .files
            .binary_search_by(|parsed| parsed.file.path.cmp(&file.path))
            .ok()?;
        let parsed = &documents.files[position];
        (parsed.file.hash == file.hash).then(|| Arc::clone(parsed))
    }
}

/// Remembers the files whose names tell their recipes, across snapshots: the same name is the same bytes.
#[derive(Debug, Default)]
pub struct Made {
    by_address: Mutex<BTreeMap<String, Artifact>>,
}

impl Made {
    /// The file at `address` of the site that `renderer` renders.
    pub fn render(
        &self,
        renderer: &Renderer,
        address: &str,
    ) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        if !renderer.is_named_by_recipe(address) {
            return renderer.render(address);
        }
        let known = || {
            self.by_address
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let remembered = known().get(address).cloned();
        if let Some(artifact) = remembered {
            return Some(Ok(artifact));
        }
        // Others are not kept waiting; two that ask at once make it twice.
        let made = renderer.render(address)?;
        if let Ok(artifact) = &made {
            known().insert(address.to_owned(), artifact.clone());
        }
        Some(made)
    }

    /// Forgets what the site of `renderer` no longer has.
    pub fn keep_those_of(&self, renderer: &Renderer) {
        let mut made = self
            .by_address
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        made.retain(|address, _| renderer.is_named_by_recipe(address));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;
    use crate::language::Language;
    use crate::parse::parse_file;

    const CONVENTIONS: Conventions = Conventions {
        language: Language::French,
        typography: true,
        highlighting: true,
        related: true,
        raw_html: false,
    };

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile::new(path, text.as_bytes())
    }

    #[test]
    fn only_the_same_file_under_the_same_conventions_is_recalled() {
        let known = file("content/b.md", "---\ntitle: B\n---\n");
        let parsed = Arc::new(parse_file(&known, CONVENTIONS));
        let documents = [Documents {
            tree: String::new(),
            config: None,
            conventions: CONVENTIONS,
            files: vec![Arc::clone(&parsed)],
        }];
        let memory = Remembered(&documents);
        assert!(
            memory
                .recall(&known, CONVENTIONS)
                .is_some_and(|recalled| Arc::ptr_eq(&recalled, &parsed))
        );
        assert!(
            memory
                .recall(&file("content/b.md", "---\ntitle: C\n---\n"), CONVENTIONS)
                .is_none(),
            "other bytes"
        );
        assert!(
            memory
                .recall(&file("content/a.md", "---\ntitle: B\n---\n"), CONVENTIONS)
                .is_none(),
            "another path"
        );
        assert!(
            memory
                .recall(
                    &known,
                    Conventions {
                        typography: false,
                        ..CONVENTIONS
                    }
                )
                .is_none(),
            "other conventions"
        );
        let mut moved = known.clone();
        moved.path = SourcePath::new("content/en/b.md").in_tree("en");
        assert!(memory.recall(&moved, CONVENTIONS).is_none(), "another tree");
    }
}
