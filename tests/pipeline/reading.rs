//! What surrounds the reading of a text: related articles, contrasts, comments, copies for programs, and the switches of each.

use std::fmt::Write;

use crate::html::{Element, Page};
use crate::links::Published;
use crate::site::{Site, Tree};

const BASE: &str = "https://example.org/";
const NONE: [&str; 0] = [];

fn page(files: &Tree, address: &str) -> Page {
    let file = format!("{address}index.html");
    Page::parse(files.get(&file).unwrap_or_else(|| panic!("no /{file}")))
}

fn text<'a>(files: &'a Tree, file: &str) -> &'a str {
    std::str::from_utf8(files.get(file).unwrap_or_else(|| panic!("no /{file}"))).expect("UTF-8")
}

/// The titles of the related articles of the article `slug`, in order.
fn related(files: &Tree, slug: &str) -> Vec<String> {
    let html = text(files, &format!("articles/{slug}/index.html"));
    let Some((_, section)) = html.split_once("related-title\">") else {
        return Vec::new();
    };
    let section = section.split("</section>").next().unwrap_or_default();
    section
        .split("Article ")
        .skip(1)
        .map(|rest| rest.chars().take_while(|it| it.is_alphanumeric()).collect())
        .collect()
}

/// Articles without a tag, a dimension or a category: only their texts bring some of them together.
fn by_text() -> Site {
    let queue = "La file d’attente du guichet s’allonge. Devant le guichet, la file attend.";
    let bread = "La boulangerie pétrit son levain. Le levain de la boulangerie lève.";
    Site::new()
        .article("file", queue)
        .article(
            "guichet",
            &format!("{queue} Un guichet de plus, et la file se vide."),
        )
        .article("pain", bread)
        .article("levain", &format!("{bread} Rien ne presse le levain."))
        .article("autre", "Une montagne, un lac, des nuages.")
}

#[test]
fn articles_with_the_same_words_are_related() {
    let files = by_text().fresh(&[]);
    assert_eq!(related(&files, "file"), ["guichet"]);
    assert_eq!(related(&files, "guichet"), ["file"]);
    assert_eq!(related(&files, "pain"), ["levain"]);
    assert_eq!(related(&files, "autre"), NONE);
}

#[test]
fn a_rare_tag_binds_more_than_a_common_one() {
    let tagged = |tags: &str| format!("date: 2026-11-01\ntags: [{tags}]");
    let files = Site::new()
        .article_with("un", &tagged("commun, rare"), "Un.")
        .article_with("deux", &tagged("commun"), "Deux.")
        .article_with("trois", &tagged("rare"), "Trois.")
        .article_with("quatre", &tagged("commun"), "Quatre.")
        .fresh(&[]);
    assert_eq!(related(&files, "un"), ["trois", "deux", "quatre"]);
}

#[test]
fn each_feature_can_be_switched_off() {
    let code = "```yaml\ntitre: 'Un'\n```";
    let site = |features: &str| {
        Site::configured(features)
            .article("un", code)
            .article_with("deux", "date: 2026-11-01\ntags: [a]", "Deux.")
            .article_with("trois", "date: 2026-11-01\ntags: [a]", "Trois.")
            .fresh(&[])
    };
    let on = site("");
    let off = site(
        "features: {search: false, related: false, markdown_copies: false, highlighting: false}\n",
    );
    let told = |files: &Tree| {
        let article = page(files, "articles/un/");
        let links = |name: &str, value: &str| {
            article
                .all("link")
                .filter(|link| link.get(name).is_some_and(|found| found.contains(value)))
                .count()
        };
        [
            files
                .keys()
                .filter(|file| file.starts_with("recherche/"))
                .count()
                .min(1),
            usize::from(files.contains_key("opensearch.xml")),
            links("rel", "search"),
            article.of_class("site-search-link").count(),
            related(files, "deux").len(),
            usize::from(files.contains_key("articles/un/index.md")),
            links("type", "text/markdown"),
            article.of_class("code-key").count(),
            links("href", "css/code.css"),
        ]
    };
    assert_eq!(told(&on), [1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert_eq!(told(&off), [0; 9]);
    assert_eq!(Published::new(off, BASE).dead_links(), NONE);
}

#[test]
fn a_contrast_that_one_term_names_stands_on_both_pages() {
    let term = |title: &str, more: &str| {
        format!("---\ntitle: '{title}'\ndefinition: 'Ce qu’est {title}.'\n{more}---\nTexte.\n")
    };
    let files = Site::new()
        .file(
            "content/glossary/usage.md",
            &term("Usage", "contrast: possession\n"),
        )
        .file("content/glossary/possession.md", &term("Possession", ""))
        .file("content/glossary/ni.md", &term("Ni l’un", ""))
        .fresh(&[]);
    let pair = |slug: &str| -> Vec<String> {
        page(&files, &format!("glossaire/{slug}/"))
            .of_class("contrast-term")
            .map(Element::words)
            .collect()
    };
    assert_eq!(pair("usage"), ["Usage", "Possession"]);
    assert_eq!(pair("possession"), ["Possession", "Usage"]);
    assert_eq!(pair("ni"), NONE);
}

#[test]
fn comments_show_their_words_and_neither_markup_nor_addresses() {
    let files = Site::new()
        .article("a", "Texte.")
        .file(
            "content/articles/a.comments.yaml",
            "- {id: un, author: 'ada@example.org', date: 2026-11-02, email: 'ada@example.org', url: 'https://ada.example/', \
             text: '![x](https://a.example/x.png) <script>alert(1)</script> <b onclick=x>Gras</b> ada@example.org <ada@example.org>'}\n",
        )
        .fresh(&[]);
    let html = text(&files, "articles/a/index.html");
    for hidden in [
        "ada@example.org",
        "ada.example",
        "<script>alert",
        "<b onclick",
        "a.example/x.png",
    ] {
        assert!(!html.contains(hidden), "{hidden}");
    }
    let comment: Vec<String> = page(&files, "articles/a/")
        .of_class("comment")
        .map(Element::words)
        .collect();
    assert_eq!(comment.len(), 1);
    assert!(comment[0].contains("…@example.org"), "{comment:?}");
    let everywhere = files.values().filter(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        text.contains("ada@example.org") || text.contains("ada.example")
    });
    assert_eq!(everywhere.count(), 0);
}

#[test]
fn a_chain_of_a_thousand_answers_is_shown_whole() {
    let mut comments =
        String::from("- {id: c0, author: 'Ada', date: 2026-11-02, text: 'Mot 0.'}\n");
    for number in 1..1_000 {
        writeln!(
            comments,
            "- {{id: c{number}, author: 'Ada', date: 2026-11-02, reply_to: c{}, text: 'Mot {number}.'}}",
            number - 1
        )
        .expect("a string takes any text");
    }
    let files = Site::new()
        .article("a", "Texte.")
        .file("content/articles/a.comments.yaml", &comments)
        .fresh(&[]);
    let article = page(&files, "articles/a/");
    let anchors: Vec<&str> = article
        .of_class("comment")
        .filter_map(|comment| comment.get("id"))
        .collect();
    let expected: Vec<String> = (0..1_000)
        .map(|number| format!("commentaire-c{number}"))
        .collect();
    assert_eq!(anchors, expected);
}

#[test]
fn the_page_that_is_linked_to_tells_the_sentence_wherever_the_link_stands() {
    let files = Site::new()
        .article("vision", "Elle se partage.\n")
        .article(
            "agenda",
            "- On part de [la vision](vision.md). Puis :\n  - des faits,\n  - des gestes.\n",
        )
        .article("bilan", "> Relire [[vision]] à deux\n>\n> 1. au calme\n")
        .fresh(&[]);
    let page = page(&files, "articles/vision/");
    let told = page.of_class("backlinks").next().expect("two link to it");
    let told = told.words();
    for sentence in ["On part de la vision.", "Relire vision à deux"] {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
    assert!(!told.contains("Puis") && !told.contains("calme"), "{told}");
}

#[test]
fn a_list_of_five_hundred_levels_is_written_whole() {
    let mut list = String::new();
    for level in 0..500 {
        writeln!(list, "{}- niveau {level}", "  ".repeat(level)).expect("a string takes any text");
    }
    let files = Site::new().article("a", &list).fresh(&[]);
    let html = text(&files, "articles/a/index.html");
    let body = html.split("class=\"prose\"").nth(1).expect("a text");
    let body = body.split("article-foot").next().unwrap_or_default();
    assert_eq!(body.matches("<ul>").count(), 500);
    assert_eq!(body.matches("</ul>").count(), 500);
    assert!(body.contains("niveau 499"));
}

#[test]
fn a_table_of_ten_thousand_rows_is_written_whole() {
    let rows = "| Été | 12 % |\n".repeat(10_000);
    let files = Site::new()
        .article("a", &format!("| a | b |\n|---|---|\n{rows}"))
        .fresh(&[]);
    let html = text(&files, "articles/a/index.html");
    assert_eq!(html.matches("<td>Été</td>").count(), 10_000);
    assert!(text(&files, "articles/a/index.md").ends_with("| Été | 12 % |\n"));
}

#[test]
fn a_site_with_discussions_lets_its_articles_alone_show_their_frame() {
    let files = Site::configured(
        "giscus: {repo: exemple/site, repo_id: R_1, category: 'Général', category_id: C_1}\n",
    )
    .article("a", "Texte.")
    .fresh(&[]);
    let policy = |address: &str| {
        let page = page(&files, address);
        page.meta("http-equiv", "Content-Security-Policy")
            .map(str::to_owned)
    };
    let plain = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
    assert_eq!(policy("").as_deref(), Some(plain));
    assert_eq!(policy("articles/").as_deref(), Some(plain));
    let framed = format!("{plain}; frame-src https://giscus.app");
    assert_eq!(policy("articles/a/"), Some(framed));
    let article = page(&files, "articles/a/");
    assert_eq!(article.all("iframe").count(), 0);
    let frame = article.only("parvis-discussion").get("data-frame");
    let expected = "https://giscus.app/fr/widget?repo=exemple%2Fsite&repoId=R_1&category=G%C3%A9n%C3%A9ral&categoryId=C_1&\
                    term=articles%2Fa%2F&strict=1&reactionsEnabled=1&emitMetadata=0&inputPosition=top";
    assert_eq!(frame, Some(expected));
}

#[test]
fn what_a_reader_proposes_is_valid_as_it_stands() {
    for (language, article, event) in [
        ("fr", "articles/", "evenements/"),
        ("en", "articles/", "events/"),
    ] {
        let lines = format!(
            "language: {language}\nrepository: {{url: 'https://github.com/exemple/site'}}\n"
        );
        let files = Site::configured(&lines).fresh(&[]);
        let proposed = |address: &str, id: &str| {
            let page = page(&files, address);
            let mut links = page.all("a").filter(|link| link.get("id") == Some(id));
            let address = links
                .next()
                .and_then(|link| link.get("href"))
                .expect("a link")
                .to_owned();
            let rest = address
                .strip_prefix("https://github.com/exemple/site/new/main/content/")
                .expect("a new file of the content");
            let (folder, query) = rest.split_once("?filename=").expect("its name");
            let (name, value) = query.split_once("&value=").expect("its text");
            (format!("content/{folder}/{name}"), decoded(value))
        };
        let site = Site::configured(&lines);
        for (path, text) in [
            proposed(article, "propose-article"),
            proposed(event, "propose-event"),
        ] {
            assert!(text.starts_with("---\ntitle: '"), "{text}");
            site.write(&path, text);
        }
        assert_eq!(
            site.build(&["--strict", "--drafts"]).succeeded().faults(),
            Vec::new()
        );
    }
}

/// `text` without the escapes of a query.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || {
            rest.next()
                .and_then(|it| char::from(it).to_digit(16))
                .expect("an escape") as u8
        };
        bytes.push(if byte == b'%' {
            digit() * 16 + digit()
        } else {
            byte
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn nothing_is_proposed_without_a_repository_on_github() {
    for lines in [
        "",
        "repository: {url: 'https://codeberg.org/exemple/site'}\n",
    ] {
        let files = Site::configured(lines).fresh(&[]);
        for address in ["articles/", "evenements/"] {
            assert!(!text(&files, &format!("{address}index.html")).contains("propose-"));
        }
    }
}
