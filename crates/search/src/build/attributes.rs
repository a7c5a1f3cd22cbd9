//! What filters and facets need: for each document, the place of its values in sorted lists.

use std::collections::BTreeMap;

use super::Files;
use crate::codec::{bits_for, write};
use crate::document::Document;
use crate::format::ATTRIBUTE_BLOCK;

/// The values of the documents so far, numbered in the order in which they came.
#[derive(Default)]
pub(super) struct Attributes {
    kinds: Numbered<String>,
    categories: Numbered<String>,
    dimensions: Numbered<String>,
    authors: Numbered<String>,
    years: Numbered<u16>,
    dimension_sets: Numbered<Vec<u32>>,
    author_sets: Numbered<Vec<u32>>,
    /// By document: kind, category, year, set of dimensions, set of authors; 0 for none in the second and third.
    rows: Vec<[u32; 5]>,
}

/// Distinct values by number.
struct Numbered<T>(BTreeMap<T, u32>);

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Ord> Numbered<T> {
    fn number(&mut self, value: T) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(value).or_insert(next)
    }

    /// The values in order, and for each number the place of its value among them.
    fn sorted(self) -> (Vec<T>, Vec<u32>) {
        let mut places = vec![0; self.0.len()];
        let values = self.0.into_iter().enumerate();
        let values = values.map(|(place, (value, number))| {
            places[number as usize] = place as u32;
            value
        });
        (values.collect(), places)
    }
}

impl Numbered<String> {
    fn number_of(&mut self, value: &str) -> u32 {
        match self.0.get(value) {
            Some(number) => *number,
            None => self.number(value.to_owned()),
        }
    }

    fn set_of(&mut self, values: &[&str]) -> Vec<u32> {
        let mut set: Vec<u32> = values.iter().map(|value| self.number_of(value)).collect();
        set.sort_unstable();
        set.dedup();
        set
    }
}

impl Attributes {
    pub(super) fn add(&mut self, document: &Document<'_>) {
        let dimensions = self.dimensions.set_of(document.dimensions);
        let authors = self.authors.set_of(document.authors);
        let category = document.category;
        self.rows.push([
            self.kinds.number_of(document.kind),
            category.map_or(0, |category| self.categories.number_of(category) + 1),
            document.year.map_or(0, |year| self.years.number(year) + 1),
            self.dimension_sets.number(dimensions),
            self.author_sets.number(authors),
        ]);
    }

    /// The same with values in order.
    pub(super) fn sorted(self) -> SortedAttributes {
        let (kinds, kind_places) = self.kinds.sorted();
        let (categories, category_places) = self.categories.sorted();
        let (dimensions, dimension_places) = self.dimensions.sorted();
        let (authors, author_places) = self.authors.sorted();
        let (years, year_places) = self.years.sorted();
        let (dimension_sets, dimension_set_places) =
            sets_of_places(self.dimension_sets, &dimension_places);
        let (author_sets, author_set_places) = sets_of_places(self.author_sets, &author_places);
        let place_or_none = |places: &[u32], number: u32| match number.checked_sub(1) {
            Some(number) => places[number as usize] + 1,
            None => 0,
        };
        let rows = self.rows.into_iter();
        let rows = rows.map(|[kind, category, year, dimensions, authors]| {
            [
                kind_places[kind as usize],
                place_or_none(&category_places, category),
                place_or_none(&year_places, year),
                dimension_set_places[dimensions as usize],
                author_set_places[authors as usize],
            ]
        });
        SortedAttributes {
            rows: rows.collect(),
            kinds,
            categories,
            dimensions,
            authors,
            years,
            dimension_sets,
            author_sets,
        }
    }
}

/// Sets of numbers as sets of places, in order, and the place of each.
fn sets_of_places(sets: Numbered<Vec<u32>>, places: &[u32]) -> (Vec<Vec<u32>>, Vec<u32>) {
    let sets = sets.0.into_iter();
    let sets = sets.map(|(set, number)| {
        let mut set: Vec<u32> = set.iter().map(|it| places[*it as usize]).collect();
        set.sort_unstable();
        (set, number)
    });
    Numbered(sets.collect()).sorted()
}

/// The values of all documents, in order.
pub(super) struct SortedAttributes {
    kinds: Vec<String>,
    categories: Vec<String>,
    dimensions: Vec<String>,
    authors: Vec<String>,
    years: Vec<u16>,
    dimension_sets: Vec<Vec<u32>>,
    author_sets: Vec<Vec<u32>>,
    /// As [`Attributes::rows`], places instead of numbers.
    rows: Vec<[u32; 5]>,
}

impl SortedAttributes {
    pub(super) fn write_names(&self, root: &mut Vec<u8>) {
        for names in [
            &self.kinds,
            &self.categories,
            &self.dimensions,
            &self.authors,
        ] {
            write::number(root, names.len() as u32);
            for name in names {
                write::text(root, name);
            }
        }
        write::number(root, self.years.len() as u32);
        for year in &self.years {
            write::number(root, u32::from(*year));
        }
        for sets in [&self.dimension_sets, &self.author_sets] {
            write::number(root, sets.len() as u32);
            for set in sets {
                write::number(root, set.len() as u32);
                for place in set {
                    write::number(root, *place);
                }
            }
        }
    }

    pub(super) fn write_blocks(&self, files: &mut Files<'_>, root: &mut Vec<u8>) {
        let widths = [
            bits_for(self.kinds.len().saturating_sub(1)),
            bits_for(self.categories.len()),
            bits_for(self.years.len()),
            bits_for(self.dimension_sets.len().saturating_sub(1)),
            bits_for(self.author_sets.len().saturating_sub(1)),
        ];
        for block in self.rows.chunks(ATTRIBUTE_BLOCK) {
            let mut bytes = Vec::new();
            let mut at = 0;
            for row in block {
                for (value, width) in row.iter().zip(widths) {
                    write::bits(&mut bytes, &mut at, *value, width);
                }
            }
            root.extend_from_slice(&files.add(bytes, "bin").0);
        }
    }
}
