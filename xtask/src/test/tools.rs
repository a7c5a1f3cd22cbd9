//! The tools that the suite needs, installed where they are missing.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The oldest Node.js whose test runner does what `tests/browser` asks of it.
const NODE: u32 = 20;

/// Makes sure of a component of the toolchain, such as rustfmt.
pub(super) fn component(name: &str) -> Result<(), String> {
    let program = if name == "clippy" {
        "cargo-clippy"
    } else {
        name
    };
    if works(program, &["--version"]) {
        return Ok(());
    }
    succeed("rustup", &["component", "add", name])
}

pub(super) fn nextest() -> Result<(), String> {
    if works("cargo", &["nextest", "--version"]) {
        return Ok(());
    }
    succeed("cargo", &["install", "--locked", "cargo-nextest"])
}

/// Makes sure of Node.js and npm.
pub(super) fn node() -> Result<(), String> {
    if !works("node", &["--version"]) || !works("npm", &["--version"]) {
        install(&["nodejs", "npm"])?;
    }
    let version = output("node", &["--version"])?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .unwrap_or_default();
    match major.parse::<u32>() {
        Ok(major) if major >= NODE => Ok(()),
        _ => Err(format!(
            "the browser tests need Node.js {NODE} or later, and found {}",
            version.trim()
        )),
    }
}

/// Makes sure of Python with exactly the packages of `requirements`, in an environment of its own at
/// `folder`, and returns the program.
pub(super) fn python(folder: &Path, requirements: &Path) -> Result<PathBuf, String> {
    if !works("python3", &["-m", "ensurepip", "--version"]) {
        install(&["python3", "python3-venv"])?;
    }
    let program = folder.join("bin/python");
    let folder = folder.display().to_string();
    if !works(&program.display().to_string(), &["-m", "pip", "--version"]) {
        succeed("python3", &["-m", "venv", "--clear", &folder])?;
    }
    let requirements = requirements.display().to_string();
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--requirement",
        &requirements,
    ];
    succeed(&program.display().to_string(), &install)?;
    Ok(program)
}

/// Makes sure of Java, which runs the HTML checker.
pub(super) fn java() -> Result<(), String> {
    if !works("java", &["-version"]) {
        install(&["default-jre-headless"])?;
    }
    Ok(())
}

/// Makes sure of Chromium, or of Chrome, and returns the program: that of the environment variable
/// `CHROMIUM` if it is set.
pub(super) fn chromium() -> Result<PathBuf, String> {
    if let Some(program) = std::env::var_os("CHROMIUM") {
        return Ok(program.into());
    }
    let find = || {
        let names = [
            "chromium",
            "chromium-browser",
            "google-chrome-stable",
            "google-chrome",
        ];
        names.into_iter().find_map(in_path)
    };
    if let Some(program) = find() {
        return Ok(program);
    }
    install(&["chromium"])?;
    find().ok_or_else(|| "apt installed no chromium".to_owned())
}

/// Installs Debian packages, as root or through sudo.
fn install(packages: &[&str]) -> Result<(), String> {
    if in_path("apt-get").is_none() {
        return Err(format!(
            "please install {}: there is no apt-get here to do it",
            packages.join(", ")
        ));
    }
    let root = output("id", &["-u"])?.trim() == "0";
    for step in [
        &["update"][..],
        &["install", "--yes", "--no-install-recommends"],
    ] {
        let mut command = Command::new(if root { "apt-get" } else { "sudo" });
        if !root {
            command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").args(step);
        if step[0] == "install" {
            command.args(packages);
        }
        let status = command
            .status()
            .map_err(|error| format!("{command:?}: {error}"))?;
        if !status.success() {
            return Err(format!("{command:?}: {status}"));
        }
    }
    Ok(())
}

fn in_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| Path::is_file(program))
}

fn works(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn output(program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn succeed(program: &str, arguments: &[&str]) -> Result<(), String> {
    let status = Command::new(program)
        .args(arguments)
        .status()
        .map_err(|error| format!("{program}: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{program} {}: {status}", arguments.join(" ")))
    }
}
