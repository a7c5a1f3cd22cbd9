//! `events/**/*.md`

use super::Source;
use super::identity::{self, typeset};
use super::yaml::{DateOrDateTime, Faults, Fields};
use super::{front_matter, markdown};
use crate::diagnostics::{Located, Problem};
use crate::document::{Event, EventStatus, EventTime, Registration, Session};
use crate::language;

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
    if source.conventions.typography {
        check_weekdays(source, front.body, front.body_start, faults);
    }
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
    let typeset_text = |fields: &mut Fields, key, faults: &mut Faults| {
        identity::typeset_text(source, fields, key, faults)
    };
    let programme = programme(source, &mut fields, time.as_ref(), faults);
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
        price: typeset_text(&mut fields, "price", faults),
        sequence: fields
            .integer("sequence", 0, 9999, faults)
            .and_then(|number| u32::try_from(number).ok())
            .unwrap_or(0),
        articles: fields.slugs("articles", faults),
        programme,
        sample: fields.flag("sample", false, faults),
        body,
        time: time.clone()?,
    };
    fields.finish(faults);
    Some(event)
}

/// `start` and `end`, or `year: unknown` with `day`, `from` and `to`.
fn time(fields: &mut Fields, faults: &mut Faults) -> Option<EventTime> {
    let year = fields.choice("year", &[("unknown", ())], faults);
    let day = fields.day_of_year("day", faults);
    let from = fields.time("from", faults);
    let to = fields.time("to", faults);
    let start_key = fields.key_span("start");
    let start = fields.date_or_date_time("start", faults);
    let end = fields.date_or_date_time("end", faults);
    match (year, day, start) {
        (Some(()), _, Some(start)) => {
            faults.at(start.span, Problem::YearUnknownWithDate);
            None
        }
        (Some(()), Some((month, day)), None) => Some(EventTime::YearUnknown {
            month,
            day,
            from,
            to,
        }),
        (None, _, Some(start)) => {
            if let Some(end) = &end
                && last_moment(end.value) < first_moment(start.value)
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

fn first_moment(time: DateOrDateTime) -> jiff::civil::DateTime {
    match time {
        DateOrDateTime::Date(date) => date.at(0, 0, 0, 0),
        DateOrDateTime::DateTime(moment) => moment,
    }
}

fn last_moment(time: DateOrDateTime) -> jiff::civil::DateTime {
    match time {
        DateOrDateTime::Date(date) => date.at(23, 59, 59, 0),
        DateOrDateTime::DateTime(moment) => moment,
    }
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

fn programme(
    source: Source<'_>,
    fields: &mut Fields,
    event: Option<&EventTime>,
    faults: &mut Faults,
) -> Vec<Session> {
    let mut programme = Vec::new();
    for mut keys in fields.maps("programme", faults) {
        let start = keys.date_or_date_time("start", faults);
        let end = keys.date_or_date_time("end", faults);
        let title = keys.required_located_text("title", faults);
        let room = keys.text("room", faults).map(|room| typeset(source, room));
        let speakers = keys.slugs("speakers", faults);
        let summary = keys
            .text("summary", faults)
            .map(|summary| typeset(source, summary));
        let slides = keys.web_address("slides", faults);
        let replay = keys.web_address("replay", faults);
        keys.require("start", faults);
        keys.require("end", faults);
        keys.finish(faults);
        let (Some(start), Some(end), Some(title)) = (start, end, title) else {
            continue;
        };
        if last_moment(end.value) <= first_moment(start.value) {
            faults.at(end.span, Problem::EndBeforeStart);
            continue;
        }
        if let Some(event) = event {
            check_inside(&start, &end, &title, event, faults);
        }
        programme.push(Session {
            start,
            end,
            room,
            title: typeset(source, title.value),
            speakers,
            summary,
            slides,
            replay,
        });
    }
    programme
}

/// Reports a session outside of the days of its event.
fn check_inside(
    start: &Located<DateOrDateTime>,
    end: &Located<DateOrDateTime>,
    title: &Located<String>,
    event: &EventTime,
    faults: &mut Faults,
) {
    let EventTime::Dated {
        start: first,
        end: last,
    } = event
    else {
        return;
    };
    let last = last
        .as_ref()
        .map_or(DateOrDateTime::Date(first.value.date()), |last| last.value);
    if first_moment(start.value) < first_moment(first.value)
        || last_moment(end.value) > last_moment(last)
    {
        faults.at(
            start.span,
            Problem::SessionOutside {
                title: title.value.clone(),
            },
        );
    }
}

/// Reports « jeudi 18 avril 2018 » in the text, where that day was a Wednesday.
fn check_weekdays(source: Source<'_>, body: &str, body_start: usize, faults: &mut Faults) {
    for found in language::weekday::find_contradictions(source.conventions.language, body, None) {
        let span = crate::diagnostics::Span::new(found.weekday_range.clone()).shifted(body_start);
        let text = body[found.range.clone()].to_owned();
        faults.at(
            span,
            Problem::WeekdayMismatch {
                text,
                right: found.right_weekday.to_owned(),
            },
        );
    }
}
