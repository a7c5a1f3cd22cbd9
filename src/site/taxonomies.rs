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
        let mut slugs: HashMap<&str, String> = HashMap::new();
        let mut taxonomies = Self {
            categories: vec![Vec::new(); config.categories.len()],
            tags: BTreeMap::new(),
            series: BTreeMap::new(),
            dimensions: BTreeMap::new(),
            authors: BTreeMap::new(),
        };
        for (position, article) in articles.iter().enumerate() {
            if let Some(category) = &article.category
                && let Some(place) = config
                    .categories
                    .iter()
                    .position(|known| known.slug.as_str() == category.value)
            {
                taxonomies.categories[place].push(position);
            }
            for tag in &article.identity.tags {
                insert(&mut taxonomies.tags, &mut slugs, tag, position);
            }
            if let Some(series) = &article.series {
                let name = &series.value.name;
                insert(&mut taxonomies.series, &mut slugs, name, position);
            }
            for dimension in &article.identity.dimensions {
                taxonomies
                    .dimensions
                    .entry(dimension.value.clone())
                    .or_default()
                    .push(position);
            }
            for author in &article.authors {
                taxonomies
                    .authors
                    .entry(author.value.clone())
                    .or_default()
                    .push(position);
            }
        }
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

fn insert<'a>(
    groups: &mut BTreeMap<String, Group>,
    slugs: &mut HashMap<&'a str, String>,
    name: &'a str,
    position: usize,
) {
    let slug = slugs.entry(name).or_insert_with(|| slug(name));
    if slug.is_empty() {
        return;
    }
    if !groups.contains_key(slug) {
        let group = Group {
            name: name.to_owned(),
            articles: Vec::new(),
        };
        groups.insert(slug.clone(), group);
    }
    let Some(group) = groups.get_mut(slug) else {
        return;
    };
    if group.articles.last() != Some(&position) {
        group.articles.push(position);
    }
}
