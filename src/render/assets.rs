//! The files of the theme that pages load: style sheets, scripts, fonts, pictures, modules. They are the same in every language.

use std::collections::BTreeMap;

use super::{admin, offline, script};
use crate::inputs::{QR_MODULE, QR_READER_MODULE, SEARCH_MODULE, SELFTEST_MODULE, ThemeFiles};
use crate::site::address::BaseUrl;

/// Where the folder of each state of the files is.
const ALL: &str = "/assets/";

/// What a website has switched on, and needs files of its own for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wants {
    /// Visits without a network.
    pub offline: bool,
    /// Editing in the browser.
    pub admin: bool,
}

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
    /// Those of a website that lives at `base`, its style sheets by their names among them, and nothing for what it does not want.
    pub fn new(
        files: &ThemeFiles,
        stylesheets: Vec<(String, String)>,
        base: &BaseUrl,
        wants: Wants,
    ) -> Self {
        let (folder, files) = gather(files, stylesheets, wants);
        let href = base.href(&folder);
        Self {
            folder,
            href,
            files,
        }
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

    /// The file that stands for the one at `address`, in the folder of these files or of earlier ones.
    pub fn instead_of(&self, address: &str) -> Option<&[u8]> {
        let (_, name) = address.strip_prefix(ALL)?.split_once('/')?;
        self.named(name)
    }

    /// The file `name`, by its path below the folder.
    pub fn named(&self, name: &str) -> Option<&[u8]> {
        self.get(&format!("{}{name}", self.folder))
    }

    /// Every address.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// The files below a folder named by a hash of them all: a page never meets a file of another build.
fn gather(
    files: &ThemeFiles,
    stylesheets: Vec<(String, String)>,
    wants: Wants,
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
    by_name.retain(|name, _| {
        (wants.offline || !offline::is_of_offline_visit(name))
            && (wants.admin || !admin::is_of_admin(name))
    });
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
    let folder = format!("{ALL}{}/", &hasher.finalize().to_hex()[..10]);
    let files = by_name
        .into_iter()
        .map(|(name, bytes)| (format!("{folder}{name}"), bytes))
        .collect();
    (folder, files)
}
