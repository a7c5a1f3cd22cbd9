//! When events take place: local times made exact, and programmes without clashes.

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, Zoned};

use super::collection::Collection;
use crate::diagnostics::{Diagnostic, Located, Problem, SourcePath};
use crate::document::{Event, EventTime, Session};
use crate::parse::DateOrDateTime;

/// When an event takes place.
#[derive(Debug, Clone)]
pub struct Occurrence {
    /// `None` when the year is unknown.
    pub span: Option<OccurrenceSpan>,
    /// Over on the day of the build.
    pub past: bool,
}

/// The exact span of a dated event.
#[derive(Debug, Clone)]
pub struct OccurrenceSpan {
    /// First moment: midnight for an all-day event.
    pub start: Zoned,
    /// Last moment; for an all-day event the midnight that ends its last day.
    pub end: Zoned,
    /// No time of day.
    pub all_day: bool,
    /// No end was given: it is taken to last an hour, which calendars need and pages do not show.
    pub open_ended: bool,
    /// From this moment on it is over.
    pub over_at: Timestamp,
}

impl Occurrence {
    /// Whether the year is known.
    pub fn is_dated(&self) -> bool {
        self.span.is_some()
    }
}

/// By which events are sorted: earliest first, those without a year last, by the day of the year.
pub fn sort_key(event: &Event) -> (bool, DateTime) {
    match &event.time {
        EventTime::Dated { start, .. } => (false, moment(start.value)),
        EventTime::YearUnknown {
            month, day, from, ..
        } => {
            let date = Date::new(2000, *month, *day).unwrap_or(Date::constant(2000, 1, 1));
            (
                true,
                date.to_datetime(from.unwrap_or(jiff::civil::Time::midnight())),
            )
        }
    }
}

fn moment(time: DateOrDateTime) -> DateTime {
    match time {
        DateOrDateTime::Date(date) => date.at(0, 0, 0, 0),
        DateOrDateTime::DateTime(moment) => moment,
    }
}

/// The occurrence of each event. Local times that do not exist, or exist twice, and programmes that clash are reported.
pub fn occurrences(
    events: &Collection<Event>,
    zone: &TimeZone,
    zone_name: &str,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Occurrence> {
    let now = today
        .to_zoned(zone.clone())
        .map_or(Timestamp::MIN, |midnight| midnight.timestamp());
    let mut clock = Clock {
        zone,
        zone_name,
        diagnostics,
    };
    let occurrences = events
        .iter()
        .map(|event| {
            let span = clock.span(event);
            for session in &event.programme {
                clock.check(&event.identity.file, &session.start);
                clock.check(&event.identity.file, &session.end);
            }
            let past = span.as_ref().is_some_and(|span| span.over_at <= now);
            Occurrence { span, past }
        })
        .collect();
    for event in events {
        check_clashes(event, clock.diagnostics);
    }
    occurrences
}

struct Clock<'a> {
    zone: &'a TimeZone,
    zone_name: &'a str,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Clock<'_> {
    fn span(&mut self, event: &Event) -> Option<OccurrenceSpan> {
        let EventTime::Dated { start, end } = &event.time else {
            return None;
        };
        let file = &event.identity.file;
        self.check(file, start);
        if let Some(end) = end {
            self.check(file, end);
        }
        let all_day = matches!(start.value, DateOrDateTime::Date(_));
        let starts = self.zoned(moment(start.value))?;
        let ends = match end.as_ref().map(|end| end.value) {
            Some(DateOrDateTime::DateTime(end)) => self.zoned(end)?,
            Some(DateOrDateTime::Date(last)) => self.midnight_after(last)?,
            None if all_day => self.midnight_after(start.value.date())?,
            None => starts.checked_add(jiff::Span::new().hours(1)).ok()?,
        };
        // A start without an end is over when its day is.
        let over_at = if end.is_none() && !all_day {
            self.midnight_after(start.value.date())?.timestamp()
        } else {
            ends.timestamp()
        };
        Some(OccurrenceSpan {
            start: starts,
            end: ends,
            all_day,
            open_ended: end.is_none() && !all_day,
            over_at,
        })
    }

    fn zoned(&self, moment: DateTime) -> Option<Zoned> {
        self.zone.to_ambiguous_zoned(moment).compatible().ok()
    }

    fn midnight_after(&self, date: Date) -> Option<Zoned> {
        self.zoned(date.tomorrow().ok()?.at(0, 0, 0, 0))
    }

    fn check(&mut self, file: &SourcePath, time: &Located<DateOrDateTime>) {
        let DateOrDateTime::DateTime(moment) = time.value else {
            return;
        };
        let (time_text, zone) = (
            moment.strftime("%Y-%m-%d %H:%M").to_string(),
            self.zone_name.to_owned(),
        );
        let problem = match self.zone.to_ambiguous_zoned(moment).offset() {
            AmbiguousOffset::Unambiguous { .. } => return,
            AmbiguousOffset::Gap { .. } => Problem::NonexistentTime {
                time: time_text,
                zone,
            },
            AmbiguousOffset::Fold { .. } => Problem::AmbiguousTime {
                time: time_text,
                zone,
            },
        };
        self.diagnostics
            .push(Diagnostic::at(file, time.span, problem));
    }
}

/// Reports two sessions that need one room, or one speaker, at the same time.
fn check_clashes(event: &Event, diagnostics: &mut Vec<Diagnostic>) {
    let mut sessions: Vec<&Session> = event.programme.iter().collect();
    sessions.sort_by_key(|session| (moment(session.start.value), session.start.span));
    for (index, first) in sessions.iter().enumerate() {
        for second in sessions[index + 1..]
            .iter()
            .take_while(|second| moment(second.start.value) < moment(first.end.value))
        {
            if let (Some(room), Some(other)) = (&first.room, &second.room)
                && room == other
            {
                let problem = Problem::RoomClash {
                    room: room.clone(),
                    first: first.title.clone(),
                    second: second.title.clone(),
                };
                diagnostics.push(Diagnostic::at(
                    &event.identity.file,
                    second.start.span,
                    problem,
                ));
            }
            for speaker in &second.speakers {
                if first
                    .speakers
                    .iter()
                    .any(|other| other.value == speaker.value)
                {
                    let speaker_name = speaker.value.clone();
                    let problem = Problem::SpeakerClash {
                        speaker: speaker_name,
                        first: first.title.clone(),
                        second: second.title.clone(),
                    };
                    diagnostics.push(Diagnostic::at(&event.identity.file, speaker.span, problem));
                }
            }
        }
    }
}
