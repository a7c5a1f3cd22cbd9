//! Private contributions → an edition that may be published.
//!
//! [`make`] reads the frame of the edition and every contribution, says all that is wrong with them in one run, has `parvis_benchmark`
//! compute and suppress, and writes the edition as the file that `content/benchmark/` takes. What it suppresses it tells whoever runs the
//! command, and why; the file says only that it is suppressed.
//!
//! It must never let an id, a mean or a name of a contribution reach the edition's file.

mod gathering;
mod sheet;

use parvis_benchmark::{Company, Edition, Group, Layout, Pair, Reason, Risk, aggregate};
use parvis_selftest::QuantileType;

use crate::diagnostics::{Diagnostic, Disclosure, EditionTable, Problem};
use crate::document::{Contribution, ModelDocument, SizeClass};
use crate::inputs::CollectionFiles;
use crate::language::Language;

use gathering::{Gathering, gather};

/// What an edition is made from.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The folder of the edition.
    pub files: &'a CollectionFiles,
    /// That of the edition before, for what changed in the companies that are in both.
    pub before: Option<&'a CollectionFiles>,
    /// The model of the site and its earlier versions.
    pub models: &'a [&'a ModelDocument],
    /// Language of the site: the words that the edition's file brings itself.
    pub language: Language,
}

/// An edition, ready to be published.
#[derive(Debug)]
pub struct Made {
    /// Names it in its address.
    pub name: String,
    /// Its file.
    pub text: String,
    /// Companies in all.
    pub companies: usize,
    /// Their respondents.
    pub respondents: u64,
    /// Sectors and size classes that are not told about.
    pub suppressed: usize,
    /// Companies of the matched panel; `None` where no change is told.
    pub panel: Option<usize>,
}

/// Makes the edition; `None` where something keeps it from being made, which is among the faults.
pub fn make(request: Request<'_>) -> (Option<Made>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let gathering = gather(request.files, request.models, &mut faults);
    let before = request
        .before
        .map(|files| gather(files, request.models, &mut faults));
    let made = match (gathering, before) {
        (Some(gathering), None) if !any_error(&faults) => {
            compute(&gathering, None, request.language, &mut faults)
        }
        (Some(gathering), Some(Some(before))) if !any_error(&faults) => {
            compute(&gathering, Some(&before), request.language, &mut faults)
        }
        _ => None,
    };
    faults.sort();
    (made, faults)
}

fn any_error(faults: &[Diagnostic]) -> bool {
    faults.iter().any(Diagnostic::is_error)
}

fn compute(
    gathering: &Gathering<'_>,
    before: Option<&Gathering<'_>>,
    language: Language,
    faults: &mut Vec<Diagnostic>,
) -> Option<Made> {
    let collection = &gathering.collection;
    let companies: Vec<Company> = gathering
        .contributions
        .iter()
        .filter_map(|contribution| company(contribution, gathering))
        .collect();
    let panel = before.and_then(|before| panel(gathering, before, faults));
    let edition = match aggregate(&layout(gathering), &companies, panel.as_deref()) {
        Ok(edition) => edition,
        Err(risk) => {
            let problem = Problem::EditionDiscloses { why: of_risk(risk) };
            faults.push(Diagnostic::of_file(&collection.file, problem));
            return None;
        }
    };
    let suppressed = tell_suppressed(gathering, &edition, faults);
    if let Some(Err(risk)) = &edition.panel {
        let problem = Problem::PanelDiscloses {
            why: of_risk(*risk),
        };
        faults.push(Diagnostic::of_file(&collection.file, problem));
    }
    let previous = before.map(|before| before.collection.edition.value.as_str());
    Some(Made {
        name: collection.edition.value.clone(),
        text: sheet::write(gathering, &edition, previous, language),
        companies: edition.companies,
        respondents: edition.respondents,
        suppressed,
        panel: match edition.panel {
            Some(Ok(panel)) => Some(panel.companies),
            _ => None,
        },
    })
}

fn layout(gathering: &Gathering<'_>) -> Layout {
    let model = gathering.model;
    let lever_of = model.dimensions.iter().map(|dimension| {
        let mut levers = model.levers.iter();
        levers.position(|lever| lever.id == dimension.lever)
    });
    Layout {
        sectors: gathering.collection.sectors.len(),
        sizes: SizeClass::CHOICES.len(),
        levers: model.levers.len(),
        // Past the model's own checks each dimension has its lever.
        lever_of: lever_of.map(Option::unwrap_or_default).collect(),
        quantile: if gathering.collection.quantile == 8 {
            QuantileType::Eight
        } else {
            QuantileType::Seven
        },
    }
}

/// A contribution in the terms of the statistics; `None` where its sector is unknown, which was reported.
fn company(contribution: &Contribution, gathering: &Gathering<'_>) -> Option<Company> {
    let mut sectors = gathering.collection.sectors.iter();
    let sizes = SizeClass::CHOICES.iter();
    Some(Company {
        sector: sectors.position(|sector| sector.id.value == contribution.sector.value)?,
        size: sizes
            .map(|(_, size)| *size)
            .position(|size| size == contribution.size)?,
        respondents: contribution.respondents,
        today: gathering.scores(&contribution.today),
        target: gathering.scores(&contribution.target),
    })
}

/// The companies that are in both editions, where their answers can be compared.
fn panel(
    gathering: &Gathering<'_>,
    before: &Gathering<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Vec<Pair>> {
    let version = |gathering: &Gathering<'_>| {
        let (id, version) = &gathering.collection.model;
        (id.value.clone(), version.clone())
    };
    if version(gathering) != version(before) {
        let (_, version) = version(before);
        let problem = Problem::PanelOfOtherModel { version };
        faults.push(Diagnostic::of_file(&gathering.collection.file, problem));
        return None;
    }
    let pairs = gathering
        .contributions
        .iter()
        .enumerate()
        .filter_map(|(company, contribution)| {
            let mut earlier = before.contributions.iter();
            let earlier = earlier.find(|other| other.id.value == contribution.id.value)?;
            let before = before.scores(&earlier.today);
            Some(Pair { company, before })
        });
    Some(pairs.collect())
}

/// Says which groups are suppressed, and why; returns how many.
fn tell_suppressed(
    gathering: &Gathering<'_>,
    edition: &Edition,
    faults: &mut Vec<Diagnostic>,
) -> usize {
    let file = &gathering.collection.file;
    let before = faults.len();
    let mut tell = |group: &Option<Group>, table, name: &str, span| {
        if let Some(Group::Suppressed(reason)) = group {
            let name = name.to_owned();
            let why = of_reason(*reason);
            let problem = Problem::GroupSuppressed { table, name, why };
            faults.push(Diagnostic {
                file: Some(file.clone()),
                span,
                problem,
            });
        }
    };
    for (group, sector) in edition.sectors.iter().zip(&gathering.collection.sectors) {
        tell(
            group,
            EditionTable::Sectors,
            &sector.name,
            Some(sector.id.span),
        );
    }
    for (group, (size, _)) in edition.sizes.iter().zip(SizeClass::CHOICES) {
        tell(group, EditionTable::Sizes, size, None);
    }
    faults.len() - before
}

fn of_reason(reason: Reason) -> Disclosure {
    match reason {
        Reason::AtRisk(risk) => of_risk(risk),
        Reason::Shield => Disclosure::Shield,
    }
}

fn of_risk(risk: Risk) -> Disclosure {
    match risk {
        Risk::TooFew { companies } => Disclosure::TooFew { companies },
        Risk::Dominated { percent } => Disclosure::Dominated { percent },
    }
}
