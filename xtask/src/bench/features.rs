//! `cargo xtask bench features`: what each feature of `site.yaml` adds to a build.
//!
//! One corpus, built with everything but social cards, then with one feature less at a time, then with the cards too, in turn: a warm-up, then the runs, whole processes into an empty
//! folder, of which the medians are kept. To the corpus of the other benchmarks this one adds a glossary whose terms stand in the texts, and a block of
//! code in each article. The outcome goes to a section of `docs/PERFORMANCE.md`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::measure::{self, Measurement};
use super::{Scratch, build_parvis, count, empty, page, report::grouped, sites};
use crate::corpus;

/// Of its section of the page.
pub(super) const SECTION: &str = "features";

/// Each switch, and what it turns off.
const FEATURES: [(&str, &str); 6] = [
    ("typography", "typography of the language"),
    ("glossary_links", "links to the glossary"),
    ("highlighting", "colours of code"),
    ("related", "related articles, by traits and text"),
    ("search", "search index"),
    ("markdown_copies", "Markdown of each article"),
];

/// What the corpus turns off: a card takes longer than all the rest of its article, and stays as it is until its words change.
const CARDS: &str = "social_cards: false";

/// Words of the corpus, as a glossary would define them.
const TERMS: [&str; 4] = [
    "qualité perçue",
    "symétrie des attentions",
    "relation de service",
    "décision",
];

const CODE: &str = "\n```yaml\n---\ntitle: 'L’accueil du soir'\ndate: 2026-11-16\ntags: ['accueil', 'horaires']  # deux thèmes\n---\n```\n";

/// Runs the benchmark. Options: `--articles 10000`, `--runs 5`.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let (mut articles, mut runs) = (10_000, 5);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let target = match argument.as_str() {
            "--articles" => &mut articles,
            "--runs" => &mut runs,
            other => return Err(format!("unknown option: {other}")),
        };
        let value = arguments
            .next()
            .and_then(|value| value.parse().ok())
            .filter(|value| *value > 0);
        *target = value.ok_or(format!("{argument} needs a number above 0"))?;
    }
    let root = &xtask::wasm::workspace_root();
    let parvis = build_parvis(root)?;
    let work = root.join("target/bench");
    let site = work.join("features");
    write_site(root, &site, articles)?;
    let output = Scratch::new(&work)?;
    let folder = output.0.join("site");
    let mut build = Command::new(parvis);
    build.arg("build").arg("--root").arg(&site);
    build.arg("--out").arg(&folder);
    build.args(["--today", "2026-01-01", "--quiet"]);

    let config = site.join("content/site.yaml");
    let failed = |error: std::io::Error| format!("{}: {error}", config.display());
    let everything = fs::read_to_string(&config).map_err(failed)?;
    if !everything.contains(CARDS) {
        return Err(format!("{}: no `{CARDS}`", config.display()));
    }
    let variants: Vec<(String, String)> =
        std::iter::once(("everything but cards".to_owned(), everything.clone()))
            .chain(FEATURES.iter().map(|(name, _)| {
                let without = everything.replace(CARDS, &format!("{CARDS}, {name}: false"));
                (format!("without {name}"), without)
            }))
            .chain(std::iter::once((
                "with cards".to_owned(),
                everything.replace(CARDS, "social_cards: true"),
            )))
            .collect();
    let mut measured: Vec<Vec<Measurement>> = vec![Vec::new(); variants.len()];
    let mut files = vec![0; variants.len()];
    for run in 0..=runs {
        for (position, (name, text)) in variants.iter().enumerate() {
            fs::write(&config, text).map_err(failed)?;
            empty(&folder)?;
            let measurement = measure::once(&build)?;
            eprintln!("run {run}, {name}: {:.3} s", measurement.seconds);
            // The first is the warm-up.
            if run > 0 {
                measured[position].push(measurement);
            }
            files[position] = count(&folder)?.0;
        }
    }
    fs::write(&config, &everything).map_err(failed)?;
    let medians: Vec<Measurement> = measured
        .iter()
        .map(|runs| Measurement::median(runs))
        .collect();
    let section = section(articles, runs, &medians, &files);
    println!("\n{section}");
    page::write_section(root, SECTION, &section)
}

fn write_site(root: &Path, site: &Path, articles: usize) -> Result<(), String> {
    let corpus: Vec<corpus::Article> = (0..articles)
        .map(|position| {
            let mut article = corpus::article(position, articles);
            article.body.push_str(CODE);
            article
        })
        .collect();
    sites::write_parvis(site, &root.join("content/model.yaml"), &corpus, "")?;
    for (position, term) in TERMS.iter().enumerate() {
        let text = format!(
            "---\ntitle: '{term}'\ndefinition: 'Ce que l’on entend par là.'\n---\nUn terme.\n"
        );
        let path = site.join(format!("content/glossary/terme-{}.md", position + 1));
        sites::write(&path, &text)?;
    }
    Ok(())
}

fn section(articles: usize, runs: usize, medians: &[Measurement], files: &[usize]) -> String {
    let all = medians[0];
    let mut text = format!(
        "## What each feature costs\n\n\
         Written by `cargo xtask bench features`: {} articles, built with everything on but social cards, without one feature at a time, and with the cards, in turn; medians of {runs} runs \
         after a warm-up. With everything but cards: {:.2} s, {:.2} s of processor time, {} MB, {} files.\n\n\
         | feature (`features` in `site.yaml`) | time without it | time with it ÷ without it | processor time with ÷ without | files |\n\
         |---|---:|---:|---:|---:|\n",
        grouped(articles),
        all.seconds,
        all.processor,
        grouped((all.memory as f64 / 1e6).round() as usize),
        grouped(files[0]),
    );
    for ((name, what), (without, count)) in FEATURES.iter().zip(medians.iter().zip(files).skip(1)) {
        writeln!(
            text,
            "| {what} (`{name}`) | {:.2} s | {:.2} | {:.2} | {} |",
            without.seconds,
            all.seconds / without.seconds,
            all.processor / without.processor,
            match files[0].saturating_sub(*count) {
                0 => "–".to_owned(),
                more => format!("+ {}", grouped(more)),
            },
        )
        .expect("a string takes any text");
    }
    if let (Some(with), Some(count)) = (medians.last(), files.last()) {
        writeln!(
            text,
            "| social cards (`social_cards`), each drawn for the first time | {:.2} s | {:.2} | {:.2} | + {} |",
            all.seconds,
            with.seconds / all.seconds,
            with.processor / all.processor,
            grouped(count.saturating_sub(files[0])),
        )
        .expect("a string takes any text");
    }
    text.push_str(
        "\nCards that are there already, in the output of the build before, are not drawn again. Feeds, backlinks, the site map and structured data have no switch, and are part of every figure here. \
         Processor time is that of all cores together; other work on the machine changes it less than the time on the clock.\n",
    );
    text
}
