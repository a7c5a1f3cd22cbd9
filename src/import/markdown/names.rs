//! What the path of a text says: its name, its date, the folder it stands for.

use jiff::civil::Date;

use crate::document::DateOrDateTime;
use crate::parse::yaml::date_or_date_time;
use crate::paths::decoded;

/// A file's name as a title: `mon-premier-texte` → « Mon premier texte ».
pub fn titled(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut symbols = words.trim().chars();
    symbols.next().map_or_else(
        || "?".to_owned(),
        |first| first.to_uppercase().chain(symbols).collect(),
    )
}

/// What the path of a text says of it.
pub struct Names<'a> {
    /// The folder that its name stands in.
    pub within: &'a str,
    /// The name of the file, without its extension.
    pub stem: &'a str,
    /// It stands for its folder, and is called as that is.
    pub is_index: bool,
    /// The date in its name.
    pub date: Option<Date>,
    /// Its name without the date; empty for the text of the root.
    pub name: &'a str,
}

impl<'a> Names<'a> {
    /// Reads the path `logical`.
    pub fn of(logical: &'a str) -> Self {
        // Pages of Docusaurus.
        let logical = logical.strip_prefix("src/pages/").unwrap_or(logical);
        let (stem, is_index) = stem_of(logical);
        let folder = logical.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (within, called) = match (is_index, folder.rsplit_once('/')) {
            (false, _) => (folder, stem),
            (true, Some((within, name))) => (within, name),
            (true, None) => ("", folder),
        };
        let (date, name) = undated(called);
        Self {
            within,
            stem,
            is_index,
            date,
            name,
        }
    }
}

/// The path of `name` in `folder`.
pub fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// The name of a file without its extension, and whether it stands for its folder.
pub fn stem_of(path: &str) -> (&str, bool) {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let lower = stem.to_ascii_lowercase();
    (
        stem,
        matches!(lower.as_str(), "index" | "_index" | "readme"),
    )
}

/// `2020-05-03-accueil` → the date and `accueil`; `01-accueil` → `accueil`.
pub fn undated(name: &str) -> (Option<Date>, &str) {
    let day = name
        .get(..10)
        .and_then(date_or_date_time)
        .map(DateOrDateTime::date);
    if let Some(date) = day {
        let rest = &name[10..];
        let rest = rest.strip_prefix(['-', '_']).unwrap_or(rest);
        return (Some(date), if rest.is_empty() { name } else { rest });
    }
    (None, name)
}

/// A name of a text as links give it, in one spelling.
pub fn key(name: &str) -> String {
    let name = decoded(name).to_lowercase();
    let name = name.trim_matches('/');
    let name = [
        ".md",
        ".markdown",
        ".mdx",
        ".html",
        "/index",
        "/_index",
        "/readme",
    ]
    .iter()
    .fold(name, |name, end| name.strip_suffix(end).unwrap_or(name));
    name.trim_matches('/').to_owned()
}
