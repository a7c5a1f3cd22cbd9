//! Escaping for HTML.

/// Appends `text` so that it stands for itself in the content of an element or in a double-quoted attribute.
pub fn push_escaped(html: &mut String, text: &str) {
    let mut copied = 0;
    for (place, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[copied..place]);
        html.push_str(entity);
        copied = place + 1;
    }
    html.push_str(&text[copied..]);
}

/// `text` escaped.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    push_escaped(&mut html, text);
    html
}
