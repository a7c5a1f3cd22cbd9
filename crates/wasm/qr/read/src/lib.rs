//! The browser's door to reading QR codes, for browsers that cannot by themselves.
//!
//! [`read`] answers on any target. Compiled for `wasm32`, the crate exports it as `read(ptr, width, height) -> u64` beside the `memory`,
//! `alloc` and `free` of `parvis-wasm-memory`. The request is a picture in grey, a byte a pixel, row by row, 0 black; the response is
//! JSON, and the caller frees both.
//!
//! | response | when |
//! |---|---|
//! | `{"texts":["https://…"]}` | the texts of the symbols found, each once, in the order of their place; none is an empty list |
//! | `{"error":{"code":"size","message":"…"}}` | the picture has other dimensions than its bytes, or more than [`MAX_SIDE`] on a side |
//!
//! **What it does not promise.** The detection of `rqrr` asserts, here and there, what a hostile picture can deny: a module then traps.
//! It also looks for the corners of symbols in a number of steps that a picture decides. The host therefore reads in a worker: after a
//! trap it makes a new instance, and it ends a worker that takes too long. No picture does harm elsewhere.

use std::fmt::Write;

use rqrr::PreparedImage;

#[cfg(target_arch = "wasm32")]
mod export;

/// The longest side of a picture. A phone's photograph is made smaller first: a symbol is found by its shape, and a module of four
/// pixels is as good as one of twenty.
pub const MAX_SIDE: usize = 2400;

/// The smallest symbol has 21 modules.
const MIN_SIDE: usize = 21;

/// The texts in a picture, as the JSON that the module's documentation describes.
///
/// # Panics
/// On some pictures that are no photographs of symbols; see the module's documentation.
pub fn read(grey: &[u8], width: usize, height: usize) -> String {
    if width > MAX_SIDE || height > MAX_SIDE || width * height != grey.len() {
        return r#"{"error":{"code":"size","message":"the picture has other dimensions than its bytes, or is too large"}}"#
            .to_owned();
    }
    let mut response = String::from(r#"{"texts":["#);
    for (index, text) in texts(grey, width, height).iter().enumerate() {
        if index > 0 {
            response.push(',');
        }
        write_text(text, &mut response);
    }
    response.push_str("]}");
    response
}

fn texts(grey: &[u8], width: usize, height: usize) -> Vec<String> {
    if width.min(height) < MIN_SIDE {
        return Vec::new();
    }
    let mut picture =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    let mut texts = Vec::new();
    for grid in picture.detect_grids() {
        if let Ok((_, text)) = grid.decode()
            && !texts.contains(&text)
        {
            texts.push(text);
        }
    }
    texts
}

/// Appends a text as JSON writes it.
fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            control if control < ' ' => {
                // Writing to a text cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
