//! What must hold for any input at all: the doors of the fuzz targets (`fuzz/`), and what the tests run over the same corpus.
//!
//! Each function takes bytes, reads them as Parvis would, and panics where an [invariant](invariants) is broken. That nothing else panics,
//! hangs or takes all the memory is what the fuzzer sees by itself. Nothing here touches the disk, and no published build holds any of it.

#[path = "../../tests/pipeline/html.rs"]
#[allow(
    dead_code,
    missing_docs,
    reason = "the tests of whole sites look at more"
)]
mod html;
mod invariants;
#[cfg(test)]
mod tests;
mod tree;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Component, Path};

use crate::correct::{Corrected, correct};
use crate::diagnostics::{Diagnostic, SourcePath};
use crate::document::{Document, Markdown, Piece};
use crate::import::{Receiver, Report, Site as ImportedSite, categories, wordpress};
use crate::inputs::{Folder, Inputs, SourceFile};
use crate::language::Language;
use crate::language::typography;
use crate::parse::{self, Conventions, Documents, NoMemory, Parsed, parse_file};
use crate::pipeline::Snapshot;
use crate::render::article_markdown;
use crate::site::{self, Site};
use crate::view::{Strings, article_html};
use invariants::{assert_harmless, assert_letters_stay, assert_runs_nothing, assert_told};
use tree::{files_of, inputs_of, over_the_smallest_site};

/// What stands before a body that is nothing but Markdown.
const HEAD: &str = "---\ntitle: 'Essai'\ndate: 2026-11-20\nsummary: 'Une phrase.'\n---\n";

/// A document of each kind that has a front matter.
const WITH_FRONT_MATTER: [&str; 8] = [
    "content/articles/a.md",
    "content/events/a.md",
    "content/glossary/a.md",
    "content/authors/a.md",
    "content/books/a.md",
    "content/members/a.md",
    "content/guide/a.md",
    "content/index.md",
];

/// A file of each kind that is YAML from end to end.
const DATA: [&str; 5] = [
    "content/model.yaml",
    "content/models/0.9.yaml",
    "content/benchmark/2026.yaml",
    "content/articles/a.comments.yaml",
    "content/site.yaml",
];

/// A Markdown file, read as a document of each kind. As an article of a site it is also corrected, as `check --fix` would.
pub fn front_matter(bytes: &[u8]) {
    for path in WITH_FRONT_MATTER {
        assert_read_soundly(path, bytes);
    }
    assert_corrections_end("content/articles/a.md", bytes);
}

/// A YAML file, read as the model, a former model, an edition, comments and the configuration; each in a site, whose documents are linked.
pub fn model(bytes: &[u8]) {
    for path in DATA {
        assert_read_soundly(path, bytes);
        let inputs = inputs_of(over_the_smallest_site([(path.to_owned(), bytes.to_vec())]));
        let (_, _, diagnostics) = link(&inputs);
        assert_told(&diagnostics, &inputs);
    }
    assert_corrections_end("content/model.yaml", bytes);
}

/// The body of an article, and a visitor's comment on it, through typography, links and sanitising to HTML and to the copy for programs.
pub fn markdown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for language in [Language::French, Language::English] {
        let once = typography::typeset(language, &text);
        assert_letters_stay(&text, &once);
        assert_eq!(typography::typeset(language, &once), once, "typeset twice");
    }
    let path = "content/articles/a.md";
    let article = format!("{HEAD}{text}");
    // A string of JSON is one of YAML.
    let comment = format!(
        "- {{id: un, author: 'Camille', date: 2026-11-21, text: {}}}\n",
        serde_json::Value::from(&*text)
    );
    let inputs = inputs_of(over_the_smallest_site([
        (path.to_owned(), article.into_bytes()),
        (
            "content/articles/a.comments.yaml".to_owned(),
            comment.into_bytes(),
        ),
    ]));
    let (documents, site, diagnostics) = link(&inputs);
    assert_told(&diagnostics, &inputs);
    let site = site.expect("a site");
    for (position, _) in site.articles.iter().enumerate() {
        let html = html_of(&site, position);
        assert_harmless(&html);
        let copy = article_markdown(&site, position);
        let (_, again, _) = link(&inputs);
        let again = again.expect("the same site");
        assert_eq!(html_of(&again, position), html, "another time");
        assert_eq!(article_markdown(&again, position), copy, "another time");
    }
    let parsed = &documents[0].files;
    for body in parsed.iter().filter_map(comment_of) {
        assert_harmless(&body);
    }
    let as_written = Conventions {
        typography: false,
        ..Conventions::default()
    };
    let file = parsed.iter().find(|it| it.file.path.as_str() == path);
    let set = file.and_then(|parsed| article_text(parsed));
    let plain = file.and_then(|parsed| article_text(&parse_file(&parsed.file, as_written)));
    if let (Some(set), Some(plain)) = (set, plain) {
        assert_letters_stay(&plain, &set);
    }
}

/// An export of WordPress, imported into a site that does not exist yet, whose files are then read as those of a site.
pub fn wordpress(bytes: &[u8]) {
    let Some(files) = imported(bytes) else {
        return;
    };
    assert_eq!(imported(bytes).as_ref(), Some(&files), "another time");
    for path in files.keys() {
        let mut parts = Path::new(path).components();
        assert!(
            parts.all(|part| matches!(part, Component::Normal(_))),
            "{path} may lie elsewhere"
        );
    }
    let inputs = inputs_of(
        files
            .into_iter()
            .map(|(path, bytes)| (format!("content/{path}"), bytes))
            .collect(),
    );
    let (documents, site, diagnostics) = link(&inputs);
    assert_told(&diagnostics, &inputs);
    let unread = documents
        .iter()
        .flat_map(|documents| &documents.files)
        .flat_map(|parsed| &parsed.diagnostics)
        .find(|fault| fault.is_error());
    assert_eq!(unread, None, "an import that is no sound content");
    let site = site.expect("a site");
    for position in 0..site.articles.iter().count() {
        assert_harmless(&html_of(&site, position));
    }
}

/// A whole site: a text in which each file begins with a line `=== path`, laid over the smallest site; every page is rendered.
pub fn site(bytes: &[u8]) {
    let inputs = inputs_of(over_the_smallest_site(files_of(bytes)));
    let snapshot = Snapshot::of(inputs, Vec::new(), &NoMemory);
    assert_told(&snapshot.diagnostics, &snapshot.inputs);
    let Some(renderer) = &snapshot.renderer else {
        return;
    };
    let conventions = snapshot.documents.iter().map(|it| it.conventions);
    let raw_html = conventions.into_iter().any(|it| it.raw_html);
    for address in renderer.addresses() {
        if address.starts_with("/assets/") || renderer.is_named_by_recipe(&address) {
            continue;
        }
        let file = renderer.render(&address).expect("an address of the site");
        let file = file.unwrap_or_else(|faults| panic!("{address}: {faults:?}"));
        if !raw_html && file.path.ends_with(".html") {
            assert_runs_nothing(&String::from_utf8_lossy(&file.bytes));
        }
        let again = renderer.render(&address).expect("the same address");
        assert!(
            again.is_ok_and(|again| again.bytes == file.bytes),
            "{address} differs another time"
        );
    }
}

/// Reads a file by itself and asks for all that is told of it.
fn assert_read_soundly(path: &str, bytes: &[u8]) {
    let file = SourceFile::new(path, bytes);
    let parsed = parse_file(&file, Conventions::default());
    assert_told(&parsed.diagnostics, &OneFile(&file));
    // What corrections and the import of another generator's files look at.
    let _ = parse::tree(&file);
}

/// A file as the source of its own diagnostics.
struct OneFile<'a>(&'a SourceFile);

impl crate::diagnostics::Sources for OneFile<'_> {
    fn source(&self, path: &SourcePath) -> Option<Cow<'_, [u8]>> {
        (self.0.path == *path).then(|| self.0.bytes.read())
    }
}

/// Corrects a site with this file: no correction adds an error to a site without, and a second run finds nothing left.
fn assert_corrections_end(path: &str, bytes: &[u8]) {
    let inputs = inputs_of(over_the_smallest_site([(path.to_owned(), bytes.to_vec())]));
    let corrected = correct(&inputs);
    if corrected.files.is_empty() {
        return;
    }
    let mut mended = inputs.clone();
    for file in corrected.files {
        let mut content = mended.content.iter_mut();
        let known = content.find(|it| it.path == file.before.path);
        *known.expect("a file of the site") = file.after;
    }
    let errors = |inputs: &Inputs| link(inputs).2.iter().any(Diagnostic::is_error);
    assert!(errors(&inputs) || !errors(&mended), "a correction broke it");
    let Corrected { corrections, .. } = correct(&mended);
    assert_eq!(corrections, [], "there was more to correct");
}

/// The documents of `inputs`, the site in its main language, and all that is wrong with them.
fn link(inputs: &Inputs) -> (Vec<Documents>, Option<Site>, Vec<Diagnostic>) {
    let (documents, mut diagnostics) = parse::parse(inputs, &NoMemory);
    let (website, faults) = site::link(&documents, inputs, &[]);
    diagnostics.extend(faults);
    let site = website.and_then(|website| website.sites.into_iter().next());
    (documents, site, diagnostics)
}

fn html_of(site: &Site, position: usize) -> String {
    // Words of the interface stand for themselves.
    article_html(site, &Strings::default(), position)
}

fn article_text(parsed: &Parsed) -> Option<String> {
    match &parsed.document {
        Some(Document::Article(article)) => Some(article.body.content.text().as_str().to_owned()),
        _ => None,
    }
}

fn comment_of(parsed: &std::sync::Arc<Parsed>) -> Option<String> {
    match &parsed.document {
        Some(Document::Comments(comments)) => Some(
            comments
                .comments
                .iter()
                .map(|it| pieces(&it.body))
                .collect(),
        ),
        _ => None,
    }
}

/// The HTML that holds no address of the site.
fn pieces(body: &Markdown) -> String {
    let html = body.content.html();
    let texts = html.pieces().map(|piece| match piece {
        Piece::Html(text) | Piece::Code(text) | Piece::Prose(text) => text,
        _ => "",
    });
    texts.collect()
}

#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Receiver for Files {
    fn put(&mut self, path: &str, bytes: &[u8]) {
        let former = self.0.insert(path.to_owned(), bytes.to_vec());
        assert!(former.is_none(), "{path} is written twice");
    }
}

/// The files that an import writes below `content/`; `None` where the bytes are no export.
fn imported(bytes: &[u8]) -> Option<BTreeMap<String, Vec<u8>>> {
    let mut report = Report::default();
    let mut files = Files::default();
    let site = ImportedSite::new(None);
    let mut plan = wordpress::plan(bytes, &site, &mut report)?;
    wordpress::convert(
        bytes,
        &mut plan,
        &Folder::default(),
        &mut files,
        &mut report,
    );
    let seed = wordpress::seed(&plan);
    if let categories::Outcome::New(text) = categories::bring_in(&site, &plan.categories(), &seed) {
        files.put("site.yaml", text.as_bytes());
    }
    for language in [Language::French, Language::English] {
        assert!(!report.markdown(language, "export.xml").is_empty());
    }
    Some(files.0)
}
