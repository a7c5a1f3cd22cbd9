//! The files of the theme that pages load: style sheets, scripts, fonts, pictures, modules. They are the same in every language.

use std::collections::BTreeMap;

use super::theme::{source_path, text};
use super::{script, stylesheet};
use crate::diagnostics::{Diagnostic, Kind, Located, Problem};
use crate::inputs::{QR_MODULE, QR_READER_MODULE, SEARCH_MODULE, SELFTEST_MODULE, ThemeFiles};
use crate::language::slug;
use crate::parse::yaml::{self, Faults, Fields};
use crate::site::address::BaseUrl;

/// The files that pages load.
pub struct Assets {
    /// Their folder below the website: `/assets/3f2a…/`.
    folder: String,
    /// The same with the base path.
    href: String,
    /// By address.
    files: BTreeMap<String, Vec<u8>>,
}

impl Assets {
    /// Those of a website that lives at `base`, and the faults of the list of its style sheets.
    pub fn load(files: &ThemeFiles, base: &BaseUrl) -> (Self, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let stylesheets = stylesheets(files, &mut faults);
        let (folder, files) = gather(files, stylesheets);
        let href = base.href(&folder);
        (
            Self {
                folder,
                href,
                files,
            },
            faults,
        )
    }

    /// Their folder, with the base path and a final slash.
    pub fn href(&self) -> &str {
        &self.href
    }

    /// The address of a file, with the base path.
    pub fn file_href(&self, file: &str) -> String {
        format!("{}{file}", self.href)
    }

    /// The file at `address`.
    pub fn get(&self, address: &str) -> Option<&[u8]> {
        let ours = address.starts_with(&self.folder);
        ours.then(|| self.files.get(address).map(Vec::as_slice))?
    }

    /// Every address.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
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

/// The files below a folder named by a hash of them all: a page never meets a file of another build.
fn gather(
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
    let files = by_name
        .into_iter()
        .map(|(name, bytes)| (format!("{folder}{name}"), bytes))
        .collect();
    (folder, files)
}
