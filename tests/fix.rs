//! `parvis check --fix`, as an editor and as a program meet it.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was written"
)]

#[path = "diagnostics/site.rs"]
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use site::Site;

const ARTICLE: &str = "content/articles/a.md";
const FAULTY: &str = "---\r\ntitle: \"L'été\"\r\nsummary: Relation : un mot\r\ndate: 2026-11-3\r\nautors: [camille-exemple]\r\n---\r\nL'été [ici](rien.md).\r\n";
const MENDED: &str = "---\r\ntitle: \"L’été\"\r\nsummary: 'Relation\u{a0}: un mot'\r\ndate: 2026-11-03\r\nauthors: [camille-exemple]\r\n---\r\nL'été [ici](rien.md).\r\n";

fn faulty() -> Site {
    let site = Site::new();
    site.write(ARTICLE, FAULTY);
    site
}

fn text(site: &Site, path: &str) -> String {
    fs::read_to_string(site.root().join(path)).expect("the file")
}

#[test]
fn corrections_are_written_and_told_and_the_rest_is_reported() {
    let site = faulty();
    let outcome = site.run(&["check", "--fix", "--lang", "en"]);
    assert_eq!(text(&site, ARTICLE), MENDED);
    for line in [
        "content/articles/a.md:2  \"L'été\" → \"L’été\" (typography)\n",
        "content/articles/a.md:3  Relation : un mot → 'Relation : un mot' (P0204)\n",
        "content/articles/a.md:4  2026-11-3 → 2026-11-03 (P0208)\n",
        "content/articles/a.md:5  autors → authors (P0203)\n",
        "5 corrections in 1 file.\n",
        "1 error, 0 warnings.\n",
    ] {
        assert!(outcome.stdout.contains(line), "{line}{}", outcome.stdout);
    }
    assert!(outcome.stderr.contains("a.md:7:"), "{}", outcome.stderr);
    assert_eq!(outcome.status, Some(1), "a dead link is for the editor");
    let names = fs::read_dir(site.root().join("content/articles")).expect("a folder");
    assert!(
        names
            .map(|name| name.expect("an entry").file_name())
            .all(|name| !name.to_string_lossy().starts_with('.')),
        "nothing is left beside the file"
    );
}

#[test]
fn a_second_time_there_is_nothing_to_correct() {
    let site = faulty();
    site.run(&["check", "--fix"]);
    let outcome = site.run(&["check", "--fix"]);
    assert!(
        outcome.stdout.starts_with("Rien à corriger d’office.\n"),
        "{}",
        outcome.stdout
    );
    assert_eq!(text(&site, ARTICLE), MENDED);
}

#[test]
fn a_rehearsal_shows_the_lines_and_writes_nothing() {
    let site = faulty();
    let outcome = site.run(&["check", "--fix", "--dry-run"]);
    assert_eq!(text(&site, ARTICLE), FAULTY);
    let hunk =
        "content/articles/a.md:3\n- summary: Relation : un mot\n+ summary: 'Relation⍽: un mot'\n";
    assert!(outcome.stdout.contains(hunk), "{}", outcome.stdout);
    assert!(
        outcome.stdout.contains("parvis check --fix"),
        "{}",
        outcome.stdout
    );
    assert_eq!(outcome.status, Some(1));
    assert_eq!(
        site.run(&["check", "--dry-run"]).status,
        Some(2),
        "a rehearsal of nothing"
    );
}

#[test]
fn programs_get_corrections_and_fixes() {
    let site = faulty();
    let told = site.run(&["check", "--format", "json"]).diagnostics();
    // YAML that cannot be read hides the rest of its file.
    assert_eq!(
        told[0]["fix"],
        serde_json::json!({
            "line": 3, "column": 10, "end_line": 3, "end_column": 27,
            "replacement": "'Relation : un mot'",
        })
    );
    let outcome = site.run(&["check", "--fix", "--format", "json"]);
    let objects: Vec<Value> = outcome
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let key = objects.iter().find(|it| it["code"] == "P0203");
    assert_eq!(
        key,
        Some(&serde_json::json!({
            "event": "correction", "file": ARTICLE, "line": 5, "code": "P0203",
            "before": "autors", "after": "authors", "written": true,
        }))
    );
    let summary = objects.last().expect("a summary");
    assert_eq!(
        (&summary["errors"], &summary["corrections"]),
        (&1.into(), &5.into())
    );
}

#[test]
fn only_the_content_is_touched() {
    let site = Site::new();
    site.write("themes/parvis/theme.yaml", "tilte: a : b\n");
    site.write("notes.md", "---\ntilte: a : b\n---\n");
    site.run(&["check", "--fix"]);
    assert_eq!(text(&site, "themes/parvis/theme.yaml"), "tilte: a : b\n");
    assert_eq!(text(&site, "notes.md"), "---\ntilte: a : b\n---\n");
}

/// The pages of the sample site are the same before and after: typography in YAML is the one that they show anyway.
#[test]
fn the_pages_of_the_sample_stay_as_they_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    copy(&root.join("content"), &site.join("content"));
    // Built twice into the same folder, the pictures are made once.
    let out = folder.path().join("public");
    let before = pages(&site, &out);
    let output = parvis(&["check", "--fix", "--strict", "--format", "json"], &site);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stdout).expect("text");
    let typography = told
        .lines()
        .filter(|line| line.contains("\"code\":null"))
        .count();
    assert!(
        typography > 50,
        "titles and summaries are set: {typography}"
    );
    let after = pages(&site, &out);
    for (path, bytes) in &before {
        assert!(after.get(path) == Some(bytes), "{path} changed");
    }
    assert_eq!(before.len(), after.len());
}

fn parvis(arguments: &[&str], site: &Path) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(arguments)
        .args(["--today", "2027-01-15", "--root"])
        .arg(site)
        .output()
        .expect("parvis runs")
}

/// The pages of the site, by their paths.
fn pages(site: &Path, out: &Path) -> BTreeMap<String, Vec<u8>> {
    let out_text = out.to_str().expect("a path in UTF-8");
    let output = parvis(&["build", "--quiet", "--out", out_text], site);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    walkdir::WalkDir::new(out)
        .into_iter()
        .map(|entry| entry.expect("an entry").into_path())
        .filter(|path| path.extension().is_some_and(|it| it == "html"))
        .map(|path| {
            let name = path.strip_prefix(out).expect("below").display().to_string();
            (name, fs::read(&path).expect("a page"))
        })
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
