//! Reading a page as a browser does, as far as tests need it.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "param",
];

/// An element of a page.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    /// All text inside, that of its descendants too.
    pub text: String,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes()
            .find_map(|(key, value)| (key == name).then_some(value))
    }

    /// Its attributes, in their order.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Its text with every run of spaces as one, no-break spaces as ordinary ones.
    pub fn words(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The elements of a page, in their order.
#[derive(Debug, Default)]
pub struct Page {
    pub elements: Vec<Element>,
    /// What the tokenizer complained about, and tags that open and close nothing.
    pub errors: Vec<String>,
}

impl Page {
    /// Reads a page.
    pub fn parse(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).expect("a page is UTF-8");
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(text));
        let tokenizer = Tokenizer::new(
            Sink::default(),
            TokenizerOpts {
                exact_errors: true,
                ..TokenizerOpts::default()
            },
        );
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        let mut state = tokenizer.sink.0.into_inner();
        state.leave_open(0);
        state.page
    }

    /// The elements called `name`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements
            .iter()
            .filter(move |element| element.name == name)
    }

    /// The only element called `name`.
    pub fn only<'a>(&'a self, name: &'a str) -> &'a Element {
        let mut found = self.all(name);
        match (found.next(), found.next()) {
            (Some(element), None) => element,
            (None, _) => panic!("no <{name}>"),
            _ => panic!("several <{name}>"),
        }
    }

    /// The `content` of the `<meta>` whose attribute `key` is `value`.
    pub fn meta(&self, key: &str, value: &str) -> Option<&str> {
        self.all("meta")
            .find(|element| element.get(key) == Some(value))?
            .get("content")
    }

    /// The `href` of the `<link>` of this relation.
    pub fn link(&self, relation: &str) -> Option<&str> {
        self.all("link")
            .find(|element| element.get("rel") == Some(relation))?
            .get("href")
    }

    /// The elements with a class.
    pub fn of_class<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| {
            element
                .get("class")
                .is_some_and(|classes| classes.split_whitespace().any(|it| it == class))
        })
    }

    /// Whether an element has this `id`.
    pub fn has_id(&self, id: &str) -> bool {
        self.elements
            .iter()
            .any(|element| element.get("id") == Some(id))
    }

    /// What a reader, or a screen reader, is told: the text outside of scripts, and the attributes that are read out.
    pub fn told(&self) -> Vec<&str> {
        let spoken = [
            "alt",
            "title",
            "aria-label",
            "placeholder",
            "content",
            "label",
        ];
        let attributes = self
            .elements
            .iter()
            .flat_map(Element::attributes)
            .filter(|(key, _)| spoken.contains(key))
            .map(|(_, value)| value);
        let roots = ["title", "body"];
        roots
            .into_iter()
            .flat_map(|name| self.all(name))
            .map(|element| element.text.as_str())
            .chain(attributes)
            .collect()
    }
}

#[derive(Default)]
struct Sink(RefCell<State>);

#[derive(Default)]
struct State {
    page: Page,
    open: Vec<usize>,
}

impl State {
    fn open(&mut self, tag: &Tag) {
        let name = tag.name.to_string();
        let attributes = tag
            .attrs
            .iter()
            .map(|attribute| {
                (
                    attribute.name.local.to_string(),
                    attribute.value.to_string(),
                )
            })
            .collect();
        let position = self.page.elements.len();
        if !tag.self_closing && !VOID.contains(&name.as_str()) {
            self.open.push(position);
        }
        self.page.elements.push(Element {
            name,
            attributes,
            ..Element::default()
        });
    }

    fn close(&mut self, name: &str) {
        let place = self
            .open
            .iter()
            .rposition(|&position| self.page.elements[position].name == name);
        match place {
            Some(place) => {
                self.leave_open(place + 1);
                self.open.truncate(place);
            }
            None => self.page.errors.push(format!("</{name}> closes nothing")),
        }
    }

    /// The elements that are open from the place `first` on end with one around them: no page of ours leaves out an end tag.
    fn leave_open(&mut self, first: usize) {
        for &position in &self.open[first..] {
            let name = &self.page.elements[position].name;
            self.page.errors.push(format!("<{name}> is left open"));
        }
    }

    fn text(&mut self, text: &str) {
        // What a script or a template holds is not text of the page.
        let apart = self.open.iter().rposition(|&position| {
            let name = self.page.elements[position].name.as_str();
            matches!(name, "script" | "style" | "template")
        });
        for &position in &self.open[apart.unwrap_or(0)..] {
            self.page.elements[position].text.push_str(text);
        }
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                state.open(&tag);
                return match &*tag.name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" if state.open.len() == 3 => TokenSinkResult::RawData(RawKind::Rcdata),
                    "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) => state.close(&tag.name),
            Token::CharacterTokens(text) => state.text(&text),
            Token::ParseError(error) => state.page.errors.push(error.into_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
