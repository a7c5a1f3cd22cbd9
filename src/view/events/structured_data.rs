//! An event as engines read it: schema.org's Event, with the properties and forms that Google documents for event results.

use serde_json::{Value, json};

use crate::document::{Amount, DateOrDateTime, Event, EventStatus, Name};
use crate::site::calendar::{Occurrence, OccurrenceSpan, moment, start_of_day};
use crate::view::context::Context;
use crate::view::parts::SocialImage;
use crate::view::structured_data::{Agent, author_reference, without_nulls};

/// Days, or moments with their offset from UTC.
const DAY: &str = "%Y-%m-%d";
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%:z";

/// An event whose date is known, with the picture that networks show of it.
pub fn event(
    context: &Context<'_>,
    event: &Event,
    occurrence: &Occurrence,
    url: &str,
    image: Option<&SocialImage>,
) -> Option<Value> {
    let span = occurrence.span.as_ref()?;
    let status = match event.status {
        EventStatus::Scheduled => "EventScheduled",
        EventStatus::Cancelled => "EventCancelled",
        EventStatus::Postponed => "EventPostponed",
        EventStatus::Rescheduled => "EventRescheduled",
    };
    let place = place(event);
    let online = event
        .online_url
        .as_ref()
        .map(|url| json!({"@type": "VirtualLocation", "url": url}));
    let mode = match (&place, &online) {
        (Some(_), Some(_)) => "MixedEventAttendanceMode",
        (None, Some(_)) => "OnlineEventAttendanceMode",
        _ => "OfflineEventAttendanceMode",
    };
    let locations: Vec<Value> = place.into_iter().chain(online).collect();
    let in_programme = event.programme.iter().flat_map(|session| &session.speakers);
    let (start, end) = ends(span);
    let previous_start = event
        .previous_start
        .filter(|_| event.status == EventStatus::Rescheduled)
        .and_then(|start| written(context, start));
    let amount = event.price.as_ref().and_then(|price| price.amount.as_ref());
    Some(without_nulls(json!({
        "@type": "Event",
        "name": event.identity.title,
        "description": event.identity.summary,
        "image": image.map(|image| vec![&image.url]),
        "startDate": start,
        "endDate": end,
        "previousStartDate": previous_start,
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}"),
        "location": locations,
        "organizer": people(context, &event.organisers),
        "performer": people(context, event.speakers.iter().chain(in_programme)),
        "isAccessibleForFree": amount.map(Amount::is_nothing),
        "offers": offer(context, event),
        "inLanguage": event.identity.lang.as_deref().unwrap_or(context.language().code()),
        "url": url,
    })))
}

/// The start of `span`, and its end if it has one.
fn ends(span: &OccurrenceSpan) -> (String, Option<String>) {
    if span.all_day {
        let last = span.last_day().strftime(DAY).to_string();
        (span.start.strftime(DAY).to_string(), Some(last))
    } else {
        let end = (!span.open_ended).then(|| span.end.strftime(MOMENT).to_string());
        (span.start.strftime(MOMENT).to_string(), end)
    }
}

fn written(context: &Context<'_>, time: DateOrDateTime) -> Option<String> {
    match time {
        DateOrDateTime::Date(date) => Some(date.strftime(DAY).to_string()),
        DateOrDateTime::DateTime(time) => {
            let moment = moment(&context.site.time_zone, time)?;
            Some(moment.strftime(MOMENT).to_string())
        }
    }
}

/// Where it takes place: a place must have a name, which is its address where nobody gave it another.
fn place(event: &Event) -> Option<Value> {
    let address = event.address.as_ref().or(event.venue.as_ref())?;
    Some(json!({
        "@type": "Place",
        "name": event.venue.as_ref().unwrap_or(address),
        "address": {"@type": "PostalAddress", "streetAddress": address},
    }))
}

/// Persons and organisations, each once.
fn people<'a, 'n>(
    context: &Context<'a>,
    names: impl IntoIterator<Item = &'n Name>,
) -> Vec<Agent<'a>> {
    let mut seen: Vec<&str> = Vec::new();
    let mut people = Vec::new();
    for name in names {
        if let Some(author) = context.site.authors.get(&name.value)
            && !seen.contains(&name.value.as_str())
        {
            seen.push(&name.value);
            people.push(author_reference(context, author));
        }
    }
    people
}

/// What one pays and where one registers, as far as it is known.
fn offer(context: &Context<'_>, event: &Event) -> Option<Value> {
    let zone = &context.site.time_zone;
    let registration = event.registration.as_ref();
    let url = registration.and_then(|registration| registration.url.as_ref());
    let amount = event.price.as_ref().and_then(|price| price.amount.as_ref());
    if url.is_none() && amount.is_none() {
        return None;
    }
    let start_of = |day: jiff::civil::Date| {
        let start = start_of_day(zone, day).to_zoned(zone.clone());
        start.strftime(MOMENT).to_string()
    };
    let opens = registration.and_then(|registration| registration.opens);
    let closes = registration.and_then(|registration| registration.closes);
    Some(without_nulls(json!({
        "@type": "Offer",
        "url": url,
        "price": amount.map(|amount| amount.value.clone()),
        "priceCurrency": amount.map(|amount| amount.currency.clone()),
        "validFrom": opens.map(start_of),
        // The last day is included.
        "validThrough": closes.and_then(|closes| closes.tomorrow().ok()).map(start_of),
    })))
}
