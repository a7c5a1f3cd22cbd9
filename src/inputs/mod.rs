//! Read: the only stage that reads the disk, the clock and the environment.
//!
//! [`read`] gives [`Inputs`]: everything a build depends on, as plain values. Two equal `Inputs` give the same site, byte for byte.

mod clock;
mod collection;
mod import;
mod package;
mod reader;
mod results;
mod state;
mod theme;
mod trees;
mod walk;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::aside::Aside;
use crate::diagnostics::{Diagnostic, SourcePath, Sources};

pub use clock::{Today, today};
pub use collection::{CollectionFiles, read_collection};
pub use import::{ExportFile, Folder, Unread, read_site_file};
pub use package::PROGRAM as ADMIN_PROGRAM;
pub use reader::{Reader, Touched};
pub use results::{SharedText, SharedTexts, read_models, read_results};
pub use state::read_state;
pub use theme::{
    QR_MODULE, QR_READER_MODULE, SEARCH_MODULE, SELFTEST_MODULE, THEME_FOLDER, ThemeFiles,
};
use trees::plant;
pub use walk::describe;

/// What a command line says about reading.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// `--base-url`
    pub base_url: Option<String>,
    /// `--drafts`
    pub drafts: bool,
    /// `--future`
    pub future: bool,
    /// `--today`
    pub today: Option<Date>,
}

/// Everything a site is made of.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// Files of `content/`, sorted by path; each knows the tree of its language (see [`plant`]).
    pub content: Vec<SourceFile>,
    /// Files of the theme: the embedded ones, and the site's own over them.
    pub theme: ThemeFiles,
    /// Files of the package with which the site is edited in the browser, by their paths inside it.
    pub admin: Vec<SourceFile>,
    /// The day of the build.
    pub today: Today,
    /// Replaces `base_url` of `site.yaml`.
    pub base_url: Option<String>,
    /// Show drafts.
    pub drafts: bool,
    /// Show what is dated after today.
    pub future: bool,
}

/// A source file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its path from the root.
    pub path: SourcePath,
    /// Its bytes.
    pub bytes: Arc<Aside>,
}

impl SourceFile {
    /// The file at `path`, a path from the root, which holds `bytes`.
    pub fn new(path: impl Into<SourcePath>, bytes: impl AsRef<[u8]>) -> Self {
        Self {
            path: path.into(),
            bytes: Arc::new(Aside::put(bytes.as_ref())),
        }
    }

    /// The file of this path that holds `bytes`.
    #[must_use]
    pub fn with(&self, bytes: &[u8]) -> Self {
        Self::new(self.path.clone(), bytes)
    }

    /// Whether it holds the bytes of `other`. One that was not read again is told at a glance.
    pub fn has_bytes_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.bytes, &other.bytes)
            || self.bytes.len() == other.bytes.len() && self.bytes.read() == other.bytes.read()
    }
}

impl Inputs {
    /// A site of these files of `content/`, in the embedded theme, as visitors see it on a day.
    pub fn of(mut content: Vec<SourceFile>, today: Today) -> Self {
        content.sort_by(|one, other| one.path.cmp(&other.path));
        plant(&mut content);
        Self {
            content,
            theme: ThemeFiles::new(Vec::new()),
            admin: Vec::new(),
            today,
            base_url: None,
            drafts: false,
            future: false,
        }
    }
}

/// Reads the site below `options.root`. What cannot be read is reported, and left out.
pub fn read(options: &ReadOptions) -> (Inputs, Vec<Diagnostic>) {
    Reader::new(options.clone()).read(&Touched::Anything)
}

/// The path of a folder without links and `..`, for other programs; `None` where there is none.
pub fn real_path(folder: &Path) -> Option<PathBuf> {
    folder.canonicalize().ok()
}

impl Sources for Inputs {
    fn source(&self, path: &SourcePath) -> Option<Cow<'_, [u8]>> {
        if let Ok(position) = self.content.binary_search_by(|file| file.path.cmp(path)) {
            return Some(self.content[position].bytes.read());
        }
        let name = path
            .as_str()
            .strip_prefix(THEME_FOLDER)?
            .strip_prefix('/')?;
        self.theme.get(name).map(Cow::from)
    }
}
