//! The files that the site exports: one person's result, a group's results.

use parvis_selftest::{Fit, Model, Respondent, RespondentError, RespondentSource, fit};
use serde_json::Value;

use super::Models;
use crate::diagnostics::Problem;

/// One result of a file.
#[derive(Debug)]
pub struct Entry {
    /// The code.
    pub code: Option<String>,
    /// The answers themselves.
    pub respondent: Option<RespondentSource>,
    /// Id and version of the model that was answered.
    model: Option<(String, String)>,
    /// Lowest and highest answer of its scale.
    scale: Option<(i64, i64)>,
}

/// The results of a JSON text; `None` where it is another text, or JSON that holds none.
pub fn entries(text: &str) -> Option<Vec<Entry>> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let list = match (&value, value.get("results")) {
        (_, Some(Value::Array(results))) | (Value::Array(results), _) => results.iter().collect(),
        _ => vec![&value],
    };
    let entries: Vec<Entry> = list
        .into_iter()
        .map(|entry| Entry::new(entry, value.get("model")))
        .filter(|entry| entry.code.is_some() || entry.respondent.is_some())
        .collect();
    (!entries.is_empty()).then_some(entries)
}

impl Entry {
    /// The entry that `value` describes, in a file whose `model` is said once.
    fn new(value: &Value, model: Option<&Value>) -> Self {
        let model = value.get("model").or(model);
        let word = |value: &Value, key: &str| Some(value.get(key)?.as_str()?.to_owned());
        let bound = |key: &str| model?.get("scale")?.get(key)?.as_i64();
        let own = value.get("respondent").unwrap_or(value);
        let has_answers = own.get("today").is_some() || own.get("target").is_some();
        Self {
            code: word(value, "code").or_else(|| value.as_str().map(str::to_owned)),
            respondent: serde_json::from_value(own.clone())
                .ok()
                .filter(|_| has_answers),
            model: model.and_then(|model| Some((word(model, "id")?, word(model, "version")?))),
            scale: bound("min").zip(bound("max")),
        }
    }

    /// `respondent` in the terms of the model in use, and the version it comes from where that is another one.
    pub fn fit(
        &self,
        respondent: &RespondentSource,
        models: Models<'_>,
    ) -> Result<(Fit, Option<String>), Problem> {
        let is = |model: &Model| {
            let source = model.source();
            self.model
                .as_ref()
                .is_none_or(|(id, version)| source.id == *id && source.version == *version)
        };
        if is(models.current) {
            let errors = Respondent::new(models.current, respondent.clone()).err();
            let fault = errors.iter().flatten().find_map(answer_fault);
            return match fault {
                Some(problem) => Err(problem),
                None => Ok((fit(models.current, respondent, None), None)),
            };
        }
        let version = self.model.as_ref().map(|(_, version)| version.clone());
        if let Some(from) = models.former.iter().find(|model| is(model)) {
            return Ok((fit(models.current, respondent, Some(from)), version));
        }
        let scale = &models.current.source().scale;
        if self.scale != Some((i64::from(scale.min), i64::from(scale.max))) {
            return Err(Problem::OtherModelResult);
        }
        Ok((fit(models.current, respondent, None), version))
    }
}

/// What the model does not allow. A priority too many is no reason to refuse the answers: it is left out.
fn answer_fault(error: &RespondentError) -> Option<Problem> {
    let (name, answer) = match error {
        RespondentError::OutOfRange { statement, answer } => (statement, Some(*answer)),
        RespondentError::UnknownStatement(name) | RespondentError::UnknownDimension(name) => {
            (name, None)
        }
        RespondentError::RepeatedPriority(_) | RespondentError::TooManyPriorities { .. } => {
            return None;
        }
    };
    let name = name.clone();
    Some(Problem::ImpossibleAnswer { name, answer })
}
