//! The committed module, run in an independent engine: it answers as the native crate does, it never traps, it gives
//! its memory back, and it is small.

mod door;

use door::{Door, MODULE, ask, ask_json};
use flate2::{Compression, write::GzEncoder};
use parvis_selftest_wasm::MAX_REQUEST_BYTES;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::io::Write;

/// What the module may weigh compressed, in bytes.
const BUDGET: usize = 40_000;

/// A model of any scale with `sizes` statements a dimension; every third statement is reversed, the first two a pair.
fn model(points: u8, sizes: &[usize]) -> Value {
    let mut number = 0;
    let dimensions: Vec<Value> = ('a'..)
        .zip(sizes)
        .map(|(id, &size)| {
            let statements: Vec<Value> = (0..size)
                .map(|_| {
                    number += 1;
                    let mut statement = json!({"id": format!("s{number}"), "text": "…", "reverse": number % 3 == 0});
                    if let Some(side) = ["employee", "client"].get(number - 1).filter(|_| sizes.iter().sum::<usize>() > 1) {
                        statement["pair"] = json!("p");
                        statement["side"] = json!(side);
                    }
                    statement
                })
                .collect();
            json!({"id": id, "lever": if id < 'c' { "x" } else { "y" }, "name": "…", "statements": statements})
        })
        .collect();
    json!({
        "id": "m", "version": "1", "language": "fr", "scale": {"min": 1, "max": points, "no_answer": "?"},
        "scoring": {"min_answered": 0.5, "quantile": 7},
        "levers": [{"id": "x", "order": 1}, {"id": "y", "order": 2}],
        "dimensions": dimensions, "priorities": {"top": sizes.len().min(3)},
        "maturity": [{"from": 0, "name": "0"}, {"from": 25, "name": "1"}, {"from": 62.5, "name": "2"}],
        "debates": {"divergent": "…"}, "wheel": {"nucleus": {"name": "…"}}
    })
}

fn requests() -> impl Strategy<Value = (Value, Vec<Value>)> {
    (2..=11_u8, prop::collection::vec(1..4_usize, 1..5)).prop_flat_map(|(points, sizes)| {
        let statements: usize = sizes.iter().sum();
        let answers = prop::collection::vec(prop::option::weighted(0.85, 1..=points), statements);
        let dimensions: Vec<String> = ('a'..).take(sizes.len()).map(String::from).collect();
        let priorities = prop::sample::subsequence(dimensions, 0..=sizes.len().min(3)).prop_shuffle();
        let group = prop::sample::select(vec![json!("DSI"), json!("dsi "), json!("Siège"), json!(null), json!("é")]);
        let person = ("\\PC{0,6}", group, answers.clone(), answers, priorities).prop_map(|(id, group, today, target, priorities)| {
            let named = |answers: Vec<Option<u8>>| -> Value {
                (1..).zip(answers).map(|(number, answer)| (format!("s{number}"), json!(answer))).collect()
            };
            json!({"id": id, "group": group, "today": named(today), "target": named(target), "priorities": priorities})
        });
        (Just(model(points, &sizes)), prop::collection::vec(person, 2..=8))
    })
}

#[test]
fn the_module_is_small() {
    let mut compressed = GzEncoder::new(Vec::new(), Compression::best());
    compressed.write_all(MODULE).expect("a vector takes all");
    let size = compressed.finish().expect("a vector takes all").len();
    assert!(size <= BUDGET, "{size} bytes compressed, {BUDGET} at most");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    /// Groups of 2 to 8 persons: some 2,500 persons with two sets of answers each.
    #[test]
    fn module_and_native_crate_agree_to_the_byte((model, group) in requests()) {
        let comparison = ask_json(&json!({"op": "compare", "model": model, "respondents": group}));
        prop_assert_eq!(&comparison["n"], &json!(group.len()));
        for person in &group {
            let report = ask_json(&json!({"op": "score", "model": model, "respondent": person}));
            prop_assert!(report["today"]["overall"].is_object());
            let code = ask_json(&json!({"op": "encode", "model": model, "respondent": person}));
            let back = ask_json(&json!({"op": "decode", "model": model, "code": code["code"]}));
            prop_assert_eq!(&back["respondent"]["priorities"], &person["priorities"]);
            prop_assert_eq!(&back["respondent"]["id"], &person["id"]);
        }
    }

    #[test]
    fn the_door_says_what_serde_says((model, group) in requests()) {
        use parvis_selftest::{Model, ModelSource, Respondent, RespondentSource, compare, fit, score};
        let source: ModelSource = serde_json::from_value(model.clone()).expect("a model");
        let sound = Model::new(source).expect("a sound model");
        let persons: Vec<Respondent> = group
            .iter()
            .map(|person| {
                let source: RespondentSource = serde_json::from_value(person.clone()).expect("a respondent");
                Respondent::new(&sound, source).expect("a respondent of the model")
            })
            .collect();
        let comparison = compare(&sound, &persons).expect("2 to 8 persons");
        assert_same(
            &ask_json(&json!({"op": "compare", "model": model, "respondents": group})),
            &serde_json::to_value(comparison).expect("JSON"),
        );
        assert_same(
            &ask_json(&json!({"op": "score", "model": model, "respondent": group[0]})),
            &serde_json::to_value(score(&sound, &persons[0])).expect("JSON"),
        );
        let mut later = model.clone();
        later["dimensions"][0]["statements"][0]["id"] = json!("new");
        let source = serde_json::from_value(later.clone()).expect("a model");
        let later_model = Model::new(source).expect("a sound model");
        let fitted = fit(&later_model, &persons[0].to_source(&sound), Some(&sound));
        assert_same(
            &ask_json(&json!({"op": "fit", "model": later, "respondent": group[0], "from": model})),
            &json!({
                "respondent": fitted.respondent.to_source(&later_model),
                "kept": fitted.kept, "of": fitted.of, "reason": fitted.reason,
            }),
        );
    }

    #[test]
    fn any_bytes_get_an_answer(request in prop::collection::vec(any::<u8>(), 0..200)) {
        let answer: Value = serde_json::from_slice(&ask(&request)).expect("the answer is JSON");
        prop_assert!(answer["error"]["code"].is_string());
    }

    #[test]
    fn a_damaged_request_gets_an_answer((model, group) in requests(), at in any::<prop::sample::Index>(), by in any::<u8>(), cut in any::<bool>()) {
        let mut request = json!({"op": "compare", "model": model, "respondents": group}).to_string().into_bytes();
        let at = at.index(request.len());
        request[at] = by;
        if cut {
            request.truncate(at);
        }
        let _: Value = serde_json::from_slice(&ask(&request)).expect("the answer is JSON");
    }
}

/// The same members and texts, and the same figures to the billionth.
#[track_caller]
fn assert_same(found: &Value, expected: &Value) {
    match (found, expected) {
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (
                found.as_f64().expect("finite"),
                expected.as_f64().expect("finite"),
            );
            assert!(
                (found - expected).abs() <= 1e-9,
                "{found} is not {expected}"
            );
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len());
            found
                .iter()
                .zip(expected)
                .for_each(|(found, expected)| assert_same(found, expected));
        }
        (Value::Object(found), Value::Object(expected)) => {
            assert_eq!(
                found.keys().collect::<Vec<_>>(),
                expected.keys().collect::<Vec<_>>()
            );
            found
                .iter()
                .zip(expected)
                .for_each(|((_, found), (_, expected))| assert_same(found, expected));
        }
        _ => assert_eq!(found, expected),
    }
}

/// The code and the message of the error that a request gets.
fn refusal(request: &[u8]) -> (String, String) {
    let answer: Value = serde_json::from_slice(&ask(request)).expect("the answer is JSON");
    let text = |name: &str| answer["error"][name].as_str().expect("an error").to_owned();
    (text("code"), text("message"))
}

#[test]
fn each_bad_request_has_its_name() {
    let sound = model(5, &[2, 2]);
    let with = |op: &str, change: &dyn Fn(&mut Value)| {
        let person = json!({"today": {"s1": 4}});
        let mut request =
            json!({"op": op, "model": sound, "respondent": person, "respondents": [person]});
        change(&mut request);
        let (code, message) = refusal(request.to_string().as_bytes());
        format!("{code}: {message}")
    };
    assert_eq!(refusal(b"\xff").0, "not_utf8");
    assert_eq!(
        refusal(b""),
        ("bad_request".into(), "no JSON at byte 0".into())
    );
    assert_eq!(
        refusal(b"[]"),
        ("bad_request".into(), "request.op: expected text".into())
    );
    assert_eq!(refusal(&vec![b' '; MAX_REQUEST_BYTES + 1]).0, "too_large");
    for nested in ["[", "{\"a\":", "[{\"a\":"] {
        assert_eq!(refusal(nested.repeat(100_000).as_bytes()).0, "bad_request");
    }
    assert_eq!(
        with("dance", &|_| {}),
        "unknown_op: there is no operation “dance”"
    );
    assert_eq!(
        with("decode", &|_| {}),
        "bad_request: request.code: expected text"
    );
    assert_eq!(
        with("decode", &|request| request["code"] = json!("P9")),
        "unknown_version: the code is of version “9”, not 1"
    );
    assert_eq!(
        with("compare", &|_| {}),
        "group_size: 1 respondents; 2 to 20 can be compared"
    );
    assert_eq!(
        with("score", &|request| request["model"] = json!(3)),
        "bad_request: request.model: expected an object"
    );
    assert_eq!(
        with(
            "score",
            &|request| request["model"]["dimensions"][1]["lever"] = json!(null)
        ),
        "bad_request: request.model.dimensions.1.lever: expected text"
    );
    assert_eq!(
        with("score", &|request| {
            request["model"]["scale"]["max"] = json!(1);
            request["model"]["priorities"]["top"] = json!(3);
        }),
        "bad_model: the scale 1–1 does not have 2 to 11 points; priorities.top is 3, but there are only 2 dimensions"
    );
    assert_eq!(
        with("score", &|request| request["respondent"]["today"]["s1"] =
            json!(6)),
        "out_of_range: 6, the answer to “s1”, is not on the scale"
    );
    assert_eq!(
        with("score", &|request| request["respondent"]["today"]["s1"] =
            json!(3.5)),
        "bad_request: request.respondent.today.s1: expected a whole number"
    );
    assert_eq!(
        with("encode", &|request| request["respondent"]["id"] =
            json!("x".repeat(53))),
        "text_too_long: id and group take 53 bytes together, 52 at most fit"
    );
}

#[test]
fn the_answers_of_the_documented_requests() {
    let sound = model(5, &[2, 1]);
    let person = json!({"id": "A\"\\\n", "today": {"s1": 4.0, "s2": 2, "s3": 1}, "target": {"s1": 5}, "priorities": ["b"]});
    assert_eq!(
        String::from_utf8_lossy(&ask(
            json!({"op": "score", "model": sound, "respondent": person})
                .to_string()
                .as_bytes()
        )),
        concat!(
            r#"{"today":{"dimensions":[{"id":"a","mean":3,"score":50,"level":1,"answered":2},"#,
            r#"{"id":"b","mean":5,"score":100,"level":2,"answered":1}],"#,
            r#""levers":[{"id":"x","score":75,"level":2},{"id":"y","score":null,"level":null}],"#,
            r#""overall":{"score":75,"level":2}},"#,
            r#""target":{"dimensions":[{"id":"a","mean":5,"score":100,"level":2,"answered":1},"#,
            r#"{"id":"b","mean":null,"score":null,"level":null,"answered":0}],"#,
            r#""levers":[{"id":"x","score":100,"level":2},{"id":"y","score":null,"level":null}],"#,
            r#""overall":{"score":100,"level":2}},"#,
            r#""gap":{"a":50,"b":null},"symmetry":{"index":50,"direction":50,"level":25}}"#
        )
    );
    let code = ask_json(&json!({"op": "encode", "model": sound, "respondent": person}));
    assert_eq!(
        ask_json(&json!({"op": "decode", "model": sound, "code": code["code"]})),
        json!({"respondent": {"id": "A\"\\\n", "today": {"s1": 4, "s2": 2, "s3": 1}, "target": {"s1": 5}, "priorities": ["b"]}})
    );
    let edition = json!({"title": "…", "dimensions": [{"id": "a", "target": {"companies": 9, "respondents": 80, "q1": 40, "median": 50, "q3": 62}}]});
    assert_eq!(
        ask_json(
            &json!({"op": "locate", "edition": edition, "rating": "target", "scores": {"a": 41.25, "b": null}})
        ),
        json!({"dimensions": [{"id": "a", "score": 41.25, "rank": 28.125, "low": 25, "high": 50, "companies": 9, "respondents": 80}]})
    );
}

#[test]
fn pointers_outside_memory_and_huge_lengths_get_an_answer() {
    let mut door = Door::open();
    for (ptr, len) in [(0, 0), (0, 10), (u32::MAX, 10), (16, u32::MAX)] {
        let answer = door.call_at(ptr, len);
        let answer: Value = serde_json::from_slice(&door.take(answer)).expect("the answer is JSON");
        assert!(answer["error"]["code"].is_string());
    }
    assert_eq!(
        door.alloc.call(&mut door.store, u32::MAX).expect("no trap"),
        0
    );
    let empty = door.alloc.call(&mut door.store, 0).expect("no trap");
    assert_ne!(empty, 0);
    door.free
        .call(&mut door.store, (empty, 0))
        .expect("no trap");
    door.free.call(&mut door.store, (0, 10)).expect("no trap");
}

#[test]
fn memory_does_not_grow_from_request_to_request() {
    let mut door = Door::open();
    let request =
        json!({"op": "score", "model": model(5, &[3, 3, 3]), "respondent": {"today": {"s1": 4}}})
            .to_string();
    door.ask(request.as_bytes());
    let pages = door.memory.size(&door.store);
    for _ in 0..500 {
        door.ask(request.as_bytes());
    }
    assert_eq!(door.memory.size(&door.store), pages);
    assert!(pages <= 64, "{pages} pages");
}

#[test]
fn a_model_is_opened_once_and_then_left_out() {
    let (one, other) = (model(5, &[2, 2]), model(7, &[3]));
    let person = json!({"id": "A", "today": {"s1": 4, "s2": 5}, "target": {"s1": 5}});
    let about = |model: Option<&Value>, op: &str| {
        let mut request = json!({"op": op, "respondent": person, "respondents": [person, person]});
        if let Some(model) = model {
            request["model"] = model.clone();
        }
        request.to_string().into_bytes()
    };
    let module = &mut door::Door::open();
    let native = &mut parvis_selftest_wasm::Door::new();
    let mut both = |request: &[u8]| {
        let answer = native.call(request);
        assert_eq!(module.ask(request), answer);
        String::from_utf8(answer).expect("the answer is UTF-8")
    };
    assert!(both(&about(None, "score")).contains("\"no_model\""));
    assert_eq!(both(&about(Some(&one), "open")), "{\"statements\":4}");
    for op in ["score", "compare", "encode"] {
        let brought = both(&about(Some(&one), op));
        assert!(!brought.contains("error"), "{brought}");
        assert_eq!(both(&about(None, op)), brought);
    }
    // A model that is brought along is not remembered, nor is one that does not hold together.
    let brought = both(&about(Some(&other), "score"));
    assert_ne!(both(&about(None, "score")), brought);
    let mut unsound = one.clone();
    unsound["scale"]["max"] = json!(1);
    assert!(both(&about(Some(&unsound), "open")).contains("\"bad_model\""));
    assert_eq!(both(&about(None, "open")), "{\"statements\":4}");
    assert_eq!(both(&about(Some(&other), "open")), "{\"statements\":3}");
    assert_eq!(both(&about(None, "score")), brought);
}
