//! The pipeline's invariants (docs/ARCHITECTURE.md): what a build is made of, and nothing else, decides what it writes; all that is wrong
//! is told in one run.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was published"
)]

#[path = "pipeline/site.rs"]
mod site;

use std::collections::BTreeSet;

use site::{Build, Site, Tree, differences, repository, sample, tree};

/// An article, a term that it uses, a page and a template of the site's own: something of each stage.
fn small_site() -> Site {
    Site::new()
        .article("a", "Le [[nps]] ne dit pas tout.")
        .article("b", "Voir [a](a.md).")
        .file(
            "content/glossary/nps.md",
            "---\ntitle: 'NPS'\ndefinition: 'Un indicateur.'\n---\nLong.\n",
        )
        .file(
            "content/a-propos.md",
            "---\ntitle: 'À propos'\n---\nNous.\n",
        )
}

#[test]
fn two_builds_give_the_same_bytes() {
    let first = sample(&[]);
    assert_eq!(differences(&first, &sample(&[])), [""; 0]);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let with_threads = |number: &str| {
        let out = tempfile::tempdir().expect("a temporary folder");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_parvis"));
        command
            .args([
                "build",
                "--format",
                "json",
                "--today",
                site::TODAY,
                "--root",
            ])
            .arg(repository())
            .arg("--out")
            .arg(out.path())
            .env("RAYON_NUM_THREADS", number);
        Build::run(command, out.path()).succeeded().tree()
    };
    let one = with_threads("1");
    for number in ["2", "7"] {
        assert_eq!(
            differences(&one, &with_threads(number)),
            [""; 0],
            "{number} threads"
        );
    }
}

#[test]
fn the_order_of_the_folder_changes_nothing() {
    let content = tree(&repository().join("content"));
    let copy = |files: &mut dyn Iterator<Item = (&String, &Vec<u8>)>| {
        let site = Site::new();
        for (path, bytes) in files {
            site.write(&format!("content/{path}"), bytes);
        }
        site.fresh(&[])
    };
    let forwards = copy(&mut content.iter());
    let backwards = copy(&mut content.iter().rev());
    assert_eq!(differences(&forwards, &backwards), [""; 0]);
    assert!(forwards.len() > 100);
}

#[test]
fn what_was_published_before_changes_nothing() {
    let site = small_site();
    site.build(&[]).succeeded();
    site.write(
        "content/articles/c.md",
        "---\ntitle: 'C'\nsummary: 'C.'\ndate: 2026-11-02\n---\n[[nps]]\n",
    );
    site.delete("content/articles/b.md");
    let built = site.build(&[]).succeeded().tree();
    let without_lock = |files: Tree| -> Tree {
        files
            .into_iter()
            .filter(|(path, _)| path != ".parvis/lock")
            .collect()
    };
    assert_eq!(
        differences(&without_lock(built), &without_lock(site.fresh(&[]))),
        [""; 0]
    );
}

#[test]
fn today_is_an_input_like_any_other() {
    let site = Site::configured("time_zone: Europe/Paris\n")
        .article_with("hier", "date: 2026-11-01", "Hier.")
        .article_with("demain", "date: 2026-12-01", "Demain.");
    let given = site.fresh(&["--today", "2026-12-01"]);
    // 23:30 in Greenwich on the last of November: the first of December in Paris.
    let reproducible = |options: &[&str]| {
        let out = tempfile::tempdir().expect("a temporary folder");
        let mut command = site.command(options);
        command
            .arg("--out")
            .arg(out.path())
            .env("SOURCE_DATE_EPOCH", "1796081400");
        Build::run(command, out.path()).succeeded().tree()
    };
    assert!(given.contains_key("articles/demain/index.html"));
    assert_eq!(differences(&reproducible(&[]), &given), [""; 0]);
    let before = reproducible(&["--today", "2026-11-30"]);
    assert!(!before.contains_key("articles/demain/index.html"));
    assert_eq!(
        differences(&before, &site.fresh(&["--today", "2026-11-30"])),
        [""; 0]
    );
}

#[test]
fn every_error_is_told_in_one_run() {
    let build = small_site()
        .article_with("cle", "date: 2026-11-01\ntitre: 'x'", "Un texte.")
        .article_with(
            "auteur",
            "date: 2026-11-01\nauthors: [personne]",
            "Un texte.",
        )
        .article_with("date", "date: 2026-02-30", "Un texte.")
        .article("lien", "Voir [rien](rien.md) et ![](absente.png).")
        .file("content/articles/yaml.md", "---\ntitle: 'x\n---\n")
        .file("content/articles/ouvert.md", "---\ntitle: 'x'\n")
        .file(
            "content/events/fin.md",
            "---\ntitle: 'E'\nsummary: 'E.'\nstart: 2027-01-02 10:00\nend: 2027-01-01 10:00\n---\n",
        )
        .file("content/benchmark/2026.yaml", "title: 12\nquoi: 1\n")
        .file("themes/parvis/templates/article.html", "{% if %}")
        .file("themes/parvis/theme.yaml", "name: [\n")
        .build(&[]);
    assert_eq!(build.status, Some(1));
    let files: BTreeSet<&str> = build
        .diagnostics()
        .filter(|fault| fault["level"] == "error")
        .map(|fault| fault["file"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(
        files,
        BTreeSet::from([
            "content/articles/auteur.md",
            "content/articles/cle.md",
            "content/articles/date.md",
            "content/articles/lien.md",
            "content/articles/ouvert.md",
            "content/articles/yaml.md",
            "content/benchmark/2026.yaml",
            "content/events/fin.md",
            "themes/parvis/templates/article.html",
            "themes/parvis/theme.yaml",
        ])
    );
    // Both faults of one file, too.
    let codes: Vec<&str> = build
        .faults()
        .into_iter()
        .filter_map(|(code, file)| (file == "content/articles/lien.md").then_some(code))
        .collect();
    assert!(
        codes.contains(&"P0302") && codes.contains(&"P0304"),
        "{codes:?}"
    );
    for fault in build.diagnostics() {
        for key in ["message", "help", "code"] {
            assert!(
                fault[key].as_str().is_some_and(|text| !text.is_empty()),
                "{fault}"
            );
        }
        assert!(
            fault["line"].as_u64() >= Some(1) && fault["column"].as_u64() >= Some(1),
            "{fault}"
        );
    }
}

#[test]
fn a_faulty_file_is_not_taken_for_a_missing_one() {
    let build = small_site()
        .article_with("cible", "date: 2026-11-01\ntitre: 'x'", "Un texte.")
        .article_with(
            "renvoi",
            "date: 2026-11-01\nauthors: [camille]",
            "Voir [cible](cible.md).",
        )
        .file(
            "content/authors/camille.md",
            "---\nname: 'Camille'\nnom: 'x'\n---\n",
        )
        .build(&[]);
    assert_eq!(
        build.faults(),
        [
            ("P0203", "content/articles/cible.md"),
            ("P0203", "content/authors/camille.md")
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_as_yaml_is_the_only_one_to_blame() {
    let build = small_site()
        .article_with(
            "renvoi",
            "date: 2026-11-01\nauthors: [camille]",
            "Voir [cible](cible.md), [[cible]] et [elle](/articles/cible/), mais pas [rien](rien.md).",
        )
        .file("content/articles/cible.md", "---\ntitle: Relation : un mot\n---\n")
        .file("content/authors/camille.md", "---\nname: 'Camille\n---\n")
        .build(&[]);
    assert_eq!(
        build.faults(),
        [
            ("P0204", "content/articles/cible.md"),
            ("P0302", "content/articles/renvoi.md"),
            ("P0204", "content/authors/camille.md"),
        ]
    );
}

#[test]
fn every_faulty_template_is_told_once() {
    // Each passes as a template, and fails when a page is rendered with it.
    let build = small_site()
        .file(
            "themes/parvis/templates/article.html",
            "{{ view.nothing_like_this }}\n",
        )
        .file(
            "themes/parvis/templates/term.html",
            "\n{{ view.neither_this }}\n",
        )
        .build(&[]);
    assert_eq!(
        build.faults(),
        [
            ("P0701", "themes/parvis/templates/article.html"),
            ("P0701", "themes/parvis/templates/term.html")
        ]
    );
    let lines: Vec<u64> = build
        .diagnostics()
        .filter_map(|fault| fault["line"].as_u64())
        .collect();
    assert_eq!(lines, [1, 2]);
    assert_eq!(build.status, Some(1));
}

#[test]
fn the_sample_site_passes_where_warnings_are_errors() {
    assert!(sample(&["--strict"]).contains_key("index.html"));
}
