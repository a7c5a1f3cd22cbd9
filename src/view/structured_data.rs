//! JSON-LD: what engines read (schema.org).

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use super::context::Context;
use super::parts::{AuthorView, Link, SocialImage};
use crate::document::{Article, Author, AuthorKind, Book, Edition, Term};
use crate::site::address::BaseUrl;

/// The nodes as one document, safe inside a `<script>` element.
pub fn graph(nodes: &[Value]) -> String {
    if nodes.is_empty() {
        return String::new();
    }
    let document = Document {
        context: "https://schema.org",
        graph: nodes,
    };
    script_safe(serde_json::to_string(&document).unwrap_or_default())
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: &'a [Value],
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
pub fn breadcrumbs(base: &BaseUrl, parents: &[Link], title: &str, canonical: &str) -> Value {
    let mut items: Vec<Value> = parents
        .iter()
        .filter(|link| !link.url.is_empty())
        .enumerate()
        .map(|(place, link)| {
            json!({"@type": "ListItem", "position": place + 1, "name": link.label, "item": format!("{}{}", base.origin, link.url)})
        })
        .collect();
    items.push(
        json!({"@type": "ListItem", "position": items.len() + 1, "name": title, "item": canonical}),
    );
    json!({"@type": "BreadcrumbList", "itemListElement": items})
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
) -> Value {
    let authors: Vec<Value> = article
        .authors
        .iter()
        .filter_map(|name| context.site.authors.get(&name.value))
        .map(|author| author_reference(context, author))
        .collect();
    without_nulls(json!({
        "@type": "Article",
        "headline": article.identity.title,
        "description": article.summary,
        "datePublished": article.date.to_string(),
        "dateModified": article.identity.updated.unwrap_or(article.date).to_string(),
        "inLanguage": article.identity.lang.as_deref().unwrap_or(context.language().code()),
        "mainEntityOfPage": url,
        "author": authors,
        "image": image.map(|image| &image.url),
        "keywords": Some(article.identity.tags.join(", ")).filter(|tags| !tags.is_empty()),
        "articleSection": article.category.as_ref().and_then(|name| context.category(name)).map(|link| link.label.clone()),
        "publisher": publisher(context),
    }))
}

fn publisher(context: &Context<'_>) -> Option<Value> {
    let publisher = context.site.config.publisher.as_ref()?;
    Some(without_nulls(
        json!({"@type": "Organization", "name": publisher.name, "url": publisher.url}),
    ))
}

/// An author as others name one.
pub fn author_reference(context: &Context<'_>, author: &Author) -> Value {
    let path = context
        .site
        .routes
        .names()
        .page("authors", author.identity.slug.as_str());
    json!({"@type": author_type(author), "name": author.identity.title, "url": context.site.base.absolute(&path)})
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
