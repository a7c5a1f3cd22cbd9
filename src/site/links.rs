//! Links between documents: where each leads, and who links to whom.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::collection::{Collection, Identified};
use super::outline::{Collections, Outline};
use super::routes::{Contents, Route, Routes, Singleton};
use crate::diagnostics::{Diagnostic, Problem, Reference, SourcePath};
use crate::document::{Component, Identity, Image, Link, Markdown, Page, Slug, TargetKind};
use crate::language::slug::slug;
use crate::language::suggest::closest;
use crate::parse::Parsed;
use crate::paths::resolved_in;

/// A document that has a page, or a place in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentId {
    Article(usize),
    Term(usize),
    Author(usize),
    Event(usize),
    Book(usize),
    Member(usize),
    Page(usize),
    Introduction(Singleton),
    Dimension(usize),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkEnd {
    /// Path of the site, with its anchor.
    pub path: String,
    /// The document there, if it is one.
    pub document: Option<DocumentId>,
}

/// A link to a document, seen from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlink {
    /// Who links.
    pub from: DocumentId,
    /// By which link of its body.
    pub link: usize,
}

/// Resolved links.
#[derive(Debug)]
pub struct Links {
    outline: Arc<Outline>,
    /// The files of the site, in the order of the paths.
    files: Vec<Arc<Parsed>>,
    /// Where the links of each document that has a text lead, in the order of [`Table::texts`](super::outline::Table::texts).
    resolved: Vec<Arc<Resolved>>,
    backlinks: Arc<HashMap<DocumentId, Vec<Backlink>>>,
}

/// The links of one document.
#[derive(Debug, Default)]
struct Resolved {
    /// Where they lead, by their number; `None` for a dead one, which is reported.
    ends: Vec<Option<LinkEnd>>,
    faults: Vec<Diagnostic>,
    /// Other texts were looked at too, for an anchor in them.
    looks_into_others: bool,
    /// A name was looked up.
    looks_up_names: bool,
}

/// Where the links of one body lead.
#[derive(Debug, Clone, Copy)]
pub struct Ends<'a>(&'a [Option<LinkEnd>]);

impl<'a> Ends<'a> {
    /// Where the link `number` leads; `None` for a dead one.
    pub fn get(self, number: usize) -> Option<&'a LinkEnd> {
        self.0.get(number)?.as_ref()
    }

    /// The documents that they lead to.
    pub fn documents(self) -> impl Iterator<Item = DocumentId> {
        self.0.iter().filter_map(|end| end.as_ref()?.document)
    }
}

/// Documents by their files, and the path of each.
#[derive(Debug)]
pub struct Places {
    /// By the path below the tree's folder.
    by_file: HashMap<String, DocumentId>,
    paths: HashMap<DocumentId, String>,
}

impl Places {
    /// Those of the documents of `contents`.
    pub fn new(
        contents: &Contents<'_>,
        routes: &Routes,
        introductions: &BTreeMap<Singleton, Arc<Page>>,
    ) -> Self {
        let names = routes.names();
        let mut places = Self {
            by_file: HashMap::new(),
            paths: HashMap::new(),
        };
        for (id, identity) in documents(contents, routes, introductions) {
            let slug = identity.slug.as_str();
            let path = match id {
                DocumentId::Article(_) => names.page("articles", slug),
                DocumentId::Term(_) => names.page("glossary", slug),
                DocumentId::Author(_) => names.page("authors", slug),
                DocumentId::Event(_) => names.page("events", slug),
                DocumentId::Book(_) => names.page("books", slug),
                DocumentId::Member(_) => format!("{}#{slug}", names.index("members")),
                DocumentId::Page(position) => contents.pages[position].path.clone(),
                DocumentId::Introduction(singleton) => singleton.path(names),
                DocumentId::Dimension(_) => continue,
            };
            let file = identity.file.in_content().unwrap_or_default();
            places.by_file.insert(file.to_owned(), id);
            places.paths.insert(id, path);
        }
        let dimensions = contents.model.iter().flat_map(|model| &model.dimensions);
        for (position, dimension) in dimensions.enumerate() {
            let path = names.page("model", &dimension.id);
            places.paths.insert(DocumentId::Dimension(position), path);
        }
        places
    }

    /// The document of `file`.
    fn document(&self, file: &SourcePath) -> Option<DocumentId> {
        self.by_file.get(file.in_content()?).copied()
    }

    fn path(&self, id: DocumentId) -> Option<&String> {
        self.paths.get(&id)
    }
}

/// Documents by the names that wikilinks call them.
#[derive(Debug)]
pub struct Names(HashMap<Slug, DocumentId>);

impl Names {
    /// Those of the documents of `contents`.
    pub fn new(
        contents: &Contents<'_>,
        routes: &Routes,
        introductions: &BTreeMap<Singleton, Arc<Page>>,
    ) -> Self {
        let mut names = HashMap::with_capacity(contents.articles.len() * 2);
        let mut add = |name: Slug, id| {
            names.entry(name).or_insert(id);
        };
        for (id, identity) in documents(contents, routes, introductions) {
            add(identity.slug.clone(), id);
            add(identity.title_slug.clone(), id);
            if let DocumentId::Page(position) = id {
                add(
                    Slug::new(contents.pages[position].path.trim_matches('/')),
                    id,
                );
            }
        }
        let dimensions = contents.model.iter().flat_map(|model| &model.dimensions);
        for (position, dimension) in dimensions.enumerate() {
            let id = DocumentId::Dimension(position);
            add(Slug::new(dimension.id.as_str()), id);
            add(Slug::new(slug(&dimension.name)), id);
        }
        for (position, term) in contents.terms.iter().enumerate() {
            for form in &term.forms {
                add(Slug::new(slug(&form.value)), DocumentId::Term(position));
            }
        }
        Self(names)
    }
}

/// The documents that links can lead to. A name that two of them share belongs to the first kind in this order.
fn documents<'a>(
    contents: &Contents<'a>,
    routes: &Routes,
    introductions: &'a BTreeMap<Singleton, Arc<Page>>,
) -> Vec<(DocumentId, &'a Identity)> {
    fn of_kind<T: Identified>(
        collection: &Collection<T>,
        id: fn(usize) -> DocumentId,
    ) -> impl Iterator<Item = (DocumentId, &Identity)> {
        let documents = collection.iter().enumerate();
        documents.map(move |(position, it)| (id(position), it.identity()))
    }
    let pages = contents.pages;
    let has_page = |(id, _): &(DocumentId, &Identity)| {
        matches!(id, DocumentId::Page(position)
            if routes.get(&pages[*position].path) == Some(&Route::Page(*position)))
    };
    let introductions = introductions
        .iter()
        .map(|(singleton, it)| (DocumentId::Introduction(*singleton), &it.identity));
    of_kind(contents.terms, DocumentId::Term)
        .chain(of_kind(contents.articles, DocumentId::Article))
        .chain(of_kind(contents.events, DocumentId::Event))
        .chain(of_kind(contents.books, DocumentId::Book))
        .chain(of_kind(contents.authors, DocumentId::Author))
        .chain(of_kind(contents.members, DocumentId::Member))
        .chain(introductions)
        .chain(of_kind(pages, DocumentId::Page).filter(has_page))
        .collect()
}

/// Finds where links lead.
#[derive(Clone, Copy)]
struct Lookup<'a> {
    outline: &'a Outline,
    collections: &'a Collections,
}

impl<'a> Lookup<'a> {
    /// The links of the document `from`, with what is wrong with its picture and its radars.
    fn resolve_all(self, from: DocumentId, identity: &Identity, body: &Markdown) -> Resolved {
        let mut faults = Vec::new();
        check_image(identity, self, &mut faults);
        check_radars(identity, body, self, &mut faults);
        let mut ends = Vec::with_capacity(body.links.len());
        let (mut looks_into_others, mut looks_up_names) = (false, false);
        for link in &body.links {
            looks_into_others |=
                link.target.anchor.is_some() && link.target.kind != TargetKind::Here;
            looks_up_names |= matches!(link.target.kind, TargetKind::Wiki(_));
            match self.resolve(link, from, body) {
                Ok(end) => ends.push(Some(end)),
                Err(problem) => {
                    faults.push(Diagnostic::at(&identity.file, link.span, problem));
                    ends.push(None);
                }
            }
        }
        Resolved {
            ends,
            faults,
            looks_into_others,
            looks_up_names,
        }
    }

    /// Where `link`, written in `file` (the document `from`, whose text is `body`), leads.
    fn resolve(self, link: &Link, from: DocumentId, body: &Markdown) -> Result<LinkEnd, Problem> {
        let found = match &link.target.kind {
            TargetKind::Here => Ok((String::new(), None)),
            TargetKind::Wiki(name) => self.wiki(name),
            TargetKind::Source(path) => self.source(path, link.image),
            TargetKind::Path(path) => self.path(path, link.image),
        };
        let (mut path, document) = found?;
        if let Some(anchor) = &link.target.anchor {
            let known = match (&link.target.kind, document) {
                (TargetKind::Here, _) => Some(body),
                (_, Some(document)) if document == from => Some(body),
                (_, Some(document)) => self.body_with_all_ids(document),
                _ => None,
            };
            if let Some(known) = known
                && !known.ids().any(|id| id == anchor)
            {
                let suggestion = closest(anchor, known.ids()).map(str::to_owned);
                let target = self
                    .outline
                    .table
                    .places
                    .path(document.unwrap_or(from))
                    .cloned()
                    .unwrap_or_default();
                return Err(Problem::DeadAnchor {
                    target,
                    anchor: anchor.clone(),
                    suggestion,
                });
            }
            path = format!("{path}#{anchor}");
        }
        Ok(LinkEnd { path, document })
    }

    fn wiki(self, name: &str) -> Result<(String, Option<DocumentId>), Problem> {
        let Names(names) = &*self.outline.names;
        let found = names
            .get(name)
            .or_else(|| names.get(slug(name).as_str()))
            .copied();
        if let Some(id) = found {
            Ok((
                self.outline
                    .table
                    .places
                    .path(id)
                    .cloned()
                    .unwrap_or_default(),
                Some(id),
            ))
        } else {
            let suggestion = closest(
                &slug(name),
                self.collections
                    .terms
                    .slugs()
                    .chain(self.collections.articles.slugs()),
            )
            .map(str::to_owned);
            Err(Problem::DeadLink {
                target: name.to_owned(),
                suggestion,
            })
        }
    }

    fn source(self, path: &str, image: bool) -> Result<(String, Option<DocumentId>), Problem> {
        let places = &self.outline.table.places;
        let spellings = [
            path.to_owned(),
            format!("{path}.md"),
            format!("{path}/index.md"),
        ];
        for spelling in &spellings {
            if let Some(id) = places.by_file.get(spelling.as_str()) {
                return Ok((places.path(*id).cloned().unwrap_or_default(), Some(*id)));
            }
        }
        if self.outline.assets.contains_key(path) {
            return Ok((format!("/{path}"), None));
        }
        if image {
            return Err(Problem::MissingImage {
                source: path.to_owned(),
            });
        }
        // Relative to the address rather than to the file, as some editors write.
        if let Some(path) = self.outline.table.routes.resolve(&format!("/{path}")) {
            return Ok((path, None));
        }
        let known = places
            .by_file
            .keys()
            .map(String::as_str)
            .filter(|known| !image || known.rsplit('/').next() == path.rsplit('/').next());
        let mut known: Vec<&str> = known.collect();
        known.sort_unstable();
        let suggestion = closest(path, known).map(str::to_owned);
        Err(Problem::DeadLink {
            target: path.to_owned(),
            suggestion,
        })
    }

    fn path(self, path: &str, image: bool) -> Result<(String, Option<DocumentId>), Problem> {
        match self.outline.table.routes.resolve(path) {
            Some(path) => {
                let document = self.outline.table.routes.get(&path).and_then(document_at);
                Ok((path, document))
            }
            None if image => Err(Problem::MissingImage {
                source: path.to_owned(),
            }),
            None => {
                let suggestion = closest(
                    path,
                    self.outline.table.routes.pages().iter().map(String::as_str),
                )
                .map(str::to_owned);
                Err(Problem::DeadLink {
                    target: path.to_owned(),
                    suggestion,
                })
            }
        }
    }

    /// The text of a document whose page has no other `id` than its text.
    fn body_with_all_ids(self, id: DocumentId) -> Option<&'a Markdown> {
        match id {
            DocumentId::Article(position) => Some(&self.collections.articles[position].body),
            DocumentId::Page(position) => Some(&self.collections.pages[position].body),
            // Their pages hold more than their bodies: `check` looks at the HTML.
            _ => None,
        }
    }
}

fn document_at(route: &Route) -> Option<DocumentId> {
    match route {
        Route::Article(position) => Some(DocumentId::Article(*position)),
        Route::Term(position) => Some(DocumentId::Term(*position)),
        Route::Author(position) => Some(DocumentId::Author(*position)),
        Route::Event(position) => Some(DocumentId::Event(*position)),
        Route::Book(position) => Some(DocumentId::Book(*position)),
        Route::Page(position) => Some(DocumentId::Page(*position)),
        Route::Dimension(position) => Some(DocumentId::Dimension(*position)),
        _ => None,
    }
}

impl Links {
    /// Resolves every link of every document; what is wrong is among the [faults](Self::faults). The `files` are those of `outline`.
    ///
    /// Of `former`, what was made of the same addresses, the same names where one is looked up, and the same document is kept.
    pub fn new(
        outline: &Arc<Outline>,
        collections: &Collections,
        files: &[Arc<Parsed>],
        former: Option<&Arc<Self>>,
    ) -> Arc<Self> {
        let former = former.filter(|former| Arc::ptr_eq(&former.outline.table, &outline.table));
        let same_names = former.is_some_and(|it| Arc::ptr_eq(&it.outline.names, &outline.names));
        let lookup = Lookup {
            outline,
            collections,
        };
        let resolve = |(number, (from, place)): (usize, &(DocumentId, usize))| {
            let parsed = &files[*place];
            let known = former.filter(|former| Arc::ptr_eq(&former.files[*place], parsed));
            let known = known.map(|former| &former.resolved[number]);
            let holds = |known: &&Arc<Resolved>| {
                !known.looks_into_others && (same_names || !known.looks_up_names)
            };
            match known.filter(holds) {
                Some(known) => Arc::clone(known),
                None => Arc::new(match written(parsed) {
                    Some((identity, body)) => lookup.resolve_all(*from, identity, body),
                    None => Resolved::default(),
                }),
            }
        };
        let texts = &outline.table.texts;
        let resolved: Vec<Arc<Resolved>> = texts.par_iter().enumerate().map(resolve).collect();
        let leads_as_before = |former: &&Arc<Self>| {
            let mut pairs = former.resolved.iter().zip(&resolved);
            pairs.all(|(one, other)| Arc::ptr_eq(one, other) || one.ends == other.ends)
        };
        let backlinks = match former.filter(leads_as_before) {
            Some(former) => Arc::clone(&former.backlinks),
            None => Arc::new(backlinks(texts, &resolved)),
        };
        Arc::new(Self {
            outline: Arc::clone(outline),
            files: files.to_vec(),
            resolved,
            backlinks,
        })
    }

    /// How many documents kept what was resolved in `former`.
    #[cfg(test)]
    pub fn kept_of(&self, former: &Self) -> usize {
        let pairs = self.resolved.iter().zip(&former.resolved);
        pairs.filter(|(one, other)| Arc::ptr_eq(one, other)).count()
    }

    /// What was found wrong.
    pub fn faults(&self) -> impl Iterator<Item = &Diagnostic> {
        self.resolved.iter().flat_map(|resolved| &resolved.faults)
    }

    /// Where the links of the body of `file` lead.
    pub fn of(&self, file: &SourcePath) -> Ends<'_> {
        let document = self.outline.table.places.document(file);
        document.map_or(Ends(&[]), |document| self.of_document(document))
    }

    /// Where the links in the text of `document` lead.
    pub fn of_document(&self, document: DocumentId) -> Ends<'_> {
        let text = self.outline.table.text_of(document);
        let resolved = text.and_then(|it| self.resolved.get(it));
        Ends(resolved.map_or(&[], |resolved| &resolved.ends))
    }

    /// Who links to `document`, in the order of the collections.
    pub fn backlinks(&self, document: DocumentId) -> &[Backlink] {
        self.backlinks.get(&document).map_or(&[], Vec::as_slice)
    }

    /// The path of a document's page.
    pub fn path(&self, document: DocumentId) -> &str {
        let places = &self.outline.table.places;
        places.path(document).map_or("/", String::as_str)
    }
}

/// Who links to whom: the first link of each document to another.
fn backlinks(
    texts: &[(DocumentId, usize)],
    resolved: &[Arc<Resolved>],
) -> HashMap<DocumentId, Vec<Backlink>> {
    let mut backlinks: HashMap<DocumentId, Vec<Backlink>> = HashMap::new();
    for ((from, _), resolved) in texts.iter().zip(resolved) {
        for (link, end) in resolved.ends.iter().enumerate() {
            let document = end.as_ref().and_then(|end| end.document);
            if let Some(to) = document.filter(|to| to != from) {
                let backlinks = backlinks.entry(to).or_default();
                if backlinks.last().is_none_or(|known| known.from != *from) {
                    backlinks.push(Backlink { from: *from, link });
                }
            }
        }
    }
    backlinks
}

fn written(parsed: &Parsed) -> Option<(&Identity, &Markdown)> {
    parsed.document.as_ref()?.written()
}

/// The path below `content/` of a picture named in a front matter.
pub fn image_path(image: &Image, file: &SourcePath) -> Option<String> {
    resolved_in(file, &image.source.value)
}

fn check_image(identity: &Identity, lookup: Lookup<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(image) = &identity.image else { return };
    let problem = match image_path(image, &identity.file) {
        None => Problem::OutsideOfSite {
            target: image.source.value.clone(),
        },
        Some(path) if !lookup.outline.assets.contains_key(&path) => Problem::MissingImage {
            source: image.source.value.clone(),
        },
        Some(_) => return,
    };
    diagnostics.push(Diagnostic::at(&identity.file, image.source.span, problem));
}

/// A radar names dimensions of the model.
fn check_radars(
    identity: &Identity,
    body: &Markdown,
    lookup: Lookup<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for component in body.content.components() {
        let Component::Radar { series, .. } = component else {
            continue;
        };
        for (dimension, _) in series.iter().flat_map(|series| &series.scores) {
            let known = || {
                let model = lookup.outline.model.iter();
                model
                    .flat_map(|model| &model.dimensions)
                    .map(|it| it.id.as_str())
            };
            if !known().any(|id| id == dimension.value) {
                let suggestion = closest(&dimension.value, known()).map(str::to_owned);
                let problem = Problem::UnknownReference {
                    reference: Reference::Dimension,
                    name: dimension.value.clone(),
                    suggestion,
                };
                diagnostics.push(Diagnostic::at(&identity.file, dimension.span, problem));
            }
        }
    }
}
