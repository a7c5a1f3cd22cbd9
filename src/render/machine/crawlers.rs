//! The files that crawlers and GitHub Pages look for at the root of a site: `robots.txt`, `.nojekyll`, `CNAME`.

use crate::site::Site;
use crate::site::translations::Translations;

/// `robots.txt`: everything may be read, and where the map of each language is.
pub fn robots_txt(translations: &Translations) -> Vec<u8> {
    let mut text = String::from("User-agent: *\nAllow: /\n\n");
    for tongue in translations.tongues() {
        text.push_str("Sitemap: ");
        text.push_str(&tongue.base.absolute("/sitemap.xml"));
        text.push('\n');
    }
    text.into_bytes()
}

/// `.nojekyll`: empty. It keeps GitHub Pages from running Jekyll over the site, which would drop folders that start with `_`.
pub fn no_jekyll() -> Vec<u8> {
    Vec::new()
}

/// `CNAME`: the site's own domain, as GitHub Pages reads it.
pub fn cname(site: &Site) -> Vec<u8> {
    format!("{}\n", site.base.host()).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::machine::fixture::Fixture;

    #[test]
    fn crawlers_find_the_map_and_the_host_its_name() {
        let site = Fixture::community().site();
        assert_eq!(
            robots_txt(&Translations::new(
                std::slice::from_ref(&site),
                &mut Vec::new()
            )),
            b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/kb/sitemap.xml\n"
        );
        assert_eq!(cname(&site), b"example.org\n");
        assert!(no_jekyll().is_empty());
    }
}
