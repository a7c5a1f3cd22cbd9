//! `parvis check`

use serde_json::json;

use super::Outcome;
use super::arguments::{CheckArguments, Common};
use super::console::Console;
use crate::check;
use crate::parse::NoMemory;
use crate::pipeline::Snapshot;

/// Reports everything that is wrong or could be better; writes nothing.
pub fn run(common: &Common, arguments: &CheckArguments, console: &Console) -> Outcome {
    let options = arguments.site.read_options(common, arguments.drafts);
    let mut snapshot = Snapshot::take(&options, &NoMemory);
    if let Some(renderer) = &snapshot.renderer
        && !snapshot.has_errors()
    {
        snapshot.diagnostics.extend(check::check(renderer));
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
    console.summary(&json!({"event": "summary", "errors": errors, "warnings": warnings}));
    if snapshot
        .diagnostics
        .iter()
        .any(|fault| fault.problem.is_about_environment())
    {
        Outcome::Unable
    } else if errors > 0 || (arguments.strict && warnings > 0) {
        Outcome::ContentErrors
    } else {
        Outcome::Fine
    }
}
