//! The code book: what each column of the table says.

use serde::Serialize;

use crate::language::Language;

/// A column of the table: its name there, its key in the JSON, and what it says.
#[derive(Serialize, Clone, Copy)]
pub struct Column {
    /// Name in the table.
    #[serde(rename = "column")]
    pub name: &'static str,
    /// Key in the JSON; none for what its structure tells.
    pub key: Option<&'static str>,
    /// What it says, in the site's language.
    pub description: &'static str,
}

/// Name in French and in English, key, description in French and in English.
type BilingualColumn = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
);

const COLUMNS: [BilingualColumn; 14] = [
    (
        "perimetre",
        "scope",
        None,
        "Périmètre de la ligne\u{a0}: ensemble, levier, secteur, taille ou panel (évolution en points depuis l’édition précédente)",
        "What the line is about: all, lever, sector, size or panel (change in points since the edition before)",
    ),
    (
        "groupe",
        "group",
        Some("id"),
        "Identifiant du levier, du secteur ou de la classe de taille\u{a0}; pour le panel, édition précédente",
        "Id of the lever, sector or size class; of a panel, the edition before",
    ),
    (
        "libelle_groupe",
        "group_name",
        Some("name"),
        "Nom du levier, du secteur ou de la classe de taille",
        "Name of the lever, sector or size class",
    ),
    (
        "dimension",
        "dimension",
        Some("id"),
        "Identifiant de la dimension dans le modèle",
        "Id of the dimension in the model",
    ),
    (
        "libelle_dimension",
        "dimension_name",
        Some("name"),
        "Nom de la dimension",
        "Name of the dimension",
    ),
    (
        "mesure",
        "rating",
        None,
        "Ce qui a été noté\u{a0}: aujourdhui ou cible",
        "What was rated: today or target",
    ),
    (
        "organisations",
        "companies",
        Some("companies"),
        "Nombre d’organisations",
        "Number of companies",
    ),
    (
        "repondants",
        "respondents",
        Some("respondents"),
        "Nombre de répondants, où il peut être dit",
        "Number of respondents, where it may be told",
    ),
    (
        "mediane",
        "median",
        Some("median"),
        "Médiane des scores des organisations, de 0 à 100",
        "Median of the companies’ scores, 0 to 100",
    ),
    (
        "q1",
        "q1",
        Some("q1"),
        "Premier quartile, de 0 à 100",
        "First quartile, 0 to 100",
    ),
    (
        "q3",
        "q3",
        Some("q3"),
        "Troisième quartile, de 0 à 100",
        "Third quartile, 0 to 100",
    ),
    (
        "p10",
        "p10",
        Some("p10"),
        "Dixième centile, à partir de dix organisations",
        "Tenth percentile, from ten companies on",
    ),
    (
        "p90",
        "p90",
        Some("p90"),
        "Quatre-vingt-dixième centile, à partir de dix organisations",
        "Ninetieth percentile, from ten companies on",
    ),
    (
        "masque",
        "suppressed",
        Some("suppressed"),
        "Case masquée par le secret statistique\u{a0}: oui ou non (true ou false en JSON)",
        "Whether the cell is suppressed by disclosure control: yes or no (true or false in JSON)",
    ),
];

/// The columns of the table in `language`, in order.
pub fn code_book(language: Language) -> [Column; 14] {
    COLUMNS.map(
        |(french_name, english_name, key, french, english)| match language {
            Language::French => Column {
                name: french_name,
                key,
                description: french,
            },
            Language::English => Column {
                name: english_name,
                key,
                description: english,
            },
        },
    )
}
