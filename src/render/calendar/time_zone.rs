//! `VTIMEZONE`: the offsets of each zone in use over the years in use (RFC 5545, §3.6.5).
//!
//! Observances are written one by one rather than as rules: they are exact for any zone and any year, whatever a
//! government decided, and events of one calendar span a few years.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::Timestamp;
use jiff::civil::{DateTime, date};
use jiff::tz::{Dst, Offset, TimeZone};

use super::content_line::ContentLines;
use super::{When, basic_date_time, named_zone};

/// The years in which a zone is used, both included.
struct Use<'moment> {
    zone: &'moment TimeZone,
    first_year: i16,
    last_year: i16,
}

/// Writes the zones that `moments` are written in, by name.
pub(super) fn write_time_zones<'moment>(
    lines: &mut ContentLines,
    moments: impl Iterator<Item = &'moment When>,
) {
    let mut zones: BTreeMap<&str, Use<'_>> = BTreeMap::new();
    for moment in moments {
        let When::Zoned(local) = moment else { continue };
        let Some(name) = named_zone(local) else {
            continue;
        };
        let year = local.year();
        match zones.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(Use {
                    zone: local.time_zone(),
                    first_year: year,
                    last_year: year,
                });
            }
            Entry::Occupied(entry) => {
                let known = entry.into_mut();
                known.first_year = known.first_year.min(year);
                known.last_year = known.last_year.max(year);
            }
        }
    }
    for (name, zone_use) in zones {
        lines.raw("BEGIN", "VTIMEZONE");
        lines.raw("TZID", name);
        write_observances(lines, &zone_use);
        lines.raw("END", "VTIMEZONE");
    }
}

/// What is in force when the first year starts, then each change until the end of the last year.
fn write_observances(
    lines: &mut ContentLines,
    Use {
        zone,
        first_year,
        last_year,
    }: &Use<'_>,
) {
    let start_of_use = date(*first_year, 1, 1).at(0, 0, 0, 0);
    // Where the year starts at the very edge of time, the edge is early enough.
    let start = zone.to_timestamp(start_of_use).unwrap_or(Timestamp::MIN);
    let in_force = zone.to_offset_info(start);
    let mut offset = in_force.offset();
    write_observance(
        lines,
        in_force.dst(),
        start_of_use,
        offset,
        offset,
        in_force.abbreviation(),
    );
    for change in zone.following(start) {
        let onset = offset.to_datetime(change.timestamp());
        if onset.year() > *last_year {
            break;
        }
        write_observance(
            lines,
            change.dst(),
            onset,
            offset,
            change.offset(),
            change.abbreviation(),
        );
        offset = change.offset();
    }
}

/// One observance. `onset` is the local time at which it starts, told by the clock that was in force before.
fn write_observance(
    lines: &mut ContentLines,
    dst: Dst,
    onset: DateTime,
    from: Offset,
    to: Offset,
    name: &str,
) {
    let kind = if dst.is_dst() { "DAYLIGHT" } else { "STANDARD" };
    lines.raw("BEGIN", kind);
    lines.raw("DTSTART", &basic_date_time(onset));
    lines.raw("TZOFFSETFROM", &utc_offset(from));
    lines.raw("TZOFFSETTO", &utc_offset(to));
    lines.text("TZNAME", name);
    lines.raw("END", kind);
}

/// `+0200`, `-0330`; with seconds where a zone has them.
fn utc_offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match seconds {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        _ => format!("{sign}{hours:02}{minutes:02}{seconds:02}"),
    }
}
