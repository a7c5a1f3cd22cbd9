//! The browser's door to drawing QR codes.
//!
//! [`draw`] answers on any target. Compiled for `wasm32`, the crate exports it as `draw(ptr, len) -> u64` beside the `memory`, `alloc` and
//! `free` of `parvis-wasm-memory`. The request is a text in UTF-8; the response is JSON, and the caller frees both.
//!
//! | response | when |
//! |---|---|
//! | `{"size":37,"path":"M0 0h7v1h-7z…"}` | the dark modules of a symbol of `size` × `size`, as the path of an SVG whose unit is a module |
//! | `{"error":{"code":"empty","message":"…"}}` | there is nothing to draw |
//! | `{"error":{"code":"too_long","message":"…"}}` | the text does not fit into the largest symbol |
//!
//! The path leaves the quiet zone to the picture: four modules on each side (ISO/IEC 18004, 6.3.8), light as the ground is.
//! The level of error correction is M (15 % of the symbol may be lost): a symbol that is shown on a screen is clean, and a lower level
//! than Q keeps modules large enough for a phone at arm's length.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder, QRCode};

#[cfg(target_arch = "wasm32")]
mod export;

/// The symbol of a text, as the JSON that the module's documentation describes.
pub fn draw(text: &[u8]) -> String {
    if text.is_empty() {
        return refusal("empty", "there is no text to draw");
    }
    match QRBuilder::new(text).ecl(ECL::M).build() {
        Ok(symbol) => format!(r#"{{"size":{},"path":"{}"}}"#, symbol.size, path(&symbol)),
        Err(_) => refusal("too_long", "the text does not fit into a QR code"),
    }
}

fn refusal(code: &str, message: &str) -> String {
    format!(r#"{{"error":{{"code":"{code}","message":"{message}"}}}}"#)
}

/// A rectangle for each run of dark modules of a row: half as many figures to draw as modules, and no seams inside a run.
fn path(symbol: &QRCode) -> String {
    let mut path = String::new();
    for y in 0..symbol.size {
        let row = &symbol[y];
        let mut x = 0;
        while x < row.len() {
            let run = row[x..].iter().take_while(|module| module.value()).count();
            if run > 0 {
                // Writing to a text cannot fail.
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    path
}
