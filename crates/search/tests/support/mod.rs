//! A small site to search, and a browser that counts what it fetches.
#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::BTreeMap;

use parvis_search::{
    Document, Engine, Found, IndexFile, Language, Outcome, SearchRequest, build_index,
};

/// The files of the index of some documents.
pub fn index(language: Language, documents: &[Document<'_>]) -> Vec<IndexFile> {
    build_index(language, documents)
}

/// Fetches what the engine asks for.
pub struct Browser {
    files: BTreeMap<String, Vec<u8>>,
    engine: Engine,
    /// Names of what was fetched, in order, `index.bin` first.
    pub fetched: Vec<String>,
}

impl Browser {
    pub fn open(files: Vec<IndexFile>) -> Self {
        let files: BTreeMap<String, Vec<u8>> = files
            .into_iter()
            .map(|file| (file.name, file.bytes))
            .collect();
        let mut engine = Engine::new();
        engine
            .supply("index.bin", files["index.bin"].clone())
            .expect("the root opens");
        Self {
            files,
            engine,
            fetched: vec!["index.bin".to_owned()],
        }
    }

    pub fn of(documents: &[Document<'_>]) -> Self {
        Self::open(index(Language::French, documents))
    }

    pub fn bytes(&self, name: &str) -> &[u8] {
        &self.files[name]
    }

    pub fn search(&mut self, request: &SearchRequest) -> Found {
        for _ in 0..8 {
            match self.engine.search(request).expect("the index is sound") {
                Outcome::Found(found) => return found,
                Outcome::Needs { needs } => {
                    assert!(!needs.is_empty(), "an engine that lacks nothing answers");
                    for name in needs {
                        assert!(!self.fetched.contains(&name), "{name} was asked for twice");
                        self.engine
                            .supply(&name, self.files[&name].clone())
                            .expect("the shard is sound");
                        self.fetched.push(name);
                    }
                }
            }
        }
        panic!("more than eight rounds");
    }

    pub fn query(&mut self, q: &str) -> Found {
        self.search(&SearchRequest {
            q: q.to_owned(),
            ..SearchRequest::default()
        })
    }

    /// The URLs found, best first.
    pub fn urls(&mut self, q: &str) -> Vec<String> {
        self.query(q)
            .results
            .into_iter()
            .map(|result| result.url)
            .collect()
    }
}

/// A reproducible sequence of numbers (xorshift).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A rank below `count`, low ranks far more often, as words are in a language (Zipf).
    pub fn rank(&mut self, count: usize) -> usize {
        let uniform = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((count as f64).powf(uniform) as usize - 1).min(count - 1)
    }
}

/// Articles in an invented language whose words are as frequent as French ones are.
pub struct Corpus {
    pub titles: Vec<String>,
    pub bodies: Vec<String>,
    pub urls: Vec<String>,
}

impl Corpus {
    pub fn generate(articles: usize, words: usize) -> Self {
        let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
        let vocabulary: Vec<String> = (0..60_000).map(|_| invented_word(&mut numbers)).collect();
        let function_words = [
            "de", "la", "le", "les", "et", "des", "l’", "en", "un", "du", "une", "que", "pour",
            "dans", "au", "par",
        ];
        let mut corpus = Self {
            titles: Vec::new(),
            bodies: Vec::new(),
            urls: Vec::new(),
        };
        for article in 0..articles {
            let mut body = String::with_capacity(words * 7);
            for count in 1..=words {
                if numbers.next() % 100 < 45 {
                    let word = function_words[numbers.rank(function_words.len())];
                    body.push_str(word);
                    if word.ends_with('’') {
                        body.push_str(&vocabulary[numbers.rank(vocabulary.len())]);
                    }
                } else {
                    body.push_str(&vocabulary[numbers.rank(vocabulary.len())]);
                }
                body.push_str(if count % 80 == 0 { ".\n" } else { " " });
            }
            let title: Vec<&str> = (0..5)
                .map(|_| vocabulary[numbers.rank(vocabulary.len())].as_str())
                .collect();
            corpus.titles.push(title.join(" "));
            corpus.bodies.push(body);
            corpus.urls.push(format!(
                "articles/un-article-au-titre-assez-long-{article}/"
            ));
        }
        corpus
    }

    pub fn documents(&self) -> Vec<Document<'_>> {
        const CATEGORIES: [&str; 6] = [
            "dans-les-medias",
            "methodes",
            "recherche",
            "tribunes",
            "entretiens",
            "cas",
        ];
        const DIMENSIONS: [&[&str]; 6] = [
            &["vision"],
            &["autonomie", "vision"],
            &[],
            &["ecoute"],
            &["promesse"],
            &["ecoute", "autonomie"],
        ];
        const AUTHORS: [&[&str]; 4] = [&["camille"], &["sacha", "camille"], &["lou"], &["sacha"]];
        let mut numbers = Numbers(7);
        (0..self.titles.len())
            .map(|article| Document {
                url: &self.urls[article],
                title: &self.titles[article],
                kind: if article % 9 == 0 { "event" } else { "article" },
                category: Some(CATEGORIES[numbers.next() as usize % CATEGORIES.len()]),
                dimensions: DIMENSIONS[numbers.next() as usize % DIMENSIONS.len()],
                authors: AUTHORS[numbers.next() as usize % AUTHORS.len()],
                year: Some(2026 - (article * 12 / self.titles.len()) as u16),
                summary: "",
                headings: &[],
                keywords: &[],
                body: &self.bodies[article],
            })
            .collect()
    }
}

fn invented_word(numbers: &mut Numbers) -> String {
    const SYLLABLES: [&str; 40] = [
        "ca", "ri", "mo", "ten", "sa", "vel", "plu", "dro", "nis", "qua", "lé", "fer", "gon", "bi",
        "tou", "ché", "par", "lin", "ver", "so", "na", "gri", "jou", "mé", "tra", "cil", "po",
        "dur", "ban", "fi", "ro", "gne", "cou", "sti", "va", "hal", "pré", "mi", "lu", "ter",
    ];
    const ENDINGS: [&str; 12] = [
        "", "e", "s", "er", "ement", "ité", "ation", "eur", "ique", "ant", "és", "ance",
    ];
    let syllables = 2 + numbers.next() % 3;
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(SYLLABLES[numbers.next() as usize % SYLLABLES.len()]);
    }
    word.push_str(ENDINGS[numbers.next() as usize % ENDINGS.len()]);
    word
}
