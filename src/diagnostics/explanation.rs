//! The long explanation of a code, with examples: the fixtures that the tests run, and of which the catalogue of the documentation is made.

use std::fmt::Write;

use crate::language::Language;

/// A fixture: its code, its level, when the fault appears and what is told of it, in French and in English.
type Fixture = (
    &'static str,
    &'static str,
    [&'static str; 2],
    [&'static str; 2],
);

const FIXTURES: &[Fixture] = include!(concat!(env!("OUT_DIR"), "/explanations.rs"));

/// Faults that no file of a site can show.
const ELSEWHERE: &[Fixture] = &[
    (
        "P0702",
        "error",
        [
            "Le thème n’a pas l’un de ses gabarits, que celui qui est dans le programme a tous.",
            "The theme lacks a template; the theme within the program has them all.",
        ],
        [
            "remède : ajoutez-le, ou retirez votre dossier « themes »",
            "help: add it, or remove your `themes` folder",
        ],
    ),
    (
        "P0903",
        "error",
        [
            "Une autre construction écrit dans le même dossier de sortie.",
            "Another build is writing to the same output folder.",
        ],
        [
            "remède : attendez qu’elle se termine, puis relancez",
            "help: wait for it to end, then run again",
        ],
    ),
];

/// What there is to say about `code`, as Markdown that begins with its title: `P0203 (error)`. `None` where there is no such code.
pub fn explanation(code: &str, language: Language) -> Option<String> {
    let mut text = String::new();
    for (_, level, when, told) in fixtures().filter(|(known, ..)| *known == code) {
        let (place, level) = match (language, *level) {
            (Language::French, "error") => (0, "erreur"),
            (Language::French, _) => (0, "avertissement"),
            (Language::English, level) => (1, level),
        };
        if text.is_empty() {
            let _ = writeln!(text, "{code} ({level})");
        }
        let _ = write!(text, "\n{}\n\n```text\n{}\n```\n", when[place], told[place]);
    }
    (!text.is_empty()).then_some(text)
}

/// All codes.
pub fn codes() -> impl Iterator<Item = &'static str> {
    fixtures().map(|(code, ..)| *code)
}

fn fixtures() -> impl Iterator<Item = &'static Fixture> {
    FIXTURES.iter().chain(ELSEWHERE)
}
