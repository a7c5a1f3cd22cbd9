//! An article, with all that surrounds it.

use super::View;
use super::body;
use super::context::Context;
use super::lists::articles_link;
use super::meta::Draft;
use super::parts::{
    ArticleCard, AuthorView, Backlink, Body, BookCard, DateView, DimensionLink, Link, TocEntry,
};
use super::structured_data;
use crate::document::{Article, Comment, Markdown};
use crate::language::slug::slug;
use crate::site::links::DocumentId;
use serde::Serialize;
use std::fmt::Write;

/// `article.html`
#[derive(Debug, Serialize)]
pub struct ArticleView {
    /// Title, summary, date…
    pub card: ArticleCard,
    /// Text.
    pub body: Body,
    /// Headings of level 2 and 3.
    pub toc: Vec<TocEntry>,
    /// Day of the last change.
    pub updated: Option<DateView>,
    /// Authors' boxes.
    pub authors: Vec<AuthorView>,
    /// Tags.
    pub tags: Vec<Link>,
    /// Dimensions of the model.
    pub dimensions: Vec<DimensionLink>,
    /// Where it was first printed.
    pub source: Option<SourceView>,
    /// Its place in a series.
    pub series: Option<SeriesView>,
    /// The book it reviews.
    pub review_of: Option<BookCard>,
    /// « Sur le même thème ».
    pub related: Vec<ArticleCard>,
    /// Others of its category, latest first.
    pub same_category: Vec<ArticleCard>,
    /// Pages that link to it.
    pub backlinks: Vec<Backlink>,
    /// Plain links to share it; no script, no third party until the reader follows one.
    pub share: Vec<Link>,
    /// Moderated comments.
    pub comments: Vec<CommentView>,
    /// Comments in all, replies included.
    pub comment_count: usize,
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
        card: context.article_card(article),
        body: body::body_with_glossary(context, &identity.file, &article.body, id),
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
        related: context.article_cards(site.related.related(position, RELATED)),
        same_category: same_category(context, position, article),
        backlinks: context.backlinks(id),
        share: share(&identity.title, &canonical),
        comments: comments
            .map(|comments| replies(context, &comments.file, &comments.comments, None))
            .unwrap_or_default(),
        comment_count: comments.map_or(0, |comments| comments.comments.len()),
    };
    let image = view.card.image.as_ref().map(|image| image.url.clone());
    let structured = structured_data::article(context, article, &canonical, image.as_deref());
    let mut parents = vec![articles_link(context)];
    parents.extend(view.card.category.clone());
    let mut draft = Draft::new(View::Article(Box::new(view)), "article", &identity.title)
        .described_by(identity)
        .below(parents);
    draft.og_type = "article";
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

fn same_category(
    context: &Context<'_>,
    position: usize,
    article: &Article,
) -> Vec<super::parts::ArticleCard> {
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
    context.article_cards(
        positions
            .iter()
            .copied()
            .filter(|other| *other != position)
            .take(SAME_CATEGORY),
    )
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

/// The comments that answer `parent`, oldest first, each with its own replies.
fn replies(
    context: &Context<'_>,
    file: &crate::diagnostics::SourcePath,
    comments: &[Comment],
    parent: Option<&str>,
) -> Vec<CommentView> {
    let mut answers: Vec<&Comment> = comments
        .iter()
        .filter(|comment| comment.reply_to.as_ref().map(|name| name.value.as_str()) == parent)
        .collect();
    answers.sort_by_key(|comment| comment.date);
    answers
        .into_iter()
        .map(|comment| CommentView {
            anchor: format!("commentaire-{}", comment.id.value),
            author: comment.author.clone(),
            date: context.date(comment.date),
            body: body::body(context, file, &comment.body),
            replies: replies(context, file, comments, Some(&comment.id.value)),
        })
        .collect()
}
