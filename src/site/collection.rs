//! Documents of a kind: in their order, and by their slug.

use std::collections::HashMap;
use std::ops::Index;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Problem};
use crate::document::{Article, Author, Book, Document, Event, Identity, Member, Page, Slug, Term};
use crate::parse::Parsed;

/// Documents of a kind.
#[derive(Debug)]
pub struct Collection<T> {
    items: Vec<Arc<T>>,
    order: Order,
}

/// Where the documents of a kind stand among the parsed files, and how they are named: all of a collection but the documents.
#[derive(Debug, Clone)]
pub struct Order {
    /// Of each document in its order, the place of its file.
    places: Arc<[usize]>,
    by_slug: Arc<HashMap<Slug, usize>>,
}

impl Order {
    /// Of each document in its order, the place of its file.
    pub fn places(&self) -> &[usize] {
        &self.places
    }
}

/// A document that has an [`Identity`].
pub trait Identified: Sized {
    /// The keys that all Markdown documents share.
    fn identity(&self) -> &Identity;

    /// `document`, if it is one of the kind.
    fn of(document: &Document) -> Option<&Arc<Self>>;
}

macro_rules! identified {
    ($($kind:ident),*) => {
        $(impl Identified for $kind {
            fn identity(&self) -> &Identity {
                &self.identity
            }

            fn of(document: &Document) -> Option<&Arc<Self>> {
                match document {
                    Document::$kind(it) => Some(it),
                    _ => None,
                }
            }
        })*
    };
}
identified!(Article, Author, Book, Event, Member, Page, Term);

impl<T: Identified> Collection<T> {
    /// The documents `items`, in that order, each with the place of its file. Two of the same slug are reported.
    pub fn new(items: Vec<(usize, Arc<T>)>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let (places, items): (Vec<usize>, Vec<Arc<T>>) = items.into_iter().unzip();
        let mut by_slug: HashMap<Slug, usize> = HashMap::with_capacity(items.len());
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
        let order = Order {
            places: places.into(),
            by_slug: Arc::new(by_slug),
        };
        Self { items, order }
    }

    /// The documents of `files` that stand in `order`.
    pub fn in_order(order: &Order, files: &[Arc<Parsed>]) -> Self {
        let at = |place: &usize| {
            let document = files.get(*place)?.document.as_ref()?;
            T::of(document).map(Arc::clone)
        };
        Self {
            items: order.places.iter().filter_map(at).collect(),
            order: order.clone(),
        }
    }

    /// Where they stand.
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// The position of the document named `slug`.
    pub fn position(&self, slug: &str) -> Option<usize> {
        self.order.by_slug.get(slug).copied()
    }

    /// The document named `slug`.
    pub fn get(&self, slug: &str) -> Option<&Arc<T>> {
        self.position(slug).map(|position| &self.items[position])
    }

    /// The slugs, in alphabetical order.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        let mut slugs: Vec<&str> = self.order.by_slug.keys().map(Slug::as_str).collect();
        slugs.sort_unstable();
        slugs.into_iter()
    }
}

impl Collection<Page> {
    /// Pages, which are told apart by their path and not by their slug.
    pub fn of_pages(items: Vec<(usize, Arc<Page>)>) -> Self {
        let (places, items): (Vec<usize>, Vec<Arc<Page>>) = items.into_iter().unzip();
        let order = Order {
            places: places.into(),
            by_slug: Arc::default(),
        };
        Self { items, order }
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
