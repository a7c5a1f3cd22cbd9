//! A piece of a body while its HTML is being written.

use std::ops::Range;
use std::sync::Arc;

use crate::document::{BodyWords, Component, PictureHole, Piece};

/// A [`Piece`] whose HTML lies somewhere in all that was written: headings and notes are not written in the order in which they are read.
pub enum Cut {
    Html(Range<usize>),
    Code(Range<usize>),
    Prose(Range<usize>),
    Address(usize),
    Words(BodyWords),
    TitleOf(usize),
    Image(Box<PictureHole>),
    Component(Arc<Component>),
}

impl Cut {
    /// The piece of `html`, which is all that was written.
    pub fn piece<'a>(&'a self, html: &'a str) -> Piece<'a> {
        let text = |range: &Range<usize>| html.get(range.clone()).unwrap_or_default();
        match self {
            Self::Html(range) => Piece::Html(text(range)),
            Self::Code(range) => Piece::Code(text(range)),
            Self::Prose(range) => Piece::Prose(text(range)),
            Self::Address(link) => Piece::Address(*link),
            Self::Words(words) => Piece::Words(*words),
            Self::TitleOf(link) => Piece::TitleOf(*link),
            Self::Image(picture) => Piece::Image(picture),
            Self::Component(component) => Piece::Component(component),
        }
    }
}
