//! Which day it is.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The day of the build: given, or taken from the clock once and for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Today {
    /// `--today`
    Given(Date),
    /// `SOURCE_DATE_EPOCH`, or the clock; the site's time zone tells which day that is.
    Instant(Timestamp),
}

impl Today {
    /// The number of the day, from 1970-01-01, in universal time.
    pub fn day(self) -> i64 {
        let date = self.in_zone(&TimeZone::UTC);
        let since = date.to_zoned(TimeZone::UTC);
        since.map_or(0, |moment| {
            moment.timestamp().as_second().div_euclid(86_400)
        })
    }

    /// The day in `zone`.
    pub fn in_zone(self, zone: &TimeZone) -> Date {
        match self {
            Self::Given(date) => date,
            Self::Instant(instant) => instant.to_zoned(zone.clone()).date(),
        }
    }
}

/// The given day, else `SOURCE_DATE_EPOCH`, else the clock.
#[expect(
    clippy::disallowed_methods,
    reason = "read is the only stage that looks at the clock and the environment"
)]
pub fn today(given: Option<Date>) -> Today {
    if let Some(date) = given {
        return Today::Given(date);
    }
    let reproducible = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    let instant = reproducible.and_then(|seconds| Timestamp::from_second(seconds).ok());
    Today::Instant(instant.unwrap_or_else(Timestamp::now))
}
