//! `benchmark/*.yaml`: published editions.
//!
//! What a public file may not hold is refused here (DOMAIN §4): cells of fewer than five companies, deciles of fewer than ten, and a
//! suppressed group that a subtraction gives back. `parvis benchmark aggregate` writes files that pass; this is for those written by hand.

use parvis_benchmark::{FEWEST_COMPANIES, FEWEST_FOR_DECILES};

use super::Source;
use super::identity::typeset;
use super::yaml::{self, Faults, Fields};
use crate::diagnostics::{Problem, Span};
use crate::document::{Cell, Edition, EditionDimension, EditionGroup, EditionPanel, Licence, Slug};
use crate::language;

/// Whole points that a score may have.
const SCORES: (i64, i64) = (0, 100);
/// Whole points by which a score may change.
const CHANGES: (i64, i64) = (-100, 100);

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
    let companies = count(&mut fields, "companies", faults);
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
        companies,
        respondents: count(&mut fields, "respondents", faults),
        dimensions: dimensions(&mut fields, "dimensions", SCORES, faults),
        levers: dimensions(&mut fields, "levers", SCORES, faults),
        sectors: groups(source, &mut fields, "sectors", companies, faults),
        sizes: groups(source, &mut fields, "sizes", companies, faults),
        panel: panel(&mut fields, faults),
        corrections: corrections(&mut fields, faults)
            .into_iter()
            .map(|(date, text)| (date, typeset(source, text)))
            .collect(),
    };
    fields.finish(faults);
    Some(edition)
}

fn are_fewer(companies: i64, fewest: usize) -> bool {
    usize::try_from(companies).is_ok_and(|companies| companies < fewest)
}

/// `licence: {name, url}`.
pub fn licence(fields: &mut Fields, faults: &mut Faults) -> Option<Licence> {
    let mut keys = fields.map("licence", faults)?;
    let name = keys.required_text("name", faults);
    let url = keys.web_address("url", faults);
    keys.finish(faults);
    Some(Licence { name: name?, url })
}

/// `model: {id, version}`.
pub fn model(fields: &mut Fields, faults: &mut Faults) -> Option<(crate::document::Name, String)> {
    let mut keys = fields.map("model", faults)?;
    let id = keys.required_located_text("id", faults);
    let version = keys.required_text("version", faults);
    keys.finish(faults);
    id.zip(version)
}

/// `collected: {from, to}`.
pub fn collected(
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
    companies: u32,
    faults: &mut Faults,
) -> Vec<EditionGroup> {
    let mut groups = Vec::new();
    let mut suppressed = Vec::new();
    for mut keys in fields.maps(key, faults) {
        let id = keys.required_text("id", faults);
        let name = keys.required_text("name", faults);
        let mut group = EditionGroup {
            id: id.unwrap_or_default(),
            name: typeset(source, name.unwrap_or_default()),
            suppressed: keys.flag("suppressed", false, faults),
            companies: 0,
            respondents: 0,
            dimensions: Vec::new(),
        };
        // Of a suppressed group the file says nothing else: any other key is unknown.
        if group.suppressed {
            suppressed.push(keys.span());
        } else {
            group.companies = count(&mut keys, "companies", faults);
            group.respondents = count(&mut keys, "respondents", faults);
            group.dimensions = dimensions(&mut keys, "dimensions", SCORES, faults);
        }
        keys.finish(faults);
        groups.push(group);
    }
    let published: u32 = groups
        .iter()
        .fold(0, |sum, group| sum.saturating_add(group.companies));
    let left = i64::from(companies.saturating_sub(published));
    if let Some(first) = suppressed.first()
        && companies > 0
        && (suppressed.len() == 1 || are_fewer(left, FEWEST_COMPANIES))
    {
        let problem = Problem::CellBySubtraction {
            groups: suppressed.len(),
            companies: left,
        };
        faults.at(*first, problem);
    }
    groups
}

fn panel(fields: &mut Fields, faults: &mut Faults) -> Option<EditionPanel> {
    let mut keys = fields.map("panel", faults)?;
    let span = keys.span();
    let previous = keys.slug("previous", faults);
    let companies = keys.integer("companies", 0, i64::from(u32::MAX), faults);
    let dimensions = dimensions(&mut keys, "dimensions", CHANGES, faults);
    for key in ["previous", "companies"] {
        keys.require(key, faults);
    }
    keys.finish(faults);
    if let Some(companies) = companies.filter(|companies| are_fewer(*companies, FEWEST_COMPANIES)) {
        faults.at(span, Problem::CellTooSmall { companies });
    }
    Some(EditionPanel {
        previous: previous?,
        companies: u32::try_from(companies?).unwrap_or(u32::MAX),
        dimensions,
    })
}

/// The figures that `key` lists, each quantile a whole number within `bounds`.
fn dimensions(
    fields: &mut Fields,
    key: &'static str,
    bounds: (i64, i64),
    faults: &mut Faults,
) -> Vec<EditionDimension> {
    let mut dimensions = Vec::new();
    for mut keys in fields.maps(key, faults) {
        let id = keys.slug("id", faults);
        let today = cell(&mut keys, "today", bounds, faults);
        let target = cell(&mut keys, "target", bounds, faults);
        keys.require("id", faults);
        keys.require("today", faults);
        keys.finish(faults);
        if let (Some(id), Some(today)) = (id, today) {
            dimensions.push(EditionDimension { id, today, target });
        }
    }
    dimensions
}

fn cell(
    fields: &mut Fields,
    key: &'static str,
    (lowest, highest): (i64, i64),
    faults: &mut Faults,
) -> Option<Cell> {
    let mut keys = fields.map(key, faults)?;
    if keys.flag("suppressed", false, faults) {
        keys.finish(faults);
        return Some(Cell::Suppressed);
    }
    let span = keys.span();
    let companies = keys.integer("companies", 0, i64::from(u32::MAX), faults);
    let respondents = keys.integer("respondents", 0, i64::from(u32::MAX), faults);
    let [median, q1, q3, p10, p90] = ["median", "q1", "q3", "p10", "p90"].map(|key| {
        let points = keys.integer(key, lowest, highest, faults);
        points.map(|points| points as f64)
    });
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
        respondents: respondents.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
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
    if are_fewer(companies, FEWEST_COMPANIES) {
        faults.at(span, Problem::CellTooSmall { companies });
    } else if deciles && are_fewer(companies, FEWEST_FOR_DECILES) {
        faults.at(span, Problem::ExtremesTooSmall { companies });
    }
    let quantiles: Vec<f64> = quantiles.iter().flatten().copied().collect();
    if !quantiles.is_sorted() {
        faults.at(span, Problem::QuartileOrder);
    }
}

/// `corrections: [{date, text}]`.
pub fn corrections(fields: &mut Fields, faults: &mut Faults) -> Vec<(jiff::civil::Date, String)> {
    let mut corrections = Vec::new();
    for mut keys in fields.maps("corrections", faults) {
        let date = keys.date("date", faults);
        let text = keys.required_text("text", faults);
        keys.finish(faults);
        corrections.extend(date.zip(text));
    }
    corrections
}
