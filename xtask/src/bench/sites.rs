//! The corpus as a site of Parvis, and what the sites of its peers have in common.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::corpus::{self, Article};

/// Writes the site of Parvis below `folder`, with the given model.
pub(crate) fn write_parvis(
    folder: &Path,
    model: &Path,
    articles: &[Article],
    features: &str,
) -> Result<(), String> {
    super::empty(folder)?;
    let model =
        fs::read_to_string(model).map_err(|error| format!("{}: {error}", model.display()))?;
    for (path, text) in corpus::site::files(&model, articles, features)? {
        write(&folder.join(path), &text)?;
    }
    Ok(())
}

/// A header of about 4 KB that is the same on every page.
pub(super) fn header() -> String {
    let mut header = String::from("<header><nav aria-label=\"Principale\"><ul>\n");
    for entry in 1..=40 {
        line(
            &mut header,
            &format!(
                "<li class=\"menu__entry\"><a class=\"menu__link\" href=\"/articles/\">Une entrée du menu, la {entry}</a></li>"
            ),
        );
    }
    header.push_str("</ul></nav></header>\n");
    header
}

pub(super) fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes any text");
}

pub(super) fn write(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}
