//! Making a smaller version of a picture: decoded, turned as the camera was held, reduced, and written as WebP.
//!
//! The bytes depend on the source file and the width alone: that is the recipe which the name of a version tells
//! ([`crate::site::pictures`]). What a camera noted besides the picture, such as the place, is left behind; its colours are not.

mod container;

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits};
use webp::{Encoder, PixelLayout, WebPConfig};

use crate::document::StillFormat;
use crate::parse::is_turned;

/// Memory that decoding one picture may take in bytes: 64 million pixels of eight bytes.
const MOST_MEMORY: u64 = 512_000_000;
/// Qualities to try, best first, as long as the version weighs more than its source.
const QUALITIES: [f32; 3] = [78.0, 55.0, 30.0];
/// A picture with no more colours than this is a drawing: it is written without loss, which keeps its edges, and weighs less so.
const MOST_COLOURS: usize = 256;

/// A picture that cannot be decoded, although its head could be read; in the decoder's words.
#[derive(Debug)]
pub struct Undecodable(pub String);

/// The version of `width` by `height` pixels of a picture, as WebP.
pub fn version(
    source: &[u8],
    format: StillFormat,
    (width, height): (u32, u32),
) -> Result<Vec<u8>, Undecodable> {
    let whole = decode(source, format).map_err(|error| Undecodable(error.to_string()))?;
    let is_drawing = format != StillFormat::Jpeg && has_few_colours(&whole.pixels);
    let size = if is_turned(whole.orientation) {
        (height, width)
    } else {
        (width, height)
    };
    let mut pixels = reduce(whole.pixels, size)?;
    pixels.apply_orientation(whole.orientation);
    let webp = encode(&pixels, is_drawing, source.len())?;
    Ok(match whole.colours {
        Some(profile) => container::with_profile(&webp, &profile, &pixels),
        None => webp,
    })
}

struct Whole {
    pixels: DynamicImage,
    orientation: Orientation,
    /// The profile that says which colours the numbers stand for; `None` for those of the web.
    colours: Option<Vec<u8>>,
}

fn decode(source: &[u8], format: StillFormat) -> ImageResult<Whole> {
    let reader = Cursor::new(source);
    match format {
        StillFormat::Png => decode_with(PngDecoder::new(reader)?),
        StillFormat::Jpeg => decode_with(JpegDecoder::new(reader)?),
        StillFormat::WebP => decode_with(WebPDecoder::new(reader)?),
    }
}

fn decode_with(mut decoder: impl ImageDecoder) -> ImageResult<Whole> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    decoder.set_limits(limits)?;
    let orientation = decoder.orientation()?;
    let colours = decoder
        .icc_profile()?
        .filter(|profile| container::is_rgb(profile));
    let pixels = DynamicImage::from_decoder(decoder)?;
    // Eight bits a channel, and a channel for transparency only where there is some.
    let pixels = if pixels.color().has_alpha() {
        DynamicImage::ImageRgba8(pixels.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(pixels.into_rgb8())
    };
    Ok(Whole {
        pixels,
        orientation,
        colours,
    })
}

fn has_few_colours(pixels: &DynamicImage) -> bool {
    let channels = usize::from(pixels.color().channel_count());
    let mut colours: Vec<&[u8]> = Vec::new();
    let mut last: &[u8] = &[];
    for pixel in pixels.as_bytes().chunks_exact(channels) {
        // Most pixels have the colour of the one before.
        if pixel == last {
            continue;
        }
        last = pixel;
        if let Err(place) = colours.binary_search(&pixel) {
            if colours.len() == MOST_COLOURS {
                return false;
            }
            colours.insert(place, pixel);
        }
    }
    true
}

fn reduce(pixels: DynamicImage, (width, height): (u32, u32)) -> Result<DynamicImage, Undecodable> {
    if (pixels.width(), pixels.height()) == (width, height) {
        return Ok(pixels);
    }
    let undecodable = |error: &dyn std::fmt::Display| Undecodable(error.to_string());
    let has_alpha = pixels.color().has_alpha();
    let kind = if has_alpha {
        PixelType::U8x4
    } else {
        PixelType::U8x3
    };
    let source = ImageRef::new(pixels.width(), pixels.height(), pixels.as_bytes(), kind)
        .map_err(|error| undecodable(&error))?;
    let mut reduced = Image::new(width, height, kind);
    // The default is the filter of Lanczos with three lobes; transparent pixels do not colour their neighbours.
    Resizer::new()
        .resize(&source, &mut reduced, &ResizeOptions::new())
        .map_err(|error| undecodable(&error))?;
    let bytes = reduced.into_vec();
    let reduced = if has_alpha {
        image::RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8)
    } else {
        image::RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)
    };
    reduced.ok_or_else(|| undecodable(&"size"))
}

/// Without loss for drawings, with little for others; with more where the file would else have more than `most` bytes.
fn encode(pixels: &DynamicImage, is_drawing: bool, most: usize) -> Result<Vec<u8>, Undecodable> {
    let failed = |error: &dyn std::fmt::Debug| Undecodable(format!("{error:?}"));
    let layout = if pixels.color().has_alpha() {
        PixelLayout::Rgba
    } else {
        PixelLayout::Rgb
    };
    let encoder = Encoder::new(pixels.as_bytes(), layout, pixels.width(), pixels.height());
    let mut config = WebPConfig::new().map_err(|error| failed(&error))?;
    let mut write = |lossless: bool, quality: f32| {
        config.lossless = i32::from(lossless);
        config.quality = quality;
        // Thin coloured lines keep their colour.
        config.use_sharp_yuv = 1;
        let webp = encoder.encode_advanced(&config);
        webp.map(|webp| webp.to_vec())
            .map_err(|error| failed(&error))
    };
    let mut lightest: Option<Vec<u8>> = None;
    let tries = QUALITIES.map(|quality| (false, quality));
    let without_loss = is_drawing.then_some((true, QUALITIES[0]));
    for (lossless, quality) in without_loss.into_iter().chain(tries) {
        let webp = write(lossless, quality)?;
        if webp.len() <= most {
            return Ok(webp);
        }
        lightest = lightest
            .filter(|known| known.len() <= webp.len())
            .or(Some(webp));
    }
    Ok(lightest.unwrap_or_default())
}

#[cfg(test)]
mod tests;
