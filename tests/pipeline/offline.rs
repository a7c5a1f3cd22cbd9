//! `offline: true`: a worker that keeps what a visitor may need without a network. What it does in a browser is tested in
//! `tests/browser/offline.test.js`.

use crate::html::Page;
use crate::links::Published;
use crate::site::{Site, Tree, differences};

const ON: &str = "features: {offline: true}\n";
const WORKER: &str = "service-worker.js";

/// A model, an article and an event before, on and after the day of the build, which is the 22nd of November 2026.
fn community(lines: &str) -> Site {
    let event = |start: &str| {
        format!("---\ntitle: 'Rencontre'\nsummary: 'Une phrase.'\nstart: {start}\n---\nTexte.\n")
    };
    Site::configured(lines)
        .file(
            "content/model.yaml",
            "id: m\nversion: 1.0.0\nscale: {min: 1, max: 5}\nlevers:\n  - {id: l, name: 'Levier'}\n\
             dimensions:\n  - id: d\n    lever: l\n    name: 'Dimension'\n    statements:\n      - {id: s, text: 'Phrase.'}\n",
        )
        .article("un", "Texte.")
        .file("content/events/passee.md", &event("2026-11-21"))
        .file("content/events/du-jour.md", &event("2026-11-22"))
        .file("content/events/prochaine.md", &event("2027-06-10"))
        .file("content/events/bientot.md", &event("2026-12-08 12:30"))
        .file(
            "content/events/sans-annee.md",
            "---\ntitle: 'Sans année'\nsummary: 'Une phrase.'\nyear: unknown\nday: 04-18\n---\nTexte.\n",
        )
}

fn text<'a>(files: &'a Tree, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).expect("UTF-8")
}

/// The constant `name` of a worker, as JSON.
fn constant(worker: &str, name: &str) -> serde_json::Value {
    let (_, value) = worker
        .split_once(&format!("const {name} = "))
        .expect("the constant");
    let (value, _) = value.split_once(";\n").expect("its end");
    serde_json::from_str(&value.replace(",\n]", "\n]")).expect("JSON")
}

fn list(worker: &str, name: &str) -> Vec<String> {
    serde_json::from_value(constant(worker, name)).expect("a list of texts")
}

#[test]
fn a_site_that_is_not_switched_on_has_nothing_of_it() {
    let files = community("").fresh(&[]);
    let off = community("features: {offline: false}\n").fresh(&[]);
    assert_eq!(differences(&files, &off), [""; 0]);
    let traces: Vec<&String> = files
        .iter()
        .filter(|(path, bytes)| {
            let is_text = [".html", ".js", ".css", ".xml", ".webmanifest", ".txt"]
                .iter()
                .any(|end| path.ends_with(end));
            let text = String::from_utf8_lossy(bytes);
            path.contains("offline")
                || path.contains("hors-ligne")
                || *path == WORKER
                || is_text && (text.contains("serviceWorker") || text.contains("data-worker"))
        })
        .map(|(path, _)| path)
        .collect();
    assert_eq!(traces, [""; 0]);
}

#[test]
fn the_worker_keeps_the_tools_and_the_events_to_come() {
    for (options, base) in [
        (&[][..], "/"),
        (&["--base-url", "https://example.org/kb/"], "/kb/"),
    ] {
        let files = community(ON).fresh(options);
        let worker = text(&files, WORKER);
        let pages = [
            "hors-ligne/",
            "",
            "le-modele/testez-vous/",
            "le-modele/comparer/",
            "evenements/",
            "evenements/du-jour/",
            "evenements/bientot/",
            "evenements/prochaine/",
        ];
        assert_eq!(
            list(worker, "PAGES"),
            pages.map(|page| format!("{base}{page}"))
        );
        assert_eq!(constant(worker, "BASE"), base);
        assert_eq!(constant(worker, "OFFLINE"), format!("{base}hors-ligne/"));
        let kept = list(worker, "FILES");
        for file in &kept {
            let path = file.strip_prefix(base).expect("an address of the site");
            assert!(files.contains_key(path), "{file} is not published");
        }
        let assets = constant(worker, "ASSETS");
        let assets = assets.as_str().expect("text");
        for needed in [
            "css/selftest.css",
            "fonts/newsreader.woff2",
            "js/main.js",
            // Loaded for the result alone.
            "js/selftest/result.js",
            "js/selftest/result/files.js",
            "js/figures/picture.js",
            "wasm/selftest.wasm",
            "wasm/qr.wasm",
        ] {
            assert!(kept.contains(&format!("{assets}{needed}")), "{needed}");
        }
        for useless in [
            "js/elements/discussion.js",
            "fonts/newsreader-european.woff2",
            "wasm/search.wasm",
        ] {
            assert!(!kept.contains(&format!("{assets}{useless}")), "{useless}");
        }
        let page = Page::parse(&files["articles/un/index.html"]);
        let registers = page
            .all("script")
            .find(|script| script.get("data-worker").is_some())
            .expect("the page registers the worker");
        assert_eq!(
            registers.get("data-worker"),
            Some(&*format!("{base}{WORKER}"))
        );
        assert_eq!(registers.get("data-scope"), Some(base));
        let origin = format!("https://example.org{base}");
        assert_eq!(Published::new(files, &origin).dead_links(), [""; 0]);
    }
}

#[test]
fn the_version_follows_from_what_is_kept_and_from_nothing_else() {
    let site = community(ON);
    let first = site.fresh(&[]);
    assert_eq!(differences(&first, &site.fresh(&[])), [""; 0]);
    let version = |files: &Tree| constant(text(files, WORKER), "VERSION");
    site.write(
        "content/a-propos.md",
        "---\ntitle: 'À propos'\n---\nNous.\n",
    );
    let other_page = site.fresh(&[]);
    assert_eq!(version(&other_page), version(&first));
    site.write(
        "content/events/prochaine.md",
        "---\ntitle: 'Rencontre'\nsummary: 'Une phrase.'\nstart: 2027-06-10\n---\nLa salle a changé.\n",
    );
    let other_event = site.fresh(&[]);
    assert_ne!(version(&other_event), version(&first));
    site.write("themes/parvis/css/site.css", ":root { --radius: 0; }\n");
    assert_ne!(version(&site.fresh(&[])), version(&other_event));
}

#[test]
fn the_page_without_a_network_is_for_nobody_who_has_one() {
    let files = community(ON).fresh(&[]);
    let page = text(&files, "hors-ligne/index.html");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    // What the program notes of its own output is not for readers.
    let published = files
        .iter()
        .filter(|(path, _)| !path.starts_with(".parvis/"));
    for (path, bytes) in published {
        let is_list = path.ends_with(".xml") || path.ends_with(".txt") || path.ends_with(".json");
        let lists = is_list || path == "plan-du-site/index.html";
        assert!(
            !lists || !String::from_utf8_lossy(bytes).contains("hors-ligne"),
            "{path}"
        );
    }
}

#[test]
fn a_site_in_another_language_has_a_worker_of_its_own() {
    let english = "title: 'Trial'\ndescription: 'A site.'\n";
    let site = community(ON).file("content/en/site.yaml", english);
    let files = site.fresh(&[]);
    let worker = text(&files, "en/service-worker.js");
    assert_eq!(constant(worker, "BASE"), "/en/");
    assert_eq!(
        list(worker, "PAGES"),
        ["/en/offline/", "/en/", "/en/events/"]
    );
    assert!(files.contains_key("en/offline/index.html"));
    site.write(
        "content/en/site.yaml",
        format!("{english}features: {{offline: false}}\n"),
    );
    let files = site.fresh(&[]);
    assert!(files.contains_key(WORKER) && !files.contains_key("en/service-worker.js"));
    assert!(!text(&files, "en/index.html").contains("data-worker"));
}

#[test]
fn a_worker_of_the_content_is_the_editor_s_own() {
    let own = "addEventListener('fetch', () => {});\n";
    let files = community(ON)
        .file("content/service-worker.js", own)
        .fresh(&[]);
    assert_eq!(text(&files, WORKER), own);
}
