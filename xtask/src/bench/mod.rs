//! `cargo xtask bench`: whole-process builds of a generated site, by Parvis and by its peers.
//!
//! All build the same articles in the same run, in turn, each into an empty folder on a memory
//! file system where there is one: a warm-up, then five runs, of which the medians are kept. The
//! outcome goes to the terminal and, when nothing was left out, to `docs/PERFORMANCE.md`.

mod features;
mod floor;
mod measure;
mod page;
mod peers;
mod report;
mod search;
mod serve;
mod sites;
mod sizes;
mod waits;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus;
use measure::Measurement;
use peers::{Installed, Peer};

pub(crate) use measure::run as measure;
pub(crate) use sites::write_parvis;

/// What the command line asks for.
struct Options {
    sizes: Vec<usize>,
    runs: usize,
    peers: Vec<Peer>,
}

/// The measurements of one number of articles.
struct Comparison {
    articles: usize,
    /// Parvis, with each of the [`VARIANTS`] of its site.
    parvis: Vec<Contestant>,
    /// Those that are given as many.
    peers: Vec<Contestant>,
    /// The least that can be done.
    floor: Contestant,
}

/// What Parvis is given to build, by what `site.yaml` switches off beside the social cards.
const VARIANTS: [(&str, &str); 3] = [
    ("Parvis", ""),
    ("Parvis without the search", "search: false"),
    (
        "Parvis without the search and related articles",
        "search: false, related: false",
    ),
];

/// Who builds, before it has been measured.
struct Entrant {
    name: &'static str,
    build: Command,
    output: PathBuf,
    /// A file that is written before each run.
    configuration: Option<(PathBuf, String)>,
}

/// One generator's medians.
struct Contestant {
    name: &'static str,
    /// HTML files in the output.
    pages: usize,
    /// Every file in the output.
    files: usize,
    median: Measurement,
}

/// Runs the benchmark. Options: `--articles 1000,10000`, `--runs 5`, `--peers hugo,eleventy,mdbook` or `none`. With `search`,
/// `features`, `waits`, `serve` or `sizes` first, that of the search, of what each feature costs, of what a visitor waits for, of what an
/// editor does, or of what an article costs in a large site.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments.split_first() {
        Some((first, rest)) if first == "search" => return search::run(rest),
        Some((first, rest)) if first == "features" => return features::run(rest),
        Some((first, rest)) if first == "waits" => return waits::run(rest),
        Some((first, rest)) if first == "serve" => return serve::run(rest),
        Some((first, rest)) if first == "sizes" => return sizes::run(rest),
        _ => {}
    }
    let options = Options::parse(arguments)?;
    let root = &xtask::wasm::workspace_root();
    let parvis = build_parvis(root)?;
    let work = root.join("target/bench");
    let peers: Vec<Installed> = options
        .peers
        .iter()
        .map(|peer| peer.install(&work))
        .collect::<Result<_, _>>()?;
    let floor = floor::install(&work)?;
    let output = Scratch::new(&work)?;
    let mut comparisons = Vec::new();
    for &articles in &options.sizes {
        comparisons.push(compare(
            root,
            &work,
            &output.0,
            &Generators {
                parvis: &parvis,
                peers: &peers,
                floor: &floor,
            },
            articles,
            options.runs,
        )?);
    }
    let table = report::table(&comparisons);
    println!("\n{table}");
    if options.peers == Peer::ALL && options.runs >= 5 && options.sizes == Options::SIZES {
        let path = root.join(page::PATH);
        let mut document = report::document(&comparisons, &table, &peers);
        // Other runs write the other sections.
        let former = fs::read_to_string(&path).unwrap_or_default();
        for name in [
            features::SECTION,
            search::SECTION,
            waits::SECTION,
            serve::SECTION,
            sizes::SECTION,
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
            peers: Peer::ALL.to_vec(),
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
                "--peers" => {
                    let names = value()?;
                    let chosen = |peer: &Peer| {
                        let name = peer.name().to_lowercase();
                        names.split(',').any(|wanted| wanted == name)
                    };
                    options.peers = Peer::ALL.into_iter().filter(chosen).collect();
                    if options.peers.len() != names.split(',').filter(|it| *it != "none").count() {
                        return Err(format!("not a list of peers: {names}"));
                    }
                }
                other => return Err(format!("unknown option: {other}")),
            }
        }
        if options.runs == 0 || options.sizes.contains(&0) {
            return Err("a benchmark needs at least one run of one article".into());
        }
        Ok(options)
    }
}

/// The programs.
struct Generators<'a> {
    parvis: &'a Path,
    peers: &'a [Installed],
    floor: &'a Path,
}

fn compare(
    root: &Path,
    work: &Path,
    output: &Path,
    generators: &Generators<'_>,
    articles: usize,
    runs: usize,
) -> Result<Comparison, String> {
    eprintln!("{articles} articles: writing the sites");
    let mut entrants = entrants(root, work, output, generators, articles)?;
    let mut measured: Vec<Vec<Measurement>> = vec![Vec::new(); entrants.len()];
    for run in 0..=runs {
        let name = if run == 0 {
            "warm-up".into()
        } else {
            format!("run {run}")
        };
        eprint!("{articles} articles, {name}:");
        for (entrant, runs) in entrants.iter().zip(&mut measured) {
            if let Some((path, text)) = &entrant.configuration {
                sites::write(path, text)?;
            }
            empty(&entrant.output)?;
            let measurement = measure::once(&entrant.build)?;
            eprint!(" {} {:.3} s;", entrant.name, measurement.seconds);
            // The first is the warm-up.
            if run > 0 {
                runs.push(measurement);
            }
        }
        eprintln!();
    }
    let mut outcomes = Vec::new();
    for (entrant, runs) in entrants.iter().zip(&measured) {
        let (files, pages) = count(&entrant.output)?;
        outcomes.push(Contestant {
            name: entrant.name,
            pages,
            files,
            median: Measurement::median(runs),
        });
        empty(&entrant.output)?;
    }
    // The site is left as the first of its variants.
    if let Some((path, text)) = entrants.remove(0).configuration {
        sites::write(&path, &text)?;
    }
    let floor = outcomes.pop().ok_or("nothing was measured")?;
    let peers = outcomes.split_off(VARIANTS.len());
    Ok(Comparison {
        articles,
        parvis: outcomes,
        peers,
        floor,
    })
}

/// Writes the articles for each generator, and returns the variants of Parvis, the peers, then the floor.
fn entrants(
    root: &Path,
    work: &Path,
    output: &Path,
    generators: &Generators<'_>,
    articles: usize,
) -> Result<Vec<Entrant>, String> {
    let corpus: Vec<corpus::Article> = (0..articles)
        .map(|position| corpus::article(position, articles))
        .collect();
    let site = work.join(format!("parvis-{articles}"));
    sites::write_parvis(&site, &root.join("content/model.yaml"), &corpus, "")?;
    let mut entrants = Vec::new();
    for (place, (name, features)) in VARIANTS.into_iter().enumerate() {
        let output = output.join(format!("parvis-{place}"));
        let mut build = Command::new(generators.parvis);
        build.arg("build").arg("--root").arg(&site);
        build.arg("--out").arg(&output);
        build.args(["--today", "2026-01-01", "--quiet"]);
        let configuration = site.join(corpus::site::CONFIGURATION);
        entrants.push(Entrant {
            name,
            build,
            output,
            configuration: Some((configuration, corpus::site::configuration(features))),
        });
    }
    let peers = generators.peers.iter();
    for peer in peers.filter(|peer| articles <= peer.peer.most()) {
        let name = peer.peer.name();
        let site = work.join(format!("{}-{articles}", name.to_lowercase()));
        peer.write_site(&site, &corpus)?;
        let output = output.join(name);
        entrants.push(Entrant {
            name,
            build: peer.build(&site, &output, work),
            output,
            configuration: None,
        });
    }
    let output = output.join("floor");
    entrants.push(Entrant {
        name: "the floor",
        build: floor::build(generators.floor, &site, &output),
        output,
        configuration: None,
    });
    Ok(entrants)
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
