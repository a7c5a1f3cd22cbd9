//! `cargo xtask bench waits`: how long a visitor waits for a result, on devices slower than this machine.
//!
//! `tests/browser/waits-bench.js` measures it in a browser; the outcome goes to a section of `docs/PERFORMANCE.md`.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use super::{build_parvis, page};

/// Of its section of the page.
pub(super) const SECTION: &str = "waits";

/// Visits for each figure.
const VISITS: &str = "11";

/// How many times slower than this machine.
const SLOWDOWNS: [&str; 3] = ["1", "3", "6"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Waits {
    slowdown: u32,
    nothing: Wait,
    result: Wait,
    result_at_once: Wait,
    comparison: Wait,
    comparison_at_once: Wait,
}

/// In milliseconds.
#[derive(Deserialize)]
struct Wait {
    median: f64,
    least: f64,
}

/// Runs the benchmark; it has no options.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    if let Some(option) = arguments.first() {
        return Err(format!("unknown option: {option}"));
    }
    let root = &xtask::wasm::workspace_root();
    let parvis = build_parvis(root)?;
    let section = section(&measure(root, &parvis)?);
    println!("\n{section}");
    page::write_section(root, SECTION, &section)
}

fn measure(root: &Path, parvis: &Path) -> Result<Vec<Waits>, String> {
    let output = Command::new("node")
        .current_dir(root.join("tests/browser"))
        .env("PARVIS", parvis)
        .arg("waits-bench.js")
        .arg(VISITS)
        .args(SLOWDOWNS)
        .output()
        .map_err(|error| format!("node: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("waits-bench.js: {error}"))
}

fn section(waits: &[Waits]) -> String {
    let mut text = format!(
        "## What a visitor waits for\n\n\
         Written by `cargo xtask bench waits`: from a press to the frame that shows the result of the self-test, or the comparison of twenty \
         people pasted as codes, in a window of a phone, in a browser whose processor is slowed. Medians of {VISITS} visits (least), in \
         milliseconds. The press comes three seconds after the last answer or the paste, when the first screen of the result has been painted ahead; \
         « at once » leaves no time for that. A press that changes nothing is there to compare with, and is not taken off. The aim is 50 ms at 6 ×.\n\n\
         | slowed | nothing | result | at once | comparison of 20 | at once |\n|---:|---:|---:|---:|---:|---:|\n"
    );
    for Waits {
        slowdown,
        nothing,
        result,
        result_at_once,
        comparison,
        comparison_at_once,
    } in waits
    {
        let cell = |wait: &Wait| format!("{:.0} ({:.0})", wait.median, wait.least);
        let _ = writeln!(
            text,
            "| {slowdown} × | {} | {} | {} | {} | {} |",
            cell(nothing),
            cell(result),
            cell(result_at_once),
            cell(comparison),
            cell(comparison_at_once)
        );
    }
    text
}
