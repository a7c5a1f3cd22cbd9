//! Parse: one source file → one typed document and its faults.
//!
//! Pure and per file: a file's document depends on its path, its bytes and the [`Conventions`] of the site, never on another file. So
//! files are parsed in parallel, and `serve` keeps the documents of files that did not change. Parsing never fails as a whole.

mod admin;
mod article;
mod author;
mod book;
mod collection;
mod comments;
mod drawing;
mod edition;
mod event;
mod front_matter;
mod identity;
mod markdown;
mod member;
mod model;
mod page;
mod picture;
mod site_config;
mod term;
pub mod yaml;

use std::sync::Arc;

use parvis_search::Analysers;

use rayon::prelude::*;

use crate::aside::Text;
use crate::diagnostics::{Diagnostic, Problem, SourcePath, Span};
use crate::document::{Document, SiteConfig};
use crate::inputs::{Inputs, SourceFile};
use crate::language::Language;

pub use admin::package as admin_package;
pub use collection::{collection, contribution, contribution_interview};
pub use markdown::is_component;
pub use picture::is_turned;
pub use yaml::{Interview, Shape, is_web_address};

/// What of `site.yaml` changes how other files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Conventions {
    /// Language of the site.
    pub language: Language,
    /// Apply its typography.
    pub typography: bool,
    /// Colour code.
    pub highlighting: bool,
    /// Note what articles are about, to find those on the same subject.
    pub related: bool,
    /// Let raw HTML pass.
    pub raw_html: bool,
}

impl Default for Conventions {
    fn default() -> Self {
        Self {
            language: Language::French,
            typography: true,
            highlighting: true,
            related: true,
            raw_html: false,
        }
    }
}

/// Files that a thread parses before it looks what is left: few, so that at the end none waits for another.
const AT_ONCE: usize = 16;

/// A parsed file.
#[derive(Debug)]
pub struct Parsed {
    /// The file.
    pub file: SourceFile,
    /// The document; `None` where faults left nothing to show.
    pub document: Option<Document>,
    /// Its faults.
    pub diagnostics: Vec<Diagnostic>,
}

/// Remembers what was parsed before, so that a file that did not change is not parsed again.
pub trait Memory {
    /// What is remembered of a tree.
    fn recall(&self, tree: &str) -> Option<&Documents>;
}

/// Remembers nothing: each file is parsed.
#[derive(Debug)]
pub struct NoMemory;

impl Memory for NoMemory {
    fn recall(&self, _: &str) -> Option<&Documents> {
        None
    }
}

/// Remembers the documents of a snapshot. One is recalled if its path, its tree, its bytes and the conventions it was read under are the
/// same; a `site.yaml`, if what it leaves open is.
#[derive(Debug)]
pub struct Remembered<'a>(pub &'a [Documents]);

impl Memory for Remembered<'_> {
    fn recall(&self, tree: &str) -> Option<&Documents> {
        self.0.iter().find(|documents| documents.tree == tree)
    }
}

/// The documents of a site in one language.
#[derive(Debug)]
pub struct Documents {
    /// The folder of `content/` that they lie in: empty for the main site, `en` for `content/en/`.
    pub tree: String,
    /// `site.yaml`; `None` where it is missing or faulty, which is reported.
    pub config: Option<Arc<SiteConfig>>,
    /// That of the main site, where this is another: it says what the own one leaves open.
    pub main: Option<Arc<SiteConfig>>,
    /// How the files were read.
    pub conventions: Conventions,
    /// Every file of the tree, in the order of the paths.
    pub files: Vec<Arc<Parsed>>,
}

/// Parses every file of `inputs`, a value a language: the main site first, then the others in the order of their folders.
pub fn parse(inputs: &Inputs, memory: &(dyn Memory + Sync)) -> (Vec<Documents>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut trees = vec![""];
    for file in &inputs.content {
        if !trees.contains(&file.path.tree()) {
            trees.push(file.path.tree());
        }
    }
    trees.sort_unstable();
    let mut main = None;
    let mut sites = Vec::with_capacity(trees.len());
    for tree in trees {
        let documents = parse_tree(inputs, tree, main.clone(), memory);
        if tree.is_empty() {
            if documents.config.is_none()
                && !inputs.content.is_empty()
                && !documents
                    .files
                    .iter()
                    .any(|parsed| is_site_file(&parsed.file))
            {
                diagnostics.push(Diagnostic::of_site(Problem::NoSiteFile));
            }
            main.clone_from(&documents.config);
        }
        diagnostics.extend(
            documents
                .files
                .iter()
                .flat_map(|parsed| parsed.diagnostics.iter().cloned()),
        );
        sites.push(documents);
    }
    (sites, diagnostics)
}

fn is_site_file(file: &SourceFile) -> bool {
    file.path.in_content() == Some("site.yaml")
}

/// Parses the files of one tree. What its `site.yaml` leaves open is as in `main`.
fn parse_tree(
    inputs: &Inputs,
    tree: &str,
    main: Option<Arc<SiteConfig>>,
    memory: &(dyn Memory + Sync),
) -> Documents {
    let default = Conventions::default();
    let own: Vec<&SourceFile> = inputs
        .content
        .iter()
        .filter(|file| file.path.tree() == tree)
        .collect();
    let remembered = memory.recall(tree);
    let site_place = own.iter().position(|file| is_site_file(file));
    let site = site_place.map(|place| {
        let known = remembered.filter(|known| same(known.main.as_ref(), main.as_ref()));
        let known = known.and_then(|known| known.site(own[place]));
        known.unwrap_or_else(|| Arc::new(parse_file_beside(own[place], default, main.as_deref())))
    });
    let config = site.as_ref().and_then(|parsed| match &parsed.document {
        Some(Document::SiteConfig(config)) => Some(Arc::clone(config)),
        _ => None,
    });
    let conventions = config.as_ref().map_or(default, |config| Conventions {
        language: config.language,
        typography: config.features.typography,
        highlighting: config.features.highlighting,
        related: config.features.related,
        raw_html: config.features.raw_html,
    });
    let remembered = remembered.filter(|known| known.conventions == conventions);
    let mut files = recalled(&own, remembered.map_or(&[], |known| &known.files));
    if let (Some(site), Some(place)) = (site, site_place) {
        files[place] = Some(site);
    }
    let analysers = Analysers::new(conventions.language.of_search());
    let files = files
        .into_par_iter()
        .zip(&own)
        .with_max_len(AT_ONCE)
        .map(|(known, file)| {
            known.unwrap_or_else(|| Arc::new(parse_source(file, conventions, None, &analysers)))
        })
        .collect();
    Documents {
        tree: tree.to_owned(),
        config,
        main,
        conventions,
        files,
    }
}

/// Whether two configurations are one value.
fn same(one: Option<&Arc<SiteConfig>>, other: Option<&Arc<SiteConfig>>) -> bool {
    one.map(Arc::as_ptr) == other.map(Arc::as_ptr)
}

impl Documents {
    /// What was made of the `site.yaml` that is `file`.
    fn site(&self, file: &SourceFile) -> Option<Arc<Parsed>> {
        let mut files = self.files.iter();
        let known = files.find(|parsed| parsed.file.path == file.path)?;
        known.file.has_bytes_of(file).then(|| Arc::clone(known))
    }
}

/// For each of `files`, what is `known` of that very file; both are in the order of the paths.
fn recalled(files: &[&SourceFile], known: &[Arc<Parsed>]) -> Vec<Option<Arc<Parsed>>> {
    let mut known = known.iter().peekable();
    let recall = |file: &&SourceFile| {
        while known
            .next_if(|parsed| parsed.file.path < file.path)
            .is_some()
        {}
        let parsed = known.next_if(|parsed| parsed.file.path == file.path)?;
        parsed.file.has_bytes_of(file).then(|| Arc::clone(parsed))
    };
    files.iter().map(recall).collect()
}

/// Parses one file: its folder and extension tell what it is.
pub fn parse_file(file: &SourceFile, conventions: Conventions) -> Parsed {
    parse_file_beside(file, conventions, None)
}

/// Parses one file of a site whose main language has the configuration `main`.
fn parse_file_beside(
    file: &SourceFile,
    conventions: Conventions,
    main: Option<&SiteConfig>,
) -> Parsed {
    let analysers = Analysers::new(conventions.language.of_search());
    parse_source(file, conventions, main, &analysers)
}

/// Whether two documents differ in nothing but the text below their front matter, if they do at all. They were read under the same
/// conventions.
pub fn same_but_for_text(one: &Parsed, other: &Parsed) -> bool {
    let front = |parsed: &Parsed| {
        let text = parsed.file.bytes.text().ok()?;
        let text = text.as_str();
        Some(text[..front_matter::end(text)?].to_owned())
    };
    let are_written = |parsed: &Parsed| {
        let document = parsed.document.as_ref();
        document.is_some_and(|document| document.written().is_some())
    };
    one.file.path == other.file.path
        && are_written(one)
        && are_written(other)
        && front(one).is_some_and(|front_of_one| front(other) == Some(front_of_one))
}

/// What the file at `path` may hold: the keys that its parser asks for, of the map that the file or its front matter is, or of each map
/// where it is a list of them.
pub fn interview(path: SourcePath) -> Interview {
    let interview = Interview::default();
    let text: &[u8] = match path.extension() {
        "md" => b"---\n---\n",
        _ if path.as_str().ends_with(".comments.yaml") => b"[{}]",
        _ => b"{}",
    };
    let mut faults = yaml::Faults::interviewing(&path, &interview);
    let file = SourceFile::new(path, text);
    // There is nothing in the file, and nothing of interest in the document or its faults.
    let conventions = Conventions::default();
    let analysers = Analysers::new(conventions.language.of_search());
    let _ = document_of(&file, conventions, None, &analysers, &mut faults);
    interview
}

/// The YAML of a file of the content, or of its front matter, with places that count from the start of the file.
pub fn tree(file: &SourceFile) -> Option<yaml::Node> {
    let mut faults = yaml::Faults::new(&file.path);
    let text = text_of(file, &mut faults)?;
    match file.path.extension() {
        "md" => front_matter::tree(text.as_str(), &mut faults),
        "yaml" => yaml::read(text.as_str(), &mut faults),
        _ => None,
    }
}

fn parse_source(
    file: &SourceFile,
    conventions: Conventions,
    main: Option<&SiteConfig>,
    analysers: &Analysers,
) -> Parsed {
    let mut faults = yaml::Faults::new(&file.path);
    let document = document_of(file, conventions, main, analysers, &mut faults);
    Parsed {
        file: file.clone(),
        document,
        diagnostics: faults.into_diagnostics(),
    }
}

fn document_of(
    file: &SourceFile,
    conventions: Conventions,
    main: Option<&SiteConfig>,
    analysers: &Analysers,
    faults: &mut yaml::Faults,
) -> Option<Document> {
    match kind_of(file) {
        FileKind::Asset => Some(Document::Asset),
        FileKind::Picture => Some(Document::Picture(picture::parse(&file.bytes.read()))),
        kind => text_of(file, faults).and_then(|text| {
            let source = Source {
                file,
                text: text.as_str(),
                conventions,
                analysers,
            };
            match kind {
                FileKind::SiteConfig => site_config::parse(source, main, faults)
                    .map(|it| Document::SiteConfig(Arc::new(it))),
                FileKind::Model => {
                    model::parse(source, faults).map(|it| Document::Model(Arc::new(it)))
                }
                FileKind::FormerModel => {
                    model::parse(source, faults).map(|it| Document::FormerModel(Arc::new(it)))
                }
                FileKind::Article => {
                    article::parse(source, faults).map(|it| Document::Article(Arc::new(it)))
                }
                FileKind::Comments => {
                    comments::parse(source, faults).map(|it| Document::Comments(Arc::new(it)))
                }
                FileKind::Term => {
                    term::parse(source, faults).map(|it| Document::Term(Arc::new(it)))
                }
                FileKind::Author => {
                    author::parse(source, faults).map(|it| Document::Author(Arc::new(it)))
                }
                FileKind::Event => {
                    event::parse(source, faults).map(|it| Document::Event(Arc::new(it)))
                }
                FileKind::Book => {
                    book::parse(source, faults).map(|it| Document::Book(Arc::new(it)))
                }
                FileKind::Member => {
                    member::parse(source, faults).map(|it| Document::Member(Arc::new(it)))
                }
                FileKind::Edition => {
                    edition::parse(source, faults).map(|it| Document::Edition(Arc::new(it)))
                }
                FileKind::Page => {
                    page::parse(source, faults).map(|it| Document::Page(Arc::new(it)))
                }
                FileKind::Drawing => {
                    drawing::parse(source.text, faults).map(|it| Document::Drawing(Arc::new(it)))
                }
                FileKind::Picture | FileKind::Asset => None,
            }
        }),
    }
}

/// A text file on its way to becoming a document.
#[derive(Clone, Copy)]
struct Source<'a> {
    file: &'a SourceFile,
    text: &'a str,
    conventions: Conventions,
    /// Find what weighs most in a text.
    analysers: &'a Analysers,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    SiteConfig,
    Model,
    FormerModel,
    Article,
    Comments,
    Term,
    Author,
    Event,
    Book,
    Member,
    Edition,
    Page,
    Drawing,
    Picture,
    Asset,
}

fn kind_of(file: &SourceFile) -> FileKind {
    let path = file.path.in_content().unwrap_or_default();
    let (folder, rest) = path.split_once('/').unwrap_or(("", path));
    match (folder, file.path.extension()) {
        ("", _) if path == "site.yaml" => FileKind::SiteConfig,
        ("", _) if path == "model.yaml" => FileKind::Model,
        ("models", "yaml") => FileKind::FormerModel,
        ("articles", "yaml") if rest.ends_with(".comments.yaml") => FileKind::Comments,
        ("benchmark", "yaml") => FileKind::Edition,
        // The introduction of a generated list.
        (_, "md") if rest == "index.md" || folder.is_empty() => FileKind::Page,
        ("articles", "md") => FileKind::Article,
        ("glossary", "md") => FileKind::Term,
        ("authors", "md") => FileKind::Author,
        ("events", "md") => FileKind::Event,
        ("books", "md") => FileKind::Book,
        ("members", "md") => FileKind::Member,
        (_, "md") => FileKind::Page,
        (_, extension) if extension.eq_ignore_ascii_case("svg") => FileKind::Drawing,
        (_, extension) if picture::is_picture(extension) => FileKind::Picture,
        _ => FileKind::Asset,
    }
}

fn text_of<'a>(file: &'a SourceFile, faults: &mut yaml::Faults) -> Option<Text<'a>> {
    match file.bytes.text() {
        Err(error) => {
            // The reporter shows the text with the faulty bytes replaced, so the place is told, not underlined at length.
            let place = error.valid_up_to();
            faults.at(Span::new(place..place), Problem::NotUtf8);
            None
        }
        Ok(text) => match text.as_str().find('\0') {
            Some(place) => {
                faults.at(Span::new(place..place + 1), Problem::NulByte);
                None
            }
            None => Some(text),
        },
    }
}
