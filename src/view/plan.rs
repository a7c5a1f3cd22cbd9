//! Plain pages, and those that help to find one's way: search, plan, accessibility, 404.

use super::article::toc;
use super::body;
use super::context::Context;
use super::kept::Kept;
use super::lists::categories;
use super::meta::{Draft, introduction, singleton_link};
use super::parts::{ArticleCard, Body, DateView, ImageView, Link, TocEntry};
use super::{View, social_card};
use crate::document::Page;
use crate::site::links::DocumentId;
use crate::site::routes::{Route, Singleton};
use serde::Serialize;

/// `page.html`
#[derive(Debug, Serialize)]
pub struct MarkdownPageView {
    /// Text.
    pub body: Body,
    /// Headings of level 2 and 3.
    pub toc: Vec<TocEntry>,
    /// A sentence below the title.
    pub summary: Option<String>,
    /// Day of the last change.
    pub updated: Option<DateView>,
    /// Pages of the same folder, this one included, in the order of their titles; empty where it is alone.
    pub siblings: Vec<Link>,
    /// Picture.
    pub image: Option<ImageView>,
}

/// `search.html`
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// Introduction.
    pub body: Body,
    /// Address of the search module.
    pub module_url: String,
    /// Folder of the index, with a final slash.
    pub index_url: String,
    /// Whether counting the values of filters costs a visitor little: the page shows them from the start.
    pub small: bool,
    /// Kinds that can be filtered: value and label.
    pub kinds: Vec<Choice>,
    /// Categories.
    pub categories: Vec<Choice>,
    /// Dimensions.
    pub dimensions: Vec<Choice>,
    /// Authors.
    pub authors: Vec<Choice>,
    /// Years, latest first.
    pub years: Vec<Choice>,
}

/// A value of a filter.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// Sent to the module.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

/// `sitemap.html`: the site plan.
#[derive(Debug, Serialize)]
pub struct SitePlanView {
    /// In the order of the menu.
    pub sections: Vec<PlanSection>,
}

/// A section of the plan.
#[derive(Debug, Serialize)]
pub struct PlanSection {
    /// Title and address.
    pub link: Link,
    /// Pages below it.
    pub pages: Vec<Link>,
}

/// `404.html`
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// Latest articles.
    pub recent: Vec<Kept<ArticleCard>>,
}

/// Fewer documents than this take a few kilobytes of the index to count by the values of filters.
const SMALL: usize = 2_000;

/// Name of the search's WebAssembly module among the theme's files.
pub const SEARCH_MODULE: &str = "wasm/search.wasm";

/// A page at its own path.
pub fn page(context: &Context<'_>, position: usize) -> Draft {
    let site = context.site;
    let page = &site.pages[position];
    let identity = &page.identity;
    let view = MarkdownPageView {
        body: body::body_with_glossary(context, &page.body, DocumentId::Page(position)),
        toc: toc(&page.body),
        summary: identity.summary.clone(),
        updated: identity.updated.map(|date| context.date(date)),
        siblings: siblings(context, page),
        image: context.image(identity.image.as_ref(), &identity.file),
    };
    let parents = parents(context, &page.path);
    let mut draft = Draft::new(View::Page(view), "page", &identity.title)
        .described_by(identity)
        .below(parents);
    draft.image = social_card::of_document(context, identity, None);
    draft
}

/// The pages above `path` that exist.
fn parents(context: &Context<'_>, path: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut parent = String::from("/");
    let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
    for segment in &segments[..segments.len().saturating_sub(1)] {
        parent.push_str(segment);
        parent.push('/');
        match context.site.routes.get(&parent) {
            Some(Route::Page(position)) => {
                links.push(Link {
                    label: context.site.pages[*position].identity.title.clone(),
                    url: context.href(&parent),
                });
            }
            Some(Route::Singleton(singleton)) => {
                links.push(singleton_link(context, *singleton, "home"));
            }
            _ => {}
        }
    }
    links
}

/// The pages of the same folder with its index first; none for a page that is alone or at the root.
fn siblings(context: &Context<'_>, page: &Page) -> Vec<Link> {
    let folder = if page.identity.file.stem() == "index" {
        page.path.clone()
    } else {
        let end = page
            .path
            .trim_end_matches('/')
            .rfind('/')
            .map_or(0, |place| place + 1);
        page.path[..end].to_owned()
    };
    if folder == "/" {
        return Vec::new();
    }
    let site = context.site;
    let inside = |other: &Page| {
        other.path == folder
            || other
                .path
                .strip_prefix(&folder)
                .is_some_and(|rest| rest.matches('/').count() == 1)
    };
    let mut pages: Vec<&Page> = site
        .pages
        .iter()
        .filter(|other| inside(other))
        .filter(|other| matches!(site.routes.get(&other.path), Some(Route::Page(_))))
        .map(|other| &**other)
        .collect();
    if pages.len() < 2 {
        return Vec::new();
    }
    pages.sort_by(|one, other| {
        let index = |page: &Page| page.path != folder;
        index(one).cmp(&index(other)).then_with(|| {
            site.collation
                .compare(&one.identity.title, &other.identity.title)
        })
    });
    pages
        .into_iter()
        .map(|page| Link {
            label: page.identity.title.clone(),
            url: context.href(&page.path),
        })
        .collect()
}

/// The search.
pub fn search(context: &Context<'_>) -> Draft {
    let site = context.site;
    let intro = introduction(context, Singleton::Search);
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let there = |kind: &str| match kind {
        "article" => !site.articles.is_empty(),
        "term" => !site.terms.is_empty(),
        "event" => !site.events.is_empty(),
        "book" => !site.books.is_empty(),
        "author" => !site.authors.is_empty(),
        "member" => !site.members.is_empty(),
        "dimension" => site.model.is_some(),
        _ => !site.pages.is_empty(),
    };
    let mut years: Vec<i16> = site
        .articles
        .iter()
        .map(|article| article.date.year())
        .collect();
    years.dedup();
    let dimensions = site
        .model
        .as_ref()
        .map(|model| model.dimensions.as_slice())
        .unwrap_or_default();
    let view = SearchView {
        body: intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
        module_url: format!("{}{SEARCH_MODULE}", context.assets),
        index_url: format!(
            "{}{}",
            context.index("search"),
            crate::render::SEARCH_FOLDER
        ),
        small: site.articles.len() + site.events.len() + site.terms.len() < SMALL,
        kinds: crate::render::SEARCH_KINDS
            .into_iter()
            .filter(|kind| there(kind))
            .map(|kind| choice(kind, context.strings.get(&format!("search_kind_{kind}"))))
            .collect(),
        categories: site
            .config
            .categories
            .iter()
            .map(|category| choice(category.slug.as_str(), &category.name))
            .collect(),
        dimensions: dimensions
            .iter()
            .map(|dimension| choice(&dimension.id, &dimension.name))
            .collect(),
        authors: site
            .authors
            .iter()
            .map(|author| choice(author.identity.slug.as_str(), &author.identity.title))
            .collect(),
        years: years
            .into_iter()
            .map(|year| choice(&year.to_string(), &year.to_string()))
            .collect(),
    };
    let mut draft =
        Draft::new(View::Search(view), "search", context.words("search")).introduced(intro);
    draft.noindex = true;
    draft
}

/// The site plan.
#[expect(clippy::too_many_lines, reason = "one statement a section")]
pub fn plan(context: &Context<'_>) -> Draft {
    let site = context.site;
    let section = |singleton, key, pages| PlanSection {
        link: singleton_link(context, singleton, key),
        pages,
    };
    let named = |folder: &str, identity: &crate::document::Identity| Link {
        label: identity.title.clone(),
        url: context.page(folder, identity.slug.as_str()),
    };
    let mut articles: Vec<Link> = categories(context)
        .into_iter()
        .map(|category| Link {
            label: category.label,
            url: category.url,
        })
        .collect();
    articles.push(singleton_link(context, Singleton::Archives, "archives"));
    let mut sections = vec![section(Singleton::Articles, "articles", articles)];
    if let Some(model) = &site.model {
        let mut pages: Vec<Link> = [
            (Singleton::Selftest, "selftest"),
            (Singleton::Compare, "compare"),
        ]
        .map(|(singleton, key)| singleton_link(context, singleton, key))
        .to_vec();
        pages.extend(
            model
                .levers
                .iter()
                .filter_map(|lever| context.lever(&lever.id))
                .map(|lever| Link {
                    label: lever.name.clone(),
                    url: lever.url.clone(),
                }),
        );
        let dimensions = model
            .dimensions
            .iter()
            .filter_map(|dimension| context.dimension(&dimension.id));
        pages.extend(dimensions.map(|dimension| Link {
            label: dimension.name,
            url: dimension.url,
        }));
        sections.push(section(Singleton::Model, "model", pages));
    }
    sections.push(section(
        Singleton::Glossary,
        "glossary",
        site.terms
            .iter()
            .map(|term| named("glossary", &term.identity))
            .collect(),
    ));
    let editions = site
        .editions
        .iter()
        .map(|edition| super::benchmark::card(context, edition).link);
    let collecting = site.config.collecting.iter();
    let contribute =
        collecting.map(|_| singleton_link(context, Singleton::Contribute, "contribute"));
    sections.push(section(
        Singleton::Benchmark,
        "benchmark",
        editions.chain(contribute).collect(),
    ));
    sections.push(section(
        Singleton::Events,
        "events",
        site.events
            .iter()
            .map(|event| named("events", &event.identity))
            .collect(),
    ));
    sections.push(section(
        Singleton::Books,
        "books",
        site.books
            .iter()
            .map(|book| named("books", &book.identity))
            .collect(),
    ));
    sections.push(section(Singleton::Members, "members", Vec::new()));
    let authors = site
        .authors
        .iter()
        .map(|author| named("authors", &author.identity));
    sections.push(PlanSection {
        link: Link {
            label: context.words("authors"),
            url: String::new(),
        },
        pages: authors.collect(),
    });
    let mut pages: Vec<Link> = site
        .pages
        .iter()
        .filter(|page| matches!(site.routes.get(&page.path), Some(Route::Page(_))))
        .map(|page| Link {
            label: page.identity.title.clone(),
            url: context.href(&page.path),
        })
        .collect();
    pages.extend(
        [
            (Singleton::Search, "search"),
            (Singleton::Accessibility, "accessibility"),
        ]
        .into_iter()
        .filter(|(singleton, _)| *singleton != Singleton::Search || site.config.features.search)
        .map(|(singleton, key)| singleton_link(context, singleton, key)),
    );
    sections.push(PlanSection {
        link: Link {
            label: context.words("pages"),
            url: String::new(),
        },
        pages,
    });
    let intro = introduction(context, Singleton::SitePlan);
    Draft::new(
        View::SitePlan(SitePlanView { sections }),
        "sitemap",
        context.words("site_plan"),
    )
    .introduced(intro)
}

/// What stands in for a page that is not there.
pub fn not_found(context: &Context<'_>) -> Draft {
    let view = NotFoundView {
        recent: context.article_cards((0..context.site.articles.len()).take(3)),
    };
    let mut draft = Draft::new(
        View::NotFound(view),
        "not-found",
        context.words("not_found"),
    );
    draft.noindex = true;
    draft
}
