//! Laziness is proven, not assumed: after any sequence of edits, a site made with the memory of the one before is, byte for byte, the site
//! made afresh, and what did not change was not parsed again.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use proptest::prelude::*;

use super::memory::Remembered;
use crate::diagnostics::Diagnostic;
use crate::inputs::{Inputs, SourceFile, THEME_FOLDER, ThemeFiles, Today};
use crate::parse::{self, Documents, Memory, NoMemory};
use crate::render::Renderer;
use crate::site;

/// Something that an editor does.
#[derive(Debug, Clone)]
enum Edit {
    Body(usize, String),
    Title(usize, String),
    Delete(usize),
    Rename(usize, usize),
    Link(usize, usize),
    Term(String),
    PageSize(u8),
    Language(bool),
    /// A site in another language appears, with a page of the main one in it or not, or goes.
    OtherLanguage(Option<bool>),
    Template(bool),
    Picture(u8),
    /// A photograph of this colour, shown by an article or not.
    Photograph(u8, bool),
    Day(i8),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let article = 0..5_usize;
    let words = "[a-zé’ ]{1,20}[a-z]";
    let edit = prop_oneof![
        (article.clone(), words).prop_map(|(at, text)| Edit::Body(at, text)),
        (article.clone(), words).prop_map(|(at, text)| Edit::Title(at, text)),
        article.clone().prop_map(Edit::Delete),
        (article.clone(), article.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        (article.clone(), article).prop_map(|(from, to)| Edit::Link(from, to)),
        words.prop_map(Edit::Term),
        (1..4_u8).prop_map(Edit::PageSize),
        any::<bool>().prop_map(Edit::Language),
        any::<Option<bool>>().prop_map(Edit::OtherLanguage),
        any::<bool>().prop_map(Edit::Template),
        any::<u8>().prop_map(Edit::Picture),
        any::<(u8, bool)>().prop_map(|(colour, shown)| Edit::Photograph(colour, shown)),
        (1..28_i8).prop_map(Edit::Day),
    ];
    prop::collection::vec(edit, 1..7)
}

/// The sources of a small site.
struct Sources {
    files: BTreeMap<String, Vec<u8>>,
    template: bool,
    day: i8,
}

impl Sources {
    fn new() -> Self {
        let mut sources = Self {
            files: BTreeMap::new(),
            template: false,
            day: 22,
        };
        sources.configure(2, "fr");
        sources.put(
            "content/glossary/ecoute.md",
            "---\ntitle: Écoute\ndefinition: Une attention.\n---\nMot.\n",
        );
        for number in 0..3 {
            sources.put(
                &article(number),
                text(&format!("Titre {number}"), "L’écoute d’abord."),
            );
        }
        sources
    }

    fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), bytes.into());
    }

    fn configure(&mut self, page_size: u8, language: &str) {
        let text = format!(
            "title: Essai\ndescription: Un site.\nbase_url: https://example.org/\nlanguage: {language}\npage_size: {page_size}\n"
        );
        self.put("content/site.yaml", text);
    }

    fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Body(at, body) => self.put(&article(*at), text("Un titre", body)),
            Edit::Title(at, title) => self.put(&article(*at), text(title, "Un corps.")),
            Edit::Delete(at) => {
                self.files.remove(&article(*at));
            }
            Edit::Rename(from, to) => {
                if let Some(text) = self.files.remove(&article(*from)) {
                    self.files.insert(article(*to), text);
                }
            }
            Edit::Link(from, to) => {
                self.put(
                    &article(*from),
                    text(
                        "Un lien",
                        &format!("Voir [[article-{to}]], puis [[ecoute]]."),
                    ),
                );
            }
            Edit::Term(definition) => {
                let text = format!("---\ntitle: Écoute\ndefinition: '{definition}.'\n---\nMot.\n");
                self.put("content/glossary/ecoute.md", text);
            }
            Edit::PageSize(size) => self.configure(*size, "fr"),
            Edit::Language(english) => self.configure(2, if *english { "en" } else { "fr" }),
            Edit::OtherLanguage(None) => self
                .files
                .retain(|path, _| !path.starts_with("content/en/")),
            Edit::OtherLanguage(Some(translated)) => {
                self.put(
                    "content/en/site.yaml",
                    "title: Trial\ndescription: A site.\n",
                );
                let page = text("A title", "Some words, « quoted ».");
                let key = if *translated {
                    "translates: articles/article-0.md\n"
                } else {
                    ""
                };
                let page = page.replacen("---\n", &format!("---\n{key}"), 1);
                self.put("content/en/articles/article-one.md", page);
            }
            Edit::Template(own) => self.template = *own,
            Edit::Picture(size) => self.put(
                "content/articles/trait.svg",
                format!("<svg width='{size}' height='9'/>"),
            ),
            Edit::Photograph(colour, shown) => {
                let shown = if *shown {
                    "![Un trait](photo.png)"
                } else {
                    "Rien."
                };
                self.put("content/articles/photo.png", photograph(*colour));
                self.put(&article(0), text("Une photo", shown));
            }
            Edit::Day(day) => self.day = *day,
        }
    }

    fn inputs(&self) -> Inputs {
        let own = self.template.then(|| {
            SourceFile::new(
                format!("{THEME_FOLDER}/templates/404.html"),
                *b"<p>{{ page.title }}</p>",
            )
        });
        let content = self
            .files
            .iter()
            .map(|(path, bytes)| SourceFile::new(path.as_str(), bytes.as_slice()));
        Inputs {
            theme: ThemeFiles::new(own.into_iter().collect()),
            drafts: true,
            ..Inputs::of(
                content.collect(),
                Today::Given(Date::constant(2026, 11, self.day)),
            )
        }
    }
}

fn article(number: usize) -> String {
    format!("content/articles/article-{number}.md")
}

/// A grainy picture of 160 by 120 pixels, as PNG: heavy enough to have a version.
fn photograph(colour: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(160, 120, |x, y| {
        let grain = (x * 7919 + y * 104_729) % 251;
        image::Rgb([colour, grain as u8, (grain * x % 256) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, image::ImageFormat::Png);
    written.expect("a picture can be written to memory");
    bytes.into_inner()
}

fn text(title: &str, body: &str) -> String {
    format!(
        "---\ntitle: '{title}'\ndate: 2026-11-10\nsummary: Un résumé.\ntags: [essai]\n---\n{body}\n"
    )
}

/// Every file of the site, or its faults.
type Outcome = Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>>;

fn make(inputs: &Inputs, memory: &(dyn Memory + Sync)) -> (Vec<Documents>, Outcome) {
    let (documents, mut faults) = parse::parse(inputs, memory);
    let (website, found) = site::link(&documents, inputs);
    faults.extend(found);
    let renderer = website.and_then(|website| {
        let (renderer, found) = Renderer::new(website, inputs);
        faults.extend(found);
        renderer
    });
    let Some(renderer) = renderer.filter(|_| faults.is_empty()) else {
        return (documents, Err(faults));
    };
    let rendered = renderer
        .addresses()
        .into_iter()
        .filter_map(|address| renderer.render(&address));
    let files: Result<BTreeMap<_, _>, _> = rendered
        .map(|file| file.map(|file| (file.path, file.bytes)))
        .collect();
    (documents, files)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_remembering_site_is_a_fresh_one(edits in edits()) {
        let mut sources = Sources::new();
        let (mut remembered, first) = make(&sources.inputs(), &NoMemory);
        prop_assert!(first.is_ok(), "{:?}", first.err());
        for edit in &edits {
            sources.apply(edit);
            let inputs = sources.inputs();
            let (documents, lazy) = make(&inputs, &Remembered(&remembered));
            let (_, fresh) = make(&inputs, &NoMemory);
            prop_assert_eq!(lazy.as_ref().map(BTreeMap::keys).map(Vec::from_iter), fresh.as_ref().map(BTreeMap::keys).map(Vec::from_iter));
            prop_assert!(lazy == fresh, "after {:?}", edit);
            // Files of the same bytes, read under the same conventions, are the very documents of before. The configuration is
            // always read: it tells the conventions.
            for now in &documents {
                let Some(before) = remembered.iter().find(|before| before.tree == now.tree && before.conventions == now.conventions) else {
                    continue;
                };
                for parsed in now.files.iter().filter(|parsed| parsed.file.path.name() != "site.yaml") {
                    let known = before.files.iter().find(|other| other.file.path == parsed.file.path && other.file.hash == parsed.file.hash);
                    if let Some(known) = known {
                        prop_assert!(Arc::ptr_eq(known, parsed), "{} was parsed again", parsed.file.path);
                    }
                }
            }
            remembered = documents;
        }
    }
}
