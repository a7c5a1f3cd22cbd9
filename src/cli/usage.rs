//! What is wrong with a command line, in French: clap says it in English alone.

use std::error::Error as _;
use std::fmt::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::console::language_of_environment;
use crate::language::Language;

/// The language of the messages about a command line that could not be read: as its `--lang` asks, or the environment.
pub fn language(words: impl Iterator<Item = String>) -> Language {
    let mut words = words.skip_while(|word| word != "--lang" && !word.starts_with("--lang="));
    let value = words
        .next()
        .and_then(|word| match word.strip_prefix("--lang=") {
            Some(value) => Some(value.to_owned()),
            None => words.next(),
        });
    match value.as_deref() {
        Some("fr") => Language::French,
        Some("en") => Language::English,
        _ => language_of_environment(),
    }
}

/// The French for a complaint of clap; `None` where it is none that a person could act on, or no complaint at all.
pub fn in_french(error: &clap::Error) -> Option<String> {
    let mut text = format!("erreur : {}\n", message(error)?);
    for kind in [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ] {
        if let Some(close) = values(error, kind) {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n  remède : vouliez-vous dire {close} ?\n");
        }
    }
    if let Some(usage) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().trim_start_matches("Usage:").trim_start();
        let _ = write!(text, "\nUtilisation : {usage}\n");
    }
    text.push_str("\nPour en savoir plus : « --help » (en anglais).\n");
    Some(text)
}

fn message(error: &clap::Error) -> Option<String> {
    let argument = values(error, ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => match argument {
            Some(argument) => format!("{argument} est de trop, ou inconnu"),
            None => "un argument est de trop".to_owned(),
        },
        ErrorKind::InvalidSubcommand => {
            let command = values(error, ContextKind::InvalidSubcommand)?;
            format!("la commande {command} est inconnue")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let argument = argument?;
            let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
            let mut message = if value.is_empty() {
                format!("il manque une valeur à {argument}")
            } else {
                format!("la valeur « {value} » ne convient pas à {argument}")
            };
            // The name of a date's value tells how dates are written; why one cannot be read is told in English alone.
            let is_date = argument.contains("YYYY-MM-DD");
            if let Some(reason) = error.source().filter(|_| !is_date) {
                let _ = write!(message, " ({reason})");
            }
            if let Some(possible) = values(error, ContextKind::ValidValue) {
                let _ = write!(message, "\n  valeurs possibles : {possible}");
            }
            message
        }
        ErrorKind::MissingRequiredArgument => format!("il manque {}", argument?),
        ErrorKind::MissingSubcommand => match values(error, ContextKind::ValidSubcommand) {
            Some(commands) => format!("il manque une commande\n  commandes : {commands}"),
            None => "il manque une commande".to_owned(),
        },
        ErrorKind::ArgumentConflict => match values(error, ContextKind::PriorArg) {
            Some(other) if Some(&other) == argument.as_ref() => {
                format!("{other} est donné deux fois")
            }
            Some(other) => format!("{} ne va pas avec {other}", argument?),
            None => format!("{} ne va pas avec d’autres arguments", argument?),
        },
        ErrorKind::NoEquals => format!("il faut un signe = entre {} et sa valeur", argument?),
        ErrorKind::TooManyValues => format!("il y a trop de valeurs pour {}", argument?),
        ErrorKind::TooFewValues => format!("il manque des valeurs à {}", argument?),
        ErrorKind::WrongNumberOfValues => {
            format!("le nombre de valeurs de {} ne convient pas", argument?)
        }
        _ => return None,
    };
    Some(message)
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    error.get(kind).map(ToString::to_string)
}

/// What the context holds for `kind`, each in quotation marks; `None` where that is nothing.
fn values(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let values = match error.get(kind)? {
        ContextValue::Strings(values) => values.clone(),
        ContextValue::None => return None,
        value => vec![value.to_string()],
    };
    let quoted = values.iter().map(|value| format!("« {value} »"));
    let quoted: Vec<String> = quoted.collect();
    (!quoted.is_empty()).then(|| quoted.join(", "))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::arguments::Arguments;
    use super::*;

    fn complaint(words: &[&str]) -> Option<String> {
        let error = Arguments::try_parse_from(words).expect_err("nothing that can be run");
        in_french(&error)
    }

    #[test]
    fn complaints_name_what_is_wrong_and_what_is_near() {
        let cases = [
            (
                &["parvis", "biuld"][..],
                "la commande « biuld » est inconnue",
                "« build »",
            ),
            (
                &["parvis", "build", "--strct"],
                "« --strct » est de trop, ou inconnu",
                "« --strict »",
            ),
            (
                &["parvis", "build", "--format", "jsn"],
                "la valeur « jsn » ne convient pas à « --format <FORMAT> »\n  valeurs possibles : « human », « json », « github »",
                "« json »",
            ),
        ];
        for (words, message, close) in cases {
            let said = complaint(words).expect("a complaint");
            let expected =
                format!("erreur : {message}\n\n  remède : vouliez-vous dire {close} ?\n");
            assert!(said.starts_with(&expected), "{said}");
        }
        for (words, message) in [
            (&["parvis", "new", "article"][..], "il manque « <TITLE> »"),
            (
                &["parvis", "build", "--out"],
                "il manque une valeur à « --out <DIR> »",
            ),
            (
                &["parvis", "build", "--quiet", "--quiet"],
                "« --quiet » est donné deux fois",
            ),
        ] {
            let said = complaint(words).expect("a complaint");
            assert!(said.starts_with(&format!("erreur : {message}\n")), "{said}");
        }
        let said = complaint(&["parvis", "build", "--strct"]).expect("a complaint");
        assert!(said.contains("\nUtilisation : parvis build"), "{said}");
        let said = complaint(&["parvis", "build", "--today", "demain"]).expect("a complaint");
        let expected = "erreur : la valeur « demain » ne convient pas à « --today <YYYY-MM-DD> »\n";
        assert!(said.starts_with(expected), "{said}");
    }

    #[test]
    fn what_was_asked_for_is_no_complaint() {
        for words in [&["parvis", "--help"], &["parvis", "--version"]] {
            assert_eq!(complaint(words), None);
        }
    }

    #[test]
    fn the_language_is_the_one_asked_for() {
        let words = |text: &str| language(text.split(' ').map(str::to_owned));
        assert_eq!(words("parvis --lang fr biuld"), Language::French);
        assert_eq!(words("parvis biuld --lang=en"), Language::English);
    }
}
