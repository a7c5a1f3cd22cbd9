//! A document on its way into `content/`, and how it is written.

use std::fmt::Write;

use jiff::civil::{Date, DateTime};

use super::yaml::{block, list, scalar, slug};

/// An article or a page, complete: its names are those of our files, its links lead to our files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Below `content/`: `articles/accueil.md`.
    pub path: String,
    pub title: String,
    pub date: Option<Date>,
    pub updated: Option<Date>,
    pub summary: Option<String>,
    /// Slugs of authors; articles only.
    pub authors: Vec<String>,
    /// Slug of a category; articles only.
    pub category: Option<String>,
    pub tags: Vec<String>,
    pub image: Option<Picture>,
    pub aliases: Vec<String>,
    pub lang: Option<String>,
    /// Articles only.
    pub expires: Option<Date>,
    pub draft: bool,
    /// Markdown.
    pub body: String,
}

/// The picture of an entry, beside it or below `content/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub source: String,
    pub alternative: String,
    pub caption: Option<String>,
}

impl Entry {
    /// The file.
    pub fn source(&self) -> String {
        let mut text = String::from("---\n");
        let mut key = |name: &str, value: &str| {
            let _ = writeln!(text, "{name}: {value}");
        };
        key("title", &scalar(&self.title));
        if let Some(date) = self.date {
            key("date", &date.to_string());
        }
        if let Some(date) = self.updated {
            key("updated", &date.to_string());
        }
        if let Some(summary) = &self.summary {
            key("summary", &scalar(summary));
        }
        if !self.authors.is_empty() {
            let authors: Vec<String> = self.authors.iter().map(|it| slug(it)).collect();
            key("authors", &format!("[{}]", authors.join(", ")));
        }
        if let Some(category) = &self.category {
            key("category", &slug(category));
        }
        if !self.tags.is_empty() {
            key("tags", &list(&self.tags));
        }
        if let Some(image) = &self.image {
            let mut parts = vec![format!("src: {}", scalar(&image.source))];
            // What is not known is left out: `check` then asks for it.
            if !image.alternative.is_empty() {
                parts.push(format!("alt: {}", scalar(&image.alternative)));
            }
            parts.extend(
                image
                    .caption
                    .as_ref()
                    .map(|it| format!("caption: {}", scalar(it))),
            );
            key("image", &format!("{{{}}}", parts.join(", ")));
        }
        if !self.aliases.is_empty() {
            key("aliases", &list(&self.aliases));
        }
        if let Some(lang) = &self.lang {
            key("lang", &scalar(lang));
        }
        if let Some(date) = self.expires {
            key("expires", &date.to_string());
        }
        if self.draft {
            key("draft", "true");
        }
        text.push_str("---\n");
        if !self.body.is_empty() {
            text.push('\n');
            text.push_str(&self.body);
            text.push('\n');
        }
        text
    }
}

/// An author's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    pub slug: String,
    pub name: String,
    pub family_name: Option<String>,
    pub role: Option<String>,
    pub links: Vec<(String, String)>,
}

impl Author {
    /// Where it is written, below `content/`.
    pub fn path(&self) -> String {
        format!("authors/{}.md", self.slug)
    }

    /// The file.
    pub fn source(&self) -> String {
        let mut text = format!("---\nname: {}\n", scalar(&self.name));
        if let Some(name) = &self.family_name {
            let _ = writeln!(text, "family_name: {}", scalar(name));
        }
        if let Some(role) = &self.role {
            let _ = writeln!(text, "role: {}", scalar(role));
        }
        if !self.links.is_empty() {
            text.push_str("links:\n");
            for (label, url) in &self.links {
                let _ = writeln!(
                    text,
                    "  - {{label: {}, url: {}}}",
                    scalar(label),
                    scalar(url)
                );
            }
        }
        text.push_str("---\n");
        text
    }
}

/// What a visitor wrote below an article. Neither e-mail nor network address: they have no place here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub id: String,
    pub author: String,
    pub date: DateTime,
    /// The id of the comment it answers.
    pub reply_to: Option<String>,
    /// Markdown without HTML or pictures.
    pub text: String,
}

/// The file of the comments of an article: those that were approved, then those that wait, out of force behind `#`.
pub fn comments(approved: &[Comment], waiting: &[Comment], waiting_title: &str) -> String {
    let mut text = String::new();
    for comment in approved {
        push_comment(&mut text, comment);
    }
    if !waiting.is_empty() {
        let gap = if approved.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "{gap}# {waiting_title}");
        let mut waiting_text = String::new();
        for comment in waiting {
            push_comment(&mut waiting_text, comment);
        }
        for line in waiting_text.lines() {
            text.push_str("# ");
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn push_comment(text: &mut String, comment: &Comment) {
    let _ = writeln!(text, "- id: {}", comment.id);
    let _ = writeln!(text, "  author: {}", scalar(&comment.author));
    let _ = writeln!(text, "  date: {}", comment.date.strftime("%Y-%m-%d %H:%M"));
    if let Some(id) = &comment.reply_to {
        let _ = writeln!(text, "  reply_to: {id}");
    }
    let _ = writeln!(text, "  text: {}", block(&comment.text, 4));
}
