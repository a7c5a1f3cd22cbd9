//! Versions are read back with a decoder of another author.

use image::codecs::jpeg::JpegEncoder;
use image::{GenericImageView, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

/// Red above, blue below, with a texture that makes it a photograph.
fn photograph(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = ((x * 31 + y * 17) % 23) as u8;
        if y < height / 2 {
            Rgb([200 + grain, grain, 20])
        } else {
            Rgb([grain, 20, 200 + grain])
        }
    })
}

fn jpeg(picture: &RgbImage, orientation: Option<u8>, profile: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    if let Some(orientation) = orientation {
        let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        encoder.set_exif_metadata(exif).unwrap();
    }
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).unwrap();
    }
    encoder.encode_image(picture).unwrap();
    bytes
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn read(webp: &[u8]) -> DynamicImage {
    image::load_from_memory_with_format(webp, ImageFormat::WebP).unwrap()
}

/// Whether the pixel is mostly red.
fn is_red(picture: &DynamicImage, x: u32, y: u32) -> bool {
    let [red, _, blue, _] = picture.get_pixel(x, y).0;
    red > 150 && blue < 100
}

#[test]
fn a_version_has_its_size_and_is_lighter_than_its_source() {
    let source = jpeg(&photograph(600, 400), None, None);
    for size in [(480, 320), (600, 400)] {
        let webp = version(&source, StillFormat::Jpeg, size).unwrap();
        let picture = read(&webp);
        assert_eq!(picture.dimensions(), size);
        assert!(is_red(&picture, 10, 10) && !is_red(&picture, 10, size.1 - 10));
        assert!(webp.len() < source.len());
        assert_eq!(
            webp,
            version(&source, StillFormat::Jpeg, size).unwrap(),
            "same recipe, same bytes"
        );
    }
}

#[test]
fn a_photograph_stands_as_the_camera_was_held() {
    // Six: the top of the scene is the left of the file, turned a quarter to the left.
    let source = jpeg(&photograph(600, 400), Some(6), None);
    let picture = read(&version(&source, StillFormat::Jpeg, (200, 300)).unwrap());
    assert_eq!(picture.dimensions(), (200, 300));
    assert!(is_red(&picture, 190, 150) && !is_red(&picture, 10, 150));
}

#[test]
fn a_drawing_keeps_its_colours_and_what_is_transparent() {
    let drawing = RgbaImage::from_fn(400, 300, |x, _| {
        if x < 200 {
            Rgba([162, 47, 26, 255])
        } else {
            Rgba([0, 0, 0, 0])
        }
    });
    let source = png(&DynamicImage::ImageRgba8(drawing));
    let picture = read(&version(&source, StillFormat::Png, (400, 300)).unwrap());
    assert_eq!(picture.get_pixel(10, 10), Rgba([162, 47, 26, 255]));
    assert_eq!(picture.get_pixel(390, 10).0[3], 0);
    // Reduced, the edge has colours between the two, and nothing darkens.
    let picture = read(&version(&source, StillFormat::Png, (100, 75)).unwrap());
    assert_eq!(picture.get_pixel(10, 10), Rgba([162, 47, 26, 255]));
}

#[test]
fn the_colours_of_a_telephone_stay_what_they_are() {
    let mut profile = vec![0; 131];
    profile[16..20].copy_from_slice(b"RGB ");
    let source = jpeg(&photograph(600, 400), None, Some(&profile));
    let webp = version(&source, StillFormat::Jpeg, (300, 200)).unwrap();
    let mut decoder = WebPDecoder::new(Cursor::new(&webp)).unwrap();
    assert_eq!(decoder.icc_profile().unwrap(), Some(profile));
    assert_eq!(read(&webp).dimensions(), (300, 200));
    // That of a printer does not describe what was decoded.
    let printer = vec![0; 131];
    let source = jpeg(&photograph(600, 400), None, Some(&printer));
    let webp = version(&source, StillFormat::Jpeg, (300, 200)).unwrap();
    let mut decoder = WebPDecoder::new(Cursor::new(&webp)).unwrap();
    assert_eq!(decoder.icc_profile().unwrap(), None);
}

#[test]
fn a_picture_whose_pixels_are_damaged_is_said_to_be_so() {
    let mut source = png(&DynamicImage::ImageRgb8(photograph(600, 400)));
    let middle = source.len() / 2;
    source[middle..middle + 64].fill(0xff);
    assert!(version(&source, StillFormat::Png, (300, 200)).is_err());
}
