//! `parvis schema`

use super::Outcome;
use super::arguments::SchemaArguments;
use super::console::Console;
use crate::schema;

/// Writes the schema of a kind, or of all, to standard output.
pub fn run(arguments: &SchemaArguments, console: &Console) -> Outcome {
    let schema = match arguments.kind {
        Some(kind) => schema::schema(kind, console.language()),
        None => schema::schemas(console.language()),
    };
    console.answer(&format!("{schema:#}\n"));
    Outcome::Fine
}
