//! The page of an event.

use serde::Serialize;

use super::agenda::{AgendaView, agenda};
use super::card::{card, status};
use super::programme::{ProgrammeDay, programme};
use super::structured_data;
use super::when::{meanwhile, time_zone};
use crate::document::{DateOrDateTime, Event, EventStatus, EventTime, Registration};
use crate::language::date::weekday_date;
use crate::site::calendar::start_of_day;
use crate::site::links::DocumentId;
use crate::site::routes::Singleton;
use crate::view::context::Context;
use crate::view::kept::Kept;
use crate::view::meta::{Draft, singleton_link};
use crate::view::parts::EventStatus as StatusView;
use crate::view::parts::{
    ArticleCard, AuthorView, Body, DateView, DimensionLink, EventCard, Meanwhile,
};
use crate::view::social_card::{self, SocialCard};
use crate::view::{View, body};

/// `event.html`
#[derive(Debug, Serialize)]
pub struct EventView {
    /// Title, when, where.
    pub card: EventCard,
    /// Once it is over; absent for what never is.
    pub over: Option<Meanwhile>,
    /// Text.
    pub body: Body,
    /// Practical information.
    pub venue: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Room.
    pub room: Option<String>,
    /// Stand of the community.
    pub stand: Option<String>,
    /// Where it is followed online.
    pub online_url: Option<String>,
    /// Price.
    pub price: Option<String>,
    /// Registration.
    pub registration: Option<RegistrationView>,
    /// Who organises.
    pub organisers: Vec<Kept<AuthorView>>,
    /// Who speaks, at the event or in its programme.
    pub speakers: Vec<Kept<AuthorView>>,
    /// « Initialement prévu le … », of an event that has a new date.
    pub previous_start: Option<String>,
    /// Status, as in the card.
    pub status: StatusView,
    /// Whether its year is unknown.
    pub year_unknown: bool,
    /// Programme by day.
    pub programme: Vec<ProgrammeDay>,
    /// Slides of the whole event.
    pub slides: Option<String>,
    /// Recording of the whole event.
    pub replay: Option<String>,
    /// How a reader's calendar gets it; absent when the year is unknown.
    pub agenda: Option<AgendaView>,
    /// « heure de Paris ».
    pub time_zone: String,
    /// Articles about it: those that it names, then those that link to it.
    pub articles: Vec<Kept<ArticleCard>>,
    /// Dimensions of the model.
    pub dimensions: Vec<Kept<DimensionLink>>,
}

/// How to register.
#[derive(Debug, Serialize)]
pub struct RegistrationView {
    /// Where.
    pub url: Option<String>,
    /// First day.
    pub opens: Option<DateView>,
    /// Last day.
    pub closes: Option<DateView>,
    /// A sentence.
    pub note: Option<String>,
    /// While one can register; absent for what does not take place.
    pub open: Option<Meanwhile>,
    /// Once one cannot any more.
    pub closed: Option<Meanwhile>,
}

/// The page of the event at `position`.
pub fn event(context: &Context<'_>, position: usize) -> Draft {
    let site = context.site;
    let event = &site.events[position];
    let identity = &event.identity;
    let occurrence = &site.occurrences[position];
    let path = site.routes.names().page("events", identity.slug.as_str());
    let canonical = site.base.absolute(&path);
    let session_speakers = event.programme.iter().flat_map(|session| &session.speakers);
    let card = card(context, position);
    let view = EventView {
        over: card.when.over_at.and_then(|_| {
            let span = occurrence.span.as_ref()?;
            Some(meanwhile(context, Some(span.over_at), None))
        }),
        card,
        body: body::body(context, &identity.file, &event.body),
        venue: event.venue.clone(),
        address: event.address.clone(),
        room: event.room.clone(),
        stand: event.stand.clone(),
        online_url: event.online_url.clone(),
        price: event.price.as_ref().map(|price| price.text.clone()),
        registration: event
            .registration
            .as_ref()
            .map(|registration| self::registration(context, position, registration)),
        organisers: context.authors(&event.organisers),
        speakers: context.authors(event.speakers.iter().chain(session_speakers)),
        previous_start: previous_start(context, event),
        status: status(event.status),
        year_unknown: matches!(event.time, EventTime::YearUnknown { .. }),
        programme: programme(context, position, &path),
        slides: event.slides.clone(),
        replay: event.replay.clone(),
        agenda: agenda(context, position, &path, &canonical),
        time_zone: time_zone(context),
        articles: articles(context, position),
        dimensions: context.dimensions(&identity.dimensions),
    };
    let card = SocialCard::of_event(context, event, occurrence);
    let image = social_card::of_document(context, identity, Some(card));
    let structured = structured_data::event(context, event, occurrence, &canonical, image.as_ref());
    let parents = vec![singleton_link(context, Singleton::Events, "events")];
    let mut draft = Draft::new(View::Event(Box::new(view)), "event", &identity.title)
        .described_by(identity)
        .below(parents);
    draft.image = image;
    draft.structured = structured.into_iter().map(Into::into).collect();
    draft
}

/// One registers from the first day to the last, both whole, until the event is over. Of a first day that is not given, it is any.
fn registration(
    context: &Context<'_>,
    position: usize,
    registration: &Registration,
) -> RegistrationView {
    let site = context.site;
    let takes_place = !matches!(
        site.events[position].status,
        EventStatus::Cancelled | EventStatus::Postponed
    );
    let over_at = site.occurrences[position]
        .span
        .as_ref()
        .map(|span| span.over_at);
    let opens_at = registration
        .opens
        .map(|opens| start_of_day(&site.time_zone, opens));
    let closed_at = registration
        .closes
        .and_then(|closes| closes.tomorrow().ok())
        .map(|after| start_of_day(&site.time_zone, after));
    let closed_at = closed_at.into_iter().chain(over_at).min();
    RegistrationView {
        url: registration.url.clone(),
        opens: registration.opens.map(|date| context.date(date)),
        closes: registration.closes.map(|date| context.date(date)),
        note: registration.note.clone(),
        open: takes_place.then(|| meanwhile(context, opens_at, closed_at)),
        closed: closed_at
            .filter(|_| takes_place)
            .map(|closed_at| meanwhile(context, Some(closed_at), None)),
    }
}

fn previous_start(context: &Context<'_>, event: &Event) -> Option<String> {
    let start = event
        .previous_start
        .filter(|_| event.status == EventStatus::Rescheduled)
        .map(DateOrDateTime::date)?;
    let date = weekday_date(context.language(), start);
    let words = context.strings.get("event_moved_from");
    Some(words.replace("{a}", &date))
}

/// The articles that the event names, in its order, then those that link to it.
fn articles(context: &Context<'_>, position: usize) -> Vec<Kept<ArticleCard>> {
    let site = context.site;
    let named = site.events[position].articles.iter();
    let mut places: Vec<usize> = named
        .filter_map(|name| site.articles.position(&name.value))
        .collect();
    for backlink in site.links.backlinks(DocumentId::Event(position)) {
        if let DocumentId::Article(article) = backlink.from
            && !places.contains(&article)
        {
            places.push(article);
        }
    }
    context.article_cards(places)
}
