//! The table for spreadsheets.

use std::borrow::Cow;

use super::{code_book, dimension_name, group_dimensions, lever_name};
use crate::document::{Cell, Edition, EditionDimension, EditionGroup};
use crate::language::Language;
use crate::site::Site;

/// The table of the edition at `position`: a cell a line (RFC 4180), in UTF-8 with the mark by which spreadsheets know it. A French site
/// has semicolons and decimal commas, as spreadsheets in French read them; an English one has commas and points.
pub fn csv(site: &Site, position: usize) -> Vec<u8> {
    let table = Table::new(site.config.language);
    let edition = &*site.editions[position];
    let mut text = String::from("\u{feff}");
    table.line(
        &mut text,
        code_book(site.config.language)
            .iter()
            .map(|column| Cow::Borrowed(column.name)),
    );
    for (scope, group, dimensions) in scopes(edition) {
        let group = group.map_or(("", ""), |group| (group.id.as_str(), group.name.as_str()));
        for dimension in dimensions.iter() {
            let named = (&*dimension.id.value, dimension_name(site, dimension));
            for (rating, cell) in ratings(dimension) {
                table.row(&mut text, scope, [group, named], rating, cell);
            }
        }
        // Levers follow the dimensions that they are made of.
        for lever in edition.levers.iter().filter(|_| scope == Scope::All) {
            let named = (&*lever.id.value, lever_name(site, lever));
            for (rating, cell) in ratings(lever) {
                table.row(&mut text, Scope::Lever, [named, ("", "")], rating, cell);
            }
        }
    }
    if let Some(panel) = &edition.panel {
        for dimension in &panel.dimensions {
            let named = (&*dimension.id.value, dimension_name(site, dimension));
            let previous = (&*panel.previous.value, "");
            table.row(
                &mut text,
                Scope::Panel,
                [previous, named],
                Rating::Today,
                &dimension.today,
            );
        }
    }
    text.into_bytes()
}

/// What a line of the table is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    All,
    Lever,
    Sector,
    Size,
    Panel,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rating {
    Today,
    Target,
}

/// Cells of one scope: the whole edition, or a group of it.
type Scoped<'a> = (Scope, Option<&'a EditionGroup>, Cow<'a, [EditionDimension]>);

/// The whole edition, then its sectors, then its size classes, each with its dimensions.
fn scopes(edition: &Edition) -> impl Iterator<Item = Scoped<'_>> {
    let whole = std::iter::once((
        Scope::All,
        None,
        Cow::Borrowed(edition.dimensions.as_slice()),
    ));
    let sectors = edition
        .sectors
        .iter()
        .map(|group| (Scope::Sector, Some(group), group_dimensions(edition, group)));
    let sizes = edition
        .sizes
        .iter()
        .map(|group| (Scope::Size, Some(group), group_dimensions(edition, group)));
    whole.chain(sectors).chain(sizes)
}

fn ratings(dimension: &EditionDimension) -> impl Iterator<Item = (Rating, &Cell)> {
    std::iter::once((Rating::Today, &dimension.today))
        .chain(dimension.target.iter().map(|cell| (Rating::Target, cell)))
}

/// How the table is written in a language.
struct Table {
    language: Language,
    separator: char,
}

impl Table {
    fn new(language: Language) -> Self {
        Self {
            language,
            separator: if language == Language::French {
                ';'
            } else {
                ','
            },
        }
    }

    fn scope(&self, scope: Scope) -> &'static str {
        match (self.language, scope) {
            (Language::French, Scope::All) => "ensemble",
            (Language::French, Scope::Lever) => "levier",
            (Language::French, Scope::Sector) => "secteur",
            (Language::French, Scope::Size) => "taille",
            (_, Scope::Panel) => "panel",
            (Language::English, Scope::All) => "all",
            (Language::English, Scope::Lever) => "lever",
            (Language::English, Scope::Sector) => "sector",
            (Language::English, Scope::Size) => "size",
        }
    }

    fn rating(&self, rating: Rating) -> &'static str {
        match (self.language, rating) {
            (Language::French, Rating::Today) => "aujourdhui",
            (Language::French, Rating::Target) => "cible",
            (Language::English, Rating::Today) => "today",
            (Language::English, Rating::Target) => "target",
        }
    }

    /// A line: what it is about, as id and name of a group and of a dimension, then its cell.
    fn row(
        &self,
        text: &mut String,
        scope: Scope,
        [group, dimension]: [(&str, &str); 2],
        rating: Rating,
        cell: &Cell,
    ) {
        let what = [
            self.scope(scope),
            group.0,
            group.1,
            dimension.0,
            dimension.1,
            self.rating(rating),
        ];
        let what = what.into_iter().map(Cow::Borrowed);
        self.line(text, what.chain(self.cell(cell)));
    }

    /// The last eight fields of a line.
    fn cell(&self, cell: &Cell) -> [Cow<'static, str>; 8] {
        let (yes, no) = if self.language == Language::French {
            ("oui", "non")
        } else {
            ("yes", "no")
        };
        let score = |score: f64| {
            let text = score.to_string();
            Cow::Owned(if self.language == Language::French {
                text.replace('.', ",")
            } else {
                text
            })
        };
        let nothing = || Cow::Borrowed("");
        match cell {
            Cell::Suppressed => [
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                Cow::Borrowed(yes),
            ],
            Cell::Published {
                companies,
                respondents,
                median,
                q1,
                q3,
                deciles,
            } => [
                companies.to_string().into(),
                respondents.map_or_else(nothing, |count| count.to_string().into()),
                score(*median),
                score(*q1),
                score(*q3),
                deciles.map_or_else(nothing, |(p10, _)| score(p10)),
                deciles.map_or_else(nothing, |(_, p90)| score(p90)),
                Cow::Borrowed(no),
            ],
        }
    }

    fn line<'a>(&self, text: &mut String, fields: impl Iterator<Item = Cow<'a, str>>) {
        for (index, field) in fields.enumerate() {
            if index > 0 {
                text.push(self.separator);
            }
            if field.contains([self.separator, '"', '\r', '\n']) {
                text.push('"');
                text.push_str(&field.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(&field);
            }
        }
        text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::machine::fixture::Fixture;

    #[test]
    fn a_french_table_opens_in_a_french_spreadsheet() {
        let written = String::from_utf8(csv(&Fixture::community().site(), 0)).unwrap();
        let expected = [
            "\u{feff}perimetre;groupe;libelle_groupe;dimension;libelle_dimension;mesure;organisations;repondants;mediane;q1;q3;p10;p90;masque",
            "ensemble;;;vision;Vision partagée;aujourdhui;60;1843;54;46;63;38;71;non",
            "ensemble;;;vision;Vision partagée;cible;;;;;;;;oui",
            "ensemble;;;cooperation;Coopération;aujourdhui;58;1800;50;45;57;40;62;non",
            "secteur;transport;\"Transport ; « rail »\";vision;Vision partagée;aujourdhui;8;402;52;44;60;;;non",
            "secteur;hotellerie;Hôtellerie;vision;Vision partagée;aujourdhui;;;;;;;;oui",
            "secteur;hotellerie;Hôtellerie;vision;Vision partagée;cible;;;;;;;;oui",
            "secteur;hotellerie;Hôtellerie;cooperation;Coopération;aujourdhui;;;;;;;;oui",
            "secteur;energie;Énergie;vision;Vision partagée;aujourdhui;;;;;;;;oui",
            "secteur;energie;Énergie;vision;Vision partagée;cible;;;;;;;;oui",
            "secteur;energie;Énergie;cooperation;Coopération;aujourdhui;;;;;;;;oui",
            "",
        ];
        let ordinary_spaces = written.replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(ordinary_spaces, expected.join("\r\n"));
    }

    #[test]
    fn levers_and_the_panel_have_their_lines() {
        let fixture = Fixture::community();
        let edition = "title: 'Édition 2025'\nmodel: {id: modele, version: 1.0.0}\ncompanies: 60\ndimensions: []\n";
        let site = fixture
            .with("content/benchmark/2025.yaml", edition)
            .with(
                "content/benchmark/2026.yaml",
                "title: 'Édition 2026'\npublished: 2026-06-15\nmodel: {id: modele, version: 1.0.0}\ncompanies: 60\nlevers:\n  - {id: managerial, today: {companies: 60, respondents: 1843, median: 54, q1: 46, q3: 63}}\npanel:\n  previous: 2025\n  companies: 9\n  dimensions:\n    - {id: vision, today: {companies: 9, median: 2, q1: -1, q3: 4}}\n",
            )
            .site();
        let position = site
            .editions
            .iter()
            .position(|edition| edition.slug.as_str() == "2026");
        let written = String::from_utf8(csv(&site, position.unwrap())).unwrap();
        let lines: Vec<&str> = written.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "levier;managerial;Managérial;;;aujourdhui;60;1843;54;46;63;;;non",
                "panel;2025;;vision;Vision partagée;aujourdhui;9;;2;-1;4;;;non",
            ]
        );
    }

    #[test]
    fn an_english_table_has_commas_and_points() {
        let table = Table::new(Language::English);
        let cell = Cell::Published {
            companies: 6,
            respondents: Some(40),
            median: 54.5,
            q1: 46.0,
            q3: 63.0,
            deciles: None,
        };
        let mut text = String::new();
        table.line(&mut text, table.cell(&cell).into_iter());
        table.line(
            &mut text,
            [
                Cow::Borrowed("a \"b\""),
                Cow::Borrowed("c, d"),
                Cow::Borrowed("e;f"),
            ]
            .into_iter(),
        );
        assert_eq!(
            text,
            "6,40,54.5,46,63,,,no\r\n\"a \"\"b\"\"\",\"c, d\",e;f\r\n"
        );
        assert_eq!(code_book(Language::English)[8].name, "median");
    }
}
