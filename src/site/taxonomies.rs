//! Categories, tags and series: articles by what they have in common.

use std::collections::{BTreeMap, HashMap};

use super::collection::Collection;
use super::ingredients::Ingredients;
use crate::diagnostics::{Diagnostic, Problem};
use crate::document::{Article, SiteConfig};
use crate::language::slug::slug;

/// Groups of articles. Positions are those of the collection of articles, latest first.
#[derive(Debug)]
pub struct Taxonomies {
    /// In the order of `site.yaml`, by the same position.
    pub categories: Vec<Vec<usize>>,
    /// By slug.
    pub tags: BTreeMap<String, Group>,
    /// By slug; articles in the order of their parts.
    pub series: BTreeMap<String, Group>,
    /// By dimension of the model.
    pub dimensions: BTreeMap<String, Vec<usize>>,
    /// By author.
    pub authors: BTreeMap<String, Vec<usize>>,
}

/// Articles under a name.
#[derive(Debug)]
pub struct Group {
    /// The name, as it was first written.
    pub name: String,
    /// Positions of the articles.
    pub articles: Vec<usize>,
}

/// What of `articles` taxonomies are made of. The configuration comes to that.
pub fn ingredients(articles: &Collection<Article>) -> blake3::Hash {
    let mut all = Ingredients::default();
    for article in articles {
        let identity = &article.identity;
        all.add(identity.file.as_str());
        all.add(article.category.as_ref().map(|name| &name.value));
        all.add(&identity.tags);
        let series = article.series.as_ref();
        all.add(series.map(|series| (&series.value.name, series.value.part, series.span)));
        for names in [&identity.dimensions, &article.authors] {
            all.add(names.len());
            for name in names {
                all.add(&name.value);
            }
        }
    }
    all.all()
}

impl Taxonomies {
    /// Groups `articles`. Two parts of a series with one number are reported.
    pub fn new(
        config: &SiteConfig,
        articles: &Collection<Article>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let [
            mut categories,
            mut tags,
            mut series,
            mut dimensions,
            mut authors,
        ] = std::array::from_fn(|_| ByName::default());
        for (position, article) in articles.iter().enumerate() {
            if let Some(category) = &article.category {
                categories.add(&category.value, position);
            }
            for tag in &article.identity.tags {
                tags.add(tag, position);
            }
            if let Some(part) = &article.series {
                series.add(&part.value.name, position);
            }
            for dimension in &article.identity.dimensions {
                dimensions.add(&dimension.value, position);
            }
            for author in &article.authors {
                authors.add(&author.value, position);
            }
        }
        let known = config.categories.iter();
        let mut taxonomies = Self {
            categories: known.map(|it| categories.take(it.slug.as_str())).collect(),
            tags: tags.by_slug(),
            series: series.by_slug(),
            dimensions: dimensions.by_name(),
            authors: authors.by_name(),
        };
        for group in taxonomies.series.values_mut() {
            let part = |position: &usize| {
                articles[*position]
                    .series
                    .as_ref()
                    .map_or(0, |series| series.value.part)
            };
            group.articles.sort_by_key(|position| {
                (part(position), articles[*position].identity.file.clone())
            });
            for pair in group.articles.windows(2) {
                if part(&pair[0]) == part(&pair[1]) {
                    let article = &articles[pair[1]];
                    let other = articles[pair[0]].identity.file.to_string();
                    let problem = Problem::DuplicatePart {
                        series: group.name.clone(),
                        part: part(&pair[1]),
                        other,
                    };
                    let span = article
                        .series
                        .as_ref()
                        .map(|series| series.span)
                        .unwrap_or_default();
                    diagnostics.push(Diagnostic::at(&article.identity.file, span, problem));
                }
            }
        }
        taxonomies
    }
}

/// Positions of articles by a name, as it is written.
#[derive(Default)]
struct ByName<'a> {
    /// The place of each name in `groups`.
    places: HashMap<&'a str, usize>,
    /// In the order in which they are first written.
    groups: Vec<(&'a str, Vec<usize>)>,
}

impl<'a> ByName<'a> {
    /// Notes that the article at `position` has `name`, which it may say twice. Articles come in order.
    fn add(&mut self, name: &'a str, position: usize) {
        let next = self.groups.len();
        let place = *self.places.entry(name).or_insert(next);
        if place == next {
            self.groups.push((name, Vec::new()));
        }
        let (_, positions) = &mut self.groups[place];
        if positions.last() != Some(&position) {
            positions.push(position);
        }
    }

    /// The positions under `name`.
    fn take(&mut self, name: &str) -> Vec<usize> {
        let place = self.places.get(name);
        place.map_or_else(Vec::new, |place| std::mem::take(&mut self.groups[*place].1))
    }

    fn by_name(self) -> BTreeMap<String, Vec<usize>> {
        let groups = self.groups.into_iter();
        groups.map(|(name, it)| (name.to_owned(), it)).collect()
    }

    /// Names of one slug are one group. A name without a slug, which has no letter or digit, is none.
    fn by_slug(self) -> BTreeMap<String, Group> {
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for (name, positions) in self.groups {
            let slug = slug(name);
            if slug.is_empty() {
                continue;
            }
            let group = groups.entry(slug).or_insert_with(|| Group {
                name: name.to_owned(),
                articles: Vec::new(),
            });
            group.articles.extend(positions);
        }
        for group in groups.values_mut() {
            group.articles.sort_unstable();
            group.articles.dedup();
        }
        groups
    }
}
