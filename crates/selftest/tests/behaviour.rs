//! Rules of the self-test that the vectors do not show: verdicts, missing answers, levels, the benchmark.

mod fixtures;

use fixtures::{dimension, group, level, model, respondent, sample, source, with_pairs};
use parvis_selftest::{
    Cell, EditionDimension, EditionError, EditionSource, GroupSizeError, IdKind, Lever, Model,
    ModelError, ModelSource, Rating, Respondent, RespondentError, RespondentSource, Side, Table,
    Verdict, align, compare, locate, profile, score,
};

#[test]
fn every_error_of_a_model_is_found_at_once() {
    let mut broken = with_pairs(source(12, &[2, 2]), 1);
    broken.id.clear();
    broken.scoring.min_answered = 1.5;
    broken.scoring.quantile = 6;
    broken.dimensions[1].lever = "nowhere".into();
    broken.dimensions[1].statements[0].id = "a1".into();
    broken.dimensions[1].statements[1].side = Some(Side::Client);
    broken.dimensions[0].statements[1].pair = None;
    broken.dimensions[0].statements[1].side = None;
    broken.priorities.top = 3;
    broken.maturity = [0.0, 50.0, 50.0].map(level).into();
    assert_eq!(
        Model::new(broken).expect_err("a broken model"),
        [
            ModelError::EmptyId(IdKind::Model),
            ModelError::ScalePoints { min: 1, max: 12 },
            ModelError::MinAnswered(1.5),
            ModelError::QuantileType(6),
            ModelError::DuplicateId(IdKind::Statement, "a1".into()),
            ModelError::UnknownLever {
                dimension: "b".into(),
                lever: "nowhere".into()
            },
            ModelError::TooManyPriorities {
                top: 3,
                dimensions: 2
            },
            ModelError::HalfPaired {
                statement: "b2".into()
            },
            ModelError::OneSidedPair {
                pair: "pair0".into(),
                missing: Side::Client
            },
            ModelError::MaturityOrder {
                position: 2,
                from: 50.0
            },
        ]
    );
}

/// The only error of a sound model after a change.
fn only_error(change: impl FnOnce(&mut ModelSource)) -> ModelError {
    let mut source = with_pairs(source(5, &[3, 3]), 1);
    change(&mut source);
    let mut errors = Model::new(source).expect_err("a broken model");
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

#[test]
fn each_error_of_a_model() {
    assert_eq!(
        only_error(|source| source.scale.max = 1),
        ModelError::ScalePoints { min: 1, max: 1 }
    );
    assert_eq!(
        only_error(|source| source.scale.labels = vec!["one".into()]),
        ModelError::LabelCount {
            points: 5,
            labels: 1
        }
    );
    assert_eq!(
        only_error(|source| source.dimensions[1].statements.clear()),
        ModelError::NoStatement {
            dimension: "b".into()
        }
    );
    assert_eq!(
        only_error(|source| source.levers.push(Lever {
            id: "lever".into(),
            name: String::new()
        })),
        ModelError::DuplicateId(IdKind::Lever, "lever".into())
    );
    assert_eq!(
        only_error(|source| source.dimensions.resize(31, dimension("z", "lever", 1))),
        ModelError::TooMany(IdKind::Dimension, 31, 30)
    );
    assert_eq!(
        only_error(|source| {
            source.dimensions[1].statements[0].pair = Some("pair9".into());
            source.dimensions[1].statements[0].side = Some(Side::Client);
        }),
        ModelError::UndeclaredPair {
            pair: "pair9".into(),
            statement: "b1".into()
        }
    );
    assert_eq!(
        only_error(|source| {
            source.dimensions[1].statements[0].pair = Some("pair0".into());
            source.dimensions[1].statements[0].side = Some(Side::Client);
        }),
        ModelError::CrowdedPair {
            pair: "pair0".into(),
            statement: "b1".into()
        }
    );
    assert_eq!(
        only_error(|source| source.maturity.remove(0).from = 0.0),
        ModelError::MaturityStart(25.0)
    );
    assert_eq!(
        only_error(|source| source.maturity.push(level(120.0))),
        ModelError::MaturityRange {
            position: 5,
            from: 120.0
        }
    );
    let mut empty = source(5, &[]);
    empty.levers.clear();
    empty.priorities.top = 0;
    assert_eq!(
        Model::new(empty).expect_err("an empty model"),
        [
            ModelError::Without(IdKind::Lever),
            ModelError::Without(IdKind::Dimension)
        ]
    );
}

#[test]
fn every_error_of_a_respondent_is_found_at_once() {
    let model = model(source(5, &[2, 2]));
    let source = RespondentSource {
        today: Table::from_iter([
            ("a1".into(), Some(6)),
            ("z9".into(), Some(1)),
            ("a2".into(), None),
        ]),
        priorities: vec!["a".into(), "a".into(), "q".into()],
        ..RespondentSource::default()
    };
    assert_eq!(
        Respondent::new(&model, source).expect_err("not a respondent of this model"),
        [
            RespondentError::OutOfRange {
                statement: "a1".into(),
                answer: 6
            },
            RespondentError::UnknownStatement("z9".into()),
            RespondentError::RepeatedPriority("a".into()),
            RespondentError::UnknownDimension("q".into()),
            RespondentError::TooManyPriorities { given: 3, top: 2 },
        ]
    );
}

#[test]
fn a_level_includes_its_threshold_and_is_compared_before_rounding() {
    let model = model(source(5, &[5]));
    assert_eq!(
        [0.0, 24.999_999, 25.0, 69.96, 70.0, 100.0].map(|score| model.level(score)),
        [0, 0, 1, 2, 3, 4].map(Some)
    );
}

#[test]
fn the_overall_level_is_at_most_one_above_the_weakest_lever() {
    let mut two_levers = source(5, &[1, 1, 1, 1]);
    two_levers.levers.push(Lever {
        id: "weak".into(),
        name: String::new(),
    });
    two_levers.dimensions[3].lever = "weak".into();
    let model = model(two_levers);
    let found = profile(&model, &respondent(&model, "5551"), Rating::Today);
    assert_eq!(
        (found.levers[0].level, found.levers[1].level),
        (Some(4), Some(0))
    );
    assert_eq!(
        (found.overall.score, found.overall.level),
        (Some(75.0), Some(1))
    );
}

#[test]
fn verdicts_need_five_people() {
    let verdict = |row: &str| {
        let model = model(source(5, &[1]));
        let found = align(&model, &group(&model, row), Rating::Target);
        (found.dimensions[0].verdict, found.overall.verdict)
    };
    assert_eq!(verdict("4444"), (Verdict::None, Verdict::Aligned));
    assert_eq!(verdict("44444"), (Verdict::Aligned, Verdict::Aligned));
    assert_eq!(verdict("12345"), (Verdict::Divergent, Verdict::Divergent));
    assert_eq!(verdict("24424"), (Verdict::Closer, Verdict::Closer));
    assert_eq!(verdict("4444."), (Verdict::None, Verdict::Aligned));
    assert_eq!(verdict("4...."), (Verdict::None, Verdict::None));
}

#[test]
fn an_average_deviation_on_the_threshold_is_aligned() {
    let model = model(source(6, &[1]));
    let found = align(&model, &group(&model, "242424"), Rating::Target)
        .dimensions
        .remove(0);
    assert_eq!((found.ad, found.verdict), (Some(1.0), Verdict::Aligned));
}

#[test]
fn statements_with_one_answer_do_not_count() {
    let model = model(source(5, &[3, 1]));
    let found = align(
        &model,
        &group(&model, "15...; 1....; .33..; 2...."),
        Rating::Target,
    );
    let first = &found.dimensions[0];
    assert_eq!(
        (first.n, first.ad, first.r_star),
        (3, Some(1.0), Some(-1.0))
    );
    let second = &found.dimensions[1];
    assert_eq!(
        (second.n, second.ad, second.index, second.range),
        (0, None, None, None)
    );
    assert_eq!(found.order, ["a", "b"]);
    assert_eq!(found.overall.ad, Some(1.0));
}

#[test]
fn two_camps_of_two_are_polarised() {
    let polarised = |points, row: &str| {
        let model = model(source(points, &[1]));
        !align(&model, &group(&model, row), Rating::Target).dimensions[0]
            .polarised
            .is_empty()
    };
    assert!(polarised(5, "1245"));
    assert!(!polarised(5, "1345"));
    assert!(polarised(7, "12673"));
    assert!(!polarised(3, "2222"), "the middle of three is no camp");
    assert!(polarised(3, "1133"));
    assert!(polarised(2, "1122"));
    assert!(!polarised(2, "1112"));
}

#[test]
fn divergence_is_ranked_by_deviation_then_range_then_the_model() {
    let model = model(source(5, &[2, 2, 2]));
    // The same deviations everywhere; only in c do both statements part the same two persons.
    let found = align(
        &model,
        &group(&model, "24; 42; 24; 42; 24; 24"),
        Rating::Target,
    );
    assert_eq!(found.order, ["c", "a", "b"]);
}

#[test]
fn two_to_twenty_people_can_be_compared() {
    let model = model(source(5, &[1]));
    let person = respondent(&model, "3");
    for n in [0, 1, 21] {
        assert_eq!(
            compare(&model, &vec![person.clone(); n]),
            Err(GroupSizeError(n))
        );
    }
    assert!(
        compare(&model, &vec![person.clone(); 2]).is_ok()
            && compare(&model, &vec![person; 20]).is_ok()
    );
}

#[test]
fn priorities_give_rho_for_two_people_and_w_for_more() {
    let model = sample();
    let ranks = |order: [&str; 2]| {
        let source = RespondentSource {
            priorities: order.map(String::from).into(),
            ..RespondentSource::default()
        };
        Respondent::new(&model, source).expect("priorities of the model")
    };
    let silent = respondent(&model, "");
    let two = [ranks(["a", "b"]), ranks(["a", "b"])];
    let found = compare(&model, &two).expect("two persons").priorities;
    assert_eq!((found.w, found.rho), (None, Some(1.0)));
    let found = compare(&model, &[&two[..], &[ranks(["a", "b"])]].concat())
        .expect("three persons")
        .priorities;
    assert_eq!((found.w, found.rho), (Some(1.0), None));
    let found = compare(&model, &[silent.clone(), silent.clone()])
        .expect("two persons")
        .priorities;
    assert_eq!((found.w, found.rho), (None, None));
    let found = compare(&model, &[&two[..], &[silent]].concat())
        .expect("three persons")
        .priorities;
    assert_eq!(
        (found.w, found.rho),
        (None, Some(1.0)),
        "who ranks nothing has not voted"
    );
}

#[test]
fn symmetry_compares_both_sides_in_the_eyes_of_the_same_people() {
    let model = model(with_pairs(source(5, &[4]), 2));
    let found = score(&model, &respondent(&model, "15.4"))
        .symmetry
        .expect("one pair is complete");
    assert_eq!(
        (found.index, found.direction, found.level),
        (0.0, -100.0, 0.0)
    );
    assert_eq!(score(&model, &respondent(&model, "1..4")).symmetry, None);
}

fn edition() -> EditionSource {
    let cell = Cell {
        companies: Some(60),
        respondents: Some(1843),
        p10: Some(38.0),
        q1: Some(46.0),
        median: Some(54.0),
        q3: Some(63.0),
        p90: Some(71.0),
        suppressed: false,
    };
    let hidden = Cell {
        suppressed: true,
        ..Cell::default()
    };
    let dimension = |id: &str, today| EditionDimension {
        id: id.into(),
        today: Some(today),
        target: None,
    };
    EditionSource {
        dimensions: vec![dimension("b", cell), dimension("a", hidden)],
    }
}

#[test]
fn a_score_is_located_between_published_quantiles() {
    let located = |score: f64| {
        let scores = Table::from_iter([(String::from("b"), Some(score))]);
        let place = locate(&edition(), Rating::Today, &scores)
            .expect("a sound edition")
            .dimensions
            .remove(0);
        (place.rank, place.low, place.high)
    };
    assert_eq!(located(54.0), (Some(50.0), Some(50.0), Some(50.0)));
    assert_eq!(located(50.0), (Some(37.5), Some(25.0), Some(50.0)));
    assert_eq!(located(20.0), (None, Some(0.0), Some(10.0)));
    assert_eq!(located(71.5), (None, Some(90.0), Some(100.0)));
}

#[test]
fn nothing_is_said_of_what_an_edition_does_not_publish() {
    let scores = Table::from_iter(
        [
            ("a", Some(40.0)),
            ("z", Some(1.0)),
            ("b", Some(60.0)),
            ("y", None),
        ]
        .map(|(id, score)| (String::from(id), score)),
    );
    let found = locate(&edition(), Rating::Today, &scores)
        .expect("a sound edition")
        .dimensions;
    let known: Vec<(&str, bool, Option<u32>)> = found
        .iter()
        .map(|place| (&*place.id, place.rank.is_some(), place.companies))
        .collect();
    assert_eq!(
        known,
        [
            ("b", true, Some(60)),
            ("a", false, None),
            ("z", false, None)
        ]
    );

    let scores = Table::from_iter([(String::from("b"), Some(101.0))]);
    assert_eq!(
        locate(&edition(), Rating::Target, &scores),
        Err(EditionError::Score("b".into()))
    );
    let mut unsorted = edition();
    unsorted.dimensions[0].today.as_mut().expect("a cell").q1 = Some(60.0);
    let scores = Table::from_iter([(String::from("b"), Some(50.0))]);
    assert_eq!(
        locate(&unsorted, Rating::Today, &scores),
        Err(EditionError::Quantiles("b".into()))
    );
}
