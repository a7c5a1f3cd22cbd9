//! When an event takes place, in words; and what a page shows of it at one moment and not at another.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use crate::document::{DateOrDateTime, DayOfYear, Event, EventStatus, EventTime};
use crate::language::Language;
use crate::language::date::{
    date_time_range, day_and_month, long_date, short_month_name, time_of_day, time_range,
    weekday_date,
};
use crate::site::calendar::{OccurrenceSpan, start_of_day};
use crate::view::context::Context;
use crate::view::parts::{Meanwhile, WhenView};

/// When the event at `position` takes place.
pub fn when(context: &Context<'_>, position: usize) -> WhenView {
    let event = &context.site.events[position];
    let span = context.site.occurrences[position].span.as_ref();
    match &event.time {
        EventTime::YearUnknown { day, from, to } => year_unknown(context, *day, *from, *to),
        EventTime::Dated { start, .. } if event.status == EventStatus::Postponed => {
            postponed(context, event, start.value.date())
        }
        EventTime::Dated { start, .. } => dated(context, event, start.value.date(), span),
    }
}

fn dated(
    context: &Context<'_>,
    event: &Event,
    first: Date,
    span: Option<&OccurrenceSpan>,
) -> WhenView {
    let language = context.language();
    WhenView {
        start: span.map(|span| {
            if span.all_day {
                first.to_string()
            } else {
                span.start.strftime("%Y-%m-%dT%H:%M%:z").to_string()
            }
        }),
        text: span.map_or_else(|| long_date(language, first), |span| range(language, span)),
        day: first.day().to_string(),
        month: short_month_name(language, first).to_owned(),
        year: first.year().to_string(),
        has_hours: span.is_some_and(|span| !span.all_day),
        over_at: span.map(|span| span.over_at.as_millisecond()),
        on_now: span
            .filter(|_| event.status != EventStatus::Cancelled)
            .map(|span| {
                let start = span.start.timestamp();
                meanwhile(context, Some(start), Some(span.over_at))
            }),
    }
}

/// « 18 avril, 12 h 15 – 13 h 05 (année non précisée) »: no weekday, which would be a guess.
fn year_unknown(
    context: &Context<'_>,
    day: DayOfYear,
    from: Option<Time>,
    to: Option<Time>,
) -> WhenView {
    let language = context.language();
    let date = day.in_some_year();
    let mut text = day_and_month(language, date);
    let hours = match (from, to) {
        (Some(from), Some(to)) => Some(time_range(language, from, to)),
        (Some(from), None) => Some(time_of_day(language, from)),
        _ => None,
    };
    if let Some(hours) = &hours {
        text.push_str(", ");
        text.push_str(hours);
    }
    WhenView {
        start: None,
        text: format!("{text} ({})", context.strings.get("year_unknown")),
        day: date.day().to_string(),
        month: short_month_name(language, date).to_owned(),
        year: context.words("year_unknown_short"),
        has_hours: hours.is_some(),
        over_at: None,
        on_now: None,
    }
}

/// A postponed event has no date until it is given a new one: the one that was announced is told as such.
fn postponed(context: &Context<'_>, event: &Event, start: Date) -> WhenView {
    let announced = event.previous_start.map_or(start, DateOrDateTime::date);
    let announced = weekday_date(context.language(), announced);
    WhenView {
        start: None,
        text: context
            .strings
            .get("event_date_to_come")
            .replace("{a}", &announced),
        day: "?".to_owned(),
        month: String::new(),
        year: context.words("event_date_to_come_short"),
        has_hours: false,
        over_at: None,
        on_now: None,
    }
}

/// What is shown from `from` until `until`; hidden now if the build's day begins at another time.
pub fn meanwhile(
    context: &Context<'_>,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
) -> Meanwhile {
    let site = context.site;
    let now = start_of_day(&site.time_zone, site.today);
    let started = from.is_none_or(|from| from <= now);
    let ended = until.is_some_and(|until| until <= now);
    Meanwhile {
        from: from.map(Timestamp::as_millisecond),
        until: until.map(Timestamp::as_millisecond),
        hidden: !started || ended,
    }
}

fn range(language: Language, span: &OccurrenceSpan) -> String {
    let start = span.start.datetime();
    let end = if span.all_day {
        span.last_day().at(0, 0, 0, 0)
    } else if span.open_ended {
        start
    } else {
        span.end.datetime()
    };
    date_time_range(language, start, end, span.all_day)
}

/// « heure de Paris », from the name of the zone.
pub fn time_zone(context: &Context<'_>) -> String {
    let zone = &context.site.config.time_zone.value;
    match zone.rsplit_once('/') {
        Some((region, city)) if region != "Etc" => context
            .strings
            .get("time_of_city")
            .replace("{a}", &city.replace('_', " ")),
        _ if matches!(zone.as_str(), "UTC" | "Etc/UTC") => context.words("time_utc"),
        _ => zone.clone(),
    }
}
