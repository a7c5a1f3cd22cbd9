//! The Markdown of another generator → ours.
//!
//! First what only that generator understands goes ([`prepare`]): template instructions, admonitions, blocks of HTML. Then links and
//! pictures are led to where their targets are now ([`relink`]), once every document knows its place and the anchors it has.

use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{admonitions, templating};
use crate::import::Report;
use crate::import::html::escape::{destination, push_escaped};
use crate::import::html::{Destinations, Picture, Remark, Style, convert, tree};
use crate::import::report::Reason;

/// What the site reads as Markdown.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// A change of a text: what stands at the range becomes something else.
struct Edit {
    range: Range<usize>,
    text: String,
}

/// `text` with its changes. Ranges do not overlap; of two that do, the first counts.
fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut result = String::with_capacity(text.len());
    let mut place = 0;
    for edit in edits {
        if edit.range.start < place {
            continue;
        }
        result.push_str(&text[place..edit.range.start]);
        result.push_str(&edit.text);
        place = edit.range.end;
    }
    result.push_str(&text[place..]);
    result
}

/// `body` without what only its generator understands. `file` is its name in the report.
pub fn prepare(
    body: &str,
    mdx: bool,
    file: &str,
    destinations: &mut dyn Destinations,
    report: &mut Report,
) -> String {
    let body = body.replace("\r\n", "\n").replace('\0', "");
    let plain = templating::plain(&body);
    for written in &plain.unknown {
        report.note(Reason::Templating, file, written);
    }
    let alerts = admonitions::alerts(&plain.text, mdx);
    for kind in &alerts.other_kinds {
        report.note(Reason::Directive, file, kind);
    }
    for attributes in &alerts.attributes {
        report.note(Reason::AttributeList, file, attributes);
    }
    for line in &alerts.program {
        report.note(Reason::ProgramLine, file, line);
    }
    without_html(&alerts.text, file, destinations, report)
}

/// `text` with its blocks of HTML in Markdown, and blocks of code that no component answers for.
fn without_html(
    text: &str,
    file: &str,
    destinations: &mut dyn Destinations,
    report: &mut Report,
) -> String {
    let mut edits = Vec::new();
    let mut html: Option<Range<usize>> = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) => html = Some(range),
            Event::End(TagEnd::HtmlBlock) => {
                let Some(range) = html.take() else { continue };
                let converted = block(&text[range.clone()], file, destinations, report);
                let text = moved_in(&converted, &margin(text, range.start));
                let text = if text.is_empty() {
                    text
                } else {
                    format!("{text}\n\n")
                };
                edits.push(Edit { range, text });
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let language = info.split([' ', ',', '{']).next().unwrap_or_default();
                if crate::parse::is_component(language)
                    && let Some(place) = text[range.clone()].find(language)
                {
                    let start = range.start + place;
                    edits.push(Edit {
                        range: start..start + language.len(),
                        text: String::new(),
                    });
                }
            }
            _ => {}
        }
    }
    edited(text, edits)
}

/// What stands before a block on its line: the signs of a list or a quotation around it.
fn margin(text: &str, start: usize) -> String {
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    text[line..start]
        .chars()
        .map(|symbol| if symbol == '>' { '>' } else { ' ' })
        .collect()
}

fn moved_in(text: &str, margin: &str) -> String {
    text.replace('\n', &format!("\n{margin}"))
}

/// A block of HTML in Markdown.
fn block(
    html: &str,
    file: &str,
    destinations: &mut dyn Destinations,
    report: &mut Report,
) -> String {
    let lower = html.to_ascii_lowercase();
    if lower.contains("<script") || lower.contains("<style") || lower.contains("<svg") {
        report.note(Reason::Script, file, "");
    }
    if lower.contains("<form") || lower.contains("<input") || lower.contains("<button") {
        report.note(Reason::Form, file, "");
    }
    let style = Style {
        lines_count: false,
        trusted: true,
    };
    let converted = convert(html, style, destinations);
    for remark in converted.remarks {
        let (reason, detail) = match remark {
            Remark::HeaderlessTable => (Reason::HeaderlessTable, String::new()),
            Remark::MergedCells => (Reason::MergedCells, String::new()),
            Remark::LostAnchor(anchor) => (Reason::LostAnchor, format!("#{anchor}")),
            Remark::Embedded(address) => (Reason::Embedded, address),
        };
        report.note(reason, file, &detail);
    }
    converted.markdown
}

/// Says where things are now.
pub trait Relinker {
    /// The new destination of a link; `None` leaves its words.
    fn link(&mut self, address: &str) -> Option<String>;

    /// The picture at `address`.
    fn picture(&mut self, address: &str, alternative: &str) -> Picture;

    /// The document that double brackets name: its path from here.
    fn wiki(&mut self, name: &str) -> Option<String>;

    /// A list of attributes was removed.
    fn attributes(&mut self, written: &str);
}

/// A link or picture whose end was not read yet.
struct Open {
    range: Range<usize>,
    kind: LinkType,
    address: String,
    image: bool,
    /// Where its words stand.
    words: Option<Range<usize>>,
    text: String,
}

/// `text` with its links and pictures led to where their targets are now.
pub fn relink(text: &str, relinker: &mut dyn Relinker) -> String {
    let mut edits = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    // The place of an `<a href>`, and where it leads.
    let mut anchor: Option<(Range<usize>, String)> = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if !matches!(event, Event::End(_)) {
            for outer in &mut open {
                let start = outer
                    .words
                    .as_ref()
                    .map_or(range.start, |words| words.start.min(range.start));
                let end = outer
                    .words
                    .as_ref()
                    .map_or(range.end, |words| words.end.max(range.end));
                outer.words = Some(start..end);
            }
        }
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                open.push(Open::new(range, link_type, &dest_url, false));
            }
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                ..
            }) => {
                open.push(Open::new(range, link_type, &dest_url, true));
            }
            Event::Text(words) | Event::Code(words) => {
                for outer in &mut open {
                    outer.text.push_str(&words);
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(link) = open.pop() {
                    link.close(text, relinker, &mut edits);
                }
            }
            Event::InlineHtml(tag) => inline_tag(&tag, range, &mut anchor, relinker, &mut edits),
            _ => {}
        }
    }
    edited(text, edits)
}

/// `<img>` becomes a picture, `<a href>…</a>` a link: the site lets neither pass.
fn inline_tag(
    tag: &str,
    range: Range<usize>,
    anchor: &mut Option<(Range<usize>, String)>,
    relinker: &mut dyn Relinker,
    edits: &mut Vec<Edit>,
) {
    if tag.eq_ignore_ascii_case("</a>") {
        if let Some((start, address)) = anchor.take() {
            let target = relinker.link(&address);
            let opening = if target.is_some() { "[" } else { "" };
            edits.push(Edit {
                range: start,
                text: opening.to_owned(),
            });
            let closing = target.map(|target| format!("]({})", destination(&target)));
            edits.push(Edit {
                range,
                text: closing.unwrap_or_default(),
            });
        }
        return;
    }
    let nodes = tree::parse(tag);
    let Some(element) = tree::elements(&nodes).next() else {
        return;
    };
    match element.name.as_str() {
        "img" => {
            let source = element.attribute("src").unwrap_or_default();
            let picture = relinker.picture(source, element.attribute("alt").unwrap_or_default());
            edits.push(Edit {
                range,
                text: image(&picture),
            });
        }
        "a" => {
            if let Some(address) = element.attribute("href") {
                *anchor = Some((range, address.to_owned()));
            }
        }
        _ => {}
    }
}

fn image(picture: &Picture) -> String {
    match picture {
        Picture::Nothing => String::new(),
        Picture::Inside {
            source: to,
            alternative,
        }
        | Picture::Outside {
            address: to,
            alternative,
        } => {
            let mut text = String::from("![");
            push_escaped(&mut text, alternative);
            let _ = write!(text, "]({})", destination(to));
            text
        }
    }
}

impl Open {
    fn new(range: Range<usize>, kind: LinkType, address: &str, image: bool) -> Self {
        Self {
            range,
            kind,
            address: address.to_owned(),
            image,
            words: None,
            text: String::new(),
        }
    }

    fn close(self, text: &str, relinker: &mut dyn Relinker, edits: &mut Vec<Edit>) {
        let Range { start, end } = self.range.clone();
        self.remove_attributes(text, relinker, edits);
        if let LinkType::WikiLink { has_pothole } = self.kind {
            let words = if has_pothole {
                self.text.clone()
            } else {
                self.address.clone()
            };
            let mut written = String::new();
            push_escaped(&mut written, &words);
            let replaced = match relinker.wiki(&self.address) {
                Some(path) => format!("[{written}]({})", destination(&path)),
                None => format!("\\[\\[{written}\\]\\]"),
            };
            edits.push(Edit {
                range: self.range,
                text: replaced,
            });
            return;
        }
        if self.image {
            let replaced = match relinker.picture(&self.address, self.text.trim()) {
                Picture::Nothing => emphasised(&self.text),
                picture => image(&picture),
            };
            edits.push(Edit {
                range: self.range,
                text: replaced,
            });
            return;
        }
        let target = relinker.link(&self.address);
        if target.as_deref() == Some(self.address.as_str()) || self.kind == LinkType::Email {
            return;
        }
        if self.kind == LinkType::Autolink {
            let replaced = target.unwrap_or_else(|| self.address.clone());
            edits.push(Edit {
                range: self.range,
                text: replaced,
            });
            return;
        }
        let words = self.words.unwrap_or(start + 1..start + 1);
        let (head, tail) = (
            start..words.start.clamp(start, end),
            words.end.clamp(start, end)..end,
        );
        if let Some(target) = target {
            let text = format!("]({})", destination(&target));
            edits.push(Edit { range: tail, text });
        } else {
            edits.extend([head, tail].map(|range| Edit {
                range,
                text: String::new(),
            }));
        }
    }

    /// `[a](b){title="c"}`: classes, targets and tooltips.
    fn remove_attributes(&self, text: &str, relinker: &mut dyn Relinker, edits: &mut Vec<Edit>) {
        let after = &text[self.range.end..];
        let Some(inner) = after.strip_prefix('{') else {
            return;
        };
        let Some(length) = inner.find('}').filter(|length| *length < 300) else {
            return;
        };
        let inner = inner[..length].trim();
        let is_list = inner.starts_with(['.', ':', '#']) || inner.contains('=');
        if is_list && !inner.contains('\n') {
            let range = self.range.end..self.range.end + length + 2;
            relinker.attributes(&text[range.clone()]);
            edits.push(Edit {
                range,
                text: String::new(),
            });
        }
    }
}

/// `text` without blank lines at its ends, nor several in a row outside of code.
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    for line in text.trim_matches('\n').lines() {
        let content = line.trim_start();
        let sign = ["```", "~~~"]
            .into_iter()
            .find(|sign| content.starts_with(sign));
        match (fence, sign) {
            (None, Some(_)) => fence = sign,
            (Some(open), Some(sign)) if open == sign => fence = None,
            _ => {}
        }
        if fence.is_none() && line.trim().is_empty() {
            if !tidy.is_empty() && !tidy.ends_with("\n\n") {
                tidy.push('\n');
            }
            continue;
        }
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}

/// What is left of a picture that is not there: its words.
fn emphasised(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() {
        return String::new();
    }
    let mut text = String::from("*");
    push_escaped(&mut text, words);
    text.push('*');
    text
}
