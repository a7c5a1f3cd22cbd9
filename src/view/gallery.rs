//! The pages of a gallery: the components of a theme side by side, each in all of its states.
//!
//! Nothing is made up here. The site of `crate::gallery` holds a document for each state; this module derives of it what the pages of that
//! site show too, so that a component cannot look one way in the gallery and another on a page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::article::{self, ArticleView};
use super::benchmark::{self, BenchmarkView, EditionView};
use super::body;
use super::context::Context;
use super::events::{self, EventView};
use super::figures::WheelView;
use super::geometry;
use super::kept::Kept;
use super::lists::{self, Pagination};
use super::meta::Draft;
use super::parts::{
    ArticleCard, AuthorView, Body, BookCard, CountedLink, DimensionLink, EventCard, Link,
    MemberCard, TermCard,
};
use super::{PageView, View};
use crate::gallery::is_one_of_many;

/// A page of the gallery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// What there is to see.
    Index,
    /// What Markdown gives: texts and the components in them.
    Text,
    /// What lists are made of.
    Cards,
    /// Events in all that can happen to them.
    Events,
    /// Drawings of the model and of the benchmark.
    Figures,
    /// Buttons, badges, and the ways from page to page.
    Controls,
}

impl Section {
    /// Every page, in order.
    pub const ALL: [Self; 6] = [
        Self::Index,
        Self::Text,
        Self::Cards,
        Self::Events,
        Self::Figures,
        Self::Controls,
    ];

    /// Its path below the gallery.
    pub fn path(self) -> &'static str {
        match self {
            Self::Index => "",
            Self::Text => "text/",
            Self::Cards => "cards/",
            Self::Events => "events/",
            Self::Figures => "figures/",
            Self::Controls => "controls/",
        }
    }

    /// The key of its title.
    fn title(self) -> &'static str {
        match self {
            Self::Index => "gallery",
            Self::Text => "gallery_text",
            Self::Cards => "gallery_cards",
            Self::Events => "gallery_events",
            Self::Figures => "gallery_figures",
            Self::Controls => "gallery_controls",
        }
    }
}

/// `gallery.html`
#[derive(Debug, Serialize)]
pub struct GalleryView {
    /// The page.
    pub section: Section,
    /// All pages but the first.
    pub sections: Vec<Link>,
    /// The pages of the gallery's sites.
    pub pages: Vec<Pages>,
    /// What is shown.
    pub samples: Samples,
}

/// The pages of a site of the gallery.
#[derive(Debug, Clone, Serialize)]
pub struct Pages {
    /// `samples`, `new` or `empty`.
    pub site: &'static str,
    /// Each by its path.
    pub pages: Vec<Link>,
}

/// What the components show.
#[derive(Debug, Serialize)]
pub struct Samples {
    /// Texts, by the names of their files.
    pub texts: BTreeMap<String, Body>,
    /// An article that has all that articles can have.
    pub article: Box<ArticleView>,
    /// An article a state.
    pub articles: Vec<Kept<ArticleCard>>,
    /// A long list, on its first page, in its middle and on its last.
    pub paginations: Vec<Pagination>,
    /// Tags with the number of their articles.
    pub tags: Vec<CountedLink>,
    /// A term a state.
    pub terms: Vec<TermCard>,
    /// A book a state.
    pub books: Vec<BookCard>,
    /// A dimension of each lever.
    pub dimensions: Vec<Kept<DimensionLink>>,
    /// A person or organisation a state.
    pub authors: Vec<Kept<AuthorView>>,
    /// A member a state.
    pub members: Vec<MemberCard>,
    /// An event a state, earliest first.
    pub events: Vec<EventCard>,
    /// An event with a programme of several rooms.
    pub event: Box<EventView>,
    /// An index of the benchmark with its trends.
    pub benchmark: BenchmarkView,
    /// An edition, with what may not be published.
    pub edition: Box<EditionView>,
    /// The wheel of the model.
    pub wheel: WheelView,
}

/// The page `section` of the gallery that lives at `base`, a path with both slashes. `context` is that of the samples, `pages` tells what
/// else can be visited. `None` where the samples lack something, which a test forbids.
pub fn gallery(
    context: &Context<'_>,
    base: &str,
    section: Section,
    pages: &[Pages],
) -> Option<PageView> {
    let link = |section: Section| Link {
        label: context.words(section.title()),
        url: format!("{base}{}", section.path()),
    };
    let view = GalleryView {
        section,
        sections: Section::ALL.into_iter().skip(1).map(link).collect(),
        pages: pages.to_vec(),
        samples: samples(context)?,
    };
    let title = context.words(section.title());
    let mut draft = Draft::new(View::Gallery(Box::new(view)), "gallery", title);
    draft.noindex = true;
    if section != Section::Index {
        draft = draft.below(vec![link(Section::Index)]);
    }
    Some(draft.finish(context, "/"))
}

fn samples(context: &Context<'_>) -> Option<Samples> {
    let site = context.site;
    let texts = site.pages.iter().map(|page| {
        let body = body::body(context, &page.identity.file, &page.body);
        (page.identity.file.stem().to_owned(), body)
    });
    let shown = |position: &usize| !is_one_of_many(site.articles[*position].identity.slug.as_str());
    let View::Article(article) = article::article(context, site.articles.position("complet")?).view
    else {
        return None;
    };
    let View::Event(event) = events::event(context, site.events.position("programme")?).view else {
        return None;
    };
    let View::Benchmark(benchmark) = benchmark::index(context).view else {
        return None;
    };
    let View::Edition(edition) = benchmark::edition(context, 0)?.view else {
        return None;
    };
    let View::Articles(list) = lists::all(context, 1).view else {
        return None;
    };
    let first = list.pagination?;
    let on_page = |page: usize| match lists::all(context, page).view {
        View::Articles(list) => list.pagination,
        _ => None,
    };
    let (middle, last) = (on_page(first.last / 2)?, on_page(first.last)?);
    let model = site.model.as_ref()?;
    let first_of = |lever: &str| {
        let mut dimensions = model.dimensions.iter();
        let found = dimensions.find(|dimension| dimension.lever == lever)?;
        context.dimension(&found.id)
    };
    Some(Samples {
        texts: texts.collect(),
        article,
        articles: context.article_cards((0..site.articles.len()).filter(shown)),
        paginations: vec![first, middle, last],
        tags: list.tags,
        terms: site
            .terms
            .iter()
            .map(|term| context.term_card(term))
            .collect(),
        books: site
            .books
            .iter()
            .map(|book| context.book_card(book))
            .collect(),
        dimensions: model
            .levers
            .iter()
            .filter_map(|lever| first_of(&lever.id))
            .map(Kept::new)
            .collect(),
        authors: (0..site.authors.len())
            .map(|position| context.author(position))
            .collect(),
        members: site
            .members
            .iter()
            .map(|member| context.member_card(member))
            .collect(),
        events: (0..site.events.len())
            .map(|position| context.event_card(position))
            .collect(),
        event,
        benchmark,
        edition,
        wheel: geometry::wheel(context)?,
    })
}
