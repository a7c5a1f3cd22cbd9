//! A model whose parts hold together: what every computation starts from.
//!
//! Statements are numbered through the whole model, in its order, and answers are whole points above the scale's
//! lowest one (0 is the lowest answer): both are indexes, so that the arithmetic is done on exact integers.

use crate::number::TOLERANCE;
use crate::quantile::QuantileType;
use crate::source::{Dimension, Maturity, ModelSource, Side, Statement};
use crate::validation::{self, ModelError};
use alloc::vec::Vec;
use core::ops::Range;

/// A checked model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    source: ModelSource,
    /// The numbers of each dimension's statements.
    ranges: Vec<Range<usize>>,
    /// The position of each dimension's lever.
    levers: Vec<usize>,
    pairs: Vec<PairOfStatements>,
    quantile: QuantileType,
}

/// A pair of the symmetry of attention, by the numbers of its two statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairOfStatements {
    /// The statement about what employees receive.
    pub employee: usize,
    /// The statement about what customers receive.
    pub client: usize,
}

impl Model {
    /// The model, if everything it says holds together; otherwise everything that does not.
    pub fn new(source: ModelSource) -> Result<Self, Vec<ModelError>> {
        let errors = validation::check(&source);
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut next = 0;
        let ranges = source
            .dimensions
            .iter()
            .map(|dimension| {
                let start = next;
                next += dimension.statements.len();
                start..next
            })
            .collect();
        let lever_of = |dimension: &Dimension| {
            source
                .levers
                .iter()
                .position(|lever| lever.id == dimension.lever)
        };
        let levers = source.dimensions.iter().filter_map(lever_of).collect();
        let statement_of = |pair: &str, side: Side| {
            source
                .dimensions
                .iter()
                .flat_map(|dimension| &dimension.statements)
                .position(|statement| {
                    statement.pair.as_deref() == Some(pair) && statement.side == Some(side)
                })
        };
        let pairs = validation::pair_ids(&source)
            .into_iter()
            .filter_map(|pair| {
                Some(PairOfStatements {
                    employee: statement_of(pair, Side::Employee)?,
                    client: statement_of(pair, Side::Client)?,
                })
            })
            .collect();
        let quantile = if source.scoring.quantile == 8 {
            QuantileType::Eight
        } else {
            QuantileType::Seven
        };
        Ok(Self {
            source,
            ranges,
            levers,
            pairs,
            quantile,
        })
    }

    /// The model as its author wrote it.
    pub fn source(&self) -> &ModelSource {
        &self.source
    }

    /// The number of points of the scale, 2 to 11: A in the formulas.
    pub fn points(&self) -> u8 {
        (self.source.scale.max - self.source.scale.min + 1) as u8
    }

    /// The type of quantile the benchmark uses.
    pub fn quantile_type(&self) -> QuantileType {
        self.quantile
    }

    /// The dimensions, each with the numbers of its statements.
    pub fn dimensions(&self) -> impl Iterator<Item = (&Dimension, Range<usize>)> {
        self.source
            .dimensions
            .iter()
            .zip(self.ranges.iter().cloned())
    }

    /// The position of a dimension in the model's order.
    pub fn dimension_position(&self, id: &str) -> Option<usize> {
        self.source
            .dimensions
            .iter()
            .position(|dimension| dimension.id == id)
    }

    /// All statements, in the model's order: a statement's number is its position here.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.source
            .dimensions
            .iter()
            .flat_map(|dimension| &dimension.statements)
    }

    /// How many statements there are.
    pub fn statement_count(&self) -> usize {
        self.ranges.last().map_or(0, |range| range.end)
    }

    /// The pairs of the symmetry of attention.
    pub fn pairs(&self) -> &[PairOfStatements] {
        &self.pairs
    }

    /// The position of the lever of each dimension, in the model's order.
    pub(crate) fn lever_positions(&self) -> &[usize] {
        &self.levers
    }

    /// The position of the maturity level of a score (0–100): the highest threshold at or below the unrounded
    /// score. `None` where the model has no levels.
    pub fn level(&self, score: f64) -> Option<usize> {
        let reached = |level: &Maturity| level.from <= score + TOLERANCE;
        self.source.maturity.iter().rposition(reached)
    }
}
