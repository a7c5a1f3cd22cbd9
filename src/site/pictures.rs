//! Smaller versions of the pictures that pages show, so that a telephone need not fetch what a camera took.
//!
//! Which versions a picture has is settled here from its head alone, for pages name them before any is made. Their names tell their
//! **recipe**: the same name is the same bytes, whichever build made them, so what is published already is not made again.

use std::collections::{BTreeMap, BTreeSet};

use super::links::image_path;
use super::routes::Contents;
use crate::diagnostics::{Diagnostic, Problem};
use crate::document::{Identity, Markdown, Picture, StillFormat, TargetKind};
use crate::inputs::SourceFile;

/// The widths of versions in pixels: a telephone, a column of text or a telephone with a dense screen, a dense screen.
const WIDTHS: [u32; 3] = [480, 960, 1440];
/// The way `render::picture` makes them. It changes whenever that makes other bytes.
const METHOD: &str = "webp 1";
/// A lighter file gains nothing a reader would notice.
const LIGHTEST: usize = 12 * 1024;
/// What the format allows.
const HIGHEST: u32 = 16_383;

/// A version of a picture, in WebP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its path in the site.
    pub path: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// The versions of each picture that has some, by its path below `content/`, from the narrowest.
pub type Versions = BTreeMap<String, Vec<Version>>;

/// The versions of all pictures that the documents of `contents` show. Those that cannot have any are reported.
pub fn versions(
    contents: &Contents<'_>,
    pictures: &BTreeMap<String, Picture>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Versions {
    let mut versions = Versions::new();
    if pictures.is_empty() {
        return versions;
    }
    for path in shown(contents) {
        let (Some(picture), Some(file)) = (pictures.get(&path), contents.assets.get(&path)) else {
            continue;
        };
        if let Some(fault) = picture.fault {
            let problem = Problem::UnreadablePicture { fault };
            diagnostics.push(Diagnostic::of_file(&file.path, problem));
        }
        if contents.config.features.responsive_images {
            let of_picture = versions_of(*picture, file);
            versions.extend((!of_picture.is_empty()).then_some((path, of_picture)));
        }
    }
    versions
}

/// The paths below `content/` that front matters and texts show.
fn shown(contents: &Contents<'_>) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut add = |identity: &Identity, body: &Markdown| {
        let lead = identity
            .image
            .as_ref()
            .and_then(|image| image_path(image, &identity.file));
        paths.extend(lead);
        paths.extend(shown_in(body).map(str::to_owned));
    };
    (contents.articles.iter()).for_each(|it| add(&it.identity, &it.body));
    (contents.terms.iter()).for_each(|it| add(&it.identity, &it.body));
    (contents.authors.iter()).for_each(|it| add(&it.identity, &it.body));
    (contents.events.iter()).for_each(|it| add(&it.identity, &it.body));
    (contents.books.iter()).for_each(|it| add(&it.identity, &it.body));
    (contents.members.iter()).for_each(|it| add(&it.identity, &it.body));
    (contents.pages.iter()).for_each(|it| add(&it.identity, &it.body));
    paths
}

/// The paths below `content/` that a text shows.
pub fn shown_in(body: &Markdown) -> impl Iterator<Item = &str> {
    let images = body.links.iter().filter(|link| link.image);
    images.filter_map(|link| match &link.target.kind {
        TargetKind::Source(path) => Some(path.as_str()),
        TargetKind::Path(path) => Some(path.trim_start_matches('/')),
        TargetKind::Wiki(_) | TargetKind::Here => None,
    })
}

/// The versions of a picture. None where it is light or lean enough as it is.
fn versions_of(picture: Picture, file: &SourceFile) -> Vec<Version> {
    let Picture {
        still: Some(format),
        size: Some((width, height)),
        hash: Some(hash),
        ..
    } = picture
    else {
        return Vec::new();
    };
    sizes(format, (width, height), file.bytes.len())
        .into_iter()
        .map(|(width, height)| Version {
            path: path(file, hash, width),
            width,
            height,
        })
        .collect()
}

/// The sizes of the versions of a picture of this size, whose file has so many bytes.
fn sizes(format: StillFormat, (width, height): (u32, u32), bytes: usize) -> Vec<(u32, u32)> {
    let widest = WIDTHS[WIDTHS.len() - 1];
    // Only a little wider than the widest version: such a picture has one of its own width instead.
    let is_near = |version: u32| u64::from(version) * 10 > u64::from(width) * 9;
    let stands_for_itself = is_near(widest);
    let is_lean = u64::from(width) * u64::from(height) > bytes as u64 * lean(format);
    if bytes < LIGHTEST || (is_lean && width < 2 * widest) {
        return Vec::new();
    }
    let mut widths: Vec<u32> = WIDTHS
        .into_iter()
        .filter(|version| !is_near(*version))
        .collect();
    // A file in WebP is its own version.
    if stands_for_itself && format != StillFormat::WebP {
        widths.push(width);
    }
    widths
        .into_iter()
        .map(|version| {
            let scaled = u64::from(height) * u64::from(version);
            let scaled = (scaled + u64::from(width) / 2) / u64::from(width);
            (version, u32::try_from(scaled).unwrap_or(u32::MAX).max(1))
        })
        .filter(|(_, height)| *height <= HIGHEST)
        .collect()
}

/// So many pixels a byte, and a picture weighs hardly more than a version half as wide: a photograph that is compressed hard, a drawing
/// of plain surfaces, whose edges have more colours once they are reduced.
fn lean(format: StillFormat) -> u64 {
    match format {
        StillFormat::Jpeg | StillFormat::WebP => 25,
        StillFormat::Png => 10,
    }
}

/// `/images/guichet-480-0123456789abcdef.webp`
fn path(file: &SourceFile, hash: blake3::Hash, width: u32) -> String {
    let mut recipe = blake3::Hasher::new();
    recipe
        .update(METHOD.as_bytes())
        .update(&width.to_le_bytes())
        .update(hash.as_bytes());
    let name = crate::language::slug::slug(file.path.stem());
    format!(
        "/images/{name}-{width}-{}.webp",
        &recipe.finalize().to_hex()[..16]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(format: StillFormat, size: (u32, u32), bytes: usize) -> Vec<u32> {
        let sizes = sizes(format, size, bytes).into_iter();
        sizes.map(|(width, _)| width).collect()
    }

    #[test]
    fn no_version_is_wider_than_the_picture() {
        let photograph = |width| widths(StillFormat::Jpeg, (width, 800), 2_000_000);
        assert_eq!(photograph(4_000), [480, 960, 1440]);
        assert_eq!(photograph(1_600), [480, 960, 1440]);
        assert_eq!(photograph(1_500), [480, 960, 1500]);
        assert_eq!(photograph(1_000), [480, 1000]);
        assert_eq!(photograph(500), [500]);
        assert_eq!(photograph(1), [1]);
    }

    #[test]
    fn a_picture_in_webp_is_its_own_widest_version() {
        assert_eq!(widths(StillFormat::WebP, (1_200, 800), 200_000), [480, 960]);
        assert_eq!(
            widths(StillFormat::WebP, (4_000, 800), 200_000),
            [480, 960, 1440]
        );
    }

    #[test]
    fn what_is_light_or_lean_stays_as_it_is() {
        assert!(widths(StillFormat::Png, (2_000, 1_000), LIGHTEST - 1).is_empty());
        assert!(widths(StillFormat::Jpeg, (1_200, 800), 38_000).is_empty());
        assert_eq!(
            widths(StillFormat::Jpeg, (1_200, 800), 39_000),
            [480, 960, 1200]
        );
        assert!(widths(StillFormat::Png, (1_600, 900), 143_000).is_empty());
        assert_eq!(
            widths(StillFormat::Png, (1_600, 900), 145_000),
            [480, 960, 1440]
        );
        // A large one is still worth it: its versions have fewer pixels.
        assert_eq!(
            widths(StillFormat::Jpeg, (4_000, 3_000), 39_000),
            [480, 960, 1440]
        );
    }

    #[test]
    fn proportions_stay_and_nothing_is_higher_than_the_format_allows() {
        let bytes = 1 << 20;
        assert_eq!(
            sizes(StillFormat::Jpeg, (4_000, 3_001), bytes),
            [(480, 360), (960, 720), (1440, 1080)]
        );
        assert_eq!(sizes(StillFormat::Png, (3_000, 1), bytes)[0], (480, 1));
        assert_eq!(
            sizes(StillFormat::Jpeg, (2_000, 50_000), 4 * bytes),
            [(480, 12_000)]
        );
        assert!(sizes(StillFormat::Jpeg, (100, 60_000), bytes).is_empty());
    }
}
