//! Import: what another tool holds → source files of ours, and a report of what could not be carried over.
//!
//! ```text
//! export or folder ──► records ──► entries ──► files of content/ + report
//! ```
//!
//! [`wordpress`] and [`markdown`] each read their own world into an [`entry`]: the front matter, the Markdown and the comments of one
//! document, already in our terms. An entry knows how it is written, and nothing of where it came from. [`html`] turns pages into
//! Markdown, [`addresses`] gives every document a name and an address of its own, [`categories`] brings categories into `site.yaml`
//! without touching its other lines, [`report`] holds what an editor must know.
//!
//! An import never fails as a whole: what cannot be carried over is kept readable where that is possible, and told in the report. It
//! decides from the export and the site's configuration alone, so that a second import gives the same files. It writes nothing itself:
//! files go to a [`Receiver`] one by one, so that an export of any size passes through.

pub mod addresses;
pub mod categories;
mod encoding;
pub mod entry;
mod files;
pub mod html;
pub mod markdown;
pub mod report;
pub mod site;
mod summary;
pub mod wordpress;
mod yaml;

pub use report::Report;
pub use site::Site;

/// Takes the files of an import, one by one.
pub trait Receiver {
    /// The file `path`, below `content/`.
    fn put(&mut self, path: &str, bytes: &[u8]);
}
