//! `opensearch.xml`: how a browser searches the site from its address bar (`OpenSearch` 1.1, draft 6).

use super::xml::Xml;
use crate::site::Site;
use crate::site::routes::Singleton;

/// What the format allows, in characters.
const SHORT_NAME: usize = 16;
const LONG_NAME: usize = 48;
const DESCRIPTION: usize = 1024;

/// The description of the search of `site`. `asset_url` gives the address of a file of the theme (`img/favicon.svg`), with the base path.
pub fn description(site: &Site, asset_url: &dyn Fn(&str) -> String) -> Vec<u8> {
    let config = &site.config;
    let search = site
        .base
        .absolute(&Singleton::Search.path(site.routes.names()));
    let icon = format!("{}{}", site.base.origin, asset_url("img/favicon.svg"));
    let mut xml = Xml::new();
    xml.element(
        "OpenSearchDescription",
        &[("xmlns", "http://a9.com/-/spec/opensearch/1.1/")],
        |xml| {
            xml.text("ShortName", &[], first_words(&config.title, SHORT_NAME));
            xml.text("LongName", &[], first_words(&config.title, LONG_NAME));
            xml.text(
                "Description",
                &[],
                first_words(&config.description, DESCRIPTION),
            );
            xml.text("Image", &[("type", "image/svg+xml")], &icon);
            xml.text("Language", &[], config.language.code());
            xml.text("InputEncoding", &[], "UTF-8");
            xml.empty(
                "Url",
                &[
                    ("type", "text/html"),
                    ("template", &format!("{search}?q={{searchTerms}}")),
                ],
            );
            xml.empty(
                "Url",
                &[
                    ("type", "application/opensearchdescription+xml"),
                    ("rel", "self"),
                    ("template", &site.base.absolute("/opensearch.xml")),
                ],
            );
        },
    );
    xml.finish()
}

/// As many whole words of `text` as `most` characters hold, without the punctuation after the last; a first word that is longer is cut.
fn first_words(text: &str, most: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text;
    };
    let cut = match text[..end].rfind(char::is_whitespace) {
        // The first character left out ends a word.
        _ if text[end..].starts_with(|next: char| !next.is_alphanumeric()) => &text[..end],
        Some(space) => &text[..space],
        None => &text[..end],
    };
    cut.trim_end_matches(|last: char| !last.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::machine::fixture::Fixture;

    #[test]
    fn a_browser_learns_where_to_search_below_the_base_path() {
        let site = Fixture::community().site();
        let written = description(&site, &|file| format!("/kb/assets/{file}"));
        let expected = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">
  <ShortName>Parvis</ShortName>
  <LongName>Parvis</LongName>
  <Description>Une communauté.</Description>
  <Image type=\"image/svg+xml\">https://example.org/kb/assets/img/favicon.svg</Image>
  <Language>fr</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type=\"text/html\" template=\"https://example.org/kb/recherche/?q={searchTerms}\"/>
  <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"https://example.org/kb/opensearch.xml\"/>
</OpenSearchDescription>
";
        assert_eq!(String::from_utf8(written).unwrap(), expected);
    }

    #[test]
    fn a_long_title_keeps_its_first_words() {
        assert_eq!(
            first_words("Parvis, la communauté du service", SHORT_NAME),
            "Parvis, la"
        );
        assert_eq!(first_words("La communauté, ici", 13), "La communauté");
        assert_eq!(
            first_words("Le service rendu", SHORT_NAME),
            "Le service rendu"
        );
        assert_eq!(first_words("Anticonstitutionnellement", 4), "Anti");
    }
}
