//! Input that no editor means to write: the command says what is wrong, in time, and never panics.
//!
//! `Site::run` gives the command twenty seconds; a panic ends it with the status 101, a signal with none.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was published"
)]

#[path = "diagnostics/site.rs"]
mod site;

use site::Site;

const HEAD: &str = "---\ntitle: 'A'\ndate: 2026-11-03\nsummary: 'Une phrase.'\n---\n";

/// The faults of `site` as `file:line:column code`, in order; the command must have ended by itself, with the status they call for.
fn faults(site: &Site) -> Vec<String> {
    let outcome = site.run(&["check", "--format", "json"]);
    let faults = outcome.diagnostics();
    let errors = faults.iter().any(|fault| fault["level"] == "error");
    assert_eq!(outcome.status, Some(i32::from(errors)), "{outcome:?}");
    let place = |fault: &serde_json::Value| {
        let word = |key: &str| fault[key].as_str().unwrap_or("-").to_owned();
        let file = word("file");
        let file = file.strip_prefix("content/").unwrap_or(&file).to_owned();
        format!(
            "{file}:{}:{} {}",
            fault["line"],
            fault["column"],
            word("code")
        )
    };
    faults.iter().map(place).collect()
}

/// The faults of the smallest site with one file more.
fn faults_of(path: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    let site = Site::new();
    site.write(path, bytes);
    faults(&site)
}

fn article(body: &str) -> Vec<String> {
    faults_of("content/articles/a.md", format!("{HEAD}{body}"))
}

const NOTHING: [&str; 0] = [];

// Bytes

#[test]
fn invalid_utf8_is_placed() {
    assert_eq!(
        faults_of("content/articles/a.md", b"---\ntitle: 't\xe9'\n---\n"),
        ["articles/a.md:2:10 P0101"]
    );
    assert_eq!(
        faults_of("content/site.yaml", b"title: \xff"),
        ["site.yaml:1:8 P0101"]
    );
}

#[test]
fn a_nul_byte_is_placed() {
    let text = format!("{HEAD}é\0");
    assert_eq!(
        faults_of("content/articles/a.md", text),
        ["articles/a.md:6:2 P0102"]
    );
}

#[test]
fn a_picture_may_hold_any_byte() {
    assert_eq!(faults_of("content/photo.png", b"\xff\0\xfe"), NOTHING);
}

#[test]
fn a_byte_order_mark_changes_no_column() {
    let text = format!("\u{feff}{HEAD}");
    assert_eq!(faults_of("content/articles/a.md", &text), NOTHING);
    let faulty = text.replace("---\ntitle", "---\ntilte");
    assert_eq!(
        faults_of("content/articles/a.md", faulty),
        ["articles/a.md:2:1 P0207", "articles/a.md:2:1 P0203"]
    );
    assert_eq!(
        faults_of("content/articles/a.md", "\u{feff}Texte."),
        ["articles/a.md:1:1 P0201"]
    );
}

#[test]
fn carriage_returns_change_no_column() {
    let text = format!("{HEAD}Voir [là](rien.md)\n").replace('\n', "\r\n");
    assert_eq!(
        faults_of("content/articles/a.md", &text),
        ["articles/a.md:6:11 P0302"]
    );
    let faulty = text.replace("date: 2026-11-03", "date: 2026-02-30");
    assert_eq!(
        faults_of("content/articles/a.md", faulty),
        ["articles/a.md:3:7 P0208", "articles/a.md:6:11 P0302"]
    );
}

// YAML

#[test]
fn nesting_of_yaml_is_bounded() {
    for text in [
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        format!("title: {}", "[".repeat(100_000)),
        (0..2_000).map(|depth| " ".repeat(depth) + "a:\n").collect(),
    ] {
        let found = faults_of("content/benchmark/a.yaml", &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            faults_of("content/articles/a.md", format!("---\n{text}\n---\n")).len(),
            1
        );
    }
}

#[test]
fn yaml_in_a_component_is_bounded_too() {
    let found = article(&format!("```timeline\n{}\n```\n", "[".repeat(100_000)));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn every_key_takes_the_wrong_type_without_a_panic() {
    let keys = "title date updated summary authors category tags dimensions series source image aliases slug lang draft expires sector \
                review_of start end year day venue room registration organisers speakers status previous_start programme definition forms \
                contrast see_also name kind links written_by published formats size since id version scale levers maturity symmetry wheel \
                companies sectors corrections base_url time_zone navigation categories routes page_size features repository";
    for value in [
        "3",
        "[]",
        "{}",
        "[[[]]]",
        "{a: {b: c}}",
        "[{}]",
        "~",
        "''",
        "true",
        "-1e400",
        "!!binary x",
        "? a",
    ] {
        let lines: Vec<String> = keys
            .split(' ')
            .map(|key| format!("{key}: {value}"))
            .collect();
        let yaml = lines.join("\n") + "\n";
        let site = Site::new();
        for folder in [
            "articles", "events", "glossary", "authors", "books", "members", "guide",
        ] {
            site.write(
                &format!("content/{folder}/a.md"),
                format!("---\n{yaml}---\n"),
            );
        }
        site.write("content/benchmark/a.yaml", &yaml)
            .write("content/model.yaml", &yaml)
            .write(
                "content/articles/a.comments.yaml",
                format!("- {{id: {value}}}\n"),
            );
        assert!(faults(&site).len() > 9);
        assert_eq!(
            Site::new()
                .write("content/site.yaml", &yaml)
                .run(&["check"])
                .status,
            Some(1)
        );
    }
}

// Times and dates

#[test]
fn dates_at_the_ends_of_the_calendar_are_read() {
    for date in ["0001-01-01", "9999-12-31"] {
        let text = format!("---\ntitle: 'E'\nstart: {date}\n---\n");
        assert_eq!(faults_of("content/events/e.md", text), NOTHING, "{date}");
        let text = format!("---\ntitle: 'E'\nstart: {date} 00:00\nend: {date} 23:59\n---\n");
        assert_eq!(faults_of("content/events/e.md", text), NOTHING, "{date}");
    }
}

// Links, paths and names

#[test]
fn nothing_climbs_out_through_a_name() {
    let head = |key: &str| HEAD.replace("date:", &format!("{key}\ndate:"));
    for (key, code) in [
        ("slug: ../../etc/passwd", "P0208"),
        ("slug: /etc", "P0208"),
        ("slug: ..", "P0208"),
        ("aliases: ['/../../etc/']", "P0305"),
        ("aliases: ['//example.org/']", "P0208"),
        ("aliases: ['/a\\..\\b/']", "P0208"),
        (
            "image: {src: ../../../etc/passwd, alt: 'Une photo'}",
            "P0305",
        ),
        ("series: {name: '../..', part: 1}", ""),
        ("tags: ['../../etc']", ""),
    ] {
        let found = faults_of("content/articles/a.md", head(key));
        let codes: Vec<&str> = found.iter().filter_map(|it| it.split(' ').nth(1)).collect();
        let expected: Vec<&str> = [code].into_iter().filter(|code| !code.is_empty()).collect();
        assert_eq!(codes, expected, "{key}");
    }
}

#[test]
fn nothing_climbs_out_through_a_link() {
    for target in [
        "../../../etc/passwd",
        "/../../etc/passwd",
        "..%2f..%2f..%2fetc/passwd",
        "./../../../x.md",
    ] {
        assert_eq!(
            article(&format!("[a]({target})")),
            ["articles/a.md:6:5 P0305"],
            "{target}"
        );
        assert_eq!(
            article(&format!("![Une clé]({target})")),
            ["articles/a.md:6:12 P0305"],
            "{target}"
        );
    }
}

#[test]
fn a_build_of_climbing_names_writes_below_its_folder_only() {
    let site = Site::new();
    let head = HEAD.replace(
        "date:",
        "tags: ['../../../sorti']\nseries: {name: '../../sorti', part: 1}\ndate:",
    );
    site.write("content/articles/a.md", head);
    assert_eq!(site.run(&["build"]).status, Some(0));
    let mut names: Vec<String> = std::fs::read_dir(site.root())
        .expect("the folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, ["content", "public"]);
}

#[test]
fn a_failing_build_leaves_the_site_before_it() {
    let site = Site::new();
    assert_eq!(site.run(&["build"]).status, Some(0));
    let manifest =
        || std::fs::read(site.root().join("public/.parvis/manifest.json")).expect("a manifest");
    let before = manifest();
    site.write("content/articles/a.md", "Pas d’en-tête.")
        .write("content/b.md", "---\ntitle: 'B'\n---\n");
    assert_eq!(site.run(&["build"]).status, Some(1));
    assert_eq!(manifest(), before);
    assert!(!site.root().join("public/b").exists());
}

// Files

#[test]
fn an_empty_file_is_a_fault_of_its_own() {
    for path in ["articles/a.md", "glossary/a.md", "events/a.md", "a.md"] {
        assert_eq!(
            faults_of(&format!("content/{path}"), ""),
            [format!("{path}:1:1 P0201")]
        );
    }
    for path in [
        "site.yaml",
        "model.yaml",
        "benchmark/a.yaml",
        "articles/a.comments.yaml",
    ] {
        let found = faults_of(&format!("content/{path}"), "");
        assert!(
            found.iter().any(|it| it.ends_with("P0206")),
            "{path}: {found:?}"
        );
    }
}

#[test]
fn an_empty_content_folder_is_no_site() {
    let site = Site::empty();
    std::fs::create_dir(site.root().join("content")).expect("a folder");
    assert_eq!(site.run(&["build"]).status, Some(2));
}

#[test]
fn a_file_named_content_is_no_site() {
    let site = Site::empty();
    site.write("content", "");
    assert_eq!(site.run(&["build"]).status, Some(2));
}

#[test]
fn a_folder_may_be_named_as_a_file() {
    let site = Site::new();
    site.write("content/articles/a.md/index.md", HEAD);
    assert_eq!(faults(&site), ["articles/a.md/index.md:1:1 P0108"]);
    let site = Site::empty();
    site.write("content/site.yaml/a.txt", "");
    assert_eq!(faults(&site), ["-:null:null P0107"]);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_tree_to_nothing_and_in_circles_are_refused() {
    let site = Site::new();
    site.write("dehors/secret.md", HEAD)
        .link("content/articles/dehors.md", "../../dehors/secret.md")
        .link("content/dossier", "../dehors")
        .link("content/articles/rien.md", "parti.md")
        .link("content/articles/soi.md", "soi.md")
        .link("content/guide/boucle", "..");
    assert_eq!(
        faults(&site),
        [
            "articles/dehors.md:1:1 P0104",
            "articles/rien.md:1:1 P0103",
            "articles/soi.md:1:1 P0103",
            "dossier/secret.md:1:1 P0104",
            "guide/boucle:1:1 P0104",
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_link_within_the_content_is_a_file_like_another() {
    let site = Site::new();
    site.write("content/a.svg", "<svg/>")
        .write(
            "content/articles/a.md",
            format!("{HEAD}![Un dessin](b.svg)\n"),
        )
        .link("content/articles/b.svg", "../a.svg");
    assert_eq!(faults(&site), NOTHING);
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_as_text_and_copied_as_data() {
    let site = Site::new();
    site.write("content/articles/a.md", vec![b'a'; 50 << 20]);
    assert_eq!(faults(&site), ["articles/a.md:1:1 P0105"]);
    assert_eq!(faults_of("content/film.mp4", vec![0; 50 << 20]), NOTHING);
}

#[test]
fn names_that_are_no_address_are_refused() {
    let name = "n".repeat(200);
    assert_eq!(
        faults_of(&format!("content/articles/{name}.md"), HEAD),
        NOTHING
    );
    assert_eq!(
        faults_of("content/articles/---.md", HEAD),
        ["articles/---.md:1:1 P0108"]
    );
    assert_eq!(
        faults_of("content/articles/.md", HEAD),
        NOTHING,
        "a hidden file is passed over"
    );
}

// Markdown

#[test]
fn markdown_may_nest_as_deep_as_it_likes() {
    const DEPTH: usize = 100_000;
    for opening in [
        "> ", "[", "![", "- ", "1. ", "*a ", "**a _b ", "`", "<b>", "(", "[[", "[^", "| ", "#",
        "~~a ", ": ", "\\", "<!--", "&amp;",
    ] {
        let outcome = {
            let site = Site::new();
            site.write(
                "content/articles/a.md",
                format!("{HEAD}{}fin\n", opening.repeat(DEPTH)),
            );
            site.run(&["check"])
        };
        assert!(
            matches!(outcome.status, Some(0 | 1)),
            "{opening:?}: {outcome:?}"
        );
    }
}

#[test]
fn a_note_within_a_note_takes_nothing_from_the_text() {
    let site = Site::new();
    let body = "Un mot[^a], un autre[^b].\n\n[^a]: Une note.\n\n    > [^b]: Dans une note.\n\n    Sa suite.\n\nLa fin.\n";
    site.write("content/articles/a.md", format!("{HEAD}{body}"));
    assert_eq!(site.run(&["build"]).status, Some(0));
    let page = site.root().join("public/articles/a/index.html");
    let page = std::fs::read_to_string(page).unwrap();
    let place = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("{words}: {page}"))
    };
    let places = [
        "Un mot",
        "<p>La fin.</p>",
        "doc-endnotes",
        "<p>Une note.</p>",
        "<p>Sa suite.</p>",
        "<p>Dans une note.</p>",
    ]
    .map(place);
    assert!(places.is_sorted(), "{page}");
}

#[test]
fn the_words_of_a_picture_take_no_markup() {
    let site = Site::new();
    let body = "Un ![a [lien](b.md) ![autre](c.png) <b>gras</b> `x` fin](d.png) mot.\n";
    site.write("content/articles/a.md", format!("{HEAD}{body}"));
    let png = include_bytes!("../content/guide/apercu-article.png");
    site.write("content/articles/d.png", png);
    let outcome = site.run(&["build"]);
    assert_eq!(outcome.status, Some(0), "{outcome:?}");
    let page = site.root().join("public/articles/a/index.html");
    let page = std::fs::read_to_string(page).unwrap();
    let (before, after) = page
        .split_once("alt=\"a lien autre gras x fin\"")
        .expect("its words");
    assert!(
        before.contains("<p>Un <img src=\"/articles/d.png\""),
        "{page}"
    );
    assert!(after.contains("> mot.</p>"), "{page}");
}

#[test]
fn closed_nesting_is_bounded_too() {
    const DEPTH: usize = 20_000;
    for (opening, closing) in [
        ("[", "](b)"),
        ("*", "*"),
        ("<span>", "</span>"),
        ("![", "](b)"),
        ("**", "**"),
        ("<div>\n", "</div>\n"),
    ] {
        let site = Site::new();
        let body = format!("{}a{}\n", opening.repeat(DEPTH), closing.repeat(DEPTH));
        site.write("content/articles/a.md", format!("{HEAD}{body}"));
        let outcome = site.run(&["check", "--format", "github"]);
        assert!(
            matches!(outcome.status, Some(0 | 1)),
            "{opening:?}: {:?}",
            outcome.status
        );
    }
}

#[test]
fn a_table_of_ten_thousand_rows_is_read() {
    let rows = "| Été | 12 % |\n".repeat(10_000);
    assert_eq!(article(&format!("| a | b |\n|---|---|\n{rows}")), NOTHING);
}

#[test]
fn ten_thousand_faults_in_one_file_are_all_told() {
    let found = article(&"[a](rien.md)\n\n".repeat(10_000));
    assert_eq!(found.len(), 10_000);
    assert_eq!(found[9_999], "articles/a.md:20004:5 P0302");
}

#[test]
fn a_line_of_a_megabyte_is_shown_around_its_fault() {
    let site = Site::new();
    let line = "é".repeat(500_000);
    site.write(
        "content/articles/a.md",
        format!("{HEAD}{line} [a](rien.md) {line}\n"),
    );
    let outcome = site.run(&["check"]);
    assert_eq!(outcome.status, Some(1));
    assert!(
        outcome.stderr.len() < 4_000,
        "{} bytes are shown",
        outcome.stderr.len()
    );
}
