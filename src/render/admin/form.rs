//! The form of a kind of document: its keys as fields of Sveltia CMS.

use serde_json::{Value, json};

use crate::diagnostics::SourcePath;
use crate::language::Language;
use crate::parse::{self, Interview, Shape};
use crate::schema::{SchemaKind, Words, pattern};
use crate::site::Site;

use super::named;

/// The kinds of documents, and where one of each would lie.
const EXAMPLES: [(SchemaKind, &str); 7] = [
    (SchemaKind::Article, "articles/a.md"),
    (SchemaKind::Event, "events/a.md"),
    (SchemaKind::Term, "glossary/a.md"),
    (SchemaKind::Author, "authors/a.md"),
    (SchemaKind::Book, "books/a.md"),
    (SchemaKind::Member, "members/a.md"),
    (SchemaKind::Page, "a.md"),
];

/// The keys that no form offers, with the reason. What stands in a document under them stays.
pub const LEFT_OUT: [(SchemaKind, &str, &str); 2] = [
    (
        SchemaKind::Event,
        "price",
        "a text or a map: the form of one would lose the other; written by hand",
    ),
    (
        SchemaKind::Event,
        "programme.id",
        "made from the title of the session; written by hand where an address has to stay",
    ),
];

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A document of this folder.
    Document(&'static str),
    /// A category of `site.yaml`.
    Category,
    /// A dimension of the model.
    Dimension,
}

/// The keys whose values name something, by the end of their paths.
pub const REFERENCES: [(&str, Named); 10] = [
    ("article.authors", Named::Document("authors")),
    ("article.category", Named::Category),
    ("article.review_of", Named::Document("books")),
    ("term.contrast", Named::Document("glossary")),
    ("term.see_also", Named::Document("glossary")),
    ("event.organisers", Named::Document("authors")),
    ("event.speakers", Named::Document("authors")),
    ("event.programme.speakers", Named::Document("authors")),
    ("event.articles", Named::Document("articles")),
    ("*.dimensions", Named::Dimension),
];

/// The key that holds the title of a document of a kind, from which its file is named.
pub const fn title(kind: SchemaKind) -> &'static str {
    match kind {
        SchemaKind::Author | SchemaKind::Member => "name",
        _ => "title",
    }
}

/// Writes the forms of a site.
pub struct Form<'a> {
    /// The site: its categories and dimensions are choices.
    pub site: &'a Site,
    /// The language of the labels.
    pub language: Language,
    /// The folder of `content/` that holds the site.
    pub tree: &'a str,
}

impl Form<'_> {
    /// The fields of a document of `kind`: what it must have, its text, and the rest.
    pub fn fields(&self, kind: SchemaKind) -> Vec<Value> {
        let words = Words::of(kind, self.language);
        let interview = parse::interview(example(kind, self.tree));
        let mut fields = self.of_map(kind, &interview, "", &words);
        let optional = fields.iter().position(|field| field["required"] == false);
        let text = json!({
            "name": "body",
            "label": words.label("body"),
            "hint": words.describe("body"),
            "widget": "markdown",
            "required": false,
            // What Markdown says here and nowhere else (terms, components, notes) must survive: the text is edited as it is, unless asked for.
            "modes": ["raw", "rich_text"],
        });
        fields.insert(optional.unwrap_or(fields.len()), text);
        fields
    }

    /// The fields of the map at `path` of a kind: empty for the outermost one, `series.` for that of a key.
    fn of_map(
        &self,
        kind: SchemaKind,
        interview: &Interview,
        path: &str,
        words: &Words,
    ) -> Vec<Value> {
        let mut keys = interview.keys();
        // What must be there comes first, and the title before all: the file is named after it. What is its own comes before what any document
        // may have.
        let shared = parse::interview(example(SchemaKind::Page, self.tree)).keys();
        let is_shared = |name| path.is_empty() && shared.iter().any(|key| key.name == name);
        keys.sort_by_key(|key| {
            let place = (key.name != title(kind), !key.required);
            (place, is_shared(key.name))
        });
        keys.iter()
            .filter(|key| !is_left_out(kind, &format!("{path}{}", key.name)))
            .map(|key| {
                let name = format!("{path}{}", key.name);
                let mut field = self.field(kind, &key.shape, &name, words);
                field["name"] = key.name.into();
                field["label"] = words.label(&name).into();
                if let Some(label) = words.item_label(&name) {
                    field["label_singular"] = label.into();
                }
                field["required"] = key.required.into();
                // What is said of names and of quotes is for those who write them by hand.
                let is_chosen = reference(kind, &name).is_some() || name == title(kind);
                if let Some(hint) = words.describe(&name).filter(|_| !is_chosen) {
                    field["hint"] = hint.into();
                }
                if key.required && field["type"] == "date" {
                    field["default"] = "{{now}}".into();
                }
                field
            })
            .collect()
    }

    fn field(&self, kind: SchemaKind, shape: &Shape, name: &str, words: &Words) -> Value {
        let named = reference(kind, name);
        let field = named.and_then(|it| self.reference(it, matches!(shape, Shape::List(_))));
        if let Some(field) = field {
            return field;
        }
        match shape {
            Shape::Boolean { default } => json!({"widget": "boolean", "default": default}),
            Shape::Integer { minimum, maximum } => {
                json!({"widget": "number", "value_type": "int", "min": minimum, "max": maximum})
            }
            Shape::Number { bounds } => {
                let mut field = json!({"widget": "number", "value_type": "float"});
                if let Some((minimum, maximum)) = bounds {
                    field["min"] = (*minimum).into();
                    field["max"] = (*maximum).into();
                }
                field
            }
            Shape::Date => json!({"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}),
            Shape::Choice(choices) => json!({"widget": "select", "options": choices}),
            Shape::Text if name == "image.src" => json!({"widget": "image", "choose_url": false}),
            Shape::Text if is_long(name) => json!({"widget": "text"}),
            // What a value may be besides is for those who write it by hand.
            Shape::Either(shapes) if shapes.iter().any(|it| matches!(it, Shape::Text)) => {
                json!({"widget": "string"})
            }
            Shape::List(_) => json!({"widget": "list"}),
            Shape::Map(interview) => json!({
                "widget": "object",
                "collapsed": "auto",
                "fields": self.of_map(kind, interview, &format!("{name}."), words),
            }),
            Shape::Maps(interview) => json!({
                "widget": "list",
                "collapsed": "auto",
                "fields": self.of_map(kind, interview, &format!("{name}."), words),
            }),
            shape => {
                let mut field = json!({"widget": "string"});
                if let Some(pattern) = pattern(shape) {
                    field["pattern"] = json!([pattern, words.describe(name)]);
                }
                field
            }
        }
    }

    /// A choice among what can be named; `None` where there is nothing to choose from, which the program takes for a fault.
    fn reference(&self, named_by: Named, multiple: bool) -> Option<Value> {
        let option = |value: &str, label: &str| json!({"value": value, "label": label});
        let choice = |options: Vec<Value>| {
            let field = json!({"widget": "select", "options": options, "multiple": multiple});
            (!options.is_empty()).then_some(field)
        };
        match named_by {
            Named::Document(folder) => {
                let title = if folder == "authors" { "name" } else { "title" };
                Some(json!({
                    "widget": "relation",
                    "collection": named(self.tree, folder),
                    "value_field": "{{slug}}",
                    "display_fields": [title],
                    "search_fields": [title],
                    "multiple": multiple,
                }))
            }
            Named::Category => {
                let categories = self.site.config.categories.iter();
                let options: Vec<Value> = categories
                    .map(|category| option(category.slug.as_str(), &category.name))
                    .collect();
                choice(options)
            }
            Named::Dimension => {
                let dimensions = self.site.model.iter().flat_map(|model| &model.dimensions);
                let options: Vec<Value> = dimensions
                    .map(|dimension| option(&dimension.id, &dimension.name))
                    .collect();
                choice(options)
            }
        }
    }
}

/// A file of `kind` in the site of a tree. In a tree of its own a document has a key more (`translates`).
fn example(kind: SchemaKind, tree: &str) -> SourcePath {
    let known = EXAMPLES.iter().find(|(it, _)| *it == kind);
    let path = known.map_or("a.md", |(_, path)| *path);
    match tree {
        "" => SourcePath::new(format!("content/{path}")),
        tree => SourcePath::new(format!("content/{tree}/{path}")).in_tree(tree),
    }
}

/// Whether no form offers the key `name`, which may be one of a map that is left out.
fn is_left_out(kind: SchemaKind, name: &str) -> bool {
    LEFT_OUT.iter().any(|(of, path, _)| {
        let rest = name.strip_prefix(path);
        *of == kind && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// What the value of the key `name` names, if it does.
fn reference(kind: SchemaKind, name: &str) -> Option<Named> {
    let path = format!("{}.{name}", kind.name());
    let known = REFERENCES
        .iter()
        .find(|(key, _)| match key.strip_prefix("*.") {
            Some(any) => any == name,
            None => *key == path,
        });
    known.map(|(_, named)| *named)
}

/// Whether the words of a key are sentences.
fn is_long(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    matches!(last, "summary" | "definition")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::render::machine::fixture::Fixture;

    /// The keys of an interview with their shapes, `series.name` for those of nested ones.
    fn keys(interview: &Interview, path: &str, found: &mut Vec<(String, Shape)>) {
        for key in interview.keys() {
            let name = format!("{path}{}", key.name);
            nested(&key.shape, &name, found);
            found.push((name, key.shape));
        }
    }

    fn nested(shape: &Shape, name: &str, found: &mut Vec<(String, Shape)>) {
        match shape {
            Shape::Map(map) | Shape::Maps(map) => keys(map, &format!("{name}."), found),
            Shape::Either(shapes) => shapes.iter().for_each(|it| nested(it, name, found)),
            _ => {}
        }
    }

    fn keys_of(kind: SchemaKind, tree: &str) -> Vec<(String, Shape)> {
        let mut found = Vec::new();
        keys(&parse::interview(example(kind, tree)), "", &mut found);
        found
    }

    fn offered(fields: &[Value], path: &str, found: &mut BTreeSet<String>) {
        for field in fields {
            let name = format!("{path}{}", field["name"].as_str().unwrap());
            if let Some(fields) = field["fields"].as_array() {
                offered(fields, &format!("{name}."), found);
            }
            assert!(found.insert(name), "offered twice");
        }
    }

    #[test]
    fn a_form_offers_every_key_that_is_not_left_out() {
        let site = Fixture::community().site();
        for tree in ["", "en"] {
            let form = Form {
                site: &site,
                language: Language::French,
                tree,
            };
            for (kind, _) in EXAMPLES {
                let mut found = BTreeSet::new();
                offered(&form.fields(kind), "", &mut found);
                assert!(found.remove("body"));
                let known = keys_of(kind, tree).into_iter().map(|(name, _)| name);
                let expected: BTreeSet<String> =
                    known.filter(|name| !is_left_out(kind, name)).collect();
                assert_eq!(found, expected, "{}", kind.name());
            }
        }
    }

    #[test]
    fn what_is_left_out_and_what_names_something_are_keys() {
        for (kind, name, reason) in LEFT_OUT {
            let known = keys_of(kind, "");
            assert!(known.iter().any(|(key, _)| key == name), "{name}: {reason}");
        }
        for (path, _) in REFERENCES {
            let is_known = EXAMPLES.iter().any(|(kind, _)| {
                let keys = keys_of(*kind, "");
                keys.iter().any(|(key, _)| {
                    path.strip_prefix("*.") == Some(key)
                        || *path == format!("{}.{key}", kind.name())
                })
            });
            assert!(is_known, "{path}");
        }
    }

    #[test]
    fn every_name_is_chosen_from_what_it_can_name() {
        let names_itself = ["slug", "programme.id"];
        for (kind, _) in EXAMPLES {
            for (name, shape) in keys_of(kind, "") {
                let is_name = match &shape {
                    Shape::Slug => true,
                    Shape::List(item) => matches!(**item, Shape::Slug),
                    _ => false,
                };
                if is_name && !names_itself.contains(&name.as_str()) {
                    let kind = kind.name();
                    assert!(reference_of(kind, &name), "{kind}.{name} names something");
                }
            }
        }
    }

    fn reference_of(kind: &str, name: &str) -> bool {
        EXAMPLES
            .iter()
            .filter(|(it, _)| it.name() == kind)
            .any(|(it, _)| reference(*it, name).is_some())
    }

    #[test]
    fn every_field_has_a_label_in_both_languages() {
        let mut missing = Vec::new();
        for language in [Language::French, Language::English] {
            for (kind, _) in EXAMPLES {
                let words = Words::of(kind, language);
                for (name, _) in keys_of(kind, "en") {
                    let last = name.rsplit('.').next().unwrap_or_default().to_owned();
                    if !is_left_out(kind, &name) && words.label(&name) == last {
                        missing.push(format!(
                            "labels.{}.txt: {}.{name}",
                            language.code(),
                            kind.name()
                        ));
                    }
                }
            }
        }
        assert!(missing.is_empty(), "name the keys: {missing:#?}");
    }

    #[test]
    fn the_items_of_every_list_have_a_label_in_both_languages() {
        for language in [Language::French, Language::English] {
            for (kind, _) in EXAMPLES {
                let words = Words::of(kind, language);
                for (name, shape) in keys_of(kind, "en") {
                    let is_list = matches!(shape, Shape::List(_) | Shape::Maps(_));
                    if is_list && !is_left_out(kind, &name) && reference(kind, &name).is_none() {
                        let label = words.item_label(&name);
                        assert!(label.is_some(), "{language:?}: {}.{name}", kind.name());
                    }
                }
            }
        }
    }
}
