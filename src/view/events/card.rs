//! An event in a list.

use super::when::when;
use crate::document::{Event, EventStatus};
use crate::view::context::Context;
use crate::view::parts::{EventCard, EventStatus as StatusView};

/// The event at `position`.
pub fn card(context: &Context<'_>, position: usize) -> EventCard {
    let event = &context.site.events[position];
    EventCard {
        order: position,
        title: event.identity.title.clone(),
        url: context.page("events", event.identity.slug.as_str()),
        summary: event.identity.summary.clone(),
        when: when(context, position),
        place: place(event),
        online: event.online_url.is_some(),
        status: status(event.status),
        past: context.site.occurrences[position].past,
        sample: event.sample,
    }
}

/// Where it takes place, in one line.
pub fn place(event: &Event) -> Option<String> {
    event.venue.clone().or_else(|| event.address.clone())
}

/// How it stands.
pub fn status(status: EventStatus) -> StatusView {
    match status {
        EventStatus::Scheduled => StatusView::Scheduled,
        EventStatus::Cancelled => StatusView::Cancelled,
        EventStatus::Postponed => StatusView::Postponed,
        EventStatus::Rescheduled => StatusView::Rescheduled,
    }
}
