//! `parvis explain`, `parvis completions` and `parvis man`: what a person asks about messages and commands.
#![allow(clippy::disallowed_methods, reason = "tests lay out sites")]

#[path = "diagnostics/site.rs"]
mod site;

use site::Site;

fn explain(arguments: &[&str]) -> site::Outcome {
    Site::empty().run(&[&["explain"], arguments].concat())
}

#[test]
fn a_code_is_explained_with_its_example() {
    let outcome = explain(&["p0211", "--lang", "en"]);
    assert_eq!(
        outcome.stdout,
        "P0211 (error)\n\nA key has no value, or only spaces.\n\n    error[P0211]: `title` is empty\n     --> content/articles/accueil.md:2:1\n      |\n    2 | title:\n      | ^^^^^\n      |\n      = help: give `title` a value, or remove the line\n"
    );
    assert_eq!((outcome.stderr.as_str(), outcome.status), ("", Some(0)));
    let outcome = explain(&["P0211", "--lang", "fr"]);
    let lines: Vec<&str> = outcome.stdout.lines().take(3).collect();
    let sentence = "Une clé n’a pas de valeur, ou seulement des espaces.";
    assert_eq!(lines, ["P0211 (erreur)", "", sentence]);
}

#[test]
fn an_unknown_code_is_told_with_the_nearest() {
    let outcome = explain(&["P0299", "P0207"]);
    assert_eq!(outcome.status, Some(2));
    assert_eq!(
        outcome.stderr,
        "erreur: il n’y a pas de code « P0299 » ; vouliez-vous dire « P0209 » ?\n"
    );
    assert_eq!(outcome.stdout.lines().next(), Some("P0207 (erreur)"));
    let outcome = explain(&["nonsense", "--lang", "en"]);
    assert_eq!(
        outcome.stderr,
        "error: there is no code `NONSENSE`; a code is written as `P0203`\n"
    );
}

#[test]
fn messages_say_where_to_read_more() {
    let site = Site::new();
    site.write("content/a.md", "A").write("content/b.md", "B");
    let last = |arguments: &[&str]| {
        let stderr = site.run(arguments).stderr;
        stderr.trim_end().lines().next_back().map(str::to_owned)
    };
    let expected = "To learn more: parvis explain P0201";
    assert_eq!(last(&["check", "--lang", "en"]), Some(expected.to_owned()));
    let quiet = last(&["check", "--lang", "en", "--quiet"]).expect("a message");
    assert!(quiet.contains("= help:"), "{quiet}");
}

#[test]
fn every_message_of_a_run_can_be_explained() {
    let site = Site::new();
    site.write("content/a.md", "A")
        .write("content/b c.md", "---\n---\n");
    let told = site.run(&["check", "--format", "json"]).diagnostics();
    let codes: Vec<&str> = told.iter().filter_map(|it| it["code"].as_str()).collect();
    assert_eq!(codes, ["P0201", "P0108", "P0207"]);
    assert_eq!(explain(&codes).status, Some(0));
}

#[test]
fn every_shell_is_given_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let outcome = Site::empty().run(&["completions", shell]);
        assert_eq!(outcome.status, Some(0));
        for command in [
            "build", "serve", "check", "new", "init", "schema", "explain", "compare",
        ] {
            assert!(outcome.stdout.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn bash_takes_its_completions() {
    let script = Site::empty().run(&["completions", "bash"]).stdout;
    let check = format!("{script}\ncomplete -p parvis");
    let output = std::process::Command::new("bash")
        .args(["--norc", "-c", &check])
        .output()
        .expect("bash runs");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(said.contains("_parvis"), "{said}");
}

#[test]
fn a_manual_page_has_its_sections() {
    for (arguments, title) in [
        (&["man"][..], "parvis"),
        (&["man", "build"], "parvis-build"),
    ] {
        let page = Site::empty().run(arguments).stdout;
        assert!(page.contains(&format!(".TH {title}")), "{page}");
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"] {
            assert!(page.contains(&format!(".SH {section}\n")), "{section}");
        }
    }
    assert_eq!(Site::empty().run(&["man", "biuld"]).status, Some(2));
}
