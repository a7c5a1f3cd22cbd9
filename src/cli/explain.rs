//! `parvis explain`

use serde_json::json;

use super::Outcome;
use super::arguments::ExplainArguments;
use super::console::Console;
use crate::diagnostics::{codes, explanation};
use crate::language::{Language, suggest};

/// Explains codes, with examples.
pub fn run(arguments: &ExplainArguments, console: &Console) -> Outcome {
    let mut outcome = Outcome::Fine;
    let mut first = true;
    for code in &arguments.codes {
        let code = code.to_uppercase();
        if let Some(markdown) = explanation(&code, console.language()) {
            if !first {
                console.answer_people("\n");
            }
            first = false;
            console.answer_people(&on_a_terminal(&markdown));
            console.summary(&json!({"event": "explanation", "code": code, "markdown": markdown}));
        } else {
            console.complain(&unknown(&code, console.language()));
            outcome = Outcome::Unable;
        }
    }
    outcome
}

fn unknown(code: &str, language: Language) -> String {
    match (suggest::closest(code, codes()), language) {
        (Some(near), Language::French) => {
            format!("il n’y a pas de code « {code} » ; vouliez-vous dire « {near} » ?")
        }
        (None, Language::French) => {
            format!("il n’y a pas de code « {code} » ; un code s’écrit comme « P0203 »")
        }
        (Some(near), Language::English) => {
            format!("there is no code `{code}`; did you mean `{near}`?")
        }
        (None, Language::English) => {
            format!("there is no code `{code}`; a code is written as `P0203`")
        }
    }
}

/// The Markdown of an explanation without its fences: examples are indented instead.
fn on_a_terminal(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut example = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            example = !example;
            continue;
        }
        if example && !line.is_empty() {
            text.push_str("    ");
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}
