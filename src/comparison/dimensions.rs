//! The dimensions from the most to the least divergent, each with everybody's place today and in the target.

use parvis_selftest::{DimensionAlignment, Rating, Verdict};

use super::sheet::{LABEL_WIDTH, Sheet, Style, WIDTH, label};
use super::strip::{scale, strip};
use super::{FEWEST_FOR_VERDICT, Group, ratings, verdict};
use crate::language::Language;

/// From this gap on between today and a shared target, a first step is worth a word.
const WIDE_GAP: f64 = 25.0;
/// Below this score a shared target is a modest one.
const LOW_TARGET: f64 = 50.0;

/// All dimensions, and what to talk about first.
pub fn write(sheet: &mut Sheet, group: &Group<'_>) {
    sheet.heading(
        "Les dimensions, de la plus discutée à la plus partagée (cible)",
        "Dimensions, from the most discussed to the most shared (target)",
    );
    let explained = sheet
        .choose(
            "Chaque lettre est une personne, à la place de son score sur 100.",
            "Each letter is a person, at the place of the person’s score out of 100.",
        )
        .to_owned();
    sheet.paragraph(2, &explained);
    sheet.line(&format!(
        "{}{}",
        " ".repeat(LABEL_WIDTH),
        scale(WIDTH - LABEL_WIDTH)
    ));
    let order = &group.comparison.target.order;
    for (rank, id) in (1..).zip(order) {
        if let Some(position) = group.model().dimension_position(id) {
            dimension(sheet, group, rank, position);
        }
    }
    if let Some(position) = order
        .first()
        .and_then(|id| group.model().dimension_position(id))
    {
        debate(sheet, group, position);
    }
}

fn figures_of<'a>(group: &'a Group<'_>, position: usize, rating: Rating) -> &'a DimensionAlignment {
    match rating {
        Rating::Target => &group.comparison.target.dimensions[position],
        Rating::Today => &group.comparison.today.dimensions[position],
    }
}

fn dimension(sheet: &mut Sheet, group: &Group<'_>, rank: usize, position: usize) {
    let figures = figures_of(group, position, Rating::Target);
    let (words, style) = judged(sheet, group, figures);
    sheet.gap();
    let name = group.name_of(&figures.id);
    sheet.both_ends(&format!("{rank}. {name}"), &words, style);
    for (rating, rating_name) in ratings(sheet) {
        let figures = figures_of(group, position, rating);
        let mut words = measured(sheet, figures);
        if rating == Rating::Today {
            let (judged, _) = judged(sheet, group, figures);
            if !judged.is_empty() {
                words = format!("{words} · {}", judged.replace(' ', "\u{a0}"));
            }
        }
        sheet.item(0, &label(&rating_name), &words);
        let scores = group.scores(position, rating);
        if !scores.is_empty() {
            for line in strip(&scores, WIDTH - LABEL_WIDTH) {
                sheet.line(&format!("{}{line}", " ".repeat(LABEL_WIDTH)));
            }
        }
        camps(sheet, group, position, rating);
    }
}

/// The verdict on a dimension in words, with its camps; why there is none where everybody could expect one.
fn judged(sheet: &Sheet, group: &Group<'_>, figures: &DimensionAlignment) -> (String, Style) {
    let camps = if figures.polarised.is_empty() {
        ""
    } else {
        sheet.choose("deux camps", "two camps")
    };
    let (words, style) = match verdict(sheet, figures.verdict) {
        Some((words, style)) => (words, style),
        None if figures.ad.is_some() && group.comparison.n >= FEWEST_FOR_VERDICT => (
            sheet.choose(
                "sans verdict : moins de 5 réponses",
                "no verdict: fewer than 5 answers",
            ),
            Style::Faint,
        ),
        None => ("", Style::Plain),
    };
    let between = if words.is_empty() || camps.is_empty() {
        ""
    } else {
        ", "
    };
    let style = match style {
        Style::Plain if !camps.is_empty() => Style::Middling,
        style => style,
    };
    (format!("{words}{between}{camps}"), style)
}

/// Average distance, index, range, n.
fn measured(sheet: &Sheet, figures: &DimensionAlignment) -> String {
    let Some(ad) = figures.ad else {
        let none = "Trop peu de réponses pour comparer.";
        return sheet.choose(none, "Too few answers to compare.").to_owned();
    };
    let apart = sheet.points(ad, 1);
    let (index, range, n) = (
        sheet.figure(figures.index, 0),
        sheet.figure(figures.range, 0),
        figures.n,
    );
    let parts = match sheet.language() {
        Language::French => [
            format!("écart moyen {apart}"),
            format!("indice {index}"),
            format!("étendue {range}"),
            format!("n = {n}"),
        ],
        Language::English => [
            format!("{apart} apart"),
            format!("index {index}"),
            format!("range {range}"),
            format!("n = {n}"),
        ],
    };
    parts.map(|part| part.replace(' ', "\u{a0}")).join(" · ")
}

/// The statements on which two camps face each other, with the answers as they were given, lowest first.
fn camps(sheet: &mut Sheet, group: &Group<'_>, position: usize, rating: Rating) {
    let polarised = &figures_of(group, position, rating).polarised;
    let min = i64::from(group.model().source().scale.min);
    for (number, statement) in group.model().statements().enumerate() {
        if !polarised.contains(&statement.id) {
            continue;
        }
        let mut answers: Vec<i64> = group
            .people
            .iter()
            .filter_map(|person| person.respondent.answers(rating).given(number))
            .map(|answer| min + i64::from(answer))
            .collect();
        answers.sort_unstable();
        let answers: Vec<String> = answers.iter().map(ToString::to_string).collect();
        let answers = answers.join("\u{a0}");
        let words = match sheet.language() {
            Language::French => format!(
                "Deux camps : {} Réponses\u{a0}: {answers}.",
                sheet.quoted(&statement.text)
            ),
            Language::English => format!(
                "Two camps: {} Answers: {answers}.",
                sheet.quoted(&statement.text)
            ),
        };
        sheet.item(LABEL_WIDTH, "", &words);
    }
}

/// What to talk about first: the dimension's own question, and a way to go about it that suits the figures.
fn debate(sheet: &mut Sheet, group: &Group<'_>, position: usize) {
    let figures = figures_of(group, position, Rating::Target);
    let mean = |rating| {
        let scores = group.scores(position, rating);
        let sum: f64 = scores.iter().map(|(_, score)| score).sum();
        (!scores.is_empty()).then(|| sum / scores.len() as f64)
    };
    let (today, target) = (mean(Rating::Today), mean(Rating::Target));
    let wide = today
        .zip(target)
        .is_some_and(|(today, target)| target - today >= WIDE_GAP);
    let situation = match figures.verdict {
        _ if !figures.polarised.is_empty() => Some("polarised"),
        Verdict::Divergent | Verdict::Closer => Some("divergent"),
        Verdict::Aligned if target.is_some_and(|target| target < LOW_TARGET) => Some("low_target"),
        Verdict::Aligned if wide => Some("wide_gap"),
        Verdict::Aligned => Some("aligned"),
        Verdict::None => None,
    };
    let way = situation.and_then(|situation| {
        let debates = group.document.debates.iter();
        debates
            .filter(|(name, _)| name == situation)
            .map(|(_, prompt)| prompt.clone())
            .next()
    });
    let question = group
        .document
        .dimensions
        .get(position)
        .and_then(|dimension| dimension.debate.clone());
    if figures.ad.is_none() || (question.is_none() && way.is_none()) {
        return;
    }
    sheet.heading("À débattre d’abord", "To talk about first");
    let name = group.name_of(&figures.id).to_owned();
    let name = sheet.styled(&name, Style::Strong);
    sheet.line(&format!("  {name}"));
    for words in question.into_iter().chain(way) {
        sheet.paragraph(2, &words);
    }
}
