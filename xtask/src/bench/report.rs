//! The outcome of the benchmark in words.

use std::fmt::Write as _;
use std::thread;

use super::peers::Installed;
use super::{Comparison, Contestant};

/// A Markdown table of the medians, and of the ratios where there is a peer.
pub(super) fn table(comparisons: &[Comparison]) -> String {
    let mut table = String::from(
        "| articles | generator | time | pages | pages per second | peak memory | time against Parvis |\n\
         |---:|---|---:|---:|---:|---:|---:|\n",
    );
    for comparison in comparisons {
        let [own, lean @ ..] = comparison.parvis.as_slice() else {
            continue;
        };
        let others = lean.iter().chain(&comparison.peers);
        for contestant in std::iter::once(own)
            .chain(others)
            .chain([&comparison.floor])
        {
            let seconds = contestant.median.seconds;
            writeln!(
                table,
                "| {} | {} | {seconds:.2} s | {} | {} | {} MB | {:.2} |",
                grouped(comparison.articles),
                contestant.name,
                grouped(contestant.pages),
                grouped((contestant.pages as f64 / seconds).round() as usize),
                grouped((contestant.median.memory as f64 / 1e6).round() as usize),
                seconds / own.median.seconds,
            )
            .expect("a string takes any text");
        }
    }
    table
}

/// The whole of `docs/PERFORMANCE.md`.
pub(super) fn document(comparisons: &[Comparison], table: &str, peers: &[Installed]) -> String {
    let ratios: String = comparisons.iter().map(ratios).collect();
    let versions: Vec<String> = peers
        .iter()
        .map(|it| format!("{} {} ({})", it.peer.name(), it.version, it.peer.source()))
        .collect();
    let versions = versions.join(", ");
    let cores = thread::available_parallelism().map_or(1, usize::from);
    format!(
        "# Performance\n\n\
         Written by `cargo xtask bench`, which builds the optimised binary, installs its peers below `target/` and measures all in one run.\n\
         Absolute times belong to the machine that took them; the ratios carry over, roughly.\n\n\
         ## Against {versions}\n\n{ratios}\n{table}\n\
         Medians of five runs after a warm-up, the generators in turn, on {cores} cores.\n\n\
         ## What is measured\n\n\
         - **The corpus**: seeded articles in something like French, of 400 to 1,200 words, with headings, lists, a table, links to other articles and a footnote; 12 categories, 12 dimensions, 200 tags, 40 authors. All get the same text (`xtask/src/corpus`).\n\
         - **The pages**: Hugo and Eleventy have the smallest templates that compare (a 4 KB header, lists of twenty, pages and feeds for categories, tags, authors and dimensions, a sitemap, previous and next; `xtask/src/bench/peers`); mdBook has its own, with contents and search. Eleventy and mdBook are given 1,000 articles: at 10,000 a run would take minutes. Parvis uses its own theme, which does more: related articles, backlinks, structured data, archives, the pages of the model and the self-test, the search index where the site has one. Social cards, which none of them draws, are switched off: they cost a few milliseconds each on a first build, and nothing on the next.\n\
         - **The floor**: a program that reads each article, turns its Markdown into HTML with the library that Parvis uses, and writes it into a folder of its own, on every core; no list, no template, no link is looked at (`xtask/src/bench/floor`).\n\
         - **A run**: the whole process, from its start to its end, from no output folder to a complete one, on a memory file system where there is one. Input files are in the system’s cache.\n\
         - **Memory**: the largest resident set of the process. **Pages**: HTML files in the output.\n\n\
         ## To reproduce\n\n\
         ```sh\ncargo xtask bench                                        # 1,000 and 10,000 articles; rewrites this page\n\
         cargo xtask bench --articles 1000 --runs 3 --peers none  # a quick look\n```\n"
    )
}

/// How Parvis stands beside its peers and the floor, a line each.
fn ratios(comparison: &Comparison) -> String {
    let [own, lean @ ..] = comparison.parvis.as_slice() else {
        return String::new();
    };
    let seconds = |contestant: &Contestant| contestant.median.seconds;
    let articles = grouped(comparison.articles);
    let mut lines = String::new();
    for peer in &comparison.peers {
        let name = peer.name;
        let times: Vec<String> = (lean.iter())
            .map(|lean| {
                let what = lean.name.trim_start_matches("Parvis ");
                format!("1/{:.1} {what}", seconds(peer) / seconds(lean))
            })
            .collect();
        writeln!(
            lines,
            "- {articles} articles: Parvis takes 1/{:.1} of the time of {name} ({}) and 1/{:.1} of its memory, and writes {} files where {name} writes {}.",
            seconds(peer) / seconds(own),
            times.join(", "),
            peer.median.memory as f64 / own.median.memory as f64,
            grouped(own.files),
            grouped(peer.files),
        )
        .expect("a string takes any text");
    }
    if let Some(leanest) = lean.last() {
        writeln!(
            lines,
            "- {articles} articles: {} takes {:.1} times as long as the floor.",
            leanest.name,
            seconds(leanest) / seconds(&comparison.floor),
        )
        .expect("a string takes any text");
    }
    lines
}

/// A whole number with commas between its thousands.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
