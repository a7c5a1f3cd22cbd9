//! JSON in a few kilobytes: a general-purpose reader and writer would alone exceed the module's budget.
//!
//! Figures are written to the billionth: finer than any of them means, and free of binary noise.

use alloc::string::String;
use alloc::vec::Vec;

/// How deep lists and objects may nest.
const MAX_DEPTH: usize = 64;

/// A JSON text.
#[derive(Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// Where a text stops being JSON, in bytes from 0.
#[derive(Debug, PartialEq)]
pub(crate) struct NotJson(pub(crate) usize);

/// The value of a JSON text (RFC 8259).
pub(crate) fn parse(text: &str) -> Result<Json, NotJson> {
    let mut reader = Reader { text, position: 0 };
    reader
        .value(0)
        .filter(|_| reader.peek().is_none())
        .ok_or(NotJson(reader.position))
}

struct Reader<'a> {
    text: &'a str,
    position: usize,
}

impl Reader<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.position += 1;
        }
        self.byte()
    }

    fn skip(&mut self, wanted: u8) -> bool {
        let found = self.byte() == Some(wanted);
        self.position += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > MAX_DEPTH {
            return None;
        }
        match self.peek()? {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'"' => self.string().map(Json::Text),
            b'[' => {
                let mut list = Vec::new();
                self.members(b']', |reader| {
                    list.push(reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Json::List(list))
            }
            b'{' => {
                let mut object = Vec::new();
                self.members(b'}', |reader| {
                    reader.peek();
                    let name = reader.string()?;
                    reader.peek();
                    let colon = reader.skip(b':');
                    object.push((name, colon.then(|| reader.value(depth + 1))??));
                    Some(())
                })?;
                Some(Json::Object(object))
            }
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let found = self.text.as_bytes()[self.position..].starts_with(word.as_bytes());
        self.position += if found { word.len() } else { 0 };
        found.then_some(value)
    }

    /// What stands between an opening bracket and its closing one, separated by commas.
    fn members(
        &mut self,
        close: u8,
        mut member: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.position += 1;
        if self.peek() == Some(close) {
            self.position += 1;
            return Some(());
        }
        loop {
            member(self)?;
            self.peek();
            if self.skip(close) {
                return Some(());
            }
            if !self.skip(b',') {
                return None;
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        if !self.skip(b'"') {
            return None;
        }
        let mut string = String::new();
        loop {
            // A quote, a backslash and a control character are single bytes: the text is cut between characters.
            let start = self.position;
            while self
                .byte()
                .is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\')
            {
                self.position += 1;
            }
            string.push_str(self.text.get(start..self.position)?);
            if self.skip(b'"') {
                return Some(string);
            }
            if !self.skip(b'\\') {
                return None;
            }
            let escape = self.byte()?;
            let character = match escape {
                b'"' | b'\\' | b'/' => char::from(escape),
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => self.unicode()?,
                _ => return None,
            };
            self.position += 1;
            string.push(character);
        }
    }

    /// The character of `\uXXXX`, or of a surrogate pair of them; the position is left on the last digit.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        self.position += 1;
        if !self.skip(b'\\') || self.byte() != Some(b'u') {
            return None;
        }
        let second = self
            .hexadecimal()?
            .checked_sub(0xdc00)
            .filter(|&low| low < 0x400)?;
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second)
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let mut value = 0;
        for _ in 0..4 {
            self.position += 1;
            value = value * 16 + char::from(self.byte()?).to_digit(16)?;
        }
        Some(value)
    }

    /// A finite number. Up to 15 significant digits and powers of ten up to 22 are exact; beyond, the last binary
    /// digit may be off.
    fn number(&mut self) -> Option<Json> {
        let negative = self.skip(b'-');
        let mut digits = Digits::default();
        let leading_zero = self.byte() == Some(b'0');
        let whole = self.digits(|digit| digits.push(digit, 0));
        if whole == 0 || leading_zero && whole > 1 {
            return None;
        }
        if self.skip(b'.') && self.digits(|digit| digits.push(digit, -1)) == 0 {
            return None;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.position += 1;
            let down = self.skip(b'-');
            if !down {
                self.skip(b'+');
            }
            let mut exponent = 0_i32;
            if self.digits(|digit| exponent = (exponent * 10 + i32::from(digit)).min(100_000)) == 0
            {
                return None;
            }
            digits.exponent =
                digits
                    .exponent
                    .saturating_add(if down { -exponent } else { exponent });
        }
        let value = digits.value();
        value
            .is_finite()
            .then_some(Json::Number(if negative { -value } else { value }))
    }

    fn digits(&mut self, mut each: impl FnMut(u8)) -> usize {
        let start = self.position;
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            each(digit - b'0');
            self.position += 1;
        }
        self.position - start
    }
}

/// A decimal number as it is read: significant digits and a power of ten.
#[derive(Default)]
struct Digits {
    mantissa: u64,
    exponent: i32,
}

impl Digits {
    /// Takes one more digit; `place` is −1 after the decimal point. Digits past the 18th only count as places.
    fn push(&mut self, digit: u8, place: i32) {
        if self.mantissa < 100_000_000_000_000_000 {
            self.mantissa = self.mantissa * 10 + u64::from(digit);
            self.exponent += place;
        } else {
            self.exponent += place + 1;
        }
    }

    fn value(&self) -> f64 {
        let mut value = self.mantissa as f64;
        let mut left = self.exponent.unsigned_abs().min(400);
        while left > 0 {
            let step = left.min(22);
            let power = (0..step).fold(1.0, |power, _| power * 10.0);
            value = if self.exponent < 0 {
                value / power
            } else {
                value * power
            };
            left -= step;
        }
        value
    }
}

/// Appends a text in quotes.
pub(crate) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.push('\\'),
            '\0'..=' ' if character != ' ' => {
                out.push_str("\\u00");
                out.push(if character < '\u{10}' { '0' } else { '1' });
                out.push(char::from(b"0123456789abcdef"[character as usize % 16]));
                continue;
            }
            _ => {}
        }
        out.push(character);
    }
    out.push('"');
}

/// Appends a figure, rounded to the billionth: never −0, never more than nine decimals. Figures are far below the
/// nine billion at which this would saturate.
pub(crate) fn write_figure(figure: f64, out: &mut String) {
    let billionths = (figure.abs() * 1e9 + 0.5) as u64;
    if figure < 0.0 && billionths > 0 {
        out.push('-');
    }
    write_whole(billionths / 1_000_000_000, out);
    let mut rest = billionths % 1_000_000_000;
    if rest > 0 {
        out.push('.');
    }
    while rest > 0 {
        rest *= 10;
        out.push(char::from(b'0' + (rest / 1_000_000_000) as u8));
        rest %= 1_000_000_000;
    }
}

/// Appends a whole number.
pub(crate) fn write_whole(number: u64, out: &mut String) {
    if number > 9 {
        write_whole(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}
