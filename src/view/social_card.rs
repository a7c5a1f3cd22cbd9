//! What the picture says that networks show beside a link: a social card.

use std::collections::BTreeMap;

use serde::Serialize;

use super::context::{Context, encoded};
use super::parts::SocialImage;
use crate::diagnostics::SourcePath;
use crate::document::{Article, Event, Identity, StillFormat};
use crate::language::date::long_date;
use crate::site::calendar::Occurrence;
use crate::site::links::image_path;

/// Pixels of a card: what networks ask for.
pub const CARD_WIDTH: u32 = 1200;
/// Pixels of a card.
pub const CARD_HEIGHT: u32 = 630;
/// What networks need at least to show a picture at the width of their page.
const LEAST: (u32, u32) = (600, 315);

/// What a card depends on besides its words, in one hash: its template, its fonts, the way it is drawn.
#[derive(Debug, Clone, Copy)]
pub struct CardRecipe(pub blake3::Hash);

/// The words of a card, as `social-card/card.svg` sees them but for the title, which is cut into lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SocialCard {
    /// Title of the page.
    pub title: String,
    /// What kind of thing it is: the category of an article, the day of an event.
    pub kicker: Option<String>,
    /// Who wrote it, or where it takes place.
    pub byline: Option<String>,
    /// Title of the site; absent where it is the title of the page.
    pub site: Option<String>,
    /// Rank from 1 of the lever that colours it.
    pub lever: Option<usize>,
    /// Language of the title.
    pub lang: String,
}

impl SocialCard {
    /// That of the site, for its home page and all pages without one of their own.
    pub fn of_site(context: &Context<'_>) -> Self {
        let config = &context.site.config;
        Self {
            title: config.title.clone(),
            kicker: None,
            byline: config.tagline.clone(),
            site: None,
            lever: None,
            lang: config.language.code().to_owned(),
        }
    }

    /// That of an article.
    pub fn of_article(context: &Context<'_>, article: &Article) -> Self {
        let identity = &article.identity;
        let authors = context.author_links(&article.authors);
        let authors: Vec<&str> = authors.iter().map(|author| &*author.label).collect();
        let dimension = identity.dimensions.first();
        let dimension = dimension.and_then(|name| context.dimension(&name.value));
        let category = article.category.as_ref();
        Self {
            title: identity.title.clone(),
            kicker: category
                .and_then(|name| context.category(name))
                .map(|category| category.label.clone()),
            byline: Some(authors.join(", ")).filter(|authors| !authors.is_empty()),
            lever: dimension.map(|dimension| dimension.lever.rank),
            ..Self::of_page(context, identity.lang.as_deref())
        }
    }

    /// That of an event.
    pub fn of_event(context: &Context<'_>, event: &Event, occurrence: &Occurrence) -> Self {
        let identity = &event.identity;
        let dimension = identity.dimensions.first();
        let dimension = dimension.and_then(|name| context.dimension(&name.value));
        let day = occurrence.span.as_ref().map(|span| span.start.date());
        Self {
            title: identity.title.clone(),
            kicker: day.map(|day| long_date(context.language(), day)),
            byline: event.venue.clone(),
            lever: dimension.map(|dimension| dimension.lever.rank),
            ..Self::of_page(context, identity.lang.as_deref())
        }
    }

    /// That of a page in this language, as yet without words.
    fn of_page(context: &Context<'_>, lang: Option<&str>) -> Self {
        let config = &context.site.config;
        Self {
            title: String::new(),
            kicker: None,
            byline: None,
            site: Some(config.title.clone()),
            lever: None,
            lang: lang.unwrap_or(config.language.code()).to_owned(),
        }
    }
}

impl CardRecipe {
    /// The path in the site of a card with these words: `/images/carte-la-lampe-de-la-214-0123456789abcdef.png`.
    fn path(self, slug: &str, card: &SocialCard) -> String {
        let mut recipe = blake3::Hasher::new();
        recipe.update(self.0.as_bytes());
        // The debug form holds every word, each in its quotation marks.
        recipe.update(format!("{card:?}").as_bytes());
        let name = if card.lang.starts_with("fr") {
            "carte"
        } else {
            "card"
        };
        format!(
            "/images/{name}-{slug}-{}.png",
            &recipe.finalize().to_hex()[..16]
        )
    }
}

/// Every card of the site, by its path.
pub fn cards(context: &Context<'_>) -> BTreeMap<String, SocialCard> {
    let Some(recipe) = context.cards else {
        return BTreeMap::new();
    };
    let site = context.site;
    // A document with a picture of its own needs no card.
    let needs_card = |identity: &Identity| own(context, identity).is_none_or(|(_, is_fit)| !is_fit);
    let articles = site.articles.iter();
    let articles = articles.filter(|article| needs_card(&article.identity));
    let articles = articles.map(|article| {
        let card = SocialCard::of_article(context, article);
        (recipe.path(article.identity.slug.as_str(), &card), card)
    });
    let events = site.events.iter().zip(site.occurrences.iter());
    let events = events.filter(|(event, _)| needs_card(&event.identity));
    let events = events.map(|(event, occurrence)| {
        let card = SocialCard::of_event(context, event, occurrence);
        (recipe.path(event.identity.slug.as_str(), &card), card)
    });
    let home = SocialCard::of_site(context);
    let home = (recipe.path(HOME, &home), home);
    articles.chain(events).chain([home]).collect()
}

/// What the card of the site is called.
const HOME: &str = "accueil";

/// The picture for networks of a document: its own where it has one that they can show, else its card, else its own all the same.
pub fn of_document(
    context: &Context<'_>,
    identity: &Identity,
    card: Option<SocialCard>,
) -> Option<SocialImage> {
    let own = own(context, identity);
    let is_fit = own.as_ref().is_some_and(|(_, is_fit)| *is_fit);
    let drawn = card
        .filter(|_| !is_fit)
        .and_then(|card| drawn(context, identity.slug.as_str(), &card));
    drawn.or(own.map(|(image, _)| image))
}

/// The card of the site, for pages that have no picture of their own.
pub fn of_site(context: &Context<'_>) -> Option<SocialImage> {
    drawn(context, HOME, &SocialCard::of_site(context))
}

fn drawn(context: &Context<'_>, slug: &str, card: &SocialCard) -> Option<SocialImage> {
    let path = context.cards?.path(slug, card);
    let alt = match &card.site {
        Some(site) => format!("{} — {site}", card.title),
        None => card.title.clone(),
    };
    Some(SocialImage {
        url: context.site.base.absolute(&path),
        width: Some(CARD_WIDTH),
        height: Some(CARD_HEIGHT),
        alt,
    })
}

/// The picture of the front matter, and whether networks can show it: no drawing, and large enough.
fn own(context: &Context<'_>, identity: &Identity) -> Option<(SocialImage, bool)> {
    let image = identity.image.as_ref()?;
    let file: &SourcePath = &identity.file;
    let path = image_path(image, file)?;
    let picture = context
        .site
        .pictures
        .get(&path)
        .copied()
        .unwrap_or_default();
    let is_known = matches!(picture.still, Some(StillFormat::Jpeg | StillFormat::Png));
    let is_large = picture
        .size
        .is_some_and(|(width, height)| width >= LEAST.0 && height >= LEAST.1);
    let image = SocialImage {
        url: context.site.base.absolute(&encoded(&path)),
        width: picture.size.map(|(width, _)| width),
        height: picture.size.map(|(_, height)| height),
        alt: image.alternative.clone(),
    };
    Some((image, is_known && is_large))
}
