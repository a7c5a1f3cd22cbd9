//! Typography: no-break spaces, quotation marks and apostrophes, as a careful typesetter would set them.
//!
//! A [`Typographer`] reads the successive runs of text of one paragraph (Markdown splits a paragraph at every emphasis,
//! link or line break) and returns each as it should be set. It remembers what came before: the last character, the
//! quotation marks that are open. A run that is already right is returned as it is, without a copy, and what is
//! returned is a fixed point: typesetting twice changes nothing.
//!
//! # French
//! - U+202F before `; ! ?` and U+00A0 before `:`; in a sequence of signs only the first takes a space. A sign that is
//!   part of a word (a time `12:15`, a ratio, `C:\`, an emoticon, a shortcode) takes none.
//! - Straight quotes become « guillemets », and “ ” inside guillemets; U+00A0 inside « ». `l'"X"` becomes l’« X ».
//! - Apostrophes become U+2019.
//! - U+202F between groups of digits that the author already separated by spaces: `11 559`, never `11559`.
//! - U+00A0 before `%` and `€`, and around the `h` of a time: `12h15` becomes 12 h 15.
//! - `n°5` becomes nº 5; `1ère` becomes 1re and `2ème` becomes 2e. These ordinals are the only letters ever changed.
//!   They stay plain text: superscript letters of Unicode are neither found by a search nor read aloud well.
//! - Several spaces become one.
//!
//! # English
//! Curly quotation marks and apostrophes only.
//!
//! # Limits
//! A run is read without the next one. Merge neighbouring text events before calling: a sign, a number or a word that
//! is cut in two is read as two. A cut between a space and a word, or inside an ordinary word, changes nothing.
//! Text inside an address (`https://…`, `www.…`, an e-mail) is left alone, whereas the punctuation after it is not.

mod numerals;
mod quotes;
mod run;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::Language;
use run::Run;

/// Stands for what is no text but stands as a word in the sentence: inline code, an image.
const OPAQUE: char = '\u{fffc}';

/// Sets the text of one block after another; see the [module](self) for its rules.
#[derive(Debug, Clone)]
pub struct Typographer {
    language: Language,
    /// The last character set in this block.
    previous: Option<char>,
    /// The last character set in this block that is no space.
    previous_solid: Option<char>,
    /// The double quotation marks that are open, outermost first.
    open_quotes: Vec<Quote>,
    /// Whether a single quotation mark is open.
    single_quote_is_open: bool,
    /// Whether the last run ended inside an address.
    in_address: bool,
}

/// A pair of double quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quote {
    /// « and ».
    Guillemets,
    /// “ and ”.
    Curly,
}

impl Typographer {
    /// A typographer at the start of a block.
    pub const fn new(language: Language) -> Self {
        Self {
            language,
            previous: None,
            previous_solid: None,
            open_quotes: Vec::new(),
            single_quote_is_open: false,
            in_address: false,
        }
    }

    /// The next run of text of the block, typeset; borrowed when nothing changes.
    pub fn text<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        Run::new(self, text).typeset()
    }

    /// Passes over what is not text but stands in the sentence as a word does: inline code, an image.
    pub fn opaque(&mut self) {
        self.set_previous(OPAQUE);
        self.in_address = false;
    }

    /// Passes over a soft or hard line break. Quotation marks stay open across it.
    pub fn line_break(&mut self) {
        self.set_previous('\n');
        self.in_address = false;
    }

    /// Starts a new block (paragraph, heading, list item, table cell): nothing is open, nothing came before.
    pub fn reset(&mut self) {
        let mut open_quotes = std::mem::take(&mut self.open_quotes);
        open_quotes.clear();
        *self = Self {
            open_quotes,
            ..Self::new(self.language)
        };
    }

    fn set_previous(&mut self, character: char) {
        self.previous = Some(character);
        if !character.is_whitespace() {
            self.previous_solid = Some(character);
        }
    }

    fn is_french(&self) -> bool {
        self.language == Language::French
    }
}

/// One plain text, such as a title, typeset as a block of its own.
pub fn typeset(language: Language, text: &str) -> String {
    Typographer::new(language).text(text).into_owned()
}
