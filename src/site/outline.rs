//! The outline of a site: all that follows from its documents without their texts.
//!
//! What a document is called, where it stands, what it is about and of whom is in its front matter; so are most of what link makes. An
//! editor changes the texts far more often. An [`Outline`] therefore holds positions and names, never a document, and [`Outline::is_of`]
//! tells whether it is also that of other documents: where it is, link takes it as it is.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::address::BaseUrl;
use super::calendar::{self, Occurrence};
use super::collection::{Collection, Identified, Order};
use super::glossary::{self, GlossaryMatcher};
use super::links::{DocumentId, Names, Places};
use super::pictures::{self, Versions};
use super::routes::{self, Contents, Route, RouteNames, Routes, Singleton};
use super::taxonomies::{self, Taxonomies};
use super::{admin, benchmark, former_models, references};
use crate::diagnostics::{Diagnostic, Problem, SourcePath};
use crate::document::{
    Article, Author, Book, Comments, Document, Edition, Event, Identity, Member, ModelDocument,
    Page, Picture, SiteConfig, Term,
};
use crate::inputs::{Inputs, SourceFile};
use crate::language::order::Collation;
use crate::parse::{Conventions, Documents, Parsed, same_but_for_text};

/// All that follows from the documents of a site without their texts.
#[derive(Debug)]
pub struct Outline {
    made_of: MadeOf,
    pub base: BaseUrl,
    pub time_zone: TimeZone,
    pub today: Date,
    pub model: Option<Arc<ModelDocument>>,
    pub former_models: Vec<Arc<ModelDocument>>,
    pub editions: Vec<Arc<Edition>>,
    orders: Orders,
    pub occurrences: Arc<[Occurrence]>,
    pub comments: Arc<HashMap<SourcePath, Arc<Comments>>>,
    pub assets: Arc<BTreeMap<String, SourceFile>>,
    pub pictures: Arc<BTreeMap<String, Picture>>,
    pub versions: Arc<Versions>,
    groups: Arc<Groups>,
    pub admin: Arc<BTreeMap<String, SourceFile>>,
    pub table: Arc<Table>,
    pub names: Arc<Names>,
    pub glossary: Arc<GlossaryMatcher>,
    pub collation: Arc<Collation>,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Articles by what they have in common.
#[derive(Debug)]
struct Groups {
    made_of: blake3::Hash,
    taxonomies: Arc<Taxonomies>,
    diagnostics: Vec<Diagnostic>,
}

/// Every address, and which document is there. Titles have no part in it, nor the words of the model.
#[derive(Debug)]
pub struct Table {
    made_of: blake3::Hash,
    pub routes: Arc<Routes>,
    pub places: Places,
    /// The positions of the pages that introduce a generated page.
    introductions: BTreeMap<Singleton, usize>,
    /// The documents that have a text, kind by kind, each with the place of its file.
    pub texts: Vec<(DocumentId, usize)>,
    /// The number of each among them.
    text_numbers: HashMap<DocumentId, usize>,
    diagnostics: Vec<Diagnostic>,
}

/// What an outline was made of, to tell whether others would make the same.
#[derive(Debug)]
struct MadeOf {
    config: Arc<SiteConfig>,
    conventions: Conventions,
    files: Vec<Arc<Parsed>>,
    admin: Vec<SourceFile>,
    today: Date,
    base_url: Option<String>,
    drafts: bool,
    future: bool,
}

/// The published documents by kind, each kind in its order.
#[derive(Debug)]
pub struct Collections {
    pub articles: Collection<Article>,
    pub terms: Collection<Term>,
    pub authors: Collection<Author>,
    pub events: Collection<Event>,
    pub books: Collection<Book>,
    pub members: Collection<Member>,
    pub pages: Collection<Page>,
}

#[derive(Debug)]
struct Orders {
    articles: Order,
    terms: Order,
    authors: Order,
    events: Order,
    books: Order,
    members: Order,
    pages: Order,
}

impl Outline {
    /// The outline of `documents`, whose configuration is `config`, and which are `sorted`, those of `collections` apart. Parts of the same
    /// ingredients as in `former` are taken from there.
    pub fn new(
        documents: &Documents,
        config: &Arc<SiteConfig>,
        inputs: &Inputs,
        (sorted, collections): (Sorted, &Collections),
        former: Option<&Self>,
    ) -> Self {
        let model = sorted.model.clone();
        let is_model_faulty = model.is_none() && has_file(documents, "model.yaml");
        let mut unknown = Vec::new();
        // Neither needs the other.
        let (mut outline, ()) = rayon::join(
            || Self::unchecked(documents, config, inputs, (sorted, collections), former),
            || {
                let model = model.as_deref();
                references::check(config, model, is_model_faulty, collections, &mut unknown);
            },
        );
        outline.diagnostics.append(&mut unknown);
        outline
    }

    /// The same; whether the names in the documents are known is still to be checked.
    fn unchecked(
        documents: &Documents,
        config: &Arc<SiteConfig>,
        inputs: &Inputs,
        (sorted, collections): (Sorted, &Collections),
        former: Option<&Self>,
    ) -> Self {
        let former = former.filter(|former| Arc::ptr_eq(&former.made_of.config, config));
        let base = base_url(config, documents, inputs);
        let Sorted {
            time_zone,
            today,
            collation,
            model,
            former_models,
            editions,
            comments,
            assets,
            pictures,
            mut diagnostics,
        } = sorted;
        former_models::check(model.as_deref(), &former_models, &mut diagnostics);
        let known = former.map(|former| &former.groups);
        let groups = Groups::of(config, &collections.articles, known);
        benchmark::check(&editions, model.as_deref(), &mut diagnostics);
        diagnostics.extend_from_slice(&groups.diagnostics);
        let occurrences = calendar::occurrences(
            &collections.events,
            &collections.authors,
            &time_zone,
            &config.time_zone.value,
            today,
            &mut diagnostics,
        );
        let admin = admin::files(config, &inputs.admin, &mut diagnostics);
        let contents = Contents {
            config,
            base: &base,
            articles: &collections.articles,
            terms: &collections.terms,
            authors: &collections.authors,
            events: &collections.events,
            occurrences: &occurrences,
            books: &collections.books,
            members: &collections.members,
            pages: &collections.pages,
            editions: &editions,
            model: model.as_deref(),
            former_models: &former_models,
            taxonomies: &groups.taxonomies,
            assets: &assets,
            admin: &admin,
        };
        let versions = pictures::versions(&contents, &pictures, &mut diagnostics);
        let known = former.filter(|former| {
            former.base == base && Arc::ptr_eq(&former.groups.taxonomies, &groups.taxonomies)
        });
        let known = known.map(|former| &former.table);
        let table = Table::of(&contents, collections, &versions, &documents.files, known);
        diagnostics.extend_from_slice(&table.diagnostics);
        let routes = &table.routes;
        let introductions = table.introductions(&collections.pages);
        let names = Names::new(&contents, routes, &introductions);
        references::check_navigation(config, routes, &mut diagnostics);
        glossary::check_forms(&collections.terms, &mut diagnostics);
        let glossary = GlossaryMatcher::new(&collections.terms, config.features.glossary_links);
        Self {
            made_of: MadeOf::new(documents, config, inputs, today),
            base,
            time_zone,
            today,
            model,
            former_models,
            editions,
            orders: Orders::of(collections),
            occurrences: occurrences.into(),
            comments: Arc::new(comments),
            assets: Arc::new(assets),
            pictures: Arc::new(pictures),
            versions: Arc::new(versions),
            groups,
            admin: Arc::new(admin),
            table,
            names: Arc::new(names),
            glossary: Arc::new(glossary),
            collation: Arc::new(collation),
            diagnostics,
        }
    }

    /// Whether it is the outline of `documents` too: they have the same configuration, and no file that differs but in its text.
    pub fn is_of(&self, documents: &Documents, config: &Arc<SiteConfig>, inputs: &Inputs) -> bool {
        let known = &self.made_of;
        Arc::ptr_eq(&known.config, config)
            && known.conventions == documents.conventions
            && known.today == inputs.today.in_zone(&self.time_zone)
            && known.base_url == inputs.base_url
            && known.drafts == inputs.drafts
            && known.future == inputs.future
            && has_same_admin(&known.admin, &inputs.admin)
            && known.files.len() == documents.files.len()
            && known
                .files
                .iter()
                .zip(&documents.files)
                .all(|(one, other)| Arc::ptr_eq(one, other) || has_same_outline(one, other))
    }

    /// The documents of `files`, which are those that it is the outline of.
    pub fn collections(&self, files: &[Arc<Parsed>]) -> Collections {
        let orders = &self.orders;
        Collections {
            articles: Collection::in_order(&orders.articles, files),
            terms: Collection::in_order(&orders.terms, files),
            authors: Collection::in_order(&orders.authors, files),
            events: Collection::in_order(&orders.events, files),
            books: Collection::in_order(&orders.books, files),
            members: Collection::in_order(&orders.members, files),
            pages: Collection::in_order(&orders.pages, files),
        }
    }

    /// Categories, tags, series.
    pub fn taxonomies(&self) -> &Arc<Taxonomies> {
        &self.groups.taxonomies
    }
}

impl MadeOf {
    fn new(documents: &Documents, config: &Arc<SiteConfig>, inputs: &Inputs, today: Date) -> Self {
        Self {
            config: Arc::clone(config),
            conventions: documents.conventions,
            files: documents.files.clone(),
            admin: inputs.admin.clone(),
            today,
            base_url: inputs.base_url.clone(),
            drafts: inputs.drafts,
            future: inputs.future,
        }
    }
}

impl Groups {
    /// Those of `articles`; `former` where that is made of the same. Both are of the same configuration.
    fn of(
        config: &SiteConfig,
        articles: &Collection<Article>,
        former: Option<&Arc<Self>>,
    ) -> Arc<Self> {
        let made_of = taxonomies::ingredients(articles);
        if let Some(former) = former.filter(|former| former.made_of == made_of) {
            return Arc::clone(former);
        }
        let mut diagnostics = Vec::new();
        let taxonomies = Taxonomies::new(config, articles, &mut diagnostics);
        Arc::new(Self {
            made_of,
            taxonomies: Arc::new(taxonomies),
            diagnostics,
        })
    }
}

impl Table {
    /// That of `contents`; `former` where that is made of the same. Both are of the same configuration, base and taxonomies.
    fn of(
        contents: &Contents<'_>,
        collections: &Collections,
        versions: &Versions,
        files: &[Arc<Parsed>],
        former: Option<&Arc<Self>>,
    ) -> Arc<Self> {
        let mut made_of = routes::ingredients(contents, versions);
        // Of the texts, the places among them all.
        for parsed in files {
            made_of.add(parsed.file.path.as_str());
        }
        let made_of = made_of.all();
        if let Some(former) = former.filter(|former| former.made_of == made_of) {
            return Arc::clone(former);
        }
        let mut diagnostics = Vec::new();
        let names = RouteNames::new(contents.config);
        let (routes, introductions) = Routes::new(names, contents, versions, &mut diagnostics);
        let places = Places::new(contents, &routes, &introductions);
        let position = |page: &Arc<Page>| {
            let mut pages = contents.pages.iter();
            pages.position(|other| Arc::ptr_eq(other, page))
        };
        let introductions = introductions
            .iter()
            .filter_map(|(singleton, page)| Some((*singleton, position(page)?)))
            .collect();
        let texts = texts(collections, &introductions, &routes);
        Arc::new(Self {
            made_of,
            routes: Arc::new(routes),
            places,
            introductions,
            text_numbers: (texts.iter().enumerate())
                .map(|(number, (document, _))| (*document, number))
                .collect(),
            texts,
            diagnostics,
        })
    }

    /// The number of a document among the texts.
    pub fn text_of(&self, document: DocumentId) -> Option<usize> {
        self.text_numbers.get(&document).copied()
    }

    /// Those of `pages` that introduce a generated page.
    pub fn introductions(&self, pages: &Collection<Page>) -> BTreeMap<Singleton, Arc<Page>> {
        self.introductions
            .iter()
            .map(|(singleton, position)| (*singleton, Arc::clone(&pages[*position])))
            .collect()
    }
}

/// The documents that have a text, in the order in which they are told as linking to another.
fn texts(
    collections: &Collections,
    introductions: &BTreeMap<Singleton, usize>,
    routes: &Routes,
) -> Vec<(DocumentId, usize)> {
    fn placed<T: Identified>(
        collection: &Collection<T>,
        id: fn(usize) -> DocumentId,
    ) -> impl Iterator<Item = (DocumentId, usize)> {
        let places = collection.order().places().iter().enumerate();
        places.map(move |(position, place)| (id(position), *place))
    }
    let pages = &collections.pages;
    let page_places = pages.order().places();
    placed(&collections.articles, DocumentId::Article)
        .chain(placed(&collections.terms, DocumentId::Term))
        .chain(placed(&collections.events, DocumentId::Event))
        .chain(placed(&collections.authors, DocumentId::Author))
        .chain(placed(&collections.books, DocumentId::Book))
        .chain(placed(&collections.members, DocumentId::Member))
        .chain(introductions.iter().map(|(singleton, position)| {
            let id = DocumentId::Introduction(*singleton);
            (id, page_places[*position])
        }))
        .chain(placed(pages, DocumentId::Page).filter(|(id, _)| {
            let DocumentId::Page(position) = id else {
                return false;
            };
            routes.get(&pages[*position].path) == Some(&Route::Page(*position))
        }))
        .collect()
}

fn has_same_admin(one: &[SourceFile], other: &[SourceFile]) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len()
        && pairs.all(|(one, other)| one.path == other.path && one.has_bytes_of(other))
}

/// Whether two files say the same of their site's outline: of the texts, only which pictures they show counts, for these have versions with
/// addresses of their own.
fn has_same_outline(one: &Parsed, other: &Parsed) -> bool {
    same_but_for_text(one, other) && shown(one) == shown(other)
}

fn shown(parsed: &Parsed) -> Option<Vec<&str>> {
    let (_, body) = parsed.document.as_ref()?.written()?;
    Some(pictures::shown_in(body).collect())
}

impl Orders {
    fn of(collections: &Collections) -> Self {
        Self {
            articles: collections.articles.order().clone(),
            terms: collections.terms.order().clone(),
            authors: collections.authors.order().clone(),
            events: collections.events.order().clone(),
            books: collections.books.order().clone(),
            members: collections.members.order().clone(),
            pages: collections.pages.order().clone(),
        }
    }
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

/// What else than [`Collections`] comes of sorting the documents of a site by kind.
pub struct Sorted {
    time_zone: TimeZone,
    today: Date,
    collation: Collation,
    model: Option<Arc<ModelDocument>>,
    former_models: Vec<Arc<ModelDocument>>,
    editions: Vec<Arc<Edition>>,
    comments: HashMap<SourcePath, Arc<Comments>>,
    assets: BTreeMap<String, SourceFile>,
    pictures: BTreeMap<String, Picture>,
    diagnostics: Vec<Diagnostic>,
}

impl Sorted {
    /// Sorts `documents`, whose configuration is `config`.
    pub fn new(documents: &Documents, config: &SiteConfig, inputs: &Inputs) -> (Self, Collections) {
        let time_zone = TimeZone::get(&config.time_zone.value).unwrap_or(TimeZone::UTC);
        let today = inputs.today.in_zone(&time_zone);
        let collation = Collation::new(config.language);
        let mut diagnostics = Vec::new();
        let (assets, pictures) = copied_files(documents);
        let OfKinds {
            model,
            former_models,
            mut articles,
            mut terms,
            mut authors,
            mut events,
            mut books,
            mut members,
            mut pages,
            mut editions,
            comments,
        } = OfKinds::shown(documents, inputs, today);
        articles.sort_by(|(_, one), (_, other)| {
            (other.date, &one.identity.file).cmp(&(one.date, &other.identity.file))
        });
        let by_title = |one: &Identity, other: &Identity| {
            collation
                .compare(&one.title, &other.title)
                .then_with(|| one.file.cmp(&other.file))
        };
        terms.sort_by(|(_, one), (_, other)| by_title(&one.identity, &other.identity));
        books.sort_by(|(_, one), (_, other)| by_title(&one.identity, &other.identity));
        members.sort_by(|(_, one), (_, other)| by_title(&one.identity, &other.identity));
        authors.sort_by(|(_, one), (_, other)| {
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
        events.sort_by(|(_, one), (_, other)| {
            (calendar::sort_key(one), &one.identity.file)
                .cmp(&(calendar::sort_key(other), &other.identity.file))
        });
        pages.sort_by(|(_, one), (_, other)| one.path.cmp(&other.path));
        editions
            .sort_by(|one, other| (other.published, &other.slug).cmp(&(one.published, &one.slug)));
        // Pages are told apart by their path; their names may repeat from folder to folder.
        let collections = Collections {
            articles: Collection::new(articles, &mut diagnostics),
            terms: Collection::new(terms, &mut diagnostics),
            authors: Collection::new(authors, &mut diagnostics),
            events: Collection::new(events, &mut diagnostics),
            books: Collection::new(books, &mut diagnostics),
            members: Collection::new(members, &mut diagnostics),
            pages: Collection::of_pages(pages),
        };
        let comments = match_comments(comments, &documents.files, &mut diagnostics);
        let sorted = Self {
            time_zone,
            today,
            collation,
            model,
            former_models,
            editions,
            comments,
            assets,
            pictures,
            diagnostics,
        };
        (sorted, collections)
    }
}

/// The documents of a site by kind, those of a file that becomes a page with the place of the file.
#[derive(Default)]
struct OfKinds {
    model: Option<Arc<ModelDocument>>,
    former_models: Vec<Arc<ModelDocument>>,
    articles: Vec<(usize, Arc<Article>)>,
    terms: Vec<(usize, Arc<Term>)>,
    authors: Vec<(usize, Arc<Author>)>,
    events: Vec<(usize, Arc<Event>)>,
    books: Vec<(usize, Arc<Book>)>,
    members: Vec<(usize, Arc<Member>)>,
    pages: Vec<(usize, Arc<Page>)>,
    editions: Vec<Arc<Edition>>,
    comments: Vec<Arc<Comments>>,
}

impl OfKinds {
    /// Those that are shown `today`.
    fn shown(documents: &Documents, inputs: &Inputs, today: Date) -> Self {
        let is_shown = |identity: &Identity| {
            (inputs.drafts || !identity.draft)
                && (inputs.future || identity.date.is_none_or(|date| date <= today))
        };
        let mut all = Self::default();
        for (place, parsed) in documents.files.iter().enumerate() {
            match &parsed.document {
                None
                | Some(
                    Document::SiteConfig(_)
                    | Document::Drawing(_)
                    | Document::Picture(_)
                    | Document::Asset,
                ) => {}
                Some(Document::Model(it)) => all.model = Some(Arc::clone(it)),
                Some(Document::FormerModel(it)) => all.former_models.push(Arc::clone(it)),
                Some(Document::Article(it)) => {
                    if it.expires.is_none_or(|expires| today < expires) {
                        all.articles.extend(placed(place, it, &is_shown));
                    }
                }
                Some(Document::Comments(it)) => all.comments.push(Arc::clone(it)),
                Some(Document::Term(it)) => all.terms.extend(placed(place, it, &is_shown)),
                Some(Document::Author(it)) => all.authors.extend(placed(place, it, &is_shown)),
                Some(Document::Event(it)) => all.events.extend(placed(place, it, &is_shown)),
                Some(Document::Book(it)) => all.books.extend(placed(place, it, &is_shown)),
                Some(Document::Member(it)) => all.members.extend(placed(place, it, &is_shown)),
                Some(Document::Page(it)) => all.pages.extend(placed(place, it, &is_shown)),
                Some(Document::Edition(it)) => all.editions.push(Arc::clone(it)),
            }
        }
        all
    }
}

/// `it`, whose file is at `place`, where it is shown.
fn placed<T: Identified>(
    place: usize,
    it: &Arc<T>,
    is_shown: &impl Fn(&Identity) -> bool,
) -> Option<(usize, Arc<T>)> {
    is_shown(it.identity()).then(|| (place, Arc::clone(it)))
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
    files: &[Arc<Parsed>],
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
