//! Properties of corrections, on random lines of front matter.

use jiff::civil::Date;
use proptest::prelude::*;

use super::*;
use crate::document::Document;
use crate::inputs::Today;

fn site_of(article: &str) -> Inputs {
    let site =
        "title: Essai\ndescription: Un essai.\nbase_url: https://example.org/\nlanguage: fr\n";
    let content = vec![
        SourceFile::new("content/articles/a.md", article.as_bytes()),
        SourceFile::new("content/site.yaml", site.as_bytes()),
    ];
    Inputs::of(content, Today::Given(Date::constant(2026, 11, 22)))
}

fn text_of(inputs: &Inputs) -> String {
    String::from_utf8_lossy(&inputs.content[0].bytes.read()).into_owned()
}

/// `inputs` with its corrections.
fn corrected(inputs: &Inputs) -> Inputs {
    let mut inputs = inputs.clone();
    for CorrectedFile { before, after } in correct(&inputs).files {
        let place = inputs.content.iter().position(|it| it.path == before.path);
        inputs.content[place.expect("the file")] = after;
    }
    inputs
}

fn errors(inputs: &Inputs) -> usize {
    let site = Trial::of(inputs.clone());
    site.diagnostics.iter().filter(|it| it.is_error()).count()
}

/// What the pages show of the article.
fn shown(inputs: &Inputs) -> Option<(String, Option<String>)> {
    let site = Trial::of(inputs.clone());
    site.documents[0].files.iter().find_map(|parsed| {
        let Some(Document::Article(article)) = &parsed.document else {
            return None;
        };
        let identity = &article.identity;
        Some((identity.title.clone(), identity.summary.clone()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_site_without_errors_gets_none_and_its_pages_stay(
        quote in "['\"]?",
        words in "[a-zéL'\"«»:;!?# 1h°,.%…“-]{1,24}",
        key in "title|tilte|summary",
    ) {
        let inputs = site_of(&format!(
            "---\n{key}: {quote}{words}{quote}\n{}: 'Été'\ndate: 2026-11-20\n---\nTexte.\n",
            if key == "summary" { "title" } else { "summary" },
        ));
        let before = errors(&inputs);
        let after = corrected(&inputs);
        let text = text_of(&after);
        prop_assert!(before > 0 || errors(&after) == 0, "{}", text);
        if before == 0 {
            prop_assert_eq!(shown(&inputs), shown(&after), "{}", text);
        }
        prop_assert_eq!(text_of(&corrected(&after)), text, "a second time changes nothing");
    }
}

#[test]
fn what_a_correction_brings_to_light_is_corrected_in_turn() {
    let inputs = site_of(
        "---\ntitle: L'été : \"oui\" ?\nsumary: 'L'accueil'\ndate: 2026/11/2\ndraft: non\n---\nTexte.\n",
    );
    let after = corrected(&inputs);
    assert_eq!(
        text_of(&after),
        "---\ntitle: 'L’été\u{a0}: «\u{a0}oui\u{a0}»\u{202f}?'\nsummary: 'L’accueil'\ndate: 2026-11-02\ndraft: false\n---\nTexte.\n"
    );
    assert_eq!(errors(&after), 0);
    let lines: Vec<_> = correct(&inputs)
        .corrections
        .iter()
        .map(|it| (it.line, it.code))
        .collect();
    for expected in [
        (2, Some("P0204")),
        (2, None),
        (3, Some("P0203")),
        (3, Some("P0204")),
        (4, Some("P0208")),
        (5, Some("P0206")),
    ] {
        assert!(lines.contains(&expected), "{expected:?} in {lines:?}");
    }
}

#[test]
fn a_key_that_two_were_meant_to_be_is_left_to_the_editor() {
    let text = "---\ntitle: 'Été'\nsummary: 'Deux mots.'\ndate: 2026-11-20\ntagss: [a]\ntgas: [b]\ntitel: 'B'\n---\nTexte.\n";
    let inputs = site_of(text);
    assert_eq!(errors(&inputs), 3);
    let after = text_of(&corrected(&inputs));
    assert_eq!(after, text);
}
