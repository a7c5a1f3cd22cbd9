//! Link: documents → `Site`, where every name is a reference and every page has its address.
//!
//! [`link`] looks at all documents together: it sorts them into collections, gives each its route, resolves names, links and local
//! times, and reports what leads nowhere. What a page shows of its neighbours (lists, backlinks, related articles) is looked up here
//! by `derive`; nothing is computed twice, nothing is half filled.

pub mod address;
mod admin;
pub mod benchmark;
pub mod calendar;
pub mod collection;
pub mod former_models;
pub mod glossary;
pub mod links;
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
    Article, Author, Book, Comments, Document, Edition, Event, Member, ModelDocument, Page,
    Picture, SiteConfig, Term,
};
use crate::inputs::{Inputs, SourceFile};
use crate::language::order::Collation;
use crate::parse::Documents;

use address::BaseUrl;
use calendar::Occurrence;
use collection::Collection;
use glossary::GlossaryMatcher;
use links::{DocumentId, Links};
use pictures::Versions;
use related::RelatedIndex;
use routes::{RouteNames, Routes, Singleton};
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
    pub occurrences: Vec<Occurrence>,
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
    pub comments: HashMap<SourcePath, Arc<Comments>>,
    /// Files that are copied, by path below `content/`: as they are, drawings without what is dangerous in them.
    pub assets: BTreeMap<String, SourceFile>,
    /// What is known of those that are pictures, by the same path.
    pub pictures: BTreeMap<String, Picture>,
    /// Their smaller versions.
    pub versions: Versions,
    /// Categories, tags, series.
    pub taxonomies: Taxonomies,
    /// The files of the program that edits the site in a browser, by their paths below its folder; none where there is no such program.
    pub admin: BTreeMap<String, SourceFile>,
    /// Every address of the site.
    pub routes: Routes,
    /// Resolved links and backlinks.
    pub links: Links,
    /// Finds related articles.
    pub related: RelatedIndex,
    /// Finds terms in running text.
    pub glossary: GlossaryMatcher,
    /// Sorts names and titles.
    pub collation: Collation,
}

/// Links the documents of each language. `None` where there is no usable `site.yaml` to build a site from, which parse has reported.
pub fn link(languages: &[Documents], inputs: &Inputs) -> (Option<Website>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut sites = Vec::with_capacity(languages.len());
    for documents in languages {
        let (site, faults) = link_site(documents, inputs);
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
fn link_site(documents: &Documents, inputs: &Inputs) -> (Option<Site>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Some(config) = documents.config.clone() else {
        return (None, diagnostics);
    };
    let time_zone = TimeZone::get(&config.time_zone.value).unwrap_or(TimeZone::UTC);
    let today = inputs.today.in_zone(&time_zone);
    let base = base_url(&config, documents, inputs);
    let collation = Collation::new(config.language);
    let sorted = Sorted::new(documents, inputs, today, &collation, &mut diagnostics);
    let names = RouteNames::new(&config);
    let model = sorted.model;
    let former_models = sorted.former_models;
    former_models::check(model.as_deref(), &former_models, &mut diagnostics);
    let model_is_faulty = model.is_none() && has_file(documents, "model.yaml");
    references::check(
        &config,
        model.as_deref(),
        model_is_faulty,
        &sorted.collections,
        &mut diagnostics,
    );
    let Collections {
        articles,
        terms,
        authors,
        events,
        books,
        members,
        pages,
        editions,
    } = sorted.collections;
    benchmark::check(&editions, model.as_deref(), &mut diagnostics);
    let taxonomies = Taxonomies::new(&config, &articles, &mut diagnostics);
    let occurrences = calendar::occurrences(
        &events,
        &authors,
        &time_zone,
        &config.time_zone.value,
        today,
        &mut diagnostics,
    );
    let admin = admin::files(&config, &inputs.admin, &mut diagnostics);
    let contents = routes::Contents {
        config: &config,
        base: &base,
        articles: &articles,
        terms: &terms,
        authors: &authors,
        events: &events,
        occurrences: &occurrences,
        books: &books,
        members: &members,
        pages: &pages,
        editions: &editions,
        model: model.as_deref(),
        former_models: &former_models,
        taxonomies: &taxonomies,
        assets: &sorted.assets,
        admin: &admin,
    };
    let versions = pictures::versions(&contents, &sorted.pictures, &mut diagnostics);
    let (routes, introductions) = Routes::new(names, &contents, &versions, &mut diagnostics);
    let lookup = links::Lookup::new(&contents, &routes, &introductions);
    let links = Links::new(&contents, &introductions, &lookup, &mut diagnostics);
    references::check_navigation(&config, &routes, &mut diagnostics);
    let related = RelatedIndex::new(&articles, config.features.related);
    glossary::check_forms(&terms, &mut diagnostics);
    let glossary = GlossaryMatcher::new(&terms, config.features.glossary_links);
    let site = Site {
        base,
        time_zone,
        today,
        model,
        former_models,
        occurrences,
        introductions,
        comments: sorted.comments,
        assets: sorted.assets,
        pictures: sorted.pictures,
        versions,
        taxonomies,
        admin,
        routes,
        links,
        related,
        glossary,
        collation,
        articles,
        terms,
        authors,
        events,
        books,
        members,
        pages,
        editions,
        config,
    };
    diagnostics.retain(|fault| !follows_from_faulty_file(fault, &documents.files));
    (Some(site), diagnostics)
}

/// Whether the content holds a file at `path`, sound or not.
fn has_file(documents: &Documents, path: &str) -> bool {
    let mut files = documents.files.iter();
    files.any(|parsed| parsed.file.path.in_content() == Some(path))
}

/// Where the site lives.
fn base_url(config: &SiteConfig, documents: &Documents, inputs: &Inputs) -> BaseUrl {
    match &inputs.base_url {
        Some(given) => BaseUrl::parse(given).below(&documents.tree),
        None => BaseUrl::parse(&config.base_url),
    }
}

/// Whether `fault` only says that a file with faults of its own gave no document: mending that file mends it, so it would hide the cause.
fn follows_from_faulty_file(fault: &Diagnostic, files: &[Arc<crate::parse::Parsed>]) -> bool {
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

/// The published documents by kind, each kind in its order.
#[derive(Debug)]
struct Collections {
    articles: Collection<Article>,
    terms: Collection<Term>,
    authors: Collection<Author>,
    events: Collection<Event>,
    books: Collection<Book>,
    members: Collection<Member>,
    pages: Collection<Page>,
    editions: Vec<Arc<Edition>>,
}

struct Sorted {
    model: Option<Arc<ModelDocument>>,
    former_models: Vec<Arc<ModelDocument>>,
    collections: Collections,
    comments: HashMap<SourcePath, Arc<Comments>>,
    assets: BTreeMap<String, SourceFile>,
    pictures: BTreeMap<String, Picture>,
}

impl Sorted {
    fn new(
        documents: &Documents,
        inputs: &Inputs,
        today: Date,
        collation: &Collation,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut model = None;
        let mut former_models = Vec::new();
        let (mut articles, mut terms, mut authors, mut events) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut books, mut members, mut pages, mut editions) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut all_comments = Vec::new();
        let (assets, pictures) = copied_files(documents);
        let shown = |identity: &crate::document::Identity| {
            (inputs.drafts || !identity.draft)
                && (inputs.future || identity.date.is_none_or(|date| date <= today))
        };
        for parsed in &documents.files {
            match &parsed.document {
                None
                | Some(
                    Document::SiteConfig(_)
                    | Document::Drawing(_)
                    | Document::Picture(_)
                    | Document::Asset,
                ) => {}
                Some(Document::Model(it)) => model = Some(Arc::clone(it)),
                Some(Document::FormerModel(it)) => former_models.push(Arc::clone(it)),
                Some(Document::Article(it)) => {
                    if shown(&it.identity) && it.expires.is_none_or(|expires| today < expires) {
                        articles.push(Arc::clone(it));
                    }
                }
                Some(Document::Comments(it)) => all_comments.push(Arc::clone(it)),
                Some(Document::Term(it)) => {
                    terms.extend(shown(&it.identity).then(|| Arc::clone(it)));
                }
                Some(Document::Author(it)) => {
                    authors.extend(shown(&it.identity).then(|| Arc::clone(it)));
                }
                Some(Document::Event(it)) => {
                    events.extend(shown(&it.identity).then(|| Arc::clone(it)));
                }
                Some(Document::Book(it)) => {
                    books.extend(shown(&it.identity).then(|| Arc::clone(it)));
                }
                Some(Document::Member(it)) => {
                    members.extend(shown(&it.identity).then(|| Arc::clone(it)));
                }
                Some(Document::Page(it)) => {
                    pages.extend(shown(&it.identity).then(|| Arc::clone(it)));
                }
                Some(Document::Edition(it)) => editions.push(Arc::clone(it)),
            }
        }
        articles.sort_by(|one, other| {
            (other.date, &one.identity.file).cmp(&(one.date, &other.identity.file))
        });
        let by_title = |one: &crate::document::Identity, other: &crate::document::Identity| {
            collation
                .compare(&one.title, &other.title)
                .then_with(|| one.file.cmp(&other.file))
        };
        terms.sort_by(|one, other| by_title(&one.identity, &other.identity));
        books.sort_by(|one, other| by_title(&one.identity, &other.identity));
        members.sort_by(|one, other| by_title(&one.identity, &other.identity));
        authors.sort_by(|one, other| {
            let key = |author: &Author| {
                author
                    .family_name
                    .clone()
                    .unwrap_or_else(|| author.identity.title.clone())
            };
            collation
                .compare(&key(one), &key(other))
                .then_with(|| by_title(&one.identity, &other.identity))
        });
        events.sort_by(|one, other| {
            (calendar::sort_key(one), &one.identity.file)
                .cmp(&(calendar::sort_key(other), &other.identity.file))
        });
        pages.sort_by(|one, other| one.path.cmp(&other.path));
        editions
            .sort_by(|one, other| (other.published, &other.slug).cmp(&(one.published, &one.slug)));
        // Pages are told apart by their path; their names may repeat from folder to folder.
        let collections = Collections {
            articles: Collection::new(articles, diagnostics),
            terms: Collection::new(terms, diagnostics),
            authors: Collection::new(authors, diagnostics),
            events: Collection::new(events, diagnostics),
            books: Collection::new(books, diagnostics),
            members: Collection::new(members, diagnostics),
            pages: Collection::of_pages(pages),
            editions,
        };
        let comments = match_comments(all_comments, &documents.files, diagnostics);
        Self {
            model,
            former_models,
            collections,
            comments,
            assets,
            pictures,
        }
    }
}

/// The files that are copied, and what is known of those that are pictures, by their path below `content/`.
fn copied_files(
    documents: &Documents,
) -> (BTreeMap<String, SourceFile>, BTreeMap<String, Picture>) {
    let (mut assets, mut pictures) = (BTreeMap::new(), BTreeMap::new());
    for parsed in &documents.files {
        let mut file = parsed.file.clone();
        let picture = match &parsed.document {
            Some(Document::Drawing(drawing)) => {
                file.bytes = Arc::clone(&drawing.svg);
                Some(drawing.picture)
            }
            Some(Document::Picture(picture)) => Some(*picture),
            Some(Document::Asset) => None,
            _ => continue,
        };
        let Some(path) = parsed.file.path.in_content() else {
            continue;
        };
        pictures.extend(picture.map(|picture| (path.to_owned(), picture)));
        assets.insert(path.to_owned(), file);
    }
    (assets, pictures)
}

/// Comments by their article: `NAME.comments.yaml` beside `NAME.md`, or `index.comments.yaml` in its folder.
fn match_comments(
    all: Vec<Arc<Comments>>,
    files: &[Arc<crate::parse::Parsed>],
    diagnostics: &mut Vec<Diagnostic>,
) -> HashMap<SourcePath, Arc<Comments>> {
    let mut by_article = HashMap::new();
    for comments in all {
        let article = comments
            .file
            .as_str()
            .strip_suffix(".comments.yaml")
            .map(|name| comments.file.beside(format!("{name}.md")));
        if let Some(article) = article.filter(|article| {
            files
                .binary_search_by(|parsed| parsed.file.path.cmp(article))
                .is_ok()
        }) {
            by_article.insert(article, comments);
        } else {
            let name = comments.file.name();
            let article = format!("{}.md", name.trim_end_matches(".comments.yaml"));
            let problem = Problem::OrphanComments { article };
            diagnostics.push(Diagnostic::of_file(&comments.file, problem));
        }
    }
    by_article
}

impl Site {
    /// The address in the website of the path `path` of this site: `/en/about/` for `/about/` of the site in `content/en/`.
    pub fn address_in_website(&self, path: &str) -> String {
        match self.config.file.tree() {
            "" => path.to_owned(),
            tree => format!("/{tree}{path}"),
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
