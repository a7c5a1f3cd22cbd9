//! Content lines: how iCalendar escapes, folds and ends its lines (RFC 5545, §3.1 and §3.3.11).

/// The most octets a line may hold, its end aside.
const LINE_OCTETS: usize = 75;

/// The lines of a calendar file, in order.
#[derive(Debug, Default)]
pub(super) struct ContentLines {
    output: String,
}

impl ContentLines {
    /// A property whose value is not text (a date, an address, a number): written as it is, without control
    /// characters. `name` may hold parameters.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        let value: String = value
            .chars()
            .filter(|character| !character.is_control())
            .collect();
        self.push(&format!("{name}:{value}"));
    }

    /// A property whose value is text, escaped.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.push(&format!("{name}:{}", escaped(value)));
    }

    pub(super) fn finish(self) -> String {
        self.output
    }

    /// Adds one line, folded between characters into lines of at most 75 octets; a folded line goes on after a space.
    fn push(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > LINE_OCTETS {
                self.output.push_str("\r\n ");
                octets = 1;
            }
            self.output.push(character);
            octets += character.len_utf8();
        }
        self.output.push_str("\r\n");
    }
}

/// `text` with `\ ; ,` escaped, every kind of line end as `\n`, and no other control character but the tab.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push('\t'),
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            escaped("a;b,c\\d\r\ne\nf\rg\u{2028}h\u{0}i\tj:k"),
            "a\\;b\\,c\\\\d\\ne\\nf\\ng\\nhi\tj:k"
        );
    }

    #[test]
    fn a_line_of_75_octets_is_not_folded() {
        let mut lines = ContentLines::default();
        lines.raw("A", &"x".repeat(73));
        lines.raw("A", &"x".repeat(74));
        let expected = format!("A:{}\r\nA:{}\r\n x\r\n", "x".repeat(73), "x".repeat(73));
        assert_eq!(lines.finish(), expected);
    }

    #[test]
    fn a_raw_value_cannot_start_a_line() {
        let mut lines = ContentLines::default();
        lines.raw("URL", "https://example.org/\r\nATTENDEE:x");
        assert_eq!(lines.finish(), "URL:https://example.org/ATTENDEE:x\r\n");
    }

    proptest! {
        #[test]
        fn folding_loses_nothing_and_keeps_lines_short(value in "[a-zé€😀;, \\\\\n]{0,300}") {
            let mut lines = ContentLines::default();
            lines.text("DESCRIPTION", &value);
            let written = lines.finish();
            prop_assert!(written.ends_with("\r\n"));
            for line in written.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= LINE_OCTETS && !line.contains(['\r', '\n']));
            }
            let unfolded = written.replace("\r\n ", "");
            let value_written = unfolded.strip_prefix("DESCRIPTION:").and_then(|rest| rest.strip_suffix("\r\n"));
            let mut read = String::new();
            let mut characters = value_written.unwrap_or_default().chars();
            while let Some(character) = characters.next() {
                read.push(match character {
                    '\\' => match characters.next() {
                        Some('n') => '\n',
                        other => other.unwrap_or('\0'),
                    },
                    other => other,
                });
            }
            prop_assert_eq!(read, value);
        }
    }
}
