//! What a drawing must not hold: what a browser runs, and what it fetches from elsewhere.
//!
//! Names are compared without regard to case and prefix: a browser that is more lenient than the standard finds nothing left either.

use roxmltree::{Attribute, Node};

use crate::diagnostics::DrawingDanger as Danger;

/// Elements that run or are no part of a drawing.
const ELEMENTS: [&str; 13] = [
    "script",
    "handler",
    "listener",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "form",
    "meta",
    "base",
];

/// Elements that change an attribute of another.
const ANIMATIONS: [&str; 5] = [
    "set",
    "animate",
    "animatecolor",
    "animatemotion",
    "animatetransform",
];

/// Attributes that hold an address, whatever their prefix.
const ADDRESSES: [&str; 6] = ["href", "src", "base", "ping", "action", "formaction"];

/// What is dangerous about an element or an instruction as a whole.
pub fn of_node(node: Node<'_, '_>) -> Option<Danger> {
    if node.is_pi() {
        let target = node.pi()?.target.to_ascii_lowercase();
        return (target == "xml-stylesheet").then_some(Danger::StyleSheet);
    }
    if !node.is_element() {
        return None;
    }
    let element = node.tag_name().name();
    let name = element.to_ascii_lowercase();
    let is_page = node.tag_name().namespace().is_some_and(|namespace| {
        namespace
            .trim()
            .eq_ignore_ascii_case("http://www.w3.org/1999/xhtml")
    });
    if ELEMENTS.contains(&name.as_str()) || is_page {
        return Some(Danger::Element(element.to_owned()));
    }
    if ANIMATIONS.contains(&name.as_str()) {
        let animated = node.attribute("attributeName").unwrap_or_default();
        let animated = plain(animated.rsplit(':').next().unwrap_or_default());
        let is_dangerous = is_handler(&animated) || ADDRESSES.contains(&animated.as_str());
        return is_dangerous.then(|| Danger::Element(element.to_owned()));
    }
    if name == "style" {
        let css: String = node
            .descendants()
            .filter_map(|inner| inner.is_text().then(|| inner.text()).flatten())
            .collect();
        return calls_elsewhere(&css).then_some(Danger::StyleSheet);
    }
    None
}

/// What is dangerous about an attribute.
pub fn of_attribute(attribute: Attribute<'_, '_>) -> Option<Danger> {
    let name = attribute.name().to_ascii_lowercase();
    if is_handler(&name) {
        return Some(Danger::Handler(attribute.name().to_owned()));
    }
    let value = attribute.value();
    let is_elsewhere = if ADDRESSES.contains(&name.as_str()) {
        // A link to a place of the drawing, or of the site, is one that the editor drew.
        name == "base" || !is_here(value)
    } else {
        runs(value) || calls_elsewhere(value)
    };
    is_elsewhere.then(|| Danger::Address {
        attribute: attribute.name().to_owned(),
        target: value.to_owned(),
    })
}

/// `onload`, `onclick`…
fn is_handler(name: &str) -> bool {
    name.starts_with("on")
}

/// Whether an address stays in the drawing or the site, or is a picture that the drawing holds.
fn is_here(address: &str) -> bool {
    let address = plain(address);
    if let Some(embedded) = address.strip_prefix("data:") {
        let pictures = [
            "image/png",
            "image/jpeg",
            "image/jpg",
            "image/gif",
            "image/webp",
            "image/avif",
        ];
        return pictures.iter().any(|kind| {
            embedded
                .strip_prefix(kind)
                .is_some_and(|rest| rest.starts_with([';', ',']))
        });
    }
    let scheme_ends = address.find([':', '/', '?', '#', '\\']);
    let has_scheme = scheme_ends.is_some_and(|place| address[place..].starts_with(':'));
    let slashes = address.trim_start_matches(['/', '\\']).len();
    !has_scheme && address.len() - slashes < 2
}

/// Whether a value is a script by itself, wherever a browser takes it for an address.
fn runs(value: &str) -> bool {
    let value = plain(value);
    ["javascript:", "vbscript:"]
        .iter()
        .any(|scheme| value.split(';').any(|part| part.starts_with(scheme)))
}

/// Whether a style calls for something elsewhere. Escapes can spell anything, so a style with one is taken for one that does.
fn calls_elsewhere(css: &str) -> bool {
    let bare = plain(css);
    let has_functions = bare.contains(['(', '@']);
    // Comments can cut a word in two, and inside an address they are none.
    has_functions && (css.contains('\\') || calls(&bare) || calls(&without_comments(&bare)))
}

/// The same of a style without escapes, blanks and capitals.
fn calls(css: &str) -> bool {
    let others = ["@import", "image-set(", "src(", "expression("];
    if others.iter().any(|call| css.contains(call)) {
        return true;
    }
    css.split("url(").skip(1).any(|rest| {
        let address = rest.split(')').next().unwrap_or_default();
        !is_here(address.trim_matches(['"', '\'']))
    })
}

/// The text as browsers compare it: small letters, without blanks and control characters.
fn plain(text: &str) -> String {
    let mut bare: String = text
        .chars()
        .filter(|character| !character.is_whitespace() && !character.is_control())
        .collect();
    bare.make_ascii_lowercase();
    bare
}

/// A style sheet without its comments.
fn without_comments(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    bare
}
