//! `cargo xtask count`: how many instructions the optimised commands take over a generated site, by callgrind.
//!
//! Time says as much about the machine as about the program, and a machine that others use says something else each time. Instructions are
//! the same everywhere to about one in a hundred. They are compared with `benches/instructions.txt`: a command that takes 15 % more than was
//! accepted fails, and `--accept` writes the counts of today. `cargo xtask bench` and `cargo bench` measure time.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::bench::write_parvis;
use crate::corpus;

const ARTICLES: usize = 200;

/// How many instructions more than accepted are too many, in hundredths.
const MARGIN: u64 = 15;

const ACCEPTED: &str = "benches/instructions.txt";

/// Names of what is counted.
const BUILD: &str = "build";
const WITHOUT_SEARCH: &str = "build without the search";
const UNCHANGED: &str = "build of what is published already";
const CHECK: &str = "check";
const SEARCH: &str = "index of the search";

/// What was counted: a name, and the instructions that it took.
type Count = (String, u64);

/// Counts, and compares with what was accepted. Option: `--accept`.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let accept = match arguments {
        [] => false,
        [option] if option == "--accept" => true,
        _ => return Err("usage: cargo xtask count [--accept]".into()),
    };
    let root = &xtask::wasm::workspace_root();
    let counts = count(root)?;
    let path = root.join(ACCEPTED);
    if accept {
        fs::write(&path, text_of(&counts, &compiler()?))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let accepted =
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let accepted = counts_of(&accepted)?;
    for (name, count) in &counts {
        println!("{count:>15}  {}  {name}", change(&accepted, name, *count));
    }
    let faults = regressions(&accepted, &counts);
    if faults.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{}\nIf this is the price of something, `cargo xtask count --accept` and say so in the commit; \
         callgrind_annotate shows where it goes: {}",
        faults.join("\n"),
        work(root).display()
    ))
}

fn work(root: &Path) -> PathBuf {
    root.join("target/count")
}

fn count(root: &Path) -> Result<Vec<Count>, String> {
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build.args(["build", "--release", "--locked", "--package", "parvis"]);
    let built = build.current_dir(root).status();
    if !built.is_ok_and(|status| status.success()) {
        return Err("the optimised build failed".into());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root.join("target"), |folder| root.join(folder));
    let parvis = target.join("release/parvis");
    let work = work(root);
    if work.exists() {
        fs::remove_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
    }
    let model = root.join("content/model.yaml");
    let articles: Vec<corpus::Article> = (0..ARTICLES)
        .map(|position| corpus::article(position, ARTICLES))
        .collect();
    let site = work.join("site");
    write_parvis(&site, &model, &articles, "")?;
    let plain = work.join("plain");
    write_parvis(&plain, &model, &articles, "search: false")?;
    let counted = |name: &str, command: &str, site: &Path| {
        let mut counted = Command::new("valgrind");
        let annotated = work.join(format!("{}.callgrind", name.replace(' ', "-")));
        counted.arg("--tool=callgrind");
        counted.arg(format!("--callgrind-out-file={}", annotated.display()));
        counted.arg(&parvis).arg(command).arg("--root").arg(site);
        // What depends on the day and on the number of processors does not belong to the count.
        counted.args(["--today", "2026-06-01"]);
        counted.env("RAYON_NUM_THREADS", "1");
        collected(&mut counted)
    };
    let build = counted(BUILD, "build", &site)?;
    let without_search = counted(WITHOUT_SEARCH, "build", &plain)?;
    Ok([
        (BUILD, build),
        (SEARCH, build.saturating_sub(without_search)),
        (UNCHANGED, counted(UNCHANGED, "build", &site)?),
        (CHECK, counted(CHECK, "check", &site)?),
    ]
    .map(|(name, count)| (name.to_owned(), count))
    .to_vec())
}

/// Runs a command under callgrind, and returns how many instructions it took.
fn collected(command: &mut Command) -> Result<u64, String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("valgrind: {error}; apt-get install valgrind"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{command:?}: {}\n{text}", output.status));
    }
    text.lines()
        .find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
        .ok_or_else(|| format!("callgrind gave no count:\n{text}"))
}

/// The compiler in words: another one makes other instructions.
fn compiler() -> Result<String, String> {
    let output = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .arg("--version")
        .output()
        .map_err(|error| format!("rustc: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn text_of(counts: &[Count], compiler: &str) -> String {
    let mut text = format!(
        "# Instructions of the optimised parvis over {ARTICLES} generated articles, on one thread, by callgrind.\n\
         # `cargo xtask count` compares with them, `cargo xtask count --accept` writes them. Made by {compiler}.\n"
    );
    for (name, count) in counts {
        let _ = writeln!(text, "{count:>15}  {name}");
    }
    text
}

fn counts_of(text: &str) -> Result<Vec<Count>, String> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (count, name) = line.trim().split_once("  ")?;
            Some((name.to_owned(), count.parse().ok()?))
        })
        .collect::<Option<_>>()
        .ok_or_else(|| format!("{ACCEPTED} is not what `cargo xtask count --accept` writes"))
}

fn accepted_for(accepted: &[Count], name: &str) -> Option<u64> {
    let found = accepted.iter().find(|(other, _)| other == name);
    found.map(|(_, count)| *count)
}

/// What is to be told of a count beside the accepted one, such as `+ 3.1 %`.
fn change(accepted: &[Count], name: &str, count: u64) -> String {
    match accepted_for(accepted, name) {
        Some(accepted) => {
            let change = (count as f64 / accepted as f64 - 1.0) * 100.0;
            format!("{change:>+6.1} %")
        }
        None => format!("{:>8}", "new"),
    }
}

/// What takes too many instructions, or was never accepted.
fn regressions(accepted: &[Count], counts: &[Count]) -> Vec<String> {
    let regression = |(name, count): &Count| match accepted_for(accepted, name) {
        Some(accepted) if *count <= accepted + accepted * MARGIN / 100 => None,
        Some(accepted) => Some(format!(
            "{name} takes {count} instructions, {} more than the {accepted} that were accepted",
            change(&[(name.clone(), accepted)], name, *count).trim()
        )),
        None => Some(format!("{name} is not in {ACCEPTED}")),
    };
    counts.iter().filter_map(regression).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(pairs: &[(&str, u64)]) -> Vec<Count> {
        let owned = |(name, count): &(&str, u64)| ((*name).to_owned(), *count);
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn what_is_accepted_is_read_back() {
        let counts = counts(&[("build", 1_234), ("index of the search", 56)]);
        let text = text_of(&counts, "rustc 1.89.0");
        assert_eq!(counts_of(&text), Ok(counts));
    }

    #[test]
    fn fifteen_in_a_hundred_are_allowed_and_one_more_instruction_is_not() {
        let accepted = counts(&[("build", 1_000), ("check", 1_000)]);
        let allowed = counts(&[("build", 1_150), ("check", 1)]);
        assert_eq!(regressions(&accepted, &allowed), Vec::<String>::new());
        let more = counts(&[("build", 1_151), ("check", 1_000)]);
        let expected =
            "build takes 1151 instructions, +15.1 % more than the 1000 that were accepted";
        assert_eq!(regressions(&accepted, &more), [expected]);
    }

    #[test]
    fn what_was_never_accepted_is_told() {
        let found = regressions(&counts(&[("build", 1)]), &counts(&[("check", 1)]));
        assert_eq!(found, ["check is not in benches/instructions.txt"]);
    }
}
