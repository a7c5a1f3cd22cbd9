//! Width and height of pictures, so that pages keep their place while they load.

use std::collections::{BTreeMap, HashMap};

use quick_xml::events::Event;
use rayon::prelude::*;

use crate::inputs::SourceFile;

/// Pixels of each picture of `assets`, by its path. Files that are not pictures, or hide their size, are left out.
pub fn sizes(assets: &BTreeMap<String, SourceFile>) -> HashMap<String, (u32, u32)> {
    assets
        .par_iter()
        .filter_map(|(path, file)| Some((path.clone(), size(path, &file.bytes)?)))
        .collect()
}

fn size(path: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    let extension = path.rsplit('.').next()?.to_ascii_lowercase();
    match extension.as_str() {
        "svg" => svg_size(bytes),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "heif" => {
            let size = imagesize::blob_size(bytes).ok()?;
            Some((
                u32::try_from(size.width).ok()?,
                u32::try_from(size.height).ok()?,
            ))
        }
        _ => None,
    }
}

/// The `width` and `height` of the root element in user units, else its `viewBox`.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    loop {
        match reader.read_event().ok()? {
            Event::Start(root) | Event::Empty(root) => {
                let attribute = |name: &str| {
                    let found = root.try_get_attribute(name).ok()??;
                    Some(found.value.into_owned())
                };
                let units =
                    |name: &str| attribute(name)?.trim_end_matches("px").parse::<f64>().ok();
                let (width, height) =
                    if let (Some(width), Some(height)) = (units("width"), units("height")) {
                        (width, height)
                    } else {
                        let view_box = attribute("viewBox")?;
                        let mut numbers = view_box
                            .split([' ', ','])
                            .filter(|part| !part.is_empty())
                            .skip(2);
                        (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?)
                    };
                let pixels = |length: f64| {
                    (length.is_finite() && length >= 1.0).then_some(length.round() as u32)
                };
                return pixels(width).zip(pixels(height));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_tell_their_size_or_their_view_box() {
        assert_eq!(
            size(
                "a.svg",
                b"<?xml version='1.0'?><svg width='640px' height='360'/>"
            ),
            Some((640, 360))
        );
        assert_eq!(
            size("a.svg", b"<svg viewBox='0 0 800 450'><path/></svg>"),
            Some((800, 450))
        );
        assert_eq!(
            size("a.svg", b"<svg width='100%' viewBox='0 0 12 -4'/>"),
            None
        );
        assert_eq!(size("a.svg", b"not a drawing"), None);
        assert_eq!(size("a.png", b"\x89PNG"), None);
    }
}
