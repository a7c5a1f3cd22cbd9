//! Feeds: Atom (RFC 4287) for the site, each category, tag, author and dimension; JSON Feed 1.1 for the site.
//!
//! A feed is dated by its articles, never by the clock. One without articles bears the first moment of 1970: the format wants a date,
//! and nothing in it has ever changed.

mod atom;
mod json;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::last_change;
use crate::document::Article;
use crate::site::Site;
use crate::site::links::DocumentId;
use crate::site::routes::FeedScope;

pub use atom::{Entries, atom};
pub use json::json_feed;

/// Articles in a feed, latest first.
const LENGTH: usize = 20;

/// The HTML of the body of the article at a position, with absolute addresses.
pub type BodyHtml<'a> = &'a dyn Fn(usize) -> String;

/// What a feed is about.
struct Channel<'a> {
    title: String,
    subtitle: &'a str,
    /// Path of the page that shows the same articles.
    page: String,
    /// Positions of its latest articles, latest first.
    latest: Vec<usize>,
}

impl<'a> Channel<'a> {
    fn new(site: &'a Site, scope: &FeedScope) -> Self {
        let names = site.routes.names();
        let taxonomies = &site.taxonomies;
        let part = |name: &str| format!("{name} – {}", site.config.title);
        let latest = |articles: &[usize]| articles[..articles.len().min(LENGTH)].to_vec();
        let description = site.config.description.as_str();
        let none = Self {
            title: site.config.title.clone(),
            subtitle: description,
            page: "/".to_owned(),
            latest: Vec::new(),
        };
        match scope {
            FeedScope::Site => Self {
                latest: (0..site.articles.len().min(LENGTH)).collect(),
                ..none
            },
            FeedScope::Category(position) => {
                site.config
                    .categories
                    .get(*position)
                    .map_or(none, |category| Self {
                        title: part(&category.name),
                        subtitle: category.description.as_deref().unwrap_or(description),
                        page: names.page("categories", category.slug.as_str()),
                        latest: latest(&taxonomies.categories[*position]),
                    })
            }
            FeedScope::Tag(slug) => taxonomies.tags.get(slug).map_or(none, |tag| Self {
                title: part(&tag.name),
                subtitle: description,
                page: names.page("tags", slug),
                latest: latest(&tag.articles),
            }),
            FeedScope::Author(position) => {
                let author = &site.authors[*position];
                Self {
                    title: part(&author.identity.title),
                    subtitle: author.identity.summary.as_deref().unwrap_or(description),
                    page: site.links.path(DocumentId::Author(*position)).to_owned(),
                    latest: taxonomies
                        .authors
                        .get(author.identity.slug.as_str())
                        .map(|articles| latest(articles))
                        .unwrap_or_default(),
                }
            }
            FeedScope::Dimension(position) => {
                let dimension = site
                    .model
                    .as_ref()
                    .and_then(|model| model.dimensions.get(*position));
                dimension.map_or(none, |dimension| Self {
                    title: part(&dimension.name),
                    subtitle: &dimension.definition,
                    page: names.page("model", &dimension.id),
                    latest: taxonomies
                        .dimensions
                        .get(&dimension.id)
                        .map(|articles| latest(articles))
                        .unwrap_or_default(),
                })
            }
        }
    }
}

/// Who wrote or published something.
#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

fn authors<'a>(site: &'a Site, article: &'a Article) -> impl Iterator<Item = Person<'a>> {
    article
        .authors
        .iter()
        .filter_map(|name| site.authors.position(&name.value))
        .map(|position| Person {
            name: &site.authors[position].identity.title,
            url: Some(
                site.base
                    .absolute(site.links.path(DocumentId::Author(position))),
            ),
        })
}

fn publisher(site: &Site) -> Person<'_> {
    match &site.config.publisher {
        Some(publisher) => Person {
            name: &publisher.name,
            url: publisher.url.clone(),
        },
        None => Person {
            name: &site.config.title,
            url: Some(site.base.absolute("/")),
        },
    }
}

fn address(site: &Site, article: usize) -> String {
    site.base
        .absolute(site.links.path(DocumentId::Article(article)))
}

/// The day of an article's last change, which is never before its publication.
fn changed(article: &Article) -> Date {
    last_change(&article.identity)
        .unwrap_or(article.date)
        .max(article.date)
}

/// The first moment of `date` in `zone`, as RFC 3339 writes it: `2026-11-16T00:00:00+01:00`.
fn moment(date: Date, zone: &TimeZone) -> String {
    match date.to_zoned(zone.clone()) {
        Ok(midnight) if midnight.offset().seconds() % 60 == 0 => {
            midnight.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
        }
        // RFC 3339 has no offsets with seconds, which zones had before they had hours.
        _ => date.strftime("%Y-%m-%dT00:00:00Z").to_string(),
    }
}
