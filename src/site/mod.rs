//! Link: documents → `Site`, where every name is a reference and every page has its address.
//!
//! [`link`] looks at all documents together: it sorts them into collections, gives each its route, resolves names, links and local
//! times, and reports what leads nowhere. What a page shows of its neighbours (lists, backlinks, related articles) is looked up here
//! by `derive`; nothing is computed twice, nothing is half filled.

pub mod address;
mod admin;
mod along_articles;
pub mod benchmark;
pub mod calendar;
pub mod collection;
pub mod former_models;
pub mod glossary;
mod ingredients;
pub mod links;
mod outline;
pub mod pictures;
mod references;
pub mod related;
pub mod routes;
pub mod taxonomies;
pub mod translations;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostics::{Diagnostic, Problem, SourcePath};
use crate::document::{
    Article, Author, Book, Comments, Edition, Event, Markdown, Member, ModelDocument, Page,
    Picture, SiteConfig, Term,
};
use crate::inputs::{Inputs, SourceFile};
use crate::language::order::Collation;
use crate::language::sentence;
use crate::parse::{Documents, Parsed};

use address::BaseUrl;
use calendar::Occurrence;
use collection::Collection;
use glossary::GlossaryMatcher;
use links::{Backlink, DocumentId, Links};
use outline::{Collections, Outline, Sorted};
use pictures::Versions;
use related::RelatedIndex;
use routes::{Routes, Singleton};
use taxonomies::Taxonomies;
use translations::Translations;

/// A website: a site a language.
#[derive(Debug)]
pub struct Website {
    /// The sites, the main one first.
    pub sites: Vec<Site>,
    /// Which of their pages correspond.
    pub translations: Translations,
}

/// A whole, consistent site, in one language.
#[derive(Debug)]
pub struct Site {
    /// `site.yaml`
    pub config: Arc<SiteConfig>,
    /// Where the site lives.
    pub base: BaseUrl,
    /// Zone of local times.
    pub time_zone: TimeZone,
    /// The day of the build, in that zone.
    pub today: Date,
    /// The service model.
    pub model: Option<Arc<ModelDocument>>,
    /// Its earlier versions, which results that were shared before are of.
    pub former_models: Vec<Arc<ModelDocument>>,
    /// Articles, latest first.
    pub articles: Collection<Article>,
    /// Terms in the order of the language.
    pub terms: Collection<Term>,
    /// Authors by family name.
    pub authors: Collection<Author>,
    /// Events, earliest first; those without a year at the end.
    pub events: Collection<Event>,
    /// When each event takes place, by its position.
    pub occurrences: Arc<[Occurrence]>,
    /// Books by title.
    pub books: Collection<Book>,
    /// Members by name.
    pub members: Collection<Member>,
    /// Pages by path.
    pub pages: Collection<Page>,
    /// Introductions of generated pages.
    pub introductions: BTreeMap<Singleton, Arc<Page>>,
    /// Editions of the benchmark, latest first.
    pub editions: Vec<Arc<Edition>>,
    /// Comments by article.
    pub comments: Arc<HashMap<SourcePath, Arc<Comments>>>,
    /// Files that are copied, by path below `content/`: as they are, drawings without what is dangerous in them.
    pub assets: Arc<BTreeMap<String, SourceFile>>,
    /// What is known of those that are pictures, by the same path.
    pub pictures: Arc<BTreeMap<String, Picture>>,
    /// Their smaller versions.
    pub versions: Arc<Versions>,
    /// Categories, tags, series.
    pub taxonomies: Arc<Taxonomies>,
    /// The files of the program that edits the site in a browser, by their paths below its folder; none where there is no such program.
    pub admin: Arc<BTreeMap<String, SourceFile>>,
    /// What follows from the documents without their texts; most of the above is from it.
    outline: Arc<Outline>,
    /// Every address of the site.
    pub routes: Arc<Routes>,
    /// Resolved links and backlinks.
    pub links: Arc<Links>,
    /// Finds related articles.
    pub related: Arc<RelatedIndex>,
    /// Finds terms in running text.
    pub glossary: Arc<GlossaryMatcher>,
    /// Sorts names and titles.
    pub collation: Arc<Collation>,
}

/// Links the documents of each language. `None` where there is no usable `site.yaml` to build a site from, which parse has reported.
///
/// What is made of the same things as something in `former`, the sites that were linked before, is taken from there.
pub fn link(
    languages: &[Documents],
    inputs: &Inputs,
    former: &[Linked],
) -> (Option<Website>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut sites = Vec::with_capacity(languages.len());
    for documents in languages {
        let former = former.iter().find(|linked| linked.tree == documents.tree);
        let (site, faults) = link_site(documents, inputs, former);
        diagnostics.extend(faults);
        match site {
            Some(site) => sites.push(site),
            None if documents.tree.is_empty() => return (None, diagnostics),
            None => {}
        }
    }
    let translations = Translations::new(&sites, &mut diagnostics);
    let website = Website {
        sites,
        translations,
    };
    (Some(website), diagnostics)
}

/// Links the documents of one language.
fn link_site(
    documents: &Documents,
    inputs: &Inputs,
    former: Option<&Linked>,
) -> (Option<Site>, Vec<Diagnostic>) {
    let Some(config) = &documents.config else {
        return (None, Vec::new());
    };
    let (outline, collections, related) = outlined(documents, config, inputs, former);
    let introductions = outline.table.introductions(&collections.pages);
    let links = Links::new(
        &outline,
        &collections,
        &documents.files,
        former.map(|former| &former.links),
    );
    let mut diagnostics = outline.diagnostics.clone();
    diagnostics.extend(links.faults().cloned());
    diagnostics.retain(|fault| !follows_from_faulty_file(fault, &documents.files));
    let site = Site {
        config: Arc::clone(config),
        base: outline.base.clone(),
        time_zone: outline.time_zone.clone(),
        today: outline.today,
        model: outline.model.clone(),
        former_models: outline.former_models.clone(),
        articles: collections.articles,
        terms: collections.terms,
        authors: collections.authors,
        events: collections.events,
        occurrences: Arc::clone(&outline.occurrences),
        books: collections.books,
        members: collections.members,
        pages: collections.pages,
        introductions,
        editions: outline.editions.clone(),
        comments: Arc::clone(&outline.comments),
        assets: Arc::clone(&outline.assets),
        pictures: Arc::clone(&outline.pictures),
        versions: Arc::clone(&outline.versions),
        taxonomies: Arc::clone(outline.taxonomies()),
        admin: Arc::clone(&outline.admin),
        routes: Arc::clone(&outline.table.routes),
        links,
        related,
        glossary: Arc::clone(&outline.glossary),
        collation: Arc::clone(&outline.collation),
        outline,
    };
    (Some(site), diagnostics)
}

/// The outline of `documents`, its collections, and what finds related articles.
fn outlined(
    documents: &Documents,
    config: &Arc<SiteConfig>,
    inputs: &Inputs,
    former: Option<&Linked>,
) -> (Arc<Outline>, Collections, Arc<RelatedIndex>) {
    let related = |collections: &Collections| {
        let known = former.map(|former| &former.related);
        RelatedIndex::of(&collections.articles, config.features.related, known)
    };
    let known = former.map(|former| &former.outline);
    if let Some(outline) = known.filter(|it| it.is_of(documents, config, inputs)) {
        let collections = outline.collections(&documents.files);
        let related = related(&collections);
        return (Arc::clone(outline), collections, related);
    }
    let (sorted, collections) = Sorted::new(documents, config, inputs);
    let known = known.map(|outline| &**outline);
    // Both take long, and neither needs the other.
    let (outline, related) = rayon::join(
        || Outline::new(documents, config, inputs, (sorted, &collections), known),
        || related(&collections),
    );
    (Arc::new(outline), collections, related)
}

/// What was made when a site was linked, for the next time.
#[derive(Debug, Clone)]
pub struct Linked {
    tree: String,
    outline: Arc<Outline>,
    links: Arc<Links>,
    related: Arc<RelatedIndex>,
}

impl Linked {
    /// What was made for `site`.
    pub fn of(site: &Site) -> Self {
        Self {
            tree: site.config.file.tree().to_owned(),
            outline: Arc::clone(&site.outline),
            links: Arc::clone(&site.links),
            related: Arc::clone(&site.related),
        }
    }
}

/// Whether `fault` only says that a file with faults of its own gave no document: mending that file mends it, so it would hide the cause.
fn follows_from_faulty_file(fault: &Diagnostic, files: &[Arc<Parsed>]) -> bool {
    let (Problem::DeadLink { target: name, .. } | Problem::UnknownReference { name, .. }) =
        &fault.problem
    else {
        return false;
    };
    // `nps`, `glossary/nps.md`, `/glossaire/nps/`: what is left is the name of the file or of its folder.
    let name = name
        .trim_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let name = name.strip_suffix(".md").unwrap_or(name);
    let faulty = files
        .iter()
        .filter(|parsed| parsed.document.is_none() && !parsed.diagnostics.is_empty());
    faulty
        .map(|parsed| &parsed.file.path)
        .any(|path| match path.stem() {
            "index" => path.folder().rsplit('/').next() == Some(name),
            stem => stem == name,
        })
}

impl Site {
    /// The address in the website of the path `path` of this site: `/en/about/` for `/about/` of the site in `content/en/`.
    pub fn address_in_website(&self, path: &str) -> String {
        match self.config.file.tree() {
            "" => path.to_owned(),
            tree => format!("/{tree}{path}"),
        }
    }

    /// The sentence around the link by which a document links to another.
    pub fn sentence(&self, backlink: Backlink) -> String {
        let body = self.body_of(backlink.from);
        let link = body.and_then(|body| Some((body, body.links.get(backlink.link)?)));
        let text = link.map(|(body, link)| body.content.passage(&link.sentence));
        text.map_or_else(String::new, |text| sentence::shortened(text.as_str()))
    }

    /// The text of the document with this id, if it has one.
    fn body_of(&self, id: DocumentId) -> Option<&Markdown> {
        match id {
            DocumentId::Article(position) => Some(&self.articles[position].body),
            DocumentId::Term(position) => Some(&self.terms[position].body),
            DocumentId::Author(position) => Some(&self.authors[position].body),
            DocumentId::Event(position) => Some(&self.events[position].body),
            DocumentId::Book(position) => Some(&self.books[position].body),
            DocumentId::Member(position) => Some(&self.members[position].body),
            DocumentId::Page(position) => Some(&self.pages[position].body),
            DocumentId::Introduction(singleton) => {
                self.introductions.get(&singleton).map(|page| &page.body)
            }
            DocumentId::Dimension(_) => None,
        }
    }

    /// The article, term… with this id as a title to show.
    pub fn title_of(&self, id: DocumentId) -> &str {
        match id {
            DocumentId::Article(position) => &self.articles[position].identity.title,
            DocumentId::Term(position) => &self.terms[position].identity.title,
            DocumentId::Author(position) => &self.authors[position].identity.title,
            DocumentId::Event(position) => &self.events[position].identity.title,
            DocumentId::Book(position) => &self.books[position].identity.title,
            DocumentId::Member(position) => &self.members[position].identity.title,
            DocumentId::Page(position) => &self.pages[position].identity.title,
            DocumentId::Introduction(singleton) => self
                .introductions
                .get(&singleton)
                .map_or("", |page| &page.identity.title),
            DocumentId::Dimension(position) => self
                .model
                .as_ref()
                .and_then(|model| model.dimensions.get(position))
                .map_or("", |dimension| &dimension.name),
        }
    }
}
