//! A website in two languages.

use crate::html::{Element, Page};
use crate::links::Published;
use crate::site::{Site, Tree, differences};

const MODEL: &str = "id: m\nversion: 1.0.0\nscale: {min: 1, max: 5}\nlevers:\n  - {id: lead, name: 'L'}\ndimensions:\n  - id: vision\n    lever: lead\n    name: 'V'\n    statements:\n      - {id: v1, text: 'S.'}\n";

/// A French site with an English one in `content/en/`: home, model, two articles of which one is a translation.
fn bilingual() -> Site {
    Site::configured("time_zone: Europe/Paris\nrepository: {url: 'https://forge.example/site'}\n")
        .file("content/model.yaml", MODEL)
        .file("content/index.md", "---\ntitle: 'Accueil'\n---\nTexte.\n")
        .file("content/a-propos.md", "---\ntitle: 'À propos'\n---\nTexte.\n")
        .article("bienvenue", "Voir [à propos](../a-propos.md).")
        .article("seulement-ici", "Texte.")
        .file(
            "content/en/site.yaml",
            "title: 'Trial'\ndescription: 'A trial.'\n",
        )
        .file("content/en/model.yaml", MODEL)
        .file("content/en/index.md", "---\ntitle: 'Home'\n---\nText.\n")
        .file(
            "content/en/about.md",
            "---\ntitle: 'About'\ntranslates: a-propos.md\n---\nText.\n",
        )
        .file(
            "content/en/articles/welcome.md",
            "---\ntitle: 'Welcome'\ndate: 2026-11-01\nsummary: 'A sentence.'\ntranslates: articles/bienvenue.md\n---\nSee [about](../about.md) and \"quotes\".\n",
        )
}

fn page(files: &Tree, address: &str) -> Page {
    Page::parse(&files[&format!("{address}index.html")])
}

/// `hreflang` and address of each alternate of a page.
fn alternates(page: &Page) -> Vec<(String, String)> {
    let links = page
        .all("link")
        .filter(|link| link.get("hreflang").is_some());
    let read = |link: &Element, name| link.get(name).unwrap_or_default().to_owned();
    links
        .map(|link| (read(link, "hreflang"), read(link, "href")))
        .collect()
}

#[test]
fn a_site_in_another_language_has_its_own_addresses_words_and_feeds() {
    let files = bilingual().fresh(&[]);
    for path in [
        "en/index.html",
        "en/about/index.html",
        "en/articles/welcome/index.html",
        "en/the-model/self-test/index.html",
        "en/atom.xml",
        "en/feed.json",
        "en/sitemap.xml",
        "en/llms.txt",
        "articles/bienvenue/index.html",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
    for path in [
        "en/404.html",
        "en/robots.txt",
        "en/.nojekyll",
        "en/CNAME",
        "en/assets",
    ] {
        assert!(!files.keys().any(|file| file.starts_with(path)), "{path}");
    }
    assert!(
        !files
            .keys()
            .any(|file| file.starts_with("en/en/") || file == "en/site.yaml")
    );
    let welcome = page(&files, "en/articles/welcome/");
    assert_eq!(welcome.only("html").get("lang"), Some("en"));
    assert_eq!(
        welcome.link("canonical"),
        Some("https://example.org/en/articles/welcome/")
    );
    let words: String = welcome.all("main").map(Element::words).collect();
    assert!(words.contains('“') && !words.contains('«'), "{words}");
    let feed = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    assert!(feed("en/atom.xml").contains("Welcome") && !feed("en/atom.xml").contains("bienvenue"));
    assert!(feed("atom.xml").contains("bienvenue") && !feed("atom.xml").contains("Welcome"));
    let robots = feed("robots.txt");
    assert!(robots.contains("Sitemap: https://example.org/sitemap.xml\n"));
    assert!(robots.contains("Sitemap: https://example.org/en/sitemap.xml\n"));
    assert!(
        feed("en/articles/welcome/index.html")
            .contains("/edit/main/content/en/articles/welcome.md")
    );
}

#[test]
fn each_page_names_its_fellows_and_leads_to_the_other_language() {
    let files = bilingual().fresh(&["--base-url", "https://example.org/kb/"]);
    let pair = |french: &str, english: &str| {
        let at = |path: &str| format!("https://example.org/kb/{path}");
        vec![
            ("fr".to_owned(), at(french)),
            ("en".to_owned(), at(english)),
            ("x-default".to_owned(), at(french)),
        ]
    };
    for (french, english) in [
        ("", "en/"),
        ("a-propos/", "en/about/"),
        ("articles/bienvenue/", "en/articles/welcome/"),
        ("le-modele/testez-vous/", "en/the-model/self-test/"),
        ("le-modele/vision/", "en/the-model/vision/"),
        ("evenements/", "en/events/"),
    ] {
        for address in [french, english] {
            assert_eq!(
                alternates(&page(&files, address)),
                pair(french, english),
                "{address}"
            );
        }
        let switch = |address: &str| {
            let page = page(&files, address);
            let link = page.of_class("site-language").next();
            link.and_then(|link| link.get("href")).map(str::to_owned)
        };
        assert_eq!(switch(french), Some(format!("/kb/{english}")));
        assert_eq!(switch(english), Some(format!("/kb/{french}")));
    }
    let alone = page(&files, "articles/seulement-ici/");
    assert!(alternates(&alone).is_empty());
    let switch = alone.of_class("site-language").next();
    assert_eq!(switch.and_then(|link| link.get("href")), Some("/kb/en/"));
}

#[test]
fn every_link_of_a_bilingual_site_leads_somewhere() {
    let base = "https://example.org/kb/";
    let site = Published::new(bilingual().fresh(&["--base-url", base]), base);
    assert_eq!(site.dead_links(), [""; 0]);
}

#[test]
fn a_site_in_one_language_does_not_speak_of_others() {
    let files = Site::new().article("un", "Texte.").fresh(&[]);
    let page = page(&files, "articles/un/");
    assert!(alternates(&page).is_empty());
    assert_eq!(page.of_class("site-language").count(), 0);
}

#[test]
fn a_folder_without_a_site_of_its_own_is_a_folder() {
    let site = Site::new().file("content/en/about.md", "---\ntitle: 'About'\n---\nText.\n");
    let files = site.fresh(&[]);
    assert_eq!(
        page(&files, "en/about/").only("html").get("lang"),
        Some("fr")
    );
    site.write(
        "content/en/site.yaml",
        "title: 'Trial'\ndescription: 'A trial.'\n",
    );
    let files = site.fresh(&[]);
    assert_eq!(
        page(&files, "en/about/").only("html").get("lang"),
        Some("en")
    );
    let again = site.fresh(&[]);
    assert_eq!(differences(&files, &again), [""; 0]);
}
