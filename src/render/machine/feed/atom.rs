//! Atom (RFC 4287).

use super::{BodyHtml, Channel, address, authors, changed, moment, publisher};
use crate::render::machine::xml::Xml;
use crate::site::Site;
use crate::site::routes::FeedScope;
use crate::view::Shelf;

/// The date of a feed in which nothing has been published.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// How many entries are kept for the next feed. Each holds a whole text; feeds that hold it are mostly made one after the other.
const KEPT: usize = 1 << 11;

/// The entries of feeds as they stand in each of them, by the position of their article: one is in a dozen feeds.
#[derive(Debug)]
pub struct Entries(Shelf<Vec<u8>>);

impl Entries {
    /// None yet of those of `site`.
    pub fn of(site: &Site) -> Self {
        Self(Shelf::with_room(site.articles.len(), KEPT))
    }
}

/// The Atom feed of `scope`, with the full text of its latest 20 articles, whose `entries` are taken from there or added.
pub fn atom(site: &Site, scope: &FeedScope, entries: &Entries, body_html: BodyHtml<'_>) -> Vec<u8> {
    let channel = Channel::new(site, scope);
    let updated = channel
        .latest
        .iter()
        .map(|position| changed(&site.articles[*position]))
        .max();
    let own_address = site.base.absolute(&format!("{}atom.xml", channel.page));
    let mut xml = Xml::new();
    let language = site.config.language.code();
    xml.element(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", language),
        ],
        |xml| {
            xml.text("title", &[], &channel.title);
            xml.text("subtitle", &[], channel.subtitle);
            xml.text("id", &[], &own_address);
            xml.empty(
                "link",
                &[
                    ("rel", "self"),
                    ("type", "application/atom+xml"),
                    ("href", &own_address),
                ],
            );
            xml.empty(
                "link",
                &[
                    ("rel", "alternate"),
                    ("type", "text/html"),
                    ("href", &site.base.absolute(&channel.page)),
                ],
            );
            if let Some(url) = site
                .config
                .licence
                .as_ref()
                .and_then(|licence| licence.url.as_deref())
            {
                xml.empty("link", &[("rel", "license"), ("href", url)]);
            }
            xml.text(
                "updated",
                &[],
                &updated.map_or_else(|| NEVER.to_owned(), |date| moment(date, &site.time_zone)),
            );
            // The feed's author stands for those of an entry that names none (RFC 4287, §4.1.1).
            let publisher = publisher(site);
            person(xml, publisher.name, publisher.url.as_deref());
            if let Some(licence) = &site.config.licence {
                xml.text("rights", &[], &licence.name);
            }
            xml.text("generator", &[], "Parvis");
            for position in &channel.latest {
                let write = || Xml::inner(|xml| entry(xml, site, *position, body_html));
                xml.copy(&entries.0.get(*position, write));
            }
        },
    );
    xml.finish()
}

fn entry(xml: &mut Xml, site: &Site, position: usize, body_html: BodyHtml<'_>) {
    let article = &*site.articles[position];
    let identity = &article.identity;
    let address = address(site, position);
    let language: Vec<(&str, &str)> = identity
        .lang
        .iter()
        .map(|language| ("xml:lang", language.as_str()))
        .collect();
    xml.element("entry", &language, |xml| {
        xml.text("title", &[], &identity.title);
        xml.text("id", &[], &address);
        xml.empty(
            "link",
            &[
                ("rel", "alternate"),
                ("type", "text/html"),
                ("href", &address),
            ],
        );
        if let Some(source) = &article.source
            && let Some(url) = &source.url
        {
            xml.empty(
                "link",
                &[
                    ("rel", "via"),
                    ("title", &source.publication),
                    ("href", url),
                ],
            );
        }
        xml.text("published", &[], &moment(article.date, &site.time_zone));
        xml.text("updated", &[], &moment(changed(article), &site.time_zone));
        for author in authors(site, article) {
            person(xml, author.name, author.url.as_deref());
        }
        if let Some(category) = &article.category {
            let label = site
                .config
                .categories
                .iter()
                .find(|known| known.slug.as_str() == category.value)
                .map(|known| known.name.as_str());
            xml.empty(
                "category",
                &[
                    ("term", &category.value),
                    ("label", label.unwrap_or(&category.value)),
                ],
            );
        }
        for tag in &identity.tags {
            xml.empty("category", &[("term", tag)]);
        }
        xml.text("summary", &[], &article.summary);
        xml.text("content", &[("type", "html")], &body_html(position));
    });
}

fn person(xml: &mut Xml, name: &str, url: Option<&str>) {
    xml.element("author", &[], |xml| {
        xml.text("name", &[], name);
        if let Some(url) = url {
            xml.text("uri", &[], url);
        }
    });
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;
    use crate::render::machine::fixture::Fixture;

    fn body(position: usize) -> String {
        format!("<p>Texte {position} &amp; <a href=\"https://example.org/kb/\">lien</a></p>")
    }

    /// Each element that holds text, as `path = text`, and each attribute, as `path@name = value`, in the order of the document.
    fn facts(bytes: &[u8]) -> Vec<String> {
        let mut reader = Reader::from_str(std::str::from_utf8(bytes).expect("UTF-8"));
        let (mut path, mut facts, mut text) = (Vec::<String>::new(), Vec::new(), String::new());
        loop {
            match reader.read_event().expect("well-formed XML") {
                event @ (Event::Start(_) | Event::Empty(_)) => {
                    let (Event::Start(element) | Event::Empty(element)) = &event else {
                        unreachable!()
                    };
                    path.push(element.name().as_ref().to_owned());
                    for attribute in element.attributes() {
                        let attribute = attribute.unwrap();
                        facts.push(format!(
                            "{}@{} = {}",
                            path.join("/"),
                            attribute.key.as_ref(),
                            attribute.value
                        ));
                    }
                    if matches!(event, Event::Empty(_)) {
                        path.pop();
                    }
                    text.clear();
                }
                Event::Text(part) => text.push_str(&part),
                Event::GeneralRef(name) => text.push_str(match &*name {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("an entity that Atom does not know: {other}"),
                }),
                Event::End(_) => {
                    if !text.trim().is_empty() {
                        facts.push(format!("{} = {text}", path.join("/")));
                    }
                    text.clear();
                    path.pop();
                }
                Event::Eof => return facts,
                _ => {}
            }
        }
    }

    fn of<'a>(facts: &'a [String], start: &str) -> Vec<&'a str> {
        facts
            .iter()
            .filter_map(|fact| fact.strip_prefix(start)?.strip_prefix(" = "))
            .collect()
    }

    #[test]
    fn the_site_s_feed_says_what_a_reader_needs() {
        let site = Fixture::community().site();
        let facts = facts(&atom(&site, &FeedScope::Site, &Entries::of(&site), &body));
        assert_eq!(of(&facts, "feed@xml:lang"), ["fr"]);
        assert_eq!(of(&facts, "feed/id"), ["https://example.org/kb/atom.xml"]);
        assert_eq!(
            of(&facts, "feed/link@href"),
            ["https://example.org/kb/atom.xml", "https://example.org/kb/"]
        );
        assert_eq!(of(&facts, "feed/title"), ["Parvis"]);
        assert_eq!(of(&facts, "feed/author/name"), ["Parvis"]);
        assert_eq!(of(&facts, "feed/updated"), ["2026-11-20T00:00:00+01:00"]);
        assert_eq!(
            of(&facts, "feed/entry/id"),
            [
                "https://example.org/kb/articles/symetrie/",
                "https://example.org/kb/articles/vision/"
            ]
        );
        assert_eq!(
            of(&facts, "feed/entry/published"),
            ["2026-11-16T00:00:00+01:00", "2026-07-01T00:00:00+02:00"]
        );
        assert_eq!(
            of(&facts, "feed/entry/updated"),
            ["2026-11-16T00:00:00+01:00", "2026-11-20T00:00:00+01:00"]
        );
        assert_eq!(of(&facts, "feed/entry/author/name"), ["Camille Exemple"]);
        assert_eq!(
            of(&facts, "feed/entry/author/uri"),
            ["https://example.org/kb/auteurs/camille-exemple/"]
        );
        assert_eq!(
            of(&facts, "feed/entry/category@term"),
            ["culture", "équipe"]
        );
        assert_eq!(
            of(&facts, "feed/entry/category@label"),
            ["Culture de service"]
        );
        assert_eq!(of(&facts, "feed/entry/content"), [body(0), body(1)]);
    }

    #[test]
    fn each_scope_has_its_own_articles_and_address() {
        let site = Fixture::community().site();
        let cases = [
            (
                FeedScope::Category(0),
                "Culture de service – Parvis",
                "categories/culture/",
                1,
            ),
            (FeedScope::Category(1), "Cas – Parvis", "categories/cas/", 0),
            (
                FeedScope::Tag("equipe".to_owned()),
                "équipe – Parvis",
                "themes/equipe/",
                1,
            ),
            (
                FeedScope::Author(0),
                "Camille Exemple – Parvis",
                "auteurs/camille-exemple/",
                1,
            ),
            (
                FeedScope::Dimension(0),
                "Vision partagée – Parvis",
                "le-modele/vision/",
                1,
            ),
        ];
        let entries = Entries::of(&site);
        for (scope, title, page, count) in cases {
            let facts = facts(&atom(&site, &scope, &entries, &body));
            assert_eq!(of(&facts, "feed/title"), [title]);
            let page = format!("https://example.org/kb/{page}");
            assert_eq!(
                of(&facts, "feed/link@href"),
                [format!("{page}atom.xml"), page.clone()]
            );
            assert!(
                site.routes
                    .get(&format!(
                        "{}atom.xml",
                        page.replace("https://example.org/kb", "")
                    ))
                    .is_some(),
                "{page}"
            );
            assert_eq!(of(&facts, "feed/entry/id").len(), count, "{title}");
        }
    }

    #[test]
    fn a_feed_without_articles_is_dated_without_a_clock() {
        let site = Fixture::community().site();
        let facts = facts(&atom(
            &site,
            &FeedScope::Category(1),
            &Entries::of(&site),
            &body,
        ));
        assert_eq!(of(&facts, "feed/updated"), ["1970-01-01T00:00:00Z"]);
    }

    #[test]
    fn a_feed_holds_the_latest_twenty() {
        let mut fixture = Fixture::community();
        for day in 1..=22 {
            let text = format!(
                "---\ntitle: 'Jour {day}'\ndate: 2026-01-{day:02}\nsummary: 'Un jour.'\n---\nTexte.\n"
            );
            fixture = fixture.with(&format!("content/articles/jour-{day}.md"), &text);
        }
        let site = fixture.site();
        let facts = facts(&atom(&site, &FeedScope::Site, &Entries::of(&site), &body));
        let titles = of(&facts, "feed/entry/title");
        assert_eq!(
            (titles.len(), titles[2], titles[19]),
            (20, "Jour 22", "Jour 5")
        );
    }
}
