//! French stems: Snowball's rules (<https://snowballstem.org/algorithms/french/stemmer.html>) on folded letters.
//! What only an accent tells apart there (`-é` and `-e`, `-ité` and `-ite`, `-ière` and `-iere`) is one suffix here, so that a visitor who
//! types « qualites » finds « qualités ». The past historic in `-âmes`, `-ât`, `-èrent`, `-îmes`, which would swallow « programmes » or
//! « différent » once folded, is left alone.

use super::is_vowel;

/// A word on its way to its stem. Vowels that act as consonants are in upper case: the u of « qualité », the y of « moyen ».
pub(super) struct French {
    letters: Vec<u8>,
    /// Where the regions start that a suffix must lie in: RV, R1 and R2 of the published algorithm.
    rv: usize,
    r1: usize,
    r2: usize,
}

const STANDARD: [&str; 44] = [
    "ance",
    "iqUe",
    "isme",
    "able",
    "iste",
    "eux",
    "ances",
    "iqUes",
    "ismes",
    "ables",
    "istes",
    "atrice",
    "ateur",
    "ation",
    "atrices",
    "ateurs",
    "ations",
    "logie",
    "logies",
    "usion",
    "ution",
    "usions",
    "utions",
    "ence",
    "ences",
    "ement",
    "ements",
    "ite",
    "ites",
    "if",
    "ive",
    "ifs",
    "ives",
    "eaux",
    "aux",
    "oux",
    "euse",
    "euses",
    "issement",
    "issements",
    "amment",
    "emment",
    "ment",
    "ments",
];

const I_VERBS: [&str; 32] = [
    "i", "ie", "ies", "ir", "ira", "irai", "iraIent", "irais", "irait", "iras", "irent", "irez",
    "iriez", "irions", "irons", "iront", "is", "issaIent", "issais", "issait", "issant", "issante",
    "issantes", "issants", "isse", "issent", "isses", "issez", "issiez", "issions", "issons", "it",
];

/// Suffixes that go; `é` and mute `e` are one letter here.
const VERBS: [&str; 21] = [
    "e", "ee", "ees", "es", "er", "era", "erai", "eraIent", "erais", "erait", "eras", "erez",
    "eriez", "erions", "erons", "eront", "ez", "iez", "ions", "iere", "ieres",
];

/// Suffixes that go with an e before them.
const A_VERBS: [&str; 17] = [
    "a", "ai", "aIent", "ait", "ant", "ante", "antes", "ants", "as", "asse", "assent", "asses",
    "assiez", "assions", "ais", "aise", "aises",
];

impl French {
    pub(super) fn new(word: &str) -> Self {
        let mut letters = word.as_bytes().to_vec();
        let mut at = 0;
        while at < letters.len() {
            let before = at > 0 && is_vowel(letters[at - 1]);
            let after = letters.get(at + 1).copied().is_some_and(is_vowel);
            match letters[at] {
                b'u' if at > 0 && letters[at - 1] == b'q' || before && after => letters[at] = b'U',
                b'i' if before && after => letters[at] = b'I',
                b'y' if before || after => letters[at] = b'Y',
                _ => {}
            }
            at += 1;
        }
        let end = letters.len();
        // Past the next vowel (or, for `wanted` false, consonant) from `from`.
        let past = |from: usize, wanted: bool| {
            (from..end)
                .find(|&index| is_vowel(letters[index]) == wanted)
                .map_or(end, |index| index + 1)
        };
        let rv = if is_vowel(letters[0]) && is_vowel(letters[1])
            || ["par", "col", "tap"]
                .iter()
                .any(|start| letters.starts_with(start.as_bytes()))
            || letters.starts_with(b"ni") && letters.get(2).copied().is_some_and(is_vowel)
        {
            3
        } else {
            past(1, true)
        };
        let r1 = past(past(0, true), false);
        let r2 = past(past(r1, true), false);
        Self {
            letters,
            rv: rv.min(end),
            r1,
            r2,
        }
    }

    pub(super) fn stem(mut self) -> String {
        if self.standard() || self.i_verb() || self.verb() {
            if self.letters.last() == Some(&b'Y') {
                self.replace(1, b"i");
            }
        } else {
            self.residual();
        }
        if ["enn", "onn", "ett", "ell", "eill"]
            .iter()
            .any(|double| self.ends(double))
        {
            self.letters.pop();
        }
        self.letters.make_ascii_lowercase();
        String::from_utf8(self.letters).unwrap_or_default()
    }

    fn ends(&self, suffix: &str) -> bool {
        self.letters.ends_with(suffix.as_bytes())
    }

    /// Whether the last `length` letters lie in the region that starts at `region`.
    fn within(&self, length: usize, region: usize) -> bool {
        self.letters.len() >= region + length
    }

    fn replace(&mut self, length: usize, by: &[u8]) {
        self.letters.truncate(self.letters.len() - length);
        self.letters.extend_from_slice(by);
    }

    /// The longest of `suffixes` that the word ends with, all of it from `region` on.
    fn longest(&self, suffixes: &[&'static str], region: usize) -> Option<&'static str> {
        suffixes
            .iter()
            .filter(|suffix| self.ends(suffix) && self.within(suffix.len(), region))
            .max_by_key(|suffix| suffix.len())
            .copied()
    }

    fn delete_within(&mut self, length: usize, region: usize) -> bool {
        let allowed = self.within(length, region);
        if allowed {
            self.replace(length, b"");
        }
        allowed
    }

    /// Deletes `suffix` where it lies in R2; elsewhere puts `instead`.
    fn drop_or(&mut self, suffix: &str, instead: &[u8]) {
        if self.ends(suffix) && !self.delete_within(suffix.len(), self.r2) {
            self.replace(suffix.len(), instead);
        }
    }

    fn drop(&mut self, suffix: &str) -> bool {
        self.ends(suffix) && self.delete_within(suffix.len(), self.r2)
    }

    fn standard(&mut self) -> bool {
        let Some(suffix) = self.longest(&STANDARD, 0) else {
            return false;
        };
        let length = suffix.len();
        match suffix.trim_end_matches('s') {
            "ance" | "iqUe" | "isme" | "able" | "iste" | "eux" => {
                self.delete_within(length, self.r2)
            }
            "atrice" | "ateur" | "ation" => {
                let deleted = self.delete_within(length, self.r2);
                if deleted {
                    self.drop_or("ic", b"iqU");
                }
                deleted
            }
            "logie" => self.put_within(length, self.r2, b"log"),
            "usion" | "ution" => self.put_within(length, self.r2, b"u"),
            "ence" => self.put_within(length, self.r2, b"ent"),
            "ement" => self.adverb(length),
            "ite" => self.quality(length),
            "if" | "ive" => {
                let deleted = self.delete_within(length, self.r2);
                if deleted && self.drop("at") {
                    self.drop_or("ic", b"iqU");
                }
                deleted
            }
            "eaux" => {
                self.replace(length, b"eau");
                true
            }
            "aux" => self.put_within(length, self.r1, b"al"),
            "oux" => {
                let before = self
                    .letters
                    .len()
                    .checked_sub(4)
                    .map(|index| self.letters[index]);
                let kept = before.is_some_and(|letter| b"bhjlnp".contains(&letter));
                if kept {
                    self.replace(length, b"ou");
                }
                kept
            }
            "euse" => {
                self.delete_within(length, self.r2) || self.put_within(length, self.r1, b"eux")
            }
            "issement" => {
                let consonant = self
                    .letters
                    .len()
                    .checked_sub(length + 1)
                    .is_some_and(|index| !is_vowel(self.letters[index]));
                consonant && self.delete_within(length, self.r1)
            }
            // « -ment » follows a participle, which the verb suffixes then reduce: these rewrite and fail on purpose.
            "amment" => {
                self.put_within(length, self.rv, b"ant");
                false
            }
            "emment" => {
                self.put_within(length, self.rv, b"ent");
                false
            }
            "ment" => {
                let vowel = self
                    .letters
                    .len()
                    .checked_sub(length + 1)
                    .filter(|&index| index >= self.rv);
                if vowel.is_some_and(|index| {
                    matches!(self.letters[index], b'U' | b'I') || is_vowel(self.letters[index])
                }) {
                    self.replace(length, b"");
                }
                false
            }
            _ => false,
        }
    }

    fn put_within(&mut self, length: usize, region: usize, by: &[u8]) -> bool {
        let allowed = self.within(length, region);
        if allowed {
            self.replace(length, by);
        }
        allowed
    }

    fn adverb(&mut self, length: usize) -> bool {
        if !self.delete_within(length, self.rv) {
            return false;
        }
        if self.drop("iv") {
            self.drop("at");
        } else if self.ends("eus") {
            if !self.delete_within(3, self.r2) {
                self.put_within(3, self.r1, b"eux");
            }
        } else if self.ends("abl") || self.ends("iqU") {
            self.delete_within(3, self.r2);
        } else if self.ends("ier") || self.ends("Ier") {
            self.put_within(3, self.rv, b"i");
        }
        true
    }

    fn quality(&mut self, length: usize) -> bool {
        if !self.delete_within(length, self.r2) {
            return false;
        }
        if self.ends("abil") {
            self.drop_or("abil", b"abl");
        } else if self.ends("ic") {
            self.drop_or("ic", b"iqU");
        } else {
            self.drop("iv");
        }
        true
    }

    fn i_verb(&mut self) -> bool {
        let Some(suffix) = self.longest(&I_VERBS, self.rv) else {
            return false;
        };
        let before = self
            .letters
            .len()
            .checked_sub(suffix.len() + 1)
            .filter(|&index| index >= self.rv);
        let consonant = before.is_some_and(|index| !is_vowel(self.letters[index]));
        consonant && self.delete_within(suffix.len(), self.rv)
    }

    fn verb(&mut self) -> bool {
        let plain = self.longest(&VERBS, self.rv);
        let with_a = self.longest(&A_VERBS, self.rv);
        match (plain, with_a) {
            (Some(suffix), other) if other.is_none_or(|other| other.len() < suffix.len()) => {
                match suffix {
                    "ions" => self.delete_within(4, self.r2),
                    "iere" | "ieres" => self.put_within(suffix.len(), self.rv, b"i"),
                    _ => self.delete_within(suffix.len(), self.rv),
                }
            }
            (_, Some(suffix)) => {
                let stem = &self.letters[..self.letters.len() - suffix.len()];
                if suffix.starts_with("ais")
                    && (stem.ends_with(b"auv")
                        || stem.ends_with(b"epl")
                        || stem.len() == 3 && stem.ends_with(b"al"))
                {
                    return false;
                }
                self.replace(suffix.len(), b"");
                if self.ends("e") && self.within(1, self.rv) {
                    self.letters.pop();
                }
                true
            }
            _ => false,
        }
    }

    fn residual(&mut self) {
        let plural = self.ends("s")
            && self
                .letters
                .iter()
                .rev()
                .nth(1)
                .is_some_and(|before| !matches!(before, b'a' | b'i' | b'o' | b'u' | b's'));
        if plural {
            self.letters.pop();
        }
        if self.ends("sion") && self.within(4, self.rv)
            || self.ends("tion") && self.within(4, self.rv)
        {
            self.delete_within(3, self.r2);
        } else if (self.ends("ier") || self.ends("Ier")) && self.within(3, self.rv) {
            self.replace(3, b"i");
        } else if self.ends("e") && self.within(1, self.rv) {
            self.letters.pop();
        }
    }
}
