//! A record → the file of a document, with its comments.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::Date;
use serde::Deserialize;

use super::index::{Placed, Plan};
use super::links::Links;
use super::reader::Record;
use super::sketches::{Kind, Status};
use super::{blocks, discussion, shortcodes};
use crate::import::entry::{self, Entry};
use crate::import::html::{Remark, Style, convert as convert_html, plain_text};
use crate::import::report::Reason;
use crate::import::{Receiver, Report, summary};
use crate::inputs::Folder;
use crate::language::slug::slug;

/// Converts the record `number`, if it is a document.
pub fn convert(
    number: usize,
    record: &Record,
    plan: &mut Plan,
    media: &Folder,
    receiver: &mut dyn Receiver,
    report: &mut Report,
) {
    let Some(place) = plan.placed(number).cloned() else {
        return;
    };
    let file = place.file();
    note_standing(record, &place, report);
    let is_article = place.kind == Kind::Post;
    let date = date(record, is_article, &file, report);
    let written = body(record, &place, plan, media, receiver, report);
    let summary = summary_of(record, &written.body, is_article, &file, report);
    let title = plain_text(&record.title);
    let title = if title.is_empty() {
        report.note(Reason::NoTitle, &file, &record.link);
        let untitled = plan.choose("Sans titre", "Untitled");
        format!("{untitled} {}", record.id)
    } else {
        title
    };
    let (category, tags) = terms(record, is_article, &file, plan, report);
    let authors = if is_article {
        plan.people.slug(&record.creator).into_iter().collect()
    } else {
        Vec::new()
    };
    let updated = record.modified.map(jiff::civil::DateTime::date);
    let entry = Entry {
        path: place.path.clone(),
        summary: summary.or_else(|| is_article.then(|| title.clone())),
        title,
        date,
        updated: updated.filter(|updated| date.is_some_and(|date| *updated > date)),
        authors,
        category,
        tags,
        image: written.image,
        aliases: place.aliases.clone(),
        draft: place.status.is_draft(),
        body: written.body,
        ..Entry::default()
    };
    receiver.put(&entry.path, entry.source().as_bytes());
    if is_article {
        report.totals.articles += 1;
    } else {
        report.totals.pages += 1;
    }
    report.totals.drafts += usize::from(entry.draft);
    comments(record, &place, date, plan, receiver, report);
}

/// Notes what a record was that a document here is not.
fn note_standing(record: &Record, place: &Placed, report: &mut Report) {
    let file = place.file();
    match place.status {
        Status::Private => report.note(Reason::Private, &file, ""),
        Status::Protected => report.note(Reason::Protected, &file, ""),
        Status::Pending => report.note(Reason::Pending, &file, ""),
        _ => {}
    }
    if record.is_sticky {
        report.note(Reason::Sticky, &file, "");
    }
    if record.is_cut {
        report.note(Reason::TooLong, &file, "");
    }
    if let Kind::Custom(name) = &place.kind {
        report.note(Reason::CustomType, &file, name);
    }
    for (key, value) in &record.fields {
        // Fields with an underscore belong to WordPress and its plug-ins.
        if !key.starts_with('_') && !value.trim().is_empty() && !is_known_field(key) {
            report.note(Reason::CustomField, &file, key);
        }
    }
}

fn is_known_field(key: &str) -> bool {
    key == "footnotes" || key.starts_with("rank_math_") || key.starts_with("yoast_")
}

fn date(record: &Record, is_article: bool, file: &str, report: &mut Report) -> Option<Date> {
    let found = record
        .date
        .or(record.modified)
        .map(jiff::civil::DateTime::date);
    if found.is_none() && is_article {
        report.note(Reason::NoDate, file, "");
        return Some(Date::constant(1970, 1, 1));
    }
    found
}

/// What the text of a record became.
struct Written {
    body: String,
    image: Option<entry::Picture>,
}

fn body(
    record: &Record,
    place: &Placed,
    plan: &mut Plan,
    media: &Folder,
    receiver: &mut dyn Receiver,
    report: &mut Report,
) -> Written {
    let file = place.file();
    note_machinery(&record.content, &file, report);
    let mut expanded = shortcodes::expand(&record.content, record.id, plan);
    for name in &expanded.unknown {
        report.note(Reason::UnknownShortcode, &file, name);
    }
    for footnote in footnotes(record) {
        expanded.footnotes.insert(footnote.id, footnote.content);
    }
    let footnotes: BTreeMap<String, String> = expanded.footnotes;
    let html = shortcodes::link_lonely_addresses(&expanded.html);
    let style = Style {
        lines_count: !blocks::has_blocks(&record.content),
        trusted: true,
    };
    let mut links = Links {
        plan,
        place,
        media,
        receiver,
        report,
        copied: BTreeMap::new(),
        footnotes: &footnotes,
        called: Vec::new(),
    };
    let converted = convert_html(&html, style, &mut links);
    let mut body = converted.markdown;
    let mut remarks = converted.remarks;
    for number in 0.. {
        // A footnote may call another.
        let Some(id) = links.called.get(number).cloned() else {
            break;
        };
        let note = convert_html(&footnotes[&id], style, &mut links);
        remarks.extend(note.remarks);
        let text = note.markdown.replace("\n\n", "\n\n    ");
        let _ = write!(body, "\n\n[^{}]: {text}", number + 1);
    }
    let thumbnail = record
        .fields
        .get("_thumbnail_id")
        .and_then(|id| id.trim().parse().ok());
    let image = thumbnail.and_then(|id| links.featured(id));
    for remark in remarks {
        let (reason, detail) = match remark {
            Remark::HeaderlessTable => (Reason::HeaderlessTable, String::new()),
            Remark::MergedCells => (Reason::MergedCells, String::new()),
            Remark::LostAnchor(anchor) => (Reason::LostAnchor, format!("#{anchor}")),
            Remark::Embedded(address) => (Reason::Embedded, address),
        };
        report.note(reason, &file, &detail);
    }
    Written { body, image }
}

/// Notes what no page here can hold.
fn note_machinery(content: &str, file: &str, report: &mut Report) {
    for name in blocks::dynamic(content) {
        report.note(Reason::DynamicBlock, file, name);
    }
    let holds = |tag: &str| content.contains(tag);
    if holds("<script") || holds("<style") {
        report.note(Reason::Script, file, "");
    }
    if holds("<form") {
        report.note(Reason::Form, file, "");
    }
}

#[derive(Deserialize)]
struct Footnote {
    id: String,
    content: String,
}

/// The footnotes of the editor of WordPress, which stand beside the text.
fn footnotes(record: &Record) -> Vec<Footnote> {
    let written = record.fields.get("footnotes");
    let read = written.and_then(|text| serde_json::from_str(text).ok());
    read.unwrap_or_default()
}

fn summary_of(
    record: &Record,
    body: &str,
    is_article: bool,
    file: &str,
    report: &mut Report,
) -> Option<String> {
    let descriptions = ["_yoast_wpseo_metadesc", "rank_math_description"];
    let written = [plain_text(&record.excerpt)].into_iter().chain(
        descriptions
            .iter()
            .filter_map(|key| record.fields.get(*key))
            // `%%excerpt%%`, `%title%`: a pattern, not words.
            .filter(|text| !text.contains('%'))
            .map(|text| plain_text(text)),
    );
    let written = { written }.find(|text| !text.is_empty());
    if written.is_some() || !is_article {
        return written;
    }
    report.note(Reason::MadeSummary, file, "");
    Some(summary::of_markdown(body)).filter(|text| !text.is_empty())
}

/// The category and the tags.
fn terms(
    record: &Record,
    is_article: bool,
    file: &str,
    plan: &mut Plan,
    report: &mut Report,
) -> (Option<String>, Vec<String>) {
    let field = |key: &str| record.fields.get(key).map(|it| it.trim());
    let primary =
        field("_yoast_wpseo_primary_category").or_else(|| field("rank_math_primary_category"));
    let (category, others) = if is_article {
        plan.category(&record.terms, primary)
    } else {
        if record.terms.iter().any(|term| term.taxonomy == "category") {
            report.note(Reason::PageAttributes, file, "category");
        }
        (None, Vec::new())
    };
    if !others.is_empty() {
        report.note(Reason::MoreCategories, file, &others.join(", "));
    }
    let mut tags: Vec<String> = Vec::new();
    let mut add = |name: String, report: &mut Report| {
        if name.is_empty() || tags.iter().any(|known| slug(known) == slug(&name)) {
            return;
        }
        if slug(&name).is_empty() {
            report.note(Reason::UnusableTag, file, &name);
            return;
        }
        tags.push(name);
    };
    for term in &record.terms {
        let name = plain_text(&term.name);
        match term.taxonomy.as_str() {
            "post_tag" => add(name, report),
            "category" | "post_format" | "nav_menu" | "language" | "post_translations" => {}
            taxonomy => {
                report.note(Reason::OtherTaxonomy, file, taxonomy);
                add(name, report);
            }
        }
    }
    for name in others {
        add(name, report);
    }
    (category, tags)
}

fn comments(
    record: &Record,
    place: &Placed,
    date: Option<Date>,
    plan: &Plan,
    receiver: &mut dyn Receiver,
    report: &mut Report,
) {
    if record.comments.is_empty() {
        return;
    }
    let file = place.file();
    if place.kind != Kind::Post {
        report.note(
            Reason::PageComments,
            &file,
            &record.comments.len().to_string(),
        );
        return;
    }
    let nobody = plan.choose("Anonyme", "Anonymous");
    let midnight = date.unwrap_or(Date::constant(1970, 1, 1)).at(0, 0, 0, 0);
    let discussion = discussion::sort(&record.comments, nobody, midnight);
    if discussion.left > 0 {
        report.note(Reason::CommentLeft, &file, &discussion.left.to_string());
    }
    if !discussion.waiting.is_empty() {
        report.note(
            Reason::CommentWaiting,
            &file,
            &discussion.waiting.len().to_string(),
        );
    }
    if discussion.approved.is_empty() && discussion.waiting.is_empty() {
        return;
    }
    let title = plan.choose(
        "En attente de modération\u{a0}: ôtez les «\u{a0}#\u{a0}» pour publier.",
        "Waiting for moderation: take the “#” away to publish.",
    );
    let text = entry::comments(&discussion.approved, &discussion.waiting, title);
    let path = place.path.strip_suffix(".md").unwrap_or(&place.path);
    receiver.put(&format!("{path}.comments.yaml"), text.as_bytes());
    report.totals.comments += discussion.approved.len();
}
