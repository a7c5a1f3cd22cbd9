//! The authors of texts, as their front matter or a file of the generator tells them.

use std::collections::BTreeMap;

use super::front::{self, Person, Value};
use crate::import::entry::Author;
use crate::inputs::Folder;
use crate::language::slug::slug;
use crate::parse;

/// Who wrote what.
#[derive(Debug)]
pub struct People {
    /// Those whom a file of the generator describes, by their key.
    known: BTreeMap<String, Person>,
    authors: BTreeMap<String, Author>,
}

impl People {
    /// Those whom files of `folder` describe.
    pub fn new(folder: &Folder) -> Self {
        let mut known = BTreeMap::new();
        for name in [
            "_data/authors.yml",
            "_data/authors.yaml",
            "blog/authors.yml",
            "data/authors.yaml",
            "data/authors.toml",
        ] {
            if !folder.contains(name) {
                continue;
            }
            let text = folder.read(name).unwrap_or_default();
            for (key, value) in front::any_map(name, &String::from_utf8_lossy(&text)) {
                let text = |name: &str| value.get(name).and_then(Value::text).map(str::to_owned);
                let person = Person {
                    name: text("name").unwrap_or_else(|| key.clone()),
                    role: text("title"),
                    url: text("url").filter(|url| parse::is_web_address(url)),
                };
                known.insert(key, person);
            }
        }
        Self {
            known,
            authors: BTreeMap::new(),
        }
    }

    /// The slug of `person`, who gets a file; `None` where no slug can be made of the name.
    pub fn slug(&mut self, person: &Person) -> Option<String> {
        let person = self.known.get(&person.name).unwrap_or(person);
        let name = slug(&person.name);
        if name.is_empty() || name == "index" {
            return None;
        }
        let author = self.authors.entry(name.clone()).or_insert_with(|| Author {
            slug: name.clone(),
            name: person.name.clone(),
            family_name: None,
            role: None,
            links: Vec::new(),
        });
        author.role = author.role.take().or_else(|| person.role.clone());
        if author.links.is_empty()
            && let Some(url) = &person.url
        {
            let host = url.split('/').nth(2).unwrap_or(url);
            author.links.push((host.to_owned(), url.clone()));
        }
        Some(name)
    }

    /// Those who wrote something.
    pub fn used(&self) -> Vec<Author> {
        self.authors.values().cloned().collect()
    }
}
