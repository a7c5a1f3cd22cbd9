//! Any bytes as a request to the self-test's door: the answer is JSON, and an error has a code and a message.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|request: &[u8]| {
    let answer = parvis_selftest_wasm::call(request);
    let answer: Value = serde_json::from_slice(&answer).expect("the answer is JSON");
    if let Some(error) = answer.get("error") {
        for member in ["code", "message"] {
            let text = error[member].as_str().expect("a text");
            assert!(!text.is_empty(), "the error has no {member}");
        }
    }
});
