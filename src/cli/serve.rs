//! `parvis serve`

use std::time::Duration;

use super::Outcome;
use super::arguments::{Common, ServeArguments};
use super::console::Console;
use crate::serve::{self, ServeOptions};

/// Serves the site until it is stopped.
pub fn run(common: &Common, arguments: &ServeArguments, console: &Console) -> Outcome {
    let options = ServeOptions {
        read: arguments.site.read_options(common, !arguments.no_drafts),
        host: arguments.host,
        port: arguments.port,
        open: arguments.open,
        follow: arguments.follow,
        poll: arguments.poll.map(Duration::from_secs),
        reporter: console.reporter(),
        quiet: console.is_quiet(),
    };
    match serve::serve(options) {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            console.complain(&error.message(console.language()));
            Outcome::Unable
        }
    }
}
