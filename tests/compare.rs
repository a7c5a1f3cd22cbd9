//! `parvis compare`, on seven directors who had seven visions (`tests/comex`), whose figures are published.
#![allow(
    clippy::disallowed_methods,
    reason = "tests read their fixtures and what was published"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn comex() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/comex")
}

fn file(name: &str) -> String {
    comex().join("results").join(name).display().to_string()
}

fn codes() -> Vec<String> {
    let text = fs::read_to_string(file("codes.txt")).expect("the codes");
    text.lines().map(str::to_owned).collect()
}

fn command(language: &str) -> Command {
    let mut command = Command::new(snapbox::cmd::cargo_bin!("parvis"));
    command
        .args(["compare", "--lang", language, "--root"])
        .arg(comex());
    command
}

fn run(language: &str, arguments: &[String]) -> Output {
    command(language)
        .args(arguments)
        .output()
        .expect("parvis runs")
}

/// What is said to people; nothing went wrong.
fn page(language: &str, arguments: &[String]) -> String {
    let output = run(language, arguments);
    let (stdout, stderr) = (output.stdout, output.stderr);
    assert_eq!(String::from_utf8_lossy(&stderr), "");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(stdout).expect("UTF-8")
}

fn response(arguments: &[String]) -> Value {
    let mut all = vec!["--format".to_owned(), "json".to_owned()];
    all.extend_from_slice(arguments);
    let text = page("fr", &all);
    assert_eq!(text.lines().count(), 1);
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_page_in_french() {
    insta::assert_snapshot!(page("fr", &[vec!["--expert".to_owned()], codes()].concat()));
}

#[test]
fn the_page_in_english() {
    insta::assert_snapshot!(page("en", &[vec!["--expert".to_owned()], codes()].concat()));
}

#[test]
fn three_people_get_differences_and_no_verdict_by_dimension() {
    insta::assert_snapshot!(page("fr", &codes()[..3]));
}

#[test]
fn nobody_is_named_who_does_not_want_to_be() {
    let text = page("fr", &[vec!["--anonymous".to_owned()], codes()].concat());
    for name in [
        "Agathe", "Bruno", "Chloé", "Denis", "Élise", "Farid", "Gaëlle",
    ] {
        assert!(!text.contains(name), "{name}");
    }
}

#[test]
fn a_page_fits_a_terminal() {
    for language in ["fr", "en"] {
        let text = page(language, &[vec!["--expert".to_owned()], codes()].concat());
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        assert!(!text.contains('\u{1b}'), "colours are for terminals");
    }
}

#[test]
fn the_figures_are_those_that_were_published() {
    let response = response(&codes());
    let published = [
        (
            "vision-partagee",
            1.455_782,
            0.0,
            -0.428_571,
            25.694_444,
            "divergent",
        ),
        (
            "autonomie",
            0.775_51,
            0.767_442,
            0.523_81,
            60.416_667,
            "aligned",
        ),
        ("ecoute", 0.489_796, 0.947_368, 0.857_143, 75.0, "aligned"),
        ("promesse", 0.0, 1.0, 1.0, 100.0, "aligned"),
    ];
    for (found, (id, ad, r_wg_j, r_star, index, verdict)) in response["target"]["dimensions"]
        .as_array()
        .expect("a list")
        .iter()
        .zip(published)
    {
        assert_eq!(
            (&found["id"], &found["verdict"]),
            (&json!(id), &json!(verdict))
        );
        for (name, expected) in [
            ("ad", ad),
            ("r_wg_j", r_wg_j),
            ("r_star", r_star),
            ("index", index),
        ] {
            let figure = found[name].as_f64().expect("a figure");
            assert!((figure - expected).abs() < 1e-5, "{id} {name}: {figure}");
        }
    }
    assert_eq!(
        response["target"]["dimensions"][0]["polarised"],
        json!(["vp1", "vp2", "vp3"])
    );
    let alpha = response["target"]["overall"]["alpha_interval"]
        .as_f64()
        .expect("a figure");
    assert!((alpha - 0.275_183).abs() < 1e-6);
}

#[test]
fn programs_get_what_the_browser_module_answers() {
    let group: Value =
        serde_json::from_str(&fs::read_to_string(file("group.json")).expect("a file"))
            .expect("JSON");
    let model = json!({
        "id": "comex", "version": "1.0.0", "scale": {"min": 1, "max": 5},
        "levers": [{"id": "managerial"}, {"id": "relationnel"}],
        "dimensions": [
            {"id": "vision-partagee", "lever": "managerial", "statements": [{"id": "vp1"}, {"id": "vp2"}, {"id": "vp3"}]},
            {"id": "autonomie", "lever": "managerial", "statements": [
                {"id": "au1", "pair": "confiance", "side": "client"}, {"id": "au2", "pair": "confiance", "side": "employee"}, {"id": "au3"}]},
            {"id": "ecoute", "lever": "relationnel", "statements": [{"id": "ec1"}, {"id": "ec2"}, {"id": "ec3"}]},
            {"id": "promesse", "lever": "relationnel", "statements": [{"id": "pr1"}, {"id": "pr2"}, {"id": "pr3"}]},
        ],
        "priorities": {"top": 2}, "symmetry": {"pairs": ["confiance"]},
    });
    let door = |request: &Value| -> Value {
        let answer = parvis_selftest_wasm::call(request.to_string().as_bytes());
        serde_json::from_slice(&answer).expect("JSON")
    };
    let respondents: Vec<Value> = group["results"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|result| {
            door(&json!({"op": "decode", "model": model, "code": result["code"]}))["respondent"]
                .clone()
        })
        .collect();
    let expected = door(&json!({"op": "compare", "model": model, "respondents": respondents}));
    assert_eq!(response(&codes()), expected);
}

#[test]
fn codes_links_files_and_mails_say_the_same() {
    let expected = response(&codes());
    assert_eq!(response(&[file("codes.txt")]), expected);
    assert_eq!(response(&[file("group.json")]), expected);
    assert_eq!(response(&[file("thread.eml")]), expected);
    let mixed = [vec![file("agathe.json")], codes()[1..].to_vec()].concat();
    assert_eq!(response(&mixed), expected);
    let link = format!(
        "https://example.org/le-modele/comparer/#r={}",
        codes().join(",")
    );
    assert_eq!(response(&[link]), expected);
    let codes = codes();
    let wrapped = codes
        .iter()
        .map(|code| format!("> {}\n> {}\n", &code[..11], &code[11..]));
    let mut child = command("fr")
        .args(["--format", "json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("parvis runs");
    let text: String = wrapped.collect();
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(text.as_bytes()).expect("it is read");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(found, expected);
}

#[test]
fn the_status_tells_what_went_wrong() {
    let codes = codes();
    let status = |arguments: &[&str]| {
        let arguments: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
        run("en", &arguments).status.code()
    };
    let damaged = format!("{}x", &codes[2][..codes[2].len() - 1]);
    assert_eq!(status(&[&codes[0], &codes[1]]), Some(0));
    assert_eq!(status(&[&codes[0], &codes[1], &damaged]), Some(1));
    assert_eq!(status(&[&codes[0]]), Some(2));
    assert_eq!(status(&[&codes[0], &codes[1], "nowhere.json"]), Some(2));
    assert_eq!(status(&[]), Some(2));
}

#[test]
fn what_can_be_read_is_compared_without_the_rest() {
    let codes = codes();
    let damaged = format!("{}x", &codes[2][..codes[2].len() - 1]);
    let all = ["--format", "json", &codes[0], &codes[1], &damaged].map(str::to_owned);
    let output = run("en", &all);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(
        (&lines[0]["code"], &lines[0]["file"]),
        (&json!("P1003"), &json!("argument 3"))
    );
    assert_eq!(lines[1]["n"], 2);
    assert_eq!(lines.len(), 2);
}
