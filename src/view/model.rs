//! The model: its wheel, its levers, its dimensions.

use super::View;
use super::benchmark;
use super::body;
use super::context::Context;
use super::figures::{EditionCard, EditionMeasure, LeverView, WheelView};
use super::geometry;
use super::kept::Kept;
use super::meta::{Draft, introduction, singleton_link};
use super::parts::{
    ArticleCard, Body, BookCard, DimensionLink, EventCard, LeverTag, Link, TermCard,
};
use crate::document::{Identity, ModelDocument};
use crate::site::routes::Singleton;
use serde::Serialize;

/// `model.html`: the wheel.
#[derive(Debug, Serialize)]
pub struct ModelView {
    /// Introduction.
    pub body: Body,
    /// The figure.
    pub wheel: Option<WheelView>,
    /// Levers with their dimensions.
    pub levers: Vec<LeverView>,
    /// « Modèle d’illustration… ».
    pub notice: Option<String>,
    /// Number of statements of the self-test.
    pub statement_count: usize,
    /// Maturity levels.
    pub maturity: Vec<MaturityView>,
}

/// A maturity level.
#[derive(Debug, Serialize)]
pub struct MaturityView {
    /// Lower bound, included.
    pub from: f64,
    /// Upper bound, excluded but for 100.
    pub to: f64,
    /// Name.
    pub name: String,
    /// What it means.
    pub description: String,
}

/// `lever.html`
#[derive(Debug, Serialize)]
pub struct LeverPageView {
    /// The lever.
    pub lever: LeverView,
    /// The other levers.
    pub others: Vec<Kept<LeverTag>>,
    /// Articles of its dimensions, latest first, at most twelve.
    pub articles: Vec<Kept<ArticleCard>>,
}

/// `dimension.html`
#[derive(Debug, Serialize)]
pub struct DimensionView {
    /// The dimension.
    pub dimension: DimensionLink,
    /// Statements of the self-test, with their marks.
    pub statements: Vec<StatementView>,
    /// Prompt for a debate.
    pub debate: Option<String>,
    /// What to do first to close the gap.
    pub advice: Option<String>,
    /// The latest edition's figures.
    pub benchmark: Option<EditionMeasure>,
    /// That edition.
    pub edition: Option<EditionCard>,
    /// Articles, latest first.
    pub articles: Vec<Kept<ArticleCard>>,
    /// Terms.
    pub terms: Vec<TermCard>,
    /// Books.
    pub books: Vec<BookCard>,
    /// Events.
    pub events: Vec<EventCard>,
    /// Dimension before in the model's order.
    pub previous: Option<DimensionLink>,
    /// Dimension after.
    pub next: Option<DimensionLink>,
}

/// A statement of the self-test.
#[derive(Debug, Serialize)]
pub struct StatementView {
    /// Its id in the model.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Agreement means a low score.
    pub reverse: bool,
    /// Rank in the questionnaire, from 1.
    pub number: usize,
}

const ARTICLES: usize = 12;

/// The wheel.
pub fn model(context: &Context<'_>) -> Option<Draft> {
    let document = context.site.model.as_ref()?;
    let intro = introduction(context, Singleton::Model);
    let view = ModelView {
        body: intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
        wheel: geometry::wheel(context),
        levers: (0..document.levers.len())
            .filter_map(|place| lever_view(context, place))
            .collect(),
        notice: document.notice.clone(),
        statement_count: document.model.statement_count(),
        maturity: maturity(document),
    };
    Some(Draft::new(View::Model(view), "model", context.words("model")).introduced(intro))
}

/// Maturity levels with their bounds.
pub fn maturity(document: &ModelDocument) -> Vec<MaturityView> {
    let levels = &document.model.source().maturity;
    levels
        .iter()
        .enumerate()
        .map(|(place, level)| MaturityView {
            from: level.from,
            to: levels.get(place + 1).map_or(100.0, |next| next.from),
            name: level.name.clone(),
            description: level.description.clone(),
        })
        .collect()
}

/// A lever with its dimensions.
pub fn lever_view(context: &Context<'_>, position: usize) -> Option<LeverView> {
    let document = context.site.model.as_ref()?;
    let lever = document.levers.get(position)?;
    let dimensions = document
        .dimensions
        .iter()
        .filter(|dimension| dimension.lever == lever.id);
    Some(LeverView {
        tag: context.lever(&lever.id)?,
        question: lever.question.clone(),
        dimensions: dimensions
            .filter_map(|dimension| context.dimension(&dimension.id))
            .collect(),
    })
}

fn model_link(context: &Context<'_>) -> Link {
    singleton_link(context, Singleton::Model, "model")
}

/// A lever's page.
pub fn lever(context: &Context<'_>, position: usize) -> Option<Draft> {
    let site = context.site;
    let document = site.model.as_ref()?;
    let lever = lever_view(context, position)?;
    let mut articles: Vec<usize> = lever
        .dimensions
        .iter()
        .filter_map(|dimension| site.taxonomies.dimensions.get(&dimension.id))
        .flatten()
        .copied()
        .collect();
    articles.sort_unstable();
    articles.dedup();
    let others = document
        .levers
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != position);
    let view = LeverPageView {
        others: others
            .filter_map(|(_, other)| context.lever(&other.id))
            .collect(),
        articles: context.article_cards(articles.into_iter().take(ARTICLES)),
        lever,
    };
    let title = view.lever.tag.name.clone();
    let description = view.lever.question.clone();
    let mut draft = Draft::new(View::Lever(view), "lever", title).below(vec![model_link(context)]);
    draft.description = description;
    draft.source = site.model.as_ref().map(|model| model.file.clone());
    Some(draft)
}

/// A dimension's page.
pub fn dimension(context: &Context<'_>, position: usize) -> Option<Draft> {
    let site = context.site;
    let document = site.model.as_ref()?;
    let own = document.dimensions.get(position)?;
    let link = context.dimension(&own.id)?;
    let about = |identity: &Identity| identity.dimensions.iter().any(|name| name.value == own.id);
    let articles = site
        .taxonomies
        .dimensions
        .get(&own.id)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let neighbour = |place: Option<usize>| {
        document
            .dimensions
            .get(place?)
            .and_then(|dimension| context.dimension(&dimension.id))
    };
    let latest = site.editions.first();
    let figures = latest.and_then(|edition| benchmark::dimension_of(context, edition, &own.id));
    let events = (0..site.events.len())
        .rev()
        .filter(|place| about(&site.events[*place].identity));
    let view = DimensionView {
        statements: statements(document, position),
        debate: own.debate.clone(),
        advice: own.advice.clone(),
        edition: latest
            .filter(|_| figures.is_some())
            .map(|edition| benchmark::card(context, edition)),
        benchmark: figures,
        articles: context.article_cards(articles.iter().copied().take(ARTICLES)),
        terms: site
            .terms
            .iter()
            .filter(|term| about(&term.identity))
            .map(|term| context.term_card(term))
            .collect(),
        books: site
            .books
            .iter()
            .filter(|book| about(&book.identity))
            .map(|book| context.book_card(book))
            .collect(),
        events: events.map(|place| context.event_card(place)).collect(),
        previous: neighbour(position.checked_sub(1)),
        next: neighbour(Some(position + 1)),
        dimension: link.clone(),
    };
    let parents = vec![
        model_link(context),
        Link {
            label: link.lever.name.clone(),
            url: link.lever.url.clone(),
        },
    ];
    let mut draft =
        Draft::new(View::Dimension(Box::new(view)), "dimension", &link.name).below(parents);
    draft.description = Some(link.definition.clone()).filter(|definition| !definition.is_empty());
    draft.source = site.model.as_ref().map(|model| model.file.clone());
    let path = site.routes.names().page("model", &own.id);
    draft.feeds = vec![Link {
        label: link.name,
        url: context.href(&format!("{path}atom.xml")),
    }];
    Some(draft)
}

/// The statements of a dimension, with their ranks in the whole questionnaire.
pub fn statements(document: &ModelDocument, position: usize) -> Vec<StatementView> {
    let Some((dimension, range)) = document.model.dimensions().nth(position) else {
        return Vec::new();
    };
    let numbered = dimension.statements.iter().zip(range);
    numbered
        .map(|(statement, number)| StatementView {
            id: statement.id.clone(),
            text: statement.text.clone(),
            reverse: statement.reverse,
            number: number + 1,
        })
        .collect()
}
