//! JSON-LD: what engines read (schema.org).

use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use super::context::Context;
use super::parts::{AuthorView, Link, SocialImage};
use crate::document::{Article, Author, AuthorKind, Book, Edition, Term};
use crate::site::address::BaseUrl;

/// A node of the graph, as JSON.
#[derive(Debug)]
pub struct Node(String);

impl Node {
    /// A node that serialises itself: what every article has never becomes a tree of values.
    fn of(written: &impl Serialize) -> Self {
        Self(serde_json::to_string(written).unwrap_or_default())
    }
}

impl From<Value> for Node {
    fn from(value: Value) -> Self {
        Self(value.to_string())
    }
}

/// The nodes as one document, safe inside a `<script>` element.
pub fn graph(nodes: &[Node]) -> String {
    if nodes.is_empty() {
        return String::new();
    }
    let mut document = String::from(r#"{"@context":"https://schema.org","@graph":["#);
    for (place, Node(json)) in nodes.iter().enumerate() {
        if place > 0 {
            document.push(',');
        }
        document.push_str(json);
    }
    document.push_str("]}");
    script_safe(document)
}

/// JSON in which no character can end a `<script>` element.
pub fn script_safe(json: String) -> String {
    // Seldom does one stand in it. Without an early end, many bytes are compared at a time.
    let has_sign = json.bytes().fold(false, |found, byte| {
        found | matches!(byte, b'<' | b'>' | b'&')
    });
    if !has_sign && !json.contains("\u{2028}") && !json.contains("\u{2029}") {
        return json;
    }
    let mut safe = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(place) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        let (before, from) = rest.split_at(place);
        safe.push_str(before);
        let mut characters = from.chars();
        if let Some(character) = characters.next() {
            // Writing to a string cannot fail.
            let _ = write!(safe, "\\u{:04x}", u32::from(character));
        }
        rest = characters.as_str();
    }
    safe.push_str(rest);
    safe
}

/// The way from the home page to this one.
pub fn breadcrumbs(base: &BaseUrl, parents: &[Link], title: &str, canonical: &str) -> Node {
    let parents = parents.iter().filter(|link| !link.url.is_empty());
    let mut items: Vec<ListItem<'_>> = parents
        .zip(1..)
        .map(|(link, position)| ListItem {
            kind: "ListItem",
            item: [&base.origin, &*link.url].concat().into(),
            name: &link.label,
            position,
        })
        .collect();
    items.push(ListItem {
        kind: "ListItem",
        item: canonical.into(),
        name: title,
        position: items.len() + 1,
    });
    Node::of(&BreadcrumbList {
        kind: "BreadcrumbList",
        items,
    })
}

#[derive(Serialize)]
struct BreadcrumbList<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
struct ListItem<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: Cow<'a, str>,
    name: &'a str,
    position: usize,
}

/// The site, on its home page.
pub fn website(context: &Context<'_>) -> Value {
    let config = &context.site.config;
    json!({
        "@type": "WebSite",
        "name": config.title,
        "description": config.description,
        "url": context.site.base.absolute("/"),
        "inLanguage": context.language().code(),
    })
}

/// An article.
pub fn article(
    context: &Context<'_>,
    article: &Article,
    url: &str,
    image: Option<&SocialImage>,
) -> Node {
    let category = article.category.as_ref();
    let category = category.and_then(|name| context.category(name));
    let identity = &article.identity;
    Node::of(&ArticleNode {
        kind: "Article",
        article_section: category.as_ref().map(|link| &*link.label),
        author: article
            .authors
            .iter()
            .filter_map(|name| context.site.authors.get(&name.value))
            .map(|author| author_reference(context, author))
            .collect(),
        date_modified: identity.updated.unwrap_or(article.date).to_string(),
        date_published: article.date.to_string(),
        description: &article.summary,
        headline: &identity.title,
        image: image.map(|image| &*image.url),
        in_language: identity
            .lang
            .as_deref()
            .unwrap_or(context.language().code()),
        keywords: identity.tags.join(", "),
        main_entity_of_page: url,
        publisher: publisher(context),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArticleNode<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    article_section: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Agent<'a>>,
    date_modified: String,
    date_published: String,
    description: &'a str,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    keywords: String,
    main_entity_of_page: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Agent<'a>>,
}

/// A person or an organisation, as others name one.
#[derive(Serialize)]
pub struct Agent<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Cow<'a, str>>,
}

fn publisher<'a>(context: &Context<'a>) -> Option<Agent<'a>> {
    let publisher = context.site.config.publisher.as_ref()?;
    Some(Agent {
        kind: "Organization",
        name: &publisher.name,
        url: publisher.url.as_deref().map(Cow::Borrowed),
    })
}

/// An author as others name one.
pub fn author_reference<'a>(context: &Context<'_>, author: &'a Author) -> Agent<'a> {
    let names = context.site.routes.names();
    let path = names.page("authors", author.identity.slug.as_str());
    Agent {
        kind: author_type(author),
        name: &author.identity.title,
        url: Some(context.site.base.absolute(&path).into()),
    }
}

fn author_type(author: &Author) -> &'static str {
    match author.kind {
        AuthorKind::Person => "Person",
        AuthorKind::Organisation => "Organization",
    }
}

/// An author on his or her own page.
pub fn author(author: &Author, view: &AuthorView, url: &str) -> Value {
    let same: Vec<&str> = view.links.iter().map(|link| link.url.as_str()).collect();
    without_nulls(json!({
        "@type": author_type(author),
        "name": author.identity.title,
        "description": author.identity.summary.as_ref().or(author.role.as_ref()),
        "jobTitle": author.role.as_ref().filter(|_| author.kind == AuthorKind::Person),
        "url": url,
        "sameAs": same,
    }))
}

/// A term.
pub fn term(context: &Context<'_>, term: &Term, url: &str) -> Value {
    let set = context
        .site
        .base
        .absolute(&context.site.routes.names().index("glossary"));
    let forms: Vec<&str> = term.forms.iter().map(|form| form.value.as_str()).collect();
    without_nulls(json!({
        "@type": "DefinedTerm",
        "name": term.identity.title,
        "description": term.definition,
        "url": url,
        "alternateName": Some(forms).filter(|forms| !forms.is_empty()),
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": context.strings.get("glossary"), "url": set},
    }))
}

/// A book.
pub fn book(book: &Book, url: &str) -> Value {
    let authors: Vec<Value> = book
        .written_by
        .iter()
        .map(|name| json!({"@type": "Person", "name": name}))
        .collect();
    without_nulls(json!({
        "@type": "Book",
        "name": book.identity.title,
        "description": book.identity.summary,
        "author": authors,
        "isbn": book.isbn,
        "publisher": book.publisher.as_ref().map(|name| json!({"@type": "Organization", "name": name})),
        "url": url,
    }))
}

/// An edition of the benchmark.
pub fn dataset(
    context: &Context<'_>,
    edition: &Edition,
    url: &str,
    downloads: [(&str, String); 2],
) -> Value {
    let variables: Vec<String> = edition
        .dimensions
        .iter()
        .filter_map(|dimension| context.dimension(&dimension.id.value))
        .map(|dimension| dimension.name)
        .collect();
    let files: Vec<Value> = downloads
        .into_iter()
        .map(|(format, address)| json!({"@type": "DataDownload", "encodingFormat": format, "contentUrl": address}))
        .collect();
    without_nulls(json!({
        "@type": "Dataset",
        "name": edition.title,
        "inLanguage": context.language().code(),
        "isAccessibleForFree": true,
        "creator": publisher(context),
        "version": edition.model.as_ref().map(|(id, version)| format!("{} {version}", id.value)),
        "measurementTechnique": edition.method,
        "variableMeasured": variables,
        "description": edition.population.as_ref().or(edition.method.as_ref()).unwrap_or(&edition.title),
        "datePublished": edition.published.map(|date| date.to_string()),
        "temporalCoverage": edition.collected.map(|(from, to)| format!("{from}/{to}")),
        "license": edition.licence.as_ref().and_then(|licence| licence.url.clone()),
        "distribution": files,
        "url": url,
    }))
}

/// The object without its empty members.
pub fn without_nulls(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.retain(|_, member| {
            !member.is_null() && member.as_array().is_none_or(|items| !items.is_empty())
        });
    }
    value
}
