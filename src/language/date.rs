//! Dates and times in words.
//!
//! The names are our own: the Unicode locale data writes « 1 décembre » where French says « 1er décembre ». A no-break
//! space (U+00A0) joins the day to its month and the hours to their `h`; other spaces are ordinary.

use jiff::civil::{Date, DateTime, Time, Weekday};

use super::Language;

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FRENCH_SHORT_MONTHS: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];
const ENGLISH_SHORT_MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const FRENCH_WEEKDAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
const ENGLISH_WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The names of the twelve months, January first.
pub const fn month_names(language: Language) -> &'static [&'static str; 12] {
    match language {
        Language::French => &FRENCH_MONTHS,
        Language::English => &ENGLISH_MONTHS,
    }
}

/// The short names of the twelve months, January first: « avr. », “Apr”.
pub const fn short_month_names(language: Language) -> &'static [&'static str; 12] {
    match language {
        Language::French => &FRENCH_SHORT_MONTHS,
        Language::English => &ENGLISH_SHORT_MONTHS,
    }
}

/// The names of the seven days, Monday first.
pub const fn weekday_names(language: Language) -> &'static [&'static str; 7] {
    match language {
        Language::French => &FRENCH_WEEKDAYS,
        Language::English => &ENGLISH_WEEKDAYS,
    }
}

/// The name of the month of `date`: « avril ».
pub fn month_name(language: Language, date: Date) -> &'static str {
    month_names(language)[month_index(date)]
}

/// The short name of the month of `date`: « avr. ».
pub fn short_month_name(language: Language, date: Date) -> &'static str {
    short_month_names(language)[month_index(date)]
}

/// The name of `weekday`: « jeudi ».
pub fn weekday_name(language: Language, weekday: Weekday) -> &'static str {
    weekday_names(language)[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
}

/// « 16 novembre 2012 », « 1er avril 2026 », “16 November 2012”.
pub fn long_date(language: Language, date: Date) -> String {
    format!("{} {}", day_and_month(language, date), date.year())
}

/// « jeudi 18 avril 2019 », “Thursday 18 April 2019”.
pub fn weekday_date(language: Language, date: Date) -> String {
    format!(
        "{} {}",
        weekday_name(language, date.weekday()),
        long_date(language, date)
    )
}

/// « 18 avril », « 1er avril »: a day whose year is unknown or understood. The year of `date` is not shown.
pub fn day_and_month(language: Language, date: Date) -> String {
    format!(
        "{}\u{a0}{}",
        day_of_month(language, date),
        month_name(language, date)
    )
}

/// « 12 h 15 », « 9 h 05 », « 18 h » on the hour; “12:15”, “9:05”, “18:00”. Seconds are not shown.
pub fn time_of_day(language: Language, time: Time) -> String {
    match (language, time.hour(), time.minute()) {
        (Language::French, hour, 0) => format!("{hour}\u{a0}h"),
        (Language::French, hour, minute) => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        (Language::English, hour, minute) => format!("{hour}:{minute:02}"),
    }
}

/// « 12 h 15 – 13 h 05 », “12:15–13:05”; the start alone when the end is the same minute.
pub fn time_range(language: Language, start: Time, end: Time) -> String {
    let (starts, ends) = (time_of_day(language, start), time_of_day(language, end));
    match language {
        _ if starts == ends => starts,
        Language::French => format!("{starts} – {ends}"),
        Language::English => format!("{starts}–{ends}"),
    }
}

/// From `start` to `end`, both included, in local time, without repeating what the two dates share.
///
/// | | French |
/// |---|---|
/// | one day | « jeudi 18 avril 2019 » |
/// | one day, with times | « jeudi 18 avril 2019, 12 h 15 – 13 h 05 » |
/// | days of one month | « du 12 au 14 mars 2027 » |
/// | days of one year | « du 30 mars au 1er avril 2027 » |
/// | across years | « du 30 décembre 2026 au 2 janvier 2027 » |
/// | days, with times | « du 12 mars à 9 h au 14 mars 2027 à 18 h » |
///
/// Times are left out when `all_day`. An `end` before its `start` counts as the start.
pub fn date_time_range(
    language: Language,
    start: DateTime,
    end: DateTime,
    all_day: bool,
) -> String {
    let end = end.max(start);
    let (first, last) = (start.date(), end.date());
    if first == last {
        let day = weekday_date(language, first);
        return if all_day {
            day
        } else {
            format!("{day}, {}", time_range(language, start.time(), end.time()))
        };
    }
    let same_year = first.year() == last.year();
    let to = long_date(language, last);
    if all_day {
        let from = if same_year && first.month() == last.month() {
            day_of_month(language, first)
        } else if same_year {
            day_and_month(language, first)
        } else {
            long_date(language, first)
        };
        return match language {
            Language::French => format!("du {from} au {to}"),
            Language::English if same_year && first.month() == last.month() => {
                format!("{from}–{to}")
            }
            Language::English => format!("{from} – {to}"),
        };
    }
    let from = if same_year {
        day_and_month(language, first)
    } else {
        long_date(language, first)
    };
    let (starts, ends) = (
        time_of_day(language, start.time()),
        time_of_day(language, end.time()),
    );
    match language {
        Language::French => format!("du {from} à {starts} au {to} à {ends}"),
        Language::English => format!("{from}, {starts} – {to}, {ends}"),
    }
}

/// « 1er », « 2 »; “1”, “2”.
fn day_of_month(language: Language, date: Date) -> String {
    match (language, date.day()) {
        (Language::French, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    }
}

fn month_index(date: Date) -> usize {
    usize::from(date.month().unsigned_abs()) - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    /// Shows no-break spaces as `~`.
    fn visible(text: &str) -> String {
        text.replace('\u{a0}', "~")
    }

    #[test]
    fn dates_read_as_a_french_reader_writes_them() {
        let french = Language::French;
        assert_eq!(
            visible(&long_date(french, date(2012, 11, 16))),
            "16~novembre 2012"
        );
        assert_eq!(
            visible(&long_date(french, date(2026, 4, 1))),
            "1er~avril 2026"
        );
        assert_eq!(
            visible(&weekday_date(french, date(2019, 4, 18))),
            "jeudi 18~avril 2019"
        );
        assert_eq!(
            visible(&day_and_month(french, date(2000, 4, 18))),
            "18~avril"
        );
        assert_eq!(
            visible(&weekday_date(Language::English, date(2019, 4, 18))),
            "Thursday 18~April 2019"
        );
        assert_eq!(
            visible(&long_date(Language::English, date(2026, 4, 1))),
            "1~April 2026"
        );
    }

    #[test]
    fn names_follow_the_calendar() {
        for (offset, weekday) in FRENCH_WEEKDAYS.iter().enumerate() {
            let day = date(2024, 1, 1 + i8::try_from(offset).unwrap());
            assert_eq!(weekday_name(Language::French, day.weekday()), *weekday);
        }
        assert_eq!(month_name(Language::French, date(2024, 12, 31)), "décembre");
        assert_eq!(month_name(Language::English, date(2024, 1, 31)), "January");
    }

    #[test]
    fn hours_drop_empty_minutes_in_french_only() {
        let french =
            |hour, minute| visible(&time_of_day(Language::French, time(hour, minute, 0, 0)));
        assert_eq!(french(12, 15), "12~h~15");
        assert_eq!(french(9, 5), "9~h~05");
        assert_eq!(french(18, 0), "18~h");
        assert_eq!(french(0, 0), "0~h");
        assert_eq!(time_of_day(Language::English, time(18, 0, 0, 0)), "18:00");
    }

    #[test]
    fn ranges_say_nothing_twice() {
        let cases = [
            (
                (2019, 4, 18),
                (2019, 4, 18),
                true,
                "jeudi 18~avril 2019",
                "Thursday 18~April 2019",
            ),
            (
                (2027, 3, 12),
                (2027, 3, 14),
                true,
                "du 12 au 14~mars 2027",
                "12–14~March 2027",
            ),
            (
                (2027, 3, 30),
                (2027, 4, 1),
                true,
                "du 30~mars au 1er~avril 2027",
                "30~March – 1~April 2027",
            ),
            (
                (2026, 12, 30),
                (2027, 1, 2),
                true,
                "du 30~décembre 2026 au 2~janvier 2027",
                "30~December 2026 – 2~January 2027",
            ),
            (
                (2019, 4, 18),
                (2019, 4, 18),
                false,
                "jeudi 18~avril 2019, 12~h~15 – 13~h~05",
                "Thursday 18~April 2019, 12:15–13:05",
            ),
            (
                (2027, 3, 12),
                (2027, 3, 14),
                false,
                "du 12~mars à 12~h~15 au 14~mars 2027 à 13~h~05",
                "12~March, 12:15 – 14~March 2027, 13:05",
            ),
        ];
        for ((year, month, day), (last_year, last_month, last_day), all_day, french, english) in
            cases
        {
            let start = date(year, month, day).at(12, 15, 0, 0);
            let end = date(last_year, last_month, last_day).at(13, 5, 0, 0);
            assert_eq!(
                visible(&date_time_range(Language::French, start, end, all_day)),
                french
            );
            assert_eq!(
                visible(&date_time_range(Language::English, start, end, all_day)),
                english
            );
        }
    }

    #[test]
    fn an_event_without_an_end_shows_its_start() {
        let start = date(2019, 4, 18).at(18, 0, 0, 0);
        assert_eq!(
            visible(&date_time_range(Language::French, start, start, false)),
            "jeudi 18~avril 2019, 18~h"
        );
        let before = date(2019, 4, 17).at(18, 0, 0, 0);
        assert_eq!(
            date_time_range(Language::French, start, before, false),
            date_time_range(Language::French, start, start, false)
        );
    }
}
