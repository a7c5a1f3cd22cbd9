//! Documents of a kind: in their order, and by their slug.

use std::collections::BTreeMap;
use std::ops::Index;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Problem};
use crate::document::{Article, Author, Book, Event, Identity, Member, Page, Slug, Term};

/// Documents of a kind.
#[derive(Debug)]
pub struct Collection<T> {
    items: Vec<Arc<T>>,
    by_slug: BTreeMap<Slug, usize>,
}

/// A document that has an [`Identity`].
pub trait Identified {
    /// The keys that all Markdown documents share.
    fn identity(&self) -> &Identity;
}

macro_rules! identified {
    ($($kind:ty),*) => {
        $(impl Identified for $kind {
            fn identity(&self) -> &Identity {
                &self.identity
            }
        })*
    };
}
identified!(Article, Author, Book, Event, Member, Page, Term);

impl<T: Identified> Collection<T> {
    /// The documents `items`, in that order. Two of the same slug are reported.
    pub fn new(items: Vec<Arc<T>>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut by_slug: BTreeMap<Slug, usize> = BTreeMap::new();
        for (position, item) in items.iter().enumerate() {
            let identity = item.identity();
            if let Some(first) = by_slug.insert(identity.slug.clone(), position) {
                // The later path is the one at fault, whatever the order of the collection.
                let first = items[first].identity();
                let (kept, faulty) = if first.file < identity.file {
                    (first, identity)
                } else {
                    (identity, first)
                };
                let problem = Problem::DuplicateName {
                    name: identity.slug.to_string(),
                    other: kept.file.to_string(),
                };
                diagnostics.push(Diagnostic::of_file(&faulty.file, problem));
            }
        }
        Self { items, by_slug }
    }

    /// The position of the document named `slug`.
    pub fn position(&self, slug: &str) -> Option<usize> {
        self.by_slug.get(slug).copied()
    }

    /// The document named `slug`.
    pub fn get(&self, slug: &str) -> Option<&Arc<T>> {
        self.position(slug).map(|position| &self.items[position])
    }

    /// The slugs, in alphabetical order.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        self.by_slug.keys().map(Slug::as_str)
    }
}

impl Collection<Page> {
    /// Pages, which are told apart by their path and not by their slug.
    pub fn of_pages(items: Vec<Arc<Page>>) -> Self {
        Self {
            items,
            by_slug: BTreeMap::new(),
        }
    }
}

impl<T> Collection<T> {
    /// The documents in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<T>> {
        self.items.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Keeps the documents for which `keep` holds. Only for collections without slugs.
    pub fn extract(&mut self, take: impl Fn(&T) -> bool) -> Vec<Arc<T>> {
        let (taken, kept) = std::mem::take(&mut self.items)
            .into_iter()
            .partition(|item| take(item));
        self.items = kept;
        taken
    }
}

impl<T> Index<usize> for Collection<T> {
    type Output = Arc<T>;

    fn index(&self, position: usize) -> &Arc<T> {
        &self.items[position]
    }
}

impl<'a, T> IntoIterator for &'a Collection<T> {
    type Item = &'a Arc<T>;
    type IntoIter = std::slice::Iter<'a, Arc<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}
