//! Writing XML 1.0 into memory, without the characters that XML cannot hold.

use pulldown_cmark_escape::escape_html;
use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;

/// Bytes that a feed of a few articles finds room in.
const ROOM: usize = 1 << 16;

/// An XML document under construction, in UTF-8.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A document of which only the declaration stands.
    pub(super) fn new() -> Self {
        let mut xml = Self {
            writer: Writer::new_with_indent(Vec::with_capacity(ROOM), b' ', 2),
        };
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// An element with what `content` writes in it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        content: impl FnOnce(&mut Self),
    ) {
        self.write(Event::Start(start(name, attributes)));
        content(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element that holds nothing but `text`.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |xml| {
            xml.write(Event::Text(BytesText::from_escaped(escaped(text))));
        });
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// What `content` writes within the outermost element of a document.
    pub(super) fn inner(content: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut xml = Self::new();
        let mut inner = Vec::new();
        xml.element("outermost", &[], |xml| {
            let start = xml.writer.get_ref().len();
            content(xml);
            inner = xml.writer.get_mut().split_off(start);
        });
        inner
    }

    /// Writes what is [`inner`](Self::inner) within the outermost element.
    pub(super) fn copy(&mut self, inner: &[u8]) {
        self.writer.get_mut().extend_from_slice(inner);
    }

    /// The whole document.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&mut self, event: Event<'_>) {
        self.writer
            .write_event(event)
            .expect("a vector takes whatever is written to it");
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute(Attribute {
            key: QName(key),
            value: escaped(value).into(),
        });
    }
    element
}

/// `text` for the content of an element or for an attribute, without the characters outside of XML 1.0's `Char` (§2.2), which no escape
/// can write.
fn escaped(text: &str) -> String {
    // Feeds hold whole articles: hardly any has a character to leave out, and the HTML of a page grows by about a quarter.
    let mut escaped = String::with_capacity(text.len() + text.len() / 4);
    let written = if may_be_unwritable(text) {
        escape_html(&mut escaped, &writable(text))
    } else {
        escape_html(&mut escaped, text)
    };
    written.expect("a string takes whatever is written to it");
    escaped
}

/// Whether `text` has bytes with which a character outside of `Char` may begin: U+FFFE and U+FFFF begin with EF, as other characters do.
/// Without an early end, many bytes are compared at a time.
fn may_be_unwritable(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| {
        found | matches!(byte, 0..=0x8 | 0xb | 0xc | 0xe..=0x1f | 0xef)
    })
}

/// `text` without the characters outside of `Char`.
fn writable(text: &str) -> String {
    let is_char = |character: &char| {
        !matches!(
            character,
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'
        )
    };
    text.chars().filter(is_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_what_xml_cannot_hold_is_left_out() {
        let mut xml = Xml::new();
        xml.element("a", &[("b", "\"<&\u{1}")], |xml| {
            xml.text("c", &[], "1 < 2 &amp; ]]>\u{b}\u{ffff}é");
            xml.empty("d", &[]);
        });
        let written = String::from_utf8(xml.finish()).unwrap();
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&quot;&lt;&amp;\">\n  <c>1 &lt; 2 &amp;amp; ]]&gt;é</c>\n  <d/>\n</a>\n";
        assert_eq!(written, expected);
    }

    #[test]
    fn an_element_is_copied_as_it_was_written() {
        let entry = |xml: &mut Xml| xml.element("b", &[], |xml| xml.text("c", &[], "d & e"));
        let document = |content: &dyn Fn(&mut Xml)| {
            let mut xml = Xml::new();
            xml.element("a", &[], |xml| {
                xml.empty("first", &[]);
                content(xml);
                content(xml);
            });
            String::from_utf8(xml.finish()).unwrap()
        };
        let inner = Xml::inner(entry);
        assert_eq!(
            document(&|xml| xml.copy(&inner)),
            document(&|xml| entry(xml))
        );
    }
}
