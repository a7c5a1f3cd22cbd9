//! What of a site a new document can name, and must not collide with.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::DocumentKind;
use crate::document::{Document, Identity};
use crate::inputs::Inputs;
use crate::language::Language;
use crate::parse::Documents;

/// What a new document finds in the site of its language.
#[derive(Debug)]
pub struct Surroundings {
    /// The folder of `content/` that holds the site: empty for the main one.
    pub tree: String,
    /// The language of the site.
    pub language: Language,
    /// The day, in the site's time zone.
    pub today: Date,
    /// Slugs of the categories, in the order of `site.yaml`.
    pub categories: Vec<String>,
    /// Ids of the dimensions, in the order of the model.
    pub dimensions: Vec<String>,
    /// The documents that are there, by kind and slug: their files.
    pub documents: BTreeMap<DocumentKind, BTreeMap<String, String>>,
}

impl Surroundings {
    /// Slugs of the documents of a kind, in order.
    pub fn slugs(&self, kind: DocumentKind) -> Vec<&str> {
        let documents = self.documents.get(&kind).into_iter().flatten();
        documents.map(|(slug, _)| slug.as_str()).collect()
    }
}

/// What a new document finds in `documents`. What could not be parsed is not there: `check` says why.
pub fn surroundings(documents: &Documents, inputs: &Inputs) -> Surroundings {
    let config = documents.config.as_deref();
    let time_zone = config
        .and_then(|config| TimeZone::get(&config.time_zone.value).ok())
        .unwrap_or(TimeZone::UTC);
    let mut surroundings = Surroundings {
        tree: documents.tree.clone(),
        language: documents.conventions.language,
        today: inputs.today.in_zone(&time_zone),
        categories: config
            .iter()
            .flat_map(|config| &config.categories)
            .map(|category| category.slug.to_string())
            .collect(),
        dimensions: Vec::new(),
        documents: BTreeMap::new(),
    };
    for parsed in &documents.files {
        let (kind, identity) = match &parsed.document {
            Some(Document::Model(model)) => {
                let ids = model.dimensions.iter().map(|it| it.id.clone());
                surroundings.dimensions = ids.collect();
                continue;
            }
            Some(document) => match named(document) {
                Some(named) => named,
                None => continue,
            },
            None => continue,
        };
        surroundings
            .documents
            .entry(kind)
            .or_default()
            .insert(identity.slug.to_string(), identity.file.to_string());
    }
    surroundings
}

/// The kind and the identity of a document that has a name among its like. A page has none: its path is its address.
fn named(document: &Document) -> Option<(DocumentKind, &Identity)> {
    match document {
        Document::Article(it) => Some((DocumentKind::Article, &it.identity)),
        Document::Term(it) => Some((DocumentKind::Term, &it.identity)),
        Document::Author(it) => Some((DocumentKind::Author, &it.identity)),
        Document::Event(it) => Some((DocumentKind::Event, &it.identity)),
        Document::Book(it) => Some((DocumentKind::Book, &it.identity)),
        Document::Member(it) => Some((DocumentKind::Member, &it.identity)),
        Document::Page(_)
        | Document::SiteConfig(_)
        | Document::Model(_)
        | Document::FormerModel(_)
        | Document::Comments(_)
        | Document::Edition(_)
        | Document::Drawing(_)
        | Document::Picture(_)
        | Document::Asset => None,
    }
}
