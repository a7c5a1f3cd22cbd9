//! `parvis schema`: the keys are those of the parsers. `tests/browser/schema.test.js` judges files by the schemas.
#![allow(clippy::disallowed_methods, reason = "tests lay out sites")]

#[path = "diagnostics/site.rs"]
mod site;

use serde_json::Value;
use site::Site;

const KINDS: [&str; 12] = [
    "article",
    "event",
    "term",
    "author",
    "book",
    "member",
    "page",
    "site",
    "translation",
    "model",
    "edition",
    "comments",
];

fn schema(arguments: &[&str]) -> Value {
    let outcome = Site::empty().run(&[&["schema"], arguments].concat());
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

#[test]
fn the_keys_are_those_that_the_parser_names() {
    for (kind, path) in [
        ("article", "content/articles/a.md"),
        ("event", "content/events/a.md"),
        ("term", "content/glossary/a.md"),
        ("author", "content/authors/a.md"),
        ("book", "content/books/a.md"),
        ("member", "content/members/a.md"),
        ("page", "content/a.md"),
        ("site", "content/site.yaml"),
        ("edition", "content/benchmark/a.yaml"),
        ("model", "content/model.yaml"),
    ] {
        let site = Site::new();
        let text = if path.ends_with(".md") {
            "---\nstart: 2027-04-18\nqwertyuiopqwertyuiop: 1\n---\n"
        } else {
            "qwertyuiopqwertyuiop: 1\n"
        };
        site.write(path, text);
        let outcome = site.run(&["check", "--lang", "en", "--format", "json"]);
        let told = outcome
            .diagnostics()
            .into_iter()
            .find(|it| it["file"] == path && it["message"] == "unknown key `qwertyuiopqwertyuiop`");
        let help = told.expect("the key is refused")["help"].clone();
        let help = help.as_str().expect("text");
        let known = help.strip_prefix("possible keys: ").expect("a list");
        let schema = schema(&[kind]);
        let keys: Vec<&str> = schema["properties"]
            .as_object()
            .expect("a map")
            .keys()
            .map(String::as_str)
            // Only in the folder of another language.
            .filter(|key| *key != "translates")
            .collect();
        assert_eq!(
            known.split(", ").collect::<Vec<_>>(),
            sorted(&keys),
            "{kind}"
        );
    }
}

#[test]
fn descriptions_follow_the_language() {
    let title = |language| schema(&["article", "--lang", language])["properties"]["draft"].clone();
    assert_eq!(
        title("fr"),
        serde_json::json!({
            "type": ["boolean", "null"],
            "default": false,
            "description": "Un brouillon se voit avec «\u{a0}parvis serve\u{a0}» et ne paraît pas.",
        })
    );
    assert_eq!(
        title("en")["description"],
        "A draft is shown by “parvis serve” and is not published."
    );
}

/// What is done to a contribution.
type Bend = fn(&mut Value);

#[test]
fn a_contribution_is_judged_as_by_its_published_schema() {
    let own = schema(&["contribution", "--lang", "fr"]);
    let published = include_str!("../schemas/contribution.schema.json");
    let published: Value = serde_json::from_str(published).expect("JSON");
    let keys = |value: &Value| {
        let mut keys: Vec<String> = value.as_object().expect("a map").keys().cloned().collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(&own["properties"]), keys(&published["properties"]));
    for key in keys(&own["properties"]) {
        assert!(own["properties"][&key]["description"].is_string(), "{key}");
    }
    let judges =
        [&own, &published].map(|schema| jsonschema::validator_for(schema).expect("a schema"));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/benchmark/2026");
    let good: Value = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .find(|path| path.extension().is_some_and(|it| it == "json"))
        .map(|path| std::fs::read_to_string(path).expect("a contribution"))
        .and_then(|text| serde_json::from_str(&text).ok())
        .expect("a contribution of the sample");
    let bends: [(Bend, bool); 8] = [
        (|_| {}, true),
        (|it| it["name"] = "Exemple SA".into(), false),
        (|it| it["id"] = "42".into(), false),
        (|it| it["size"] = "grande".into(), false),
        (|it| it["respondents"] = 0.into(), false),
        (|it| it["consent"]["given"] = false.into(), false),
        (
            |it| it["means"]["today"] = serde_json::json!({"ecoute": "4"}),
            false,
        ),
        (
            |it| it["means"]["today"] = serde_json::json!({"ecoute": null}),
            true,
        ),
    ];
    for (number, (bend, accepted)) in bends.into_iter().enumerate() {
        let mut contribution = good.clone();
        bend(&mut contribution);
        for judge in &judges {
            assert_eq!(judge.is_valid(&contribution), accepted, "{number}");
        }
    }
}

#[test]
fn without_a_kind_all_are_definitions_of_one() {
    let all = schema(&[]);
    let definitions = all["definitions"].as_object().expect("a map");
    let names: Vec<&str> = definitions.keys().map(String::as_str).collect();
    assert_eq!(sorted(&names), sorted(&KINDS));
}

fn sorted<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}
