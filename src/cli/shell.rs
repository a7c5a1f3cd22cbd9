//! `parvis completions` and `parvis man`: what a shell and its manual know of the commands, made of the same definitions as `--help`.

use clap::CommandFactory;

use super::Outcome;
use super::arguments::{Arguments, CompletionsArguments, ManArguments};
use super::console::Console;

const NAME: &str = "parvis";

/// Writes the completions of a shell to standard output.
pub fn completions(arguments: &CompletionsArguments, console: &Console) -> Outcome {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, NAME, &mut script);
    console.answer(&String::from_utf8_lossy(&script));
    Outcome::Fine
}

/// Writes the manual page of the program, or of a command of it, to standard output.
pub fn man(arguments: &ManArguments, console: &Console) -> Outcome {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let command = match &arguments.command {
        None => program,
        Some(name) => {
            let Some(command) = program.find_subcommand(name) else {
                let message =
                    console.choose("cette commande n’existe pas", "there is no such command");
                console.complain(&format!("{message}: {name}"));
                return Outcome::Unable;
            };
            command.clone()
        }
    };
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let _ = clap_mangen::Man::new(command).render(&mut page);
    console.answer(&String::from_utf8_lossy(&page));
    Outcome::Fine
}
