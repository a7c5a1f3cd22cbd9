//! A name and an address of its own for every document.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::slug::slug;
use crate::site::routes::{FOLDERS, RouteNames};

/// Folders of `content/` in which a file is more than a page.
const FOLDERS_OF_KINDS: [&str; 10] = [
    "articles",
    "authors",
    "benchmark",
    "books",
    "en",
    "events",
    "fr",
    "glossary",
    "members",
    "models",
];

/// The addresses that are given away.
#[derive(Debug)]
pub struct Addresses {
    routes: RouteNames,
    taken: BTreeSet<String>,
    /// The last number that each name was given.
    numbers: BTreeMap<String, usize>,
    files: BTreeSet<String>,
}

/// What becomes of an old address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alias {
    /// It leads to the document.
    Kept(String),
    /// It is the document's address, or none that a file could answer to.
    Needless,
    /// Another page answers there.
    Taken(String),
}

impl Addresses {
    /// None given away yet, in a site with generated folders of these names.
    pub fn new(routes: RouteNames) -> Self {
        Self {
            routes,
            taken: BTreeSet::new(),
            numbers: BTreeMap::new(),
            files: BTreeSet::new(),
        }
    }

    /// A slug for an article that wants to be called `wanted`.
    pub fn article(&mut self, wanted: &str) -> String {
        let wanted = match slug(wanted) {
            name if name.is_empty() || name == "index" => "article".to_owned(),
            name => name,
        };
        self.free(&wanted, |it, name| it.routes.page("articles", name))
    }

    /// A path without `.md` for a page that wants to stand at `wanted`: `guide/images`.
    pub fn page(&mut self, wanted: &str) -> String {
        let mut segments: Vec<String> = wanted
            .split('/')
            .map(slug)
            .filter(|segment| !segment.is_empty())
            .collect();
        if segments.len() > 1 && segments.last().is_some_and(|it| it == "index") {
            segments.pop();
        }
        if segments.is_empty() {
            segments.push("page".to_owned());
        }
        let is_generated = |name: &str| {
            FOLDERS
                .iter()
                .any(|folder| self.routes.folder(folder.name).split('/').next() == Some(name))
        };
        let first = segments[0].as_str();
        let kept_free = FOLDERS_OF_KINDS.contains(&first) || is_generated(first);
        if (segments.len() > 1 && kept_free) || matches!(first, "en" | "fr" | "index") {
            segments[0] = format!("pages-{first}");
        }
        self.free(&segments.join("/"), |_, path| format!("/{path}/"))
    }

    /// The home page, unless it is given away.
    pub fn home(&mut self) -> bool {
        self.taken.insert("/".to_owned())
    }

    /// A name for a file beside a document, in `folder`: `photo.jpg`.
    pub fn file(&mut self, folder: &str, wanted: &str) -> String {
        let (stem, extension) = wanted.rsplit_once('.').unwrap_or((wanted, ""));
        let stem = match slug(stem) {
            stem if stem.is_empty() => "image".to_owned(),
            stem => stem,
        };
        let extension = extension.to_ascii_lowercase();
        let mut name = format!("{stem}.{extension}");
        let mut number = 1;
        while !self.files.insert(format!("{folder}/{name}")) {
            number += 1;
            name = format!("{stem}-{number}.{extension}");
        }
        name
    }

    fn free(&mut self, wanted: &str, address: impl Fn(&Self, &str) -> String) -> String {
        let first = address(self, wanted);
        // Articles and pages of one name do not share their numbers.
        let mut number = self.numbers.get(&first).copied().unwrap_or(0);
        loop {
            number += 1;
            let name = match number {
                1 => wanted.to_owned(),
                number => format!("{wanted}-{number}"),
            };
            let address = address(self, &name);
            if self.taken.insert(address) {
                self.numbers.insert(first, number);
                return name;
            }
        }
    }

    /// What becomes of the old address `old`, a path from the root of the site, of the document at `address`. All documents have their
    /// address by now.
    pub fn alias(&mut self, old: &str, address: &str) -> Alias {
        let Some(path) = clean(old) else {
            return Alias::Needless;
        };
        let is_file = path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.contains('.'));
        let with_slash = if is_file || path.ends_with('/') {
            path.clone()
        } else {
            format!("{path}/")
        };
        if with_slash == address || with_slash == "/" {
            return Alias::Needless;
        }
        let first = with_slash
            .trim_start_matches('/')
            .split('/')
            .next()
            .unwrap_or_default();
        let generated = FOLDERS.iter().any(|folder| {
            let name = self.routes.folder(folder.name);
            !matches!(folder.name, "pagination" | "calendar")
                && name.split('/').next() == Some(first)
        });
        if generated || matches!(first, "en" | "fr") || !self.taken.insert(with_slash.clone()) {
            return Alias::Taken(with_slash);
        }
        Alias::Kept(with_slash)
    }

    /// The address of an article.
    pub fn of_article(&self, slug: &str) -> String {
        self.routes.page("articles", slug)
    }
}

/// `old` decoded, as an alias may be written; `None` where it cannot be.
fn clean(old: &str) -> Option<String> {
    let path = crate::paths::decoded(old);
    let fits = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|it: char| it.is_control() || "\\?#<>\"".contains(it))
        && path
            .split('/')
            .all(|segment| segment != ".." && segment != "." && segment.len() < 200)
        && path.len() < 500;
    fits.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn every_document_has_an_address_of_its_own() {
        let mut addresses = Addresses::new(RouteNames::of_language(Language::French));
        assert_eq!(addresses.article("L’accueil"), "l-accueil");
        assert_eq!(addresses.article("l-accueil"), "l-accueil-2");
        assert_eq!(addresses.article("index"), "article");
        assert_eq!(addresses.article("日本"), "article-2");
        assert_eq!(addresses.page("Équipe/index"), "equipe");
        assert_eq!(addresses.page("equipe"), "equipe-2");
        assert_eq!(addresses.page("events/salon"), "pages-events/salon");
        assert_eq!(addresses.page("themes/a"), "pages-themes/a");
        assert_eq!(addresses.page("../../etc/passwd"), "etc/passwd");
        assert_eq!(
            addresses.file("articles/a", "Ma Photo_Été.JPG"),
            "ma-photo-ete.jpg"
        );
        assert_eq!(
            addresses.file("articles/a", "ma-photo-ete.jpg"),
            "ma-photo-ete-2.jpg"
        );
    }

    #[test]
    fn an_old_address_leads_to_one_document() {
        let mut addresses = Addresses::new(RouteNames::of_language(Language::French));
        let name = addresses.article("accueil");
        let address = addresses.of_article(&name);
        let kept = |path: &str| Alias::Kept(path.to_owned());
        assert_eq!(
            addresses.alias("/2019/05/caf%C3%A9", &address),
            kept("/2019/05/café/")
        );
        assert_eq!(
            addresses.alias("/2019/05/café/", &address),
            Alias::Taken("/2019/05/café/".to_owned())
        );
        assert_eq!(
            addresses.alias("/articles/accueil/", &address),
            Alias::Needless
        );
        assert_eq!(
            addresses.alias("/themes/x/", &address),
            Alias::Taken("/themes/x/".to_owned())
        );
        assert_eq!(addresses.alias("/../x/", &address), Alias::Needless);
        assert_eq!(
            addresses.alias("/vieux.html", &address),
            kept("/vieux.html")
        );
    }
}
