//! Days and moments as editors write them: in local time, with or without an hour, with or without a year.

use jiff::civil::{Date, DateTime, Time};

/// A day, or a moment of a day, in local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateOrDateTime {
    /// `2027-04-18`.
    Date(Date),
    /// `2027-04-18 12:15`.
    DateTime(DateTime),
}

impl DateOrDateTime {
    /// The day.
    pub fn date(self) -> Date {
        match self {
            Self::Date(date) => date,
            Self::DateTime(moment) => moment.date(),
        }
    }

    /// The moment, or the midnight with which the day begins.
    pub fn first_moment(self) -> DateTime {
        match self {
            Self::Date(date) => date.to_datetime(Time::MIN),
            Self::DateTime(moment) => moment,
        }
    }

    /// The moment, or the last one of the day.
    pub fn last_moment(self) -> DateTime {
        match self {
            Self::Date(date) => date.to_datetime(Time::MAX),
            Self::DateTime(moment) => moment,
        }
    }
}

/// A day of any year, the 29th of February too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayOfYear(Date);

impl DayOfYear {
    /// The day `day` of the month `month`, both from 1, where a year can have it.
    pub fn new(month: i8, day: i8) -> Option<Self> {
        Date::new(2000, month, day).ok().map(Self)
    }

    /// The day in a leap year that stands for the unknown one: for order and for names, never to be shown with its year or weekday.
    pub fn in_some_year(self) -> Date {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_lasts_from_midnight_to_its_last_moment() {
        let day = DateOrDateTime::Date(date(2027, 4, 18));
        assert_eq!(day.first_moment(), date(2027, 4, 18).at(0, 0, 0, 0));
        assert_eq!(
            day.last_moment(),
            date(2027, 4, 18).at(23, 59, 59, 999_999_999)
        );
        let moment = DateOrDateTime::DateTime(date(2027, 4, 18).at(12, 15, 0, 0));
        assert_eq!(moment.first_moment(), moment.last_moment());
        assert_eq!(moment.date(), day.date());
    }

    #[test]
    fn a_day_without_a_year_is_one_that_some_year_has() {
        assert_eq!(
            DayOfYear::new(2, 29).map(DayOfYear::in_some_year),
            Some(date(2000, 2, 29))
        );
        assert_eq!(DayOfYear::new(2, 30), None);
    }
}
