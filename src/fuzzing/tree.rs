//! A site in memory: a text of several files → inputs.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::inputs::{Inputs, SourceFile, Today};

/// The smallest valid site, as the fixtures of diagnostics have it.
const SMALLEST: &[u8] = include_bytes!("../../tests/diagnostics/base.txt");

/// The files of `bytes`: each begins with a line `=== path`. What stands before the first belongs to none.
pub fn files_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(path) = line.strip_prefix(b"=== ") {
            let path = String::from_utf8_lossy(path);
            files.push((path.trim_end_matches(['\n', '\r']).to_owned(), Vec::new()));
        } else if let Some((_, text)) = files.last_mut() {
            text.extend_from_slice(line);
        }
    }
    files
}

/// `files`, and those of the smallest site that are not among them. Of two at the same place the last counts.
pub fn over_the_smallest_site(
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> BTreeMap<String, Vec<u8>> {
    files_of(SMALLEST).into_iter().chain(files).collect()
}

/// `files` as they would have been read from a disk, where none is hidden, lies elsewhere or has the name of another's folder.
pub fn inputs_of(mut files: BTreeMap<String, Vec<u8>>) -> Inputs {
    files.retain(|path, _| is_found_on_disk(path));
    let folders: Vec<String> = files
        .keys()
        .flat_map(|path| {
            path.match_indices('/')
                .map(|(end, _)| path[..end].to_owned())
        })
        .collect();
    for folder in folders {
        files.remove(&folder);
    }
    let content = files
        .into_iter()
        .map(|(path, bytes)| SourceFile::new(path, bytes));
    Inputs {
        drafts: true,
        future: true,
        ..Inputs::of(
            content.collect(),
            Today::Given(Date::constant(2026, 11, 22)),
        )
    }
}

/// Whether a walk of `content/` could come upon this path.
fn is_found_on_disk(path: &str) -> bool {
    path.strip_prefix("content/").is_some_and(|below| {
        let mut names = below.split('/');
        names.all(|name| !name.is_empty() && !name.starts_with('.') && !name.contains('\0'))
    })
}
