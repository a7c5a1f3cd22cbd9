//! Running text, and the elements within it.

use std::ops::Range;

use super::Writer;
use crate::document::Replacement;
use crate::parse::markdown::{Trust, raw_html};
use crate::render::escape::push_escaped;

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
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

    pub(super) fn inline_code(&mut self, code: &str) {
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

    pub(super) fn inline_html(&mut self, tag: &str, range: Range<usize>) {
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
    pub(super) fn open_inline(&mut self, html: &str) {
        if self.image.is_some() {
            return;
        }
        self.push_html(html);
        self.inline_starts.push(self.open_elements.len());
    }

    /// Ends an inline element of Markdown, and first what raw HTML left open in it: `**a <b>b**` stays well nested.
    pub(super) fn close_inline(&mut self, html: &str) {
        if self.image.is_some() {
            return;
        }
        let start = self.inline_starts.pop().unwrap_or_default();
        self.end_prose();
        raw_html::close_from(start, &mut self.open_elements, &mut self.html);
        self.push_html(html);
    }
}
