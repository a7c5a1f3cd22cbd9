//! Laws that hold for every model and every answer, on scales of 2 to 11 points.

mod fixtures;

use fixtures::strategies::{groups, models, persons};
use parvis_selftest::{
    Alignment, CodeError, MAX_TEXT_BYTES, Model, QuantileType, Respondent, compare, decode, encode,
    percentile_rank, quantile, score,
};
use proptest::prelude::*;

/// Every figure of a response, wherever it is.
fn figures(value: &serde_json::Value, found: &mut Vec<f64>) {
    match value {
        serde_json::Value::Number(number) => found.extend(number.as_f64()),
        serde_json::Value::Array(list) => list.iter().for_each(|value| figures(value, found)),
        serde_json::Value::Object(members) => {
            members.values().for_each(|value| figures(value, found));
        }
        _ => {}
    }
}

fn assert_no_negative_zero(response: &impl serde::Serialize) {
    let mut found = Vec::new();
    figures(
        &serde_json::to_value(response).expect("a response is JSON"),
        &mut found,
    );
    assert!(
        found
            .iter()
            .all(|figure| *figure != 0.0 || figure.is_sign_positive())
    );
}

fn assert_bounds(alignment: &Alignment, model: &Model) {
    let within = |figure: Option<f64>, low: f64, high: f64| {
        assert!(
            figure.is_none_or(|figure| (low..=high).contains(&figure)),
            "{figure:?}"
        );
    };
    let width = f64::from(model.points() - 1);
    for dimension in &alignment.dimensions {
        within(dimension.index, 0.0, 100.0);
        within(dimension.ad, 0.0, width / 2.0 + 1e-9);
        within(dimension.r_wg_j, 0.0, 1.0);
        within(dimension.r_star, f64::NEG_INFINITY, 1.0);
        within(dimension.range, 0.0, 100.0);
    }
    within(alignment.overall.index, 0.0, 100.0);
    within(alignment.overall.alpha_interval, -1.0 - 1e-9, 1.0);
    let mut order = alignment.order.clone();
    order.sort();
    let mut ids: Vec<String> = model
        .source()
        .dimensions
        .iter()
        .map(|dimension| dimension.id.clone())
        .collect();
    ids.sort();
    assert_eq!(order, ids, "every dimension is ranked once");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_comparison_does_not_depend_on_the_order_of_persons((model, group) in groups(), turn in 0..20_usize) {
        let mut turned = group.clone();
        turned.rotate_left(turn % group.len());
        turned.swap(0, group.len() - 1);
        prop_assert_eq!(compare(&model, &group), compare(&model, &turned));
    }

    #[test]
    fn figures_stay_within_their_bounds((model, group) in groups()) {
        let comparison = compare(&model, &group).expect("2 to 20 persons");
        assert_bounds(&comparison.today, &model);
        assert_bounds(&comparison.target, &model);
        assert_no_negative_zero(&comparison);
        if let Some(w) = comparison.priorities.w {
            prop_assert!((0.0..=1.0 + 1e-9).contains(&w));
        }
        let report = score(&model, &group[0]);
        assert_no_negative_zero(&report);
        for dimension in report.today.dimensions.iter().chain(&report.target.dimensions) {
            prop_assert!(dimension.score.is_none_or(|score| (0.0..=100.0).contains(&score)));
            prop_assert_eq!(dimension.score.is_some(), dimension.mean.is_some());
        }
        if let Some(symmetry) = report.symmetry {
            prop_assert!(symmetry.direction.abs() <= 100.0 - symmetry.index + 1e-9);
            prop_assert!((0.0..=100.0).contains(&symmetry.level));
        }
    }

    #[test]
    fn people_of_one_mind_are_fully_aligned((model, person) in persons(), n in 2..=20_usize) {
        let comparison = compare(&model, &vec![person; n]).expect("2 to 20 persons");
        for dimension in comparison.target.dimensions.iter().filter(|dimension| dimension.n > 0) {
            prop_assert_eq!((dimension.ad, dimension.index, dimension.r_star), (Some(0.0), Some(100.0), Some(1.0)));
        }
        prop_assert!(matches!(comparison.target.overall.alpha_interval, None | Some(1.0)));
    }

    #[test]
    fn mirroring_every_statement_and_every_answer_changes_nothing((model, person) in persons()) {
        let mut mirrored = model.source().clone();
        for statement in mirrored.dimensions.iter_mut().flat_map(|dimension| &mut dimension.statements) {
            statement.reverse = !statement.reverse;
        }
        let mirrored = Model::new(mirrored).expect("still sound");
        let ends = i64::from(model.source().scale.min) + i64::from(model.source().scale.max);
        let mut source = person.to_source(&model);
        for (_, answer) in source.today.0.iter_mut().chain(&mut source.target.0) {
            *answer = answer.map(|answer| ends - answer);
        }
        let opposite = Respondent::new(&mirrored, source).expect("still on the scale");
        prop_assert_eq!(score(&model, &person), score(&mirrored, &opposite));
    }

    #[test]
    fn a_code_comes_back_as_it_was((model, person) in persons()) {
        prop_assume!(person.id().len() + person.group().unwrap_or_default().len() <= MAX_TEXT_BYTES);
        let code = encode(&model, &person).expect("a short name");
        prop_assert!(code.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character)));
        prop_assert_eq!(decode(&model, &code), Ok(person));
    }

    #[test]
    fn a_code_with_one_other_character_is_refused((model, person) in persons(), at in any::<prop::sample::Index>(), by in "[A-Za-z0-9_-]") {
        prop_assume!(person.id().len() + person.group().unwrap_or_default().len() <= MAX_TEXT_BYTES);
        let code = encode(&model, &person).expect("a short name");
        let at = at.index(code.len());
        let mut altered = code.clone();
        altered.replace_range(at..=at, &by);
        prop_assume!(altered != code);
        prop_assert!(decode(&model, &altered).is_err());
    }

    #[test]
    fn a_code_cut_short_says_so((model, person) in persons(), at in any::<prop::sample::Index>()) {
        prop_assume!(person.id().len() + person.group().unwrap_or_default().len() <= MAX_TEXT_BYTES);
        let code = encode(&model, &person).expect("a short name");
        let length = 1 + at.index(code.len() - 1);
        prop_assert!(matches!(decode(&model, &code[..length]), Err(CodeError::Truncated | CodeError::Checksum)));
    }

    #[test]
    fn any_text_is_decoded_or_refused(model in models(), text in "(P1?)?[A-Za-z0-9_\\- é\u{1f600}]{0,80}|\\PC{0,40}") {
        let _ = decode(&model, &text);
    }

    #[test]
    fn quantiles_rise_within_the_sample(mut sample in prop::collection::vec(0.0..100.0, 1..40), p in 0.0..=1.0, q in 0.0..=1.0) {
        sample.sort_by(f64::total_cmp);
        for quantile_type in [QuantileType::Seven, QuantileType::Eight] {
            let at = |p| quantile(&sample, p, quantile_type).expect("a sample");
            let (low, high) = if p < q { (p, q) } else { (q, p) };
            prop_assert!(at(low) <= at(high) + 1e-9);
            prop_assert!(sample[0] <= at(low) && at(high) <= sample[sample.len() - 1] + 1e-9);
        }
        let rank = percentile_rank(&sample, sample[0]).expect("a sample");
        prop_assert!((0.0..=100.0).contains(&rank));
    }
}
