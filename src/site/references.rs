//! Names in front matters that must be those of other documents.

use super::collection::{Collection, Identified};
use super::outline::Collections;
use super::routes::Routes;
use crate::diagnostics::{Diagnostic, Problem, Reference, SourcePath};
use crate::document::{ModelDocument, Name, NavigationEntry, SiteConfig};
use crate::language::suggest::closest;

struct Checker<'a> {
    config: &'a SiteConfig,
    model: Option<&'a ModelDocument>,
    collections: &'a Collections,
    diagnostics: &'a mut Vec<Diagnostic>,
    model_missed: bool,
}

/// Reports every name that names nothing. A faulty model was reported already: nothing is said of the names of its dimensions.
pub fn check(
    config: &SiteConfig,
    model: Option<&ModelDocument>,
    model_is_faulty: bool,
    collections: &Collections,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut checker = Checker {
        config,
        model,
        collections,
        diagnostics,
        model_missed: model_is_faulty,
    };
    checker.all();
}

impl Checker<'_> {
    fn all(&mut self) {
        let collections = self.collections;
        for article in &collections.articles {
            let file = &article.identity.file;
            self.authors(file, &article.authors);
            if let Some(category) = &article.category {
                let known = self
                    .config
                    .categories
                    .iter()
                    .map(|category| category.slug.as_str());
                self.name(file, category, Reference::Category, known);
            }
            if let Some(book) = &article.review_of {
                self.named(file, book, Reference::Book, &collections.books);
            }
            self.dimensions(file, &article.identity.dimensions);
        }
        for term in &collections.terms {
            let file = &term.identity.file;
            for name in term.contrast.iter().chain(&term.see_also) {
                self.named(file, name, Reference::Term, &collections.terms);
            }
            self.dimensions(file, &term.identity.dimensions);
        }
        for event in &collections.events {
            let file = &event.identity.file;
            self.authors(file, &event.organisers);
            self.authors(file, &event.speakers);
            for session in &event.programme {
                self.authors(file, &session.speakers);
            }
            for article in &event.articles {
                self.named(file, article, Reference::Article, &collections.articles);
            }
            self.dimensions(file, &event.identity.dimensions);
        }
        for book in &collections.books {
            self.dimensions(&book.identity.file, &book.identity.dimensions);
        }
        for page in &collections.pages {
            self.dimensions(&page.identity.file, &page.identity.dimensions);
        }
    }

    fn authors(&mut self, file: &SourcePath, names: &[Name]) {
        let collections = self.collections;
        for name in names {
            self.named(file, name, Reference::Author, &collections.authors);
        }
    }

    fn dimensions(&mut self, file: &SourcePath, names: &[Name]) {
        match self.model {
            Some(model) => {
                for name in names {
                    let known = model
                        .dimensions
                        .iter()
                        .map(|dimension| dimension.id.as_str());
                    self.name(file, name, Reference::Dimension, known);
                }
            }
            // Said once: a missing or faulty model is one fault, not one a page.
            None if !names.is_empty() && !self.model_missed => {
                self.model_missed = true;
                self.diagnostics
                    .push(Diagnostic::at(file, names[0].span, Problem::NoModel));
            }
            None => {}
        }
    }

    fn named<T: Identified>(
        &mut self,
        file: &SourcePath,
        name: &Name,
        reference: Reference,
        collection: &Collection<T>,
    ) {
        if collection.position(&name.value).is_none() {
            let slugs: Vec<&str> = collection.slugs().collect();
            self.name(file, name, reference, slugs.into_iter());
        }
    }

    fn name<'a>(
        &mut self,
        file: &SourcePath,
        name: &Name,
        reference: Reference,
        known: impl Iterator<Item = &'a str> + Clone,
    ) {
        if known.clone().any(|known| known == name.value) {
            return;
        }
        let suggestion = closest(&name.value, known).map(str::to_owned);
        let problem = Problem::UnknownReference {
            reference,
            name: name.value.clone(),
            suggestion,
        };
        self.diagnostics
            .push(Diagnostic::at(file, name.span, problem));
    }
}

/// Reports menu entries that lead nowhere.
pub fn check_navigation(config: &SiteConfig, routes: &Routes, diagnostics: &mut Vec<Diagnostic>) {
    let entries = config.navigation.iter().chain(&config.footer);
    for entry in entries.flat_map(|entry| std::iter::once(entry).chain(&entry.children)) {
        check_destination(config, entry, routes, diagnostics);
    }
}

fn check_destination(
    config: &SiteConfig,
    entry: &NavigationEntry,
    routes: &Routes,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let path = entry.to.value.split(['#', '?']).next().unwrap_or_default();
    if path.starts_with('/') && routes.resolve(path).is_none() {
        let suggestion =
            closest(path, routes.pages().iter().map(String::as_str)).map(str::to_owned);
        let problem = Problem::DeadLink {
            target: entry.to.value.clone(),
            suggestion,
        };
        diagnostics.push(Diagnostic::at(&config.file, entry.to.span, problem));
    }
}
