//! Who is compared, and the one verdict that is given from two people on.

use parvis_selftest::{Alignment, Rating, Verdict};

use super::sheet::{Sheet, Style, label};
use super::{FEWEST_FOR_VERDICT, Group, ratings};
use crate::language::Language;

/// Title, persons, overall verdicts.
pub fn write(sheet: &mut Sheet, group: &Group<'_>) {
    let source = group.model().source();
    let n = group.comparison.n;
    let title = match sheet.language() {
        Language::French => format!("Comparaison de {}", sheet.people(n)),
        Language::English => format!("Comparison of {}", sheet.people(n)),
    };
    sheet.styled_line(&title, Style::Strong);
    let (statements, dimensions) = (group.model().statement_count(), source.dimensions.len());
    let (min, max) = (source.scale.min, source.scale.max);
    let about = match sheet.language() {
        Language::French => format!(
            "Modèle {} {} : {dimensions} dimension{}, {statements} énoncé{}, réponses de {min} à {max}.",
            source.id,
            source.version,
            plural(dimensions),
            plural(statements)
        ),
        Language::English => format!(
            "Model {} {}: {dimensions} dimension{}, {statements} statement{}, answers from {min} to {max}.",
            source.id,
            source.version,
            plural(dimensions),
            plural(statements)
        ),
    };
    sheet.paragraph(0, &about);
    let people: Vec<String> = group
        .people
        .iter()
        .map(|person| {
            let tag = person.respondent.group().filter(|_| !group.anonymous);
            let tag = tag.map_or_else(String::new, |tag| format!(" ({})", clean(tag)));
            let name = format!("{}{tag}", person.name).replace(' ', "\u{a0}");
            format!("{}\u{a0}{name}", person.letter)
        })
        .collect();
    if !group.anonymous {
        sheet.gap();
        sheet.paragraph(2, &people.join(" · "));
    }
    sheet.heading("Dans l’ensemble", "Overall");
    for (rating, name) in ratings(sheet) {
        let alignment = match rating {
            Rating::Target => &group.comparison.target,
            Rating::Today => &group.comparison.today,
        };
        verdict(sheet, &name, alignment, n);
    }
    if n < FEWEST_FOR_VERDICT {
        let few = match sheet.language() {
            Language::French => format!(
                "Vous êtes {n}. En dessous de {FEWEST_FOR_VERDICT} personnes, le hasard imite trop bien l’accord : chaque dimension montre ses écarts bruts, sans verdict."
            ),
            Language::English => format!(
                "There are {n} of you. Below {FEWEST_FOR_VERDICT} people, chance imitates agreement too well: each dimension shows its raw differences, without a verdict."
            ),
        };
        sheet.gap();
        sheet.paragraph(2, &few);
    }
}

fn verdict(sheet: &mut Sheet, name: &str, alignment: &Alignment, n: usize) {
    let overall = &alignment.overall;
    let (french, english, style) = match overall.verdict {
        Verdict::Aligned => ("visions alignées", "aligned visions", Style::Good),
        Verdict::Closer => (
            "visions à rapprocher",
            "visions to bring closer",
            Style::Middling,
        ),
        Verdict::Divergent => ("visions divergentes", "diverging visions", Style::Bad),
        Verdict::None => ("pas de verdict", "no verdict", Style::Faint),
    };
    let words = sheet.choose(french, english).to_owned();
    let shown = sheet.styled(&words, style);
    let title = sheet.styled(&label(name), Style::Strong);
    sheet.line(&format!("{title}{shown}"));
    let (french, english) = match overall.verdict {
        Verdict::Aligned => (
            "Dans l’ensemble, vous notez les mêmes choses de la même façon.",
            "On the whole, you rate the same things in the same way.",
        ),
        Verdict::Closer => (
            "Vos réponses se ressemblent plus que le hasard, sans former encore une vision commune.",
            "Your answers are closer than chance, without making a common vision yet.",
        ),
        Verdict::Divergent => (
            "Vos réponses diffèrent autant que des réponses données au hasard.",
            "Your answers differ as much as answers given at random.",
        ),
        Verdict::None => (
            "Trop peu de réponses communes pour conclure.",
            "Too few common answers to conclude.",
        ),
    };
    let meaning = sheet.choose(french, english).to_owned();
    sheet.item(0, &label(""), &meaning);
    let Some(ad) = overall.ad else { return };
    let apart = sheet.points(ad, 1).replace(' ', "\u{a0}");
    let index = sheet.figure(overall.index, 0);
    let r_star = sheet.figure(overall.r_star, 2);
    let figures = match sheet.language() {
        Language::French => format!(
            "{apart} d’écart en moyenne · indice\u{a0}{index} sur 100 · r*wg\u{a0}=\u{a0}{r_star} · n\u{a0}=\u{a0}{n}"
        ),
        Language::English => format!(
            "{apart} apart on average · index\u{a0}{index} of 100 · r*wg\u{a0}=\u{a0}{r_star} · n\u{a0}=\u{a0}{n}"
        ),
    };
    sheet.item(0, &label(""), &figures);
}

fn plural(count: usize) -> &'static str {
    if count > 1 { "s" } else { "" }
}

/// A person's own words, without what a terminal would obey.
pub fn clean(words: &str) -> String {
    let words = words.chars();
    words
        .map(|it| if it.is_control() { ' ' } else { it })
        .collect()
}
