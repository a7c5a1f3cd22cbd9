//! `cargo xtask bench search`: Parvis's search beside Pagefind, on the same sites.
//!
//! The time to index a page is measured here: Pagefind's is that of its whole run on the built pages; ours is that of the search crate on
//! the texts that the site's index holds, on one thread. What a query finds and how many bytes a first one takes is measured in a browser,
//! by `tests/browser/search-bench.js`. The outcome goes to a section of `docs/PERFORMANCE.md`, between two markers.

mod texts;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use parvis_search::{Document, Language, build_index};
use serde::{Deserialize, Serialize};

use super::{build_parvis, empty, page, report::grouped, sites, succeed};
use crate::corpus;

/// Of its section of the page.
pub(super) const SECTION: &str = "search";

/// A site to search, for the browser's part.
#[derive(Serialize)]
struct Site {
    name: String,
    queries: &'static str,
    built: PathBuf,
    pagefind: Option<PathBuf>,
}

/// What indexing a site took.
struct Indexing {
    pages: usize,
    /// Microseconds a page.
    parvis: f64,
    pagefind: Option<f64>,
    files: usize,
    bytes: u64,
}

/// What the browser measured.
#[derive(Deserialize)]
struct Answers {
    engines: Vec<Engine>,
}

#[derive(Deserialize)]
struct Engine {
    engine: String,
    results: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    query: String,
    engine_bytes: usize,
    index_bytes: usize,
    requests: usize,
    expected: usize,
    found: usize,
    rank: Option<usize>,
}

/// Runs the benchmark. Options: `--texts DIR`, a folder of French Markdown with titles, `--no-large`, without 10,000 articles.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let mut texts = None;
    let mut large = true;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--texts" => texts = Some(arguments.next().ok_or("--texts needs a folder")?),
            "--no-large" => large = false,
            other => return Err(format!("unknown option: {other}")),
        }
    }
    let root = &xtask::wasm::workspace_root();
    let parvis = build_parvis(root)?;
    let work = root.join("target/bench/search");
    fs::create_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
    let pagefind = install_pagefind(&work)?;
    let model = root.join("content/model.yaml");

    let mut places = vec![("The sample site".to_owned(), "sample", root.clone())];
    let mut written = |name: String, queries, folder: &str, articles: &[corpus::Article]| {
        let site = work.join(folder);
        sites::write_parvis(&site, &model, articles, "")?;
        places.push((name, queries, site));
        Ok::<(), String>(())
    };
    let vectors = texts::vectors();
    written("Vectors".to_owned(), "vectors", "vectors", &vectors)?;
    if let Some(folder) = texts {
        let articles = texts::read(Path::new(folder))?;
        let name = format!("{} articles of a public site", grouped(articles.len()));
        written(name, "real", "real", &articles)?;
    }
    for count in [1_000, 10_000].into_iter().take(1 + usize::from(large)) {
        let articles: Vec<_> = (0..count)
            .map(|position| corpus::article(position, count))
            .collect();
        let name = format!("{} generated articles", grouped(count));
        written(name, "generated", &format!("generated-{count}"), &articles)?;
    }

    let mut asked = Vec::new();
    let mut indexings = Vec::new();
    for (name, queries, source) in places {
        eprintln!("{name}: building and indexing");
        let output = work.join(format!("public-{queries}-{}", asked.len()));
        empty(&output)?;
        let mut build = Command::new(&parvis);
        build.arg("build").arg("--root").arg(&source);
        build.arg("--out").arg(&output);
        build.args([
            "--today",
            "2026-11-22",
            "--base-url",
            "http://127.0.0.1/",
            "--quiet",
        ]);
        succeed(&mut build)?;
        let bundle = work.join(format!("pagefind-{queries}-{}", asked.len()));
        empty(&bundle)?;
        let mut indexing = index(&output)?;
        let start = Instant::now();
        let mut run = Command::new(&pagefind);
        run.arg("--site")
            .arg(&output)
            .arg("--output-path")
            .arg(&bundle);
        run.args(["--root-selector", "main", "--quiet", "--glob", DOCUMENTS]);
        succeed(&mut run)?;
        let pages = pages(&output)?;
        indexing.pagefind = Some(start.elapsed().as_secs_f64() * 1e6 / pages.max(1) as f64);
        indexings.push(indexing);
        asked.push(Site {
            name,
            queries,
            built: output,
            pagefind: Some(bundle),
        });
    }
    let list = work.join("sites.json");
    let json = serde_json::to_string(&asked).map_err(|error| error.to_string())?;
    fs::write(&list, json).map_err(|error| format!("{}: {error}", list.display()))?;
    let output = Command::new("node")
        .current_dir(root.join("tests/browser"))
        .arg("search-bench.js")
        .arg(&list)
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|error| format!("node: {error}"))?;
    let answers: Vec<Answers> = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("search-bench.js: {error} (run `cargo xtask test` first)"))?;
    let version = version_of(&pagefind)?;
    let section = section(&asked, &indexings, &answers, &version);
    println!("\n{section}");
    page::write_section(root, SECTION, &section)
}

/// The pages that both index: those of documents.
const DOCUMENTS: &str = "{articles,glossaire,evenements,livres,auteurs}/*/index.html";

fn pages(output: &Path) -> Result<usize, String> {
    let mut count = 0;
    for folder in ["articles", "glossaire", "evenements", "livres", "auteurs"] {
        let Ok(entries) = fs::read_dir(output.join(folder)) else {
            continue;
        };
        for entry in entries {
            let entry = entry.map_err(|error| error.to_string())?;
            count += usize::from(entry.path().join("index.html").is_file());
        }
    }
    Ok(count)
}

/// Makes the index of a built site again, from the texts that its index holds, and times it: the median of three.
fn index(output: &Path) -> Result<Indexing, String> {
    let folder = output.join("recherche/index");
    let mut records = Vec::new();
    let (mut files, mut bytes) = (0, 0);
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let content = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        files += 1;
        bytes += content.len() as u64;
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = String::from_utf8(content).map_err(|error| error.to_string())?;
            records.extend(text.split_terminator('\u{1e}').map(|record| {
                record
                    .split('\u{1f}')
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            }));
        }
    }
    records.sort();
    let documents: Vec<Document<'_>> = records
        .iter()
        .filter_map(|record| match record.as_slice() {
            [url, title, kind, category, year, summary, body] => Some(Document {
                url,
                title,
                kind,
                category: Some(category.as_str()).filter(|category| !category.is_empty()),
                year: year.parse().ok(),
                summary,
                body,
                ..Document::default()
            }),
            _ => None,
        })
        .collect();
    let mut times: Vec<f64> = (0..3)
        .map(|_| {
            let start = Instant::now();
            let made = build_index(Language::French, &documents);
            assert!(!made.is_empty(), "an index has a root");
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    Ok(Indexing {
        pages: documents.len(),
        parvis: times[1] / documents.len().max(1) as f64,
        pagefind: None,
        files,
        bytes,
    })
}

/// Pagefind's binary, from its package, below `work`.
fn install_pagefind(work: &Path) -> Result<PathBuf, String> {
    let binary = work.join("node_modules/.bin/pagefind");
    if !binary.exists() {
        let manifest = work.join("package.json");
        fs::write(&manifest, "{\"private\": true}\n")
            .map_err(|error| format!("{}: {error}", manifest.display()))?;
        let mut npm = Command::new("npm");
        npm.current_dir(work).args([
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "pagefind@1",
        ]);
        succeed(&mut npm)?;
    }
    Ok(binary)
}

fn version_of(pagefind: &Path) -> Result<String, String> {
    let output = Command::new(pagefind)
        .arg("--version")
        .output()
        .map_err(|error| format!("{}: {error}", pagefind.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text
        .split_whitespace()
        .last()
        .unwrap_or_default()
        .to_owned())
}

fn median(values: impl Iterator<Item = usize>) -> usize {
    let mut values: Vec<usize> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.0} KB", bytes as f64 / 1e3)
}

fn section(sites: &[Site], indexings: &[Indexing], answers: &[Answers], version: &str) -> String {
    let mut text = format!(
        "## Search, beside Pagefind {version}\n\n\
         Written by `cargo xtask bench search --texts DIR`. Both engines index the same documents of the same built sites and answer the same \
         queries (`tests/browser/search-bench.json`), each in a browser with an empty cache.\n\n\
         | site | engine | a page indexed in | first query, median (largest) | engine itself | requests | recall in ten | mean reciprocal rank |\n\
         |---|---|---:|---:|---:|---:|---:|---:|\n"
    );
    let mut missed = String::new();
    for ((site, indexing), answers) in sites.iter().zip(indexings).zip(answers) {
        for engine in &answers.engines {
            let own = engine.engine == "parvis";
            let name = if own { "Parvis" } else { "Pagefind" };
            let time = if own {
                Some(indexing.parvis)
            } else {
                indexing.pagefind
            };
            let results = &engine.results;
            let largest = results.iter().map(|answer| answer.index_bytes).max();
            let judged: Vec<&Answer> = results.iter().filter(|it| it.expected > 0).collect();
            let (recall, rank) = if judged.is_empty() {
                ("–".to_owned(), "–".to_owned())
            } else {
                let found: usize = judged.iter().map(|answer| answer.found).sum();
                let expected: usize = judged.iter().map(|answer| answer.expected).sum();
                let reciprocal = judged
                    .iter()
                    .filter_map(|answer| answer.rank)
                    .map(|rank| 1.0 / rank as f64);
                (
                    format!("{found} of {expected}"),
                    format!("{:.2}", reciprocal.sum::<f64>() / judged.len() as f64),
                )
            };
            writeln!(
                text,
                "| {} | {name} | {} | {} ({}) | {} | {} | {recall} | {rank} |",
                site.name,
                time.map_or_else(|| "–".to_owned(), |time| format!("{:.2} ms", time / 1e3)),
                kilobytes(median(results.iter().map(|answer| answer.index_bytes))),
                kilobytes(largest.unwrap_or_default()),
                kilobytes(median(results.iter().map(|answer| answer.engine_bytes))),
                median(results.iter().map(|answer| answer.requests)),
            )
            .expect("a string takes any text");
            let lost: Vec<&str> = judged
                .iter()
                .filter(|answer| answer.found < answer.expected)
                .map(|answer| answer.query.as_str())
                .collect();
            if !lost.is_empty() {
                writeln!(missed, "- {name}, {}: {}.", site.name, lost.join(" · "))
                    .expect("a string takes any text");
            }
        }
    }
    text.push_str("\nQueries that miss a page that they should find:\n\n");
    text.push_str(if missed.is_empty() {
        "- none.\n"
    } else {
        &missed
    });
    text.push_str("\nThe index of Parvis on disk:\n\n| site | documents | files | size |\n|---|---:|---:|---:|\n");
    for (site, indexing) in sites.iter().zip(indexings) {
        writeln!(
            text,
            "| {} | {} | {} | {:.1} MB |",
            site.name,
            grouped(indexing.pages),
            grouped(indexing.files),
            indexing.bytes as f64 / 1e6
        )
        .expect("a string takes any text");
    }
    writeln!(
        text,
        "\nA page’s time is CPU time on one thread for Parvis (analysis and index, from the text that the build has in memory anyway) and wall \
         time on all threads for Pagefind (which reads the pages back). Bytes are as sent by a server that compresses text and modules; the \
         engine is what is fetched once, the query is everything else, excerpts of ten results included.\n"
    )
    .expect("a string takes any text");
    text
}
