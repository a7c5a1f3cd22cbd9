//! `events/**/*.md`

mod programme;
mod weekdays;

use super::Source;
use super::identity::{self, typeset};
use super::yaml::{Faults, Fields, Shape};
use super::{front_matter, markdown};
use crate::diagnostics::Problem;
use crate::document::{Amount, Event, EventStatus, EventTime, Price, Registration};

const STATUSES: [(&str, EventStatus); 4] = [
    ("scheduled", EventStatus::Scheduled),
    ("cancelled", EventStatus::Cancelled),
    ("postponed", EventStatus::Postponed),
    ("rescheduled", EventStatus::Rescheduled),
];

/// Reads an event.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<Event> {
    let front = front_matter::split(source, faults)?;
    let body = markdown::parse(source, front.body, front.body_start, faults);
    let mut fields = front.fields;
    let identity = identity::parse(source, &mut fields, "title", faults);
    let time = time(&mut fields, faults);
    let status_place = fields.key_span("status").unwrap_or(fields.span());
    let status = fields
        .choice("status", &STATUSES, faults)
        .unwrap_or(EventStatus::Scheduled);
    let previous_start = fields
        .date_or_date_time("previous_start", faults)
        .map(|start| start.value);
    if status == EventStatus::Rescheduled && fields.lacks("previous_start") {
        faults.at(status_place, Problem::RescheduledWithoutPrevious);
    }
    if source.conventions.typography {
        weekdays::check(source, time.as_ref(), previous_start, faults);
    }
    let typeset_text = |fields: &mut Fields, key, faults: &mut Faults| {
        identity::typeset_text(source, fields, key, faults)
    };
    let programme = programme::parse(source, &mut fields, time.as_ref(), faults);
    let event = Event {
        identity,
        venue: typeset_text(&mut fields, "venue", faults),
        address: typeset_text(&mut fields, "address", faults),
        room: typeset_text(&mut fields, "room", faults),
        stand: typeset_text(&mut fields, "stand", faults),
        online_url: fields.web_address("online_url", faults),
        registration: registration(source, &mut fields, faults),
        organisers: fields.slugs("organisers", faults),
        speakers: fields.slugs("speakers", faults),
        status,
        previous_start,
        price: price(source, &mut fields, faults),
        sequence: fields
            .integer("sequence", 0, 9999, faults)
            .and_then(|number| u32::try_from(number).ok())
            .unwrap_or(0),
        slides: fields.web_address("slides", faults),
        replay: fields.web_address("replay", faults),
        articles: fields.slugs("articles", faults),
        programme,
        sample: fields.flag("sample", false, faults),
        body,
        time: time?,
    };
    fields.finish(faults);
    Some(event)
}

/// `start` and `end`, or `year: unknown` with `day`, `from` and `to`.
fn time(fields: &mut Fields, faults: &mut Faults) -> Option<EventTime> {
    let year = fields.choice("year", &[("unknown", ())], faults);
    let day = fields.day_of_year("day", faults);
    let from = fields.time("from", faults);
    let to = fields.located_time("to", faults);
    let start_key = fields.key_span("start");
    let start = fields.date_or_date_time("start", faults);
    let end = fields.date_or_date_time("end", faults);
    match (year, day, start) {
        (Some(()), _, Some(start)) => {
            faults.at(start.span, Problem::YearUnknownWithDate);
            None
        }
        (Some(()), Some(day), None) => {
            if let Some(end) = end {
                faults.at(end.span, Problem::YearUnknownWithDate);
            }
            if let (Some(from), Some(to)) = (from, &to)
                && to.value < from
            {
                faults.at(to.span, Problem::EndBeforeStart);
            }
            let to = to.map(|to| to.value);
            Some(EventTime::YearUnknown { day, from, to })
        }
        (None, _, Some(start)) => {
            if let Some(end) = &end
                && end.value.last_moment() < start.value.first_moment()
            {
                faults.at(end.span, Problem::EndBeforeStart);
            }
            Some(EventTime::Dated { start, end })
        }
        _ => {
            if start_key.is_none() {
                faults.at(fields.span(), Problem::NoStart);
            }
            None
        }
    }
}

/// `price: 'Entrée libre'`, or `price: {text, amount, currency}` for what programs shall know too.
fn price(source: Source<'_>, fields: &mut Fields, faults: &mut Faults) -> Option<Price> {
    if !fields.holds_map("price") && !fields.is_interviewed() {
        let text = identity::typeset_text(source, fields, "price", faults)?;
        return Some(Price { text, amount: None });
    }
    let mut keys = fields.map("price", faults)?;
    let text = keys.required_text("text", faults);
    let value = keys.number_between("amount", 0, 1_000_000, faults);
    let currency = keys.currency("currency", faults);
    keys.finish(faults);
    fields.may_also_be("price", Shape::Text);
    Some(Price {
        text: typeset(source, text?),
        amount: value.map(|value| Amount {
            value: value.to_string(),
            currency: currency.unwrap_or_else(|| "EUR".to_owned()),
        }),
    })
}

fn registration(
    source: Source<'_>,
    fields: &mut Fields,
    faults: &mut Faults,
) -> Option<Registration> {
    let mut keys = fields.map("registration", faults)?;
    let registration = Registration {
        url: keys.web_address("url", faults),
        opens: keys.date("opens", faults),
        closes: keys.date("closes", faults),
        note: keys.text("note", faults).map(|note| typeset(source, note)),
    };
    keys.finish(faults);
    Some(registration)
}
