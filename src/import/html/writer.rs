//! Blocks of a page → blocks of Markdown.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::emphasis::{self, BREAK, PARAGRAPH};
use super::inline::Nesting;
use super::tree::{self, Element, Node, elements, words};
use super::{Destinations, Picture, escape, table};
use crate::import::yaml;

/// How a text is read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// A line break in the text is one on the page, and a blank line ends a paragraph.
    pub lines_count: bool,
    /// Inline tags and components may be used; the words of visitors hold none.
    pub trusted: bool,
}

/// A converted text.
#[derive(Debug, Default)]
pub struct Converted {
    /// Markdown, without a final line break.
    pub markdown: String,
    /// What an editor should look at.
    pub remarks: Vec<Remark>,
}

/// Something that Markdown says less well than the page did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The first row of a table without a header became one.
    HeaderlessTable,
    /// Merged cells of a table are several cells.
    MergedCells,
    /// A link to a place that is not in the text: its words stay.
    LostAnchor(String),
    /// What played or showed here is a link now.
    Embedded(String),
}

/// Converts `html`.
pub fn convert(html: &str, style: Style, destinations: &mut dyn Destinations) -> Converted {
    let nodes = tree::parse(html);
    let mut places = Places::default();
    places.collect(&nodes);
    let mut writer = Writer {
        style,
        destinations,
        places,
        remarks: Vec::new(),
    };
    let blocks = writer.blocks(&nodes);
    Converted {
        markdown: joined(&blocks),
        remarks: writer.remarks,
    }
}

/// Titles that have a name, and names that links ask for.
#[derive(Default)]
pub(super) struct Places {
    pub titles: BTreeSet<String>,
    asked: BTreeSet<String>,
}

impl Places {
    fn collect(&mut self, nodes: &[Node]) {
        for element in elements(nodes) {
            if heading_level(&element.name).is_some() {
                let simple = |id: &&str| {
                    id.bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
                };
                self.titles
                    .extend(element.attribute("id").filter(simple).map(str::to_owned));
            }
            let anchor = element.attribute("href").and_then(|it| it.split_once('#'));
            self.asked
                .extend(anchor.map(|(_, anchor)| anchor.to_owned()));
            self.collect(&element.children);
        }
    }
}

/// A block of Markdown, several lines perhaps.
pub(super) struct Block {
    pub text: String,
    /// The sign of its items, for a list: two lists in a row need two signs.
    marker: Option<char>,
}

impl Block {
    pub fn new(text: String) -> Self {
        Self { text, marker: None }
    }
}

pub(super) struct Writer<'a> {
    pub style: Style,
    pub destinations: &'a mut dyn Destinations,
    pub places: Places,
    pub remarks: Vec<Remark>,
}

fn joined(blocks: &[Block]) -> String {
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    texts.join("\n\n")
}

fn heading_level(name: &str) -> Option<usize> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 35] = [
        "address",
        "article",
        "aside",
        "audio",
        "blockquote",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "embed",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hgroup",
        "hr",
        "iframe",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tr",
        "ul",
        "video",
        "th",
    ];
    BLOCKS.contains(&name) || heading_level(name).is_some()
}

fn holds_block(element: &Element) -> bool {
    elements(&element.children).any(|child| is_block(&child.name) || holds_block(child))
}

impl Writer<'_> {
    pub fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut run = String::new();
        for node in nodes {
            match node {
                Node::Element(element) if is_block(&element.name) => {
                    self.end_run(&mut run, &mut blocks);
                    self.block(element, &mut blocks);
                }
                // `<strong><p>…</p></strong>`: the paragraphs matter more than the emphasis around them.
                Node::Element(element) if holds_block(element) => {
                    self.end_run(&mut run, &mut blocks);
                    blocks.extend(self.blocks(&element.children));
                    self.link_around(element, &mut blocks);
                }
                node => self.inline(std::slice::from_ref(node), &mut run, Nesting::default()),
            }
        }
        self.end_run(&mut run, &mut blocks);
        blocks
    }

    /// A link around blocks comes after them, unless it only shows a picture in its full size.
    fn link_around(&mut self, element: &Element, blocks: &mut Vec<Block>) {
        let Some(address) = element.attribute("href") else {
            return;
        };
        if element.name == "a"
            && element.find("img").is_none()
            && let Some(destination) = self.link(address)
        {
            let text = format!(
                "[{}]({})",
                escaped(address),
                escape::destination(&destination)
            );
            blocks.push(Block::new(text));
        }
    }

    fn end_run(&mut self, run: &mut String, blocks: &mut Vec<Block>) {
        let written = std::mem::take(run);
        for paragraph in written.split(PARAGRAPH) {
            let lines: Vec<String> = self
                .finished(paragraph)
                .split(BREAK)
                .map(|line| escape::start_of_line(line.trim_matches(' ')))
                .filter(|line| !line.is_empty())
                .collect();
            if lines.iter().any(|line| !line.trim().is_empty()) {
                blocks.push(Block::new(lines.join("\\\n")));
            }
        }
    }

    /// Running text with its emphasis, on lines that [`BREAK`] separates.
    fn finished(&self, run: &str) -> String {
        let run = run.trim_matches([' ', BREAK]);
        let mut tidy = String::with_capacity(run.len());
        for symbol in run.chars() {
            let after_space = tidy.ends_with([' ', BREAK]);
            if symbol == BREAK {
                while tidy.ends_with(' ') {
                    tidy.pop();
                }
                if tidy.ends_with(BREAK) {
                    continue;
                }
            } else if symbol == ' ' && after_space {
                continue;
            }
            tidy.push(symbol);
        }
        emphasis::written(&tidy, self.style.trusted)
    }

    /// Inline content as one line: a title, a caption, a term.
    pub fn line(&mut self, nodes: &[Node]) -> String {
        let mut run = String::new();
        let nesting = Nesting {
            enclosed: true,
            ..Nesting::default()
        };
        self.inline(nodes, &mut run, nesting);
        self.finished(&run.replace([BREAK, PARAGRAPH], " "))
    }

    /// Inline content on lines that [`BREAK`] separates: a cell.
    pub fn lines(&mut self, nodes: &[Node]) -> String {
        let mut run = String::new();
        let nesting = Nesting {
            enclosed: true,
            ..Nesting::default()
        };
        self.inline(nodes, &mut run, nesting);
        self.finished(&run.replace(PARAGRAPH, &BREAK.to_string()))
    }

    fn block(&mut self, element: &Element, blocks: &mut Vec<Block>) {
        match element.name.as_str() {
            "hr" => blocks.push(Block::new("---".to_owned())),
            "pre" => blocks.push(Block::new(preformatted(element))),
            "ul" | "ol" => {
                let previous = blocks.last().and_then(|block| block.marker);
                blocks.extend(self.list(element, previous));
            }
            "dl" => blocks.extend(self.definitions(element)),
            "blockquote" => blocks.extend(self.quotation(element)),
            "table" => blocks.extend(table::blocks(self, element)),
            "figure" => self.figure(element, blocks),
            "iframe" | "embed" | "video" | "audio" => blocks.extend(self.embedded(element)),
            "summary" => {
                let line = self.line(&element.children);
                if !line.is_empty() {
                    blocks.push(Block::new(format!("**{line}**")));
                }
            }
            name => match heading_level(name) {
                Some(level) => blocks.extend(self.heading(level, element)),
                None => blocks.extend(self.blocks(&element.children)),
            },
        }
    }

    fn heading(&mut self, level: usize, element: &Element) -> Option<Block> {
        let mut line = self.line(&element.children);
        if line.trim().is_empty() {
            return None;
        }
        // Signs at the end of a title close it, braces are attributes.
        if line.ends_with(['#', '}']) {
            let last = line.pop().unwrap_or_default();
            line.push('\\');
            line.push(last);
        }
        // The page's title is the only one of level 1.
        let mut text = format!("{} {line}", "#".repeat(level.max(2)));
        if let Some(id) = element.attribute("id")
            && self.places.asked.contains(id)
            && self.places.titles.contains(id)
        {
            let _ = write!(text, " {{#{id}}}");
        }
        Some(Block::new(text))
    }

    fn list(&mut self, element: &Element, previous: Option<char>) -> Option<Block> {
        let ordered = element.name == "ol";
        let signs = if ordered { ['.', ')'] } else { ['-', '*'] };
        let marker = if previous == Some(signs[0]) {
            signs[1]
        } else {
            signs[0]
        };
        let first: usize = element
            .attribute("start")
            .and_then(|start| start.parse().ok())
            .filter(|start| *start < 1_000_000)
            .unwrap_or(1);
        let mut items: Vec<Vec<Block>> = Vec::new();
        for child in elements(&element.children) {
            if child.name == "li" {
                items.push(self.blocks(&child.children));
            } else {
                // A list straight in a list belongs to the item before it.
                let blocks = self.blocks(std::slice::from_ref(&Node::Element(child.clone())));
                match items.last_mut() {
                    Some(item) => item.extend(blocks),
                    None => items.push(blocks),
                }
            }
        }
        items.retain(|item| !item.is_empty());
        let is_tight = |item: &Vec<Block>| item.iter().skip(1).all(|block| block.marker.is_some());
        let tight = items.iter().all(is_tight);
        let mut lines = Vec::new();
        for (number, item) in (first..).zip(&items) {
            let sign = if ordered {
                format!("{number}{marker} ")
            } else {
                format!("{marker} ")
            };
            let texts: Vec<&str> = item.iter().map(|block| block.text.as_str()).collect();
            let text = texts.join(if tight { "\n" } else { "\n\n" });
            lines.push(format!("{sign}{}", indented(&text, sign.len())));
        }
        let text = lines.join(if tight { "\n" } else { "\n\n" });
        (!text.is_empty()).then_some(Block {
            text,
            marker: Some(marker),
        })
    }

    fn definitions(&mut self, element: &Element) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut terms = String::new();
        for child in elements(&element.children) {
            match child.name.as_str() {
                "dt" => {
                    if !terms.is_empty() {
                        terms.push_str(", ");
                    }
                    terms.push_str(&self.line(&child.children));
                }
                "dd" => {
                    let content = joined(&self.blocks(&child.children));
                    let definition = format!(": {}", indented(&content, 2));
                    if terms.is_empty()
                        && let Some(block) = blocks.last_mut()
                    {
                        let _ = write!(block.text, "\n\n{definition}");
                    } else {
                        let term = escape::start_of_line(&std::mem::take(&mut terms));
                        blocks.push(Block::new(format!("{term}\n{definition}")));
                    }
                }
                _ => blocks.extend(self.definitions(child)),
            }
        }
        if !terms.is_empty() {
            blocks.push(Block::new(escape::start_of_line(&terms)));
        }
        blocks
    }

    fn quotation(&mut self, element: &Element) -> Option<Block> {
        let is_source = |node: &Node| matches!(node, Node::Element(it) if it.name == "cite" || it.name == "footer");
        let (sources, content): (Vec<&Node>, Vec<&Node>) =
            element.children.iter().partition(|node| is_source(node));
        let content: Vec<Node> = content.into_iter().cloned().collect();
        let mut blocks = self.blocks(&content);
        for source in sources {
            let line = self.line(std::slice::from_ref(source));
            if !line.trim().is_empty() {
                let dash = if line.starts_with(['—', '–']) {
                    ""
                } else {
                    "— "
                };
                blocks.push(Block::new(format!("{dash}{line}")));
            }
        }
        if blocks.is_empty() {
            return None;
        }
        let quoted: Vec<String> = joined(&blocks)
            .lines()
            .map(|line| {
                if line.is_empty() {
                    ">".to_owned()
                } else {
                    format!("> {line}")
                }
            })
            .collect();
        Some(Block::new(quoted.join("\n")))
    }

    /// A picture with its caption, several in a gallery, or anything else with a caption below it.
    fn figure(&mut self, element: &Element, blocks: &mut Vec<Block>) {
        let is_caption = |node: &Node| matches!(node, Node::Element(it) if it.name == "figcaption");
        let (captions, content): (Vec<&Node>, Vec<&Node>) =
            element.children.iter().partition(|node| is_caption(node));
        let content: Vec<Node> = content.into_iter().cloned().collect();
        let caption: Vec<Node> = captions.into_iter().cloned().collect();
        let image = only_image(&content);
        if let Some(image) = image {
            return self.captioned_image(image, &caption, blocks);
        }
        let before = blocks.len();
        blocks.extend(self.blocks(&content));
        let caption = self.line(&caption);
        if !caption.trim().is_empty() && blocks.len() >= before {
            blocks.push(Block::new(escape::start_of_line(&caption)));
        }
    }

    fn captioned_image(&mut self, image: &Element, caption: &[Node], blocks: &mut Vec<Block>) {
        let words = words(caption);
        let words = words.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let picture = self.picture(image);
        if let Picture::Inside {
            source,
            alternative,
        } = &picture
            && !words.is_empty()
            && self.style.trusted
        {
            let mut component = format!("```figure\nsrc: {}\n", yaml::scalar(source));
            // What is not known is left out: `check` then asks for it.
            if !alternative.is_empty() {
                let _ = writeln!(component, "alt: {}", yaml::scalar(alternative));
            }
            let _ = write!(component, "caption: {}\n```", yaml::scalar(&words));
            blocks.push(Block::new(component));
            return;
        }
        let shown = self.image_link(&picture);
        if !shown.is_empty() {
            blocks.push(Block::new(shown));
        }
        let caption = self.line(caption);
        if !caption.trim().is_empty() {
            blocks.push(Block::new(escape::start_of_line(&caption)));
        }
    }

    pub fn picture(&mut self, image: &Element) -> Picture {
        let alternative = image.attribute("alt").unwrap_or_default();
        let alternative = alternative.split_whitespace().collect::<Vec<_>>().join(" ");
        match image.attribute("src") {
            Some(address) => self.destinations.picture(address, &alternative),
            None => Picture::Nothing,
        }
    }

    /// The picture in a line of Markdown.
    pub fn image_link(&mut self, picture: &Picture) -> String {
        match picture {
            Picture::Nothing => String::new(),
            Picture::Inside {
                source: to,
                alternative,
            }
            | Picture::Outside {
                address: to,
                alternative,
            } if self.style.trusted => {
                format!("![{}]({})", escaped(alternative), escape::destination(to))
            }
            // Visitors show no pictures.
            Picture::Inside { alternative, .. } | Picture::Outside { alternative, .. } => {
                escaped(alternative)
            }
        }
    }

    /// A link to what the page played or showed.
    pub fn embedded(&mut self, element: &Element) -> Option<Block> {
        let source = element.attribute("src").or_else(|| {
            element
                .find("source")
                .and_then(|source| source.attribute("src"))
        });
        let address = page_of_player(source?);
        let destination = self.link(&address)?;
        if matches!(element.name.as_str(), "iframe" | "embed") {
            self.remarks.push(Remark::Embedded(address.clone()));
        }
        let title = element.attribute("title");
        let text = match title {
            Some(title) => format!(
                "[{}]({})",
                escaped(title),
                escape::destination(&destination)
            ),
            None if destination == address => automatic_link(&address),
            None => {
                let name = address.rsplit('/').next().unwrap_or_default();
                format!("[{}]({})", escaped(name), escape::destination(&destination))
            }
        };
        Some(Block::new(text))
    }
}

/// The image of a figure that shows one and nothing else.
fn only_image(content: &[Node]) -> Option<&Element> {
    if !words(content).trim().is_empty() {
        return None;
    }
    let mut images = Vec::new();
    collect_images(content, &mut images);
    match images[..] {
        [image] => Some(image),
        _ => None,
    }
}

fn collect_images<'a>(nodes: &'a [Node], images: &mut Vec<&'a Element>) {
    for element in elements(nodes) {
        match element.name.as_str() {
            "img" => images.push(element),
            // Not a picture alone.
            "table" | "iframe" | "video" | "audio" => return,
            _ => collect_images(&element.children, images),
        }
    }
}

fn preformatted(element: &Element) -> String {
    let inner = element.find("code");
    let language = [Some(element), inner]
        .into_iter()
        .flatten()
        .find_map(|it| code_language(it.attribute("class")?))
        .unwrap_or_default();
    escape::fenced(&language, &words(&element.children))
}

/// `language-php`, `lang-php`, `brush: php` → `php`, unless Parvis would take it for a component.
fn code_language(classes: &str) -> Option<String> {
    let mut names = classes.split([' ', ';']).filter(|it| !it.is_empty());
    let name = names.find_map(|class| {
        class
            .strip_prefix("language-")
            .or_else(|| class.strip_prefix("lang-"))
            .or_else(|| class.strip_prefix("brush:"))
    })?;
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+#-".contains(&byte));
    (plain && !crate::parse::is_component(name)).then(|| name.to_owned())
}

/// The page where a visitor sees what the player at `address` plays.
fn page_of_player(address: &str) -> String {
    let address = match address.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => address.to_owned(),
    };
    let id_after = |mark: &str| {
        let (_, rest) = address.split_once(mark)?;
        let id = rest.split(['?', '&', '/', '#']).next()?;
        (!id.is_empty()).then_some(id)
    };
    if let Some(id) =
        id_after("youtube.com/embed/").or_else(|| id_after("youtube-nocookie.com/embed/"))
    {
        return format!("https://www.youtube.com/watch?v={id}");
    }
    if let Some(id) = id_after("player.vimeo.com/video/") {
        return format!("https://vimeo.com/{id}");
    }
    if let Some(id) = id_after("dailymotion.com/embed/video/") {
        return format!("https://www.dailymotion.com/video/{id}");
    }
    address
}

pub(super) fn automatic_link(address: &str) -> String {
    let plain = address.contains("://")
        && !address
            .contains(|it: char| it.is_whitespace() || it.is_control() || "<>\\".contains(it));
    if plain {
        format!("<{address}>")
    } else {
        format!("[{}]({})", escaped(address), escape::destination(address))
    }
}

fn escaped(text: &str) -> String {
    let mut markdown = String::new();
    escape::push_escaped(&mut markdown, text);
    markdown
}

/// `text` with each line but the first moved in by `width` spaces.
fn indented(text: &str, width: usize) -> String {
    let space = " ".repeat(width);
    let mut lines = text.lines();
    let mut moved = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        moved.push('\n');
        if !line.is_empty() {
            moved.push_str(&space);
            moved.push_str(line);
        }
    }
    moved
}
