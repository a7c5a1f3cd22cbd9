//! Events and their programmes.

use jiff::civil::{Date, DateTime, Time};

use super::{DateOrDateTime, DayOfYear, Identity, Markdown, Name, Slug};
use crate::diagnostics::{Located, Span};

/// An event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Title, file, dimensions…
    pub identity: Identity,
    /// When.
    pub time: EventTime,
    /// Building.
    pub venue: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Room.
    pub room: Option<String>,
    /// Stand of the community.
    pub stand: Option<String>,
    /// Where it is followed online.
    pub online_url: Option<String>,
    /// How to register.
    pub registration: Option<Registration>,
    /// Who organises.
    pub organisers: Vec<Name>,
    /// Who speaks.
    pub speakers: Vec<Name>,
    /// How it stands.
    pub status: EventStatus,
    /// The date first announced, where it was moved.
    pub previous_start: Option<DateOrDateTime>,
    /// What it costs.
    pub price: Option<Price>,
    /// Revisions that the editor counts beyond what `updated` and the status tell.
    pub sequence: u32,
    /// Slides of the whole event.
    pub slides: Option<String>,
    /// Recording of the whole event.
    pub replay: Option<String>,
    /// Articles about it.
    pub articles: Vec<Name>,
    /// Programme, in the editor's order.
    pub programme: Vec<Session>,
    /// Sample data.
    pub sample: bool,
    /// Text.
    pub body: Markdown,
}

/// When an event takes place, in the local time of the site's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventTime {
    /// The year is known.
    Dated {
        /// First moment or first day.
        start: Located<DateOrDateTime>,
        /// Last moment or last day, included.
        end: Option<Located<DateOrDateTime>>,
    },
    /// Only the day of the year is known.
    YearUnknown {
        /// The day.
        day: DayOfYear,
        /// First moment.
        from: Option<Time>,
        /// Last moment.
        to: Option<Time>,
    },
}

impl EventTime {
    /// The first moment and the last, on [some year](DayOfYear::in_some_year)'s day where the year is unknown. An event without an end
    /// lasts until the end of its day.
    pub fn moments(&self) -> (DateTime, DateTime) {
        match self {
            Self::Dated { start, end } => {
                let day = DateOrDateTime::Date(start.value.date());
                let last = end.as_ref().map_or(day, |end| end.value);
                (start.value.first_moment(), last.last_moment())
            }
            Self::YearUnknown { day, from, to } => {
                let day = day.in_some_year();
                (
                    day.to_datetime(from.unwrap_or(Time::MIN)),
                    day.to_datetime(to.unwrap_or(Time::MAX)),
                )
            }
        }
    }
}

/// How an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventStatus {
    /// It takes place as announced.
    Scheduled,
    /// It does not take place.
    Cancelled,
    /// No new date yet.
    Postponed,
    /// It has a new date.
    Rescheduled,
}

/// How to register.
#[derive(Debug, Clone)]
pub struct Registration {
    /// Where.
    pub url: Option<String>,
    /// First day.
    pub opens: Option<Date>,
    /// Last day.
    pub closes: Option<Date>,
    /// A sentence.
    pub note: Option<String>,
}

/// What an event costs.
#[derive(Debug, Clone)]
pub struct Price {
    /// In the editor's words.
    pub text: String,
    /// The amount to start from, for programs.
    pub amount: Option<Amount>,
}

/// An amount of money.
#[derive(Debug, Clone)]
pub struct Amount {
    /// Digits, with a point before decimals.
    pub value: String,
    /// Three letters, as ISO 4217 has them.
    pub currency: String,
}

impl Amount {
    /// Whether it is zero.
    pub fn is_nothing(&self) -> bool {
        self.value.bytes().all(|digit| matches!(digit, b'0' | b'.'))
    }
}

/// A session of a programme.
#[derive(Debug, Clone)]
pub struct Session {
    /// Names it among the sessions of its event: in addresses, and in calendars for ever.
    pub id: Slug,
    /// When.
    pub time: SessionTime,
    /// Room; none for what concerns everybody.
    pub room: Option<String>,
    /// Title.
    pub title: String,
    /// Who speaks.
    pub speakers: Vec<Name>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Slides.
    pub slides: Option<String>,
    /// Recording.
    pub replay: Option<String>,
}

impl Session {
    /// Whether it is a pause rather than something to come for: nobody speaks, and nothing is said of it.
    pub fn is_pause(&self) -> bool {
        self.speakers.is_empty() && self.summary.is_none()
    }
}

/// When a session takes place, in the local time of the site's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionTime {
    /// On a day that is known.
    Dated {
        /// First moment.
        start: Located<DateOrDateTime>,
        /// Last moment.
        end: Located<DateOrDateTime>,
    },
    /// On the day of an event whose year is unknown.
    YearUnknown {
        /// The event's day.
        day: DayOfYear,
        /// First moment.
        from: Located<Time>,
        /// Last moment.
        to: Located<Time>,
    },
}

impl SessionTime {
    /// The first moment and the last, on [some year](DayOfYear::in_some_year)'s day where the year is unknown.
    pub fn moments(&self) -> (DateTime, DateTime) {
        match self {
            Self::Dated { start, end } => (start.value.first_moment(), end.value.last_moment()),
            Self::YearUnknown { day, from, to } => {
                let day = day.in_some_year();
                (day.to_datetime(from.value), day.to_datetime(to.value))
            }
        }
    }

    /// Where the start is written.
    pub fn start_span(&self) -> Span {
        match self {
            Self::Dated { start, .. } => start.span,
            Self::YearUnknown { from, .. } => from.span,
        }
    }

    /// Where the end is written.
    pub fn end_span(&self) -> Span {
        match self {
            Self::Dated { end, .. } => end.span,
            Self::YearUnknown { to, .. } => to.span,
        }
    }
}
