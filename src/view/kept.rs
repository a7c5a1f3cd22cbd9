//! Parts of views that stand on many pages: an article is in a dozen lists, an author's box below each of his or her articles.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::ser::Error;
use serde::{Serialize, Serializer};
use tera::Value;

/// A part that pages share. It becomes a value of the template engine once, when the first page that shows it is rendered; the others are
/// given the same value.
pub struct Kept<T>(Arc<Inner<T>>);

struct Inner<T> {
    part: T,
    value: OnceLock<Value>,
}

impl<T> Kept<T> {
    /// Keeps `part`.
    pub fn new(part: T) -> Self {
        Self(Arc::new(Inner {
            part,
            value: OnceLock::new(),
        }))
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Kept<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.part
    }
}

impl<T: fmt::Debug> fmt::Debug for Kept<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.part.fmt(formatter)
    }
}

impl<T: Serialize> Serialize for Kept<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The engine takes a value of its own as it is; any other serializer is given what it is made of.
        let value = match self.0.value.get() {
            Some(value) => value,
            None => {
                let made = Value::try_from_serializable(&self.0.part).map_err(S::Error::custom)?;
                self.0.value.get_or_init(|| made)
            }
        };
        value.serialize(serializer)
    }
}

/// Parts by the position of what they show, each made when it is first asked for.
#[derive(Debug)]
pub struct Shelf<T>(Vec<OnceLock<Kept<T>>>);

impl<T> Shelf<T> {
    /// Room for so many parts.
    pub fn of(parts: usize) -> Self {
        Self((0..parts).map(|_| OnceLock::new()).collect())
    }

    /// The part at `position`, which `make` makes.
    pub fn get(&self, position: usize, make: impl FnOnce() -> T) -> Kept<T> {
        let kept = &self.0[position];
        kept.get_or_init(|| Kept::new(make())).clone()
    }
}
