//! The search index: what of each document can be found, handed to the search crate.

use std::borrow::Cow;

use jiff::civil::Date;
use parvis_search::{Analysers, Document, IndexBuilder, IndexFile};
use rayon::prelude::*;

use crate::aside::Aside;
use crate::document::{EventTime, Identity, Markdown, Name, Published};
use crate::site::Site;
use crate::site::links::DocumentId;
use crate::site::routes::Route;

/// The values of the filter by kind.
pub const KINDS: [&str; 8] = [
    "article",
    "term",
    "event",
    "book",
    "author",
    "member",
    "page",
    "dimension",
];

/// Documents that are analysed, in parallel, before the index takes them in: their words and texts are all that is in memory of it twice.
const AT_ONCE: usize = 64;

/// Hands the files of the index to `emit` as they are made, each with its name inside the index's folder, the root last. The files do
/// not depend on the number of threads.
pub fn search_files(site: &Site, emit: impl FnMut(IndexFile)) {
    let language = site.config.language.of_search();
    let mut index = IndexBuilder::new(language, emit).keeping(|bytes| Box::new(Aside::put(bytes)));
    let analysers = Analysers::new(language);
    let mut all = entries(site);
    loop {
        let entries: Vec<_> = all.by_ref().take(AT_ONCE).collect();
        if entries.is_empty() {
            break;
        }
        let analysed: Vec<_> = entries
            .par_iter()
            .map(|entry| {
                let body = entry.body();
                let document = entry.document(&body);
                let words = analysers.with(|analyser| analyser.analyse(&document));
                (body, words)
            })
            .collect();
        for (entry, (body, words)) in entries.iter().zip(&analysed) {
            index.add(&entry.document(body), words);
        }
    }
    index.finish();
}

/// A document as search sees it. What the document has already is borrowed.
#[derive(Default)]
struct Entry<'a> {
    url: String,
    title: &'a str,
    kind: &'static str,
    category: Option<&'a str>,
    dimensions: Vec<&'a str>,
    authors: Vec<&'a str>,
    year: Option<u16>,
    summary: &'a str,
    headings: Vec<&'a str>,
    keywords: Vec<&'a str>,
    body: Body<'a>,
}

/// The running text of an entry.
enum Body<'a> {
    Markdown(&'a Markdown),
    Text(String),
}

impl Default for Body<'_> {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl<'a> Entry<'a> {
    fn new(
        site: &Site,
        kind: &'static str,
        id: DocumentId,
        identity: &'a Identity,
        body: &'a Markdown,
    ) -> Self {
        Self {
            url: site.base.href(site.links.path(id)),
            title: &identity.title,
            kind,
            dimensions: slugs(&identity.dimensions),
            year: identity.date.and_then(year),
            summary: identity.summary.as_deref().unwrap_or_default(),
            headings: body
                .headings
                .iter()
                .map(|heading| heading.text.as_str())
                .collect(),
            keywords: identity.tags.iter().map(String::as_str).collect(),
            body: Body::Markdown(body),
            ..Self::default()
        }
    }

    fn body(&self) -> Cow<'_, str> {
        match &self.body {
            Body::Markdown(body) => Cow::Owned(running_text(body)),
            Body::Text(text) => Cow::Borrowed(text),
        }
    }

    /// The entry with its running text, which [`body`](Self::body) gives.
    fn document<'b>(&'b self, body: &'b str) -> Document<'b> {
        Document {
            url: &self.url,
            title: self.title,
            kind: self.kind,
            category: self.category,
            dimensions: &self.dimensions,
            authors: &self.authors,
            year: self.year,
            summary: self.summary,
            headings: &self.headings,
            keywords: &self.keywords,
            body,
        }
    }
}

/// Every document, kind by kind in the order of [`KINDS`]: that of results of equal rank.
fn entries(site: &Site) -> impl Iterator<Item = Entry<'_>> {
    let articles = (0..site.articles.len()).map(|position| article(site, position));
    let terms = (0..site.terms.len()).map(|position| term(site, position));
    let events = (0..site.events.len()).map(|position| event(site, position));
    let books = (0..site.books.len()).map(|position| book(site, position));
    let authors = (0..site.authors.len()).map(|position| author(site, position));
    let members = (0..site.members.len()).map(|position| member(site, position));
    let documents = articles.chain(terms).chain(events).chain(books);
    let documents = documents.chain(authors).chain(members);
    documents.chain(pages(site)).chain(dimensions(site))
}

/// An article is found by who wrote it.
fn article(site: &Site, position: usize) -> Entry<'_> {
    let it = &*site.articles[position];
    let mut entry = Entry::new(
        site,
        "article",
        DocumentId::Article(position),
        &it.identity,
        &it.body,
    );
    entry.category = it.category.as_ref().map(|category| category.value.as_str());
    entry.authors = slugs(&it.authors);
    entry.summary = &it.summary;
    entry.keywords.extend(names(site, &it.authors));
    entry.keywords.extend(it.sector.as_deref());
    entry
}

/// A term is found by each of its forms.
fn term(site: &Site, position: usize) -> Entry<'_> {
    let it = &*site.terms[position];
    let mut entry = Entry::new(
        site,
        "term",
        DocumentId::Term(position),
        &it.identity,
        &it.body,
    );
    entry.summary = &it.definition;
    entry
        .keywords
        .extend(it.forms.iter().map(|form| form.value.as_str()));
    entry
}

fn author(site: &Site, position: usize) -> Entry<'_> {
    let it = &*site.authors[position];
    let mut entry = Entry::new(
        site,
        "author",
        DocumentId::Author(position),
        &it.identity,
        &it.body,
    );
    entry.year = None;
    entry.keywords.extend(it.role.as_deref());
    entry
}

fn member(site: &Site, position: usize) -> Entry<'_> {
    let it = &*site.members[position];
    let mut entry = Entry::new(
        site,
        "member",
        DocumentId::Member(position),
        &it.identity,
        &it.body,
    );
    entry.year = None;
    entry.keywords.extend(it.sector.as_deref());
    entry
}

/// An event is found by its programme and its people too.
fn event(site: &Site, position: usize) -> Entry<'_> {
    let it = &*site.events[position];
    let mut entry = Entry::new(
        site,
        "event",
        DocumentId::Event(position),
        &it.identity,
        &it.body,
    );
    entry.year = match &it.time {
        EventTime::Dated { start, .. } => year(start.value.date()),
        EventTime::YearUnknown { .. } => None,
    };
    entry.authors = slugs(&it.speakers);
    entry
        .keywords
        .extend(names(site, &it.speakers).chain(names(site, &it.organisers)));
    entry.keywords.extend(it.venue.as_deref());
    entry
        .headings
        .extend(it.programme.iter().map(|session| session.title.as_str()));
    entry
}

/// A book is found by what its cover says.
fn book(site: &Site, position: usize) -> Entry<'_> {
    let it = &*site.books[position];
    let mut entry = Entry::new(
        site,
        "book",
        DocumentId::Book(position),
        &it.identity,
        &it.body,
    );
    entry.year = match it.published {
        Some(Published::Year(number)) => u16::try_from(number).ok(),
        Some(Published::Date(date)) => year(date),
        None => None,
    };
    entry.headings.extend(it.subtitle.as_deref());
    entry.keywords.extend(
        it.written_by
            .iter()
            .chain(&it.publisher)
            .chain(&it.isbn)
            .map(String::as_str),
    );
    entry
}

/// Pages of their own, and the introductions of generated pages but that of the search itself.
fn pages(site: &Site) -> impl Iterator<Item = Entry<'_>> {
    let own =
        site.pages.iter().enumerate().filter(|(position, page)| {
            site.routes.get(&page.path) == Some(&Route::Page(*position))
        });
    let own = own.map(|(position, page)| {
        Entry::new(
            site,
            "page",
            DocumentId::Page(position),
            &page.identity,
            &page.body,
        )
    });
    let introductions = site
        .introductions
        .iter()
        .filter(|(singleton, _)| singleton.is_content());
    let introductions = introductions.map(|(singleton, page)| {
        Entry::new(
            site,
            "page",
            DocumentId::Introduction(*singleton),
            &page.identity,
            &page.body,
        )
    });
    own.chain(introductions)
}

/// Dimensions of the model, found by their definition and their statements.
fn dimensions(site: &Site) -> impl Iterator<Item = Entry<'_>> {
    site.model.iter().flat_map(move |model| {
        let statements = model
            .model
            .dimensions()
            .map(|(dimension, _)| &dimension.statements);
        model.dimensions.iter().zip(statements).enumerate().map(
            move |(position, (dimension, statements))| Entry {
                url: site
                    .base
                    .href(site.links.path(DocumentId::Dimension(position))),
                title: &dimension.name,
                kind: "dimension",
                dimensions: vec![&dimension.id],
                summary: &dimension.definition,
                body: Body::Text(
                    statements
                        .iter()
                        .map(|statement| statement.text.as_str())
                        .collect::<Vec<_>>()
                        .join("\n"),
                ),
                ..Entry::default()
            },
        )
    })
}

/// The text of `body` without its headings, which weigh more and are not shown as excerpts.
fn running_text(body: &Markdown) -> String {
    let whole = body.content.text();
    let whole = whole.as_str();
    let mut headings = body.headings.iter().peekable();
    let mut text = String::with_capacity(whole.len());
    for line in whole.lines() {
        if headings
            .next_if(|heading| heading.text == line.trim())
            .is_none()
        {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn slugs(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| name.value.as_str()).collect()
}

fn names<'a>(site: &'a Site, slugs: &'a [Name]) -> impl Iterator<Item = &'a str> {
    slugs
        .iter()
        .filter_map(|slug| site.authors.get(&slug.value))
        .map(|author| author.identity.title.as_str())
}

fn year(date: Date) -> Option<u16> {
    u16::try_from(date.year()).ok()
}

#[cfg(test)]
mod tests {
    use parvis_search::{Engine, Found, Outcome, SearchRequest};

    use super::*;
    use crate::render::machine::fixture::Fixture;

    fn files(site: &Site) -> Vec<IndexFile> {
        let mut files = Vec::new();
        search_files(site, |file| files.push(file));
        files
    }

    fn search(files: &[IndexFile], query: &str) -> Found {
        let fetch = |name: &str| {
            files
                .iter()
                .find(|file| file.name == name)
                .expect("a file of the index")
                .bytes
                .clone()
        };
        let mut engine = Engine::new();
        engine.supply("index.bin", fetch("index.bin")).unwrap();
        let request = SearchRequest {
            q: query.into(),
            ..SearchRequest::default()
        };
        loop {
            match engine.search(&request).unwrap() {
                Outcome::Needs { needs } => needs
                    .iter()
                    .for_each(|name| engine.supply(name, fetch(name)).unwrap()),
                Outcome::Found(found) => return found,
            }
        }
    }

    #[test]
    fn every_kind_of_document_is_found() {
        let files = files(&Fixture::community().site());
        let cases = [
            ("enchanter", "article", "/kb/articles/symetrie/"),
            ("« priorités »", "article", "/kb/articles/vision/"),
            ("net promoter", "term", "/kb/glossaire/nps/"),
            ("ouverture", "event", "/kb/evenements/rencontres/"),
            ("dominique modele", "book", "/kb/livres/le-carnet/"),
            ("consultante", "author", "/kb/auteurs/camille-exemple/"),
            ("compagnie", "member", "/kb/membres/#compagnie"),
            ("a propos", "page", "/kb/a-propos/"),
            ("entraident", "dimension", "/kb/le-modele/cooperation/"),
        ];
        for (query, kind, url) in cases {
            let found = search(&files, query);
            let first = found
                .results
                .first()
                .unwrap_or_else(|| panic!("nothing found for {query}"));
            assert_eq!(
                (first.kind.as_str(), first.url.as_str()),
                (kind, url),
                "{query}"
            );
        }
    }

    #[test]
    fn an_article_carries_its_filters() {
        let site = Fixture::community().site();
        let vision = entries(&site)
            .find(|entry| entry.title == "La vision")
            .unwrap();
        assert_eq!(
            (vision.category, vision.year),
            (Some("culture"), Some(2026))
        );
        assert_eq!(
            (&*vision.authors, &*vision.dimensions),
            (&["camille-exemple"][..], &["vision"][..])
        );
        assert_eq!(vision.keywords, ["équipe", "Camille Exemple"]);
        assert_eq!(vision.headings, ["Le débat"]);
        assert_eq!(
            vision.body(),
            "Sept directeurs se réunissent.\nIls échangent sur leurs priorités.\n"
        );
    }

    #[test]
    fn kinds_come_in_their_order_and_no_other_is_used() {
        let site = Fixture::community().site();
        let mut kinds: Vec<&str> = entries(&site).map(|entry| entry.kind).collect();
        kinds.dedup();
        assert_eq!(kinds, KINDS);
    }

    #[test]
    fn one_thread_or_many_give_the_same_files() {
        let site = Fixture::community().site();
        let alone = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .unwrap();
        assert_eq!(alone.install(|| files(&site)), files(&site));
    }
}
