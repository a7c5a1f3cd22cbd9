//! Where the addresses stand in the sources.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::check::OutsideLinks;
use crate::diagnostics::{SourcePath, Span};
use crate::inputs::{Inputs, SourceFile};
use crate::paths::decoded;

/// An address in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: SourcePath,
    /// The address in it.
    pub span: Span,
}

/// Every place of each address. What stands in no file was made by the program (« modify this page »), and is left out.
pub fn find(links: &OutsideLinks, inputs: &Inputs) -> BTreeMap<String, Vec<Place>> {
    // A page holds an address escaped; its author may have written it as it reads.
    let written: BTreeMap<String, &str> = links
        .iter()
        .flat_map(|address| {
            [
                (address.clone(), address.as_str()),
                (decoded(address), address.as_str()),
            ]
        })
        .collect();
    let found: Vec<(&str, Place)> = inputs
        .content
        .par_iter()
        .filter(|file| is_text(file))
        .flat_map_iter(|file| in_file(file, &written))
        .collect();
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (address, place) in found {
        places.entry(address.to_owned()).or_default().push(place);
    }
    places
}

fn is_text(file: &SourceFile) -> bool {
    let path = file.path.as_str();
    [".md", ".yaml", ".yml"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

fn in_file<'a>(file: &SourceFile, written: &BTreeMap<String, &'a str>) -> Vec<(&'a str, Place)> {
    let Ok(text) = file.bytes.text() else {
        return Vec::new();
    };
    let text = text.as_str();
    let starts = text.match_indices("http").map(|(start, _)| start);
    starts
        .filter_map(|start| {
            let rest = &text[start..];
            let end = rest
                .find(|character: char| {
                    character.is_whitespace()
                        || matches!(character, '"' | '<' | '>' | '`' | '|' | '\\' | '»')
                })
                .unwrap_or(rest.len());
            let (length, address) = longest(&rest[..end], written)?;
            let place = Place {
                file: file.path.clone(),
                span: Span::new(start..start + length),
            };
            Some((address, place))
        })
        .collect()
}

/// The longest beginning of `text` that is an address: what follows it may be punctuation of the sentence, of Markdown or of YAML.
fn longest<'a>(text: &str, written: &BTreeMap<String, &'a str>) -> Option<(usize, &'a str)> {
    let mut candidate = text;
    loop {
        if let Some(address) = written.get(candidate) {
            return Some((candidate.len(), address));
        }
        let last = candidate.chars().next_back()?;
        // A page that stands below another is another page.
        if last.is_alphanumeric() || matches!(last, '/' | '-' | '_' | '=' | '&' | '%') {
            return None;
        }
        candidate = &candidate[..candidate.len() - last.len_utf8()];
    }
}
