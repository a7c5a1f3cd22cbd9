//! `benchmark/*.yaml`: published editions.
//!
//! What a public file may not hold is refused here, cell by cell (DOMAIN §4): fewer than five companies, deciles of fewer than ten.

use super::Source;
use super::identity::typeset;
use super::yaml::{self, Faults, Fields};
use crate::diagnostics::{Problem, Span};
use crate::document::{Cell, Edition, EditionDimension, EditionGroup, Licence, Slug};
use crate::language;

/// Fewer companies than this in a cell would tell who they are.
const FEWEST_COMPANIES: i64 = 5;
/// Fewer companies than this would tell the extremes.
const FEWEST_FOR_DECILES: i64 = 10;

/// Reads an edition.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<Edition> {
    let node = yaml::read(source.text, faults)?;
    let mut fields = Fields::of(node, "edition", faults)?;
    let stem = source.file.path.stem();
    let slug = language::slug::slug(stem);
    if slug != stem {
        faults.of_file(Problem::BadFileName {
            suggestion: format!("{slug}.yaml"),
        });
    }
    let text = |fields: &mut Fields, key, faults: &mut Faults| {
        fields.text(key, faults).map(|text| typeset(source, text))
    };
    let edition = Edition {
        file: source.file.path.clone(),
        slug: Slug::new(slug),
        title: typeset(
            source,
            fields.required_text("title", faults).unwrap_or_default(),
        ),
        sample: fields.flag("sample", false, faults),
        published: fields.date("published", faults),
        model: model(&mut fields, faults),
        collected: collected(&mut fields, faults),
        population: text(&mut fields, "population", faults),
        method: text(&mut fields, "method", faults),
        wording: text(&mut fields, "wording", faults),
        quantile: fields
            .integer("quantile", 7, 8, faults)
            .and_then(|kind| u8::try_from(kind).ok())
            .unwrap_or(7),
        licence: licence(&mut fields, faults),
        companies: count(&mut fields, "companies", faults),
        respondents: count(&mut fields, "respondents", faults),
        dimensions: dimensions(&mut fields, faults),
        sectors: groups(source, &mut fields, "sectors", faults),
        sizes: groups(source, &mut fields, "sizes", faults),
        corrections: corrections(source, &mut fields, faults),
    };
    fields.finish(faults);
    Some(edition)
}

/// `licence: {name, url}`.
pub fn licence(fields: &mut Fields, faults: &mut Faults) -> Option<Licence> {
    let mut keys = fields.map("licence", faults)?;
    let name = keys.required_text("name", faults);
    let url = keys.web_address("url", faults);
    keys.finish(faults);
    Some(Licence { name: name?, url })
}

fn model(fields: &mut Fields, faults: &mut Faults) -> Option<(crate::document::Name, String)> {
    let mut keys = fields.map("model", faults)?;
    let id = keys.required_located_text("id", faults);
    let version = keys.required_text("version", faults);
    keys.finish(faults);
    id.zip(version)
}

fn collected(
    fields: &mut Fields,
    faults: &mut Faults,
) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let mut keys = fields.map("collected", faults)?;
    let from = keys.date("from", faults);
    let to = keys.date("to", faults);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        faults.at(keys.span(), Problem::EndBeforeStart);
    }
    keys.finish(faults);
    from.zip(to)
}

fn count(fields: &mut Fields, key: &'static str, faults: &mut Faults) -> u32 {
    fields
        .integer(key, 0, i64::from(u32::MAX), faults)
        .and_then(|count| u32::try_from(count).ok())
        .unwrap_or(0)
}

fn groups(
    source: Source<'_>,
    fields: &mut Fields,
    key: &'static str,
    faults: &mut Faults,
) -> Vec<EditionGroup> {
    let mut groups = Vec::new();
    for mut keys in fields.maps(key, faults) {
        let id = keys.required_text("id", faults);
        let name = keys.required_text("name", faults);
        let group = EditionGroup {
            id: id.unwrap_or_default(),
            name: typeset(source, name.unwrap_or_default()),
            suppressed: keys.flag("suppressed", false, faults),
            companies: count(&mut keys, "companies", faults),
            respondents: count(&mut keys, "respondents", faults),
            dimensions: dimensions(&mut keys, faults),
        };
        keys.finish(faults);
        groups.push(group);
    }
    groups
}

fn dimensions(fields: &mut Fields, faults: &mut Faults) -> Vec<EditionDimension> {
    let mut dimensions = Vec::new();
    for mut keys in fields.maps("dimensions", faults) {
        let id = keys.slug("id", faults);
        let today = cell(&mut keys, "today", faults);
        let target = cell(&mut keys, "target", faults);
        keys.require("id", faults);
        keys.require("today", faults);
        keys.finish(faults);
        if let (Some(id), Some(today)) = (id, today) {
            dimensions.push(EditionDimension { id, today, target });
        }
    }
    dimensions
}

fn cell(fields: &mut Fields, key: &'static str, faults: &mut Faults) -> Option<Cell> {
    let mut keys = fields.map(key, faults)?;
    if keys.flag("suppressed", false, faults) {
        keys.finish(faults);
        return Some(Cell::Suppressed);
    }
    let span = keys.span();
    let companies = keys.integer("companies", 0, i64::from(u32::MAX), faults);
    let respondents = keys.integer("respondents", 0, i64::from(u32::MAX), faults);
    let median = keys.number_between("median", 0, 100, faults);
    let q1 = keys.number_between("q1", 0, 100, faults);
    let q3 = keys.number_between("q3", 0, 100, faults);
    let p10 = keys.number_between("p10", 0, 100, faults);
    let p90 = keys.number_between("p90", 0, 100, faults);
    for key in ["companies", "median", "q1", "q3"] {
        keys.require(key, faults);
    }
    keys.finish(faults);
    let (companies, median, q1, q3) = (companies?, median?, q1?, q3?);
    check(
        span,
        companies,
        &[p10, Some(q1), Some(median), Some(q3), p90],
        p10.is_some() || p90.is_some(),
        faults,
    );
    Some(Cell::Published {
        companies: u32::try_from(companies).unwrap_or(u32::MAX),
        respondents: u32::try_from(respondents.unwrap_or(0)).unwrap_or(u32::MAX),
        median,
        q1,
        q3,
        deciles: p10.zip(p90),
    })
}

fn check(
    span: Span,
    companies: i64,
    quantiles: &[Option<f64>],
    deciles: bool,
    faults: &mut Faults,
) {
    if companies < FEWEST_COMPANIES {
        faults.at(span, Problem::CellTooSmall { companies });
    } else if deciles && companies < FEWEST_FOR_DECILES {
        faults.at(span, Problem::ExtremesTooSmall { companies });
    }
    let quantiles: Vec<f64> = quantiles.iter().flatten().copied().collect();
    if !quantiles.is_sorted() {
        faults.at(span, Problem::QuartileOrder);
    }
}

fn corrections(
    source: Source<'_>,
    fields: &mut Fields,
    faults: &mut Faults,
) -> Vec<(jiff::civil::Date, String)> {
    let mut corrections = Vec::new();
    for mut keys in fields.maps("corrections", faults) {
        let date = keys.date("date", faults);
        let text = keys.required_text("text", faults);
        keys.finish(faults);
        corrections.extend(date.zip(text.map(|text| typeset(source, text))));
    }
    corrections
}
