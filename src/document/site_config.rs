//! `site.yaml`.

use std::collections::BTreeMap;

use crate::diagnostics::{Located, SourcePath};
use crate::language::Language;

use super::Slug;

/// What the site is.
#[derive(Debug, Clone)]
pub struct SiteConfig {
    /// Where it was written.
    pub file: SourcePath,
    /// Title.
    pub title: String,
    /// A sentence below it.
    pub tagline: Option<String>,
    /// For engines and networks.
    pub description: String,
    /// Absolute address of the home page.
    pub base_url: String,
    /// Language of the site.
    pub language: Language,
    /// Zone of the events' local times.
    pub time_zone: Located<String>,
    /// Where the sources are.
    pub repository: Option<Repository>,
    /// Licence of the content.
    pub licence: Option<Licence>,
    /// Who publishes.
    pub publisher: Option<Publisher>,
    /// A sentence in the footer.
    pub notice: Option<String>,
    /// The header's menu.
    pub navigation: Vec<NavigationEntry>,
    /// The footer's links.
    pub footer: Vec<NavigationEntry>,
    /// Categories, in their order.
    pub categories: Vec<Category>,
    /// New names of generated folders, by their name in [`crate::site::routes`].
    pub routes: BTreeMap<&'static str, String>,
    /// Articles a list page.
    pub page_size: usize,
    /// What is switched on.
    pub features: Features,
}

/// Where the sources are.
#[derive(Debug, Clone)]
pub struct Repository {
    /// Address on the forge, without a final slash.
    pub url: String,
    /// Branch.
    pub branch: String,
    /// Path of `content` in the repository.
    pub content: String,
}

/// A licence.
#[derive(Debug, Clone)]
pub struct Licence {
    /// « CC BY 4.0 ».
    pub name: String,
    /// Its text.
    pub url: Option<String>,
}

/// Who publishes.
#[derive(Debug, Clone)]
pub struct Publisher {
    /// Name.
    pub name: String,
    /// Site.
    pub url: Option<String>,
    /// Address for mail.
    pub email: Option<String>,
}

/// An entry of a menu.
#[derive(Debug, Clone)]
pub struct NavigationEntry {
    /// What the reader sees.
    pub label: String,
    /// A path of the site, or an address.
    pub to: Located<String>,
    /// Second level.
    pub children: Vec<NavigationEntry>,
}

/// A category of articles.
#[derive(Debug, Clone)]
pub struct Category {
    /// Names it.
    pub slug: Slug,
    /// Name.
    pub name: String,
    /// A sentence.
    pub description: Option<String>,
}

/// What is switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Features {
    /// The first use of a term links to the glossary.
    pub glossary_links: bool,
    /// Typography of the site's language.
    pub typography: bool,
    /// Raw HTML passes as it is, unsafe parts included.
    pub raw_html: bool,
}
