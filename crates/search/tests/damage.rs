//! Files that are not what they should be are refused; nothing panics.

mod support;

use parvis_search::{Engine, Outcome, SearchError, SearchRequest};
use proptest::prelude::*;
use support::{Corpus, index};

fn files() -> Vec<parvis_search::IndexFile> {
    let corpus = Corpus::generate(40, 60);
    index(parvis_search::Language::French, &corpus.documents())
}

#[test]
fn a_damaged_shard_is_named() {
    let files = files();
    let mut engine = Engine::new();
    assert_eq!(
        engine.search(&SearchRequest::default()),
        Err(SearchError::NotOpen)
    );
    for file in &files {
        let mut bytes = file.bytes.clone();
        bytes.push(b' ');
        assert_eq!(
            engine.supply(&file.name, bytes),
            Err(SearchError::Corrupt(file.name.clone()))
        );
        let mut bytes = file.bytes.clone();
        if let Some(middle) = bytes.len().checked_div(2).filter(|_| !bytes.is_empty()) {
            bytes[middle] ^= 0x10;
            assert_eq!(
                engine.supply(&file.name, bytes),
                Err(SearchError::Corrupt(file.name.clone()))
            );
        }
    }
    assert_eq!(
        engine.supply("../secret", Vec::new()),
        Err(SearchError::UnknownName("../secret".to_owned()))
    );
    assert_eq!(
        engine.supply("éééééééé", Vec::new()),
        Err(SearchError::UnknownName("éééééééé".to_owned()))
    );
}

proptest! {
    #[test]
    fn no_root_makes_the_engine_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Engine::new().supply("index.bin", bytes).is_err());
    }

    #[test]
    fn no_query_makes_the_engine_panic(q in "[\\PC«»\" ]{0,40}", limit in 0_usize..200, offset in any::<usize>()) {
        let files = files();
        let mut engine = Engine::new();
        let request = SearchRequest { q, limit, offset, facets: true, ..SearchRequest::default() };
        let fetch = |name: &str| files.iter().find(|file| file.name == name).map(|file| file.bytes.clone()).expect("a file of the index");
        engine.supply("index.bin", fetch("index.bin")).expect("the root opens");
        while let Outcome::Needs { needs } = engine.search(&request).expect("the index is sound") {
            for name in needs {
                engine.supply(&name, fetch(&name)).expect("the shard is sound");
            }
        }
    }
}
