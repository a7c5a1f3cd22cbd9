//! A site in a folder of its own, and the command run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

/// No command may take longer, whatever it is given to read.
const DEADLINE: Duration = Duration::from_secs(20);

/// A smallest valid site: one of each thing that other files name.
const BASE: &str = include_str!("base.txt");

/// A folder that holds a site, removed with this value.
pub struct Site {
    folder: TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub struct Outcome {
    /// The exit status; `None` where the command was killed.
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// A file of a text that describes several, and what its line says of it.
pub struct Section<'a> {
    pub path: &'a str,
    pub note: &'a str,
    pub text: &'a str,
}

impl Site {
    /// An empty folder.
    pub fn empty() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        Self { folder }
    }

    /// The smallest valid site.
    pub fn new() -> Self {
        let site = Self::empty();
        site.apply(BASE);
        site
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, with the folders it needs.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.place(path);
        fs::write(path, bytes).expect("the file is written");
        self
    }

    /// Removes a file, and its folder where nothing is left in it.
    pub fn remove(&self, path: &str) -> &Self {
        let path = self.root().join(path);
        fs::remove_file(&path).expect("the file was there");
        let mut folder = path.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.root()) {
            if fs::remove_dir(empty).is_err() {
                break;
            }
            folder = empty.parent();
        }
        self
    }

    /// Makes a symbolic link at `path` that leads to `target`.
    pub fn link(&self, path: &str, target: &str) -> &Self {
        let path = self.place(path);
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, path).expect("the link is made");
        #[cfg(windows)]
        std::os::windows::fs::symlink_file(target, path).expect("the link is made");
        self
    }

    /// Writes the files that `text` describes.
    pub fn apply(&self, text: &str) {
        for section in sections(text) {
            match section.note {
                "" => self.write(section.path, section.text),
                "absent" => self.remove(section.path),
                "link" => self.link(section.path, section.text.trim()),
                "bytes" => self.write(section.path, bytes(section.text)),
                "bytes, 16 KiB" => {
                    let filler = vec![0; 16 << 10];
                    self.write(section.path, [bytes(section.text), filler].concat())
                }
                "9 MiB" => {
                    let filler = " ".repeat(9 << 20);
                    self.write(section.path, format!("{}{filler}", section.text))
                }
                note => panic!("what does ({note}) mean?"),
            };
        }
    }

    /// Runs `parvis` in the folder on an agreed day, in an agreed language, unless `arguments` say otherwise.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        let mut command = snapbox::cmd::Command::new(snapbox::cmd::cargo_bin!("parvis"))
            .args(arguments)
            .current_dir(self.root())
            .env("LC_ALL", "fr_FR.UTF-8")
            .env_remove("SOURCE_DATE_EPOCH")
            .timeout(DEADLINE);
        if matches!(arguments.first(), Some(&("check" | "build"))) {
            command = command.args(["--today", "2027-01-15", "--color", "never"]);
        }
        let output = command.output().expect("the command runs");
        let root = self.root().canonicalize().expect("the folder is there");
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("messages are UTF-8");
            text.replace(&root.display().to_string(), "/site")
        };
        Outcome {
            status: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    fn place(&self, path: &str) -> PathBuf {
        let path = self.root().join(path);
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("the folder is made");
        path
    }
}

impl Outcome {
    /// The diagnostics of a run with `--format json`.
    pub fn diagnostics(&self) -> Vec<serde_json::Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is a JSON object"))
            .filter(|object: &serde_json::Value| object["event"] == "diagnostic")
            .collect()
    }
}

/// The files that `text` describes: each begins with a line `=== path`, or `=== path (note)`.
pub fn sections(text: &str) -> Vec<Section<'_>> {
    let mut parts = text.split("=== ");
    parts.next();
    parts
        .map(|part| {
            let (title, text) = part.split_once('\n').unwrap_or((part, ""));
            let (path, note) = match title.split_once(" (") {
                Some((path, note)) => (path, note.trim_end_matches(')')),
                None => (title, ""),
            };
            Section { path, note, text }
        })
        .collect()
}

/// `\xe9` → one byte.
fn bytes(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two hexadecimal digits"));
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    bytes
}
