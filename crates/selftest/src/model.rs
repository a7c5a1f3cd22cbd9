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
    /// Where each statement stands: the position of its dimension, and its own position there.
    statements: Vec<(usize, usize)>,
    /// The statements' numbers, in the order of their ids.
    by_id: Vec<usize>,
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
        let mut ranges = Vec::new();
        let mut statements: Vec<(usize, usize)> = Vec::new();
        for (position, dimension) in source.dimensions.iter().enumerate() {
            let start = statements.len();
            statements.extend((0..dimension.statements.len()).map(|place| (position, place)));
            ranges.push(start..statements.len());
        }
        let lever_of = |dimension: &Dimension| {
            source
                .levers
                .iter()
                .position(|lever| lever.id == dimension.lever)
        };
        let levers = source.dimensions.iter().filter_map(lever_of).collect();
        let quantile = if source.scoring.quantile == 8 {
            QuantileType::Eight
        } else {
            QuantileType::Seven
        };
        let mut model = Self {
            source,
            ranges,
            statements,
            by_id: Vec::new(),
            levers,
            pairs: Vec::new(),
            quantile,
        };
        let mut by_id: Vec<usize> = Vec::new();
        for (number, statement) in model.statements().enumerate() {
            let place = model.place_of_id(&by_id, &statement.id);
            by_id.insert(place.unwrap_or_else(|place| place), number);
        }
        let statement_of = |pair: &str, side: Side| {
            model.statements().position(|statement| {
                statement.pair.as_deref() == Some(pair) && statement.side == Some(side)
            })
        };
        let pairs = validation::pair_ids(&model.source)
            .into_iter()
            .filter_map(|pair| {
                Some(PairOfStatements {
                    employee: statement_of(pair, Side::Employee)?,
                    client: statement_of(pair, Side::Client)?,
                })
            })
            .collect();
        (model.by_id, model.pairs) = (by_id, pairs);
        Ok(model)
    }

    /// The model as its author wrote it.
    pub fn source(&self) -> &ModelSource {
        &self.source
    }

    /// The number of points of the scale, 2 to 11: A in the formulas.
    pub fn points(&self) -> u8 {
        (self.source.scale.max - self.source.scale.min + 1) as u8
    }

    /// An answer in points above the scale's lowest; `None` where it is not on the scale.
    pub(crate) fn point(&self, answer: i64) -> Option<u8> {
        let scale = &self.source.scale;
        let on_scale = i64::from(scale.min)..=i64::from(scale.max);
        on_scale
            .contains(&answer)
            .then(|| (answer - on_scale.start()) as u8)
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
        self.statements
            .iter()
            .map(|&(dimension, place)| &self.source.dimensions[dimension].statements[place])
    }

    /// The statement of a number.
    pub fn statement(&self, number: usize) -> Option<&Statement> {
        let &(dimension, place) = self.statements.get(number)?;
        self.source.dimensions.get(dimension)?.statements.get(place)
    }

    /// The number of a statement.
    pub fn statement_number(&self, id: &str) -> Option<usize> {
        let place = self.place_of_id(&self.by_id, id).ok()?;
        self.by_id.get(place).copied()
    }

    /// Where an id is, or belongs, among numbers in the order of their statements' ids.
    fn place_of_id(&self, numbers: &[usize], id: &str) -> Result<usize, usize> {
        numbers.binary_search_by(|&number| {
            self.statement(number).map_or("", |known| &known.id).cmp(id)
        })
    }

    /// How many statements there are.
    pub fn statement_count(&self) -> usize {
        self.statements.len()
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
