//! "Add to calendar": files, and plain links to the calendars of others, to which nothing is sent until the reader follows one.

use jiff::tz::TimeZone;
use serde::Serialize;

use super::card::place;
use super::when::meanwhile;
use crate::document::{Event, EventStatus};
use crate::language::Language;
use crate::site::calendar::OccurrenceSpan;
use crate::site::routes::{PROGRAMME_FILE, event_file};
use crate::view::article::query;
use crate::view::context::Context;
use crate::view::parts::{Link, Meanwhile};

/// How a reader's calendar gets the event.
#[derive(Debug, Serialize)]
pub struct AgendaView {
    /// Address of the event's `.ics` file.
    pub event_url: String,
    /// Address of the file of all its sessions, where it has some.
    pub programme_url: Option<String>,
    /// Forms of Google's and Microsoft's calendars, filled in; none for an event that does not take place on its date.
    pub links: Vec<Link>,
    /// Until it is over.
    pub shown: Meanwhile,
}

/// The ways into a calendar of the event at `position`, whose page has the path `path` and the address `url`. `None` where the year is
/// unknown.
pub fn agenda(context: &Context<'_>, position: usize, path: &str, url: &str) -> Option<AgendaView> {
    let event = &context.site.events[position];
    let span = context.site.occurrences[position].span.as_ref()?;
    let takes_place = matches!(
        event.status,
        EventStatus::Scheduled | EventStatus::Rescheduled
    );
    let file = |name: &str| context.href(&format!("{path}{name}"));
    Some(AgendaView {
        event_url: file(event_file(context.language())),
        programme_url: (!event.programme.is_empty()).then(|| file(PROGRAMME_FILE)),
        links: if takes_place {
            vec![
                google(context.language(), event, span, url),
                outlook("Outlook.com", "outlook.live.com", event, span, url),
                outlook("Microsoft 365", "outlook.office.com", event, span, url),
            ]
        } else {
            Vec::new()
        },
        shown: meanwhile(context, None, Some(span.over_at)),
    })
}

/// The form of Google: days with the end excluded, or moments in UTC, as iCalendar writes them.
fn google(language: Language, event: &Event, span: &OccurrenceSpan, url: &str) -> Link {
    let (start, end) = ends(span, "%Y%m%d", "%Y%m%dT%H%M%SZ");
    let title = query(&event.identity.title);
    let dates = query(&format!("{start}/{end}"));
    let (details, place) = (query(url), query(&place(event).unwrap_or_default()));
    Link {
        label: match language {
            Language::French => "Google Agenda".to_owned(),
            Language::English => "Google Calendar".to_owned(),
        },
        url: format!(
            "https://calendar.google.com/calendar/render?action=TEMPLATE&text={title}&dates={dates}&details={details}&location={place}"
        ),
    }
}

/// The form of Outlook on `host`: days with the end excluded, or moments in UTC, with hyphens and colons.
fn outlook(label: &str, host: &str, event: &Event, span: &OccurrenceSpan, url: &str) -> Link {
    let (start, end) = ends(span, "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ");
    let title = query(&event.identity.title);
    let (start, end) = (query(&start), query(&end));
    let (details, place) = (query(url), query(&place(event).unwrap_or_default()));
    let all_day = if span.all_day { "&allday=true" } else { "" };
    Link {
        label: label.to_owned(),
        url: format!(
            "https://{host}/calendar/0/action/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&subject={title}&startdt={start}&enddt={end}&body={details}&location={place}{all_day}"
        ),
    }
}

/// The start and the end of `span`: as local days for whole days, as moments in UTC otherwise.
fn ends(span: &OccurrenceSpan, day: &str, moment: &str) -> (String, String) {
    let written = |end: &jiff::Zoned| {
        if span.all_day {
            end.strftime(day).to_string()
        } else {
            end.with_time_zone(TimeZone::UTC)
                .strftime(moment)
                .to_string()
        }
    };
    (written(&span.start), written(&span.end))
}
