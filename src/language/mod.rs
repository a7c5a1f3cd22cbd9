//! What Parvis knows of French and English: typography, dates, numbers, alphabetical order, slugs, suggestions.
//!
//! Everything here is pure and knows nothing of sites, files or templates: text in, text out. French comes first, as it
//! does for those who read these sites; English follows the same functions with its own rules. No function reads the
//! clock, the environment or a locale of the machine.

pub mod date;
pub mod fold;
pub mod number;
pub mod order;
pub mod sentence;
pub mod slug;
pub mod suggest;
pub mod typography;
pub mod weekday;
pub mod words;

/// U+00A0, the no-break space as wide as a word space.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// U+202F, the thin no-break space.
pub const NARROW_NO_BREAK_SPACE: char = '\u{202f}';

/// A language that a site, a page or a message can be written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// French, as written in France.
    #[default]
    French,
    /// English, with dates in day, month, year order and the 24-hour clock.
    English,
}

impl Language {
    /// The ISO 639-1 code, as in `lang="fr"`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The language's own name, as those who read it know it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }

    /// The same for the search crate, which knows no other crate.
    pub const fn of_search(self) -> parvis_search::Language {
        match self {
            Self::French => parvis_search::Language::French,
            Self::English => parvis_search::Language::English,
        }
    }

    /// The language whose ISO 639-1 code is exactly `code`, in lower case; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn codes_name_one_language_each() {
        for language in [Language::French, Language::English] {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code("FR"), None);
        assert_eq!(Language::from_code("fr-CA"), None);
        assert_eq!(Language::default(), Language::French);
    }
}
