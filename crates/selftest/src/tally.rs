//! How one statement was answered by a group: everything the alignment indexes need of it.
//!
//! Answers are counted by point of the scale, so that no figure depends on the order of the persons, and sums are
//! whole numbers until one last division.

use crate::number::tidy;

/// The most points a scale may have.
const MAX_POINTS: usize = 11;

/// The answers of several persons to one statement, counted by point of the scale (0 is the lowest).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [u32; MAX_POINTS],
}

impl FromIterator<u8> for Tally {
    /// Counts answers in points above the scale's lowest; anything above 10 is no answer.
    fn from_iter<I: IntoIterator<Item = u8>>(answers: I) -> Self {
        let mut tally = Self::default();
        for answer in answers {
            if let Some(count) = tally.counts.get_mut(usize::from(answer)) {
                *count += 1;
            }
        }
        tally
    }
}

impl Tally {
    /// The number of persons who answered.
    pub fn n(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// How often each point of the scale was given, with the point in points above the lowest.
    pub fn counts(&self) -> impl Iterator<Item = (u8, u32)> + '_ {
        (0..).zip(self.counts).filter(|&(_, count)| count > 0)
    }

    fn sum(&self) -> i64 {
        self.counts()
            .map(|(point, count)| i64::from(point) * i64::from(count))
            .sum()
    }

    /// The average deviation from the mean, (1/n) Σ|x − x̄|, in points of the scale; 0 where nobody answered
    /// (Burke, Finkelstein & Dusig 1999).
    pub fn average_deviation(&self) -> f64 {
        let (n, sum) = (i64::from(self.n()), self.sum());
        if n == 0 {
            return 0.0;
        }
        let total: i64 = self
            .counts()
            .map(|(point, count)| i64::from(count) * (i64::from(point) * n - sum).abs())
            .sum();
        total as f64 / (n * n) as f64
    }

    /// The sample variance s² (divisor n − 1), in squared points; 0 below two answers.
    pub fn variance(&self) -> f64 {
        let (n, sum) = (i64::from(self.n()), self.sum());
        if n < 2 {
            return 0.0;
        }
        let squares: i64 = self
            .counts()
            .map(|(point, count)| i64::from(count) * i64::from(point).pow(2))
            .sum();
        (n * squares - sum * sum) as f64 / (n * (n - 1)) as f64
    }

    /// How far apart the group is on this statement, as a share (0–1) of how far it could be; 0 below two answers.
    pub fn share_of_maximum(&self, points: u8) -> f64 {
        let n = self.n();
        if n < 2 {
            0.0
        } else {
            self.average_deviation() / maximum_average_deviation(points, n)
        }
    }

    /// Whether two camps face each other: at least two answers on the two lowest points and two on the two highest.
    /// On scales of two or three points only the ends count, since the two lowest would meet the two highest.
    pub fn is_polarised(&self, points: u8) -> bool {
        let reach = u8::from(points > 3);
        let camp = |inside: &dyn Fn(u8) -> bool| -> u32 {
            self.counts()
                .filter(|&(point, _)| inside(point))
                .map(|(_, count)| count)
                .sum()
        };
        camp(&|point| point <= reach) >= 2 && camp(&|point| point + reach + 1 >= points) >= 2
    }
}

/// The greatest average deviation that n answers on a scale of A points can have, in points:
/// 2(A − 1)k(n − k)/n², k = ⌊n/2⌋. 0 below two answers.
pub fn maximum_average_deviation(points: u8, n: u32) -> f64 {
    let n = f64::from(n);
    let k = f64::from(n as u32 / 2);
    if n < 2.0 {
        0.0
    } else {
        2.0 * (f64::from(points) - 1.0) * k * (n - k) / (n * n)
    }
}

/// The greatest average deviation at which a group counts as aligned, in points: A/6 (Burke & Dunlap 2002).
pub fn aligned_at_most(points: u8) -> f64 {
    f64::from(points) / 6.0
}

/// The average deviation of uniformly random answers, in points, from which on a group counts as divergent:
/// (A² − 1)/(4A) for odd A, A/4 for even A.
pub fn divergent_from(points: u8) -> f64 {
    let a = f64::from(points);
    if points % 2 == 1 {
        (a * a - 1.0) / (4.0 * a)
    } else {
        a / 4.0
    }
}

/// The variance of uniformly random answers, `σ²_EU` = (A² − 1)/12, in squared points.
pub(crate) fn uniform_variance(points: u8) -> f64 {
    let a = f64::from(points);
    tidy((a * a - 1.0) / 12.0)
}
