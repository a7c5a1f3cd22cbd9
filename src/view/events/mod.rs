//! Events: in lists, on their own pages, with their programmes.

mod agenda;
mod card;
mod index;
mod page;
mod programme;
mod structured_data;
mod when;

pub use card::card;
pub use index::{EventsView, index};
pub use page::{EventView, event};
