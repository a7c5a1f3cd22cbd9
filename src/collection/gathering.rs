//! The files of a collection, read and checked against each other.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Problem, Reference};
use crate::document::{Collection, Contribution, ModelDocument, Name};
use crate::inputs::CollectionFiles;
use crate::language::suggest::closest;
use crate::parse;

/// A collection whose parts fit together.
#[derive(Debug)]
pub struct Gathering<'a> {
    /// The frame.
    pub collection: Collection,
    /// The model that was answered.
    pub model: &'a ModelDocument,
    /// The contributions, in the order of their files.
    pub contributions: Vec<Contribution>,
}

impl Gathering<'_> {
    /// Scores (0–100) by dimension, in the model's order, from means on the model's scale.
    pub fn scores(&self, means: &[(Name, Option<f64>)]) -> Vec<Option<f64>> {
        let (lowest, highest) = ends(self.model);
        let score = |mean: f64| {
            let (lowest, highest) = (f64::from(lowest), f64::from(highest));
            100.0 * (mean - lowest) / (highest - lowest)
        };
        self.model
            .dimensions
            .iter()
            .map(|dimension| {
                let mut means = means.iter();
                let (_, mean) = means.find(|(name, _)| name.value == dimension.id)?;
                mean.map(score)
            })
            .collect()
    }
}

/// The ends of the scale.
fn ends(model: &ModelDocument) -> (i32, i32) {
    let scale = &model.model.source().scale;
    (scale.min, scale.max)
}

/// Reads `files`. `None` where there is no frame, or no model to read the contributions by; what is wrong is among the faults.
pub fn gather<'a>(
    files: &CollectionFiles,
    models: &[&'a ModelDocument],
    faults: &mut Vec<Diagnostic>,
) -> Option<Gathering<'a>> {
    let (collection, found) = files.frame.as_ref().map(parse::collection)?;
    faults.extend(found);
    let model = collection.as_ref().and_then(|collection| {
        let (id, version) = &collection.model;
        let model = models.iter().find(|model| {
            let source = model.model.source();
            source.id == id.value && source.version == *version
        });
        if model.is_none() {
            let problem = Problem::NoSuchModel {
                id: id.value.clone(),
                version: version.clone(),
            };
            faults.push(Diagnostic::at(&collection.file, id.span, problem));
        }
        model.copied()
    });
    let mut contributions = Vec::new();
    for file in &files.contributions {
        let (contribution, found) = parse::contribution(file, model.map(ends));
        faults.extend(found);
        contributions.extend(contribution);
    }
    let gathering = Gathering {
        collection: collection?,
        model: model?,
        contributions,
    };
    gathering.check(faults);
    Some(gathering)
}

impl Gathering<'_> {
    /// Reports what does not fit: other editions and models, sectors and dimensions that are not there, a company twice, samples among
    /// what is real.
    fn check(&self, faults: &mut Vec<Diagnostic>) {
        let mut seen: BTreeMap<&str, &Contribution> = BTreeMap::new();
        for contribution in &self.contributions {
            if let Some(span) = contribution.sample.filter(|_| !self.collection.sample) {
                let problem = Problem::SampleContribution;
                faults.push(Diagnostic::at(&contribution.file, span, problem));
            }
            let mut fault = |name: &Name, problem| {
                faults.push(Diagnostic::at(&contribution.file, name.span, problem));
            };
            if let Some(other) = seen.get(contribution.id.value.as_str()) {
                let other = other.file.to_string();
                fault(&contribution.id, Problem::SameContribution { other });
            }
            seen.entry(&contribution.id.value).or_insert(contribution);
            if contribution.edition.value != self.collection.edition.value {
                let problem = Problem::OtherEditionContribution {
                    edition: contribution.edition.value.clone(),
                    expected: self.collection.edition.value.clone(),
                };
                fault(&contribution.edition, problem);
            }
            let (id, version) = &self.collection.model;
            let (own, own_version) = &contribution.model;
            if own.value != id.value || own_version != version {
                let problem = Problem::OtherModelContribution {
                    id: own.value.clone(),
                    version: own_version.clone(),
                    expected: format!("{} {version}", id.value),
                };
                fault(own, problem);
                continue;
            }
            let sectors = || self.collection.sectors.iter();
            let sectors = || sectors().map(|sector| sector.id.value.as_str());
            if let Some(problem) = unknown(&contribution.sector, Reference::Sector, sectors) {
                fault(&contribution.sector, problem);
            }
            let dimensions = || self.model.dimensions.iter().map(|it| it.id.as_str());
            for (name, _) in contribution.today.iter().chain(&contribution.target) {
                if let Some(problem) = unknown(name, Reference::Dimension, dimensions) {
                    fault(name, problem);
                }
            }
        }
    }
}

/// What is wrong with a name that is none of the `known` ones.
fn unknown<'a, Names: Iterator<Item = &'a str>>(
    name: &Name,
    reference: Reference,
    known: impl Fn() -> Names,
) -> Option<Problem> {
    if known().any(|known| known == name.value) {
        return None;
    }
    Some(Problem::UnknownReference {
        reference,
        name: name.value.clone(),
        suggestion: closest(&name.value, known()).map(str::to_owned),
    })
}
