//! A site in a folder of its own, and what a build makes of it.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// The day of every build that does not say otherwise.
pub const TODAY: &str = "2026-11-22";

/// Files by their path below a folder.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// The folder that holds the sample site.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A site that a test writes.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// A French site with nothing but a title.
    pub fn new() -> Self {
        Self::configured("")
    }

    /// The same, with more lines in `site.yaml`.
    pub fn configured(lines: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("site")).expect("a folder");
        Self { folder }.file(
            "content/site.yaml",
            &format!(
                "title: 'Essai'\ndescription: 'Un site d’essai.'\nbase_url: 'https://example.org/'\n{lines}"
            ),
        )
    }

    /// With a file.
    pub fn file(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    /// With an article of the first of November 2026.
    pub fn article(self, slug: &str, body: &str) -> Self {
        self.article_with(slug, "date: 2026-11-01", body)
    }

    /// With an article that has `front_matter` beside its title and summary.
    pub fn article_with(self, slug: &str, front_matter: &str, body: &str) -> Self {
        self.file(
            &format!("content/articles/{slug}.md"),
            &format!(
                "---\ntitle: 'Article {slug}'\nsummary: 'Résumé.'\n{front_matter}\n---\n{body}\n"
            ),
        )
    }

    /// Writes a file, with the folders that it needs.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a written file");
    }

    /// Deletes a file.
    pub fn delete(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("a deleted file");
    }

    /// The folder that holds `content/`.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// A path beside that folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `parvis build` with `options`, on the agreed day, towards `public/`.
    pub fn build(&self, options: &[&str]) -> Build {
        let mut command = self.command(options);
        if !options.contains(&"--today") {
            command.args(["--today", TODAY]);
        }
        Build::run(command, &self.out())
    }

    /// `parvis build` with `options`, ready to be run.
    pub fn command(&self, options: &[&str]) -> Command {
        let mut command = parvis(&self.root());
        command.args(options);
        command
    }

    /// The output folder.
    pub fn out(&self) -> PathBuf {
        self.root().join("public")
    }

    /// The files of a build that must succeed, in a new folder.
    pub fn fresh(&self, options: &[&str]) -> Tree {
        let out = tempfile::tempdir().expect("a temporary folder");
        let mut command = self.command(options);
        if !options.contains(&"--today") {
            command.args(["--today", TODAY]);
        }
        command.arg("--out").arg(out.path());
        Build::run(command, out.path()).succeeded();
        tree(out.path())
    }
}

/// The files of the sample site as they are published with `options`.
pub fn sample(options: &[&str]) -> Tree {
    let out = tempfile::tempdir().expect("a temporary folder");
    let mut command = parvis(repository());
    command.args(["--today", TODAY]).args(options);
    command.arg("--out").arg(out.path());
    Build::run(command, out.path()).succeeded();
    tree(out.path())
}

/// The same, of one build that all tests of a run share, each of which may be a process of its own: making cards and pictures anew for
/// each would take most of their time.
pub fn shared_sample(options: &[&str]) -> Tree {
    let state = state_of(&[
        Path::new(env!("CARGO_BIN_EXE_parvis")).to_owned(),
        repository().join("content"),
        repository().join("themes"),
    ]);
    let name = format!("sample{}", options.join("-").replace(['/', ':'], "_"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let lock = fs::File::create(folder.join("lock")).expect("a file to lock");
    lock.lock().expect("a lock");
    let (made_of, out) = (folder.join("made-of"), folder.join("public"));
    if fs::read_to_string(&made_of).ok().as_deref() != Some(&state) {
        fs::remove_file(&made_of).ok();
        fs::remove_dir_all(&out).ok();
        let mut command = parvis(repository());
        command.args(["--today", TODAY]).args(options);
        command.arg("--out").arg(&out);
        Build::run(command, &out).succeeded();
        fs::write(&made_of, &state).expect("a written file");
    }
    tree(&out)
}

/// What tells whether one of the files at or below `places` has changed.
fn state_of(places: &[PathBuf]) -> String {
    let mut state = String::new();
    let mut waiting = places.to_vec();
    while let Some(place) = waiting.pop() {
        let found = fs::metadata(&place).expect("a file or a folder");
        if found.is_dir() {
            let entries = fs::read_dir(&place).expect("a folder");
            let mut inside: Vec<PathBuf> = entries
                .map(|entry| entry.expect("an entry").path())
                .collect();
            inside.sort();
            waiting.extend(inside);
        } else {
            let written = found.modified().expect("a time");
            writeln!(state, "{} {} {written:?}", place.display(), found.len()).expect("a string");
        }
    }
    state
}

fn parvis(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    command
        .args(["build", "--format", "json", "--lang", "fr", "--root"])
        .arg(root)
        .env_remove("SOURCE_DATE_EPOCH");
    command
}

/// How a build ended.
#[derive(Debug)]
pub struct Build {
    pub status: Option<i32>,
    pub messages: Vec<Value>,
    out: PathBuf,
}

impl Build {
    /// Runs `command`, which writes to `out`.
    pub fn run(mut command: Command, out: &Path) -> Self {
        let output = command.output().expect("parvis runs");
        let stdout = String::from_utf8(output.stdout).expect("messages are UTF-8");
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "",
            "JSON goes to the standard output"
        );
        Self {
            status: output.status.code(),
            messages: stdout
                .lines()
                .map(|line| serde_json::from_str(line).expect("a line is a JSON object"))
                .collect(),
            out: out.to_owned(),
        }
    }

    /// This build, which must have found no error.
    pub fn succeeded(self) -> Self {
        assert_eq!(self.status, Some(0), "{:#?}", self.messages);
        self
    }

    /// The published files.
    pub fn tree(&self) -> Tree {
        tree(&self.out)
    }

    /// Code and file of each fault, in the order of the report.
    pub fn faults(&self) -> Vec<(&str, &str)> {
        self.diagnostics()
            .map(|fault| {
                (
                    fault["code"].as_str().unwrap_or_default(),
                    fault["file"].as_str().unwrap_or_default(),
                )
            })
            .collect()
    }

    /// The diagnostics.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Value> {
        self.messages
            .iter()
            .filter(|message| message["event"] == "diagnostic")
    }

    /// Files written, unchanged and deleted.
    pub fn counts(&self) -> (u64, u64, u64) {
        let summary = self.messages.last().expect("a summary");
        assert_eq!(summary["event"], "summary");
        let count = |key: &str| summary[key].as_u64().expect("a number");
        (count("written"), count("unchanged"), count("deleted"))
    }
}

/// Every file below `folder`; none where it does not exist.
pub fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    collect(folder, "", &mut files);
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Tree) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), files);
        } else {
            let bytes = fs::read(entry.path()).expect("a readable file");
            files.insert(format!("{prefix}{name}"), bytes);
        }
    }
}

/// The paths whose bytes differ, or that only one of the trees holds.
pub fn differences<'a>(one: &'a Tree, other: &'a Tree) -> Vec<&'a str> {
    let changed = one
        .iter()
        .filter(|(path, bytes)| other.get(*path) != Some(bytes));
    let added = other.iter().filter(|(path, _)| !one.contains_key(*path));
    let mut paths: Vec<&str> = changed
        .chain(added)
        .map(|(path, _)| path.as_str())
        .collect();
    paths.sort_unstable();
    paths
}
