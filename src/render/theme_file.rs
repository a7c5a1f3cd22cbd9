//! `theme.yaml`: what a theme says of itself.

use super::social_card::{CardSettings, Place};
use super::stylesheet;
use super::theme::{source_path, text};
use crate::diagnostics::{Diagnostic, Kind, Located, Problem};
use crate::inputs::ThemeFiles;
use crate::language::slug;
use crate::parse::yaml::{self, Faults, Fields, Node};

const NAME: &str = "theme.yaml";

/// What a theme says of itself.
pub struct ThemeFile {
    /// The style sheets that pages link: each bundle by its name, its files joined in their order.
    pub stylesheets: Vec<(String, String)>,
    /// How wide a picture in a text is, as the `sizes` of an `<img>`.
    pub picture_sizes: String,
    /// How social cards are laid out, where the theme has some.
    pub cards: Option<CardSettings>,
}

impl ThemeFile {
    /// Reads that of `files`.
    pub fn read(files: &ThemeFiles, faults: &mut Vec<Diagnostic>) -> Self {
        let mut theme = Self {
            stylesheets: Vec::new(),
            // A picture is never wider than its window.
            picture_sizes: "100vw".to_owned(),
            cards: None,
        };
        let Some(text) = text(files, NAME, faults) else {
            return theme;
        };
        let mut found = Faults::new(&source_path(NAME));
        if let Some(mut fields) =
            yaml::read(text, &mut found).and_then(|node| Fields::of(node, NAME, &mut found))
        {
            let _ = fields.text("name", &mut found);
            if let Some(sizes) = fields.text("picture_sizes", &mut found) {
                theme.picture_sizes = sizes;
            }
            theme.cards = card_settings(&mut fields, &mut found);
            fields.require("stylesheets", &mut found);
            let named = fields
                .map("stylesheets", &mut found)
                .map(|mut bundles| bundles.remaining())
                .unwrap_or_default();
            theme.stylesheets = bundles(files, named, &mut found, faults);
            fields.finish(&mut found);
        }
        faults.extend(found.into_diagnostics());
        theme
    }
}

/// `social_card: {title: {width, height, line_height, weight, sizes}}`
fn card_settings(fields: &mut Fields, found: &mut Faults) -> Option<CardSettings> {
    let mut card = fields.map("social_card", found)?;
    let title = card.map("title", found);
    card.finish(found);
    let mut title = title?;
    let mut length = |key, most| {
        title.require(key, found);
        let number = title.number_between(key, 1, most, found);
        number.map(|number| number as f32)
    };
    let (width, height) = (length("width", 4_000), length("height", 4_000));
    let (largest, smallest) = (length("largest", 1_000), length("smallest", 1_000));
    let (line_height, weight) = (length("line_height", 4), length("weight", 1_000));
    title.finish(found);
    Some(CardSettings {
        title: Place {
            width: width?,
            height: height?,
            largest: largest?,
            smallest: smallest?,
            line_height: line_height?,
        },
        weight: weight? as u16,
    })
}

fn bundles(
    files: &ThemeFiles,
    named: Vec<(Located<String>, Node)>,
    found: &mut Faults,
    faults: &mut Vec<Diagnostic>,
) -> Vec<(String, String)> {
    let mut bundles = Vec::with_capacity(named.len());
    for (name, listed) in named {
        if name.value != slug::slug(&name.value) {
            found.at(
                name.span,
                Problem::BadValue {
                    value: name.value.clone(),
                    expected: Kind::Slug,
                },
            );
        }
        let listed = yaml::texts(listed, &name.value, found);
        bundles.push((name.value, joined(files, listed, found, faults)));
    }
    bundles
}

/// The style sheets of a bundle, one after the other, without what only their authors read.
fn joined(
    files: &ThemeFiles,
    listed: Vec<Located<String>>,
    found: &mut Faults,
    faults: &mut Vec<Diagnostic>,
) -> String {
    let mut css = String::new();
    for name in listed {
        if files.get(&name.value).is_none() {
            found.at(name.span, Problem::ThemeFileMissing { name: name.value });
        } else if let Some(source) = text(files, &name.value, faults) {
            css.push_str(&stylesheet::compact(source));
        }
    }
    css
}
