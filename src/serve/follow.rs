//! What a page needs to know of the edit that made its site a new one.

use crate::diagnostics::SourcePath;
use crate::inputs::THEME_FOLDER;
use crate::render::Renderer;
use crate::site::Site;
use crate::site::routes::Route;

use super::changes::Changes;

/// What became of the pages between a version and the one before.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The address of the page that was edited, where it is one.
    pub page: Option<String>,
    /// Nothing but style sheets has changed.
    pub styles: bool,
}

impl Edit {
    /// What `changes` mean for the pages of `renderer`.
    pub fn of(changes: &Changes, renderer: Option<&Renderer>) -> Self {
        let theme = |path: &String| path.starts_with(THEME_FOLDER) && path.ends_with(".css");
        Self {
            page: renderer.and_then(|renderer| page(changes, renderer)),
            styles: changes.added.is_empty()
                && changes.deleted.is_empty()
                && !changes.modified.is_empty()
                && changes.modified.iter().all(theme),
        }
    }
}

/// The page of the only file that was edited. Of several (a branch was changed, a folder was moved) none is meant.
fn page(changes: &Changes, renderer: &Renderer) -> Option<String> {
    let mut pages: Vec<String> = changes
        .added
        .iter()
        .chain(&changes.modified)
        .filter_map(|path| {
            let address = renderer.sites().find_map(|site| address(site, path))?;
            Some(format!("{}{}", renderer.base().path, &address[1..]))
        })
        .collect();
    pages.dedup();
    match pages.as_slice() {
        [page] => Some(page.clone()),
        _ => None,
    }
}

/// The address in the website of the page that is made of the file at `path`.
fn address(site: &Site, path: &str) -> Option<String> {
    // Comments are read below their article.
    let article = path
        .strip_suffix(".comments.yaml")
        .map(|name| format!("{name}.md"));
    let path = article.as_deref().unwrap_or(path);
    site.routes
        .iter()
        .find(|(_, route)| source(site, route).is_some_and(|file| file.as_str() == path))
        .map(|(address, _)| site.address_in_website(address))
}

/// The file that the page of `route` is made of, if it is one file.
fn source<'a>(site: &'a Site, route: &Route) -> Option<&'a SourcePath> {
    match route {
        Route::Singleton(singleton) => site
            .introductions
            .get(singleton)
            .map(|page| &page.identity.file),
        Route::Article(position) => Some(&site.articles[*position].identity.file),
        Route::Author(position) => Some(&site.authors[*position].identity.file),
        Route::Term(position) => Some(&site.terms[*position].identity.file),
        Route::Page(position) => Some(&site.pages[*position].identity.file),
        Route::Event(position) => Some(&site.events[*position].identity.file),
        Route::Book(position) => Some(&site.books[*position].identity.file),
        Route::Edition(position) => Some(&site.editions[*position].file),
        _ => None,
    }
}
