//! What the parsers and the browser need beside Rust, installed while cargo builds: a download leaves
//! the processor to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{self, JoinHandle};

use super::{target, tools};

/// The outcome of each installation; the part that needs it fails with it.
pub(super) struct Installed {
    chromium: Option<Result<PathBuf, String>>,
    python: Option<Result<PathBuf, String>>,
    java: Option<Result<(), String>>,
    /// By folder.
    packages: BTreeMap<&'static str, Result<(), String>>,
}

/// Installations that go on.
pub(super) struct Installing(JoinHandle<Installed>);

impl Installed {
    /// Begins to install what is asked for, one after the other: apt takes no two at once.
    pub(super) fn begin(root: &Path, parsers: bool, browser: bool) -> Installing {
        let root = root.to_owned();
        Installing(thread::spawn(move || {
            let folders = [
                ("tests/parsers", parsers),
                ("tests/browser", browser),
                ("tests/lighthouse", browser),
            ];
            let wanted = folders.into_iter().filter(|(_, wanted)| *wanted);
            Self {
                chromium: browser.then(tools::chromium),
                java: parsers.then(tools::java),
                python: parsers.then(|| {
                    let requirements = root.join("tests/parsers/requirements.txt");
                    tools::python(&target(&root).join("parsers/python"), &requirements)
                }),
                packages: wanted
                    .map(|(folder, _)| (folder, packages(&root.join(folder))))
                    .collect(),
            }
        }))
    }

    pub(super) fn chromium(&self) -> Result<PathBuf, String> {
        of(self.chromium.as_ref(), "Chromium")
    }

    pub(super) fn python(&self) -> Result<PathBuf, String> {
        of(self.python.as_ref(), "Python")
    }

    pub(super) fn java(&self) -> Result<(), String> {
        of(self.java.as_ref(), "Java")
    }

    /// The packages of npm that the `package.json` of this folder names.
    pub(super) fn packages(&self, folder: &str) -> Result<(), String> {
        of(self.packages.get(folder), folder)
    }
}

impl Installing {
    /// Waits for the last of them.
    pub(super) fn finish(self) -> Result<Installed, String> {
        let installed = self.0.join();
        installed.map_err(|_| "an installation ended in a panic".to_owned())
    }
}

fn of<T: Clone>(outcome: Option<&Result<T, String>>, what: &str) -> Result<T, String> {
    outcome.map_or_else(|| Err(format!("{what}: nobody asked for it")), Clone::clone)
}

fn packages(folder: &Path) -> Result<(), String> {
    tools::node()?;
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(folder);
    let status = npm.status().map_err(|error| format!("npm: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("npm ci in {}: {status}", folder.display()))
    }
}
