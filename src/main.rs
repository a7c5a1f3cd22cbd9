//! The `parvis` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    parvis::run()
}
