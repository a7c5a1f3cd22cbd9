//! Groups of a comparison: who belongs together, when they are shown, and what is shown of them.

mod fixtures;

use fixtures::strategies::groups;
use fixtures::{model, respondent, source};
use parvis_selftest::{
    Group, MIN_GROUP, Model, Rating, Respondent, RespondentSource, compare, group_profile,
};
use proptest::prelude::*;

fn tagged(model: &Model, answers: &str, group: &str) -> Respondent {
    let source = RespondentSource {
        group: Some(group.into()),
        ..respondent(model, answers).to_source(model)
    };
    Respondent::new(model, source).expect("answers of the model")
}

/// The groups of persons who all answer the same, by their tags.
fn groups_of(tags: &[&str]) -> Vec<(String, usize)> {
    let model = model(source(5, &[2]));
    let persons: Vec<Respondent> = tags.iter().map(|tag| tagged(&model, "44", tag)).collect();
    let comparison = compare(&model, &persons).expect("2 to 20 persons");
    comparison
        .groups
        .into_iter()
        .map(|group| (group.name, group.n))
        .collect()
}

fn named(groups: &[(&str, usize)]) -> Vec<(String, usize)> {
    groups
        .iter()
        .map(|&(name, n)| (name.to_owned(), n))
        .collect()
}

#[test]
fn groups_are_shown_from_three_persons_in_each_of_two() {
    assert_eq!(groups_of(&["A", "A", "A", "B", "B"]), []);
    assert_eq!(groups_of(&["A", "A", "A", "A", "A"]), []);
    assert_eq!(groups_of(&["A", "A", "A", "", "", "", ""]), []);
    assert_eq!(
        groups_of(&["B", "A", "B", "A", "B", "A", "A", "C", "C"]),
        named(&[("A", 4), ("B", 3)])
    );
}

#[test]
fn colleagues_who_type_one_name_are_one_group() {
    assert_eq!(
        groups_of(&[
            "dsi",
            "DSI",
            " DSI\n",
            "réseau sud",
            "Réseau  Sud",
            "RÉSEAU\u{a0}SUD"
        ]),
        named(&[("DSI", 3), ("RÉSEAU SUD", 3)])
    );
    assert_eq!(
        groups_of(&["Cœur", "CŒUR", "cœur", "cœur", "Ÿ", "ÿ", "ÿ"]),
        named(&[("cœur", 4), ("ÿ", 3)])
    );
    assert_eq!(
        groups_of(&["ΑΘΗΝΑ", "αθηνα", "αθηνα", "Київ", "КИЇВ", "київ", "київ"]),
        named(&[("αθηνα", 3), ("київ", 4)])
    );
    assert_eq!(
        groups_of(&["Łódź", "łódź", "ŁÓDŹ", "Žižkov", "ŽIŽKOV", "žižkov"]),
        named(&[("ŁÓDŹ", 3), ("ŽIŽKOV", 3)]),
        "letters whose capital has an odd number, and those whose capital has an even one"
    );
}

#[test]
fn accents_tell_groups_apart() {
    assert_eq!(
        groups_of(&["Siège", "siège", "SIÈGE", "Siege", "siege", "SIEGE"]),
        named(&[("SIEGE", 3), ("SIÈGE", 3)])
    );
    assert_eq!(groups_of(&["×", "×", "×", "÷", "÷", "÷"]).len(), 2);
}

#[test]
fn a_group_has_the_mean_of_its_persons() {
    let model = model(source(5, &[2, 2]));
    let persons = [
        tagged(&model, "5544", "Siège"),
        tagged(&model, "33..", "siège"),
        tagged(&model, "1144", "Siège"),
        tagged(&model, "2222", "Agences"),
        tagged(&model, "2222", "Agences"),
        tagged(&model, "2222", "Agences"),
    ];
    let groups = compare(&model, &persons).expect("six persons").groups;
    let [agencies, head] = &groups[..] else {
        panic!("two groups: {groups:?}");
    };
    assert_eq!((&*head.name, head.n), ("Siège", 3));
    let scores = |group: &Group| -> Vec<Option<f64>> {
        let dimensions = group.target.dimensions.iter();
        dimensions.map(|dimension| dimension.score).collect()
    };
    assert_eq!(
        scores(head),
        [Some(50.0), None],
        "two persons of a group are too few"
    );
    assert_eq!(head.target.dimensions[1].answered, 4);
    assert_eq!(head.target.overall.score, Some(50.0));
    assert_eq!(scores(agencies), [Some(25.0), Some(25.0)]);
    assert_eq!(
        agencies.target,
        group_profile(&model, &persons[3..], Rating::Target)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn groups_do_not_depend_on_the_order_of_persons((model, persons) in groups(), seed in any::<u64>()) {
        let mut shuffled = persons.clone();
        let mut state = seed;
        for last in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(last, (state >> 33) as usize % (last + 1));
        }
        let found = compare(&model, &persons).expect("2 to 20 persons").groups;
        prop_assert_eq!(&found, &compare(&model, &shuffled).expect("2 to 20 persons").groups);
        prop_assert!(found.len() != 1);
        prop_assert!(found.iter().map(|group| group.n).sum::<usize>() <= persons.len());
        for group in &found {
            prop_assert!(group.n >= MIN_GROUP);
            prop_assert_eq!(group.name.trim(), &group.name);
            prop_assert!(!group.name.is_empty());
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].name.to_lowercase() < pair[1].name.to_lowercase());
        }
    }
}
