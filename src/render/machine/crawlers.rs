//! The files that crawlers and GitHub Pages look for at the root of a site: `robots.txt`, `.nojekyll`, `CNAME`.

use crate::site::Site;

/// `robots.txt`: everything may be read, and where the map is.
pub fn robots_txt(site: &Site) -> Vec<u8> {
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}\n",
        site.base.absolute("/sitemap.xml")
    )
    .into_bytes()
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
            robots_txt(&site),
            b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/kb/sitemap.xml\n"
        );
        assert_eq!(cname(&site), b"example.org\n");
        assert!(no_jekyll().is_empty());
    }
}
