//! JSON Schema of the front matter of each kind and of the data files, for editors that complete and check as one types.
//!
//! Pure, and without a list of keys of its own: a schema is written from the [interview](crate::parse::interview) of the parser, so
//! that a key, a type, a choice or a bound exists once. [`words`] describes each key; [`conditions`] adds what a key's presence depends
//! on. A schema accepts whatever the parser does; the parser knows more (that an author exists, that an end follows its start).

mod conditions;
mod words;

use serde_json::{Map, Value, json};

use crate::diagnostics::SourcePath;
use crate::language::Language;
use crate::parse::{self, Interview, Shape};

pub use words::Words;

/// Draft 7 is what the YAML extensions of editors know best.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The kinds of files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum SchemaKind {
    /// Front matter of articles
    Article,
    /// Front matter of events
    Event,
    /// Front matter of terms
    Term,
    /// Front matter of authors
    Author,
    /// Front matter of books
    Book,
    /// Front matter of members
    Member,
    /// Front matter of other pages
    Page,
    /// content/site.yaml
    Site,
    /// site.yaml of another language, as content/en/site.yaml
    Translation,
    /// content/model.yaml and its earlier versions
    Model,
    /// Editions of the benchmark
    Edition,
    /// Comments of an article
    Comments,
    /// What an organisation contributes to an edition, as JSON
    Contribution,
}

impl SchemaKind {
    /// Those of the files of a site. Contributions are kept apart from it.
    pub const ALL: [Self; 12] = [
        Self::Article,
        Self::Event,
        Self::Term,
        Self::Author,
        Self::Book,
        Self::Member,
        Self::Page,
        Self::Site,
        Self::Translation,
        Self::Model,
        Self::Edition,
        Self::Comments,
    ];

    /// Its name on the command line, and that of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Event => "event",
            Self::Term => "term",
            Self::Author => "author",
            Self::Book => "book",
            Self::Member => "member",
            Self::Page => "page",
            Self::Site => "site",
            Self::Translation => "translation",
            Self::Model => "model",
            Self::Edition => "edition",
            Self::Comments => "comments",
            Self::Contribution => "contribution",
        }
    }

    /// The files that are of this kind, as editors match them; `None` for front matter, which is only a part of its file.
    pub const fn data_files(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Site => Some(&["content/site.yaml"]),
            Self::Translation => Some(&["content/*/site.yaml"]),
            Self::Model => Some(&[
                "content/model.yaml",
                "content/models/*.yaml",
                "content/*/model.yaml",
                "content/*/models/*.yaml",
            ]),
            Self::Edition => Some(&["content/benchmark/*.yaml", "content/*/benchmark/*.yaml"]),
            Self::Comments => Some(&["content/**/*.comments.yaml"]),
            Self::Article
            | Self::Event
            | Self::Term
            | Self::Author
            | Self::Book
            | Self::Member
            | Self::Page
            | Self::Contribution => None,
        }
    }

    /// A file of the kind. Documents are asked about in a tree of another language, where they have a key more (`translates`).
    fn example(self) -> SourcePath {
        let tree = |path: &str| SourcePath::new(format!("content/en/{path}")).in_tree("en");
        match self {
            Self::Article => tree("articles/a.md"),
            Self::Event => tree("events/a.md"),
            Self::Term => tree("glossary/a.md"),
            Self::Author => tree("authors/a.md"),
            Self::Book => tree("books/a.md"),
            Self::Member => tree("members/a.md"),
            Self::Page => tree("a.md"),
            Self::Site => SourcePath::new("content/site.yaml"),
            Self::Translation => tree("site.yaml"),
            Self::Model => SourcePath::new("content/model.yaml"),
            Self::Edition => SourcePath::new("content/benchmark/a.yaml"),
            Self::Comments => SourcePath::new("content/articles/a.comments.yaml"),
            Self::Contribution => SourcePath::new("contribution.json"),
        }
    }
}

/// The schema of a kind, described in a language.
pub fn schema(kind: SchemaKind, language: Language) -> Value {
    let words = Words::of(kind, language);
    let interview = match kind {
        SchemaKind::Contribution => parse::contribution_interview(),
        kind => parse::interview(kind.example()),
    };
    let map = object(kind, &interview, "", &words);
    let mut schema = match kind {
        SchemaKind::Comments => json!({"type": "array", "items": map}),
        _ => map,
    };
    schema["$schema"] = DRAFT.into();
    schema["title"] = kind.name().into();
    schema
}

/// The schemas of the files of a site in one document: `#/definitions/article`.
pub fn schemas(language: Language) -> Value {
    let definitions: Map<String, Value> = SchemaKind::ALL
        .into_iter()
        .map(|kind| {
            let mut schema = schema(kind, language);
            if let Some(schema) = schema.as_object_mut() {
                schema.remove("$schema");
            }
            (kind.name().to_owned(), schema)
        })
        .collect();
    json!({"$schema": DRAFT, "definitions": definitions})
}

/// The map of an interview. `path` leads to it: empty for the outermost one, `series.` for that of a key.
fn object(kind: SchemaKind, interview: &Interview, path: &str, words: &Words) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for key in interview.keys() {
        let name = format!("{path}{}", key.name);
        let mut value = value(kind, &key.shape, &name, words);
        if key.required {
            required.push(key.name);
        } else {
            // A key may be left without a value, but for those that must be there.
            value = or_nothing(value);
        }
        if let Some(description) = words.describe(&name) {
            value["description"] = description.into();
        }
        properties.insert(key.name.to_owned(), value);
    }
    let mut object = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    conditions::require(kind, path, &required, &mut object);
    object
}

fn value(kind: SchemaKind, shape: &Shape, name: &str, words: &Words) -> Value {
    let nested = |interview| object(kind, interview, &format!("{name}."), words);
    match shape {
        Shape::Any => json!({}),
        // YAML takes `title: 2027` for a number; the parser for words.
        Shape::Text => {
            json!({"type": ["string", "number", "boolean"], "pattern": r"\S"})
        }
        Shape::Boolean { default } => json!({"type": "boolean", "default": default}),
        Shape::Integer { minimum, maximum } => {
            json!({"type": "integer", "minimum": minimum, "maximum": maximum})
        }
        Shape::Number { bounds: None } => json!({"type": "number"}),
        Shape::Number {
            bounds: Some((minimum, maximum)),
        } => {
            json!({"type": "number", "minimum": minimum, "maximum": maximum})
        }
        Shape::Date => json!({"type": "string", "format": "date"}),
        Shape::DateOrDateTime
        | Shape::Time
        | Shape::DayOfYear
        | Shape::WebAddress
        | Shape::Destination
        | Shape::Currency
        | Shape::RandomId => json!({"type": "string", "pattern": pattern(shape)}),
        Shape::YearOrDate => json!({
            "type": ["integer", "string"],
            "minimum": 1000,
            "maximum": 2200,
            "pattern": pattern(shape),
        }),
        Shape::Numbers => json!({
            "type": "object",
            "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "additionalProperties": {"type": ["number", "null"]},
        }),
        Shape::Either(shapes) => {
            let [one, other] = shapes.as_ref();
            json!({"anyOf": [value(kind, one, name, words), value(kind, other, name, words)]})
        }
        Shape::Slug | Shape::SlugPath => json!({
            "type": ["string", "integer"],
            "pattern": pattern(shape),
        }),
        Shape::Choice(choices) => json!({"enum": choices}),
        Shape::List(item) => {
            let item = value(kind, item, name, words);
            json!({"anyOf": [{"type": "array", "items": item}, item]})
        }
        Shape::Map(interview) => nested(interview),
        Shape::Maps(interview) => json!({"type": "array", "items": nested(interview)}),
    }
}

/// What a text of the shape matches, as a regular expression; `None` where any text will do, or where the value is no text.
pub fn pattern(shape: &Shape) -> Option<&'static str> {
    Some(match shape {
        Shape::DateOrDateTime => r"^\d{4}-\d{2}-\d{2}([ T] *([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$",
        Shape::Time => r"^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$",
        Shape::DayOfYear => r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
        Shape::YearOrDate => r"^\d{4}(-\d{2}-\d{2}.*)?$",
        Shape::WebAddress => r#"^https?://[^/?#\s<>"`]+[^\s<>"`]*$"#,
        Shape::Destination => r#"^(https?://[^/?#\s<>"`]+[^\s<>"`]*|mailto:.*|/([^/].*)?)$"#,
        Shape::Currency => "^[A-Z]{3}$",
        Shape::RandomId => "^[0-9a-f]{32}$",
        Shape::Slug => "^[a-z0-9]+(-[a-z0-9]+)*$",
        Shape::SlugPath => "^[a-z0-9]+([-/][a-z0-9]+)*$",
        _ => return None,
    })
}

/// `schema`, or no value at all.
fn or_nothing(mut schema: Value) -> Value {
    match schema.get_mut("type") {
        Some(Value::Array(types)) => types.push("null".into()),
        Some(one) => *one = json!([one.take(), "null"]),
        None => {
            for list in ["enum", "anyOf"] {
                let nothing = if list == "enum" {
                    Value::Null
                } else {
                    json!({"type": "null"})
                };
                if let Some(Value::Array(choices)) = schema.get_mut(list) {
                    choices.push(nothing);
                }
            }
        }
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of all keys of a map, `series.name` for those of nested ones.
    fn names(interview: &Interview, path: &str, found: &mut Vec<String>) {
        for key in interview.keys() {
            let name = format!("{path}{}", key.name);
            nested_names(&key.shape, &name, found);
            found.push(name);
        }
    }

    fn nested_names(shape: &Shape, name: &str, found: &mut Vec<String>) {
        match shape {
            Shape::Map(nested) | Shape::Maps(nested) => names(nested, &format!("{name}."), found),
            Shape::Either(shapes) => {
                for shape in shapes.iter() {
                    nested_names(shape, name, found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_key_is_described_in_both_languages() {
        let mut missing = Vec::new();
        for language in [Language::French, Language::English] {
            for kind in SchemaKind::ALL {
                let words = Words::of(kind, language);
                let mut keys = Vec::new();
                names(&parse::interview(kind.example()), "", &mut keys);
                for key in keys {
                    let (code, name) = (language.code(), kind.name());
                    if words.describe(&key).is_none() {
                        missing.push(format!("src/schema/words/{code}.txt: {name}.{key}"));
                    }
                }
            }
        }
        assert!(missing.is_empty(), "describe the keys: {missing:#?}");
    }
}
