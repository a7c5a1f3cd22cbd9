//! Reading links and anchors back from a page.
//!
//! Only what our own templates and sanitiser can write has to be understood: attributes between double quotes. A full HTML parser would
//! forgive what is to be found.

use std::collections::BTreeSet;

/// What a page links to, and what in it can be linked to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PageLinks {
    /// Values of `href` and `src`, unescaped.
    pub targets: BTreeSet<String>,
    /// Values of `id`.
    pub anchors: BTreeSet<String>,
}

/// Reads the tags of `html`.
pub fn read(html: &str) -> PageLinks {
    let mut links = PageLinks::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let name_end = rest
            .find(|character: char| !character.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let name = &rest[..name_end];
        rest = attributes(&rest[name_end..], &mut links);
        // What stands in a data block is not markup.
        if name == "script" {
            rest = rest.find("</script").map_or("", |end| &rest[end..]);
        }
    }
    links
}

/// Reads the attributes up to the end of the tag; returns what follows it.
fn attributes<'a>(mut rest: &'a str, links: &mut PageLinks) -> &'a str {
    loop {
        rest = rest.trim_start_matches(|character: char| {
            character.is_ascii_whitespace() || character == '/'
        });
        let end = rest
            .find(|character: char| {
                character.is_ascii_whitespace() || matches!(character, '=' | '>' | '/')
            })
            .unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        if let Some(value) = rest.strip_prefix("=\"") {
            let close = value.find('"').unwrap_or(value.len());
            match name {
                "href" | "src" => {
                    links.targets.insert(unescaped(&value[..close]));
                }
                "id" => {
                    links.anchors.insert(unescaped(&value[..close]));
                }
                _ => {}
            }
            rest = value.get(close + 1..).unwrap_or_default();
        } else if let Some(value) = rest.strip_prefix('=') {
            let close = value
                .find(|character: char| character.is_ascii_whitespace() || character == '>')
                .unwrap_or(value.len());
            rest = &value[close..];
        } else if let Some(after) = rest.strip_prefix('>') {
            return after;
        } else if name.is_empty() {
            return rest.get(1..).unwrap_or_default();
        }
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(values: &[&str]) -> BTreeSet<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn links_and_anchors_are_read_from_tags_only() {
        let links = read(
            "<!-- <a href=\"/comment/\"> --><h2 id=\"titre\">a < b</h2><img src=\"/a.png\" alt=\"x > y\"/>\
             <script type=\"application/json\">{\"x\":\"<a href=\\\"/data/\\\">\"}</script><a class=x href=\"/b/?q=1&amp;r=2#c\">b</a>",
        );
        assert_eq!(links.targets, set(&["/a.png", "/b/?q=1&r=2#c"]));
        assert_eq!(links.anchors, set(&["titre"]));
    }

    #[test]
    fn an_unfinished_tag_ends_with_the_page() {
        assert_eq!(read("<a href=\"/x").targets, set(&["/x"]));
        assert_eq!(read("<"), PageLinks::default());
    }
}
