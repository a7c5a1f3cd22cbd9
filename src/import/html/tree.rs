//! HTML as a small tree: cleaned, well nested, and never deeper than a reader of it can bear.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Elements that hold nothing.
const VOID: [&str; 9] = [
    "br", "hr", "img", "source", "embed", "wbr", "col", "area", "input",
];

/// Elements nested deeper than this lose their own tag and keep their content.
const DEEPEST: usize = 64;

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Words, with entities decoded.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name in small letters.
    pub name: String,
    /// Its attributes, in the order they were written.
    pub attributes: Vec<(String, String)>,
    /// What it holds.
    pub children: Vec<Node>,
}

impl Element {
    /// The value of an attribute that is there and not blank.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// The first element of that name inside, at any depth.
    pub fn find(&self, name: &str) -> Option<&Self> {
        elements(&self.children).find_map(|element| {
            if element.name == name {
                Some(element)
            } else {
                element.find(name)
            }
        })
    }
}

/// The elements among `nodes`.
pub fn elements(nodes: &[Node]) -> impl Iterator<Item = &Element> {
    nodes.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

/// The words of `nodes` one after the other; a line break where the page breaks its line.
pub fn words(nodes: &[Node]) -> String {
    let mut text = String::new();
    push_words(nodes, &mut text);
    text
}

fn push_words(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Element(element) if element.name == "br" => text.push('\n'),
            Node::Element(element) => push_words(&element.children, text),
        }
    }
}

/// Keeps what says something, with the attributes that the writer looks at; what runs or only looks is dropped.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .add_tags(["iframe", "video", "audio", "source", "embed", "section"])
        .add_generic_attributes(["class", "id", "lang"])
        .add_tag_attributes("iframe", ["src", "title"])
        .add_tag_attributes("video", ["src"])
        .add_tag_attributes("audio", ["src"])
        .add_tag_attributes("source", ["src"])
        .add_tag_attributes("embed", ["src"])
        .add_tag_attributes("sup", ["data-fn"])
        .add_tag_attributes("a", ["name"])
        .link_rel(None);
    // Fall back to what is shown where these do not work.
    let content: HashSet<&str> = ["script", "style", "template", "svg", "math", "noscript"].into();
    builder.rm_tags(["svg", "math"]).clean_content_tags(content);
    builder
});

/// Reads `html`, however badly written.
pub fn parse(html: &str) -> Vec<Node> {
    let clean = CLEANER.clean(html).to_string();
    let mut builder = Builder::default();
    let mut rest = clean.as_str();
    while let Some(start) = rest.find('<') {
        builder.text(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = tag_end(rest) else { break };
        builder.tag(&rest[1..end]);
        rest = &rest[end + 1..];
    }
    builder.text(rest);
    builder.finish()
}

/// Where the tag at the start of `text` ends: the `>` outside quotation marks.
fn tag_end(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

#[derive(Default)]
struct Builder {
    root: Vec<Node>,
    open: Vec<Element>,
    /// Open elements past the greatest depth.
    too_deep: usize,
}

impl Builder {
    fn text(&mut self, written: &str) {
        if written.is_empty() {
            return;
        }
        let text = decoded(written);
        // What the writer uses to mark places must not come from outside; no text needs these characters.
        let text = text.replace(|it: char| it.is_control() && !matches!(it, '\n' | '\t'), "");
        self.push(Node::Text(text));
    }

    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(element) => element.children.push(node),
            None => self.root.push(node),
        }
    }

    fn tag(&mut self, written: &str) {
        if written.strip_prefix('/').is_some() {
            if self.too_deep > 0 {
                self.too_deep -= 1;
            } else if let Some(element) = self.open.pop() {
                self.push(Node::Element(element));
            }
            return;
        }
        let element = element(written);
        if VOID.contains(&element.name.as_str()) {
            self.push(Node::Element(element));
        } else if self.open.len() < DEEPEST {
            self.open.push(element);
        } else {
            self.too_deep += 1;
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while let Some(element) = self.open.pop() {
            self.push(Node::Element(element));
        }
        self.root
    }
}

/// The element of a tag as the cleaner writes it: `name attribute="value" …`.
fn element(written: &str) -> Element {
    let (name, mut rest) = written
        .split_once(' ')
        .map_or((written, ""), |(name, rest)| (name, rest));
    let mut attributes = Vec::new();
    while let Some((attribute, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').unwrap_or((after, ""));
        attributes.push((attribute.trim().to_owned(), decoded(value)));
        rest = after;
    }
    Element {
        name: name.to_owned(),
        attributes,
        children: Vec::new(),
    }
}

/// The cleaner writes these entities and no others.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_html_becomes_a_tree() {
        let [Node::Element(paragraph), Node::Element(list)] =
            &parse("<P>a &eacute;&amp;lt; <b>c</p><ul><li>d")[..]
        else {
            panic!("a paragraph and a list");
        };
        assert_eq!(words(&paragraph.children), "a é&lt; c");
        assert_eq!(
            list.find("li").map(|it| words(&it.children)),
            Some("d".to_owned())
        );
    }

    #[test]
    fn what_runs_is_gone_and_what_is_deep_is_flat() {
        assert_eq!(
            words(&parse("a<script>b()</script><style>c</style>d")),
            "ad"
        );
        let deep = format!("{}x{}", "<div>".repeat(5000), "</div>".repeat(5000));
        assert_eq!(words(&parse(&deep)), "x");
    }
}
