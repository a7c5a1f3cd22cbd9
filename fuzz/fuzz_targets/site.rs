//! Any text as the files of a whole site, up to every page of it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|files: &[u8]| parvis::fuzzing::site(files));
