//! Differences between two texts: what each line does.

use super::{Colours, Token};

/// Colours `code` line by line.
pub(super) fn scan(code: &str, colours: &mut Colours) {
    for line in code.split_inclusive('\n') {
        let text = line.trim_end_matches('\n');
        let token = match text.as_bytes() {
            [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] | [b'@', b'@', ..] => Token::Keyword,
            [b'-', ..] => Token::Removed,
            [b'+', ..] => Token::Added,
            _ => {
                colours.plain(line);
                continue;
            }
        };
        colours.token(token, text);
        colours.plain(&line[text.len()..]);
    }
}
