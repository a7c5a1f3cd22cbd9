//! `admin` in `site.yaml`: a page that edits the site. What it does in a browser is tested in `tests/browser/admin.test.js`.

use serde_json::{Value, json};

use crate::html::Page;
use crate::site::{Site, Tree, differences};

const GITHUB: &str =
    "repository: {url: 'https://github.com/org/site', branch: main, content: docs}\n";

/// A site that asks for the page, with a package that holds the files of the real one in name.
fn edited(lines: &str) -> Site {
    Site::configured(lines)
        .article("un", "Texte.")
        .file(
            "node_modules/@sveltia/cms/npm/index.js",
            "export const init = () => {};\n",
        )
        .file("node_modules/@sveltia/cms/npm/index.js.map", "{}")
        .file("node_modules/@sveltia/cms/npm/chunks/a.js", "export {};\n")
        .file("node_modules/@sveltia/cms/dist/other.js", "no();\n")
        .file(
            "node_modules/@sveltia/cms/locales/fr.json",
            "{\"a\": \"b\"}",
        )
        .file("node_modules/@sveltia/cms/LICENSE.txt", "MIT")
}

fn text<'a>(files: &'a Tree, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).expect("UTF-8")
}

fn config(lines: &str) -> Value {
    let files = edited(lines).fresh(&[]);
    serde_json::from_str(text(&files, "admin/config.json")).expect("JSON")
}

#[test]
fn a_site_that_is_not_edited_in_a_browser_has_nothing_of_it() {
    let files = edited(GITHUB).fresh(&[]);
    let without_package = Site::configured(GITHUB).article("un", "Texte.").fresh(&[]);
    assert_eq!(differences(&files, &without_package), [""; 0]);
    let traces = files.keys().filter(|path| path.contains("admin"));
    assert_eq!(traces.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_page_its_program_and_what_it_may_edit_are_published_and_no_page_leads_there() {
    let files =
        edited(&format!("{GITHUB}admin: {{}}\n")).fresh(&["--base-url", "https://o.org/kb/"]);
    let admin: Vec<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|path| path.starts_with("admin/"))
        .collect();
    let expected = [
        "admin/config.json",
        "admin/index.html",
        "admin/sveltia/LICENSE.txt",
        "admin/sveltia/locales/fr.js",
        "admin/sveltia/npm/chunks/a.js",
        "admin/sveltia/npm/index.js",
    ];
    assert_eq!(admin, expected);
    assert_eq!(
        text(&files, "admin/sveltia/locales/fr.js"),
        "export default {\"a\": \"b\"};\n"
    );
    let page = text(&files, "admin/index.html");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(page.contains("data-program=\"/kb/admin/sveltia/npm/index.js\""));
    assert!(page.contains("connect-src 'self' blob: data: https://api.github.com;"));
    for (path, bytes) in &files {
        let is_own = path.starts_with("admin/") || path.contains("/js/admin.js");
        if !is_own
            && [".html", ".xml", ".json", ".txt"]
                .iter()
                .any(|end| path.ends_with(end))
        {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("/admin/"), "{path} leads to /admin/");
        }
    }
    assert_eq!(Page::parse(page.as_bytes()).errors, [""; 0]);
}

#[test]
fn forges_are_asked_in_their_own_ways() {
    let backend = |lines: &str| config(lines)["backend"].clone();
    assert_eq!(
        backend(&format!("{GITHUB}admin: {{}}\n")),
        json!({"name": "github", "repo": "org/site", "branch": "main", "auth_methods": ["token"]})
    );
    assert_eq!(
        backend(&format!(
            "{GITHUB}admin: {{sign_in: 'https://auth.example.org/'}}\n"
        )),
        json!({"name": "github", "repo": "org/site", "branch": "main", "base_url": "https://auth.example.org"})
    );
    assert_eq!(
        backend("repository: {url: 'https://gitlab.com/o/g/site'}\nadmin: {application: abc}\n"),
        json!({"name": "gitlab", "repo": "o/g/site", "branch": "main", "base_url": "https://gitlab.com", "app_id": "abc", "auth_type": "pkce"})
    );
    assert_eq!(
        backend("repository: {url: 'https://codeberg.org/o/site'}\nadmin: {}\n"),
        json!({"name": "gitea", "repo": "o/site", "branch": "main", "api_root": "https://codeberg.org/api/v1", "auth_methods": ["token"]})
    );
    assert_eq!(
        backend("repository: {url: 'https://git.example.org/o/site'}\nadmin: {forge: github}\n"),
        json!({"name": "github", "repo": "o/site", "branch": "main", "api_root": "https://git.example.org/api/v3", "graphql_api_root": "https://git.example.org/api/graphql", "auth_methods": ["token"]})
    );
}

#[test]
fn documents_are_written_where_the_repository_has_them() {
    let config = config(&format!("{GITHUB}admin: {{}}\n"));
    let collections = config["collections"].as_array().expect("collections");
    let folders: Vec<(&str, &str)> = collections
        .iter()
        .map(|it| (it["name"].as_str().unwrap(), it["folder"].as_str().unwrap()))
        .collect();
    let expected = [
        ("articles", "docs/articles"),
        ("events", "docs/events"),
        ("glossary", "docs/glossary"),
        ("authors", "docs/authors"),
        ("books", "docs/books"),
        ("members", "docs/members"),
        ("pages", "docs"),
    ];
    assert_eq!(folders, expected);
    // Without categories there is none to choose from.
    let fields = collections[0]["fields"].as_array().expect("fields");
    let category = fields.iter().find(|field| field["name"] == "category");
    assert_eq!(category.expect("the field")["widget"], "string");
}
