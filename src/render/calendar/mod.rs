//! Calendar files: events as iCalendar (RFC 5545), for people to subscribe to or to open.
//!
//! The writer is pure: it never reads the clock, so that the same events give the same bytes. It knows nothing of
//! the site's types; the caller gives stable identifiers and times already resolved in their zone. Every zone in use
//! is described in full in a `VTIMEZONE`, because a calendar program need not know its name.

mod content_line;
mod time_zone;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use content_line::ContentLines;

/// One event of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Names the event for ever, on every calendar: an address of the site is a good start. An event whose date
    /// changes keeps it.
    pub uid: String,
    /// Rises each time the date or the status of a published event changes.
    pub sequence: u32,
    /// Whether it takes place.
    pub status: EventStatus,
    /// The title.
    pub summary: String,
    /// Plain text; lines may be separated by `\n`.
    pub description: Option<String>,
    /// Venue, address and room, as one text.
    pub location: Option<String>,
    /// The address of the event's page.
    pub url: Option<String>,
    /// The first day, or the start.
    pub starts: When,
    /// The last day, included, or the end. Equal to `starts` where the end is unknown; an end before its start counts
    /// as unknown.
    pub ends: When,
    /// The day on which the event was last changed.
    pub last_modified: Option<Date>,
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventStatus {
    /// Its date is not settled.
    Tentative,
    /// It takes place.
    Confirmed,
    /// It does not take place; programs strike it through.
    Cancelled,
}

/// A day without a time, or a moment in its time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A whole day, the same date everywhere.
    Date(Date),
    /// A moment. It is written in its zone if the zone has an IANA name, in UTC otherwise.
    Zoned(Zoned),
}

impl When {
    fn date(&self) -> Date {
        match self {
            Self::Date(date) => *date,
            Self::Zoned(zoned) => zoned.date(),
        }
    }
}

/// A whole calendar file, ready to be written: `text/calendar` in UTF-8, lines ended by CR LF.
///
/// `name` is shown by programs that subscribe; `product_id` names what wrote the file (`-//Parvis//FR`); `stamp` is
/// the moment of the build. Events come in the order given.
pub fn write_calendar(
    name: &str,
    product_id: &str,
    stamp: Timestamp,
    events: &[CalendarEvent],
) -> String {
    let mut lines = ContentLines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.text("PRODID", product_id);
    lines.raw("CALSCALE", "GREGORIAN");
    if !name.is_empty() {
        // RFC 7986, and the older name that most programs read.
        lines.text("NAME", name);
        lines.text("X-WR-CALNAME", name);
        // Asked for once a day, which is how often a site is built; again the newer property and the older one.
        lines.raw("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
        lines.raw("X-PUBLISHED-TTL", "P1D");
    }
    time_zone::write_time_zones(
        &mut lines,
        events.iter().flat_map(|event| [&event.starts, &event.ends]),
    );
    for event in events {
        write_event(&mut lines, stamp, event);
    }
    lines.raw("END", "VCALENDAR");
    lines.finish()
}

fn write_event(lines: &mut ContentLines, stamp: Timestamp, event: &CalendarEvent) {
    lines.raw("BEGIN", "VEVENT");
    lines.text("UID", &event.uid);
    lines.raw("DTSTAMP", &utc(stamp));
    lines.raw("SEQUENCE", &event.sequence.to_string());
    lines.raw(
        "STATUS",
        match event.status {
            EventStatus::Tentative => "TENTATIVE",
            EventStatus::Confirmed => "CONFIRMED",
            EventStatus::Cancelled => "CANCELLED",
        },
    );
    if event.status != EventStatus::Confirmed {
        // Whoever has it in a calendar is free at that time.
        lines.raw("TRANSP", "TRANSPARENT");
    }
    lines.text("SUMMARY", &event.summary);
    write_moments(lines, event);
    if let Some(description) = &event.description {
        lines.text("DESCRIPTION", description);
    }
    if let Some(location) = &event.location {
        lines.text("LOCATION", location);
    }
    if let Some(url) = &event.url {
        lines.raw("URL", url);
    }
    if let Some(date) = event.last_modified {
        lines.raw("LAST-MODIFIED", &format!("{}T000000Z", basic_date(date)));
    }
    lines.raw("END", "VEVENT");
}

/// `DTSTART` and `DTEND`. Where one end is a day and the other a moment, the event takes whole days.
fn write_moments(lines: &mut ContentLines, event: &CalendarEvent) {
    match (&event.starts, &event.ends) {
        (When::Zoned(starts), When::Zoned(ends)) => {
            write_moment(lines, "DTSTART", starts);
            if ends > starts {
                write_moment(lines, "DTEND", ends);
            }
        }
        (starts, ends) => {
            let first = starts.date();
            lines.raw("DTSTART;VALUE=DATE", &basic_date(first));
            // The end of whole days is the day after; without one (the last day of the calendar) a day is understood.
            if let Ok(after) = ends.date().max(first).tomorrow() {
                lines.raw("DTEND;VALUE=DATE", &basic_date(after));
            }
        }
    }
}

fn write_moment(lines: &mut ContentLines, property: &str, moment: &Zoned) {
    match named_zone(moment) {
        Some(zone) => lines.raw(
            &format!("{property};TZID={zone}"),
            &basic_date_time(moment.datetime()),
        ),
        None => lines.raw(property, &utc(moment.timestamp())),
    }
}

/// The zone that `moment` is written in, `None` for UTC.
///
/// A local time that a clock shows twice means its first occurrence (RFC 5545, §3.3.5): the second is written in UTC.
fn named_zone(moment: &Zoned) -> Option<&str> {
    let zone = moment.time_zone();
    let name = zone
        .iana_name()
        .filter(|name| !matches!(*name, "UTC" | "Etc/UTC" | "Etc/Unknown"))?;
    let is_first = zone
        .to_zoned(moment.datetime())
        .is_ok_and(|first| first.timestamp() == moment.timestamp());
    is_first.then_some(name)
}

/// `20270418`.
fn basic_date(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// `20270418T121500`.
fn basic_date_time(moment: DateTime) -> String {
    format!(
        "{}T{:02}{:02}{:02}",
        basic_date(moment.date()),
        moment.hour(),
        moment.minute(),
        moment.second()
    )
}

/// `20270418T101500Z`.
fn utc(timestamp: Timestamp) -> String {
    format!("{}Z", basic_date_time(TimeZone::UTC.to_datetime(timestamp)))
}

#[cfg(test)]
mod tests;
