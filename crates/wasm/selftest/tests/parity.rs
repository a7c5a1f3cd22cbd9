//! The module and the native crate answer to the byte, on groups of 2 to 20 persons with tags and missing answers, on
//! small and large models and scales, and from one version of a model to the next.

mod door;

use door::{ask, ask_json};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

/// A model of one to three statements a dimension: some reversed, some in pairs.
fn model(points: i64, dimensions: usize) -> Value {
    let mut number = 0;
    let dimensions: Vec<Value> = (0..dimensions)
        .map(|dimension| {
            let statements: Vec<Value> = (0..=dimension % 3)
                .map(|_| {
                    number += 1;
                    json!({"id": format!("s{number}"), "text": "…", "reverse": number % 4 == 0})
                })
                .collect();
            let lever = ["x", "y", "z"][dimension * 3 / dimensions];
            json!({"id": format!("d{dimension}"), "lever": lever, "name": "…", "statements": statements})
        })
        .collect();
    let mut model = json!({
        "id": "m", "version": "2", "scale": {"min": 1, "max": points},
        "levers": [{"id": "x"}, {"id": "y"}, {"id": "z"}],
        "dimensions": dimensions, "priorities": {"top": dimensions.len().min(4)},
        "maturity": [{"from": 0}, {"from": 33.3}, {"from": 66.6}]
    });
    if number > 3 {
        model["symmetry"] = json!({"pairs": ["p"]});
        for (place, side) in [(1, "employee"), (2, "client")] {
            let statement = &mut model["dimensions"][place]["statements"][0];
            statement["pair"] = json!("p");
            statement["side"] = json!(side);
        }
    }
    model
}

fn texts(list: &Value, name: &str) -> Vec<String> {
    let list = list.as_array().expect("a list");
    list.iter()
        .map(|item| item[name].as_str().expect("a text").to_owned())
        .collect()
}

fn persons(points: i64, model: &Value) -> impl Strategy<Value = Vec<Value>> + use<> {
    let dimensions = texts(&model["dimensions"], "id");
    let statements: Vec<String> = model["dimensions"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|dimension| texts(&dimension["statements"], "id"))
        .collect();
    let top = dimensions.len().min(4);
    let answers = prop::collection::vec(prop::option::weighted(0.85, 1..=points), statements.len())
        .prop_map(move |answers| -> Value {
            let answers = statements.iter().zip(answers);
            answers
                .map(|(id, answer)| (id.clone(), json!(answer)))
                .collect()
        });
    let tags = [
        "DSI",
        "dsi ",
        "Siège",
        "SIÈGE",
        "Réseau  Sud",
        "réseau sud",
        "",
    ];
    let priorities = prop::sample::subsequence(dimensions, 0..=top).prop_shuffle();
    let person = (
        "\\PC{0,6}",
        prop::sample::select(tags.to_vec()),
        answers.clone(),
        answers,
        priorities,
    )
        .prop_map(|(id, group, today, target, priorities)| {
            json!({"id": id, "group": group, "today": today, "target": target, "priorities": priorities})
        });
    prop::collection::vec(person, 2..=20)
}

/// The version before: a statement less, one turned round, another dimension in the last place.
fn former(model: &Value) -> Value {
    let mut former = model.clone();
    former["version"] = json!("1");
    let dimensions = former["dimensions"].as_array_mut().expect("a list");
    let last = dimensions.len() - 1;
    dimensions[last]["id"] = json!("former");
    dimensions[last]["statements"][0]["id"] = json!("gone");
    let turned = &mut dimensions[last / 2]["statements"][0]["reverse"];
    *turned = json!(!turned.as_bool().expect("true or false"));
    former
}

#[test]
fn groups_of_all_sizes_on_models_of_all_sizes() {
    let mut shown = 0;
    for points in [2, 5, 7, 11] {
        for dimensions in [1, 12, 30] {
            let model = model(points, dimensions);
            let former = former(&model);
            let config = Config {
                failure_persistence: None,
                ..Config::with_cases(4)
            };
            // The same groups in each run: the last assertion counts on it.
            let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
            let mut runner = TestRunner::new_with_rng(config, random);
            let counted = std::cell::Cell::new(0);
            let checked = runner.run(&persons(points, &model), |group| {
                let comparison =
                    ask_json(&json!({"op": "compare", "model": model, "respondents": group}));
                prop_assert_eq!(&comparison["n"], &json!(group.len()));
                let groups = comparison["groups"].as_array().expect("a list");
                counted.set(counted.get() + groups.len());
                for person in group.iter().take(3) {
                    ask(json!({"op": "score", "model": model, "respondent": person}).to_string().as_bytes());
                    let code = ask_json(&json!({"op": "encode", "model": former, "respondent": former_person(person, dimensions)}));
                    prop_assert!(code["code"].is_string());
                    ask_json(&json!({"op": "decode", "model": model, "code": code["code"]}));
                    let back = ask_json(&json!({"op": "decode", "model": former, "code": code["code"]}));
                    for from in [json!(null), former.clone()] {
                        let fitted = ask_json(&json!({"op": "fit", "model": model, "respondent": back["respondent"], "from": from}));
                        prop_assert_eq!(&fitted["reason"], &json!(null));
                        prop_assert!(fitted["kept"].as_u64() <= fitted["of"].as_u64());
                        ask(json!({"op": "score", "model": model, "respondent": fitted["respondent"]}).to_string().as_bytes());
                    }
                }
                Ok(())
            });
            checked.expect("the module answers as the native crate does");
            shown += counted.get();
        }
    }
    assert!(shown > 20, "{shown} groups were shown");
}

/// The person as one of the former model: what it does not have is not said.
fn former_person(person: &Value, dimensions: usize) -> Value {
    let mut person = person.clone();
    let last = format!("d{}", dimensions - 1);
    let priorities = person["priorities"].as_array_mut().expect("a list");
    priorities.retain(|dimension| *dimension != json!(last));
    let first_of_last = (0..dimensions - 1)
        .map(|dimension| dimension % 3 + 1)
        .sum::<usize>()
        + 1;
    for rating in ["today", "target"] {
        let answers = person[rating].as_object_mut().expect("an object");
        answers.remove(&format!("s{first_of_last}"));
        answers.insert("gone".to_owned(), json!(1));
    }
    person
}
