//! The command line: flags in, exit status out.
//!
//! [`arguments`] is what a person types, as clap reads it; each command has a file of its own that turns flags into options, calls the
//! pipeline and says what happened. Exit status: 0 fine, 1 the content has errors, 2 wrong usage or environment.

mod arguments;
mod benchmark;
mod build;
mod check;
mod compare;
mod console;
mod explain;
mod fix;
mod import;
mod init;
mod new;
mod outside;
mod schema;
mod serve;
mod shell;
mod usage;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::language::Language;

use arguments::{Arguments, Command};
use console::Console;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// As asked.
    Fine,
    /// The content has errors, which were reported.
    ContentErrors,
    /// The environment does not allow it, which was reported.
    Unable,
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    let console = Console::new(&arguments.common);
    let outcome = match &arguments.command {
        Command::Benchmark(options) => benchmark::run(&arguments.common, options, &console),
        Command::Build(options) => build::run(&arguments.common, options, &console),
        Command::Check(options) => check::run(&arguments.common, options, &console),
        Command::Compare(options) => compare::run(&arguments.common, options, &console),
        Command::Import(options) => import::run(&arguments.common, options, &console),
        Command::Completions(options) => shell::completions(options, &console),
        Command::Explain(options) => explain::run(options, &console),
        Command::Init(options) => init::run(&arguments.common, options, &console),
        Command::Man(options) => shell::man(options, &console),
        Command::New(options) => new::run(&arguments.common, options, &console),
        Command::Schema(options) => schema::run(options, &console),
        Command::Serve(options) => serve::run(&arguments.common, options, &console),
    };
    match outcome {
        Outcome::Fine => ExitCode::SUCCESS,
        Outcome::ContentErrors => ExitCode::from(1),
        Outcome::Unable => ExitCode::from(2),
    }
}

/// Says why the command line cannot be followed, or the help that was asked for.
fn refuse(error: &clap::Error) -> ExitCode {
    let words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    let french = usage::language(words) == Language::French;
    let said = usage::in_french(error).filter(|_| french);
    // Nobody is left to tell where this cannot be written.
    let _ = match said {
        Some(said) => std::io::stderr().write_all(said.as_bytes()),
        None => error.print(),
    };
    // 0 for help and version, 2 for wrong usage.
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
