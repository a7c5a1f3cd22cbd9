//! `parvis compare`

use std::sync::Arc;

use parvis_selftest::{Comparison, MAX_RESPONDENTS, MIN_RESPONDENTS, Model, Respondent, compare};
use serde_json::json;

use super::Outcome;
use super::arguments::{Common, CompareArguments};
use super::console::Console;
use crate::comparison::{self, Presentation};
use crate::diagnostics::{Diagnostic, Format, Problem, SourcePath};
use crate::document::{Document, ModelDocument};
use crate::inputs;
use crate::parse::{self, NoMemory};
use crate::results::{self, Models};
use crate::site::former_models;

/// Compares the results that the arguments are or name.
pub fn run(common: &Common, arguments: &CompareArguments, console: &Console) -> Outcome {
    let (document, former, failed) = match read_models(common, console) {
        Ok(models) => models,
        Err(outcome) => return outcome,
    };
    let (texts, unread) = inputs::read_results(&arguments.results);
    let found = results::gather(
        &texts,
        Models {
            current: &document.model,
            former: &former,
        },
    );
    let mut faults = unread;
    faults.extend(found.diagnostics);
    let people = found.people;
    let mut outcome = outcome_of(&faults);
    let comparison = match people.len() {
        count if count < MIN_RESPONDENTS => {
            // Where a result could not be used, that is what is to be mended.
            if !faults.iter().any(Diagnostic::is_error) {
                faults.push(Diagnostic::of_site(Problem::TooFewResults { count }));
                outcome = Outcome::Unable;
            }
            None
        }
        count if count > MAX_RESPONDENTS => {
            faults.push(Diagnostic::of_site(Problem::TooManyResults { count }));
            outcome = Outcome::Unable;
            None
        }
        _ => compare(&document.model, &people).ok(),
    };
    console.report(&faults, &texts);
    if let Some(comparison) = comparison {
        show(console, arguments, &document, &people, &comparison);
    }
    if outcome == Outcome::Fine {
        failed
    } else {
        outcome
    }
}

/// The model, its earlier versions, and whether a fault of theirs was reported.
fn read_models(
    common: &Common,
    console: &Console,
) -> Result<(Arc<ModelDocument>, Vec<Model>, Outcome), Outcome> {
    let (inputs, mut faults) = inputs::read_models(&common.root);
    let (documents, parse_faults) = parse::parse(&inputs, &NoMemory);
    faults.extend(parse_faults);
    let mut model = None;
    let mut former = Vec::new();
    for parsed in documents.iter().flat_map(|documents| &documents.files) {
        match &parsed.document {
            Some(Document::Model(document)) => model = Some(Arc::clone(document)),
            Some(Document::FormerModel(document)) => former.push(Arc::clone(document)),
            _ => {}
        }
    }
    former_models::check(model.as_deref(), &former, &mut faults);
    // What is wrong with the rest of the site does not matter here.
    faults.retain(|fault| {
        let file = fault.file.as_ref().map(SourcePath::as_str);
        file.is_some_and(|file| file != "content/site.yaml")
    });
    if model.is_none() && !faults.iter().any(Diagnostic::is_error) {
        faults.push(Diagnostic::of_site(Problem::NothingToCompareBy));
    }
    console.report(&faults, &inputs);
    let outcome = outcome_of(&faults);
    let former = former.iter().map(|document| document.model.clone());
    match model {
        Some(model) => Ok((model, former.collect(), outcome)),
        None => Err(outcome),
    }
}

fn outcome_of(faults: &[Diagnostic]) -> Outcome {
    let errors = || faults.iter().filter(|fault| fault.is_error());
    if errors().any(|fault| {
        fault.problem.is_about_environment() || matches!(fault.problem, Problem::Unreadable { .. })
    }) {
        Outcome::Unable
    } else if errors().next().is_some() {
        Outcome::ContentErrors
    } else {
        Outcome::Fine
    }
}

/// Writes the comparison: a page for people, what the browser's module answers for programs.
fn show(
    console: &Console,
    arguments: &CompareArguments,
    document: &ModelDocument,
    people: &[Respondent],
    comparison: &Comparison,
) {
    if console.reporter().format == Format::Json {
        console.answer(&door_response(&document.model, people));
        return;
    }
    let presentation = Presentation {
        language: console.language(),
        color: console.colors_answers(),
        anonymous: arguments.anonymous,
        expert: arguments.expert,
    };
    console.answer(&comparison::page(
        document,
        people,
        comparison,
        presentation,
    ));
}

/// The response of the browser's module to the same request, byte for byte: programs that know the one know the other.
fn door_response(model: &Model, people: &[Respondent]) -> String {
    let respondents: Vec<_> = people
        .iter()
        .map(|person| person.to_source(model))
        .collect();
    let request = json!({"op": "compare", "model": model.source(), "respondents": respondents});
    let response = parvis_selftest_wasm::call(request.to_string().as_bytes());
    format!("{}\n", String::from_utf8_lossy(&response))
}
