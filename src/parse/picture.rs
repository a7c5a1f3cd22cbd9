//! `*.png`, `*.jpg`, `*.webp`…: what the head of a picture tells. Nothing is decoded here, so a picture costs little, whatever it
//! says of itself.

use std::io::Cursor;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageResult};

use crate::diagnostics::PictureFault;
use crate::document::{Picture, StillFormat};

/// Pictures with more pixels are not decoded: a small file can claim any number of them, and each takes three or four bytes of memory.
const MOST_PIXELS: u64 = 64_000_000;

/// Whether a file of this extension is a picture whose head is read.
pub fn is_picture(extension: &str) -> bool {
    let known = ["png", "jpg", "jpeg", "webp", "gif", "avif", "heif"];
    known.iter().any(|it| extension.eq_ignore_ascii_case(it))
}

/// What the picture tells.
pub fn parse(bytes: &[u8]) -> Picture {
    let Some(size) = size(bytes) else {
        return Picture {
            fault: Some(PictureFault::NoPicture),
            ..Picture::default()
        };
    };
    let as_it_is = Picture {
        size: Some(size),
        ..Picture::default()
    };
    let Some(format) = still_format(bytes) else {
        return as_it_is;
    };
    match still(format, size, bytes) {
        Ok(head) => Picture {
            size: Some(head.size),
            still: (!head.moves).then_some(format),
            hash: (!head.moves).then(|| blake3::hash(bytes)),
            fault: None,
        },
        Err(fault) => Picture {
            fault: Some(fault),
            ..as_it_is
        },
    }
}

/// The head of a picture in a format that is decoded, with its size as it is shown.
fn still(
    format: StillFormat,
    (width, height): (u32, u32),
    bytes: &[u8],
) -> Result<Head, PictureFault> {
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureFault::TooLarge(width, height));
    }
    if !is_whole(format, bytes) {
        return Err(PictureFault::CutShort);
    }
    let head = read_head(format, bytes).ok();
    let head = head.filter(|head| head.size == (width, height));
    let mut head = head.ok_or(PictureFault::Damaged)?;
    if head.turned {
        head.size = (height, width);
    }
    Ok(head)
}

/// Width and height in pixels as the file holds them.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (
        u32::try_from(size.width).ok()?,
        u32::try_from(size.height).ok()?,
    );
    (width > 0 && height > 0).then_some((width, height))
}

/// The format by the first bytes, whatever the file is called.
fn still_format(bytes: &[u8]) -> Option<StillFormat> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(StillFormat::Png)
    } else if bytes.starts_with(b"\xff\xd8") {
        Some(StillFormat::Jpeg)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(StillFormat::WebP)
    } else {
        None
    }
}

/// What the head tells a decoder.
struct Head {
    size: (u32, u32),
    /// The camera was held upright: width and height change places.
    turned: bool,
    /// It is a film.
    moves: bool,
}

fn read_head(format: StillFormat, bytes: &[u8]) -> ImageResult<Head> {
    let reader = Cursor::new(bytes);
    match format {
        StillFormat::Png => {
            let decoder = PngDecoder::new(reader)?;
            let moves = decoder.is_apng()?;
            head_of(decoder, moves)
        }
        StillFormat::Jpeg => head_of(JpegDecoder::new(reader)?, false),
        StillFormat::WebP => {
            let decoder = WebPDecoder::new(reader)?;
            let moves = decoder.has_animation();
            head_of(decoder, moves)
        }
    }
}

fn head_of(mut decoder: impl ImageDecoder, moves: bool) -> ImageResult<Head> {
    Ok(Head {
        size: decoder.dimensions(),
        turned: is_turned(decoder.orientation()?),
        moves,
    })
}

/// Whether width and height change places when a picture is shown in this orientation.
pub fn is_turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Whether the file reaches its own end: a copy that was interrupted does not.
fn is_whole(format: StillFormat, bytes: &[u8]) -> bool {
    match format {
        StillFormat::Png => png_chunks(bytes).any(|kind| kind == *b"IEND"),
        StillFormat::Jpeg => jpeg_scan(bytes)
            .is_some_and(|scan| scan.windows(2).rev().any(|marker| marker == [0xff, 0xd9])),
        StillFormat::WebP => bytes.get(4..8).is_some_and(|length| {
            let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
            length as usize <= bytes.len() - 8
        }),
    }
}

/// The kinds of the chunks that are there from end to end.
fn png_chunks(bytes: &[u8]) -> impl Iterator<Item = [u8; 4]> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        // The content, and four bytes of its checksum.
        rest = after.get(u32::from_be_bytes(*length) as usize + 4..)?;
        Some(*kind)
    })
}

/// What follows the head of the first scan: the head may hold a small picture with an end of its own.
fn jpeg_scan(bytes: &[u8]) -> Option<&[u8]> {
    const SCAN: u8 = 0xda;
    let mut rest = bytes.get(2..)?;
    loop {
        let marker = rest.iter().position(|byte| *byte != 0xff)?;
        let (kind, after) = (rest[marker], rest.get(marker + 1..)?);
        if kind == SCAN {
            return Some(after);
        }
        let (length, _) = after.split_first_chunk::<2>()?;
        rest = after.get(usize::from(u16::from_be_bytes(*length))..)?;
    }
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ImageFormat, RgbImage};

    use super::*;

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(RgbImage::from_fn(12, 8, |x, y| {
            image::Rgb([x as u8 * 20, y as u8 * 30, 90])
        }))
        .write_to(&mut bytes, format)
        .unwrap();
        bytes.into_inner()
    }

    /// A JPEG with this orientation in its EXIF data.
    fn held(orientation: u8) -> Vec<u8> {
        let mut exif =
            b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        let mut bytes = encoded(ImageFormat::Jpeg);
        bytes.splice(2..2, exif);
        bytes
    }

    #[test]
    fn a_picture_tells_its_format_and_its_size() {
        for (format, still) in [
            (ImageFormat::Png, StillFormat::Png),
            (ImageFormat::Jpeg, StillFormat::Jpeg),
            (ImageFormat::WebP, StillFormat::WebP),
        ] {
            let bytes = encoded(format);
            let expected = Picture {
                size: Some((12, 8)),
                still: Some(still),
                hash: Some(blake3::hash(&bytes)),
                fault: None,
            };
            assert_eq!(parse(&bytes), expected);
        }
    }

    #[test]
    fn a_photograph_taken_upright_is_high() {
        for (orientation, size) in [(1, (12, 8)), (3, (12, 8)), (6, (8, 12)), (8, (8, 12))] {
            assert_eq!(parse(&held(orientation)).size, Some(size));
        }
    }

    #[test]
    fn what_cannot_be_decoded_is_told() {
        let faulty = |size, fault| Picture {
            size,
            fault: Some(fault),
            ..Picture::default()
        };
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let mut bytes = encoded(format);
            bytes.truncate(bytes.len() - 9);
            let cut = faulty(Some((12, 8)), PictureFault::CutShort);
            assert_eq!(parse(&bytes), cut, "{format:?}");
        }
        let none = faulty(None, PictureFault::NoPicture);
        assert_eq!(parse(b"\x89PNG"), none);
        let mut bomb = encoded(ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
        let large = PictureFault::TooLarge(50_000, 50_000);
        assert_eq!(parse(&bomb), faulty(Some((50_000, 50_000)), large));
    }

    #[test]
    fn no_bent_picture_stops_the_reader() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let whole = encoded(format);
            for place in 0..whole.len() {
                for byte in [0, 0x7f, 0xff] {
                    let mut bent = whole.clone();
                    bent[place] = byte;
                    parse(&bent);
                }
                parse(&whole[..place]);
            }
        }
    }
}
