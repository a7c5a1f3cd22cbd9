//! `parvis benchmark aggregate`, on the sample contributions whose aggregates the sample site publishes (`examples/benchmark`).
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out collections and read what was published"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn collection(year: &str) -> PathBuf {
    root().join("examples/benchmark").join(year)
}

/// Aggregates as programs do, with the sample site's model.
fn aggregate(arguments: &[&str]) -> Output {
    Command::new(snapbox::cmd::cargo_bin!("parvis"))
        .args(["benchmark", "aggregate", "--format", "json", "--root"])
        .arg(root())
        .args(arguments)
        .output()
        .expect("parvis runs")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    let objects = text.lines().map(serde_json::from_str);
    objects.collect::<Result<_, _>>().expect("JSON lines")
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
fn the_editions_of_the_sample_site_are_the_aggregates_of_the_sample_contributions() {
    let folder = TempDir::new().expect("a temporary folder");
    let (first, second) = (shown(&collection("2025")), shown(&collection("2026")));
    for (year, previous, panel) in [
        ("2025", None, Value::Null),
        ("2026", Some(first.as_str()), json!(42)),
    ] {
        let out = folder.path().join(format!("{year}.yaml"));
        let own = if year == "2025" { &first } else { &second };
        let out_shown = shown(&out);
        let mut arguments = vec![own.as_str(), "--out", &out_shown];
        arguments.extend(
            previous
                .iter()
                .flat_map(|previous| ["--previous", previous]),
        );
        let output = aggregate(&arguments);
        assert_eq!(output.status.code(), Some(0));
        let made = fs::read_to_string(&out).expect("the edition");
        let published = root()
            .join("content/benchmark")
            .join(format!("{year}.yaml"));
        let published = fs::read_to_string(published).expect("the published edition");
        assert_eq!(made, published, "{year}");
        let summary = lines(&output).pop().expect("a summary");
        assert_eq!(summary["panel"], panel);
    }
}

#[test]
fn a_published_edition_is_frozen() {
    let folder = TempDir::new().expect("a temporary folder");
    let out = folder.path().join("2025.yaml");
    let (own, out_shown) = (shown(&collection("2025")), shown(&out));
    let run = || aggregate(&[&own, "--out", &out_shown]);
    let written = |output: &Output| lines(output).pop().expect("a summary")["written"].clone();
    assert_eq!(written(&run()), json!(true));
    assert_eq!(written(&run()), json!(false), "the same figures again");
    let other = fs::read_to_string(&out)
        .expect("the edition")
        .replace("median: 5", "median: 6");
    fs::write(&out, &other).expect("another edition");
    let output = run();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output).pop().expect("a fault")["code"], "P0617");
    assert_eq!(fs::read_to_string(&out).expect("the edition"), other);
    assert_eq!(
        fs::read_dir(folder.path()).expect("the folder").count(),
        1,
        "no draft is left"
    );
}

#[test]
fn what_is_suppressed_is_told_with_its_reason_and_its_place() {
    let own = shown(&collection("2025"));
    let output = aggregate(&[&own, "--lang", "en", "--out", "-"]);
    let text = String::from_utf8_lossy(&output.stdout);
    let told: Vec<(Value, Value)> = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .map(|object| (object["line"].clone(), object["message"].clone()))
        .collect();
    assert_eq!(
        told,
        [
            (
                json!(19),
                json!(
                    "sector `Santé` suppressed: else a subtraction would give a suppressed group back"
                )
            ),
            (
                json!(20),
                json!("sector `Stationnement` suppressed: only 2 companies")
            ),
            (
                json!(21),
                json!("sector `Énergie` suppressed: only 2 companies")
            ),
        ]
    );
}

/// Every id, and every mean as it is written in the files, of the sample contributions.
fn raw_values() -> BTreeSet<String> {
    let mut values = BTreeSet::new();
    for year in ["2025", "2026"] {
        for entry in fs::read_dir(collection(year)).expect("the collection") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a contribution");
            let contribution: Value = serde_json::from_str(&text).expect("JSON");
            values.insert(contribution["id"].as_str().expect("an id").to_owned());
            for rating in ["today", "target"] {
                let means = contribution["means"][rating].as_object().expect("means");
                let means = means.values().filter(|mean| !mean.is_null());
                values.extend(means.map(ToString::to_string));
            }
        }
    }
    values
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_below(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// The longest pieces of a text that an id or a number can be: `3.2106`, in French `3,2106`, `0632ac60…`.
fn pieces(text: &str) -> impl Iterator<Item = String> {
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || sign == '.' || sign == ',';
    text.split(move |sign: char| !is_part(sign))
        .map(|piece| piece.trim_matches(['.', ',']).replace(',', "."))
}

#[test]
fn no_raw_id_or_value_is_anywhere_in_the_site() {
    let values = raw_values();
    assert!(
        values.len() > 1500,
        "ids and means are there to be found: {}",
        values.len()
    );
    let output = TempDir::new().expect("a temporary folder");
    let status = Command::new(snapbox::cmd::cargo_bin!("parvis"))
        .args(["build", "--quiet", "--today", "2026-11-22", "--root"])
        .arg(root())
        .arg("--out")
        .arg(output.path())
        .status()
        .expect("parvis runs");
    assert!(status.success());
    let mut files = Vec::new();
    files_below(output.path(), &mut files);
    assert!(files.len() > 100);
    for path in files {
        let bytes = fs::read(&path).expect("a file");
        let text = String::from_utf8_lossy(&bytes);
        let found: Vec<String> = pieces(&text)
            .filter(|piece| values.contains(piece))
            .collect();
        assert_eq!(found, Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn the_search_for_raw_values_would_find_them() {
    let value = raw_values()
        .into_iter()
        .find(|value| value.contains('.'))
        .expect("a mean");
    let french = format!("« une moyenne de {}, dit-on »", value.replace('.', ","));
    assert!(pieces(&french).any(|piece| piece == value));
    assert!(pieces(&format!("[{{\"m\":{value}}}]")).any(|piece| piece == value));
}

/// A contribution with one member changed; `Null` removes it.
fn changed(pointer: &str, value: Value) -> Value {
    let path = collection("2026").join("contribution-01.json");
    let text = fs::read_to_string(path).expect("a contribution");
    let mut contribution: Value = serde_json::from_str(&text).expect("JSON");
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = contribution.pointer_mut(parent).expect("an object");
    let members = parent.as_object_mut().expect("an object");
    if value.is_null() {
        members.remove(key);
    } else {
        members.insert(key.to_owned(), value);
    }
    contribution
}

#[test]
fn the_schema_refuses_what_the_command_refuses() {
    let schema =
        fs::read_to_string(root().join("schemas/contribution.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let folder = TempDir::new().expect("a temporary folder");
    fs::copy(
        collection("2026").join("edition.yaml"),
        folder.path().join("edition.yaml"),
    )
    .expect("the frame");
    let hex = |digit: &str| json!(digit.repeat(32));
    let mut cases = vec![
        changed("/id", hex("0")),
        changed("/id", json!("0632AC6097BA47A4199BDA0D32CF8561")),
        changed("/id", json!("12")),
        changed("/respondents", json!(0)),
        changed("/respondents", json!(-3)),
        changed("/respondents", json!(2.5)),
        changed("/respondents", json!("12")),
        changed("/respondents", json!(100_001)),
        changed("/size", json!("grande")),
        changed("/format", json!("parvis-result")),
        changed("/name", json!("Compagnie du Modèle")),
        changed("/sample", json!("oui")),
        changed("/means/today/vision-partagee", json!("3.2")),
        changed("/means/today/vision-partagee", Value::Null),
        changed("/means/target", Value::Null),
        changed("/means/yesterday", json!({})),
        changed("/consent/given", json!(false)),
        changed("/consent/date", json!("13 février 2026")),
        changed("/consent/text", json!("")),
        changed("/consent/signature", json!("A. B.")),
        changed("/model/scale", json!(5)),
        changed("/edition", json!("Édition 2026")),
    ];
    for key in [
        "format",
        "id",
        "edition",
        "model",
        "sector",
        "size",
        "respondents",
        "means",
        "consent",
    ] {
        cases.push(changed(&format!("/{key}"), Value::Null));
    }
    for pointer in [
        "/means/today",
        "/consent/given",
        "/consent/text",
        "/consent/date",
        "/model/id",
        "/model/version",
    ] {
        cases.push(changed(pointer, Value::Null));
    }
    for (number, case) in cases.iter_mut().enumerate() {
        // Where the id is not what is wrong, it is one of its own.
        if case["id"] == "0632ac6097ba47a4199bda0d32cf8561" {
            case["id"] = json!(format!("{number:032x}"));
        }
        let path = folder.path().join(format!("{number:02}.json"));
        fs::write(path, case.to_string()).expect("a contribution");
    }
    let output = aggregate(&[&shown(folder.path()), "--out", "-"]);
    let refused: BTreeSet<usize> = lines(&output)
        .iter()
        .map(|fault| {
            let file = Path::new(fault["file"].as_str().expect("a file"));
            let number = file.file_stem().expect("a name").to_string_lossy();
            number.parse().expect("a number")
        })
        .collect();
    let invalid = cases
        .iter()
        .enumerate()
        .filter(|(_, case)| !validator.is_valid(case));
    assert_eq!(refused, invalid.map(|(number, _)| number).collect());
    // 32 zeros, a mean left out, no target.
    assert_eq!(cases.len() - refused.len(), 3);
}

#[test]
fn the_sample_contributions_are_as_the_schema_says() {
    let schema =
        fs::read_to_string(root().join("schemas/contribution.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for year in ["2025", "2026"] {
        let mut files = Vec::new();
        files_below(&collection(year), &mut files);
        files.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        });
        assert_eq!(files.len(), if year == "2025" { 48 } else { 60 });
        for path in files {
            let text = fs::read_to_string(&path).expect("a contribution");
            let contribution: Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(contribution["sample"], json!(true));
            assert!(validator.is_valid(&contribution), "{}", path.display());
        }
    }
}

#[test]
fn a_text_that_was_saved_by_an_editor_is_still_a_contribution() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::copy(
        collection("2026").join("edition.yaml"),
        folder.path().join("edition.yaml"),
    )
    .expect("the frame");
    for number in 1..=5 {
        let name = format!("contribution-0{number}.json");
        let text = fs::read_to_string(collection("2026").join(&name)).expect("a contribution");
        let text = format!("\u{feff}{}", text.replace("  ", "\t").replace('\n', "\r\n"));
        fs::write(folder.path().join(&name), text).expect("a contribution");
    }
    let output = aggregate(&[
        &shown(folder.path()),
        "--out",
        &shown(&folder.path().join("made.yaml")),
    ]);
    let errors: Vec<Value> = lines(&output)
        .into_iter()
        .filter(|line| line["level"] == "error")
        .collect();
    assert_eq!(errors, Vec::<Value>::new());
    assert_eq!(output.status.code(), Some(0));
}
