//! The groups of a comparison: management and business units side by side.
//!
//! A group is shown only where it has at least three persons, and only beside another one: below that, a figure of the
//! group would say what a person answered.

use crate::model::Model;
use crate::respondent::{Rating, Respondent};
use crate::scoring::{Profile, profile_of_at_least};
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// Fewest persons of a group, and fewest persons with a score for the group to have one in a dimension.
pub const MIN_GROUP: usize = 3;

/// One group of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The name, as most of its persons write it.
    pub name: String,
    /// How many persons carry it.
    pub n: usize,
    /// The group's scores of today; `None` in a dimension where fewer than three of its persons have a score.
    pub today: Profile,
    /// The group's scores of the target, likewise.
    pub target: Profile,
}

/// The groups of at least three persons, by name; none where there are not at least two of them.
///
/// Names are compared as colleagues who type them on their own telephones mean them: “DSI”, “dsi” and “ DSI ” are one
/// group, “Réseau  Sud” and “réseau sud” another. Accents count: “Siege” is not “Siège”.
pub(crate) fn groups(model: &Model, respondents: &[Respondent]) -> Vec<Group> {
    let keys: Vec<String> = respondents
        .iter()
        .map(|respondent| key(respondent.group().unwrap_or_default()))
        .collect();
    let mut shown: Vec<&str> = Vec::new();
    for key in keys.iter().filter(|key| !key.is_empty()) {
        let size = keys.iter().filter(|other| *other == key).count();
        match shown.binary_search(&&**key) {
            Err(place) if size >= MIN_GROUP => shown.insert(place, key),
            _ => {}
        }
    }
    if shown.len() < 2 {
        return Vec::new();
    }
    let group = |shown: &str| {
        let mut persons = Vec::new();
        for (respondent, key) in respondents.iter().zip(&keys) {
            if key == shown {
                persons.push(respondent);
            }
        }
        Group {
            name: spelling(&persons),
            n: persons.len(),
            today: profile_of_at_least(MIN_GROUP, model, &persons, Rating::Today),
            target: profile_of_at_least(MIN_GROUP, model, &persons, Rating::Target),
        }
    };
    shown.into_iter().map(group).collect()
}

/// What two spellings of one name share: no capitals, and single spaces inside.
fn key(name: &str) -> String {
    spaced(name).chars().map(small).collect()
}

/// The small letter of a capital of the alphabets of Europe: Latin with its accents, Greek, Cyrillic. The tables of
/// all scripts would be a tenth of the browser's module.
fn small(letter: char) -> char {
    let number = u32::from(letter);
    let number = match letter {
        '×' => number,
        'A'..='Z' | 'À'..='Þ' | 'Α'..='Ω' | 'А'..='Я' => number + 32,
        'Ѐ'..='Џ' => number + 80,
        'Ā'..='ķ' | 'Ŋ'..='ŷ' => number | 1,
        'Ĺ'..='ň' | 'Ź'..='ž' => number + number % 2,
        'Ÿ' => u32::from('ÿ'),
        _ => number,
    };
    char::from_u32(number).unwrap_or(letter)
}

/// A name with single spaces inside and none around.
fn spaced(name: &str) -> String {
    let mut spaced = String::new();
    for word in name.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// The most frequent spelling of a group's name; of those that are equally frequent the first in byte order, where
/// capitals come before small letters. It depends on the persons, not on their order.
fn spelling(persons: &[&Respondent]) -> String {
    let spellings: Vec<String> = persons
        .iter()
        .map(|person| spaced(person.group().unwrap_or_default()))
        .collect();
    let mut best = (0, "");
    for spelling in &spellings {
        let frequency = spellings.iter().filter(|other| *other == spelling).count();
        if frequency > best.0 || frequency == best.0 && **spelling < *best.1 {
            best = (frequency, spelling);
        }
    }
    best.1.into()
}
