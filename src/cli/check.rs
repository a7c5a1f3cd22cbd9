//! `parvis check`

use serde_json::json;

use super::Outcome;
use super::arguments::{CheckArguments, Common};
use super::console::Console;
use super::fix::{self, Fixed};
use super::outside;
use crate::check::check;
use crate::parse::NoMemory;
use crate::pipeline::Snapshot;

/// Reports everything that is wrong or could be better, after the corrections that were asked for.
pub fn run(common: &Common, arguments: &CheckArguments, console: &Console) -> Outcome {
    let options = arguments.site.read_options(common, arguments.drafts);
    let mut snapshot = Snapshot::take(&options, &NoMemory);
    let mut fixed = None;
    let mut visits = None;
    if arguments.fix && !is_elsewhere(&snapshot) {
        let outcome = fix::run(&common.root, &snapshot.inputs, arguments.dry_run, console);
        if outcome.corrections > 0 && !arguments.dry_run {
            snapshot = Snapshot::take(&options, &NoMemory);
        }
        fixed = Some(outcome);
    }
    if let Some(renderer) = &snapshot.renderer
        && !snapshot.has_errors()
    {
        let findings = check(renderer);
        snapshot.diagnostics.extend(findings.diagnostics);
        if arguments.external {
            let found = outside::run(&common.root, &snapshot.inputs, &findings.outside, console);
            snapshot.diagnostics.extend(found.diagnostics);
            visits = Some((found.asked, found.remembered));
        }
        snapshot.diagnostics.sort();
        snapshot.diagnostics.dedup();
    }
    console.report(&snapshot.diagnostics, &snapshot.inputs);
    let errors = snapshot
        .diagnostics
        .iter()
        .filter(|fault| fault.is_error())
        .count();
    let warnings = snapshot.diagnostics.len() - errors;
    if errors + warnings == 0 {
        console.say("Rien à signaler.", "Nothing to report.");
    } else {
        let count = format!("{}.", console.count(errors, warnings));
        console.say(&count, &count);
    }
    let mut summary = json!({"event": "summary", "errors": errors, "warnings": warnings});
    if let Some(Fixed { corrections, .. }) = fixed {
        summary["corrections"] = corrections.into();
    }
    if let Some((asked, remembered)) = visits {
        summary["outside_links"] = json!({"asked": asked, "remembered": remembered});
    }
    console.summary(&summary);
    if is_elsewhere(&snapshot) || fixed.is_some_and(|it| !it.complete) {
        Outcome::Unable
    } else if errors > 0 || (arguments.strict && warnings > 0) {
        Outcome::ContentErrors
    } else {
        Outcome::Fine
    }
}

/// Whether the fault is not of the content but of where it was looked for.
fn is_elsewhere(snapshot: &Snapshot) -> bool {
    let mut faults = snapshot.diagnostics.iter();
    faults.any(|fault| fault.problem.is_about_environment())
}
