//! `model.yaml`, and its earlier versions in `models/`
//!
//! The mathematics' own crate says whether a model holds together; this module reads the file, keeps the place of every id, and puts
//! the crate's complaints where the editor can see them.

use std::collections::BTreeMap;

use parvis_selftest::{
    Dimension, IdKind, Lever, Maturity, Model, ModelError, ModelSource, Priorities, Scale, Scoring,
    Side, Statement, SymmetryRules, SymmetryThresholds,
};

use super::Source;
use super::identity::typeset;
use super::yaml::{self, Faults, Fields};
use crate::diagnostics::{Problem, Reference, Span};
use crate::document::{
    ModelDimension, ModelDocument, ModelLever, Wheel, WheelComponent, WheelPrinciple,
};
use crate::language::{self, Language};

/// Where the parts of the model stand.
#[derive(Default)]
struct Places {
    whole: Span,
    scale: Span,
    scoring: Span,
    priorities: Span,
    symmetry: Span,
    maturity: Vec<Span>,
    levers: Vec<(String, Span)>,
    /// Dimensions by id; the lever that each names.
    dimensions: Vec<(String, Span)>,
    lever_names: BTreeMap<String, Span>,
    statements: Vec<(String, Span)>,
    pairs: BTreeMap<String, Span>,
}

/// Reads a model.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<ModelDocument> {
    let node = yaml::read(source.text, faults)?;
    let mut fields = Fields::of(node, source.file.path.name(), faults)?;
    let mut places = Places {
        whole: fields.span(),
        ..Places::default()
    };
    let id = fields.required_text("id", faults);
    let version = fields.required_located_text("version", faults);
    let _ = fields.text("language", faults);
    let notice = fields
        .text("notice", faults)
        .map(|notice| typeset(source, notice));
    let (scale, labels) = scale(source, &mut fields, &mut places, faults);
    let scoring = scoring(&mut fields, &mut places, faults);
    let (levers, shown_levers) = levers(source, &mut fields, &mut places, faults);
    let (dimensions, shown_dimensions) = dimensions(source, &mut fields, &mut places, faults);
    let priorities = priorities(&mut fields, &mut places, faults);
    let maturity = maturity(source, &mut fields, &mut places, faults);
    let symmetry = symmetry(&mut fields, &mut places, faults);
    let debates = debates(source, &mut fields, faults);
    let wheel = wheel(source, &mut fields, &shown_dimensions, faults);
    fields.finish(faults);
    // A model with a hole in it would only repeat, in the crate's words, what was reported already.
    let (Some(id), Some(version), Some(scale)) = (id, version, scale) else {
        return None;
    };
    if faults.any_error() {
        return None;
    }
    let version_span = version.span;
    let checked = Model::new(ModelSource {
        id,
        version: version.value,
        scale,
        scoring,
        levers,
        dimensions,
        priorities,
        maturity,
        symmetry,
    });
    match checked {
        Ok(model) => Some(ModelDocument {
            file: source.file.path.clone(),
            version_span,
            model,
            notice,
            levers: shown_levers,
            dimensions: shown_dimensions,
            no_answer: labels.no_answer,
            today_label: labels.today,
            target_label: labels.target,
            wheel,
            debates,
        }),
        Err(errors) => {
            for error in errors {
                report(error, &places, faults);
            }
            None
        }
    }
}

#[derive(Default)]
struct Labels {
    no_answer: Option<String>,
    today: Option<String>,
    target: Option<String>,
}

fn scale(
    source: Source<'_>,
    fields: &mut Fields,
    places: &mut Places,
    faults: &mut Faults,
) -> (Option<Scale>, Labels) {
    let keys = fields.map("scale", faults);
    fields.require("scale", faults);
    let Some(mut keys) = keys else {
        return (None, Labels::default());
    };
    places.scale = keys.span();
    let bound = |keys: &mut Fields, key, faults: &mut Faults| {
        keys.integer(key, -100, 100, faults)
            .and_then(|it| i32::try_from(it).ok())
    };
    let min = bound(&mut keys, "min", faults);
    let max = bound(&mut keys, "max", faults);
    let words = keys
        .texts("labels", faults)
        .into_iter()
        .map(|label| typeset(source, label.value))
        .collect();
    let mut labels = Labels {
        no_answer: keys
            .text("no_answer", faults)
            .map(|text| typeset(source, text)),
        ..Labels::default()
    };
    if let Some(mut ratings) = keys.map("ratings", faults) {
        labels.today = ratings
            .text("today", faults)
            .map(|text| typeset(source, text));
        labels.target = ratings
            .text("target", faults)
            .map(|text| typeset(source, text));
        ratings.finish(faults);
    }
    keys.require("min", faults);
    keys.require("max", faults);
    keys.finish(faults);
    (
        min.zip(max).map(|(min, max)| Scale {
            min,
            max,
            labels: words,
        }),
        labels,
    )
}

fn scoring(fields: &mut Fields, places: &mut Places, faults: &mut Faults) -> Scoring {
    let mut scoring = Scoring::default();
    if let Some(mut keys) = fields.map("scoring", faults) {
        places.scoring = keys.span();
        scoring.min_answered = keys
            .number_between("min_answered", 0, 1, faults)
            .unwrap_or(scoring.min_answered);
        scoring.quantile = keys
            .integer("quantile", 7, 8, faults)
            .and_then(|kind| u8::try_from(kind).ok())
            .unwrap_or(scoring.quantile);
        keys.finish(faults);
    }
    scoring
}

/// The name of a lever or dimension; in an English site the one that `name_en` gives.
fn name(source: Source<'_>, keys: &mut Fields, faults: &mut Faults) -> Option<String> {
    let name = keys.required_text("name", faults);
    let english = keys.text("name_en", faults);
    let shown = match source.conventions.language {
        Language::French => name,
        Language::English => name.map(|name| english.unwrap_or(name)),
    };
    shown.map(|name| typeset(source, name))
}

fn levers(
    source: Source<'_>,
    fields: &mut Fields,
    places: &mut Places,
    faults: &mut Faults,
) -> (Vec<Lever>, Vec<ModelLever>) {
    let mut levers = Vec::new();
    for mut keys in fields.maps("levers", faults) {
        let id = keys.slug("id", faults);
        let name = name(source, &mut keys, faults);
        let order = keys.integer("order", 0, 1000, faults).unwrap_or(i64::MAX);
        let question = keys
            .text("question", faults)
            .map(|text| typeset(source, text));
        keys.require("id", faults);
        keys.finish(faults);
        if let (Some(id), Some(name)) = (id, name) {
            places.levers.push((id.value.clone(), id.span));
            levers.push((
                order,
                ModelLever {
                    id: id.value,
                    name,
                    question,
                },
            ));
        }
    }
    // Those without an order keep the file's.
    levers.sort_by_key(|(order, _)| *order);
    let shown: Vec<ModelLever> = levers.into_iter().map(|(_, lever)| lever).collect();
    let computed = shown
        .iter()
        .map(|lever| Lever {
            id: lever.id.clone(),
            name: lever.name.clone(),
        })
        .collect();
    (computed, shown)
}

fn dimensions(
    source: Source<'_>,
    fields: &mut Fields,
    places: &mut Places,
    faults: &mut Faults,
) -> (Vec<Dimension>, Vec<ModelDimension>) {
    let mut computed = Vec::new();
    let mut shown = Vec::new();
    for mut keys in fields.maps("dimensions", faults) {
        let id = keys.slug("id", faults);
        let lever = keys.slug("lever", faults);
        let name = name(source, &mut keys, faults);
        let definition = keys
            .text("definition", faults)
            .map(|text| typeset(source, text));
        let debate = keys
            .text("debate", faults)
            .map(|text| typeset(source, text));
        let advice = keys
            .text("advice", faults)
            .map(|text| typeset(source, text));
        let statements = statements(source, &mut keys, places, faults);
        keys.require("id", faults);
        keys.require("lever", faults);
        keys.finish(faults);
        let (Some(id), Some(lever), Some(name)) = (id, lever, name) else {
            continue;
        };
        places.dimensions.push((id.value.clone(), id.span));
        places.lever_names.insert(id.value.clone(), lever.span);
        computed.push(Dimension {
            id: id.value.clone(),
            lever: lever.value.clone(),
            name: name.clone(),
            statements,
        });
        shown.push(ModelDimension {
            id: id.value,
            name,
            lever: lever.value,
            definition: definition.unwrap_or_default(),
            debate,
            advice,
        });
    }
    (computed, shown)
}

fn statements(
    source: Source<'_>,
    fields: &mut Fields,
    places: &mut Places,
    faults: &mut Faults,
) -> Vec<Statement> {
    let mut statements = Vec::new();
    for mut keys in fields.maps("statements", faults) {
        let id = keys.slug("id", faults);
        let text = keys.required_text("text", faults);
        let reverse = keys.flag("reverse", false, faults);
        let pair = keys.slug("pair", faults);
        let sides = [
            ("client", Side::Client),
            ("customer", Side::Client),
            ("employee", Side::Employee),
        ];
        let side = keys.choice("side", &sides, faults);
        keys.require("id", faults);
        keys.finish(faults);
        let (Some(id), Some(text)) = (id, text) else {
            continue;
        };
        places.statements.push((id.value.clone(), id.span));
        if let Some(pair) = &pair {
            places.pairs.insert(pair.value.clone(), pair.span);
        }
        statements.push(Statement {
            id: id.value,
            text: typeset(source, text),
            reverse,
            pair: pair.map(|pair| pair.value),
            side,
        });
    }
    statements
}

fn priorities(fields: &mut Fields, places: &mut Places, faults: &mut Faults) -> Priorities {
    let Some(mut keys) = fields.map("priorities", faults) else {
        return Priorities::default();
    };
    places.priorities = keys.span();
    let top = keys
        .integer("top", 0, 30, faults)
        .and_then(|top| usize::try_from(top).ok())
        .unwrap_or(0);
    keys.finish(faults);
    Priorities { top }
}

fn maturity(
    source: Source<'_>,
    fields: &mut Fields,
    places: &mut Places,
    faults: &mut Faults,
) -> Vec<Maturity> {
    let mut levels = Vec::new();
    for mut keys in fields.maps("maturity", faults) {
        let from = keys.number_between("from", 0, 100, faults);
        let name = keys.required_text("name", faults);
        let description = keys
            .text("description", faults)
            .map(|text| typeset(source, text))
            .unwrap_or_default();
        keys.require("from", faults);
        places.maturity.push(keys.span());
        keys.finish(faults);
        if let (Some(from), Some(name)) = (from, name) {
            levels.push(Maturity {
                from,
                name: typeset(source, name),
                description,
            });
        }
    }
    levels
}

fn symmetry(
    fields: &mut Fields,
    places: &mut Places,
    faults: &mut Faults,
) -> Option<SymmetryRules> {
    let mut keys = fields.map("symmetry", faults)?;
    places.symmetry = keys.span();
    let pairs = keys.slugs("pairs", faults);
    for pair in &pairs {
        places.pairs.entry(pair.value.clone()).or_insert(pair.span);
    }
    let mut thresholds = SymmetryThresholds::default();
    if let Some(mut bounds) = keys.map("thresholds", faults) {
        thresholds.symmetry = bounds
            .number_between("symmetry", 0, 100, faults)
            .unwrap_or(thresholds.symmetry);
        thresholds.level = bounds
            .number_between("level", 0, 100, faults)
            .unwrap_or(thresholds.level);
        bounds.finish(faults);
    }
    keys.finish(faults);
    Some(SymmetryRules {
        pairs: pairs.into_iter().map(|pair| pair.value).collect(),
        thresholds,
    })
}

fn debates(source: Source<'_>, fields: &mut Fields, faults: &mut Faults) -> Vec<(String, String)> {
    let Some(mut keys) = fields.map("debates", faults) else {
        return Vec::new();
    };
    let mut debates = Vec::new();
    for situation in [
        "divergent",
        "polarised",
        "wide_gap",
        "low_target",
        "aligned",
    ] {
        if let Some(prompt) = keys.text(situation, faults) {
            debates.push((situation.to_owned(), typeset(source, prompt)));
        }
    }
    keys.finish(faults);
    debates
}

fn wheel(
    source: Source<'_>,
    fields: &mut Fields,
    dimensions: &[ModelDimension],
    faults: &mut Faults,
) -> Option<Wheel> {
    let mut keys = fields.map("wheel", faults)?;
    let named = |keys: &mut Fields, key, faults: &mut Faults| {
        let mut part = keys.map(key, faults)?;
        let name = part.required_text("name", faults);
        part.finish(faults);
        name.map(|name| typeset(source, name))
    };
    let nucleus = named(&mut keys, "nucleus", faults).unwrap_or_default();
    let centre = named(&mut keys, "centre", faults).unwrap_or_default();
    let mut principles = Vec::new();
    for mut principle in keys.maps("principles", faults) {
        let id = principle.slug("id", faults);
        let name = principle.required_text("name", faults);
        principle.finish(faults);
        if let (Some(id), Some(name)) = (id, name) {
            principles.push(WheelPrinciple {
                id: id.value,
                name: typeset(source, name),
            });
        }
    }
    let mut components = Vec::new();
    for component in keys.maps("components", faults) {
        components.extend(wheel_component(source, component, dimensions, faults));
    }
    keys.finish(faults);
    Some(Wheel {
        nucleus,
        centre,
        principles,
        components,
    })
}

fn wheel_component(
    source: Source<'_>,
    mut keys: Fields,
    dimensions: &[ModelDimension],
    faults: &mut Faults,
) -> Option<WheelComponent> {
    const HORIZONS: [(&str, &str); 2] = [
        ("tactical", "tactical"),
        ("transformation", "transformation"),
    ];
    let id = keys.slug("id", faults);
    let name = keys.required_text("name", faults);
    let main = keys.flag("main", false, faults);
    let horizons = keys.choices("horizons", &HORIZONS, faults);
    let mut known = Vec::new();
    for dimension in keys.slugs("dimensions", faults) {
        if dimensions.iter().any(|it| it.id == dimension.value) {
            known.push(dimension.value);
        } else {
            let ids = dimensions.iter().map(|it| it.id.as_str());
            let suggestion = language::suggest::closest(&dimension.value, ids).map(str::to_owned);
            let problem = Problem::UnknownReference {
                reference: Reference::Dimension,
                name: dimension.value,
                suggestion,
            };
            faults.at(dimension.span, problem);
        }
    }
    keys.finish(faults);
    Some(WheelComponent {
        id: id?.value,
        name: typeset(source, name?),
        main,
        horizons,
        dimensions: known,
    })
}

#[expect(clippy::too_many_lines, reason = "one arm a complaint")]
/// Puts a complaint of the mathematics where the editor wrote what it complains about.
fn report(error: ModelError, places: &Places, faults: &mut Faults) {
    let find = |list: &[(String, Span)], id: &str| {
        list.iter()
            .find(|(known, _)| known == id)
            .map_or(places.whole, |(_, span)| *span)
    };
    let last = |id: &str| {
        let mut everywhere = places
            .levers
            .iter()
            .chain(&places.dimensions)
            .chain(&places.statements);
        everywhere
            .rfind(|(known, _)| known == id)
            .map_or(places.whole, |(_, span)| *span)
    };
    let pair_place = |pair: &str| places.pairs.get(pair).copied().unwrap_or(places.symmetry);
    let (span, problem) = match error {
        ModelError::DuplicateId(_, id) => (last(&id), Problem::DuplicateModelId { id }),
        ModelError::ScalePoints { min, max } => (
            places.scale,
            Problem::ScaleSize {
                points: i64::from(max) - i64::from(min) + 1,
            },
        ),
        ModelError::LabelCount { points, labels } => (
            places.scale,
            Problem::ScaleLabels {
                labels,
                points: i64::try_from(points).unwrap_or(i64::MAX),
            },
        ),
        ModelError::UnknownLever { dimension, lever } => {
            let suggestion =
                language::suggest::closest(&lever, places.levers.iter().map(|(id, _)| id.as_str()))
                    .map(str::to_owned);
            let span = places
                .lever_names
                .get(&dimension)
                .copied()
                .unwrap_or(places.whole);
            (
                span,
                Problem::UnknownReference {
                    reference: Reference::Lever,
                    name: lever,
                    suggestion,
                },
            )
        }
        ModelError::NoStatement { dimension } => (
            find(&places.dimensions, &dimension),
            Problem::MissingKey { key: "statements" },
        ),
        ModelError::OneSidedPair { pair, .. } => {
            (pair_place(&pair), Problem::OneSidedPair { pair })
        }
        ModelError::UndeclaredPair { pair, statement } => (
            find(&places.statements, &statement),
            Problem::UnknownPair { pair },
        ),
        ModelError::MaturityOrder { position, .. } => (
            places
                .maturity
                .get(position)
                .copied()
                .unwrap_or(places.whole),
            Problem::ThresholdOrder,
        ),
        ModelError::MaturityStart(_) => (
            places.maturity.first().copied().unwrap_or(places.whole),
            Problem::ThresholdStart,
        ),
        ModelError::TooManyPriorities { top, dimensions } => (
            places.priorities,
            Problem::TooManyPriorities {
                top: i64::try_from(top).unwrap_or(i64::MAX),
                dimensions,
            },
        ),
        ModelError::MinAnswered(_) => (places.scoring, out_of_range("min_answered", 0, 1)),
        ModelError::QuantileType(_) => (places.scoring, out_of_range("quantile", 7, 8)),
        ModelError::SymmetryThreshold(_) => (places.symmetry, out_of_range("thresholds", 0, 100)),
        ModelError::MaturityRange { position, .. } => {
            let level = places.maturity.get(position).copied();
            (level.unwrap_or(places.whole), out_of_range("from", 0, 100))
        }
        ModelError::HalfPaired { statement } => (
            find(&places.statements, &statement),
            Problem::HalfPaired { statement },
        ),
        ModelError::CrowdedPair { pair, statement } => (
            find(&places.statements, &statement),
            Problem::CrowdedPair { pair, statement },
        ),
        ModelError::Without(kind) => (places.whole, Problem::MissingKey { key: list_of(kind) }),
        ModelError::TooMany(kind, _, most) => (
            places.whole,
            out_of_range(list_of(kind), 1, i64::try_from(most).unwrap_or(i64::MAX)),
        ),
        ModelError::EmptyId(_) => {
            let key = "id".to_owned();
            (places.whole, Problem::Empty { key })
        }
    };
    faults.at(span, problem);
}

fn out_of_range(key: &str, minimum: i64, maximum: i64) -> Problem {
    Problem::OutOfRange {
        key: key.to_owned(),
        minimum,
        maximum,
    }
}

/// The key of the list that holds things of a kind.
fn list_of(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Model => "id",
        IdKind::Lever => "levers",
        IdKind::Dimension => "dimensions",
        IdKind::Statement => "statements",
        IdKind::Pair => "pairs",
    }
}
