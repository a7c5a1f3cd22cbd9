//! One run of text: a cursor, the copy made only once something changes, and the rules of spaces and signs.

use std::borrow::Cow;

use super::{Quote, Typographer};
use crate::language::{NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE};

/// A run being typeset. `at` only moves forward: each method handles what is at the cursor and moves past it.
pub(super) struct Run<'text, 'state> {
    pub(super) state: &'state mut Typographer,
    pub(super) source: &'text str,
    pub(super) at: usize,
    /// The byte at which the last time of day ended, for « 9h-12h ».
    pub(super) hour_end: Option<usize>,
    /// What the typographer had last set before this run.
    entry: Option<char>,
    /// What is set so far, up to `copied` in the source; empty until something changes.
    output: String,
    copied: usize,
}

/// What a sign wants before it, where the author put spaces.
pub(super) enum SpaceBefore {
    /// Whatever the author put.
    Any,
    /// No space.
    Nothing,
    /// This one.
    Exactly(char),
}

impl<'text, 'state> Run<'text, 'state> {
    pub(super) fn new(state: &'state mut Typographer, source: &'text str) -> Self {
        let entry = state.previous;
        Self {
            state,
            source,
            at: 0,
            hour_end: None,
            entry,
            output: String::new(),
            copied: 0,
        }
    }

    pub(super) fn typeset(mut self) -> Cow<'text, str> {
        if self.state.in_address {
            self.keep_address();
        }
        let french = self.state.is_french();
        while self.at < self.source.len() {
            self.keep_plain();
            let Some(character) = self.peek(0) else { break };
            match character {
                '"' => self.double_quote(),
                '\'' | '‘' | '’' => self.apostrophe(character),
                '“' | '”' => self.curly_quote(character),
                ':' if self.starts_address() => self.keep_address(),
                '.' if self.ends_www() => self.keep_address(),
                _ if !french => self.keep(character.len_utf8()),
                ';' | ':' | '!' | '?' => self.sign(character),
                '«' => self.opening_guillemet(),
                '»' => self.closing_guillemet(),
                '%' | '€' => self.unit(character),
                '°' | 'º' => self.numero(character),
                '0'..='9' => self.number(),
                _ if character == '\n' || is_space(character) => self.spaces(),
                _ => self.keep(character.len_utf8()),
            }
        }
        if self.copied == 0 && self.output.is_empty() {
            return Cow::Borrowed(self.source);
        }
        self.output.push_str(&self.source[self.copied..]);
        Cow::Owned(self.output)
    }

    /// The character `offset` bytes after the cursor, which must be a boundary.
    pub(super) fn peek(&self, offset: usize) -> Option<char> {
        self.char_at(self.at + offset)
    }

    pub(super) fn char_at(&self, position: usize) -> Option<char> {
        self.source[position..].chars().next()
    }

    /// The source character before `position`; at the start of the run, what was set before it.
    pub(super) fn char_before(&self, position: usize) -> Option<char> {
        self.source[..position].chars().next_back().or(self.entry)
    }

    /// Leaves the next `length` bytes as they are.
    pub(super) fn keep(&mut self, length: usize) {
        let end = self.at + length;
        let kept = &self.source[self.at..end];
        self.note(kept);
        self.at = end;
    }

    /// Sets `replacement` in place of the next `length` bytes.
    pub(super) fn replace(&mut self, length: usize, replacement: &str) {
        let end = self.at + length;
        if &self.source[self.at..end] != replacement {
            self.output.push_str(&self.source[self.copied..self.at]);
            self.output.push_str(replacement);
            self.copied = end;
        }
        self.note(replacement);
        self.at = end;
    }

    pub(super) fn replace_with(&mut self, length: usize, replacement: char) {
        self.replace(length, replacement.encode_utf8(&mut [0; 4]));
    }

    pub(super) fn insert(&mut self, character: char) {
        self.replace_with(0, character);
    }

    /// Remembers the end of what was just set.
    fn note(&mut self, set: &str) {
        if let Some(solid) = set
            .chars()
            .rev()
            .find(|character| !character.is_whitespace())
        {
            self.state.previous_solid = Some(solid);
        }
        if let Some(last) = set.chars().next_back() {
            self.state.previous = Some(last);
        }
    }

    /// The length in bytes of the spaces at `position`, line breaks not included.
    pub(super) fn spaces_length(&self, position: usize) -> usize {
        self.source[position..]
            .chars()
            .take_while(|character| is_space(*character))
            .map(char::len_utf8)
            .sum()
    }

    /// Moves past letters and signs that no rule looks at, single spaces between them and points after them: most of a text.
    fn keep_plain(&mut self) {
        let bytes = self.source.as_bytes();
        let mut end = self.at;
        loop {
            let rest = &bytes[end..];
            end += rest
                .iter()
                .position(|byte| !is_plain(*byte))
                .unwrap_or(rest.len());
            let kept = match bytes.get(end) {
                // What was set before the run is nothing that a space after it could follow.
                Some(b' ') => end > 0 && bytes.get(end + 1).is_some_and(|next| is_plain(*next)),
                Some(b'.') => end == 0 || bytes[end - 1] != b'w',
                _ => false,
            };
            if !kept {
                break;
            }
            end += 1;
        }
        if end > self.at {
            self.keep(end - self.at);
        }
    }

    /// A run of spaces, which depends on what follows it.
    fn spaces(&mut self) {
        let length: usize = self.source[self.at..]
            .chars()
            .take_while(|character| *character == '\n' || is_space(*character))
            .map(char::len_utf8)
            .sum();
        let spaces = &self.source[self.at..self.at + length];
        if spaces.contains('\n') {
            return self.keep(length);
        }
        if self.at == 0 && self.state.previous.is_some_and(char::is_whitespace) {
            return self.replace(length, "");
        }
        match self.space_before(self.at + length) {
            SpaceBefore::Exactly(space) => return self.replace_with(length, space),
            SpaceBefore::Nothing => return self.replace(length, ""),
            SpaceBefore::Any => {}
        }
        if spaces.chars().nth(1).is_none() {
            return self.keep(length);
        }
        let no_break = spaces
            .chars()
            .find(|space| matches!(*space, NO_BREAK_SPACE | NARROW_NO_BREAK_SPACE));
        self.replace_with(length, no_break.unwrap_or(' '));
    }

    /// What is at `position` wants between it and what is before the cursor.
    fn space_before(&self, position: usize) -> SpaceBefore {
        let (Some(previous), Some(next)) = (self.state.previous, self.char_at(position)) else {
            return SpaceBefore::Any;
        };
        match next {
            '«' if self.follows_elision(self.at) => SpaceBefore::Nothing,
            '"' => self.space_before_quote(position),
            '»' => self.space_before_guillemet(position),
            ';' | ':' | '!' | '?' if !is_opening(previous) && self.wants_space(position) => {
                SpaceBefore::Exactly(space_of(next))
            }
            '%' | '€' if previous.is_ascii_digit() && self.ends_unit(position, next) => {
                SpaceBefore::Exactly(NO_BREAK_SPACE)
            }
            _ => SpaceBefore::Any,
        }
    }

    /// `;`, `:`, `!` or `?` with no space before it.
    fn sign(&mut self, sign: char) {
        if sign == ':' {
            let length = self.shortcode_length();
            if length > 0 {
                return self.keep(length);
            }
        }
        let stands_after_word = self.state.previous.is_some_and(|previous| {
            !previous.is_whitespace()
                && !is_opening(previous)
                && !matches!(previous, ';' | ':' | '!' | '?' | '"' | '\'')
        });
        if stands_after_word && self.wants_space(self.at) {
            self.insert(space_of(sign));
        }
        self.keep(sign.len_utf8());
    }

    /// Whether the sign at `position` ends a word, by what follows it: otherwise it is part of one, or an emoticon.
    fn wants_space(&self, position: usize) -> bool {
        let mut following = self.source[position..].chars();
        let ends_sentence = matches!(following.next(), Some('!' | '?'));
        match following.next() {
            None | Some('«' | '»' | '“' | '”' | '"') => true,
            Some('\'' | '‘' | '’') => {
                ends_sentence && following.next().is_none_or(|next| !next.is_alphanumeric())
            }
            Some(')' | ']' | '}' | '!' | '?' | '…' | '.' | ',' | ';' | ':' | '–' | '—') => {
                ends_sentence
            }
            Some(next) => next.is_whitespace(),
        }
    }

    /// The length of a shortcode such as `:smile:` at the cursor, or 0.
    fn shortcode_length(&self) -> usize {
        if self
            .state
            .previous
            .is_some_and(|previous| !previous.is_whitespace() && !is_opening(previous))
        {
            return 0;
        }
        let name = self.source.as_bytes()[self.at + 1..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-'))
            .count();
        match self.source.as_bytes().get(self.at + 1 + name) {
            Some(b':') if name > 0 => name + 2,
            _ => 0,
        }
    }

    /// Whether the colon at the cursor is that of `https://`.
    fn starts_address(&self) -> bool {
        self.source[self.at..].starts_with("://")
            && self
                .state
                .previous
                .is_some_and(|previous| previous.is_ascii_alphanumeric())
    }

    /// Whether the point at the cursor is the first of `www.example.org`.
    fn ends_www(&self) -> bool {
        self.source[..self.at]
            .strip_suffix("www")
            .is_some_and(|before| {
                let is_start = self
                    .char_before(before.len())
                    .is_none_or(|character| !character.is_alphanumeric());
                is_start && self.peek(1).is_some_and(char::is_alphanumeric)
            })
    }

    /// Moves to the end of the address that the cursor is in, leaving out the punctuation after it.
    fn keep_address(&mut self) {
        let rest = &self.source[self.at..];
        let token = rest
            .find(|character: char| character.is_whitespace() || "\"<>«»“”".contains(character))
            .map_or(rest, |end| &rest[..end]);
        let address = token
            .trim_end_matches(|character: char| ".,;:!?)'’".contains(character))
            .len();
        self.state.in_address = address == rest.len();
        self.keep(address);
    }

    /// Whether the innermost open quotation marks are `quote`.
    pub(super) fn is_inside(&self, quote: Quote) -> bool {
        self.state.open_quotes.last() == Some(&quote)
    }
}

const fn space_of(sign: char) -> char {
    if sign == ':' {
        NO_BREAK_SPACE
    } else {
        NARROW_NO_BREAK_SPACE
    }
}

/// The spaces that typography may change: those a keyboard or another typesetter puts before a sign.
pub(super) const fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | NO_BREAK_SPACE | NARROW_NO_BREAK_SPACE | '\u{2009}'
    )
}

/// Brackets and quotation marks after which a word starts.
pub(super) const fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '«' | '“' | '‘')
}

/// Whether no rule looks at the character that has this byte: all but ASCII signs and the blocks of ° « » (U+0080–U+00BF) and of general
/// punctuation and € (U+2000–U+2FFF).
const fn is_plain(byte: u8) -> bool {
    PLAIN[byte as usize]
}

/// [`is_plain`] of each byte: each byte of a site is asked for.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b',' | b'-' | b'(' | b')' | 0x80..=0xc1 | 0xc3..=0xe1 | 0xe3..=0xff);
        byte += 1;
    }
    plain
};
