//! The little JSON that the door speaks: a general library was a third of the module.

/// Reads one JSON text from its beginning to its end. Each method answers `None` where something else stands.
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn skip(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    pub(crate) fn at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    fn members(
        &mut self,
        open: u8,
        close: u8,
        mut member: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.skip(open)?;
        if self.skip(close).is_some() {
            return Some(());
        }
        loop {
            member(self)?;
            if self.skip(close).is_some() {
                return Some(());
            }
            self.skip(b',')?;
        }
    }

    /// An object: `member` reads the value of each name.
    pub(crate) fn object(
        &mut self,
        mut member: impl FnMut(&str, &mut Self) -> Option<()>,
    ) -> Option<()> {
        self.members(b'{', b'}', |reader| {
            let name = reader.text()?;
            reader.skip(b':')?;
            member(&name, reader)
        })
    }

    /// A list: `member` reads each value.
    pub(crate) fn list(&mut self, member: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.members(b'[', b']', member)
    }

    /// A whole number from 0 on.
    pub(crate) fn number(&mut self) -> Option<usize> {
        self.peek();
        let mut value: Option<usize> = None;
        while let Some(digit @ b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            let before = value.unwrap_or(0).checked_mul(10)?;
            value = Some(before.checked_add(usize::from(digit - b'0'))?);
            self.at += 1;
        }
        value
    }

    /// `true` or `false`.
    pub(crate) fn truth(&mut self) -> Option<bool> {
        self.peek();
        let rest = self.text.get(self.at..)?;
        let (value, length) = if rest.starts_with("true") {
            (true, 4)
        } else if rest.starts_with("false") {
            (false, 5)
        } else {
            return None;
        };
        self.at += length;
        Some(value)
    }

    /// A text. Escaped surrogates that stand alone become U+FFFD.
    pub(crate) fn text(&mut self) -> Option<String> {
        self.skip(b'"')?;
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..)?;
            let length = rest
                .bytes()
                .position(|byte| byte < b' ' || byte == b'"' || byte == b'\\')?;
            text.push_str(rest.get(..length)?);
            self.at += length + 1;
            match rest.as_bytes()[length] {
                b'"' => return Some(text),
                b'\\' => text.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.at)?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut code = self.four_digits()?;
                if (0xd800..0xdc00).contains(&code) && self.after("\\u") {
                    let low = self.four_digits()?;
                    code = if (0xdc00..0xe000).contains(&low) {
                        0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00)
                    } else {
                        low
                    };
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        })
    }

    fn after(&mut self, expected: &str) -> bool {
        let there = self.text.as_bytes()[self.at..].starts_with(expected.as_bytes());
        self.at += if there { expected.len() } else { 0 };
        there
    }

    fn four_digits(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = char::from(*self.text.as_bytes().get(self.at)?).to_digit(16)?;
            code = code << 4 | digit;
            self.at += 1;
        }
        Some(code)
    }
}

/// Writes a text in quotation marks.
pub(crate) fn text(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\0'..='\x1f' => {
                out.push_str("\\u00");
                for nibble in [character as u8 >> 4, character as u8 & 15] {
                    out.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
                }
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// Writes a text, or `null`.
pub(crate) fn optional(out: &mut String, value: Option<&str>) {
    match value {
        Some(value) => text(out, value),
        None => out.push_str("null"),
    }
}

/// Writes a list of what `write` writes of each.
pub(crate) fn list<T>(out: &mut String, values: &[T], mut write: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (number, value) in values.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        write(out, value);
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were_written() {
        for original in ["", "l’été\n\"œuvre\" \\ \u{1f}", "𝄞"] {
            let mut written = String::new();
            text(&mut written, original);
            assert_eq!(Reader::new(&written).text().as_deref(), Some(original));
            let other = serde_json::to_string(original).unwrap();
            assert_eq!(Reader::new(&other).text().as_deref(), Some(original));
            let back: String = serde_json::from_str(&written).unwrap();
            assert_eq!(back, original);
        }
    }

    #[test]
    fn escapes_are_read() {
        let mut reader = Reader::new(r#""\u00e9\ud834\udd1e\ud834\/\t""#);
        assert_eq!(reader.text().as_deref(), Some("é𝄞\u{fffd}/\t"));
        for broken in [r#""\u12""#, r#""\x""#, "\"a", "\"\n\"", "a"] {
            assert_eq!(Reader::new(broken).text(), None, "{broken}");
        }
    }

    #[test]
    fn numbers_do_not_overflow() {
        assert_eq!(Reader::new(" 42").number(), Some(42));
        assert_eq!(Reader::new("99999999999999999999999").number(), None);
        assert_eq!(Reader::new("-1").number(), None);
        assert_eq!(Reader::new("4 2").number(), Some(4));
    }
}
