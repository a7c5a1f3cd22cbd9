//! A Markdown body: HTML with holes, and what the other stages need to know of it.
//!
//! Addresses and the words of the theme are what one file cannot know by itself, so the HTML is cut where they belong: link resolves the
//! holes, derive fills them. Text that may hold a glossary term stands in pieces of its own for the same reason.

use std::ops::Range;
use std::sync::Arc;

use super::Content;
use crate::diagnostics::Span;

/// A parsed body.
#[derive(Debug, Clone, Default)]
pub struct Markdown {
    /// Its HTML and its plain text.
    pub content: Content,
    /// Links and images whose target is in the site, by the number in [`Piece::Address`](super::Piece::Address).
    pub links: Vec<Link>,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Every `id` in the HTML but those of the headings: footnotes.
    pub anchors: Vec<String>,
    /// What a copy of the source says otherwise, in the order of the source; none overlaps another.
    pub splices: Vec<Splice>,
    /// Words of its plain text.
    pub word_count: usize,
}

impl Markdown {
    /// Every `id` in the HTML.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let headings = self.headings.iter().map(|heading| &heading.id);
        headings.chain(&self.anchors).map(String::as_str)
    }
}

/// Words of the interface that stand in bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyWords {
    Table,
    AlertNote,
    AlertTip,
    AlertImportant,
    AlertWarning,
    AlertCaution,
    TaskDone,
    TaskToDo,
    Notes,
    NoteBack,
}

impl BodyWords {
    /// All of them, each at its number.
    pub const ALL: [Self; 10] = [
        Self::Table,
        Self::AlertNote,
        Self::AlertTip,
        Self::AlertImportant,
        Self::AlertWarning,
        Self::AlertCaution,
        Self::TaskDone,
        Self::TaskToDo,
        Self::Notes,
        Self::NoteBack,
    ];

    /// Their key in the theme.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::AlertNote => "alert_note",
            Self::AlertTip => "alert_tip",
            Self::AlertImportant => "alert_important",
            Self::AlertWarning => "alert_warning",
            Self::AlertCaution => "alert_caution",
            Self::TaskDone => "task_done",
            Self::TaskToDo => "task_to_do",
            Self::Notes => "notes",
            Self::NoteBack => "note_back",
        }
    }
}

/// A picture in a body.
#[derive(Debug, Clone)]
pub struct PictureHole {
    /// A number in [`Markdown::links`].
    pub link: usize,
    /// Alternative text.
    pub alternative: String,
    /// Advisory title; empty for none.
    pub title: String,
}

/// A passage of the source that reads otherwise where the source is copied for readers outside of the site.
#[derive(Debug, Clone)]
pub struct Splice {
    /// The passage, in the source file.
    pub span: Span,
    /// What stands in its place.
    pub with: Replacement,
}

/// What stands in the place of a passage.
#[derive(Debug, Clone)]
pub enum Replacement {
    /// Other text.
    Text(String),
    /// The end of a link or an image, after its words: `](ADDRESS "title")`.
    Address {
        /// A number in [`Markdown::links`].
        link: usize,
        /// Advisory title; empty for none.
        title: String,
    },
    /// A whole link, named by its target.
    Titled(usize),
    /// What a component says.
    Component(Arc<Component>),
}

/// A link or an image whose target is in the site.
#[derive(Debug, Clone)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// Where it was written, in the source file.
    pub span: Span,
    /// The bytes of the sentence around it in the plain text; none where it stands in no sentence.
    pub sentence: Range<u32>,
    /// An image, not a link.
    pub image: bool,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The page or file.
    pub kind: TargetKind,
    /// What follows `#`.
    pub anchor: Option<String>,
}

/// The page or file that a link names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetKind {
    /// `/glossaire/nps/`
    Path(String),
    /// `../glossary/nps.md`, `plan.png`: resolved to a path below `content/`.
    Source(String),
    /// `[[nps]]`
    Wiki(String),
    /// `#ancre`: the same page.
    Here,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its `id`.
    pub id: String,
    /// Plain text.
    pub text: String,
}

/// A fenced block that the theme draws.
#[derive(Debug, Clone)]
pub enum Component {
    /// Date, title, text of each step.
    Timeline(Vec<(String, String, Option<String>)>),
    /// A quotation.
    Quote {
        /// The words.
        text: String,
        /// Who said them.
        author: Option<String>,
        /// Where.
        source: Option<String>,
        /// Address of the source.
        url: Option<String>,
        /// Language of the words.
        lang: Option<String>,
    },
    /// Title, text, link (a number in [`Markdown::links`], or an address) of each card.
    Cards(Vec<(String, Option<String>, Option<CardTarget>)>),
    /// A picture with its legend.
    Figure {
        /// A number in [`Markdown::links`].
        image: usize,
        /// Alternative text.
        alternative: String,
        /// Legend.
        caption: Option<String>,
        /// Credit.
        credit: Option<String>,
    },
    /// The wheel of the model.
    Wheel,
    /// Scores on the axes of the model.
    Radar {
        /// Title.
        title: Option<String>,
        /// Name and scores by dimension of each series.
        series: Vec<RadarSeries>,
    },
    /// Questions to answer.
    Worksheet(Worksheet),
}

/// Where a card leads.
#[derive(Debug, Clone)]
pub enum CardTarget {
    /// A number in [`Markdown::links`].
    Link(usize),
    /// Outside of the site.
    Address(String),
}

/// A series of a radar: its name, and the score of each dimension named.
#[derive(Debug, Clone)]
pub struct RadarSeries {
    /// Name.
    pub name: String,
    /// Dimension and score from 0 to 100.
    pub scores: Vec<(super::Name, f64)>,
}

/// Questions to answer on the page.
#[derive(Debug, Clone)]
pub struct Worksheet {
    /// Names what is kept on the device.
    pub id: String,
    /// Title.
    pub title: String,
    /// Introduction.
    pub intro: Option<String>,
    /// In order.
    pub questions: Vec<WorksheetQuestion>,
    /// The last question, which shows the others' answers.
    pub synthesis: Option<WorksheetQuestion>,
}

/// One question.
#[derive(Debug, Clone)]
pub struct WorksheetQuestion {
    /// Unique in the worksheet.
    pub id: String,
    /// The question.
    pub label: String,
    /// Help below it.
    pub hint: Option<String>,
}
