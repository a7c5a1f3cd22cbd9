//! The filters that templates have beside tera's own: numbers and words of the site's language. Pure, all three.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::language::Language;
use crate::language::number::{format_decimal, format_integer};

/// Adds the filters for `language` to `tera`.
pub fn register(tera: &mut Tera, language: Language) {
    // 11559 → « 11 559 »; `decimals` for a fixed number of them.
    tera.register_filter(
        "number",
        move |value: Value, arguments: Kwargs, _: &State| -> TeraResult<String> {
            let decimals: Option<usize> = arguments.get("decimals")?;
            number(language, &value, decimals)
                .ok_or_else(|| Error::message("`number` takes a number"))
        },
    );
    // The singular or the plural for a number, with {n} replaced by it.
    tera.register_filter(
        "plural",
        move |count: f64, arguments: Kwargs, _: &State| -> TeraResult<String> {
            let one: &str = arguments.must_get("one")?;
            let other: &str = arguments.must_get("other")?;
            let words = if is_singular(language, count) {
                one
            } else {
                other
            };
            Ok(words.replace("{n}", &show(language, count)))
        },
    );
    // {a}, {b}… replaced by the arguments of these names.
    tera.register_filter(
        "fill",
        move |text: &str, arguments: Kwargs, _: &State| -> TeraResult<String> {
            let mut filled = text.to_owned();
            for (name, value) in arguments.iter() {
                if let Some(name) = name.as_str() {
                    let words = number(language, value, None).unwrap_or_else(|| value.to_string());
                    filled = filled.replace(&format!("{{{name}}}"), &words);
                }
            }
            Ok(filled)
        },
    );
}

fn number(language: Language, value: &Value, decimals: Option<usize>) -> Option<String> {
    let number = value.as_number()?.as_float();
    Some(decimals.map_or_else(
        || show(language, number),
        |decimals| format_decimal(language, number, decimals),
    ))
}

/// Whole numbers without decimals, others with one.
fn show(language: Language, number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        format_integer(language, number as i64)
    } else {
        format_decimal(language, number, 1)
    }
}

/// French counts 0 and 1.5 as one, English only 1 (CLDR).
fn is_singular(language: Language, count: f64) -> bool {
    match language {
        Language::French => count.abs() < 2.0,
        Language::English => (count - 1.0).abs() < f64::EPSILON,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(language: Language, template: &str) -> String {
        let mut tera = Tera::default();
        register(&mut tera, language);
        tera.add_raw_template("t", template).unwrap();
        tera.render("t", &tera::Context::new()).unwrap()
    }

    #[test]
    fn numbers_are_written_in_the_language() {
        assert_eq!(
            render(Language::French, "{{ 11559 | number }}"),
            "11\u{202f}559"
        );
        assert_eq!(render(Language::French, "{{ 69.5 | number }}"), "69,5");
        assert_eq!(
            render(Language::English, "{{ 69.456 | number(decimals=2) }}"),
            "69.46"
        );
    }

    #[test]
    fn plurals_follow_the_language() {
        let template = "{{ 0 | plural(one='{n} mot', other='{n} mots') }} {{ 2 | plural(one='{n} mot', other='{n} mots') }}";
        assert_eq!(render(Language::French, template), "0 mot 2 mots");
        assert_eq!(render(Language::English, template), "0 mots 2 mots");
    }

    #[test]
    fn words_are_filled_in() {
        assert_eq!(
            render(
                Language::French,
                "{{ 'Page {a} sur {b}' | fill(a=2, b='dix') }}"
            ),
            "Page 2 sur dix"
        );
    }
}
