//! Two things that need one room, or one person, at the same time: in a programme, and from one event to another.
//!
//! What takes place is a session, or an event that has hours and no programme. A room is the same where the venue is; an event without a
//! venue knows its own rooms only. An organisation can speak in several rooms at once, a person cannot. What is cancelled or postponed
//! needs neither rooms nor people.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::diagnostics::{Diagnostic, Problem, Span};
use crate::document::{
    Author, AuthorKind, DateOrDateTime, Event, EventStatus, EventTime, Name, Session,
};
use crate::site::collection::Collection;

/// Something that takes place at given hours.
struct Engagement<'a> {
    event: &'a Event,
    /// None for an event that has no programme.
    session: Option<&'a Session>,
    start: DateTime,
    end: DateTime,
    start_span: Span,
}

impl<'a> Engagement<'a> {
    /// The engagements of `event`.
    fn of(event: &'a Event) -> Vec<Self> {
        if event.programme.is_empty() {
            return Self::without_programme(event).into_iter().collect();
        }
        let sessions = event.programme.iter();
        sessions
            .map(|session| {
                let (start, end) = session.time.moments();
                Self {
                    event,
                    session: Some(session),
                    start,
                    end,
                    start_span: session.time.start_span(),
                }
            })
            .collect()
    }

    fn without_programme(event: &'a Event) -> Option<Self> {
        let EventTime::Dated {
            start,
            end: Some(end),
        } = &event.time
        else {
            return None;
        };
        match (start.value, end.value) {
            (DateOrDateTime::DateTime(first), DateOrDateTime::DateTime(last)) => Some(Self {
                event,
                session: None,
                start: first,
                end: last,
                start_span: start.span,
            }),
            _ => None,
        }
    }

    fn room(&self) -> Option<&'a str> {
        match self.session {
            Some(session) => session.room.as_deref(),
            None => self.event.room.as_deref(),
        }
    }

    fn speakers(&self) -> &'a [Name] {
        self.session
            .map_or(&self.event.speakers, |session| &session.speakers)
    }

    /// What it is called beside `other`: a session of another event says of which.
    fn title_beside(&self, other: &Self) -> String {
        let event = &self.event.identity;
        match self.session {
            None => event.title.clone(),
            Some(session) if event.file == other.event.identity.file => session.title.clone(),
            Some(session) => format!("{} ({})", session.title, event.title),
        }
    }
}

/// Where an engagement is known to take place or someone to be: what holds the same key must not overlap.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Resource<'a> {
    /// A room of a venue.
    RoomAt { venue: &'a str, room: &'a str },
    /// A room of an event whose venue, or year, is not known.
    RoomOf { event: &'a str, room: &'a str },
    /// A person.
    Person(&'a str),
    /// A person at an event whose year is not known.
    PersonAt { event: &'a str, person: &'a str },
}

/// Reports the clashes of `events`, at the later of the two: at its start for a room, at the name for a speaker.
pub fn check(
    events: &Collection<Event>,
    authors: &Collection<Author>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut engagements: Vec<Engagement<'_>> = events
        .iter()
        .filter(|event| {
            !matches!(
                event.status,
                EventStatus::Cancelled | EventStatus::Postponed
            )
        })
        .flat_map(|event| Engagement::of(event))
        .collect();
    engagements.sort_by_key(|it| (it.start, it.event.identity.file.clone(), it.start_span));
    let is_organisation = |name: &str| {
        authors
            .get(name)
            .is_some_and(|author| author.kind == AuthorKind::Organisation)
    };
    let mut uses: BTreeMap<Resource<'_>, Vec<(&Engagement<'_>, Span)>> = BTreeMap::new();
    for it in &engagements {
        let event = it.event.identity.file.as_str();
        let year_known = matches!(it.event.time, EventTime::Dated { .. });
        if let Some(room) = it.room() {
            let resource = match &it.event.venue {
                Some(venue) if year_known => Resource::RoomAt { venue, room },
                _ => Resource::RoomOf { event, room },
            };
            uses.entry(resource).or_default().push((it, it.start_span));
        }
        for speaker in it.speakers() {
            let person = speaker.value.as_str();
            if is_organisation(person) {
                continue;
            }
            let resource = if year_known {
                Resource::Person(person)
            } else {
                Resource::PersonAt { event, person }
            };
            uses.entry(resource).or_default().push((it, speaker.span));
        }
    }
    for (resource, uses) in &uses {
        for (index, (first, _)) in uses.iter().enumerate() {
            let later = uses[index + 1..].iter();
            let overlapping = later.take_while(|(second, _)| second.start < first.end);
            // One who is named twice for a session is there once.
            for (second, place) in overlapping.filter(|(second, _)| !std::ptr::eq(*first, *second))
            {
                let file = &second.event.identity.file;
                let problem = clash(resource, first, second);
                diagnostics.push(Diagnostic::at(file, *place, problem));
            }
        }
    }
}

fn clash(resource: &Resource<'_>, first: &Engagement<'_>, second: &Engagement<'_>) -> Problem {
    let (one, other) = (first.title_beside(second), second.title_beside(first));
    match resource {
        Resource::RoomAt { room, .. } | Resource::RoomOf { room, .. } => Problem::RoomClash {
            room: (*room).to_owned(),
            first: one,
            second: other,
        },
        Resource::Person(person) | Resource::PersonAt { person, .. } => Problem::SpeakerClash {
            speaker: (*person).to_owned(),
            first: one,
            second: other,
        },
    }
}
