//! What must hold of diagnostics, typography and HTML, whatever they are made from.

use super::html::{Element, Page};
use crate::diagnostics::{Diagnostic, Format, Reporter, Sources};
use crate::language::Language;

/// How many diagnostics are written in every format; of the others the place is looked at.
const WRITTEN: usize = 40;

/// Every diagnostic stands in its file, between two characters, and can be told to people, programs and forges in both languages.
pub fn assert_told(diagnostics: &[Diagnostic], sources: &dyn Sources) {
    for (number, diagnostic) in diagnostics.iter().enumerate() {
        assert_placed(diagnostic, sources);
        if number < WRITTEN {
            assert_written(diagnostic, sources);
        }
    }
}

fn assert_placed(diagnostic: &Diagnostic, sources: &dyn Sources) {
    let (Some(path), Some(span)) = (&diagnostic.file, diagnostic.span) else {
        return;
    };
    let range = span.start as usize..span.end as usize;
    let bytes = sources.source(path).expect("a fault stands in a source");
    assert!(
        bytes.get(range.clone()).is_some(),
        "outside: {diagnostic:?}"
    );
    if let Ok(text) = std::str::from_utf8(&bytes) {
        assert!(text.get(range).is_some(), "in a character: {diagnostic:?}");
        if let Some(fix) = diagnostic.fix(text) {
            let range = fix.span.start as usize..fix.span.end as usize;
            assert!(text.get(range).is_some(), "{fix:?} of {diagnostic:?}");
        }
    }
}

fn assert_written(diagnostic: &Diagnostic, sources: &dyn Sources) {
    for language in [Language::French, Language::English] {
        for format in [Format::Human, Format::Json, Format::Github] {
            let reporter = Reporter {
                format,
                language,
                color: false,
            };
            let text = reporter.write(diagnostic, sources);
            assert!(
                text.contains(diagnostic.problem.code()),
                "{format:?}: {diagnostic:?}"
            );
            match format {
                Format::Human => {}
                Format::Json => {
                    let object: serde_json::Value = serde_json::from_str(&text).expect("JSON");
                    assert!(object.is_object(), "{text}");
                }
                Format::Github => assert!(!text.contains(['\n', '\r']), "{text:?}"),
            }
        }
    }
}

/// Typography sets spaces, quotation marks, apostrophes; the letters and digits stay, but for ordinals (« 2ème » becomes « 2e ») and the
/// sign of a number (« n° » becomes « nº », which Unicode calls a letter).
pub fn assert_letters_stay(written: &str, set: &str) {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|it| it.is_alphanumeric());
        letters.filter(|it| !"eèmEÈMº".contains(*it)).collect()
    };
    assert_eq!(letters(set), letters(written), "from {written:?}");
}

/// The HTML of a body runs nothing, looks like nothing of its own, and closes what it opens.
pub fn assert_harmless(html: &str) {
    const FOREIGN: [&str; 13] = [
        "script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "input",
        "svg", "math", "template",
    ];
    let page = Page::parse(html.as_bytes());
    for element in &page.elements {
        assert!(!FOREIGN.contains(&element.name.as_str()), "{html}");
        assert_attributes_are_harmless(element, html);
    }
    let misplaced = page.errors.iter().find(|it| it.starts_with('<'));
    assert_eq!(misplaced, None, "in {html}");
}

/// A page runs the scripts of the theme, and nothing else.
pub fn assert_runs_nothing(html: &str) {
    let page = Page::parse(html.as_bytes());
    for element in &page.elements {
        let is_data = |kind: &str| kind.starts_with("application/");
        assert!(
            element.name != "script"
                || element.get("src").is_some()
                || element.get("type").is_some_and(is_data),
            "{html}"
        );
        assert_attributes_are_harmless(element, html);
    }
}

fn assert_attributes_are_harmless(element: &Element, html: &str) {
    for (name, value) in element.attributes() {
        assert!(
            name != "style" && !name.starts_with("on"),
            "{name} in {html}"
        );
        if matches!(name, "href" | "src" | "action" | "formaction") {
            // A browser passes over spaces and signs that are not seen.
            let seen = value.chars().filter(|it| *it > ' ');
            let address = seen.collect::<String>().to_ascii_lowercase();
            for scheme in ["javascript:", "vbscript:", "data:text"] {
                assert!(!address.starts_with(scheme), "{value} in {html}");
            }
        }
    }
}
