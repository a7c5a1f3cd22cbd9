//! What each kind of page shows: one type a template. `View::template` names the template of each.

use serde::Serialize;

use super::figures::{
    EditionCard, EditionDimension, EditionGroup, LeverView, RadarView, WheelView,
};
use super::parts::{
    ArticleCard, AuthorView, Body, BookCard, CountedLink, DateView, DimensionLink, EventCard,
    EventStatus, ImageView, LeverTag, Link, MemberCard, TermCard, TocEntry, WhenView,
};

/// `home.html`
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// Introduction.
    pub body: Body,
    /// The latest article, shown large.
    pub featured: Option<ArticleCard>,
    /// The next six.
    pub recent: Vec<ArticleCard>,
    /// At most three events that are not over, soonest first, then those without a year.
    pub events: Vec<EventCard>,
    /// The wheel, where the site has a model.
    pub wheel: Option<WheelView>,
    /// Number of statements of the self-test.
    pub statement_count: usize,
    /// The latest edition's teaser.
    pub benchmark: Option<BenchmarkTeaser>,
    /// Members.
    pub members: Vec<MemberCard>,
    /// Four terms, another set each day.
    pub terms: Vec<TermCard>,
    /// Categories with their counts.
    pub categories: Vec<CountedLink>,
}

/// The figure of the benchmark that the home page shows.
#[derive(Debug, Serialize)]
pub struct BenchmarkTeaser {
    /// The edition.
    pub edition: EditionCard,
    /// The dimension with the widest gap between today and target.
    pub widest: Option<EditionDimension>,
}

/// `articles.html`: the list of articles, a category, a tag, a sector.
#[derive(Debug, Serialize)]
pub struct ArticleListView {
    /// Introduction.
    pub body: Body,
    /// A sentence below the title.
    pub description: Option<String>,
    /// The articles of this page of the list.
    pub articles: Vec<ArticleCard>,
    /// Articles on all pages of the list.
    pub total: usize,
    /// Pages of the list.
    pub pagination: Option<Pagination>,
    /// Categories, on the list of all articles.
    pub categories: Vec<CountedLink>,
    /// Tags, on the list of all articles.
    pub tags: Vec<CountedLink>,
    /// Series, on the list of all articles.
    pub series: Vec<CountedLink>,
}

/// Where we are in a list of several pages.
#[derive(Debug, Serialize)]
pub struct Pagination {
    /// From 1.
    pub current: usize,
    /// At least 2.
    pub last: usize,
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
    /// First, last and neighbours of the current page; `None` stands for an ellipsis.
    pub pages: Vec<Option<PageNumber>>,
}

/// A page of a list.
#[derive(Debug, Serialize)]
pub struct PageNumber {
    /// From 1.
    pub number: usize,
    /// Its address.
    pub url: String,
}

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

/// A page that links here, with the sentence around the link.
#[derive(Debug, Serialize)]
pub struct Backlink {
    /// The page.
    pub link: Link,
    /// The sentence, plain text.
    pub excerpt: Option<String>,
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

/// `series.html`
#[derive(Debug, Serialize)]
pub struct SeriesPageView {
    /// In the order of the parts.
    pub articles: Vec<ArticleCard>,
}

/// `author.html`
#[derive(Debug, Serialize)]
pub struct AuthorPageView {
    /// The box.
    pub author: AuthorView,
    /// Articles, latest first.
    pub articles: Vec<ArticleCard>,
    /// Events where the author speaks or that it organises, latest first.
    pub events: Vec<EventCard>,
}

/// `archives.html`
#[derive(Debug, Serialize)]
pub struct ArchivesView {
    /// Latest first.
    pub years: Vec<ArchiveYear>,
    /// Articles in all.
    pub total: usize,
}

/// The articles of a year.
#[derive(Debug, Serialize)]
pub struct ArchiveYear {
    /// « 2026 », also the anchor.
    pub year: String,
    /// Latest first.
    pub months: Vec<ArchiveMonth>,
    /// Articles of the year.
    pub count: usize,
}

/// The articles of a month.
#[derive(Debug, Serialize)]
pub struct ArchiveMonth {
    /// « novembre ».
    pub name: String,
    /// Latest first: title, address and day.
    pub articles: Vec<ArchiveEntry>,
}

/// A line of the archives.
#[derive(Debug, Serialize)]
pub struct ArchiveEntry {
    /// Title and address.
    pub link: Link,
    /// Day.
    pub date: DateView,
}

/// `glossary.html`
#[derive(Debug, Serialize)]
pub struct GlossaryView {
    /// Introduction.
    pub body: Body,
    /// A to Z, letters without a term left out.
    pub letters: Vec<GlossaryLetter>,
    /// Terms in all.
    pub total: usize,
}

/// The terms under a letter.
#[derive(Debug, Serialize)]
pub struct GlossaryLetter {
    /// « C ».
    pub letter: String,
    /// `id` of its heading: `lettre-c`.
    pub anchor: String,
    /// In French order.
    pub terms: Vec<TermCard>,
}

/// `term.html`
#[derive(Debug, Serialize)]
pub struct TermView {
    /// The term and its definition.
    pub card: TermCard,
    /// Explanation.
    pub body: Body,
    /// Other forms and abbreviations.
    pub forms: Vec<String>,
    /// The term that must not be taken for it.
    pub contrast: Option<TermCard>,
    /// Neighbouring terms.
    pub see_also: Vec<TermCard>,
    /// Dimensions of the model.
    pub dimensions: Vec<DimensionLink>,
    /// Pages that link to it.
    pub backlinks: Vec<Backlink>,
    /// Term before in French order.
    pub previous: Option<Link>,
    /// Term after.
    pub next: Option<Link>,
}

/// `model.html`: the wheel.
#[derive(Debug, Serialize)]
pub struct ModelView {
    /// Introduction.
    pub body: Body,
    /// The figure.
    pub wheel: Option<WheelView>,
    /// Levers with their dimensions.
    pub levers: Vec<LeverView>,
    /// « Modèle d’illustration… ».
    pub notice: Option<String>,
    /// Number of statements of the self-test.
    pub statement_count: usize,
    /// Maturity levels.
    pub maturity: Vec<MaturityView>,
}

/// A maturity level.
#[derive(Debug, Serialize)]
pub struct MaturityView {
    /// Lower bound, included.
    pub from: f64,
    /// Upper bound, excluded but for 100.
    pub to: f64,
    /// Name.
    pub name: String,
    /// What it means.
    pub description: String,
}

/// `lever.html`
#[derive(Debug, Serialize)]
pub struct LeverPageView {
    /// The lever.
    pub lever: LeverView,
    /// The other levers.
    pub others: Vec<LeverTag>,
    /// Articles of its dimensions, latest first, at most twelve.
    pub articles: Vec<ArticleCard>,
}

/// `dimension.html`
#[derive(Debug, Serialize)]
pub struct DimensionView {
    /// The dimension.
    pub dimension: DimensionLink,
    /// Statements of the self-test, with their marks.
    pub statements: Vec<StatementView>,
    /// Prompt for a debate.
    pub debate: Option<String>,
    /// The latest edition's figures.
    pub benchmark: Option<EditionDimension>,
    /// That edition.
    pub edition: Option<EditionCard>,
    /// Articles, latest first.
    pub articles: Vec<ArticleCard>,
    /// Terms.
    pub terms: Vec<TermCard>,
    /// Books.
    pub books: Vec<BookCard>,
    /// Events.
    pub events: Vec<EventCard>,
    /// Dimension before in the model's order.
    pub previous: Option<DimensionLink>,
    /// Dimension after.
    pub next: Option<DimensionLink>,
}

/// A statement of the self-test.
#[derive(Debug, Serialize)]
pub struct StatementView {
    /// Its id in the model.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Agreement means a low score.
    pub reverse: bool,
    /// Rank in the questionnaire, from 1.
    pub number: usize,
}

/// `selftest.html` and `compare.html`
#[derive(Debug, Serialize)]
pub struct SelftestView {
    /// Introduction.
    pub body: Body,
    /// The whole model as the WebAssembly module takes it, safe inside a `<script type="application/json">` element.
    pub model_json: String,
    /// For each dimension its page, advice and reading, as JSON: `{"vision-partagee": {"url","debate","articles":[{label,url}],"terms":[…],"books":[…]}}`.
    pub resources_json: String,
    /// Address of the module.
    pub module_url: String,
    /// The paper form: levers, dimensions, statements.
    pub levers: Vec<SelftestLever>,
    /// Labels of the scale's points, lowest first; numbers where the model names none.
    pub scale: Vec<String>,
    /// « Je ne sais pas ».
    pub no_answer: String,
    /// « Aujourd’hui, chez nous… ».
    pub today_label: String,
    /// « Dans trois ans… ».
    pub target_label: String,
    /// How many priorities to pick.
    pub priorities_top: usize,
    /// Statements in all.
    pub statement_count: usize,
    /// Maturity levels.
    pub maturity: Vec<MaturityView>,
    /// « Modèle d’illustration… ».
    pub notice: Option<String>,
}

/// A lever in the paper form.
#[derive(Debug, Serialize)]
pub struct SelftestLever {
    /// The lever.
    pub tag: LeverTag,
    /// Its question.
    pub question: Option<String>,
    /// Its dimensions.
    pub dimensions: Vec<SelftestDimension>,
}

/// A dimension in the paper form.
#[derive(Debug, Serialize)]
pub struct SelftestDimension {
    /// The dimension.
    pub link: DimensionLink,
    /// Its statements.
    pub statements: Vec<StatementView>,
}

/// `page.html`
#[derive(Debug, Serialize)]
pub struct MarkdownPageView {
    /// Text.
    pub body: Body,
    /// Headings of level 2 and 3.
    pub toc: Vec<TocEntry>,
    /// A sentence below the title.
    pub summary: Option<String>,
    /// Day of the last change.
    pub updated: Option<DateView>,
    /// Pages of the same folder, this one included, in the order of their titles; empty where it is alone.
    pub siblings: Vec<Link>,
    /// Picture.
    pub image: Option<ImageView>,
}

/// `benchmark.html`
#[derive(Debug, Serialize)]
pub struct BenchmarkView {
    /// Introduction.
    pub body: Body,
    /// Latest first.
    pub editions: Vec<EditionCard>,
    /// One row a dimension: its medians by edition, oldest first.
    pub trends: Vec<TrendView>,
    /// Titles of the columns of [`BenchmarkView::trends`].
    pub trend_editions: Vec<Link>,
}

/// A dimension's medians over the editions.
#[derive(Debug, Serialize)]
pub struct TrendView {
    /// The dimension.
    pub link: DimensionLink,
    /// Medians of today's scores, oldest edition first.
    pub medians: Vec<Option<f64>>,
}

/// `edition.html`
#[derive(Debug, Serialize)]
pub struct EditionView {
    /// Title and numbers.
    pub card: EditionCard,
    /// The edition before.
    pub previous: Option<EditionCard>,
    /// « du 12 janvier au 30 avril 2026 ».
    pub collected: Option<String>,
    /// Model id and version.
    pub model: String,
    /// Who answered.
    pub population: Option<String>,
    /// How figures were computed.
    pub method: Option<String>,
    /// What was asked.
    pub wording: Option<String>,
    /// Hyndman and Fan's type of quantile.
    pub quantile: u8,
    /// Licence of the figures.
    pub licence: Option<Link>,
    /// Figures by dimension.
    pub dimensions: Vec<EditionDimension>,
    /// Medians of today and target on the axes of the model.
    pub radar: Option<RadarView>,
    /// Rows of the heat map by sector.
    pub sectors: Vec<EditionGroup>,
    /// Rows by size class.
    pub sizes: Vec<EditionGroup>,
    /// Corrections since publication.
    pub corrections: Vec<Correction>,
    /// Address of `donnees.csv`.
    pub csv_url: String,
    /// Address of `donnees.json`.
    pub json_url: String,
}

/// A correction of a published edition.
#[derive(Debug, Clone, Serialize)]
pub struct Correction {
    /// Day.
    pub date: DateView,
    /// What was corrected.
    pub text: String,
}

/// `events.html`
#[derive(Debug, Serialize)]
pub struct EventsView {
    /// Introduction.
    pub body: Body,
    /// Not over, soonest first.
    pub upcoming: Vec<EventCard>,
    /// Over, latest first, by year.
    pub past: Vec<EventYear>,
    /// Events whose year is unknown.
    pub undated: Vec<EventCard>,
    /// Address of the calendar with the scheme `webcal:`.
    pub webcal_url: String,
}

/// The events of a year.
#[derive(Debug, Serialize)]
pub struct EventYear {
    /// « 2025 ».
    pub year: String,
    /// Latest first.
    pub events: Vec<EventCard>,
}

/// `event.html`
#[derive(Debug, Serialize)]
pub struct EventView {
    /// Title, when, where.
    pub card: EventCard,
    /// Text.
    pub body: Body,
    /// Practical information.
    pub venue: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Room.
    pub room: Option<String>,
    /// Stand of the community.
    pub stand: Option<String>,
    /// Where it is followed online.
    pub online_url: Option<String>,
    /// Price.
    pub price: Option<String>,
    /// Registration.
    pub registration: Option<RegistrationView>,
    /// Who organises.
    pub organisers: Vec<AuthorView>,
    /// Who speaks, at the event or in its programme.
    pub speakers: Vec<AuthorView>,
    /// « Déplacé : initialement prévu le … ».
    pub previous_start: Option<String>,
    /// Status, as in the card.
    pub status: EventStatus,
    /// Programme by day.
    pub programme: Vec<ProgrammeDay>,
    /// Address of the `.ics` file; absent when the year is unknown.
    pub ics_url: Option<String>,
    /// "Add to calendar" of Google and Outlook, as plain links.
    pub calendar_links: Vec<Link>,
    /// « heure de Paris ».
    pub time_zone: String,
    /// Articles about it.
    pub articles: Vec<ArticleCard>,
    /// Dimensions of the model.
    pub dimensions: Vec<DimensionLink>,
}

/// How to register.
#[derive(Debug, Serialize)]
pub struct RegistrationView {
    /// Where.
    pub url: Option<String>,
    /// First day.
    pub opens: Option<DateView>,
    /// Last day.
    pub closes: Option<DateView>,
    /// A sentence.
    pub note: Option<String>,
    /// Closed on the day of the build.
    pub closed: bool,
}

/// A day of a programme.
#[derive(Debug, Serialize)]
pub struct ProgrammeDay {
    /// « mardi 13 avril 2027 ».
    pub date: DateView,
    /// Rooms in order of first use; a session without a room stands across all.
    pub rooms: Vec<String>,
    /// In order of time, then of room.
    pub sessions: Vec<SessionView>,
    /// Number of rows of the timetable.
    pub rows: usize,
}

/// A session of a programme.
#[derive(Debug, Serialize)]
pub struct SessionView {
    /// `id` of its block.
    pub anchor: String,
    /// Title.
    pub title: String,
    /// « 12 h 15 – 13 h 05 ».
    pub time: String,
    /// Value of `datetime`.
    pub start: String,
    /// Value of `datetime`.
    pub end: String,
    /// Room.
    pub room: Option<String>,
    /// Column of the timetable from 1; 0 across all.
    pub column: usize,
    /// First row of the timetable, from 1: rows are the distinct starts and ends of the day.
    pub row: usize,
    /// Rows it covers.
    pub span: usize,
    /// Speakers.
    pub speakers: Vec<Link>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Slides.
    pub slides: Option<String>,
    /// Recording.
    pub replay: Option<String>,
}

/// `books.html`
#[derive(Debug, Serialize)]
pub struct BooksView {
    /// Introduction.
    pub body: Body,
    /// In the order of the titles.
    pub books: Vec<BookCard>,
}

/// `book.html`
#[derive(Debug, Serialize)]
pub struct BookView {
    /// Title, authors…
    pub card: BookCard,
    /// Text.
    pub body: Body,
    /// ISBN.
    pub isbn: Option<String>,
    /// Publisher's or shop's page.
    pub website: Option<String>,
    /// Formats.
    pub formats: Vec<BookFormat>,
    /// Dimensions of the model.
    pub dimensions: Vec<DimensionLink>,
    /// Articles that review it.
    pub reviews: Vec<ArticleCard>,
    /// Pages that link to it.
    pub backlinks: Vec<Backlink>,
}

/// A format of a book.
#[derive(Debug, Clone, Serialize)]
pub struct BookFormat {
    /// « Broché ».
    pub name: String,
    /// Pages.
    pub pages: Option<u32>,
    /// Price as text.
    pub price: Option<String>,
}

/// `members.html`
#[derive(Debug, Serialize)]
pub struct MembersView {
    /// Introduction.
    pub body: Body,
    /// In French order.
    pub members: Vec<MemberCard>,
    /// Sectors with their counts, in French order (`url` is empty).
    pub sectors: Vec<CountedLink>,
}

/// `search.html`
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// Introduction.
    pub body: Body,
    /// Address of the search module.
    pub module_url: String,
    /// Folder of the index, with a final slash.
    pub index_url: String,
    /// Kinds that can be filtered: value and label.
    pub kinds: Vec<Choice>,
    /// Categories.
    pub categories: Vec<Choice>,
    /// Dimensions.
    pub dimensions: Vec<Choice>,
    /// Authors.
    pub authors: Vec<Choice>,
    /// Years, latest first.
    pub years: Vec<Choice>,
}

/// A value of a filter.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// Sent to the module.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

/// `sitemap.html`: the site plan.
#[derive(Debug, Serialize)]
pub struct SitePlanView {
    /// In the order of the menu.
    pub sections: Vec<PlanSection>,
}

/// A section of the plan.
#[derive(Debug, Serialize)]
pub struct PlanSection {
    /// Title and address.
    pub link: Link,
    /// Pages below it.
    pub pages: Vec<Link>,
}

/// `accessibility.html`
#[derive(Debug, Serialize)]
pub struct AccessibilityView {
    /// What the site's editors wrote; empty where they wrote nothing, then the theme states what it was built for.
    pub body: Body,
}

/// `404.html`
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// Latest articles.
    pub recent: Vec<ArticleCard>,
}
