//! The small shapes that several pages share: links, dates, cards.
//!
//! Every address in a view is ready to be written in an `href`: it starts with the base path of the site.
//! Every text is already typographed and *not* yet escaped; what ends in `_html`, and [`Body`], is HTML.

use serde::Serialize;

use super::Drawn;
use super::kept::Kept;
use super::menu::MenuItem;

/// A label and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What the reader sees.
    pub label: String,
    /// An address with the base path, or an absolute one.
    pub url: String,
}

/// A link with the number of things behind it.
#[derive(Debug, Clone, Serialize)]
pub struct CountedLink {
    /// What the reader sees.
    pub label: String,
    /// An address with the base path.
    pub url: String,
    /// How many things the address lists.
    pub count: usize,
    /// What it is about, where something was written.
    pub description: Option<String>,
}

/// A date for people and for machines: `<time datetime="{iso}">{text}</time>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `2012-11-16`.
    pub iso: String,
    /// « 16 novembre 2012 ».
    pub text: String,
}

/// A picture with what stands for it when it cannot be seen.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView {
    /// Address with the base path.
    pub url: String,
    /// Alternative text; empty for decoration.
    pub alt: String,
    /// Legend shown below.
    pub caption: Option<String>,
    /// Pixels, where the file tells.
    pub width: Option<u32>,
    /// Pixels, where the file tells.
    pub height: Option<u32>,
    /// Smaller versions in WebP, for the `srcset` of a `<source>`; absent where there are none.
    pub srcset: Option<String>,
}

/// The picture that networks show beside a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SocialImage {
    /// Absolute address.
    pub url: String,
    /// Pixels, where the file tells.
    pub width: Option<u32>,
    /// Pixels, where the file tells.
    pub height: Option<u32>,
    /// What it shows; empty where the editor calls it decoration.
    pub alt: String,
}

/// The lever that colours a card: its rank among the model's levers, from 1, and its name.
#[derive(Debug, Clone, Serialize)]
pub struct LeverTag {
    /// The lever's id in the model.
    pub id: String,
    /// Rank from 1: picks the colour (`data-lever="1"`).
    pub rank: usize,
    /// « Managérial ».
    pub name: String,
    /// The lever's page.
    pub url: String,
}

/// A dimension of the model as a link.
#[derive(Debug, Clone, Serialize)]
pub struct DimensionLink {
    /// The dimension's id in the model.
    pub id: String,
    /// « Vision partagée ».
    pub name: String,
    /// The dimension's page.
    pub url: String,
    /// One sentence.
    pub definition: String,
    /// Its lever.
    pub lever: Kept<LeverTag>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleCard {
    /// Title.
    pub title: String,
    /// Address.
    pub url: String,
    /// One or two sentences.
    pub summary: String,
    /// Day of publication.
    pub date: DateView,
    /// Category.
    pub category: Option<Kept<Link>>,
    /// Authors in the article's order.
    pub authors: Vec<Kept<Link>>,
    /// Whole minutes, at least 1.
    pub reading_minutes: usize,
    /// Sector of a case.
    pub sector: Option<String>,
    /// Lever of its first dimension.
    pub lever: Option<Kept<LeverTag>>,
    /// Picture.
    pub image: Option<ImageView>,
    /// Language, where it is not the site's.
    pub lang: Option<String>,
    /// A draft, shown in a preview only.
    pub draft: bool,
    /// Itself as `article_card` draws it, by the rank of the heading: `article_grid` takes it where it is there.
    pub drawn: Drawn,
}

/// When an event takes place.
#[derive(Debug, Clone, Serialize)]
pub struct WhenView {
    /// Value of `datetime` for the start; absent when the date is not known.
    pub start: Option<String>,
    /// « jeudi 18 avril 2019, 12 h 15 – 13 h 05 », « 18 avril, 12 h 15 – 13 h 05 (année non précisée) ».
    pub text: String,
    /// « 18 »; « ? » when a new date is to come.
    pub day: String,
    /// « avr. »; empty when a new date is to come.
    pub month: String,
    /// « 2019 », or that it is not known.
    pub year: String,
    /// Whether `text` tells a time of day.
    pub has_hours: bool,
    /// UTC milliseconds at which the event is over: the browser sorts by it, as the build does. Absent for what is never over.
    pub over_at: Option<i64>,
    /// While it takes place.
    pub on_now: Option<Meanwhile>,
}

/// What a page shows during some time only: `<parvis-while from="…" until="…">`. The build hides it for the beginning of its day; the
/// browser decides again, by the same rule: from `from` on, until before `until`.
#[derive(Debug, Clone, Serialize)]
pub struct Meanwhile {
    /// UTC milliseconds of the first moment; always before `until` where absent.
    pub from: Option<i64>,
    /// UTC milliseconds of the moment after the last; for ever where absent.
    pub until: Option<i64>,
    /// Not shown at the beginning of the day of the build.
    pub hidden: bool,
}

/// How an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventStatus {
    /// It takes place as announced.
    Scheduled,
    /// It does not take place.
    Cancelled,
    /// No new date yet.
    Postponed,
    /// It has a new date.
    Rescheduled,
}

/// An event in a list.
#[derive(Debug, Clone, Serialize)]
pub struct EventCard {
    /// Its place among all events, earliest first.
    pub order: usize,
    /// Title.
    pub title: String,
    /// Address.
    pub url: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// When.
    pub when: WhenView,
    /// Place in one line: venue and city, or nothing.
    pub place: Option<String>,
    /// It can be followed from anywhere.
    pub online: bool,
    /// How it stands.
    pub status: EventStatus,
    /// Over on the day of the build.
    pub past: bool,
    /// Sample data.
    pub sample: bool,
}

/// A glossary term in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TermCard {
    /// The term.
    pub title: String,
    /// Address.
    pub url: String,
    /// One sentence.
    pub definition: String,
    /// Language of a foreign term.
    pub lang: Option<String>,
}

/// A book in a list.
#[derive(Debug, Clone, Serialize)]
pub struct BookCard {
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Address.
    pub url: String,
    /// Who wrote it, as printed on the cover.
    pub written_by: Vec<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// « 2024 » or a full date.
    pub published: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Sample data.
    pub sample: bool,
}

/// A member organisation.
#[derive(Debug, Clone, Serialize)]
pub struct MemberCard {
    /// Its name.
    pub name: String,
    /// `id` of its block in the page of members.
    pub anchor: String,
    /// Sector.
    pub sector: Option<String>,
    /// `micro`, `pme`, `eti` or `ge`.
    pub size: Option<String>,
    /// Year of arrival.
    pub since: Option<i16>,
    /// Its site.
    pub website: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// What it says of itself.
    pub body: Body,
    /// Sample data.
    pub sample: bool,
}

/// A person or an organisation who writes or speaks.
#[derive(Debug, Clone, Serialize)]
pub struct AuthorView {
    /// Name as it is read.
    pub name: String,
    /// The author's page.
    pub url: String,
    /// `person` or `organisation`.
    pub kind: &'static str,
    /// Two letters for the medallion.
    pub initials: String,
    /// Role or function.
    pub role: Option<String>,
    /// Portrait or logo.
    pub image: Option<ImageView>,
    /// Sites and networks.
    pub links: Vec<Link>,
    /// Biography.
    pub body: Body,
    /// Sample data.
    pub sample: bool,
}

/// A heading of a body, for its table of contents.
#[derive(Debug, Clone, Serialize)]
pub struct TocEntry {
    /// 2 to 6.
    pub level: u8,
    /// The `id` of the heading.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// HTML from Markdown, cut where a component of the theme takes over.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct Body {
    /// In reading order.
    pub parts: Vec<BodyPart>,
}

/// A piece of a [`Body`]. `kind` tells which: `html`, or the component's name.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BodyPart {
    /// Sanitised HTML.
    Html {
        /// To be written as it is.
        html: String,
        /// Whether it holds coloured code.
        code: bool,
    },
    /// Dated steps.
    Timeline {
        /// In the editor's order.
        steps: Vec<TimelineStep>,
    },
    /// A quotation with its source.
    Quote {
        /// The words.
        text: String,
        /// Who said them.
        author: Option<String>,
        /// Where.
        source: Option<String>,
        /// Address of the source.
        url: Option<String>,
        /// Language of the words, where it is not the page's.
        lang: Option<String>,
    },
    /// Doors to other pages.
    Cards {
        /// In the editor's order.
        cards: Vec<CardView>,
    },
    /// A picture with its legend.
    Figure {
        /// The picture.
        image: ImageView,
        /// Credit.
        credit: Option<String>,
    },
    /// The wheel of the model.
    Wheel {
        /// Its geometry.
        wheel: Box<super::figures::WheelView>,
    },
    /// Scores on the axes of the model.
    Radar {
        /// Its geometry.
        radar: Box<super::figures::RadarView>,
    },
    /// Questions to answer in place.
    Worksheet {
        /// The questions.
        worksheet: WorksheetView,
    },
}

/// A step of a timeline.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineStep {
    /// When, as the editor wrote it.
    pub date: String,
    /// What happened.
    pub title: String,
    /// More about it.
    pub text: Option<String>,
}

/// A door to another page.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// Title.
    pub title: String,
    /// A sentence.
    pub text: Option<String>,
    /// Where it leads.
    pub url: Option<String>,
}

/// Questions that a reader answers on the page, kept on the device only when asked.
#[derive(Debug, Clone, Serialize)]
pub struct WorksheetView {
    /// Names what is kept on the device.
    pub id: String,
    /// Title.
    pub title: String,
    /// Introduction.
    pub intro: Option<String>,
    /// Questions in order.
    pub questions: Vec<WorksheetQuestion>,
    /// The last question, which shows the answers to the others.
    pub synthesis: Option<WorksheetQuestion>,
}

/// One question of a worksheet.
#[derive(Debug, Clone, Serialize)]
pub struct WorksheetQuestion {
    /// Unique in the worksheet.
    pub id: String,
    /// The question.
    pub label: String,
    /// Help below it.
    pub hint: Option<String>,
}

/// The site's words and addresses that every page shows. Built once, shared by all pages.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// Title of the site.
    pub title: String,
    /// A sentence below it.
    pub tagline: Option<String>,
    /// For engines and networks.
    pub description: String,
    /// `fr` or `en`.
    pub language: String,
    /// Base path, with both slashes: `/` or `/kb/`.
    pub base: String,
    /// Absolute address of the home page.
    pub origin: String,
    /// « Europe/Paris ».
    pub time_zone: String,
    /// The entries of the header's menu; a page has its own view of them, [`PageMeta::menu`].
    pub navigation: Vec<NavItem>,
    /// The footer's links, the accessibility statement among them.
    pub footer: Vec<Link>,
    /// What the links to the accessibility statement say, where the site makes one: how far it conforms.
    pub accessibility: Option<String>,
    /// A sentence in the footer.
    pub notice: Option<String>,
    /// Licence of the content.
    pub licence: Option<Link>,
    /// Who publishes.
    pub publisher: Option<PublisherView>,
    /// Folder of the theme's files, with a final slash: `/assets/3f2a…/`.
    pub assets: String,
    /// How wide a picture in a text is, as the `sizes` of an `<img>`.
    pub picture_sizes: String,
    /// Addresses of the generated pages, by name (`home`, `articles`, `glossary`, `model`, `selftest`, `compare`, `benchmark`, `events`,
    /// `books`, `members`, `search`, `sitemap`, `archives`, `accessibility`, `atom`, `json_feed`, `calendar`, `manifest`,
    /// `opensearch`; where the site has them, `propose_article`, `propose_event`, `offline`, `worker`).
    pub urls: std::collections::BTreeMap<&'static str, String>,
    /// Strings of the interface in the site's language, by key.
    pub t: std::collections::BTreeMap<String, String>,
}

/// Who publishes the site.
#[derive(Debug, Serialize)]
pub struct PublisherView {
    /// Name.
    pub name: String,
    /// Site.
    pub url: Option<String>,
    /// Address for mail.
    pub email: Option<String>,
}

/// An entry of the menu, the same for every page.
#[derive(Debug, Serialize)]
pub struct NavItem {
    /// What the reader sees.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// Second level.
    pub children: Vec<Link>,
}

/// What every page says of itself, above and around its content.
#[derive(Debug, Serialize)]
pub struct PageMeta {
    /// Names the kind of page: `home`, `article`… (also `<body data-page="…">`).
    pub kind: &'static str,
    /// The `h1`.
    pub title: String,
    /// For `<title>`: the `h1` and the site's title.
    pub full_title: String,
    /// For engines and networks: plain text.
    pub description: String,
    /// Address with the base path.
    pub url: String,
    /// Absolute address.
    pub canonical: String,
    /// Language of the page.
    pub lang: String,
    /// The same page in each language of the website, itself included; empty where no other language has it.
    pub alternates: Vec<Alternate>,
    /// Every language of the website where it has several: this page there, or else the home page.
    pub languages: Vec<LanguageLink>,
    /// The header's menu.
    pub menu: Vec<Kept<MenuItem>>,
    /// From the home page to the parent; empty on the home page. The page itself is not in it.
    pub breadcrumbs: Vec<Link>,
    /// Feeds of this page besides the site's: label and address.
    pub feeds: Vec<Link>,
    /// Another origin that the page may show in a frame, once the reader asks for it.
    pub frames: Option<&'static str>,
    /// Address of the same content in Markdown.
    pub markdown: Option<String>,
    /// `OpenGraph` type: `website`, `article`, `profile`, `book`.
    pub og_type: &'static str,
    /// The picture for networks.
    pub image: Option<SocialImage>,
    /// RFC 3339, for `article:published_time`.
    pub published: Option<String>,
    /// RFC 3339.
    pub modified: Option<String>,
    /// JSON-LD, safe inside a `<script>` element.
    pub json_ld: String,
    /// "Edit this page" on the forge.
    pub edit_url: Option<String>,
    /// Not for engines (search, 404).
    pub noindex: bool,
}

/// The same page in a language.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// `fr`, `en`, or `x-default` for whoever reads neither.
    pub lang: &'static str,
    /// Absolute address.
    pub url: String,
}

/// A way to the website in a language.
#[derive(Debug, Serialize)]
pub struct LanguageLink {
    /// `fr` or `en`.
    pub lang: &'static str,
    /// The language's own name: « Français », “English”.
    pub label: &'static str,
    /// Address with the base path.
    pub url: String,
    /// Whether it is the language of this site.
    pub current: bool,
}

/// A page that links here, with the sentence around the link.
#[derive(Debug, Serialize)]
pub struct Backlink {
    /// The page.
    pub link: Link,
    /// The sentence, plain text.
    pub excerpt: Option<String>,
}
