//! `site.yaml`.

use std::collections::BTreeMap;

use jiff::civil::Date;

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
    /// How they are edited in a browser, where they are.
    pub admin: Option<Admin>,
    /// Where visitors discuss articles.
    pub giscus: Option<Giscus>,
    /// Licence of the content.
    pub licence: Option<Licence>,
    /// Who publishes.
    pub publisher: Option<Publisher>,
    /// What the accessibility statement says of the site itself.
    pub accessibility: Option<Accessibility>,
    /// A sentence in the footer.
    pub notice: Option<String>,
    /// The header's menu.
    pub navigation: Vec<NavigationEntry>,
    /// The footer's links.
    pub footer: Vec<NavigationEntry>,
    /// Categories, in their order.
    pub categories: Vec<Category>,
    /// The edition of the benchmark that is being collected.
    pub collecting: Option<OpenCollection>,
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

/// Editing in the browser, with Sveltia CMS.
#[derive(Debug, Clone)]
pub struct Admin {
    /// The folder of its package, from the root of the site.
    pub package: Located<String>,
    /// Where what is edited is kept.
    pub forge: Forge,
    /// The service that lets editors sign in to GitHub.
    pub sign_in: Option<String>,
    /// The id under which the forge knows the page that signs in.
    pub application: Option<String>,
}

/// A repository as the programming interface of its forge knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forge {
    /// What the forge runs.
    pub kind: ForgeKind,
    /// Its origin: `https://codeberg.org`.
    pub origin: String,
    /// Whose repository, and its name: `association/site`.
    pub project: String,
}

/// What a forge runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForgeKind {
    GitHub,
    GitLab,
    /// Gitea, or Forgejo, which has the same interface.
    Gitea,
}

/// Discussions on GitHub, shown by giscus. The names of the keys are those that its own page of configuration gives.
#[derive(Debug, Clone)]
pub struct Giscus {
    /// `OWNER/NAME`
    pub repo: String,
    /// GitHub's id of the repository.
    pub repo_id: String,
    /// Category of the discussions.
    pub category: String,
    /// GitHub's id of the category.
    pub category_id: String,
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

/// What only those who run the site know of its accessibility.
#[derive(Debug, Clone)]
pub struct Accessibility {
    /// Who answers for the site; the publisher where it says nothing.
    pub organisation: Option<String>,
    /// Where difficulties are reported: a web address, or one for mail that starts with `mailto:`.
    pub contact: String,
    /// Day on which the statement was established.
    pub date: Option<Date>,
    /// What is known not to be accessible.
    pub exceptions: Vec<String>,
    /// An audit of the site, where there was one.
    pub audit: Option<AccessibilityAudit>,
}

/// An audit of the site.
#[derive(Debug, Clone)]
pub struct AccessibilityAudit {
    /// Day of its report.
    pub date: Date,
    /// Who audited.
    pub by: String,
    /// Share of the criteria that are met, in whole per cent.
    pub conformity: u8,
    /// Where the report is.
    pub report: Option<String>,
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

/// An edition of the benchmark to which one can contribute.
#[derive(Debug, Clone)]
pub struct OpenCollection {
    /// Names it in contributions.
    pub edition: Slug,
    /// The last day.
    pub until: Option<Date>,
    /// Id and name of the sectors that a contributor chooses from.
    pub sectors: Vec<(String, String)>,
}

/// What is switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Features {
    /// The first use of a term links to the glossary.
    pub glossary_links: bool,
    /// Typography of the site's language.
    pub typography: bool,
    /// Code in a known language is coloured.
    pub highlighting: bool,
    /// Articles name others on the same subject.
    pub related: bool,
    /// The site has a search of its own.
    pub search: bool,
    /// The Markdown of each article stands beside its page.
    pub markdown_copies: bool,
    /// Raw HTML passes as it is, unsafe parts included.
    pub raw_html: bool,
    /// Pictures have smaller versions for smaller screens.
    pub responsive_images: bool,
    /// Networks show a drawn card beside a link.
    pub social_cards: bool,
    /// Visited pages, the self-test and the events to come are kept for a visitor without a network.
    pub offline: bool,
}
