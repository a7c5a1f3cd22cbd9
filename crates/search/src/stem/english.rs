//! English stems: Snowball's rules (Porter 2, <https://snowballstem.org/algorithms/english/stemmer.html>).

use super::is_vowel;

/// A word on its way to its stem. A y that acts as a consonant is in upper case.
pub(super) struct English {
    letters: Vec<u8>,
    /// Where the regions R1 and R2 of the published algorithm start.
    r1: usize,
    r2: usize,
}

/// Words with stems of their own, or that are their own stems.
const EXCEPTIONS: [(&str, &str); 15] = [
    ("skis", "ski"),
    ("skies", "sky"),
    ("idly", "idl"),
    ("gently", "gentl"),
    ("ugly", "ugli"),
    ("early", "earli"),
    ("only", "onli"),
    ("singly", "singl"),
    ("sky", "sky"),
    ("news", "news"),
    ("howe", "howe"),
    ("atlas", "atlas"),
    ("cosmos", "cosmos"),
    ("bias", "bias"),
    ("andes", "andes"),
];

/// Beginnings after which R1 starts, so that « organ » and « organise » stay apart.
const BEGINNINGS: [&str; 9] = [
    "gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter",
];

const DOUBLES: [&str; 9] = ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"];

/// Suffixes in R1 and what takes their place.
const STEP_2: [(&str, &str); 25] = [
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("abli", "able"),
    ("entli", "ent"),
    ("izer", "ize"),
    ("ization", "ize"),
    ("ational", "ate"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("aliti", "al"),
    ("alli", "al"),
    ("fulness", "ful"),
    ("ousli", "ous"),
    ("ousness", "ous"),
    ("iveness", "ive"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("bli", "ble"),
    ("ogist", "og"),
    ("fulli", "ful"),
    ("lessli", "less"),
    ("ogi", "og"),
    ("li", ""),
];
const STEP_3: [(&str, &str); 9] = [
    ("tional", "tion"),
    ("ational", "ate"),
    ("alize", "al"),
    ("icate", "ic"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
    ("ative", ""),
];
const STEP_4: [(&str, &str); 18] = [
    ("al", ""),
    ("ance", ""),
    ("ence", ""),
    ("er", ""),
    ("ic", ""),
    ("able", ""),
    ("ible", ""),
    ("ant", ""),
    ("ement", ""),
    ("ment", ""),
    ("ent", ""),
    ("ism", ""),
    ("ate", ""),
    ("iti", ""),
    ("ous", ""),
    ("ive", ""),
    ("ize", ""),
    ("ion", ""),
];

impl English {
    pub(super) fn new(word: &str) -> Self {
        let mut letters = word.as_bytes().to_vec();
        for at in 0..letters.len() {
            if letters[at] == b'y' && (at == 0 || is_vowel(letters[at - 1])) {
                letters[at] = b'Y';
            }
        }
        let end = letters.len();
        let past = |from: usize, vowel: bool| {
            (from..end)
                .find(|&at| is_vowel(letters[at]) == vowel)
                .map_or(end, |at| at + 1)
        };
        let beginning = BEGINNINGS
            .iter()
            .find(|beginning| letters.starts_with(beginning.as_bytes()));
        let r1 = beginning.map_or_else(|| past(past(0, true), false), |beginning| beginning.len());
        let r2 = past(past(r1, true), false);
        Self { letters, r1, r2 }
    }

    pub(super) fn stem(mut self) -> String {
        let exception = EXCEPTIONS
            .iter()
            .find(|(word, _)| self.letters.eq_ignore_ascii_case(word.as_bytes()));
        if let Some((_, stem)) = exception {
            return (*stem).to_owned();
        }
        self.plural();
        self.past_and_participle();
        self.final_y();
        self.step_2();
        self.step_3();
        self.step_4();
        self.final_e_or_l();
        self.letters.make_ascii_lowercase();
        String::from_utf8(self.letters).unwrap_or_default()
    }

    fn ends(&self, suffix: &str) -> bool {
        self.letters.ends_with(suffix.as_bytes())
    }

    fn within(&self, length: usize, region: usize) -> bool {
        self.letters.len() >= region + length
    }

    fn replace(&mut self, length: usize, by: &str) {
        self.letters.truncate(self.letters.len() - length);
        self.letters.extend_from_slice(by.as_bytes());
    }

    fn vowel_before(&self, end: usize) -> bool {
        self.letters[..end].iter().copied().any(is_vowel)
    }

    /// Whether the letters up to `end` finish with a short syllable.
    fn short(&self, end: usize) -> bool {
        let letters = &self.letters[..end];
        match letters {
            [.., first, vowel, last]
                if !is_vowel(*first)
                    && is_vowel(*vowel)
                    && !is_vowel(*last)
                    && !matches!(last, b'w' | b'x' | b'Y') =>
            {
                true
            }
            [vowel, last] => is_vowel(*vowel) && !is_vowel(*last),
            _ => letters.ends_with(b"past"),
        }
    }

    fn plural(&mut self) {
        let length = self.letters.len();
        if self.ends("sses") {
            self.replace(2, "");
        } else if self.ends("ied") || self.ends("ies") {
            self.replace(3, if length > 4 { "i" } else { "ie" });
        } else if self.ends("s")
            && !self.ends("us")
            && !self.ends("ss")
            && self.vowel_before(length - 2)
        {
            self.replace(1, "");
        }
    }

    fn past_and_participle(&mut self) {
        if let Some(suffix) = ["eedly", "eed"]
            .into_iter()
            .find(|suffix| self.ends(suffix))
        {
            let before = self.letters.len() - suffix.len();
            if self.within(suffix.len(), self.r1)
                && !matches!(&self.letters[..before], b"proc" | b"exc" | b"succ")
            {
                self.replace(suffix.len(), "ee");
            }
            return;
        }
        let Some(suffix) = ["ingly", "edly", "ing", "ed"]
            .into_iter()
            .find(|suffix| self.ends(suffix))
        else {
            return;
        };
        let before = self.letters.len() - suffix.len();
        if suffix == "ing" {
            match &self.letters[..before] {
                [first, b'y'] if !is_vowel(*first) => return self.replace(4, "ie"),
                b"inn" | b"out" | b"cann" | b"herr" | b"earr" | b"even" => return,
                _ => {}
            }
        }
        if !self.vowel_before(before) {
            return;
        }
        self.replace(suffix.len(), "");
        if ["at", "bl", "iz"].iter().any(|ending| self.ends(ending)) {
            self.replace(0, "e");
        } else if DOUBLES.iter().any(|double| self.ends(double)) {
            if !(before == 3 && matches!(self.letters[0], b'a' | b'e' | b'o')) {
                self.replace(1, "");
            }
        } else if before == self.r1 && self.short(before) {
            self.replace(0, "e");
        }
    }

    fn final_y(&mut self) {
        if let [_, .., before, b'y' | b'Y'] = self.letters.as_slice()
            && !is_vowel(*before)
        {
            self.replace(1, "i");
        }
    }

    /// The longest of the suffixes that the word ends with, and what replaces it.
    fn longest(
        &self,
        suffixes: &[(&'static str, &'static str)],
    ) -> Option<(&'static str, &'static str)> {
        suffixes
            .iter()
            .filter(|(suffix, _)| self.ends(suffix))
            .max_by_key(|(suffix, _)| suffix.len())
            .copied()
    }

    fn letter_before(&self, length: usize) -> Option<u8> {
        self.letters
            .len()
            .checked_sub(length + 1)
            .map(|at| self.letters[at])
    }

    fn step_2(&mut self) {
        let Some((suffix, by)) = self
            .longest(&STEP_2)
            .filter(|(suffix, _)| self.within(suffix.len(), self.r1))
        else {
            return;
        };
        let before = self.letter_before(suffix.len());
        let allowed = match suffix {
            "ogi" => before == Some(b'l'),
            "li" => before.is_some_and(|letter| b"cdeghkmnrt".contains(&letter)),
            _ => true,
        };
        if allowed {
            self.replace(suffix.len(), by);
        }
    }

    fn step_3(&mut self) {
        let Some((suffix, by)) = self.longest(&STEP_3) else {
            return;
        };
        let region = if suffix == "ative" {
            self.r2.max(self.r1)
        } else {
            self.r1
        };
        if self.within(suffix.len(), region) {
            self.replace(suffix.len(), by);
        }
    }

    fn step_4(&mut self) {
        let Some((suffix, by)) = self
            .longest(&STEP_4)
            .filter(|(suffix, _)| self.within(suffix.len(), self.r2))
        else {
            return;
        };
        if suffix != "ion" || matches!(self.letter_before(3), Some(b's' | b't')) {
            self.replace(suffix.len(), by);
        }
    }

    fn final_e_or_l(&mut self) {
        let drop = if self.ends("e") {
            self.within(1, self.r2)
                || self.within(1, self.r1) && !self.short(self.letters.len() - 1)
        } else {
            self.ends("ll") && self.within(1, self.r2)
        };
        if drop {
            self.replace(1, "");
        }
    }
}
