//! `cargo xtask test`: the whole test suite, in one command, on a machine that has Rust and little
//! else.
//!
//! It installs what the suite needs (cargo-nextest, Node.js, Chromium, Python and Java through apt, the
//! packages of `tests/browser` and `tests/parsers`), runs every part even after one has failed, and
//! ends with the runners' own summaries. A part that cannot run has failed: nothing is skipped.
//!
//! Dependencies are built once, optimised. Parvis itself is built twice: not optimised for its unit
//! tests, which take longer to build than to run, and with the development profile for the tests that
//! run it; the parsers and the browser use the binary of these. It is clippy that builds it, so that
//! nothing is checked a third time: a lint fails the build of the tests.

mod installed;
mod lints;
mod tools;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use installed::Installed;

/// The parts that `--only` can choose.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Only {
    Rust,
    Parsers,
    Browser,
}

/// Runs the suite. Options: `--only rust|parsers|browser`.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let only = match arguments {
        [] => None,
        [option, part] if option == "--only" && part == "rust" => Some(Only::Rust),
        [option, part] if option == "--only" && part == "parsers" => Some(Only::Parsers),
        [option, part] if option == "--only" && part == "browser" => Some(Only::Browser),
        _ => return Err("usage: cargo xtask test [--only rust|parsers|browser]".into()),
    };
    let root = &xtask::wasm::workspace_root();
    let mut suite = Suite::default();
    let wanted = |part| only.is_none_or(|only| only == part);
    let (parsers, browser) = (wanted(Only::Parsers), wanted(Only::Browser));
    let installing = Installed::begin(root, parsers, browser);
    if wanted(Only::Rust) {
        run_rust(&mut suite, root);
    }
    // The whole suite has built the binary by now, among the tests. Asked for by itself, cargo would choose fewer features of the
    // dependencies, and build most of them again.
    if only.is_some_and(|only| only != Only::Rust) {
        suite.part("binary", || {
            stream(
                cargo(root).args(["build", "--locked", "--package", "parvis"]),
                |_| false,
            )
        });
    }
    let installed = installing.finish()?;
    if parsers {
        run_parsers(&mut suite, root, &installed);
    }
    if browser {
        run_browser(&mut suite, root, &installed);
    }
    suite.finish()
}

/// Formatting, lints, unit and integration tests, documentation tests.
fn run_rust(suite: &mut Suite, root: &Path) {
    suite.part("rustfmt", || {
        tools::component("rustfmt")?;
        stream(cargo(root).args(["fmt", "--all", "--check"]), |_| false)
    });
    suite.part("lints can fail", || {
        tools::component("clippy")?;
        lints::can_fail(&target(root)).map(|()| Outcome::default())
    });
    suite.part("lints and unit tests", || {
        tools::nextest()?;
        stream(&mut nextest(root, &["--lib"]), is_summary)
    });
    // These run the program, and so does what follows: it is the one of the development profile.
    suite.part("lints and integration tests", || {
        let targets = ["--bins", "--bench", "*", "--test", "*"];
        let mut tests = nextest(root, &targets);
        stream(tests.args(["--cargo-profile", "dev"]), is_summary)
    });
    suite.part("doctests", || {
        let mut doctests = lints::checked(cargo(root));
        doctests.args(["test", "--doc", "--workspace", "--locked"]);
        doctests.args(["--profile", "dev"]);
        stream(&mut doctests, |line| line.starts_with("test result:"))
    });
}

/// The tests of these targets, all of them even after one has failed.
fn nextest(root: &Path, targets: &[&str]) -> Command {
    let mut nextest = lints::checked(cargo(root));
    nextest.args([
        "nextest",
        "run",
        "--workspace",
        "--locked",
        "--no-fail-fast",
    ]);
    nextest.args(targets);
    nextest
}

fn is_summary(line: &str) -> bool {
    line.trim_start().starts_with("Summary [")
}

/// The sample site, read back by programs that others wrote: feeds, structured data, Markdown, HTML and
/// CSS; and every link of it, followed.
fn run_parsers(suite: &mut Suite, root: &Path, installed: &Installed) {
    const BASE_URL: &str = "https://parvis.example.org/kb/";
    let folder = root.join("tests/parsers");
    let work = target(root).join("parsers");
    let site = work.join("site");
    suite.part("parsers", || {
        let python = installed.python()?;
        let mut build = Command::new(binary(root));
        build.current_dir(root);
        build.args(["build", "--quiet", "--base-url", BASE_URL, "--out"]);
        stream(build.arg(&site), |_| false)?.succeeded()?;
        let mut read = in_folder(&python.display().to_string(), &["read_back.py"], &folder);
        stream(read.arg(&site).arg(BASE_URL), |line| {
            line.starts_with("read back: ")
        })
    });
    suite.part("vocabulary", || {
        installed.packages("tests/parsers")?;
        let mut types = in_folder("node", &["types.js"], &folder);
        stream(types.arg(work.join("nodes.json")), |line| {
            line.starts_with("types: ")
        })
    });
    suite.part("valid", || {
        installed.packages("tests/parsers")?;
        installed.java()?;
        let mut valid = in_folder("node", &["valid.js"], &folder);
        stream(valid.arg(&site).arg(BASE_URL), |line| {
            line.starts_with("valid: ")
        })
    });
    suite.part("links", || {
        let mut links = in_folder("python3", &["links.py"], &folder);
        stream(links.arg(&site).arg(BASE_URL), |line| {
            line.starts_with("links: ")
        })
    });
}

/// The sample site, built and used in a headless browser, then judged by Lighthouse.
fn run_browser(suite: &mut Suite, root: &Path, installed: &Installed) {
    let folder = root.join("tests/browser");
    suite.part("browser", || {
        let chromium = installed.chromium()?;
        installed.packages("tests/browser")?;
        let mut tests = in_folder("npm", &["test", "--silent"], &folder);
        tests.env("PARVIS", binary(root)).env("CHROMIUM", chromium);
        stream(&mut tests, |line| line.starts_with("ℹ "))
    });
    let folder = root.join("tests/lighthouse");
    suite.part("lighthouse", || {
        let chromium = installed.chromium()?;
        installed.packages("tests/browser")?;
        installed.packages("tests/lighthouse")?;
        let mut judge = in_folder("npm", &["test", "--silent"], &folder);
        judge.env("PARVIS", binary(root)).env("CHROMIUM", chromium);
        stream(&mut judge, |line| line.starts_with("lighthouse: "))
    });
}

/// The outcome of the parts so far.
#[derive(Default)]
struct Suite {
    /// By part: how many seconds it took, and the lines that sum it up.
    summaries: Vec<(&'static str, u64, Vec<String>)>,
    failures: Vec<(&'static str, String)>,
}

impl Suite {
    fn part(&mut self, name: &'static str, run: impl FnOnce() -> Result<Outcome, String>) {
        eprintln!("\n── {name}");
        let start = Instant::now();
        let ended = run();
        let seconds = start.elapsed().as_secs();
        match ended {
            Ok(outcome) => {
                self.summaries.push((name, seconds, outcome.summary));
                if let Some(failure) = outcome.failure {
                    self.failures.push((name, failure));
                }
            }
            Err(failure) => {
                eprintln!("{failure}");
                self.failures.push((name, failure));
            }
        }
    }

    fn finish(self) -> Result<(), String> {
        println!("\n── summary");
        for (name, seconds, lines) in &self.summaries {
            let failed = self.failures.iter().any(|(failed, _)| failed == name);
            let outcome = if failed { "FAILED" } else { "ok" };
            println!("{name}: {outcome} ({seconds} s)");
            for line in lines {
                println!("  {}", line.trim());
            }
        }
        if self.failures.is_empty() {
            return Ok(());
        }
        let failures: Vec<String> = self
            .failures
            .iter()
            .map(|(name, failure)| format!("{name}: {failure}"))
            .collect();
        Err(failures.join("\n"))
    }
}

/// How a command that could be started has ended.
#[derive(Default)]
struct Outcome {
    /// The lines of its output that sum it up.
    summary: Vec<String>,
    failure: Option<String>,
}

impl Outcome {
    /// This outcome, which must be a success: what follows depends on it.
    fn succeeded(self) -> Result<Self, String> {
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok(self),
        }
    }
}

/// Runs a command, passes its output on as it comes, and keeps the lines that sum it up.
fn stream(command: &mut Command, sums_up: fn(&str) -> bool) -> Result<Outcome, String> {
    let name = Path::new(command.get_program()).display().to_string();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{name}: {error}"))?;
    let stdout = child
        .stdout
        .take()
        .map(|out| thread::spawn(move || pass_on(out, sums_up)));
    let stderr = child
        .stderr
        .take()
        .map(|err| thread::spawn(move || pass_on(err, sums_up)));
    let status = child.wait().map_err(|error| format!("{name}: {error}"))?;
    let mut summary = Vec::new();
    for reader in [stdout, stderr].into_iter().flatten() {
        summary.extend(
            reader
                .join()
                .map_err(|_| format!("{name}: its output was lost"))?,
        );
    }
    let failure = (!status.success()).then(|| format!("{name}: {status}"));
    Ok(Outcome { summary, failure })
}

fn pass_on(stream: impl Read, sums_up: fn(&str) -> bool) -> Vec<String> {
    let mut kept = Vec::new();
    let mut output = std::io::stdout();
    for line in BufReader::new(stream).split(b'\n') {
        let Ok(line) = line else { break };
        let line = String::from_utf8_lossy(&line).into_owned();
        if writeln!(output, "{line}").is_err() {
            break;
        }
        if sums_up(&line) {
            kept.push(line);
        }
    }
    kept
}

fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root);
    cargo
}

fn in_folder(program: &str, arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    command
}

/// The binary of the development profile.
fn binary(root: &Path) -> PathBuf {
    target(root).join("debug/parvis")
}

fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root.join("target"), |folder| root.join(folder))
}
