//! What an editor's choices do, each on a site of a few files.

use std::collections::BTreeSet;

use crate::html::{Element, Page};
use crate::links::Published;
use crate::site::{Site, Tree, differences, repository};

const BASE: &str = "https://example.org/";

/// One of each kind of document, in a language.
fn one_of_each(lines: &str) -> Site {
    Site::configured(&format!(
        "time_zone: Europe/Paris\ncategories:\n  - {{slug: news, name: 'Kategorie'}}\n{lines}"
    ))
    .file(
        "content/model.yaml",
        "id: m\nversion: 1.0.0\nscale: {min: 1, max: 5}\n\
         levers:\n  - {id: lead, name: 'Hebel'}\n\
         dimensions:\n  - id: vision\n    lever: lead\n    name: 'Weitblick'\n    statements:\n      - {id: v1, text: 'Satz.'}\n",
    )
    .file("content/index.md", "---\ntitle: 'Portal'\nsummary: 'Ein Satz.'\n---\nText.\n")
    .article_with(
        "one",
        "date: 2026-04-01\nupdated: 2026-05-02\nauthors: [ada]\ncategory: news\ntags: ['Zahl']\ndimensions: [vision]\n\
         series: {name: 'Folge', part: 1}\nreview_of: atlas\nsource: {publication: 'Blatt', date: 2026-03-31}",
        "## Teil\n\n[[nps]] und [zwei](two.md).",
    )
    .article_with(
        "two",
        "date: 2026-04-02\nauthors: [ada]\ncategory: news\ntags: ['Zahl']\ndimensions: [vision]\nseries: {name: 'Folge', part: 2}",
        "Text.",
    )
    .file(
        "content/articles/one.comments.yaml",
        "- {id: c1, author: 'Leser', date: 2026-04-03, email: reader@example.org, url: 'https://reader.example/', text: 'Gut.'}\n\
         - {id: c2, author: 'Ada', date: 2026-04-04, reply_to: c1, text: 'Danke.'}\n",
    )
    .file("content/authors/ada.md", "---\nname: 'Ada'\n---\nText.\n")
    .file(
        "content/glossary/nps.md",
        "---\ntitle: 'NPS'\ndefinition: 'Ein Wert.'\nforms: ['Promotor']\n---\nText.\n",
    )
    .file(
        "content/books/atlas.md",
        "---\ntitle: 'Atlas'\nwritten_by: ['Ada']\npublished: 2025\nisbn: '9782070360024'\n---\nText.\n",
    )
    .file("content/members/haus.md", "---\nname: 'Haus'\nsector: 'Hotel'\nsize: pme\n---\nText.\n")
    .file(
        "content/events/treffen.md",
        "---\ntitle: 'Treffen'\nsummary: 'Ein Satz.'\nstart: 2027-04-01 18:00\nend: 2027-04-01 20:30\nvenue: 'Haus'\nspeakers: [ada]\n\
         status: rescheduled\nprevious_start: 2027-03-01 18:00\nprogramme:\n\
         \x20 - {start: 2027-04-01 18:00, end: 2027-04-01 19:00, room: 'A', title: 'Rede', speakers: [ada]}\n---\nText.\n",
    )
    .file(
        "content/events/ohne-jahr.md",
        "---\ntitle: 'Ohne Jahr'\nsummary: 'Ein Satz.'\nyear: unknown\nday: 04-18\nfrom: '12:15'\nto: '13:05'\n---\nText.\n",
    )
    .file(
        "content/benchmark/2026.yaml",
        "title: 'Ausgabe'\nsample: true\npublished: 2026-06-15\nmodel: {id: m, version: 1.0.0}\ncompanies: 60\nrespondents: 11559\n\
         dimensions:\n  - id: vision\n    today: {companies: 60, respondents: 11559, median: 54, q1: 46, q3: 63, p10: 38, p90: 71}\n\
         \x20   target: {companies: 60, respondents: 11559, median: 80, q1: 75, q3: 85, p10: 70, p90: 90}\n",
    )
    .file("content/seite.md", "---\ntitle: 'Seite'\n---\nText.\n")
}

fn page(files: &Tree, address: &str) -> Page {
    let file = format!("{address}index.html");
    Page::parse(files.get(&file).unwrap_or_else(|| panic!("no /{file}")))
}

/// The addresses of the pages.
fn addresses(files: &Tree) -> BTreeSet<&str> {
    files
        .keys()
        .filter_map(|path| path.strip_suffix("index.html"))
        .collect()
}

fn main_words(page: &Page) -> String {
    page.all("main").map(Element::words).collect()
}

#[test]
fn an_english_site_has_english_addresses() {
    let files = one_of_each("language: en\n").fresh(&[]);
    let expected = BTreeSet::from([
        "",
        "accessibility/",
        "archives/",
        "articles/",
        "articles/one/",
        "articles/two/",
        "authors/ada/",
        "benchmark/",
        "benchmark/2026/",
        "books/",
        "books/atlas/",
        "categories/news/",
        "events/",
        "events/ohne-jahr/",
        "events/treffen/",
        "glossary/",
        "glossary/nps/",
        "members/",
        "search/",
        "seite/",
        "series/folge/",
        "site-map/",
        "the-model/",
        "the-model/compare/",
        "the-model/levers/lead/",
        "the-model/self-test/",
        "the-model/vision/",
        "topics/zahl/",
    ]);
    assert_eq!(addresses(&files), expected);
    for file in [
        "events/treffen/event.ics",
        "events/calendar.ics",
        "benchmark/2026/data.csv",
        "benchmark/2026/data.json",
    ] {
        assert!(files.contains_key(file), "{file}");
    }
    assert_eq!(Published::new(files, BASE).dead_links(), [""; 0]);
}

/// The strings of a language that are words for sure, and not the same in the other.
fn words_of_one_language(language: &str, other: &str) -> Vec<(String, String)> {
    let read = |language: &str| {
        let path = repository().join(format!("themes/parvis/i18n/{language}.yaml"));
        std::fs::read_to_string(path).expect("a file")
    };
    let (own, foreign) = (read(language), read(other));
    own.lines()
        .filter_map(|line| line.split_once(": '"))
        .map(|(key, text)| {
            (
                key.to_owned(),
                text.trim_end_matches('\'').replace("''", "'"),
            )
        })
        .filter(|(_, text)| {
            text.chars().count() > 7
                && !text.contains('{')
                && !foreign.contains(&format!("'{text}'"))
        })
        .collect()
}

#[test]
fn each_language_keeps_to_its_words() {
    for (language, other) in [("en", "fr"), ("fr", "en")] {
        let published = Published::new(
            one_of_each(&format!("language: {language}\n")).fresh(&[]),
            BASE,
        );
        let foreign = words_of_one_language(other, language);
        assert!(foreign.len() > 100);
        let mut found = BTreeSet::new();
        for (address, page) in published.pages() {
            assert_eq!(page.only("html").get("lang"), Some(language), "/{address}");
            for told in page.told() {
                let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
                for (key, words) in foreign
                    .iter()
                    .filter(|(_, words)| told.contains(words.as_str()))
                {
                    found.insert(format!("/{address}: {key}: {words}"));
                }
            }
        }
        // `site.yaml` of these sites has a French description: it is the editor's, not the theme's.
        assert_eq!(found, BTreeSet::new(), "in a site in {language}");
    }
}

#[test]
fn dates_and_numbers_are_written_as_the_language_does() {
    let french = one_of_each("").fresh(&[]);
    let english = one_of_each("language: en\n").fresh(&[]);
    let words = |files: &Tree, address: &str| main_words(&page(files, address));
    let article = words(&french, "articles/one/");
    assert!(article.contains("1er avril 2026"), "{article}");
    assert!(words(&english, "articles/one/").contains("1 April 2026"));
    let edition = words(&french, "benchmark/2026/");
    assert!(edition.contains("11 559 répondants"), "{edition}");
    assert!(words(&english, "benchmark/2026/").contains("11,559 respondents"));
    let when = |files: &Tree, address: &str| {
        let page = page(files, address);
        page.of_class("event-when").next().expect("a date").words()
    };
    assert_eq!(
        when(&french, "evenements/treffen/"),
        "jeudi 1er avril 2027, 18 h – 20 h 30 (heure de Paris)"
    );
    let undated = when(&french, "evenements/ohne-jahr/");
    assert!(
        undated.contains("18 avril") && undated.contains("année non précisée"),
        "{undated}"
    );
    let events = words(&french, "evenements/treffen/");
    assert!(
        events.contains("1er mars 2027"),
        "it says when it was to be: {events}"
    );
    // No-break spaces hold a date together.
    let html = String::from_utf8_lossy(&french["articles/one/index.html"]);
    assert!(html.contains("1er\u{a0}avril 2026"));
}

#[test]
fn a_small_french_site_is_whole() {
    let published = Published::new(one_of_each("").fresh(&[]), BASE);
    assert_eq!(published.dead_links(), [""; 0]);
    for (address, page) in published.pages() {
        assert_eq!(page.errors, [""; 0], "/{address}");
    }
}

#[test]
fn a_site_with_nothing_but_a_title_is_whole() {
    for lines in ["", "language: en\n"] {
        let published = Published::new(Site::configured(lines).fresh(&[]), BASE);
        assert_eq!(published.dead_links(), [""; 0]);
        assert!(published.files.contains_key("index.html"));
        for (address, page) in published.pages() {
            assert_eq!(page.all("h1").count(), 1, "/{address}");
        }
    }
}

#[test]
fn comments_keep_the_address_of_their_author_to_themselves() {
    let files = one_of_each("").fresh(&[]);
    let article = main_words(&page(&files, "articles/one/"));
    assert!(
        article.contains("Gut.") && article.contains("Danke."),
        "{article}"
    );
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for secret in ["reader@", "reader.example"] {
            assert!(!text.contains(secret), "{path} holds {secret}");
        }
    }
}

#[test]
fn routes_rename_generated_folders() {
    let site = one_of_each(
        "routes: {articles: journal, glossary: mots, events: agenda/rendez-vous, selftest: test}\n",
    );
    let files = site.fresh(&[]);
    for address in [
        "journal/",
        "journal/one/",
        "mots/nps/",
        "agenda/rendez-vous/treffen/",
        "test/",
    ] {
        page(&files, address);
    }
    for file in [
        "agenda/rendez-vous/treffen/evenement.ics",
        "agenda/rendez-vous/calendrier.ics",
    ] {
        assert!(files.contains_key(file), "{file}");
    }
    let old = [
        "articles/",
        "glossaire/",
        "evenements/",
        "le-modele/testez-vous/",
    ];
    let left: Vec<&str> = addresses(&files)
        .into_iter()
        .filter(|address| old.iter().any(|old| address.starts_with(old)))
        .collect();
    assert_eq!(left, [""; 0]);
    assert_eq!(Published::new(files, BASE).dead_links(), [""; 0]);
}

#[test]
fn a_template_of_the_site_replaces_that_of_the_theme() {
    let site = one_of_each("");
    let before = site.fresh(&[]);
    site.write(
        "themes/parvis/templates/term.html",
        "{% extends \"base.html\" %}{% block main %}<p id=\"mine\">{{ view.card.definition }}</p>{% endblock main %}",
    );
    let after = site.fresh(&[]);
    assert_eq!(differences(&before, &after), ["glossaire/nps/index.html"]);
    let mine = page(&after, "glossaire/nps/");
    let text = mine
        .all("p")
        .find(|element| element.get("id") == Some("mine"));
    assert_eq!(text.map(Element::words), Some("Ein Wert.".to_owned()));
}

#[test]
fn a_style_sheet_of_the_site_replaces_that_of_the_theme() {
    let site = one_of_each("");
    let style = |files: &Tree| {
        let page = page(files, "");
        let href = page.link("stylesheet").expect("a style sheet").to_owned();
        let bytes = files[href.trim_start_matches('/')].clone();
        (href, String::from_utf8(bytes).expect("UTF-8"))
    };
    let (first_address, first) = style(&site.fresh(&[]));
    site.write(
        "themes/parvis/css/utilities.css",
        "@layer utilities { .mine { color: teal; } }\n",
    );
    let (second_address, second) = style(&site.fresh(&[]));
    assert!(!first.contains(".mine") && second.contains(".mine{color:teal}"));
    // Another address, so that no browser shows the old one.
    assert_ne!(first_address, second_address);
}

#[test]
fn drafts_and_coming_articles_are_shown_on_request() {
    let site = Site::new()
        .article("publie", "Texte.")
        .article_with("brouillon", "date: 2026-11-01\ndraft: true", "Texte.")
        .article_with("a-venir", "date: 2026-12-24", "Texte.")
        .article_with("expire", "date: 2026-01-01\nexpires: 2026-11-22", "Texte.")
        .article_with(
            "bientot-expire",
            "date: 2026-01-01\nexpires: 2026-11-23",
            "Texte.",
        );
    let articles = |options: &[&str]| -> Vec<String> {
        site.fresh(options)
            .keys()
            .filter_map(|path| path.strip_prefix("articles/")?.strip_suffix("/index.html"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(articles(&[]), ["bientot-expire", "publie"]);
    assert_eq!(
        articles(&["--drafts"]),
        ["bientot-expire", "brouillon", "publie"]
    );
    assert_eq!(
        articles(&["--future"]),
        ["a-venir", "bientot-expire", "publie"]
    );
    assert_eq!(articles(&["--today", "2026-12-24"]), ["a-venir", "publie"]);
    // What is not shown is nowhere: neither in lists, feeds nor search.
    for (path, bytes) in site.fresh(&[]) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for hidden in ["brouillon", "a-venir", "expire"] {
            let slug = format!("articles/{hidden}/");
            assert!(
                !text.contains(&slug) && !text.contains(&format!("Article {hidden}")),
                "{path} shows {hidden}"
            );
        }
    }
    let draft = page(&site.fresh(&["--drafts"]), "articles/brouillon/");
    assert!(
        main_words(&draft).contains("Brouillon"),
        "a draft says that it is one"
    );
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let site = Site::new().article_with(
        "neuf",
        "date: 2026-11-01\naliases: [/2012/04/ancien/, /vieux.html, /sans-barre]",
        "Texte.",
    );
    for (base, target) in [
        (BASE, "/articles/neuf/"),
        ("https://example.org/kb/", "/kb/articles/neuf/"),
    ] {
        let files = site.fresh(&["--base-url", base]);
        for file in [
            "2012/04/ancien/index.html",
            "vieux.html",
            "sans-barre/index.html",
        ] {
            let page = Page::parse(&files[file]);
            assert_eq!(
                page.meta("http-equiv", "refresh"),
                Some(format!("0; url={target}").as_str()),
                "{file}"
            );
            assert_eq!(
                page.link("canonical"),
                Some(format!("{base}articles/neuf/").as_str()),
                "{file}"
            );
            assert_eq!(page.only("a").get("href"), Some(target), "{file}");
            assert_eq!(page.meta("name", "robots"), Some("noindex"), "{file}");
            assert_eq!(page.only("html").get("lang"), Some("fr"), "{file}");
        }
        assert!(!String::from_utf8_lossy(&files["sitemap.xml"]).contains("ancien"));
    }
}

#[test]
fn a_file_beside_the_texts_is_copied_as_it_is() {
    let site = Site::new().article("a", "Texte.");
    let bytes: Vec<u8> = (0..=255).collect();
    site.write("content/fichiers/données.bin", &bytes);
    site.write("content/robots.txt", "User-agent: *\nDisallow: /\n");
    let files = site.fresh(&[]);
    assert_eq!(files["fichiers/données.bin"], bytes);
    assert_eq!(files["robots.txt"], b"User-agent: *\nDisallow: /\n");
}

#[test]
fn text_of_the_content_is_text() {
    let hostile = "<script>alert(1)</script> & \"x\" 'y' {{ site.title }} </title>";
    let site = Site::new().file(
        "content/articles/a.md",
        &format!(
            "---\ntitle: \"{0}\"\nsummary: \"{0}\"\ndate: 2026-11-01\ntags: [\"{0}\"]\n---\n{1}\n\n<script>alert(2)</script>\n\n[x](<javascript:alert(3)>)\n",
            hostile.replace('"', "\\\""),
            hostile
        ),
    );
    let build = site.build(&[]);
    // The link is refused; without it, everything is shown as text.
    assert_eq!(build.faults().first().map(|(code, _)| *code), Some("P0309"));
    site.write(
        "content/articles/a.md",
        format!(
            "---\ntitle: \"{0}\"\nsummary: \"{0}\"\ndate: 2026-11-01\ntags: [\"{0}\"]\n---\nTexte.\n\n<script>alert(2)</script>\n\n<p onclick=\"alert(4)\" style=\"color:red\">p</p>\n",
            hostile.replace('"', "\\\"")
        ),
    );
    let published = Published::new(site.fresh(&[]), BASE);
    for (address, page) in published.pages() {
        for script in page.all("script") {
            let data = script
                .get("type")
                .is_some_and(|kind| kind.starts_with("application/"));
            assert!(
                script.get("src").is_some() || data,
                "/{address}: {}",
                script.text
            );
        }
        for element in &page.elements {
            assert!(
                element
                    .attributes()
                    .all(|(key, _)| key != "style" && key != "onclick"),
                "/{address}: {element:?}"
            );
        }
    }
    let title = published.page("articles/a/").only("h1").words();
    assert!(title.starts_with("<script>alert(1)</script> & "), "{title}");
    assert!(title.contains("{{ site.title }}"), "{title}");
}

#[test]
fn the_archives_of_hundreds_of_articles_are_open_at_the_latest_year() {
    let archives = |articles: usize| {
        let empty = Site::configured("features: {search: false, social_cards: false}\n");
        let site = (0..articles).fold(empty, |site, number| {
            let date = format!("date: {}-05-04", 2023 + number % 3);
            site.article_with(&format!("a{number}"), &date, "Texte.")
        });
        let page = page(&site.fresh(&[]), "archives/");
        assert_eq!(page.all("time").count(), articles);
        let folded = page.all("details").filter(|it| it.get("class").is_none());
        let open = |details: &Element| details.get("open").is_some();
        let summaries = page.all("summary").map(Element::words);
        (
            folded.map(open).collect::<Vec<bool>>(),
            summaries.collect::<Vec<String>>(),
        )
    };
    assert_eq!(archives(500), (vec![], vec![]));
    let counts = ["167 articles"; 3].map(str::to_owned).to_vec();
    assert_eq!(archives(501), (vec![true, false, false], counts));
}

#[test]
fn the_words_of_a_picture_have_no_markup_and_leave_none() {
    let site = Site::configured("")
        .file(
            "content/articles/plan.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>",
        )
        .article("un", "![Un *grand* **plan ~~faux~~**](plan.svg)\n\n*Une ![image](plan.svg) en italique.*");
    let files = site.fresh(&[]);
    let page = page(&files, "articles/un/");
    let alternatives: Vec<_> = page.all("img").filter_map(|it| it.get("alt")).collect();
    assert_eq!(alternatives, ["Un grand plan faux", "image"]);
    let marked = |name| page.all(name).map(Element::words).collect::<Vec<_>>();
    assert_eq!(marked("em"), ["Une en italique."]);
    assert_eq!(
        [marked("strong"), marked("del")],
        [const { Vec::<String>::new() }; 2]
    );
}
