//! What a visitor finds, and how it is shown.

mod support;

use parvis_search::{Document, Filters, Fragment, Language, Matching, SearchRequest};
use support::{Browser, index};

fn article<'a>(url: &'a str, title: &'a str, body: &'a str) -> Document<'a> {
    Document {
        url,
        title,
        kind: "article",
        body,
        ..Document::default()
    }
}

/// Enough other words that rare ones are rare.
const FILLER: &str = "Les équipes préparent une rencontre annuelle avec leurs partenaires, puis publient un compte rendu détaillé.";

fn community() -> Browser {
    Browser::of(&[
        article(
            "enchantement/",
            "Le geste juste",
            "Viser l’enchantement du client ne se décrète pas.",
        ),
        article(
            "enchanter/",
            "Une ambition",
            "Enchanter ses visiteurs suppose une attention de chaque instant.",
        ),
        article(
            "enchante/",
            "Un sourire",
            "Un accueil qui enchante reste longtemps en mémoire.",
        ),
        article(
            "qualite/",
            "Mesurer",
            "La qualité perçue se mesure auprès de ceux qui la vivent.",
        ),
        article(
            "managerial/",
            "Former",
            "Les leviers managériaux viennent en premier.",
        ),
        article(
            "coeur/",
            "Au centre",
            "Le client au cœur de chaque décision.",
        ),
        article(
            "harmonie/",
            "Ensemble",
            "Chercher l’harmonie entre les services.",
        ),
        article(
            "culture-de/",
            "Définition",
            "La culture de service se transmet par l’exemple.\nElle tient à des gestes.",
        ),
        article(
            "culture-du/",
            "Nuance",
            "La culture du service suppose une organisation.",
        ),
        article("filler-1/", "Rencontre", FILLER),
        article("filler-2/", "Compte rendu", FILLER),
    ])
}

#[test]
fn forms_of_one_word_meet() {
    let mut browser = community();
    for q in ["l’enchantement ", "enchanter ", "enchante ", "ENCHANTÉS "] {
        let mut urls = browser.urls(q);
        urls.sort();
        assert_eq!(urls, ["enchante/", "enchantement/", "enchanter/"], "{q}");
    }
    for (q, url) in [
        ("qualites ", "qualite/"),
        ("manageriale ", "managerial/"),
        ("coeur ", "coeur/"),
        ("cœurs ", "coeur/"),
        ("harmonie ", "harmonie/"),
    ] {
        assert_eq!(browser.urls(q), [url], "{q}");
    }
}

#[test]
fn every_word_counts_and_function_words_do_not() {
    let mut browser = community();
    let found = browser.query("la culture de l’organisation ");
    assert_eq!(
        (found.total, found.matching, found.results[0].url.as_str()),
        (1, Matching::All, "culture-du/")
    );
    let found = browser.query("harmonie cœur ");
    assert_eq!((found.total, found.matching), (2, Matching::Some));
}

#[test]
fn phrases_are_exact() {
    let mut browser = community();
    assert_eq!(browser.urls("« culture de service »"), ["culture-de/"]);
    assert_eq!(browser.urls("\"culture du service\""), ["culture-du/"]);
    assert_eq!(browser.urls("“La Culture du SERVICE”"), ["culture-du/"]);
    assert_eq!(browser.urls("« harmonie »"), ["harmonie/"]);
    for nowhere in [
        "« culture service »",
        "« cultures de service »",
        "« culture des service »",
        "« exemple elle tient »",
        "« service de culture »",
    ] {
        assert_eq!(browser.urls(nowhere), Vec::<String>::new(), "{nowhere}");
    }
    assert_eq!(
        browser.urls("« culture de service » gestes "),
        ["culture-de/"]
    );
    assert_eq!(browser.query("culture service ").total, 2);
}

#[test]
fn the_word_being_typed_is_completed() {
    let mut browser = community();
    assert_eq!(browser.urls("harm"), ["harmonie/"]);
    assert_eq!(browser.urls("harm "), Vec::<String>::new());
    let mut urls = browser.urls("enchantem");
    urls.sort();
    assert_eq!(urls, ["enchante/", "enchantement/", "enchanter/"]);
}

#[test]
fn one_typing_error_is_forgiven_wherever_it_is() {
    let mut browser = community();
    for q in [
        "qalité ",
        "qualitté ",
        "qualute ",
        "uqalité ",
        "qualiét ",
        "xualité ",
    ] {
        let found = browser.query(q);
        assert_eq!(
            found
                .results
                .iter()
                .map(|result| result.url.as_str())
                .collect::<Vec<_>>(),
            ["qualite/"],
            "{q}"
        );
        assert_eq!(found.corrected.as_deref(), Some("qualité "), "{q}");
    }
    assert_eq!(
        browser
            .query("la « culture de service » gesdes")
            .corrected
            .as_deref(),
        Some("la « culture de service » gestes")
    );
    assert_eq!(browser.query("qlaitée ").total, 0);
    assert_eq!(browser.query("qualité ").corrected, None);
}

#[test]
fn titles_weigh_more_than_bodies() {
    let mut browser = Browser::of(&[
        article(
            "corps/",
            "Une rencontre",
            "Le parcours du client, le parcours de l’agent.",
        ),
        article(
            "titre/",
            "Le parcours",
            "Ce que vit le client de bout en bout, pas à pas.",
        ),
        article("rien/", "Autre chose", FILLER),
    ]);
    assert_eq!(browser.urls("parcours "), ["titre/", "corps/"]);
}

#[test]
fn headings_keywords_and_summaries_are_searched() {
    let mut browser = Browser::of(&[
        Document {
            url: "a/",
            title: "A",
            headings: &["Les attitudes"],
            keywords: &["Camille Exemple"],
            summary: "Un résumé bref.",
            ..Document::default()
        },
        article("b/", "B", FILLER),
    ]);
    for q in ["attitude ", "camille ", "resume "] {
        assert_eq!(browser.urls(q), ["a/"], "{q}");
    }
    // Fields do not run into one another.
    assert_eq!(
        browser.urls("« exemple les attitudes »"),
        Vec::<String>::new()
    );
}

fn filtered() -> Browser {
    let base = Document {
        body: "Un service attentif.",
        ..Document::default()
    };
    Browser::of(&[
        Document {
            url: "a/",
            kind: "article",
            category: Some("cas"),
            dimensions: &["ecoute", "vision"],
            authors: &["lou"],
            year: Some(2024),
            ..base
        },
        Document {
            url: "b/",
            kind: "article",
            category: Some("methodes"),
            dimensions: &["ecoute"],
            authors: &["lou", "sacha"],
            year: Some(2025),
            ..base
        },
        Document {
            url: "c/",
            kind: "event",
            category: None,
            dimensions: &[],
            authors: &["sacha"],
            year: Some(2025),
            ..base
        },
        Document {
            url: "d/",
            kind: "term",
            category: None,
            dimensions: &["vision"],
            authors: &[],
            year: None,
            ..base
        },
    ])
}

fn listed(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn filters_narrow_and_facets_count() {
    let mut browser = filtered();
    let mut urls = |filters: Filters| {
        let request = SearchRequest {
            q: "service ".to_owned(),
            filters,
            facets: true,
            ..SearchRequest::default()
        };
        let found = browser.search(&request);
        assert_eq!(found.total, found.results.len());
        (
            found
                .results
                .into_iter()
                .map(|result| result.url)
                .collect::<Vec<_>>(),
            found.facets.expect("asked for"),
        )
    };
    assert_eq!(urls(Filters::default()).0, ["a/", "b/", "c/", "d/"]);
    assert_eq!(
        urls(Filters {
            dimension: listed(&["vision"]),
            ..Filters::default()
        })
        .0,
        ["a/", "d/"]
    );
    assert_eq!(
        urls(Filters {
            author: listed(&["sacha"]),
            year: listed(&["2025"]),
            ..Filters::default()
        })
        .0,
        ["b/", "c/"]
    );
    assert_eq!(
        urls(Filters {
            category: listed(&["nulle-part"]),
            ..Filters::default()
        })
        .0,
        Vec::<String>::new()
    );
    let (found, facets) = urls(Filters {
        kind: listed(&["article"]),
        ..Filters::default()
    });
    assert_eq!(found, ["a/", "b/"]);
    let counts = |facet: &[parvis_search::FacetCount]| {
        facet
            .iter()
            .map(|count| (count.value.clone(), count.count))
            .collect::<Vec<_>>()
    };
    // A facet's own filter does not hide its other values; the others' do.
    assert_eq!(
        counts(&facets.kind),
        [
            ("article".to_owned(), 2),
            ("event".to_owned(), 1),
            ("term".to_owned(), 1)
        ]
    );
    assert_eq!(
        counts(&facets.author),
        [("lou".to_owned(), 2), ("sacha".to_owned(), 1)]
    );
    assert_eq!(
        counts(&facets.year),
        [("2024".to_owned(), 1), ("2025".to_owned(), 1)]
    );
}

#[test]
fn filters_alone_list_documents() {
    let mut browser = filtered();
    let filters = Filters {
        kind: listed(&["event", "term"]),
        ..Filters::default()
    };
    let found = browser.search(&SearchRequest {
        filters,
        ..SearchRequest::default()
    });
    assert_eq!(
        found
            .results
            .iter()
            .map(|result| result.url.as_str())
            .collect::<Vec<_>>(),
        ["c/", "d/"]
    );
    assert_eq!(browser.query("").total, 0);
    assert_eq!(browser.query("« » !").total, 0);
}

#[test]
fn a_title_that_holds_the_whole_query_comes_first() {
    let corridor = "Le couloir mène au couloir. Couloir, client, couloir, client.";
    let mut browser = Browser::of(&[
        article("note/", "Le couloir à la une", corridor),
        article("autre/", "Autre chose", corridor),
        article("titre/", "Le client du couloir", FILLER),
    ]);
    assert_eq!(
        browser.urls("client couloir "),
        ["titre/", "note/", "autre/"]
    );
    assert_eq!(
        browser.urls("couloir clients "),
        ["titre/", "note/", "autre/"]
    );
}

#[test]
fn a_likelier_word_is_suggested_and_a_missing_one_replaced() {
    let bodies = [
        "Un serveur répond.",
        "Des serveurs répondent.",
        "Le serveur dort.",
        "Un serteur.",
    ];
    let urls = ["a/", "b/", "c/", "d/"];
    let documents: Vec<Document<'_>> = urls
        .iter()
        .zip(bodies)
        .map(|(url, body)| article(url, "Note", body))
        .collect();
    let mut browser = Browser::of(&documents);
    let found = browser.query("serteur ");
    assert_eq!(
        (found.suggested.as_deref(), found.corrected),
        (Some("serveur "), None)
    );
    assert_eq!(found.results[0].url, "d/");
    let found = browser.query("servuer ");
    assert_eq!(
        (found.corrected.as_deref(), found.suggested),
        (Some("serveur "), None)
    );
    let found = browser.query("serveur ");
    assert_eq!((found.corrected, found.suggested), (None, None));
}

#[test]
fn pages_follow_one_another() {
    let mut browser = filtered();
    let mut page = |offset| {
        let found = browser.search(&SearchRequest {
            q: "service ".to_owned(),
            limit: 3,
            offset,
            ..SearchRequest::default()
        });
        (
            found.total,
            found
                .results
                .into_iter()
                .map(|result| result.url)
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(page(0), (4, listed(&["a/", "b/", "c/"])));
    assert_eq!(page(3), (4, listed(&["d/"])));
    assert_eq!(page(9), (4, Vec::new()));
}

fn shown(fragments: &[Fragment]) -> String {
    fragments
        .iter()
        .map(|fragment| {
            if fragment.mark {
                format!("[{}]", fragment.text)
            } else {
                fragment.text.clone()
            }
        })
        .collect()
}

#[test]
fn what_was_found_is_marked() {
    let mut browser = community();
    let found = browser.query("enchanté client ");
    assert_eq!(
        shown(&found.results[0].excerpt),
        "Viser l’[enchantement] du [client] ne se décrète pas."
    );
    let found = browser.query("« culture de service »");
    assert_eq!(
        shown(&found.results[0].excerpt),
        "La [culture de service] se transmet par l’exemple. Elle tient à des gestes."
    );
    let found = browser.query("definition ");
    assert_eq!(shown(&found.results[0].title_parts), "[Définition]");
}

#[test]
fn excerpts_are_cut_around_the_best_passage() {
    let body = format!(
        "{} La promesse est tenue. {}",
        FILLER.repeat(6),
        FILLER.repeat(6)
    );
    let summary = Document {
        url: "s/",
        title: "T",
        summary: "Rien que de très sobre.",
        body: FILLER,
        ..Document::default()
    };
    let mut browser = Browser::of(&[
        article("p/", "Long", &body),
        summary,
        article("x/", "Autre", FILLER),
    ]);
    let excerpt = shown(&browser.query("promesse tenue ").results[0].excerpt);
    assert!(
        excerpt.starts_with("… ") && excerpt.ends_with(" …"),
        "{excerpt}"
    );
    assert!(excerpt.contains("La [promesse] est [tenue]."), "{excerpt}");
    assert!(excerpt.chars().count() < 320, "{excerpt}");
    assert_eq!(
        shown(&browser.query("sobre ").results[0].excerpt),
        "Rien que de très [sobre]."
    );
}

#[test]
fn english_has_its_own_stems_and_function_words() {
    let documents = [
        article(
            "a/",
            "The customer’s journey",
            "Connected services delight.",
        ),
        article("b/", "Other", "Nothing here."),
    ];
    let mut browser = Browser::open(index(Language::English, &documents));
    for q in ["customers ", "journeys ", "connecting ", "the service "] {
        assert_eq!(browser.urls(q), ["a/"], "{q}");
    }
}

#[test]
fn same_documents_same_bytes() {
    let corpus = support::Corpus::generate(60, 200);
    let documents = corpus.documents();
    assert_eq!(
        index(Language::French, &documents),
        index(Language::French, &documents)
    );
}

#[test]
fn an_empty_site_is_searched_in_vain() {
    let mut browser = Browser::of(&[]);
    assert_eq!(browser.query("service").total, 0);
    assert_eq!(browser.query("« culture de service »").total, 0);
}
