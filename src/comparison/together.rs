//! What the group says beside its dimensions: priorities, its own groups, the symmetry of attention.

use parvis_selftest::SymmetryThresholds;

use super::Group;
use super::overall::clean;
use super::sheet::{Sheet, WIDTH, cut, pad};
use crate::language::Language;

/// The narrowest column for the name of a dimension.
const NAME_WIDTH: usize = 36;

/// Priorities, groups, symmetry: each where there is something to say.
pub fn write(sheet: &mut Sheet, group: &Group<'_>) {
    if group.model().source().priorities.top > 0 {
        priorities(sheet, group);
    }
    if !group.comparison.groups.is_empty() {
        groups(sheet, group);
    }
    symmetry(sheet, group);
}

fn priorities(sheet: &mut Sheet, group: &Group<'_>) {
    sheet.heading("Les priorités", "Priorities");
    let dimensions = group.model().source().dimensions.len();
    // The places that a dimension was given, by person.
    let places = |dimension: usize| -> Vec<Option<usize>> {
        let place = |person: &super::Person<'_>| {
            let ranked = person.respondent.priorities();
            let position = ranked.iter().position(|&ranked| ranked == dimension)?;
            Some(position + 1)
        };
        group.people.iter().map(place).collect()
    };
    let mut ranked: Vec<(usize, Vec<Option<usize>>)> = (0..dimensions)
        .map(|dimension| (dimension, places(dimension)))
        .filter(|(_, places)| places.iter().any(Option::is_some))
        .collect();
    if ranked.is_empty() {
        let none = sheet
            .choose(
                "Personne n’a désigné de priorités.",
                "Nobody has named any priorities.",
            )
            .to_owned();
        sheet.paragraph(2, &none);
        return;
    }
    // The most named first, then the best placed, then the model's order.
    ranked.sort_by(|(_, one), (_, other)| {
        let key = |places: &[Option<usize>]| {
            let count = places.iter().flatten().count();
            (usize::MAX - count, places.iter().flatten().sum::<usize>())
        };
        key(one).cmp(&key(other))
    });
    let letters: Vec<String> = group
        .people
        .iter()
        .map(|person| person.letter.to_string())
        .collect();
    // Twenty persons leave less room for names.
    let columns = NAME_WIDTH.min(WIDTH - 2 - 2 * letters.len() - 1);
    sheet.line(&format!("  {} {}", pad("", columns), letters.join(" ")));
    for (dimension, places) in &ranked {
        let id = &group.model().source().dimensions[*dimension].id;
        let name = pad(&cut(group.name_of(id), columns), columns);
        let cells: Vec<String> = places
            .iter()
            .map(|place| place.map_or("·".to_owned(), |place| place.to_string()))
            .collect();
        sheet.line(&format!("  {name} {}", cells.join(" ")));
    }
    let n = group
        .people
        .iter()
        .filter(|person| !person.respondent.priorities().is_empty())
        .count();
    let agreement = &group.comparison.priorities;
    let words = match (agreement.w, agreement.rho) {
        (Some(w), _) => {
            let w = sheet.figure(Some(w), 2);
            match sheet.language() {
                Language::French => format!(
                    "Accord sur les priorités : W de Kendall\u{a0}=\u{a0}{w}, de 0 (aucun) à 1 (complet), n\u{a0}=\u{a0}{n}."
                ),
                Language::English => format!(
                    "Agreement on priorities: Kendall’s W\u{a0}=\u{a0}{w}, from 0 (none) to 1 (complete), n\u{a0}=\u{a0}{n}."
                ),
            }
        }
        (None, Some(rho)) => {
            let rho = sheet.figure(Some(rho), 2);
            match sheet.language() {
                Language::French => format!(
                    "Accord sur les priorités : ρ\u{a0}=\u{a0}{rho}, de −1 (ordres contraires) à 1 (même ordre), n\u{a0}=\u{a0}{n}."
                ),
                Language::English => format!(
                    "Agreement on priorities: ρ\u{a0}=\u{a0}{rho}, from −1 (opposite orders) to 1 (same order), n\u{a0}=\u{a0}{n}."
                ),
            }
        }
        (None, None) => return,
    };
    sheet.gap();
    sheet.paragraph(2, &words);
}

fn groups(sheet: &mut Sheet, group: &Group<'_>) {
    sheet.heading("Les groupes", "Groups");
    let explained = sheet
        .choose(
            "Score moyen de la cible, et entre parenthèses d’aujourd’hui. Un groupe paraît à partir de 3 personnes.",
            "Average score of the target, and of today in brackets. A group is shown from 3 people on.",
        )
        .to_owned();
    sheet.paragraph(2, &explained);
    let groups = &group.comparison.groups;
    let shown = |sheet: &Sheet, target: Option<f64>, today: Option<f64>| {
        format!("{} ({})", sheet.figure(target, 0), sheet.figure(today, 0))
    };
    sheet.gap();
    for one in groups {
        let name = format!(
            "  {} ",
            pad(&cut(&clean(&one.name), NAME_WIDTH), NAME_WIDTH)
        );
        let scores = shown(sheet, one.target.overall.score, one.today.overall.score);
        sheet.item(0, &name, &format!("{scores} · n\u{a0}=\u{a0}{}", one.n));
    }
    sheet.gap();
    for (position, dimension) in group.document.dimensions.iter().enumerate() {
        let cells: Vec<String> = groups
            .iter()
            .map(|one| {
                let score = |profile: &parvis_selftest::Profile| {
                    let dimension = profile.dimensions.get(position)?;
                    dimension.score
                };
                let scores = shown(sheet, score(&one.target), score(&one.today));
                format!("{} {scores}", clean(&one.name)).replace(' ', "\u{a0}")
            })
            .collect();
        let name = format!("  {} ", pad(&cut(&dimension.name, NAME_WIDTH), NAME_WIDTH));
        sheet.item(0, &name, &cells.join(" · "));
    }
}

fn symmetry(sheet: &mut Sheet, group: &Group<'_>) {
    let Some(symmetry) = &group.comparison.symmetry else {
        return;
    };
    let n = group.comparison.n;
    let [index, direction, level] =
        [symmetry.index, symmetry.direction, symmetry.level].map(|it| sheet.figure(Some(it), 0));
    sheet.heading(
        "La symétrie des attentions, aujourd’hui",
        "Symmetry of attention, today",
    );
    let figures = match sheet.language() {
        Language::French => format!(
            "Symétrie {index} sur 100 · sens {direction} (négatif : les collaborateurs reçoivent moins que les clients) · niveau commun {level} sur 100 · n\u{a0}=\u{a0}{n}"
        ),
        Language::English => format!(
            "Symmetry {index} of 100 · direction {direction} (negative: employees receive less than customers) · common level {level} of 100 · n\u{a0}=\u{a0}{n}"
        ),
    };
    sheet.paragraph(2, &figures);
    let default = SymmetryThresholds::default();
    let rules = group.model().source().symmetry.as_ref();
    let thresholds = rules.map_or(&default, |rules| &rules.thresholds);
    let shared = symmetry.index >= thresholds.symmetry;
    // As the reader sees it: a direction that is shown as 0 is none.
    let one_sided = symmetry.direction.round() != 0.0;
    let (french, english) = match () {
        () if shared && symmetry.level >= thresholds.level => (
            "L’attention est partagée : clients et collaborateurs sont traités de la même façon.",
            "Attention is shared: customers and employees are treated alike.",
        ),
        () if shared => (
            "Les deux côtés sont traités de la même façon, mais modestement : une symétrie par le bas.",
            "Both sides are treated alike, but modestly: shared neglect.",
        ),
        () if one_sided && symmetry.direction < 0.0 => (
            "Les collaborateurs reçoivent moins d’attention que les clients.",
            "Employees receive less attention than customers.",
        ),
        () if one_sided => (
            "Les clients reçoivent moins d’attention que les collaborateurs.",
            "Customers receive less attention than employees.",
        ),
        () => (
            "Selon les paires, ce sont tantôt les clients, tantôt les collaborateurs qui reçoivent moins : les écarts se compensent.",
            "Depending on the pair, sometimes customers and sometimes employees receive less: the differences cancel out.",
        ),
    };
    let reading = sheet.choose(french, english).to_owned();
    sheet.paragraph(2, &reading);
}
