//! The programme by day, each day a list in order of time, and a timetable where it makes one: a column a room, a row between two
//! successive starts or ends.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::document::{DateOrDateTime, Event, EventTime, Session, SessionTime};
use crate::language::date::{day_and_month, time_range, weekday_date};
use crate::site::calendar::OccurrenceSpan;
use crate::site::routes::session_file;
use crate::view::context::Context;
use crate::view::kept::Kept;
use crate::view::parts::{DateView, Link, Meanwhile};

use super::when::meanwhile;

/// The most rooms and rows that the style sheet lays out.
const MOST_ROOMS: usize = 6;
const MOST_ROWS: usize = 40;

/// A day of a programme.
#[derive(Debug, Serialize)]
pub struct ProgrammeDay {
    /// « mardi 13 avril 2027 », without the weekday where the year is unknown.
    pub date: DateView,
    /// In order of time, then of room.
    pub sessions: Vec<SessionView>,
    /// The rooms in order of first use, one a column; none where the day is no timetable.
    pub rooms: Vec<String>,
}

/// A session of a programme.
#[derive(Debug, Serialize)]
pub struct SessionView {
    /// `id` of its block.
    pub anchor: String,
    /// Title.
    pub title: String,
    /// « 12 h 15 – 13 h 05 »; absent where it lasts whole days.
    pub time: Option<String>,
    /// Value of `datetime`.
    pub start: String,
    /// Room.
    pub room: Option<String>,
    /// Its place in the timetable, where the day is one.
    pub cell: Option<Cell>,
    /// Speakers.
    pub speakers: Vec<Kept<Link>>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Slides.
    pub slides: Option<String>,
    /// Recording.
    pub replay: Option<String>,
    /// Its `.ics` file.
    pub agenda: Option<SessionAgenda>,
}

/// Where a session stands in a timetable.
#[derive(Debug, Serialize)]
pub struct Cell {
    /// Column from 1; 0 across all.
    pub column: usize,
    /// First row, from 1.
    pub row: usize,
    /// Rows it covers.
    pub span: usize,
}

/// How a reader's calendar gets a session.
#[derive(Debug, Serialize)]
pub struct SessionAgenda {
    /// Address of the `.ics` file.
    pub url: String,
    /// Until the session is over.
    pub shown: Meanwhile,
}

/// The programme of the event at `position`, whose page has the path `path`.
pub fn programme(context: &Context<'_>, position: usize, path: &str) -> Vec<ProgrammeDay> {
    let event = &context.site.events[position];
    let mut by_day: BTreeMap<Date, Vec<&Session>> = BTreeMap::new();
    for session in &event.programme {
        let (start, _) = session.time.moments();
        by_day.entry(start.date()).or_default().push(session);
    }
    let days = by_day.into_iter();
    days.map(|(date, sessions)| day(context, event, path, date, sessions))
        .collect()
}

fn day(
    context: &Context<'_>,
    event: &Event,
    path: &str,
    date: Date,
    mut sessions: Vec<&Session>,
) -> ProgrammeDay {
    let mut rooms: Vec<&str> = Vec::new();
    for room in sessions
        .iter()
        .filter_map(|session| session.room.as_deref())
    {
        if !rooms.contains(&room) {
            rooms.push(room);
        }
    }
    let column = |session: &Session| {
        let room = session.room.as_deref();
        room.and_then(|room| rooms.iter().position(|known| *known == room))
            .map_or(0, |place| place + 1)
    };
    sessions.sort_by_key(|session| {
        let (start, _) = session.time.moments();
        (start, column(session), session.time.start_span())
    });
    let columns: Vec<usize> = sessions.iter().map(|session| column(session)).collect();
    let cells = timetable(&sessions, &columns, rooms.len());
    let is_timetable = cells.is_some();
    let mut cells = cells.unwrap_or_default().into_iter();
    let views = sessions
        .iter()
        .map(|session| view(context, path, session, cells.next()));
    ProgrammeDay {
        date: match event.time {
            EventTime::Dated { .. } => DateView {
                iso: date.to_string(),
                text: weekday_date(context.language(), date),
            },
            EventTime::YearUnknown { .. } => DateView {
                iso: date.strftime("%m-%d").to_string(),
                text: day_and_month(context.language(), date),
            },
        },
        sessions: views.collect(),
        rooms: if is_timetable {
            rooms.into_iter().map(str::to_owned).collect()
        } else {
            Vec::new()
        },
    }
}

/// The cells of `sessions`, in their order, with their columns. `None` where the day makes no timetable: one room, more rooms or rows
/// than the style sheet knows, or two sessions in one place.
fn timetable(sessions: &[&Session], columns: &[usize], rooms: usize) -> Option<Vec<Cell>> {
    let times: Vec<(DateTime, DateTime)> = sessions
        .iter()
        .map(|session| session.time.moments())
        .collect();
    let mut moments: Vec<DateTime> = times
        .iter()
        .flat_map(|(start, end)| [*start, *end])
        .collect();
    moments.sort_unstable();
    moments.dedup();
    if !(2..=MOST_ROOMS).contains(&rooms) || moments.len() > MOST_ROWS + 1 {
        return None;
    }
    let mut alone = vec![true; sessions.len()];
    for (index, (_, end)) in times.iter().enumerate() {
        let later = (index + 1..sessions.len()).take_while(|other| times[*other].0 < *end);
        for other in later {
            let (one, two) = (columns[index], columns[other]);
            if one == two || one == 0 || two == 0 {
                return None;
            }
            (alone[index], alone[other]) = (false, false);
        }
    }
    let row = |moment: DateTime| moments.partition_point(|other| *other < moment) + 1;
    let cells = times.iter().zip(columns).zip(alone);
    Some(
        cells
            .map(|(((start, end), column), alone)| Cell {
                column: if alone { 0 } else { *column },
                row: row(*start),
                span: row(*end) - row(*start),
            })
            .collect(),
    )
}

fn view(context: &Context<'_>, path: &str, session: &Session, cell: Option<Cell>) -> SessionView {
    let (start, end) = session.time.moments();
    let whole_days = matches!(
        &session.time,
        SessionTime::Dated { start, end } if matches!(
            (start.value, end.value),
            (DateOrDateTime::Date(_), DateOrDateTime::Date(_))
        )
    );
    SessionView {
        anchor: format!("session-{}", session.id),
        title: session.title.clone(),
        time: (!whole_days).then(|| time_range(context.language(), start.time(), end.time())),
        start: match &session.time {
            SessionTime::Dated { .. } if whole_days => start.date().to_string(),
            SessionTime::Dated { .. } => start.strftime("%Y-%m-%dT%H:%M").to_string(),
            SessionTime::YearUnknown { .. } => start.strftime("%H:%M").to_string(),
        },
        room: session.room.clone(),
        cell,
        speakers: context.author_links(&session.speakers),
        summary: session.summary.clone(),
        slides: session.slides.clone(),
        replay: session.replay.clone(),
        agenda: agenda(context, path, session),
    }
}

fn agenda(context: &Context<'_>, path: &str, session: &Session) -> Option<SessionAgenda> {
    let span = OccurrenceSpan::of_session(&context.site.time_zone, session)?;
    (!session.is_pause()).then(|| SessionAgenda {
        url: context.href(&format!("{path}{}", session_file(&session.id))),
        shown: meanwhile(context, None, Some(span.over_at)),
    })
}
