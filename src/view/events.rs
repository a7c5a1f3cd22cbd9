//! Events and their programmes.

use super::article::query;
use super::parts::EventStatus as StatusView;
use super::parts::{
    ArticleCard, AuthorView, Body, DateView, DimensionLink, EventCard, Link, WhenView,
};
use serde::Serialize;
use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::body;
use super::context::Context;
use super::meta::{Draft, introduction, singleton_link};
use super::{View, structured_data};
use crate::document::{Event, EventStatus, EventTime, Session};
use crate::language::Language;
use crate::language::date::{
    date_time_range, day_and_month, long_date, short_month_name, time_of_day, time_range,
    weekday_date,
};
use crate::language::slug::slug;
use crate::parse::DateOrDateTime;
use crate::site::calendar::OccurrenceSpan;
use crate::site::routes::Singleton;

/// `events.html`
#[derive(Debug, Serialize)]
pub struct EventsView {
    /// Introduction.
    pub body: Body,
    /// Not over, soonest first.
    pub upcoming: Vec<EventCard>,
    /// Over, latest first, by year.
    pub past: Vec<EventYear>,
    /// Events whose year is unknown.
    pub undated: Vec<EventCard>,
    /// Address of the calendar with the scheme `webcal:`.
    pub webcal_url: String,
}

/// The events of a year.
#[derive(Debug, Serialize)]
pub struct EventYear {
    /// « 2025 ».
    pub year: String,
    /// Latest first.
    pub events: Vec<EventCard>,
}

/// `event.html`
#[derive(Debug, Serialize)]
pub struct EventView {
    /// Title, when, where.
    pub card: EventCard,
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
    pub organisers: Vec<AuthorView>,
    /// Who speaks, at the event or in its programme.
    pub speakers: Vec<AuthorView>,
    /// « Déplacé : initialement prévu le … ».
    pub previous_start: Option<String>,
    /// Status, as in the card.
    pub status: StatusView,
    /// Programme by day.
    pub programme: Vec<ProgrammeDay>,
    /// Address of the `.ics` file; absent when the year is unknown.
    pub ics_url: Option<String>,
    /// "Add to calendar" of Google and Outlook, as plain links.
    pub calendar_links: Vec<Link>,
    /// « heure de Paris ».
    pub time_zone: String,
    /// Articles about it.
    pub articles: Vec<ArticleCard>,
    /// Dimensions of the model.
    pub dimensions: Vec<DimensionLink>,
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
    /// Closed on the day of the build.
    pub closed: bool,
}

/// A day of a programme.
#[derive(Debug, Serialize)]
pub struct ProgrammeDay {
    /// « mardi 13 avril 2027 ».
    pub date: DateView,
    /// Rooms in order of first use; a session without a room stands across all.
    pub rooms: Vec<String>,
    /// In order of time, then of room.
    pub sessions: Vec<SessionView>,
    /// Number of rows of the timetable.
    pub rows: usize,
}

/// A session of a programme.
#[derive(Debug, Serialize)]
pub struct SessionView {
    /// `id` of its block.
    pub anchor: String,
    /// Title.
    pub title: String,
    /// « 12 h 15 – 13 h 05 ».
    pub time: String,
    /// Value of `datetime`.
    pub start: String,
    /// Value of `datetime`.
    pub end: String,
    /// Room.
    pub room: Option<String>,
    /// Column of the timetable from 1; 0 across all.
    pub column: usize,
    /// First row of the timetable, from 1: rows are the distinct starts and ends of the day.
    pub row: usize,
    /// Rows it covers.
    pub span: usize,
    /// Speakers.
    pub speakers: Vec<Link>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Slides.
    pub slides: Option<String>,
    /// Recording.
    pub replay: Option<String>,
}

/// The event at `position` in a list.
pub fn card(context: &Context<'_>, position: usize) -> EventCard {
    let event = &context.site.events[position];
    EventCard {
        title: event.identity.title.clone(),
        url: context.page("events", event.identity.slug.as_str()),
        summary: event.identity.summary.clone(),
        when: when(context, position),
        place: place(event),
        online: event.online_url.is_some(),
        status: status(event.status),
        past: context.site.occurrences[position].past,
        sample: event.sample,
    }
}

fn place(event: &Event) -> Option<String> {
    event.venue.clone().or_else(|| event.address.clone())
}

fn status(status: EventStatus) -> StatusView {
    match status {
        EventStatus::Scheduled => StatusView::Scheduled,
        EventStatus::Cancelled => StatusView::Cancelled,
        EventStatus::Postponed => StatusView::Postponed,
        EventStatus::Rescheduled => StatusView::Rescheduled,
    }
}

fn when(context: &Context<'_>, position: usize) -> WhenView {
    let language = context.language();
    let event = &context.site.events[position];
    match (&event.time, &context.site.occurrences[position].span) {
        (
            EventTime::YearUnknown {
                month,
                day,
                from,
                to,
            },
            _,
        ) => {
            let date = Date::new(2000, *month, *day).unwrap_or(Date::constant(2000, 1, 1));
            let mut text = day_and_month(language, date);
            match (from, to) {
                (Some(from), Some(to)) => {
                    text.push_str(", ");
                    text.push_str(&time_range(language, *from, *to));
                }
                (Some(from), None) => {
                    text.push_str(", ");
                    text.push_str(&time_of_day(language, *from));
                }
                _ => {}
            }
            WhenView {
                start: None,
                end: None,
                text: format!("{text} ({})", context.strings.get("year_unknown")),
                day: day.to_string(),
                month: short_month_name(language, date).to_owned(),
                year: None,
                all_day: from.is_none(),
                over_at: None,
            }
        }
        (EventTime::Dated { start, .. }, span) => {
            let first = start.value.date();
            WhenView {
                start: span.as_ref().map(|span| machine(span, &span.start)),
                end: span
                    .as_ref()
                    .filter(|span| !span.open_ended)
                    .map(|span| machine(span, &last_moment(span))),
                text: span
                    .as_ref()
                    .map_or_else(|| long_date(language, first), |span| range(language, span)),
                day: first.day().to_string(),
                month: short_month_name(language, first).to_owned(),
                year: Some(first.year().to_string()),
                all_day: span.as_ref().is_none_or(|span| span.all_day),
                over_at: span.as_ref().map(|span| span.over_at.as_millisecond()),
            }
        }
    }
}

/// The last day of an all-day event ends at midnight, which belongs to the next.
fn last_moment(span: &OccurrenceSpan) -> jiff::Zoned {
    if span.all_day {
        span.end.yesterday().unwrap_or_else(|_| span.end.clone())
    } else {
        span.end.clone()
    }
}

fn range(language: Language, span: &OccurrenceSpan) -> String {
    let start = span.start.datetime();
    let end = if span.open_ended {
        start
    } else {
        last_moment(span).datetime()
    };
    date_time_range(language, start, end, span.all_day)
}

/// A value for `datetime`.
fn machine(span: &OccurrenceSpan, moment: &jiff::Zoned) -> String {
    if span.all_day {
        moment.date().to_string()
    } else {
        moment.strftime("%Y-%m-%dT%H:%M%:z").to_string()
    }
}

/// The list of events.
pub fn index(context: &Context<'_>) -> Draft {
    let site = context.site;
    let intro = introduction(context, Singleton::Events);
    let dated = |place: &usize| site.occurrences[*place].is_dated();
    let mut past: BTreeMap<i16, Vec<EventCard>> = BTreeMap::new();
    for place in (0..site.events.len())
        .filter(dated)
        .filter(|place| site.occurrences[*place].past)
    {
        if let EventTime::Dated { start, .. } = &site.events[place].time {
            past.entry(start.value.date().year())
                .or_default()
                .insert(0, context.event_card(place));
        }
    }
    let upcoming = (0..site.events.len())
        .filter(dated)
        .filter(|place| !site.occurrences[*place].past);
    let names = site.routes.names();
    let calendar = site.base.absolute(&format!(
        "/{}/{}.ics",
        names.folder("events"),
        names.folder("calendar")
    ));
    let view = EventsView {
        body: intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
        upcoming: upcoming.map(|place| context.event_card(place)).collect(),
        past: past
            .into_iter()
            .rev()
            .map(|(year, events)| EventYear {
                year: year.to_string(),
                events,
            })
            .collect(),
        undated: (0..site.events.len())
            .filter(|place| !dated(place))
            .map(|place| context.event_card(place))
            .collect(),
        webcal_url: calendar
            .split_once("://")
            .map_or_else(|| calendar.clone(), |(_, rest)| format!("webcal://{rest}")),
    };
    Draft::new(View::Events(view), "events", context.words("events")).introduced(intro)
}

/// An event.
pub fn event(context: &Context<'_>, position: usize) -> Draft {
    let site = context.site;
    let event = &site.events[position];
    let identity = &event.identity;
    let occurrence = &site.occurrences[position];
    let path = site.routes.names().page("events", identity.slug.as_str());
    let canonical = site.base.absolute(&path);
    let ics = if context.language() == Language::French {
        "evenement.ics"
    } else {
        "event.ics"
    };
    let session_speakers = event.programme.iter().flat_map(|session| &session.speakers);
    let articles = event
        .articles
        .iter()
        .filter_map(|name| site.articles.position(&name.value));
    let view = EventView {
        card: card(context, position),
        body: body::body(context, &identity.file, &event.body),
        venue: event.venue.clone(),
        address: event.address.clone(),
        room: event.room.clone(),
        stand: event.stand.clone(),
        online_url: event.online_url.clone(),
        price: event.price.clone(),
        registration: event
            .registration
            .as_ref()
            .map(|registration| RegistrationView {
                url: registration.url.clone(),
                opens: registration.opens.map(|date| context.date(date)),
                closes: registration.closes.map(|date| context.date(date)),
                note: registration.note.clone(),
                closed: registration
                    .closes
                    .is_some_and(|closes| closes < site.today)
                    || occurrence.past,
            }),
        organisers: context.authors(&event.organisers),
        speakers: context.authors(event.speakers.iter().chain(session_speakers)),
        previous_start: previous_start(context, event),
        status: status(event.status),
        programme: programme(context, event),
        ics_url: occurrence
            .is_dated()
            .then(|| context.href(&format!("{path}{ics}"))),
        calendar_links: occurrence
            .span
            .as_ref()
            .map(|span| calendar_links(event, span, &canonical))
            .unwrap_or_default(),
        time_zone: time_zone(context),
        articles: context.article_cards(articles),
        dimensions: context.dimensions(&identity.dimensions),
    };
    let structured = structured_data::event(context, event, occurrence, &canonical);
    let parents = vec![singleton_link(context, Singleton::Events, "events")];
    let mut draft = Draft::new(View::Event(Box::new(view)), "event", &identity.title)
        .described_by(identity)
        .below(parents);
    draft.image = context
        .image(identity.image.as_ref(), &identity.file)
        .map(|image| image.url);
    draft.structured = structured.into_iter().collect();
    draft
}

/// « heure de Paris », from the name of the zone.
fn time_zone(context: &Context<'_>) -> String {
    let zone = &context.site.config.time_zone.value;
    let city = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
    context.strings.get("time_of_city").replace("{a}", &city)
}

fn previous_start(context: &Context<'_>, event: &Event) -> Option<String> {
    let start = event.previous_start.filter(|_| {
        matches!(
            event.status,
            EventStatus::Rescheduled | EventStatus::Postponed
        )
    })?;
    let date = weekday_date(context.language(), start.date());
    Some(
        context
            .strings
            .get("event_moved_from")
            .replace("{a}", &date),
    )
}

/// "Add to calendar" as plain links: nothing is sent until the reader follows one.
fn calendar_links(event: &Event, span: &OccurrenceSpan, url: &str) -> Vec<Link> {
    let title = query(&event.identity.title);
    let place = query(&place(event).unwrap_or_default());
    let utc = |moment: &jiff::Zoned, format: &str| {
        moment
            .with_time_zone(jiff::tz::TimeZone::UTC)
            .strftime(format)
            .to_string()
    };
    let (google, start, end) = if span.all_day {
        let day = |moment: &jiff::Zoned, format: &str| moment.strftime(format).to_string();
        let dates = format!(
            "{}/{}",
            day(&span.start, "%Y%m%d"),
            day(&span.end, "%Y%m%d")
        );
        (
            dates,
            day(&span.start, "%Y-%m-%d"),
            day(&span.end, "%Y-%m-%d"),
        )
    } else {
        let dates = format!(
            "{}/{}",
            utc(&span.start, "%Y%m%dT%H%M%SZ"),
            utc(&span.end, "%Y%m%dT%H%M%SZ")
        );
        (
            dates,
            utc(&span.start, "%Y-%m-%dT%H:%M:%SZ"),
            utc(&span.end, "%Y-%m-%dT%H:%M:%SZ"),
        )
    };
    let details = query(url);
    let all_day = if span.all_day { "&allday=true" } else { "" };
    vec![
        Link {
            label: "Google".to_owned(),
            url: format!(
                "https://calendar.google.com/calendar/render?action=TEMPLATE&text={title}&dates={}&details={details}&location={place}",
                query(&google)
            ),
        },
        Link {
            label: "Outlook".to_owned(),
            url: format!(
                "https://outlook.live.com/calendar/0/action/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&subject={title}&startdt={}&enddt={}&body={details}&location={place}{all_day}",
                query(&start),
                query(&end)
            ),
        },
    ]
}

fn moment(time: DateOrDateTime) -> DateTime {
    match time {
        DateOrDateTime::Date(date) => date.at(0, 0, 0, 0),
        DateOrDateTime::DateTime(moment) => moment,
    }
}

/// The programme by day, each day as a timetable: a column a room, a row between two successive starts or ends.
fn programme(context: &Context<'_>, event: &Event) -> Vec<ProgrammeDay> {
    let mut by_day: BTreeMap<Date, Vec<&Session>> = BTreeMap::new();
    for session in &event.programme {
        by_day
            .entry(session.start.value.date())
            .or_default()
            .push(session);
    }
    let mut number = 0;
    let mut days = Vec::new();
    for (date, mut sessions) in by_day {
        let mut rooms: Vec<String> = Vec::new();
        let mut moments: Vec<DateTime> = Vec::new();
        for session in &sessions {
            moments.extend([moment(session.start.value), moment(session.end.value)]);
            if let Some(room) = &session.room
                && !rooms.contains(room)
            {
                rooms.push(room.clone());
            }
        }
        moments.sort_unstable();
        moments.dedup();
        let row = |time: DateTime| moments.partition_point(|other| *other < time) + 1;
        let column = |session: &Session| {
            session
                .room
                .as_ref()
                .and_then(|room| rooms.iter().position(|known| known == room))
                .map_or(0, |place| place + 1)
        };
        sessions.sort_by_key(|session| {
            (
                moment(session.start.value),
                column(session),
                session.start.span,
            )
        });
        let views = sessions.iter().map(|session| {
            number += 1;
            let (first, last) = (
                row(moment(session.start.value)),
                row(moment(session.end.value)),
            );
            session_view(
                context,
                session,
                number,
                column(session),
                first,
                last.saturating_sub(first).max(1),
            )
        });
        let sessions = views.collect();
        days.push(ProgrammeDay {
            date: DateView {
                iso: date.to_string(),
                text: weekday_date(context.language(), date),
            },
            rooms,
            sessions,
            rows: moments.len().saturating_sub(1),
        });
    }
    days
}

fn session_view(
    context: &Context<'_>,
    session: &Session,
    number: usize,
    column: usize,
    row: usize,
    span: usize,
) -> SessionView {
    let (start, end) = (moment(session.start.value), moment(session.end.value));
    let machine = |time: DateTime| time.strftime("%Y-%m-%dT%H:%M").to_string();
    SessionView {
        anchor: format!(
            "session-{number}-{}",
            slug(&session.title)
                .chars()
                .take(40)
                .collect::<String>()
                .trim_end_matches('-')
        ),
        title: session.title.clone(),
        time: time_range(context.language(), start.time(), end.time()),
        start: machine(start),
        end: machine(end),
        room: session.room.clone(),
        column,
        row,
        span,
        speakers: context.author_links(&session.speakers),
        summary: session.summary.clone(),
        slides: session.slides.clone(),
        replay: session.replay.clone(),
    }
}
