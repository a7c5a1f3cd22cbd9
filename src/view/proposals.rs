//! Links that begin a document in GitHub's editor, with a text that is valid as it stands.
//!
//! The text is the theme's, in the words of the site's language. Other forges take a name for a new file but no text, and get no link.

use super::article::query;
use super::context::{Context, encoded};
use crate::language::slug::slug;

/// What a reader may propose.
#[derive(Debug, Clone, Copy)]
pub struct Proposal {
    /// Its name among the site's addresses.
    pub name: &'static str,
    /// Its folder of the content.
    folder: &'static str,
    /// The keys of its title and of its text.
    title: &'static str,
    text: &'static str,
}

/// Everything that a reader may propose.
pub const PROPOSALS: [Proposal; 2] = [
    Proposal {
        name: "propose_article",
        folder: "articles",
        title: "new_article",
        text: "new_article_text",
    },
    Proposal {
        name: "propose_event",
        folder: "events",
        title: "new_event",
        text: "new_event_text",
    },
];

/// Where `proposal` is begun.
pub fn url(context: &Context<'_>, proposal: Proposal) -> Option<String> {
    let config = &context.site.config;
    let repository = config.repository.as_ref()?;
    if !repository.url.starts_with("https://github.com/") {
        return None;
    }
    let today = context.site.today;
    let title = context.strings.get(proposal.title);
    let text = context
        .strings
        .get(proposal.text)
        .replace("{title}", &title.replace('\'', "''"))
        .replace("{date}", &today.to_string());
    let folders = [
        repository.content.as_str(),
        config.file.tree(),
        proposal.folder,
    ];
    let folders: Vec<&str> = folders.into_iter().filter(|it| !it.is_empty()).collect();
    Some(format!(
        "{}/new/{}/{}?filename={}.md&value={}",
        repository.url,
        repository.branch,
        encoded(&folders.join("/")),
        slug(title),
        query(&text)
    ))
}
