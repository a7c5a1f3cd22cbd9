//! Links: those of Markdown and those by a name, `[[terme]]`.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::Writer;
use crate::diagnostics::{Problem, Span};
use crate::document::{Link, Target};
use crate::parse::markdown::Trust;
use crate::parse::markdown::cut::Cut;
use crate::parse::markdown::target::{self, Destination};
use crate::render::escape::push_escaped;

impl Writer<'_> {
    pub(super) fn open_link(
        &mut self,
        kind: LinkType,
        destination: &str,
        title: &str,
        range: Range<usize>,
    ) {
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

    pub(super) fn add_link(&mut self, target: Target, place: Span, image: bool) -> usize {
        self.markdown.links.push(Link {
            target,
            span: place.shifted(self.start),
            sentence: 0..0,
            image,
        });
        self.markdown.links.len() - 1
    }

    /// Where `written` stands within `range`; the whole range where it was written otherwise, with entities or escapes.
    pub(super) fn place_of(&self, written: &str, range: Range<usize>) -> Span {
        let source = self.body.get(range.clone()).unwrap_or_default();
        match source.rfind(written).filter(|_| !written.is_empty()) {
            Some(place) => Span::new(range.start + place..range.start + place + written.len()),
            None => Span::new(range),
        }
    }
}

fn push_title(html: &mut String, title: &str) {
    if !title.is_empty() {
        html.push_str(" title=\"");
        push_escaped(html, title);
        html.push('"');
    }
}
