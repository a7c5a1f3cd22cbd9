//! Filters, and how many results each value of a filter would leave.

use super::score::Ranked;
use super::{Pass, SearchError, corrupt, root_corrupt};
use crate::codec::Corrupt;

/// What documents must be: for each filter that is set, any of its values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    /// Kinds of page.
    pub kind: Vec<String>,
    /// Categories' slugs.
    pub category: Vec<String>,
    /// Dimensions' identifiers.
    pub dimension: Vec<String>,
    /// Authors' slugs.
    pub author: Vec<String>,
    /// Years, in digits.
    pub year: Vec<String>,
}

impl Filters {
    /// Whether every document passes.
    pub fn is_empty(&self) -> bool {
        self.lists().iter().all(|values| values.is_empty())
    }

    /// By facet, in the order of the index's names.
    fn lists(&self) -> [&[String]; 5] {
        [
            &self.kind,
            &self.category,
            &self.dimension,
            &self.author,
            &self.year,
        ]
    }
}

/// A value of a filter and how many results it leaves, the other filters being as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// What to put into the filter.
    pub value: String,
    /// How many results have it.
    pub count: u32,
}

/// Counts by filter, values that leave no result left out; in order of their letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// Kinds of page.
    pub kind: Vec<FacetCount>,
    /// Categories' slugs.
    pub category: Vec<FacetCount>,
    /// Dimensions' identifiers.
    pub dimension: Vec<FacetCount>,
    /// Authors' slugs.
    pub author: Vec<FacetCount>,
    /// Years, in digits.
    pub year: Vec<FacetCount>,
}

impl Pass<'_> {
    /// The documents that pass the filters, and the counts of values: each facet's under the filters of the others.
    pub(super) fn filter(
        &self,
        ranked: &[Ranked],
        filters: &Filters,
    ) -> Result<Option<(Vec<Ranked>, Facets)>, SearchError> {
        let root = &self.open.root;
        let wanted = filters
            .lists()
            .map(|values| (!values.is_empty()).then_some(values));
        let mut counts: [Vec<u32>; 5] =
            std::array::from_fn(|facet| vec![0; root.names[facet].len()]);
        let mut kept = Vec::new();
        for result in ranked {
            let document = result.document as usize;
            let id = root.attributes_of(document).map_err(root_corrupt)?;
            let Some(shard) = self.shard(id, "bin") else {
                continue;
            };
            let places = root
                .read_attributes(shard, document)
                .map_err(|Corrupt| corrupt(id, "bin"))?;
            let refused = |facet: usize| {
                wanted[facet].is_some_and(|values| {
                    !places[facet]
                        .iter()
                        .any(|place| values.contains(&root.names[facet][*place as usize]))
                })
            };
            let failing: Vec<usize> = (0..5).filter(|facet| refused(*facet)).collect();
            for (facet, places) in places.iter().enumerate() {
                if failing.is_empty() || failing == [facet] {
                    for place in places {
                        counts[facet][*place as usize] += 1;
                    }
                }
            }
            if failing.is_empty() {
                kept.push(*result);
            }
        }
        if !self.complete() {
            return Ok(None);
        }
        let mut names = root.names.iter();
        let [kind, category, dimension, author, year] = counts.map(|counts| {
            counts
                .into_iter()
                .zip(names.next().into_iter().flatten())
                .filter(|(count, _)| *count > 0)
                .map(|(count, value)| FacetCount {
                    value: value.clone(),
                    count,
                })
                .collect()
        });
        Ok(Some((
            kept,
            Facets {
                kind,
                category,
                dimension,
                author,
                year,
            },
        )))
    }
}
