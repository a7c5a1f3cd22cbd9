//! What an editor's program gets from a new site: Visual Studio Code completes and checks data files by their schemas, begins documents by
//! snippets, and runs `parvis check` with its findings underlined.
//!
//! No widespread extension applies a schema to the front matter of a Markdown file: there the snippets give the keys, and the task finds
//! the faults. The schemas of front matter are written all the same, for programs that know what to do with them.

use serde_json::{Map, Value, json};

use super::document::DocumentKind;
use super::text::Values;
use crate::language::Language;
use crate::publish::sources::NewFile;
use crate::schema::{self, SchemaKind};

/// The day on which a snippet is used, as Visual Studio Code writes it.
const DAY: &str = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE";

/// The files of `.vscode/` that are the same in every site of a language.
pub fn settings(language: Language) -> Vec<NewFile> {
    let mut files = vec![
        json_file(".vscode/settings.json", &editor_settings()),
        json_file(
            ".vscode/extensions.json",
            &json!({"recommendations": ["redhat.vscode-yaml"]}),
        ),
        json_file(".vscode/parvis.code-snippets", &snippets(language)),
    ];
    for kind in SchemaKind::ALL {
        files.push(json_file(
            &format!(".vscode/{}", schema_path(kind)),
            &schema::schema(kind, language),
        ));
    }
    files
}

fn json_file(path: &str, value: &Value) -> NewFile {
    NewFile {
        path: path.to_owned(),
        bytes: format!("{value:#}\n").into(),
    }
}

fn schema_path(kind: SchemaKind) -> String {
    format!("schemas/{}.json", kind.name())
}

fn editor_settings() -> Value {
    let schemas: Map<String, Value> = SchemaKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let path = format!("./.vscode/{}", schema_path(kind));
            Some((path, json!(kind.data_files()?)))
        })
        .collect();
    json!({
        "yaml.schemas": schemas,
        "files.encoding": "utf8",
        "files.exclude": {"public": true},
        "[markdown]": {
            "editor.wordWrap": "on",
            "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "off"},
            "editor.snippetSuggestions": "top",
        },
    })
}

/// The documents that `new` begins, as snippets: `parvis-article`. The names that a site has are not known here.
fn snippets(language: Language) -> Value {
    let values = Values::default()
        .with("%title%", Some("${1}".to_owned()))
        .with("%today%", Some(DAY.to_owned()))
        .with("%next_month%", Some(DAY.to_owned()))
        .with("%next_year%", Some(DAY.to_owned()))
        .with("%year%", Some("$CURRENT_YEAR".to_owned()));
    let unknown = [
        "%author%",
        "%authors%",
        "%category%",
        "%categories%",
        "%dimension%",
        "%dimensions%",
        "%term%",
        "%terms%",
        "%book%",
        "%books%",
    ];
    let values = unknown
        .into_iter()
        .fold(values, |values, name| values.with(name, None));
    let snippets: Map<String, Value> = DocumentKind::ALL
        .into_iter()
        .map(|kind| {
            let name = kind.name(language);
            let text = values.fill(kind.text(language));
            let snippet = json!({
                "scope": "markdown",
                "prefix": format!("parvis-{name}"),
                "body": text.lines().collect::<Vec<_>>(),
            });
            (format!("Parvis: {name}"), snippet)
        })
        .collect();
    Value::Object(snippets)
}
