//! YAML: keys and values, line by line.

use super::{Colours, Token, is_number, quoted};

/// Colours `code`.
pub(super) fn scan(code: &str, colours: &mut Colours) {
    let mut block: Option<usize> = None;
    for line in code.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let indent = text.len() - text.trim_start_matches(' ').len();
        // The lines of a block of text are indented further than its key.
        if block.is_some_and(|key| indent > key || text.trim().is_empty()) {
            colours.token(Token::Text, text);
        } else if text == "---" || text == "..." {
            block = None;
            colours.token(Token::Keyword, text);
        } else {
            block = scan_line(text, colours).then_some(indent);
        }
        colours.plain(&line[text.len()..]);
    }
}

/// Colours a line; returns whether a block of text begins after it.
fn scan_line(line: &str, colours: &mut Colours) -> bool {
    let mut rest = line;
    // Nothing but spaces and marks of items stand before.
    let mut at_start = true;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            ' ' | '\t' | '[' | ']' | '{' | '}' | ',' | ':' => {
                colours.plain(&rest[..1]);
                rest = &rest[1..];
                continue;
            }
            '#' if line.len() == rest.len() || line[..line.len() - rest.len()].ends_with(' ') => {
                colours.token(Token::Comment, rest);
                return false;
            }
            '-' if at_start && (rest.len() == 1 || rest.starts_with("- ")) => {
                colours.token(Token::Keyword, "-");
                rest = &rest[1..];
                continue;
            }
            '|' | '>' if rest.len() <= 3 => {
                colours.token(Token::Keyword, rest);
                return true;
            }
            '\'' | '"' => quoted(rest, first == '"'),
            '&' | '*' | '!' => {
                let length = rest.find([' ', ',', ']', '}']).unwrap_or(rest.len());
                colours.token(Token::Name, &rest[..length]);
                rest = &rest[length..];
                continue;
            }
            _ => scalar(rest),
        };
        at_start = false;
        let (word, after) = rest.split_at(length);
        let is_key = after.starts_with(':') && (after.len() == 1 || after.starts_with(": "));
        if is_key {
            colours.token(Token::Key, word);
        } else if first == '\'' || first == '"' {
            colours.token(Token::Text, word);
        } else if is_number(word) || matches!(word, "true" | "false" | "null" | "~") {
            colours.token(Token::Number, word);
        } else {
            colours.plain(word);
        }
        rest = after;
    }
    false
}

/// The bytes of the word without quotation marks that begins `rest`: to what separates it from the next, without spaces at its end.
fn scalar(rest: &str) -> usize {
    let mut end = rest.len();
    for (place, character) in rest.char_indices() {
        let after = &rest[place + character.len_utf8()..];
        let separates = match character {
            ',' | ']' | '}' => true,
            ':' => after.is_empty() || after.starts_with(' '),
            ' ' => after.starts_with('#'),
            _ => false,
        };
        if separates && place > 0 {
            end = place;
            break;
        }
    }
    rest[..end].trim_end_matches(' ').len()
}
