//! From the companies of a collection to the figures of an edition.

use parvis_selftest::QuantileType;

use crate::attack::{Indicator, solves};
use crate::figures::{Cell, Figures};
use crate::safety::{Reason, Risk, Weight};
use crate::suppression::suppress;

/// What an edition is about. Sectors, sizes, dimensions and levers are told by their position.
#[derive(Debug, Clone)]
pub struct Layout {
    /// How many sectors.
    pub sectors: usize,
    /// How many size classes.
    pub sizes: usize,
    /// How many levers.
    pub levers: usize,
    /// The lever of each dimension.
    pub lever_of: Vec<usize>,
    /// How quantiles are interpolated.
    pub quantile: QuantileType,
}

/// A contribution: what one company says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {
    /// Its sector.
    pub sector: usize,
    /// Its size class.
    pub size: usize,
    /// How many of its people answered; one at least.
    pub respondents: u32,
    /// Scores of today (0–100), one a dimension; `None` where too few statements were answered.
    pub today: Vec<Option<f64>>,
    /// Scores of the target.
    pub target: Vec<Option<f64>>,
}

/// A company of the matched panel: it contributed to the edition before, too.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Its position among the companies of this edition.
    pub company: usize,
    /// Its scores of today in the edition before.
    pub before: Vec<Option<f64>>,
}

/// What may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Companies in all.
    pub companies: usize,
    /// Their respondents.
    pub respondents: u64,
    /// One a dimension.
    pub dimensions: Vec<Measures>,
    /// One a lever. A company's score of a lever is the mean of its dimensions that have one.
    pub levers: Vec<Measures>,
    /// One a sector; `None` where nobody is of it.
    pub sectors: Vec<Option<Group>>,
    /// One a size class; `None` where nobody is of it.
    pub sizes: Vec<Option<Group>>,
    /// What changed since the edition before, where there are companies to tell it by.
    pub panel: Option<Result<Panel, Risk>>,
}

/// Figures of today and of the target; `None` where nobody has a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measures {
    /// Today.
    pub today: Option<Cell>,
    /// The target.
    pub target: Option<Cell>,
}

/// A sector or a size class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// May not be published, and why. The reason is for whoever aggregates: published, it would help to guess.
    Suppressed(Reason),
    /// May be.
    Published(PublishedGroup),
}

/// The figures of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedGroup {
    /// Companies in it.
    pub companies: usize,
    /// Their respondents.
    pub respondents: u64,
    /// One a dimension.
    pub dimensions: Vec<Measures>,
}

/// What changed in the companies that contributed twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// How many they are. Their respondents are not told: minus those of the edition, they would be those of the newcomers.
    pub companies: usize,
    /// One a dimension: quantiles of the companies' changes, in points of score.
    pub dimensions: Vec<Change>,
}

/// Quantiles of changes; `None` where nobody has a score in both editions.
pub type Change = Option<Cell>;

/// The edition that `companies` make together; or what forbids to publish anything of them.
pub fn aggregate(
    layout: &Layout,
    companies: &[Company],
    panel: Option<&[Pair]>,
) -> Result<Edition, Risk> {
    let everybody = Weight::of(companies.iter().map(|company| company.respondents));
    if let Some(risk) = everybody.risk() {
        return Err(risk);
    }
    let collection = Collection { layout, companies };
    let (sectors, sizes) = collection.suppressed();
    Ok(Edition {
        companies: everybody.companies,
        respondents: everybody.respondents,
        dimensions: collection
            .measures(layout.lever_of.len(), |scores, dimension| scores[dimension]),
        levers: collection.measures(layout.levers, |scores, lever| layout.lever(scores, lever)),
        sectors: collection.groups(&sectors, |company| company.sector),
        sizes: collection.groups(&sizes, |company| company.size),
        panel: panel.map(|pairs| collection.panel(pairs)),
    })
}

impl Layout {
    /// The score of a lever: the mean of its dimensions that have one.
    fn lever(&self, scores: &[Option<f64>], lever: usize) -> Option<f64> {
        let own: Vec<f64> = scores
            .iter()
            .zip(&self.lever_of)
            .filter(|(_, of)| **of == lever)
            .filter_map(|(score, _)| *score)
            .collect();
        (!own.is_empty()).then(|| own.iter().sum::<f64>() / own.len() as f64)
    }
}

/// The scores of a company in one rating.
type Rating = fn(&Company) -> &[Option<f64>];

const TODAY: Rating = |company| &company.today;
const TARGET: Rating = |company| &company.target;

struct Collection<'a> {
    layout: &'a Layout,
    companies: &'a [Company],
}

impl Collection<'_> {
    /// The sectors and the size classes that are not published: those that the two tables suppress by themselves, and more until the
    /// attack on both fails.
    fn suppressed(&self) -> (Vec<Option<Reason>>, Vec<Option<Reason>>) {
        let sectors = self.weights(self.layout.sectors, |company| company.sector);
        let sizes = self.weights(self.layout.sizes, |company| company.size);
        let mut by_sector = suppress(&sectors, &vec![None; sectors.len()]);
        let mut by_size = suppress(&sizes, &vec![None; sizes.len()]);
        while self.is_solved(&by_sector, &by_size) {
            let smallest = |groups: &[Weight], reasons: &[Option<Reason>]| {
                (0..groups.len())
                    .filter(|position| {
                        reasons[*position].is_none() && groups[*position].companies > 0
                    })
                    .min_by_key(|position| (groups[*position].companies, *position))
                    .map(|position| (groups[position].companies, position))
            };
            match (smallest(&sectors, &by_sector), smallest(&sizes, &by_size)) {
                (Some(sector), Some(size)) if sector.0 < size.0 => {
                    by_sector[sector.1] = Some(Reason::Shield);
                }
                (_, Some((_, size))) => by_size[size] = Some(Reason::Shield),
                (Some((_, sector)), None) => by_sector[sector] = Some(Reason::Shield),
                (None, None) => break,
            }
            by_sector = suppress(&sectors, &by_sector);
            by_size = suppress(&sizes, &by_size);
        }
        (by_sector, by_size)
    }

    fn weights(&self, groups: usize, group: fn(&Company) -> usize) -> Vec<Weight> {
        let mut weights = vec![Weight::default(); groups];
        for company in self.companies {
            let weight = &mut weights[group(company)];
            *weight = weight.and(Weight::of([company.respondents]));
        }
        weights
    }

    /// Whether the published counts give away a suppressed group, or a cell of sector by size that is at risk.
    fn is_solved(&self, by_sector: &[Option<Reason>], by_size: &[Option<Reason>]) -> bool {
        let mut cells: Vec<(usize, usize)> = self
            .companies
            .iter()
            .map(|company| (company.sector, company.size))
            .collect();
        cells.sort_unstable();
        cells.dedup();
        let those = |wanted: &dyn Fn(&(usize, usize)) -> bool| -> Indicator {
            cells.iter().map(|cell| i128::from(wanted(cell))).collect()
        };
        let sector = |position: usize| those(&|cell| cell.0 == position);
        let size = |position: usize| those(&|cell| cell.1 == position);
        let mut published = vec![those(&|_| true)];
        let mut secrets = Vec::new();
        for (position, reason) in by_sector.iter().enumerate() {
            let kept = if reason.is_some() {
                &mut secrets
            } else {
                &mut published
            };
            kept.push(sector(position));
        }
        for (position, reason) in by_size.iter().enumerate() {
            let kept = if reason.is_some() {
                &mut secrets
            } else {
                &mut published
            };
            kept.push(size(position));
        }
        let at_risk = cells.iter().filter(|cell| {
            let own = self
                .companies
                .iter()
                .filter(|company| (company.sector, company.size) == **cell);
            Weight::of(own.map(|company| company.respondents))
                .risk()
                .is_some()
        });
        secrets.extend(at_risk.map(|cell| those(&|other| other == cell)));
        secrets.iter().any(|secret| solves(&published, secret))
    }

    /// Figures of all companies: `count` of them, `score` giving each from a company's scores by dimension.
    fn measures(
        &self,
        count: usize,
        score: impl Fn(&[Option<f64>], usize) -> Option<f64>,
    ) -> Vec<Measures> {
        let everybody: Vec<&Company> = self.companies.iter().collect();
        let cell = |rating: Rating, position| {
            self.cell(&everybody, |company| score(rating(company), position))
        };
        (0..count)
            .map(|position| Measures {
                today: cell(TODAY, position),
                target: cell(TARGET, position),
            })
            .collect()
    }

    fn cell(
        &self,
        companies: &[&Company],
        score: impl Fn(&Company) -> Option<f64>,
    ) -> Option<Cell> {
        let with_score = || companies.iter().filter(|company| score(company).is_some());
        let weight = Weight::of(with_score().map(|company| company.respondents));
        if weight.companies > 0 && weight.risk().is_some() {
            return Some(Cell::Suppressed);
        }
        let complete = weight.companies == companies.len();
        let scores = companies.iter().filter_map(|company| score(company));
        Figures::of(
            scores.collect(),
            complete.then_some(weight.respondents),
            self.layout.quantile,
        )
        .map(Cell::Published)
    }

    /// The groups of a table: those of `reasons` without figures, the others with what each dimension allows.
    fn groups(
        &self,
        reasons: &[Option<Reason>],
        group: fn(&Company) -> usize,
    ) -> Vec<Option<Group>> {
        let members: Vec<Vec<&Company>> = (0..reasons.len())
            .map(|position| {
                let own = self.companies.iter();
                own.filter(|company| group(company) == position).collect()
            })
            .collect();
        let cells = |rating: Rating| -> Vec<Vec<Option<Cell>>> {
            (0..self.layout.lever_of.len())
                .map(|dimension| self.row(&members, reasons, |company| rating(company)[dimension]))
                .collect()
        };
        let (today, target) = (cells(TODAY), cells(TARGET));
        members
            .iter()
            .enumerate()
            .map(|(position, own)| {
                if own.is_empty() {
                    return None;
                }
                if let Some(reason) = reasons[position] {
                    return Some(Group::Suppressed(reason));
                }
                let measures = today.iter().zip(&target).map(|(today, target)| Measures {
                    today: today[position],
                    target: target[position],
                });
                Some(Group::Published(PublishedGroup {
                    companies: own.len(),
                    respondents: own
                        .iter()
                        .map(|company| u64::from(company.respondents))
                        .sum(),
                    dimensions: measures.collect(),
                }))
            })
            .collect()
    }

    /// One dimension of a table: where companies have no score, more may be suppressed than the groups that are.
    fn row(
        &self,
        members: &[Vec<&Company>],
        reasons: &[Option<Reason>],
        score: impl Fn(&Company) -> Option<f64>,
    ) -> Vec<Option<Cell>> {
        let weights: Vec<Weight> = members
            .iter()
            .map(|own| {
                let with_score = own.iter().filter(|company| score(company).is_some());
                Weight::of(with_score.map(|company| company.respondents))
            })
            .collect();
        let suppressed = suppress(&weights, reasons);
        members
            .iter()
            .zip(&suppressed)
            .map(|(own, reason)| match reason {
                Some(_) => Some(Cell::Suppressed),
                None => self.cell(own, &score),
            })
            .collect()
    }

    fn panel(&self, pairs: &[Pair]) -> Result<Panel, Risk> {
        let weight = Weight::of(
            pairs
                .iter()
                .map(|pair| self.companies[pair.company].respondents),
        );
        if let Some(risk) = weight.risk() {
            return Err(risk);
        }
        let change = |dimension: usize| {
            let changes = pairs.iter().filter_map(|pair| {
                let company = &self.companies[pair.company];
                let change = company.today[dimension]? - pair.before[dimension]?;
                Some((company.respondents, change))
            });
            let (respondents, changes): (Vec<u32>, Vec<f64>) = changes.unzip();
            if !changes.is_empty() && Weight::of(respondents).risk().is_some() {
                return Some(Cell::Suppressed);
            }
            Figures::of(changes, None, self.layout.quantile).map(Cell::Published)
        };
        Ok(Panel {
            companies: pairs.len(),
            dimensions: (0..self.layout.lever_of.len()).map(change).collect(),
        })
    }
}
