//! `*.svg`: a drawing without what a browser would run, or fetch from elsewhere.
//!
//! A drawing is a program as much as a picture: it may hold scripts, call other sites, or embed whole pages. [`parse`] reads it as
//! strictly as a browser does, refuses what is not well-formed (a browser runs scripts up to the fault), and cuts out what
//! [`danger`] names. All else stays as it is, byte for byte.

mod danger;

use std::ops::Range;
use std::sync::Arc;

use roxmltree::{Document, Node, ParsingOptions};

use super::yaml::Faults;
use crate::aside::Aside;
use crate::diagnostics::{DrawingDanger, DrawingFault, Problem, Span};
use crate::document::{Drawing, Picture};

/// Elements, comments and texts that a drawing may have.
const LARGEST_DRAWING: u32 = 500_000;
/// Attributes of an element (as quotation marks), and declarations of namespaces, that a drawing may have. The reader compares each
/// with each.
const MOST_QUOTES_IN_A_TAG: usize = 2_000;
const MOST_NAMESPACES: usize = 500;
/// What is told of one drawing; with more in it, it is none.
const TOLD: usize = 32;

/// Reads a drawing, and tells what was taken out of it. `None` where it is none.
pub fn parse(text: &str, faults: &mut Faults) -> Option<Drawing> {
    match read(text) {
        Ok((svg, size, cuts)) => {
            for cut in cuts.into_iter().take(TOLD) {
                faults.at(
                    Span::new(cut.told),
                    Problem::DangerousDrawing { danger: cut.danger },
                );
            }
            Some(Drawing {
                svg: Arc::new(Aside::put(svg.as_bytes())),
                picture: Picture {
                    size,
                    ..Picture::default()
                },
            })
        }
        Err((place, fault)) => {
            faults.at(Span::new(place), Problem::BadDrawing { fault });
            None
        }
    }
}

/// Something that is taken out of a drawing.
#[derive(Debug, Clone)]
struct Cut {
    /// The bytes that go.
    range: Range<usize>,
    /// The bytes that are shown to the editor.
    told: Range<usize>,
    danger: DrawingDanger,
}

type Read = (String, Option<(u32, u32)>, Vec<Cut>);

/// The drawing without its dangers, its size, and what was cut, in the order of the text.
fn read(text: &str) -> Result<Read, (Range<usize>, DrawingFault)> {
    if let Some(place) = other_encoding(text) {
        return Err((place, DrawingFault::Encoding));
    }
    if is_too_complex(text) {
        return Err((0..0, DrawingFault::TooComplex));
    }
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: LARGEST_DRAWING,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        let position = error.pos();
        let place = offset(text, position.row as usize, position.col as usize);
        let fault = match error {
            roxmltree::Error::NodesLimitReached => DrawingFault::TooComplex,
            roxmltree::Error::EntityReferenceLoop(_) => DrawingFault::Entities,
            _ => DrawingFault::Malformed,
        };
        (place..place, fault)
    })?;
    let root = document.root_element();
    // Entities can hide elements, and attribute lists give every element a handler.
    if let Some(place) = internal_subset(&text[..root.range().start]) {
        return Err((place, DrawingFault::Entities));
    }
    if root.tag_name().name() != "svg" || danger::of_node(root).is_some() {
        return Err((
            root.range().start..root.range().start,
            DrawingFault::NotADrawing,
        ));
    }
    let mut cuts = Vec::new();
    let mut end_of_cut = 0;
    for node in document.descendants() {
        let range = node.range();
        // Inside of something that goes already.
        if range.start < end_of_cut || node.is_root() {
            continue;
        }
        if let Some(danger) = danger::of_node(node) {
            end_of_cut = range.end;
            cuts.push(Cut {
                told: start_tag(text, &range),
                range,
                danger,
            });
            continue;
        }
        for attribute in node.attributes() {
            if let Some(danger) = danger::of_attribute(attribute) {
                let told = attribute.range();
                let before = text[..told.start].trim_end().len();
                cuts.push(Cut {
                    range: before..told.end,
                    told,
                    danger,
                });
            }
        }
    }
    Ok((without(text, &cuts), size(root), cuts))
}

/// The text without the bytes of `cuts`, which are in its order and apart from each other.
fn without(text: &str, cuts: &[Cut]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut written = 0;
    for cut in cuts {
        kept.push_str(&text[written..cut.range.start]);
        written = cut.range.end;
    }
    kept.push_str(&text[written..]);
    kept
}

/// The name of the element at `range` with its bracket: what is underlined of it.
fn start_tag(text: &str, range: &Range<usize>) -> Range<usize> {
    let name = text[range.clone()]
        .find(|character: char| character.is_whitespace() || matches!(character, '>' | '/'))
        .unwrap_or(range.len());
    range.start..range.start + name
}

/// Where the text says that it is written in something else than UTF-8: what a browser then reads is not what is read here.
fn other_encoding(text: &str) -> Option<Range<usize>> {
    let declaration = text.trim_start_matches('\u{feff}');
    let start = text.len() - declaration.len();
    let declaration = declaration
        .strip_prefix("<?xml")?
        .split("?>")
        .next()
        .unwrap_or_default();
    let name = declaration.find("encoding")?;
    let value = declaration[name + "encoding".len()..]
        .trim_start_matches(|character: char| character.is_whitespace() || character == '=');
    let encoding = value
        .trim_start_matches(['"', '\''])
        .split(['"', '\''])
        .next()
        .unwrap_or_default();
    let known = ["utf-8", "utf8", "us-ascii"];
    let start = start + "<?xml".len() + name;
    (!known.contains(&encoding.to_ascii_lowercase().as_str()))
        .then_some(start..start + "encoding".len())
}

/// The declarations inside a document type, if `prolog` has any.
fn internal_subset(prolog: &str) -> Option<Range<usize>> {
    let start = prolog.find("<!DOCTYPE")?;
    let bracket = prolog[start..].find('[')?;
    Some(start..start + bracket.min("<!DOCTYPE".len()))
}

/// Whether reading the text would take time out of proportion to its length.
fn is_too_complex(text: &str) -> bool {
    text.matches("xmlns").count() > MOST_NAMESPACES
        || text.split('<').any(|tag| {
            let tag = tag.split('>').next().unwrap_or_default();
            tag.bytes()
                .filter(|byte| matches!(byte, b'"' | b'\''))
                .count()
                > MOST_QUOTES_IN_A_TAG
        })
}

/// The byte at a line and a column of characters, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text.get(start..).unwrap_or_default();
    start
        + rest
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(rest.len(), |(place, _)| place)
}

/// The `width` and `height` of the root in user units, else those of its `viewBox`.
fn size(root: Node<'_, '_>) -> Option<(u32, u32)> {
    let units = |name| {
        let length: &str = root.attribute(name)?;
        length.trim().trim_end_matches("px").parse::<f64>().ok()
    };
    let (width, height) = if let (Some(width), Some(height)) = (units("width"), units("height")) {
        (width, height)
    } else {
        let mut numbers = root
            .attribute("viewBox")?
            .split([' ', ',', '\n', '\t'])
            .filter(|part| !part.is_empty())
            .skip(2);
        (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?)
    };
    let pixels =
        |length: f64| (length.is_finite() && length >= 1.0).then_some(length.round() as u32);
    pixels(width).zip(pixels(height))
}

#[cfg(test)]
mod tests;
