//! A site's own theme: what it changes reaches the pages, the rest is that of the program, and its faults are told in its files.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was published"
)]

#[path = "pipeline/site.rs"]
mod site;

use serde_json::Value;
use site::{Site, repository, tree};

/// The theme of `examples/`, as the tutorial of docs/theme.md shows it.
const EXAMPLE: &str = "examples/theme-ardoise";

/// The sample site in the theme of `examples/`.
fn sample_in_slate() -> Site {
    let site = Site::new();
    site.delete("content/site.yaml");
    for (folder, below) in [("content", "content/"), (EXAMPLE, "")] {
        for (path, bytes) in tree(&repository().join(folder)) {
            site.write(&format!("{below}{path}"), bytes);
        }
    }
    site
}

#[test]
fn a_theme_of_a_few_lines_changes_colours_templates_and_words() {
    let site = sample_in_slate();
    let files = site.build(&[]).succeeded().tree();
    let text = |path: &str| String::from_utf8(files[path].clone()).expect("text");

    let sheet = files
        .keys()
        .find(|path| path.ends_with("css/parvis.css"))
        .expect("the bundle of every page");
    let sheet = text(sheet);
    let (ours, theirs) = ("--paper:light-dark(#f3f5f7", "--paper:light-dark(#f7f2e8");
    let position = |colour: &str| sheet.find(colour).unwrap_or_else(|| panic!("no {colour}"));
    assert!(position(theirs) < position(ours), "the last one holds");

    let article = text("articles/ordo-ab-chao-ou-la-vertu-du-desordre/index.html");
    assert!(article.contains("nous dit :</figcaption>"), "{article}");
    let home = text("index.html");
    assert!(home.contains("À lire en ce moment"), "{home}");
    assert!(!home.contains("Derniers articles"), "{home}");
    // A word that the theme leaves alone, in a template that it leaves alone.
    assert!(home.contains("Aller au contenu"), "{home}");
    let archives = text("archives/index.html");
    assert!(archives.contains("<div class=\"page-mark\">"), "{archives}");
}

#[test]
fn the_theme_of_the_tutorial_is_short() {
    let files = tree(&repository().join(EXAMPLE).join("themes"));
    let lines = files.values().map(|bytes| {
        let text = str::from_utf8(bytes).expect("text");
        text.lines().count()
    });
    let lines: usize = lines.sum();
    assert!(lines < 100, "{lines} lines");
}

/// A theme whose cards of articles are drawn by `component`, and an article in two lists.
fn site_of_cards(component: &str) -> Site {
    let site = Site::new()
        .article_with(
            "accueil",
            "date: 2026-11-01\ntags: [service]",
            "Accueillir, toujours accueillir.\n",
        )
        .article_with(
            "ecoute",
            "date: 2026-11-01\ntags: [service]",
            "Accueillir et toujours écouter.\n",
        );
    site.write(CARD, component);
    site
}

/// Shows what was drawn ahead, and nothing where there is no such thing.
const GRID: &str = "{% component article_grid(articles: array, level: integer = 3, @site) %}\n\
                    {% for article in articles %}{{ article.drawn[level] }}{% endfor %}\n\
                    {% endcomponent article_grid %}\n";

const CARD: &str = "themes/parvis/templates/partials/article-card.html";

#[test]
fn a_card_of_a_theme_stands_in_every_list_at_the_rank_of_each() {
    let site = site_of_cards(
        "{% component article_card(card: map, level: integer = 3, large: bool = false, @site) %}\n\
         <h{{ level }} class=\"ours\">{{ card.title }}, {{ site.title }}{{ \" & \" }}</h{{ level }}>\n\
         {% endcomponent article_card %}\n",
    );
    site.write("themes/parvis/templates/partials/article-grid.html", GRID);
    let files = site.build(&[]).succeeded().tree();
    let drawn = |path: &str| {
        let text = String::from_utf8(files[path].clone()).expect("text");
        let cards = text.lines().filter(|line| line.contains("class=\"ours\""));
        cards.map(str::to_owned).collect::<Vec<_>>()
    };
    let list = drawn("articles/index.html");
    assert_eq!(list.len(), 2, "{list:?}");
    assert!(
        list.iter()
            .all(|card| card.starts_with("<h2 class=\"ours\">") && card.ends_with("</h2>")),
        "{list:?}"
    );
    let related = drawn("articles/accueil/index.html");
    let expected = "<h3 class=\"ours\">Article ecoute, Essai &amp; </h3>";
    assert_eq!(related, [expected]);
    assert!(list.contains(&expected.replace("h3", "h2")), "{list:?}");
}

#[test]
fn a_fault_of_a_card_is_told_in_its_file() {
    let site = site_of_cards(
        "{% component article_card(card: map, level: integer = 3, large: bool = false, @site) %}\n\
         <p>{{ card.titre }}</p>\n\
         {% endcomponent article_card %}\n",
    );
    assert_eq!(places(&site), [place("P0701", CARD, 2)]);
}

#[test]
fn faults_of_a_theme_are_told_in_its_files() {
    let quote = "examples/theme-ardoise/themes/parvis/templates/components/quote.html";
    let original = std::fs::read_to_string(repository().join(quote)).expect("a template");
    let site = sample_in_slate();
    let path = "themes/parvis/templates/components/quote.html";
    for (from, to, line) in [
        ("{%- if part.author %}", "{%- if %}", 4),
        ("{{ part.text }}", "{{ part.texte }}", 8),
        ("site.t.quote_says", "site.t.quote_said", 5),
    ] {
        site.write(path, original.replacen(from, to, 1));
        assert_eq!(places(&site), [place("P0701", path, line)], "{to}");
    }
    site.write(path, &original);
    let words = "themes/parvis/i18n/fr.yaml";
    site.write(words, "back_home: 'Accueil'\nlatest_articles:\n");
    assert_eq!(places(&site), [place("P0704", words, 2)]);
}

fn place(code: &str, file: &str, line: u64) -> (String, String, u64) {
    (code.to_owned(), file.to_owned(), line)
}

/// The code, file and line of each fault of a build.
fn places(site: &Site) -> Vec<(String, String, u64)> {
    let build = site.build(&[]);
    assert_eq!(build.status, Some(1));
    let told = |fault: &Value, key: &str| fault[key].as_str().unwrap_or_default().to_owned();
    let faults = build.diagnostics();
    let mut places: Vec<_> = faults
        .map(|fault| {
            let line = fault["line"].as_u64().unwrap_or_default();
            (told(fault, "code"), told(fault, "file"), line)
        })
        .collect();
    places.dedup();
    places
}
