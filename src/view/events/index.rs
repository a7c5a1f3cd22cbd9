//! The list of events.

use std::collections::BTreeMap;

use serde::Serialize;

use super::when::time_zone;
use crate::document::{EventStatus, EventTime};
use crate::site::routes::Singleton;
use crate::view::View;
use crate::view::body;
use crate::view::context::Context;
use crate::view::meta::{Draft, introduction};
use crate::view::parts::{Body, EventCard};

/// `events.html`
#[derive(Debug, Serialize)]
pub struct EventsView {
    /// Introduction.
    pub body: Body,
    /// Not over, soonest first.
    pub upcoming: Vec<EventCard>,
    /// Waiting for a new date, in the order of the one that was announced.
    pub postponed: Vec<EventCard>,
    /// Over, latest first, by year.
    pub past: Vec<EventYear>,
    /// Events whose year is unknown.
    pub undated: Vec<EventCard>,
    /// Address of the calendar with the scheme `webcal:`.
    pub webcal_url: String,
    /// « heure de Paris ».
    pub time_zone: String,
}

/// The events of a year.
#[derive(Debug, Serialize)]
pub struct EventYear {
    /// « 2025 ».
    pub year: String,
    /// Latest first.
    pub events: Vec<EventCard>,
}

/// The list of events.
pub fn index(context: &Context<'_>) -> Draft {
    let site = context.site;
    let intro = introduction(context, Singleton::Events);
    let (mut upcoming, mut postponed, mut undated) = (Vec::new(), Vec::new(), Vec::new());
    let mut past: BTreeMap<i16, Vec<EventCard>> = BTreeMap::new();
    for (place, event) in site.events.iter().enumerate() {
        let card = context.event_card(place);
        match &event.time {
            _ if event.status == EventStatus::Postponed => postponed.push(card),
            EventTime::YearUnknown { .. } => undated.push(card),
            EventTime::Dated { start, .. } if site.occurrences[place].past => {
                past.entry(start.value.date().year())
                    .or_default()
                    .push(card);
            }
            EventTime::Dated { .. } => upcoming.push(card),
        }
    }
    let latest_first = |(year, mut events): (i16, Vec<EventCard>)| {
        events.reverse();
        EventYear {
            year: year.to_string(),
            events,
        }
    };
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
        upcoming,
        postponed,
        past: past.into_iter().rev().map(latest_first).collect(),
        undated,
        webcal_url: calendar
            .split_once("://")
            .map_or_else(|| calendar.clone(), |(_, rest)| format!("webcal://{rest}")),
        time_zone: time_zone(context),
    };
    Draft::new(View::Events(view), "events", context.words("events")).introduced(intro)
}
