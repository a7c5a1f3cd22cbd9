//! « Sur le même thème »: articles that share dimensions, tags, a category, a sector, and the terms that weigh most in their texts.
//!
//! All of these are traits, and what is rare binds more than what is common. A shared tag or dimension adds the logarithm of how few articles
//! have it; shared terms add in proportion to the cosine of the two texts, each term weighed by its frequency in the text and its rarity in
//! the site (tf-idf; Salton and Buckley 1988). Each trait keeps its latest articles only: the work for one article does not grow with the
//! site.

use std::collections::HashMap;
use std::sync::Arc;

use super::collection::Collection;
use crate::document::Article;

/// Articles of a trait that are looked at.
const LATEST: usize = 120;
/// The same for a term: an article has more terms than tags, and each says less.
const LATEST_OF_TERM: usize = 48;
/// What two texts with the same terms add: as much as a few rare tags.
const SAME_TEXT: f32 = 8.0;
/// Articles that share less are not related: one term in common is chance.
const LEAST: f32 = 0.5;

/// Articles by trait.
#[derive(Debug, Default)]
pub struct RelatedIndex {
    /// The articles that it was made of; of their texts only the traits count.
    made_of: Vec<Arc<Article>>,
    /// For each article, its traits by number, and how much each weighs in it.
    traits: Vec<Vec<(u32, f32)>>,
    /// For each trait, its latest articles, and how much it weighs in each.
    holders: Vec<Vec<(u32, f32)>>,
}

/// What articles may share.
#[derive(PartialEq, Eq, Hash)]
enum Trait<'a> {
    Dimension(&'a str),
    Tag(&'a str),
    Category(&'a str),
    Sector(&'a str),
    /// The hash of a stem.
    Term(u64),
}

impl RelatedIndex {
    /// The index of `articles`, which come latest first; of none where it is not `wanted`. It is `former` if that is made of the same
    /// traits.
    pub fn of(
        articles: &Collection<Article>,
        wanted: bool,
        former: Option<&Arc<Self>>,
    ) -> Arc<Self> {
        let made_of: Vec<Arc<Article>> =
            articles.iter().filter(|_| wanted).map(Arc::clone).collect();
        match former.filter(|former| former.is_of(&made_of)) {
            Some(former) => Arc::clone(former),
            None => Arc::new(Self::new(made_of)),
        }
    }

    fn is_of(&self, articles: &[Arc<Article>]) -> bool {
        self.made_of.len() == articles.len()
            && self
                .made_of
                .iter()
                .zip(articles)
                .all(|(one, other)| Arc::ptr_eq(one, other) || traits_of(one).eq(traits_of(other)))
    }

    fn new(articles: Vec<Arc<Article>>) -> Self {
        let mut index = Self::default();
        let mut numbers: HashMap<Trait<'_>, u32> = HashMap::new();
        // By trait: how many articles have it, and whether it is a term.
        let mut counts: Vec<(u32, bool)> = Vec::new();
        for article in &articles {
            let mut own: Vec<(u32, f32)> = Vec::new();
            for (key, weight) in traits_of(article) {
                let is_term = matches!(key, Trait::Term(_));
                let next = position(counts.len());
                let number = *numbers.entry(key).or_insert(next);
                if number == next {
                    counts.push((0, is_term));
                }
                if !own.iter().any(|(known, _)| *known == number) {
                    counts[number as usize].0 += 1;
                    own.push((number, weight));
                }
            }
            index.traits.push(own);
        }
        drop(numbers);
        index.weigh(&counts);
        index.gather(&counts);
        index.made_of = articles;
        index
    }

    /// Turns frequencies into weights whose product, summed over what two articles share, is how close they are.
    fn weigh(&mut self, counts: &[(u32, bool)]) {
        let total = self.traits.len() as f32;
        for own in &mut self.traits {
            // A term that no other article has binds to none.
            own.retain(|(number, _)| counts[*number as usize] != (1, true));
            let mut length = 0.0;
            for (number, weight) in own.iter_mut() {
                let (count, is_term) = counts[*number as usize];
                if is_term {
                    *weight = (1.0 + weight.ln()) * (total / count as f32).ln();
                    length += *weight * *weight;
                } else {
                    *weight = (1.0 + total / count as f32).ln().sqrt();
                }
            }
            let scale = if length > 0.0 {
                (SAME_TEXT / length).sqrt()
            } else {
                0.0
            };
            for (number, weight) in own.iter_mut() {
                if counts[*number as usize].1 {
                    *weight *= scale;
                }
            }
        }
    }

    fn gather(&mut self, counts: &[(u32, bool)]) {
        self.holders.resize_with(counts.len(), Vec::new);
        for (article, own) in self.traits.iter().enumerate() {
            for (number, weight) in own {
                let latest = if counts[*number as usize].1 {
                    LATEST_OF_TERM
                } else {
                    LATEST
                };
                let holders = &mut self.holders[*number as usize];
                if holders.len() < latest {
                    holders.push((position(article), *weight));
                }
            }
        }
    }

    /// At most `most` articles related to the one at `position`, the closest first, then the latest.
    pub fn related(&self, position: usize, most: usize) -> Vec<usize> {
        let own = self.traits.get(position).into_iter().flatten();
        let holders = |number: u32| &self.holders[number as usize];
        let mut scores = Scores::for_most(own.clone().map(|(it, _)| holders(*it).len()).sum());
        for (number, own) in own {
            for (article, weight) in holders(*number) {
                scores.add(*article, own * weight);
            }
        }
        let mut closest: Vec<(u32, f32)> = Vec::with_capacity(most + 1);
        for (article, score) in scores.all() {
            let is_last = closest.len() == most
                && closest
                    .last()
                    .is_none_or(|last| !closer((article, score), *last));
            if article as usize == position || score < LEAST || is_last {
                continue;
            }
            let place = closest.partition_point(|known| closer(*known, (article, score)));
            closest.insert(place, (article, score));
            closest.truncate(most);
        }
        closest
            .into_iter()
            .map(|(article, _)| article as usize)
            .collect()
    }
}

/// Whether the article `one` is closer than `other`, each with its score. Of those that are as close, the latest comes first.
fn closer((one, one_score): (u32, f32), (other, other_score): (u32, f32)) -> bool {
    let descending = other_score.total_cmp(&one_score);
    descending.then(one.cmp(&other)).is_lt()
}

/// The traits of an article, a term with its weight in the text.
fn traits_of(article: &Article) -> impl Iterator<Item = (Trait<'_>, f32)> {
    let identity = &article.identity;
    let dimensions = identity
        .dimensions
        .iter()
        .map(|dimension| Trait::Dimension(&dimension.value));
    let tags = identity.tags.iter().map(|tag| Trait::Tag(tag));
    let category = article
        .category
        .iter()
        .map(|category| Trait::Category(&category.value));
    let sector = article.sector.iter().map(|sector| Trait::Sector(sector));
    let named = dimensions.chain(tags).chain(category).chain(sector);
    let terms = article
        .terms
        .iter()
        .map(|term| (Trait::Term(term.hash), term.weight as f32));
    named.map(|key| (key, 1.0)).chain(terms)
}

fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Scores by article, in a table that is never full: what is added to it is known to be few, and it is gone over once.
struct Scores(Vec<(u32, f32)>);

impl Scores {
    const FREE: u32 = u32::MAX;

    /// Room for at most `most` articles.
    fn for_most(most: usize) -> Self {
        Self(vec![(Self::FREE, 0.0); (most * 2).next_power_of_two()])
    }

    fn add(&mut self, article: u32, score: f32) {
        let mask = self.0.len() - 1;
        // Neighbours in the site are spread over the table.
        let mut slot = (article.wrapping_mul(0x9e37_79b9) >> 7) as usize & mask;
        while self.0[slot].0 != article {
            if self.0[slot].0 == Self::FREE {
                self.0[slot].0 = article;
                break;
            }
            slot = (slot + 1) & mask;
        }
        self.0[slot].1 += score;
    }

    fn all(self) -> impl Iterator<Item = (u32, f32)> {
        self.0
            .into_iter()
            .filter(|(article, _)| *article != Self::FREE)
    }
}
