//! The authors of an export.

use std::collections::{BTreeSet, HashMap};

use super::reader::RawAuthor;
use crate::import::entry::Author;
use crate::import::html::plain_text;
use crate::language::slug::slug;

/// Who wrote what.
#[derive(Debug)]
pub struct People {
    by_login: HashMap<String, usize>,
    authors: Vec<Author>,
    used: BTreeSet<usize>,
}

impl People {
    /// Those whom the export describes.
    pub fn new(authors: &[RawAuthor]) -> Self {
        let mut people = Self {
            by_login: HashMap::new(),
            authors: Vec::new(),
            used: BTreeSet::new(),
        };
        for author in authors {
            people.add(author);
        }
        people
    }

    fn add(&mut self, author: &RawAuthor) -> usize {
        let first = plain_text(&author.first_name);
        let last = plain_text(&author.last_name);
        let full = format!("{first} {last}").trim().to_owned();
        let names = [
            plain_text(&author.display_name),
            full,
            plain_text(&author.login),
        ];
        // An e-mail is nobody's name.
        let name = names
            .iter()
            .map(|name| name.split('@').next().unwrap_or_default().trim().to_owned())
            .zip(&names)
            .filter(|(name, _)| !name.is_empty())
            .min_by_key(|(_, written)| written.contains('@'))
            .map_or_else(|| "?".to_owned(), |(name, _)| name);
        let wanted = match slug(&name) {
            wanted if wanted.is_empty() || wanted == "index" => "auteur".to_owned(),
            wanted => wanted,
        };
        let mut unique = wanted.clone();
        let mut copy = 2;
        while self.authors.iter().any(|known| known.slug == unique) {
            unique = format!("{wanted}-{copy}");
            copy += 1;
        }
        self.authors.push(Author {
            slug: unique,
            name,
            family_name: Some(last).filter(|last| !last.is_empty() && !last.contains('@')),
            role: None,
            links: Vec::new(),
        });
        let number = self.authors.len() - 1;
        self.by_login.insert(author.login.clone(), number);
        number
    }

    /// The slug of the author with that login.
    pub fn slug(&mut self, login: &str) -> Option<String> {
        if login.is_empty() {
            return None;
        }
        let number = match self.by_login.get(login) {
            Some(number) => *number,
            None => self.add(&RawAuthor {
                login: login.to_owned(),
                ..RawAuthor::default()
            }),
        };
        self.used.insert(number);
        Some(self.authors[number].slug.clone())
    }

    /// The slug of an author who has a page here, from the name in an old address.
    pub fn known(&self, name: &str) -> Option<&str> {
        let number = self
            .by_login
            .get(name)
            .copied()
            .or_else(|| self.authors.iter().position(|it| it.slug == slug(name)))?;
        self.used
            .contains(&number)
            .then(|| self.authors[number].slug.as_str())
    }

    /// Those who wrote something that was imported.
    pub fn used(&self) -> Vec<Author> {
        self.used
            .iter()
            .map(|number| self.authors[*number].clone())
            .collect()
    }
}
