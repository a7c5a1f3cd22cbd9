//! Embeds what the program carries with it: a table of every file of `themes/parvis` with its bytes, and one of the fixtures of
//! diagnostics, which `parvis explain` shows.
#![allow(
    clippy::disallowed_methods,
    reason = "a build script runs before the pipeline exists"
)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("theme_files.rs"), theme_files(&root)?)?;
    fs::write(out.join("explanations.rs"), explanations(&root)?)
}

/// `&[("css/base.css", include_bytes!("…")), …]`
fn theme_files(root: &Path) -> io::Result<String> {
    let theme = root.join("themes/parvis");
    println!("cargo::rerun-if-changed=themes/parvis");
    let mut files = Vec::new();
    collect(&theme, &mut files)?;
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&theme).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        writeln!(
            table,
            "    ({name:?}, include_bytes!({:?})),",
            file.display().to_string()
        )
        .map_err(io::Error::other)?;
    }
    table.push_str("]\n");
    Ok(table)
}

/// A fixture an entry, the main one of a code first: its code, its level, when the fault appears and what is told of it, both in French and
/// in English. `&[("P0211", "error", ["…", "…"], ["…", "…"]), …]`
fn explanations(root: &Path) -> io::Result<String> {
    let folder = root.join("tests/diagnostics");
    println!("cargo::rerun-if-changed=tests/diagnostics");
    let mut fixtures = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let told = path.with_extension("out");
        if path.extension().is_some_and(|it| it == "txt") && told.is_file() {
            let text = fs::read_to_string(&path)?;
            let head = text.split("=== ").next().unwrap_or_default().to_owned();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let is_main = head.lines().any(|line| line == "main");
            fixtures.push((
                name[..name.len().min(5)].to_owned(),
                !is_main,
                name.into_owned(),
                head,
                fs::read_to_string(told)?,
            ));
        }
    }
    fixtures.sort();
    let mut table = String::from("&[\n");
    for (code, _, _, head, told) in fixtures {
        let english = head.lines().next().unwrap_or_default();
        let french = head.lines().find_map(|line| line.strip_prefix("fr: "));
        let warning = format!("\"level\":\"warning\",\"code\":\"{code}\"");
        let level = if told.contains(&warning) {
            "warning"
        } else {
            "error"
        };
        let blocks = ["=== français\n", "=== English\n"].map(|title| block(&told, title, &code));
        let when = [french.unwrap_or(english), english];
        writeln!(table, "    ({code:?}, {level:?}, {when:?}, {blocks:?}),")
            .map_err(io::Error::other)?;
    }
    table.push_str("]\n");
    Ok(table)
}

/// What is told of a code in the language whose part begins with `title`.
fn block<'a>(told: &'a str, title: &str, code: &str) -> &'a str {
    let part = told.split(title).nth(1).unwrap_or_default();
    let named = format!("[{code}]");
    let mut blocks = part.split("\n\n");
    let block = blocks.find(|block| block.contains(&named));
    block.unwrap_or_default().trim_end()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}
