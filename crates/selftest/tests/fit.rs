//! What a respondent of another model still says in this one.

mod fixtures;

use fixtures::strategies::{models, persons};
use fixtures::{model, sample, source};
use parvis_selftest::{
    CodeError, Fit, MAX_TEXT_BYTES, Model, ModelSource, Respondent, RespondentSource, Table, Unfit,
    encode, fit, recognise,
};
use proptest::prelude::*;

fn table(answers: &[(&str, Option<i64>)]) -> Table<Option<i64>> {
    answers
        .iter()
        .map(|&(id, answer)| (id.to_owned(), answer))
        .collect()
}

/// Answers to a1, a2, b1, b2 of a model that had them, and two priorities.
fn person() -> RespondentSource {
    RespondentSource {
        id: "Zoé".into(),
        group: Some("DSI".into()),
        today: table(&[("a1", Some(4)), ("a2", Some(2)), ("b1", None)]),
        target: table(&[("a1", Some(5)), ("b2", Some(5))]),
        priorities: vec!["b".into(), "a".into()],
    }
}

fn changed(change: impl FnOnce(&mut ModelSource)) -> Model {
    let mut source = source(5, &[2, 2]);
    change(&mut source);
    model(source)
}

fn counts(fit: &Fit) -> (usize, usize, Option<Unfit>) {
    (fit.kept, fit.of, fit.reason)
}

#[test]
fn statements_and_priorities_are_matched_by_id() {
    let from = changed(|_| ());
    let here = changed(|source| {
        source.version = "2".into();
        source.dimensions[0].statements[1].id = "new".into();
        source.dimensions[1].id = "renamed".into();
        source.dimensions.reverse();
    });
    for from in [None, Some(&from)] {
        let found = fit(&here, &person(), from);
        assert_eq!(
            counts(&found),
            (2, 3, None),
            "a1 and b2 of a1, a2 and b2; nobody answered b1"
        );
        assert_eq!(
            found.respondent.to_source(&here),
            RespondentSource {
                today: table(&[("a1", Some(4))]),
                target: table(&[("b2", Some(5)), ("a1", Some(5))]),
                priorities: vec!["a".into()],
                ..person()
            }
        );
    }
}

#[test]
fn a_statement_that_was_turned_round_is_left_out() {
    let from = changed(|_| ());
    let here = changed(|source| source.dimensions[0].statements[0].reverse = true);
    assert_eq!(counts(&fit(&here, &person(), Some(&from))), (2, 3, None));
    assert_eq!(
        counts(&fit(&here, &person(), None)),
        (3, 3, None),
        "without the former model nothing is known of it"
    );
}

#[test]
fn another_scale_keeps_nothing() {
    let here = changed(|_| ());
    let changes: [fn(&mut ModelSource); 2] = [
        |source| source.scale.max = 7,
        |source| (source.scale.min, source.scale.max) = (0, 4),
    ];
    for change in changes {
        let found = fit(&here, &person(), Some(&changed(change)));
        assert_eq!(counts(&found), (0, 3, Some(Unfit::Scale)));
        assert_eq!(
            found.respondent.to_source(&here),
            RespondentSource {
                id: "Zoé".into(),
                group: Some("DSI".into()),
                ..RespondentSource::default()
            }
        );
    }
}

#[test]
fn answers_off_the_scale_and_priorities_too_many_are_dropped() {
    let here = changed(|source| source.priorities.top = 1);
    let stranger = RespondentSource {
        today: table(&[("a1", Some(6)), ("a2", Some(i64::MIN)), ("b1", Some(1))]),
        target: table(&[("zz", Some(1)), ("a1", Some(5)), ("", Some(1))]),
        priorities: ["zz", "b", "b", "a"].map(String::from).into(),
        ..RespondentSource::default()
    };
    let found = fit(&here, &stranger, None);
    assert_eq!(counts(&found), (2, 5, None));
    assert_eq!(
        found.respondent.to_source(&here),
        RespondentSource {
            today: table(&[("b1", Some(1))]),
            target: table(&[("a1", Some(5))]),
            priorities: vec!["b".into()],
            ..RespondentSource::default()
        }
    );
}

#[test]
fn a_code_of_a_former_model_is_recognised() {
    let here = sample();
    let with = |change: &dyn Fn(&mut ModelSource)| {
        let mut source = sample().source().clone();
        change(&mut source);
        model(source)
    };
    let first = with(&|source| {
        source.version = "0.9.0".into();
        source.dimensions.truncate(4);
        source.dimensions[0].statements[0].id = "gone".into();
        source.dimensions[0].statements[0].pair = None;
        source.dimensions[0].statements[0].side = None;
        let rules = source.symmetry.as_mut().expect("pairs");
        rules.pairs.remove(0);
        let other = &mut source.dimensions[0].statements[1];
        (other.pair, other.side) = (None, None);
    });
    let seven = with(&|source| {
        source.version = "0.8.0".into();
        source.scale.max = 7;
    });
    let former = [seven.clone(), first.clone()];
    let all = |model: &Model| {
        let answers: Table<Option<i64>> = model
            .statements()
            .map(|statement| (statement.id.clone(), Some(3)))
            .collect();
        let source = RespondentSource {
            id: "A".into(),
            today: answers,
            priorities: vec!["b".into()],
            ..RespondentSource::default()
        };
        Respondent::new(model, source).expect("answers of the model")
    };
    let recognised = |model: &Model| {
        let code = encode(model, &all(model)).expect("a short name");
        recognise(&here, &former, &code).expect("a code of a known model")
    };

    let own = recognised(&here);
    assert_eq!((own.former, counts(&own.fit)), (None, (36, 36, None)));
    assert_eq!(own.fit.respondent, all(&here));
    let old = recognised(&first);
    assert_eq!((old.former, counts(&old.fit)), (Some(1), (11, 12, None)));
    let other = recognised(&seven);
    assert_eq!(
        (other.former, counts(&other.fit)),
        (Some(0), (0, 36, Some(Unfit::Scale)))
    );

    let stranger = with(&|source| source.id = "other".into());
    let code = encode(&stranger, &all(&stranger)).expect("a short name");
    assert_eq!(
        recognise(&here, &former, &code),
        Err(CodeError::OtherModel {
            found: stranger.fingerprint(),
            expected: here.fingerprint()
        })
    );
    assert_eq!(
        recognise(&here, &former, &code[..20]),
        Err(CodeError::Checksum)
    );
}

/// How many statements a respondent answered in one rating or both.
fn answered(source: &RespondentSource) -> usize {
    let given = source.today.0.iter().chain(&source.target.0);
    let ids: std::collections::BTreeSet<&str> = given.map(|(id, _)| &**id).collect();
    ids.len()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_model_fits_itself((model, person) in persons()) {
        let source = person.to_source(&model);
        for from in [None, Some(&model)] {
            let found = fit(&model, &source, from);
            prop_assert_eq!(&found.respondent, &person);
            prop_assert_eq!(counts(&found), (answered(&source), answered(&source), None));
        }
    }

    /// Between any two models, whatever they share.
    #[test]
    fn nothing_is_invented_and_fitting_twice_is_fitting_once((from, person) in persons(), here in models(), known in any::<bool>()) {
        let source = person.to_source(&from);
        let found = fit(&here, &source, known.then_some(&from));
        let fitted = found.respondent.to_source(&here);
        prop_assert_eq!(Respondent::new(&here, fitted.clone()), Ok(found.respondent.clone()), "one of this model");
        for (kept, given) in [(&fitted.today, &source.today), (&fitted.target, &source.target)] {
            for (id, answer) in &kept.0 {
                prop_assert_eq!(given.get(id), Some(answer));
            }
        }
        for priority in &fitted.priorities {
            prop_assert!(source.priorities.contains(priority));
        }
        prop_assert!(found.kept <= found.of);
        prop_assert_eq!(found.kept, answered(&fitted));
        prop_assert_eq!(found.of, answered(&source));

        let again = fit(&here, &fitted, Some(&here));
        prop_assert_eq!(&again.respondent, &found.respondent);
        prop_assert_eq!(counts(&again), (found.kept, found.kept, None));
    }

    #[test]
    fn recognising_a_code_is_decoding_and_fitting((from, person) in persons(), here in models()) {
        prop_assume!(person.id().len() + person.group().unwrap_or_default().len() <= MAX_TEXT_BYTES);
        prop_assume!(from.fingerprint() != here.fingerprint());
        let code = encode(&from, &person).expect("a short name");
        let found = recognise(&here, std::slice::from_ref(&from), &code).expect("a code of a known model");
        prop_assert_eq!(found.former, Some(0));
        prop_assert_eq!(found.fit, fit(&here, &person.to_source(&from), Some(&from)));
        prop_assert_eq!(recognise(&from, &[here], &code).map(|found| found.fit.respondent), Ok(person));
    }
}
