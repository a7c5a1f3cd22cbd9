//! The corpus of the fuzz targets, bent in ways that are the same in each run. `cargo fuzz` looks further, without end; this looks at each
//! build, at the seeds and for a few seconds around them.

#[path = "../../fuzz/mutation.rs"]
#[allow(
    clippy::disallowed_methods,
    reason = "a test reads its seeds, and no site"
)]
mod mutation;

use std::path::Path;
use std::time::{Duration, Instant};

use mutation::{Mutator, seeds};

/// What sources are made of, and what they should not be made of.
const WORDS: &[&str] = &[
    "---",
    "---\n",
    "===",
    "=== content/articles/a.md\n",
    "=== content/en/site.yaml\n",
    ": ",
    "- ",
    "? ",
    "| ",
    ">-\n",
    "&a ",
    "*a",
    "<<: *a",
    "!!binary x",
    "~",
    "''",
    "'",
    "\"",
    "\\u0000",
    "\\x",
    "[",
    "]",
    "{",
    "}",
    "[[",
    "]]",
    "[^1]",
    "[^1]: ",
    "![",
    "](",
    "](a.md#b)",
    "](javascript:x)",
    "<a href='javascript:x'>",
    "<b onclick=x>",
    "</b>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "</item>",
    "&amp;",
    "&#0;",
    "&a;",
    "```",
    "```radar\n",
    "~~~",
    "**",
    "_",
    "`",
    "# ",
    "> ",
    "    ",
    "\t",
    "\r\n",
    "\n\n",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{202f}",
    "\u{a0}",
    "\u{301}",
    "\u{2028}",
    "é",
    "😀",
    "œ",
    "İ",
    "n°5",
    "12h15",
    "2ème",
    "50 %",
    "« ",
    "title",
    "date",
    "statements",
    "camille-exemple",
    "vision-partagee",
    "../../",
    "content/",
    "https://example.org/",
    "2026-02-30",
    "-9999-12-31 24:00",
    "0",
    "-1",
    "1e400",
    "NaN",
    "9223372036854775808",
    "true",
    "null",
];

/// What stands between two words of YAML, Markdown or XML.
const ENDS: &[u8] = b",:{}[]<>'|\n";

/// Longer than the fuzzer's own limit: no input of the size of the seeds may take so much of a test's time.
const LONGEST: Duration = Duration::from_secs(10);

/// Runs `target` on the seeds of `folder`, and on `count` bent ones: on `FUZZ_TIMES` as many, of the way `FUZZ_SEED`, for who looks further
/// without a nightly compiler.
fn run(folder: &str, count: usize, target: fn(&[u8])) {
    let seed = from_environment("FUZZ_SEED").unwrap_or(1);
    let times = from_environment("FUZZ_TIMES").unwrap_or(1) as usize;
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let corpus = seeds(&fuzz, folder);
    assert!(!corpus.is_empty(), "a target has seeds");
    for input in &corpus {
        look(input, target);
    }
    let mut mutator = Mutator::new(&corpus, WORDS, ENDS, seed);
    for _ in 0..count * times {
        look(&mutator.bent(), target);
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "it says how long a test runs, not what a site holds"
)]
fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Runs `target` on `input`, which is shown where it fails.
fn look(input: &[u8], target: fn(&[u8])) {
    struct Shown<'a>(&'a [u8]);
    impl Drop for Shown<'_> {
        fn drop(&mut self) {
            if std::thread::panicking() {
                eprintln!("with this input:\n{}", self.0.escape_ascii());
            }
        }
    }
    let shown = Shown(input);
    let start = Instant::now();
    target(shown.0);
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
}

#[test]
fn bent_front_matter_is_read() {
    run("front_matter", 600, super::front_matter);
}

#[test]
fn bent_markdown_is_shown() {
    run("markdown", 600, super::markdown);
}

#[test]
fn bent_data_files_are_read() {
    run("model", 400, super::model);
}

#[test]
fn bent_exports_are_imported() {
    run("wordpress", 1_000, super::wordpress);
}

#[test]
fn bent_sites_are_rendered() {
    run("site", 30, super::site);
}
