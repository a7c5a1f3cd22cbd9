//! What `compare` reads: the model and its earlier versions, and the texts that hold results.
#![allow(
    clippy::disallowed_methods,
    reason = "read is the only stage that reads the disk"
)]

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::walk::{LARGEST_TEXT_MIB, describe, read_file, read_folder};
use super::{Inputs, clock};
use crate::diagnostics::{Diagnostic, Problem, SourcePath, Sources};

/// The name by which a person means standard input.
const STANDARD_INPUT: &str = "-";

/// A text in which results are looked for.
#[derive(Debug)]
pub struct SharedText {
    /// What the person who gave it would recognise: a file's path, `-`, the place of an argument.
    pub name: SourcePath,
    /// The text.
    pub text: String,
    /// The text as a whole is meant as a result, so that anything else in it is a mistake.
    pub is_result: bool,
}

/// The texts that were given, for the reporter too.
#[derive(Debug)]
pub struct SharedTexts(pub Vec<SharedText>);

impl Sources for SharedTexts {
    fn source(&self, path: &SourcePath) -> Option<Cow<'_, [u8]>> {
        let text = self.0.iter().find(|text| text.name == *path)?;
        Some(text.text.as_bytes().into())
    }
}

/// The model below `root`, its earlier versions, and what says in which language and typography they are read.
pub fn read_models(root: &Path) -> (Inputs, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut content = Vec::new();
    for name in ["content/model.yaml", "content/site.yaml"] {
        let path = root.join(name);
        if path.is_file() {
            match read_file(root, None, &path) {
                Ok(file) => content.push(file),
                Err(fault) => diagnostics.push(fault),
            }
        }
    }
    content.extend(read_folder(root, "content/models", &mut diagnostics).files);
    (Inputs::of(content, clock::today(None)), diagnostics)
}

/// The texts that `arguments` are or name: codes, links, files, `-` for standard input.
pub fn read_results(arguments: &[String]) -> (SharedTexts, Vec<Diagnostic>) {
    let mut texts = Vec::new();
    let mut diagnostics = Vec::new();
    for (number, argument) in (1..).zip(arguments) {
        let path = PathBuf::from(argument);
        if argument == STANDARD_INPUT || path.exists() {
            let name = SourcePath::new(argument.as_str());
            match read_text(&path) {
                Ok(text) => texts.push(SharedText {
                    name,
                    text,
                    is_result: false,
                }),
                Err(problem) => diagnostics.push(Diagnostic::of_file(&name, problem)),
            }
            continue;
        }
        let text = SharedText {
            name: SourcePath::new(format!("argument {number}")),
            text: argument.clone(),
            is_result: true,
        };
        if is_meant_as_result(argument) {
            texts.push(text);
        } else {
            let name = SourcePath::new(argument.as_str());
            diagnostics.push(Diagnostic::of_file(&name, Problem::NoSuchResult));
        }
    }
    (SharedTexts(texts), diagnostics)
}

/// A code, a link, or a text with one of them in it; anything else is the name of a file that is not there.
fn is_meant_as_result(argument: &str) -> bool {
    let text = argument.trim_start();
    let mut symbols = text.chars();
    let code = symbols.next() == Some('P') && symbols.next().is_some_and(|it| it.is_ascii_digit());
    let file = Path::new(argument).extension().is_some();
    (code && !file) || text.contains("r=") || text.contains("://")
}

/// The text of a file. Bytes that are not UTF-8, as in old mails, are replaced: codes are plain letters.
fn read_text(path: &Path) -> Result<String, Problem> {
    let unreadable = |error: std::io::Error| Problem::Unreadable {
        reason: describe(&error),
    };
    let limit = LARGEST_TEXT_MIB * 1024 * 1024;
    let mut bytes = Vec::new();
    let outcome = if path.as_os_str() == STANDARD_INPUT {
        std::io::stdin()
            .lock()
            .take(limit + 1)
            .read_to_end(&mut bytes)
    } else {
        let file = fs::File::open(path).map_err(unreadable)?;
        file.take(limit + 1).read_to_end(&mut bytes)
    };
    outcome.map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(Problem::TooLarge {
            limit_mib: LARGEST_TEXT_MIB,
        });
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}
