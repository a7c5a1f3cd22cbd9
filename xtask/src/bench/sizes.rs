//! `cargo xtask bench sizes`: what an article costs in sites of all sizes.
//!
//! The corpus of the other benchmarks, of 1,000, 10,000 and 100,000 articles, built by Parvis with everything but social cards, and by the
//! floor, whose own growth is that of the machine: the sizes in turn, a warm-up, then the runs, of which the medians are kept. The outcome
//! goes to a section of `docs/PERFORMANCE.md`.

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
        // Parvis with everything, and the floor.
        let (Some(whole), Some(least)) = (entrants.first(), entrants.last()) else {
            return Err("there is nothing to measure".into());
        };
        let mut measured = [Vec::new(), Vec::new()];
        for run in 0..=runs {
            for (entrant, runs) in [whole, least].into_iter().zip(&mut measured) {
                empty(&entrant.output)?;
                let measurement = measure::once(&entrant.build)?;
                eprintln!("run {run}, {}: {:.3} s", entrant.name, measurement.seconds);
                // The first is the warm-up.
                if run > 0 {
                    runs.push(measurement);
                }
                empty(&entrant.output)?;
            }
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
         Written by `cargo xtask bench sizes`: everything on but social cards; medians of {runs} runs after a warm-up. The floor does the same little work for each article, so that what it \
         takes more of in a larger site is the machine’s.\n\n\
         | articles | time | for each article | against 10,000 | processor time against 10,000 | the floor against 10,000 | peak memory |\n\
         |---:|---:|---:|---:|---:|---:|---:|\n"
    );
    let each = |figure: f64, articles: usize| figure / articles as f64;
    let usual = rows.iter().find(|(articles, _)| *articles == 10_000);
    for (articles, [whole, least]) in rows {
        let against = |figure: fn(&Measurement) -> f64, place: usize| {
            let (count, measured) = usual?;
            let own = figure(&[*whole, *least][place]);
            Some(each(own, *articles) / each(figure(&measured[place]), *count))
        };
        let shown = |ratio: Option<f64>| ratio.map_or("–".to_owned(), |it| format!("{it:.2}"));
        writeln!(
            text,
            "| {} | {:.2} s | {:.2} ms | {} | {} | {} | {} MB |",
            grouped(*articles),
            whole.seconds,
            each(whole.seconds, *articles) * 1e3,
            shown(against(|it| it.seconds, 0)),
            shown(against(|it| it.processor, 0)),
            shown(against(|it| it.seconds, 1)),
            grouped((whole.memory as f64 / 1e6).round() as usize),
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
            (10_000, [measured(5.0, 270_000_000), measured(0.5, 1)]),
            (100_000, [measured(60.0, 915_000_000), measured(5.0, 1)]),
        ];
        let section = section(3, &rows);
        let row = "| 100,000 | 60.00 s | 0.60 ms | 1.20 | 1.20 | 1.00 | 915 MB |";
        assert!(section.contains(row), "{section}");
    }
}
