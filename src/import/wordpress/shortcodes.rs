//! Shortcodes → HTML: `[caption]`, `[gallery]`, `[embed]` and the like; those of plug-ins stay readable.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use super::index::Plan;
use super::sketches::Attachment;

/// A text whose shortcodes became HTML.
#[derive(Debug, Default)]
pub struct Expanded {
    pub html: String,
    /// Names of those that only a plug-in knows.
    pub unknown: Vec<String>,
    /// Footnotes that were written as shortcodes, by the id of their call.
    pub footnotes: BTreeMap<String, String>,
}

/// A name, and what follows it, up to the bracket, may be as long as this.
const LONGEST: usize = 1000;
/// More unknown names than these nobody reads.
const MOST_UNKNOWN: usize = 40;
/// Shortcodes that plug-ins for footnotes know.
const FOOTNOTES: [&str; 5] = ["efn_note", "footnote", "fn", "mfn", "ref"];

struct Expander<'a> {
    plan: &'a Plan,
    /// The record whose pictures a gallery without ids shows.
    record: u64,
    text: &'a str,
    /// Where the last closing tag of each name stands.
    closings: HashMap<&'a str, usize>,
    /// Ends that do not come any more.
    absent: Vec<&'static str>,
    expanded: Expanded,
}

/// Expands the shortcodes of `text`, which belongs to `record`.
pub fn expand(text: &str, record: u64, plan: &Plan) -> Expanded {
    let mut expander = Expander {
        plan,
        record,
        text,
        closings: HashMap::new(),
        absent: Vec::new(),
        expanded: Expanded::default(),
    };
    for (place, _) in text.match_indices("[/") {
        let name = name_at(&text[place + 2..]);
        if text[place + 2 + name.len()..].starts_with(']') {
            expander.closings.insert(name, place);
        }
    }
    expander.run();
    expander.expanded
}

fn name_at(text: &str) -> &str {
    let end = text
        .find(|it: char| !(it.is_ascii_alphanumeric() || it == '_' || it == '-'))
        .unwrap_or(text.len());
    &text[..end]
}

impl Expander<'_> {
    fn run(&mut self) {
        let mut place = 0;
        while let Some(found) = self.text[place..].find(['[', '<']) {
            let start = place + found;
            self.push(&self.text[place..start]);
            place = if self.text[start..].starts_with('<') {
                self.markup(start)
            } else {
                self.bracket(start)
            };
        }
        self.push(&self.text[place..]);
    }

    fn push(&mut self, html: &str) {
        self.expanded.html.push_str(html);
    }

    /// Copies a tag or a comment, and a block of code as a whole: brackets in them are no shortcodes.
    fn markup(&mut self, start: usize) -> usize {
        const WHOLE: [(&str, &str); 3] =
            [("<!--", "-->"), ("<pre", "</pre>"), ("<code", "</code>")];
        let rest = &self.text[start..];
        let begins = |open: &str| {
            rest.get(..open.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(open))
        };
        let is_tag = rest[1..].starts_with(|it: char| it.is_ascii_alphabetic() || it == '/');
        let whole = WHOLE.into_iter().find(|(open, _)| begins(open));
        let length = whole
            .and_then(|(_, close)| self.end_of(start, close))
            .or_else(|| is_tag.then(|| self.end_of(start, ">")).flatten())
            .unwrap_or(1);
        self.push(&self.text[start..start + length]);
        start + length
    }

    /// How far it is from `start` past the next `close`. What was looked for in vain once is not there later either.
    fn end_of(&mut self, start: usize, close: &'static str) -> Option<usize> {
        if self.absent.contains(&close) {
            return None;
        }
        let found = self.text[start..].find(close);
        if found.is_none() {
            self.absent.push(close);
        }
        found.map(|end| end + close.len())
    }

    /// Expands the shortcode at `start`, if it is one, and returns where the text goes on.
    fn bracket(&mut self, start: usize) -> usize {
        let rest = &self.text[start..];
        // `[[name]]` shows a shortcode.
        if let Some(inner) = rest.strip_prefix("[[")
            && let Some(end) = window(inner).find("]]")
            && !name_at(inner.trim_start_matches('/')).is_empty()
        {
            self.push(&format!("[{}]", &inner[..end]));
            return start + end + 4;
        }
        if let Some(closing) = rest.strip_prefix("[/") {
            let name = name_at(closing);
            if self.closings.contains_key(name) && closing[name.len()..].starts_with(']') {
                return start + name.len() + 3;
            }
        }
        let Some(tag) = Tag::at(rest) else {
            self.push("[");
            return start + 1;
        };
        let after = start + tag.length;
        let content = self
            .closing_of(tag.name, after)
            .map(|end| (&self.text[after..end], end));
        let past = |end: usize| end + tag.name.len() + 3;
        match (tag.name, content) {
            ("caption" | "wp_caption", Some((content, end))) => {
                self.caption(&tag, content);
                past(end)
            }
            ("embed", Some((content, end))) => {
                self.link(content.trim());
                past(end)
            }
            ("audio" | "video" | "playlist", content) => {
                let source = [
                    "src", "mp4", "mp3", "webm", "ogg", "m4a", "m4v", "ogv", "wav",
                ];
                let found = source.iter().find_map(|name| tag.attribute(name));
                match found {
                    Some(source) => self.link(&source),
                    None => self.unknown(&tag, false),
                }
                content.map_or(after, |(_, end)| past(end))
            }
            ("code" | "sourcecode" | "php" | "html" | "css" | "js", Some((content, end))) => {
                let language = tag.attribute("lang").or_else(|| tag.attribute("language"));
                let class = language.map(|it| format!(" class=\"language-{}\"", escaped(&it)));
                let code = escaped(
                    &content
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&"),
                );
                self.push(&format!(
                    "<pre><code{}>{code}</code></pre>",
                    class.unwrap_or_default()
                ));
                past(end)
            }
            ("gallery", _) => {
                self.gallery(&tag);
                after
            }
            (name, Some((content, end))) if FOOTNOTES.contains(&name) => {
                let id = format!("note-{}", self.expanded.footnotes.len() + 1);
                self.push(&format!("<sup data-fn=\"{id}\">*</sup>"));
                self.expanded.footnotes.insert(id, content.to_owned());
                past(end)
            }
            // Its content is kept, and expanded in its turn.
            (_, Some(_)) => {
                self.unknown(&tag, true);
                after
            }
            (name, None) if tag.has_attributes || name.contains(['_', '-']) => {
                self.unknown(&tag, false);
                after
            }
            _ => {
                self.push("[");
                start + 1
            }
        }
    }

    /// Where the closing tag of `name` stands, past `after`.
    fn closing_of(&self, name: &str, after: usize) -> Option<usize> {
        let last = *self.closings.get(name)?;
        if last < after {
            return None;
        }
        let closing = format!("[/{name}]");
        self.text[after..].find(&closing).map(|end| after + end)
    }

    fn unknown(&mut self, tag: &Tag<'_>, has_content: bool) {
        let name = format!("[{}]", tag.name);
        let unknown = &self.expanded.unknown;
        if unknown.len() < MOST_UNKNOWN && !unknown.contains(&name) {
            self.expanded.unknown.push(name);
        }
        if !has_content {
            let code = escaped(tag.written);
            self.push(&format!("<code>{code}</code>"));
        }
    }

    fn link(&mut self, address: &str) {
        let address = escaped(address);
        self.push(&format!("\n<p><a href=\"{address}\">{address}</a></p>\n"));
    }

    /// `[caption]<img …> words[/caption]`; in old texts the words are an attribute.
    fn caption(&mut self, tag: &Tag<'_>, content: &str) {
        let image = content.find("<img").and_then(|start| {
            let end = start + content[start..].find('>')? + 1;
            let rest = &content[end..];
            let link = rest.trim_start().strip_prefix("</a>");
            Some(link.map_or(end, |after| content.len() - after.len()))
        });
        let (image, words) = content.split_at(image.unwrap_or(0));
        let words = if words.trim().is_empty() {
            tag.attribute("caption")
                .map(|it| escaped(&it))
                .unwrap_or_default()
        } else {
            words.trim().to_owned()
        };
        self.push(&format!(
            "\n<figure>{image}<figcaption>{words}</figcaption></figure>\n"
        ));
    }

    fn gallery(&mut self, tag: &Tag<'_>) {
        let listed: Vec<u64> = tag
            .attribute("ids")
            .or_else(|| tag.attribute("include"))
            .unwrap_or_default()
            .split(',')
            .filter_map(|id| id.trim().parse().ok())
            .collect();
        let ids = if listed.is_empty() {
            self.plan.attached_to(self.record).to_vec()
        } else {
            listed
        };
        let pictures: Vec<&Attachment> = ids
            .iter()
            .filter_map(|id| self.plan.attachment(*id))
            .filter(|it| is_picture(&it.url))
            .collect();
        if pictures.is_empty() {
            return self.unknown(tag, false);
        }
        for picture in pictures {
            let figure = format!(
                "\n<figure><img src=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>\n",
                escaped(&picture.url),
                escaped(&picture.alternative),
                escaped(&picture.caption)
            );
            self.push(&figure);
        }
    }
}

/// Whether the name of a file says that it is a picture.
pub fn is_picture(name: &str) -> bool {
    let extension = name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    matches!(
        extension.as_str(),
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "avif"
    )
}

/// The beginning of `text`, in which a shortcode must end.
fn window(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST);
    &text[..end.map_or(text.len(), |(end, _)| end)]
}

/// An opening tag.
struct Tag<'a> {
    name: &'a str,
    /// With its brackets.
    written: &'a str,
    length: usize,
    has_attributes: bool,
}

impl<'a> Tag<'a> {
    fn at(text: &'a str) -> Option<Self> {
        let name = name_at(&text[1..]);
        if !name.starts_with(|it: char| it.is_ascii_alphabetic()) {
            return None;
        }
        let mut quote = None;
        let end = text
            .char_indices()
            .skip(1 + name.len())
            .take(LONGEST)
            .find_map(|(place, symbol)| {
                match (quote, symbol) {
                    (None, ']') => return Some(place),
                    (None, '"' | '\'') => quote = Some(symbol),
                    (Some(open), symbol) if open == symbol => quote = None,
                    _ => {}
                }
                None
            });
        // A quotation mark may be an apostrophe.
        let end = end.or_else(|| window(text).find(']'))?;
        let inner = text.get(1 + name.len()..end)?;
        if !(inner.is_empty() || inner.starts_with([' ', '=', '/', '\n', '\t', '\u{a0}'])) {
            return None;
        }
        Some(Self {
            name,
            written: &text[..=end],
            length: end + 1,
            has_attributes: inner.contains('=') || inner.ends_with('/'),
        })
    }

    /// The value of `name="value"`.
    fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.written;
        while let Some(place) = rest.find(name) {
            let before = rest[..place].chars().next_back();
            let after = &rest[place + name.len()..];
            rest = after;
            if before.is_some_and(char::is_alphanumeric) {
                continue;
            }
            let Some(value) = after.trim_start().strip_prefix('=') else {
                continue;
            };
            let value = value.trim_start();
            let end = match value.chars().next().filter(|it| matches!(it, '"' | '\'')) {
                Some(quote) => return value[1..].split(quote).next().map(str::to_owned),
                None => value.find([' ', ']', '/']).unwrap_or(value.len()),
            };
            return Some(value[..end].to_owned());
        }
        None
    }
}

fn escaped(text: &str) -> String {
    crate::render::escape::escaped(text)
}

/// An address alone on its line is content that WordPress embeds: it becomes a link.
pub fn link_lonely_addresses(text: &str) -> String {
    let mut linked = String::with_capacity(text.len());
    let mut in_code = false;
    for line in text.split_inclusive('\n') {
        in_code = (in_code || line.contains("<pre")) && !line.contains("</pre");
        let address = line.trim();
        if !in_code && crate::parse::is_web_address(address) {
            let address = escaped(address);
            let _ = writeln!(linked, "<p><a href=\"{address}\">{address}</a></p>");
        } else {
            linked.push_str(line);
        }
    }
    linked
}
