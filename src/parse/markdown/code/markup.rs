//! HTML, XML and the templates of the theme: elements, attributes, comments, tags of the template engine.

use super::{Colours, Token, quoted};

/// Colours `code`.
pub(super) fn scan(code: &str, colours: &mut Colours) {
    let mut rest = code;
    while let Some(place) = rest.find(['<', '{', '&']) {
        colours.plain(&rest[..place]);
        rest = &rest[place..];
        let whole = [
            ("<!--", "-->", Token::Comment),
            ("{#", "#}", Token::Comment),
            ("{{", "}}", Token::Keyword),
            ("{%", "%}", Token::Keyword),
        ];
        if let Some((open, close, token)) = whole
            .into_iter()
            .find(|(open, _, _)| rest.starts_with(open))
        {
            let end = rest[open.len()..]
                .find(close)
                .map_or(rest.len(), |end| open.len() + end + close.len());
            colours.token(token, &rest[..end]);
            rest = &rest[end..];
        } else if rest.starts_with('<') {
            rest = tag(rest, colours);
        } else {
            let end = entity(rest);
            if end > 0 {
                colours.token(Token::Number, &rest[..end]);
            } else {
                colours.plain(&rest[..1]);
            }
            rest = &rest[end.max(1)..];
        }
    }
    colours.plain(rest);
}

/// Colours the tag that begins `rest`, to its end; returns what follows. A `<` that opens none is text.
fn tag<'a>(rest: &'a str, colours: &mut Colours) -> &'a str {
    let sign = 1 + usize::from(rest[1..].starts_with(['/', '!', '?']));
    let name = sign + name_length(&rest[sign..]);
    if name == sign {
        colours.plain(&rest[..1]);
        return &rest[1..];
    }
    colours.token(Token::Name, &rest[..name]);
    let mut rest = &rest[name..];
    while let Some(first) = rest.chars().next() {
        match first {
            '>' => {
                colours.token(Token::Name, ">");
                return &rest[1..];
            }
            // The tag before was not closed.
            '<' => return rest,
            '"' | '\'' => {
                let end = quoted(rest, false);
                colours.token(Token::Text, &rest[..end]);
                rest = &rest[end..];
            }
            _ => {
                let end = name_length(rest);
                if end > 0 {
                    colours.token(Token::Key, &rest[..end]);
                    rest = &rest[end..];
                } else {
                    colours.plain(&rest[..first.len_utf8()]);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
    }
    rest
}

fn name_length(text: &str) -> usize {
    text.find(|it: char| !(it.is_alphanumeric() || "-_:.@".contains(it)))
        .unwrap_or(text.len())
}

/// The bytes of the entity that begins `rest`; 0 where it begins with none.
fn entity(rest: &str) -> usize {
    const LONGEST: usize = 12;
    let name = rest
        .bytes()
        .skip(1)
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    if rest.starts_with('&') && name > 0 && rest[1 + name..].starts_with(';') {
        name + 2
    } else {
        0
    }
}
