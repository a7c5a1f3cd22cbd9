//! `parvis serve`

use super::Outcome;
use super::arguments::{Common, ServeArguments};
use super::console::Console;

/// Serves the site until it is stopped.
pub fn run(_common: &Common, _arguments: &ServeArguments, console: &Console) -> Outcome {
    console.complain("serve", "serve");
    Outcome::Unable
}
