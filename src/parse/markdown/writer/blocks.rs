//! Paragraphs, headings, cells, code: what a text is made of.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Alignment, BlockQuoteKind, HeadingLevel};

use super::Writer;
use crate::diagnostics::{Problem, Span};
use crate::document::{BodyWords, Component, Heading, Replacement};
use crate::language;
use crate::language::sentence;
use crate::parse::markdown::block::Block;
use crate::parse::markdown::cut::Cut;
use crate::parse::markdown::{Trust, code, component, raw_html};
use crate::render::escape::{escaped, push_escaped};

pub(super) struct OpenHeading {
    pub(super) level: u8,
    pub(super) id: Option<String>,
    /// Pieces written before the heading.
    pub(super) pieces: Vec<Cut>,
    text_start: usize,
}

pub(super) struct OpenCode {
    pub(super) language: String,
    pub(super) text: String,
    pub(super) start: Option<usize>,
}

#[derive(Default)]
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) head: bool,
}

impl Writer<'_> {
    pub(super) fn open_block(&mut self, html: &str) {
        self.push_html(html);
        self.typographer.reset();
    }

    pub(super) fn close_block(&mut self, html: &str) {
        self.close_elements();
        self.push_html(html);
        self.end_text();
    }

    /// Ends the text of a block, or what of it stands before a block within it, and finds the sentences of its links.
    pub(super) fn end_text(&mut self) {
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
    pub(super) fn close_elements(&mut self) {
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

    pub(super) fn open_heading(&mut self, level: HeadingLevel, id: Option<&str>) {
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
    }

    pub(super) fn close_heading(&mut self) {
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
    pub(super) fn anchor(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let mut id = wanted.to_owned();
        let mut copy = 2;
        while !self.anchors.insert(id.clone()) {
            id = format!("{wanted}-{copy}");
            copy += 1;
        }
        id
    }

    pub(super) fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
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

    pub(super) fn open_cell(&mut self) {
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

    pub(super) fn task(&mut self, done: bool) {
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

    pub(super) fn close_code_block(&mut self, range: Range<usize>) {
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
}
