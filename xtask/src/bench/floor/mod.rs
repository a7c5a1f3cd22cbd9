//! The floor: reading, Markdown and writing, and nothing else, in a program of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{sites, succeed};

/// The program, as a package outside of the workspace: what it needs of its libraries is not what Parvis needs of them.
const PACKAGE: &str = "[package]\nname = 'floor'\nversion = '0.0.0'\nedition = '2024'\n\n[workspace]\n\n\
                       [dependencies]\npulldown-cmark = { version = '0.13', default-features = false, features = ['html'] }\n\n\
                       [profile.release]\nlto = 'thin'\ncodegen-units = 1\n";

/// The binary, built below `work`.
pub(super) fn install(work: &Path) -> Result<PathBuf, String> {
    let folder = work.join("floor");
    sites::write(&folder.join("Cargo.toml"), PACKAGE)?;
    sites::write(&folder.join("src/main.rs"), include_str!("main.rs"))?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.current_dir(&folder).env_remove("CARGO_TARGET_DIR");
    succeed(build.args(["build", "--quiet", "--release"]))?;
    fs::canonicalize(folder.join("target/release/floor")).map_err(|error| error.to_string())
}

/// What writes files of the names and sizes of those in `output`, which it empties, anew.
pub(super) fn write_again(program: &Path, work: &Path, output: &Path) -> Result<Command, String> {
    let told = |error: std::io::Error| format!("{}: {error}", output.display());
    let mut list = Vec::new();
    list_files(output, output, &mut list).map_err(told)?;
    list.sort_unstable();
    let line = |(path, size): &(String, u64)| format!("{size} {path}");
    let lines: Vec<String> = list.iter().map(line).collect();
    let file = work.join("files.txt");
    sites::write(&file, &lines.join("\n"))?;
    fs::remove_dir_all(output).map_err(told)?;
    let mut write = Command::new(program);
    write.arg(file).arg(output);
    Ok(write)
}

/// Adds the files below `folder`, by their paths from `root`, with their sizes.
fn list_files(root: &Path, folder: &Path, list: &mut Vec<(String, u64)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list_files(root, &path, list)?;
        } else if let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str) {
            list.push((name.to_owned(), fs::metadata(&path)?.len()));
        }
    }
    Ok(())
}

/// What turns the articles of the site of Parvis below `site` into pages below `output`.
pub(super) fn build(program: &Path, site: &Path, output: &Path) -> Command {
    let mut build = Command::new(program);
    build.arg(site.join("content/articles")).arg(output);
    build
}
