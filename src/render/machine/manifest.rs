//! `site.webmanifest`: what a phone needs to keep the site among its applications (W3C Web Application Manifest).

use serde::Serialize;

use crate::site::Site;

/// The theme's paper in daylight: `--paper` of its tokens.
pub const PAPER: &str = "#f7f2e8";

/// A short name should fit below an icon.
const SHORT_NAME: usize = 12;

#[derive(Serialize)]
struct Manifest<'a> {
    id: &'a str,
    name: &'a str,
    short_name: &'a str,
    description: &'a str,
    lang: &'static str,
    start_url: &'a str,
    scope: &'a str,
    display: &'static str,
    background_color: &'a str,
    theme_color: &'a str,
    icons: Vec<Icon>,
}

#[derive(Serialize)]
struct Icon {
    src: String,
    sizes: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// The manifest of `site`. `asset_url` gives the address of a file of the theme (`img/icon-192.png`), with the base path; `colour` is
/// that of the page behind the text.
pub fn web_manifest(site: &Site, asset_url: &dyn Fn(&str) -> String, colour: &str) -> Vec<u8> {
    let icon = |file: &str, sizes| Icon {
        src: asset_url(file),
        sizes,
        kind: "image/png",
    };
    let manifest = Manifest {
        id: &site.base.path,
        name: &site.config.title,
        short_name: short_name(&site.config.title),
        description: &site.config.description,
        lang: site.config.language.code(),
        start_url: &site.base.path,
        scope: &site.base.path,
        // The pages rely on the browser's address bar and back button.
        display: "minimal-ui",
        background_color: colour,
        theme_color: colour,
        icons: vec![
            icon("img/icon-192.png", "192x192"),
            icon("img/icon-512.png", "512x512"),
        ],
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).expect("text and lists are JSON");
    bytes.push(b'\n');
    bytes
}

/// What of a title fits below an icon: what stands before its first punctuation, if the whole is too long. « Parvis, la communauté » is
/// Parvis.
fn short_name(title: &str) -> &str {
    if title.chars().count() <= SHORT_NAME {
        return title;
    }
    let start = title
        .split([',', ':', '–', '—', '|', '(', '·'])
        .next()
        .unwrap_or(title)
        .trim();
    if start.is_empty() { title } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::ThemeFiles;
    use crate::render::machine::fixture::Fixture;

    #[test]
    fn the_manifest_starts_at_the_base_path() {
        let site = Fixture::community().site();
        let written = web_manifest(&site, &|file| format!("/kb/assets/{file}"), PAPER);
        let read: serde_json::Value = serde_json::from_slice(&written).unwrap();
        let expected = serde_json::json!({
            "id": "/kb/",
            "name": "Parvis",
            "short_name": "Parvis",
            "description": "Une communauté.",
            "lang": "fr",
            "start_url": "/kb/",
            "scope": "/kb/",
            "display": "minimal-ui",
            "background_color": "#f7f2e8",
            "theme_color": "#f7f2e8",
            "icons": [
                {"src": "/kb/assets/img/icon-192.png", "sizes": "192x192", "type": "image/png"},
                {"src": "/kb/assets/img/icon-512.png", "sizes": "512x512", "type": "image/png"},
            ],
        });
        assert_eq!(read, expected);
    }

    #[test]
    fn icons_and_colour_are_the_theme_s() {
        let theme = ThemeFiles::new(Vec::new());
        assert!(theme.get("img/icon-192.png").is_some() && theme.get("img/icon-512.png").is_some());
        let tokens = std::str::from_utf8(theme.get("css/tokens.css").unwrap()).unwrap();
        assert!(tokens.contains(&format!("--paper: light-dark({PAPER},")));
    }

    #[test]
    fn a_long_title_is_cut_at_its_first_punctuation() {
        assert_eq!(short_name("Parvis, la communauté"), "Parvis");
        assert_eq!(short_name("Service\u{a0}: le site"), "Service");
        assert_eq!(short_name("A, b"), "A, b");
        assert_eq!(short_name(", la communauté"), ", la communauté");
        assert_eq!(
            short_name("La communauté du service"),
            "La communauté du service"
        );
    }
}
