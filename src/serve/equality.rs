//! Laziness is proven, not assumed: after any sequence of edits, a snapshot made after the one before is, byte for byte, the one made
//! afresh, and what was made of the same things was not made again: documents, the outline of a site, its links, its theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use proptest::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::inputs::{Inputs, SourceFile, THEME_FOLDER, ThemeFiles, Today};
use crate::parse::NoMemory;
use crate::pipeline::Snapshot;
use crate::render::Renderer;
use crate::site::Site;

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
    /// An article of another day: lists change their order.
    Date(usize, i8),
    /// An article has a heading of this name, or links to that of another.
    Anchor(usize, bool),
    AnchorLink(usize, usize),
    /// A page that introduces the list of articles, or none.
    Introduction(Option<String>),
    /// A page in a folder, which is moved as a whole.
    Folder(bool),
    Model(u8),
    Template(bool),
    StyleSheet(bool),
    /// A word of the interface.
    Word(bool),
    Picture(u8),
    /// A photograph of this colour, shown by an article or not.
    Photograph(u8, bool),
    Day(i8),
}

fn article_at() -> std::ops::Range<usize> {
    0..5
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let article = article_at();
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
        (article_at(), 1..28_i8).prop_map(|(at, day)| Edit::Date(at, day)),
        (article_at(), any::<bool>()).prop_map(|(at, there)| Edit::Anchor(at, there)),
        (article_at(), article_at()).prop_map(|(from, to)| Edit::AnchorLink(from, to)),
        prop::option::of(words).prop_map(Edit::Introduction),
        any::<bool>().prop_map(Edit::Folder),
        (0..3_u8).prop_map(Edit::Model),
        any::<bool>().prop_map(Edit::Template),
        any::<bool>().prop_map(Edit::StyleSheet),
        any::<bool>().prop_map(Edit::Word),
        any::<u8>().prop_map(Edit::Picture),
        any::<(u8, bool)>().prop_map(|(colour, shown)| Edit::Photograph(colour, shown)),
        (1..28_i8).prop_map(Edit::Day),
    ];
    prop::collection::vec(edit, 1..7)
}

/// The sources of a small site.
struct Sources {
    files: BTreeMap<String, Vec<u8>>,
    /// The site's own files of the theme, by their paths there.
    theme: BTreeMap<&'static str, &'static str>,
    day: i8,
}

const MODEL: &str = include_str!("../../content/model.yaml");

impl Sources {
    fn new() -> Self {
        let mut sources = Self {
            files: BTreeMap::new(),
            theme: BTreeMap::new(),
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
            Edit::OtherLanguage(Some(translated)) => self.translate(*translated),
            Edit::Date(at, day) => {
                let dated = text("Un titre", "Un corps.");
                let dated = dated.replace("2026-11-10", &format!("2026-10-{day:02}"));
                self.put(&article(*at), dated);
            }
            Edit::Anchor(at, there) => {
                let body = if *there {
                    "## Une suite\n\nDes mots."
                } else {
                    "Des mots."
                };
                self.put(&article(*at), text("Un titre", body));
            }
            Edit::AnchorLink(from, to) => {
                let body = format!("Voir [la suite](article-{to}.md#une-suite).");
                self.put(&article(*from), text("Un lien", &body));
            }
            Edit::Introduction(None) => {
                self.files.remove("content/articles/index.md");
            }
            Edit::Introduction(Some(body)) => {
                let text = format!("---\ntitle: Les articles\n---\n{body}, [[ecoute]].\n");
                self.put("content/articles/index.md", text);
            }
            Edit::Folder(moved) => self.move_folder(*moved),
            Edit::Model(0) => {
                self.files.remove("content/model.yaml");
            }
            Edit::Model(number) => {
                let renamed = MODEL.replacen("name: '", &format!("name: 'Le {number} "), 1);
                self.put("content/model.yaml", renamed);
            }
            Edit::Template(own) => {
                self.theme("templates/404.html", *own, "<p>{{ page.title }}</p>");
            }
            Edit::StyleSheet(own) => self.theme("css/print.css", *own, "p { color: red; }"),
            Edit::Word(own) => self.theme("i18n/fr.yaml", *own, "back_home: 'Retour'"),
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

    fn translate(&mut self, translated: bool) {
        self.put(
            "content/en/site.yaml",
            "title: Trial\ndescription: A site.\n",
        );
        let page = text("A title", "Some words, « quoted ».");
        let key = if translated {
            "translates: articles/article-0.md\n"
        } else {
            ""
        };
        let page = page.replacen("---\n", &format!("---\n{key}"), 1);
        self.put("content/en/articles/article-one.md", page);
    }

    fn move_folder(&mut self, moved: bool) {
        let [from, to] = if moved {
            ["content/guide/", "content/aide/"]
        } else {
            ["content/aide/", "content/guide/"]
        };
        self.files.retain(|path, _| !path.starts_with(from));
        for name in ["index", "debut"] {
            self.put(
                &format!("{to}{name}.md"),
                format!("---\ntitle: Une page {name}\n---\nVoir [[article-0]].\n"),
            );
        }
    }

    fn theme(&mut self, name: &'static str, own: bool, text: &'static str) {
        if own {
            self.theme.insert(name, text);
        } else {
            self.theme.remove(name);
        }
    }

    fn inputs(&self) -> Inputs {
        let own = self
            .theme
            .iter()
            .map(|(name, text)| SourceFile::new(format!("{THEME_FOLDER}/{name}"), text.as_bytes()));
        let content = self
            .files
            .iter()
            .map(|(path, bytes)| SourceFile::new(path.as_str(), bytes.as_slice()));
        Inputs {
            theme: ThemeFiles::new(own.collect()),
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

fn outcome(snapshot: &Snapshot) -> Outcome {
    let faults = &snapshot.diagnostics;
    let renderer = snapshot.renderer.as_ref().filter(|_| faults.is_empty());
    let Some(renderer) = renderer else {
        return Err(faults.clone());
    };
    let rendered = renderer
        .addresses()
        .into_iter()
        .filter_map(|address| renderer.render(&address));
    rendered
        .map(|file| file.map(|file| (file.path, file.bytes)))
        .collect()
}

/// What was taken from the snapshot before, over a whole run.
#[derive(Debug, Default, PartialEq)]
struct Kept {
    documents: usize,
    outlines: usize,
    links: usize,
    templates: usize,
    assets: usize,
}

impl Kept {
    /// Counts what `after` has of `before`, and sees that it is all that it can have.
    fn count(&mut self, before: &Snapshot, after: &Snapshot) -> Result<(), TestCaseError> {
        // Files of the same bytes, read under the same conventions, are the very documents of before.
        for now in &after.documents {
            let known = before.documents.iter().find(|before| {
                before.tree == now.tree
                    && before.conventions == now.conventions
                    && before.main.as_ref().map(Arc::as_ptr) == now.main.as_ref().map(Arc::as_ptr)
            });
            for parsed in &now.files {
                let known = known.into_iter().flat_map(|known| &known.files);
                let mut known = known.filter(|other| {
                    other.file.path == parsed.file.path && other.file.has_bytes_of(&parsed.file)
                });
                if let Some(known) = known.next() {
                    prop_assert!(Arc::ptr_eq(known, parsed), "{} again", parsed.file.path);
                    self.documents += 1;
                }
            }
        }
        let (Some(old), Some(new)) = (&before.renderer, &after.renderer) else {
            return Ok(());
        };
        let same_days = before.inputs.today == after.inputs.today;
        for site in new.sites() {
            let tree = site.config.file.tree();
            let Some(former) = old.sites().find(|site| site.config.file.tree() == tree) else {
                continue;
            };
            if same_days && differ_in_words_alone(before, after, tree) {
                prop_assert!(shares_outline(former, site), "the outline again");
                self.outlines += 1;
            }
            self.links += site.links.kept_of(&former.links);
        }
        let kept = new.kept_of(old);
        let theme = (&before.inputs.theme, &after.inputs.theme);
        if theme.0.is_same_but_in(theme.1, &["templates/", "i18n/"]) {
            prop_assert!(kept.assets, "the assets again");
            self.assets += 1;
        }
        let language = |renderer: &Renderer| renderer.sites().next().map(|it| it.config.language);
        if theme.0.is_same_but_in(theme.1, &["css/"]) && language(old) == language(new) {
            prop_assert!(kept.templates, "the templates again");
            self.templates += 1;
        }
        Ok(())
    }
}

fn shares_outline(one: &Site, other: &Site) -> bool {
    Arc::ptr_eq(&one.routes, &other.routes) && Arc::ptr_eq(&one.taxonomies, &other.taxonomies)
}

/// Whether what differs between the files of a tree is below front matters, and no picture.
fn differ_in_words_alone(before: &Snapshot, after: &Snapshot, tree: &str) -> bool {
    let files = |snapshot: &Snapshot| -> BTreeMap<String, String> {
        let own = snapshot.inputs.content.iter();
        own.filter(|file| file.path.tree() == tree || file.path.name() == "site.yaml")
            .map(|file| {
                let text = String::from_utf8_lossy(&file.bytes.read()).into_owned();
                let what = match text.match_indices("---\n").nth(1) {
                    Some((end, _)) if !text.contains("](photo") => text[..end].to_owned(),
                    _ => text,
                };
                (file.path.to_string(), what)
            })
            .collect()
    };
    files(before) == files(after)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_remembering_site_is_a_fresh_one(edits in edits()) {
        let mut sources = Sources::new();
        let mut kept = Kept::default();
        let mut before = Snapshot::of(sources.inputs(), Vec::new(), &NoMemory);
        prop_assert!(outcome(&before).is_ok(), "{:?}", outcome(&before).err());
        for edit in &edits {
            sources.apply(edit);
            let after = before.after(sources.inputs(), Vec::new());
            let fresh = Snapshot::of(sources.inputs(), Vec::new(), &NoMemory);
            let (lazy, fresh) = (outcome(&after), outcome(&fresh));
            prop_assert_eq!(lazy.as_ref().map(BTreeMap::keys).map(Vec::from_iter), fresh.as_ref().map(BTreeMap::keys).map(Vec::from_iter));
            prop_assert!(lazy == fresh, "after {:?}", edit);
            kept.count(&before, &after)?;
            before = after;
        }
    }
}

#[test]
fn an_edit_of_a_title_keeps_addresses_taxonomies_and_the_links_of_others() {
    let mut sources = Sources::new();
    sources.apply(&Edit::Link(1, 2));
    let before = Snapshot::of(sources.inputs(), Vec::new(), &NoMemory);
    sources.apply(&Edit::Title(0, "un autre".to_owned()));
    let after = before.after(sources.inputs(), Vec::new());
    let site = |snapshot: &Snapshot| -> [*const (); 2] {
        let renderer = snapshot.renderer.as_ref().expect("a site");
        let site = renderer.sites().next().expect("a site");
        [
            Arc::as_ptr(&site.routes).cast(),
            Arc::as_ptr(&site.taxonomies).cast(),
        ]
    };
    assert_eq!(site(&before), site(&after));
    let mut kept = Kept::default();
    kept.count(&before, &after).expect("nothing is made twice");
    // Of three articles and a term, all but the one with a new title, and the one that looks up names.
    assert_eq!(kept.links, 2);
}

#[test]
fn an_edit_of_words_keeps_all_that_does_not_hang_on_them() {
    let mut sources = Sources::new();
    let before = Snapshot::of(sources.inputs(), Vec::new(), &NoMemory);
    sources.apply(&Edit::Body(0, "d’autres mots".to_owned()));
    // Its title is another too.
    let titled = before.after(sources.inputs(), Vec::new());
    sources.apply(&Edit::Body(0, "encore d’autres mots".to_owned()));
    let after = titled.after(sources.inputs(), Vec::new());
    let mut kept = Kept::default();
    kept.count(&before, &titled).expect("nothing is made twice");
    let all = sources.files.len();
    let expected = Kept {
        documents: all - 1,
        outlines: 0,
        links: 3,
        templates: 1,
        assets: 1,
    };
    assert_eq!(kept, expected);
    let mut kept = Kept::default();
    kept.count(&titled, &after).expect("nothing is made twice");
    let expected = Kept {
        outlines: 1,
        ..expected
    };
    assert_eq!(kept, expected);
}
