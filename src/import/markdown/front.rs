//! Front matter in YAML, TOML or JSON → what it says of a document.

use jiff::civil::Date;

use crate::diagnostics::SourcePath;
use crate::document::DateOrDateTime;
use crate::parse::yaml::{self, Faults, date_or_date_time};

/// A value of a front matter, in whatever language it was written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Nothing,
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The words of a value that is neither a list nor a map.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// The words of a list, or of a value that stands for a list of one; words separated by commas are several.
    pub fn texts(&self) -> Vec<String> {
        let several = |text: &str| -> Vec<String> {
            text.split(',')
                .map(|it| it.trim().to_owned())
                .filter(|it| !it.is_empty())
                .collect()
        };
        match self {
            Self::Text(text) => several(text),
            Self::List(items) => items
                .iter()
                .filter_map(|item| {
                    item.text()
                        .or_else(|| item.get("name").and_then(Self::text))
                })
                .map(str::to_owned)
                .filter(|it| !it.is_empty())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    fn is_true(&self) -> bool {
        self.text()
            .is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "yes")
    }

    fn date(&self) -> Option<Date> {
        let text = self.text()?;
        // The time of day, its zone and its fractions say nothing that a page shows.
        let day = text.get(..10)?;
        date_or_date_time(day).map(DateOrDateTime::date)
    }
}

/// A text cut in two.
#[derive(Debug)]
pub struct Cut<'a> {
    pub values: Vec<(String, Value)>,
    pub body: &'a str,
    /// The front matter is there, and could not be read as a whole.
    pub faulty: bool,
}

/// Cuts `text` into front matter and body.
pub fn cut(text: &str) -> Cut<'_> {
    let text = text.trim_start_matches('\u{feff}');
    let trimmed = text.trim_start();
    for (sign, read) in [
        ("---", read_yaml as fn(&str) -> Option<Value>),
        ("+++", read_toml),
        (";;;", read_json),
    ] {
        let Some((written, body)) = between(trimmed, sign) else {
            continue;
        };
        return match read(written) {
            Some(Value::Map(values)) => Cut {
                values,
                body,
                faulty: false,
            },
            Some(Value::Nothing) => Cut {
                values: Vec::new(),
                body,
                faulty: false,
            },
            _ => Cut {
                values: line_by_line(written),
                body,
                faulty: true,
            },
        };
    }
    // JSON without a fence, as Hugo takes it.
    if trimmed.starts_with("{\n") || trimmed.starts_with("{\r\n") {
        let mut values =
            serde_json::Deserializer::from_str(trimmed).into_iter::<serde_json::Value>();
        if let Some(Ok(value)) = values.next()
            && let Value::Map(entries) = of_json(value)
        {
            return Cut {
                values: entries,
                body: &trimmed[values.byte_offset()..],
                faulty: false,
            };
        }
    }
    Cut {
        values: Vec::new(),
        body: text,
        faulty: false,
    }
}

/// What stands between two lines that are `sign`, and what follows.
fn between<'a>(text: &'a str, sign: &str) -> Option<(&'a str, &'a str)> {
    let first = text.lines().next()?;
    if first.trim_end() != sign {
        return None;
    }
    let start = (first.len() + text[first.len()..].find('\n')? + 1).min(text.len());
    let mut place = start;
    for line in text[start..].split_inclusive('\n') {
        let end = line.trim_end();
        if end == sign || (sign == "---" && end == "...") {
            return Some((&text[start..place], &text[place + line.len()..]));
        }
        place += line.len();
    }
    None
}

fn read_yaml(text: &str) -> Option<Value> {
    let mut faults = Faults::new(&SourcePath::new(""));
    yaml::read(text, &mut faults).map(|node| of_yaml(node.value))
}

fn of_yaml(value: yaml::Value) -> Value {
    match value {
        yaml::Value::Null => Value::Nothing,
        yaml::Value::Scalar { text, .. } => Value::Text(text),
        yaml::Value::List(items) => {
            Value::List(items.into_iter().map(|item| of_yaml(item.value)).collect())
        }
        yaml::Value::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key.value, of_yaml(value.value)))
                .collect(),
        ),
    }
}

fn read_toml(text: &str) -> Option<Value> {
    text.parse::<toml::Table>()
        .ok()
        .map(|table| of_toml(toml::Value::Table(table)))
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::Text(text),
        toml::Value::Array(items) => Value::List(items.into_iter().map(of_toml).collect()),
        toml::Value::Table(table) => Value::Map(
            table
                .into_iter()
                .map(|(key, value)| (key, of_toml(value)))
                .collect(),
        ),
        toml::Value::Integer(number) => Value::Text(number.to_string()),
        toml::Value::Float(number) => Value::Text(number.to_string()),
        toml::Value::Boolean(truth) => Value::Text(truth.to_string()),
        toml::Value::Datetime(moment) => Value::Text(moment.to_string()),
    }
}

fn read_json(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().map(of_json)
}

fn of_json(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Nothing,
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Array(items) => Value::List(items.into_iter().map(of_json).collect()),
        serde_json::Value::Object(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key, of_json(value)))
                .collect(),
        ),
        value => Value::Text(value.to_string()),
    }
}

/// The keys of a front matter that could not be read as a whole: the lines that make sense alone.
fn line_by_line(text: &str) -> Vec<(String, Value)> {
    let mut values = Vec::new();
    for line in text.lines() {
        let Some((key, value)) = line.split_once([':', '=']) else {
            continue;
        };
        let key = key.trim_end();
        let plain = !key.is_empty()
            && key
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'_' || it == b'-');
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if plain && !value.is_empty() && !value.starts_with(['[', '{']) {
            values.push((key.to_owned(), Value::Text(value.to_owned())));
        }
    }
    values
}

/// The keys of a file of settings or data; none where it cannot be read.
pub fn any_map(name: &str, text: &str) -> Vec<(String, Value)> {
    let value = match name.rsplit('.').next() {
        Some("toml") => read_toml(text),
        Some("json") => read_json(text),
        // Settings hold tags that only their generator knows: `!!python/name:…`.
        _ => read_yaml(text).or_else(|| Some(Value::Map(line_by_line(text)))),
    };
    match value {
        Some(Value::Map(entries)) => entries,
        _ => Vec::new(),
    }
}

/// What a front matter says, in our terms.
#[derive(Debug, Default)]
pub struct Metadata {
    pub title: Option<String>,
    pub date: Option<Date>,
    pub updated: Option<Date>,
    pub expires: Option<Date>,
    pub summary: Option<String>,
    pub slug: Option<String>,
    pub lang: Option<String>,
    pub draft: bool,
    pub authors: Vec<Person>,
    pub categories: Vec<String>,
    pub tags: Vec<String>,
    pub image: Option<Image>,
    /// The address that the generator showed it at, where it says so.
    pub permalink: Option<String>,
    /// Addresses that led to it.
    pub aliases: Vec<String>,
    /// Keys that have no counterpart.
    pub unknown: Vec<String>,
}

/// Somebody whom a front matter names, or gives the key of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub role: Option<String>,
    pub url: Option<String>,
}

/// The picture that a front matter names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Image {
    pub source: String,
    pub alternative: Option<String>,
    pub caption: Option<String>,
}

impl Metadata {
    /// Reads the keys that generators agree on, more or less.
    pub fn of(values: Vec<(String, Value)>) -> Self {
        let mut metadata = Self::default();
        for (key, value) in values {
            if value != Value::Nothing {
                metadata.take(&key, &value);
            }
        }
        metadata
    }

    fn take(&mut self, key: &str, value: &Value) {
        let text = || value.text().filter(|it| !it.is_empty()).map(str::to_owned);
        let or = |known: &mut Option<String>, new: Option<String>| {
            if known.is_none() {
                *known = new;
            }
        };
        match key {
            "title" => self.title = text(),
            "linkTitle" | "sidebar_label" | "nav_title" => or(&mut self.title, text()),
            "date" | "publishDate" | "publishedDate" | "published_at" | "pubDate" | "created"
            | "published_date"
                if value.date().is_some() || value.get("created").is_some() =>
            {
                let date = value.date().or_else(|| value.get("created")?.date());
                self.date = self.date.or(date);
                let updated = value.get("updated").and_then(Value::date);
                self.updated = self.updated.or(updated);
            }
            "lastmod" | "updated" | "modified" | "last_modified_at" | "updatedDate"
            | "updated_at"
                if value.date().is_some() =>
            {
                self.updated = value.date();
            }
            "last_update" if value.get("date").and_then(Value::date).is_some() => {
                self.updated = value.get("date").and_then(Value::date);
            }
            "expiryDate" | "expires" if value.date().is_some() => self.expires = value.date(),
            "description" | "summary" | "excerpt" | "abstract" => {
                let summary = text().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
                or(&mut self.summary, summary);
            }
            "slug" => {
                let name = text()
                    .and_then(|it| it.trim_matches('/').rsplit('/').next().map(str::to_owned));
                self.slug = name.filter(|it| !it.is_empty());
            }
            "lang" | "language" | "locale" => self.lang = text(),
            "draft" | "drafts" | "unlisted" => self.draft |= value.is_true(),
            "published" => self.draft |= value.text() == Some("false"),
            "author" | "authors" => self.authors.extend(people(value)),
            "categories" | "category" => self.categories.extend(value.texts()),
            "tags" | "tag" | "keywords" => self.tags.extend(value.texts()),
            "taxonomies" => {
                for (key, names) in value.entries() {
                    match key.as_str() {
                        "categories" | "category" => self.categories.extend(names.texts()),
                        _ => self.tags.extend(names.texts()),
                    }
                }
            }
            "image" | "cover" | "featured_image" | "featuredImage" | "thumbnail"
            | "illustration" | "banner" | "hero" | "header_image" => {
                if self.image.is_none() {
                    self.image = image(value);
                }
            }
            "aliases" | "redirect_from" | "redirects" => self.aliases.extend(value.texts()),
            "permalink" | "url" | "path" if text().is_some_and(|it| !it.contains([':', '{'])) => {
                let path = text().unwrap_or_default();
                self.permalink = Some(if path.starts_with('/') {
                    path
                } else {
                    format!("/{path}")
                });
            }
            // Hugo and Zola let a site keep its own keys here.
            "params" | "extra" => {
                for (key, value) in value.entries() {
                    self.take(key, value);
                }
            }
            key => self.unknown.push(key.to_owned()),
        }
    }
}

impl Value {
    /// The keys of a map.
    pub fn entries(&self) -> &[(String, Value)] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }
}

fn people(value: &Value) -> Vec<Person> {
    let person = |value: &Value| {
        let named = |key: &str| value.get(key).and_then(Value::text).map(str::to_owned);
        let name = value
            .text()
            .map(str::to_owned)
            .or_else(|| named("name"))
            .or_else(|| named("key"))?;
        // `Camille Exemple <camille@example.org>`: an e-mail has no place here.
        let name = name.split(['<', '(']).next().unwrap_or_default();
        let name = name.split('@').next().unwrap_or_default().trim().to_owned();
        (!name.is_empty()).then(|| Person {
            name,
            role: named("title"),
            url: named("url").filter(|url| crate::parse::is_web_address(url)),
        })
    };
    match value {
        Value::List(items) => items.iter().filter_map(person).collect(),
        value => person(value).into_iter().collect(),
    }
}

fn image(value: &Value) -> Option<Image> {
    let named = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| value.get(key)?.text())
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let source = value
        .text()
        .map(str::to_owned)
        .or_else(|| named(&["src", "image", "url", "path", "source", "relative"]))?;
    (!source.is_empty()).then(|| Image {
        source,
        alternative: named(&["alt", "title"]),
        caption: named(&["caption"]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(text: &str) -> (Metadata, String, bool) {
        let cut = cut(text);
        (
            Metadata::of(cut.values),
            cut.body.trim().to_owned(),
            cut.faulty,
        )
    }

    #[test]
    fn three_languages_say_the_same() {
        for text in [
            "---\ntitle: Été\ndate: 2020-05-03 10:00:00 +0200\ntags: [a, b]\n---\nTexte",
            "+++\ntitle = \"Été\"\ndate = 2020-05-03T10:00:00+02:00\n[taxonomies]\ntags = [\"a\", \"b\"]\n+++\nTexte",
            ";;;\n{\"title\": \"Été\", \"date\": \"2020-05-03\", \"tags\": \"a, b\"}\n;;;\nTexte",
            "{\n\"title\": \"Été\", \"date\": \"2020-05-03\", \"tags\": [\"a\", \"b\"]}\nTexte",
        ] {
            let (metadata, body, faulty) = metadata(text);
            assert_eq!(metadata.title.as_deref(), Some("Été"), "{text}");
            assert_eq!(metadata.date, Some(Date::constant(2020, 5, 3)), "{text}");
            assert_eq!(metadata.tags, ["a", "b"], "{text}");
            assert_eq!((body.as_str(), faulty), ("Texte", false), "{text}");
        }
    }

    #[test]
    fn a_faulty_front_matter_gives_what_its_lines_say() {
        let (metadata, body, faulty) =
            metadata("---\ntitle: Relation : un mot\ntags: [a\n---\nTexte");
        assert_eq!(metadata.title.as_deref(), Some("Relation : un mot"));
        assert_eq!((body.as_str(), faulty), ("Texte", true));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        let (metadata, body, _) = metadata("---\n\nTexte");
        assert_eq!((metadata.title, body.as_str()), (None, "---\n\nTexte"));
    }
}
