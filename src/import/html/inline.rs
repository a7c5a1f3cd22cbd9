//! Words, and what stands among them: emphasis, links, code, pictures in a line.

use std::fmt::Write;

use super::emphasis::{BREAK, CODE, EMPHASIS, PARAGRAPH, STRONG};
use super::escape;
use super::tree::{Element, Node, elements, words};
use super::writer::{Remark, Writer, automatic_link, is_block};

impl Writer<'_> {
    /// Appends what `nodes` say to `run`, with marks where emphasis begins and ends.
    pub fn inline(&mut self, nodes: &[Node], run: &mut String, nesting: Nesting) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text, run, nesting),
                Node::Element(element) => self.inline_element(element, run, nesting),
            }
        }
    }

    fn text(&mut self, text: &str, run: &mut String, nesting: Nesting) {
        let mut words = String::new();
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest
                .find(|it: char| it.is_ascii_whitespace())
                .unwrap_or(rest.len());
            words.push_str(&rest[..end]);
            rest = &rest[end..];
            let after = rest.trim_start_matches(|it: char| it.is_ascii_whitespace());
            let space = &rest[..rest.len() - after.len()];
            rest = after;
            if space.is_empty() {
                continue;
            }
            escape::push_escaped(run, &words);
            words.clear();
            let lines = space.bytes().filter(|byte| *byte == b'\n').count();
            run.push(match lines {
                _ if !self.style.lines_count || lines == 0 => ' ',
                1 => BREAK,
                _ if nesting.enclosed => BREAK,
                _ => PARAGRAPH,
            });
        }
        escape::push_escaped(run, &words);
    }

    fn inline_element(&mut self, element: &Element, run: &mut String, nesting: Nesting) {
        let children = &element.children;
        match element.name.as_str() {
            "br" => run.push(BREAK),
            "strong" | "b" if !nesting.strong => {
                let nesting = Nesting {
                    strong: true,
                    enclosed: true,
                    ..nesting
                };
                self.marked(children, run, STRONG, nesting);
            }
            "em" | "i" if !nesting.emphasis => {
                let nesting = Nesting {
                    emphasis: true,
                    enclosed: true,
                    ..nesting
                };
                match element.attribute("lang") {
                    Some(_) => self.tagged("em", element, run, nesting),
                    None => self.marked(children, run, EMPHASIS, nesting),
                }
            }
            "a" => self.anchor(element, run, nesting),
            "img" => {
                let picture = self.picture(element);
                run.push_str(&self.image_link(&picture));
            }
            "code" | "tt" | "samp" => {
                let code = words(children);
                let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
                if !code.is_empty() {
                    run.push(CODE);
                    run.push_str(&escape::code_span(&code));
                }
            }
            "sup" if element.attribute("data-fn").is_some() => {
                let id = element.attribute("data-fn").unwrap_or_default();
                match self.destinations.footnote(id) {
                    Some(number) => {
                        let _ = write!(run, "[^{number}]");
                    }
                    None => self.inline(children, run, nesting),
                }
            }
            name @ ("sup" | "sub" | "mark" | "kbd" | "abbr" | "q" | "ins" | "del" | "s" | "dfn"
            | "small") => {
                let nesting = Nesting {
                    enclosed: true,
                    ..nesting
                };
                self.tagged(name, element, run, nesting);
            }
            "strike" => self.tagged(
                "s",
                element,
                run,
                Nesting {
                    enclosed: true,
                    ..nesting
                },
            ),
            "span" if element.attribute("lang").is_some() => {
                self.tagged(
                    "span",
                    element,
                    run,
                    Nesting {
                        enclosed: true,
                        ..nesting
                    },
                );
            }
            // A line in which a block stands: a cell, a title.
            name if is_block(name) => {
                if !run.is_empty() && !run.ends_with(BREAK) {
                    run.push(BREAK);
                }
                if name == "li" {
                    run.push_str("• ");
                }
                if let Some(block) = matches!(name, "iframe" | "embed" | "video" | "audio")
                    .then(|| self.embedded(element))
                    .flatten()
                {
                    run.push_str(&block.text);
                } else {
                    self.inline(
                        children,
                        run,
                        Nesting {
                            enclosed: true,
                            ..nesting
                        },
                    );
                }
                run.push(BREAK);
            }
            _ => self.inline(children, run, nesting),
        }
    }

    /// Content between two marks; the spaces at its ends go outside them.
    fn marked(&mut self, children: &[Node], run: &mut String, marks: [char; 2], nesting: Nesting) {
        let mut inner = String::new();
        self.inline(children, &mut inner, nesting);
        let space = |it: char| it.is_whitespace() || it == BREAK;
        let content = inner.trim_matches(space);
        if content.is_empty() {
            run.push_str(&inner);
            return;
        }
        let start = inner.find(|it| !space(it)).unwrap_or(0);
        let end = start + content.len();
        run.push_str(&inner[..start]);
        run.push(marks[0]);
        run.push_str(content);
        run.push(marks[1]);
        run.push_str(&inner[end..]);
    }

    /// Content between the tags of an element that Markdown has no sign for.
    fn tagged(&mut self, name: &str, element: &Element, run: &mut String, nesting: Nesting) {
        let mut inner = String::new();
        self.inline(&element.children, &mut inner, nesting);
        if !self.style.trusted || inner.trim().is_empty() {
            run.push_str(&inner);
            return;
        }
        let _ = write!(run, "<{name}");
        for attribute in ["lang", "title"] {
            if let Some(value) = element.attribute(attribute) {
                let _ = write!(run, " {attribute}=\"{}\"", attribute_value(value));
            }
        }
        let _ = write!(run, ">{inner}</{name}>");
    }

    fn anchor(&mut self, element: &Element, run: &mut String, nesting: Nesting) {
        let children = &element.children;
        let Some(address) = element.attribute("href").filter(|_| !nesting.link) else {
            return self.inline(children, run, nesting);
        };
        let mut inner = String::new();
        let enclosed = Nesting {
            link: true,
            enclosed: true,
            ..nesting
        };
        self.inline(children, &mut inner, enclosed);
        // A picture that leads to its own file, in full size, as blogs do.
        if elements(children).any(|child| child.name == "img") && words(children).trim().is_empty()
        {
            run.push_str(&inner);
            return;
        }
        let content = inner.trim_matches([' ', BREAK]);
        if content.is_empty() {
            run.push_str(&inner);
            return;
        }
        let Some(destination) = self.link(address) else {
            run.push_str(&inner);
            return;
        };
        if run.ends_with('!') {
            run.pop();
            run.push_str("\\!");
        }
        if words(children).trim() == destination && destination.starts_with("http") {
            run.push_str(&automatic_link(&destination));
            return;
        }
        let start = inner.find(|it| it != ' ' && it != BREAK).unwrap_or(0);
        let end = start + content.len();
        run.push_str(&inner[..start]);
        let _ = write!(run, "[{content}]({})", escape::destination(&destination));
        run.push_str(&inner[end..]);
    }

    /// Where a link to `address` leads; `None` leaves its words only.
    pub fn link(&mut self, address: &str) -> Option<String> {
        let destination = self.destinations.link(address)?;
        if let Some(anchor) = destination.strip_prefix('#')
            && !self.places.titles.contains(anchor)
        {
            self.remarks.push(Remark::LostAnchor(anchor.to_owned()));
            return None;
        }
        Some(destination)
    }
}

/// What surrounds a word.
#[derive(Debug, Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is there or not, whatever the others are"
)]
pub struct Nesting {
    pub strong: bool,
    pub emphasis: bool,
    pub link: bool,
    /// Inside something that cannot hold two paragraphs.
    pub enclosed: bool,
}

fn attribute_value(value: &str) -> String {
    value
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}
