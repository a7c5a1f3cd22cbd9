//! `parvis serve`, as a browser and an editor meet it: the real binary on a port of its own, spoken to over its socket.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was published"
)]

mod serve {
    pub mod server;
    pub mod site;
}

use std::time::Duration;

use serde_json::json;
use serve::server::{Response, Server, State};
use serve::site::Site;

/// The line that the server adds to a page.
fn without_script(html: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(html.to_vec()).expect("HTML is UTF-8");
    let start = text
        .find("<script type=\"module\" src=\"/_parvis/live.js?version=")
        .expect("the page carries the script");
    let end = start + text[start..].find('\n').expect("a whole line") + 1;
    [&text[..start], &text[end..]].concat().into_bytes()
}

/// The first file that the server answers otherwise than a fresh build writes it, if any; a deleted file counts too.
fn first_difference(site: &Site, server: &Server, gone: &[&str]) -> Option<String> {
    for (address, expected) in site.build(&server.url()) {
        let answer = server.get(&address);
        let body = match answer.header("content-type") {
            Some("text/html; charset=utf-8") => without_script(&answer.body),
            _ => answer.body,
        };
        if answer.status != 200 || body != expected {
            return Some(address);
        }
    }
    gone.iter()
        .find(|address| server.get(address).status != 404)
        .map(|address| (*address).to_owned())
}

fn text(response: &Response) -> String {
    String::from_utf8_lossy(&response.body).into_owned()
}

/// An edit, what it is, and the addresses that are gone after it.
type Step = (&'static str, fn(&Site), &'static [&'static str]);

#[test]
fn every_answer_is_what_a_build_writes_whatever_was_edited_before() {
    let site = Site::new();
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    assert_eq!(events.next().name, "reload");
    assert_eq!(first_difference(&site, &server, &[]), None, "at first");

    let steps: [Step; 9] = [
        (
            "an edit",
            |site| site.article("accueil", "Accueil", "Un autre texte."),
            &[],
        ),
        (
            "a new file",
            |site| site.article("depart", "Départ", "Un texte."),
            &[],
        ),
        (
            "a new folder",
            |site| {
                site.write(
                    "content/guide/debut.md",
                    "---\ntitle: 'Début'\n---\nTexte.\n",
                );
            },
            &[],
        ),
        (
            "a renamed file",
            |site| {
                site.rename("content/articles/depart.md", "content/articles/sortie.md");
            },
            &["/articles/depart/"],
        ),
        (
            "a renamed folder",
            |site| site.rename("content/guide", "content/manuel"),
            &["/guide/debut/"],
        ),
        (
            "a copied file",
            |site| site.write("content/donnees/mesures.csv", "a;b\n1;2\n"),
            &[],
        ),
        (
            "a changed configuration",
            |site| site.configure("Un autre titre"),
            &[],
        ),
        (
            "a changed theme",
            |site| {
                site.write("themes/parvis/css/tokens.css", ":root { --ink: black; }\n");
            },
            &[],
        ),
        (
            "a deleted folder",
            |site| site.delete("content/manuel"),
            &["/manuel/debut/"],
        ),
    ];
    for (step, edit, gone) in steps {
        edit(&site);
        // An edit may reach the server in several parts: each part is an event.
        loop {
            events.next();
            if first_difference(&site, &server, gone).is_none() {
                break;
            }
            eprintln!("{step}: waiting for the rest");
        }
    }
}

#[test]
fn an_error_is_told_while_the_last_good_page_stays_and_goes_when_mended() {
    let site = Site::new();
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let first = events.next();
    assert_eq!(first.name, "reload");
    let page = server.get("/articles/accueil/");

    site.write(
        "content/articles/accueil.md",
        "---\ntitle: 'Accueil'\ndate: 2026-02-31\nsummary: 'Deux mots.'\n---\nCassé.\n",
    );
    let broken = events.until(|state| state.name == "errors");
    let error = &broken.data["diagnostics"][0];
    assert_eq!(error["file"], "content/articles/accueil.md");
    assert_eq!(
        (error["line"].as_u64(), error["column"].as_u64()),
        (Some(3), Some(7))
    );
    assert_eq!(error["level"], "error");
    assert_eq!(error["excerpt"]["before"], "date: ");
    assert_eq!(error["excerpt"]["fault"], "2026-02-31");
    assert!(error["help"].as_str().is_some_and(|help| !help.is_empty()));
    assert_eq!(broken.version(), first.version(), "pages are as they were");
    let meanwhile = server.get("/articles/accueil/");
    assert_eq!((meanwhile.status, &meanwhile.body), (200, &page.body));
    let late = server.events().next();
    assert_eq!(
        (late.name, late.data),
        (broken.name, broken.data),
        "who comes later hears the same"
    );

    site.article("accueil", "Accueil", "Réparé.");
    let mended = events.until(|state| state.name == "reload");
    assert_ne!(mended.version(), first.version());
    assert_eq!(mended.data["diagnostics"].as_array().map(Vec::len), Some(0));
    assert!(text(&server.get("/articles/accueil/")).contains("Réparé."));
}

#[test]
fn an_error_is_told_with_its_lines_and_the_address_that_opens_them() {
    let site = Site::new();
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    events.next();
    site.write(
        "content/articles/à lire.md",
        "---\ntitle: 'Accueil'\ndate: 2026-02-31\nsummary: 'Deux mots.'\n---\nCassé.\n",
    );
    let broken = events.until(|state| state.name == "errors");
    let errors = broken.data["diagnostics"].as_array().expect("a list");
    let date = errors.iter().find(|it| it["code"] == "P0208");
    let date = date.expect("the impossible date");
    assert_eq!(date["excerpt"]["above"], json!(["---", "title: 'Accueil'"]));
    assert_eq!(
        date["excerpt"]["below"],
        json!(["summary: 'Deux mots.'", "---"])
    );
    let open = date["open"].as_str().expect("an address");
    let root = site.root().canonicalize().expect("the folder");
    let expected = format!("vscode://file{}/content", root.display());
    assert!(open.starts_with(&expected), "{open}");
    assert!(open.ends_with("/articles/%C3%A0%20lire.md:3:7"), "{open}");
}

#[test]
fn pages_are_told_where_the_editor_is_if_they_follow() {
    let site = Site::new();
    site.article("depart", "Départ", "Un texte.");
    for (arguments, expected) in [
        (&["--follow"][..], json!("/articles/depart/")),
        (
            &["--follow", "--base-url", "http://127.0.0.1/kb/"],
            json!("/kb/articles/depart/"),
        ),
        (&[], json!(null)),
    ] {
        let server = Server::start(&site, arguments);
        let mut events = server.events();
        assert_eq!(events.next().data["follow"], json!(null), "nothing yet");
        site.article("depart", "Départ", &format!("{arguments:?}"));
        assert_eq!(events.next().data["follow"], expected, "{arguments:?}");
    }
    let server = Server::start(&site, &["--follow"]);
    let mut events = server.events();
    events.next();
    for (path, text, expected) in [
        (
            "content/nouveau.md",
            "---\ntitle: 'Nouveau'\n---\nTexte.\n",
            json!("/nouveau/"),
        ),
        (
            "content/articles/depart.comments.yaml",
            "- {id: a, author: 'Léa', date: 2026-11-20, text: 'Oui.'}\n",
            json!("/articles/depart/"),
        ),
        ("content/donnees/mesures.csv", "a;b\n", json!(null)),
    ] {
        site.write(path, text);
        let state = events.next();
        assert_eq!(
            (state.name.as_str(), &state.data["follow"]),
            ("reload", &expected),
            "{path}: {}",
            state.data
        );
    }
}

#[test]
fn a_preview_has_no_worker() {
    let site = Site::new();
    site.write(
        "content/site.yaml",
        "title: 'Essai'\ndescription: 'Un site.'\nbase_url: 'https://example.org/'\nfeatures: {offline: true}\n",
    );
    let server = Server::start(&site, &[]);
    let built = &site.build(&server.url())["/articles/accueil/"];
    assert!(String::from_utf8_lossy(built).contains(" data-worker="));
    let page = text(&server.get("/articles/accueil/"));
    assert!(
        page.contains("Un texte.") && !page.contains("data-worker"),
        "{page}"
    );
    assert_eq!(server.get("/service-worker.js").status, 404);
    assert_eq!(server.get("/hors-ligne/").status, 200);
}

#[test]
fn the_gallery_of_the_theme_stands_beside_the_site() {
    let site = Site::new();
    let server = Server::start(&site, &["--base-url", "http://127.0.0.1/kb/"]);
    for page in [
        "",
        "text/",
        "cards/",
        "events/",
        "figures/",
        "controls/",
        "samples/",
        "new/",
        "empty/",
    ] {
        let answer = server.get(&format!("/kb/_gallery/{page}"));
        assert_eq!(answer.status, 200, "{page}");
        assert!(
            text(&answer).contains("/_parvis/live.js"),
            "{page}: pages of the gallery follow edits too"
        );
    }
    assert_eq!(
        server.get("/kb/_gallery").header("location"),
        Some("/kb/_gallery/")
    );
    assert_eq!(server.get("/kb/_gallery/nothing/").status, 404);
    let built = site.build("http://127.0.0.1/kb/");
    assert!(
        built
            .iter()
            .all(|(address, _)| !address.contains("_gallery"))
    );
    assert!(
        built
            .iter()
            .all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("_gallery"))
    );

    let mut events = server.events();
    events.next();
    site.write(
        "themes/parvis/templates/partials/term-card.html",
        "{% component term_card(card: map, level: integer = 3) %}<b>Terme : {{ card.title }}</b>{% endcomponent term_card %}\n",
    );
    events.next();
    assert!(text(&server.get("/kb/_gallery/cards/")).contains("<b>Terme : Feedback</b>"));
}

#[test]
fn a_change_of_style_sheets_alone_is_told_as_one() {
    let site = Site::new();
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let first = events.next();
    // A file of its own over one that is within the program.
    site.write("themes/parvis/css/tokens.css", ":root { --ink: black; }\n");
    let second = events.next();
    assert_eq!(second.data["styles"], true);
    assert_eq!(second.data["since"], first.version());
    site.article("accueil", "Accueil", "Un autre texte.");
    let third = events.next();
    assert_eq!(third.data["styles"], false);
    assert_eq!(third.data["since"], second.version());
}

#[test]
fn a_page_that_stays_open_finds_the_files_of_the_theme_where_they_were() {
    let site = Site::new();
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    events.next();
    let folder = || {
        let page = text(&server.get("/"));
        let start = page.find("/assets/").expect("files of the theme");
        page[start..start + "/assets/0123456789/".len()].to_owned()
    };
    let sheet = |folder: &str| server.get(&format!("{folder}css/parvis.css")).body;
    let (former, first) = (folder(), sheet(&folder()));
    site.write("themes/parvis/css/tokens.css", ":root { --ink: black; }\n");
    events.next();
    let now = folder();
    assert_ne!((&former, &first), (&now, &sheet(&now)));
    assert_eq!(sheet(&former), sheet(&now), "what it is now");
    for (name, status) in [("js/dom.js", 200), ("js/nulle-part.js", 404), ("", 404)] {
        assert_eq!(
            server.get(&format!("{former}{name}")).status,
            status,
            "{name}"
        );
    }
}

#[test]
fn sources_are_read_again_and_again_where_no_change_is_told() {
    let site = Site::new();
    let server = Server::start(&site, &["--poll", "1"]);
    let mut events = server.events();
    events.next();
    let steps: [Step; 4] = [
        (
            "an edit of the same length",
            |site| site.article("accueil", "Accueil", "Un autre."),
            &[],
        ),
        (
            "a new folder",
            |site| {
                site.write(
                    "content/guide/debut.md",
                    "---\ntitle: 'Début'\n---\nTexte.\n",
                );
            },
            &[],
        ),
        (
            "a renamed folder",
            |site| site.rename("content/guide", "content/manuel"),
            &["/guide/debut/"],
        ),
        (
            "a deleted folder",
            |site| site.delete("content/manuel"),
            &["/manuel/debut/"],
        ),
    ];
    for (step, edit, gone) in steps {
        edit(&site);
        assert_eq!(events.next().name, "reload", "{step}");
        assert_eq!(first_difference(&site, &server, gone), None, "{step}");
    }
    let refused = Server::command(&site, &["--poll", "0"]).output();
    assert_eq!(refused.expect("parvis runs").status.code(), Some(2));
}

#[test]
fn a_site_with_errors_from_the_start_is_served_once_they_are_mended() {
    let site = Site::new();
    site.write(
        "content/site.yaml",
        "title: 'Essai'\ntilte: '<b>Essai</b>'\n",
    );
    let server = Server::start(&site, &[]);
    let page = server.get("/articles/");
    assert_eq!(page.status, 500);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(
        text(&page).contains("content/site.yaml:2:1"),
        "{}",
        text(&page)
    );
    assert!(
        text(&page).contains("&lt;b&gt;Essai"),
        "sources are shown as text"
    );
    assert!(text(&page).contains("/_parvis/live.js?version="));
    let mut events = server.events();
    assert_eq!(events.next().name, "errors");

    site.configure("Essai");
    events.until(|state| state.name == "reload");
    assert_eq!(first_difference(&site, &server, &[]), None);
}

#[test]
fn a_folder_that_comes_late_is_watched() {
    let site = Site::new();
    site.rename("content", "later");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    assert_eq!(events.next().name, "errors");
    site.rename("later", "content");
    events.until(|state| state.name == "reload");
    site.article("accueil", "Accueil", "Venu plus tard.");
    events.next();
    assert!(text(&server.get("/articles/accueil/")).contains("Venu plus tard."));
}

#[test]
fn a_template_that_fails_leaves_the_last_good_page() {
    let site = Site::new();
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    events.next();
    let before = without_script(&server.get("/articles/accueil/").body);

    site.write(
        "themes/parvis/templates/article.html",
        "{{ page.absente.inconnue }}\n",
    );
    // A template may be found faulty when it is read, or only when a page needs it.
    let first = events.next();
    let page = server.get("/articles/accueil/");
    assert_eq!(page.status, 200);
    assert_eq!(without_script(&page.body), before);
    let told = if first.name == "errors" {
        first
    } else {
        events.next()
    };
    assert_eq!(told.name, "errors");
    assert_eq!(told.data["total"], 1);
    let current = format!("/_parvis/live.js?version={}\"", told.version());
    assert!(
        text(&page).contains(&current),
        "a page of the present does not load itself again for ever"
    );

    site.delete("themes/parvis/templates/article.html");
    events.until(|state| state.name == "reload");
    assert_eq!(first_difference(&site, &server, &[]), None);
}

#[test]
fn what_is_not_there_is_the_not_found_page() {
    let site = Site::new();
    let server = Server::start(&site, &[]);
    let missing = server.get("/nulle-part/");
    let own = server.get("/404.html");
    assert_eq!((missing.status, own.status), (404, 200));
    assert_eq!(missing.body, own.body);
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/content/site.yaml",
        "/content/site.yaml",
        "/%ff",
        "/_parvis/",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn addresses_are_answered_as_hosts_of_static_sites_do() {
    let site = Site::new();
    let server = Server::start(&site, &[]);
    let redirected = server.get("/articles/accueil?a=1");
    assert_eq!(redirected.status, 308);
    assert_eq!(
        redirected.header("location"),
        Some("/articles/accueil/?a=1")
    );
    assert_eq!(
        server.get("/articles/accueil/index.html").body,
        server.get("/articles/accueil/").body
    );
    let page = server.get("/");
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    let head = server.request("HEAD", "/", &server.host());
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(
        head.header("content-length"),
        Some(&*page.body.len().to_string())
    );
    let post = server.request("POST", "/", &server.host());
    assert_eq!(
        (post.status, post.header("allow")),
        (405, Some("GET, HEAD"))
    );
    let script = server.get("/_parvis/live.js");
    assert_eq!(
        script.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
}

#[test]
fn another_name_for_this_machine_is_refused() {
    let site = Site::new();
    let server = Server::start(&site, &[]);
    for path in ["/", "/_parvis/live.js", "/_parvis/events"] {
        assert_eq!(
            server.request("GET", path, "evil.example.org").status,
            403,
            "{path}"
        );
    }
    assert_eq!(server.request("GET", "/", "localhost").status, 200);
}

#[test]
fn a_site_lives_below_the_path_of_its_base_url() {
    let site = Site::new();
    let server = Server::start(&site, &["--base-url", "https://example.org/kb"]);
    assert!(server.url().ends_with("/kb/"), "{}", server.url());
    let home = server.get("/kb/");
    assert_eq!(home.status, 200);
    let built = site.build("https://example.org/kb");
    assert_eq!(without_script(&home.body), built["/"]);
    let outside = server.get("/");
    assert_eq!(
        (outside.status, outside.header("location")),
        (307, Some("/kb/"))
    );
    assert_eq!(server.get("/kb").header("location"), Some("/kb/"));
    assert_eq!(server.get("/articles/").status, 404);
}

#[test]
fn a_port_that_is_taken_is_told_with_a_remedy() {
    let site = Site::new();
    let server = Server::start(&site, &[]);
    let port = server.port().to_string();
    let output = Server::command(&site, &["--port", &port])
        .output()
        .expect("parvis runs");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains(&port) && told.contains("--port"), "{told}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_at_once_whoever_still_listens() {
    let site = Site::new();
    let mut server = Server::start(&site, &[]);
    let mut events = server.events();
    events.next();
    assert_eq!(server.interrupt(Duration::from_secs(10)), Some(0));
}

#[test]
fn a_draft_is_shown_unless_it_is_told_otherwise() {
    let site = Site::new();
    site.write(
        "content/brouillon.md",
        "---\ntitle: 'Brouillon'\ndraft: true\n---\nTexte.\n",
    );
    assert_eq!(Server::start(&site, &[]).get("/brouillon/").status, 200);
    assert_eq!(
        Server::start(&site, &["--no-drafts"])
            .get("/brouillon/")
            .status,
        404
    );
}

impl State {
    /// The version of the pages that it is about.
    fn version(&self) -> &str {
        self.data["version"].as_str().expect("a version")
    }
}
