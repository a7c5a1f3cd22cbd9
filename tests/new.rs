//! `parvis new`: what it writes has nothing to be reported about, and says truly what else can be written.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was written"
)]

#[path = "diagnostics/site.rs"]
mod site;

use std::fs;
use std::path::Path;

use site::{Outcome, Site};

/// The smallest picture that there is.
const PICTURE: &[u8] = b"GIF89a\x01\x00\x01\x00\x00\x00\x00";

/// A title of each kind, with what a title may hold, and the file that it names.
const DOCUMENTS: [(&str, &str, &str); 7] = [
    (
        "article",
        "L'accueil : « oui » !",
        "articles/l-accueil-oui.md",
    ),
    ("event", "Rencontre d'été", "events/rencontre-d-ete.md"),
    ("term", "Cœur de métier", "glossary/coeur-de-metier.md"),
    (
        "author",
        "Dominique Exemple",
        "authors/dominique-exemple.md",
    ),
    ("book", "Le livre 'exemple'", "books/le-livre-exemple.md"),
    (
        "member",
        "Coopérative d’exemple",
        "members/cooperative-d-exemple.md",
    ),
    ("page", "À propos: nous", "a-propos-nous.md"),
];

/// The smallest site in French, with one in English beside it; each has one of all that a document can name.
fn two_languages() -> Site {
    let site = Site::new();
    for tree in ["", "en/"] {
        site.write(
            &format!("content/{tree}authors/camille-exemple.md"),
            "---\nname: 'Camille Exemple'\n---\n",
        )
        .write(
            &format!("content/{tree}glossary/nps.md"),
            "---\ntitle: 'NPS'\ndefinition: 'Un indicateur.'\n---\n",
        )
        .write(
            &format!("content/{tree}books/livre.md"),
            "---\ntitle: 'Livre'\nwritten_by: ['Camille Exemple']\n---\n",
        );
    }
    site.write(
        "content/en/site.yaml",
        "title: 'Site'\ndescription: 'A site.'\ncategories:\n  - {slug: news, name: 'News'}\n",
    );
    let model = fs::read_to_string(site.root().join("content/model.yaml")).expect("the model");
    site.write("content/en/model.yaml", model);
    site
}

fn new(site: &Site, kind: &str, title: &str, options: &[&str]) -> Outcome {
    let arguments = ["new", kind, title, "--today", "2027-01-15"];
    site.run(&[&arguments, options].concat())
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.root().join(path)).expect("the file was written")
}

fn assert_nothing_to_report(site: &Site, options: &[&str]) {
    let outcome = site.run(&[&["check", "--strict", "--future"], options].concat());
    assert_eq!(outcome.stderr, "");
    assert_eq!(outcome.stdout, "Rien à signaler.\n");
}

#[test]
fn each_kind_passes_the_check_in_both_languages() {
    let site = two_languages();
    for (language, tree) in [("fr", ""), ("en", "en/")] {
        for (kind, title, file) in DOCUMENTS {
            let outcome = new(&site, kind, title, &["--language", language]);
            let path = format!("content/{tree}{file}");
            assert_eq!(outcome.stderr, "");
            assert_eq!(outcome.stdout, format!("{path}\n"));
            assert_eq!(outcome.status, Some(0));
        }
    }
    assert_nothing_to_report(&site, &[]);
    assert_nothing_to_report(&site, &["--drafts"]);
}

/// Uncomments the keys of a front matter: lines such as `# tags: …`.
fn with_every_key(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let key = line.strip_prefix("# ").filter(|rest| {
            let name = rest.split(": ").next().unwrap_or_default();
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        });
        lines.push(key.unwrap_or(line));
    }
    lines.join("\n")
}

#[test]
fn the_keys_in_comments_can_all_be_used_at_once() {
    let site = two_languages();
    for (language, tree) in [("fr", ""), ("en", "en/")] {
        for (kind, title, file) in DOCUMENTS {
            new(&site, kind, title, &["--language", language]);
            let path = format!("content/{tree}{file}");
            let text = with_every_key(&read(&site, &path))
                // One address leads to one page.
                .replace("/ancienne-adresse/", &format!("/ancienne/{kind}/"))
                .replace("/old-address/", &format!("/old/{kind}/"))
                // The name of a language is that of the other one.
                .replace("draft: true", "draft: false");
            assert!(text.contains("aliases: ["), "{kind}");
            assert!(!text.contains('%'), "{text}");
            let folder = Path::new(&path)
                .parent()
                .expect("a folder")
                .display()
                .to_string();
            for picture in ["photo.jpg", "portrait.jpg"] {
                if text.contains(picture) {
                    site.write(&format!("{folder}/{picture}"), PICTURE);
                }
            }
            site.write(&path, text);
        }
    }
    assert_nothing_to_report(&site, &[]);
}

#[test]
fn what_still_holds_a_placeholder_is_a_draft() {
    let site = two_languages();
    for (kind, title, file) in DOCUMENTS {
        new(&site, kind, title, &[]);
        let text = read(&site, &format!("content/{file}"));
        assert_eq!(
            text.contains("À écrire"),
            text.contains("\ndraft: true\n"),
            "{kind}"
        );
    }
}

#[test]
fn a_document_that_is_there_is_left_alone() {
    let site = two_languages();
    site.write(
        "content/articles/2026/accueil.md",
        "---\ntitle: 'A'\ndate: 2026-11-03\nsummary: 'S'\n---\n",
    )
    .write("content/glossary/accueil.md", "Pas encore fini.\n");
    let outcome = new(&site, "article", "Accueil", &["--quiet"]);
    assert_eq!(
        outcome.stderr,
        "erreur[P0307]: le nom « accueil » est déjà celui de content/articles/2026/accueil.md\n |\n = remède: donnez un autre nom à l’un des deux\n\n"
    );
    assert_eq!(outcome.status, Some(2));
    let outcome = new(&site, "term", "Accueil", &["--quiet"]);
    assert_eq!(
        outcome.stderr,
        "erreur[P1101]: « content/glossary/accueil.md » existe déjà\n |\n = remède: ouvrez-le, ou donnez un autre titre : rien n’a été remplacé\n\n"
    );
    assert_eq!(outcome.status, Some(2));
    assert_eq!(
        read(&site, "content/glossary/accueil.md"),
        "Pas encore fini.\n"
    );
}

#[test]
fn the_faults_of_other_files_do_not_keep_one_from_writing() {
    let site = two_languages();
    site.write("content/articles/faute.md", "Sans en-tête.\n");
    let outcome = new(&site, "page", "Images", &["--folder", "guide"]);
    assert_eq!(
        (outcome.stdout.as_str(), outcome.stderr.as_str()),
        ("content/guide/images.md\n", "")
    );
}

#[test]
fn programs_are_told_the_file_or_the_reason() {
    let site = two_languages();
    let options = ["--format", "json", "--quiet"];
    let outcome = new(&site, "term", "CES", &options);
    assert_eq!(
        outcome.stdout,
        "{\"event\":\"created\",\"file\":\"content/glossary/ces.md\"}\n"
    );
    let outcome = new(&site, "page", "?", &options);
    let codes: Vec<_> = outcome
        .diagnostics()
        .iter()
        .map(|it| it["code"].clone())
        .collect();
    assert_eq!(codes, ["P1103"]);
}

#[test]
fn an_article_in_full() {
    let site = two_languages();
    new(&site, "article", "L'accueil du soir", &[]);
    let expected = snapbox::Data::read_from(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/new-article.md"),
        Some(snapbox::data::DataFormat::Text),
    );
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .normalize_paths(false)
        .eq(
            snapbox::Data::text(read(&site, "content/articles/l-accueil-du-soir.md")),
            expected.raw(),
        );
}
