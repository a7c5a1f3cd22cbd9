//! Numbers as readers of each language write them.
//!
//! French groups thousands with U+202F and marks decimals with a comma (« 11 559,5 »); English uses a comma and a point
//! (“11,559.5”). These functions write counts and measures, which are grouped from 1 000 on: a year is a name, not a
//! count, and is written by [`super::date`]. The minus sign is U+2212, and no zero ever carries one.

use super::{Language, NARROW_NO_BREAK_SPACE};

const MINUS: char = '\u{2212}';

/// What is shown for a figure that is not a finite number.
const NOT_A_NUMBER: &str = "–";

/// `number` with its thousands grouped.
pub fn format_integer(language: Language, number: i64) -> String {
    let mut text = String::new();
    if number < 0 {
        text.push(MINUS);
    }
    push_grouped(&mut text, language, &number.unsigned_abs().to_string());
    text
}

/// `number` with exactly `decimals` decimals and its thousands grouped; an en dash if it is not finite.
///
/// Rounding is half away from zero on the shortest decimal text that names the number, which is what a person expects
/// of 1.005 or 75.25. A result of zero has no sign.
pub fn format_decimal(language: Language, number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return NOT_A_NUMBER.to_owned();
    }
    let (integer, fraction) = round_half_away(&number.abs().to_string(), decimals);
    let is_zero = integer
        .bytes()
        .chain(fraction.bytes())
        .all(|digit| digit == b'0');
    let mut text = String::new();
    if number < 0.0 && !is_zero {
        text.push(MINUS);
    }
    push_grouped(&mut text, language, &integer);
    if !fraction.is_empty() {
        text.push(match language {
            Language::French => ',',
            Language::English => '.',
        });
        text.push_str(&fraction);
    }
    text
}

fn push_grouped(text: &mut String, language: Language, digits: &str) {
    let separator = match language {
        Language::French => NARROW_NO_BREAK_SPACE,
        Language::English => ',',
    };
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
}

/// The integer and fraction digits of `decimal` (digits with at most one point), rounded to `decimals` places.
fn round_half_away(decimal: &str, decimals: usize) -> (String, String) {
    let (integer, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let mut digits: Vec<u8> = integer
        .bytes()
        .chain(fraction.bytes().take(decimals))
        .collect();
    digits.resize(integer.len() + decimals, b'0');
    if fraction
        .as_bytes()
        .get(decimals)
        .is_some_and(|digit| *digit >= b'5')
    {
        let nines = digits
            .iter()
            .rev()
            .take_while(|digit| **digit == b'9')
            .count();
        let kept = digits.len() - nines;
        digits[kept..].fill(b'0');
        match kept.checked_sub(1) {
            Some(last) => digits[last] += 1,
            None => digits.insert(0, b'1'),
        }
    }
    let fraction = digits.split_off(digits.len() - decimals);
    let text = |digits: Vec<u8>| digits.into_iter().map(char::from).collect();
    (text(digits), text(fraction))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_are_grouped_by_thousands() {
        let french = |number| format_integer(Language::French, number);
        assert_eq!(french(11_559), "11\u{202f}559");
        assert_eq!(french(2_026), "2\u{202f}026");
        assert_eq!(french(999), "999");
        assert_eq!(french(0), "0");
        assert_eq!(french(-1_234_567), "\u{2212}1\u{202f}234\u{202f}567");
        assert_eq!(
            french(i64::MIN),
            "\u{2212}9\u{202f}223\u{202f}372\u{202f}036\u{202f}854\u{202f}775\u{202f}808"
        );
        assert_eq!(format_integer(Language::English, 11_559), "11,559");
    }

    #[test]
    fn decimals_are_rounded_as_a_person_would() {
        let french = |number, decimals| format_decimal(Language::French, number, decimals);
        assert_eq!(french(75.25, 1), "75,3");
        assert_eq!(french(1.005, 2), "1,01");
        assert_eq!(french(0.833_333_3, 2), "0,83");
        assert_eq!(french(99.96, 1), "100,0");
        assert_eq!(french(999.5, 0), "1\u{202f}000");
        assert_eq!(french(1743.0, 2), "1\u{202f}743,00");
        assert_eq!(
            french(1e21, 0).chars().filter(char::is_ascii_digit).count(),
            22
        );
        assert_eq!(format_decimal(Language::English, 1743.5, 1), "1,743.5");
    }

    #[test]
    fn zero_has_no_sign_and_what_is_no_number_is_a_dash() {
        assert_eq!(format_decimal(Language::French, -0.0, 1), "0,0");
        assert_eq!(format_decimal(Language::French, -0.04, 1), "0,0");
        assert_eq!(format_decimal(Language::French, -0.05, 1), "\u{2212}0,1");
        assert_eq!(format_decimal(Language::French, f64::NAN, 1), "–");
        assert_eq!(format_decimal(Language::French, f64::INFINITY, 1), "–");
    }

    proptest! {
        #[test]
        fn what_is_written_is_within_half_a_unit(number in -1e9_f64..1e9, decimals in 0_usize..4) {
            let written = format_decimal(Language::English, number, decimals).replace(',', "").replace(MINUS, "-");
            let read: f64 = written.parse().unwrap();
            prop_assert!((read - number).abs() <= 0.500_001 * 10_f64.powi(-i32::try_from(decimals).unwrap()));
        }
    }
}
