//! The home page: the community as it lives today.

use super::benchmark::BenchmarkTeaser;
use super::body;
use super::context::Context;
use super::figures::WheelView;
use super::kept::Kept;
use super::lists::categories;
use super::meta::{Draft, introduction};
use super::parts::{ArticleCard, Body, CountedLink, EventCard, MemberCard, TermCard};
use super::{View, benchmark, geometry, structured_data};
use crate::document::EventStatus;
use crate::site::routes::Singleton;
use serde::Serialize;

/// `home.html`
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// Introduction.
    pub body: Body,
    /// The latest article, shown large.
    pub featured: Option<Kept<ArticleCard>>,
    /// The next six.
    pub recent: Vec<Kept<ArticleCard>>,
    /// At most three events that are not over, soonest first.
    pub events: Vec<EventCard>,
    /// The next ones, for when the first are over and the site was not built again.
    pub later_events: Vec<EventCard>,
    /// The wheel, where the site has a model.
    pub wheel: Option<WheelView>,
    /// Number of statements of the self-test.
    pub statement_count: usize,
    /// The latest edition's teaser.
    pub benchmark: Option<BenchmarkTeaser>,
    /// Members.
    pub members: Vec<MemberCard>,
    /// Four terms, another set each day.
    pub terms: Vec<TermCard>,
    /// Categories with their counts.
    pub categories: Vec<CountedLink>,
}

const RECENT: usize = 6;
const EVENTS: usize = 3;
const LATER_EVENTS: usize = 2;
const TERMS: usize = 4;
const MEMBERS: usize = 12;

/// The home page.
pub fn home(context: &Context<'_>) -> Draft {
    let site = context.site;
    let intro = introduction(context, Singleton::Home);
    let mut next_events = events(context);
    let events = next_events.by_ref().take(EVENTS).collect();
    let later_events = next_events.take(LATER_EVENTS).collect();
    let view = HomeView {
        body: intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
        featured: context
            .article_cards((0..site.articles.len()).take(1))
            .pop(),
        recent: context.article_cards((1..site.articles.len()).take(RECENT)),
        events,
        later_events,
        wheel: geometry::wheel(context),
        statement_count: site
            .model
            .as_ref()
            .map_or(0, |model| model.model.statement_count()),
        benchmark: benchmark::teaser(context),
        members: site
            .members
            .iter()
            .take(MEMBERS)
            .map(|member| context.member_card(member))
            .collect(),
        terms: terms(context),
        categories: categories(context),
    };
    let mut draft =
        Draft::new(View::Home(Box::new(view)), "home", &site.config.title).introduced(intro);
    draft.structured = vec![structured_data::website(context).into()];
    draft
}

/// The next events, soonest first. What is cancelled, postponed or of an unknown year is no invitation.
fn events(context: &Context<'_>) -> impl Iterator<Item = EventCard> {
    let site = context.site;
    let next = |place: &usize| {
        let occurrence = &site.occurrences[*place];
        let status = site.events[*place].status;
        occurrence.is_dated()
            && !occurrence.past
            && !matches!(status, EventStatus::Cancelled | EventStatus::Postponed)
    };
    (0..site.events.len())
        .filter(next)
        .map(|place| context.event_card(place))
}

/// Terms of the day: another set each day, the same for every build of that day.
fn terms(context: &Context<'_>) -> Vec<super::parts::TermCard> {
    let terms = &context.site.terms;
    if terms.is_empty() {
        return Vec::new();
    }
    let epoch = jiff::civil::Date::constant(2000, 1, 1);
    let day = usize::try_from(
        context
            .site
            .today
            .since(epoch)
            .map_or(0, |span| span.get_days()),
    )
    .unwrap_or(0);
    // Steps of a large prime walk through the whole glossary before a term comes back.
    let count = TERMS.min(terms.len());
    (0..count)
        .map(|step| {
            context.term_card(&terms[(day * count + step).wrapping_mul(7919) % terms.len()])
        })
        .collect()
}
