//! Scalars that are more than text: dates, times, addresses, slugs.

use jiff::civil::{Date, Time};

use crate::document::{DateOrDateTime, DayOfYear};

/// Reads `2027-04-18`, `2027-04-18 12:15`, also with seconds or with a `T`.
pub fn date_or_date_time(text: &str) -> Option<DateOrDateTime> {
    match text.split_once([' ', 'T']) {
        None => Some(DateOrDateTime::Date(date(text)?)),
        Some((day, time)) => Some(DateOrDateTime::DateTime(
            date(day)?.to_datetime(time_of_day(time.trim())?),
        )),
    }
}

/// A year, or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearOrDate {
    /// `2027`.
    Year(i16),
    /// `2027-04-18`.
    Date(Date),
}

impl YearOrDate {
    /// Reads `2027`, or a day; a time after it is passed over.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(date) = date_or_date_time(text) {
            return Some(Self::Date(date.date()));
        }
        let year = text.parse().ok()?;
        (1000..=2200).contains(&year).then_some(Self::Year(year))
    }
}

/// Reads `2027-04-18`, and nothing looser.
pub fn date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    Date::new(
        number(year)?,
        i8::try_from(number(month)?).ok()?,
        i8::try_from(number(day)?).ok()?,
    )
    .ok()
}

/// Reads `12:15`, `9:05` or `12:15:00`.
pub fn time_of_day(text: &str) -> Option<Time> {
    let mut parts = text.splitn(3, ':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next().unwrap_or("00"));
    if hour.is_empty() || hour.len() > 2 || minute.len() != 2 || second.len() != 2 {
        return None;
    }
    let part = |text| i8::try_from(number(text)?).ok();
    Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()
}

/// Reads `04-18` as the 18th of April; the 29th of February is a day too.
pub fn day_of_year(text: &str) -> Option<DayOfYear> {
    let leap_day = date(&format!("2000-{text}"))?;
    DayOfYear::new(leap_day.month(), leap_day.day())
}

fn number(digits: &str) -> Option<i16> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_strictly() {
        assert_eq!(
            date_or_date_time("2027-04-18"),
            Some(DateOrDateTime::Date(Date::constant(2027, 4, 18)))
        );
        assert_eq!(
            date_or_date_time("2027-04-18 09:05"),
            Some(DateOrDateTime::DateTime(
                Date::constant(2027, 4, 18).at(9, 5, 0, 0)
            ))
        );
        for wrong in [
            "2027-4-18",
            "18/04/2027",
            "2027-02-30",
            "2027-04-18 25:00",
            "2027-04-18 9h",
            "+027-04-18",
            "",
        ] {
            assert_eq!(date_or_date_time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_without_a_year_may_be_the_29th_of_february() {
        assert_eq!(day_of_year("02-29"), DayOfYear::new(2, 29));
        assert_eq!(day_of_year("02-30"), None);
        assert_eq!(day_of_year("4-18"), None);
    }
}
