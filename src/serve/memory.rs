//! Memory: what the last snapshot parsed, so that a change of one file costs the parsing of one file.

use std::sync::Arc;

use crate::inputs::SourceFile;
use crate::parse::{Conventions, Documents, Memory, Parsed};

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
        SourceFile {
            path: SourcePath::new(path),
            bytes: text.as_bytes().into(),
            hash: blake3::hash(text.as_bytes()),
        }
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
