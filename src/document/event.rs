//! Events and their programmes.

use jiff::civil::{Date, Time};

use super::{Identity, Markdown, Name};
use crate::diagnostics::Located;
use crate::parse::DateOrDateTime;

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
    /// Price, as written.
    pub price: Option<String>,
    /// Revision of the date, for calendars.
    pub sequence: u32,
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
        /// Month, 1 to 12.
        month: i8,
        /// Day of the month.
        day: i8,
        /// First moment.
        from: Option<Time>,
        /// Last moment.
        to: Option<Time>,
    },
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

/// A session of a programme.
#[derive(Debug, Clone)]
pub struct Session {
    /// First moment.
    pub start: Located<DateOrDateTime>,
    /// Last moment.
    pub end: Located<DateOrDateTime>,
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
