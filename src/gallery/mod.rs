//! The sites of the gallery: what an author of themes looks at, in a preview only.
//!
//! A gallery shows each component of a theme in each of its states. Its states are not written into templates: they come from documents, the
//! embedded ones of this module, through the same stages as those of an editor. So there are [`SITES`] that nobody publishes, each a whole
//! site in the theme of the one that is served: samples of everything, a site that was just made, and one that holds nothing yet. The pages
//! that put the samples side by side are derived by `view::gallery`.
//!
//! Pure: gives [`Inputs`], and reads nothing.

use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::inputs::{Inputs, SourceFile, Today};
use crate::language::Language;
use crate::scaffold::{self, SiteOptions};

/// The folder of the gallery below the site that is served. The names of contents are slugs: no page of an editor is called so.
pub const FOLDER: &str = "/_gallery/";

/// A site of the gallery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GallerySite {
    /// A document for each state of each component.
    Samples,
    /// What `parvis init` makes.
    New,
    /// A site without documents.
    Empty,
}

/// Every site of the gallery.
pub const SITES: [GallerySite; 3] = [GallerySite::Samples, GallerySite::New, GallerySite::Empty];

/// How many articles the samples have that only make lists long.
const MANY: i64 = 240;

/// What the names of their files begin with.
const MANY_BEGIN: &str = "longue-liste-";

macro_rules! documents {
    ($($path:literal),+ $(,)?) => { [$(($path, include_str!(concat!("content/", $path)))),+] };
}

/// The documents of the samples, by their paths below `content/`. `{day+9}` stands for the ninth day after that of the preview.
const SAMPLES: [(&str, &str); 41] = documents![
    "articles/brouillon.md",
    "articles/complet.comments.yaml",
    "articles/complet.md",
    "articles/dernier.md",
    "articles/langue.md",
    "articles/mots-longs.md",
    "articles/motif.svg",
    "articles/note.md",
    "articles/premier.md",
    "authors/ana-motif.md",
    "authors/atelier-du-trait.md",
    "authors/le-fevre-de-la-haute-lande.md",
    "authors/portrait.svg",
    "benchmark/2025.yaml",
    "benchmark/2026.yaml",
    "books/bref.md",
    "books/complet.md",
    "books/long.md",
    "events/a-venir.md",
    "events/annule.md",
    "events/deplace.md",
    "events/en-cours.md",
    "events/mots-longs.md",
    "events/passe.md",
    "events/programme.md",
    "events/reporte.md",
    "events/sans-annee.md",
    "glossary/delai.md",
    "glossary/feedback.md",
    "glossary/interdepartementalisation.md",
    "glossary/promesse.md",
    "index.md",
    "members/bref.md",
    "members/complet.md",
    "pieces/blocs.md",
    "pieces/encadres.md",
    "pieces/fiche.md",
    "pieces/radars.md",
    "pieces/tableaux-et-code.md",
    "pieces/texte.md",
    "site.yaml",
];

/// The model of new sites, which the samples have too.
const MODEL: &str = include_str!("../../content/model.yaml");

impl GallerySite {
    /// Its folder below the gallery.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Samples => "samples/",
            Self::New => "new/",
            Self::Empty => "empty/",
        }
    }

    /// The site as the stages take it, in the theme of `served`, at `base_url` on the day `today`.
    pub fn inputs(self, served: &Inputs, base_url: String, today: Date) -> Inputs {
        let content = match self {
            Self::Samples => samples(today),
            Self::New => new(today),
            Self::Empty => vec![file("site.yaml", EMPTY)],
        };
        Inputs {
            theme: served.theme.clone(),
            base_url: Some(base_url),
            drafts: true,
            // The samples' dates do not wait for a day that the preview was told.
            future: true,
            ..Inputs::of(content, Today::Given(today))
        }
    }
}

/// Whether the page at `path` of a site of the gallery is one of those that only make lists long.
pub fn is_one_of_many(path: &str) -> bool {
    path.contains(MANY_BEGIN) || path.contains("/page/") && !path.ends_with("/page/2/")
}

/// The `site.yaml` of a site that holds nothing yet.
const EMPTY: &str = "title: 'Un site vide'\ndescription: 'Un site où rien n’a encore paru.'\nbase_url: 'https://example.org/'\n";

fn samples(today: Date) -> Vec<SourceFile> {
    let written = SAMPLES
        .iter()
        .map(|(path, text)| file(path, &dated(text, today)));
    let many = (1..=MANY).map(|number| {
        // Days of several years, so that archives are long too.
        let day = Date::constant(2024, 12, 31).saturating_sub((number * 5).days());
        let text = format!(
            "---\ntitle: 'Article de la longue liste, n° {number}'\nsummary: 'Un parmi {MANY}.'\ndate: {day}\ntags: ['longue liste']\n---\nUn alinéa.\n"
        );
        file(&format!("articles/{MANY_BEGIN}{number:03}.md"), &text)
    });
    let model = file("model.yaml", MODEL);
    written.chain(many).chain([model]).collect()
}

/// The content of a site that was just made.
fn new(today: Date) -> Vec<SourceFile> {
    let options = SiteOptions {
        title: "Un site tout neuf".to_owned(),
        language: Language::French,
        repository: None,
        domain: None,
        admin: false,
        today,
    };
    scaffold::site(&options)
        .into_iter()
        .filter(|file| file.path.starts_with("content/"))
        .map(|file| SourceFile::new(file.path, file.bytes))
        .collect()
}

/// `text` with its days, which are told from `today`: `{day-1}` is yesterday.
fn dated(text: &str, today: Date) -> String {
    const MARK: &str = "{day";
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARK) {
        let number = after
            .split_once('}')
            .and_then(|(days, after)| Some((days.parse::<i64>().ok()?, after)));
        filled.push_str(before);
        rest = if let Some((days, after)) = number {
            // Writing to a string cannot fail.
            let _ = write!(filled, "{}", today.saturating_add(days.days()));
            after
        } else {
            filled.push_str(MARK);
            after
        };
    }
    filled.push_str(rest);
    filled
}

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile::new(format!("content/{path}"), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::NoMemory;
    use crate::pipeline::Snapshot;
    use crate::view::GallerySection;

    const TODAY: Date = Date::constant(2027, 3, 11);

    fn snapshot(site: GallerySite) -> Snapshot {
        let served = Inputs::of(Vec::new(), Today::Given(TODAY));
        let inputs = site.inputs(&served, "https://example.org/_gallery/".to_owned(), TODAY);
        Snapshot::of(inputs, Vec::new(), &NoMemory)
    }

    #[test]
    fn its_sites_have_no_fault() {
        for site in SITES {
            let snapshot = snapshot(site);
            let faults = &snapshot.diagnostics;
            assert!(faults.is_empty(), "{site:?}: {faults:#?}");
        }
    }

    #[test]
    fn every_page_of_the_gallery_is_made_of_the_samples() {
        let samples = snapshot(GallerySite::Samples).renderer.expect("a site");
        for section in GallerySection::ALL {
            let made = samples.gallery("/_gallery/", section, &[]);
            let artifact = made.expect("samples of everything").expect("a page");
            assert!(!artifact.bytes.is_empty());
        }
    }

    #[test]
    fn days_are_told_from_today() {
        assert_eq!(
            dated("{day+1} 09:00, {day-11}, {day+0}, {day}, {days}", TODAY),
            "2027-03-12 09:00, 2027-02-28, 2027-03-11, {day}, {days}"
        );
    }
}
