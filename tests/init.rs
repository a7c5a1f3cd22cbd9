//! `parvis init`: the site that it makes builds at once, and the steps of its workflow do what they say.
#![allow(
    clippy::disallowed_methods,
    reason = "tests read what was written, and run a workflow's steps in a shell"
)]

#[path = "diagnostics/site.rs"]
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use site::{Outcome, Site};

fn init(site: &Site, folder: &str, language: &str, options: &[&str]) -> Outcome {
    let arguments = [
        "init",
        folder,
        "--title",
        "L'accueil d'abord",
        "--language",
        language,
        "--today",
        "2027-01-15",
    ];
    site.run(&[&arguments, options].concat())
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.root().join(path)).expect("the file was written")
}

/// A new site in a language, in the folder `site`.
fn new_site(language: &str, options: &[&str]) -> Site {
    let site = Site::empty();
    let outcome = init(&site, "site", language, options);
    assert_eq!((outcome.stderr.as_str(), outcome.status), ("", Some(0)));
    site
}

fn data(text: &str) -> Value {
    serde_yaml::from_str(text).expect("YAML")
}

#[test]
fn a_new_site_builds_and_has_nothing_to_report_in_both_languages() {
    for language in ["fr", "en"] {
        let site = new_site(language, &[]);
        for options in [&["--drafts", "--future"][..], &[]] {
            let arguments = ["check", "--strict", "--root", "site"];
            let outcome = site.run(&[&arguments, options].concat());
            assert_eq!(outcome.stderr, "");
            assert_eq!(outcome.stdout, "Rien à signaler.\n");
        }
        let outcome = site.run(&["check", "--fix", "--root", "site"]);
        let told = outcome.stdout.as_str();
        assert!(told.starts_with("Rien à corriger d’office.\n"), "{told}");
        let outcome = site.run(&["build", "--strict", "--root", "site"]);
        assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
        let home = read(&site, "site/public/index.html");
        assert!(home.contains("L’accueil d’abord"));
    }
}

#[test]
fn the_files_of_a_new_site() {
    let site = Site::empty();
    let outcome = init(&site, "site", "fr", &["--format", "json"]);
    let told: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let mut expected = vec![
        ".github/workflows/pages.yml",
        ".gitignore",
        ".vscode/extensions.json",
        ".vscode/parvis.code-snippets",
        ".vscode/schemas/article.json",
        ".vscode/schemas/author.json",
        ".vscode/schemas/book.json",
        ".vscode/schemas/comments.json",
        ".vscode/schemas/edition.json",
        ".vscode/schemas/event.json",
        ".vscode/schemas/member.json",
        ".vscode/schemas/model.json",
        ".vscode/schemas/page.json",
        ".vscode/schemas/site.json",
        ".vscode/schemas/term.json",
        ".vscode/schemas/translation.json",
        ".vscode/settings.json",
        ".vscode/tasks.json",
        "README.md",
        "content/articles/bienvenue.md",
        "content/authors/camille-exemple.md",
        "content/events/premiere-rencontre.md",
        "content/glossary/culture-de-service.md",
        "content/index.md",
        "content/model.yaml",
        "content/site.yaml",
    ];
    assert_eq!(told, json!({"event": "created", "files": expected}));
    let mut there: Vec<String> = walkdir::WalkDir::new(site.root().join("site"))
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(site.root().join("site"));
            path.expect("below the site").display().to_string()
        })
        .collect();
    there.sort();
    expected.sort_unstable();
    assert_eq!(there, expected);
}

#[test]
fn the_address_is_that_of_the_domain_else_of_the_repository() {
    let address = |options: &[&str]| {
        let site = new_site("fr", options);
        let config = data(&read(&site, "site/content/site.yaml"));
        (
            config["base_url"].clone(),
            config["repository"]["url"].clone(),
        )
    };
    let repository = json!("https://github.com/association/site");
    assert_eq!(address(&[]), (json!("https://example.org/"), json!(null)));
    assert_eq!(
        address(&["--repository", "association/site"]),
        (
            json!("https://association.github.io/site/"),
            repository.clone()
        )
    );
    assert_eq!(
        address(&[
            "--repository",
            "https://github.com/association/site.git",
            "--domain",
            "www.example.org"
        ]),
        (json!("https://www.example.org/"), repository)
    );
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let site = Site::empty();
    site.write("site/notes.txt", "À moi.");
    let outcome = init(&site, "site", "fr", &["--quiet"]);
    assert_eq!(outcome.status, Some(2));
    assert_eq!(
        outcome.stderr,
        "erreur[P1106]: « site » n’est pas vide\n |\n = remède: donnez un nouveau dossier : un site commence dans un dossier vide, et rien n’a été ajouté à celui-ci\n\n"
    );
    let left: Vec<_> = fs::read_dir(site.root().join("site"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(left, ["notes.txt"]);
    assert_eq!(read(&site, "site/notes.txt"), "À moi.");
    let outcome = init(&Site::new(), ".", "fr", &[]);
    assert_eq!(outcome.status, Some(2), "a site is there already");
}

#[test]
fn without_a_title_and_a_terminal_there_is_no_site() {
    let site = Site::empty();
    let outcome = site.run(&["init", "site", "--format", "json"]);
    let codes: Vec<_> = outcome
        .diagnostics()
        .iter()
        .map(|it| it["code"].clone())
        .collect();
    assert_eq!((codes, outcome.status), (vec![json!("P1107")], Some(2)));
    assert!(!site.root().join("site").exists());
}

#[test]
fn an_editor_finds_a_schema_for_every_data_file() {
    let site = new_site("fr", &[]);
    let settings: Value =
        serde_json::from_str(&read(&site, "site/.vscode/settings.json")).expect("JSON");
    let schemas = settings["yaml.schemas"].as_object().expect("a map");
    let covered: Vec<(&String, &Value)> = schemas.iter().collect();
    assert_eq!(covered.len(), 5);
    for (path, _) in covered {
        let schema: Value =
            serde_json::from_str(&read(&site, &format!("site/{path}"))).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    }
    assert_eq!(
        schemas["./.vscode/schemas/site.json"],
        json!(["content/site.yaml"])
    );
}

/// What a snippet writes, on a day.
fn used(snippet: &Value) -> String {
    let lines = snippet["body"].as_array().expect("lines");
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.as_str().expect("text"))
        .collect();
    let text = lines.join("\n").replace("${1}", "Titre");
    text.replace("$CURRENT_YEAR", "2027")
        .replace("$CURRENT_MONTH", "01")
        .replace("$CURRENT_DATE", "15")
}

#[test]
fn the_snippets_pass_the_check() {
    for (language, folders) in [
        (
            "fr",
            [
                ("article", "articles/"),
                ("evenement", "events/"),
                ("terme", "glossary/"),
                ("auteur", "authors/"),
                ("livre", "books/"),
                ("membre", "members/"),
                ("page", ""),
            ],
        ),
        (
            "en",
            [
                ("article", "articles/"),
                ("event", "events/"),
                ("term", "glossary/"),
                ("author", "authors/"),
                ("book", "books/"),
                ("member", "members/"),
                ("page", ""),
            ],
        ),
    ] {
        let site = new_site(language, &[]);
        let text = read(&site, "site/.vscode/parvis.code-snippets");
        let snippets: Value = serde_json::from_str(&text).expect("JSON");
        for (name, folder) in folders {
            let text = used(&snippets[format!("Parvis: {name}")]);
            assert!(!text.contains(['$', '%']), "{text}");
            site.write(&format!("site/content/{folder}titre.md"), text);
        }
        let outcome = site.run(&["check", "--strict", "--drafts", "--root", "site"]);
        assert_eq!(outcome.stderr, "");
    }
}

/// A step of a workflow or an action that runs a script.
struct Step {
    name: String,
    script: String,
}

/// The scripts of the steps of `steps`, in order.
fn steps(steps: &Value) -> Vec<Step> {
    let steps = steps.as_array().expect("steps");
    let scripts = steps.iter().filter_map(|step| {
        let name = step["name"].as_str().unwrap_or_default().to_owned();
        let script = step["run"].as_str()?.to_owned();
        Some(Step { name, script })
    });
    scripts.collect()
}

/// Runs the script of a step as a runner does, with `parvis` and the programs of `tools` at hand.
fn run_step(step: &Step, folder: &Path, tools: &Path, environment: &[(&str, &str)]) -> Output {
    let parvis = PathBuf::from(snapbox::cmd::cargo_bin!("parvis"));
    let parvis = parvis.parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("bash")
        .args([
            "--noprofile",
            "--norc",
            "-eo",
            "pipefail",
            "-c",
            &step.script,
        ])
        .current_dir(folder)
        .env(
            "PATH",
            format!("{}:{}:{path}", tools.display(), parvis.display()),
        )
        // The day after the site was made.
        .env("SOURCE_DATE_EPOCH", "1800057600")
        .envs(environment.iter().copied())
        .output()
        .expect("bash runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn the_workflow_builds_below_a_path_or_at_a_domain() {
    for language in ["fr", "en"] {
        let site = new_site(language, &["--repository", "association/site"]);
        let folder = site.root().join("site");
        let workflow = data(&read(&site, "site/.github/workflows/pages.yml"));
        let build = steps(&workflow["jobs"]["build"]["steps"]);
        assert_eq!(build.len(), 1);
        // As `configure-pages` gives them.
        for (base, address) in [
            ("https://association.github.io/site", "/site/articles/"),
            ("https://www.example.org", "/articles/"),
        ] {
            let output = run_step(&build[0], &folder, &folder, &[("BASE_URL", base)]);
            assert!(output.status.success(), "{}", text(&output.stdout));
            let home = read(&site, "site/public/index.html");
            assert!(home.contains(&format!("href=\"{address}\"")), "{address}");
            assert!(home.contains(&format!("href=\"{base}/\"")), "{base}");
        }
        // What was built is found again the next time, and published.
        let all = workflow["jobs"]["build"]["steps"]
            .as_array()
            .expect("steps");
        for action in ["actions/cache@", "actions/upload-pages-artifact@"] {
            let step = all.iter().find(|step| {
                let uses = step["uses"].as_str();
                uses.is_some_and(|uses| uses.starts_with(action))
            });
            let step = step.unwrap_or_else(|| panic!("{action}"));
            assert_eq!(step["with"]["path"], "public", "{action}");
        }
    }
}

#[test]
fn the_workflow_annotates_what_a_proposal_breaks() {
    let site = new_site("fr", &[]);
    let folder = site.root().join("site");
    let workflow = data(&read(&site, "site/.github/workflows/pages.yml"));
    let check = steps(&workflow["jobs"]["check"]["steps"]);
    assert_eq!(check.len(), 1);
    let output = run_step(&check[0], &folder, &folder, &[]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), ""));
    let article = read(&site, "site/content/articles/bienvenue.md");
    let broken = article.replace("category: vie-de-la-communaute", "category: vie");
    site.write("site/content/articles/bienvenue.md", broken);
    let output = run_step(&check[0], &folder, &folder, &[]);
    assert_eq!(
        (output.status.code(), text(&output.stdout)),
        (
            Some(1),
            "::error file=content/articles/bienvenue.md,line=6,endLine=6,col=11,endColumn=14,title=P0301::catégorie inconnue « vie »%0Aajoutez-la à « categories » dans « content/site.yaml », ou corrigez le nom\n"
        )
    );
}

#[test]
fn the_action_compiles_once_and_gives_the_command() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let action = data(&fs::read_to_string(root.join("action.yml")).expect("the action"));
    let steps: BTreeMap<String, Step> = steps(&action["runs"]["steps"])
        .into_iter()
        .map(|step| (step.name.clone(), step))
        .collect();
    let runner = Site::empty();
    let place = |name: &str| runner.root().join(name).display().to_string();
    let (output, path) = (place("output"), place("path"));
    let (action_path, temporary) = (root.display().to_string(), place("temp"));
    let environment = [
        ("GITHUB_ACTION_PATH", action_path.as_str()),
        ("GITHUB_OUTPUT", &output),
        ("GITHUB_PATH", &path),
        ("RUNNER_TEMP", &temporary),
    ];
    // A compiler that notes what it is asked for, and leaves a command.
    runner.write(
        "tools/cargo",
        "#!/bin/sh\necho \"$@\" > \"$RUNNER_TEMP/asked\"\nmkdir -p \"$RUNNER_TEMP/parvis/bin\"\ncp \"$(command -v parvis)\" \"$RUNNER_TEMP/parvis/bin/\"\n",
    );
    let chmod = Command::new("chmod")
        .arg("+x")
        .arg(place("tools/cargo"))
        .status();
    assert!(chmod.expect("chmod runs").success());
    fs::create_dir(&temporary).expect("a folder");
    let run = |name: &str| {
        let output = run_step(
            &steps[name],
            runner.root(),
            &runner.root().join("tools"),
            &environment,
        );
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    run("Name the sources");
    run("Name the sources");
    let outputs = read(&runner, "output");
    let hashes: Vec<&str> = outputs.lines().collect();
    assert_eq!(hashes.len(), 2);
    assert_eq!(hashes[0], hashes[1], "the same sources have one name");
    assert_eq!(hashes[0].len(), "hash=".len() + 20);
    run("Compile the command");
    assert_eq!(
        read(&runner, "temp/asked"),
        format!("install --locked --path {action_path} --root {temporary}/parvis\n")
    );
    let version = run("Make the command available");
    assert_eq!(version, format!("parvis {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(read(&runner, "path"), format!("{temporary}/parvis/bin\n"));
}

#[test]
fn a_site_that_is_written_in_the_browser_has_its_package_and_installs_it_before_it_is_built() {
    for language in ["fr", "en"] {
        let site = new_site(language, &["--repository", "org/site", "--admin"]);
        let config = data(&read(&site, "site/content/site.yaml"));
        assert_eq!(
            config["admin"],
            json!({"package": "node_modules/@sveltia/cms"})
        );
        let package: Value = serde_json::from_str(&read(&site, "site/package.json")).unwrap();
        assert_eq!(package["private"], true);
        assert!(package["dependencies"]["@sveltia/cms"].is_string());
        assert_eq!(read(&site, "site/.gitignore"), "/public\n/node_modules\n");
        let workflow = data(&read(&site, "site/.github/workflows/pages.yml"));
        for job in ["check", "build"] {
            let steps = workflow["jobs"][job]["steps"].as_array().expect("steps");
            let runs: Vec<&str> = steps.iter().filter_map(|it| it["run"].as_str()).collect();
            assert_eq!(runs[0], "npm install --no-audit --no-fund", "{job}");
        }
        // Until it is installed, that is all there is to say.
        let outcome = site.run(&["check", "--root", "site", "--format", "json"]);
        let codes: Vec<&str> = outcome
            .stdout
            .lines()
            .filter(|line| line.contains("\"code\""))
            .collect();
        assert!(codes.len() == 1 && codes[0].contains("P0109"), "{codes:?}");
        let readme = read(&site, "site/README.md");
        assert!(
            readme.contains("`/admin/`") && !readme.contains('%'),
            "{readme}"
        );
        let plain = new_site(language, &["--repository", "org/site"]);
        assert!(!plain.root().join("site/package.json").exists());
        assert!(!read(&plain, "site/content/site.yaml").contains("admin"));
        assert!(!read(&plain, "site/.github/workflows/pages.yml").contains("npm"));
    }
}
