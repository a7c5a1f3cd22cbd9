//! HTML → Markdown that an editor would have written.
//!
//! [`tree`] cleans and nests what was found, [`writer`] turns blocks into blocks, [`mod@inline`] words into words, [`table`] tables into tables, [`emphasis`] places stars
//! where Markdown takes them for emphasis, [`escape`] keeps words from being read as signs. Non-breaking spaces and every other
//! character of the text stay as they are: rendering the Markdown gives back the words of the page.
//!
//! Where a link leads and which picture is at hand only the caller knows, through [`Destinations`].

mod emphasis;
pub mod escape;
mod inline;
mod table;
#[cfg(test)]
mod tests;
pub mod tree;
mod writer;

pub use writer::{Remark, Style, convert};

/// Where links and pictures of the text being converted lead.
pub trait Destinations {
    /// The destination to write for a link to `address`; `None` leaves its words only.
    fn link(&mut self, address: &str) -> Option<String>;

    /// The picture at `address`, whose page would say `alternative` in its stead.
    fn picture(&mut self, address: &str, alternative: &str) -> Picture;

    /// The number of the footnote `id`, which is called here.
    fn footnote(&mut self, id: &str) -> Option<usize>;
}

/// What is at hand of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// A file of the site, from the text; with its alternative.
    Inside { source: String, alternative: String },
    /// Another site's, or one that is not there: only its address is known.
    Outside {
        address: String,
        alternative: String,
    },
    /// Nothing to show.
    Nothing,
}

/// The words of `html` as one line; nothing where there are only spaces of any kind.
pub fn plain_text(html: &str) -> String {
    let text = tree::words(&tree::parse(html));
    if text.trim().is_empty() {
        return String::new();
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
