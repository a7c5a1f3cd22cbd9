//! The programme of an event: its sessions, each within the event and with a name of its own.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Located, Problem, Span};
use crate::document::{EventTime, Session, SessionTime, Slug};
use crate::language;
use crate::parse::Source;
use crate::parse::identity::typeset;
use crate::parse::yaml::{Faults, Fields, Shape};

/// The most letters of a title that name a session.
const ID_LETTERS: usize = 60;

/// Reads `programme`.
pub fn parse(
    source: Source<'_>,
    fields: &mut Fields,
    event: Option<&EventTime>,
    faults: &mut Faults,
) -> Vec<Session> {
    let mut sessions = Vec::new();
    for mut keys in fields.maps("programme", faults) {
        let id = keys.slug("id", faults);
        let time = time(&mut keys, event, faults);
        let title = keys.required_located_text("title", faults);
        let typeset = |text| typeset(source, text);
        let room = keys.text("room", faults).map(typeset);
        let speakers = keys.slugs("speakers", faults);
        let summary = keys.text("summary", faults).map(typeset);
        let slides = keys.web_address("slides", faults);
        let replay = keys.web_address("replay", faults);
        keys.finish(faults);
        let (Some(time), Some(title)) = (time, title) else {
            continue;
        };
        if let Some(event) = event {
            check_inside(&time, &title, event, faults);
        }
        let title = typeset(title.value);
        let name = match &id {
            Some(id) => id.value.clone(),
            None => id_of_title(&title),
        };
        let session = Session {
            id: Slug::new(name),
            time,
            room,
            title,
            speakers,
            summary,
            slides,
            replay,
        };
        sessions.push((id.map(|id| id.span), session));
    }
    told_apart(sessions, faults)
}

/// `start` and `end`: moments, or times of the day of an event whose year is unknown.
fn time(keys: &mut Fields, event: Option<&EventTime>, faults: &mut Faults) -> Option<SessionTime> {
    let time = if let Some(EventTime::YearUnknown { day, .. }) = event {
        let from = keys.located_time("start", faults);
        let to = keys.located_time("end", faults);
        keys.require("start", faults);
        keys.require("end", faults);
        SessionTime::YearUnknown {
            day: *day,
            from: from?,
            to: to?,
        }
    } else {
        let start = keys.date_or_date_time("start", faults);
        let end = keys.date_or_date_time("end", faults);
        keys.may_also_be("start", Shape::Time);
        keys.may_also_be("end", Shape::Time);
        keys.require("start", faults);
        keys.require("end", faults);
        SessionTime::Dated {
            start: start?,
            end: end?,
        }
    };
    let (first, last) = time.moments();
    if last <= first {
        faults.at(time.end_span(), Problem::EndBeforeStart);
        return None;
    }
    Some(time)
}

/// Reports a session outside of its event: of its days, or of its hours where it has some.
fn check_inside(
    time: &SessionTime,
    title: &Located<String>,
    event: &EventTime,
    faults: &mut Faults,
) {
    let (first, last) = event.moments();
    let (start, end) = time.moments();
    let outside = if start < first || start > last {
        time.start_span()
    } else if end > last {
        time.end_span()
    } else {
        return;
    };
    let title = title.value.clone();
    faults.at(outside, Problem::SessionOutside { title });
}

/// The sessions under names that differ. Those that the editor gave, whose place stands beside the session, must differ already; those of
/// titles are numbered from the second of a title on.
fn told_apart(sessions: Vec<(Option<Span>, Session)>, faults: &mut Faults) -> Vec<Session> {
    let mut given: BTreeMap<Slug, String> = BTreeMap::new();
    for (place, session) in &sessions {
        let Some(place) = place else { continue };
        match given.entry(session.id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(session.title.clone());
            }
            Entry::Occupied(entry) => {
                let problem = Problem::DuplicateName {
                    name: session.id.to_string(),
                    other: entry.get().clone(),
                };
                faults.at(*place, problem);
            }
        }
    }
    let mut taken: BTreeSet<Slug> = given.into_keys().collect();
    let tell_apart = |(place, mut session): (Option<Span>, Session)| {
        if place.is_none() {
            session.id = free_name(session.id, &taken);
            taken.insert(session.id.clone());
        }
        session
    };
    sessions.into_iter().map(tell_apart).collect()
}

/// `name`, or with the first number from 2 that makes it unlike those `taken`.
fn free_name(name: Slug, taken: &BTreeSet<Slug>) -> Slug {
    if !taken.contains(&name) {
        return name;
    }
    let numbered = (2_u32..).map(|number| Slug::new(format!("{name}-{number}")));
    let mut free = numbered.filter(|name| !taken.contains(name));
    free.next().unwrap_or_else(|| name.clone())
}

/// The slug of a title, cut between words where it is long.
fn id_of_title(title: &str) -> String {
    let slug = language::slug::slug(title);
    let cut = match slug.get(..ID_LETTERS) {
        Some(start) if !slug[ID_LETTERS..].starts_with('-') => {
            start.rsplit_once('-').map_or(start, |(words, _)| words)
        }
        Some(start) => start,
        None => &slug,
    };
    if cut.is_empty() { "sans-titre" } else { cut }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_its_session() {
        let long = "Atelier : cinq questions pour un projet de service, de la vision à la synthèse";
        for (title, id) in [
            (
                "L’enchantement ne se décrète pas",
                "l-enchantement-ne-se-decrete-pas",
            ),
            (
                long,
                "atelier-cinq-questions-pour-un-projet-de-service-de-la",
            ),
            ("???", "sans-titre"),
        ] {
            assert_eq!(id_of_title(title), id);
        }
        let exact = "a".repeat(ID_LETTERS);
        assert_eq!(id_of_title(&format!("{exact} b")), exact);
        assert_eq!(id_of_title(&format!("{exact}b")), exact);
    }
}
