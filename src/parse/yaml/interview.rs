//! What a parser asks of a file, written down: the keys that the file may have, and what each must be.
//!
//! Parsers ask for every key by name, whether it is there or not. So an empty file, parsed with [`Faults`](super::Faults) that hold an
//! [`Interview`], is enough to learn all that its kind may say: a nested map, which an empty file does not have, is then handed out
//! empty as well. The JSON Schemas are made of this, so that they cannot say anything else than the parsers.

use std::cell::RefCell;
use std::rc::Rc;

/// The keys of a map, in the order in which its parser asks for them. Clones are the same interview.
#[derive(Debug, Clone, Default)]
pub struct Interview(Rc<RefCell<Vec<AskedKey>>>);

/// A key that a parser asks for.
#[derive(Debug, Clone)]
pub struct AskedKey {
    /// Its name.
    pub name: &'static str,
    /// What its value must be.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
}

/// What a value must be.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Anything: the value is not read.
    Any,
    /// Words.
    Text,
    /// `true` or `false`, and which of them is meant where the key is left out.
    Boolean {
        /// What is meant without it.
        default: bool,
    },
    /// A whole number.
    Integer {
        /// The least.
        minimum: i64,
        /// The greatest.
        maximum: i64,
    },
    /// A number, within bounds if there are any.
    Number {
        /// The least and the greatest.
        bounds: Option<(i32, i32)>,
    },
    /// `2026-11-22`.
    Date,
    /// `2026-11-22`, or with a time: `2026-11-22 12:15`.
    DateOrDateTime,
    /// `12:15`.
    Time,
    /// `04-18`.
    DayOfYear,
    /// `2026`, or `2026-11-22`.
    YearOrDate,
    /// `https://…`.
    WebAddress,
    /// `https://…`, `mailto:…`, or a path of the site.
    Destination,
    /// A short name.
    Slug,
    /// Short names, with slashes between them.
    SlugPath,
    /// One of these words.
    Choice(Vec<&'static str>),
    /// The three letters of a currency.
    Currency,
    /// 32 hexadecimal digits.
    RandomId,
    /// Numbers, or nothing, under names that are not the parser's.
    Numbers,
    /// One or the other.
    Either(Box<[Shape; 2]>),
    /// A list; a single item may be written without brackets.
    List(Box<Shape>),
    /// Keys and values.
    Map(Interview),
    /// A list of maps.
    Maps(Interview),
}

impl Interview {
    /// The keys that were asked for.
    pub fn keys(&self) -> Vec<AskedKey> {
        self.0.borrow().clone()
    }

    /// Writes down a key, unless it was asked for before.
    pub(super) fn ask(&self, name: &'static str, shape: Shape) {
        let mut keys = self.0.borrow_mut();
        if keys.iter().all(|key| key.name != name) {
            keys.push(AskedKey {
                name,
                shape,
                required: false,
            });
        }
    }

    /// Writes down that a key may also have a value of another shape.
    pub(super) fn also(&self, name: &'static str, shape: Shape) {
        let mut keys = self.0.borrow_mut();
        if let Some(key) = keys.iter_mut().find(|key| key.name == name) {
            let first = std::mem::replace(&mut key.shape, Shape::Any);
            key.shape = Shape::Either(Box::new([first, shape]));
        }
    }

    /// Writes down that a key must be there.
    pub(super) fn require(&self, name: &str) {
        let mut keys = self.0.borrow_mut();
        if let Some(key) = keys.iter_mut().find(|key| key.name == name) {
            key.required = true;
        }
    }
}
