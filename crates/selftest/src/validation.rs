//! What can be wrong with a model, and the checks that find all of it in one run.

use crate::source::{ModelSource, Side, Statement};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Fewest and most points of a scale.
pub(crate) const POINTS: core::ops::RangeInclusive<i64> = 2..=11;
/// Most dimensions of a model, and most levers.
pub(crate) const MAX_DIMENSIONS: usize = 30;
/// Most statements of a model, all dimensions together: a bound on the work and on the length of a result code.
pub(crate) const MAX_STATEMENTS: usize = 600;

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdKind {
    /// The model itself.
    Model,
    /// A lever.
    Lever,
    /// A dimension.
    Dimension,
    /// A statement.
    Statement,
    /// A pair of the symmetry of attention.
    Pair,
}

impl fmt::Display for IdKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Model => "model",
            Self::Lever => "lever",
            Self::Dimension => "dimension",
            Self::Statement => "statement",
            Self::Pair => "pair",
        })
    }
}

/// One thing that is wrong with a model.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelError {
    /// An id is empty.
    EmptyId(IdKind),
    /// Two things of one kind have the same id.
    DuplicateId(IdKind, String),
    /// The scale has fewer than 2 or more than 11 points.
    ScalePoints {
        /// The lowest answer.
        min: i32,
        /// The highest answer.
        max: i32,
    },
    /// The scale has labels, but not one a point.
    LabelCount {
        /// How many points the scale has.
        points: usize,
        /// How many labels there are.
        labels: usize,
    },
    /// `scoring.min_answered` is not a share between 0 and 1.
    MinAnswered(f64),
    /// `scoring.quantile` is neither 7 nor 8.
    QuantileType(u8),
    /// The model has none of what it cannot do without: a lever, a dimension.
    Without(IdKind),
    /// The model has more of a kind than the limit, which is the last number.
    TooMany(IdKind, usize, usize),
    /// A dimension names a lever that does not exist.
    UnknownLever {
        /// The dimension.
        dimension: String,
        /// The lever it names.
        lever: String,
    },
    /// A dimension has no statement.
    NoStatement {
        /// The dimension.
        dimension: String,
    },
    /// A statement names a pair but not its side, or a side but no pair.
    HalfPaired {
        /// The statement.
        statement: String,
    },
    /// A statement names a pair that `symmetry.pairs` does not list.
    UndeclaredPair {
        /// The pair.
        pair: String,
        /// The statement.
        statement: String,
    },
    /// A pair has no statement on one side.
    OneSidedPair {
        /// The pair.
        pair: String,
        /// The side that is missing.
        missing: Side,
    },
    /// A pair has several statements on one side.
    CrowdedPair {
        /// The pair.
        pair: String,
        /// The second statement on a side.
        statement: String,
    },
    /// A threshold of the symmetry of attention is not between 0 and 100.
    SymmetryThreshold(f64),
    /// The first maturity level does not start at 0.
    MaturityStart(f64),
    /// A maturity threshold is not between 0 and 100.
    MaturityRange {
        /// Which level, from 0.
        position: usize,
        /// Its threshold.
        from: f64,
    },
    /// A maturity threshold is not above the one before it: the levels overlap, or are not sorted.
    MaturityOrder {
        /// Which level, from 0.
        position: usize,
        /// Its threshold.
        from: f64,
    },
    /// More priorities are asked for than there are dimensions.
    TooManyPriorities {
        /// `priorities.top`.
        top: usize,
        /// How many dimensions the model has.
        dimensions: usize,
    },
}

impl fmt::Display for ModelError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyId(kind) => write!(formatter, "a {kind} has an empty id"),
            Self::DuplicateId(kind, id) => write!(formatter, "two {kind}s have the id “{id}”"),
            Self::ScalePoints { min, max } => {
                write!(
                    formatter,
                    "the scale {min}–{max} does not have 2 to 11 points"
                )
            }
            Self::LabelCount { points, labels } => {
                write!(
                    formatter,
                    "the scale has {points} points but {labels} labels"
                )
            }
            Self::MinAnswered(_) => {
                formatter.write_str("scoring.min_answered is not between 0 and 1")
            }
            Self::QuantileType(number) => {
                write!(formatter, "scoring.quantile is {number}, neither 7 nor 8")
            }
            Self::Without(kind) => write!(formatter, "the model has no {kind}"),
            Self::TooMany(kind, count, most) => {
                write!(formatter, "the model has {count} {kind}s, more than {most}")
            }
            Self::UnknownLever { dimension, lever } => {
                write!(
                    formatter,
                    "dimension “{dimension}” names the unknown lever “{lever}”"
                )
            }
            Self::NoStatement { dimension } => {
                write!(formatter, "dimension “{dimension}” has no statement")
            }
            Self::HalfPaired { statement } => {
                write!(
                    formatter,
                    "statement “{statement}” needs both a pair and a side, or neither"
                )
            }
            Self::UndeclaredPair { pair, statement } => write!(
                formatter,
                "statement “{statement}” names the pair “{pair}”, which symmetry.pairs does not list"
            ),
            Self::OneSidedPair { pair, missing } => {
                let side = match missing {
                    Side::Employee => "employee",
                    Side::Client => "client",
                };
                write!(
                    formatter,
                    "pair “{pair}” has no statement on the {side} side"
                )
            }
            Self::CrowdedPair { pair, statement } => write!(
                formatter,
                "pair “{pair}” has several statements on one side; “{statement}” is one too many"
            ),
            Self::SymmetryThreshold(_) => {
                formatter.write_str("a symmetry threshold is not between 0 and 100")
            }
            Self::MaturityStart(_) => {
                formatter.write_str("the first maturity level does not start at 0")
            }
            Self::MaturityRange { position, .. } => {
                write!(
                    formatter,
                    "maturity level {} does not start between 0 and 100",
                    position + 1
                )
            }
            Self::MaturityOrder { position, .. } => write!(
                formatter,
                "maturity level {} does not start above the one before it",
                position + 1
            ),
            Self::TooManyPriorities { top, dimensions } => write!(
                formatter,
                "priorities.top is {top}, but there are only {dimensions} dimensions"
            ),
        }
    }
}

impl core::error::Error for ModelError {}

/// Everything that is wrong with a model, in the order of its parts; empty when it is sound.
pub(crate) fn check(source: &ModelSource) -> Vec<ModelError> {
    let mut errors = Vec::new();
    if source.id.is_empty() {
        errors.push(ModelError::EmptyId(IdKind::Model));
    }
    check_scale(source, &mut errors);
    check_size(source, &mut errors);
    if errors
        .iter()
        .any(|error| matches!(error, ModelError::TooMany(..)))
    {
        // What follows compares everything with everything: not worth the wait for a model that is refused anyway.
        return errors;
    }
    check_ids(
        IdKind::Lever,
        source.levers.iter().map(|lever| &*lever.id),
        &mut errors,
    );
    check_ids(
        IdKind::Dimension,
        source.dimensions.iter().map(|dimension| &*dimension.id),
        &mut errors,
    );
    check_ids(
        IdKind::Statement,
        statements(source).map(|statement| &*statement.id),
        &mut errors,
    );
    check_dimensions(source, &mut errors);
    check_pairs(source, &mut errors);
    check_maturity(source, &mut errors);
    errors
}

fn statements(source: &ModelSource) -> impl Iterator<Item = &Statement> {
    source
        .dimensions
        .iter()
        .flat_map(|dimension| &dimension.statements)
}

fn check_scale(source: &ModelSource, errors: &mut Vec<ModelError>) {
    let scale = &source.scale;
    let points = i64::from(scale.max) - i64::from(scale.min) + 1;
    if !POINTS.contains(&points) {
        errors.push(ModelError::ScalePoints {
            min: scale.min,
            max: scale.max,
        });
    } else if !scale.labels.is_empty() && scale.labels.len() != points as usize {
        errors.push(ModelError::LabelCount {
            points: points as usize,
            labels: scale.labels.len(),
        });
    }
    let scoring = &source.scoring;
    if !(0.0..=1.0).contains(&scoring.min_answered) {
        errors.push(ModelError::MinAnswered(scoring.min_answered));
    }
    if !matches!(scoring.quantile, 7 | 8) {
        errors.push(ModelError::QuantileType(scoring.quantile));
    }
}

fn check_ids<'a>(kind: IdKind, ids: impl Iterator<Item = &'a str>, errors: &mut Vec<ModelError>) {
    let mut seen: Vec<&str> = Vec::new();
    for id in ids {
        if id.is_empty() {
            errors.push(ModelError::EmptyId(kind));
        } else if seen.contains(&id) {
            errors.push(ModelError::DuplicateId(kind, id.into()));
        } else {
            seen.push(id);
        }
    }
}

fn check_size(source: &ModelSource, errors: &mut Vec<ModelError>) {
    let pairs = source
        .symmetry
        .as_ref()
        .map_or(0, |rules| rules.pairs.len());
    for (kind, count, most) in [
        (IdKind::Lever, source.levers.len(), MAX_DIMENSIONS),
        (IdKind::Dimension, source.dimensions.len(), MAX_DIMENSIONS),
        (
            IdKind::Statement,
            statements(source).count(),
            MAX_STATEMENTS,
        ),
        (IdKind::Pair, pairs, MAX_STATEMENTS),
    ] {
        if count > most {
            errors.push(ModelError::TooMany(kind, count, most));
        }
    }
    for (kind, count) in [
        (IdKind::Lever, source.levers.len()),
        (IdKind::Dimension, source.dimensions.len()),
    ] {
        if count == 0 {
            errors.push(ModelError::Without(kind));
        }
    }
}

fn check_dimensions(source: &ModelSource, errors: &mut Vec<ModelError>) {
    let count = source.dimensions.len();
    for dimension in &source.dimensions {
        if !source
            .levers
            .iter()
            .any(|lever| lever.id == dimension.lever)
        {
            errors.push(ModelError::UnknownLever {
                dimension: dimension.id.clone(),
                lever: dimension.lever.clone(),
            });
        }
        if dimension.statements.is_empty() {
            errors.push(ModelError::NoStatement {
                dimension: dimension.id.clone(),
            });
        }
    }
    if source.priorities.top > count {
        errors.push(ModelError::TooManyPriorities {
            top: source.priorities.top,
            dimensions: count,
        });
    }
}

fn check_pairs(source: &ModelSource, errors: &mut Vec<ModelError>) {
    if let Some(rules) = &source.symmetry {
        check_ids(IdKind::Pair, rules.pairs.iter().map(|pair| &**pair), errors);
        for threshold in [rules.thresholds.symmetry, rules.thresholds.level] {
            if !(0.0..=100.0).contains(&threshold) {
                errors.push(ModelError::SymmetryThreshold(threshold));
            }
        }
    }
    // Whether each pair has been met on its employee and on its client side, in the order in which pairs are shown.
    let mut sides: Vec<(&str, [bool; 2])> = pair_ids(source)
        .into_iter()
        .map(|pair| (pair, [false; 2]))
        .collect();
    for statement in statements(source) {
        let (Some(pair), Some(side)) = (&statement.pair, statement.side) else {
            if statement.pair.is_some() || statement.side.is_some() {
                errors.push(ModelError::HalfPaired {
                    statement: statement.id.clone(),
                });
            }
            continue;
        };
        let Some((_, met)) = sides.iter_mut().find(|(id, _)| id == pair) else {
            errors.push(ModelError::UndeclaredPair {
                pair: pair.clone(),
                statement: statement.id.clone(),
            });
            continue;
        };
        let met = &mut met[usize::from(side == Side::Client)];
        if *met {
            errors.push(ModelError::CrowdedPair {
                pair: pair.clone(),
                statement: statement.id.clone(),
            });
        }
        *met = true;
    }
    for (pair, [employee, client]) in sides {
        for (met, missing) in [(employee, Side::Employee), (client, Side::Client)] {
            if !met {
                errors.push(ModelError::OneSidedPair {
                    pair: pair.into(),
                    missing,
                });
            }
        }
    }
}

/// The pairs of a model: those it lists, or, where it has no `symmetry` at all, those that its statements name.
pub(crate) fn pair_ids(source: &ModelSource) -> Vec<&str> {
    let mut pairs: Vec<&str> = Vec::new();
    let mut add = |pair| {
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    };
    match &source.symmetry {
        Some(rules) => rules.pairs.iter().for_each(|pair| add(pair)),
        None => statements(source)
            .filter_map(|statement| statement.pair.as_deref())
            .for_each(add),
    }
    pairs
}

fn check_maturity(source: &ModelSource, errors: &mut Vec<ModelError>) {
    let mut previous = None;
    for (position, level) in source.maturity.iter().enumerate() {
        let from = level.from;
        if !(0.0..=100.0).contains(&from) {
            errors.push(ModelError::MaturityRange { position, from });
        } else if previous.is_none() && position == 0 && from > 0.0 {
            errors.push(ModelError::MaturityStart(from));
        } else if previous.is_some_and(|previous| from <= previous) {
            errors.push(ModelError::MaturityOrder { position, from });
        }
        previous = Some(from);
    }
}
