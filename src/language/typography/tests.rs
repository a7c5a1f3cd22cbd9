//! Behaviour of the typographer, on what editors and older sites write. No-break spaces show as `~` (U+00A0) and `_`
//! (U+202F).

use std::borrow::Cow;

use proptest::prelude::*;

use super::{Typographer, typeset};
use crate::language::Language;

fn visible(text: &str) -> String {
    text.replace('\u{a0}', "~").replace('\u{202f}', "_")
}

#[track_caller]
fn assert_typeset(language: Language, cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        let once = typeset(language, source);
        assert_eq!(visible(&once), *expected, "{source}");
        assert_eq!(
            visible(&typeset(language, &once)),
            *expected,
            "twice: {source}"
        );
    }
}

#[track_caller]
fn french(cases: &[(&str, &str)]) {
    assert_typeset(Language::French, cases);
}

fn in_runs(runs: &[&str]) -> String {
    let mut typographer = Typographer::new(Language::French);
    runs.iter().map(|run| typographer.text(run)).collect()
}

#[test]
fn what_the_founding_documents_hold_verbatim() {
    french(&[
        ("l' »Académie du Service »", "l’«~Académie du Service~»"),
        ("s‘appuyant", "s’appuyant"),
        ("12h15", "12~h~15"),
        ("pourquoi ???", "pourquoi_???"),
        ("pourquoi???", "pourquoi_???"),
        ("n°5", "nº~5"),
        ("la 1ère fois", "la 1re fois"),
        ("1,743", "1,743"),
        ("deux  mots", "deux mots"),
    ]);
}

#[test]
fn signs_take_their_space_and_only_one() {
    french(&[
        (
            "Oui ; non ! Quoi ? Voici : rien",
            "Oui_; non_! Quoi_? Voici~: rien",
        ),
        (
            "Oui; non! Quoi? Voici: rien",
            "Oui_; non_! Quoi_? Voici~: rien",
        ),
        ("Oui\u{a0}; non  !", "Oui_; non_!"),
        ("Quoi ?!", "Quoi_?!"),
        ("Quoi?!", "Quoi_?!"),
        ("(quoi?)", "(quoi_?)"),
        ("Peut-être (?)", "Peut-être (?)"),
        ("Ah…!", "Ah…_!"),
        ("« Quoi? »", "«~Quoi_?~»"),
        ("Voici:", "Voici~:"),
    ]);
}

#[test]
fn signs_inside_words_are_left_alone() {
    for text in [
        "12:15 et 3:2",
        "C:\\Documents",
        "Merci :) ;-) :'( :D",
        "Bravo :smile: merci",
        "std::fmt",
        "a?b=c;d",
        "https://example.org/a?b:c!d;e'f 12",
        "voir www.example.org/l'an?x",
        "o'neil@example.org",
        "mailto:a@example.org",
        "10%25",
        "a/12h15.png et img-12h15",
        "v1.2 500",
    ] {
        assert!(
            matches!(
                Typographer::new(Language::French).text(text),
                Cow::Borrowed(_)
            ),
            "{text}"
        );
    }
    french(&[
        (
            "Voir https://example.org/: merci",
            "Voir https://example.org/~: merci",
        ),
        (
            "Vu sur \"https://example.org/l'an\" !",
            "Vu sur «~https://example.org/l'an~»_!",
        ),
    ]);
}

#[test]
fn straight_quotes_become_guillemets() {
    french(&[
        ("\"mot\"", "«~mot~»"),
        ("un \"mot\", deux", "un «~mot~», deux"),
        ("un \" mot \" deux", "un «~mot~» deux"),
        ("\" mot \"", "«~mot~»"),
        ("l'\"X\"", "l’«~X~»"),
        ("l' \" X \", l'\" X \"", "l’«~X~», l’«~X~»"),
        ("l' \"X\" et qu'«Y»", "l’«~X~» et qu’«~Y~»"),
        ("(\"mot\")", "(«~mot~»)"),
        ("dit:\"mot\"", "dit~:«~mot~»"),
        ("« il a dit \"oui\" »", "«~il a dit “oui”~»"),
        ("«mot»", "«~mot~»"),
        ("«\u{202f}mot\u{202f}»", "«~mot~»"),
        ("\"Quoi?\"", "«~Quoi_?~»"),
        ("un écran de 27\"", "un écran de 27\""),
        ("“mot”", "“mot”"),
        ("'mot' et 'autre mot'", "‘mot’ et ‘autre mot’"),
    ]);
}

#[test]
fn apostrophes_are_curly() {
    french(&[
        (
            "l'esprit d'équipe aujourd'hui",
            "l’esprit d’équipe aujourd’hui",
        ),
        ("les années '80", "les années ’80"),
        ("5'10", "5'10"),
    ]);
}

#[test]
fn numbers_keep_together() {
    french(&[
        ("11 559 réponses", "11_559 réponses"),
        ("1 234 567,5 €", "1_234_567,5~€"),
        ("en 2026, 11559 ou 2026", "en 2026, 11559 ou 2026"),
        ("en 2019 300 personnes", "en 2019 300 personnes"),
        ("01 23 45 67 89", "01 23 45 67 89"),
        ("+33 123 456", "+33 123 456"),
        ("732 829 320 00074", "732 829 320 00074"),
        ("0 800 123 456", "0 800 123 456"),
        ("50 % et 12€", "50~% et 12~€"),
        ("50%, soit 3,5 %.", "50~%, soit 3,5~%."),
        ("N° 5 et n° 12", "Nº~5 et nº~12"),
        ("20 °C", "20 °C"),
        ("2ème, 3èmes et 1ères", "2e, 3es et 1res"),
        ("la 1èreté", "la 1èreté"),
    ]);
}

#[test]
fn times_keep_together() {
    french(&[
        ("à 12 h 15.", "à 12~h~15."),
        ("de 9h à 18h30", "de 9~h à 18~h~30"),
        ("12h15-13h05", "12~h~15-13~h~05"),
        ("24h/24", "24~h/24"),
        ("les 35h", "les 35~h"),
        ("12 heures, 12hommes, 12h99", "12 heures, 12hommes, 12h99"),
        ("18 h 00", "18~h~00"),
        // The second number is an hour of its own, however it is written.
        ("ouvert 9h 12h, 9h 12h30", "ouvert 9~h 12~h, 9~h 12~h~30"),
        ("9 h 12 h", "9~h 12~h"),
        ("à 9h30 hier", "à 9~h~30 hier"),
    ]);
}

#[test]
fn english_gets_curly_quotes_and_nothing_else() {
    assert_typeset(
        Language::English,
        &[
            (
                "\"It's 'fine',\" she said: 50 % !",
                "“It’s ‘fine’,” she said: 50 % !",
            ),
            ("'tis the '90s' end", "’tis the ’90s’ end"),
            ("the \"*\" key  (\"star\")", "the “*” key  (“star”)"),
            ("6'2\" tall", "6'2\" tall"),
            ("« mot »", "« mot »"),
        ],
    );
}

#[test]
fn text_that_is_right_is_not_copied() {
    for text in [
        "",
        "Une phrase simple.",
        "«\u{a0}Voilà\u{202f}!\u{a0}»",
        "12\u{a0}h\u{a0}15",
        "Où\u{202f}? Là, l’été.",
    ] {
        assert!(
            matches!(
                Typographer::new(Language::French).text(text),
                Cow::Borrowed(_)
            ),
            "{text}"
        );
    }
}

#[test]
fn the_paragraph_carries_over_its_runs() {
    // « *Ordo* », **Note** : …, "*mot*" et l'*été* ! — as Markdown hands them over.
    assert_eq!(
        visible(&in_runs(&["\"", "Ordo Ab Chao", "\" : ", "ordre"])),
        "«~Ordo Ab Chao~»~: ordre"
    );
    assert_eq!(visible(&in_runs(&["«", "Ordo", "»"])), "«~Ordo~»");
    assert_eq!(visible(&in_runs(&["« ", "Ordo", " »"])), "«~Ordo~»");
    assert_eq!(visible(&in_runs(&["Note", ": suite"])), "Note~: suite");
    assert_eq!(visible(&in_runs(&["l", "'", "été", "!"])), "l’été_!");
    assert_eq!(visible(&in_runs(&["l'\"", "X", "\""])), "l’«~X~»");
    assert_eq!(
        visible(&in_runs(&["50", "% et ", "12", " €"])),
        "50~% et 12~€"
    );
    assert_eq!(visible(&in_runs(&["un ", " deux"])), "un deux");
    assert_eq!(
        in_runs(&["https://example.org/l", "'an?x ", "l'an"]),
        "https://example.org/l'an?x l’an"
    );
}

#[test]
fn code_and_line_breaks_count_as_what_they_are() {
    let mut typographer = Typographer::new(Language::French);
    typographer.opaque();
    assert_eq!(visible(&typographer.text("! ")), "_! ");
    typographer.line_break();
    assert_eq!(visible(&typographer.text("\"mot\"")), "«~mot~»");
    assert_eq!(visible(&typographer.text(" \"mot")), " «~mot");
    typographer.reset();
    assert_eq!(visible(&typographer.text("! \"mot\"")), "! «~mot~»");
}

/// Text made of the signs that rules look at, and of anything at all.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = [
        "a", "mot", "l", "qu", "n", "N", "h", "é", "1", "12", "000", "5", " ", "  ", "\u{a0}",
        "\u{202f}", "\n", "'", "‘", "’", "\"", "“", "”", "«", "»", ":", ";", "!", "?", "%", "€",
        "°", "º", "(", ")", ".", ",", "-", "/", "://", "www.", "@", "…", "ère", "ème", "–", "=",
    ];
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..14).prop_map(|pieces| pieces.concat()),
        1 => "\\PC{0,40}",
    ]
}

fn any_language() -> impl Strategy<Value = Language> {
    prop_oneof![3 => Just(Language::French), 1 => Just(Language::English)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn typesetting_twice_changes_nothing(language in any_language(), text in any_text()) {
        let once = typeset(language, &text);
        prop_assert_eq!(visible(&typeset(language, &once)), visible(&once), "from {:?}", visible(&text));
    }

    #[test]
    fn letters_and_digits_are_never_changed(language in any_language(), text in any_text()) {
        // Ordinals are the exception, and « ° » becomes « º », which Unicode calls a letter.
        let text = text.replace(['è', 'e'], "");
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric() && *c != 'º').collect::<String>();
        prop_assert_eq!(letters(&typeset(language, &text)), letters(&text));
    }

    #[test]
    fn a_paragraph_cut_between_words_is_set_as_one(
        language in any_language(),
        pieces in prop::collection::vec((any_text(), "[a-z]{3,5}"), 1..4),
    ) {
        // Each cut falls between « mot␣ » and « mot »: no sign, number or address spans it.
        let runs: Vec<String> =
            pieces.iter().map(|(text, word)| format!("{word} {text} {word} ")).collect();
        let mut typographer = Typographer::new(language);
        let set: String = runs.iter().map(|run| typographer.text(run)).collect();
        prop_assert_eq!(visible(&set), visible(&typeset(language, &runs.concat())));
    }

    #[test]
    fn a_word_cut_in_two_is_set_as_one(before in any_text(), after in any_text()) {
        let (left, right) = (format!("{before} xyzz"), format!("yxz {after}"));
        prop_assert_eq!(visible(&in_runs(&[&left, &right])), visible(&typeset(Language::French, &(left.clone() + &right))));
    }
}
