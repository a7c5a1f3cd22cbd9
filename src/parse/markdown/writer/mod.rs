//! Turns the events of the Markdown reader into the pieces of a body.
//!
//! One pass, no recursion: nesting as deep as the reader accepts costs nothing more. Text goes through the typography of the site's
//! language on its way; code, addresses and foreign passages do not.

mod blocks;
mod inline;
mod links;
mod notes;
mod pictures;
mod pieces;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use self::blocks::{OpenCode, OpenHeading, Table};
use self::notes::Notes;
use self::pictures::OpenImage;
use super::cut::Cut;
use super::splice::Splicer;
use super::{Trust, raw_html};
use crate::document::{BodyWords, ContentWriter, Markdown, Replacement};
use crate::language::typography::Typographer;
use crate::language::words;
use crate::parse::Source;
use crate::parse::yaml::Faults;
use crate::render::escape::escaped;

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
            self.end_text();
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
