//! Links between documents: where each leads, and who links to whom.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::routes::{Contents, Route, Routes, Singleton};
use crate::diagnostics::{Diagnostic, Problem, Reference, SourcePath};
use crate::document::{Component, Identity, Image, Link, Markdown, Page, Piece, TargetKind};
use crate::language::slug::slug;
use crate::language::suggest::closest;
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlink {
    /// Who links.
    pub from: DocumentId,
    /// The sentence around the link.
    pub sentence: String,
}

/// Resolved links.
#[derive(Debug, Default)]
pub struct Links {
    /// For each file, where the links of its body lead, by their number; `None` for a dead one, which is reported.
    ends: HashMap<SourcePath, Vec<Option<LinkEnd>>>,
    backlinks: HashMap<DocumentId, Vec<Backlink>>,
    paths: HashMap<DocumentId, String>,
}

/// Finds documents by file and by name.
#[derive(Debug)]
pub struct Lookup<'a> {
    contents: Contents<'a>,
    routes: &'a Routes,
    by_file: HashMap<&'a str, DocumentId>,
    by_name: HashMap<String, DocumentId>,
    paths: HashMap<DocumentId, String>,
}

impl<'a> Lookup<'a> {
    /// Indexes the documents.
    pub fn new(
        contents: &Contents<'a>,
        routes: &'a Routes,
        introductions: &'a BTreeMap<Singleton, Arc<Page>>,
    ) -> Self {
        let mut lookup = Self {
            contents: *contents,
            routes,
            by_file: HashMap::new(),
            by_name: HashMap::new(),
            paths: HashMap::new(),
        };
        let names = routes.names();
        // A name that two documents share belongs to the first kind in this order.
        for (position, it) in contents.terms.iter().enumerate() {
            lookup.add(
                DocumentId::Term(position),
                &it.identity,
                names.page("glossary", it.identity.slug.as_str()),
            );
        }
        for (position, it) in contents.articles.iter().enumerate() {
            lookup.add(
                DocumentId::Article(position),
                &it.identity,
                names.page("articles", it.identity.slug.as_str()),
            );
        }
        for (position, it) in contents.events.iter().enumerate() {
            lookup.add(
                DocumentId::Event(position),
                &it.identity,
                names.page("events", it.identity.slug.as_str()),
            );
        }
        for (position, it) in contents.books.iter().enumerate() {
            lookup.add(
                DocumentId::Book(position),
                &it.identity,
                names.page("books", it.identity.slug.as_str()),
            );
        }
        for (position, it) in contents.authors.iter().enumerate() {
            lookup.add(
                DocumentId::Author(position),
                &it.identity,
                names.page("authors", it.identity.slug.as_str()),
            );
        }
        for (position, it) in contents.members.iter().enumerate() {
            lookup.add(
                DocumentId::Member(position),
                &it.identity,
                format!("{}#{}", names.index("members"), it.identity.slug),
            );
        }
        for (singleton, it) in introductions {
            lookup.add(
                DocumentId::Introduction(*singleton),
                &it.identity,
                singleton.path(names),
            );
        }
        for (position, it) in contents.pages.iter().enumerate() {
            if routes.get(&it.path) == Some(&Route::Page(position)) {
                lookup.add(DocumentId::Page(position), &it.identity, it.path.clone());
                lookup
                    .by_name
                    .entry(it.path.trim_matches('/').to_owned())
                    .or_insert(DocumentId::Page(position));
            }
        }
        if let Some(model) = contents.model {
            for (position, dimension) in model.dimensions.iter().enumerate() {
                let id = DocumentId::Dimension(position);
                lookup.by_name.entry(dimension.id.clone()).or_insert(id);
                lookup.by_name.entry(slug(&dimension.name)).or_insert(id);
                lookup.paths.insert(id, names.page("model", &dimension.id));
            }
        }
        for (position, term) in contents.terms.iter().enumerate() {
            for form in &term.forms {
                lookup
                    .by_name
                    .entry(slug(&form.value))
                    .or_insert(DocumentId::Term(position));
            }
        }
        lookup
    }

    fn add(&mut self, id: DocumentId, identity: &'a Identity, path: String) {
        self.by_file
            .insert(identity.file.in_content().unwrap_or_default(), id);
        self.by_name.entry(identity.slug.to_string()).or_insert(id);
        self.by_name.entry(slug(&identity.title)).or_insert(id);
        self.paths.insert(id, path);
    }

    /// Where `link`, written in `file` (the document `from`, whose anchors are `anchors`), leads.
    fn resolve(
        &self,
        link: &Link,
        from: DocumentId,
        anchors: &[String],
    ) -> Result<LinkEnd, Problem> {
        let found = match &link.target.kind {
            TargetKind::Here => Ok((String::new(), None)),
            TargetKind::Wiki(name) => self.wiki(name),
            TargetKind::Source(path) => self.source(path, link.image),
            TargetKind::Path(path) => self.path(path, link.image),
        };
        let (mut path, document) = found?;
        if let Some(anchor) = &link.target.anchor {
            let known = match (&link.target.kind, document) {
                (TargetKind::Here, _) => Some(anchors),
                (_, Some(document)) if document == from => Some(anchors),
                (_, Some(document)) => self.anchors(document),
                _ => None,
            };
            if let Some(known) = known
                && !known.contains(anchor)
            {
                let suggestion =
                    closest(anchor, known.iter().map(String::as_str)).map(str::to_owned);
                let target = self
                    .paths
                    .get(&document.unwrap_or(from))
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

    fn wiki(&self, name: &str) -> Result<(String, Option<DocumentId>), Problem> {
        let found = self
            .by_name
            .get(name)
            .or_else(|| self.by_name.get(&slug(name)))
            .copied();
        if let Some(id) = found {
            Ok((self.paths.get(&id).cloned().unwrap_or_default(), Some(id)))
        } else {
            let suggestion = closest(
                &slug(name),
                self.contents
                    .terms
                    .slugs()
                    .chain(self.contents.articles.slugs()),
            )
            .map(str::to_owned);
            Err(Problem::DeadLink {
                target: name.to_owned(),
                suggestion,
            })
        }
    }

    fn source(&self, path: &str, image: bool) -> Result<(String, Option<DocumentId>), Problem> {
        let spellings = [
            path.to_owned(),
            format!("{path}.md"),
            format!("{path}/index.md"),
        ];
        for spelling in &spellings {
            if let Some(id) = self.by_file.get(spelling.as_str()) {
                return Ok((self.paths.get(id).cloned().unwrap_or_default(), Some(*id)));
            }
        }
        if self.contents.assets.contains_key(path) {
            return Ok((format!("/{path}"), None));
        }
        if image {
            return Err(Problem::MissingImage {
                source: path.to_owned(),
            });
        }
        // Relative to the address rather than to the file, as some editors write.
        if let Some(path) = self.routes.resolve(&format!("/{path}")) {
            return Ok((path, None));
        }
        let known = self
            .by_file
            .keys()
            .copied()
            .filter(|known| !image || known.rsplit('/').next() == path.rsplit('/').next());
        let mut known: Vec<&str> = known.collect();
        known.sort_unstable();
        let suggestion = closest(path, known).map(str::to_owned);
        Err(Problem::DeadLink {
            target: path.to_owned(),
            suggestion,
        })
    }

    fn path(&self, path: &str, image: bool) -> Result<(String, Option<DocumentId>), Problem> {
        match self.routes.resolve(path) {
            Some(path) => {
                let document = self.routes.get(&path).and_then(document_at);
                Ok((path, document))
            }
            None if image => Err(Problem::MissingImage {
                source: path.to_owned(),
            }),
            None => {
                let suggestion = closest(path, self.routes.pages().iter().map(String::as_str))
                    .map(str::to_owned);
                Err(Problem::DeadLink {
                    target: path.to_owned(),
                    suggestion,
                })
            }
        }
    }

    fn anchors(&self, id: DocumentId) -> Option<&'a [String]> {
        let body = match id {
            DocumentId::Article(position) => &self.contents.articles[position].body,
            DocumentId::Page(position) => &self.contents.pages[position].body,
            // Their pages hold more anchors than their bodies: `check` looks at the HTML.
            _ => return None,
        };
        Some(&body.anchors)
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
    /// Resolves every link of every document; dead ones are reported.
    pub fn new(
        contents: &Contents<'_>,
        introductions: &BTreeMap<Singleton, Arc<Page>>,
        lookup: &Lookup<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut links = Self {
            ends: HashMap::new(),
            backlinks: HashMap::new(),
            paths: lookup.paths.clone(),
        };
        for (position, it) in contents.articles.iter().enumerate() {
            links.add(
                DocumentId::Article(position),
                &it.identity,
                &it.body,
                lookup,
                diagnostics,
            );
        }
        for (position, it) in contents.terms.iter().enumerate() {
            links.add(
                DocumentId::Term(position),
                &it.identity,
                &it.body,
                lookup,
                diagnostics,
            );
        }
        for (position, it) in contents.events.iter().enumerate() {
            links.add(
                DocumentId::Event(position),
                &it.identity,
                &it.body,
                lookup,
                diagnostics,
            );
        }
        for (position, it) in contents.authors.iter().enumerate() {
            links.add(
                DocumentId::Author(position),
                &it.identity,
                &it.body,
                lookup,
                diagnostics,
            );
        }
        for (position, it) in contents.books.iter().enumerate() {
            links.add(
                DocumentId::Book(position),
                &it.identity,
                &it.body,
                lookup,
                diagnostics,
            );
        }
        for (position, it) in contents.members.iter().enumerate() {
            links.add(
                DocumentId::Member(position),
                &it.identity,
                &it.body,
                lookup,
                diagnostics,
            );
        }
        for (singleton, it) in introductions {
            links.add(
                DocumentId::Introduction(*singleton),
                &it.identity,
                &it.body,
                lookup,
                diagnostics,
            );
        }
        for (position, it) in contents.pages.iter().enumerate() {
            if lookup.routes.get(&it.path) == Some(&Route::Page(position)) {
                links.add(
                    DocumentId::Page(position),
                    &it.identity,
                    &it.body,
                    lookup,
                    diagnostics,
                );
            }
        }
        links
    }

    fn add(
        &mut self,
        from: DocumentId,
        identity: &Identity,
        body: &Markdown,
        lookup: &Lookup<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        check_image(identity, lookup, diagnostics);
        check_radars(identity, body, lookup, diagnostics);
        if body.links.is_empty() {
            return;
        }
        let mut ends = Vec::with_capacity(body.links.len());
        for link in &body.links {
            match lookup.resolve(link, from, &body.anchors) {
                Ok(end) => {
                    if let Some(to) = end.document.filter(|to| *to != from) {
                        let backlinks = self.backlinks.entry(to).or_default();
                        if !backlinks.iter().any(|known| known.from == from) {
                            backlinks.push(Backlink {
                                from,
                                sentence: link.sentence.clone(),
                            });
                        }
                    }
                    ends.push(Some(end));
                }
                Err(problem) => {
                    diagnostics.push(Diagnostic::at(&identity.file, link.span, problem));
                    ends.push(None);
                }
            }
        }
        self.ends.insert(identity.file.clone(), ends);
    }

    /// Where the link `number` of the body of `file` leads.
    pub fn end(&self, file: &SourcePath, number: usize) -> Option<&LinkEnd> {
        self.ends.get(file)?.get(number)?.as_ref()
    }

    /// Who links to `document`, in the order of the collections.
    pub fn backlinks(&self, document: DocumentId) -> &[Backlink] {
        self.backlinks.get(&document).map_or(&[], Vec::as_slice)
    }

    /// The path of a document's page.
    pub fn path(&self, document: DocumentId) -> &str {
        self.paths.get(&document).map_or("/", String::as_str)
    }
}

/// The path below `content/` of a picture named in a front matter.
pub fn image_path(image: &Image, file: &SourcePath) -> Option<String> {
    resolved_in(file, &image.source.value)
}

fn check_image(identity: &Identity, lookup: &Lookup<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(image) = &identity.image else { return };
    let problem = match image_path(image, &identity.file) {
        None => Problem::OutsideOfSite {
            target: image.source.value.clone(),
        },
        Some(path) if !lookup.contents.assets.contains_key(&path) => Problem::MissingImage {
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
    lookup: &Lookup<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for piece in &body.pieces {
        let Piece::Component(component) = piece else {
            continue;
        };
        let Component::Radar { series, .. } = &**component else {
            continue;
        };
        for (dimension, _) in series.iter().flat_map(|series| &series.scores) {
            let known = || {
                lookup
                    .contents
                    .model
                    .into_iter()
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
