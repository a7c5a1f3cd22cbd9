//! The edition for programs.

use serde::Serialize;
use serde_json::Value;

use super::{Column, code_book, dimension_name, group_dimensions, lever_name};
use crate::document::{Cell, Edition, EditionDimension, EditionGroup};
use crate::site::Site;

/// The edition at `position` for programs: metadata, code book, cells.
pub fn json(site: &Site, position: usize) -> Vec<u8> {
    let edition = &*site.editions[position];
    let named = |dimension: &EditionDimension| dimension_name(site, dimension).to_owned();
    let groups = |groups: &'_ [EditionGroup]| {
        groups
            .iter()
            .map(|group| json_group(site, edition, group))
            .collect::<Vec<Value>>()
    };
    let document = EditionJson {
        edition: edition.slug.as_str(),
        title: &edition.title,
        url: site
            .base
            .absolute(&site.routes.names().page("benchmark", edition.slug.as_str())),
        sample: edition.sample,
        published: edition.published.map(|date| date.to_string()),
        model: edition
            .model
            .as_ref()
            .map(|(id, version)| serde_json::json!({"id": id.value, "version": version})),
        collected: edition
            .collected
            .map(|(from, to)| serde_json::json!({"from": from.to_string(), "to": to.to_string()})),
        population: edition.population.as_deref(),
        method: edition.method.as_deref(),
        wording: edition.wording.as_deref(),
        quantile: edition.quantile,
        licence: edition
            .licence
            .as_ref()
            .map(|licence| serde_json::json!({"name": licence.name, "url": licence.url})),
        corrections: edition
            .corrections
            .iter()
            .map(|(date, text)| serde_json::json!({"date": date.to_string(), "text": text}))
            .collect(),
        companies: edition.companies,
        respondents: edition.respondents,
        code_book: code_book(site.config.language),
        dimensions: json_dimensions(&edition.dimensions, named),
        levers: json_dimensions(&edition.levers, |lever| lever_name(site, lever).to_owned()),
        sectors: groups(&edition.sectors),
        sizes: groups(&edition.sizes),
        panel: edition.panel.as_ref().map(|panel| {
            serde_json::json!({
                "previous": panel.previous.value,
                "companies": panel.companies,
                "dimensions": json_dimensions(&panel.dimensions, named),
            })
        }),
    };
    let mut bytes =
        serde_json::to_vec_pretty(&document).expect("text, finite numbers and lists are JSON");
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct EditionJson<'a> {
    edition: &'a str,
    title: &'a str,
    url: String,
    sample: bool,
    published: Option<String>,
    model: Option<Value>,
    collected: Option<Value>,
    population: Option<&'a str>,
    method: Option<&'a str>,
    wording: Option<&'a str>,
    quantile: u8,
    licence: Option<Value>,
    corrections: Vec<Value>,
    companies: u32,
    respondents: u32,
    code_book: [Column; 14],
    dimensions: Vec<JsonDimension>,
    levers: Vec<JsonDimension>,
    sectors: Vec<Value>,
    sizes: Vec<Value>,
    panel: Option<Value>,
}

#[derive(Serialize)]
struct JsonDimension {
    id: String,
    name: String,
    today: JsonCell,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<JsonCell>,
}

#[derive(Serialize, Default)]
struct JsonCell {
    companies: Option<u32>,
    respondents: Option<u32>,
    median: Option<Value>,
    q1: Option<Value>,
    q3: Option<Value>,
    p10: Option<Value>,
    p90: Option<Value>,
    suppressed: bool,
}

impl JsonCell {
    fn new(cell: &Cell) -> Self {
        match cell {
            Cell::Suppressed => Self {
                suppressed: true,
                ..Self::default()
            },
            Cell::Published {
                companies,
                respondents,
                median,
                q1,
                q3,
                deciles,
            } => Self {
                companies: Some(*companies),
                respondents: *respondents,
                median: Some(json_score(*median)),
                q1: Some(json_score(*q1)),
                q3: Some(json_score(*q3)),
                p10: deciles.map(|(p10, _)| json_score(p10)),
                p90: deciles.map(|(_, p90)| json_score(p90)),
                suppressed: false,
            },
        }
    }
}

/// A score as it is written by hand: `54`, not `54.0`.
fn json_score(score: f64) -> Value {
    if score.fract() == 0.0 {
        Value::from(score as i64)
    } else {
        Value::from(score)
    }
}

fn json_dimensions(
    dimensions: &[EditionDimension],
    name: impl Fn(&EditionDimension) -> String,
) -> Vec<JsonDimension> {
    let one = |dimension: &EditionDimension| JsonDimension {
        id: dimension.id.value.clone(),
        name: name(dimension),
        today: JsonCell::new(&dimension.today),
        target: dimension.target.as_ref().map(JsonCell::new),
    };
    dimensions.iter().map(one).collect()
}

fn json_group(site: &Site, edition: &Edition, group: &EditionGroup) -> Value {
    let named = |dimension: &EditionDimension| dimension_name(site, dimension).to_owned();
    let count = |count: u32| (!group.suppressed).then_some(count);
    serde_json::json!({
        "id": group.id,
        "name": group.name,
        "suppressed": group.suppressed,
        "companies": count(group.companies),
        "respondents": count(group.respondents),
        "dimensions": json_dimensions(&group_dimensions(edition, group), named),
    })
}

#[cfg(test)]
mod tests {
    use parvis_selftest::EditionSource;

    use super::*;
    use crate::language::Language;
    use crate::render::machine::fixture::Fixture;

    #[test]
    fn suppressed_cells_are_null_and_leave_no_count() {
        let written = json(&Fixture::community().site(), 0);
        let read: Value = serde_json::from_slice(&written).unwrap();
        let null = serde_json::json!({
            "companies": null, "respondents": null, "median": null, "q1": null, "q3": null, "p10": null, "p90": null, "suppressed": true,
        });
        assert_eq!(read["dimensions"][0]["target"], null);
        let hotels = &read["sectors"][1];
        assert_eq!(
            (
                &hotels["companies"],
                &hotels["respondents"],
                &hotels["suppressed"]
            ),
            (&Value::Null, &Value::Null, &Value::Bool(true))
        );
        assert_eq!(hotels["dimensions"][1]["today"], null);
    }

    #[test]
    fn the_json_says_what_the_figures_are() {
        let read: Value = serde_json::from_slice(&json(&Fixture::community().site(), 0)).unwrap();
        assert_eq!(read["url"], "https://example.org/kb/benchmark/2026/");
        assert_eq!(
            read["model"],
            serde_json::json!({"id": "modele", "version": "1.0.0"})
        );
        assert_eq!(
            read["collected"],
            serde_json::json!({"from": "2026-01-12", "to": "2026-04-30"})
        );
        assert_eq!(read["licence"]["name"], "CC BY 4.0");
        assert_eq!(
            read["corrections"],
            serde_json::json!([{"date": "2026-07-01", "text": "Un intitulé."}])
        );
        assert_eq!(read["dimensions"][0]["today"]["median"], 54);
        assert_eq!(read["dimensions"][0]["today"]["q1"], 46);
        let columns: Vec<&str> = read["code_book"]
            .as_array()
            .unwrap()
            .iter()
            .map(|column| column["column"].as_str().unwrap())
            .collect();
        assert_eq!(
            columns,
            code_book(Language::French)
                .iter()
                .map(|column| column.name)
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn the_self_test_locates_a_score_in_the_published_file() {
        let written = json(&Fixture::community().site(), 0);
        let edition: EditionSource = serde_json::from_slice(&written).unwrap();
        let scores = serde_json::from_str(r#"{"vision": 54}"#).unwrap();
        let found =
            parvis_selftest::locate(&edition, parvis_selftest::Rating::Today, &scores).unwrap();
        assert_eq!(
            (found.dimensions[0].rank, found.dimensions[0].companies),
            (Some(50.0), Some(60))
        );
    }
}
