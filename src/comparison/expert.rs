//! The figures for experts, and how they are computed.

use parvis_selftest::{Metric, Rating, average_ranks, kendall_w, krippendorff_alpha};

use super::sheet::{Sheet, WIDTH, cut, pad, width};
use super::{Group, ratings};
use crate::language::Language;

/// The width of a column of figures.
const COLUMN: usize = 8;
/// The columns: n, AD, index, r*wg, rwg(J), α.
const COLUMNS: usize = 6;

/// A table for each rating, the coefficients of agreement, and the formulas.
pub fn write(sheet: &mut Sheet, group: &Group<'_>) {
    for (rating, name) in ratings(sheet) {
        sheet.heading(
            &format!("Pour les experts : {name}"),
            &format!("For experts: {name}"),
        );
        table(sheet, group, rating);
    }
    sheet.gap();
    for (rating, name) in ratings(sheet) {
        let w = sheet.figure(concordance(group, rating), 2);
        let words = match sheet.language() {
            Language::French => {
                format!("W de Kendall sur les scores des dimensions ({name}) : {w}.")
            }
            Language::English => {
                format!("Kendall’s W on the scores of the dimensions ({name}): {w}.")
            }
        };
        sheet.paragraph(2, &words);
    }
    formulas(sheet, group);
}

fn table(sheet: &mut Sheet, group: &Group<'_>, rating: Rating) {
    let alignment = match rating {
        Rating::Today => &group.comparison.today,
        Rating::Target => &group.comparison.target,
    };
    let names = WIDTH - COLUMNS * COLUMN;
    let index = sheet.choose("indice", "index");
    row(
        sheet,
        names,
        "",
        &["n", "AD", index, "r*wg", "rwg(J)", "α"].map(str::to_owned),
    );
    for (position, figures) in alignment.dimensions.iter().enumerate() {
        let cells = [
            figures.n.to_string(),
            sheet.figure(figures.ad, 2),
            sheet.figure(figures.index, 0),
            sheet.figure(figures.r_star, 2),
            sheet.figure(figures.r_wg_j, 2),
            sheet.figure(alpha(group, position, rating), 2),
        ];
        row(sheet, names, group.name_of(&figures.id), &cells);
    }
    let overall = &alignment.overall;
    let cells = [
        group.comparison.n.to_string(),
        sheet.figure(overall.ad, 2),
        sheet.figure(overall.index, 0),
        sheet.figure(overall.r_star, 2),
        sheet.figure(overall.r_wg_j, 2),
        sheet.figure(overall.alpha_interval, 2),
    ];
    let all = sheet
        .choose("Tous les énoncés", "All statements")
        .to_owned();
    row(sheet, names, &all, &cells);
}

fn row(sheet: &mut Sheet, names: usize, name: &str, cells: &[String]) {
    let mut line = format!("  {}", pad(&cut(name, names - 3), names - 2));
    for cell in cells {
        line.push_str(&" ".repeat(COLUMN.saturating_sub(width(cell))));
        line.push_str(cell);
    }
    sheet.line(&line);
}

/// Krippendorff's α for interval data over the statements of a dimension.
fn alpha(group: &Group<'_>, position: usize, rating: Rating) -> Option<f64> {
    let model = group.model();
    let (_, numbers) = model.dimensions().nth(position)?;
    let units: Vec<Vec<f64>> = numbers
        .map(|number| {
            let people = group.people.iter().map(|person| person.respondent);
            people
                .filter_map(|person| person.oriented(model, rating, number))
                .map(f64::from)
                .collect()
        })
        .collect();
    krippendorff_alpha(&units, Metric::Interval)
}

/// Kendall's W over the persons' scores, in the dimensions where everybody has one.
fn concordance(group: &Group<'_>, rating: Rating) -> Option<f64> {
    let scores: Vec<Vec<(char, f64)>> = (0..group.document.dimensions.len())
        .map(|position| group.scores(position, rating))
        .filter(|scores| scores.len() == group.people.len())
        .collect();
    let rankings: Vec<Vec<f64>> = (0..group.people.len())
        .map(|person| {
            let own: Vec<f64> = scores.iter().map(|scores| scores[person].1).collect();
            average_ranks(&own)
        })
        .collect();
    kendall_w(&rankings)
}

fn formulas(sheet: &mut Sheet, group: &Group<'_>) {
    sheet.heading(
        "Comment ces chiffres sont calculés",
        "How these figures are computed",
    );
    let points = group.model().points();
    let thresholds = [
        parvis_selftest::aligned_at_most(points),
        parvis_selftest::divergent_from(points),
    ]
    .map(|bound| sheet.figure(Some(bound), 2));
    let [aligned, divergent] = thresholds;
    let french = [
        format!("AD : écart absolu moyen à la moyenne, en points de l’échelle, moyenné sur les énoncés (Burke, Finkelstein et Dusig, 1999). Sur {points} points : partagée jusqu’à {aligned} (A/6 ; Burke et Dunlap, 2002), divergente à partir de {divergent}, ce que donnent des réponses au hasard."),
        "indice : 100 (1 − AD/AD maximal), l’AD maximal étant celui de deux moitiés aux deux bouts de l’échelle.".to_owned(),
        "r*wg : 1 − variance moyenne / variance de réponses uniformes (Lindell, Brandt et Whitney, 1999). Accord par convention à partir de 0,70 ; 0 ou moins : autant que le hasard.".to_owned(),
        "rwg(J) : James, Demaree et Wolf (1984) ; il monte avec le nombre d’énoncés, à lire avec précaution.".to_owned(),
        "α : Krippendorff, données d’intervalle ; il baisse quand tout le monde note haut : jamais un verdict à lui seul.".to_owned(),
        "W : Kendall, corrigé des ex æquo, de 0 à 1 ; pour deux classements, ρ = 2W − 1.".to_owned(),
        "Un énoncé compte à partir de deux réponses. Deux camps : au moins deux réponses à chaque bout de l’échelle.".to_owned(),
    ];
    let english = [
        format!("AD: mean absolute deviation from the mean, in points of the scale, averaged over the statements (Burke, Finkelstein & Dusig 1999). On {points} points: shared up to {aligned} (A/6; Burke & Dunlap 2002), divergent from {divergent} on, which is what random answers give."),
        "index: 100 (1 − AD/largest AD), the largest being that of two halves at the two ends of the scale.".to_owned(),
        "r*wg: 1 − mean variance / variance of uniform answers (Lindell, Brandt & Whitney 1999). Agreement from .70 on by convention; 0 or less: no better than chance.".to_owned(),
        "rwg(J): James, Demaree & Wolf (1984); it rises with the number of statements, to be read with care.".to_owned(),
        "α: Krippendorff, interval data; it falls when everybody rates high: never a verdict alone.".to_owned(),
        "W: Kendall, corrected for ties, from 0 to 1; of two rankings, ρ = 2W − 1.".to_owned(),
        "A statement counts from two answers on. Two camps: at least two answers at each end of the scale.".to_owned(),
    ];
    let lines = match sheet.language() {
        Language::French => french,
        Language::English => english,
    };
    for line in lines {
        sheet.paragraph(2, &line);
    }
}
