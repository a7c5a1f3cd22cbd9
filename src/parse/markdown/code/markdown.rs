//! Markdown: the marks that editors learn, line by line; its front matter is YAML.

use super::{Colours, Token, yaml};

/// Colours `code`.
pub(super) fn scan(code: &str, colours: &mut Colours) {
    let body = front_matter(code);
    yaml::scan(&code[..body], colours);
    let mut fence: Option<&str> = None;
    for line in code[body..].split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let trimmed = text.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => {
                fence = Some(mark);
                colours.token(Token::Keyword, text);
            }
            (Some(open), Some(mark)) if open == mark => {
                fence = None;
                colours.token(Token::Keyword, text);
            }
            (Some(_), _) => colours.token(Token::Text, text),
            (None, None) if trimmed.starts_with('#') => colours.token(Token::Keyword, text),
            (None, None) => scan_line(text, colours),
        }
        colours.plain(&line[text.len()..]);
    }
}

/// Where the text begins: after the second line of three hyphens, if the first line is one.
fn front_matter(code: &str) -> usize {
    let Some(rest) = code.strip_prefix("---\n") else {
        return 0;
    };
    match rest.find("\n---") {
        Some(end) => {
            let after = 4 + end + 4;
            code[after..]
                .find('\n')
                .map_or(code.len(), |line| after + line + 1)
        }
        None => 0,
    }
}

/// Colours a line of text: the mark of an item or of a quotation, then links, wikilinks, code and comments.
fn scan_line(line: &str, colours: &mut Colours) {
    let indent = line.len() - line.trim_start().len();
    colours.plain(&line[..indent]);
    let mut rest = &line[indent..];
    let digits = rest.len()
        - rest
            .trim_start_matches(|it: char| it.is_ascii_digit())
            .len();
    let mark = match rest.as_bytes() {
        [b'-' | b'*' | b'+' | b':', b' ', ..] | [b'>', ..] => 1,
        _ if digits > 0 && rest[digits..].starts_with(". ") => digits + 1,
        _ => 0,
    };
    colours.token(Token::Keyword, &rest[..mark]);
    rest = &rest[mark..];
    let closing = Closing::of(line);
    while let Some(place) = rest.find(['[', ']', '`', '<']) {
        colours.plain(&rest[..place]);
        rest = &rest[place..];
        let token = if rest.starts_with("[[") {
            closing.end(rest, 2, "]]").map(|end| (Token::Name, end))
        } else if rest.starts_with("[!") {
            closing.end(rest, 2, "]").map(|end| (Token::Keyword, end))
        } else if rest.starts_with("](") {
            colours.plain("]");
            rest = &rest[1..];
            closing.end(rest, 1, ")").map(|end| (Token::Text, end))
        } else if rest.starts_with('`') {
            closing.end(rest, 1, "`").map(|end| (Token::Text, end))
        } else if rest.starts_with("<!--") {
            closing.end(rest, 4, "-->").map(|end| (Token::Comment, end))
        } else {
            None
        };
        let (token, end) = token.unwrap_or((Token::Text, 0));
        colours.token(token, &rest[..end]);
        if end == 0 {
            colours.plain(&rest[..1]);
        }
        rest = &rest[end.max(1)..];
    }
    colours.plain(rest);
}

/// Where the marks that close a token stand last on a line: none is looked for where there is no more, so that no part of the line is searched in
/// vain twice.
struct Closing([(&'static str, usize); 5]);

impl Closing {
    fn of(line: &str) -> Self {
        // From the end of the line, as what is left of it is known by its length.
        let last = |mark| line.rfind(mark).map_or(0, |place| line.len() - place);
        Self(["]]", "]", ")", "`", "-->"].map(|mark| (mark, last(mark))))
    }

    /// Where the token that begins `rest` ends, if `mark` closes it after `start` bytes.
    fn end(&self, rest: &str, start: usize, mark: &str) -> Option<usize> {
        let last = self.0.iter().find(|(known, _)| *known == mark)?.1;
        if last == 0 || rest.len() < start + last {
            return None;
        }
        Some(start + rest[start..].find(mark)? + mark.len())
    }
}
