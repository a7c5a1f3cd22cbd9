//! The published vectors: every figure of `vectors/scoring-vectors.json` that has a definition here.

mod fixtures;

use fixtures::{assert_close, group, model, respondent, source};
use parvis_selftest::{
    DimensionAlignment, Metric, Model, QuantileType, Rating, Tally, Verdict, align,
    aligned_at_most, average_ranks, compare, divergent_from, group_profile, kendall_w,
    krippendorff_alpha, maximum_average_deviation, net_promoter_score, percentile_rank, profile,
    quantile, symmetry_of_pairs,
};
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors/scoring-vectors.json"))
        .expect("the vectors are JSON")
}

fn figure(value: &Value) -> f64 {
    value.as_f64().expect("a figure")
}

/// The alignment of one dimension whose statements are the rows.
fn dimension(points: i32, rows: &str) -> DimensionAlignment {
    let model = model(source(points, &[rows.split(';').count()]));
    align(&model, &group(&model, rows), Rating::Target)
        .dimensions
        .remove(0)
}

/// One dimension whose statements are the rows, one person a column: all that is published of it.
#[track_caller]
fn assert_dimension(rows: &str, expected: &Value) -> DimensionAlignment {
    let found = dimension(5, rows);
    assert_alignment(&found, expected);
    let model = model(source(5, &[rows.split(';').count()]));
    let profile = group_profile(&model, &group(&model, rows), Rating::Target);
    assert_close(profile.dimensions[0].mean, figure(&expected["mean"]));
    assert_close(
        Some(deviation_from_the_median(rows)),
        figure(&expected["ADmd"]),
    );
    found
}

/// `AD_Md(J)`, which is published beside `AD_M(J)` (Burke, Finkelstein & Dusig 1999) and which no page shows: it is
/// computed here from the tallies, so that the data of each vector are known to be those that it was made of.
fn deviation_from_the_median(rows: &str) -> f64 {
    let deviations = rows.split(';').map(|row| {
        let answers = row.trim().chars().filter_map(|answer| answer.to_digit(10));
        let tally: Tally = answers.map(|answer| answer as u8 - 1).collect();
        let sorted: Vec<u8> = tally
            .counts()
            .flat_map(|(point, count)| std::iter::repeat_n(point, count as usize))
            .collect();
        let (low, high) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
        let median = f64::midpoint(f64::from(low), f64::from(high));
        let total: f64 = sorted
            .iter()
            .map(|&point| (f64::from(point) - median).abs())
            .sum();
        total / f64::from(tally.n())
    });
    deviations.sum::<f64>() / rows.split(';').count() as f64
}

#[test]
fn no_vector_is_left_out() {
    let vectors = vectors();
    let keys = |value: &Value| -> Vec<String> {
        let mut keys: Vec<String> = value
            .as_object()
            .expect("a table")
            .keys()
            .cloned()
            .collect();
        keys.sort();
        keys
    };
    let asserted = [
        "V10",
        "V11",
        "V1a",
        "V1b",
        "V1c",
        "V2",
        "V3",
        "V3_W",
        "V3_alpha_interval",
        "V3_alpha_ordinal",
        "V3_persons",
        "V4_15",
        "V4_24",
        "V4_33",
        "V4_34",
        "V5_W_const",
        "V5_alpha_const",
        "V5_alpha_missing",
        "V6_N3",
        "V6_N4",
        "V7",
        "V8",
        "V8_rank61",
        "V8b",
        "V9",
        "admax5",
        "adrand",
        "cut",
        "sing",
    ];
    assert_eq!(keys(&vectors), asserted);
    let dimensions = vectors["V3"].as_object().expect("a table").values();
    let others = ["V2", "V4_15", "V4_24", "V4_33", "V4_34", "V6_N3", "V6_N4"];
    for dimension in dimensions.chain(others.map(|name| &vectors[name])) {
        assert_eq!(
            keys(dimension),
            ["AD", "ADmd", "align", "mean", "rstar", "rwgJ"]
        );
    }
    assert_eq!(keys(&vectors["V11"]), ["W", "Wt", "chi2"]);
}

#[track_caller]
fn assert_alignment(found: &DimensionAlignment, expected: &Value) {
    assert_close(found.ad, figure(&expected["AD"]));
    assert_close(found.r_wg_j, figure(&expected["rwgJ"]));
    assert_close(found.r_star, figure(&expected["rstar"]));
    assert_close(found.index, figure(&expected["align"]));
    for figure in [found.ad, found.r_wg_j, found.r_star, found.index]
        .into_iter()
        .flatten()
    {
        assert!(figure != 0.0 || figure.is_sign_positive(), "−0");
    }
}

#[test]
fn v1_scores_need_half_of_the_answers_and_mirror_reversed_statements() {
    let vectors = vectors();
    let mut with_reverse = source(5, &[4]);
    with_reverse.dimensions[0].statements[1].reverse = true;
    let with_reverse = model(with_reverse);
    let scored = |model: &Model, answers| {
        profile(model, &respondent(model, answers), Rating::Today)
            .dimensions
            .remove(0)
    };

    let found = scored(&with_reverse, "425.");
    assert_close(found.mean, figure(&vectors["V1a"][0]));
    assert_close(found.score, figure(&vectors["V1a"][1]));
    assert_eq!(found.answered, 3);

    let found = scored(&with_reverse, "4...");
    assert_eq!(
        (found.mean, found.score, found.level, found.answered),
        (None, None, None, 1)
    );
    assert_eq!(vectors["V1b"], Value::Null);

    let found = scored(&model(source(5, &[3])), "344");
    assert_close(found.mean, figure(&vectors["V1c"][0]));
    assert_close(found.score, figure(&vectors["V1c"][1]));
}

#[test]
fn bounds_of_the_average_deviation() {
    let vectors = vectors();
    for (n, expected) in vectors["admax5"].as_object().expect("a table") {
        let n = n.parse().expect("a number of persons");
        assert_close(Some(maximum_average_deviation(5, n)), figure(expected));
    }
    for (points, expected) in vectors["adrand"].as_object().expect("a table") {
        assert_close(
            Some(divergent_from(points.parse().expect("points"))),
            figure(expected),
        );
    }
    for (points, expected) in vectors["cut"].as_object().expect("a table") {
        assert_close(
            Some(aligned_at_most(points.parse().expect("points"))),
            figure(expected),
        );
    }
}

#[test]
fn v2_ten_raters_and_four_statements() {
    let rows = "5454545454; 4545454545; 5555544444; 5445554545";
    let found = assert_dimension(rows, &vectors()["V2"]);
    assert_eq!((found.n, found.verdict), (10, Verdict::Aligned));
    assert!(found.polarised.is_empty());
}

#[test]
fn v3_seven_directors() {
    let vectors = vectors();
    let names = [
        "vision-partagee",
        "autonomie-responsable",
        "ecoute",
        "promesse-tenue",
    ];
    let mut source = source(5, &[3; 4]);
    for (dimension, name) in source.dimensions.iter_mut().zip(names) {
        dimension.id = name.into();
    }
    let model = model(source);
    let rows = [
        "5521452; 4512541; 5422351",
        "4345324; 3344425; 4254334",
        "5455454; 4455455; 5445554",
        "5555555; 5555555; 5555555",
    ];
    let directors = group(&model, &rows.join(";"));
    let found = compare(&model, &directors).expect("seven persons").target;
    for ((dimension, name), rows) in found.dimensions.iter().zip(names).zip(rows) {
        assert_eq!((&*dimension.id, dimension.n), (name, 7));
        assert_alignment(dimension, &vectors["V3"][name]);
        assert_dimension(rows, &vectors["V3"][name]);
    }
    assert_eq!(found.dimensions[0].verdict, Verdict::Divergent);
    assert!(!found.dimensions[0].polarised.is_empty());
    assert_eq!(found.order, names);
    assert_close(
        found.overall.alpha_interval,
        figure(&vectors["V3_alpha_interval"]),
    );

    let units: Vec<Vec<f64>> = (0..12)
        .map(|statement| {
            let answer = |director: &parvis_selftest::Respondent| {
                director.answers(Rating::Target).given(statement)
            };
            directors.iter().filter_map(answer).map(f64::from).collect()
        })
        .collect();
    assert_close(
        krippendorff_alpha(&units, Metric::Ordinal),
        figure(&vectors["V3_alpha_ordinal"]),
    );

    let mut rankings = Vec::new();
    for (director, expected) in directors
        .iter()
        .zip(vectors["V3_persons"].as_array().expect("persons"))
    {
        let means: Vec<f64> = profile(&model, director, Rating::Target)
            .dimensions
            .iter()
            .map(|dimension| dimension.mean.expect("all is answered"))
            .collect();
        for (mean, expected) in means.iter().zip(expected.as_array().expect("means")) {
            assert_close(Some(*mean), figure(expected));
        }
        rankings.push(average_ranks(&means));
    }
    assert_close(kendall_w(&rankings), figure(&vectors["V3_W"]));
}

#[test]
fn v4_two_persons_get_figures_but_no_verdict() {
    for (rows, name) in [
        ("33", "V4_33"),
        ("34", "V4_34"),
        ("24", "V4_24"),
        ("15", "V4_15"),
    ] {
        let found = assert_dimension(&[rows; 3].join(";"), &vectors()[name]);
        assert_eq!((found.n, found.verdict), (2, Verdict::None));
    }
}

#[test]
fn v5_constant_data_have_no_coefficients() {
    let found = dimension(5, "44444; 44444");
    assert_close(found.ad, 0.0);
    assert_close(found.r_wg_j, 1.0);
    assert_eq!(
        krippendorff_alpha(&[vec![4.0; 5], vec![4.0; 5]], Metric::Interval),
        None
    );
    assert_eq!(kendall_w(&[vec![2.0; 3], vec![2.0; 3]]), None);
    let vectors = vectors();
    assert_eq!(
        (&vectors["V5_alpha_const"], &vectors["V5_W_const"]),
        (&Value::Null, &Value::Null)
    );
}

/// The vectors give this figure without its data; these are the smallest that give it. Units with one value or none are
/// left out of both disagreements.
#[test]
fn v5_missing_values_leave_a_unit_out() {
    let units = [vec![1.0, 2.0], vec![5.0], vec![1.0, 3.0], vec![]];
    let expected = figure(&vectors()["V5_alpha_missing"]);
    assert_close(krippendorff_alpha(&units, Metric::Interval), expected);
    let without = [vec![1.0, 2.0], vec![1.0, 3.0]];
    assert_close(krippendorff_alpha(&without, Metric::Interval), expected);
}

#[test]
fn v6_the_worst_disagreement_has_index_zero() {
    assert_dimension("1155; 1155; 1155", &vectors()["V6_N4"]);
    assert_dimension("155; 155; 155", &vectors()["V6_N3"]);
    let sample_variance = Tally::from_iter([0, 0, 4, 4]).variance();
    assert_close(Some(sample_variance), figure(&vectors()["sing"][0]));
}

#[test]
fn v7_symmetry() {
    let employees = [3.2, 2.8, 4.0, 2.5, 3.6, 3.0];
    let clients = [4.1, 4.4, 3.8, 3.9, 3.7, 4.2];
    let pairs: Vec<(f64, f64)> = employees
        .iter()
        .zip(clients)
        .map(|(e, c)| ((e - 1.0) / 4.0, (c - 1.0) / 4.0))
        .collect();
    let found = symmetry_of_pairs(&pairs).expect("six pairs");
    let expected = &vectors()["V7"];
    assert_close(Some(found.index), figure(&expected["S"]));
    assert_close(Some(found.direction), figure(&expected["D"]));
    assert_close(Some(found.level), figure(&expected["L"]));
}

#[test]
fn v8_quantiles_and_percentile_rank() {
    let vectors = vectors();
    let eleven = [
        42.0, 47.0, 51.0, 55.0, 58.0, 61.0, 64.0, 66.0, 73.0, 81.0, 88.0,
    ];
    for (name, sample) in [
        ("V8", &eleven[..]),
        ("V8b", &[38.0, 44.0, 52.0, 57.0, 63.0, 79.0]),
    ] {
        for (p, expected) in vectors[name].as_object().expect("a table") {
            let p = p.parse().expect("a share");
            assert_close(
                quantile(sample, p, QuantileType::Seven),
                figure(&expected[0]),
            );
            assert_close(
                quantile(sample, p, QuantileType::Eight),
                figure(&expected[1]),
            );
        }
    }
    assert_close(
        percentile_rank(&eleven, 61.0),
        figure(&vectors["V8_rank61"]),
    );
}

#[test]
fn v9_net_promoter_score() {
    assert_close(
        net_promoter_score(&[10, 9, 9, 8, 7, 7, 6, 3, 0, 10, 9, 5]),
        figure(&vectors()["V9"]),
    );
}

#[test]
fn v10_krippendorff_s_published_example() {
    let raters = [
        "12332141 2...",
        "12332241 25.3",
        ".33323422 51.",
        "1233244125 1.",
    ];
    let raters: Vec<Vec<char>> = raters
        .iter()
        .map(|row| row.chars().filter(|character| *character != ' ').collect())
        .collect();
    let units: Vec<Vec<f64>> = (0..12)
        .map(|unit| {
            raters
                .iter()
                .filter_map(|rater| rater[unit].to_digit(10))
                .map(f64::from)
                .collect()
        })
        .collect();
    let expected = &vectors()["V10"];
    for (metric, name) in [
        (Metric::Nominal, "nominal"),
        (Metric::Ordinal, "ordinal"),
        (Metric::Interval, "interval"),
        (Metric::Ratio, "ratio"),
    ] {
        assert_close(krippendorff_alpha(&units, metric), figure(&expected[name]));
    }
}

#[test]
fn v11_three_raters_of_twenty_things_with_ties() {
    let raters = [
        "33345523522615221243",
        "36462424332333221334",
        "21443216111233113322",
    ];
    let rankings: Vec<Vec<f64>> = raters
        .iter()
        .map(|rater| {
            let scores: Vec<f64> = rater
                .chars()
                .filter_map(|score| score.to_digit(10))
                .map(f64::from)
                .collect();
            average_ranks(&scores)
        })
        .collect();
    let expected = &vectors()["V11"];
    let w = kendall_w(&rankings);
    assert_close(w, figure(&expected["Wt"]));
    assert_close(w.map(|w| 3.0 * 19.0 * w), figure(&expected["chi2"]));
    // Without the correction for ties, the divisor is m²(n³ − n), not m²(n³ − n) − mΣ(t³ − t).
    let ties: f64 = rankings
        .iter()
        .flat_map(|ranks| ranks.iter().map(move |rank| (ranks, rank)))
        .map(|(ranks, rank)| {
            let tied = ranks.iter().filter(|other| other.total_cmp(rank).is_eq());
            (tied.count() as f64).powi(2) - 1.0
        })
        .sum();
    let full = 9.0 * (8_000.0 - 20.0);
    assert_close(
        w.map(|w| w * (full - 3.0 * ties) / full),
        figure(&expected["W"]),
    );
}

#[test]
fn v12_priorities_and_a_seven_point_scale() {
    // Unranked dimensions share the average of the ranks that are left: 3, 4, 5, 6.
    let ranks = |first: usize, second: usize| {
        let mut ranks = vec![4.5; 6];
        (ranks[first - 1], ranks[second - 1]) = (1.0, 2.0);
        ranks
    };
    assert_close(
        kendall_w(&[ranks(1, 2), ranks(1, 3), ranks(2, 1)]),
        0.697_778,
    );

    let found = dimension(7, "67562; 76651");
    assert_close(found.ad, 1.48);
    assert_close(found.r_wg_j, 0.0);
    assert_close(found.r_star, -0.15);
}
