//! An article, with all that surrounds it.

use super::View;
use super::body;
use super::context::Context;
use super::kept::Kept;
use super::lists::articles_link;
use super::meta::Draft;
use super::parts::{
    ArticleCard, AuthorView, Backlink, Body, BookCard, DateView, DimensionLink, Link, TocEntry,
};
use super::social_card::{self, SocialCard};
use super::structured_data;
use crate::diagnostics::SourcePath;
use crate::document::{Article, Comment, Comments, Giscus, Markdown};
use crate::language::slug::slug;
use crate::site::links::DocumentId;
use crate::site::routes::markdown_copy;
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Write;

/// `article.html`
#[derive(Debug, Serialize)]
pub struct ArticleView {
    /// Title, summary, date…
    pub card: Kept<ArticleCard>,
    /// Text.
    pub body: Body,
    /// Headings of level 2 and 3.
    pub toc: Vec<TocEntry>,
    /// Day of the last change.
    pub updated: Option<DateView>,
    /// Authors' boxes.
    pub authors: Vec<Kept<AuthorView>>,
    /// Tags.
    pub tags: Vec<Link>,
    /// Dimensions of the model.
    pub dimensions: Vec<Kept<DimensionLink>>,
    /// Where it was first printed.
    pub source: Option<SourceView>,
    /// Its place in a series.
    pub series: Option<SeriesView>,
    /// The book it reviews.
    pub review_of: Option<BookCard>,
    /// « Sur le même thème ».
    pub related: Vec<Kept<ArticleCard>>,
    /// Others of its category, latest first.
    pub same_category: Vec<ArticleLine>,
    /// Pages that link to it.
    pub backlinks: Vec<Backlink>,
    /// Plain links to share it; no script, no third party until the reader follows one.
    pub share: Vec<Link>,
    /// Moderated comments.
    pub comments: Vec<CommentView>,
    /// Comments in all, replies included.
    pub comment_count: usize,
    /// A discussion elsewhere, which is loaded when the reader asks for it.
    pub discussion: Option<DiscussionView>,
}

/// An article in a list without pictures or summaries.
#[derive(Debug, Serialize)]
pub struct ArticleLine {
    /// Title.
    pub title: String,
    /// Address.
    pub url: String,
    /// Day of publication.
    pub date: DateView,
}

/// A discussion on GitHub.
#[derive(Debug, Serialize)]
pub struct DiscussionView {
    /// Address of the frame that shows it; the browser adds where it stands and how it looks.
    pub frame_url: String,
    /// Address of the repository's discussions, for whoever wants no frame.
    pub url: String,
}

/// Provenance of a text first published elsewhere.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// Name of the publication.
    pub publication: String,
    /// Issue.
    pub issue: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Date.
    pub date: Option<DateView>,
}

/// A part's place in its series.
#[derive(Debug, Serialize)]
pub struct SeriesView {
    /// Name and address of the series.
    pub link: Link,
    /// This part.
    pub part: u32,
    /// Parts in all.
    pub total: usize,
    /// The part before.
    pub previous: Option<Link>,
    /// The part after.
    pub next: Option<Link>,
}

/// A comment with its replies.
#[derive(Debug, Serialize)]
pub struct CommentView {
    /// `id` of its block.
    pub anchor: String,
    /// Name or pseudonym.
    pub author: String,
    /// Day.
    pub date: DateView,
    /// Sanitised text.
    pub body: Body,
    /// Replies, oldest first.
    pub replies: Vec<CommentView>,
}

const RELATED: usize = 4;
const SAME_CATEGORY: usize = 4;

/// An article.
pub fn article(context: &Context<'_>, position: usize) -> Draft {
    let site = context.site;
    let article = &site.articles[position];
    let identity = &article.identity;
    let id = DocumentId::Article(position);
    let path = site.routes.names().page("articles", identity.slug.as_str());
    let canonical = site.base.absolute(&path);
    let comments = site.comments.get(&identity.file);
    let view = ArticleView {
        card: context.article_card(position),
        body: body::body_with_glossary(context, &article.body, id),
        toc: toc(&article.body),
        updated: identity.updated.map(|date| context.date(date)),
        authors: context.authors(&article.authors),
        tags: identity.tags.iter().map(|tag| context.tag(tag)).collect(),
        dimensions: context.dimensions(&identity.dimensions),
        source: article.source.as_ref().map(|source| SourceView {
            publication: source.publication.clone(),
            issue: source.issue.clone(),
            url: source.url.clone(),
            date: source.date.map(|date| context.date(date)),
        }),
        series: series_view(context, position, article),
        review_of: article
            .review_of
            .as_ref()
            .and_then(|name| site.books.get(&name.value))
            .map(|book| context.book_card(book)),
        related: context.stray_article_cards(site.related.related(position, RELATED)),
        same_category: same_category(context, position, article),
        backlinks: context.backlinks(id),
        share: share(&identity.title, &canonical),
        comments: comments
            .map(|comments| threads(context, comments))
            .unwrap_or_default(),
        comment_count: comments.map_or(0, |comments| comments.comments.len()),
        discussion: site
            .config
            .giscus
            .as_ref()
            .filter(|_| article.comments)
            .map(|giscus| discussion(context, giscus, &path)),
    };
    let discussed = view.discussion.is_some();
    let card = SocialCard::of_article(context, article);
    let image = social_card::of_document(context, identity, Some(card));
    let structured = structured_data::article(context, article, &canonical, image.as_ref());
    let mut parents = vec![articles_link(context)];
    parents.extend(view.card.category.as_deref().cloned());
    let mut draft = Draft::new(View::Article(Box::new(view)), "article", &identity.title)
        .described_by(identity)
        .below(parents);
    draft.og_type = "article";
    draft.frames = discussed.then_some(GISCUS);
    if site.config.features.markdown_copies {
        draft.markdown = Some(context.href(&markdown_copy(&path)));
    }
    draft.image = image;
    draft.structured = vec![structured];
    draft
}

/// The headings of level 2 and 3, where there are enough to need a table.
pub fn toc(body: &Markdown) -> Vec<TocEntry> {
    let entries: Vec<TocEntry> = body
        .headings
        .iter()
        .filter(|heading| heading.level <= 3)
        .map(|heading| TocEntry {
            level: heading.level,
            id: heading.id.clone(),
            text: heading.text.clone(),
        })
        .collect();
    if entries.len() < 2 {
        Vec::new()
    } else {
        entries
    }
}

fn series_view(context: &Context<'_>, position: usize, article: &Article) -> Option<SeriesView> {
    let part = &article.series.as_ref()?.value;
    let slug = slug(&part.name);
    let group = context.site.taxonomies.series.get(&slug)?;
    let place = group.articles.iter().position(|other| *other == position)?;
    let link = |place: usize| {
        let identity = &context.site.articles[*group.articles.get(place)?].identity;
        Some(Link {
            label: identity.title.clone(),
            url: context.page("articles", identity.slug.as_str()),
        })
    };
    Some(SeriesView {
        link: Link {
            label: group.name.clone(),
            url: context.page("series", &slug),
        },
        part: part.part,
        total: group.articles.len(),
        previous: place.checked_sub(1).and_then(link),
        next: link(place + 1),
    })
}

fn same_category(context: &Context<'_>, position: usize, article: &Article) -> Vec<ArticleLine> {
    let Some(category) = &article.category else {
        return Vec::new();
    };
    let place = context
        .site
        .config
        .categories
        .iter()
        .position(|known| known.slug.as_str() == category.value);
    let positions = place
        .map(|place| context.site.taxonomies.categories[place].as_slice())
        .unwrap_or_default();
    let others = positions.iter().filter(|other| **other != position);
    let lines = others.take(SAME_CATEGORY).map(|other| {
        let card = context.article_card(*other);
        ArticleLine {
            title: card.title.clone(),
            url: card.url.clone(),
            date: card.date.clone(),
        }
    });
    lines.collect()
}

/// Who shows discussions.
const GISCUS: &str = "https://giscus.app";

/// The discussion of the page at `path`, under the name that giscus itself would give it: its path on the host.
fn discussion(context: &Context<'_>, giscus: &Giscus, path: &str) -> DiscussionView {
    let parameters = [
        ("repo", giscus.repo.as_str()),
        ("repoId", &giscus.repo_id),
        ("category", &giscus.category),
        ("categoryId", &giscus.category_id),
        ("term", context.href(path).trim_start_matches('/')),
        ("strict", "1"),
        ("reactionsEnabled", "1"),
        ("emitMetadata", "0"),
        ("inputPosition", "top"),
    ]
    .map(|(key, value)| format!("{key}={}", query(value)));
    DiscussionView {
        frame_url: format!(
            "{GISCUS}/{}/widget?{}",
            context.language().code(),
            parameters.join("&")
        ),
        url: format!("https://github.com/{}/discussions", giscus.repo),
    }
}

/// Plain links that share an address: nothing is loaded from elsewhere.
fn share(title: &str, url: &str) -> Vec<Link> {
    let (title, url) = (query(title), query(url));
    [
        (
            "LinkedIn",
            format!("https://www.linkedin.com/sharing/share-offsite/?url={url}"),
        ),
        (
            "X",
            format!("https://x.com/intent/post?text={title}&url={url}"),
        ),
        ("E-mail", format!("mailto:?subject={title}&body={url}")),
    ]
    .map(|(label, url)| Link {
        label: label.to_owned(),
        url,
    })
    .to_vec()
}

/// `text` for a value of a query.
pub fn query(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

/// Answers to answers are set in below each other up to this depth; further ones follow in their order.
const DEEPEST: usize = 5;

/// The comments of an article, oldest first, each with its answers.
fn threads(context: &Context<'_>, comments: &Comments) -> Vec<CommentView> {
    let mut by_date: Vec<&Comment> = comments.comments.iter().collect();
    by_date.sort_by_key(|comment| comment.date);
    let mut answers: HashMap<Option<&str>, Vec<&Comment>> = HashMap::new();
    for comment in by_date {
        let answered = comment.reply_to.as_ref().map(|name| name.value.as_str());
        answers.entry(answered).or_default().push(comment);
    }
    let threads = Threads {
        context,
        file: &comments.file,
        answers,
    };
    threads.below(None, 1)
}

struct Threads<'a> {
    context: &'a Context<'a>,
    file: &'a SourcePath,
    /// By the comment that they answer.
    answers: HashMap<Option<&'a str>, Vec<&'a Comment>>,
}

impl Threads<'_> {
    /// The answers to `parent`, which are set in `depth` deep.
    fn below(&self, parent: Option<&str>, depth: usize) -> Vec<CommentView> {
        let direct = self.answers.get(&parent).into_iter().flatten();
        if depth < DEEPEST {
            let view = |comment: &&Comment| {
                let answers = self.below(Some(&comment.id.value), depth + 1);
                self.comment(comment, answers)
            };
            return direct.map(view).collect();
        }
        let mut flat = Vec::new();
        let mut waiting: Vec<&Comment> = direct.rev().copied().collect();
        while let Some(comment) = waiting.pop() {
            flat.push(self.comment(comment, Vec::new()));
            let answers = self.answers.get(&Some(comment.id.value.as_str()));
            waiting.extend(answers.into_iter().flatten().rev());
        }
        flat
    }

    fn comment(&self, comment: &Comment, replies: Vec<CommentView>) -> CommentView {
        CommentView {
            anchor: format!("commentaire-{}", comment.id.value),
            author: comment.author.clone(),
            date: self.context.date(comment.date),
            body: body::body(self.context, self.file, &comment.body),
            replies,
        }
    }
}
