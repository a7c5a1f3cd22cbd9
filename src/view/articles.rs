//! Articles, and the lists that gather them.

use std::fmt::Write;

use super::body;
use super::context::Context;
use super::meta::{Draft, introduction, singleton_link};
use super::pages::{
    ArchiveEntry, ArchiveMonth, ArchiveYear, ArchivesView, ArticleListView, ArticleView,
    CommentView, PageNumber, Pagination, SeriesPageView, SeriesView, SourceView,
};
use super::parts::{Body, CountedLink, Link, TocEntry};
use super::{View, structured_data};
use crate::document::{Article, Comment, Markdown};
use crate::language::date::month_name;
use crate::language::slug::slug;
use crate::site::links::DocumentId;
use crate::site::routes::{Singleton, list_page, page_count};

const RELATED: usize = 4;
const SAME_CATEGORY: usize = 4;

/// The list of all articles, from page 1.
pub fn all(context: &Context<'_>, page: usize) -> Draft {
    let site = context.site;
    let index = site.routes.names().index("articles");
    let positions: Vec<usize> = (0..site.articles.len()).collect();
    let intro = introduction(context, Singleton::Articles);
    let first = page == 1;
    let mut view = list(context, &index, &positions, page);
    if let (true, Some(intro)) = (first, intro) {
        view.body = body::body(context, &intro.identity.file, &intro.body);
    }
    if first {
        view.categories = categories(context);
        view.tags = counted(
            context,
            "tags",
            site.taxonomies
                .tags
                .iter()
                .map(|(slug, group)| (slug, group.name.as_str(), group.articles.len())),
        );
        view.series = counted(
            context,
            "series",
            site.taxonomies
                .series
                .iter()
                .map(|(slug, group)| (slug, group.name.as_str(), group.articles.len())),
        );
    }
    Draft::new(View::Articles(view), "articles", context.words("articles")).introduced(intro)
}

/// Categories that have articles, in the order of `site.yaml`.
pub fn categories(context: &Context<'_>) -> Vec<CountedLink> {
    let site = context.site;
    let pairs = site
        .config
        .categories
        .iter()
        .zip(&site.taxonomies.categories);
    pairs
        .filter(|(_, articles)| !articles.is_empty())
        .map(|(category, articles)| CountedLink {
            label: category.name.clone(),
            url: context.page("categories", category.slug.as_str()),
            count: articles.len(),
            description: category.description.clone(),
        })
        .collect()
}

fn counted<'n>(
    context: &Context<'_>,
    folder: &str,
    groups: impl Iterator<Item = (&'n String, &'n str, usize)>,
) -> Vec<CountedLink> {
    let mut links: Vec<CountedLink> = groups
        .map(|(slug, name, count)| CountedLink {
            label: name.to_owned(),
            url: context.page(folder, slug),
            count,
            description: None,
        })
        .collect();
    links.sort_by(|one, other| {
        context
            .site
            .collation
            .compare(&one.label, &other.label)
            .then_with(|| one.url.cmp(&other.url))
    });
    links
}

/// A category.
pub fn category(context: &Context<'_>, position: usize, page: usize) -> Draft {
    let category = &context.site.config.categories[position];
    let index = context
        .site
        .routes
        .names()
        .page("categories", category.slug.as_str());
    let mut view = list(
        context,
        &index,
        &context.site.taxonomies.categories[position],
        page,
    );
    view.description.clone_from(&category.description);
    let mut draft = Draft::new(View::Articles(view), "category", &category.name)
        .below(vec![articles_link(context)]);
    draft.description.clone_from(&category.description);
    draft.feeds = vec![Link {
        label: category.name.clone(),
        url: context.href(&format!("{index}atom.xml")),
    }];
    draft
}

/// A tag.
pub fn tag(context: &Context<'_>, slug: &str, page: usize) -> Option<Draft> {
    let group = context.site.taxonomies.tags.get(slug)?;
    let index = context.site.routes.names().page("tags", slug);
    let view = list(context, &index, &group.articles, page);
    let mut name = group.name.chars();
    let title: String = name
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(name)
        .collect();
    let mut draft =
        Draft::new(View::Articles(view), "tag", title).below(vec![articles_link(context)]);
    draft.feeds = vec![Link {
        label: group.name.clone(),
        url: context.href(&format!("{index}atom.xml")),
    }];
    Some(draft)
}

fn articles_link(context: &Context<'_>) -> Link {
    singleton_link(context, Singleton::Articles, "articles")
}

/// One page of a list of articles.
fn list(context: &Context<'_>, index: &str, positions: &[usize], page: usize) -> ArticleListView {
    let size = context.site.config.page_size;
    let last = page_count(positions.len(), size);
    let shown = positions.iter().copied().skip((page - 1) * size).take(size);
    ArticleListView {
        body: Body::default(),
        description: None,
        articles: context.article_cards(shown),
        total: positions.len(),
        pagination: (last > 1).then(|| pagination(context, index, page, last)),
        categories: Vec::new(),
        tags: Vec::new(),
        series: Vec::new(),
    }
}

fn pagination(context: &Context<'_>, index: &str, current: usize, last: usize) -> Pagination {
    let url = |page: usize| context.href(&list_page(context.site.routes.names(), index, page));
    let mut pages = Vec::new();
    let mut previous = 0;
    for number in
        (1..=last).filter(|number| *number == 1 || *number == last || number.abs_diff(current) <= 2)
    {
        if number > previous + 1 {
            pages.push(None);
        }
        pages.push(Some(PageNumber {
            number,
            url: url(number),
        }));
        previous = number;
    }
    Pagination {
        current,
        last,
        previous: (current > 1).then(|| url(current - 1)),
        next: (current < last).then(|| url(current + 1)),
        pages,
    }
}

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
        .from_identity(identity)
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

/// A series.
pub fn series(context: &Context<'_>, slug: &str) -> Option<Draft> {
    let group = context.site.taxonomies.series.get(slug)?;
    let view = SeriesPageView {
        articles: context.article_cards(group.articles.iter().copied()),
    };
    Some(Draft::new(View::Series(view), "series", &group.name).below(vec![articles_link(context)]))
}

/// The archives, by year and month.
pub fn archives(context: &Context<'_>) -> Draft {
    let articles = &context.site.articles;
    let mut years: Vec<ArchiveYear> = Vec::new();
    let mut last = None;
    for article in articles {
        let (year, month) = (article.date.year(), article.date.month());
        if last.is_none_or(|(last_year, _)| last_year != year) {
            years.push(ArchiveYear {
                year: year.to_string(),
                months: Vec::new(),
                count: 0,
            });
        }
        let Some(current) = years.last_mut() else {
            continue;
        };
        if last != Some((year, month)) {
            current.months.push(ArchiveMonth {
                name: month_name(context.language(), article.date).to_owned(),
                articles: Vec::new(),
            });
        }
        last = Some((year, month));
        current.count += 1;
        if let Some(month) = current.months.last_mut() {
            let identity = &article.identity;
            let link = Link {
                label: identity.title.clone(),
                url: context.page("articles", identity.slug.as_str()),
            };
            month.articles.push(ArchiveEntry {
                link,
                date: context.date(article.date),
            });
        }
    }
    let view = ArchivesView {
        years,
        total: articles.len(),
    };
    Draft::new(View::Archives(view), "archives", context.words("archives"))
        .below(vec![articles_link(context)])
        .introduced(introduction(context, Singleton::Archives))
}
