//! Style sheets without what only their authors read: comments, indentation, the last semicolon of a rule.
//!
//! Says in fewer bytes exactly what the source says. What has a meaning in some place is kept in all of them: the space before a colon
//! or a parenthesis, those around `+`, `-`, `*` and `/`. Strings, addresses and escapes pass untouched.

/// Signs beside which white space never means anything.
const CLOSED_BEFORE: &[char] = &['{', '}', ';', ',', ')', '>'];
const CLOSED_AFTER: &[char] = &['{', '}', ';', ',', '(', '>'];

/// `css` in fewer bytes.
pub fn compact(css: &str) -> String {
    let mut compact = Compact {
        written: String::with_capacity(css.len()),
        gap: Gap::None,
        colon: false,
    };
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            compact.gap = compact.gap.max(Gap::Comment);
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first.is_ascii_whitespace() {
            compact.gap = Gap::Space;
            first.len_utf8()
        } else {
            let length = verbatim(rest, compact.written.chars().next_back());
            compact.push(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    compact.written
}

/// What stands between the last thing written and the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Comment,
    Space,
}

struct Compact {
    written: String,
    gap: Gap,
    /// Whether the last thing written is the sign `:` and not an escaped one.
    colon: bool,
}

impl Compact {
    /// Writes `piece`, which is one sign or what must stay as it is, after what is needed of the gap before it.
    fn push(&mut self, piece: &str) {
        let sign = (piece.len() == 1).then(|| piece.chars().next()).flatten();
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if gap == Gap::Space && self.needs_space(sign) {
            self.written.push(' ');
        } else if gap == Gap::Comment && self.needs_comment(sign) {
            self.written.push_str("/**/");
        }
        if sign == Some('}') && self.written.ends_with(';') {
            self.written.pop();
        }
        self.written.push_str(piece);
        self.colon = sign == Some(':');
    }

    fn needs_space(&self, next: Option<char>) -> bool {
        let Some(last) = self.written.chars().next_back() else {
            return false;
        };
        if self.colon {
            // A custom property may be empty, and is then written `--name: ;`.
            return matches!(next, Some(';' | '}'));
        }
        !CLOSED_AFTER.contains(&last) && !next.is_some_and(|next| CLOSED_BEFORE.contains(&next))
    }

    /// A comment alone keeps two words apart without the meaning of a space.
    fn needs_comment(&self, next: Option<char>) -> bool {
        let separates = |sign: char| "{};:,()[]>".contains(sign);
        let last = self.written.chars().next_back();
        last.is_some_and(|last| !separates(last)) && !next.is_some_and(separates)
    }
}

/// The length of what stands at the start of `rest` and is written as it is: a string, an escape, an address without quotes, or one
/// character.
fn verbatim(rest: &str, before: Option<char>) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    match rest.as_bytes().first() {
        Some(b'"' | b'\'') => string(rest),
        Some(b'\\') => escape(rest),
        Some(b'u' | b'U') if !before.is_some_and(continues_name) => address(rest).unwrap_or(first),
        _ => first,
    }
}

fn continues_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '\\')
}

/// The length of the string that `rest` begins with: to its closing quote, or to the end of the line where there is none.
fn string(rest: &str) -> usize {
    let quote = rest.chars().next();
    let mut characters = rest.char_indices().skip(1);
    while let Some((offset, character)) = characters.next() {
        if Some(character) == quote {
            return offset + 1;
        }
        if character == '\n' {
            return offset;
        }
        if character == '\\' {
            characters.next();
        }
    }
    rest.len()
}

/// The length of the escape that `rest` begins with: a sign, or up to six digits and the white space that ends them.
fn escape(rest: &str) -> usize {
    let digits = rest[1..]
        .bytes()
        .take(6)
        .take_while(u8::is_ascii_hexdigit)
        .count();
    let after = 1 + digits;
    match rest[after..].chars().next() {
        Some(next) if digits == 0 || next.is_ascii_whitespace() => after + next.len_utf8(),
        _ => after,
    }
}

/// The length of `url(…)` at the start of `rest`; `None` where this is something else, or an address between quotes.
fn address(rest: &str) -> Option<usize> {
    let head = rest.get(..4)?;
    if !head.eq_ignore_ascii_case("url(") {
        return None;
    }
    let inside = &rest[4..];
    if inside.trim_ascii_start().starts_with(['"', '\'']) {
        return None;
    }
    let mut escaped = false;
    for (offset, character) in inside.char_indices() {
        if character == ')' && !escaped {
            return Some(4 + offset + 1);
        }
        escaped = character == '\\' && !escaped;
    }
    Some(rest.len())
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[track_caller]
    fn gives(css: &str, expected: &str) {
        assert_eq!(compact(css), expected);
        assert_eq!(compact(expected), expected, "compacting twice");
    }

    #[test]
    fn drops_comments_indentation_and_last_semicolons() {
        gives(
            "/* Links. */\n@layer base {\n  a,\n  a > b {\n    color: red; /* why */\n    margin: 0 auto;\n  }\n}\n",
            "@layer base{a,a>b{color:red;margin:0 auto}}",
        );
        gives("a {;}", "a{}");
    }

    #[test]
    fn keeps_the_spaces_that_mean_something() {
        gives(".a .b  :hover", ".a .b :hover");
        gives(".a :is(p, :not(.b))", ".a :is(p,:not(.b))");
        gives(".a *", ".a *");
        gives(
            "a { width: calc( 1px + (2em - 3px) * 4 ) }",
            "a{width:calc(1px + (2em - 3px) * 4)}",
        );
        gives("a { inset: 0 -1px }", "a{inset:0 -1px}");
        gives("a { font: 1em / 1.2 a }", "a{font:1em / 1.2 a}");
        gives(
            "@media (width > 40rem) and (prefers-color-scheme: dark)",
            "@media (width>40rem) and (prefers-color-scheme:dark)",
        );
        gives("a { color: red !important }", "a{color:red !important}");
        gives("[a=\"b\" i]", "[a=\"b\" i]");
    }

    #[test]
    fn an_empty_custom_property_keeps_its_space() {
        gives(":root { --gap: ; --end: }", ":root{--gap: ;--end: }");
    }

    #[test]
    fn strings_addresses_and_escapes_pass_untouched() {
        gives(
            r#"a::before { content: "  /* no */ ; } \" { " ; }"#,
            r#"a::before{content:"  /* no */ ; } \" { "}"#,
        );
        gives("a { content: '\u{202f}:  é' }", "a{content:'\u{202f}:  é'}");
        gives(
            "a { b: url( x/*y*/;z.png ) c }",
            "a{b:url( x/*y*/;z.png ) c}",
        );
        gives("a { b: url( \"x  y\" ) }", "a{b:url(\"x  y\")}");
        gives(r".\31 0 .w\:1 {}", r".\31 0 .w\:1{}");
        gives(r".a\: b", r".a\: b");
        gives("--curl(a , b)", "--curl(a,b)");
    }

    #[test]
    fn a_comment_alone_keeps_two_words_apart() {
        gives("a/* x */b", "a/**/b");
        gives("a /* x */ b", "a b");
        gives("a{/* x */b:/* y */c}", "a{b:c}");
    }

    #[test]
    fn what_is_not_closed_harms_nothing_else() {
        gives("a { b: \"c\nd }", "a{b:\"c d}");
        gives("a {} /* never closed", "a{}");
        gives("a { b: url(x", "a{b:url(x");
        gives("\\", "\\");
        gives("", "");
    }
}
