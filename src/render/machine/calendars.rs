//! Calendar files: one per dated event, and one to subscribe to that holds them all.
//!
//! An event's own file holds the event, then each session of its programme: whoever opens it gets the day and its details. The site's
//! calendar holds the events alone, so that a subscriber's week is not covered by a conference's sessions. Cancelled events stay, with
//! their status: a calendar that drops them leaves the old date standing in the subscribers' own.
//!
//! A file must not change while its content does not, so `DTSTAMP` is not the moment of the build: it is the first moment, in UTC, of
//! the day of `updated`, else of `date`, else of the event's start; the site's calendar bears the latest of its events'.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::last_change;
use crate::document::{Event, EventStatus, Session};
use crate::language::Language;
use crate::parse::DateOrDateTime;
use crate::render::calendar::{self, CalendarEvent, When, write_calendar};
use crate::site::Site;
use crate::site::calendar::OccurrenceSpan;
use crate::site::links::DocumentId;

/// The file of the event at `position`: the event and the sessions of its programme; an empty calendar where its year is unknown, which
/// has no such route.
pub fn event_calendar(site: &Site, position: usize) -> Vec<u8> {
    let mut entries = Vec::new();
    let mut stamp = Timestamp::UNIX_EPOCH;
    if let Some(span) = &site.occurrences[position].span {
        entries.push(event_entry(site, position, span));
        let event = &site.events[position];
        let sessions = event.programme.iter().enumerate();
        entries.extend(
            sessions
                .filter_map(|(index, session)| session_entry(site, position, index + 1, session)),
        );
        stamp = revision(event, span);
    }
    // Without a name: a program that opens the file adds to a calendar of the reader's rather than making one.
    write_calendar("", product(site), stamp, &entries).into_bytes()
}

/// The calendar of every dated event, earliest first.
pub fn site_calendar(site: &Site) -> Vec<u8> {
    let dated = || {
        site.occurrences
            .iter()
            .enumerate()
            .filter_map(|(position, occurrence)| Some((position, occurrence.span.as_ref()?)))
    };
    let entries: Vec<CalendarEvent> = dated()
        .map(|(position, span)| event_entry(site, position, span))
        .collect();
    let stamp = dated()
        .map(|(position, span)| revision(&site.events[position], span))
        .max()
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let name = match site.config.language {
        Language::French => format!("{} – Événements", site.config.title),
        Language::English => format!("{} – Events", site.config.title),
    };
    write_calendar(&name, product(site), stamp, &entries).into_bytes()
}

fn event_entry(site: &Site, position: usize, span: &OccurrenceSpan) -> CalendarEvent {
    let event = &*site.events[position];
    let (starts, ends) = if span.all_day {
        let last = span
            .end
            .date()
            .yesterday()
            .unwrap_or_else(|_| span.start.date());
        (When::Date(span.start.date()), When::Date(last))
    } else {
        (
            When::Zoned(span.start.clone()),
            When::Zoned(span.end.clone()),
        )
    };
    CalendarEvent {
        uid: format!("{}@{}", event.identity.slug, authority(site)),
        sequence: event.sequence,
        status: status(event),
        summary: event.identity.title.clone(),
        description: event_description(site, event),
        location: location(site, event, event.room.as_deref()),
        url: Some(address(site, position)),
        organizer: None,
        starts,
        ends,
        last_modified: last_change(&event.identity),
    }
}

/// `number` counts from 1 in the editor's order. `None` at the edges of the calendar, where a local time has no moment.
fn session_entry(
    site: &Site,
    position: usize,
    number: usize,
    session: &Session,
) -> Option<CalendarEvent> {
    let event = &*site.events[position];
    let when = |time| when(time, &site.time_zone);
    Some(CalendarEvent {
        // A dot is in no slug: the second session of `salon` can never be the event `salon-2`.
        uid: format!("{}.{number}@{}", event.identity.slug, authority(site)),
        sequence: event.sequence,
        status: status(event),
        summary: format!("{} – {}", session.title, event.identity.title),
        description: session_description(site, session),
        location: location(
            site,
            event,
            session.room.as_deref().or(event.room.as_deref()),
        ),
        url: Some(address(site, position)),
        organizer: None,
        starts: when(session.start.value)?,
        ends: when(session.end.value)?,
        last_modified: last_change(&event.identity),
    })
}

/// The moment of `time` in `zone`. A local time that does not exist, or exists twice, is reported by link.
fn when(time: DateOrDateTime, zone: &TimeZone) -> Option<When> {
    match time {
        DateOrDateTime::Date(date) => Some(When::Date(date)),
        DateOrDateTime::DateTime(moment) => zone
            .to_ambiguous_zoned(moment)
            .compatible()
            .ok()
            .map(When::Zoned),
    }
}

fn status(event: &Event) -> calendar::EventStatus {
    match event.status {
        EventStatus::Scheduled | EventStatus::Rescheduled => calendar::EventStatus::Confirmed,
        EventStatus::Postponed => calendar::EventStatus::Tentative,
        EventStatus::Cancelled => calendar::EventStatus::Cancelled,
    }
}

/// The part of an identifier after `@`: the host, and the path of a site that shares its host with others (`example.org/kb`).
fn authority(site: &Site) -> String {
    format!(
        "{}{}",
        site.base.host(),
        site.base.path.trim_end_matches('/')
    )
}

fn address(site: &Site, position: usize) -> String {
    site.base
        .absolute(site.links.path(DocumentId::Event(position)))
}

fn product(site: &Site) -> &'static str {
    match site.config.language {
        Language::French => "-//Parvis//FR",
        Language::English => "-//Parvis//EN",
    }
}

/// The moment for which an event's details stand; see the module's documentation.
fn revision(event: &Event, span: &OccurrenceSpan) -> Timestamp {
    let day = last_change(&event.identity).unwrap_or_else(|| span.start.date());
    midnight(day)
}

fn midnight(day: Date) -> Timestamp {
    let moment: DateTime = day.at(0, 0, 0, 0);
    TimeZone::UTC
        .to_timestamp(moment)
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The venue, the address, the room and the stand, whichever are known; without any, where the event is followed online.
fn location(site: &Site, event: &Event, room: Option<&str>) -> Option<String> {
    let words = Words::of(site.config.language);
    // « 10 » alone says nothing after an address, « Grand salon » does.
    let labelled = |label: &str, name: &str| {
        if name.starts_with(|first: char| first.is_ascii_digit()) {
            format!("{label} {name}")
        } else {
            name.to_owned()
        }
    };
    let room = room.map(|room| labelled(words.room, room));
    let stand = event
        .stand
        .as_ref()
        .map(|stand| format!("{} {stand}", words.stand));
    let parts: Vec<String> = [event.venue.clone(), event.address.clone(), room, stand]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        event.online_url.clone()
    } else {
        Some(parts.join(", "))
    }
}

fn event_description(site: &Site, event: &Event) -> Option<String> {
    let words = Words::of(site.config.language);
    let registration = event
        .registration
        .as_ref()
        .and_then(|registration| registration.url.as_ref());
    let lines = [
        event.identity.summary.clone(),
        event
            .online_url
            .as_ref()
            .map(|url| format!("{}{url}", words.online)),
        registration.map(|url| format!("{}{url}", words.registration)),
    ];
    text_of(lines)
}

fn session_description(site: &Site, session: &Session) -> Option<String> {
    let words = Words::of(site.config.language);
    let speakers = session
        .speakers
        .iter()
        .filter_map(|speaker| site.authors.get(&speaker.value));
    let speakers: Vec<&str> = speakers
        .map(|author| author.identity.title.as_str())
        .collect();
    let with = (!speakers.is_empty()).then(|| format!("{}{}", words.with, speakers.join(", ")));
    text_of([session.summary.clone(), with])
}

fn text_of<const COUNT: usize>(lines: [Option<String>; COUNT]) -> Option<String> {
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

struct Words {
    room: &'static str,
    stand: &'static str,
    online: &'static str,
    registration: &'static str,
    with: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::French => Self {
                room: "salle",
                stand: "stand",
                online: "En ligne\u{a0}: ",
                registration: "Inscription\u{a0}: ",
                with: "Avec ",
            },
            Language::English => Self {
                room: "room",
                stand: "stand",
                online: "Online: ",
                registration: "Registration: ",
                with: "With ",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::machine::fixture::Fixture;

    /// The lines of each `VEVENT`, unfolded.
    fn events(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = String::from_utf8(bytes.to_vec())
            .unwrap()
            .replace("\r\n ", "");
        let blocks = text.split("BEGIN:VEVENT\r\n").skip(1);
        blocks
            .map(|block| {
                block
                    .split("\r\n")
                    .take_while(|line| *line != "END:VEVENT")
                    .map(str::to_owned)
                    .collect()
            })
            .collect()
    }

    fn value<'a>(event: &'a [String], property: &str) -> Option<&'a str> {
        event
            .iter()
            .find_map(|line| line.strip_prefix(property)?.strip_prefix(':'))
    }

    #[test]
    fn an_event_s_file_holds_the_event_and_its_sessions() {
        let site = Fixture::community().site();
        let written = events(&event_calendar(
            &site,
            site.events.position("rencontres").unwrap(),
        ));
        let expected = [
            vec![
                "UID:rencontres@example.org/kb",
                "DTSTAMP:20261002T000000Z",
                "SEQUENCE:2",
                "STATUS:CONFIRMED",
                "SUMMARY:Rencontres",
                "DTSTART;TZID=Europe/Paris:20270418T093000",
                "DTEND;TZID=Europe/Paris:20270418T180000",
                "DESCRIPTION:Une journée.\\nInscription\u{a0}: https://inscription.example.org/",
                "LOCATION:Parc des expositions\\, 1\\, place du Parc\\, salle 10\\, stand B12",
                "URL:https://example.org/kb/evenements/rencontres/",
                "LAST-MODIFIED:20261002T000000Z",
            ],
            vec![
                "UID:rencontres.1@example.org/kb",
                "DTSTAMP:20261002T000000Z",
                "SEQUENCE:2",
                "STATUS:CONFIRMED",
                "SUMMARY:Ouverture – Rencontres",
                "DTSTART;TZID=Europe/Paris:20270418T093000",
                "DTEND;TZID=Europe/Paris:20270418T101500",
                "DESCRIPTION:Pour commencer.\\nAvec Camille Exemple",
                "LOCATION:Parc des expositions\\, 1\\, place du Parc\\, Grand salon\\, stand B12",
                "URL:https://example.org/kb/evenements/rencontres/",
                "LAST-MODIFIED:20261002T000000Z",
            ],
        ];
        assert_eq!(written, expected);
    }

    #[test]
    fn the_site_s_calendar_holds_every_dated_event_once_and_those_cancelled_too() {
        let site = Fixture::community().site();
        let written = events(&site_calendar(&site));
        let facts: Vec<_> = written
            .iter()
            .map(|event| {
                (
                    value(event, "UID").unwrap(),
                    value(event, "STATUS").unwrap(),
                    value(event, "DTSTAMP").unwrap(),
                )
            })
            .collect();
        // The stamp is the latest of the three: the week in July has no date of its own but that on which it starts.
        let stamp = "20270712T000000Z";
        let expected = [
            ("annule@example.org/kb", "CANCELLED", stamp),
            ("rencontres@example.org/kb", "CONFIRMED", stamp),
            ("semaine@example.org/kb", "TENTATIVE", stamp),
        ];
        assert_eq!(facts, expected);
    }

    #[test]
    fn whole_days_and_online_events_are_written_as_such() {
        let site = Fixture::community().site();
        let written = events(&event_calendar(
            &site,
            site.events.position("semaine").unwrap(),
        ));
        assert_eq!(value(&written[0], "DTSTART;VALUE=DATE"), Some("20270712"));
        assert_eq!(value(&written[0], "DTEND;VALUE=DATE"), Some("20270717"));
        assert_eq!(
            value(&written[0], "LOCATION"),
            Some("https://visio.example.org/")
        );
    }

    #[test]
    fn the_day_of_the_build_changes_nothing() {
        let (one, other) = (
            Fixture::community().site(),
            Fixture::community().on("2028-01-01").site(),
        );
        assert_eq!(site_calendar(&one), site_calendar(&other));
    }
}
