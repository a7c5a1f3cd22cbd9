//! What a copy of the source, read outside of the site, says otherwise.
//!
//! The Markdown of an article is published beside its page. There a link needs its whole address, a component needs words, and what only
//! editors see (comments, definitions of links) has no place. The source is kept as it is but for these [`Splice`]s, so that the copy reads
//! as its author wrote it.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType};

use crate::diagnostics::Span;
use crate::document::{Replacement, Splice};

/// Gathers the splices of one text while its events pass.
#[derive(Default)]
pub struct Splicer {
    splices: Vec<Splice>,
    /// How many elements are open.
    depth: usize,
    /// Where the last block ended.
    covered: usize,
    labels: Vec<Label>,
}

/// The words of an open link, or the alternative of an open image.
struct Label {
    /// The whole link.
    range: Range<usize>,
    kind: LinkType,
    /// The link of the document that it is, by its number; none where it leads out of the site.
    link: Option<usize>,
    destination: String,
    title: String,
    /// From its first word to its last.
    words: Option<Range<usize>>,
}

impl Splicer {
    /// Sees each event before it is written. What stands between two blocks and is none defines links.
    pub fn see(&mut self, event: &Event<'_>, range: &Range<usize>, body: &str) {
        match event {
            Event::Start(_) => {
                self.open_block(range, body);
                self.depth += 1;
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.covered = self.covered.max(range.end);
                }
            }
            _ => {
                self.open_block(range, body);
                if self.depth == 0 {
                    self.covered = self.covered.max(range.end);
                }
            }
        }
        if let Some(label) = self.labels.last_mut()
            && *range != label.range
        {
            let words = label.words.get_or_insert_with(|| range.clone());
            words.end = words.end.max(range.end);
        }
    }

    fn open_block(&mut self, range: &Range<usize>, body: &str) {
        if self.depth == 0 {
            self.leave_out(self.covered..range.start, body);
        }
    }

    fn leave_out(&mut self, gap: Range<usize>, body: &str) {
        if body
            .get(gap.clone())
            .is_some_and(|gap| !gap.trim().is_empty())
        {
            self.replace(gap, Replacement::Text("\n\n".to_owned()));
        }
    }

    /// `range` reads otherwise.
    pub fn replace(&mut self, range: Range<usize>, with: Replacement) {
        self.splices.push(Splice {
            span: Span::new(range),
            with,
        });
    }

    /// A link or an image opens.
    pub fn open_label(
        &mut self,
        range: Range<usize>,
        kind: LinkType,
        destination: &str,
        title: &str,
    ) {
        self.labels.push(Label {
            range,
            kind,
            link: None,
            destination: destination.to_owned(),
            title: title.to_owned(),
            words: None,
        });
    }

    /// The open label leads to the link of the document with this number.
    pub fn leads_to(&mut self, link: usize) {
        if let Some(label) = self.labels.last_mut() {
            label.link = Some(link);
        }
    }

    /// The last opened link or image closes.
    pub fn close_label(&mut self) {
        let Some(label) = self.labels.pop() else {
            return;
        };
        let title = label.title;
        let end = match (label.link, label.kind) {
            (Some(link), LinkType::WikiLink { has_pothole: false }) => {
                return self.replace(label.range, Replacement::Titled(link));
            }
            (Some(link), _) => Replacement::Address { link, title },
            // The definition that the name of a reference stands for is left out.
            (None, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) => {
                let quoted = if title.is_empty() {
                    String::new()
                } else {
                    format!(" \"{title}\"")
                };
                Replacement::Text(format!("]({}{quoted})", label.destination))
            }
            (None, _) => return,
        };
        let Some(words) = label.words else {
            return;
        };
        if matches!(label.kind, LinkType::WikiLink { .. }) {
            let opening = Replacement::Text("[".to_owned());
            self.replace(label.range.start..words.start, opening);
        }
        self.replace(words.end..label.range.end, end);
    }

    /// The splices of `body`, which begins `start` bytes into the file, in order.
    pub fn finish(mut self, body: &str, start: usize) -> Vec<Splice> {
        self.leave_out(self.covered..body.len(), body);
        for splice in &mut self.splices {
            splice.span = splice.span.shifted(start);
        }
        self.splices
            .sort_by_key(|splice| (splice.span.start, splice.span.end));
        self.splices
    }
}
