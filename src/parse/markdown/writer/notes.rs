//! Notes: their calls in the text, and the list below it.

use std::collections::BTreeMap;

use super::Writer;
use crate::document::BodyWords;
use crate::parse::markdown::cut::Cut;

/// Footnotes, numbered in the order of their first call.
#[derive(Default)]
pub(super) struct Notes {
    numbers: BTreeMap<String, usize>,
    /// Calls of each number so far.
    calls: Vec<usize>,
    /// Text of each note: its pieces.
    pub(super) texts: BTreeMap<String, Vec<Cut>>,
    /// The notes being read, each in the text of the one before, with the pieces around it.
    pub(super) open: Vec<(String, Vec<Cut>)>,
}

impl Writer<'_> {
    pub(super) fn note_call(&mut self, label: &str) {
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

    pub(super) fn write_notes(&mut self) {
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
}
