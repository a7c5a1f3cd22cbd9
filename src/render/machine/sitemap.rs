//! `sitemap.xml`: the pages for people, as search engines want them (sitemaps.org, 0.9).

use jiff::civil::Date;

use super::last_change;
use super::xml::Xml;
use crate::site::Site;
use crate::site::routes::Route;

/// What the protocol allows in one file.
const MOST_PAGES: usize = 50_000;

/// Every page for people but the search and the page of those without a network, with the day of its last change where its document tells it. A site of more than 50,000 pages
/// leaves out the second and later pages of its lists, then the last addresses in order.
pub fn sitemap_xml(site: &Site) -> Vec<u8> {
    let all = || {
        let routed = site
            .routes
            .pages()
            .iter()
            .filter_map(|path| Some((path, site.routes.get(path)?)));
        routed.filter(|(_, route)| !matches!(route, Route::Singleton(it) if !it.is_content()))
    };
    let crowded = all().count() > MOST_PAGES;
    let mut xml = Xml::new();
    xml.element(
        "urlset",
        &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")],
        |xml| {
            for (path, route) in all()
                .filter(|(_, route)| !crowded || !continues_a_list(route))
                .take(MOST_PAGES)
            {
                xml.element("url", &[], |xml| {
                    xml.text("loc", &[], &site.base.absolute(path));
                    if let Some(date) = modified(site, route) {
                        xml.text("lastmod", &[], &date.to_string());
                    }
                });
            }
        },
    );
    xml.finish()
}

fn continues_a_list(route: &Route) -> bool {
    match route {
        Route::ArticlesPage(_) => true,
        Route::Category(_, page) | Route::Tag(_, page) => *page > 1,
        _ => false,
    }
}

/// The day on which the document at `route` last changed. Lists change with what they list, which is no date of their own.
fn modified(site: &Site, route: &Route) -> Option<Date> {
    match route {
        Route::Article(position) => last_change(&site.articles[*position].identity),
        Route::Term(position) => last_change(&site.terms[*position].identity),
        Route::Author(position) => last_change(&site.authors[*position].identity),
        Route::Event(position) => last_change(&site.events[*position].identity),
        Route::Book(position) => last_change(&site.books[*position].identity),
        Route::Page(position) => last_change(&site.pages[*position].identity),
        Route::Edition(position) => {
            let edition = &site.editions[*position];
            edition
                .corrections
                .iter()
                .map(|(date, _)| *date)
                .max()
                .max(edition.published)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::machine::fixture::Fixture;

    #[test]
    fn pages_are_listed_with_their_dates_and_the_search_is_not() {
        let site = Fixture::community().site();
        let written = String::from_utf8(sitemap_xml(&site)).unwrap();
        let entries: Vec<String> = written
            .split("<url>")
            .skip(1)
            .map(|entry| {
                let between = |tag: &str| {
                    Some(
                        entry
                            .split_once(&format!("<{tag}>"))?
                            .1
                            .split_once(&format!("</{tag}>"))?
                            .0,
                    )
                };
                let path = between("loc")
                    .unwrap()
                    .strip_prefix("https://example.org/kb/")
                    .unwrap();
                format!("{path} {}", between("lastmod").unwrap_or("-"))
            })
            .collect();
        let expected = [
            " -",
            "a-propos/ -",
            "accessibilite/ -",
            "archives/ -",
            "articles/ -",
            "articles/symetrie/ 2026-11-16",
            "articles/vision/ 2026-11-20",
            "auteurs/camille-exemple/ -",
            "benchmark/ -",
            "benchmark/2026/ 2026-07-01",
            "categories/cas/ -",
            "categories/culture/ -",
            "evenements/ -",
            "evenements/annule/ -",
            "evenements/rencontres/ 2026-10-02",
            "evenements/sans-annee/ -",
            "evenements/semaine/ -",
            "glossaire/ -",
            "glossaire/nps/ -",
            "le-modele/ -",
            "le-modele/comparer/ -",
            "le-modele/cooperation/ -",
            "le-modele/leviers/managerial/ -",
            "le-modele/testez-vous/ -",
            "le-modele/vision/ -",
            "livres/ -",
            "livres/le-carnet/ -",
            "membres/ -",
            "plan-du-site/ -",
            "themes/equipe/ -",
        ];
        assert_eq!(entries, expected);
    }
}
