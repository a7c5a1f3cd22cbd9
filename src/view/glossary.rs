//! The glossary and its terms.

use super::body;
use super::context::Context;
use super::kept::Kept;
use super::meta::{Draft, introduction, singleton_link};
use super::parts::{Backlink, Body, DimensionLink, Link, TermCard};
use super::{View, structured_data};
use crate::language::order::index_letter;
use crate::site::links::DocumentId;
use crate::site::routes::Singleton;
use serde::Serialize;

/// `glossary.html`
#[derive(Debug, Serialize)]
pub struct GlossaryView {
    /// Introduction.
    pub body: Body,
    /// A to Z, letters without a term left out.
    pub letters: Vec<GlossaryLetter>,
    /// Terms in all.
    pub total: usize,
}

/// The terms under a letter.
#[derive(Debug, Serialize)]
pub struct GlossaryLetter {
    /// « C ».
    pub letter: String,
    /// `id` of its heading: `lettre-c`.
    pub anchor: String,
    /// In French order.
    pub terms: Vec<TermCard>,
}

/// `term.html`
#[derive(Debug, Serialize)]
pub struct TermView {
    /// The term and its definition.
    pub card: TermCard,
    /// Explanation.
    pub body: Body,
    /// Other forms and abbreviations.
    pub forms: Vec<String>,
    /// The term that must not be taken for it.
    pub contrast: Option<TermCard>,
    /// Neighbouring terms.
    pub see_also: Vec<TermCard>,
    /// Dimensions of the model.
    pub dimensions: Vec<Kept<DimensionLink>>,
    /// Pages that link to it.
    pub backlinks: Vec<Backlink>,
    /// Term before in French order.
    pub previous: Option<Link>,
    /// Term after.
    pub next: Option<Link>,
}

/// The glossary from A to Z.
pub fn glossary(context: &Context<'_>) -> Draft {
    let terms = &context.site.terms;
    let mut letters: Vec<GlossaryLetter> = Vec::new();
    for term in terms {
        let letter = index_letter(&term.identity.title).to_string();
        if letters.last().is_none_or(|last| last.letter != letter) {
            let name = if letter == "#" {
                "0".to_owned()
            } else {
                letter.to_lowercase()
            };
            letters.push(GlossaryLetter {
                anchor: format!("lettre-{name}"),
                letter,
                terms: Vec::new(),
            });
        }
        if let Some(last) = letters.last_mut() {
            last.terms.push(context.term_card(term));
        }
    }
    let intro = introduction(context, Singleton::Glossary);
    let view = GlossaryView {
        body: intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
        letters,
        total: terms.len(),
    };
    Draft::new(View::Glossary(view), "glossary", context.words("glossary")).introduced(intro)
}

/// A term.
pub fn term(context: &Context<'_>, position: usize) -> Draft {
    let site = context.site;
    let term = &site.terms[position];
    let identity = &term.identity;
    let neighbour = |place: Option<usize>| {
        let identity = &site.terms[place.filter(|place| *place < site.terms.len())?].identity;
        Some(Link {
            label: identity.title.clone(),
            url: context.page("glossary", identity.slug.as_str()),
        })
    };
    let card_of = |name: &crate::document::Name| {
        site.terms
            .get(&name.value)
            .map(|term| context.term_card(term))
    };
    let view = TermView {
        card: context.term_card(term),
        body: body::body(context, &identity.file, &term.body),
        forms: term.forms.iter().map(|form| form.value.clone()).collect(),
        contrast: site
            .glossary
            .contrast(position)
            .map(|other| context.term_card(&site.terms[other])),
        see_also: term.see_also.iter().filter_map(card_of).collect(),
        dimensions: context.dimensions(&identity.dimensions),
        backlinks: context.backlinks(DocumentId::Term(position)),
        previous: neighbour(position.checked_sub(1)),
        next: neighbour(Some(position + 1)),
    };
    let canonical = site
        .base
        .absolute(&site.routes.names().page("glossary", identity.slug.as_str()));
    let parents = vec![singleton_link(context, Singleton::Glossary, "glossary")];
    let mut draft = Draft::new(View::Term(Box::new(view)), "term", &identity.title)
        .described_by(identity)
        .below(parents);
    // The language of a foreign term is not that of the page that explains it.
    draft.lang = None;
    draft.description = Some(term.definition.clone());
    draft.structured = vec![structured_data::term(context, term, &canonical).into()];
    draft
}
