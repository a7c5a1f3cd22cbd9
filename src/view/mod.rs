//! Derive: `Site` + route → what a template may see of one page, and nothing else.
//!
//! [`derive`] is pure: it looks things up in the site and words them for one page. [`parts`] and [`figures`]
//! hold the shapes that pages share; each other module holds the type that one template sees, and fills it.

mod accessibility;
mod admin;
mod article;
mod benchmark;
mod body;
mod context;
mod contribute;
mod drawn;
mod events;
pub mod figures;
mod gallery;
mod geometry;
mod glossary;
mod home;
mod kept;
mod library;
mod lists;
mod menu;
mod meta;
mod model;
mod offline;
pub mod parts;
mod people;
mod plan;
mod proposals;
mod selftest;
mod social_card;
mod strings;
mod structured_data;

use serde::Serialize;

use crate::site::Site;
use crate::site::links::DocumentId;
use crate::site::routes::{Route, Singleton};

pub use accessibility::TestedTheme;
pub use admin::{AdminView, admin};
pub use context::{Context, KeptParts, encoded};
pub use drawn::{Draw, Drawn};
pub use gallery::{Pages as GalleryPages, Section as GallerySection, gallery};
pub use kept::Shelf;
pub use meta::site_view;
pub use offline::caches as offline_caches;
pub use social_card::{CARD_HEIGHT, CARD_WIDTH, CardRecipe, SocialCard, cards};
pub use strings::Strings;

use accessibility::AccessibilityView;
use article::ArticleView;
use benchmark::{BenchmarkView, EditionView};
use contribute::ContributeView;
use events::{EventView, EventsView};
use gallery::GalleryView;
use glossary::{GlossaryView, TermView};
use home::HomeView;
use library::{BookView, BooksView};
use lists::{ArchivesView, ArticleListView, SeriesPageView};
use model::{DimensionView, LeverPageView, ModelView};
use offline::OfflineView;
use parts::PageMeta;
use people::{AuthorPageView, MembersView};
use plan::{MarkdownPageView, NotFoundView, SearchView, SitePlanView};
use selftest::SelftestView;

/// A page ready to be rendered.
#[derive(Debug)]
pub struct PageView {
    /// What is said around its content.
    pub meta: PageMeta,
    /// Its content.
    pub view: View,
}

/// The content of a page, by kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    Home(Box<HomeView>),
    Articles(ArticleListView),
    Article(Box<ArticleView>),
    Series(SeriesPageView),
    Author(Box<AuthorPageView>),
    Archives(ArchivesView),
    Glossary(GlossaryView),
    Term(Box<TermView>),
    Model(ModelView),
    Lever(LeverPageView),
    Dimension(Box<DimensionView>),
    Selftest(Box<SelftestView>),
    Compare(Box<SelftestView>),
    Contribute(Box<ContributeView>),
    Page(MarkdownPageView),
    Benchmark(BenchmarkView),
    Edition(Box<EditionView>),
    Events(EventsView),
    Event(Box<EventView>),
    Books(BooksView),
    Book(Box<BookView>),
    Members(MembersView),
    Search(SearchView),
    SitePlan(SitePlanView),
    Accessibility(Box<AccessibilityView>),
    Offline(OfflineView),
    NotFound(NotFoundView),
    Gallery(Box<GalleryView>),
}

impl View {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Articles(_) => "articles.html",
            Self::Article(_) => "article.html",
            Self::Series(_) => "series.html",
            Self::Author(_) => "author.html",
            Self::Archives(_) => "archives.html",
            Self::Glossary(_) => "glossary.html",
            Self::Term(_) => "term.html",
            Self::Model(_) => "model.html",
            Self::Lever(_) => "lever.html",
            Self::Dimension(_) => "dimension.html",
            Self::Selftest(_) => "selftest.html",
            Self::Compare(_) => "compare.html",
            Self::Contribute(_) => "contribute.html",
            Self::Page(_) => "page.html",
            Self::Benchmark(_) => "benchmark.html",
            Self::Edition(_) => "edition.html",
            Self::Events(_) => "events.html",
            Self::Event(_) => "event.html",
            Self::Books(_) => "books.html",
            Self::Book(_) => "book.html",
            Self::Members(_) => "members.html",
            Self::Search(_) => "search.html",
            Self::SitePlan(_) => "sitemap.html",
            Self::Accessibility(_) => "accessibility.html",
            Self::Offline(_) => "offline.html",
            Self::NotFound(_) => "404.html",
            Self::Gallery(_) => "gallery.html",
        }
    }

    /// The templates of all kinds of pages.
    pub const TEMPLATES: [&str; 27] = [
        "home.html",
        "articles.html",
        "article.html",
        "series.html",
        "author.html",
        "archives.html",
        "glossary.html",
        "term.html",
        "model.html",
        "lever.html",
        "dimension.html",
        "selftest.html",
        "compare.html",
        "page.html",
        "benchmark.html",
        "edition.html",
        "events.html",
        "event.html",
        "books.html",
        "book.html",
        "members.html",
        "search.html",
        "sitemap.html",
        "accessibility.html",
        "offline.html",
        "404.html",
        "gallery.html",
    ];
}

/// What the page at `path` shows. `None` where `route` is a file for machines.
pub fn derive(context: &Context<'_>, path: &str, route: &Route) -> Option<PageView> {
    let page = match route {
        Route::Singleton(singleton) => derive_singleton(context, *singleton)?,
        Route::ArticlesPage(page) => lists::all(context, *page),
        Route::Article(position) => article::article(context, *position),
        Route::Category(position, page) => lists::category(context, *position, *page),
        Route::Tag(slug, page) => lists::tag(context, slug, *page)?,
        Route::Series(slug) => lists::series(context, slug)?,
        Route::Author(position) => people::author(context, *position),
        Route::Term(position) => glossary::term(context, *position),
        Route::Lever(position) => model::lever(context, *position)?,
        Route::Dimension(position) => model::dimension(context, *position)?,
        Route::Page(position) => plan::page(context, *position),
        Route::Edition(position) => benchmark::edition(context, *position)?,
        Route::Event(position) => events::event(context, *position),
        Route::Book(position) => library::book(context, *position),
        Route::NotFound => plan::not_found(context),
        Route::EditionCsv(_)
        | Route::EditionJson(_)
        | Route::ArticleMarkdown(_)
        | Route::FormerModels
        | Route::EventCalendar(_)
        | Route::ProgrammeCalendar(_)
        | Route::SessionCalendar(..)
        | Route::Calendar
        | Route::Feed(_)
        | Route::JsonFeed
        | Route::SitemapXml
        | Route::Robots
        | Route::LlmsTxt
        | Route::OpenSearch
        | Route::Manifest
        | Route::ServiceWorker
        | Route::Admin
        | Route::AdminConfig
        | Route::AdminFile(_)
        | Route::NoJekyll
        | Route::Cname
        | Route::Asset(_)
        | Route::PictureVersion(..)
        | Route::Redirect(_) => return None,
    };
    Some(page.finish(context, path))
}

fn derive_singleton(context: &Context<'_>, singleton: Singleton) -> Option<meta::Draft> {
    Some(match singleton {
        Singleton::Home => home::home(context),
        Singleton::Articles => lists::all(context, 1),
        Singleton::Archives => lists::archives(context),
        Singleton::Glossary => glossary::glossary(context),
        Singleton::Model => model::model(context)?,
        Singleton::Selftest => selftest::selftest(context)?,
        Singleton::Compare => selftest::compare(context)?,
        Singleton::Benchmark => benchmark::index(context),
        Singleton::Contribute => contribute::contribute(context)?,
        Singleton::Events => events::index(context),
        Singleton::Books => library::books(context),
        Singleton::Members => people::members(context),
        Singleton::Search => plan::search(context),
        Singleton::SitePlan => plan::plan(context),
        Singleton::Accessibility => accessibility::accessibility(context),
        Singleton::Offline => offline::offline(context),
    })
}

/// The full text of an article as HTML with absolute addresses, for feeds.
pub fn article_html(site: &Site, strings: &Strings, position: usize) -> String {
    let body = &site.articles[position].body;
    body::absolute_html(site, strings, body, DocumentId::Article(position))
}
