//! Bad input never traps: the corpus of the fuzz targets (`fuzz/`), bent in thousands of ways that are the same in each
//! run. `cargo fuzz` looks further, without end; this looks at each build.

mod door;
#[path = "../../../../fuzz/mutation.rs"]
mod mutation;

use door::Door;
use mutation::{Mutator, seeds};
use parvis_selftest_wasm::{MAX_REQUEST_BYTES, call};
use serde_json::Value;
use std::path::Path;

/// How many bent requests the native crate answers, and how many of them the module does.
const NATIVE: usize = 10_000;
const MODULE: usize = 1_000;

/// What requests and codes are made of, and what they should not be made of.
const WORDS: &[&str] = &[
    "null",
    "true",
    "false",
    "-1",
    "0",
    "1",
    "2",
    "11",
    "12",
    "31",
    "601",
    "1e400",
    "-1e400",
    "1e-400",
    "NaN",
    "Infinity",
    "-0",
    "0.5",
    "4294967296",
    "9007199254740993",
    "18446744073709551616",
    "\"\"",
    "\"score\"",
    "\"compare\"",
    "\"encode\"",
    "\"decode\"",
    "\"fit\"",
    "\"locate\"",
    "\"op\":",
    "\"model\":",
    "\"from\":",
    "\"respondent\":",
    "\"respondents\":",
    "\"code\":",
    "\"today\":",
    "\"target\":",
    "\"priorities\":",
    "\"group\":",
    "\"scale\":",
    "\"min\":",
    "\"max\":",
    "\"top\":",
    "\"reverse\":",
    "\"pair\":",
    "\"side\":",
    "\"employee\"",
    "\"s1\":",
    "\"d0\":",
    "{",
    "}",
    "[",
    "]",
    "{}",
    "[]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "\\udc00",
    "\\ud83d\\ude00",
    "\u{feff}",
    "\u{202e}",
    "é",
    "P1",
    "P2",
    "-",
    "_",
    " ",
    "\n",
    "\0",
];

/// What stands between two values of JSON.
const ENDS: &[u8] = b",:{}[]";

fn corpus() -> Vec<Vec<u8>> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fuzz");
    seeds(&fuzz, "call")
}

/// What every answer is: JSON, and where it is an error one that says what is wrong.
#[track_caller]
fn assert_answers(request: &[u8], answer: &[u8]) -> bool {
    let shown = || String::from_utf8_lossy(request);
    let json: Value = serde_json::from_slice(answer)
        .unwrap_or_else(|error| panic!("{error} in the answer to {}", shown()));
    let members = json.as_object().expect("an object");
    let Some(error) = members.get("error") else {
        return true;
    };
    assert_eq!(members.len(), 1, "{}", shown());
    for member in ["code", "message"] {
        let text = error[member].as_str();
        assert!(text.is_some_and(|text| !text.is_empty()), "{}", shown());
    }
    false
}

#[test]
fn the_corpus_is_of_requests_that_have_answers() {
    let corpus = corpus();
    let answered = corpus
        .iter()
        .filter(|request| assert_answers(request, &call(request)))
        .count();
    assert_eq!((corpus.len(), answered), (17, 14), "but for three errors");
}

#[test]
fn bent_requests_get_answers() {
    let corpus = corpus();
    let mut mutator = Mutator::new(&corpus, WORDS, ENDS, 1);
    let mut answered = 0;
    for _ in 0..NATIVE {
        let request = mutator.bent();
        answered += usize::from(assert_answers(&request, &call(&request)));
    }
    assert!(
        (NATIVE / 20..NATIVE / 2).contains(&answered),
        "{answered} of {NATIVE} were still sound: too few or too many to look behind every check"
    );
}

#[test]
fn bent_requests_get_answers_from_the_module_in_bounded_memory() {
    let corpus = corpus();
    let mut door = Door::open();
    let mut pages = Vec::new();
    for _ in 0..2 {
        let mut mutator = Mutator::new(&corpus, WORDS, ENDS, 2);
        for _ in 0..MODULE / 2 {
            let request = mutator.bent();
            let answer = door.ask(&request);
            assert_eq!(
                String::from_utf8_lossy(&answer),
                String::from_utf8_lossy(&call(&request))
            );
        }
        pages.push(door.memory.size(&door.store));
    }
    assert_eq!(pages[0], pages[1], "what was taken once is taken again");
    assert!(pages[0] <= 64, "{} pages", pages[0]);
}

/// Requests of about so many bytes, of each kind that costs the most.
fn long_requests(bytes: usize) -> Vec<String> {
    let sound: Value = serde_json::from_slice(&corpus()[4]).expect("a request");
    let model = sound["model"].to_string();
    let most = bytes - model.len() - 100;
    let many = |item: &str| item.repeat(most / item.len());
    let numbered = |count: usize| -> String {
        let names: Vec<String> = (0..count).map(|number| format!("x{number}")).collect();
        format!(r#""{}":1,"#, names.join(r#"":1,""#))
    };
    let requests = [
        format!(
            r#"{{"op":"decode","model":{model},"code":"P1{}"}}"#,
            many("A")
        ),
        format!(
            r#"{{"op":"decode","model":{model},"code":"P1{}"}}"#,
            many(" ")
        ),
        format!(r#"{{"op":"{}"}}"#, many("é")),
        format!(
            r#"{{"op":"score","model":{model},"respondent":{{"id":"{}"}}}}"#,
            many("x")
        ),
        format!(
            r#"{{"op":"encode","model":{model},"respondent":{{"group":"{}"}}}}"#,
            many("\\n")
        ),
        format!(
            r#"{{"op":"compare","model":{model},"respondents":[{}{{}}]}}"#,
            many("{},")
        ),
        format!(
            r#"{{"op":"fit","model":{model},"respondent":{{"today":{{{}"s1":1}}}}}}"#,
            numbered(most / 18)
        ),
        format!(
            r#"{{"op":"score","model":{model},"respondent":{{"today":{{{}"s1":1}}}}}}"#,
            numbered(most / 18)
        ),
        format!(
            r#"{{"op":"score","model":{model},"respondent":{{"priorities":[{}"d0"]}}}}"#,
            many("\"d0\",")
        ),
        format!(
            r#"{{"op":"score","model":{{"id":"m","version":"1","scale":{{"min":1,"max":5}},"levers":[{}{{"id":"x"}}],"dimensions":[]}}}}"#,
            many("{\"id\":\"x\"},")
        ),
        format!("[{}0]", many("0,")),
        format!("[{}[]]", many("[],")),
        many("["),
        many("{\"\":"),
        format!("[{}]", many("1")),
        format!("\"{}\"", many("\\ud800")),
    ];
    requests.into()
}

#[test]
fn requests_as_long_as_can_be_get_answers() {
    for request in long_requests(MAX_REQUEST_BYTES) {
        assert!(request.len() <= MAX_REQUEST_BYTES);
        assert_answers(&request.as_bytes()[..200], &call(request.as_bytes()));
    }
}

/// Shorter ones than the module takes, since the engine of the tests is slow: memory grows with the request, no faster.
#[test]
fn long_requests_get_answers_from_the_module_in_bounded_memory() {
    let bytes = MAX_REQUEST_BYTES / 8;
    let mut door = Door::open();
    for request in long_requests(bytes) {
        let answer = call(request.as_bytes());
        assert!(door.ask(request.as_bytes()) == answer);
    }
    let taken = door.memory.size(&door.store) * 65_536;
    assert!(
        taken <= 128 * bytes as u64,
        "{taken} bytes for a request of {bytes}"
    );
}
