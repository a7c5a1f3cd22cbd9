//! Which set of companies may be told about.

/// Fewer companies than this would be recognised (threshold rule).
pub const FEWEST_COMPANIES: usize = 5;

/// What is wrong with a set of companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    /// They are fewer than [`FEWEST_COMPANIES`].
    TooFew {
        /// How many they are.
        companies: usize,
    },
    /// One of them brings more than half of the respondents (dominance rule with n = 1 and k = 50 %).
    Dominated {
        /// Its part of the respondents, in whole per cent.
        percent: u32,
    },
}

/// Why a group is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is at risk by itself (primary suppression).
    AtRisk(Risk),
    /// It keeps a group at risk from being computed (secondary suppression).
    Shield,
}

/// A set of companies, as far as its safety depends on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weight {
    /// How many companies.
    pub companies: usize,
    /// Their respondents in all.
    pub respondents: u64,
    /// The respondents of the company that has most.
    pub largest: u64,
}

impl Weight {
    /// The weight of companies that have these numbers of respondents.
    pub fn of(respondents: impl IntoIterator<Item = u32>) -> Self {
        respondents
            .into_iter()
            .fold(Self::default(), |weight, respondents| {
                weight.and(Self {
                    companies: 1,
                    respondents: respondents.into(),
                    largest: respondents.into(),
                })
            })
    }

    /// Both sets together.
    pub fn and(self, other: Self) -> Self {
        Self {
            companies: self.companies + other.companies,
            respondents: self.respondents + other.respondents,
            largest: self.largest.max(other.largest),
        }
    }

    /// What forbids to tell about this set; `None` where nothing does.
    pub fn risk(self) -> Option<Risk> {
        if self.companies < FEWEST_COMPANIES {
            Some(Risk::TooFew {
                companies: self.companies,
            })
        } else if 2 * self.largest > self.respondents {
            let percent = 100 * self.largest / self.respondents.max(1);
            Some(Risk::Dominated {
                percent: percent as u32,
            })
        } else {
            None
        }
    }
}
