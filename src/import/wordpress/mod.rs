//! An export of WordPress (WXR) → entries.
//!
//! The export is read twice, a record at a time: [`index`] first learns what there is and gives every document its name, so that the
//! second reading can write each document with links that lead to the others. Between the two stand a few hundred bytes a record, never
//! a text: an export of any size passes through.
//!
//! [`reader`] reads, [`shortcodes`] and [`blocks`] turn what plug-ins and the editor of WordPress write into plain HTML,
//! [`links`] says where links and pictures lead, [`discussion`] sorts comments, [`document`] puts a record into our terms.

mod blocks;
mod discussion;
mod document;
mod index;
mod links;
mod people;
mod reader;
mod shortcodes;
mod sketches;
#[cfg(test)]
mod tests;

use std::io::Read;

use super::addresses::Addresses;
use super::categories::Seed;
use super::{Receiver, Report, Site};
use crate::import::report::Reason;
use crate::inputs::Folder;
use crate::language::Language;

pub use index::Plan;

/// What the first reading learnt; `None` where the file is no export of WordPress.
pub fn plan(export: impl Read, site: &Site, report: &mut Report) -> Option<Plan> {
    let mut sketches = sketches::Sketches::default();
    let ending = reader::read(export, &mut |record| sketches.add(&record));
    if !ending.is_export && sketches.is_empty() {
        return None;
    }
    let broken = ending.broken.map(|title| super::html::plain_text(&title));
    if let Some(title) = &broken {
        report.note(Reason::BrokenExport, "", title);
    }
    if ending.repaired > 0 {
        report.note(Reason::Encoding, "", &ending.repaired.to_string());
    }
    let language = site.language(language_of(&ending.channel.language));
    let addresses = Addresses::new(site.routes(language));
    let mut plan = Plan::new(sketches, ending.channel, addresses, site, language, report);
    plan.broken = broken;
    Some(plan)
}

/// Reads the export again and hands each document to `receiver`, with the pictures of `media` that it shows.
pub fn convert(
    export: impl Read,
    plan: &mut Plan,
    media: &Folder,
    receiver: &mut dyn Receiver,
    report: &mut Report,
) {
    let mut number = 0;
    reader::read(export, &mut |record| {
        document::convert(number, &record, plan, media, receiver, report);
        number += 1;
    });
    for author in plan.people.used() {
        receiver.put(&author.path(), author.source().as_bytes());
        report.totals.authors += 1;
    }
    report.totals.categories = plan.categories().len();
}

/// What a `site.yaml` made of the export says.
pub fn seed(plan: &Plan) -> Seed {
    let channel = &plan.channel;
    let or = |text: &str, other: &str| {
        let text = super::html::plain_text(text);
        if text.is_empty() {
            other.to_owned()
        } else {
            text
        }
    };
    let title = or(&channel.title, plan.choose("Site importé", "Imported site"));
    let base_url = if crate::parse::is_web_address(&channel.link) {
        format!("{}/", channel.link.trim_end_matches('/'))
    } else {
        "https://example.org/".to_owned()
    };
    Seed {
        description: or(&channel.description, &title),
        title,
        base_url,
        language: plan.language,
    }
}

fn language_of(code: &str) -> Language {
    if code.to_ascii_lowercase().starts_with("en") {
        Language::English
    } else {
        Language::French
    }
}
