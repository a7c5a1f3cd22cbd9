//! The files of the package with which a site is edited in the browser, where its configuration asks for it.
//!
//! Of a package that holds several builds of the same program, those files are read that a page of the site can use with nothing from
//! elsewhere: the build for bundlers, which brings its fonts and codecs, and the words of the languages that sites are written in. Sources
//! for debuggers weigh several times as much, and are left out.
#![allow(
    clippy::disallowed_methods,
    reason = "read is the only stage that reads the disk"
)]

use std::path::Path;

use walkdir::WalkDir;

use super::{SourceFile, walk};
use crate::diagnostics::{Diagnostic, SourcePath};
use crate::parse;

/// The script that begins all others. Without it there is no package.
pub const PROGRAM: &str = "npm/index.js";

/// What else is read: the licence, which has to go with every copy, and the words of a language besides the program's own English.
const BESIDE: [&str; 2] = ["LICENSE.txt", "locales/fr.json"];

/// The files of the package that the configuration among `content` asks for, by their paths inside it; none where it asks for none, or
/// where the package is not there.
pub fn read_package(
    root: &Path,
    content: &[SourceFile],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SourceFile> {
    let site = content
        .binary_search_by(|file| file.path.as_str().cmp("content/site.yaml"))
        .ok()
        .map(|position| &content[position]);
    let Some(folder) = site.and_then(parse::admin_package) else {
        return Vec::new();
    };
    let package = root.join(folder);
    if !package.join(PROGRAM).is_file() {
        return Vec::new();
    }
    let program = WalkDir::new(package.join("npm"))
        .sort_by_file_name()
        .into_iter()
        // What cannot be listed is missed by the page, not by the site.
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_none_or(|extension| extension != "map"));
    let beside = BESIDE.iter().map(|name| package.join(name));
    let beside = beside.filter(|path| path.is_file());
    let mut files = Vec::new();
    for path in program.chain(beside) {
        match walk::read_file(root, None, &path) {
            Ok(file) => files.push(SourceFile {
                path: SourcePath::new(walk::source_path(&package, &path).as_str()),
                ..file
            }),
            Err(fault) => diagnostics.push(fault),
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}
