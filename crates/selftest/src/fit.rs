//! What a respondent of another model, or of another version of this one, still says in this one.
//!
//! Statements and dimensions are matched by id. Nothing is converted and nothing is invented: an answer is kept as it
//! was given, or not at all.

use crate::code::{CodeError, decode};
use crate::model::Model;
use crate::respondent::{Rating, Respondent, RespondentSource};
use crate::source::Statement;
use crate::validation::MAX_STATEMENTS;
use alloc::vec;
use alloc::vec::Vec;
use serde::Serialize;

/// A respondent brought to a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The respondent in the terms of this model.
    pub respondent: Respondent,
    /// How many statements of this model have at least one answer that was kept.
    pub kept: usize,
    /// How many statements the respondent had answered: at least one of the two ratings, known here or not.
    pub of: usize,
    /// Why nothing at all could be kept; `None` where ids alone decided.
    pub reason: Option<Unfit>,
}

/// Why no answer of another model can be an answer to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unfit {
    /// Answers were given on another scale: its 4 is not the 4 of this one.
    Scale,
}

/// What a respondent says in this model, by the ids of statements and dimensions. Never an error: what is unknown here
/// is left out, as are answers off the scale and priorities beyond those that are asked for.
///
/// With the model that the answers were given to, a statement that it does not have, or that was turned round since
/// (`reverse`), is left out too, and nothing is kept where its scale is another.
pub fn fit(model: &Model, respondent: &RespondentSource, from: Option<&Model>) -> Fit {
    let reason = from.and_then(|from| unfit(model, from));
    let matches = |statement: &Statement| {
        let same = |from: &Model| {
            let number = from.statement_number(&statement.id);
            let other = number.and_then(|number| from.statement(number));
            other.is_some_and(|other| other.reverse == statement.reverse)
        };
        reason.is_none() && from.is_none_or(same)
    };
    let mut fitted = Respondent::read(model, respondent.clone(), &mut Vec::new());
    let mut kept = 0;
    for (number, statement) in model.statements().enumerate() {
        if !matches(statement) {
            fitted.forget(number);
        }
        let given = |rating| fitted.answers(rating).given(number).is_some();
        kept += usize::from(given(Rating::Today) || given(Rating::Target));
    }
    if reason.is_some() {
        fitted.forget_priorities();
    }
    Fit {
        respondent: fitted,
        kept,
        of: answered(model, respondent),
        reason,
    }
}

fn unfit(model: &Model, from: &Model) -> Option<Unfit> {
    let (here, there) = (&model.source().scale, &from.source().scale);
    ((here.min, here.max) != (there.min, there.max)).then_some(Unfit::Scale)
}

/// Who made a result code, in the terms of the model at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// The respondent, and what was kept of the answers: all of them where the code was made for the model at hand.
    pub fit: Fit,
    /// The position, among the former models, of the one that the code was made for; `None` for the model at hand.
    pub former: Option<usize>,
}

/// The respondent of a result code made for this model, or for one of its former versions.
///
/// A code that none of them made is [`CodeError::OtherModel`].
pub fn recognise(model: &Model, former: &[Model], code: &str) -> Result<Recognised, CodeError> {
    let recognised = |respondent: Respondent, of: &Model, former| Recognised {
        fit: fit(model, &respondent.to_source(of), Some(of)),
        former,
    };
    let other_model = match decode(model, code) {
        Ok(respondent) => return Ok(recognised(respondent, model, None)),
        Err(error @ CodeError::OtherModel { .. }) => error,
        Err(error) => return Err(error),
    };
    for (position, earlier) in former.iter().enumerate() {
        match decode(earlier, code) {
            Err(CodeError::OtherModel { .. }) => {}
            Err(error) => return Err(error),
            Ok(respondent) => return Ok(recognised(respondent, earlier, Some(position))),
        }
    }
    Err(other_model)
}

/// How many statements have an answer in at least one rating. Those that the model at hand does not have are counted up
/// to the most that any model has.
fn answered(model: &Model, respondent: &RespondentSource) -> usize {
    let mut known = vec![false; model.statement_count()];
    let mut others: Vec<&str> = Vec::new();
    for (id, answer) in respondent.today.0.iter().chain(&respondent.target.0) {
        match model.statement_number(id) {
            _ if answer.is_none() => {}
            Some(number) => known[number] = true,
            None if others.len() == MAX_STATEMENTS || others.contains(&&**id) => {}
            None => others.push(id),
        }
    }
    others.len() + known.into_iter().filter(|&known| known).count()
}
