//! Corrections that leave no choice, for `check --fix`.
//!
//! A correction is what a [fault](crate::diagnostics::Diagnostic::fix) proposes, or a text of YAML in the typography in which the pages show it
//! anyway ([`typography`]). Corrections are tried in memory, on the whole site: what they bring to light is corrected in turn, and a file
//! whose corrections would make a site with more errors than before stays as it is. So a site without errors never gets one.
//!
//! Pure: `publish` writes what this module gives.

#[cfg(test)]
mod tests;
mod typography;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, Problem, SourcePath, Sources, Span};
use crate::inputs::{Inputs, SourceFile};
use crate::parse::{self, Documents, NoMemory};
use crate::site::link;

/// How often corrections may bring others to light. A file of many lines that YAML cannot read tells them one after the other.
const MOST_ROUNDS: usize = 50;

/// What was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The file.
    pub file: SourcePath,
    /// The line, counted from 1. No correction adds or removes one.
    pub line: usize,
    /// The code of the fault; none where only the typography was not that of the pages.
    pub code: Option<&'static str>,
    /// The text that was replaced.
    pub before: String,
    /// The text that replaces it.
    pub after: String,
}

/// A file with its corrections.
#[derive(Debug)]
pub struct CorrectedFile {
    /// As it was read.
    pub before: SourceFile,
    /// As it should be.
    pub after: SourceFile,
}

/// What can be corrected in a site.
#[derive(Debug, Default)]
pub struct Corrected {
    /// The corrections, in the order of the files and lines.
    pub corrections: Vec<Correction>,
    /// The files that they change, in order.
    pub files: Vec<CorrectedFile>,
}

/// Another text for some bytes of a file.
#[derive(Debug)]
struct Proposal {
    span: Span,
    replacement: String,
    code: Option<&'static str>,
}

/// The site as it would be: read and linked, but not rendered.
struct Trial {
    inputs: Inputs,
    documents: Vec<Documents>,
    diagnostics: Vec<Diagnostic>,
}

impl Trial {
    fn of(inputs: Inputs) -> Self {
        let (documents, mut diagnostics) = parse::parse(&inputs, &NoMemory);
        let (_, faults) = link(&documents, &inputs, &[]);
        diagnostics.extend(faults);
        diagnostics.sort();
        diagnostics.dedup();
        Self {
            inputs,
            documents,
            diagnostics,
        }
    }
}

/// Corrects the site of `inputs`.
pub fn correct(inputs: &Inputs) -> Corrected {
    let mut corrections = Vec::new();
    let mut refused = BTreeSet::new();
    let mut site = Trial::of(inputs.clone());
    for _ in 0..MOST_ROUNDS {
        let mut proposals = proposals(&site);
        proposals.retain(|path, _| !refused.contains(path));
        if proposals.is_empty() {
            break;
        }
        let together = apply(&site.inputs, &proposals);
        if let Some(better) = tried(&site, together.0) {
            corrections.extend(together.1);
            site = better;
            continue;
        }
        for (path, own) in proposals {
            let alone = apply(&site.inputs, &BTreeMap::from([(path.clone(), own)]));
            if let Some(better) = tried(&site, alone.0) {
                corrections.extend(alone.1);
                site = better;
            } else {
                refused.insert(path);
            }
        }
    }
    corrections.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    let files = inputs.content.iter().zip(&site.inputs.content);
    Corrected {
        corrections,
        files: files
            .filter(|(before, after)| !before.has_bytes_of(after))
            .map(|(before, after)| CorrectedFile {
                before: before.clone(),
                after: after.clone(),
            })
            .collect(),
    }
}

/// The site of `inputs`, unless it has more errors than `before`.
fn tried(before: &Trial, inputs: Inputs) -> Option<Trial> {
    let errors = |site: &Trial| {
        let errors = site.diagnostics.iter().filter(|it| it.is_error());
        errors.count()
    };
    let after = Trial::of(inputs);
    // A text that YAML could not read may hold more errors than that one, of the same file.
    (errors(&after) <= errors(before) || reveals(before, &after)).then_some(after)
}

/// Whether the errors that `after` has and `before` has not all stand in files that had errors and could not be read.
fn reveals(before: &Trial, after: &Trial) -> bool {
    let unread: BTreeSet<&SourcePath> = before
        .diagnostics
        .iter()
        .filter(|it| matches!(it.problem, Problem::Yaml { .. }))
        .filter_map(|it| it.file.as_ref())
        .collect();
    let is_new = |fault: &&Diagnostic| before.diagnostics.binary_search(fault).is_err();
    let mut news = after
        .diagnostics
        .iter()
        .filter(|it| it.is_error())
        .filter(is_new);
    news.all(|fault| {
        fault
            .file
            .as_ref()
            .is_some_and(|file| unread.contains(file))
    })
}

/// What is proposed for each file of the content, in the order of the places and without overlap.
fn proposals(site: &Trial) -> BTreeMap<SourcePath, Vec<Proposal>> {
    let mut proposals: BTreeMap<SourcePath, Vec<Proposal>> = BTreeMap::new();
    for diagnostic in &site.diagnostics {
        if let Some(file) = &diagnostic.file
            && file.below_content().is_some()
            && let Some(source) = site.inputs.source(file)
            && let Ok(text) = std::str::from_utf8(&source)
            && let Some(fix) = diagnostic.fix(text)
        {
            proposals.entry(file.clone()).or_default().push(Proposal {
                span: fix.span,
                replacement: fix.replacement,
                code: Some(diagnostic.problem.code()),
            });
        }
    }
    for documents in &site.documents {
        for (file, fix) in typography::fixes(documents) {
            proposals.entry(file.clone()).or_default().push(Proposal {
                span: fix.span,
                replacement: fix.replacement,
                code: None,
            });
        }
    }
    for own in proposals.values_mut() {
        // Of two at the same place, that of a fault comes first.
        own.sort_by_key(|it| (it.span.start, it.span.end, it.code.is_none()));
        let mut end = 0;
        own.retain(|it| {
            let apart = it.span.start >= end;
            if apart {
                end = it.span.end;
            }
            apart
        });
    }
    proposals
}

/// `inputs` with what is proposed.
fn apply(
    inputs: &Inputs,
    proposals: &BTreeMap<SourcePath, Vec<Proposal>>,
) -> (Inputs, Vec<Correction>) {
    let mut inputs = inputs.clone();
    let mut corrections = Vec::new();
    for file in &mut inputs.content {
        let Some(own) = proposals.get(&file.path) else {
            continue;
        };
        let Ok(text) = file.bytes.text() else {
            continue;
        };
        let text = text.as_str();
        let mut corrected = text.to_owned();
        for Proposal {
            span,
            replacement,
            code,
        } in own.iter().rev()
        {
            let range = span.start as usize..span.end as usize;
            corrections.push(Correction {
                file: file.path.clone(),
                line: text[..range.start].matches('\n').count() + 1,
                code: *code,
                before: text[range.clone()].to_owned(),
                after: replacement.clone(),
            });
            corrected.replace_range(range, replacement);
        }
        *file = file.with(corrected.as_bytes());
    }
    (inputs, corrections)
}
