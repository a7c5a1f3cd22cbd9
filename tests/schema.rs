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
