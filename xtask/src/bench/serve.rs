//! `cargo xtask bench serve`: how long an editor waits, from writing a file to the page that shows it.
//!
//! The optimised `parvis serve` runs on the corpus of the other benchmarks. Each edit writes one file, then asks for one page again and again, without a pause and
//! over one connection, until an answer has the new bytes. That takes in the watcher's wait for the file to be left alone, which the
//! program's source states, and which is taken off to tell what Parvis itself takes. The outcome goes to a section of `docs/PERFORMANCE.md`.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{build_parvis, page, report::grouped, sites};
use crate::corpus;

/// Of its section of the page.
pub(super) const SECTION: &str = "serve";

/// Where the source states how long a file must be left alone.
const WATCH: &str = "src/serve/watch.rs";

/// An edit that no page shows by then is one that was missed.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the server does after its answer is not part of the next edit.
const PAUSE: Duration = Duration::from_millis(100);

/// What is edited: a file, how its text changes for the edit of a number, and the page that shows it.
struct Kind {
    name: &'static str,
    file: PathBuf,
    text: String,
    /// What is replaced in the text, where it first stands, and what stands there then before the mark of the edit and after it.
    replaced: &'static str,
    around: (&'static str, &'static str),
    page: String,
    /// In milliseconds.
    aim: f64,
}

/// Milliseconds.
struct Wait {
    median: f64,
    largest: f64,
}

/// Runs the benchmark. Options: `--articles 10000`, `--runs 20`.
pub(super) fn run(arguments: &[String]) -> Result<(), String> {
    let (mut articles, mut runs) = (10_000, 20);
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
    let site = root.join("target/bench/serve");
    eprintln!("{articles} articles: writing the site");
    let kinds = write_site(root, &site, articles)?;

    let mut starts = Vec::with_capacity(runs.min(5));
    for _ in 0..runs.min(5) {
        let begun = Instant::now();
        let mut server = Server::start(&parvis, &site)?;
        server.get("/")?;
        starts.push(milliseconds(begun));
    }
    let mut server = Server::start(&parvis, &site)?;
    let mut waits = Vec::with_capacity(kinds.len());
    for kind in &kinds {
        let wait = measure(&mut server, kind, runs)?;
        eprintln!(
            "{}: {:.0} ms (largest {:.0} ms)",
            kind.name, wait.median, wait.largest
        );
        waits.push(wait);
    }
    let quiet = quiet(root)?;
    let section = section(articles, runs, &Wait::of(starts), &kinds, &waits, quiet);
    println!("\n{section}");
    page::write_section(root, SECTION, &section)
}

fn write_site(root: &Path, site: &Path, articles: usize) -> Result<Vec<Kind>, String> {
    let corpus: Vec<corpus::Article> = (0..articles)
        .map(|position| corpus::article(position, articles))
        .collect();
    sites::write_parvis(site, &root.join("content/model.yaml"), &corpus, "")?;
    let base = "themes/parvis/templates/base.html";
    sites::write(&site.join(base), &read(&root.join(base))?)?;
    let slug = &corpus[articles / 2].slug;
    let article = format!("content/articles/{slug}.md");
    let edited = |name, file: &str, replaced, around, page: &str, aim| {
        let file = site.join(file);
        let text = read(&file)?;
        if !text.contains(replaced) {
            return Err(format!("{}: no `{replaced}`", file.display()));
        }
        Ok(Kind {
            name,
            file,
            text,
            replaced,
            around,
            page: page.to_owned(),
            aim,
        })
    };
    let page = format!("/articles/{slug}/");
    Ok(vec![
        edited(
            "the body of an article",
            &article,
            "\n---\n",
            ("\n---\nUne phrase, ", ". "),
            &page,
            15.0,
        )?,
        edited(
            "the title of an article",
            &article,
            "title: '",
            ("title: '", " "),
            &page,
            50.0,
        )?,
        edited(
            "a template of every page",
            base,
            "</body>",
            ("<!-- ", " -->\n</body>"),
            &page,
            60.0,
        )?,
        edited(
            "the model: the name of a dimension",
            "content/model.yaml",
            "    name: '",
            ("    name: '", " "),
            "/le-modele/",
            100.0,
        )?,
    ])
}

fn measure(server: &mut Server, kind: &Kind, runs: usize) -> Result<Wait, String> {
    let mut waits = Vec::with_capacity(runs);
    // The first is the warm-up.
    for run in 0..=runs {
        let mark = format!("marque{run:03}");
        let (before, after) = kind.around;
        let text = kind
            .text
            .replacen(kind.replaced, &format!("{before}{mark}{after}"), 1);
        thread::sleep(PAUSE);
        let begun = Instant::now();
        sites::write(&kind.file, &text)?;
        while !contains(&server.get(&kind.page)?, mark.as_bytes()) {
            if begun.elapsed() > PATIENCE {
                return Err(format!("{}: edit {run} is not shown", kind.name));
            }
        }
        if run > 0 {
            waits.push(milliseconds(begun));
        }
    }
    // The next kind finds the site as it was.
    sites::write(&kind.file, &kind.text)?;
    while contains(&server.get(&kind.page)?, b"marque") {}
    Ok(Wait::of(waits))
}

fn section(
    articles: usize,
    runs: usize,
    start: &Wait,
    kinds: &[Kind],
    waits: &[Wait],
    quiet: f64,
) -> String {
    let mut text = format!(
        "## What an editor waits for\n\n\
         Written by `cargo xtask bench serve`: `parvis serve` on {} articles, from the write of a file to the first answer that has its new bytes, \
         the page being asked for without a pause. Medians of {runs} edits (largest), in milliseconds. Editors write a file in several steps, so \
         the watcher waits until it has been left alone for {quiet:.0} ms; the last column but one is the median without that.\n\n\
         | edit | to the new page | without the watcher’s wait | aim |\n|---|---:|---:|---:|\n",
        grouped(articles),
    );
    for (kind, wait) in kinds.iter().zip(waits) {
        writeln!(
            text,
            "| {} | {:.0} ({:.0}) | {:.0} | {:.0} |",
            kind.name,
            wait.median,
            wait.largest,
            wait.median - quiet,
            kind.aim
        )
        .expect("a string takes any text");
    }
    writeln!(
        text,
        "| start, to the home page | {:.0} ({:.0}) | – | 1,500 |",
        start.median, start.largest
    )
    .expect("a string takes any text");
    text
}

impl Wait {
    fn of(mut waits: Vec<f64>) -> Self {
        waits.sort_by(f64::total_cmp);
        Self {
            median: waits[waits.len() / 2],
            largest: waits[waits.len() - 1],
        }
    }
}

/// How long the watcher waits, in milliseconds, read off its source.
fn quiet(root: &Path) -> Result<f64, String> {
    let source = read(&root.join(WATCH))?;
    let stated = source
        .split_once("const QUIET: Duration = Duration::from_millis(")
        .and_then(|(_, rest)| rest.split_once(')'))
        .and_then(|(number, _)| number.parse().ok());
    stated.ok_or(format!("{WATCH}: no `QUIET` in milliseconds"))
}

/// The server, and one connection to it.
struct Server {
    process: Child,
    /// Held open, or what the server prints next would end it.
    _output: BufReader<ChildStdout>,
    host: String,
    connection: BufReader<TcpStream>,
}

impl Server {
    fn start(parvis: &Path, site: &Path) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", parvis.display());
        let mut process = Command::new(parvis)
            .arg("serve")
            .arg("--root")
            .arg(site)
            .args(["--port", "0", "--today", "2026-01-01", "--quiet"])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let output = process.stdout.take().ok_or("serve has no output")?;
        let mut output = BufReader::new(output);
        let mut line = String::new();
        output.read_line(&mut line).map_err(failed)?;
        let host = line
            .trim()
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_owned();
        let connection = TcpStream::connect(&host).map_err(|error| format!("{line}: {error}"))?;
        connection.set_nodelay(true).map_err(failed)?;
        Ok(Self {
            process,
            _output: output,
            host,
            connection: BufReader::new(connection),
        })
    }

    /// The body of the answer for `path`.
    fn get(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let failed = |error: std::io::Error| format!("{path}: {error}");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        self.connection
            .get_mut()
            .write_all(request.as_bytes())
            .map_err(failed)?;
        let mut length = None;
        loop {
            let mut line = String::new();
            let read = self.connection.read_line(&mut line).map_err(failed)?;
            if read == 0 {
                return Err(format!("{path}: the server has gone"));
            }
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().ok();
            }
        }
        let mut body = vec![0; length.ok_or(format!("{path}: an answer without a length"))?];
        self.connection.read_exact(&mut body).map_err(failed)?;
        Ok(body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
