//! Where the files of a site stand along its articles.

use super::Site;
use super::routes::{FeedScope, Route};

impl Site {
    /// The position of the first article that the file of `route` shows, and of the latest of all where it shows none.
    ///
    /// Articles are in most lists by their date. So files that are made in the order of these positions show much the same articles as the
    /// file before, in a site of any size.
    pub fn place_along_articles(&self, route: &Route) -> usize {
        let groups = &self.taxonomies;
        let skipped = |page: &usize| page.saturating_sub(1) * self.config.page_size;
        let first = |positions: Option<&Vec<usize>>, place: usize| {
            positions.and_then(|positions| positions.get(place).copied())
        };
        let of_author = |author: &usize| {
            let name = self.authors[*author].identity.slug.as_str();
            groups.authors.get(name)
        };
        let of_dimension = |place: &usize| {
            let dimension = self.model.as_ref()?.dimensions.get(*place)?;
            groups.dimensions.get(&dimension.id)
        };
        let of_tag = |slug: &String| groups.tags.get(slug).map(|group| &group.articles);
        let position = match route {
            Route::Article(position) | Route::ArticleMarkdown(position) => Some(*position),
            Route::ArticlesPage(page) => Some(skipped(page)),
            Route::Category(category, page) => {
                first(groups.categories.get(*category), skipped(page))
            }
            Route::Tag(slug, page) => first(of_tag(slug), skipped(page)),
            Route::Series(slug) => first(groups.series.get(slug).map(|group| &group.articles), 0),
            Route::Author(author) => first(of_author(author), 0),
            Route::Feed(scope) => match scope {
                FeedScope::Site => None,
                FeedScope::Category(category) => first(groups.categories.get(*category), 0),
                FeedScope::Tag(slug) => first(of_tag(slug), 0),
                FeedScope::Author(author) => first(of_author(author), 0),
                FeedScope::Dimension(dimension) => first(of_dimension(dimension), 0),
            },
            _ => None,
        };
        position.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::{Inputs, SourceFile, Today};
    use crate::parse::{self, NoMemory};
    use crate::site;

    const CONFIGURATION: &str = "title: 'Essai'\ndescription: 'Un site.'\nbase_url: 'https://example.org/'\npage_size: 3\n\
        categories:\n  - {slug: pairs, name: 'Pairs'}\n  - {slug: impairs, name: 'Impairs'}\n";
    const MODEL: &str = "id: modele\nversion: 1.0.0\nscale: {min: 1, max: 3, labels: ['Non', 'Peu', 'Oui'], ratings: {today: 'Ce jour', target: 'Demain'}}\n\
        scoring: {min_answered: 0.5, quantile: 7}\nlevers:\n  - {id: equipe, name: 'Équipe'}\ndimensions:\n  \
        - {id: vision, lever: equipe, name: 'Vision', definition: 'Une ambition.', statements: [{id: v1, text: 'Je sais la redire.'}]}\n";

    /// Twelve articles, the latest at position 0: every third has a tag, the sixth an author, the eighth a dimension, the last two a series.
    fn site() -> Site {
        let article = |position: usize| {
            let category = ["pairs", "impairs"][position % 2];
            let mut text = format!(
                "---\ntitle: 'Article {position}'\ndate: 2026-01-{:02}\nsummary: 'Une phrase.'\ncategory: {category}\n",
                30 - position
            );
            let more = [
                (position % 3 == 1, "tags: ['accueil']"),
                (position == 5, "authors: [camille]"),
                (position == 7, "dimensions: [vision]"),
                (position == 11, "series: {name: 'Suite', part: 1}"),
                (position == 10, "series: {name: 'Suite', part: 2}"),
            ];
            for (_, line) in more.iter().filter(|(applies, _)| *applies) {
                text.push_str(line);
                text.push('\n');
            }
            (
                format!("content/articles/a{position:02}.md"),
                text + "---\nTexte.\n",
            )
        };
        let others = [
            ("content/site.yaml", CONFIGURATION),
            ("content/model.yaml", MODEL),
            (
                "content/authors/camille.md",
                "---\nname: 'Camille Exemple'\nkind: person\n---\nElle écrit.\n",
            ),
        ];
        let others = others.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let files = (0..12).map(article).chain(others);
        let files = files.map(|(path, text)| SourceFile::new(path, text.into_bytes()));
        let today = Today::Given("2026-12-01".parse().unwrap());
        let inputs = Inputs::of(files.collect(), today);
        let (documents, faults) = parse::parse(&inputs, &NoMemory);
        assert_eq!(faults, []);
        let (website, _) = site::link(&documents, &inputs, &[]);
        website.unwrap().sites.remove(0)
    }

    #[test]
    fn a_file_has_the_place_of_the_first_article_that_it_shows() {
        let site = site();
        let expected = [
            ("/", 0),
            ("/articles/", 0),
            ("/articles/page/2/", 3),
            ("/articles/page/4/", 9),
            ("/articles/a07/", 7),
            ("/articles/a07/index.md", 7),
            ("/categories/impairs/", 1),
            ("/categories/impairs/page/2/", 7),
            ("/categories/impairs/atom.xml", 1),
            ("/themes/accueil/", 1),
            ("/themes/accueil/page/2/", 10),
            ("/themes/accueil/atom.xml", 1),
            ("/auteurs/camille/", 5),
            ("/auteurs/camille/atom.xml", 5),
            ("/le-modele/vision/atom.xml", 7),
            ("/series/suite/", 11),
            ("/atom.xml", 0),
            ("/robots.txt", 0),
        ];
        for (path, place) in expected {
            let route = site.routes.get(path);
            let found = route.map(|route| site.place_along_articles(route));
            assert_eq!(found, Some(place), "{path}");
        }
    }
}
