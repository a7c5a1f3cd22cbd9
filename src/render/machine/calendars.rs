//! Calendar files: of each dated event, of each session of its programme, of the programme as a whole, and one to subscribe to that holds
//! every event.
//!
//! The site's calendar holds the events alone, so that a subscriber's week is not covered by a conference's sessions. What is cancelled or
//! postponed stays, with its status, and with a word before its title for the programs that show no status: a calendar that drops it
//! leaves the old date standing in the subscribers' own.
//!
//! **Identity.** An event is named by its slug and a session by its `id` besides, at the site's address: neither a new date nor a new room
//! changes the name.
//!
//! **Revision.** A program takes an event that it knows already only if its `SEQUENCE` is not below the one it knows. It is derived, so
//! that an editor has nothing to remember: it rises with the day of `updated`, and within a day with the status on the way from scheduled
//! over postponed and rescheduled to cancelled. The key `sequence` is added, for a second change on one day.
//!
//! A file must not change while its content does not, so `DTSTAMP` is not the moment of the build: it is the first moment, in UTC, of
//! the day of `updated`, else of `date`, else of the event's start; the site's calendar bears the latest of its events'.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::last_change;
use crate::document::{Event, EventStatus, Session};
use crate::language::Language;
use crate::render::calendar::{self, CalendarEvent, When, write_calendar};
use crate::site::Site;
use crate::site::calendar::{OccurrenceSpan, start_of_day};
use crate::site::links::DocumentId;

/// The file of the event at `position`; an empty calendar where its year is unknown, which has no such route.
pub fn event_calendar(site: &Site, position: usize) -> Vec<u8> {
    let span = site.occurrences[position].span.as_ref();
    let entries = span.map(|span| event_entry(site, position, span));
    of_event(site, position, entries)
}

/// The file of the sessions of the event at `position`, in the order of the programme.
pub fn programme_calendar(site: &Site, position: usize) -> Vec<u8> {
    let sessions = site.events[position].programme.iter();
    let entries = sessions.filter_map(|session| session_entry(site, position, session));
    of_event(site, position, entries)
}

/// The file of the session at `number` in the programme of the event at `position`.
pub fn session_calendar(site: &Site, position: usize, number: usize) -> Vec<u8> {
    let session = &site.events[position].programme[number];
    of_event(site, position, session_entry(site, position, session))
}

/// A file of entries of the event at `position`.
fn of_event(
    site: &Site,
    position: usize,
    entries: impl IntoIterator<Item = CalendarEvent>,
) -> Vec<u8> {
    let span = site.occurrences[position].span.as_ref();
    let stamp = span.map_or(Timestamp::UNIX_EPOCH, |span| {
        revision(&site.events[position], span)
    });
    let entries: Vec<CalendarEvent> = entries.into_iter().collect();
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
    let (starts, ends) = whens(span);
    CalendarEvent {
        uid: format!("{}@{}", event.identity.slug, authority(site)),
        sequence: sequence(event),
        status: status(event),
        summary: summary(site, event, &event.identity.title),
        description: event_description(site, event),
        location: location(site, event, event.room.as_deref()),
        url: Some(address(site, position)),
        starts,
        ends,
        last_modified: last_change(&event.identity),
    }
}

/// `None` where the session has no moment: its year is unknown, or it lies at the edges of the calendar.
fn session_entry(site: &Site, position: usize, session: &Session) -> Option<CalendarEvent> {
    let event = &*site.events[position];
    let (starts, ends) = whens(&OccurrenceSpan::of_session(&site.time_zone, session)?);
    let title = format!("{} – {}", session.title, event.identity.title);
    Some(CalendarEvent {
        // A dot is in no slug: no session can be named as an event is.
        uid: format!("{}.{}@{}", event.identity.slug, session.id, authority(site)),
        sequence: sequence(event),
        status: status(event),
        summary: summary(site, event, &title),
        description: session_description(site, session),
        location: location(
            site,
            event,
            session.room.as_deref().or(event.room.as_deref()),
        ),
        url: Some(format!(
            "{}#session-{}",
            address(site, position),
            session.id
        )),
        starts,
        ends,
        last_modified: last_change(&event.identity),
    })
}

fn whens(span: &OccurrenceSpan) -> (When, When) {
    if span.all_day {
        (
            When::Date(span.start.date()),
            When::Date(span.last_day().max(span.start.date())),
        )
    } else {
        (
            When::Zoned(span.start.clone()),
            When::Zoned(span.end.clone()),
        )
    }
}

/// See the module's documentation. Each day has as many numbers as there are statuses.
fn sequence(event: &Event) -> u32 {
    const STATUSES: u32 = 4;
    let step = match event.status {
        EventStatus::Scheduled => 0,
        EventStatus::Postponed => 1,
        EventStatus::Rescheduled => 2,
        EventStatus::Cancelled => STATUSES - 1,
    };
    let epoch = Date::constant(2000, 1, 1);
    let days = event
        .identity
        .updated
        .and_then(|updated| epoch.until(updated).ok())
        .and_then(|since| u32::try_from(since.get_days()).ok())
        .unwrap_or(0);
    event.sequence + days * STATUSES + step
}

fn status(event: &Event) -> calendar::EventStatus {
    match event.status {
        EventStatus::Scheduled | EventStatus::Rescheduled => calendar::EventStatus::Confirmed,
        EventStatus::Postponed => calendar::EventStatus::Tentative,
        EventStatus::Cancelled => calendar::EventStatus::Cancelled,
    }
}

fn summary(site: &Site, event: &Event, title: &str) -> String {
    let words = Words::of(site.config.language);
    match event.status {
        EventStatus::Scheduled | EventStatus::Rescheduled => title.to_owned(),
        EventStatus::Postponed => format!("{}{title}", words.postponed),
        EventStatus::Cancelled => format!("{}{title}", words.cancelled),
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
    start_of_day(&TimeZone::UTC, day)
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
    postponed: &'static str,
    cancelled: &'static str,
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
                postponed: "Reporté\u{a0}: ",
                cancelled: "Annulé\u{a0}: ",
            },
            Language::English => Self {
                room: "room",
                stand: "stand",
                online: "Online: ",
                registration: "Registration: ",
                with: "With ",
                postponed: "Postponed: ",
                cancelled: "Cancelled: ",
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

    /// 9,771 days after the first of the year 2000, four numbers a day, and the two that the editor added.
    const SEQUENCE: &str = "SEQUENCE:39086";

    fn rencontres(site: &Site) -> usize {
        site.events.position("rencontres").unwrap()
    }

    #[test]
    fn an_event_s_file_holds_the_event() {
        let site = Fixture::community().site();
        let written = events(&event_calendar(&site, rencontres(&site)));
        let expected = [vec![
            "UID:rencontres@example.org/kb",
            "DTSTAMP:20261002T000000Z",
            SEQUENCE,
            "STATUS:CONFIRMED",
            "SUMMARY:Rencontres",
            "DTSTART;TZID=Europe/Paris:20270418T093000",
            "DTEND;TZID=Europe/Paris:20270418T180000",
            "DESCRIPTION:Une journée.\\nInscription\u{a0}: https://inscription.example.org/",
            "LOCATION:Parc des expositions\\, 1\\, place du Parc\\, salle 10\\, stand B12",
            "URL:https://example.org/kb/evenements/rencontres/",
            "LAST-MODIFIED:20261002T000000Z",
        ]];
        assert_eq!(written, expected);
    }

    #[test]
    fn a_session_has_a_file_and_a_name_of_its_own() {
        let site = Fixture::community().site();
        let written = events(&session_calendar(&site, rencontres(&site), 0));
        let expected = [vec![
            "UID:rencontres.ouverture@example.org/kb",
            "DTSTAMP:20261002T000000Z",
            SEQUENCE,
            "STATUS:CONFIRMED",
            "SUMMARY:Ouverture – Rencontres",
            "DTSTART;TZID=Europe/Paris:20270418T093000",
            "DTEND;TZID=Europe/Paris:20270418T101500",
            "DESCRIPTION:Pour commencer.\\nAvec Camille Exemple",
            "LOCATION:Parc des expositions\\, 1\\, place du Parc\\, Grand salon\\, stand B12",
            "URL:https://example.org/kb/evenements/rencontres/#session-ouverture",
            "LAST-MODIFIED:20261002T000000Z",
        ]];
        assert_eq!(written, expected);
        let programme = events(&programme_calendar(&site, rencontres(&site)));
        assert_eq!(programme, expected);
    }

    #[test]
    fn the_site_s_calendar_holds_every_dated_event_once_and_those_cancelled_too() {
        let site = Fixture::community().site();
        let written = events(&site_calendar(&site));
        let facts: Vec<_> = written
            .iter()
            .map(|event| {
                [
                    value(event, "UID"),
                    value(event, "STATUS"),
                    value(event, "SUMMARY"),
                    value(event, "TRANSP"),
                    value(event, "DTSTAMP"),
                ]
                .map(Option::unwrap_or_default)
            })
            .collect();
        // The stamp is the latest of the three: the week in July has no date of its own but that on which it starts.
        let stamp = "20270712T000000Z";
        let free = "TRANSPARENT";
        let expected = [
            [
                "annule@example.org/kb",
                "CANCELLED",
                "Annulé\u{a0}: Annulé",
                free,
                stamp,
            ],
            [
                "rencontres@example.org/kb",
                "CONFIRMED",
                "Rencontres",
                "",
                stamp,
            ],
            [
                "semaine@example.org/kb",
                "TENTATIVE",
                "Reporté\u{a0}: Semaine",
                free,
                stamp,
            ],
        ];
        assert_eq!(facts, expected);
    }

    /// The number of an event whose front matter has `keys`.
    fn sequence_with(keys: &str) -> u32 {
        let event = format!("---\ntitle: 'E'\nstart: 2027-04-18\n{keys}---\nTexte.\n");
        let site = Fixture::community()
            .with("content/events/e.md", &event)
            .site();
        sequence(&site.events[site.events.position("e").unwrap()])
    }

    #[test]
    fn each_change_that_an_editor_makes_raises_the_sequence() {
        let moved = "status: rescheduled\nprevious_start: 2027-03-18\n";
        let history = [
            String::new(),
            "status: postponed\n".to_owned(),
            moved.to_owned(),
            format!("{moved}updated: 2026-11-03\n"),
            format!("{moved}updated: 2026-11-03\nsequence: 1\n"),
            "updated: 2026-11-04\n".to_owned(),
            "status: cancelled\nupdated: 2026-11-04\n".to_owned(),
            "updated: 2026-11-05\n".to_owned(),
        ];
        let numbers: Vec<u32> = history.iter().map(|keys| sequence_with(keys)).collect();
        assert_eq!(numbers[0], 0);
        assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
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
