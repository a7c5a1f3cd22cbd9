//! `cargo xtask CHORE`: what building and checking the project takes beyond `cargo` itself.

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask CHORE

chores
  wasm [MODULE…]   build the browser's modules (selftest, search; all of them by default) and write them next to their crates";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((chore, names)) if chore == "wasm" => xtask::wasm::run(names),
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
