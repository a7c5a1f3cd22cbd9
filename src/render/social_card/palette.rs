//! A drawing as PNG. Cards have few colours, so that a byte a pixel names them: a third of the work and of the bytes.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

/// What a byte can name.
const MOST_COLOURS: usize = 256;

/// The opaque drawing as PNG, with a palette where it has few colours.
pub fn png(pixels: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    // Each line is written as its difference to the one above, which is nothing for most.
    encoder.set_filter(Filter::Up);
    let data = if let Some(Indexed { colours, indices }) = indexed(pixels.pixels()) {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(colours.into_iter().flat_map(channels).collect::<Vec<u8>>());
        indices
    } else {
        encoder.set_color(ColorType::Rgb);
        pixels.pixels().iter().copied().flat_map(channels).collect()
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

struct Indexed {
    /// In the order of their first appearance.
    colours: Vec<PremultipliedColorU8>,
    /// A byte a pixel.
    indices: Vec<u8>,
}

/// The pixels by the numbers of their colours; `None` where they have too many.
fn indexed(pixels: &[PremultipliedColorU8]) -> Option<Indexed> {
    let mut colours: Vec<PremultipliedColorU8> = Vec::new();
    let mut indices = Vec::with_capacity(pixels.len());
    let mut last = None;
    for pixel in pixels {
        // Most pixels have the colour of the one before.
        let index = match last {
            Some((colour, index)) if colour == *pixel => index,
            _ => match colours.iter().position(|colour| colour == pixel) {
                Some(index) => index as u8,
                None if colours.len() == MOST_COLOURS => return None,
                None => {
                    colours.push(*pixel);
                    (colours.len() - 1) as u8
                }
            },
        };
        last = Some((*pixel, index));
        indices.push(index);
    }
    Some(Indexed { colours, indices })
}

fn channels(colour: PremultipliedColorU8) -> [u8; 3] {
    [colour.red(), colour.green(), colour.blue()]
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, RgbImage};
    use resvg::tiny_skia::Color;

    use super::*;

    /// The card is read back with another decoder as what was drawn.
    fn assert_same(pixels: &Pixmap) {
        let read = image::load_from_memory_with_format(&png(pixels).unwrap(), ImageFormat::Png);
        let drawn = pixels.pixels().iter().copied().flat_map(channels).collect();
        let drawn = RgbImage::from_raw(pixels.width(), pixels.height(), drawn).unwrap();
        assert!(read.unwrap().into_rgb8() == drawn);
    }

    #[test]
    fn few_colours_and_many_are_kept() {
        let mut pixels = Pixmap::new(60, 40).unwrap();
        pixels.fill(Color::from_rgba8(247, 242, 232, 255));
        assert_same(&pixels);
        for (place, pixel) in pixels.pixels_mut().iter_mut().enumerate() {
            let (x, y) = (place as u8, (place / 60 * 6) as u8);
            *pixel = PremultipliedColorU8::from_rgba(x, y, 90, 255).unwrap();
        }
        assert_same(&pixels);
    }
}
