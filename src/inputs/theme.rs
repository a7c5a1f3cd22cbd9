//! The files of the theme: those embedded in the binary, and the site's own over them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::SourceFile;

/// Where a site puts files that replace the theme's, path by path.
pub const THEME_FOLDER: &str = "themes/parvis";

/// The self-test's WebAssembly module.
pub const SELFTEST_MODULE: &[u8] = include_bytes!("../../crates/wasm/selftest/selftest.wasm");

/// The search's WebAssembly module.
pub const SEARCH_MODULE: &[u8] = include_bytes!("../../crates/wasm/search/search.wasm");

/// The WebAssembly module that draws QR codes.
pub const QR_MODULE: &[u8] = include_bytes!("../../crates/wasm/qr/draw/qr.wasm");

/// The WebAssembly module that reads QR codes; the script that draws and reads them finds it beside the other.
pub const QR_READER_MODULE: &[u8] = include_bytes!("../../crates/wasm/qr/read/qr-reader.wasm");

const EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/theme_files.rs"));

/// The theme's files by their path inside the theme: `templates/article.html`.
#[derive(Debug, Clone)]
pub struct ThemeFiles {
    files: Arc<BTreeMap<String, Cow<'static, [u8]>>>,
    /// Those that the site has put over the embedded ones, in order, with their hashes: by these a theme is told from another.
    own: Arc<[(String, blake3::Hash)]>,
}

impl ThemeFiles {
    /// The embedded theme with `overrides` over it.
    pub fn new(overrides: Vec<SourceFile>) -> Self {
        let mut files: BTreeMap<String, Cow<'static, [u8]>> = EMBEDDED
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes)))
            .collect();
        let mut own = Vec::with_capacity(overrides.len());
        for file in overrides {
            if let Some(name) = file
                .path
                .as_str()
                .strip_prefix(THEME_FOLDER)
                .and_then(|name| name.strip_prefix('/'))
            {
                let bytes = file.bytes.read().into_owned();
                own.push((name.to_owned(), blake3::hash(&bytes)));
                files.insert(name.to_owned(), Cow::Owned(bytes));
            }
        }
        Self {
            files: Arc::new(files),
            own: own.into(),
        }
    }

    /// Whether the files are the same in both, but for those in `folders`.
    pub fn is_same_but_in(&self, other: &Self, folders: &[&str]) -> bool {
        let outside = |(name, _): &&(String, blake3::Hash)| {
            !folders.iter().any(|folder| name.starts_with(folder))
        };
        let one = self.own.iter().filter(outside);
        one.eq(other.own.iter().filter(outside))
    }

    /// The bytes of a file.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(|bytes| &**bytes)
    }

    /// The bytes of the embedded theme's file, where the site has put its own over it.
    pub fn covered(&self, name: &str) -> Option<&'static [u8]> {
        let Some(Cow::Owned(_)) = self.files.get(name) else {
            return None;
        };
        EMBEDDED
            .iter()
            .find_map(|(embedded, bytes)| (*embedded == name).then_some(*bytes))
    }

    /// The files in `folders` that are not those of the embedded theme: the site has changed or added them.
    pub fn changed<'a>(&'a self, folders: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let embedded = |name: &str| EMBEDDED.iter().find(|(embedded, _)| *embedded == name);
        self.files.iter().filter_map(move |(name, bytes)| {
            let is_in = folders.iter().any(|folder| name.starts_with(folder));
            let is_same = embedded(name).is_some_and(|(_, embedded)| *embedded == &**bytes);
            (is_in && !is_same).then_some(name.as_str())
        })
    }

    /// The files whose path begins with `folder`, in order, with that folder removed from their names.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.files
            .iter()
            .filter_map(move |(name, bytes)| name.strip_prefix(folder).map(|name| (name, &**bytes)))
    }
}
