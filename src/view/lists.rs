//! Lists of articles: all of them, a category, a tag, a series, the archives.

use super::View;
use super::body;
use super::context::Context;
use super::kept::Kept;
use super::meta::{Draft, introduction, singleton_link};
use super::parts::{ArticleCard, Body, CountedLink, DateView, Link};
use crate::language::date::month_name;
use crate::site::routes::{Singleton, list_page, page_count};
use serde::Serialize;
use std::iter::once;

/// `articles.html`: the list of articles, a category, a tag, a sector.
#[derive(Debug, Serialize)]
pub struct ArticleListView {
    /// Introduction.
    pub body: Body,
    /// A sentence below the title.
    pub description: Option<String>,
    /// The articles of this page of the list.
    pub articles: Vec<Kept<ArticleCard>>,
    /// Articles on all pages of the list.
    pub total: usize,
    /// Pages of the list.
    pub pagination: Option<Pagination>,
    /// Categories, on the list of all articles.
    pub categories: Vec<CountedLink>,
    /// Tags, on the list of all articles.
    pub tags: Vec<CountedLink>,
    /// Series, on the list of all articles.
    pub series: Vec<CountedLink>,
}

/// Where we are in a list of several pages.
#[derive(Debug, Serialize)]
pub struct Pagination {
    /// From 1.
    pub current: usize,
    /// At least 2.
    pub last: usize,
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
    /// First, last and neighbours of the current page; `None` stands for an ellipsis.
    pub pages: Vec<Option<PageNumber>>,
}

/// A page of a list.
#[derive(Debug, Serialize)]
pub struct PageNumber {
    /// From 1.
    pub number: usize,
    /// Its address.
    pub url: String,
}

/// `series.html`
#[derive(Debug, Serialize)]
pub struct SeriesPageView {
    /// In the order of the parts.
    pub articles: Vec<Kept<ArticleCard>>,
}

/// `archives.html`
#[derive(Debug, Serialize)]
pub struct ArchivesView {
    /// Latest first.
    pub years: Vec<ArchiveYear>,
    /// Articles in all.
    pub total: usize,
}

/// The articles of a year.
#[derive(Debug, Serialize)]
pub struct ArchiveYear {
    /// « 2026 », also the anchor.
    pub year: String,
    /// Latest first.
    pub months: Vec<ArchiveMonth>,
    /// Articles of the year.
    pub count: usize,
}

/// The articles of a month.
#[derive(Debug, Serialize)]
pub struct ArchiveMonth {
    /// « novembre ».
    pub name: String,
    /// Latest first: title, address and day.
    pub articles: Vec<ArchiveEntry>,
}

/// A line of the archives.
#[derive(Debug, Serialize)]
pub struct ArchiveEntry {
    /// Title and address.
    pub link: Link,
    /// Day.
    pub date: DateView,
}

/// The list of all articles, from page 1.
pub fn all(context: &Context<'_>, page: usize) -> Draft {
    let site = context.site;
    let index = site.routes.names().index("articles");
    let intro = introduction(context, Singleton::Articles);
    let first = page == 1;
    let mut view = list(context, &index, 0..site.articles.len(), page);
    if let (true, Some(intro)) = (first, intro) {
        view.body = body::body(context, &intro.identity.file, &intro.body);
    }
    if first {
        view.categories = categories(context);
        view.tags = counted(
            context,
            "tags",
            site.taxonomies
                .tags
                .iter()
                .map(|(slug, group)| (slug, group.name.as_str(), group.articles.len())),
        );
        view.series = counted(
            context,
            "series",
            site.taxonomies
                .series
                .iter()
                .map(|(slug, group)| (slug, group.name.as_str(), group.articles.len())),
        );
    }
    Draft::new(View::Articles(view), "articles", context.words("articles")).introduced(intro)
}

/// Categories that have articles, in the order of `site.yaml`.
pub fn categories(context: &Context<'_>) -> Vec<CountedLink> {
    let site = context.site;
    let pairs = site
        .config
        .categories
        .iter()
        .zip(&site.taxonomies.categories);
    pairs
        .filter(|(_, articles)| !articles.is_empty())
        .map(|(category, articles)| CountedLink {
            label: category.name.clone(),
            url: context.page("categories", category.slug.as_str()),
            count: articles.len(),
            description: category.description.clone(),
        })
        .collect()
}

fn counted<'n>(
    context: &Context<'_>,
    folder: &str,
    groups: impl Iterator<Item = (&'n String, &'n str, usize)>,
) -> Vec<CountedLink> {
    let mut links: Vec<CountedLink> = groups
        .map(|(slug, name, count)| CountedLink {
            label: name.to_owned(),
            url: context.page(folder, slug),
            count,
            description: None,
        })
        .collect();
    links.sort_by(|one, other| {
        context
            .site
            .collation
            .compare(&one.label, &other.label)
            .then_with(|| one.url.cmp(&other.url))
    });
    links
}

/// A category.
pub fn category(context: &Context<'_>, position: usize, page: usize) -> Draft {
    let category = &context.site.config.categories[position];
    let index = context
        .site
        .routes
        .names()
        .page("categories", category.slug.as_str());
    let mut view = list(
        context,
        &index,
        context.site.taxonomies.categories[position].iter().copied(),
        page,
    );
    view.description.clone_from(&category.description);
    let mut draft = Draft::new(View::Articles(view), "category", &category.name)
        .below(vec![articles_link(context)]);
    draft.description.clone_from(&category.description);
    draft.source = Some(context.site.config.file.clone());
    draft.feeds = vec![Link {
        label: category.name.clone(),
        url: context.href(&format!("{index}atom.xml")),
    }];
    draft
}

/// A tag.
pub fn tag(context: &Context<'_>, slug: &str, page: usize) -> Option<Draft> {
    let group = context.site.taxonomies.tags.get(slug)?;
    let index = context.site.routes.names().page("tags", slug);
    let view = list(context, &index, group.articles.iter().copied(), page);
    let mut name = group.name.chars();
    let title: String = name
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(name)
        .collect();
    let mut draft =
        Draft::new(View::Articles(view), "tag", title).below(vec![articles_link(context)]);
    draft.feeds = vec![Link {
        label: group.name.clone(),
        url: context.href(&format!("{index}atom.xml")),
    }];
    Some(draft)
}

/// The list of all articles as a link.
pub fn articles_link(context: &Context<'_>) -> Link {
    singleton_link(context, Singleton::Articles, "articles")
}

/// One page of a list of articles.
fn list(
    context: &Context<'_>,
    index: &str,
    positions: impl ExactSizeIterator<Item = usize>,
    page: usize,
) -> ArticleListView {
    let size = context.site.config.page_size;
    let total = positions.len();
    let last = page_count(total, size);
    let shown = positions.skip((page - 1) * size).take(size);
    ArticleListView {
        body: Body::default(),
        description: None,
        articles: context.article_cards(shown),
        total,
        pagination: (last > 1).then(|| pagination(context, index, page, last)),
        categories: Vec::new(),
        tags: Vec::new(),
        series: Vec::new(),
    }
}

fn pagination(context: &Context<'_>, index: &str, current: usize, last: usize) -> Pagination {
    let url = |page: usize| context.href(&list_page(context.site.routes.names(), index, page));
    let mut pages = Vec::new();
    let mut previous = 0;
    let near = current.saturating_sub(2)..=current + 2;
    let inner = near.filter(|number| (2..last).contains(number));
    for number in once(1).chain(inner).chain(once(last)) {
        if number > previous + 1 {
            pages.push(None);
        }
        pages.push(Some(PageNumber {
            number,
            url: url(number),
        }));
        previous = number;
    }
    Pagination {
        current,
        last,
        previous: (current > 1).then(|| url(current - 1)),
        next: (current < last).then(|| url(current + 1)),
        pages,
    }
}

/// A series.
pub fn series(context: &Context<'_>, slug: &str) -> Option<Draft> {
    let group = context.site.taxonomies.series.get(slug)?;
    let view = SeriesPageView {
        articles: context.stray_article_cards(group.articles.iter().copied()),
    };
    // What the first part says of itself tells most about the whole.
    let first = view.articles.first().map(|article| article.summary.clone());
    let mut draft =
        Draft::new(View::Series(view), "series", &group.name).below(vec![articles_link(context)]);
    draft.description = first;
    Some(draft)
}

/// The archives, by year and month.
pub fn archives(context: &Context<'_>) -> Draft {
    let articles = &context.site.articles;
    let mut years: Vec<ArchiveYear> = Vec::new();
    let mut last = None;
    for article in articles {
        let (year, month) = (article.date.year(), article.date.month());
        if last.is_none_or(|(last_year, _)| last_year != year) {
            years.push(ArchiveYear {
                year: year.to_string(),
                months: Vec::new(),
                count: 0,
            });
        }
        let Some(current) = years.last_mut() else {
            continue;
        };
        if last != Some((year, month)) {
            current.months.push(ArchiveMonth {
                name: month_name(context.language(), article.date).to_owned(),
                articles: Vec::new(),
            });
        }
        last = Some((year, month));
        current.count += 1;
        if let Some(month) = current.months.last_mut() {
            let identity = &article.identity;
            let link = Link {
                label: identity.title.clone(),
                url: context.page("articles", identity.slug.as_str()),
            };
            month.articles.push(ArchiveEntry {
                link,
                date: context.date(article.date),
            });
        }
    }
    let view = ArchivesView {
        years,
        total: articles.len(),
    };
    Draft::new(View::Archives(view), "archives", context.words("archives"))
        .below(vec![articles_link(context)])
        .introduced(introduction(context, Singleton::Archives))
}
