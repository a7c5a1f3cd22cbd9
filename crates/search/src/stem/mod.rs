//! Words into stems, so that « enchantement » and « enchanter » meet.
//! Both stemmers follow Snowball's published rules, on folded letters and in place of its generated code, which weighs many times more
//! in the browser's module.

mod english;
mod french;

use crate::Language;

/// The stem of a folded word. Words with a digit or a letter outside a–z are their own stem.
pub(crate) fn stem(language: Language, word: &str) -> String {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    match language {
        Language::French => french::French::new(word).stem(),
        Language::English => english::English::new(word).stem(),
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests;
