//! The program that edits the site in a browser.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Problem};
use crate::document::SiteConfig;
use crate::inputs::{ADMIN_PROGRAM, SourceFile};

/// What the words of a language are published as. A bundler would make a module of the JSON that the program imports; a browser refuses
/// it, so that it is published as a module, and the page says where (`templates/admin.html`).
const WORDS: &str = "locales/fr.json";
const WORDS_MODULE: &str = "locales/fr.js";

/// The files that the page of `config` loads, of those that `package` brings. None where the site is not edited in a browser, or where there
/// is no program, which is reported.
pub fn files(
    config: &SiteConfig,
    package: &[SourceFile],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, SourceFile> {
    let Some(admin) = &config.admin else {
        return BTreeMap::new();
    };
    let files: BTreeMap<String, SourceFile> = package
        .iter()
        .map(|file| match file.path.as_str() {
            WORDS => (WORDS_MODULE.to_owned(), module(file)),
            name => (name.to_owned(), file.clone()),
        })
        .collect();
    if files.contains_key(ADMIN_PROGRAM) {
        return files;
    }
    let problem = Problem::NoAdminPackage {
        folder: admin.package.value.clone(),
    };
    diagnostics.push(Diagnostic::at(&config.file, admin.package.span, problem));
    BTreeMap::new()
}

fn module(json: &SourceFile) -> SourceFile {
    let script = [&b"export default "[..], &json.bytes.read(), b";\n"].concat();
    SourceFile::new(json.path.as_str(), script)
}
