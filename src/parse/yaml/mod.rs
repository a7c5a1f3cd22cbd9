//! YAML with the place of every value.
//!
//! [`Node`] is a tree in which nothing is decided yet: a scalar keeps the words of the editor, so that `version: 1.10` stays `1.10` and
//! `12:15` is a time. [`Fields`] reads a map key by key; it remembers what it was asked for, so that a key that nobody asked for is
//! an unknown key with the real ones as suggestions, and so that an [`Interview`] tells what a kind of file may hold. Faults pile up in the [`Faults`] of the file instead of ending the reading.

mod faults;
mod fields;
mod interview;
mod node;
mod scalar;

pub use faults::Faults;
pub use fields::{Fields, is_web_address, maps, texts};
pub use interview::{Interview, Shape};
pub use node::{Node, Value, read, read_placed};
pub use scalar::{YearOrDate, date_or_date_time};
