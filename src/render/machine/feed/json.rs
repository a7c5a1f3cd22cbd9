//! JSON Feed, version 1.1 (jsonfeed.org).

use serde::Serialize;

use super::{BodyHtml, Channel, Person, address, authors, changed, moment, publisher};
use crate::render::machine::image_address;
use crate::site::Site;
use crate::site::routes::{FeedScope, Singleton};

/// The whole site's JSON Feed (version 1.1), with the full text of the latest 20 articles.
pub fn json_feed(site: &Site, body_html: BodyHtml<'_>) -> Vec<u8> {
    let channel = Channel::new(site, &FeedScope::Site);
    let items = channel.latest.iter().map(|position| {
        let article = &*site.articles[*position];
        let address = address(site, *position);
        JsonItem {
            id: address.clone(),
            url: address,
            title: &article.identity.title,
            content_html: body_html(*position),
            summary: &article.summary,
            image: image_address(site, &article.identity),
            date_published: moment(article.date, &site.time_zone),
            date_modified: article
                .identity
                .updated
                .map(|_| moment(changed(article), &site.time_zone)),
            authors: authors(site, article).collect(),
            tags: &article.identity.tags,
            language: article.identity.lang.as_deref(),
        }
    });
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &channel.title,
        home_page_url: site
            .base
            .absolute(&Singleton::Home.path(site.routes.names())),
        feed_url: site.base.absolute("/feed.json"),
        description: channel.subtitle,
        language: site.config.language.code(),
        authors: vec![publisher(site)],
        items: items.collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&feed).expect("text and lists are JSON");
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    description: &'a str,
    language: &'static str,
    authors: Vec<Person<'a>>,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: String,
    url: String,
    title: &'a str,
    content_html: String,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Person<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::machine::fixture::Fixture;

    fn body(position: usize) -> String {
        format!("<p>Texte {position} &amp; <a href=\"https://example.org/kb/\">lien</a></p>")
    }

    #[test]
    fn the_json_feed_is_one() {
        let site = Fixture::community().site();
        let feed: serde_json::Value = serde_json::from_slice(&json_feed(&site, &body)).unwrap();
        let expected = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Parvis",
            "home_page_url": "https://example.org/kb/",
            "feed_url": "https://example.org/kb/feed.json",
            "description": "Une communauté.",
            "language": "fr",
            "authors": [{"name": "Parvis", "url": "https://example.org/kb/"}],
            "items": [
                {
                    "id": "https://example.org/kb/articles/symetrie/",
                    "url": "https://example.org/kb/articles/symetrie/",
                    "title": "Symétrie <des> attentions",
                    "content_html": body(0),
                    "summary": "Soigner & mesurer.",
                    "date_published": "2026-11-16T00:00:00+01:00",
                },
                {
                    "id": "https://example.org/kb/articles/vision/",
                    "url": "https://example.org/kb/articles/vision/",
                    "title": "La vision",
                    "content_html": body(1),
                    "summary": "Une vision partagée.",
                    "image": "https://example.org/kb/images/vision.png",
                    "date_published": "2026-07-01T00:00:00+02:00",
                    "date_modified": "2026-11-20T00:00:00+01:00",
                    "authors": [{"name": "Camille Exemple", "url": "https://example.org/kb/auteurs/camille-exemple/"}],
                    "tags": ["équipe"],
                },
            ],
        });
        assert_eq!(feed, expected);
    }
}
