//! Parts of views that stand on many pages: an article is in a dozen lists, an author's box below each of his or her articles.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

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
        let Inner { part, value } = &*self.0;
        if let Some(known) = value.get() {
            return known.serialize(serializer);
        }
        let made = Value::try_from_serializable(part).map_err(S::Error::custom)?;
        value.get_or_init(|| made).serialize(serializer)
    }
}

/// Parts by the position of what they show, each made when it is first asked for. Of a large site the last ones are kept: all of them
/// would take more memory than its documents.
#[derive(Debug)]
pub struct Shelf<T> {
    places: Vec<Mutex<Option<Placed<T>>>>,
    /// Whether each part has a place of its own.
    keeps_all: bool,
}

/// A part, and the position of what it shows.
type Placed<T> = (usize, Kept<T>);

/// How many small parts are kept at most.
const MOST: usize = 1 << 14;

impl<T> Shelf<T> {
    /// For so many small parts.
    pub fn of(parts: usize) -> Self {
        Self::with_room(parts, MOST)
    }

    /// For so many parts, of which `most` are kept at most.
    pub fn with_room(parts: usize, most: usize) -> Self {
        Self {
            places: (0..parts.min(most)).map(|_| Mutex::default()).collect(),
            keeps_all: parts <= most,
        }
    }

    fn place(&self, position: usize) -> MutexGuard<'_, Option<Placed<T>>> {
        let place = &self.places[position % self.places.len()];
        place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, position: usize) -> Option<Kept<T>> {
        let place = self.place(position);
        let (known, kept) = place.as_ref()?;
        (*known == position).then(|| kept.clone())
    }

    /// The part at `position`, which `make` makes.
    pub fn get(&self, position: usize, make: impl FnOnce() -> T) -> Kept<T> {
        self.find(position).unwrap_or_else(|| {
            let made = Kept::new(make());
            *self.place(position) = Some((position, made.clone()));
            made
        })
    }

    /// The same for a page that shows what is far from its neighbours: the part at `position` if there is one, and where there is room for
    /// all. `None` where it would take the place of one that the next pages show.
    pub fn find_or_add(&self, position: usize, make: impl FnOnce() -> T) -> Option<Kept<T>> {
        if self.keeps_all {
            return Some(self.get(position, make));
        }
        self.find(position)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Counts how often it is turned into something else.
    struct Counted(AtomicUsize);

    impl Serialize for Counted {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.fetch_add(1, Ordering::Relaxed);
            serializer.collect_map([("title", "L’accueil du soir")])
        }
    }

    #[test]
    fn a_part_becomes_a_value_once_however_many_pages_show_it() {
        let kept = Kept::new(Counted(AtomicUsize::new(0)));
        let pages = [vec![kept.clone(), kept.clone()], vec![kept.clone()]];
        let shown: Vec<String> = pages
            .iter()
            .map(|page| Value::from_serializable(page).to_string())
            .collect();
        let card = r#"{"title": "L’accueil du soir"}"#;
        assert_eq!(shown, [format!("[{card}, {card}]"), format!("[{card}]")]);
        assert_eq!(kept.0.part.0.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_part_is_what_it_keeps_for_every_other_reader() {
        let kept = Kept::new(Counted(AtomicUsize::new(0)));
        let json = serde_json::to_string(&[kept]).unwrap();
        assert_eq!(json, r#"[{"title":"L’accueil du soir"}]"#);
    }

    #[test]
    fn a_shelf_asks_for_each_part_once() {
        let shelf = Shelf::of(2);
        let made: Vec<String> = [1, 0, 1]
            .into_iter()
            .enumerate()
            .map(|(turn, position)| shelf.get(position, || turn.to_string()).to_string())
            .collect();
        assert_eq!(made, ["0", "1", "0"]);
    }

    #[test]
    fn a_shelf_keeps_the_last_of_the_parts_that_share_a_place() {
        let shelf = Shelf::with_room(12, 10);
        let times = AtomicUsize::new(0);
        let shown = [1, 11, 11, 1, 1].map(|position| {
            *shelf.get(position, || {
                times.fetch_add(1, Ordering::Relaxed);
                position
            })
        });
        assert_eq!(shown, [1, 11, 11, 1, 1]);
        assert_eq!(times.into_inner(), 3, "the first had made room");
    }

    #[test]
    fn a_stray_part_is_added_only_where_it_takes_no_other_s_place() {
        let found = |most| {
            let shelf = Shelf::with_room(12, most);
            shelf.get(1, || "1");
            let stray = [1, 11].map(|position| shelf.find_or_add(position, || "11"));
            let first = *shelf.get(1, || "1 again");
            (stray.map(|part| part.map(|part| *part)), first)
        };
        assert_eq!(found(12), ([Some("1"), Some("11")], "1"));
        assert_eq!(found(10), ([Some("1"), None], "1"));
    }
}
