//! Any model: other scales, other levers, one dimension or thirty. The sites stand in `tests/models/`, so that browser tests build them too.
#![allow(clippy::disallowed_methods, reason = "tests read what was published")]

#[allow(dead_code, reason = "this file reads a few things of a page")]
#[path = "pipeline/html.rs"]
mod html;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use html::Page;
use serde_json::Value;

/// A built site: pages by their address.
struct Built {
    folder: tempfile::TempDir,
}

impl Built {
    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join("out").join(path)).expect("a published file")
    }

    fn page(&self, path: &str) -> Page {
        Page::parse(self.text(&format!("{path}index.html")).as_bytes())
    }

    /// The JSON of a script of the page, by the attribute that names it.
    fn data(&self, path: &str, name: &str) -> Value {
        let text = self.text(&format!("{path}index.html"));
        let start = text.find(&format!("{name}>")).expect("the data") + name.len() + 1;
        let end = start + text[start..].find("</script>").expect("its end");
        serde_json::from_str(&text[start..end]).expect("JSON")
    }
}

fn parvis() -> Command {
    let mut command = Command::new(snapbox::cmd::cargo_bin!("parvis"));
    command.env("LC_ALL", "C");
    command
}

fn folder(model: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/models")
        .join(model)
}

/// Builds the site, which has nothing to be told about.
fn build(model: &str) -> Built {
    let root = folder(model);
    let options = ["--today", "2027-01-15", "--strict", "--root"];
    let check = parvis().arg("check").args(options).arg(&root).output();
    let check = check.expect("parvis runs");
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stderr)
    );
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let build = parvis()
        .arg("build")
        .args(options)
        .arg(&root)
        .arg("--out")
        .arg(out)
        .output();
    let build = build.expect("parvis runs");
    assert!(
        build.status.success(),
        "{}",
        String::from_utf8_lossy(&build.stderr)
    );
    Built { folder }
}

/// The points of the paper form: how many choices each rating has, and the words beside their numbers.
fn points(page: &Page) -> (Vec<String>, Vec<String>) {
    let (mut numbers, mut words) = (Vec::new(), Vec::new());
    for (position, element) in page.elements.iter().enumerate() {
        let name = element.get("name").unwrap_or_default();
        if !name.starts_with("today-") && !name.starts_with("target-") {
            continue;
        }
        let beside = page.elements[position + 1..].iter();
        for part in beside.take_while(|it| it.name == "b" || it.name == "span") {
            let parts = if part.name == "b" {
                &mut numbers
            } else {
                &mut words
            };
            parts.push(part.words());
        }
    }
    (numbers, words)
}

/// Every number that a figure is drawn with.
fn assert_sound(page: &Page) {
    let drawn = [
        "d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "viewBox",
    ];
    for element in &page.elements {
        for (name, value) in element
            .attributes()
            .filter(|(name, _)| drawn.contains(name))
        {
            assert!(
                !value.contains("NaN") && !value.contains("inf"),
                "{name}={value}"
            );
            assert!(
                !value.trim().is_empty() || name == "points",
                "{name} of {}",
                element.name
            );
        }
    }
}

/// How many times each value occurs.
fn counted(values: &[String]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value.as_str()).or_default() += 1;
    }
    counts
}

#[test]
fn seven_points_two_levers_in_english() {
    let site = build("english");
    let selftest = site.page("the-model/self-test/");
    let (points, labels) = points(&selftest);
    // Twelve statements, rated twice.
    let numbers = counted(&points);
    assert_eq!(numbers.len(), 7);
    assert!(numbers.values().all(|count| *count == 24), "{numbers:?}");
    let labels = counted(&labels);
    assert_eq!((labels["Entirely"], labels["I cannot say"]), (24, 24));
    let legends: Vec<String> = selftest.all("legend").map(html::Element::words).collect();
    let legends = counted(&legends);
    assert_eq!(legends["Here and now…"], 12);
    assert_eq!(legends["Two years from now, I want it to be…"], 12);
    let resources = site.data("the-model/self-test/", "data-resources");
    assert_eq!(
        resources["trust"]["advice"],
        "Name one decision a week that needs no approval any more."
    );
    assert_eq!(resources["care"]["advice"], Value::Null);
    assert_sound(&site.page("the-model/"));
    assert_sound(&site.page("radar/"));
}

#[test]
fn two_points_and_nothing_that_may_be_left_out() {
    let site = build("two-points");
    let selftest = site.page("le-modele/testez-vous/");
    let (points, labels) = points(&selftest);
    assert_eq!(counted(&points), BTreeMap::from([("0", 6), ("1", 6)]));
    // No labels: numbers alone, and the words of the theme for no answer.
    assert_eq!(counted(&labels).len(), 1);
    let model = site.data("le-modele/testez-vous/", "data-model");
    assert_eq!(model["scale"]["min"], 0);
    assert_eq!(model["maturity"], serde_json::json!([]));
    assert!(
        !site
            .text("le-modele/testez-vous/index.html")
            .contains("data-part=\"priorities\"")
    );
    assert!(!site.text("le-modele/index.html").contains("class=\"wheel"));
    // Two axes make no area.
    let radar = site.page("radar/");
    assert_eq!(radar.all("polygon").count(), 0);
    let table = radar.elements.iter().find(|it| it.name == "details");
    assert!(table.expect("the table").get("open").is_some());
    assert_eq!(radar.all("td").count(), 2);
}

#[test]
fn thirty_dimensions_over_six_levers_with_eleven_points() {
    let site = build("eleven-points");
    let selftest = site.page("le-modele/testez-vous/");
    let (points, _) = points(&selftest);
    let numbers = counted(&points);
    assert_eq!(numbers.len(), 11);
    assert!(numbers.values().all(|count| *count == 240), "{numbers:?}");
    let wheel = site.page("le-modele/");
    assert_sound(&wheel);
    let radar = site.page("radar/");
    assert_sound(&radar);
    let outline = radar
        .of_class("radar-series-1")
        .find(|it| it.name == "polygon");
    let outline = outline.expect("a polygon").get("points").expect("points");
    assert_eq!(outline.split(' ').count(), 30);
    for number in 1..=5 {
        site.page(&format!("le-modele/resultats-{number}/"));
    }
    site.page("le-modele/leviers/resultats/");
}

#[test]
fn one_dimension_one_statement_below_zero() {
    let site = build("single");
    let selftest = site.page("le-modele/testez-vous/");
    let (points, _) = points(&selftest);
    let expected = ["-5", "-4", "-3", "-2", "-1", "0"];
    assert_eq!(
        counted(&points),
        expected.iter().map(|point| (*point, 2)).collect()
    );
    let wheel = site.page("le-modele/");
    assert_sound(&wheel);
    assert!(
        wheel.all("path").count() >= 2,
        "one component and one dimension are whole rings"
    );
    assert_eq!(site.page("radar/").all("polygon").count(), 0);
}
