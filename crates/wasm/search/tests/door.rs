//! The door answers alike natively and as a module, and refuses what it does not understand.

use std::collections::BTreeMap;
use std::io::Write;

use parvis_search::{Document, Language, build_index};
use parvis_search_wasm::Door;
use serde_json::{Value, json};

/// The committed module.
const MODULE: &[u8] = include_bytes!("../search.wasm");

/// What a first visit may download before it can search.
const MODULE_BUDGET: usize = 60 * 1024;

fn files() -> BTreeMap<String, Vec<u8>> {
    let base = Document {
        kind: "article",
        category: Some("cas"),
        authors: &["lou"],
        ..Document::default()
    };
    let documents = [
        Document {
            url: "a/",
            title: "L’écoute",
            year: Some(2024),
            body: "La culture de service commence par l’écoute des clients.",
            ..base
        },
        Document {
            url: "b/",
            title: "Organiser",
            year: Some(2025),
            body: "La culture du service est une affaire d’organisation.",
            ..base
        },
        Document {
            url: "c/",
            title: "Connecter",
            year: None,
            body: "Relier les équipes et les managers.",
            ..base
        },
    ];
    build_index(Language::French, &documents)
        .into_iter()
        .map(|file| (file.name, file.bytes))
        .collect()
}

/// What both doors can do.
trait Engine {
    fn call(&mut self, request: &[u8]) -> Value;
    fn supply(&mut self, name: &str, bytes: &[u8]) -> Value;
}

struct Native(Door);

impl Engine for Native {
    fn call(&mut self, request: &[u8]) -> Value {
        serde_json::from_slice(&self.0.call(request)).expect("responses are JSON")
    }

    fn supply(&mut self, name: &str, bytes: &[u8]) -> Value {
        serde_json::from_slice(&self.0.supply(name.as_bytes(), bytes.to_vec()))
            .expect("responses are JSON")
    }
}

struct Module {
    store: wasmi::Store<()>,
    instance: wasmi::Instance,
    memory: wasmi::Memory,
}

impl Module {
    fn new() -> Self {
        let engine = wasmi::Engine::default();
        let module = wasmi::Module::new(&engine, MODULE).expect("the module is valid");
        let mut store = wasmi::Store::new(&engine, ());
        let instance = wasmi::Linker::new(&engine)
            .instantiate_and_start(&mut store, &module)
            .expect("the module imports nothing");
        let memory = instance
            .get_memory(&store, "memory")
            .expect("memory is exported");
        Self {
            store,
            instance,
            memory,
        }
    }

    fn write(&mut self, bytes: &[u8]) -> (u32, u32) {
        let length = bytes.len() as u32;
        let alloc = self
            .instance
            .get_typed_func::<u32, u32>(&self.store, "alloc")
            .expect("alloc is exported");
        let pointer = alloc
            .call(&mut self.store, length)
            .expect("alloc does not trap");
        self.memory
            .write(&mut self.store, pointer as usize, bytes)
            .expect("the room is in memory");
        (pointer, length)
    }

    fn free(&mut self, (pointer, length): (u32, u32)) {
        let free = self
            .instance
            .get_typed_func::<(u32, u32), ()>(&self.store, "free")
            .expect("free is exported");
        free.call(&mut self.store, (pointer, length))
            .expect("free does not trap");
    }

    fn response(&mut self, response: u64) -> Value {
        let place = (response as u32, (response >> 32) as u32);
        let mut bytes = vec![0; place.1 as usize];
        self.memory
            .read(&self.store, place.0 as usize, &mut bytes)
            .expect("the response is in memory");
        self.free(place);
        serde_json::from_slice(&bytes).expect("responses are JSON")
    }
}

impl Engine for Module {
    fn call(&mut self, request: &[u8]) -> Value {
        let place = self.write(request);
        let call = self
            .instance
            .get_typed_func::<(u32, u32), u64>(&self.store, "call")
            .expect("call is exported");
        let response = call
            .call(&mut self.store, place)
            .expect("call does not trap");
        self.free(place);
        self.response(response)
    }

    fn supply(&mut self, name: &str, bytes: &[u8]) -> Value {
        let (name, bytes) = (self.write(name.as_bytes()), self.write(bytes));
        let supply = self
            .instance
            .get_typed_func::<(u32, u32, u32, u32), u64>(&self.store, "supply")
            .expect("supply is exported");
        let response = supply
            .call(&mut self.store, (name.0, name.1, bytes.0, bytes.1))
            .expect("supply does not trap");
        self.free(name);
        self.free(bytes);
        self.response(response)
    }
}

fn search(engine: &mut dyn Engine, files: &BTreeMap<String, Vec<u8>>, request: &Value) -> Value {
    for _ in 0..8 {
        let answer = engine.call(request.to_string().as_bytes());
        let Some(needs) = answer.get("needs") else {
            return answer;
        };
        for name in needs.as_array().expect("a list of names") {
            let name = name.as_str().expect("a name");
            assert_eq!(engine.supply(name, &files[name]), json!({"ok": true}));
        }
    }
    panic!("more than eight rounds");
}

fn open(engine: &mut dyn Engine, files: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(
        engine.call(br#"{"op":"open"}"#)["error"]["code"],
        "not-open"
    );
    assert_eq!(
        engine.supply("index.bin", &files["index.bin"]),
        json!({"ok": true})
    );
    assert_eq!(
        engine.call(br#"{"op":"open"}"#),
        json!({"documents": 3, "language": "fr"})
    );
}

#[test]
fn an_answer_has_the_documented_shape() {
    let files = files();
    let mut native = Native(Door::new());
    open(&mut native, &files);
    let answer = search(
        &mut native,
        &files,
        &json!({"op": "search", "q": "« culture de service » ecoutes ", "facets": true}),
    );
    assert_eq!(
        answer,
        json!({
            "total": 1,
            "results": [{
                "url": "a/",
                "title": "L’écoute",
                "title_parts": [{"text": "L’", "mark": false}, {"text": "écoute", "mark": true}],
                "kind": "article",
                "category": "cas",
                "year": 2024,
                "excerpt": [
                    {"text": "La ", "mark": false}, {"text": "culture de service", "mark": true}, {"text": " commence par l’", "mark": false},
                    {"text": "écoute", "mark": true}, {"text": " des clients.", "mark": false},
                ],
            }],
            "facets": {
                "kind": [{"value": "article", "count": 1}],
                "category": [{"value": "cas", "count": 1}],
                "dimension": [],
                "author": [{"value": "lou", "count": 1}],
                "year": [{"value": "2024", "count": 1}],
            },
            "corrected": null,
            "suggested": null,
            "matching": "all",
        })
    );
}

#[test]
fn the_module_answers_as_the_crate_does() {
    let files = files();
    let (mut native, mut module) = (Native(Door::new()), Module::new());
    open(&mut native, &files);
    open(&mut module, &files);
    for q in [
        "culture",
        "cult",
        "« culture du service »",
        "organsation ",
        "managériales équipe",
        "",
        "« »",
        "œ’",
        "écoute connecter ",
    ] {
        for filters in [
            json!({}),
            json!({"year": ["2024", "2025"]}),
            json!({"author": ["lou"], "kind": ["event"]}),
        ] {
            let request =
                json!({"op": "search", "q": q, "filters": filters, "facets": true, "limit": 2});
            assert_eq!(
                search(&mut native, &files, &request),
                search(&mut module, &files, &request),
                "{request}"
            );
        }
    }
}

#[test]
fn bad_requests_are_answered() {
    let files = files();
    for engine in [
        &mut Native(Door::new()) as &mut dyn Engine,
        &mut Module::new(),
    ] {
        open(engine, &files);
        for request in [
            &b"not json"[..],
            b"",
            b"\xff",
            b"[]",
            br#"{"op":"dance"}"#,
            br#"{"op":"search","q":1}"#,
            br#"{"op":"search","query":"x"}"#,
            br#"{"op":"search","limit":-1}"#,
            br#"{"op":"search","filters":{"colour":[]}}"#,
        ] {
            assert_eq!(
                engine.call(request)["error"]["code"],
                "bad-request",
                "{}",
                String::from_utf8_lossy(request)
            );
        }
        assert_eq!(
            engine.supply("0123456789ab.bin", b"other")["error"]["code"],
            "corrupt"
        );
        assert_eq!(
            engine.supply("index.bin", b"short")["error"]["code"],
            "corrupt"
        );
        assert_eq!(
            engine.supply("../index", b"")["error"]["code"],
            "unknown-name"
        );
    }
}

#[test]
fn the_module_is_small() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(MODULE).expect("memory holds it");
    let size = gzip.finish().expect("memory holds it").len();
    assert!(size <= MODULE_BUDGET, "{size} bytes gzipped");
}
