//! The rules of quotation marks and apostrophes.

use super::Quote;
use super::run::{Run, SpaceBefore, is_opening, is_space};
use crate::language::{Language, NO_BREAK_SPACE};

/// What a straight double quote does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    /// Neither is plausible: inches, seconds, a stray key.
    Stays,
}

/// The words that lose their vowel before an apostrophe.
const ELIDED_WORDS: [&str; 13] = [
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];

/// English words that start with an apostrophe.
const CLIPPED_WORDS: [&str; 7] = ["tis", "twas", "em", "til", "cause", "bout", "n"];

impl Run<'_, '_> {
    /// A straight double quote.
    pub(super) fn double_quote(&mut self) {
        let after_space = self.state.previous.is_none_or(char::is_whitespace);
        match self.role(self.at, after_space) {
            Role::Stays => self.keep(1),
            Role::Opens if !self.state.is_french() => {
                self.state.open_quotes.push(Quote::Curly);
                self.replace_with(1, '“');
            }
            Role::Opens => {
                let length = 1 + self.spaces_length(self.at + 1);
                if self.is_inside(Quote::Guillemets) {
                    self.state.open_quotes.push(Quote::Curly);
                    self.replace_with(length, '“');
                } else {
                    self.open_guillemets(length);
                }
            }
            Role::Closes => match self.state.open_quotes.pop() {
                Some(Quote::Guillemets) => {
                    if !after_space {
                        self.insert(NO_BREAK_SPACE);
                    }
                    self.replace_with(1, '»');
                }
                Some(Quote::Curly) | None => self.replace_with(1, '”'),
            },
        }
    }

    /// What the straight quote at `position` does, given whether a space precedes it.
    fn role(&self, position: usize, after_space: bool) -> Role {
        let next = self.char_at(position + 1);
        let before_word = next.is_some_and(char::is_alphanumeric);
        let is_open = !self.state.open_quotes.is_empty();
        let closes_or_stays = if is_open { Role::Closes } else { Role::Stays };
        if after_space {
            return match next {
                None if !is_open => Role::Opens,
                None => Role::Closes,
                Some(next) if is_open && (next.is_whitespace() || is_closing(next)) => Role::Closes,
                Some(next) if is_closing(next) => Role::Stays,
                Some(next) if next.is_whitespace() => match self.state.previous_solid {
                    Some(solid) if solid.is_ascii_digit() => Role::Stays,
                    _ => Role::Opens,
                },
                Some(_) => Role::Opens,
            };
        }
        match self.state.previous {
            None => Role::Opens,
            Some(previous) if is_opening(previous) || previous == '/' => Role::Opens,
            Some('’') if self.follows_elision(position) => self.role(position, true),
            Some('’' | '–' | '—' | '-') if before_word || (next.is_none() && !is_open) => {
                Role::Opens
            }
            Some(':' | ',' | ';' | '=') if before_word && !is_open => Role::Opens,
            Some(_) => closes_or_stays,
        }
    }

    /// What the straight quote at `position` wants before it, where the author put spaces.
    pub(super) fn space_before_quote(&self, position: usize) -> SpaceBefore {
        let role = self.role(position, true);
        if role == Role::Opens && self.follows_elision(self.at) {
            SpaceBefore::Nothing
        } else if role != Role::Closes {
            SpaceBefore::Any
        } else if self.is_inside(Quote::Guillemets) {
            SpaceBefore::Exactly(NO_BREAK_SPACE)
        } else {
            SpaceBefore::Nothing
        }
    }

    /// What the » at `position` wants before it, where the author put spaces.
    pub(super) fn space_before_guillemet(&self, position: usize) -> SpaceBefore {
        if self.guillemet_opens_after_elision(position, self.at) {
            SpaceBefore::Nothing
        } else if self.guillemet_opens_after_space(position) {
            SpaceBefore::Any
        } else {
            SpaceBefore::Exactly(NO_BREAK_SPACE)
        }
    }

    /// « , whose own space is set with it.
    pub(super) fn opening_guillemet(&mut self) {
        let length = '«'.len_utf8() + self.spaces_length(self.at + '«'.len_utf8());
        self.open_guillemets(length);
    }

    /// », which some typesetters wrongly put where « belongs: after an elision, or between a space and a word while
    /// nothing is open.
    pub(super) fn closing_guillemet(&mut self) {
        let previous = self.state.previous;
        let after_space = previous.is_none_or(char::is_whitespace);
        let opens = self.guillemet_opens_after_elision(self.at, self.at)
            || (after_space && self.guillemet_opens_after_space(self.at));
        if opens {
            return self.open_guillemets('»'.len_utf8());
        }
        let opened = self
            .state
            .open_quotes
            .iter()
            .rposition(|quote| *quote == Quote::Guillemets);
        if let Some(opened) = opened {
            self.state.open_quotes.truncate(opened);
        }
        let before_word = self.peek('»'.len_utf8()).is_some_and(char::is_alphanumeric);
        let stays = after_space
            || previous
                .is_some_and(|previous| is_opening(previous) || matches!(previous, '"' | '\''))
            || (opened.is_none() && before_word);
        if !stays {
            self.insert(NO_BREAK_SPACE);
        }
        self.keep('»'.len_utf8());
    }

    /// “ or ”, which stay as they are.
    pub(super) fn curly_quote(&mut self, quote: char) {
        if quote == '“' {
            self.state.open_quotes.push(Quote::Curly);
        } else if self.is_inside(Quote::Curly) {
            self.state.open_quotes.pop();
        }
        self.keep(quote.len_utf8());
    }

    /// A straight apostrophe, or a curly one that may be the wrong one.
    pub(super) fn apostrophe(&mut self, mark: char) {
        let length = mark.len_utf8();
        let next = self.peek(length);
        let before_word = next.is_some_and(char::is_alphanumeric);
        let after_word = self.state.previous.is_some_and(|previous| match previous {
            '-' | '–' | '—' => !before_word,
            _ => !previous.is_whitespace() && !is_opening(previous),
        });
        let after_digit = self
            .state
            .previous
            .is_some_and(|previous| previous.is_ascii_digit());
        let closes = if after_word {
            !before_word
        } else {
            self.state.single_quote_is_open && next.is_none_or(char::is_whitespace)
        };
        let set = match mark {
            '‘' if after_word && next.is_some_and(char::is_alphabetic) => '’',
            '‘' | '’' => mark,
            // A weeping face, :'(
            _ if matches!(self.state.previous, Some(':' | ';'))
                && matches!(next, Some('(' | ')')) =>
            {
                mark
            }
            // Feet and minutes, unless a quotation ends here.
            _ if after_digit && !next.is_some_and(char::is_alphabetic) => {
                if closes && self.state.single_quote_is_open {
                    '’'
                } else {
                    mark
                }
            }
            _ if after_word && self.is_in_email() => mark,
            _ if after_word || closes => '’',
            _ if next.is_some_and(char::is_numeric) || self.starts_clipped_word() => '’',
            _ if before_word || next.is_none_or(|next| is_opening(next) || next == '"') => '‘',
            _ => mark,
        };
        match set {
            '‘' if !after_word => self.state.single_quote_is_open = true,
            '’' if closes => self.state.single_quote_is_open = false,
            _ => {}
        }
        self.replace_with(length, set);
    }

    /// Whether the source before `position`, spaces aside, ends with an elided word and its apostrophe: `l'`, `qu’`.
    pub(super) fn follows_elision(&self, position: usize) -> bool {
        let Some(before) = self.source[..position]
            .trim_end_matches(is_space)
            .strip_suffix(['\'', '’'])
        else {
            return false;
        };
        let letters = before
            .chars()
            .rev()
            .take_while(|character| character.is_alphabetic())
            .map(char::len_utf8)
            .sum::<usize>();
        let word = &before[before.len() - letters..];
        ELIDED_WORDS
            .iter()
            .any(|elided| elided.eq_ignore_ascii_case(word))
    }

    fn open_guillemets(&mut self, length: usize) {
        self.state.open_quotes.push(Quote::Guillemets);
        self.replace(length, "«\u{a0}");
    }

    /// Whether the » at `position` follows an elision that ends at `elision_end`, and starts a word.
    fn guillemet_opens_after_elision(&self, position: usize, elision_end: usize) -> bool {
        self.char_at(position + '»'.len_utf8())
            .is_some_and(char::is_alphanumeric)
            && self.follows_elision(elision_end)
    }

    fn guillemet_opens_after_space(&self, position: usize) -> bool {
        self.char_at(position + '»'.len_utf8())
            .is_some_and(char::is_alphanumeric)
            && !self.state.open_quotes.contains(&Quote::Guillemets)
    }

    /// Whether the apostrophe at the cursor is inside the name of an e-mail address (`o'neil@example.org`).
    fn is_in_email(&self) -> bool {
        if self.follows_elision(self.at + 1) {
            return false;
        }
        let rest = &self.source.as_bytes()[self.at + 1..];
        // The name of an address has at most 64 octets (RFC 5321).
        let name = rest
            .iter()
            .take(64)
            .take_while(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-')
            })
            .count();
        name > 0
            && rest.get(name) == Some(&b'@')
            && rest.get(name + 1).is_some_and(u8::is_ascii_alphanumeric)
    }

    /// Whether the apostrophe at the cursor starts an English word that lost its first letters.
    fn starts_clipped_word(&self) -> bool {
        let rest = &self.source[self.at + 1..];
        let end = rest
            .find(|character: char| !character.is_alphabetic())
            .unwrap_or(rest.len());
        self.state.language == Language::English
            && CLIPPED_WORDS
                .iter()
                .any(|word| word.eq_ignore_ascii_case(&rest[..end]))
    }
}

/// Punctuation that follows a closing quote.
const fn is_closing(character: char) -> bool {
    matches!(
        character,
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '»' | '”' | '’' | '\''
    )
}
