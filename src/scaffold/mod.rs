//! What Parvis writes for an editor to begin with.
//!
//! Pure: a title and what the site already holds in, the text of a file out. [`document`] is what `new` adds to a site, [`site`]
//! what `init` makes of an empty folder.
//! The caller hands the files to `publish::sources`, which never touches what is there.

mod document;
mod editor;
mod site;
mod surroundings;
mod text;

pub use document::{DocumentKind, document};
pub use site::{Address, Repository, SiteOptions, site, time_zone};
pub use surroundings::{Surroundings, surroundings};
