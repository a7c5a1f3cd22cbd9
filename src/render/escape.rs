//! Escaping for HTML.

/// Appends `text` so that it stands for itself in the content of an element or in a double-quoted attribute.
pub fn push_escaped(html: &mut String, text: &str) {
    if !has_sign(text) {
        return html.push_str(text);
    }
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

/// Whether a sign of HTML is in `text`: seldom so in running text. Without an early end, many bytes are compared at a time.
fn has_sign(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| {
        found | matches!(byte, b'&' | b'<' | b'>' | b'"')
    })
}

/// `text` escaped.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    push_escaped(&mut html, text);
    html
}
