//! `cargo xtask CHORE`: what building and checking the project takes beyond `cargo` itself.

mod bench;
mod corpus;
mod count;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask CHORE

chores
  wasm [MODULE…]   build the browser's modules (selftest, search, qr, qr-reader; all of them by default) and write them next to their crates
  sample           write the fictitious contributions of examples/benchmark anew
  test [--only rust|parsers|browser]
                   run the whole test suite, and install what it needs
  count [--accept] count the instructions of whole commands under valgrind, and fail where one takes 15 % more than was accepted;
                   --accept rewrites benches/instructions.txt
  bench [--articles N,…] [--runs N] [--peers hugo,eleventy,mdbook|none]
                   measure whole builds against those of other generators; complete, it rewrites docs/PERFORMANCE.md
  bench search [--texts DIR] [--no-large]
                   measure the search beside Pagefind, and rewrite its section of docs/PERFORMANCE.md
  bench features [--articles N] [--runs N]
                   measure builds without one feature at a time, and rewrite their section of docs/PERFORMANCE.md
  bench waits
                   measure what a visitor waits for in a slowed browser, and rewrite its section of docs/PERFORMANCE.md
  bench serve [--articles N] [--runs N]
                   measure what an editor waits for, from a save to the new page, and rewrite its section of docs/PERFORMANCE.md
  bench sizes [--runs N]
                   measure builds of 1,000 to 100,000 articles, and rewrite their section of docs/PERFORMANCE.md";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((chore, names)) if chore == "wasm" => xtask::wasm::run(names),
        Some((chore, [])) if chore == "sample" => xtask::sample::run(),
        Some((chore, options)) if chore == "test" => test::run(options).map_err(Into::into),
        Some((chore, options)) if chore == "bench" => bench::run(options).map_err(Into::into),
        Some((chore, options)) if chore == "count" => count::run(options).map_err(Into::into),
        // What `bench` starts once a run.
        Some((chore, command)) if chore == "measure" => bench::measure(command).map_err(Into::into),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
