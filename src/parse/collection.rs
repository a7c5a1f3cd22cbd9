//! What an edition of the benchmark is made from: `edition.yaml`, and one JSON file a contribution.
//!
//! A contribution is what `schemas/contribution.schema.json` describes, and is read with the same tools as front matter: JSON is YAML,
//! and here each value knows its place. That it is JSON indeed is checked first, for it is not written by hand.

use serde::de::IgnoredAny;

use super::edition::{collected, licence, model};
use super::text_of;
use super::yaml::{self, Faults, Fields, Interview};
use crate::diagnostics::{Diagnostic, Located, Problem, Span};
use crate::document::{Collection, Contribution, Sector, SizeClass};
use crate::inputs::SourceFile;

/// What the format of a contribution calls itself.
const FORMAT: &str = "parvis-contribution";
/// More respondents than this are not of one company.
const MOST_RESPONDENTS: i64 = 100_000;

/// Reads the frame of an edition.
pub fn collection(file: &SourceFile) -> (Option<Collection>, Vec<Diagnostic>) {
    let mut faults = Faults::new(&file.path);
    let collection = text_of(file, &mut faults)
        .and_then(|text| yaml::read(text.as_str(), &mut faults))
        .and_then(|node| Fields::of(node, "edition.yaml", &mut faults))
        .and_then(|fields| frame(file, fields, &mut faults));
    (collection, faults.into_diagnostics())
}

fn frame(file: &SourceFile, mut fields: Fields, faults: &mut Faults) -> Option<Collection> {
    let edition = fields.slug("edition", faults);
    let title = fields.required_text("title", faults);
    let sample = fields.flag("sample", false, faults);
    let published = fields.date("published", faults);
    let model = model(&mut fields, faults);
    let collected = collected(&mut fields, faults);
    let population = fields.text("population", faults);
    let method = fields.text("method", faults);
    let wording = fields.text("wording", faults);
    let quantile = fields.integer("quantile", 7, 8, faults);
    let licence = licence(&mut fields, faults);
    let sectors = sectors(&mut fields, faults);
    let corrections = super::edition::corrections(&mut fields, faults);
    for key in ["edition", "model", "sectors"] {
        fields.require(key, faults);
    }
    fields.finish(faults);
    Some(Collection {
        file: file.path.clone(),
        edition: edition?,
        title: title?,
        sample,
        published,
        model: model?,
        collected,
        population,
        method,
        wording,
        quantile: quantile
            .and_then(|kind| u8::try_from(kind).ok())
            .unwrap_or(7),
        licence,
        sectors,
        corrections,
    })
}

fn sectors(fields: &mut Fields, faults: &mut Faults) -> Vec<Sector> {
    let mut sectors: Vec<Sector> = Vec::new();
    for mut keys in fields.maps("sectors", faults) {
        let id = keys.slug("id", faults);
        let name = keys.required_text("name", faults);
        keys.require("id", faults);
        keys.finish(faults);
        let Some((id, name)) = id.zip(name) else {
            continue;
        };
        match sectors.iter().find(|other| other.id.value == id.value) {
            None => sectors.push(Sector { id, name }),
            Some(other) => {
                let (name, other) = (id.value, other.name.clone());
                faults.at(id.span, Problem::DuplicateName { name, other });
            }
        }
    }
    sectors
}

/// Reads a contribution. Its means are between the ends of `scale`, where the model is known.
pub fn contribution(
    file: &SourceFile,
    scale: Option<(i32, i32)>,
) -> (Option<Contribution>, Vec<Diagnostic>) {
    let mut faults = Faults::new(&file.path);
    let contribution = text_of(file, &mut faults).and_then(|text| {
        let text = text.as_str();
        check_json(text, &mut faults)?;
        // YAML takes no tab for a space; in JSON a tab can be nothing else.
        let node = yaml::read(&text.replace('\t', " "), &mut faults)?;
        let fields = Fields::of(node, "contribution", &mut faults)?;
        read_contribution(file, fields, scale, &mut faults)
    });
    let contribution = contribution.filter(|_| !faults.any_error());
    (contribution, faults.into_diagnostics())
}

/// What a contribution may hold.
pub fn contribution_interview() -> Interview {
    let interview = Interview::default();
    let file = SourceFile::new("contribution.json", *b"{}");
    let mut faults = Faults::interviewing(&file.path, &interview);
    let fields = Fields::none(&faults);
    // There is nothing in the file, and nothing of interest in what is read of it.
    let _ = read_contribution(&file, fields, None, &mut faults);
    interview
}

fn check_json(text: &str, faults: &mut Faults) -> Option<()> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let error = serde_json::from_str::<IgnoredAny>(&text[start..]).err();
    let Some(error) = error else { return Some(()) };
    let before: usize = text[start..]
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let mut place = (start + before + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    let truncated = error.is_eof();
    faults.at(Span::new(place..place), Problem::NotJson { truncated });
    None
}

fn read_contribution(
    file: &SourceFile,
    mut fields: Fields,
    scale: Option<(i32, i32)>,
    faults: &mut Faults,
) -> Option<Contribution> {
    let (lowest, highest) = scale.unwrap_or((i32::MIN, i32::MAX));
    fields.choice("format", &[(FORMAT, ())], faults);
    let place = fields.key_span("sample");
    let is_sample = fields.flag("sample", false, faults);
    let sample = place.filter(|_| is_sample);
    let id = fields.random_id("id", faults);
    let edition = fields.slug("edition", faults);
    let model = model(&mut fields, faults);
    let sector = fields.slug("sector", faults);
    let size = fields.choice("size", &SizeClass::CHOICES, faults);
    let respondents = fields.integer("respondents", 1, MOST_RESPONDENTS, faults);
    let means = fields.map("means", faults).map(|mut means| {
        let [today, target] =
            ["today", "target"].map(|rating| means.numbers(rating, lowest, highest, faults));
        means.require("today", faults);
        let span = means.span();
        means.finish(faults);
        let no_mean = |today: &Vec<(Located<String>, Option<f64>)>| {
            today.iter().all(|(_, mean)| mean.is_none())
        };
        if !faults.any_error() && today.as_ref().is_some_and(no_mean) {
            faults.at(span, Problem::NoMean);
        }
        (today.unwrap_or_default(), target.unwrap_or_default())
    });
    consent(&mut fields, faults);
    for key in [
        "format",
        "id",
        "edition",
        "model",
        "sector",
        "size",
        "respondents",
        "means",
        "consent",
    ] {
        fields.require(key, faults);
    }
    fields.finish(faults);
    let (today, target) = means?;
    Some(Contribution {
        file: file.path.clone(),
        id: id?,
        sample,
        edition: edition?,
        model: model?,
        sector: sector?,
        size: size?,
        respondents: u32::try_from(respondents?).ok()?,
        today,
        target,
    })
}

/// `consent: {given, text, date}`: whose text it was and when it was given stay with the contribution.
fn consent(fields: &mut Fields, faults: &mut Faults) {
    let Some(mut consent) = fields.map("consent", faults) else {
        return;
    };
    let given = consent.flag("given", false, faults);
    consent.require("given", faults);
    consent.required_text("text", faults);
    consent.date("date", faults);
    consent.require("date", faults);
    if !given && !consent.lacks("given") {
        faults.at(consent.span(), Problem::NoConsent);
    }
    consent.finish(faults);
}
