//! Both stemmers beside Snowball's own, over every combination of the beginnings and endings below.

use std::collections::BTreeMap;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::stem;
use crate::Language;
use crate::words::{FunctionWords, Scanner, Word};

fn fold(word: &str, language: Language) -> String {
    let function_words = FunctionWords::new(language);
    let mut folded = Word::new();
    Scanner::new(word, language, &function_words).next(&mut folded);
    folded.as_str().to_owned()
}

const ENGLISH_ROOTS: [&str; 40] = [
    "act", "organ", "manag", "custom", "servic", "hop", "hopp", "nation", "gener", "commun",
    "relat", "connect", "liv", "lov", "agre", "fe", "happ", "eas", "qualit", "possib", "inn", "d",
    "tr", "stud", "pla", "emplo", "valu", "us", "arg", "polic", "logic", "process", "compan",
    "sens", "activ", "electric", "univers", "past", "experien", "satisf",
];
const ENGLISH_ENDINGS: [&str; 48] = [
    "", "s", "e", "es", "ed", "ing", "ings", "er", "ers", "y", "ies", "ied", "ion", "ions",
    "ation", "ational", "ator", "al", "ally", "ality", "ize", "izer", "ization", "ive", "iveness",
    "ivity", "ful", "fulness", "fully", "less", "lessly", "ness", "ous", "ously", "ousness",
    "able", "ably", "ability", "ment", "ement", "ent", "ently", "ence", "ance", "ology", "ism",
    "edly", "eed",
];

#[test]
fn english_is_snowballs() {
    let snowball = Stemmer::create(Algorithm::English);
    for root in ENGLISH_ROOTS {
        for ending in ENGLISH_ENDINGS {
            let word = format!("{root}{ending}");
            assert_eq!(
                stem(Language::English, &word),
                snowball.stem(&word),
                "{word}"
            );
        }
    }
    for word in [
        "skis", "news", "early", "dying", "tying", "outing", "evening", "exceed", "proceeds",
        "sky", "yes", "boy", "say", "add", "egging", "pasted",
    ] {
        assert_eq!(stem(Language::English, word), snowball.stem(word), "{word}");
    }
}

const FRENCH_ROOTS: [&str; 44] = [
    "enchant",
    "qual",
    "client",
    "servic",
    "manag",
    "act",
    "organis",
    "écout",
    "moy",
    "pai",
    "jou",
    "cré",
    "respons",
    "attent",
    "équip",
    "développ",
    "réuss",
    "fin",
    "grand",
    "util",
    "accessib",
    "confi",
    "pratiqu",
    "entrepris",
    "accueill",
    "mesur",
    "évalu",
    "tradit",
    "nati",
    "collect",
    "autonom",
    "symétr",
    "relat",
    "perform",
    "intérêt",
    "conn",
    "prom",
    "mobil",
    "créat",
    "heur",
    "public",
    "territor",
    "émot",
    "par",
];
const FRENCH_ENDINGS: [&str; 55] = [
    "",
    "s",
    "e",
    "es",
    "é",
    "ée",
    "és",
    "ées",
    "er",
    "ez",
    "era",
    "erait",
    "eront",
    "ait",
    "aient",
    "ant",
    "ante",
    "antes",
    "ons",
    "ions",
    "iez",
    "ir",
    "it",
    "is",
    "issant",
    "issement",
    "issements",
    "ement",
    "ements",
    "ment",
    "amment",
    "emment",
    "ation",
    "ations",
    "ateur",
    "ateurs",
    "atrice",
    "eur",
    "eurs",
    "euse",
    "eux",
    "ité",
    "ités",
    "ance",
    "ances",
    "ence",
    "ences",
    "if",
    "ive",
    "ivité",
    "able",
    "ables",
    "isme",
    "iste",
    "ier",
];

#[test]
fn french_groups_words_as_snowball_does() {
    let snowball = Stemmer::create(Algorithm::French);
    let mut same = 0;
    let mut apart = Vec::new();
    for root in FRENCH_ROOTS {
        for ending in FRENCH_ENDINGS {
            let word = format!("{root}{ending}");
            let (ours, theirs) = (
                stem(Language::French, &fold(&word, Language::French)),
                fold(&snowball.stem(&word), Language::French),
            );
            if ours == theirs {
                same += 1;
            } else {
                apart.push((word, ours, theirs));
            }
        }
    }
    // What differs is what the accents told apart.
    let share = f64::from(same) / (FRENCH_ROOTS.len() * FRENCH_ENDINGS.len()) as f64;
    assert!(share > 0.97, "{share}: {apart:?}");
}

#[test]
fn french_forms_meet_with_and_without_accents() {
    let families: [&[&str]; 11] = [
        &[
            "enchantement",
            "enchanter",
            "enchante",
            "enchanté",
            "enchantées",
        ],
        &["qualité", "qualites"],
        &["managériaux", "manageriale", "managérial", "manageriales"],
        &["cœur", "coeurs"],
        &["accessibilité", "accessibilite", "accessibilités"],
        &["responsabilité", "responsabilites"],
        &["engagé", "engagée", "engager", "engagement", "engagements"],
        &["première", "premier", "premiers"],
        &["service", "services"],
        &["organisation", "organisations"],
        &["évaluation", "évaluer", "evaluations"],
    ];
    let mut stems: BTreeMap<String, usize> = BTreeMap::new();
    for (number, family) in families.iter().enumerate() {
        for word in *family {
            let stem = stem(Language::French, &fold(word, Language::French));
            assert_eq!(
                *stems.entry(stem.clone()).or_insert(number),
                number,
                "{word}: {stem} is another family's"
            );
        }
    }
    assert_eq!(stems.len(), families.len(), "{stems:?}");
}

#[test]
fn codes_and_other_scripts_are_left_alone() {
    for word in ["cx", "nps2024", "16880", "клиент"] {
        assert_eq!(stem(Language::French, word), word);
    }
}
