//! The contract of SPEC §3: the pages of the sample site, what each of them says around its content, and where its links lead.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was published"
)]

#[path = "pipeline/admin.rs"]
mod admin;
#[path = "pipeline/html.rs"]
mod html;
#[path = "pipeline/languages.rs"]
mod languages;
#[path = "pipeline/links.rs"]
mod links;
#[path = "pipeline/offline.rs"]
mod offline;
#[path = "pipeline/reading.rs"]
mod reading;
#[path = "pipeline/site.rs"]
mod site;
#[path = "pipeline/small_sites.rs"]
mod small_sites;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use html::Page;
use links::Published;
use serde_json::Value;
use site::{repository, shared_sample, tree};

const NONE: [String; 0] = [];

/// The sample site at the root of a host.
fn at_root() -> &'static Published {
    static SITE: OnceLock<Published> = OnceLock::new();
    SITE.get_or_init(|| Published::new(shared_sample(&[]), "https://parvis.example.org/"))
}

/// The sample site below a path.
fn below_a_path() -> &'static Published {
    static SITE: OnceLock<Published> = OnceLock::new();
    let base = "https://communaute.example/kb/";
    SITE.get_or_init(|| Published::new(shared_sample(&["--base-url", base]), base))
}

/// The names of the documents of a folder of the sample site.
fn slugs(folder: &str) -> Vec<String> {
    tree(&repository().join("content").join(folder))
        .into_keys()
        .filter_map(|path| path.strip_suffix(".md").map(str::to_owned))
        .map(|path| path.strip_suffix("/index").unwrap_or(&path).to_owned())
        .filter(|name| name != "index")
        .collect()
}

/// The `id`s of a list of the model.
fn model_ids(list: &str) -> Vec<String> {
    let edition: Value =
        serde_json::from_slice(&at_root().files["benchmark/2026/donnees.json"]).expect("JSON");
    let model = std::fs::read_to_string(repository().join("content/model.yaml")).expect("a model");
    match list {
        "dimensions" => edition["dimensions"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|dimension| dimension["id"].as_str().map(str::to_owned))
            .collect(),
        _ => model
            .lines()
            .skip_while(|line| *line != "levers:")
            .skip(1)
            .map_while(|line| line.trim().strip_prefix("- {id: "))
            .filter_map(|rest| rest.split(',').next().map(str::to_owned))
            .collect(),
    }
}

#[test]
fn every_address_of_the_contract_is_there() {
    let mut expected: Vec<String> = [
        "",
        "articles/",
        "articles/page/2/",
        "archives/",
        "glossaire/",
        "le-modele/",
        "le-modele/testez-vous/",
        "le-modele/comparer/",
        "outils/projet-de-service/",
        "benchmark/",
        "evenements/",
        "livres/",
        "membres/",
        "recherche/",
        "plan-du-site/",
        "accessibilite/",
        "series/les-cinq-questions/",
        "themes/vocabulaire/",
        "themes/vocabulaire/atom.xml",
        "evenements/calendrier.ics",
        "404.html",
        "atom.xml",
        "feed.json",
        "sitemap.xml",
        "robots.txt",
        "llms.txt",
        "opensearch.xml",
        "site.webmanifest",
        ".nojekyll",
        "CNAME",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut all = |prefix: &str, names: Vec<String>, suffixes: &[&str]| {
        assert!(!names.is_empty(), "{prefix}");
        for name in names {
            expected.extend(
                suffixes
                    .iter()
                    .map(|suffix| format!("{prefix}{name}/{suffix}")),
            );
        }
    };
    all("articles/", slugs("articles"), &["", "index.md"]);
    all("auteurs/", slugs("authors"), &["", "atom.xml"]);
    all("glossaire/", slugs("glossary"), &[""]);
    all("livres/", slugs("books"), &[""]);
    all("evenements/", slugs("events"), &[""]);
    all("le-modele/", model_ids("dimensions"), &["", "atom.xml"]);
    all("le-modele/leviers/", model_ids("levers"), &[""]);
    let categories = [
        "dans-les-medias",
        "culture-de-service",
        "symetrie-des-attentions",
        "experience-client",
        "management",
        "norme-et-mesure",
        "cas",
        "vie-de-la-communaute",
    ];
    all(
        "categories/",
        categories.map(str::to_owned).to_vec(),
        &["", "atom.xml"],
    );
    let editions = ["2025", "2026"].map(str::to_owned).to_vec();
    all("benchmark/", editions, &["", "donnees.csv", "donnees.json"]);
    let missing: Vec<String> = expected
        .into_iter()
        .filter(|path| {
            let file = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.clone()
            };
            !at_root().files.contains_key(&file)
        })
        .collect();
    assert_eq!(missing, NONE);
    assert_eq!(at_root().files["CNAME"], b"parvis.example.org\n");
    // A site below a path lives at the domain of another.
    assert!(!below_a_path().files.contains_key("CNAME"));
}

/// The faults of every page, each with its address.
fn faults(published: &Published, look: impl Fn(&str, &Page, &mut Vec<String>)) -> Vec<String> {
    let mut faults = Vec::new();
    for (address, page) in published.pages() {
        let mut found = Vec::new();
        look(address, page, &mut found);
        faults.extend(found.into_iter().map(|fault| format!("{address}: {fault}")));
    }
    faults
}

#[test]
fn every_page_is_well_formed() {
    let found = faults(at_root(), |_, page, faults| {
        faults.extend(page.errors.iter().cloned());
    });
    assert_eq!(found, NONE);
}

#[test]
fn every_page_has_its_frame() {
    for published in [at_root(), below_a_path()] {
        let found = faults(published, |address, page, faults| {
            let mut expect = |holds: bool, what: &str| {
                if !holds {
                    faults.push(what.to_owned());
                }
            };
            let count = |name: &str| page.all(name).count();
            let (language, home) = if address.starts_with("en/") {
                ("en", "en/")
            } else {
                ("fr", "")
            };
            expect(
                page.only("html")
                    .get("lang")
                    .is_some_and(|lang| lang.starts_with(language)),
                "lang",
            );
            expect(
                page.all("title")
                    .next()
                    .is_some_and(|title| !title.words().is_empty()),
                "title",
            );
            expect(
                page.meta("name", "description")
                    .is_some_and(|text| text.len() > 20),
                "description",
            );
            let canonical = format!("{}{address}", published.base);
            expect(
                page.link("canonical") == Some(canonical.as_str()),
                "canonical",
            );
            expect(
                count("h1") == 1 && !page.only("h1").words().is_empty(),
                "one h1",
            );
            expect(count("main") == 1, "one main");
            expect(
                count("header") >= 1 && count("footer") >= 1 && count("nav") >= 1,
                "landmarks",
            );
            let skips = page
                .of_class("skip-link")
                .next()
                .and_then(|link| link.get("href"));
            let target = skips
                .and_then(|href| href.strip_prefix('#'))
                .unwrap_or_default();
            expect(
                page.only("main").get("id") == Some(target),
                "skip link to main",
            );
            let crumbs = page.of_class("breadcrumbs").count();
            expect(
                crumbs == usize::from(address != home),
                "breadcrumbs, but on the home page",
            );
            for property in [
                "og:title",
                "og:type",
                "og:url",
                "og:site_name",
                "og:description",
            ] {
                expect(page.meta("property", property).is_some(), property);
            }
            expect(
                page.meta("property", "og:url") == Some(canonical.as_str()),
                "og:url is canonical",
            );
            expect(page.meta("name", "twitter:card").is_some(), "twitter:card");
            expect(page.meta("name", "viewport").is_some(), "viewport");
            expect(
                page.link("search").is_some_and(|href| {
                    href.ends_with(&format!("/{home}opensearch.xml"))
                        && published
                            .files
                            .contains_key(&format!("{home}opensearch.xml"))
                }),
                "how to search from the address bar",
            );
        });
        assert_eq!(found, NONE, "{}", published.base);
    }
}

/// French law asks for it on the home page (loi 2005-102, article 47): the link to the statement tells how far the site conforms.
#[test]
fn the_footer_says_how_far_the_site_conforms() {
    for (page, said) in [
        ("index.html", ">Accessibilité : non conforme</a>"),
        ("articles/index.html", ">Accessibilité : non conforme</a>"),
        ("en/index.html", ">Accessibility: not conformant</a>"),
    ] {
        let html = String::from_utf8_lossy(&at_root().files[page]);
        let (_, footer) = html.split_once("<footer class=\"site-footer\">").unwrap();
        assert!(footer.contains(said), "{page}");
    }
}

#[test]
fn headings_do_not_skip_a_level() {
    let found = faults(at_root(), |_, page, faults| {
        let mut before = 0;
        for element in &page.elements {
            let level = match element.name.as_str() {
                "h1" => 1,
                "h2" => 2,
                "h3" => 3,
                "h4" => 4,
                "h5" => 5,
                "h6" => 6,
                _ => continue,
            };
            if level > before + 1 {
                faults.push(format!(
                    "<{}> {} after <h{before}>",
                    element.name,
                    element.words()
                ));
            }
            before = level;
        }
    });
    assert_eq!(found, NONE);
}

#[test]
fn every_id_is_there_once() {
    let found = faults(at_root(), |_, page, faults| {
        let mut seen = BTreeSet::new();
        for id in page.elements.iter().filter_map(|element| element.get("id")) {
            if !seen.insert(id) {
                faults.push(format!("two elements have the id {id}"));
            }
        }
        for element in &page.elements {
            // What is hidden is filled in by a script.
            if element.get("hidden").is_some() {
                continue;
            }
            for key in [
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
                "for",
                "list",
            ] {
                for id in element.get(key).unwrap_or_default().split_whitespace() {
                    if !seen.contains(id) {
                        faults.push(format!("{key} names {id}, which is not there"));
                    }
                }
            }
        }
    });
    assert_eq!(found, NONE);
}

#[test]
fn every_picture_has_an_alternative() {
    let found = faults(at_root(), |_, page, faults| {
        faults.extend(
            page.all("img")
                .filter(|image| image.get("alt").is_none())
                .map(|image| format!("{image:?}")),
        );
        faults.extend(
            page.all("svg")
                .filter(|svg| {
                    svg.get("aria-hidden") != Some("true")
                        && svg.get("aria-labelledby").is_none()
                        && svg.get("aria-label").is_none()
                })
                .map(|svg| format!("{svg:?}")),
        );
    });
    assert_eq!(found, NONE);
}

#[test]
fn the_content_security_policy_is_kept() {
    let found = faults(at_root(), |_, page, faults| {
        let policy = page.meta("http-equiv", "Content-Security-Policy");
        if policy != Some("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'") {
            faults.push(format!("policy {policy:?}"));
        }
        for element in &page.elements {
            for (key, value) in element.attributes() {
                if key == "style"
                    || (key.starts_with("on") && key.len() > 3)
                    || value.starts_with("javascript:")
                {
                    faults.push(format!("<{} {key}>", element.name));
                }
            }
        }
        faults.extend(
            page.all("style")
                .map(|style| format!("<style> {}", style.text)),
        );
        for script in page.all("script") {
            let is_data = matches!(
                script.get("type"),
                Some("application/json" | "application/ld+json")
            );
            if is_data != script.get("src").is_none() || (!is_data && !script.text.is_empty()) {
                faults.push(format!("inline script {:?}", script.text));
            }
        }
    });
    assert_eq!(found, NONE);
}

#[test]
fn nothing_is_loaded_from_another_origin() {
    let found = faults(below_a_path(), |_, page, faults| {
        for element in &page.elements {
            let loads = match element.name.as_str() {
                "a" => continue,
                "link" => !matches!(
                    element.get("rel"),
                    Some("canonical" | "alternate" | "license" | "author" | "me")
                ),
                _ => true,
            };
            for key in [
                "src",
                "href",
                "srcset",
                "poster",
                "data",
                "action",
                "xlink:href",
            ] {
                for url in element.get(key).unwrap_or_default().split(", ") {
                    if loads
                        && (url.contains("//") || url.starts_with("data:"))
                        && !url.starts_with(below_a_path().base.as_str())
                    {
                        faults.push(format!("<{} {key}=\"{url}\">", element.name));
                    }
                }
            }
        }
    });
    assert_eq!(found, NONE);
    for (path, bytes) in &below_a_path().files {
        if path.ends_with(".css") || path.ends_with(".js") {
            let text = String::from_utf8_lossy(bytes);
            for outside in [
                "url(http",
                "url(\"http",
                "url('http",
                "url(//",
                "@import",
                "from \"http",
                "import(\"http",
            ] {
                assert!(!text.contains(outside), "{path}: {outside}");
            }
        }
    }
}

#[test]
fn structured_data_parses() {
    let mut types = BTreeMap::new();
    for (address, page) in at_root().pages() {
        for script in page
            .all("script")
            .filter(|script| script.get("type") == Some("application/ld+json"))
        {
            let data: Value = serde_json::from_str(&script.text)
                .unwrap_or_else(|error| panic!("{address}: {error}"));
            assert_eq!(data["@context"], "https://schema.org", "{address}");
            let nodes = match &data["@graph"] {
                Value::Array(nodes) => nodes.clone(),
                _ => vec![data.clone()],
            };
            for node in nodes {
                let kind = node["@type"].as_str().expect("a type").to_owned();
                types.entry(kind).or_insert_with(|| address.to_owned());
            }
        }
        for script in page
            .all("script")
            .filter(|script| script.get("type") == Some("application/json"))
        {
            serde_json::from_str::<Value>(&script.text)
                .unwrap_or_else(|error| panic!("{address}: {error}"));
        }
    }
    for kind in [
        "Article",
        "Event",
        "Person",
        "Organization",
        "Book",
        "DefinedTerm",
        "BreadcrumbList",
        "Dataset",
    ] {
        assert!(types.contains_key(kind), "{kind} is nowhere: {types:?}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    for published in [at_root(), below_a_path()] {
        assert_eq!(published.dead_links(), NONE, "{}", published.base);
    }
}

#[test]
fn style_sheets_and_scripts_find_what_they_load() {
    assert_eq!(below_a_path().dead_loads(), NONE);
}

#[test]
fn a_base_path_changes_addresses_and_nothing_else() {
    let (root, below) = (at_root(), below_a_path());
    let paths = |published: &Published| -> BTreeSet<String> {
        published
            .files
            .keys()
            // The search index holds addresses, and its files are named by what they hold.
            .filter(|path| !path.starts_with("recherche/index/") && !path.starts_with("assets/"))
            .filter(|path| *path != "CNAME" && !path.starts_with("en/search/index/"))
            .cloned()
            .collect()
    };
    assert_eq!(paths(root), paths(below));
    let below_text: BTreeMap<&str, String> = below
        .pages()
        .map(|(address, page)| {
            (
                address,
                page.all("main").map(html::Element::words).collect(),
            )
        })
        .collect();
    for (address, page) in root.pages() {
        let text: String = page.all("main").map(html::Element::words).collect();
        // The accessibility statement says which site it is of.
        let below_text = below_text[address].replace(
            "https://communaute.example/kb/",
            "https://parvis.example.org/",
        );
        assert_eq!(below_text, text, "{address}");
    }
}

#[test]
fn the_site_map_lists_every_page_that_engines_may_read() {
    for published in [at_root(), below_a_path()] {
        let maps = ["sitemap.xml", "en/sitemap.xml"]
            .map(|file| String::from_utf8(published.files[file].clone()).expect("UTF-8"));
        let listed: BTreeSet<&str> = maps
            .iter()
            .flat_map(|map| map.split("<loc>").skip(1))
            .filter_map(|rest| rest.split("</loc>").next())
            .collect();
        let pages: BTreeSet<&str> = published
            .pages()
            .filter(|(_, page)| page.meta("name", "robots").is_none())
            .filter_map(|(_, page)| page.link("canonical"))
            .collect();
        assert_eq!(listed, pages);
        let robots = String::from_utf8_lossy(&published.files["robots.txt"]);
        for map in ["sitemap.xml", "en/sitemap.xml"] {
            assert!(robots.contains(&format!("Sitemap: {}{map}", published.base)));
        }
    }
}

#[test]
fn no_page_shows_a_key_or_a_hole_instead_of_words() {
    let strings =
        std::fs::read_to_string(repository().join("themes/parvis/i18n/fr.yaml")).expect("a file");
    let keys: BTreeSet<&str> = strings
        .lines()
        .filter_map(|line| line.split_once(": '"))
        .map(|(key, _)| key)
        .filter(|key| key.contains('_'))
        .collect();
    assert!(keys.len() > 100);
    let found = faults(at_root(), |_, page, faults| {
        for text in page.told() {
            let words = text.split(|letter: char| !(letter.is_ascii_lowercase() || letter == '_'));
            faults.extend(words.filter(|word| keys.contains(word)).map(str::to_owned));
            for hole in [
                "{n}",
                "{a}",
                "{b}",
                "{{",
                "{%",
                "site.t.",
                "[object",
                "undefined",
                "NaN",
            ] {
                if text.contains(hole) {
                    faults.push(hole.to_owned());
                }
            }
        }
    });
    let found: Vec<String> = found
        .into_iter()
        // The editors' guide names keys of the front matter.
        .filter(|fault| !fault.starts_with("guide/"))
        .collect();
    assert_eq!(found, NONE);
}

#[test]
fn both_languages_have_the_same_keys() {
    let keys = |language: &str| -> BTreeSet<String> {
        let path = repository().join(format!("themes/parvis/i18n/{language}.yaml"));
        let text = std::fs::read_to_string(path).expect("a file");
        text.lines()
            .filter(|line| !line.starts_with(['#', ' ']))
            .filter_map(|line| line.split_once(':'))
            .map(|(key, _)| key.to_owned())
            .collect()
    };
    assert_eq!(keys("fr"), keys("en"));
}

#[test]
fn no_address_of_a_commenter_is_published() {
    let mut addresses = BTreeSet::new();
    for (path, bytes) in tree(&repository().join("content")) {
        if path.ends_with(".comments.yaml") {
            let text = String::from_utf8(bytes).expect("UTF-8");
            addresses.extend(
                text.lines()
                    .filter_map(|line| line.trim().strip_prefix("email: "))
                    .map(str::to_owned),
            );
        }
    }
    assert!(!addresses.is_empty());
    addresses.extend(["reader@".to_owned(), "lecteur@".to_owned()]);
    for (path, bytes) in &at_root().files {
        assert!(!path.ends_with(".comments.yaml"), "{path} is published");
        let text = String::from_utf8_lossy(bytes);
        for address in &addresses {
            assert!(!text.contains(address.as_str()), "{path} holds {address}");
        }
    }
}

#[test]
fn no_source_is_published_but_the_markdown_of_articles() {
    let copies: Vec<String> = slugs("articles")
        .iter()
        .map(|slug| format!("articles/{slug}/index.md"))
        .collect();
    let sources: Vec<&String> = at_root()
        .files
        .keys()
        .filter(|path| path.ends_with(".md") || path.ends_with(".yaml") || path.ends_with(".yml"))
        .filter(|path| !copies.contains(path))
        .collect();
    assert_eq!(sources, [""; 0]);
}

#[test]
fn an_event_of_an_unknown_year_has_no_calendar_file() {
    let site = at_root();
    let page = &site.page("evenements/salon-strategie-client/");
    let when = page.of_class("event-when").next().expect("a date").words();
    // No weekday: it would be a guess.
    assert_eq!(
        when,
        "18 avril, 12 h 15 – 13 h 05 (année non précisée) (heure de Paris)"
    );
    let files: Vec<&String> = site
        .files
        .keys()
        .filter(|path| path.starts_with("evenements/salon-strategie-client/"))
        .collect();
    assert_eq!(files, ["evenements/salon-strategie-client/index.html"]);
    let calendar = String::from_utf8_lossy(&site.files["evenements/calendrier.ics"]);
    assert!(!calendar.contains("salon-strategie-client"));
    let all_links: Vec<&str> = page.all("a").filter_map(|link| link.get("href")).collect();
    assert!(
        all_links
            .iter()
            .all(|href| !href.ends_with("evenement.ics") && !href.contains("calendar.google"))
    );
}

#[test]
fn calendars_are_read_by_another_program() {
    // The names of what stands in each file.
    let mut uids: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, bytes) in &at_root().files {
        if !path.ends_with(".ics") {
            continue;
        }
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        assert!(
            text.split_inclusive('\n')
                .all(|line| line.ends_with("\r\n") && line.len() <= 77),
            "{path}"
        );
        let unfolded = icalendar::parser::unfold(&text);
        let calendar = icalendar::parser::read_calendar(&unfolded)
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let dated = calendar
            .components
            .iter()
            .filter(|component| component.name == "VEVENT");
        for event in dated {
            for property in ["UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY"] {
                assert!(event.find_prop(property).is_some(), "{path}: {property}");
            }
            let uid = event.find_prop("UID").map(|uid| uid.val.to_string());
            uids.entry(path).or_default().extend(uid);
        }
    }
    // Each dated event has a file of its own, and so has each session; the calendar that people subscribe to has the events alone.
    let of_files = |prefix: &str| -> Vec<String> {
        let files = uids.iter().filter(|(path, _)| {
            path.rsplit('/')
                .next()
                .is_some_and(|name| name.starts_with(prefix))
        });
        let mut uids: Vec<String> = files.flat_map(|(_, uids)| uids.clone()).collect();
        uids.sort_unstable();
        uids
    };
    let mut expected: Vec<String> = at_root()
        .files
        .keys()
        .filter_map(|path| {
            path.strip_prefix("evenements/")?
                .strip_suffix("/evenement.ics")
        })
        .map(|slug| format!("{slug}@parvis.example.org"))
        .collect();
    expected.sort_unstable();
    assert_eq!(of_files("calendrier.ics"), expected);
    assert_eq!(of_files("evenement.ics"), expected);
    assert!(expected.len() >= 5);
    // A pause is in the programme and has no file.
    let (sessions, programmes) = (of_files("session-"), of_files("programme.ics"));
    assert!(!sessions.is_empty());
    assert!(sessions.iter().all(|uid| programmes.contains(uid)));
    assert!(sessions.iter().all(|uid| !expected.contains(uid)));
    assert!(programmes.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn feeds_are_read_by_another_program() {
    let mut feeds = 0;
    for (path, bytes) in &below_a_path().files {
        if path.ends_with(".xml") {
            let text = std::str::from_utf8(bytes).expect("UTF-8");
            let mut reader = quick_xml::Reader::from_str(text);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{path}: {error}"),
                }
            }
        }
        if path.ends_with("atom.xml") {
            feeds += 1;
            let text = String::from_utf8_lossy(bytes);
            let own = path.strip_suffix("atom.xml").unwrap_or_default();
            assert!(
                text.contains(&format!(
                    "href=\"https://communaute.example/kb/{own}atom.xml\""
                )),
                "{path} does not name itself"
            );
            assert!(
                !text.contains("href=&quot;/"),
                "{path} has a link that is not absolute"
            );
            assert!(
                !text.contains("src=&quot;/"),
                "{path} has a picture that is not absolute"
            );
        }
    }
    assert!(feeds > 20);
    let feed: Value = serde_json::from_slice(&below_a_path().files["feed.json"]).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://communaute.example/kb/feed.json");
    let items = feed["items"].as_array().expect("items");
    assert!(!items.is_empty());
    for item in items {
        for key in ["id", "url", "title", "date_published"] {
            assert!(item[key].is_string(), "{key} of {item}");
        }
    }
    let manifest: Value =
        serde_json::from_slice(&below_a_path().files["site.webmanifest"]).expect("JSON");
    assert_eq!(manifest["start_url"], "/kb/");
}

#[test]
fn an_edition_gives_the_same_figures_to_people_and_to_programs() {
    let csv =
        String::from_utf8(at_root().files["benchmark/2026/donnees.csv"].clone()).expect("UTF-8");
    let mut lines = csv.trim_start_matches('\u{feff}').lines();
    let columns: Vec<&str> = lines.next().expect("a header").split(';').collect();
    let rows: Vec<BTreeMap<&str, &str>> = lines
        .map(|line| columns.iter().copied().zip(line.split(';')).collect())
        .collect();
    let json: Value =
        serde_json::from_slice(&at_root().files["benchmark/2026/donnees.json"]).expect("JSON");
    let text = at_root().page("benchmark/2026/").only("main").words();
    let dimensions = json["dimensions"].as_array().expect("dimensions");
    assert!(!dimensions.is_empty());
    for dimension in dimensions {
        assert!(
            text.contains(dimension["name"].as_str().expect("a name")),
            "{dimension}"
        );
        for (key, measure) in [("today", "aujourdhui"), ("target", "cible")] {
            let row = rows
                .iter()
                .find(|row| {
                    row["perimetre"] == "ensemble"
                        && dimension["id"] == row["dimension"]
                        && row["mesure"] == measure
                })
                .expect("a row");
            for (column, field) in [
                ("mediane", "median"),
                ("q1", "q1"),
                ("q3", "q3"),
                ("organisations", "companies"),
            ] {
                assert_eq!(
                    dimension[key][field].to_string(),
                    row[column],
                    "{dimension}"
                );
            }
        }
    }
    assert!(
        text.contains("inventés"),
        "the edition says that it is a sample"
    );
}
