//! Result codes: how long they are, what they are bound to, and what is said of those that cannot be read.

mod fixtures;

use fixtures::{model, sample};
use parvis_selftest::{
    CodeError, MAX_TEXT_BYTES, Model, Respondent, RespondentSource, Table, TextTooLong, decode,
    encode,
};

fn full(model: &Model, id: &str, group: Option<&str>) -> Respondent {
    let all = |answer: i64| -> Table<Option<i64>> {
        model
            .statements()
            .map(|statement| (statement.id.clone(), Some(answer)))
            .collect()
    };
    let source = RespondentSource {
        id: id.into(),
        group: group.map(Into::into),
        today: all(5),
        target: all(5),
        priorities: ["l", "k", "j", "i"].map(String::from).into(),
    };
    Respondent::new(model, source).expect("answers of the model")
}

#[test]
fn a_code_of_the_sample_model_has_at_most_120_characters() {
    let model = sample();
    let longest = full(
        &model,
        "Anne-Françoise Lefèvre",
        Some("Direction des opérations Sud"),
    );
    let bytes = longest.id().len() + longest.group().unwrap_or_default().len();
    assert_eq!(bytes, MAX_TEXT_BYTES + 1);
    assert_eq!(encode(&model, &longest), Err(TextTooLong { bytes }));

    let longest = full(
        &model,
        "Anne-Françoise Lefèvre",
        Some("Direction des operations Sud"),
    );
    let code = encode(&model, &longest).expect("it just fits");
    assert_eq!(code.len(), 120);
    assert_eq!(decode(&model, &code), Ok(longest));
}

#[test]
fn the_format_is_the_one_that_was_published() {
    let model = sample();
    let source = RespondentSource {
        id: "Zoé".into(),
        group: Some("DSI".into()),
        today: Table::from_iter([("a1".into(), Some(4)), ("l3".into(), Some(1))]),
        target: Table::from_iter([("b3".into(), Some(5))]),
        priorities: vec!["c".into(), "a".into()],
    };
    let person = Respondent::new(&model, source).expect("answers of the model");
    let code = encode(&model, &person).expect("a short name");
    assert_eq!(
        code,
        "P1PVpiXAQAAADYmriGOKwZSlhwc3nmEcF2DsZrRQAABFpvw6kDRFNJW7Pn1g"
    );
    assert_eq!(decode(&model, &code), Ok(person));
}

#[test]
fn white_space_is_ignored() {
    let model = sample();
    let person = full(&model, "A", None);
    let code = encode(&model, &person).expect("a short name");
    let wrapped = format!(
        "  {}\r\n{}\u{a0}{}\n",
        &code[..1],
        &code[1..40],
        &code[40..]
    );
    assert_eq!(decode(&model, &wrapped), Ok(person));
}

#[test]
fn each_defect_has_its_name() {
    let model = sample();
    let code = encode(&model, &full(&model, "A", None)).expect("a short name");
    let refusal = |text: &str| decode(&model, text).expect_err("not a code");
    assert_eq!(refusal(""), CodeError::NotACode);
    assert_eq!(refusal("https://example.org"), CodeError::NotACode);
    assert_eq!(refusal("P"), CodeError::Truncated);
    assert_eq!(refusal("P2AAAA"), CodeError::UnknownVersion('2'));
    assert_eq!(
        refusal("P1AAé"),
        CodeError::BadCharacter {
            character: 'é',
            position: 5
        }
    );
    assert_eq!(refusal(&code[..code.len() - 4]), CodeError::Truncated);
    assert_eq!(refusal(&code[..30]), CodeError::Truncated);
    assert_eq!(refusal(&format!("{code}AAAA")), CodeError::Checksum);
    let swapped = code.replacen(
        &code[20..22],
        if &code[20..22] == "zz" { "yy" } else { "zz" },
        1,
    );
    assert_eq!(refusal(&swapped), CodeError::Checksum);
}

#[test]
fn a_code_is_bound_to_its_model() {
    let model_here = sample();
    let code = encode(&model_here, &full(&model_here, "A", None)).expect("a short name");
    let decoded_after = |change: &dyn Fn(&mut parvis_selftest::ModelSource)| {
        let mut source = sample().source().clone();
        change(&mut source);
        let other = model(source);
        (other.fingerprint(), decode(&other, &code))
    };
    let changes: [&dyn Fn(&mut parvis_selftest::ModelSource); 7] = [
        &|source| source.id.push('x'),
        &|source| source.version = "1.0.1".into(),
        &|source| source.dimensions[0].id = "other".into(),
        &|source| source.dimensions[2].statements[1].id = "other".into(),
        &|source| source.dimensions[2].statements[1].reverse = true,
        &|source| source.scale.max = 7,
        &|source| source.priorities.top = 3,
    ];
    for change in changes {
        let (expected, decoded) = decoded_after(change);
        assert_eq!(
            decoded,
            Err(CodeError::OtherModel {
                found: model_here.fingerprint(),
                expected
            })
        );
    }
    let (_, decoded) =
        decoded_after(&|source| source.dimensions[0].statements[0].text = "Better said.".into());
    assert!(
        decoded.is_ok(),
        "a corrected wording of one version keeps the codes"
    );
}
