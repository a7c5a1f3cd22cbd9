//! Finding result codes in whatever people paste: a code, a link, a whole e-mail thread.
//!
//! A code starts with `P` and its version, and is URL-safe text. Mail programs cut long lines, put `> ` before those that they quote,
//! and write `=` as `=3D`; chat programs encode links within links (`%2C`). So a code is tried as it stands, then with the pieces that
//! follow it after white space and marks of quotation: its checksum tells when it is whole.

use std::iter;
use std::ops::Range;

use parvis_selftest::CodeError;

use crate::diagnostics::Span;

/// The longest code of the largest model, in lines of sixty characters, has fewer pieces.
const MAX_PIECES: usize = 16;
/// What looks like a code is one that was damaged from this length on; below, it is a word (« P1 », “P2P”).
const SHORTEST_DAMAGED: usize = 22;
/// More candidates than any thread of mails holds.
const MAX_CANDIDATES: usize = 20_000;
/// The length of the lines of an attachment: what it looks like is chance.
const ATTACHMENT_LINE: usize = 76;

/// A code, or what was meant as one.
#[derive(Debug)]
pub struct FoundCode<T> {
    /// Where it stands, with all its pieces where it could be read.
    pub span: Span,
    /// What it says.
    pub outcome: Result<T, CodeError>,
}

/// The codes of a text as `decode` reads them, in their order. With `is_result`, the text is meant as one code, however little it looks
/// like one.
pub fn read<T>(
    text: &str,
    is_result: bool,
    decode: impl Fn(&str) -> Result<T, CodeError>,
) -> Vec<FoundCode<T>> {
    let mut found: Vec<FoundCode<T>> = Vec::new();
    let mut read_until = 0;
    // Where the last code ends that a link names: what follows it after a comma is meant as one too.
    let mut listed_until = None;
    for start in starts(text).take(MAX_CANDIDATES) {
        if start < read_until {
            continue;
        }
        let first = start..start + run(&text[start..]);
        let declared = is_named_by_link(&text[..start])
            || listed_until.is_some_and(|end| is_comma(&text[end..start]));
        match join(text, first.clone(), &decode) {
            Ok((value, end)) => {
                read_until = end;
                listed_until = Some(end);
                found.push(FoundCode {
                    span: Span::new(start..end),
                    outcome: Ok(value),
                });
            }
            Err(error) => {
                let looks_like_one =
                    first.len() >= SHORTEST_DAMAGED && !is_in_attachment(text, start);
                if declared || looks_like_one {
                    read_until = first.end;
                    listed_until = declared.then_some(first.end);
                    found.push(FoundCode {
                        span: Span::new(first),
                        outcome: Err(error),
                    });
                }
            }
        }
    }
    if is_result && found.is_empty() {
        let code = text.trim();
        let start = text.len() - text.trim_start().len();
        found.extend(decode(code).err().map(|error| FoundCode {
            span: Span::new(start..start + code.len()),
            outcome: Err(error),
        }));
    }
    found
}

/// Where a code may start: at a `P` with a digit after it and nothing of a word before it.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices('P').filter_map(|(start, _)| {
        let digit = text[start + 1..].starts_with(|next: char| next.is_ascii_digit());
        let before = &text[..start];
        let free = !before.ends_with(is_symbol) || ends_with_escape(before);
        (digit && free).then_some(start)
    })
}

/// The code that begins with the piece `first`, and where it ends. The error is the clearest of those of its attempts.
fn join<T>(
    text: &str,
    first: Range<usize>,
    decode: impl Fn(&str) -> Result<T, CodeError>,
) -> Result<(T, usize), CodeError> {
    let mut code = String::new();
    let mut failure = None;
    let pieces = iter::successors(Some(first), |piece| next_piece(text, piece.end));
    for piece in pieces.take(MAX_PIECES) {
        code.push_str(&text[piece.clone()]);
        match decode(&code) {
            Ok(value) => return Ok((value, piece.end)),
            // Its checksum is right: nothing that follows belongs to it.
            Err(error @ (CodeError::OtherModel { .. } | CodeError::OutOfRange)) => {
                return Err(error);
            }
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    Err(failure.unwrap_or(CodeError::NotACode))
}

/// The next run of symbols, where only what mail programs put into a long line stands before it.
fn next_piece(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = &text[end..];
    // A line that ends with `=` goes on in the next one (quoted-printable).
    let cut = rest.strip_prefix("=\r\n").or(rest.strip_prefix("=\n"));
    let rest = cut.unwrap_or(rest);
    let is_filling = |character: char| {
        character.is_whitespace()
            || matches!(character, '>' | '|' | '\u{ad}' | '\u{200b}' | '\u{2060}')
    };
    let piece = rest.trim_start_matches(is_filling);
    let start = text.len() - piece.len();
    let length = run(piece);
    (start > end && length > 0).then(|| start..start + length)
}

/// The length of the run of symbols that `text` begins with.
fn run(text: &str) -> usize {
    text.find(|character| !is_symbol(character))
        .unwrap_or(text.len())
}

fn is_symbol(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// `…=3D`, `…%3D`, `…%2C`: a mark that was encoded on the way.
fn ends_with_escape(before: &str) -> bool {
    ["=3D", "%3D", "%3d", "%2C", "%2c"]
        .iter()
        .any(|escape| before.ends_with(escape))
}

/// `#r=`, as links have it, encoded or not.
fn is_named_by_link(before: &str) -> bool {
    ["r=", "r=3D", "r%3D", "r%3d"]
        .iter()
        .any(|name| before.ends_with(name))
}

fn is_comma(between: &str) -> bool {
    matches!(between.trim(), "," | "%2C" | "%2c")
}

/// Whether the line of `place` is one of an encoded attachment.
fn is_in_attachment(text: &str, place: usize) -> bool {
    let start = text[..place].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let encoded = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    line.len() == ATTACHMENT_LINE && line.bytes().all(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads one code only, whatever stands between its pieces.
    const CODE: &str = "P1PVpiXAQAAADYmriGOKwZSlhwc3nmEcF2DsZrRQAABFpvw6kDRFNJW7Pn1g";

    fn decode(code: &str) -> Result<&'static str, CodeError> {
        if code == CODE {
            Ok("Zoé")
        } else if CODE.starts_with(code) {
            Err(CodeError::Truncated)
        } else {
            Err(CodeError::Checksum)
        }
    }

    /// `Zoé`, or the error, of each code found.
    fn outcomes(text: &str) -> Vec<Result<&'static str, CodeError>> {
        let found = read(text, false, decode);
        found.into_iter().map(|code| code.outcome).collect()
    }

    #[test]
    fn a_code_is_found_alone_in_a_link_and_in_a_sentence() {
        for text in [
            CODE.to_owned(),
            format!("https://example.org/comparer/#r={CODE}"),
            format!("Voici le mien : {CODE}. Merci !"),
            format!("[mon résultat](https://example.org/#r={CODE})"),
            format!("<a href=\"https://example.org/#r={CODE}\">ici</a>"),
        ] {
            assert_eq!(outcomes(&text), [Ok("Zoé")], "{text}");
        }
    }

    #[test]
    fn a_link_may_hold_several() {
        let link = format!("https://example.org/#r={CODE},{CODE}");
        assert_eq!(outcomes(&link), [Ok("Zoé"), Ok("Zoé")]);
        let encoded = format!("https://proxy.example/?url=x%2F%23r%3D{CODE}%2C{CODE}&data=5");
        assert_eq!(outcomes(&encoded), [Ok("Zoé"), Ok("Zoé")]);
    }

    #[test]
    fn the_lines_of_a_mail_are_joined() {
        let (one, two) = CODE.split_at(30);
        let (two, three) = two.split_at(3);
        for between in ["\n", "\r\n> ", "\n> > ", "=\r\n", " ", "\n| ", "\u{200b}"] {
            let text = format!("> Mon code :\n> {one}{between}{two}{between}{three}\nAnne");
            assert_eq!(outcomes(&text), [Ok("Zoé")], "{text}");
        }
        let printable = format!("https://example.org/comparer/#r=3D{one}=\n{two}{three}");
        assert_eq!(outcomes(&printable), [Ok("Zoé")]);
    }

    #[test]
    fn the_span_covers_all_pieces() {
        let (one, two) = CODE.split_at(30);
        let text = format!("é {one}\n> {two}.");
        let found = read(&text, false, decode);
        assert_eq!(found[0].span, Span::new(3..text.len() - 1));
    }

    #[test]
    fn what_follows_a_code_does_not_belong_to_it() {
        let text = format!("{CODE}\nAnne\n\n{CODE} P1 est notre priorité, P2 aussi.");
        assert_eq!(outcomes(&text), [Ok("Zoé"), Ok("Zoé")]);
    }

    #[test]
    fn a_damaged_code_is_told_and_a_word_is_not() {
        assert_eq!(outcomes(&CODE[..50]), [Err(CodeError::Truncated)]);
        let altered = CODE.replace("Zrr", "Zrs").replace("FnBc", "FnBd");
        let altered = altered.replace("DYmri", "DYmrj");
        assert_eq!(outcomes(&altered), [Err(CodeError::Checksum)]);
        assert_eq!(outcomes("Les P1 et P2, la salle P12-B, MP3, P2P."), []);
        assert_eq!(
            outcomes("https://example.org/#r=P1abc,P1def"),
            [Err(CodeError::Checksum), Err(CodeError::Checksum)]
        );
    }

    #[test]
    fn what_is_meant_as_a_result_is_never_ignored() {
        let found = read(" P1abc ", true, decode);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span, Span::new(1..6));
    }

    #[test]
    fn an_attachment_holds_no_code() {
        let line = format!("P1{}", "Ab3".repeat(30));
        let attachment = format!("{}\n{}\n", &line[..76], &line[..76]);
        assert_eq!(outcomes(&attachment), []);
    }
}
