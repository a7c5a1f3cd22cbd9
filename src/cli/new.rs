//! `parvis new`

use std::path::Path;

use serde_json::json;

use super::Outcome;
use super::arguments::{Common, NewArguments};
use super::console::Console;
use crate::diagnostics::{Diagnostic, OutputWork, Problem};
use crate::inputs::{self, ReadOptions};
use crate::language::Language;
use crate::parse::{self, Documents, NoMemory};
use crate::publish::sources::{self, SourceError};
use crate::scaffold;

/// Adds a document to the site, and says where.
pub fn run(common: &Common, arguments: &NewArguments, console: &Console) -> Outcome {
    let options = ReadOptions {
        root: common.root.clone(),
        base_url: None,
        drafts: true,
        future: true,
        today: arguments.today,
    };
    let (inputs, mut faults) = inputs::read(&options);
    // What is wrong with other files does not matter here.
    faults.retain(|fault| fault.problem.is_about_environment());
    let path = if faults.is_empty() {
        let (documents, _) = parse::parse(&inputs, &NoMemory);
        add(common, arguments, &documents, &inputs).map_err(|problem| {
            faults.push(Diagnostic::of_site(problem));
        })
    } else {
        Err(())
    };
    console.report(&faults, &inputs);
    let Ok(path) = path else {
        return Outcome::Unable;
    };
    let shown = common.below(Path::new(&path));
    console.answer_people(&format!("{}\n", shown.display()));
    console.summary(&json!({"event": "created", "file": path}));
    Outcome::Fine
}

/// Makes the file; returns its path below the root.
fn add(
    common: &Common,
    arguments: &NewArguments,
    documents: &[Documents],
    inputs: &inputs::Inputs,
) -> Result<String, Problem> {
    let wanted = arguments.language.map(Language::from);
    let site = documents
        .iter()
        .find(|site| wanted.is_none_or(|wanted| site.conventions.language == wanted))
        .ok_or_else(|| Problem::NoSiteInLanguage {
            language: wanted.unwrap_or_default().code(),
        })?;
    let surroundings = scaffold::surroundings(site, inputs);
    let folder = arguments.folder.as_deref();
    let file = scaffold::document(arguments.kind, &arguments.title, folder, &surroundings)?;
    let path = file.path.clone();
    sources::add(&common.root, &[file]).map_err(|error| problem(&common.root, &error))?;
    Ok(path)
}

/// Why sources could not be added, in words.
pub fn problem(root: &Path, error: &SourceError) -> Problem {
    match error {
        SourceError::Exists { path } => Problem::SourceExists { path: path.clone() },
        SourceError::NotEmpty => Problem::FolderNotEmpty {
            path: root.display().to_string(),
        },
        SourceError::OutOfTree { path } => Problem::OutsideOfSite {
            target: path.clone(),
        },
        SourceError::Io {
            action,
            path,
            error,
        } => Problem::SourceUnwritable {
            path: path.display().to_string(),
            doing: OutputWork::from(*action),
            reason: inputs::describe(error),
        },
    }
}
