//! Social cards: the pictures that networks show beside a link, drawn from a template of the theme.
//!
//! The template, `social-card/card.svg`, sees [`SocialCard`] with its title in lines, and nothing else; letters come from the fonts
//! beside it, never from the machine. So a card depends on its words and on that folder alone, and its name tells both: the
//! [`fingerprint`](CardPress::fingerprint) is part of the recipe.

mod lines;
mod palette;

use std::collections::HashMap;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, ImageHrefResolver, Tree, fontdb};
use serde::Serialize;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use tera::{Context, Tera};

use super::theme::{fault_in, source_path, text, without_indentation};
use super::{CARD_FOLDER, filters};
use crate::diagnostics::{Diagnostic, Problem};
use crate::inputs::ThemeFiles;
use crate::language::Language;
use crate::view::{CARD_HEIGHT, CARD_WIDTH, SocialCard};

pub use lines::Place;

/// The way cards are drawn. It changes whenever the same template and words give other bytes.
const METHOD: &str = "card 1";
const TEMPLATE: &str = "card.svg";

/// What `theme.yaml` says of cards.
#[derive(Debug, Clone)]
pub struct CardSettings {
    /// The place of the title.
    pub title: Place,
    /// The weight of its letters, as in style sheets.
    pub weight: u16,
}

/// Draws the cards of a site in one language.
pub struct CardPress {
    tera: Tera,
    template: String,
    settings: CardSettings,
    fonts: Arc<fontdb::Database>,
    /// How far each letter of the title's fonts advances, in sizes of type.
    advances: HashMap<char, f32>,
    fingerprint: blake3::Hash,
}

impl CardPress {
    /// Folders of the theme that it is not made of.
    pub const NOT_OF: [&'static str; 6] = ["css/", "fonts/", "i18n/", "img/", "js/", "templates/"];

    /// Prepares the template and the fonts of `files`. `None`, with the faults, where they cannot be used.
    pub fn load(
        files: &ThemeFiles,
        settings: CardSettings,
        language: Language,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let name = format!("{CARD_FOLDER}{TEMPLATE}");
        let template = text(files, &name, faults)?.to_owned();
        let mut tera = Tera::default();
        filters::register(&mut tera, language);
        tera.autoescape_on([".svg"]);
        if let Err(error) = tera.add_raw_template(TEMPLATE, &without_indentation(&template)) {
            faults.push(fault_in(&error, &source_path(&name), Some(&template)));
            return None;
        }
        let mut fingerprint = blake3::Hasher::new();
        fingerprint.update(METHOD.as_bytes());
        fingerprint.update(language.code().as_bytes());
        fingerprint.update(format!("{settings:?}").as_bytes());
        let mut fonts = fontdb::Database::new();
        for (name, bytes) in files.below(CARD_FOLDER) {
            fingerprint.update(blake3::hash(bytes).as_bytes());
            if name.ends_with(".ttf") || name.ends_with(".otf") {
                fonts.load_font_data(bytes.to_vec());
            }
        }
        let advances = fonts
            .faces()
            .filter(|face| face.weight.0 == settings.weight)
            .filter_map(|face| fonts.with_face_data(face.id, advances))
            .flatten()
            .collect();
        Some(Self {
            tera,
            template,
            settings,
            fonts: Arc::new(fonts),
            advances,
            fingerprint: fingerprint.finalize(),
        })
    }

    /// Changes with everything that a card depends on besides its words.
    pub fn fingerprint(&self) -> blake3::Hash {
        self.fingerprint
    }

    /// The card as PNG.
    pub fn draw(&self, card: &SocialCard) -> Result<Vec<u8>, Diagnostic> {
        let name = format!("{CARD_FOLDER}{TEMPLATE}");
        let broken = |reason: &dyn std::fmt::Display| {
            let reason = reason.to_string();
            Diagnostic::of_file(&source_path(&name), Problem::CardBroken { reason })
        };
        let mut context = Context::new();
        context.insert("card", &self.shown(card));
        let svg = self
            .tera
            .render(TEMPLATE, &context)
            .map_err(|error| fault_in(&error, &source_path(&name), Some(&self.template)))?;
        let options = usvg::Options {
            fontdb: Arc::clone(&self.fonts),
            // A drawing that asks for a file gets none: only `inputs` reads the disk.
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..usvg::Options::default()
        };
        let tree = Tree::from_str(&svg, &options).map_err(|error| broken(&error))?;
        let mut pixels = Pixmap::new(CARD_WIDTH, CARD_HEIGHT).ok_or_else(|| broken(&"size"))?;
        pixels.fill(resvg::tiny_skia::Color::WHITE);
        let scale = Transform::from_scale(
            CARD_WIDTH as f32 / tree.size().width(),
            CARD_HEIGHT as f32 / tree.size().height(),
        );
        resvg::render(&tree, scale, &mut pixels.as_mut());
        palette::png(&pixels).map_err(|error| broken(&error))
    }

    fn shown<'a>(&self, card: &'a SocialCard) -> Shown<'a> {
        let title = lines::lines(&card.title, &self.settings.title, |text| self.length(text));
        Shown {
            lines: title.lines,
            size: title.size,
            line_height: title.size * self.settings.title.line_height,
            words: card,
        }
    }

    /// The length of a text in the title's type, in sizes of type; without kerning, which would make it a little shorter.
    fn length(&self, text: &str) -> f32 {
        // A letter that no font has is as wide as most.
        let advance = |character| self.advances.get(&character).unwrap_or(&0.6);
        text.chars().map(|character| *advance(character)).sum()
    }
}

/// How far each letter of a font advances, in sizes of type.
fn advances(bytes: &[u8], index: u32) -> Vec<(char, f32)> {
    let Ok(font) = FontRef::from_index(bytes, index) else {
        return Vec::new();
    };
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let letters = font.charmap().mappings();
    letters
        .filter_map(|(code, glyph)| Some((char::from_u32(code)?, metrics.advance_width(glyph)?)))
        .collect()
}

/// What the template sees as `card`.
#[derive(Serialize)]
struct Shown<'a> {
    lines: Vec<String>,
    size: f32,
    line_height: f32,
    #[serde(flatten)]
    words: &'a SocialCard,
}
