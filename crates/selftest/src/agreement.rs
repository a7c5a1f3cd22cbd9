//! Two coefficients of agreement for the expert view: Krippendorff's α and Kendall's W.

use crate::number::tidy;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// How Krippendorff's α measures the distance between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Equal or not.
    Nominal,
    /// By how many values lie between.
    Ordinal,
    /// By their difference.
    Interval,
    /// By their difference relative to their sum.
    Ratio,
}

/// Krippendorff's α: 1 − observed over expected disagreement (Krippendorff 2004, chapter 11).
///
/// A unit holds the values it was given, in any order, without the missing ones; a unit with fewer than two is left
/// out. `None` where the expected disagreement is 0: nothing varies.
pub fn krippendorff_alpha(units: &[Vec<f64>], metric: Metric) -> Option<f64> {
    let pairable = || units.iter().filter(|unit| unit.len() >= 2);
    // The values that occur, in ascending order.
    let mut values: Vec<f64> = Vec::new();
    for value in pairable().flatten().map(|&value| tidy(value)) {
        if let Err(place) = values.binary_search_by(|other| other.total_cmp(&value)) {
            values.insert(place, value);
        }
    }
    let frequencies = |unit: &Vec<f64>| {
        let mut counts = vec![0.0; values.len()];
        for value in unit {
            if let Ok(index) = values.binary_search_by(|other| other.total_cmp(&tidy(*value))) {
                counts[index] += 1.0;
            }
        }
        counts
    };
    let by_unit: Vec<Vec<f64>> = pairable().map(frequencies).collect();
    let mut totals = vec![0.0; values.len()];
    for counts in &by_unit {
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
    }
    let n: f64 = totals.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for c in 0..values.len() {
        for k in c + 1..values.len() {
            let distance = squared_distance(metric, &values, &totals, c, k);
            let coincidences: f64 = by_unit
                .iter()
                .map(|counts| counts[c] * counts[k] / (counts.iter().sum::<f64>() - 1.0))
                .sum();
            observed += coincidences * distance;
            expected += totals[c] * totals[k] * distance;
        }
    }
    (expected > 0.0).then(|| tidy(1.0 - (n - 1.0) * observed / expected))
}

/// δ² between the values at positions c < k, given how often each value occurs.
fn squared_distance(metric: Metric, values: &[f64], totals: &[f64], c: usize, k: usize) -> f64 {
    let distance = match metric {
        Metric::Nominal => 1.0,
        Metric::Ordinal => totals[c..=k].iter().sum::<f64>() - f64::midpoint(totals[c], totals[k]),
        Metric::Interval => values[k] - values[c],
        Metric::Ratio => {
            let sum = values[k] + values[c];
            if sum == 0.0 {
                0.0
            } else {
                (values[k] - values[c]) / sum
            }
        }
    };
    distance * distance
}

/// The rank of each figure, 1 for the lowest; equal figures share the average of their ranks.
pub fn average_ranks(figures: &[f64]) -> Vec<f64> {
    figures
        .iter()
        .map(|figure| {
            let count = |wanted: Ordering| {
                figures
                    .iter()
                    .filter(|other| tidy(**other).total_cmp(&tidy(*figure)) == wanted)
                    .count() as f64
            };
            count(Ordering::Less) + f64::midpoint(count(Ordering::Equal), 1.0)
        })
        .collect()
}

/// Kendall's coefficient of concordance W, corrected for ties: 12S/(m²(n³ − n) − mΣT) for m rankings of n things
/// (Kendall & Gibbons 1990). 0–1; `None` below two rankings or where all of them are tied throughout.
///
/// Each ranking holds the rank of each thing, ties sharing their average rank, and all are of one length.
pub fn kendall_w(rankings: &[Vec<f64>]) -> Option<f64> {
    let m = rankings.len() as f64;
    let things = rankings.iter().map(Vec::len).min()?;
    if rankings.len() < 2 {
        return None;
    }
    let n = things as f64;
    let expected = m * (n + 1.0) / 2.0;
    let squares: f64 = (0..things)
        .map(|thing| {
            let deviation = rankings.iter().map(|ranking| ranking[thing]).sum::<f64>() - expected;
            deviation * deviation
        })
        .sum();
    // Σ(t³ − t) over the groups of t equal ranks is Σ(t² − 1) over the things, each in a group of t.
    let ties: f64 = rankings
        .iter()
        .flat_map(|ranking| ranking.iter().map(move |rank| (ranking, rank)))
        .map(|(ranking, rank)| {
            let group = ranking
                .iter()
                .filter(|other| other.total_cmp(rank) == Ordering::Equal)
                .count() as f64;
            group * group - 1.0
        })
        .sum();
    let spread = m * m * (n * n * n - n) - m * ties;
    (spread > 0.0).then(|| tidy(12.0 * squares / spread))
}
