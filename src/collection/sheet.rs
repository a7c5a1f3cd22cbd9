//! The edition as the file that `content/benchmark/` takes.
//!
//! Laid out as one would by hand, a cell a line, so that two editions can be compared line by line; and the same to the byte each time.

use std::fmt::Write;

use parvis_benchmark::{Cell, Edition, Figures, Group, Measures, Panel};

use super::gathering::Gathering;
use crate::document::SizeClass;
use crate::language::Language;

/// The text of `content/benchmark/EDITION.yaml`. `previous` names the edition before.
pub fn write(
    gathering: &Gathering<'_>,
    edition: &Edition,
    previous: Option<&str>,
    language: Language,
) -> String {
    let mut sheet = Sheet(String::new());
    sheet.frame(gathering, language);
    sheet.line(0, &format!("companies: {}", edition.companies));
    sheet.line(0, &format!("respondents: {}", edition.respondents));
    let dimensions = gathering.model.dimensions.iter();
    let dimensions: Vec<&str> = dimensions.map(|dimension| dimension.id.as_str()).collect();
    let levers = gathering.model.levers.iter();
    let levers: Vec<&str> = levers.map(|lever| lever.id.as_str()).collect();
    sheet.measures(0, "dimensions", &dimensions, &edition.dimensions);
    sheet.measures(0, "levers", &levers, &edition.levers);
    let sectors = gathering.collection.sectors.iter();
    let sectors = sectors.map(|sector| (sector.id.value.as_str(), sector.name.as_str()));
    sheet.groups("sectors", sectors, &edition.sectors, &dimensions);
    let sizes = SizeClass::CHOICES.iter();
    let sizes = sizes.map(|(id, size)| (*id, size_name(*size, language)));
    sheet.groups("sizes", sizes, &edition.sizes, &dimensions);
    if let (Some(Ok(panel)), Some(previous)) = (&edition.panel, previous) {
        sheet.panel(panel, previous, &dimensions);
    }
    let corrections = &gathering.collection.corrections;
    if !corrections.is_empty() {
        sheet.line(0, "corrections:");
        for (date, text) in corrections {
            sheet.line(1, &format!("- {{date: {date}, text: {}}}", quoted(text)));
        }
    }
    sheet.0
}

fn size_name(size: SizeClass, language: Language) -> &'static str {
    match (language, size) {
        (Language::French, SizeClass::Micro) => "Microentreprises",
        (Language::French, SizeClass::Pme) => "PME",
        (Language::French, SizeClass::Eti) => "ETI",
        (Language::French, SizeClass::Ge) => "Grandes entreprises",
        (Language::English, SizeClass::Micro) => "Microenterprises",
        (Language::English, SizeClass::Pme) => "Small and medium enterprises",
        (Language::English, SizeClass::Eti) => "Intermediate-sized enterprises",
        (Language::English, SizeClass::Ge) => "Large enterprises",
    }
}

struct Sheet(String);

impl Sheet {
    fn line(&mut self, depth: usize, text: &str) {
        let indent = "  ".repeat(depth);
        // Writing to a text cannot fail.
        let _ = writeln!(self.0, "{indent}{text}");
    }

    /// `key: 'text'`, where there is a text.
    fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.line(0, &format!("{key}: {}", quoted(text)));
        }
    }

    /// All that the frame says, after a word on where the file comes from.
    fn frame(&mut self, gathering: &Gathering<'_>, language: Language) {
        let collection = &gathering.collection;
        self.line(0, match language {
            Language::French => "# Écrit par « parvis benchmark aggregate ». Les chiffres sont figés ; une erreur se signale sous « corrections ».",
            Language::English => "# Written by `parvis benchmark aggregate`. The figures are frozen; tell of an error in `corrections`.",
        });
        if collection.sample {
            self.line(0, match language {
                Language::French => "# Données d’exemple, produites par simulation : elles ne décrivent aucune organisation réelle.",
                Language::English => "# Sample data from a simulation: they describe no real organisation.",
            });
        }
        self.text("title", Some(&collection.title));
        if collection.sample {
            self.line(0, "sample: true");
        }
        if let Some(date) = collection.published {
            self.line(0, &format!("published: {date}"));
        }
        let (id, version) = &collection.model;
        let (id, version) = (quoted(&id.value), quoted(version));
        self.line(0, &format!("model: {{id: {id}, version: {version}}}"));
        if let Some((from, to)) = collection.collected {
            self.line(0, &format!("collected: {{from: {from}, to: {to}}}"));
        }
        self.text("population", collection.population.as_deref());
        self.text("method", collection.method.as_deref());
        self.text("wording", collection.wording.as_deref());
        self.line(0, &format!("quantile: {}", collection.quantile));
        if let Some(licence) = &collection.licence {
            let name = quoted(&licence.name);
            match &licence.url {
                Some(url) => {
                    let url = quoted(url);
                    self.line(0, &format!("licence: {{name: {name}, url: {url}}}"));
                }
                None => self.line(0, &format!("licence: {{name: {name}}}")),
            }
        }
    }

    /// A list of figures of today and of the target. What has none of today is left out.
    fn measures(&mut self, depth: usize, key: &str, ids: &[&str], measures: &[Measures]) {
        if ids.is_empty() {
            return;
        }
        self.line(depth, &format!("{key}:"));
        for (id, measures) in ids.iter().zip(measures) {
            let Some(today) = measures.today else {
                continue;
            };
            self.line(depth + 1, &format!("- id: {id}"));
            self.line(depth + 2, &format!("today: {}", cell(today)));
            if let Some(target) = measures.target {
                self.line(depth + 2, &format!("target: {}", cell(target)));
            }
        }
    }

    /// A table by sector or size class. Groups without companies are left out.
    fn groups<'a>(
        &mut self,
        key: &str,
        names: impl Iterator<Item = (&'a str, &'a str)>,
        groups: &[Option<Group>],
        dimensions: &[&str],
    ) {
        self.line(0, &format!("{key}:"));
        for ((id, name), group) in names.zip(groups) {
            let Some(group) = group else { continue };
            self.line(1, &format!("- id: {id}"));
            self.line(2, &format!("name: {}", quoted(name)));
            match group {
                Group::Suppressed(_) => self.line(2, "suppressed: true"),
                Group::Published(group) => {
                    self.line(2, &format!("companies: {}", group.companies));
                    self.line(2, &format!("respondents: {}", group.respondents));
                    self.measures(2, "dimensions", dimensions, &group.dimensions);
                }
            }
        }
    }

    fn panel(&mut self, panel: &Panel, previous: &str, dimensions: &[&str]) {
        self.line(0, "panel:");
        self.line(1, &format!("previous: {previous}"));
        self.line(1, &format!("companies: {}", panel.companies));
        self.line(1, "dimensions:");
        for (id, change) in dimensions.iter().zip(&panel.dimensions) {
            let Some(change) = change else { continue };
            self.line(2, &format!("- id: {id}"));
            self.line(3, &format!("today: {}", cell(*change)));
        }
    }
}

fn cell(cell: Cell) -> String {
    let Cell::Published(figures) = cell else {
        return "{suppressed: true}".to_owned();
    };
    let Figures {
        companies,
        respondents,
        median,
        q1,
        q3,
        deciles,
    } = figures;
    let respondents =
        respondents.map_or_else(String::new, |count| format!(", respondents: {count}"));
    let deciles = deciles.map_or_else(String::new, |(p10, p90)| {
        format!(", p10: {p10}, p90: {p90}")
    });
    format!(
        "{{companies: {companies}{respondents}, median: {median}, q1: {q1}, q3: {q3}{deciles}}}"
    )
}

/// A text between quotes, on one line.
fn quoted(text: &str) -> String {
    let words = text.split(|sign: char| sign.is_control() || sign == ' ');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!("'{}'", words.join(" ").replace('\'', "''"))
}
