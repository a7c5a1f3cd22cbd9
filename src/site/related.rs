//! « Sur le même thème »: articles that share dimensions, tags, a category, a sector, and the terms that weigh most in their texts.
//!
//! All of these are traits, and what is rare binds more than what is common. A shared tag or dimension adds the logarithm of how few articles
//! have it; shared terms add in proportion to the cosine of the two texts, each term weighed by its frequency in the text and its rarity in
//! the site (tf-idf; Salton and Buckley 1988). Each trait keeps its latest articles only: the work for one article does not grow with the
//! site.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

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
    /// Tables of scores that threads take in turn.
    idle: Mutex<Vec<Scores>>,
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
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let known = idle().pop();
        let mut scores = known.unwrap_or_else(|| Scores::of(self.traits.len()));
        for (number, own) in self.traits.get(position).into_iter().flatten() {
            for (article, weight) in &self.holders[*number as usize] {
                scores.add(*article, own * weight);
            }
        }
        let mut closest: Vec<(u32, f32)> = Vec::with_capacity(most + 1);
        scores.take(|article, score| {
            if score < LEAST || article as usize == position {
                return;
            }
            let is_last = closest.len() == most
                && closest
                    .last()
                    .is_none_or(|last| !closer((article, score), *last));
            if is_last {
                return;
            }
            let place = closest.partition_point(|known| closer(*known, (article, score)));
            closest.insert(place, (article, score));
            closest.truncate(most);
        });
        idle().push(scores);
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

/// Scores of the articles that share a trait with one of them.
///
/// Each thread has a table with room for every article: to ask of each of a thousand holders of traits whether it has come already would take
/// longer than all the rest.
#[derive(Debug)]
struct Scores {
    /// [`NONE`](Self::NONE) for one that has none.
    by_article: Vec<f32>,
    /// The articles that have one, then room for all others.
    articles: Vec<u32>,
    /// How many have one.
    count: usize,
}

impl Scores {
    /// Less than any score.
    const NONE: f32 = -1.0;

    /// Room for so many articles.
    fn of(articles: usize) -> Self {
        Self {
            by_article: vec![Self::NONE; articles],
            articles: vec![0; articles + 1],
            count: 0,
        }
    }

    /// Adds `score`, which is not less than 0, to that of `article`.
    fn add(&mut self, article: u32, score: f32) {
        let known = &mut self.by_article[article as usize];
        // Written in any case and counted where it is new: nothing here depends on what the processor would have to guess.
        self.articles[self.count] = article;
        self.count += usize::from(*known < 0.0);
        *known = known.max(0.0) + score;
    }

    /// Calls `see` with each article that has a score, and forgets it.
    fn take(&mut self, mut see: impl FnMut(u32, f32)) {
        for article in &self.articles[..self.count] {
            let score = std::mem::replace(&mut self.by_article[*article as usize], Self::NONE);
            see(*article, score);
        }
        self.count = 0;
    }
}
