//! What was written, cut into the pieces of a body.

use std::ops::Range;

use super::Writer;
use crate::document::BodyWords;
use crate::parse::markdown::cut::Cut;

impl Writer<'_> {
    pub(super) fn push_html(&mut self, html: &str) {
        self.html_after_prose().push_str(html);
    }

    pub(super) fn push_words(&mut self, words: BodyWords) {
        self.flush();
        self.pieces.push(Cut::Words(words));
    }

    pub(super) fn image_or_html(&mut self, html: &str) {
        match &mut self.image {
            Some(image) => image.alternative.push(' '),
            None => self.push_html(html),
        }
    }

    /// Where HTML is written, past the running text before it.
    pub(super) fn html_after_prose(&mut self) -> &mut String {
        self.end_prose();
        &mut self.html
    }

    /// Where running text is written, past the HTML before it.
    pub(super) fn prose_after_html(&mut self) -> &mut String {
        if !self.in_prose {
            self.flush();
            self.in_prose = true;
        }
        &mut self.html
    }

    pub(super) fn end_prose(&mut self) {
        if self.in_prose {
            self.flush();
        }
    }

    /// Makes a piece of what was written since the last one.
    pub(super) fn flush(&mut self) {
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

    pub(super) fn take_written(&mut self) -> Range<usize> {
        let end = self.html.len();
        std::mem::replace(&mut self.piece_start, end)..end
    }
}
