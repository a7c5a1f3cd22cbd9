//! Any text as the body of an article and as a comment, up to its HTML.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| parvis::fuzzing::markdown(text));
