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
