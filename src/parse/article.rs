//! `articles/**/*.md`

use std::sync::Arc;

use jiff::civil::Date;
use parvis_search::Term;

use super::Source;
use super::identity::{self, typeset};
use super::yaml::{Faults, Fields};
use super::{front_matter, markdown};
use crate::diagnostics::Located;
use crate::document::{Article, Identity, Markdown, Provenance, SeriesPart, SourceText};

/// Terms that stand for the text where related articles are looked for.
const TERMS: usize = 16;

/// Reads an article.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<Article> {
    let front = front_matter::split(source, faults)?;
    let body = markdown::parse(source, front.body, front.body_start, faults);
    let mut fields = front.fields;
    let identity = identity::parse(source, &mut fields, "title", faults);
    fields.require("date", faults);
    fields.require("summary", faults);
    let terms = if source.conventions.related {
        terms(source, &identity, &body)
    } else {
        Vec::new()
    };
    let article = Article {
        date: identity.date.unwrap_or(Date::MIN),
        summary: identity.summary.clone().unwrap_or_default(),
        authors: fields.slugs("authors", faults),
        category: fields.slug("category", faults),
        series: series(source, &mut fields, faults),
        source: provenance(source, &mut fields, faults),
        sector: fields
            .text("sector", faults)
            .map(|sector| typeset(source, sector)),
        review_of: fields.slug("review_of", faults),
        comments: fields.flag("comments", true, faults),
        expires: fields.date("expires", faults),
        identity,
        body,
        text: SourceText {
            file: Arc::clone(&source.file.bytes),
            start: front.body_start,
        },
        terms,
    };
    fields.finish(faults);
    Some(article)
}

/// What weighs most in the text: a word of the title as much as several of the body.
fn terms(source: Source<'_>, identity: &Identity, body: &Markdown) -> Vec<Term> {
    let text = body.content.text();
    let mut fields = vec![(identity.title.as_str(), 6), (text.as_str(), 1)];
    fields.extend(identity.summary.as_deref().map(|summary| (summary, 3)));
    fields.extend(
        body.headings
            .iter()
            .map(|heading| (heading.text.as_str(), 2)),
    );
    source
        .analysers
        .with(|analyser| analyser.terms(&fields, TERMS))
}

fn series(
    source: Source<'_>,
    fields: &mut Fields,
    faults: &mut Faults,
) -> Option<Located<SeriesPart>> {
    let mut series = fields.map("series", faults)?;
    let name = series.required_text("name", faults);
    let part = series.integer("part", 1, 999, faults);
    series.require("part", faults);
    let span = series.span();
    series.finish(faults);
    Some(Located::new(
        SeriesPart {
            name: typeset(source, name?),
            part: u32::try_from(part?).ok()?,
        },
        span,
    ))
}

fn provenance(source: Source<'_>, fields: &mut Fields, faults: &mut Faults) -> Option<Provenance> {
    let mut keys = fields.map("source", faults)?;
    let publication = keys.required_text("publication", faults);
    let provenance = Provenance {
        publication: typeset(source, publication.unwrap_or_default()),
        issue: keys
            .text("issue", faults)
            .map(|issue| typeset(source, issue)),
        url: keys.web_address("url", faults),
        date: keys.date("date", faults),
    };
    keys.finish(faults);
    Some(provenance)
}
