//! Any bytes as the model, an edition, comments or the configuration of a site.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| parvis::fuzzing::model(file));
