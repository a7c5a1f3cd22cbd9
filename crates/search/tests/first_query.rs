//! What a first query costs a visitor of a large site.

mod support;

use std::collections::BTreeSet;

use parvis_search::{Document, Filters, Language, SearchRequest};
use support::{Browser, Corpus, Numbers, index};

/// Bytes fetched, uncompressed: (index, texts). Servers compress the texts to two fifths.
fn cost(browser: &Browser) -> (usize, usize) {
    let size = |text: bool| {
        browser
            .fetched
            .iter()
            .filter(|name| (name.split_once('.').map(|(_, end)| end) == Some("txt")) == text)
            .map(|name| browser.bytes(name).len())
            .sum()
    };
    (size(false), size(true))
}

#[test]
fn a_first_query_fetches_a_small_part_of_the_index() {
    let corpus = Corpus::generate(2_500, 400);
    let documents = corpus.documents();
    let files = index(Language::French, &documents);
    let whole: usize = files.iter().map(|file| file.bytes.len()).sum();
    let names: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names.len(), files.len(), "names are unique");
    let mut numbers = Numbers(99);
    for _ in 0..12 {
        let body = &corpus.bodies[numbers.next() as usize % corpus.bodies.len()];
        let words: Vec<&str> = body
            .split_whitespace()
            .filter(|word| word.len() > 6)
            .skip(20)
            .take(2)
            .collect();
        let mut browser = Browser::open(files.clone());
        let found = browser.query(&format!("{} ", words.join(" ")));
        assert!(found.total > 0, "{words:?}");
        let (read, texts) = cost(&browser);
        assert!(read < 64_000, "{words:?}: {read} bytes of the index");
        assert!(texts < 60_000, "{words:?}: {texts} bytes of text");
        assert!(
            (read + texts) * 50 < whole,
            "{words:?}: {read} + {texts} of {whole}"
        );
    }
}

#[test]
fn facets_of_a_common_word_stay_cheap() {
    let corpus = Corpus::generate(2_000, 60);
    let mut documents = corpus.documents();
    for document in &mut documents {
        document.summary = "Partout le même mot : service.";
    }
    let mut browser = Browser::of(&documents);
    let request = SearchRequest {
        q: "service ".to_owned(),
        facets: true,
        ..SearchRequest::default()
    };
    let found = browser.search(&request);
    assert_eq!(found.total, 2_000);
    let facets = found.facets.expect("asked for");
    assert_eq!(
        facets.kind.iter().map(|count| count.count).sum::<u32>(),
        2_000
    );
    let (read, _) = cost(&browser);
    assert!(read < 40_000, "{read} bytes of the index");
    let filters = Filters {
        year: vec!["2026".to_owned()],
        kind: vec!["event".to_owned()],
        ..Filters::default()
    };
    let found = browser.search(&SearchRequest { filters, ..request });
    let expected = documents
        .iter()
        .filter(|document: &&Document<'_>| document.year == Some(2026) && document.kind == "event")
        .count();
    assert_eq!(found.total, expected);
    assert!(expected > 0);
}

#[test]
fn phrases_of_common_words_are_exact_and_cheap() {
    const SENTENCES: [&str; 5] = [
        "Voici la culture de service en pratique. La culture du client change.",
        "Voici la culture du service en pratique. La culture de service suit.",
        "Le service sans culture. Une culture de service client.",
        "La culture, puis le service. Le client.",
        "Sa culture de service. Le client de la culture.",
    ];
    let bodies: Vec<String> = (0..4_000)
        .map(|article| format!("{} Note {article}.", [SENTENCES[article % 5]; 3].join(" ")))
        .collect();
    let urls: Vec<String> = (0..bodies.len())
        .map(|article| format!("{article}/"))
        .collect();
    let documents: Vec<Document<'_>> = bodies
        .iter()
        .zip(&urls)
        .map(|(body, url)| Document {
            url,
            title: "Article",
            kind: "article",
            body,
            ..Document::default()
        })
        .collect();
    let files = index(Language::French, &documents);
    // Which of the five sentences hold each phrase.
    for (phrase, holding) in [
        ("« culture de service »", 4),
        ("« culture du service »", 1),
        ("« la culture de service »", 2),
        ("« sa culture de service »", 1),
        ("« culture de service client »", 1),
        ("« service culture »", 0),
        ("« client de la culture »", 1),
    ] {
        let mut browser = Browser::open(files.clone());
        let found = browser.query(phrase);
        assert_eq!(found.total, holding * 800, "{phrase}");
        let (read, _) = cost(&browser);
        // Three words, or function words before the first, take occurrences too.
        if phrase.matches(' ').count() == 4 && !phrase.contains("client") {
            assert!(read < 24_000, "{phrase}: {read} bytes of the index");
        }
    }
    let mut browser = Browser::open(files);
    assert_eq!(browser.query("« culture de service » \"note 8\"").total, 0);
    assert_eq!(
        browser
            .query("« culture du service » \"pratique. La\"")
            .total,
        800
    );
    assert_eq!(browser.query("« culture de service » « note 5 »").total, 1);
}
