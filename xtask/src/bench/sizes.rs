//! `cargo xtask bench sizes`: what an article costs in sites of all sizes.
//!
//! The corpus of the other benchmarks, of 1,000, 10,000 and 100,000 articles, built by Parvis with everything but social cards, and each time
//! the same files written again by a program that does nothing else: what that takes more of in a larger site is the machine's. The sizes in
//! turn, a warm-up, then the runs, of which the medians are kept. The outcome goes to a section of `docs/PERFORMANCE.md`.

use std::fmt::Write as _;

use super::measure::{self, Measurement};
use super::{Generators, Scratch, build_parvis, empty, entrants, floor, page, report::grouped};

/// Of its section of the page.
pub(super) const SECTION: &str = "sizes";

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Runs the benchmark. Options: `--runs 3`.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let runs = match arguments {
        [] => 3,
        [option, runs] if option == "--runs" => runs
            .parse()
            .ok()
            .filter(|runs| *runs > 0)
            .ok_or("--runs needs a number above 0")?,
        _ => return Err("usage: cargo xtask bench sizes [--runs N]".into()),
    };
    let root = &xtask::wasm::workspace_root();
    let parvis = build_parvis(root)?;
    let work = root.join("target/bench");
    let floor = floor::install(&work)?;
    let output = Scratch::new(&work)?;
    let generators = Generators {
        parvis: &parvis,
        peers: &[],
        floor: &floor,
    };
    let mut rows = Vec::new();
    for articles in SIZES {
        eprintln!("{articles} articles: writing the site");
        let entrants = entrants(root, &work, &output.0, &generators, articles)?;
        let whole = entrants.first().ok_or("there is nothing to measure")?;
        let mut measured = [Vec::new(), Vec::new()];
        for run in 0..=runs {
            empty(&whole.output)?;
            let built = measure::once(&whole.build)?;
            let write = floor::write_again(&floor, &work, &whole.output)?;
            let written = measure::once(&write)?;
            eprintln!(
                "run {run}: {:.3} s, of which writing {:.3} s",
                built.seconds, written.seconds
            );
            // The first is the warm-up.
            if run > 0 {
                measured[0].push(built);
                measured[1].push(written);
            }
            empty(&whole.output)?;
        }
        rows.push((articles, measured.map(|runs| Measurement::median(&runs))));
    }
    let section = section(runs, &rows);
    println!("\n{section}");
    page::write_section(root, SECTION, &section)
}

fn section(runs: usize, rows: &[(usize, [Measurement; 2])]) -> String {
    let mut text = format!(
        "## What an article costs in a large site\n\n\
         Written by `cargo xtask bench sizes`: everything on but social cards; medians of {runs} runs after a warm-up. Writing is what a program takes that writes files of the same names and \
         sizes and does nothing else; what it takes more of in a larger site is the machine’s.\n\n\
         | articles | time | for each article | against 10,000 | of it writing | against 10,000 | the rest against 10,000 | peak memory |\n\
         |---:|---:|---:|---:|---:|---:|---:|---:|\n"
    );
    // For each article: all of it, writing, the rest.
    let each = |(articles, [built, written]): &(usize, [Measurement; 2])| {
        let [all, writing] = [built, written].map(|it| it.seconds / *articles as f64);
        [all, writing, all - writing]
    };
    let usual = rows.iter().find(|(articles, _)| *articles == 10_000);
    for row in rows {
        let (articles, [built, _]) = row;
        let own = each(row);
        let against = |part: usize| {
            usual.map_or("–".to_owned(), |usual| {
                format!("{:.2}", own[part] / each(usual)[part])
            })
        };
        writeln!(
            text,
            "| {} | {:.2} s | {:.3} ms | {} | {:.3} ms | {} | {} | {} MB |",
            grouped(*articles),
            built.seconds,
            own[0] * 1e3,
            against(0),
            own[1] * 1e3,
            against(1),
            against(2),
            grouped((built.memory as f64 / 1e6).round() as usize),
        )
        .expect("a string takes any text");
    }
    text.push_str(
        "\nMemory is what the process holds. Past 128 MiB of them, texts that wait for their page lie in temporary files, which the system keeps in its cache while it has room.\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_size_is_told_against_ten_thousand() {
        let measured = |seconds, memory| Measurement {
            seconds,
            memory,
            processor: seconds * 2.0,
        };
        let rows = [
            (10_000, [measured(5.0, 270_000_000), measured(1.0, 1)]),
            (100_000, [measured(60.0, 915_000_000), measured(16.0, 1)]),
        ];
        let section = section(3, &rows);
        let row = "| 100,000 | 60.00 s | 0.600 ms | 1.20 | 0.160 ms | 1.60 | 1.10 | 915 MB |";
        assert!(section.contains(row), "{section}");
    }
}
