//! The typography of texts in YAML, in the source as it is on the pages.
//!
//! The text of a document is left to its author, who writes it as keyboards allow; a title or a summary is a line that other programs
//! show as it stands.

use crate::diagnostics::{Fix, Located, SourcePath, scalar};
use crate::document::Document;
use crate::language::typography::typeset;
use crate::parse::yaml::{Node, Value};
use crate::parse::{self, Documents};

/// The keys whose texts the pages show in the typography of the site, in every kind of file.
const PROSE: [&str; 7] = [
    "title",
    "subtitle",
    "summary",
    "description",
    "definition",
    "alt",
    "caption",
];

/// What would set the texts of `documents` in the typography of their site.
pub fn fixes(documents: &Documents) -> Vec<(&SourcePath, Fix)> {
    let mut fixes = Vec::new();
    if !documents.conventions.typography {
        return fixes;
    }
    for parsed in &documents.files {
        let Some(document) = &parsed.document else {
            continue;
        };
        if matches!(document, Document::Asset) {
            continue;
        }
        let file = &parsed.file;
        if let (Ok(source), Some(tree)) = (file.bytes.text(), parse::tree(file)) {
            let source = source.as_str();
            visit(&tree, &mut |key, node, text| {
                let written = source.get(node.span.start as usize..node.span.end as usize);
                if PROSE.contains(&key.value.as_str())
                    && let Some(written) = written
                {
                    let set = typeset(documents.conventions.language, text.trim());
                    let fix = scalar(written, node.span, text, &set);
                    // Only the typography: a line that was trimmed is no correction.
                    fixes.extend(
                        fix.filter(|_| set != text.trim())
                            .map(|fix| (&file.path, fix)),
                    );
                }
            });
        }
    }
    fixes
}

/// Calls `see` with each text below `node`, and with its key.
fn visit(node: &Node, see: &mut impl FnMut(&Located<String>, &Node, &str)) {
    match &node.value {
        Value::Map(entries) => {
            for (key, node) in entries {
                if let Value::Scalar { text, .. } = &node.value {
                    see(key, node, text);
                }
                visit(node, see);
            }
        }
        Value::List(items) => {
            for item in items {
                visit(item, see);
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}
