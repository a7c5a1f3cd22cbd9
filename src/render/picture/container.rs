//! The file around a WebP picture, where it says which colours its numbers stand for.
//!
//! The encoder writes pictures in the colours of the web. One in other colours (those of most telephones) needs the extended form
//! of the container with the profile of its source (RFC 9649, section 2.7), or it would be shown pale.

use image::DynamicImage;

/// A longer profile is one of a printer, or none.
const LONGEST: usize = 16 * 1024;

/// Whether a profile describes colours of three channels, as ours are (ICC.1:2022, 7.2.6), at a length worth its place.
pub fn is_rgb(profile: &[u8]) -> bool {
    profile.len() <= LONGEST && profile.get(16..20) == Some(b"RGB ")
}

/// The picture `webp`, whose pixels are `pixels`, in a container with `profile`.
pub fn with_profile(webp: &[u8], profile: &[u8], pixels: &DynamicImage) -> Vec<u8> {
    const HEAD: usize = 12;
    const PROFILE: u8 = 0b10_0000;
    const ALPHA: u8 = 0b1_0000;
    // The chunks of the picture; an extended one already has a head of its own, which ours replaces.
    let mut chunks = webp.get(HEAD..).unwrap_or_default();
    if chunks.starts_with(b"VP8X") {
        chunks = chunks.get(18..).unwrap_or_default();
    }
    let has_alpha = pixels.color().has_alpha();
    let mut extended = vec![PROFILE | if has_alpha { ALPHA } else { 0 }, 0, 0, 0];
    for length in [pixels.width(), pixels.height()] {
        extended.extend(&(length - 1).to_le_bytes()[..3]);
    }
    let mut body = b"WEBP".to_vec();
    push_chunk(&mut body, *b"VP8X", &extended);
    push_chunk(&mut body, *b"ICCP", profile);
    body.extend(chunks);
    let mut file = Vec::with_capacity(body.len() + 8);
    push_chunk(&mut file, *b"RIFF", &body);
    file
}

/// A chunk: its name, its length, its content, and a byte where that makes it even.
fn push_chunk(file: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    file.extend(name);
    file.extend(
        u32::try_from(content.len())
            .unwrap_or(u32::MAX)
            .to_le_bytes(),
    );
    file.extend(content);
    if content.len() % 2 == 1 {
        file.push(0);
    }
}
