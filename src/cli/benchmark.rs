//! `parvis benchmark`

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use super::Outcome;
use super::arguments::{AggregateArguments, BenchmarkCommand, Common};
use super::build::fault;
use super::console::Console;
use crate::collection::{self, Made, Request};
use crate::diagnostics::{Diagnostic, Problem, SourcePath, Sources};
use crate::document::{Document, ModelDocument};
use crate::inputs::{self, CollectionFiles, Inputs};
use crate::language::Language;
use crate::language::number::format_integer;
use crate::parse::{self, NoMemory};
use crate::publish::{Creation, create};

/// Runs a command about the benchmark.
pub fn run(common: &Common, command: &BenchmarkCommand, console: &Console) -> Outcome {
    match command {
        BenchmarkCommand::Aggregate(arguments) => aggregate(common, arguments, console),
    }
}

/// Makes an edition of a folder of contributions.
fn aggregate(common: &Common, arguments: &AggregateArguments, console: &Console) -> Outcome {
    let (inputs, mut faults) = inputs::read_models(&common.root);
    let site = SiteModels::read(&inputs, &mut faults);
    let mut read = |folder: &Path| {
        let (files, found) = inputs::read_collection(folder);
        faults.extend(found);
        files
    };
    let files = read(&arguments.folder);
    let before = arguments.previous.as_deref().map(&mut read);
    let models: Vec<&ModelDocument> = site.models.iter().map(|model| &**model).collect();
    let mut made = None;
    if !faults.iter().any(Diagnostic::is_error) {
        let (edition, found) = collection::make(Request {
            files: &files,
            before: before.as_ref(),
            models: &models,
            language: site.language,
        });
        faults.extend(found);
        made = edition;
    }
    let written = made.and_then(|made| match write(common, arguments, &made, console) {
        Ok(destination) => Some((made, destination)),
        Err(fault) => {
            faults.push(*fault);
            None
        }
    });
    let sources = [&inputs as &dyn Sources, &files].into_iter();
    let sources = sources.chain(before.iter().map(|files: &CollectionFiles| files as _));
    console.report(&faults, &AnyOf(sources.collect()));
    if let Some((made, destination)) = written {
        say(&made, &destination, console);
        return Outcome::Fine;
    }
    let environment = |fault: &Diagnostic| {
        fault.problem.is_about_environment() || matches!(fault.problem, Problem::Unreadable { .. })
    };
    if faults.iter().any(environment) {
        Outcome::Unable
    } else {
        Outcome::ContentErrors
    }
}

/// What of the site an edition is made by.
struct SiteModels {
    models: Vec<Arc<ModelDocument>>,
    language: Language,
}

impl SiteModels {
    fn read(inputs: &Inputs, faults: &mut Vec<Diagnostic>) -> Self {
        let (sites, found) = parse::parse(inputs, &NoMemory);
        // What is wrong with the rest of the site does not matter here.
        faults.extend(found.into_iter().filter(|fault| {
            let file = fault.file.as_ref().map(SourcePath::as_str);
            file.is_some_and(|file| file != "content/site.yaml")
        }));
        let main = sites.first();
        let files = main.into_iter().flat_map(|site| &site.files);
        let models: Vec<Arc<ModelDocument>> = files
            .filter_map(|parsed| match &parsed.document {
                Some(Document::Model(model) | Document::FormerModel(model)) => {
                    Some(Arc::clone(model))
                }
                _ => None,
            })
            .collect();
        if models.is_empty() && !faults.iter().any(Diagnostic::is_error) {
            faults.push(Diagnostic::of_site(Problem::NothingToCompareBy));
        }
        Self {
            models,
            language: main.map_or(Language::French, |site| site.conventions.language),
        }
    }
}

/// Several sources as one.
struct AnyOf<'a>(Vec<&'a dyn Sources>);

impl Sources for AnyOf<'_> {
    fn source(&self, path: &SourcePath) -> Option<Cow<'_, [u8]>> {
        self.0.iter().find_map(|sources| sources.source(path))
    }
}

/// Where an edition went.
enum Destination {
    StandardOutput,
    File { path: PathBuf, creation: Creation },
}

/// Writes the edition. One that is published already is frozen: another one is not put in its place.
fn write(
    common: &Common,
    arguments: &AggregateArguments,
    made: &Made,
    console: &Console,
) -> Result<Destination, Box<Diagnostic>> {
    let path = arguments.out.clone().unwrap_or_else(|| {
        let name = format!("{}.yaml", made.name);
        common.root.join("content").join("benchmark").join(name)
    });
    if path.as_os_str() == "-" {
        console.answer(&made.text);
        return Ok(Destination::StandardOutput);
    }
    match create(&path, made.text.as_bytes()) {
        Ok(Creation::Occupied) => {
            let shown = path.strip_prefix(&common.root).unwrap_or(&path);
            let shown = SourcePath::new(shown.to_string_lossy().replace('\\', "/"));
            Err(Box::new(Diagnostic::of_file(
                &shown,
                Problem::FrozenEdition,
            )))
        }
        Ok(creation) => Ok(Destination::File { path, creation }),
        Err(error) => Err(Box::new(fault(&error))),
    }
}

fn say(made: &Made, destination: &Destination, console: &Console) {
    // What the edition itself was written to stays as it is.
    let Destination::File { path, creation } = destination else {
        return;
    };
    let language = console.language();
    let count = |number: u64| format_integer(language, i64::try_from(number).unwrap_or(i64::MAX));
    let companies = count(made.companies as u64);
    let respondents = count(made.respondents);
    let suppressed = made.suppressed;
    let path = path.display();
    let (done, done_in_english) = match creation {
        Creation::Created => ("écrite", "written"),
        Creation::Unchanged | Creation::Occupied => ("inchangée", "unchanged"),
    };
    let (panel, panel_in_english) = made.panel.map_or_else(Default::default, |companies| {
        (
            format!(" · panel apparié : {companies} organisations"),
            format!(" · matched panel: {companies} companies"),
        )
    });
    console.say(
        &format!("{path} : {done} · {companies} organisations, {respondents} répondants · {suppressed} groupes masqués{panel}"),
        &format!("{path}: {done_in_english} · {companies} companies, {respondents} respondents · {suppressed} groups suppressed{panel_in_english}"),
    );
    console.summary(&json!({
        "event": "summary",
        "edition": made.name,
        "file": path.to_string(),
        "written": *creation == Creation::Created,
        "companies": made.companies,
        "respondents": made.respondents,
        "suppressed": made.suppressed,
        "panel": made.panel,
    }));
}
