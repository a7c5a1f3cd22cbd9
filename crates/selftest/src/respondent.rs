//! A person's answers: as they arrive, and as answers to a given model.

use crate::model::Model;
use crate::table::Table;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use serde::{Deserialize, Serialize};

/// A respondent as a request names it: statement ids with answers on the scale, dimension ids in order of priority.
///
/// A statement that is left out, or whose answer is null, is one the person could not answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RespondentSource {
    /// What the person wants to be called; need not be unique.
    pub id: String,
    /// The part of the organisation the person speaks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Ratings of today.
    pub today: Table<Option<i64>>,
    /// Ratings of the target.
    pub target: Table<Option<i64>>,
    /// The dimensions that matter most, first first.
    pub priorities: Vec<String>,
}

/// Which of the two ratings of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rating {
    /// How it is.
    #[default]
    Today,
    /// How it should be.
    Target,
}

/// The answers of one person in one rating, by statement number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers(Vec<Option<u8>>);

impl Answers {
    /// The answer as given, in points above the scale's lowest; `None` where there is none.
    pub fn given(&self, statement: usize) -> Option<u8> {
        self.0.get(statement).copied().flatten()
    }

    /// All answers as given, by statement number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Option<u8>> + '_ {
        self.0.iter().copied()
    }
}

/// A respondent whose every answer is one that the model allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Respondent {
    id: String,
    group: Option<String>,
    today: Answers,
    target: Answers,
    /// Positions of dimensions, all different, at most `priorities.top`.
    priorities: Vec<usize>,
}

impl Respondent {
    /// The respondent, if every answer is one that the model allows; otherwise everything that is not.
    /// A blank group is none.
    pub fn new(model: &Model, source: RespondentSource) -> Result<Self, Vec<RespondentError>> {
        let mut errors = Vec::new();
        let read = Self::read(model, source, &mut errors);
        if errors.is_empty() {
            Ok(read)
        } else {
            Err(errors)
        }
    }

    /// What the model allows of a respondent, and what it does not.
    pub(crate) fn read(
        model: &Model,
        source: RespondentSource,
        errors: &mut Vec<RespondentError>,
    ) -> Self {
        let today = answers(model, &source.today, errors);
        let target = answers(model, &source.target, errors);
        let priorities = priorities(model, &source.priorities, errors);
        Self::from_parts(source.id, source.group, [today, target], priorities)
    }

    /// A respondent from parts that are already known to suit the model. A blank group is none.
    pub(crate) fn from_parts(
        id: String,
        group: Option<String>,
        [today, target]: [Vec<Option<u8>>; 2],
        priorities: Vec<usize>,
    ) -> Self {
        let group = group.filter(|group| group.chars().any(|character| !character.is_whitespace()));
        Self {
            id,
            group,
            today: Answers(today),
            target: Answers(target),
            priorities,
        }
    }

    /// What the person wants to be called.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The part of the organisation the person speaks for.
    pub fn group(&self) -> Option<&str> {
        self.group.as_deref()
    }

    /// The answers of one rating.
    pub fn answers(&self, rating: Rating) -> &Answers {
        match rating {
            Rating::Today => &self.today,
            Rating::Target => &self.target,
        }
    }

    /// The positions of the dimensions that matter most, first first.
    pub fn priorities(&self) -> &[usize] {
        &self.priorities
    }

    /// Takes back both answers to a statement.
    pub(crate) fn forget(&mut self, statement: usize) {
        for answers in [&mut self.today, &mut self.target] {
            if let Some(answer) = answers.0.get_mut(statement) {
                *answer = None;
            }
        }
    }

    /// Takes back the priorities.
    pub(crate) fn forget_priorities(&mut self) {
        self.priorities.clear();
    }

    /// The answer with the sense of a reversed statement put right: x′ = min + max − x, in points above the lowest.
    pub fn oriented(&self, model: &Model, rating: Rating, statement: usize) -> Option<u8> {
        let given = self.answers(rating).given(statement)?;
        Some(if model.statement(statement)?.reverse {
            (model.points() - 1).saturating_sub(given)
        } else {
            given
        })
    }

    /// The respondent in the terms of a request, without the statements that have no answer.
    pub fn to_source(&self, model: &Model) -> RespondentSource {
        let min = i64::from(model.source().scale.min);
        let named = |answers: &Answers| {
            model
                .statements()
                .zip(answers.iter())
                .filter_map(|(statement, answer)| {
                    Some((statement.id.clone(), Some(min + i64::from(answer?))))
                })
                .collect()
        };
        let dimensions = &model.source().dimensions;
        RespondentSource {
            id: self.id.clone(),
            group: self.group.clone(),
            today: named(&self.today),
            target: named(&self.target),
            priorities: self
                .priorities
                .iter()
                .filter_map(|&position| Some(dimensions.get(position)?.id.clone()))
                .collect(),
        }
    }
}

fn answers(
    model: &Model,
    given: &Table<Option<i64>>,
    errors: &mut Vec<RespondentError>,
) -> Vec<Option<u8>> {
    let mut answers = vec![None; model.statement_count()];
    for (statement, answer) in &given.0 {
        let Some(number) = model.statement_number(statement) else {
            errors.push(RespondentError::UnknownStatement(statement.clone()));
            continue;
        };
        let Some(answer) = *answer else {
            answers[number] = None;
            continue;
        };
        match model.point(answer) {
            Some(point) => answers[number] = Some(point),
            None => errors.push(RespondentError::OutOfRange {
                statement: statement.clone(),
                answer,
            }),
        }
    }
    answers
}

fn priorities(model: &Model, given: &[String], errors: &mut Vec<RespondentError>) -> Vec<usize> {
    let mut priorities = Vec::new();
    for dimension in given {
        match model.dimension_position(dimension) {
            None => errors.push(RespondentError::UnknownDimension(dimension.clone())),
            Some(position) if priorities.contains(&position) => {
                errors.push(RespondentError::RepeatedPriority(dimension.clone()));
            }
            Some(position) => priorities.push(position),
        }
    }
    let top = model.source().priorities.top;
    if given.len() > top {
        errors.push(RespondentError::TooManyPriorities {
            given: given.len(),
            top,
        });
        priorities.truncate(top);
    }
    priorities
}

/// One thing that is wrong with a respondent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RespondentError {
    /// An answer to a statement that the model does not have.
    UnknownStatement(String),
    /// An answer that is not on the scale.
    OutOfRange {
        /// The statement.
        statement: String,
        /// The answer.
        answer: i64,
    },
    /// A priority that is not a dimension of the model.
    UnknownDimension(String),
    /// A dimension that is ranked twice.
    RepeatedPriority(String),
    /// More priorities than the model asks for.
    TooManyPriorities {
        /// How many there are.
        given: usize,
        /// How many the model asks for.
        top: usize,
    },
}

impl RespondentError {
    /// The error's name for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownStatement(_) => "unknown_statement",
            Self::OutOfRange { .. } => "out_of_range",
            Self::UnknownDimension(_) => "unknown_dimension",
            Self::RepeatedPriority(_) => "repeated_priority",
            Self::TooManyPriorities { .. } => "too_many_priorities",
        }
    }
}

impl fmt::Display for RespondentError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownStatement(id) => write!(formatter, "the model has no statement “{id}”"),
            Self::OutOfRange { statement, answer } => {
                write!(
                    formatter,
                    "{answer}, the answer to “{statement}”, is not on the scale"
                )
            }
            Self::UnknownDimension(id) => write!(formatter, "the model has no dimension “{id}”"),
            Self::RepeatedPriority(id) => write!(formatter, "“{id}” is ranked twice"),
            Self::TooManyPriorities { given, top } => {
                write!(
                    formatter,
                    "{given} priorities are ranked, {top} at most are asked for"
                )
            }
        }
    }
}

impl core::error::Error for RespondentError {}
