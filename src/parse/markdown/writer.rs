//! Turns the events of the Markdown reader into the pieces of a body.
//!
//! One pass, no recursion: nesting as deep as the reader accepts costs nothing more. Text goes through the typography of the site's
//! language on its way; code, addresses and foreign passages do not.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd,
};

use super::block::Block;
use super::cut::Cut;
use super::splice::Splicer;
use super::target::{self, Destination};
use super::{Trust, code, component, raw_html};
use crate::diagnostics::{Problem, Span};
use crate::document::{
    BodyWords, Component, ContentWriter, Heading, Link, Markdown, PictureHole, Replacement, Target,
    TargetKind,
};
use crate::language;
use crate::language::sentence;
use crate::language::typography::Typographer;
use crate::language::words;
use crate::parse::Source;
use crate::parse::identity::check_alternative;
use crate::parse::yaml::Faults;
use crate::render::escape::{escaped, push_escaped};

/// Builds the body of one text.
pub struct Writer<'a> {
    source: Source<'a>,
    body: &'a str,
    /// Bytes of the file before `body`.
    start: usize,
    trust: Trust,
    faults: &'a mut Faults,
    markdown: Markdown,
    /// The HTML of all pieces, in the order in which it was written.
    html: String,
    /// In reading order.
    pieces: Vec<Cut>,
    /// Plain text.
    text: String,
    /// Where what is not yet cut into a piece begins in the HTML, and whether it is running text.
    piece_start: usize,
    in_prose: bool,
    typographer: Typographer,
    anchors: BTreeSet<String>,
    /// Harmless inline elements left open by raw HTML.
    open_elements: Vec<&'static str>,
    /// How many of them were open where each open inline element of Markdown began.
    inline_starts: Vec<usize>,
    /// Raw HTML of the current block.
    html_block: Option<String>,
    heading: Option<OpenHeading>,
    image: Option<OpenImage>,
    code_block: Option<OpenCode>,
    /// The words of `[[name]]` repeat the name; the title of its target replaces them.
    skip_words: bool,
    /// How each open link ends.
    open_links: Vec<&'static str>,
    table: Table,
    /// Where the current block's text begins, and the links in it with the place of each.
    block_text: usize,
    block_links: Vec<(usize, usize)>,
    notes: Notes,
    splicer: Splicer,
}

struct OpenHeading {
    level: u8,
    id: Option<String>,
    /// Pieces written before the heading.
    pieces: Vec<Cut>,
    text_start: usize,
}

struct OpenImage {
    destination: String,
    span: Range<usize>,
    title: String,
    alternative: String,
    /// How many images are open in its alternative text, which has their words.
    within: usize,
}

struct OpenCode {
    language: String,
    text: String,
    start: Option<usize>,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
}

/// Footnotes, numbered in the order of their first call.
#[derive(Default)]
struct Notes {
    numbers: BTreeMap<String, usize>,
    /// Calls of each number so far.
    calls: Vec<usize>,
    /// Text of each note: its pieces.
    texts: BTreeMap<String, Vec<Cut>>,
    /// The notes being read, each in the text of the one before, with the pieces around it.
    open: Vec<(String, Vec<Cut>)>,
}

impl<'a> Writer<'a> {
    /// Nothing written yet.
    pub fn new(
        source: Source<'a>,
        body: &'a str,
        start: usize,
        trust: Trust,
        faults: &'a mut Faults,
    ) -> Self {
        Self {
            source,
            body,
            start,
            trust,
            faults,
            markdown: Markdown::default(),
            html: String::with_capacity(body.len() + body.len() / 2),
            pieces: Vec::new(),
            text: String::with_capacity(body.len()),
            piece_start: 0,
            in_prose: false,
            typographer: Typographer::new(source.conventions.language),
            anchors: BTreeSet::new(),
            open_elements: Vec::new(),
            inline_starts: Vec::new(),
            html_block: None,
            heading: None,
            image: None,
            code_block: None,
            skip_words: false,
            open_links: Vec::new(),
            table: Table::default(),
            block_text: 0,
            block_links: Vec::new(),
            notes: Notes::default(),
            splicer: Splicer::default(),
        }
    }

    /// Takes the next event, which stands at `range` in the body.
    pub fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        self.splicer.see(&event, &range, self.body);
        match event {
            Event::Start(tag) => self.start_tag(tag, range),
            Event::End(tag) => self.end_tag(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.inline_code(&code),
            Event::InlineMath(math) | Event::DisplayMath(math) => self.inline_code(&math),
            Event::Html(html) => match &mut self.html_block {
                Some(block) => block.push_str(&html),
                None => self.inline_html(&html, range),
            },
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::FootnoteReference(label) => self.note_call(&label),
            Event::SoftBreak => {
                self.image_or_html("\n");
                self.text.push(' ');
                self.typographer.line_break();
            }
            Event::HardBreak => {
                self.image_or_html("<br>\n");
                self.text.push(' ');
                self.typographer.line_break();
            }
            Event::Rule => self.push_html("<hr>\n"),
            Event::TaskListMarker(done) => self.task(done),
        }
    }

    /// The body.
    pub fn finish(mut self) -> Markdown {
        self.write_notes();
        self.flush();
        let mut content = ContentWriter::default();
        for cut in &self.pieces {
            content.push(cut.piece(&self.html));
        }
        self.markdown.content = content.finish(&self.text);
        self.markdown.splices = self.splicer.finish(self.body, self.start);
        for heading in &self.markdown.headings {
            self.anchors.remove(&heading.id);
        }
        self.markdown.anchors = self.anchors.into_iter().collect();
        self.markdown.word_count = words::count(&self.text);
        self.markdown
    }

    fn start_tag(&mut self, tag: Tag<'_>, range: Range<usize>) {
        // The text of a tight list is in no paragraph that would end before a block in it.
        if !is_inline(&tag) {
            self.close_elements();
        }
        match tag {
            Tag::Paragraph => self.open_block("<p>"),
            Tag::Heading { level, id, .. } => self.open_heading(level, id.as_deref()),
            Tag::BlockQuote(kind) => self.open_quote(kind),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info
                        .split([' ', ',', '{'])
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code_block = Some(OpenCode {
                    language,
                    text: String::new(),
                    start: None,
                });
            }
            Tag::HtmlBlock => self.html_block = Some(String::new()),
            Tag::List(None) => self.push_html("<ul>\n"),
            Tag::List(Some(1)) => self.push_html("<ol>\n"),
            Tag::List(Some(first)) => self.push_html(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.open_block("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.flush();
                let around = std::mem::take(&mut self.pieces);
                self.notes.open.push((label.to_string(), around));
            }
            Tag::DefinitionList => self.push_html("<dl>\n"),
            Tag::DefinitionListTitle => self.open_block("<dt>"),
            Tag::DefinitionListDefinition => self.open_block("<dd>"),
            Tag::Table(alignments) => {
                self.table = Table {
                    alignments,
                    column: 0,
                    head: false,
                };
                self.push_html("<div class=\"table-scroll\" role=\"group\" aria-label=\"");
                self.push_words(BodyWords::Table);
                self.push_html("\" tabindex=\"0\"><table>\n");
            }
            Tag::TableHead => {
                self.table.head = true;
                self.table.column = 0;
                self.push_html("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.push_html("<tr>");
            }
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.open_inline("<em>"),
            Tag::Strong => self.open_inline("<strong>"),
            Tag::Strikethrough => self.open_inline("<del>"),
            Tag::Superscript => self.open_inline("<sup>"),
            Tag::Subscript => self.open_inline("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.splicer
                    .open_label(range.clone(), link_type, &dest_url, &title);
                // The alternative text of an image has its words only.
                if self.image.is_none() {
                    self.open_link(link_type, &dest_url, &title, range);
                    self.inline_starts.push(self.open_elements.len());
                }
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.splicer
                    .open_label(range.clone(), link_type, &dest_url, &title);
                match &mut self.image {
                    Some(image) => image.within += 1,
                    None => {
                        self.image = Some(OpenImage {
                            destination: dest_url.to_string(),
                            span: range,
                            title: title.to_string(),
                            alternative: String::new(),
                            within: 0,
                        });
                    }
                }
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end_tag(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.close_block("</p>\n"),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(None) => self.push_html("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.push_html("</div>\n"),
            TagEnd::CodeBlock => self.close_code_block(range),
            TagEnd::HtmlBlock => {
                let block = self.html_block.take().unwrap_or_default();
                if self.source.conventions.raw_html && self.trust == Trust::Editor {
                    self.push_html(&block);
                } else if self.trust == Trust::Editor {
                    let clean = raw_html::clean_block(&block);
                    self.push_html(&clean);
                    self.splicer.replace(range, Replacement::Text(clean));
                } else {
                    self.push_html(&format!("<p>{}</p>\n", escaped(block.trim())));
                }
            }
            TagEnd::List(ordered) => self.push_html(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.close_block("</li>\n"),
            TagEnd::FootnoteDefinition => {
                self.flush();
                if let Some((label, around)) = self.notes.open.pop() {
                    let text = std::mem::replace(&mut self.pieces, around);
                    self.notes.texts.insert(label, text);
                }
            }
            TagEnd::DefinitionList => self.push_html("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close_block("</dd>\n"),
            TagEnd::Table => self.push_html("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.table.head = false;
                self.push_html("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.push_html("</tr>\n"),
            TagEnd::TableCell => self.close_block(if self.table.head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => self.close_inline("</em>"),
            TagEnd::Strong => self.close_inline("</strong>"),
            TagEnd::Strikethrough => self.close_inline("</del>"),
            TagEnd::Superscript => self.close_inline("</sup>"),
            TagEnd::Subscript => self.close_inline("</sub>"),
            TagEnd::Link => {
                self.splicer.close_label();
                if self.image.is_none() {
                    self.skip_words = false;
                    let end = self.open_links.pop().unwrap_or_default();
                    self.close_inline(end);
                }
            }
            TagEnd::Image => self.close_image(),
            TagEnd::MetadataBlock(_) => {}
        }
    }

    // Blocks

    fn open_block(&mut self, html: &str) {
        self.push_html(html);
        self.typographer.reset();
        self.block_text = self.text.len();
        self.block_links.clear();
    }

    fn close_block(&mut self, html: &str) {
        self.close_elements();
        self.push_html(html);
        self.end_of_line();
        let text = self.text.get(self.block_text..).unwrap_or_default();
        for (link, place) in self.block_links.drain(..) {
            if let Some(link) = self.markdown.links.get_mut(link) {
                let own = sentence::around(text, place.saturating_sub(self.block_text));
                let start = self.block_text as u32;
                link.sentence = start + own.start as u32..start + own.end as u32;
            }
        }
        self.block_text = self.text.len();
    }

    /// Closes what raw HTML left open in the text before.
    fn close_elements(&mut self) {
        self.end_prose();
        raw_html::close_from(0, &mut self.open_elements, &mut self.html);
    }

    fn end_of_line(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn open_heading(&mut self, level: HeadingLevel, id: Option<&str>) {
        self.end_of_line();
        self.flush();
        self.typographer.reset();
        // The page's title is the only heading of level 1.
        let level = (level as u8).max(2);
        let pieces = std::mem::take(&mut self.pieces);
        self.heading = Some(OpenHeading {
            level,
            id: id.map(str::to_owned),
            pieces,
            text_start: self.text.len(),
        });
        self.block_text = self.text.len();
        self.block_links.clear();
    }

    fn close_heading(&mut self) {
        self.close_elements();
        self.flush();
        let Some(heading) = self.heading.take() else {
            return;
        };
        let text = self.text[heading.text_start..].trim().to_owned();
        let id = self.anchor(&heading.id.unwrap_or_else(|| language::slug::slug(&text)));
        let content = std::mem::replace(&mut self.pieces, heading.pieces);
        let level = heading.level;
        self.push_html(&format!("<h{level} id=\"{}\">", escaped(&id)));
        self.flush();
        self.pieces.extend(content);
        if self.trust == Trust::Editor {
            self.markdown.headings.push(Heading { level, id, text });
        }
        self.close_block(&format!("</h{level}>\n"));
    }

    /// `wanted` as an `id` of this body that no other element has.
    fn anchor(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let mut id = wanted.to_owned();
        let mut copy = 2;
        while !self.anchors.insert(id.clone()) {
            id = format!("{wanted}-{copy}");
            copy += 1;
        }
        id
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else {
            return self.push_html("<blockquote>\n");
        };
        let (class, words) = match kind {
            BlockQuoteKind::Note => ("note", BodyWords::AlertNote),
            BlockQuoteKind::Tip => ("tip", BodyWords::AlertTip),
            BlockQuoteKind::Important => ("important", BodyWords::AlertImportant),
            BlockQuoteKind::Warning => ("warning", BodyWords::AlertWarning),
            BlockQuoteKind::Caution => ("caution", BodyWords::AlertCaution),
        };
        self.push_html(&format!(
            "<div class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">"
        ));
        self.push_words(words);
        self.push_html("</p>\n");
    }

    fn open_cell(&mut self) {
        let alignment = self.table.alignments.get(self.table.column);
        self.table.column += 1;
        self.open_block(match (self.table.head, alignment) {
            (true, Some(Alignment::Center)) => "<th scope=\"col\" class=\"align-center\">",
            (true, Some(Alignment::Right)) => "<th scope=\"col\" class=\"align-right\">",
            (true, _) => "<th scope=\"col\">",
            (false, Some(Alignment::Center)) => "<td class=\"align-center\">",
            (false, Some(Alignment::Right)) => "<td class=\"align-right\">",
            (false, _) => "<td>",
        });
    }

    fn task(&mut self, done: bool) {
        let (class, words) = if done {
            ("task task-done", BodyWords::TaskDone)
        } else {
            ("task", BodyWords::TaskToDo)
        };
        self.push_html(&format!(
            "<span class=\"{class}\" role=\"img\" aria-label=\""
        ));
        self.push_words(words);
        self.push_html("\"></span> ");
    }

    fn close_code_block(&mut self, range: Range<usize>) {
        let Some(code) = self.code_block.take() else {
            return;
        };
        if self.trust == Trust::Editor {
            if component::NAMES.contains(&code.language.as_str()) {
                return self.component(&code, range);
            }
            let meant = language::suggest::closest(&code.language, component::NAMES);
            if let Some(suggestion) = meant
                .filter(|meant| code.language.len() > 3 && code.language.starts_with(&meant[..1]))
            {
                let place = code.start.unwrap_or(0);
                let problem = Problem::UnknownComponentKind {
                    name: code.language.clone(),
                    suggestion: suggestion.to_owned(),
                };
                self.faults.at(Span::new(place..place), problem);
            }
        }
        let mut html = String::from("<pre tabindex=\"0\"><code");
        if !code.language.is_empty() {
            html.push_str(" class=\"language-");
            push_escaped(&mut html, &code.language);
            html.push('"');
        }
        html.push('>');
        self.push_html(&html);
        let coloured = self
            .source
            .conventions
            .highlighting
            .then(|| code::coloured(&code.language, &code.text))
            .flatten();
        match coloured {
            Some(coloured) => {
                self.flush();
                self.html.push_str(&coloured);
                let coloured = self.take_written();
                self.pieces.push(Cut::Code(coloured));
            }
            None => self.push_html(&escaped(&code.text)),
        }
        self.push_html("</code></pre>\n");
        self.text.push_str(&code.text);
        self.end_of_line();
    }

    fn component(&mut self, code: &OpenCode, range: Range<usize>) {
        let place = code.start.unwrap_or(0);
        let (source, offset, links) = (self.source, self.start + place, &mut self.markdown.links);
        let worksheets: Vec<String> = self
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Cut::Component(component) => match &**component {
                    Component::Worksheet(worksheet) => Some(worksheet.id.clone()),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        let body = self.body;
        let block = Block::new(&code.text, &body[place..range.end.max(place)]);
        let component = self.faults.within(place, |faults| {
            component::parse(
                source,
                &code.language,
                &block,
                offset,
                links,
                &worksheets,
                faults,
            )
        });
        if let Some(component) = component {
            let component = Arc::new(component);
            self.flush();
            self.pieces.push(Cut::Component(Arc::clone(&component)));
            self.splicer
                .replace(range, Replacement::Component(component));
        }
    }

    // Words

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(code) = &mut self.code_block {
            code.start.get_or_insert(range.start);
            code.text.push_str(text);
            return;
        }
        if let Some(block) = &mut self.html_block {
            block.push_str(text);
            return;
        }
        // A passage in another language keeps its own typography.
        let typeset = if self.source.conventions.typography {
            self.typographer.text(text)
        } else {
            text.into()
        };
        if let Some(image) = &mut self.image {
            image.alternative.push_str(&typeset);
            return;
        }
        self.text.push_str(&typeset);
        if self.skip_words {
            return;
        }
        if self.heading.is_none()
            && self.open_links.is_empty()
            && self.open_elements.is_empty()
            && !self.table.head
        {
            push_escaped(self.prose_after_html(), &typeset);
        } else {
            let html = self.html_after_prose();
            push_escaped(html, &typeset);
        }
    }

    fn inline_code(&mut self, code: &str) {
        self.typographer.opaque();
        if let Some(image) = &mut self.image {
            image.alternative.push_str(code);
            return;
        }
        self.text.push_str(code);
        let html = self.html_after_prose();
        html.push_str("<code>");
        push_escaped(html, code);
        html.push_str("</code>");
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if let Some(image) = &mut self.image {
            if self.trust == Trust::Visitor {
                image.alternative.push_str(tag);
            }
        } else if self.trust == Trust::Visitor {
            let html = self.html_after_prose();
            push_escaped(html, tag);
        } else if self.source.conventions.raw_html {
            self.push_html(tag);
        } else {
            self.end_prose();
            let html = &mut self.html;
            let before = html.len();
            let start = self.inline_starts.last().copied().unwrap_or_default();
            raw_html::clean_inline(tag, start, &mut self.open_elements, html);
            if html[before..] != *tag {
                let clean = Replacement::Text(html[before..].to_owned());
                self.splicer.replace(range, clean);
            }
        }
    }

    /// Begins an inline element of Markdown, but in the alternative text of an image, which has no markup.
    fn open_inline(&mut self, html: &str) {
        if self.image.is_some() {
            return;
        }
        self.push_html(html);
        self.inline_starts.push(self.open_elements.len());
    }

    /// Ends an inline element of Markdown, and first what raw HTML left open in it: `**a <b>b**` stays well nested.
    fn close_inline(&mut self, html: &str) {
        if self.image.is_some() {
            return;
        }
        let start = self.inline_starts.pop().unwrap_or_default();
        self.end_prose();
        raw_html::close_from(start, &mut self.open_elements, &mut self.html);
        self.push_html(html);
    }

    // Links and images

    fn open_link(&mut self, kind: LinkType, destination: &str, title: &str, range: Range<usize>) {
        let wiki = match kind {
            LinkType::WikiLink { has_pothole } => Some(has_pothole),
            _ => None,
        };
        let place = self.place_of(destination, range);
        if let Some(has_words) = wiki
            && self.trust == Trust::Editor
        {
            let target = target::wiki(destination);
            self.open_inside(target, place, title);
            if !has_words {
                let link = self.markdown.links.len() - 1;
                self.flush();
                self.pieces.push(Cut::TitleOf(link));
                self.skip_words = true;
            }
            return;
        }
        let written = if kind == LinkType::Email {
            format!("mailto:{destination}")
        } else {
            destination.to_owned()
        };
        match target::destination(&written, &self.source.file.path) {
            Destination::Outside(address) => {
                let rel = if self.trust == Trust::Visitor {
                    " rel=\"nofollow ugc\""
                } else {
                    ""
                };
                let mut html = String::from("<a href=\"");
                push_escaped(&mut html, &address);
                html.push('"');
                html.push_str(rel);
                push_title(&mut html, title);
                html.push('>');
                self.push_html(&html);
                self.open_links.push("</a>");
            }
            Destination::Inside(target) if self.trust == Trust::Editor => {
                self.open_inside(target, place, title);
            }
            Destination::Inside(_) => self.open_links.push(""),
            Destination::Escaping => {
                self.faults
                    .at(place, Problem::OutsideOfSite { target: written });
                self.open_links.push("");
            }
            Destination::Unsafe => {
                self.faults
                    .at(place, Problem::UnsafeLink { target: written });
                self.open_links.push("");
            }
        }
    }

    fn open_inside(&mut self, target: Target, place: Span, title: &str) {
        let link = self.add_link(target, place, false);
        self.splicer.leads_to(link);
        self.block_links.push((link, self.text.len()));
        self.push_html("<a href=\"");
        self.flush();
        self.pieces.push(Cut::Address(link));
        let mut html = String::from("\"");
        push_title(&mut html, title);
        html.push('>');
        self.push_html(&html);
        self.open_links.push("</a>");
    }

    fn add_link(&mut self, target: Target, place: Span, image: bool) -> usize {
        self.markdown.links.push(Link {
            target,
            span: place.shifted(self.start),
            sentence: 0..0,
            image,
        });
        self.markdown.links.len() - 1
    }

    fn close_image(&mut self) {
        match &mut self.image {
            Some(image) if image.within > 0 => image.within -= 1,
            _ => {
                if let Some(image) = self.image.take() {
                    self.write_image(image);
                }
            }
        }
        self.splicer.close_label();
    }

    fn write_image(&mut self, image: OpenImage) {
        if self.trust == Trust::Visitor {
            self.push_html(&escaped(&image.alternative));
            return;
        }
        let place = self.place_of(&image.destination, image.span.clone());
        if image.alternative.trim().is_empty() {
            self.faults.at(
                place,
                Problem::ImageWithoutAlternative {
                    source: image.destination.clone(),
                },
            );
        } else {
            let span = self.place_of(&image.alternative, image.span.clone());
            check_alternative(&image.alternative, span, self.faults);
        }
        match target::destination(&image.destination, &self.source.file.path) {
            Destination::Inside(
                target @ Target {
                    kind: TargetKind::Path(_) | TargetKind::Source(_),
                    ..
                },
            ) => {
                let link = self.add_link(target, place, true);
                self.splicer.leads_to(link);
                self.flush();
                self.pieces.push(Cut::Image(Box::new(PictureHole {
                    link,
                    alternative: image.alternative,
                    title: image.title,
                })));
            }
            Destination::Inside(_) | Destination::Escaping => {
                self.faults.at(
                    place,
                    Problem::OutsideOfSite {
                        target: image.destination,
                    },
                );
            }
            Destination::Outside(address) => {
                self.faults.at(
                    place,
                    Problem::ExternalImage {
                        source: address.clone(),
                    },
                );
                let words = if image.alternative.is_empty() {
                    &address
                } else {
                    &image.alternative
                };
                self.push_html(&format!(
                    "<a href=\"{}\">{}</a>",
                    escaped(&address),
                    escaped(words)
                ));
            }
            Destination::Unsafe => self.faults.at(
                place,
                Problem::UnsafeLink {
                    target: image.destination,
                },
            ),
        }
    }

    /// Where `written` stands within `range`; the whole range where it was written otherwise, with entities or escapes.
    fn place_of(&self, written: &str, range: Range<usize>) -> Span {
        let source = self.body.get(range.clone()).unwrap_or_default();
        match source.rfind(written).filter(|_| !written.is_empty()) {
            Some(place) => Span::new(range.start + place..range.start + place + written.len()),
            None => Span::new(range),
        }
    }

    // Footnotes

    fn note_call(&mut self, label: &str) {
        if self.image.is_some() {
            return;
        }
        let next = self.notes.numbers.len() + 1;
        let number = *self.notes.numbers.entry(label.to_owned()).or_insert(next);
        if self.notes.calls.len() < number {
            self.notes.calls.resize(number, 0);
        }
        self.notes.calls[number - 1] += 1;
        let call = self.notes.calls[number - 1];
        let id = self.anchor(&if call == 1 {
            format!("appel-{number}")
        } else {
            format!("appel-{number}-{call}")
        });
        self.push_html(&format!(
            "<sup class=\"note-call\"><a href=\"#note-{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    fn write_notes(&mut self) {
        if self.notes.numbers.is_empty() {
            return;
        }
        let mut labels: Vec<(usize, String)> = self
            .notes
            .numbers
            .iter()
            .map(|(label, number)| (*number, label.clone()))
            .collect();
        labels.sort_unstable();
        self.push_html("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.push_words(BodyWords::Notes);
        self.push_html("\"><ol>\n");
        for (number, label) in labels {
            let id = self.anchor(&format!("note-{number}"));
            self.push_html(&format!("<li id=\"{id}\">"));
            self.flush();
            self.pieces
                .extend(self.notes.texts.remove(&label).unwrap_or_default());
            self.push_html(&format!(
                "<a class=\"note-back\" href=\"#appel-{number}\" role=\"doc-backlink\" aria-label=\""
            ));
            self.push_words(BodyWords::NoteBack);
            self.push_html(&format!(" {number}\">↩</a></li>\n"));
        }
        self.push_html("</ol></section>\n");
    }

    // Pieces

    fn push_html(&mut self, html: &str) {
        self.html_after_prose().push_str(html);
    }

    fn push_words(&mut self, words: BodyWords) {
        self.flush();
        self.pieces.push(Cut::Words(words));
    }

    fn image_or_html(&mut self, html: &str) {
        match &mut self.image {
            Some(image) => image.alternative.push(' '),
            None => self.push_html(html),
        }
    }

    /// Where HTML is written, past the running text before it.
    fn html_after_prose(&mut self) -> &mut String {
        self.end_prose();
        &mut self.html
    }

    /// Where running text is written, past the HTML before it.
    fn prose_after_html(&mut self) -> &mut String {
        if !self.in_prose {
            self.flush();
            self.in_prose = true;
        }
        &mut self.html
    }

    fn end_prose(&mut self) {
        if self.in_prose {
            self.flush();
        }
    }

    /// Makes a piece of what was written since the last one.
    fn flush(&mut self) {
        let written = self.take_written();
        if !written.is_empty() {
            self.pieces.push(if self.in_prose {
                Cut::Prose(written)
            } else {
                Cut::Html(written)
            });
        }
        self.in_prose = false;
    }

    fn take_written(&mut self) -> Range<usize> {
        let end = self.html.len();
        std::mem::replace(&mut self.piece_start, end)..end
    }
}

fn push_title(html: &mut String, title: &str) {
    if !title.is_empty() {
        html.push_str(" title=\"");
        push_escaped(html, title);
        html.push('"');
    }
}

/// Whether an element stands within a text, and is no block.
fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
