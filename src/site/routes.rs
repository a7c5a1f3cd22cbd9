//! Every address of the site, and what stands there.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::address::BaseUrl;
use super::calendar::Occurrence;
use super::collection::{Collection, Identified};
use super::ingredients::Ingredients;
use super::pictures::Versions;
use super::taxonomies::Taxonomies;
use crate::diagnostics::{Diagnostic, Problem, SourcePath, Span};
use crate::document::{
    Article, Author, Book, Edition, Event, Member, ModelDocument, Page, SiteConfig, Slug, Term,
};
use crate::inputs::SourceFile;
use crate::language::Language;

/// A generated folder, which `routes` in `site.yaml` can rename.
#[derive(Debug)]
pub struct Folder {
    /// Its fixed name.
    pub name: &'static str,
    /// Its path in a French site.
    french: &'static str,
    /// Its path in an English site.
    english: &'static str,
}

const fn folder(name: &'static str, french: &'static str, english: &'static str) -> Folder {
    Folder {
        name,
        french,
        english,
    }
}

/// The generated folders.
pub const FOLDERS: [Folder; 22] = [
    folder("articles", "articles", "articles"),
    folder("categories", "categories", "categories"),
    folder("tags", "themes", "topics"),
    folder("series", "series", "series"),
    folder("authors", "auteurs", "authors"),
    folder("archives", "archives", "archives"),
    folder("glossary", "glossaire", "glossary"),
    folder("model", "le-modele", "the-model"),
    folder("levers", "le-modele/leviers", "the-model/levers"),
    folder("selftest", "le-modele/testez-vous", "the-model/self-test"),
    folder("compare", "le-modele/comparer", "the-model/compare"),
    folder("benchmark", "benchmark", "benchmark"),
    folder("contribute", "benchmark/contribuer", "benchmark/contribute"),
    folder("events", "evenements", "events"),
    folder("books", "livres", "books"),
    folder("members", "membres", "members"),
    folder("search", "recherche", "search"),
    folder("sitemap", "plan-du-site", "site-map"),
    folder("accessibility", "accessibilite", "accessibility"),
    folder("offline", "hors-ligne", "offline"),
    folder("pagination", "page", "page"),
    folder("calendar", "calendrier", "calendar"),
];

/// The path of each generated folder of a site.
#[derive(Debug)]
pub struct RouteNames(BTreeMap<&'static str, String>);

impl RouteNames {
    /// Those of `config`'s language, renamed as it says.
    pub fn new(config: &SiteConfig) -> Self {
        let mut names = Self::of_language(config.language);
        for (name, path) in &config.routes {
            names.0.insert(name, path.clone());
        }
        names
    }

    /// Those of a language, where nothing was renamed.
    pub fn of_language(language: Language) -> Self {
        let path = |folder: &Folder| match language {
            Language::French => folder.french,
            Language::English => folder.english,
        };
        Self(
            FOLDERS
                .iter()
                .map(|folder| (folder.name, path(folder).to_owned()))
                .collect(),
        )
    }

    /// The path of the folder `name`, without slashes around it.
    pub fn folder(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The path of a page in the folder `name`.
    pub fn page(&self, name: &str, slug: &str) -> String {
        ["/", self.folder(name), "/", slug, "/"].concat()
    }

    /// The path of the folder `name` itself.
    pub fn index(&self, name: &str) -> String {
        format!("/{}/", self.folder(name))
    }
}

/// A page that a site has once, and that a Markdown page at its path introduces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Singleton {
    Home,
    Articles,
    Archives,
    Glossary,
    Model,
    Selftest,
    Compare,
    Benchmark,
    Contribute,
    Events,
    Books,
    Members,
    Search,
    SitePlan,
    Accessibility,
    /// What a visitor without a network is shown in place of a page that the device has not kept.
    Offline,
}

impl Singleton {
    /// Each with the name of its folder, and the folder of `content/` whose `index.md` introduces it.
    const ALL: [(Self, &'static str, Option<&'static str>); 15] = [
        (Self::Articles, "articles", Some("/articles/")),
        (Self::Archives, "archives", None),
        (Self::Glossary, "glossary", Some("/glossary/")),
        (Self::Model, "model", None),
        (Self::Selftest, "selftest", None),
        (Self::Compare, "compare", None),
        (Self::Benchmark, "benchmark", Some("/benchmark/")),
        (Self::Contribute, "contribute", None),
        (Self::Events, "events", Some("/events/")),
        (Self::Books, "books", Some("/books/")),
        (Self::Members, "members", Some("/members/")),
        (Self::Search, "search", None),
        (Self::SitePlan, "sitemap", None),
        (Self::Accessibility, "accessibility", None),
        (Self::Offline, "offline", None),
    ];

    /// Whether it has a content of its own, for engines to list and for the site's search to find.
    pub fn is_content(self) -> bool {
        !matches!(self, Self::Search | Self::Offline)
    }

    /// Its path.
    pub fn path(self, names: &RouteNames) -> String {
        match Self::ALL
            .iter()
            .find(|(singleton, _, _)| *singleton == self)
        {
            Some((_, folder, _)) => names.index(folder),
            None => "/".to_owned(),
        }
    }
}

/// What stands at an address. Positions are those of the site's collections.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    Singleton(Singleton),
    /// A page of the list of articles, from 2.
    ArticlesPage(usize),
    Article(usize),
    /// The Markdown of an article, for programs.
    ArticleMarkdown(usize),
    /// A category and a page of its list, from 1.
    Category(usize, usize),
    /// A tag's slug and a page of its list, from 1.
    Tag(String, usize),
    Series(String),
    Author(usize),
    Term(usize),
    Lever(usize),
    Dimension(usize),
    Page(usize),
    Edition(usize),
    EditionCsv(usize),
    EditionJson(usize),
    /// The earlier versions of the model, for results of theirs.
    FormerModels,
    Event(usize),
    EventCalendar(usize),
    /// The sessions of an event.
    ProgrammeCalendar(usize),
    /// A session of an event, by its place in the programme.
    SessionCalendar(usize, usize),
    Calendar,
    Book(usize),
    NotFound,
    Feed(FeedScope),
    JsonFeed,
    SitemapXml,
    Robots,
    LlmsTxt,
    /// How a browser searches the site.
    OpenSearch,
    Manifest,
    /// The script that keeps pages for visitors without a network.
    ServiceWorker,
    /// The page that edits the site.
    Admin,
    /// What it may edit, and where it writes.
    AdminConfig,
    /// A file of its program, by its path below the folder.
    AdminFile(String),
    NoJekyll,
    Cname,
    /// A file that is copied as it is, by its path below `content/`.
    Asset(String),
    /// A smaller version of a picture: the path of its source below `content/`, and its width.
    PictureVersion(String, u32),
    /// An old address, and the path that it leads to.
    Redirect(String),
}

/// The articles of a feed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedScope {
    Site,
    Category(usize),
    Tag(String),
    Author(usize),
    Dimension(usize),
}

/// What routes are made from.
#[derive(Debug, Clone, Copy)]
pub struct Contents<'a> {
    pub config: &'a SiteConfig,
    pub base: &'a BaseUrl,
    pub articles: &'a Collection<Article>,
    pub terms: &'a Collection<Term>,
    pub authors: &'a Collection<Author>,
    pub events: &'a Collection<Event>,
    pub occurrences: &'a [Occurrence],
    pub books: &'a Collection<Book>,
    pub members: &'a Collection<Member>,
    pub pages: &'a Collection<Page>,
    pub editions: &'a [Arc<Edition>],
    pub model: Option<&'a ModelDocument>,
    pub former_models: &'a [Arc<ModelDocument>],
    pub taxonomies: &'a Taxonomies,
    pub assets: &'a BTreeMap<String, SourceFile>,
    pub admin: &'a BTreeMap<String, SourceFile>,
}

/// The table of addresses.
#[derive(Debug)]
pub struct Routes {
    names: RouteNames,
    /// By path, with a leading slash.
    by_path: HashMap<String, Route>,
    pages: Vec<String>,
}

/// Where a route was asked for: the file to blame for a collision.
type Origin = Option<(SourcePath, Option<Span>)>;

struct Builder<'a> {
    by_path: HashMap<String, (Route, Origin)>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Builder<'_> {
    fn add(&mut self, path: String, route: Route, origin: Origin) {
        if let Some((there, first)) = self.by_path.get(&path) {
            // Two documents of a kind with one name were reported with their collection.
            let same_name = matches!(
                route,
                Route::Article(_)
                    | Route::ArticleMarkdown(_)
                    | Route::Author(_)
                    | Route::Feed(FeedScope::Author(_))
                    | Route::Term(_)
                    | Route::Book(_)
                    | Route::Event(_)
                    | Route::EventCalendar(_)
                    | Route::ProgrammeCalendar(_)
                    | Route::SessionCalendar(..)
            ) && std::mem::discriminant(there) == std::mem::discriminant(&route);
            if same_name {
                return;
            }
            let named = |origin: &Origin| {
                origin
                    .as_ref()
                    .map_or_else(|| format!("Parvis ({path})"), |(file, _)| file.to_string())
            };
            // The later file is at fault, but an alias before a page; a page that Parvis makes itself never is.
            let (kept, faulty) = match (first, &origin) {
                (Some((one, place)), Some((other, alias)))
                    if one > other && place.is_some() == alias.is_some() =>
                {
                    (&origin, first)
                }
                (_, Some(_)) => (first, &origin),
                (_, None) => (&origin, first),
            };
            let problem = Problem::DuplicateUrl {
                url: path.clone(),
                other: named(kept),
            };
            self.diagnostics.push(match faulty {
                Some((file, Some(span))) => Diagnostic::at(file, *span, problem),
                Some((file, None)) => Diagnostic::of_file(file, problem),
                None => Diagnostic::of_site(problem),
            });
            return;
        }
        self.by_path.insert(path, (route, origin));
    }
}

impl Routes {
    /// The addresses of `contents`, and the pages that turned out to introduce a generated page. Two documents at one address are
    /// reported.
    pub fn new(
        names: RouteNames,
        contents: &Contents<'_>,
        versions: &Versions,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Self, BTreeMap<Singleton, Arc<Page>>) {
        let mut builder = Builder {
            by_path: HashMap::with_capacity(contents.articles.len() * 2 + 256),
            diagnostics,
        };
        let introductions = add_singletons(&mut builder, &names, contents);
        add_articles(&mut builder, &names, contents);
        add_documents(&mut builder, &names, contents);
        add_machine_files(&mut builder, &names, contents);
        add_admin(&mut builder, contents);
        for path in contents.assets.keys() {
            // A picture beside `articles/NAME/index.md` keeps that path, whatever the articles' folder is called.
            let origin = contents
                .assets
                .get(path)
                .map(|file| (file.path.clone(), None));
            builder.add(format!("/{path}"), Route::Asset(path.clone()), origin);
        }
        for (source, versions) in versions {
            let origin = contents
                .assets
                .get(source)
                .map(|file| (file.path.clone(), None));
            for version in versions {
                let route = Route::PictureVersion(source.clone(), version.width);
                // The same file at another path has the same versions.
                if !builder.by_path.contains_key(&version.path) {
                    builder.add(version.path.clone(), route, origin.clone());
                }
            }
        }
        add_aliases(&mut builder, &names, contents);
        let mut pages: Vec<String> = builder
            .by_path
            .iter()
            .filter(|(path, (route, _))| {
                path.ends_with('/') && !matches!(route, Route::Redirect(_) | Route::Admin)
            })
            .map(|(path, _)| path.clone())
            .collect();
        pages.sort_unstable();
        let by_path = builder
            .by_path
            .into_iter()
            .map(|(path, (route, _))| (path, route))
            .collect();
        (
            Self {
                names,
                by_path,
                pages,
            },
            introductions,
        )
    }

    /// The names of the generated folders.
    pub fn names(&self) -> &RouteNames {
        &self.names
    }

    /// What stands at `path`.
    pub fn get(&self, path: &str) -> Option<&Route> {
        self.by_path.get(path)
    }

    /// Every address and what stands there, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Route)> {
        self.by_path
            .iter()
            .map(|(path, route)| (path.as_str(), route))
    }

    /// The addresses of pages for people, in order.
    pub fn pages(&self) -> &[String] {
        &self.pages
    }

    /// Whether `path` is an address of the site, with or without its final slash.
    pub fn resolve(&self, path: &str) -> Option<String> {
        if self.by_path.contains_key(path) {
            return Some(path.to_owned());
        }
        let with_slash = format!("{path}/");
        self.by_path.contains_key(&with_slash).then_some(with_slash)
    }
}

/// What of `contents` and `versions` routes are made of. The configuration, the base and the taxonomies come to that.
pub fn ingredients(contents: &Contents<'_>, versions: &Versions) -> Ingredients {
    fn kind<T: Identified>(all: &mut Ingredients, collection: &Collection<T>) {
        all.add(collection.len());
        for it in collection {
            let identity = it.identity();
            all.add((identity.file.as_str(), identity.file.tree(), &identity.slug));
            all.add(identity.aliases.len());
            for alias in &identity.aliases {
                all.add((&alias.value, alias.span));
            }
        }
    }
    let mut all = Ingredients::default();
    kind(&mut all, contents.articles);
    kind(&mut all, contents.terms);
    kind(&mut all, contents.authors);
    kind(&mut all, contents.events);
    kind(&mut all, contents.books);
    kind(&mut all, contents.members);
    kind(&mut all, contents.pages);
    for page in contents.pages {
        all.add(&page.path);
    }
    for (event, occurrence) in contents.events.iter().zip(contents.occurrences) {
        all.add((occurrence.is_dated(), event.programme.len()));
        for session in &event.programme {
            all.add((&session.id, session.is_pause()));
        }
    }
    all.add(contents.editions.len());
    for edition in contents.editions {
        all.add((edition.file.as_str(), &edition.slug));
    }
    all.add((contents.model.is_some(), contents.former_models.is_empty()));
    if let Some(model) = contents.model {
        all.add((model.levers.len(), model.dimensions.len()));
        let levers = model.levers.iter().map(|lever| &lever.id);
        let dimensions = model.dimensions.iter().map(|dimension| &dimension.id);
        levers.chain(dimensions).for_each(|id| all.add(id));
    }
    all.add(contents.assets.len());
    contents.assets.keys().for_each(|path| all.add(path));
    all.add(contents.admin.len());
    contents.admin.keys().for_each(|path| all.add(path));
    for (source, versions) in versions {
        all.add((source, versions.len()));
        for version in versions {
            all.add((&version.path, version.width));
        }
    }
    all
}

/// Number of pages of a list of `count` articles.
pub fn page_count(count: usize, page_size: usize) -> usize {
    count.div_ceil(page_size).max(1)
}

/// The path of a page of a list, from 1.
pub fn list_page(names: &RouteNames, index: &str, page: usize) -> String {
    if page <= 1 {
        index.to_owned()
    } else {
        format!("{index}{}/{page}/", names.folder("pagination"))
    }
}

fn add_singletons(
    builder: &mut Builder<'_>,
    names: &RouteNames,
    contents: &Contents<'_>,
) -> BTreeMap<Singleton, Arc<Page>> {
    let mut introductions = BTreeMap::new();
    let mut add =
        |builder: &mut Builder<'_>, singleton: Singleton, path: String, section: Option<&str>| {
            let introduction = contents.pages.iter().find(|page| {
                page.path == path || section.is_some_and(|section| page.path == section)
            });
            let origin = introduction.map(|page| (page.identity.file.clone(), None));
            introductions.extend(introduction.map(|page| (singleton, Arc::clone(page))));
            builder.add(path, Route::Singleton(singleton), origin);
        };
    add(builder, Singleton::Home, "/".to_owned(), None);
    for (singleton, folder, section) in Singleton::ALL {
        let there = match singleton {
            Singleton::Model | Singleton::Selftest | Singleton::Compare => contents.model.is_some(),
            Singleton::Search => contents.config.features.search,
            Singleton::Offline => contents.config.features.offline,
            Singleton::Contribute => {
                contents.model.is_some() && contents.config.collecting.is_some()
            }
            _ => true,
        };
        if there {
            add(builder, singleton, names.index(folder), section);
        }
    }
    introductions
}

fn add_articles(builder: &mut Builder<'_>, names: &RouteNames, contents: &Contents<'_>) {
    let size = contents.config.page_size;
    let articles = names.index("articles");
    for page in 2..=page_count(contents.articles.len(), size) {
        builder.add(
            list_page(names, &articles, page),
            Route::ArticlesPage(page),
            None,
        );
    }
    for (position, article) in contents.articles.iter().enumerate() {
        let path = names.page("articles", article.identity.slug.as_str());
        if contents.config.features.markdown_copies {
            builder.add(
                markdown_copy(&path),
                Route::ArticleMarkdown(position),
                origin(&**article),
            );
        }
        builder.add(path, Route::Article(position), origin(&**article));
    }
    for (position, category) in contents.config.categories.iter().enumerate() {
        let index = names.page("categories", category.slug.as_str());
        for page in 1..=page_count(contents.taxonomies.categories[position].len(), size) {
            builder.add(
                list_page(names, &index, page),
                Route::Category(position, page),
                None,
            );
        }
        builder.add(
            format!("{index}atom.xml"),
            Route::Feed(FeedScope::Category(position)),
            None,
        );
    }
    for (slug, group) in &contents.taxonomies.tags {
        let index = names.page("tags", slug);
        for page in 1..=page_count(group.articles.len(), size) {
            builder.add(
                list_page(names, &index, page),
                Route::Tag(slug.clone(), page),
                None,
            );
        }
        builder.add(
            format!("{index}atom.xml"),
            Route::Feed(FeedScope::Tag(slug.clone())),
            None,
        );
    }
    for slug in contents.taxonomies.series.keys() {
        builder.add(
            names.page("series", slug),
            Route::Series(slug.clone()),
            None,
        );
    }
}

fn add_documents(builder: &mut Builder<'_>, names: &RouteNames, contents: &Contents<'_>) {
    for (position, author) in contents.authors.iter().enumerate() {
        let path = names.page("authors", author.identity.slug.as_str());
        builder.add(
            format!("{path}atom.xml"),
            Route::Feed(FeedScope::Author(position)),
            origin(&**author),
        );
        builder.add(path, Route::Author(position), origin(&**author));
    }
    for (position, term) in contents.terms.iter().enumerate() {
        builder.add(
            names.page("glossary", term.identity.slug.as_str()),
            Route::Term(position),
            origin(&**term),
        );
    }
    for (position, book) in contents.books.iter().enumerate() {
        builder.add(
            names.page("books", book.identity.slug.as_str()),
            Route::Book(position),
            origin(&**book),
        );
    }
    for (position, event) in contents.events.iter().enumerate() {
        let path = names.page("events", event.identity.slug.as_str());
        if contents
            .occurrences
            .get(position)
            .is_some_and(super::calendar::Occurrence::is_dated)
        {
            builder.add(
                format!("{path}{}", event_file(contents.config.language)),
                Route::EventCalendar(position),
                origin(&**event),
            );
            add_programme(builder, &path, position, event);
        }
        builder.add(path, Route::Event(position), origin(&**event));
    }
    for (position, edition) in contents.editions.iter().enumerate() {
        let path = names.page("benchmark", edition.slug.as_str());
        let origin = || Some((edition.file.clone(), None));
        let (csv, json) = edition_files(contents.config.language);
        builder.add(
            format!("{path}{csv}"),
            Route::EditionCsv(position),
            origin(),
        );
        builder.add(
            format!("{path}{json}"),
            Route::EditionJson(position),
            origin(),
        );
        builder.add(path, Route::Edition(position), origin());
    }
    if let Some(model) = contents.model {
        if !contents.former_models.is_empty() {
            let path = former_models_file(names, contents.config.language);
            builder.add(path, Route::FormerModels, None);
        }
        for (position, lever) in model.levers.iter().enumerate() {
            builder.add(
                names.page("levers", &lever.id),
                Route::Lever(position),
                None,
            );
        }
        for (position, dimension) in model.dimensions.iter().enumerate() {
            let path = names.page("model", &dimension.id);
            builder.add(
                format!("{path}atom.xml"),
                Route::Feed(FeedScope::Dimension(position)),
                None,
            );
            builder.add(path, Route::Dimension(position), None);
        }
    }
    for (position, page) in contents.pages.iter().enumerate() {
        let introduces = |(singleton, folder, section): &(Singleton, &str, Option<&str>)| {
            let there = builder
                .by_path
                .get(&names.index(folder))
                .is_some_and(|(route, _)| *route == Route::Singleton(*singleton));
            there && (page.path == names.index(folder) || *section == Some(page.path.as_str()))
        };
        if page.path != "/" && !Singleton::ALL.iter().any(introduces) {
            builder.add(page.path.clone(), Route::Page(position), origin(&**page));
        }
    }
}

/// The path of the Markdown of the article at `path`.
pub fn markdown_copy(path: &str) -> String {
    format!("{path}index.md")
}

/// The calendar files of a programme: the whole of it, and each session but the pauses.
fn add_programme(builder: &mut Builder<'_>, path: &str, position: usize, event: &Event) {
    if event.programme.is_empty() {
        return;
    }
    builder.add(
        format!("{path}{PROGRAMME_FILE}"),
        Route::ProgrammeCalendar(position),
        origin(event),
    );
    for (number, session) in event.programme.iter().enumerate() {
        if !session.is_pause() {
            builder.add(
                format!("{path}{}", session_file(&session.id)),
                Route::SessionCalendar(position, number),
                origin(event),
            );
        }
    }
}

/// The name of an event's calendar file.
pub fn event_file(language: Language) -> &'static str {
    match language {
        Language::French => "evenement.ics",
        Language::English => "event.ics",
    }
}

/// The name of the calendar file of a programme.
pub const PROGRAMME_FILE: &str = "programme.ics";

/// The name of the calendar file of the session `id`.
pub fn session_file(id: &Slug) -> String {
    format!("session-{id}.ics")
}

/// The names of an edition's data files.
pub fn edition_files(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::French => ("donnees.csv", "donnees.json"),
        Language::English => ("data.csv", "data.json"),
    }
}

/// The address of the earlier versions of the model.
pub fn former_models_file(names: &RouteNames, language: Language) -> String {
    let name = match language {
        Language::French => "versions-anterieures.json",
        Language::English => "former-versions.json",
    };
    format!("{}{name}", names.index("model"))
}

/// Where a browser looks for the worker of a site: at its root, so that all of its pages are within the worker's reach.
pub const SERVICE_WORKER: &str = "/service-worker.js";

fn add_machine_files(builder: &mut Builder<'_>, names: &RouteNames, contents: &Contents<'_>) {
    builder.add(
        format!(
            "/{}/{}.ics",
            names.folder("events"),
            names.folder("calendar")
        ),
        Route::Calendar,
        None,
    );
    let of_each_language = [
        ("/atom.xml", Route::Feed(FeedScope::Site)),
        ("/feed.json", Route::JsonFeed),
        ("/sitemap.xml", Route::SitemapXml),
        ("/llms.txt", Route::LlmsTxt),
        ("/opensearch.xml", Route::OpenSearch),
        ("/site.webmanifest", Route::Manifest),
        (SERVICE_WORKER, Route::ServiceWorker),
    ];
    // Hosts and crawlers look for these at the root only.
    let of_the_website = [
        ("/404.html", Route::NotFound),
        ("/robots.txt", Route::Robots),
        ("/.nojekyll", Route::NoJekyll),
    ];
    let is_main = contents.config.file.tree().is_empty();
    let of_the_website = of_the_website.into_iter().filter(|_| is_main);
    let features = contents.config.features;
    let wanted = |route: &Route| match route {
        Route::OpenSearch => features.search,
        Route::ServiceWorker => features.offline,
        _ => true,
    };
    for (path, route) in of_each_language.into_iter().chain(of_the_website) {
        // A file of the content at the same path is the editor's own wish.
        if wanted(&route) && !contents.assets.contains_key(path.trim_start_matches('/')) {
            builder.add(path.to_owned(), route, None);
        }
    }
    let host = contents.base.host();
    let own_domain = contents.base.path == "/"
        && !host.ends_with(".github.io")
        && host.contains('.')
        && !host
            .bytes()
            .all(|byte| byte == b'.' || byte.is_ascii_digit());
    if is_main && own_domain && !contents.assets.contains_key("CNAME") {
        builder.add("/CNAME".to_owned(), Route::Cname, None);
    }
}

/// Where the site is edited.
pub const ADMIN: &str = "/admin/";
/// Beside it, what it may edit.
pub const ADMIN_CONFIG: &str = "/admin/config.json";
/// Below it, its program.
pub const ADMIN_PROGRAM: &str = "/admin/sveltia/";

fn add_admin(builder: &mut Builder<'_>, contents: &Contents<'_>) {
    if contents.admin.is_empty() {
        return;
    }
    builder.add(ADMIN.to_owned(), Route::Admin, None);
    builder.add(ADMIN_CONFIG.to_owned(), Route::AdminConfig, None);
    for name in contents.admin.keys() {
        let route = Route::AdminFile(name.clone());
        builder.add(format!("{ADMIN_PROGRAM}{name}"), route, None);
    }
}

fn add_aliases(builder: &mut Builder<'_>, names: &RouteNames, contents: &Contents<'_>) {
    let mut add = |identity: &crate::document::Identity, target: String| {
        for alias in &identity.aliases {
            let mut path = alias.value.clone();
            let name = path.rsplit('/').next().unwrap_or_default();
            if !path.ends_with('/') && !name.contains('.') {
                path.push('/');
            }
            builder.add(
                path,
                Route::Redirect(target.clone()),
                Some((identity.file.clone(), Some(alias.span))),
            );
        }
    };
    for article in contents.articles {
        add(
            &article.identity,
            names.page("articles", article.identity.slug.as_str()),
        );
    }
    for term in contents.terms {
        add(
            &term.identity,
            names.page("glossary", term.identity.slug.as_str()),
        );
    }
    for author in contents.authors {
        add(
            &author.identity,
            names.page("authors", author.identity.slug.as_str()),
        );
    }
    for event in contents.events {
        add(
            &event.identity,
            names.page("events", event.identity.slug.as_str()),
        );
    }
    for book in contents.books {
        add(
            &book.identity,
            names.page("books", book.identity.slug.as_str()),
        );
    }
    for member in contents.members {
        add(
            &member.identity,
            format!("{}#{}", names.index("members"), member.identity.slug),
        );
    }
    for page in contents.pages {
        add(&page.identity, page.path.clone());
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "an origin is what a document has and a generated page has not"
)]
fn origin(document: &impl Identified) -> Origin {
    Some((document.identity().file.clone(), None))
}
