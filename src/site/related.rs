//! « Sur le même thème »: articles that share dimensions, tags, a category, a sector.
//!
//! What is rare binds more than what is common, so a shared trait weighs the logarithm of how few articles have it. Each trait keeps its
//! latest articles only: the work for one article does not grow with the site.

use std::collections::HashMap;

use super::collection::Collection;
use crate::document::Article;

/// Articles of a trait that are looked at.
const LATEST: usize = 120;

/// Articles by trait.
#[derive(Debug)]
pub struct RelatedIndex {
    /// For each article, its traits.
    traits: Vec<Vec<u32>>,
    /// For each trait, its weight and its latest articles.
    holders: Vec<(f32, Vec<u32>)>,
}

impl RelatedIndex {
    /// Indexes `articles`, which come latest first.
    pub fn new(articles: &Collection<Article>) -> Self {
        let mut numbers: HashMap<(&'static str, &str), u32> = HashMap::new();
        let mut holders: Vec<(f32, Vec<u32>)> = Vec::new();
        let mut counts: Vec<u32> = Vec::new();
        let mut traits = Vec::with_capacity(articles.len());
        for (position, article) in articles.iter().enumerate() {
            let dimensions = article
                .identity
                .dimensions
                .iter()
                .map(|dimension| ("dimension", dimension.value.as_str()));
            let tags = article
                .identity
                .tags
                .iter()
                .map(|tag| ("tag", tag.as_str()));
            let category = article
                .category
                .iter()
                .map(|category| ("category", category.value.as_str()));
            let sector = article
                .sector
                .iter()
                .map(|sector| ("sector", sector.as_str()));
            let mut own = Vec::new();
            for key in dimensions.chain(tags).chain(category).chain(sector) {
                let number = *numbers.entry(key).or_insert_with(|| {
                    holders.push((0.0, Vec::new()));
                    counts.push(0);
                    u32::try_from(holders.len() - 1).unwrap_or(u32::MAX)
                });
                if own.contains(&number) {
                    continue;
                }
                own.push(number);
                counts[number as usize] += 1;
                let latest = &mut holders[number as usize].1;
                if latest.len() < LATEST {
                    latest.push(u32::try_from(position).unwrap_or(u32::MAX));
                }
            }
            traits.push(own);
        }
        let total = articles.len().max(1) as f32;
        for ((weight, _), count) in holders.iter_mut().zip(counts) {
            *weight = (1.0 + total / count as f32).ln();
        }
        Self { traits, holders }
    }

    /// At most `most` articles related to the one at `position`, the closest first, then the latest.
    pub fn related(&self, position: usize, most: usize) -> Vec<usize> {
        let mut scores: HashMap<u32, f32> = HashMap::new();
        for number in self.traits.get(position).into_iter().flatten() {
            let (weight, articles) = &self.holders[*number as usize];
            for article in articles {
                if *article as usize != position {
                    *scores.entry(*article).or_default() += weight;
                }
            }
        }
        let mut ranked: Vec<(u32, f32)> = scores.into_iter().collect();
        ranked.sort_by(|(one, one_score), (other, other_score)| {
            other_score.total_cmp(one_score).then(one.cmp(other))
        });
        ranked
            .into_iter()
            .take(most)
            .map(|(article, _)| article as usize)
            .collect()
    }
}
