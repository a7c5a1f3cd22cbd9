//! Pictures as pages show them: smaller versions, sizes, social cards, and drawings that hold nothing but a drawing.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was published"
)]

#[path = "pipeline/site.rs"]
mod site;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use site::{Site, differences};

const NONE: [&str; 0] = [];

/// A grainy picture, too heavy to be left as it is.
fn photograph(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        let grain = (x * 7919 + y * 104_729) % 251;
        Rgb([grain as u8, (grain * x % 256) as u8, y as u8])
    }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, format);
    written.expect("a picture can be written to memory");
    bytes.into_inner()
}

/// A site with one article, which has a lead picture of 1,000 by 700 pixels and `body`.
fn site(lines: &str, body: &str) -> Site {
    let site = Site::configured(lines).article_with(
        "a",
        "date: 2026-11-01\nimage: {src: salon.jpg, alt: 'Un salon'}",
        body,
    );
    site.write(
        "content/articles/salon.jpg",
        encoded(&photograph(1_000, 700), ImageFormat::Jpeg),
    );
    site
}

/// The pieces of `page` from each `start` to the next `end`.
fn between<'a>(page: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    page.split(start)
        .skip(1)
        .filter_map(|rest| rest.split_once(end).map(|(piece, _)| piece))
        .collect()
}

/// The page of the article as it is published.
fn page(files: &site::Tree) -> String {
    String::from_utf8(files["articles/a/index.html"].clone()).expect("a page is text")
}

/// `/images/salon-480-….webp 480w` without what the recipe adds to the name.
fn without_recipes(srcset: &str) -> String {
    let candidates = srcset.split(", ").map(|candidate| {
        let (path, width) = candidate.split_once(' ').expect("a width");
        let (name, _) = path.rsplit_once('-').expect("a recipe");
        format!("{name} {width}")
    });
    candidates.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_page_offers_the_versions_that_are_published() {
    let site = site("", "![Un plan](plan.png)");
    site.write(
        "content/articles/plan.png",
        encoded(&photograph(400, 300), ImageFormat::Png),
    );
    let files = site.fresh(&[]);
    let page = page(&files);
    let offered = between(&page, "srcset=\"", "\"");
    let names: Vec<String> = offered
        .iter()
        .map(|srcset| without_recipes(srcset))
        .collect();
    assert_eq!(
        names,
        [
            "/images/salon-480 480w, /images/salon-1000 1000w",
            "/images/plan-400 400w"
        ]
    );
    let images: Vec<&str> = between(&page, "<img", ">");
    assert_eq!(
        images,
        [
            " src=\"/articles/salon.jpg\" alt=\"Un salon\" width=\"1000\" height=\"700\" fetchpriority=\"high\" decoding=\"async\"",
            " src=\"/articles/plan.png\" alt=\"Un plan\" width=\"400\" height=\"300\" loading=\"lazy\" decoding=\"async\"",
        ]
    );
    for candidate in offered.iter().flat_map(|srcset| srcset.split(", ")) {
        let (path, width) = candidate.split_once(' ').expect("a width");
        let bytes = &files[path.trim_start_matches('/')];
        let version = image::load_from_memory_with_format(bytes, ImageFormat::WebP);
        let version = version.expect("a version is a picture in WebP");
        assert_eq!(format!("{}w", version.width()), width);
    }
    // And no version that no page offers.
    let published = files.keys().filter(|path| path.ends_with(".webp"));
    assert_eq!(published.count(), 3);
}

#[test]
fn pictures_that_no_page_shows_have_no_versions() {
    let site = Site::new().article("a", "[Le plan](plan.png)");
    site.write(
        "content/articles/plan.png",
        encoded(&photograph(400, 300), ImageFormat::Png),
    );
    let files = site.fresh(&[]);
    let published: Vec<&String> = files
        .keys()
        .filter(|path| path.ends_with(".webp"))
        .collect();
    assert_eq!(published, NONE);
}

#[test]
fn both_can_be_switched_off() {
    let site = site(
        "features: {responsive_images: false, social_cards: false}\n",
        "Texte.",
    );
    let files = site.fresh(&[]);
    assert!(!files.keys().any(|path| path.starts_with("images/")));
    assert_eq!(between(&page(&files), "<picture>", "</picture>"), NONE);
}

#[test]
fn a_picture_altered_in_the_output_is_made_again() {
    let site = site("", "Texte.");
    let built = site.build(&[]).succeeded().tree();
    let altered: Vec<&String> = built
        .keys()
        .filter(|path| path.starts_with("images/"))
        .collect();
    for path in &altered {
        site.write(&format!("public/{path}"), "altered");
    }
    let again = site.build(&[]).succeeded().tree();
    assert_eq!(differences(&built, &again), [""; 0]);
    // Versions of two widths, and the card of the site: the article has a picture that networks can show.
    assert_eq!(altered.len(), 3);
}

#[test]
fn networks_are_shown_a_card_or_the_picture_of_the_article() {
    let site = site("", "Texte.")
        .article("b", "Sans image.")
        .article_with(
            "c",
            "date: 2026-11-01\nimage: {src: trait.svg, alt: 'Un trait'}",
            "Un dessin.",
        )
        .file(
            "content/articles/trait.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 600\"/>",
        );
    let files = site.fresh(&[]);
    let shown = |path: &str| {
        let page = String::from_utf8_lossy(&files[path]).into_owned();
        let property = |name: &str| {
            let start = format!("<meta property=\"og:image{name}\" content=\"");
            between(&page, &start, "\"").join("")
        };
        let address = property("");
        let address = address
            .strip_prefix("https://example.org/")
            .expect("an address")
            .to_owned();
        (
            address,
            property(":width"),
            property(":height"),
            property(":alt"),
        )
    };
    let (address, width, height, alt) = shown("articles/a/index.html");
    assert_eq!(
        (
            address.as_str(),
            width.as_str(),
            height.as_str(),
            alt.as_str()
        ),
        ("articles/salon.jpg", "1000", "700", "Un salon")
    );
    for (page, alt) in [
        ("articles/b/index.html", "Article b — Essai"),
        ("articles/c/index.html", "Article c — Essai"),
        ("index.html", "Essai"),
        ("glossaire/index.html", "Essai"),
    ] {
        let (address, width, height, found) = shown(page);
        let card = image::load_from_memory_with_format(&files[&address], ImageFormat::Png);
        let card = card.expect("a card is a picture in PNG");
        assert_eq!((card.width(), card.height()), (1_200, 630));
        assert_eq!(
            (width.as_str(), height.as_str(), found.as_str()),
            ("1200", "630", alt)
        );
    }
    let structured = String::from_utf8_lossy(&files["articles/b/index.html"]).into_owned();
    let (address, ..) = shown("articles/b/index.html");
    assert!(structured.contains(&format!("\"image\":\"https://example.org/{address}\"")));
}

#[test]
fn a_drawing_is_published_without_its_scripts() {
    let site = Site::new().article("a", "![Un trait](trait.svg)");
    site.write(
        "content/articles/trait.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 60\" onload=\"x()\"><script>x()</script><path d=\"M0 0h90\"/></svg>",
    );
    let files = site.fresh(&[]);
    assert_eq!(
        String::from_utf8_lossy(&files["articles/trait.svg"]),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 60\"><path d=\"M0 0h90\"/></svg>"
    );
    let image = " src=\"/articles/trait.svg\" alt=\"Un trait\" width=\"90\" height=\"60\" loading=\"lazy\" decoding=\"async\"";
    assert_eq!(between(&page(&files), "<img", ">"), [image]);
}
