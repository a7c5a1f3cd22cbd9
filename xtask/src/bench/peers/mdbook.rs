//! mdBook, from crates.io.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::sites::{line, write};
use super::super::{empty, succeed};
use super::printed_version;
use crate::corpus::Article;

/// Its binary, built below `work`, with its search.
pub(super) fn install(work: &Path) -> Result<PathBuf, String> {
    let folder = work.join("mdbook");
    let program = folder.join("bin/mdbook");
    if !program.exists() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut install = Command::new(cargo);
        install.args(["install", "--quiet", "--locked", "--no-default-features"]);
        install.args(["--features", "search", "--version", "^0.5", "--root"]);
        succeed(install.arg(&folder).arg("mdbook"))?;
    }
    Ok(program)
}

/// `0.5.1`
pub(super) fn version(program: &Path) -> Result<String, String> {
    printed_version(Command::new(program).arg("--version"))
}

/// Builds the book below `site` into `output`.
pub(super) fn build(program: &Path, site: &Path, output: &Path) -> Command {
    let mut build = Command::new(program);
    build.arg("build").arg(site).arg("--dest-dir").arg(output);
    build.env("RUST_LOG", "error");
    build
}

/// Writes the articles as the chapters of a book below `folder`.
pub(super) fn write_site(folder: &Path, articles: &[Article]) -> Result<(), String> {
    empty(folder)?;
    write(
        &folder.join("book.toml"),
        "[book]\ntitle = 'Corpus'\nlanguage = 'fr'\n",
    )?;
    let mut contents = String::from("# Contents\n\n");
    for article in articles {
        line(
            &mut contents,
            &format!("- [{}](articles/{}.md)", article.title, article.slug),
        );
        write(
            &folder.join(format!("src/articles/{}.md", article.slug)),
            &format!("# {}\n\n{}", article.title, article.body),
        )?;
    }
    write(&folder.join("src/SUMMARY.md"), &contents)
}
