//! Results of the self-test as people share them: codes, links, files that the site exported, e-mails with links in them.
//!
//! [`gather`] makes respondents of one model out of such texts, and says what it could not use, where it stands, and why. A result of
//! an earlier version of the model is brought to the one in use by the ids of its statements. One person's result counts once,
//! however often it was quoted.

mod codes;
mod file;

use parvis_selftest::{CodeError, Fit, Model, Recognised, Respondent, Unfit, recognise};

use crate::diagnostics::{Diagnostic, Problem, ResultFault, Span};
use crate::inputs::{SharedText, SharedTexts};

/// Past this many persons there are too many, and looking for repetitions would only take time.
const MOST_PEOPLE: usize = 1000;

/// The model in use and the earlier ones that results may be of.
#[derive(Debug, Clone, Copy)]
pub struct Models<'a> {
    /// The model in use.
    pub current: &'a Model,
    /// Its earlier versions.
    pub former: &'a [Model],
}

/// What was found in some texts.
#[derive(Debug, Default)]
pub struct Gathering {
    /// The persons, in the order in which their results were found.
    pub people: Vec<Respondent>,
    /// What could not be used, and what is worth knowing.
    pub diagnostics: Vec<Diagnostic>,
    /// Persons whose repetition was told already.
    repeated: Vec<Respondent>,
}

/// The results that `texts` hold.
pub fn gather(texts: &SharedTexts, models: Models<'_>) -> Gathering {
    let mut gathering = Gathering::default();
    for text in &texts.0 {
        let before = gathering.diagnostics.len();
        let found = match file::entries(&text.text) {
            Some(entries) => entries
                .iter()
                .map(|entry| gathering.entry(text, entry, models))
                .fold(false, |any, found| any | found),
            None => gathering.codes(text, Span::new(0..text.text.len()), models),
        };
        if !found && gathering.diagnostics.len() == before {
            gathering
                .diagnostics
                .push(Diagnostic::of_file(&text.name, Problem::NoResult));
        }
    }
    gathering
}

impl Gathering {
    /// Takes the codes of a part of a text; whether there were any.
    fn codes(&mut self, text: &SharedText, part: Span, models: Models<'_>) -> bool {
        let range = part.start as usize..part.end as usize;
        let read = |code: &str| recognise(models.current, models.former, code);
        let found = codes::read(&text.text[range], text.is_result, read);
        let any = !found.is_empty();
        for code in found {
            let span = code.span.shifted(part.start as usize);
            match code.outcome {
                Ok(recognised) => self.recognised(text, span, recognised, models),
                Err(error) => {
                    let problem = fault_of(error);
                    self.diagnostics
                        .push(Diagnostic::at(&text.name, span, problem));
                }
            }
        }
        any
    }

    fn recognised(
        &mut self,
        text: &SharedText,
        span: Span,
        recognised: Recognised,
        models: Models<'_>,
    ) {
        let version = recognised
            .former
            .and_then(|position| models.former.get(position))
            .map(|model| model.source().version.clone());
        self.fitted(text, span, recognised.fit, version);
    }

    /// Takes a respondent that was brought to the model from `version`; `None` for one of the model itself.
    fn fitted(&mut self, text: &SharedText, span: Span, fit: Fit, version: Option<String>) {
        let name = fit.respondent.id().to_owned();
        if let Some(version) = version {
            let (kept, of) = (fit.kept, fit.of);
            let problem = if kept == 0 {
                let scale = fit.reason == Some(Unfit::Scale);
                Problem::NothingInCommon {
                    name,
                    version,
                    scale,
                }
            } else {
                Problem::FormerResult {
                    name,
                    version,
                    kept,
                    of,
                }
            };
            if kept > 0 && self.people.contains(&fit.respondent) {
                self.person(text, span, fit.respondent);
                return;
            }
            self.diagnostics
                .push(Diagnostic::at(&text.name, span, problem));
            if kept == 0 {
                return;
            }
        }
        self.person(text, span, fit.respondent);
    }

    fn person(&mut self, text: &SharedText, span: Span, respondent: Respondent) {
        if self.people.len() >= MOST_PEOPLE {
            return;
        }
        let name = respondent.id().to_owned();
        if self.people.contains(&respondent) {
            if !self.repeated.contains(&respondent) {
                let problem = Problem::SameResult { name };
                self.diagnostics
                    .push(Diagnostic::at(&text.name, span, problem));
                self.repeated.push(respondent);
            }
            return;
        }
        if !name.is_empty() && self.people.iter().any(|person| person.id() == name) {
            let problem = Problem::SameNameTwice { name };
            self.diagnostics
                .push(Diagnostic::at(&text.name, span, problem));
        }
        self.people.push(respondent);
    }

    /// Takes a result of a file that the site exported; whether there was one. The code comes first; where there is none, or none that
    /// is known here, the answers themselves.
    fn entry(&mut self, text: &SharedText, entry: &file::Entry, models: Models<'_>) -> bool {
        let span = entry
            .code
            .as_deref()
            .and_then(|code| text.text.find(code).map(|start| start..start + code.len()))
            .map_or(Span::default(), Span::new);
        let mut refusal = None;
        if let Some(code) = &entry.code {
            match recognise(models.current, models.former, code) {
                Ok(recognised) => {
                    self.recognised(text, span, recognised, models);
                    return true;
                }
                Err(error) => refusal = Some(fault_of(error)),
            }
        }
        let outcome = match (&entry.respondent, &refusal) {
            (Some(respondent), None | Some(Problem::OtherModelResult)) => {
                entry.fit(respondent, models)
            }
            (_, Some(problem)) => Err(problem.clone()),
            (None, None) => return false,
        };
        match outcome {
            Ok((fit, version)) => self.fitted(text, span, fit, version),
            Err(problem) => self
                .diagnostics
                .push(Diagnostic::at(&text.name, span, problem)),
        }
        true
    }
}

/// What is wrong with a code, in the catalogue's terms.
fn fault_of(error: CodeError) -> Problem {
    let fault = match error {
        CodeError::OtherModel { .. } => return Problem::OtherModelResult,
        CodeError::NotACode => ResultFault::NotACode,
        CodeError::UnknownVersion(version) => ResultFault::UnknownVersion(version),
        CodeError::BadCharacter { character, .. } => ResultFault::BadCharacter(character),
        CodeError::Truncated => ResultFault::Truncated,
        CodeError::Checksum => ResultFault::Altered,
        CodeError::OutOfRange => ResultFault::OutOfRange,
    };
    Problem::BadResult { fault }
}
