//! Behaviour of the calendar writer, on whole files and on what another program reads back.

use icalendar::parser::{Component, read_calendar, unfold};
use jiff::civil::{Date, DateTime, date};
use jiff::{Timestamp, Zoned};
use proptest::prelude::*;

use super::{CalendarEvent, EventStatus, When, write_calendar};

fn stamp() -> Timestamp {
    "2026-11-02T08:00:00Z".parse().unwrap()
}

fn zoned(moment: &str) -> When {
    When::Zoned(moment.parse::<Zoned>().unwrap())
}

fn event(starts: When, ends: When) -> CalendarEvent {
    CalendarEvent {
        uid: "salon@example.org".to_owned(),
        sequence: 0,
        status: EventStatus::Confirmed,
        summary: "Salon".to_owned(),
        description: None,
        location: None,
        url: None,
        starts,
        ends,
        last_modified: None,
    }
}

fn write(events: &[CalendarEvent]) -> String {
    write_calendar("", "-//Parvis//FR", stamp(), events)
}

/// The lines of `written` that start with one of `names`.
fn lines<'a>(written: &'a str, names: &[&str]) -> Vec<&'a str> {
    written
        .split("\r\n")
        .filter(|line| names.iter().any(|name| line.starts_with(name)))
        .collect()
}

#[test]
fn a_whole_file_reads_as_the_standard_has_it() {
    let mut salon = event(
        zoned("2027-04-18T12:15[Europe/Paris]"),
        zoned("2027-04-18T13:05[Europe/Paris]"),
    );
    salon.sequence = 2;
    salon.summary = "Salon Stratégie Client : l’expérience, la culture ; etc.".to_owned();
    salon.description = Some("Une table ronde.\nEntrée libre.".to_owned());
    salon.location = Some("Parc des expositions, salle 10".to_owned());
    salon.url = Some("https://example.org/evenements/salon/?a,b;c".to_owned());
    salon.last_modified = Some(date(2026, 10, 30));
    let written = write_calendar("Événements", "-//Parvis//FR", stamp(), &[salon]);
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Parvis//FR",
        "CALSCALE:GREGORIAN",
        "NAME:Événements",
        "X-WR-CALNAME:Événements",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Paris",
        "BEGIN:STANDARD",
        "DTSTART:20270101T000000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20270328T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20271031T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:salon@example.org",
        "DTSTAMP:20261102T080000Z",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "SUMMARY:Salon Stratégie Client : l’expérience\\, la culture \\; etc.",
        "DTSTART;TZID=Europe/Paris:20270418T121500",
        "DTEND;TZID=Europe/Paris:20270418T130500",
        "DESCRIPTION:Une table ronde.\\nEntrée libre.",
        "LOCATION:Parc des expositions\\, salle 10",
        "URL:https://example.org/evenements/salon/?a,b;c",
        "LAST-MODIFIED:20261030T000000Z",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(written, expected.join("\r\n"));
}

#[test]
fn whole_days_end_the_day_after() {
    let days = event(When::Date(date(2027, 2, 27)), When::Date(date(2027, 2, 28)));
    let written = write(&[days]);
    assert_eq!(
        lines(&written, &["DTSTART", "DTEND"]),
        ["DTSTART;VALUE=DATE:20270227", "DTEND;VALUE=DATE:20270301"]
    );
    assert_eq!(lines(&written, &["BEGIN:VTIMEZONE"]), [""; 0]);

    let backwards = event(When::Date(date(2027, 2, 27)), When::Date(date(2027, 2, 1)));
    assert_eq!(
        lines(&write(&[backwards]), &["DTEND"]),
        ["DTEND;VALUE=DATE:20270228"]
    );

    let last = event(When::Date(Date::MAX), When::Date(Date::MAX));
    assert_eq!(
        lines(&write(&[last]), &["DTSTART", "DTEND"]),
        ["DTSTART;VALUE=DATE:99991231"]
    );
}

#[test]
fn an_end_that_is_unknown_or_impossible_is_left_out() {
    let start = "2027-04-18T12:15[Europe/Paris]";
    for end in [start, "2027-04-18T11:15[Europe/Paris]"] {
        let written = write(&[event(zoned(start), zoned(end))]);
        assert_eq!(lines(&written, &["DTEND"]), [""; 0]);
    }
}

#[test]
fn each_status_has_its_word() {
    for (status, expected) in [
        (EventStatus::Tentative, "STATUS:TENTATIVE"),
        (EventStatus::Confirmed, "STATUS:CONFIRMED"),
        (EventStatus::Cancelled, "STATUS:CANCELLED"),
    ] {
        let day = When::Date(date(2027, 1, 1));
        let written = write(&[CalendarEvent {
            status,
            ..event(day.clone(), day)
        }]);
        assert_eq!(lines(&written, &["STATUS"]), [expected]);
        // Who has it in a calendar is busy only if it takes place.
        let free = usize::from(status != EventStatus::Confirmed);
        assert_eq!(lines(&written, &["TRANSP:TRANSPARENT"]).len(), free);
    }
}

#[test]
fn utc_and_unnamed_zones_need_no_description() {
    for moment in ["2027-04-18T12:15[UTC]", "2027-04-18T14:15+02:00[+02:00]"] {
        let written = write(&[event(zoned(moment), zoned(moment))]);
        assert_eq!(
            lines(&written, &["DTSTART", "BEGIN:VTIMEZONE"]),
            ["DTSTART:20270418T121500Z"]
        );
    }
}

#[test]
fn a_zone_without_daylight_saving_has_one_observance() {
    let moment = zoned("2027-04-18T12:15[Asia/Kolkata]");
    let written = write(&[event(moment.clone(), moment)]);
    assert_eq!(
        lines(&written, &["BEGIN:STANDARD", "BEGIN:DAYLIGHT"]),
        ["BEGIN:STANDARD"]
    );
    assert_eq!(
        lines(&written, &["TZOFFSET"]),
        ["TZOFFSETFROM:+0530", "TZOFFSETTO:+0530"]
    );
}

#[test]
fn zones_come_once_each_by_name_and_cover_all_years() {
    let written = write(&[
        event(
            zoned("2028-04-18T12:15[Europe/Paris]"),
            zoned("2028-04-18T12:15[Europe/Paris]"),
        ),
        event(
            zoned("2026-04-18T12:15[Europe/Paris]"),
            zoned("2026-04-18T12:15[America/St_Johns]"),
        ),
    ]);
    assert_eq!(
        lines(&written, &["TZID"]),
        ["TZID:America/St_Johns", "TZID:Europe/Paris"]
    );
    // Three years of two changes, and what was in force before, for Paris; one year for Newfoundland.
    assert_eq!(lines(&written, &["TZOFFSETTO:+0100"]).len(), 4);
    assert_eq!(lines(&written, &["TZOFFSETTO:+0200"]).len(), 3);
    assert_eq!(lines(&written, &["TZOFFSETTO:-0330"]).len(), 2);
    assert_eq!(lines(&written, &["TZOFFSETTO:-0230"]).len(), 1);
}

#[test]
fn an_hour_that_comes_twice_is_told_apart() {
    let first = zoned("2027-10-31T02:30+02:00[Europe/Paris]");
    let second = zoned("2027-10-31T02:30+01:00[Europe/Paris]");
    let written = write(&[event(first, second)]);
    assert_eq!(
        lines(&written, &["DTSTART;", "DTEND"]),
        [
            "DTSTART;TZID=Europe/Paris:20271031T023000",
            "DTEND:20271031T013000Z"
        ]
    );
}

/// The value of `property` in `component`.
fn value(component: &Component<'_>, property: &str) -> Option<String> {
    component
        .find_prop(property)
        .map(|found| found.val.to_string())
}

/// The moment that `local` is, by the observances of `zone` alone, as RFC 5545 §3.6.5 tells: the last onset before it.
fn resolve(zone: &Component<'_>, local: DateTime) -> Timestamp {
    let seconds = |text: &str| {
        let (sign, digits) = text.split_at(1);
        let hours: i32 = digits[..2].parse().unwrap();
        let minutes: i32 = digits[2..4].parse().unwrap();
        (hours * 60 + minutes) * 60 * if sign == "-" { -1 } else { 1 }
    };
    let (_, offset) = zone
        .components
        .iter()
        .map(|observance| {
            let onset: DateTime = value(observance, "DTSTART").unwrap().parse().unwrap();
            (onset, seconds(&value(observance, "TZOFFSETTO").unwrap()))
        })
        .filter(|(onset, _)| *onset <= local)
        .max_by_key(|(onset, _)| *onset)
        .expect("an observance in force");
    jiff::tz::Offset::from_seconds(offset)
        .unwrap()
        .to_timestamp(local)
        .unwrap()
}

proptest! {
    #[test]
    fn another_program_reads_the_same_moments(
        second in 0_i64..4_133_980_800,
        length in 0_i64..40_000_000,
        zone in prop::sample::select(vec![
            "Europe/Paris", "Europe/London", "Europe/Dublin", "Africa/Casablanca", "America/New_York",
            "America/Montreal", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Auckland", "Indian/Reunion",
        ]),
        summary in "[a-zé;,\\\\ ]{0,120}",
    ) {
        // Whole minutes between 1970 and 2100.
        let starts = Timestamp::from_second(second / 60 * 60).unwrap().in_tz(zone).unwrap();
        let ends = Timestamp::from_second((second + length) / 60 * 60 + 60).unwrap().in_tz(zone).unwrap();
        let mut written_event = event(When::Zoned(starts.clone()), When::Zoned(ends.clone()));
        written_event.summary.clone_from(&summary);
        let written = write(&[written_event]);
        let unfolded = unfold(&written);
        let calendar = read_calendar(&unfolded).expect("a calendar");
        let zone = calendar.components.iter().find(|component| component.name == "VTIMEZONE");
        let read = calendar.components.iter().find(|component| component.name == "VEVENT").expect("an event");
        for (property, moment) in [("DTSTART", &starts), ("DTEND", &ends)] {
            let text = value(read, property).expect("a moment");
            let read = match text.strip_suffix('Z') {
                Some(local) => jiff::tz::Offset::UTC.to_timestamp(local.parse().unwrap()).unwrap(),
                None => resolve(zone.expect("a zone"), text.parse().unwrap()),
            };
            prop_assert_eq!(read, moment.timestamp());
        }
        // This parser unescapes text itself.
        prop_assert_eq!(value(read, "SUMMARY").unwrap_or_default(), summary);
    }
}
