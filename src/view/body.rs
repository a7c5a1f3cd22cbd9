//! A Markdown body with its holes filled: addresses, pictures, glossary terms, components.

use std::fmt::Write;

use super::Strings;
use super::context::{Context, encoded};
use super::geometry;
use super::parts::{
    Body, BodyPart, CardView, ImageView, TimelineStep, WorksheetQuestion, WorksheetView,
};
use crate::diagnostics::SourcePath;
use crate::document::{CardTarget, Component, Markdown, PictureHole, Piece};
use crate::site::Site;
use crate::site::links::{DocumentId, Ends};

/// The body of a document for its own page.
pub fn body(context: &Context<'_>, file: &SourcePath, markdown: &Markdown) -> Body {
    let ends = context.site.links.of(file);
    Filler::new(context, markdown, ends, None).fill()
}

/// The body of the document `own`, whose running text links the first use of each glossary term; not to itself.
pub fn body_with_glossary(context: &Context<'_>, markdown: &Markdown, own: DocumentId) -> Body {
    let ends = context.site.links.of_document(own);
    Filler::new(context, markdown, ends, Some(own)).fill()
}

/// About as many bytes as the HTML of a body takes.
fn room(markdown: &Markdown) -> usize {
    markdown.content.html_length() + markdown.links.len() * 64 + 1024
}

/// The body of the document `own` as HTML with absolute addresses and without components, for feeds.
pub fn absolute_html(
    site: &Site,
    strings: &Strings,
    markdown: &Markdown,
    own: DocumentId,
) -> String {
    let ends = site.links.of_document(own);
    let mut html = String::with_capacity(room(markdown));
    for piece in markdown.content.html().pieces() {
        match piece {
            Piece::Html(text) | Piece::Code(text) | Piece::Prose(text) => html.push_str(text),
            Piece::Words(words) => push_escaped(&mut html, strings.get(words.key())),
            Piece::Address(number) => {
                let path = ends.get(number).map_or("", |end| end.path.as_str());
                push_escaped(
                    &mut html,
                    &if path.starts_with('#') {
                        path.to_owned()
                    } else {
                        site.base.absolute(&encoded(path))
                    },
                );
            }
            Piece::TitleOf(number) => {
                let document = ends.get(number).and_then(|end| end.document);
                push_escaped(
                    &mut html,
                    document.map_or("", |document| site.title_of(document)),
                );
            }
            Piece::Image(picture) => {
                if let Some(end) = ends.get(picture.link) {
                    html.push_str("<img src=\"");
                    push_escaped(&mut html, &site.base.absolute(&encoded(&end.path)));
                    html.push_str("\" alt=\"");
                    push_escaped(&mut html, &picture.alternative);
                    html.push_str("\">");
                }
            }
            Piece::Component(component) => push_component_text(&mut html, component),
        }
    }
    html
}

/// What a component says where it cannot be drawn.
fn push_component_text(html: &mut String, component: &Component) {
    match component {
        Component::Quote { text, author, .. } => {
            html.push_str("<blockquote><p>");
            push_escaped(html, text);
            if let Some(author) = author {
                html.push_str(" — ");
                push_escaped(html, author);
            }
            html.push_str("</p></blockquote>\n");
        }
        Component::Timeline(steps) => {
            html.push_str("<ul>\n");
            for (date, title, _) in steps {
                html.push_str("<li>");
                push_escaped(html, &format!("{date} — {title}"));
                html.push_str("</li>\n");
            }
            html.push_str("</ul>\n");
        }
        Component::Cards(_)
        | Component::Figure { .. }
        | Component::Wheel
        | Component::Radar { .. } => {}
        Component::Worksheet(worksheet) => {
            html.push_str("<ol>\n");
            for question in worksheet.questions.iter().chain(&worksheet.synthesis) {
                html.push_str("<li>");
                push_escaped(html, &question.label);
                html.push_str("</li>\n");
            }
            html.push_str("</ol>\n");
        }
    }
}

struct Filler<'a, 'c> {
    context: &'a Context<'c>,
    markdown: &'a Markdown,
    /// Where its links lead.
    ends: Ends<'c>,
    /// The document whose text links to the glossary.
    glossary: Option<DocumentId>,
    /// Terms that have been linked already.
    linked: Vec<usize>,
    html: String,
    /// Whether `html` holds coloured code.
    code: bool,
    parts: Vec<BodyPart>,
}

impl<'a, 'c> Filler<'a, 'c> {
    fn new(
        context: &'a Context<'c>,
        markdown: &'a Markdown,
        ends: Ends<'c>,
        glossary: Option<DocumentId>,
    ) -> Self {
        let mut linked = Vec::new();
        if let Some(own) = glossary {
            // A term that the editor linked by hand needs no second link.
            let documents = ends.documents().chain([own]);
            linked.extend(documents.filter_map(|document| match document {
                DocumentId::Term(position) => Some(position),
                _ => None,
            }));
        }
        Self {
            context,
            markdown,
            ends,
            glossary,
            linked,
            html: String::with_capacity(room(markdown)),
            code: false,
            parts: Vec::new(),
        }
    }

    fn fill(mut self) -> Body {
        let html = self.markdown.content.html();
        for piece in html.pieces() {
            match piece {
                Piece::Code(text) => {
                    self.code = true;
                    self.html.push_str(text);
                }
                Piece::Prose(text) if self.glossary.is_some() => self.prose(text),
                Piece::Html(text) | Piece::Prose(text) => self.html.push_str(text),
                Piece::Words(words) => {
                    push_escaped(&mut self.html, self.context.strings.get(words.key()));
                }
                Piece::Address(number) => self.address(number),
                Piece::TitleOf(number) => {
                    let document = self.ends.get(number).and_then(|end| end.document);
                    let title =
                        document.map_or("", |document| self.context.site.title_of(document));
                    push_escaped(&mut self.html, title);
                }
                Piece::Image(picture) => self.image(picture),
                Piece::Component(component) => self.component(component),
            }
        }
        self.close_html();
        Body { parts: self.parts }
    }

    fn address(&mut self, number: usize) {
        if let Some(end) = self.ends.get(number) {
            let address = self.link_address(&end.path);
            push_escaped(&mut self.html, &address);
        }
    }

    fn link_address(&self, path: &str) -> String {
        if path.starts_with('#') {
            path.to_owned()
        } else {
            self.context.href(&encoded(path))
        }
    }

    fn image(&mut self, picture: &PictureHole) {
        let Some(image) = self.image_view(picture.link, &picture.alternative, None) else {
            return;
        };
        let title = &picture.title;
        if let Some(srcset) = &image.srcset {
            self.html
                .push_str("<picture><source type=\"image/webp\" srcset=\"");
            push_escaped(&mut self.html, srcset);
            self.html.push_str("\" sizes=\"");
            push_escaped(&mut self.html, self.context.picture_sizes);
            self.html.push_str("\">");
        }
        self.html.push_str("<img src=\"");
        push_escaped(&mut self.html, &image.url);
        self.html.push_str("\" alt=\"");
        push_escaped(&mut self.html, &image.alt);
        self.html.push('"');
        if !title.is_empty() {
            self.html.push_str(" title=\"");
            push_escaped(&mut self.html, title);
            self.html.push('"');
        }
        if let (Some(width), Some(height)) = (image.width, image.height) {
            // Writing to a string cannot fail.
            let _ = write!(self.html, " width=\"{width}\" height=\"{height}\"");
        }
        self.html.push_str(" loading=\"lazy\" decoding=\"async\">");
        if image.srcset.is_some() {
            self.html.push_str("</picture>");
        }
    }

    fn image_view(
        &self,
        link: usize,
        alternative: &str,
        caption: Option<&String>,
    ) -> Option<ImageView> {
        let end = self.ends.get(link)?;
        let path = end.path.trim_start_matches('/');
        Some(self.context.picture(path, alternative, caption))
    }

    /// Running text, with the first use of each term linked to its definition.
    fn prose(&mut self, text: &str) {
        let site = self.context.site;
        let mut written = 0;
        while let Some(mention) = site
            .glossary
            .find(text, written, |term| !self.linked.contains(&term))
        {
            self.linked.push(mention.term);
            let term = &site.terms[mention.term];
            let number = self.linked.len();
            self.html.push_str(&text[written..mention.start]);
            let _ = write!(
                self.html,
                "<span class=\"term\"><a class=\"term-link\" href=\"{}\" aria-describedby=\"terme-{number}\">{}</a>\
                 <span class=\"term-tip\" role=\"tooltip\" id=\"terme-{number}\">",
                self.context.page("glossary", term.identity.slug.as_str()),
                &text[mention.start..mention.end],
            );
            push_escaped(&mut self.html, &term.definition);
            self.html.push_str("</span></span>");
            written = mention.end;
        }
        self.html.push_str(&text[written..]);
    }

    fn close_html(&mut self) {
        if !self.html.trim().is_empty() {
            let html = std::mem::take(&mut self.html);
            let code = std::mem::take(&mut self.code);
            self.parts.push(BodyPart::Html { html, code });
        }
        self.html.clear();
    }

    fn component(&mut self, component: &Component) {
        let part = match component {
            Component::Timeline(steps) => BodyPart::Timeline {
                steps: steps
                    .iter()
                    .map(|(date, title, text)| TimelineStep {
                        date: date.clone(),
                        title: title.clone(),
                        text: text.clone(),
                    })
                    .collect(),
            },
            Component::Quote {
                text,
                author,
                source,
                url,
                lang,
            } => BodyPart::Quote {
                text: text.clone(),
                author: author.clone(),
                source: source.clone(),
                url: url.clone(),
                lang: lang.clone(),
            },
            Component::Cards(cards) => BodyPart::Cards {
                cards: cards
                    .iter()
                    .map(|(title, text, target)| CardView {
                        title: title.clone(),
                        text: text.clone(),
                        url: target.as_ref().and_then(|target| self.card_address(target)),
                    })
                    .collect(),
            },
            Component::Figure {
                image,
                alternative,
                caption,
                credit,
            } => {
                let Some(image) = self.image_view(*image, alternative, caption.as_ref()) else {
                    return;
                };
                BodyPart::Figure {
                    image,
                    credit: credit.clone(),
                }
            }
            Component::Wheel => {
                let Some(wheel) = geometry::wheel(self.context) else {
                    return;
                };
                BodyPart::Wheel {
                    wheel: Box::new(wheel),
                }
            }
            Component::Radar { title, series } => {
                let Some(radar) =
                    geometry::radar_of_component(self.context, title.as_deref(), series)
                else {
                    return;
                };
                BodyPart::Radar {
                    radar: Box::new(radar),
                }
            }
            Component::Worksheet(worksheet) => {
                let question = |question: &crate::document::WorksheetQuestion| WorksheetQuestion {
                    id: question.id.clone(),
                    label: question.label.clone(),
                    hint: question.hint.clone(),
                };
                BodyPart::Worksheet {
                    worksheet: WorksheetView {
                        id: worksheet.id.clone(),
                        title: worksheet.title.clone(),
                        intro: worksheet.intro.clone(),
                        questions: worksheet.questions.iter().map(question).collect(),
                        synthesis: worksheet.synthesis.as_ref().map(question),
                    },
                }
            }
        };
        self.close_html();
        self.parts.push(part);
    }

    fn card_address(&self, target: &CardTarget) -> Option<String> {
        match target {
            CardTarget::Address(address) => Some(address.clone()),
            CardTarget::Link(number) => {
                let end = self.ends.get(*number)?;
                Some(self.link_address(&end.path))
            }
        }
    }
}

/// Appends `text` so that it stands for itself in HTML.
fn push_escaped(html: &mut String, text: &str) {
    crate::render::escape::push_escaped(html, text);
}
