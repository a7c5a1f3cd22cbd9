//! Writing YAML values as an editor would.

use std::fmt::Write;

/// `text` as a value on one line: between single quotes, or between double ones where it holds what only escapes can say.
pub fn scalar(text: &str) -> String {
    if text.chars().any(needs_escape) {
        let mut written = String::from("\"");
        for symbol in text.chars() {
            match symbol {
                '"' => written.push_str("\\\""),
                '\\' => written.push_str("\\\\"),
                '\n' => written.push_str("\\n"),
                '\t' => written.push_str("\\t"),
                symbol if needs_escape(symbol) => {
                    let _ = write!(written, "\\U{:08X}", u32::from(symbol));
                }
                symbol => written.push(symbol),
            }
        }
        written.push('"');
        return written;
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// A slug as a value: bare, but for one that YAML would read as a number, a truth or nothing.
pub fn slug(text: &str) -> String {
    let is_other = text.starts_with(|first: char| first.is_ascii_digit())
        || matches!(text, "null" | "true" | "false");
    if is_other {
        scalar(text)
    } else {
        text.to_owned()
    }
}

/// A list on one line.
pub fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| scalar(item)).collect();
    format!("[{}]", items.join(", "))
}

/// `text` on lines of its own, moved in by `width` spaces, after a key.
pub fn block(text: &str, width: usize) -> String {
    let text = text.trim_end();
    let plain = !text.is_empty()
        && !text.starts_with([' ', '\n'])
        && !text.chars().any(|it| it != '\n' && needs_escape(it));
    if !plain {
        return scalar(text);
    }
    let space = " ".repeat(width);
    let mut written = String::from("|-");
    for line in text.lines() {
        written.push('\n');
        if !line.is_empty() {
            written.push_str(&space);
            written.push_str(line);
        }
    }
    written
}

/// Characters that YAML does not take as they are, or takes for a line break.
fn needs_escape(symbol: char) -> bool {
    symbol.is_control()
        || matches!(
            symbol,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_back_as_they_were() {
        for text in [
            "L’été",
            "it's",
            "a: b # c",
            "true",
            "2019",
            "",
            "a\"b\\c\n\td\u{85}",
            "- x",
            "\u{2028}é",
            "😀",
        ] {
            let read: String = serde_yaml::from_str(&scalar(text)).expect("YAML");
            assert_eq!(read, text);
            let items = [text.to_owned(), "x, y".to_owned()];
            let read: Vec<String> = serde_yaml::from_str(&list(&items)).expect("YAML");
            assert_eq!(read, items);
        }
    }

    #[test]
    fn texts_keep_their_lines() {
        for text in ["un\n\n  deux\ntrois : « # »", "- a\n- b", " a", "a\tb"] {
            let written = format!("text: {}\n", block(text, 2));
            let read: std::collections::BTreeMap<String, String> =
                serde_yaml::from_str(&written).expect("YAML");
            assert_eq!(read["text"], text);
        }
    }
}
