//! Which page of one language says what a page of another says.
//!
//! Generated pages, dimensions, levers and editions correspond by what they are. A document corresponds to the one of the same path in
//! the main tree, or to the one that its key `translates` names there: slugs are words, and words are translated.

use std::collections::{BTreeMap, HashMap};

use super::Site;
use super::address::BaseUrl;
use super::routes::{Route, Singleton};
use crate::diagnostics::{Diagnostic, Problem, Reference};
use crate::document::Identity;
use crate::language::Language;
use crate::language::suggest::closest;

/// A language of the website, and where its site lives.
#[derive(Debug, Clone)]
pub struct Tongue {
    /// The language.
    pub language: Language,
    /// Where its site lives.
    pub base: BaseUrl,
}

/// The languages of the website and the pages that correspond. Sites are named by their position, the main one first.
#[derive(Debug)]
pub struct Translations {
    tongues: Vec<Tongue>,
    /// What each page of each site says, by path.
    subjects: Vec<HashMap<String, Subject>>,
    /// The path of each subject in each site.
    paths: Vec<HashMap<Subject, String>>,
}

/// What a page says, in whatever language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Subject {
    Singleton(Singleton),
    /// A document, by its path in the main tree.
    Document(String),
    Lever(String),
    Dimension(String),
    Edition(String),
}

impl Translations {
    /// The correspondences of `sites`. A key `translates` that names no document of the main tree, and a page of the main site in the
    /// place of another, are reported.
    pub fn new(sites: &[Site], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let tongues: Vec<Tongue> = sites
            .iter()
            .map(|site| Tongue {
                language: site.config.language,
                base: site.base.clone(),
            })
            .collect();
        // A site in one language has nothing to look up, and may have a hundred thousand pages.
        let translated = sites.iter().filter(|_| sites.len() > 1);
        let subjects: Vec<HashMap<String, Subject>> = translated.map(subjects).collect();
        let paths = subjects
            .iter()
            .map(|of_site| {
                // Two pages that claim one subject are one too many; the first in order is taken.
                let in_order: BTreeMap<&String, &Subject> = of_site.iter().collect();
                let mut paths = HashMap::new();
                for (path, subject) in in_order {
                    paths.entry(subject.clone()).or_insert_with(|| path.clone());
                }
                paths
            })
            .collect();
        if let Some((main, others)) = sites.split_first() {
            for site in others {
                check_claims(main, site, diagnostics);
                check_room(main, site, diagnostics);
            }
        }
        Self {
            tongues,
            subjects,
            paths,
        }
    }

    /// The languages, the main one first.
    pub fn tongues(&self) -> &[Tongue] {
        &self.tongues
    }

    /// The path in the site `other` of the page that says what `path` says in the site `own`.
    pub fn counterpart(&self, own: usize, path: &str, other: usize) -> Option<&str> {
        let subject = self.subjects.get(own)?.get(path)?;
        self.paths.get(other)?.get(subject).map(String::as_str)
    }
}

fn subjects(site: &Site) -> HashMap<String, Subject> {
    let pages = site.routes.pages().iter();
    pages
        .filter_map(|path| Some((path.clone(), subject(site, site.routes.get(path)?)?)))
        .collect()
}

/// What the page at `route` says; `None` for those that have no fellow: lists by tag, second pages of lists.
fn subject(site: &Site, route: &Route) -> Option<Subject> {
    let document = |identity: &Identity| {
        let path = match &identity.translates {
            Some(main) => main.value.clone(),
            None => identity.file.in_content()?.to_owned(),
        };
        Some(Subject::Document(path))
    };
    match route {
        Route::Singleton(singleton) => Some(Subject::Singleton(*singleton)),
        Route::Article(position) => document(&site.articles[*position].identity),
        Route::Author(position) => document(&site.authors[*position].identity),
        Route::Term(position) => document(&site.terms[*position].identity),
        Route::Event(position) => document(&site.events[*position].identity),
        Route::Book(position) => document(&site.books[*position].identity),
        Route::Page(position) => document(&site.pages[*position].identity),
        Route::Lever(position) => {
            let lever = site.model.as_ref()?.levers.get(*position)?;
            Some(Subject::Lever(lever.id.clone()))
        }
        Route::Dimension(position) => {
            let dimension = site.model.as_ref()?.dimensions.get(*position)?;
            Some(Subject::Dimension(dimension.id.clone()))
        }
        Route::Edition(position) => {
            let edition = site.editions.get(*position)?;
            Some(Subject::Edition(edition.slug.to_string()))
        }
        _ => None,
    }
}

fn identities(site: &Site) -> impl Iterator<Item = &Identity> {
    let articles = site.articles.iter().map(|it| &it.identity);
    articles
        .chain(site.authors.iter().map(|it| &it.identity))
        .chain(site.terms.iter().map(|it| &it.identity))
        .chain(site.events.iter().map(|it| &it.identity))
        .chain(site.books.iter().map(|it| &it.identity))
        .chain(site.pages.iter().map(|it| &it.identity))
}

/// Reports each key `translates` of `site` that names no document of the main site.
fn check_claims(main: &Site, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let known = || identities(main).filter_map(|identity| identity.file.in_content());
    for identity in identities(site) {
        if let Some(claim) = &identity.translates
            && !known().any(|path| path == claim.value)
        {
            diagnostics.push(Diagnostic::at(
                &identity.file,
                claim.span,
                Problem::UnknownReference {
                    reference: Reference::Document,
                    name: claim.value.clone(),
                    suggestion: closest(&claim.value, known()).map(str::to_owned),
                },
            ));
        }
    }
}

/// Reports an address of the main site that lies where the site of another language does: an alias, or a folder that was renamed.
fn check_room(main: &Site, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let room = format!("/{}/", site.config.file.tree());
    let paths = main.routes.iter().map(|(path, _)| path);
    let Some(path) = paths.filter(|path| path.starts_with(&room)).min() else {
        return;
    };
    let problem = Problem::DuplicateUrl {
        url: path.to_owned(),
        other: site.config.file.to_string(),
    };
    let alias = identities(main).find_map(|identity| {
        let mut aliases = identity.aliases.iter();
        let alias = aliases.find(|alias| alias.value.starts_with(&room))?;
        Some((&identity.file, alias.span))
    });
    diagnostics.push(match alias {
        Some((file, span)) => Diagnostic::at(file, span, problem),
        None => Diagnostic::of_file(&main.config.file, problem),
    });
}
