//! The theme in one language: templates and the words of the interface.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, ReportError, Tera};

use super::filters;
use crate::diagnostics::{Diagnostic, Problem, SourcePath, Span};
use crate::inputs::{THEME_FOLDER, ThemeFiles};
use crate::language::Language;
use crate::parse::yaml::{self, Faults, Fields, Value};
use crate::site::address::BaseUrl;
use crate::view::parts::{ArticleCard, SiteView};
use crate::view::{AdminView, Draw, Drawn, PageView, Strings, View};

/// What a line of a template is indented with.
const INDENTATION: [char; 2] = [' ', '\t'];

/// Bytes that most pages find room in.
const ROOM: usize = 1 << 15;

/// The template of an old address.
const REDIRECT: &str = "redirect.html";

/// The template of the page that edits the site.
const ADMIN: &str = "admin.html";

/// A theme ready to render.
#[derive(Clone)]
pub struct Theme {
    tera: Tera,
    /// Sources of the templates, to find the place of a fault.
    templates: Arc<BTreeMap<String, String>>,
    strings: Arc<Strings>,
    /// The site that is known to every template, as JSON, by which it is told from another.
    site: String,
}

impl Theme {
    /// Folders of the theme that it is not made of.
    pub const NOT_OF: [&'static str; 5] = ["css/", "fonts/", "img/", "js/", "social-card/"];

    /// Reads the templates and the words for a site in `language`. `None` where they have faults.
    pub fn load(files: &ThemeFiles, language: Language) -> (Option<Self>, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let strings = strings(files, language, &mut faults);
        let templates = templates(files, &mut faults);
        let mut tera = Tera::default();
        filters::register(&mut tera, language);
        let sources = templates
            .iter()
            .map(|(name, source)| (name.as_str(), without_indentation(source)));
        if let Err(error) = tera.add_raw_templates(sources) {
            faults.push(fault(&error, &templates));
        }
        for name in View::TEMPLATES.into_iter().chain([REDIRECT, ADMIN]) {
            if !templates.contains_key(name) {
                faults.push(Diagnostic::of_site(Problem::TemplateMissing {
                    name: name.to_owned(),
                }));
            }
        }
        if !faults.is_empty() {
            return (None, faults);
        }
        let theme = Self {
            tera,
            templates: Arc::new(templates),
            strings: Arc::new(strings),
            site: String::new(),
        };
        (Some(theme), faults)
    }

    /// Makes `site` known to every template.
    pub fn set_site(&mut self, site: &SiteView) {
        self.site = json(site);
        self.tera.global_context().insert("site", site);
    }

    /// Whether `site` is what templates know.
    pub fn is_of(&self, site: &SiteView) -> bool {
        self.site == json(site)
    }

    /// Whether its templates are those of `other`, and were not compiled again.
    #[cfg(test)]
    pub fn has_templates_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.templates, &other.templates)
    }

    /// The words of the interface.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// The HTML of a page.
    pub fn page(&self, page: &PageView) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert("page", &page.meta);
        context.insert("view", &page.view);
        self.render(page.view.template(), &context)
    }

    /// The HTML of an old address that leads to the path `target`.
    pub fn redirect(&self, base: &BaseUrl, target: &str) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert("target", &base.href(target));
        context.insert("canonical", &base.absolute(target));
        self.render(REDIRECT, &context)
    }

    /// The HTML of the page that edits the site.
    pub fn admin(&self, view: &AdminView) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert("admin", view);
        self.render(ADMIN, &context)
    }

    fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Diagnostic> {
        let mut html = Vec::with_capacity(ROOM);
        self.tera
            .render_to(template, context, &mut html)
            .map_err(|error| fault(&error, &self.templates))?;
        Ok(html)
    }
}

impl Draw for Theme {
    fn article_card(&self, card: &ArticleCard) -> Drawn {
        let mut context = Context::new();
        context.insert("card", card);
        Drawn::of(|level| {
            context.insert("level", &level);
            // A fault is told by the page, which draws what is not drawn.
            let html = self
                .tera
                .render_component("article_card", &context, None, true);
            html.ok()
        })
    }
}

fn json(site: &SiteView) -> String {
    serde_json::to_string(site).unwrap_or_default()
}

/// A complaint of the template engine, at its place in one of `templates`, which are known by their names.
fn fault(error: &tera::Error, templates: &BTreeMap<String, String>) -> Diagnostic {
    let name = report(error).map(ReportError::filename);
    let source = name.and_then(|name| templates.get(name));
    let file = source_path(&format!("templates/{}", name.unwrap_or_default()));
    fault_in(error, &file, source.map(String::as_str))
}

/// A complaint of the template engine about the template `file`, at its place in `source`.
pub(super) fn fault_in(error: &tera::Error, file: &SourcePath, source: Option<&str>) -> Diagnostic {
    let Some(report) = report(error) else {
        return Diagnostic::of_site(Problem::TemplateError {
            detail: error.to_string(),
        });
    };
    let problem = Problem::TemplateError {
        detail: report.message().to_owned(),
    };
    match source {
        Some(source) => {
            let span = report.span();
            let start = offset(source, span.start_line, span.start_col);
            let end = offset(source, span.end_line, span.end_col).max(start);
            Diagnostic::at(file, Span::new(start..end), problem)
        }
        None => Diagnostic::of_file(file, problem),
    }
}

fn report(error: &tera::Error) -> Option<&ReportError> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    }
}

/// A template as the engine takes it: pages are written without the indentation that only authors read. Lines stay lines.
pub(super) fn without_indentation(source: &str) -> String {
    source
        .split_inclusive('\n')
        .map(|line| line.trim_start_matches(INDENTATION))
        .collect()
}

/// The byte of `source` at a line, from 1, and a column of characters, from 0, of the same without indentation.
fn offset(source: &str, line: usize, column: usize) -> usize {
    let start = source
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let indented = source.get(start..).unwrap_or_default();
    let rest = indented.trim_start_matches(INDENTATION);
    start + indented.len() - rest.len()
        + rest
            .char_indices()
            .nth(column)
            .map_or(rest.len(), |(offset, _)| offset)
}

/// The path of a file of the theme, for those who report its faults.
pub(super) fn source_path(name: &str) -> SourcePath {
    SourcePath::new(format!("{THEME_FOLDER}/{name}"))
}

/// The text of a file of the theme; `None`, and a fault, where it is missing or none.
pub(super) fn text<'a>(
    files: &'a ThemeFiles,
    name: &str,
    faults: &mut Vec<Diagnostic>,
) -> Option<&'a str> {
    let found = files.get(name).map(std::str::from_utf8);
    match found {
        Some(Ok(text)) => Some(text),
        Some(Err(_)) => {
            faults.push(Diagnostic::of_file(&source_path(name), Problem::NotUtf8));
            None
        }
        None => {
            faults.push(Diagnostic::of_file(
                &source_path(name),
                Problem::ThemeFileMissing {
                    name: name.to_owned(),
                },
            ));
            None
        }
    }
}

/// The words of `language`: a flat map of keys and words. A site's own lie over those of the embedded theme, key by key, so that a theme
/// of a few words need not follow every word that a new version brings.
fn strings(files: &ThemeFiles, language: Language, faults: &mut Vec<Diagnostic>) -> Strings {
    let name = format!("i18n/{}.yaml", language.code());
    let mut by_key = BTreeMap::new();
    if let Some(text) = text(files, &name, faults) {
        let covered = files.covered(&name).map(std::str::from_utf8);
        let mut found = Faults::new(&source_path(&name));
        for text in covered.into_iter().flatten().chain([text]) {
            add_words(text, &name, &mut by_key, &mut found);
        }
        let missing: Vec<&str> = Strings::REQUIRED
            .into_iter()
            .filter(|key| !by_key.contains_key(*key))
            .collect();
        if !missing.is_empty() {
            found.of_file(Problem::StringsMissing {
                keys: missing.join(", "),
            });
        }
        faults.extend(found.into_diagnostics());
    }
    Strings::new(by_key)
}

/// Adds the words of a file. A key without words is a fault.
fn add_words(text: &str, name: &str, by_key: &mut BTreeMap<String, String>, found: &mut Faults) {
    let Some(mut fields) = yaml::read(text, found).and_then(|node| Fields::of(node, name, found))
    else {
        return;
    };
    for (key, node) in fields.remaining() {
        match node.value {
            Value::Scalar { text, .. } if !text.trim().is_empty() => {
                by_key.insert(key.value, text);
            }
            _ => found.at(key.span, Problem::StringsMissing { keys: key.value }),
        }
    }
}

fn templates(files: &ThemeFiles, faults: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let mut templates = BTreeMap::new();
    for (name, bytes) in files.below("templates/") {
        match std::str::from_utf8(bytes) {
            Ok(source) => {
                templates.insert(name.to_owned(), source.to_owned());
            }
            Err(_) => faults.push(Diagnostic::of_file(
                &source_path(&format!("templates/{name}")),
                Problem::NotUtf8,
            )),
        }
    }
    templates
}
