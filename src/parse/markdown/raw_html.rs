//! Raw HTML in Markdown: harmless tags pass, everything else is dropped.

use std::sync::LazyLock;

use crate::render::escape::push_escaped;

/// Inline elements that may be opened within a paragraph.
const INLINE: [&str; 20] = [
    "abbr", "b", "bdi", "bdo", "br", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
    "s", "small", "span", "strong", "sub", "sup",
];
/// Attributes that say something about the words, and nothing about how they look or what they run.
const ATTRIBUTES: [&str; 4] = ["lang", "dir", "title", "datetime"];

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .rm_tags(["img", "map", "area"])
        .add_generic_attributes(["lang", "dir", "title"])
        .attribute_filter(|_, name, value| (!hides_a_scheme(name, value)).then(|| value.into()));
    builder
});

/// Whether an address holds a sign that is not seen. Browsers take it for a part of a path, ammonia too; what passed over it, as mail programs that show
/// feeds may, could find the name of a scheme around it.
fn hides_a_scheme(attribute: &str, value: &str) -> bool {
    let unseen = |sign: char| sign.is_control() && !sign.is_ascii_whitespace();
    matches!(attribute, "href" | "src" | "cite") && value.contains(unseen)
}

/// A block of HTML with only harmless elements left.
pub fn clean_block(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// What a single inline tag becomes: written with its harmless attributes and remembered in `open`, or nothing. It closes none of the first
/// `start` elements, which were open before the Markdown around it began.
pub fn clean_inline(tag: &str, start: usize, open: &mut Vec<&'static str>, html: &mut String) {
    let Some(inner) = tag
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    else {
        return;
    };
    if let Some(name) = inner.strip_prefix('/') {
        let name = name.trim().to_ascii_lowercase();
        let inside = open.get(start..).unwrap_or_default();
        if let Some(place) = inside.iter().rposition(|known| *known == name) {
            // Elements left open inside are closed first: the result is always well nested.
            close_from(start + place, open, html);
        }
        return;
    }
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let end = inner
        .find(|character: char| character.is_ascii_whitespace())
        .unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase();
    let Some(name) = INLINE.into_iter().find(|known| *known == name) else {
        return;
    };
    html.push('<');
    html.push_str(name);
    for (attribute, value) in attributes(&inner[end..]) {
        html.push(' ');
        html.push_str(attribute);
        html.push_str("=\"");
        push_escaped(html, value);
        html.push('"');
    }
    html.push('>');
    if name != "br" {
        open.push(name);
    }
}

/// Closes the elements opened since `place`.
pub fn close_from(place: usize, open: &mut Vec<&'static str>, html: &mut String) {
    for name in open.drain(place..).rev() {
        html.push_str("</");
        html.push_str(name);
        html.push('>');
    }
}

/// The known attributes of a tag, each once.
fn attributes(written: &str) -> Vec<(&'static str, &str)> {
    let mut found: Vec<(&'static str, &str)> = Vec::new();
    let mut rest = written.trim_start();
    while !rest.is_empty() {
        let name_end = rest
            .find(|character: char| character == '=' || character.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let name = rest[..name_end].to_ascii_lowercase();
        rest = rest[name_end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after
                .chars()
                .next()
                .filter(|first| matches!(first, '"' | '\''));
            let (start, end) = match quote {
                Some(quote) => (1, after[1..].find(quote).map_or(after.len(), |end| end + 1)),
                None => (
                    0,
                    after
                        .find(|character: char| character.is_ascii_whitespace())
                        .unwrap_or(after.len()),
                ),
            };
            value = &after[start..end];
            rest = after
                .get(end + usize::from(quote.is_some())..)
                .unwrap_or_default()
                .trim_start();
        }
        if name.is_empty() && rest.is_empty() {
            break;
        }
        if let Some(known) = ATTRIBUTES.into_iter().find(|known| *known == name)
            && !found.iter().any(|(seen, _)| *seen == known)
        {
            found.push((known, value));
        }
        if name.is_empty() {
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(tags: &[&str]) -> String {
        let (mut open, mut html) = (Vec::new(), String::new());
        for tag in tags {
            if tag.starts_with('<') {
                clean_inline(tag, 0, &mut open, &mut html);
            } else {
                html.push_str(tag);
            }
        }
        close_from(0, &mut open, &mut html);
        html
    }

    #[test]
    fn a_foreign_passage_keeps_its_language() {
        assert_eq!(
            inline(&["<span lang=\"la\">", "Ordo", "</span>"]),
            "<span lang=\"la\">Ordo</span>"
        );
        assert_eq!(
            inline(&["<SPAN LANG=la onclick='x()'>", "Ordo", "</SPAN>"]),
            "<span lang=\"la\">Ordo</span>"
        );
    }

    #[test]
    fn an_address_hides_no_scheme() {
        for address in [
            "javascript:alert(1)",
            "javasc\u{11}ript:alert(1)",
            "java\tscript:alert(1)",
        ] {
            let html = clean_block(&format!("<p><a href=\"{address}\">a</a></p>"));
            assert!(!html.contains("href"), "{address:?} in {html}");
        }
        let html = clean_block("<p><a href=\"/a\u{e9}b\">a</a></p>");
        assert!(html.contains("href=\"/aéb\""), "{html}");
    }

    #[test]
    fn what_is_left_open_is_closed_in_order() {
        assert_eq!(
            inline(&["<b>", "<i>", "x", "</b>", "y"]),
            "<b><i>x</i></b>y"
        );
        assert_eq!(inline(&["<mark>", "x"]), "<mark>x</mark>");
        assert_eq!(inline(&["x", "</b>"]), "x");
    }

    #[test]
    fn what_was_open_before_the_markdown_around_stays_open() {
        let (mut open, mut html) = (vec!["b"], String::new());
        clean_inline("</b>", 1, &mut open, &mut html);
        assert_eq!((open, html.as_str()), (vec!["b"], ""));
    }

    #[test]
    fn nothing_runs() {
        assert_eq!(inline(&["<script>", "x", "</script>"]), "x");
        assert_eq!(inline(&["<img src=x onerror=y>"]), "");
        assert_eq!(
            inline(&["<b style=\"x\" title='a\"b'>", "x", "</b>"]),
            "<b title=\"a&quot;b\">x</b>"
        );
        assert_eq!(
            clean_block("<p onclick=x>a<script>b</script></p>"),
            "<p>a</p>"
        );
    }
}
