//! What editors write, one type a kind of file.
//!
//! A document is what one source file says, checked as far as one file can be checked alone. It knows nothing of other files: an
//! author is still a name with its place in the source ([`Located`]), a link still a target. The `site` stage turns names into
//! references, and reports those that lead nowhere.

mod article;
mod author;
mod book;
mod collection;
mod content;
mod day;
mod edition;
mod event;
mod identity;
mod markdown;
mod member;
mod model;
mod picture;
mod site_config;
mod term;

use std::sync::Arc;

use crate::diagnostics::Located;

pub use article::{Article, Comment, Comments, Page, Provenance, SeriesPart, SourceText};
pub use author::{Author, AuthorKind};
pub use book::{Book, BookFormat, Published};
pub use collection::{Collection, Contribution, Sector};
pub use content::{Content, ContentWriter, Piece};
pub use day::{DateOrDateTime, DayOfYear};
pub use edition::{Cell, Edition, EditionDimension, EditionGroup, EditionPanel};
pub use event::{Amount, Event, EventStatus, EventTime, Price, Registration, Session, SessionTime};
pub use identity::{Identity, Image, Slug};
pub use markdown::{
    BodyWords, CardTarget, Component, Heading, Link, Markdown, PictureHole, RadarSeries,
    Replacement, Splice, Target, TargetKind, Worksheet, WorksheetQuestion,
};
pub use member::{Member, SizeClass};
pub use model::{ModelDimension, ModelDocument, ModelLever, Wheel, WheelComponent, WheelPrinciple};
pub use picture::{Drawing, Picture, StillFormat};
pub use site_config::{
    Accessibility, AccessibilityAudit, Admin, Category, Features, Forge, ForgeKind, Giscus,
    Licence, NavigationEntry, OpenCollection, Publisher, Repository, SiteConfig,
};
pub use term::Term;

/// A name that must be the slug of another document, with its place.
pub type Name = Located<String>;

/// One parsed file of `content/`.
#[derive(Debug, Clone)]
pub enum Document {
    /// `site.yaml`
    SiteConfig(Arc<SiteConfig>),
    /// `model.yaml`
    Model(Arc<ModelDocument>),
    /// `models/*.yaml`: an earlier version of the model
    FormerModel(Arc<ModelDocument>),
    /// `articles/**/*.md`
    Article(Arc<Article>),
    /// `articles/**/NAME.comments.yaml`
    Comments(Arc<Comments>),
    /// `glossary/*.md`
    Term(Arc<Term>),
    /// `authors/*.md`
    Author(Arc<Author>),
    /// `events/**/*.md`
    Event(Arc<Event>),
    /// `books/*.md`
    Book(Arc<Book>),
    /// `members/*.md`
    Member(Arc<Member>),
    /// `benchmark/*.yaml`
    Edition(Arc<Edition>),
    /// Any other Markdown
    Page(Arc<Page>),
    /// `*.svg`: a drawing
    Drawing(Arc<Drawing>),
    /// `*.png`, `*.jpg`…: a picture
    Picture(Picture),
    /// Anything else, copied as it is
    Asset,
}

impl Document {
    /// The keys that all Markdown documents share, and the text below them, if it is one.
    pub fn written(&self) -> Option<(&Identity, &Markdown)> {
        match self {
            Self::Article(it) => Some((&it.identity, &it.body)),
            Self::Term(it) => Some((&it.identity, &it.body)),
            Self::Author(it) => Some((&it.identity, &it.body)),
            Self::Event(it) => Some((&it.identity, &it.body)),
            Self::Book(it) => Some((&it.identity, &it.body)),
            Self::Member(it) => Some((&it.identity, &it.body)),
            Self::Page(it) => Some((&it.identity, &it.body)),
            Self::SiteConfig(_)
            | Self::Model(_)
            | Self::FormerModel(_)
            | Self::Comments(_)
            | Self::Edition(_)
            | Self::Drawing(_)
            | Self::Picture(_)
            | Self::Asset => None,
        }
    }
}
