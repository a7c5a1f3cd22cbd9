//! The HTML and the plain text of a body, put aside.
//!
//! A body is read where its page is rendered, where a feed lists it and where it is searched: three moments of a build that holds a hundred
//! thousand of them. HTML and text are therefore not kept in memory. The HTML is cut in pieces where something goes that one file cannot
//! know; [`ContentWriter`] takes them in reading order, [`Html::pieces`] gives them back.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::markdown::{BodyWords, Component, PictureHole};
use crate::aside::{Aside, Text, as_text};

/// A piece of a body.
#[derive(Debug, Clone, Copy)]
pub enum Piece<'a> {
    /// HTML, to be written as it is.
    Html(&'a str),
    /// HTML of coloured code, as [`Piece::Html`]: a page that holds some links the colours.
    Code(&'a str),
    /// Words of running text, escaped for HTML: a glossary term may be linked in them.
    Prose(&'a str),
    /// The address of a link goes here, escaped for an attribute: its number in [`Markdown::links`](super::Markdown::links).
    Address(usize),
    /// Words of the interface go here, escaped.
    Words(BodyWords),
    /// The title of a link's target goes here: `[[terme]]` without words of its own.
    TitleOf(usize),
    /// A picture goes here.
    Image(&'a PictureHole),
    /// A component of the theme.
    Component(&'a Arc<Component>),
}

/// The HTML of a body in pieces, and its plain text.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The HTML, the table of its pieces, the text.
    aside: Arc<Aside>,
    /// Bytes of the HTML.
    html: usize,
    /// Bytes of the HTML and the table.
    pieces: usize,
    holes: Box<[Hole]>,
}

/// What goes between the HTML, of the kinds that are rare and large.
#[derive(Debug, Clone)]
enum Hole {
    Image(PictureHole),
    Component(Arc<Component>),
}

/// HTML that was read back.
#[derive(Debug)]
pub struct Html<'a> {
    /// The HTML, then the table.
    bytes: Cow<'a, [u8]>,
    /// Bytes of the HTML.
    length: usize,
    holes: &'a [Hole],
}

/// Takes the pieces of a body.
#[derive(Debug, Default)]
pub struct ContentWriter {
    html: Vec<u8>,
    table: Vec<u8>,
    holes: Vec<Hole>,
}

/// An entry of the table of pieces: the kind, then a number in four bytes. It is how many bytes of HTML, which link, which words, or which
/// hole.
const ENTRY: usize = 5;

impl Content {
    /// The HTML.
    pub fn html(&self) -> Html<'_> {
        Html {
            bytes: self.aside.read_range(0..self.pieces),
            length: self.html,
            holes: &self.holes,
        }
    }

    /// About how many bytes the HTML has.
    pub fn html_length(&self) -> usize {
        self.html
    }

    /// Plain text without markup: a paragraph, heading or cell a line.
    pub fn text(&self) -> Text<'_> {
        self.aside.text_range(self.pieces..usize::MAX)
    }

    /// The bytes of `range` in the plain text.
    pub fn passage(&self, range: &Range<u32>) -> Text<'_> {
        let [start, end] = [range.start, range.end].map(|it| self.pieces + it as usize);
        self.aside.text_range(start..end)
    }

    /// The components in it.
    pub fn components(&self) -> impl Iterator<Item = &Component> {
        self.holes.iter().filter_map(|hole| match hole {
            Hole::Component(component) => Some(&**component),
            Hole::Image(_) => None,
        })
    }
}

impl Html<'_> {
    /// Its pieces, in reading order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let (html, table) = self.bytes.split_at_checked(self.length).unwrap_or_default();
        let mut rest = as_text(html).unwrap_or_default();
        let mut take = move |length: usize| {
            let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            rest = after;
            text
        };
        table.chunks_exact(ENTRY).filter_map(move |entry| {
            let number = u32::from_le_bytes([entry[1], entry[2], entry[3], entry[4]]) as usize;
            let hole = self.holes.get(number);
            match (entry[0], hole) {
                (b'h', _) => Some(Piece::Html(take(number))),
                (b'k', _) => Some(Piece::Code(take(number))),
                (b'p', _) => Some(Piece::Prose(take(number))),
                (b'a', _) => Some(Piece::Address(number)),
                (b't', _) => Some(Piece::TitleOf(number)),
                (b'w', _) => BodyWords::ALL.get(number).copied().map(Piece::Words),
                (_, Some(Hole::Image(picture))) => Some(Piece::Image(picture)),
                (_, Some(Hole::Component(component))) => Some(Piece::Component(component)),
                (_, None) => None,
            }
        })
    }
}

impl ContentWriter {
    /// Takes the next piece.
    pub fn push(&mut self, piece: Piece<'_>) {
        let (kind, number) = match piece {
            Piece::Html(text) => (b'h', self.text(text)),
            Piece::Code(text) => (b'k', self.text(text)),
            Piece::Prose(text) => (b'p', self.text(text)),
            Piece::Address(link) => (b'a', link),
            Piece::TitleOf(link) => (b't', link),
            Piece::Words(words) => (b'w', words as usize),
            Piece::Image(picture) => (b'i', self.hole(Hole::Image(picture.clone()))),
            Piece::Component(it) => (b'c', self.hole(Hole::Component(Arc::clone(it)))),
        };
        // A source file is far smaller than what 32 bits can count.
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        self.table.push(kind);
        self.table.extend(number.to_le_bytes());
    }

    fn text(&mut self, text: &str) -> usize {
        self.html.extend(text.as_bytes());
        text.len()
    }

    fn hole(&mut self, hole: Hole) -> usize {
        self.holes.push(hole);
        self.holes.len() - 1
    }

    /// Puts aside what was taken, with the plain text of the same body.
    pub fn finish(self, text: &str) -> Content {
        let (html, mut bytes) = (self.html.len(), self.html);
        bytes.extend(&self.table);
        let pieces = bytes.len();
        bytes.extend(text.as_bytes());
        Content {
            aside: Arc::new(Aside::put(&bytes)),
            html,
            pieces,
            holes: self.holes.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_in_their_order() {
        let picture = PictureHole {
            link: 3,
            alternative: "Une façade".into(),
            title: String::new(),
        };
        let component = Arc::new(Component::Wheel);
        let pieces = [
            Piece::Html("<p>"),
            Piece::Prose("L’été, "),
            Piece::Address(70_000),
            Piece::TitleOf(2),
            Piece::Words(BodyWords::NoteBack),
            Piece::Image(&picture),
            Piece::Code("<b>x</b>"),
            Piece::Component(&component),
            Piece::Html("</p>"),
        ];
        let mut writer = ContentWriter::default();
        for piece in pieces {
            writer.push(piece);
        }
        let content = writer.finish("L’été, à l’ombre\n");
        let html = content.html();
        let read: Vec<String> = html.pieces().map(|piece| format!("{piece:?}")).collect();
        assert_eq!(read, pieces.map(|piece| format!("{piece:?}")));
        assert_eq!(content.text().as_str(), "L’été, à l’ombre\n");
        assert_eq!(content.passage(&(0..9)).as_str(), "L’été");
        assert_eq!(content.components().count(), 1);
    }

    #[test]
    fn nothing_is_read_of_a_body_without_words() {
        let content = Content::default();
        assert_eq!(content.html().pieces().count(), 0);
        assert_eq!(content.text().as_str(), "");
    }
}
