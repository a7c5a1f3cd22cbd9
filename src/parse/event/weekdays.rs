//! Weekdays in the words of an event that contradict its dates.

use jiff::civil::Date;

use crate::diagnostics::{Problem, Span};
use crate::document::{DateOrDateTime, EventTime};
use crate::language::weekday::{Contradiction, find_contradictions};
use crate::parse::Source;
use crate::parse::yaml::Faults;

/// Reports « jeudi 18 avril 2018 », which was a Wednesday, wherever the file has it: title, summary, programme or text. A mention without
/// a year is read as a day of the event if it is one, or as the one first announced; any other says too little to be wrong.
pub fn check(
    source: Source<'_>,
    time: Option<&EventTime>,
    previous_start: Option<DateOrDateTime>,
    faults: &mut Faults,
) {
    let language = source.conventions.language;
    let mut found = find_contradictions(language, source.text, None);
    if let Some(EventTime::Dated { start, end }) = time {
        let first = start.value.date();
        let last = end.as_ref().map_or(first, |end| end.value.date());
        let announced = previous_start.map(DateOrDateTime::date);
        let of_the_event = |date: Date| (first..=last).contains(&date) || announced == Some(date);
        let mut years = vec![first.year(), last.year()];
        years.extend(announced.map(Date::year));
        years.sort_unstable();
        years.dedup();
        for year in years {
            let without_year = find_contradictions(language, source.text, Some(year));
            found.extend(
                without_year
                    .into_iter()
                    .filter(|mention| of_the_event(mention.date)),
            );
        }
        found.sort_by_key(|mention| mention.range.start);
        found.dedup_by_key(|mention| mention.range.start);
    }
    for Contradiction {
        range,
        weekday_range,
        right_weekday,
        ..
    } in found
    {
        let problem = Problem::WeekdayMismatch {
            text: source.text[range].to_owned(),
            right: right_weekday.to_owned(),
        };
        faults.at(Span::new(weekday_range), problem);
    }
}
