//! Any bytes as an export of WordPress, up to the site that is made of it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|export: &[u8]| parvis::fuzzing::wordpress(export));
