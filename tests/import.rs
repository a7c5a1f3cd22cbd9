//! `parvis import`: what another tool holds becomes a site that builds, with a report of what could not be carried over.
//!
//! The export of WordPress is `import/wordpress/`; the folders of other generators are texts, `import/GENERATOR.txt`, that describe their
//! files one after the other. What an import writes is a snapshot.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out folders and read what was written"
)]

#[allow(
    dead_code,
    reason = "an import begins with a folder of its own, not with the smallest site"
)]
#[path = "diagnostics/site.rs"]
mod site;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use site::{Outcome, Site};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn export() -> String {
    fixtures()
        .join("wordpress/export.xml")
        .display()
        .to_string()
}

fn uploads() -> String {
    fixtures().join("wordpress/uploads").display().to_string()
}

fn import_wordpress(site: &Site, language: &str) -> Outcome {
    let (export, uploads) = (export(), uploads());
    site.run(&[
        "import",
        "wordpress",
        &export,
        "--media",
        &uploads,
        "--lang",
        language,
    ])
}

/// Every file below `root` in order, each text as it is; of other files, how large they are.
fn tree(root: &Path, only: impl Fn(&str) -> bool) -> String {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(root)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    paths.sort();
    let mut text = String::new();
    for path in paths {
        let name = path
            .strip_prefix(root)
            .expect("below the root")
            .display()
            .to_string();
        if !only(&name) {
            continue;
        }
        let bytes = fs::read(&path).expect("a file");
        let _ = match String::from_utf8(bytes) {
            Ok(content) => writeln!(text, "=== {name}\n{}", content.trim_end()),
            Err(error) => writeln!(text, "=== {name} ({} bytes)", error.as_bytes().len()),
        };
    }
    text
}

fn content(site: &Site) -> String {
    tree(site.root(), |name| {
        name.starts_with("content/") && !name.ends_with(".imported.json")
    })
}

fn everything(site: &Site) -> String {
    tree(site.root(), |_| true)
}

fn report(site: &Site) -> String {
    fs::read_to_string(site.root().join("import-report.md")).expect("the report")
}

/// The site builds, and `check` has warnings only; their codes.
fn assert_it_builds(site: &Site) -> Vec<String> {
    let built = site.run(&["build", "--drafts", "--format", "json"]);
    assert_eq!(built.status, Some(0), "{}", built.stdout);
    let checked = site.run(&["check", "--format", "json"]);
    assert_eq!(checked.status, Some(0), "{}", checked.stdout);
    let mut codes: Vec<String> = checked
        .diagnostics()
        .iter()
        .map(|fault| fault["code"].as_str().expect("a code").to_owned())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn an_export_of_wordpress_becomes_a_site() {
    let site = Site::empty();
    let outcome = import_wordpress(&site, "fr");
    assert_eq!((outcome.status, outcome.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("wordpress_said", outcome.stdout);
    insta::assert_snapshot!("wordpress_content", content(&site));
    insta::assert_snapshot!("wordpress_report_in_french", report(&site));
    insta::assert_debug_snapshot!("wordpress_warnings", assert_it_builds(&site));
}

#[test]
fn the_report_speaks_english_too() {
    let site = Site::empty();
    let outcome = import_wordpress(&site, "en");
    assert_eq!(outcome.status, Some(0));
    insta::assert_snapshot!("wordpress_report_in_english", report(&site));
}

#[test]
fn a_second_import_changes_nothing_and_an_edited_file_stays() {
    let site = Site::empty();
    import_wordpress(&site, "fr");
    let before = everything(&site);
    let second = import_wordpress(&site, "fr");
    assert_eq!(everything(&site), before);
    assert!(
        second.stdout.contains("\nFichiers écrits\u{a0}: 0 · "),
        "{}",
        second.stdout
    );
    let path = site.root().join("content/articles/la-salle/index.md");
    let edited = fs::read_to_string(&path)
        .expect("an article")
        .replace("parle", "parle bas");
    fs::write(&path, &edited).expect("an edit");
    import_wordpress(&site, "fr");
    assert_eq!(fs::read_to_string(&path).expect("the article"), edited);
    assert!(report(&site).contains("## Fichiers modifiés depuis\n"));
    assert!(report(&site).contains("\n- content/articles/la-salle/index.md\n"));
}

#[test]
fn neither_e_mail_nor_network_address_nor_password_is_written() {
    let site = Site::empty();
    import_wordpress(&site, "fr");
    let all = everything(&site);
    for secret in ["@example.org", "192.0.2.", "secret-1234"] {
        assert!(!all.contains(secret), "{secret}");
    }
}

#[test]
fn the_configuration_that_is_there_keeps_its_lines() {
    let site = Site::empty();
    let head = "# Notre site\ntitle:   'Le nôtre' # titre\ndescription: D\nbase_url: https://example.org/kb/\n";
    let tail = "page_size: 20\n";
    site.write(
        "content/site.yaml",
        format!("{head}categories:\n  - {{slug: guichets, name: 'Nos guichets'}}\n{tail}"),
    );
    import_wordpress(&site, "fr");
    let now = fs::read_to_string(site.root().join("content/site.yaml")).expect("the configuration");
    let added =
        "  - {slug: 'experience', name: 'Expérience', description: 'Ce que vivent les clients'}\n";
    assert_eq!(
        now,
        format!("{head}categories:\n  - {{slug: guichets, name: 'Nos guichets'}}\n{added}{tail}")
    );
    assert_it_builds(&site);
}

#[test]
fn a_configuration_that_cannot_be_completed_is_left_alone() {
    let site = Site::empty();
    let text = "title: T\ndescription: D\nbase_url: https://example.org/\ncategories: [{slug: a, name: A}]\n";
    site.write("content/site.yaml", text);
    let outcome = import_wordpress(&site, "fr");
    assert_eq!(
        fs::read_to_string(site.root().join("content/site.yaml")).expect("it"),
        text
    );
    assert!(
        outcome.stdout.contains("À faire avant tout"),
        "{}",
        outcome.stdout
    );
    assert!(report(&site).contains("```yaml\ncategories:\n  - {slug: 'experience'"));
}

#[test]
fn programs_get_a_summary() {
    let site = Site::empty();
    let outcome = site.run(&["import", "wordpress", &export(), "--format", "json"]);
    assert_eq!(outcome.status, Some(0));
    let summary: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("one object");
    assert_eq!(summary["event"], "summary");
    assert_eq!(summary["articles"], 9);
    assert_eq!(summary["files"], 0);
    assert_eq!(summary["report"], "import-report.md");
}

#[test]
fn no_attachment_leads_out_of_the_folder() {
    let site = Site::empty();
    site.write("secret.png", [0x89, b'P'])
        .write("media/2019/05/a.png", [0x89, b'P']);
    let export = fs::read_to_string(export()).expect("the export");
    let bent = export
        .replace("uploads/2019/05/guichet.png", "uploads/../../secret.png")
        .replace("2019/05/guichet-300x200.png", "%2e%2e/%2e%2e/secret.png");
    site.write("export.xml", bent);
    let outcome = site.run(&["import", "wordpress", "export.xml", "--media", "media"]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let names = tree(&site.root().join("content"), |_| true);
    assert!(!names.contains("secret.png ("), "{names}");
}

/// The folder of a generator, imported into a new site beside it.
fn import_folder(name: &str) -> Site {
    let site = Site::empty();
    let text = fs::read_to_string(fixtures().join(format!("{name}.txt"))).expect("a fixture");
    for section in site::sections(&text) {
        let path = format!("source/{}", section.path);
        match section.note {
            "picture" => site.write(
                &path,
                include_bytes!("import/wordpress/uploads/2019/05/guichet.png"),
            ),
            _ => site.write(&path, section.text),
        };
    }
    let outcome = site.run(&["import", "markdown", "source", "--lang", "fr"]);
    assert_eq!(
        (outcome.status, outcome.stderr.as_str()),
        (Some(0), ""),
        "{name}"
    );
    let before = everything(&site);
    site.run(&["import", "markdown", "source", "--lang", "fr"]);
    assert_eq!(
        everything(&site),
        before,
        "{name}: a second import changes nothing"
    );
    site
}

#[test]
fn folders_of_other_generators_become_sites() {
    for name in [
        "jekyll",
        "hugo",
        "zola",
        "eleventy",
        "mkdocs",
        "docusaurus",
        "plain",
    ] {
        let site = import_folder(name);
        insta::assert_snapshot!(format!("{name}_content"), content(&site));
        insta::assert_snapshot!(format!("{name}_report"), report(&site));
        assert_it_builds(&site);
    }
}
