//! When events take place: local times made exact, and programmes without clashes.

mod clashes;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, Zoned};

use super::collection::Collection;
use crate::diagnostics::{Diagnostic, Located, Problem, SourcePath};
use crate::document::{
    Author, DateOrDateTime, Event, EventStatus, EventTime, Session, SessionTime,
};

/// When an event takes place.
#[derive(Debug, Clone)]
pub struct Occurrence {
    /// `None` when the year is unknown.
    pub span: Option<OccurrenceSpan>,
    /// Over on the day of the build. What is postponed waits for its new date, and is never over.
    pub past: bool,
}

/// The exact span of a dated event, or of a session.
#[derive(Debug, Clone)]
pub struct OccurrenceSpan {
    /// First moment: midnight for whole days.
    pub start: Zoned,
    /// Last moment; for whole days the midnight that ends the last.
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
    let (first, _) = event.time.moments();
    (matches!(event.time, EventTime::YearUnknown { .. }), first)
}

/// The moment with which `day` begins in `zone`: "now", for a build on that day.
pub fn start_of_day(zone: &TimeZone, day: Date) -> Timestamp {
    day.to_zoned(zone.clone())
        .map_or(Timestamp::MIN, |midnight| midnight.timestamp())
}

/// The moment that a local time is in `zone`: of one that does not exist the moment after the gap, of one that exists twice the first.
/// Link has reported both. `None` at the edges of the calendar.
pub fn moment(zone: &TimeZone, time: DateTime) -> Option<Zoned> {
    zone.to_ambiguous_zoned(time).compatible().ok()
}

/// The occurrence of each event. Local times that do not exist, or exist twice, and programmes that clash are reported.
pub fn occurrences(
    events: &Collection<Event>,
    authors: &Collection<Author>,
    zone: &TimeZone,
    zone_name: &str,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Occurrence> {
    let now = start_of_day(zone, today);
    let mut clock = Clock {
        zone,
        zone_name,
        diagnostics,
    };
    let occurrences = events
        .iter()
        .map(|event| {
            clock.check_event(event);
            let span = OccurrenceSpan::of_event(zone, event);
            let past = event.status != EventStatus::Postponed
                && span.as_ref().is_some_and(|span| span.over_at <= now);
            Occurrence { span, past }
        })
        .collect();
    clashes::check(events, authors, clock.diagnostics);
    occurrences
}

impl OccurrenceSpan {
    /// From `start` to `end`, which is included where it is a day. `None` at the edges of the calendar.
    fn new(zone: &TimeZone, start: DateOrDateTime, end: Option<DateOrDateTime>) -> Option<Self> {
        let day_only = |time: DateOrDateTime| matches!(time, DateOrDateTime::Date(_));
        let midnight_after = |date: Date| moment(zone, date.tomorrow().ok()?.at(0, 0, 0, 0));
        let all_day = day_only(start) && end.is_none_or(day_only);
        let open_ended = end.is_none() && !all_day;
        let starts = moment(zone, start.first_moment())?;
        let ends = match end {
            Some(DateOrDateTime::DateTime(end)) => moment(zone, end)?,
            Some(DateOrDateTime::Date(last)) => midnight_after(last)?,
            None if all_day => midnight_after(start.date())?,
            None => starts.checked_add(jiff::Span::new().hours(1)).ok()?,
        };
        // A start without an end is over when its day is.
        let over_at = if open_ended {
            midnight_after(start.date())?.timestamp()
        } else {
            ends.timestamp()
        };
        Some(Self {
            start: starts,
            end: ends,
            all_day,
            open_ended,
            over_at,
        })
    }

    /// When `event` takes place; `None` where its year is unknown.
    pub fn of_event(zone: &TimeZone, event: &Event) -> Option<Self> {
        let EventTime::Dated { start, end } = &event.time else {
            return None;
        };
        Self::new(zone, start.value, end.as_ref().map(|end| end.value))
    }

    /// When `session` takes place; `None` where the year of its event is unknown.
    pub fn of_session(zone: &TimeZone, session: &Session) -> Option<Self> {
        let SessionTime::Dated { start, end } = &session.time else {
            return None;
        };
        Self::new(zone, start.value, Some(end.value))
    }

    /// The last day of whole days: they end with the midnight that follows.
    pub fn last_day(&self) -> Date {
        let after = self.end.date();
        after.yesterday().unwrap_or(after)
    }
}

struct Clock<'a> {
    zone: &'a TimeZone,
    zone_name: &'a str,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Clock<'_> {
    fn check_event(&mut self, event: &Event) {
        let file = &event.identity.file;
        if let EventTime::Dated { start, end } = &event.time {
            for time in std::iter::once(start).chain(end) {
                self.check(file, time);
            }
        }
        for session in &event.programme {
            self.check_session(file, session);
        }
    }

    fn check_session(&mut self, file: &SourcePath, session: &Session) {
        if let SessionTime::Dated { start, end } = &session.time {
            self.check(file, start);
            self.check(file, end);
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// The span from `start` to `end` in Paris: start, end, whether it is of whole days, and when it is over.
    fn span(start: DateOrDateTime, end: Option<DateOrDateTime>) -> (String, String, bool, String) {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let span = OccurrenceSpan::new(&zone, start, end).unwrap();
        let utc = |moment: Timestamp| moment.strftime("%Y-%m-%dT%H:%MZ").to_string();
        (
            utc(span.start.timestamp()),
            utc(span.end.timestamp()),
            span.all_day,
            utc(span.over_at),
        )
    }

    fn text(
        start: &str,
        end: &str,
        all_day: bool,
        over_at: &str,
    ) -> (String, String, bool, String) {
        (
            start.to_owned(),
            end.to_owned(),
            all_day,
            over_at.to_owned(),
        )
    }

    #[test]
    fn a_span_ends_with_its_last_moment_or_its_last_day() {
        let day = DateOrDateTime::Date(date(2027, 3, 28));
        let noon = DateOrDateTime::DateTime(date(2027, 3, 28).at(12, 0, 0, 0));
        let (midnight, after) = ("2027-03-27T23:00Z", "2027-03-28T22:00Z");
        // The day on which clocks go forward has 23 hours.
        assert_eq!(span(day, None), text(midnight, after, true, after));
        assert_eq!(span(day, Some(day)), text(midnight, after, true, after));
        let at_noon = "2027-03-28T10:00Z";
        assert_eq!(
            span(day, Some(noon)),
            text(midnight, at_noon, false, at_noon)
        );
        assert_eq!(span(noon, Some(day)), text(at_noon, after, false, after));
        // Without an end an event takes an hour in calendars, and is over with its day.
        assert_eq!(
            span(noon, None),
            text(at_noon, "2027-03-28T11:00Z", false, after)
        );
    }

    #[test]
    fn the_edges_of_the_calendar_have_no_moment() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        assert!(OccurrenceSpan::new(&zone, DateOrDateTime::Date(Date::MAX), None).is_none());
    }
}
