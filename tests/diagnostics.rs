//! Every diagnostic of the catalogue, as an editor and as a program see it.
//!
//! A fixture is a text file, `diagnostics/CODE-name.txt`: a sentence that says when the fault appears, the same in French after
//! `fr: `, then the files that hold it, laid
//! over the smallest valid site (`base.txt`). A line `main` marks the first of several fixtures of a code. Beside it stands what the command says about it, `CODE-name.out`. `docs/diagnostics.md` is
//! made of both. `SNAPSHOTS=overwrite cargo test --test diagnostics` writes them anew.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was published"
)]

#[path = "diagnostics/site.rs"]
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use site::{Outcome, Site, sections};
use snapbox::Data;
use snapbox::data::DataFormat;

/// Faults that no file of a site can show, in the words of the documentation. That of two builds at once is tested with the lock, in
/// `src/publish`.
const ELSEWHERE: [(&str, &str); 2] = [
    (
        "P0702",
        "The theme lacks a template. The theme within the program has them all. Remedy: add it, or remove your `themes` folder.",
    ),
    (
        "P0903",
        "Another build is writing to the same output folder. Remedy: wait for it to end, then run again.",
    ),
];

struct Fixture {
    name: String,
    /// When the fault appears.
    when: String,
    command: String,
    /// The first of several fixtures of a code.
    main: bool,
    text: String,
}

impl Fixture {
    fn code(&self) -> &str {
        &self.name[..5]
    }

    /// Runs the command. Where to read more is the same for every fault, and left out.
    fn run(&self, options: &[&str]) -> Outcome {
        let site = Site::new();
        site.apply(&self.text);
        let arguments: Vec<&str> = self
            .command
            .split(' ')
            .chain(options.iter().copied())
            .collect();
        let mut outcome = site.run(&arguments);
        let more = |block: &&str| !block.contains(" parvis explain ");
        let blocks: Vec<&str> = outcome.stderr.split("\n\n").filter(more).collect();
        outcome.stderr = blocks.join("\n\n");
        outcome
    }

    /// What the command says, in both languages and to programs.
    fn report(&self) -> String {
        let french = self.run(&["--lang", "fr"]);
        let english = self.run(&["--lang", "en"]);
        let json = self.run(&["--lang", "fr", "--format", "json"]);
        assert_eq!(french.status, json.status);
        let status = french.status.expect("the command ends by itself");
        let objects: Vec<&str> = json
            .stdout
            .lines()
            .filter(|line| line.contains("\"diagnostic\""))
            .collect();
        let objects = objects.join("\n");
        format!(
            "status: {status}\n\n=== français\n{}{}\n=== English\n{}{}\n=== JSON\n{objects}\n",
            french.stderr, french.stdout, english.stderr, english.stdout
        )
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder() -> PathBuf {
    root().join("tests/diagnostics")
}

fn fixtures() -> Vec<Fixture> {
    let mut fixtures: Vec<Fixture> = fs::read_dir(folder())
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension().is_some_and(|it| it == "txt") && !path.ends_with("base.txt")
        })
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a fixture");
            let head = text.split("=== ").next().unwrap_or_default();
            let command = head.lines().find_map(|line| line.strip_prefix("command: "));
            Fixture {
                name: path
                    .file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned(),
                when: head.lines().next().unwrap_or_default().to_owned(),
                command: command.unwrap_or("check").to_owned(),
                main: head.lines().any(|line| line == "main"),
                text,
            }
        })
        .collect();
    fixtures.sort_by(|one, other| {
        let key = |fixture: &Fixture| {
            (
                fixture.code().to_owned(),
                !fixture.main,
                fixture.name.clone(),
            )
        };
        key(one).cmp(&key(other))
    });
    fixtures
}

/// The codes of the catalogue, in order, with their levels: `("P0101", "error")`.
fn catalogue() -> BTreeMap<String, &'static str> {
    let source =
        fs::read_to_string(root().join("src/diagnostics/problem.rs")).expect("the catalogue");
    let mut codes = BTreeMap::new();
    for rest in source.split("(\"").skip(1) {
        for (end, level) in [("\", Error)", "error"), ("\", Warning)", "warning")] {
            if rest.get(5..).is_some_and(|rest| rest.starts_with(end)) {
                let code = rest[..5].to_owned();
                assert!(
                    !codes.contains_key(&code),
                    "{code} is the code of two faults"
                );
                codes.insert(code, level);
            }
        }
    }
    assert!(
        codes.len() > 50,
        "the catalogue is written otherwise than this test reads it"
    );
    codes
}

fn assert_snapshot(actual: String, path: &Path) {
    if !path.exists() {
        fs::write(path, "").expect("a new snapshot begins empty");
    }
    let expected = Data::read_from(path, Some(DataFormat::Text));
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .normalize_paths(false)
        .eq(Data::text(actual), expected.raw());
}

#[test]
fn every_fault_is_told_as_expected() {
    for fixture in fixtures() {
        let report = fixture.report();
        assert!(
            report.contains(&format!("\"code\":\"{}\"", fixture.code())),
            "{} does not show its fault:\n{report}",
            fixture.name
        );
        assert_snapshot(report, &folder().join(format!("{}.out", fixture.name)));
    }
}

#[test]
fn every_code_has_a_fixture() {
    let shown: BTreeSet<String> = fixtures().iter().map(|it| it.code().to_owned()).collect();
    let elsewhere = ELSEWHERE.iter().map(|(code, _)| (*code).to_owned());
    let expected: BTreeSet<String> = catalogue().into_keys().collect();
    assert_eq!(
        shown.into_iter().chain(elsewhere).collect::<BTreeSet<_>>(),
        expected
    );
}

#[test]
fn the_catalogue_of_the_documentation_is_that_of_the_program() {
    let mut text = String::from(include_str!("diagnostics/introduction.md"));
    let fixtures = fixtures();
    for (code, level) in catalogue() {
        write!(text, "\n## {code} ({level})\n").expect("text");
        let shown: Vec<&Fixture> = fixtures.iter().filter(|it| it.code() == code).collect();
        if shown.is_empty() {
            let known = ELSEWHERE.iter().find(|(known, _)| *known == code);
            let (_, words) = known.expect("a fixture, or a description");
            write!(text, "\n{words}\n").expect("text");
        }
        for fixture in shown {
            let entry = entry(fixture);
            write!(text, "\n{}\n\n{entry}\n", fixture.when).expect("text");
        }
    }
    assert_snapshot(text, &root().join("docs/diagnostics.md"));
}

/// What the documentation shows of a fixture: the fault in French with its place, and in English.
fn entry(fixture: &Fixture) -> String {
    let french = fixture.run(&["--lang", "fr"]).stderr;
    let english = fixture.run(&["--lang", "en", "--format", "json"]);
    let diagnostics = english.diagnostics();
    let mut told = diagnostics.iter().filter(|it| it["code"] == fixture.code());
    let told = told.next().expect("the fault");
    let word = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
    let title = format!("[{}]", fixture.code());
    let mut blocks = french.split("\n\n");
    let block = blocks
        .find(|block| block.contains(&title))
        .expect("the fault");
    format!(
        "```text\n{}\n```\n\n“{}”: {}{}",
        block.trim_end(),
        word("message"),
        word("help"),
        if word("help").ends_with('?') { "" } else { "." }
    )
}

#[test]
fn a_valid_site_has_nothing_to_report() {
    let outcome = Site::new().run(&["check", "--strict"]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    assert_eq!(
        (outcome.stdout.as_str(), outcome.stderr.as_str()),
        ("Rien à signaler.\n", "")
    );
}

/// A site with a fault in each of its files.
fn faulty_site() -> Site {
    let site = Site::new();
    let article = |body: &str| {
        format!("---\ntitle: 'A'\ndate: 2026-11-03\nsummary: 'Une phrase.'\n---\n{body}\n")
    };
    site.write("content/articles/a.md", "Pas d’en-tête.\n")
        .write(
            "content/articles/b.md",
            article("[Rien](nulle-part.md)\n\n[Rien](#nulle-part)"),
        )
        .write("content/articles/c.md", [0xff])
        .write(
            "content/articles/d.md",
            article("").replace("summary", "sommaire"),
        )
        .write(
            "content/events/e.md",
            "---\ntitle: 'E'\nstart: 2027-10-31 02:30\n---\n",
        )
        .write("content/glossary/f.md", "---\ntitle: [\n---\n")
        .write("content/model.yaml", "id: service\n");
    site
}

#[test]
fn one_run_tells_every_fault_in_the_order_of_the_files() {
    let outcome = faulty_site().run(&["check", "--format", "json"]);
    let told: Vec<String> = outcome
        .diagnostics()
        .iter()
        .map(|it| {
            format!(
                "{}:{}:{} {}",
                it["file"].as_str().unwrap_or("-"),
                it["line"],
                it["column"],
                it["code"].as_str().unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "content/articles/a.md:1:1 P0201",
            "content/articles/b.md:6:8 P0302",
            "content/articles/b.md:8:8 P0303",
            "content/articles/c.md:1:1 P0101",
            "content/articles/d.md:2:1 P0207",
            "content/articles/d.md:4:1 P0203",
            "content/events/e.md:3:8 P0503",
            "content/glossary/f.md:2:8 P0204",
            "content/model.yaml:1:1 P0207",
            "content/model.yaml:1:1 P0207",
        ]
    );
}

/// A list, a quotation and the line ends of Windows are written around the lines of a component, and are none of its YAML.
#[test]
fn faults_of_a_component_are_told_where_they_are_written() {
    let block = "```timeline\n- {date: '2026', title: 'é'}\n- {date: '2025', title: 'è'}\n- {date: @}\n```\n";
    let key = block.replace('@', "2024, titre: 'ç'");
    let around = |block: &str, first: &str, other: &str| {
        let lines: Vec<String> = block
            .lines()
            .map(|line| format!("{other}{line}\n"))
            .collect();
        lines.concat().replacen(other, first, 1)
    };
    for (name, first, other) in [
        ("plain", "", ""),
        ("list", "1. ", "   "),
        ("quotation", "> - ", ">   "),
    ] {
        for (fault, block, column) in [("P0204", block, 10), ("P0203", &key, 16)] {
            for end in ["\n", "\r\n"] {
                let head = "---\ntitle: 'A'\ndate: 2026-11-03\nsummary: 'Une phrase.'\n---\n";
                let text = format!("{head}Texte.\n\n{}", around(block, first, other));
                let site = Site::new();
                site.write("content/articles/a.md", text.replace('\n', end));
                let outcome = site.run(&["check", "--format", "json"]);
                let diagnostics = outcome.diagnostics();
                let told: Vec<_> = diagnostics
                    .iter()
                    .filter(|it| it["code"] == fault)
                    .map(|it| (it["line"].as_u64(), it["column"].as_u64()))
                    .collect();
                let expected = (Some(11), Some(column + other.len() as u64));
                assert_eq!(
                    told,
                    [expected],
                    "{fault} in a {name} {end:?}: {}",
                    outcome.stdout
                );
            }
        }
    }
}

#[test]
fn the_last_line_for_programs_sums_up() {
    let outcome = faulty_site().run(&["check", "--format", "json"]);
    let last = outcome.stdout.lines().last().expect("a last line");
    let summary: serde_json::Value = serde_json::from_str(last).expect("an object");
    let expected = serde_json::json!({"event": "summary", "errors": 9, "warnings": 1});
    assert_eq!(summary, expected);
    assert_eq!(outcome.stderr, "");
}

#[test]
fn two_runs_say_the_same() {
    let site = faulty_site();
    assert_eq!(site.run(&["check"]).stderr, site.run(&["check"]).stderr);
}

#[test]
fn a_forge_gets_annotations_on_one_line_each() {
    let site = Site::new();
    site.write(
        "content/articles/a,b.md",
        "---\ntitle: 'A'\ndate: 2026-11-03\nsummary: 'S'\n---\nÉté [100 %](rien.md)\n",
    );
    let outcome = site.run(&["check", "--format", "github"]);
    assert_eq!(
        outcome.stdout,
        "::error file=content/articles/a%2Cb.md,line=1,endLine=1,col=1,endColumn=1,title=P0108::ce nom de fichier ne peut pas servir d’adresse%0Arenommez-le, par exemple « a-b.md »\n\
         ::error file=content/articles/a%2Cb.md,line=6,endLine=6,col=13,endColumn=20,title=P0302::le lien vers « articles/rien.md » ne mène nulle part%0Acorrigez la cible, ou créez la page\n"
    );
}

fn site_with_a_warning() -> Site {
    let site = Site::new();
    site.write(
        "content/events/e.md",
        "---\ntitle: 'E'\nstart: 2027-10-31 02:30\n---\n",
    );
    site
}

#[test]
fn warnings_count_as_errors_when_asked() {
    let site = site_with_a_warning();
    assert_eq!(site.run(&["check"]).status, Some(0));
    assert_eq!(site.run(&["check", "--strict"]).status, Some(1));
    assert_eq!(site.run(&["build", "--strict"]).status, Some(1));
    assert!(!site.root().join("public").exists());
}

#[test]
fn errors_end_with_one_and_a_wrong_place_or_usage_with_two() {
    assert_eq!(faulty_site().run(&["check"]).status, Some(1));
    assert_eq!(faulty_site().run(&["build"]).status, Some(1));
    let nowhere = Site::empty();
    assert_eq!(nowhere.run(&["build"]).status, Some(2));
    assert_eq!(nowhere.run(&["build", "--root", "nowhere"]).status, Some(2));
    assert_eq!(nowhere.run(&["chekc"]).status, Some(2));
    assert_eq!(
        nowhere.run(&["check", "--base-url", "example"]).status,
        Some(2)
    );
}

#[test]
fn one_fixture_of_a_code_is_the_main_one() {
    let fixtures = fixtures();
    for code in catalogue().into_keys() {
        let of_code: Vec<&Fixture> = fixtures.iter().filter(|it| it.code() == code).collect();
        let main = of_code.iter().filter(|it| it.main).count();
        assert_eq!(main, usize::from(of_code.len() > 1), "{code}");
    }
}

#[test]
fn the_fixtures_describe_files() {
    for fixture in fixtures() {
        let files = sections(&fixture.text).len();
        assert!(
            files > 0 || fixture.command != "check",
            "{} holds no file",
            fixture.name
        );
        assert!(
            fixture.when.ends_with('.'),
            "{} does not say when",
            fixture.name
        );
        let french = fixture
            .text
            .lines()
            .nth(1)
            .and_then(|line| line.strip_prefix("fr: "));
        assert!(
            french.is_some_and(|french| french.ends_with('.')),
            "{} does not say when in French",
            fixture.name
        );
    }
}
