//! The comparison of a group, as a page of text for people who sit around a table.
//!
//! It says what the browser's page says, in its order: the overall verdict on the target, then on today; the dimensions from the most
//! to the least divergent, with everybody's place; the priorities, the groups, the symmetry of attention; what to talk about first. n
//! stands beside every figure, and nothing is concluded where chance would do as well. The figures are those of the self-test's crate:
//! nothing is computed here but places on a line.

mod dimensions;
mod expert;
mod overall;
mod sheet;
mod strip;
mod together;

use parvis_selftest::{Comparison, Model, Rating, Report, Respondent, Verdict, score};

use crate::document::ModelDocument;
use crate::language::Language;
use sheet::{Sheet, Style};

/// Fewest persons for a verdict on one dimension.
const FEWEST_FOR_VERDICT: usize = 5;

/// How a comparison is written.
#[derive(Debug, Clone, Copy)]
pub struct Presentation {
    /// The language of the page; that of the model's own words is the model's.
    pub language: Language,
    /// Colours may be used.
    pub color: bool,
    /// Persons are named by their letter only.
    pub anonymous: bool,
    /// With the figures for experts.
    pub expert: bool,
}

/// A person of the comparison.
struct Person<'a> {
    /// A, B, C…
    letter: char,
    /// What the person is called here.
    name: String,
    respondent: &'a Respondent,
    report: Report,
}

/// All that the parts of the page speak of.
struct Group<'a> {
    document: &'a ModelDocument,
    comparison: &'a Comparison,
    people: Vec<Person<'a>>,
    anonymous: bool,
}

impl Group<'_> {
    fn model(&self) -> &Model {
        &self.document.model
    }

    /// A dimension's name by its id.
    fn name_of(&self, id: &str) -> &str {
        let dimensions = &self.document.dimensions;
        dimensions
            .iter()
            .find(|dimension| dimension.id == id)
            .map_or("", |dimension| dimension.name.as_str())
    }

    /// Everybody's score in the dimension at `position`, where there is one.
    fn scores(&self, position: usize, rating: Rating) -> Vec<(char, f64)> {
        let people = self.people.iter();
        people
            .filter_map(|person| {
                let profile = match rating {
                    Rating::Today => &person.report.today,
                    Rating::Target => &person.report.target,
                };
                Some((person.letter, profile.dimensions.get(position)?.score?))
            })
            .collect()
    }
}

/// The page of `comparison`, the comparison of `people`, who answered the model of `document`.
pub fn page(
    document: &ModelDocument,
    people: &[Respondent],
    comparison: &Comparison,
    presentation: Presentation,
) -> String {
    let mut sheet = Sheet::new(presentation.language, presentation.color);
    let person = |(letter, respondent)| Person {
        letter,
        name: shown_name(&sheet, letter, respondent, presentation.anonymous),
        respondent,
        report: score(&document.model, respondent),
    };
    let group = Group {
        document,
        comparison,
        people: ('A'..).zip(people).map(person).collect(),
        anonymous: presentation.anonymous,
    };
    overall::write(&mut sheet, &group);
    dimensions::write(&mut sheet, &group);
    together::write(&mut sheet, &group);
    if presentation.expert {
        expert::write(&mut sheet, &group);
    }
    sheet.into_text()
}

fn shown_name(sheet: &Sheet, letter: char, respondent: &Respondent, anonymous: bool) -> String {
    if anonymous || respondent.id().is_empty() {
        format!("{} {letter}", sheet.choose("Personne", "Person"))
    } else {
        // A name is a person's own words: a terminal gets no control character from it.
        let name = respondent.id().chars();
        name.map(|it| if it.is_control() { ' ' } else { it })
            .collect()
    }
}

/// The name of a verdict on one dimension, and how it looks; `None` where there is none.
fn verdict(sheet: &Sheet, verdict: Verdict) -> Option<(&'static str, Style)> {
    let french = sheet.language() == Language::French;
    Some(match verdict {
        Verdict::Aligned if french => ("alignée", Style::Good),
        Verdict::Closer if french => ("à rapprocher", Style::Middling),
        Verdict::Divergent if french => ("divergente", Style::Bad),
        Verdict::Aligned => ("aligned", Style::Good),
        Verdict::Closer => ("to bring closer", Style::Middling),
        Verdict::Divergent => ("divergent", Style::Bad),
        Verdict::None => return None,
    })
}

/// The two ratings in the order in which they are read, each with its name.
fn ratings(sheet: &Sheet) -> [(Rating, String); 2] {
    [
        (Rating::Target, sheet.choose("Cible", "Target")),
        (Rating::Today, sheet.choose("Aujourd’hui", "Today")),
    ]
    .map(|(rating, name)| (rating, name.to_owned()))
}
