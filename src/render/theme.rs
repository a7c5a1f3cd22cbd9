//! The theme: templates, words of the interface, and the files that pages load.

use std::collections::BTreeMap;

use tera::{Context, ErrorKind, ReportError, Tera};

use super::{filters, script, stylesheet};
use crate::diagnostics::{Diagnostic, Kind, Located, Problem, SourcePath, Span};
use crate::inputs::{
    QR_MODULE, QR_READER_MODULE, SEARCH_MODULE, SELFTEST_MODULE, THEME_FOLDER, ThemeFiles,
};
use crate::language::{Language, slug};
use crate::parse::yaml::{self, Faults, Fields, Value};
use crate::site::address::BaseUrl;
use crate::view::parts::SiteView;
use crate::view::{PageView, Strings, View};

/// What a line of a template is indented with.
const INDENTATION: [char; 2] = [' ', '\t'];

/// The template of an old address.
const REDIRECT: &str = "redirect.html";

/// A theme ready to render.
pub struct Theme {
    tera: Tera,
    /// Sources of the templates, to find the place of a fault.
    templates: BTreeMap<String, String>,
    strings: Strings,
    /// Folder of the assets below the site: `/assets/3f2a…/`.
    folder: String,
    /// The same with the base path.
    href: String,
    /// Files that pages load, by address.
    assets: BTreeMap<String, Vec<u8>>,
}

impl Theme {
    /// Reads the theme for a site in `language` that lives at `base`. `None` where it has faults.
    pub fn load(
        files: &ThemeFiles,
        language: Language,
        base: &BaseUrl,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let strings = strings(files, language, &mut faults);
        let stylesheets = stylesheets(files, &mut faults);
        let templates = templates(files, &mut faults);
        let mut tera = Tera::default();
        filters::register(&mut tera, language);
        let sources = templates
            .iter()
            .map(|(name, source)| (name.as_str(), without_indentation(source)));
        if let Err(error) = tera.add_raw_templates(sources) {
            faults.push(fault(&error, &templates));
        }
        for name in View::TEMPLATES.into_iter().chain([REDIRECT]) {
            if !templates.contains_key(name) {
                faults.push(Diagnostic::of_site(Problem::TemplateMissing {
                    name: name.to_owned(),
                }));
            }
        }
        if !faults.is_empty() {
            return (None, faults);
        }
        let (folder, assets) = assets(files, stylesheets);
        let href = base.href(&folder);
        (
            Some(Self {
                tera,
                templates,
                strings,
                folder,
                href,
                assets,
            }),
            faults,
        )
    }

    /// Makes `site` known to every template.
    pub fn set_site(&mut self, site: &SiteView) {
        self.tera.global_context().insert("site", site);
    }

    /// The words of the interface.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// The folder of the assets, with the base path and a final slash.
    pub fn assets_href(&self) -> &str {
        &self.href
    }

    /// The address of a file of the theme, with the base path.
    pub fn file_href(&self, file: &str) -> String {
        format!("{}{file}", self.href)
    }

    /// The file at `address`.
    pub fn asset(&self, address: &str) -> Option<Vec<u8>> {
        address
            .starts_with(&self.folder)
            .then(|| self.assets.get(address).cloned())?
    }

    /// Every file that pages load, by address.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets
            .iter()
            .map(|(address, bytes)| (address.as_str(), bytes.as_slice()))
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

    fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Diagnostic> {
        let html = self
            .tera
            .render(template, context)
            .map_err(|error| fault(&error, &self.templates))?;
        Ok(html.into_bytes())
    }
}

/// A complaint of the template engine, at its place in the template.
fn fault(error: &tera::Error, templates: &BTreeMap<String, String>) -> Diagnostic {
    let report: Option<&ReportError> = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    };
    let Some(report) = report else {
        return Diagnostic::of_site(Problem::TemplateError {
            detail: error.to_string(),
        });
    };
    let problem = Problem::TemplateError {
        detail: report.message().to_owned(),
    };
    let name = report.filename();
    let file = SourcePath::new(format!("{THEME_FOLDER}/templates/{name}"));
    match templates.get(name) {
        Some(source) => {
            let span = report.span();
            let start = offset(source, span.start_line, span.start_col);
            let end = offset(source, span.end_line, span.end_col).max(start);
            Diagnostic::at(&file, Span::new(start..end), problem)
        }
        None => Diagnostic::of_file(&file, problem),
    }
}

/// A template as the engine takes it: pages are written without the indentation that only authors read. Lines stay lines.
fn without_indentation(source: &str) -> String {
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

fn source_path(name: &str) -> SourcePath {
    SourcePath::new(format!("{THEME_FOLDER}/{name}"))
}

fn text<'a>(files: &'a ThemeFiles, name: &str, faults: &mut Vec<Diagnostic>) -> Option<&'a str> {
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

/// The words of `language`: a flat map of keys and words.
fn strings(files: &ThemeFiles, language: Language, faults: &mut Vec<Diagnostic>) -> Strings {
    let name = format!("i18n/{}.yaml", language.code());
    let mut by_key = BTreeMap::new();
    if let Some(text) = text(files, &name, faults) {
        let mut found = Faults::new(&source_path(&name));
        if let Some(mut fields) =
            yaml::read(text, &mut found).and_then(|node| Fields::of(node, &name, &mut found))
        {
            for (key, node) in fields.remaining() {
                if let Value::Scalar { text, .. } = node.value {
                    by_key.insert(key.value, text);
                }
            }
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

/// The style sheets that pages link: each bundle of `theme.yaml` by its name, its files joined in their order.
fn stylesheets(files: &ThemeFiles, faults: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    const NAME: &str = "theme.yaml";
    let Some(text) = text(files, NAME, faults) else {
        return Vec::new();
    };
    let mut found = Faults::new(&source_path(NAME));
    let mut bundles = Vec::new();
    if let Some(mut fields) =
        yaml::read(text, &mut found).and_then(|node| Fields::of(node, NAME, &mut found))
    {
        let _ = fields.text("name", &mut found);
        fields.require("stylesheets", &mut found);
        let named = fields
            .map("stylesheets", &mut found)
            .map(|mut bundles| bundles.remaining())
            .unwrap_or_default();
        for (name, listed) in named {
            if name.value != slug::slug(&name.value) {
                found.at(
                    name.span,
                    Problem::BadValue {
                        value: name.value.clone(),
                        expected: Kind::Slug,
                    },
                );
            }
            let listed = yaml::texts(listed, &name.value, &mut found);
            bundles.push((name.value, joined(files, listed, &mut found, faults)));
        }
        fields.finish(&mut found);
    }
    faults.extend(found.into_diagnostics());
    bundles
}

/// The style sheets of a bundle, one after the other, without what only their authors read.
fn joined(
    files: &ThemeFiles,
    listed: Vec<Located<String>>,
    found: &mut Faults,
    faults: &mut Vec<Diagnostic>,
) -> String {
    let mut css = String::new();
    for name in listed {
        if files.get(&name.value).is_none() {
            found.at(name.span, Problem::ThemeFileMissing { name: name.value });
        } else if let Some(source) = text(files, &name.value, faults) {
            css.push_str(&stylesheet::compact(source));
        }
    }
    css
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

/// The files that pages load, below a folder named by a hash of them all: a page never meets a file of another build.
fn assets(
    files: &ThemeFiles,
    stylesheets: Vec<(String, String)>,
) -> (String, BTreeMap<String, Vec<u8>>) {
    let mut by_name: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, css) in stylesheets {
        by_name.insert(format!("css/{name}.css"), css.into_bytes());
    }
    for folder in ["fonts/", "img/", "js/"] {
        for (name, bytes) in files.below(folder) {
            let bytes = match std::str::from_utf8(bytes) {
                Ok(source) if name.ends_with(".js") => script::compact(source).into_bytes(),
                _ => bytes.to_vec(),
            };
            by_name.insert(format!("{folder}{name}"), bytes);
        }
    }
    by_name.insert("wasm/selftest.wasm".to_owned(), SELFTEST_MODULE.to_vec());
    by_name.insert("wasm/search.wasm".to_owned(), SEARCH_MODULE.to_vec());
    by_name.insert("wasm/qr.wasm".to_owned(), QR_MODULE.to_vec());
    by_name.insert("wasm/qr-reader.wasm".to_owned(), QR_READER_MODULE.to_vec());
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in &by_name {
        hasher
            .update(name.as_bytes())
            .update(&(bytes.len() as u64).to_le_bytes())
            .update(bytes);
    }
    let folder = format!("/assets/{}/", &hasher.finalize().to_hex()[..10]);
    let assets = by_name
        .into_iter()
        .map(|(name, bytes)| (format!("{folder}{name}"), bytes))
        .collect();
    (folder, assets)
}
