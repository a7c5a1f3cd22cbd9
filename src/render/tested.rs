//! What was tested of the theme: the record that its tests keep in it.

use super::theme::source_path;
use crate::diagnostics::{Diagnostic, Problem};
use crate::inputs::ThemeFiles;
use crate::view::TestedTheme;

/// The record, which `tests/browser/record.js` writes.
const NAME: &str = "accessibility.json";

/// What makes a page look or behave otherwise than it was tested.
const TESTED: [&str; 3] = ["templates/", "css/", "js/"];

/// What the theme of `files` says of its tests.
pub fn theme(files: &ThemeFiles, faults: &mut Vec<Diagnostic>) -> TestedTheme {
    let record = files.get(NAME).and_then(|json| {
        let read = serde_json::from_slice(json);
        read.map_err(|error| {
            let detail = error.to_string();
            let problem = Problem::TemplateError { detail };
            faults.push(Diagnostic::of_file(&source_path(NAME), problem));
        })
        .ok()
    });
    TestedTheme {
        record,
        changed: files.changed(&TESTED).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::{SourceFile, THEME_FOLDER};

    fn with(name: &str, text: &str) -> (TestedTheme, Vec<Diagnostic>) {
        let file = SourceFile::new(format!("{THEME_FOLDER}/{name}"), text.as_bytes());
        let mut faults = Vec::new();
        let theme = theme(&ThemeFiles::new(vec![file]), &mut faults);
        (theme, faults)
    }

    #[test]
    fn the_record_of_the_theme_is_read_and_what_a_site_changes_is_counted() {
        let (theme, faults) = with("css/site.css", "a { color: red; }");
        assert!(faults.is_empty(), "{faults:#?}");
        assert!(theme.record.is_some());
        assert_eq!(theme.changed, 1);
        let (theme, _) = with("i18n/fr.yaml", "back_home: 'Retour'");
        assert_eq!(theme.changed, 0, "words are not tested");
    }

    #[test]
    fn a_damaged_record_is_a_fault() {
        let (theme, faults) = with(NAME, "{}");
        assert!(theme.record.is_none());
        assert_eq!(faults.len(), 1);
    }
}
