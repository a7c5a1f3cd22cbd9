//! The French rules of what is written with digits: groups of thousands, times, ordinals, numbers of issues, units.

use super::run::{Run, is_space};
use crate::language::{NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE};

/// Longer and shorter ways to write an ordinal: what follows the digits, and what should.
const FIRST_SUFFIXES: [(&str, &str); 4] = [
    ("ères", "res"),
    ("ère", "re"),
    ("eres", "res"),
    ("ere", "re"),
];
const OTHER_SUFFIXES: [(&str, &str); 4] =
    [("èmes", "es"), ("ème", "e"), ("emes", "es"), ("eme", "e")];

impl Run<'_, '_> {
    /// A number, with what its digits govern.
    pub(super) fn number(&mut self) {
        let digits = self.digits_length(self.at);
        let starts_number = self.state.previous.is_none_or(|previous| {
            !previous.is_alphanumeric()
                && !matches!(
                    previous,
                    '.' | ',' | '/' | ':' | '_' | '+' | '#' | '@' | '\\' | '=' | '&'
                )
        });
        let follows_hyphen = self.state.previous == Some('-');
        let continues_range = self.hour_end.is_some_and(|end| end + 1 == self.at);
        if starts_number && (!follows_hyphen || continues_range) && self.time(digits) {
            return;
        }
        if starts_number && !follows_hyphen && (self.ordinal(digits) || self.groups(digits)) {
            return;
        }
        self.keep(digits);
    }

    /// `%` or `€` with no space before it.
    pub(super) fn unit(&mut self, sign: char) {
        if self
            .state
            .previous
            .is_some_and(|previous| previous.is_ascii_digit())
            && self.ends_unit(self.at, sign)
        {
            self.insert(NO_BREAK_SPACE);
        }
        self.keep(sign.len_utf8());
    }

    /// Whether the unit `sign` at `position` stands at the end of a word, unlike that of `%20`.
    pub(super) fn ends_unit(&self, position: usize, sign: char) -> bool {
        self.char_at(position + sign.len_utf8())
            .is_none_or(|next| !next.is_alphanumeric())
    }

    /// The sign of `n°5` (degree or ordinal indicator), with the spaces after it.
    pub(super) fn numero(&mut self, sign: char) {
        let spaces = self.spaces_length(self.at + sign.len_utf8());
        let after_n = self.source[..self.at]
            .strip_suffix(['n', 'N'])
            .is_some_and(|before| {
                self.char_before(before.len())
                    .is_none_or(|character| !character.is_alphanumeric())
            });
        let before_number = self
            .peek(sign.len_utf8() + spaces)
            .is_some_and(|next| next.is_ascii_digit());
        if after_n && before_number {
            self.replace(sign.len_utf8() + spaces, "º\u{a0}");
        } else {
            self.keep(sign.len_utf8());
        }
    }

    /// `12h15`, `12 h 15`, `18h`: sets it and returns true, or returns false and leaves the cursor.
    fn time(&mut self, digits: usize) -> bool {
        let h = self.at + digits + self.spaces_length(self.at + digits);
        if digits > 3 || self.char_at(h) != Some('h') {
            return false;
        }
        let minutes = h + 1 + self.spaces_length(h + 1);
        let has_minutes = digits <= 2
            && self.digits_length(minutes) == 2
            && self.source.as_bytes()[minutes] <= b'5'
            && self.ends_time(minutes + 2)
            && !self.precedes_hour_sign(minutes + 2);
        if !has_minutes && !self.ends_time(h + 1) {
            return false;
        }
        self.keep(digits);
        self.replace_with(h - self.at, NO_BREAK_SPACE);
        self.keep(1);
        if has_minutes {
            self.replace_with(minutes - self.at, NO_BREAK_SPACE);
            self.keep(2);
        }
        self.hour_end = Some(self.at);
        true
    }

    /// Whether the sign of hours follows `position`, after spaces: the digits before it are hours of their own, not minutes (« 9h 12h »).
    fn precedes_hour_sign(&self, position: usize) -> bool {
        let h = position + self.spaces_length(position);
        self.char_at(h) == Some('h') && self.char_at(h + 1).is_none_or(|next| !next.is_alphabetic())
    }

    /// Whether a time may end at `position`: not inside a word, a file name or an address.
    fn ends_time(&self, position: usize) -> bool {
        let mut following = self.source[position..].chars();
        match (following.next(), following.next()) {
            (None, _) => true,
            (Some('.'), Some(after)) => !after.is_alphanumeric(),
            (Some('-'), Some(after)) => !after.is_alphabetic(),
            (Some(next), _) => !next.is_alphanumeric() && !matches!(next, '_' | '@'),
        }
    }

    /// `1ère`, `2ème`: sets it and returns true, or returns false and leaves the cursor.
    fn ordinal(&mut self, digits: usize) -> bool {
        let suffixes = if &self.source[self.at..self.at + digits] == "1" {
            FIRST_SUFFIXES
        } else {
            OTHER_SUFFIXES
        };
        let rest = &self.source[self.at + digits..];
        for (long, short) in suffixes {
            let Some(after) = rest.strip_prefix(long) else {
                continue;
            };
            if after
                .chars()
                .next()
                .is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '_' | '@'))
            {
                self.keep(digits);
                self.replace(long.len(), short);
                return true;
            }
        }
        false
    }

    /// `11 559`: a first group of one to three digits, then groups of exactly three, already separated by spaces.
    /// Anything else (a phone number, a year before a count) is left as it is, and false is returned.
    fn groups(&mut self, digits: usize) -> bool {
        if digits > 3 || self.peek(0) == Some('0') || self.continues_digits() {
            return false;
        }
        let mut groups = 0;
        let mut end = self.at + digits;
        loop {
            let spaces = self.spaces_length(end);
            match self.digits_length(end + spaces) {
                0 => break,
                3 if spaces > 0 => end += spaces + 3,
                _ => return false,
            }
            groups += 1;
        }
        self.keep(digits);
        for _ in 0..groups {
            let spaces = self.spaces_length(self.at);
            self.replace_with(spaces, NARROW_NO_BREAK_SPACE);
            self.keep(3);
        }
        true
    }

    /// Whether only spaces separate the cursor from digits before it.
    fn continues_digits(&self) -> bool {
        let before = self.source[..self.at].trim_end_matches(is_space);
        self.char_before(before.len())
            .is_some_and(|previous| previous.is_ascii_digit())
    }

    fn digits_length(&self, position: usize) -> usize {
        self.source.as_bytes()[position..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    }
}
