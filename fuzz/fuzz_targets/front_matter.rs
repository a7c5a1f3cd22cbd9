//! Any bytes as a Markdown file with its front matter, read as a document of each kind and corrected.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| parvis::fuzzing::front_matter(file));
