//! Text into words: lower case, without accents, œ as oe, elided particles apart.
//! The generator and the browser read text with this one scanner, so that what is indexed is what is looked for.
//! Letters are folded one by one and combining marks are dropped, so composed (NFC) and decomposed (NFD) text give the same words.

use crate::Language;

/// Longer words are cut here, in the index and in queries alike.
pub(crate) const LONGEST_WORD: usize = 48;

/// Function words kept before a word: a longer chain keeps its last ones.
pub(crate) const LONGEST_CHAIN: usize = 12;

/// The folded letters of one word.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    bytes: [u8; LONGEST_WORD],
    length: usize,
}

impl Word {
    pub(crate) fn new() -> Self {
        Self {
            bytes: [0; LONGEST_WORD],
            length: 0,
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    pub(crate) fn as_str(&self) -> &str {
        // Only whole characters are ever pushed or cut, so this is UTF-8; nothing is lost if that were to change.
        str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// Its letters in one integer; `None` where there is no letter, or more than it can hold, and than a function word has.
    fn short(&self) -> Option<u64> {
        let bits = 8 * u32::try_from(self.length).ok()?;
        let letters = self.bytes.first_chunk().map(|it| u64::from_le_bytes(*it))?;
        (1..=64)
            .contains(&bits)
            .then(|| letters & (u64::MAX >> (64 - bits)))
    }

    /// Takes the ASCII letters and digits that `bytes` begin with, folded, and says how many they are.
    fn push_ascii(&mut self, bytes: &[u8]) -> usize {
        let mut length = self.length;
        let mut read = 0;
        for byte in bytes {
            let folded = ASCII[usize::from(*byte)];
            if folded <= SEPARATOR {
                break;
            }
            // A word that is too long is cut, and read to its end.
            if let Some(place) = self.bytes.get_mut(length) {
                *place = folded;
                length += 1;
            }
            read += 1;
        }
        self.length = length;
        read
    }

    fn push_letter(&mut self, letter: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = letter;
            self.length += 1;
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        if self.length + bytes.len() <= LONGEST_WORD {
            self.bytes[self.length..self.length + bytes.len()].copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }
}

/// Where a word stands, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Byte offsets of the word in its text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Set for articles, prepositions, pronouns and the like: they carry no meaning of their own, but phrases need them.
    pub(crate) function: Option<u8>,
    /// Whether a line break lies before the word: phrases do not span paragraphs.
    pub(crate) breaks: bool,
}

/// Particles that lose their vowel before an apostrophe.
const ELISIONS: [&str; 13] = [
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];

/// In order of their letters.
const FRENCH_FUNCTION_WORDS: [&str; 101] = [
    "a", "ai", "alors", "as", "au", "aucun", "aucune", "aussi", "aux", "avec", "avez", "avons",
    "ce", "ceci", "cela", "celle", "celles", "celui", "ces", "cet", "cette", "ceux", "chez",
    "comme", "dans", "de", "des", "donc", "dont", "du", "elle", "elles", "en", "entre", "es",
    "est", "et", "etes", "eux", "il", "ils", "je", "la", "le", "les", "leur", "leurs", "lorsque",
    "lui", "ma", "mais", "me", "meme", "memes", "mes", "moi", "mon", "ne", "ni", "nos", "notre",
    "nous", "on", "ont", "ou", "par", "pas", "pour", "puisque", "qu", "quand", "que", "quel",
    "quelle", "quelles", "quels", "qui", "quoi", "sa", "sans", "se", "ses", "si", "soi", "son",
    "sont", "sous", "sur", "ta", "te", "tes", "toi", "ton", "tu", "un", "une", "vers", "vos",
    "votre", "vous", "y",
];

/// In order of their letters.
const ENGLISH_FUNCTION_WORDS: [&str; 92] = [
    "a", "about", "am", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "can",
    "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "hers", "him",
    "his", "how", "i", "if", "in", "into", "is", "it", "its", "may", "me", "my", "no", "nor",
    "not", "of", "off", "on", "onto", "or", "our", "ours", "out", "over", "own", "shall", "she",
    "should", "so", "some", "such", "than", "that", "the", "their", "theirs", "them", "then",
    "there", "these", "they", "this", "those", "to", "too", "up", "us", "very", "was", "we",
    "were", "what", "when", "where", "which", "while", "who", "whom", "why", "will", "with",
    "would", "you", "your", "yours",
];

/// Knows the function words of one language, by an identifier that fits a byte: the position in the list, after the elided particles.
#[derive(Debug, Clone)]
pub(crate) struct FunctionWords {
    /// A table with room to spare: the letters of a word in one integer, which is 0 where the place is free, and its identifier. A word
    /// stands at the first free place from that of its hash on.
    table: Box<[(u64, u8)]>,
}

impl FunctionWords {
    const PLACES: usize = 512;

    pub(crate) fn new(language: Language) -> Self {
        let words: &[&str] = match language {
            Language::French => &FRENCH_FUNCTION_WORDS,
            Language::English => &ENGLISH_FUNCTION_WORDS,
        };
        let mut known = Self {
            table: vec![(0, 0); Self::PLACES].into_boxed_slice(),
        };
        for (position, word) in words.iter().enumerate() {
            let mut letters = Word::new();
            letters.push(word.as_bytes());
            if let Some(letters) = letters.short() {
                let place = known.place(letters);
                known.table[place] = (letters, (ELISIONS.len() + position) as u8);
            }
        }
        known
    }

    /// The identifier of `word`, if it is a function word.
    fn find(&self, word: &Word) -> Option<u8> {
        let letters = word.short()?;
        let (found, identifier) = self.table[self.place(letters)];
        (found == letters).then_some(identifier)
    }

    /// Where these letters are, or a free place if they are nowhere.
    fn place(&self, letters: u64) -> usize {
        // The golden ratio spreads neighbours (Knuth, The Art of Computer Programming, 6.4).
        let mut place = (letters.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize;
        while !matches!(self.table[place].0, found if found == 0 || found == letters) {
            place = (place + 1) % Self::PLACES;
        }
        place
    }
}

/// Reads the words of a text one after the other.
pub(crate) struct Scanner<'t, 'f> {
    text: &'t str,
    at: usize,
    breaks: bool,
    language: Language,
    function_words: &'f FunctionWords,
}

/// What one character does to the word being read.
enum Effect {
    Letter,
    Nothing,
    Apostrophe,
    Separator,
}

impl<'t, 'f> Scanner<'t, 'f> {
    pub(crate) fn new(
        text: &'t str,
        language: Language,
        function_words: &'f FunctionWords,
    ) -> Self {
        Self {
            text,
            at: 0,
            breaks: false,
            language,
            function_words,
        }
    }

    /// The next word, its letters left in `word`.
    pub(crate) fn next(&mut self, word: &mut Word) -> Option<Token> {
        let bytes = self.text.as_bytes();
        word.length = 0;
        let mut start = self.at;
        let mut end = start;
        let mut apostrophe = None;
        while let Some(&byte) = bytes.get(self.at) {
            let (effect, width) = if ASCII[usize::from(byte)] > SEPARATOR {
                if word.length == 0 {
                    start = self.at;
                }
                self.at += word.push_ascii(&bytes[self.at..]);
                end = self.at;
                continue;
            } else if ASCII[usize::from(byte)] == SEPARATOR {
                (Effect::Separator, 1)
            } else if byte == b'\'' {
                (Effect::Apostrophe, 1)
            } else {
                let Some(character) = self.text[self.at..].chars().next() else {
                    break;
                };
                if word.length == 0 {
                    start = self.at;
                }
                (fold(character, word), character.len_utf8())
            };
            match effect {
                Effect::Letter | Effect::Nothing => {
                    self.at += width;
                    if word.length > 0 {
                        end = self.at;
                    }
                }
                Effect::Apostrophe if word.length > 0 && self.letter_at(self.at + width) => {
                    self.at += width;
                    let elided = ELISIONS
                        .iter()
                        .position(|known| known.as_bytes() == word.as_bytes());
                    if self.language == Language::French && apostrophe.is_none() && elided.is_some()
                    {
                        return Some(self.token(start, end, elided.map(|index| index as u8)));
                    }
                    apostrophe.get_or_insert(word.length);
                }
                Effect::Apostrophe | Effect::Separator => {
                    if word.length > 0 {
                        break;
                    }
                    self.breaks |= byte == b'\n';
                    self.at += width;
                }
            }
        }
        if word.length == 0 {
            return None;
        }
        if self.language == Language::English
            && let Some(length) = apostrophe
            && &word.bytes[length..word.length] == b"s"
        {
            word.length = length;
        }
        Some(self.token(start, end, self.function_words.find(word)))
    }

    fn token(&mut self, start: usize, end: usize, function: Option<u8>) -> Token {
        Token {
            start,
            end,
            function,
            breaks: std::mem::take(&mut self.breaks),
        }
    }

    fn letter_at(&self, at: usize) -> bool {
        self.text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_alphanumeric)
    }
}

/// In [`ASCII`], what parts words whatever is beside it. Letters and digits are greater.
const SEPARATOR: u8 = 1;

/// Letters and digits in lower case at their own byte, [`SEPARATOR`] at that of other signs; 0 at the apostrophe's and beyond ASCII, where
/// what follows counts.
const ASCII: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'\'' => 0,
            letter if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase(),
            _ => SEPARATOR,
        };
        byte += 1;
    }
    table
};

/// Base letters of U+00C0 to U+017F; `?` where there is none or more than one.
const LATIN: &[u8; 192] = b"aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

fn fold(character: char, word: &mut Word) -> Effect {
    let several: &[u8] = match character {
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {
            return Effect::Nothing;
        }
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2032}' => return Effect::Apostrophe,
        'º' | 'ª' | '×' | '÷'
        // The signs and spaces of French texts: asking Unicode about each of them takes longer than all the rest.
        | '\u{a0}' | '«' | '»' | '\u{2000}'..='\u{206f}' => return Effect::Separator,
        'œ' | 'Œ' => b"oe",
        'æ' | 'Æ' => b"ae",
        'ß' => b"ss",
        'þ' | 'Þ' => b"th",
        'ĳ' | 'Ĳ' => b"ij",
        'ﬁ' => b"fi",
        'ﬂ' => b"fl",
        '\u{c0}'..='\u{17f}' => {
            word.push_letter(LATIN[character as usize - 0xc0]);
            return Effect::Letter;
        }
        other if other.is_alphanumeric() => {
            for lower in other.to_lowercase() {
                // The dot that lower-casing İ leaves behind is a mark like any other.
                if !('\u{300}'..='\u{36f}').contains(&lower) {
                    word.push(lower.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
            return Effect::Letter;
        }
        _ => return Effect::Separator,
    };
    word.push(several);
    Effect::Letter
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, language: Language) -> Vec<String> {
        let function_words = FunctionWords::new(language);
        let mut scanner = Scanner::new(text, language, &function_words);
        let mut word = Word::new();
        let mut found = Vec::new();
        while let Some(token) = scanner.next(&mut word) {
            assert!(
                text.is_char_boundary(token.start)
                    && text.is_char_boundary(token.end)
                    && token.start < token.end
            );
            let mark = if token.function.is_some() { "·" } else { "" };
            found.push(format!("{}{mark}", word.as_str()));
        }
        found
    }

    #[test]
    fn each_function_word_is_known_by_its_place_in_order() {
        for (language, words) in [
            (Language::French, FRENCH_FUNCTION_WORDS.as_slice()),
            (Language::English, ENGLISH_FUNCTION_WORDS.as_slice()),
        ] {
            assert!(words.is_sorted());
            let known = FunctionWords::new(language);
            let find = |letters: &str| {
                let mut word = Word::new();
                word.push(letters.as_bytes());
                known.find(&word)
            };
            for (position, word) in words.iter().enumerate() {
                let identifier = (ELISIONS.len() + position) as u8;
                assert_eq!(find(word), Some(identifier), "{word}");
                assert_eq!(find(&format!("{word}zz")), None, "{word}");
            }
            for other in ["", "x", "service", "extraordinaire"] {
                assert_eq!(find(other), None, "{other}");
            }
        }
    }

    #[test]
    fn accents_ligatures_and_both_normal_forms_fold() {
        assert_eq!(
            words("Cœur cœur COEUR Ætna Être e\u{302}tre ÇA", Language::French),
            ["coeur", "coeur", "coeur", "aetna", "etre", "etre", "ca"]
        );
        assert_eq!(
            words("naïf Ÿves Łódź Straße", Language::French),
            ["naif", "yves", "lodz", "strasse"]
        );
    }

    #[test]
    fn elided_particles_stand_apart_with_any_apostrophe() {
        for apostrophe in ['\'', '’', '‘'] {
            let text =
                format!("l{apostrophe}harmonie, jusqu{apostrophe}au bout, aujourd{apostrophe}hui");
            assert_eq!(
                words(&text, Language::French),
                ["l·", "harmonie", "jusqu·", "au·", "bout", "aujourdhui"]
            );
        }
        assert_eq!(words("l' »Académie", Language::French), ["l", "academie"]);
    }

    #[test]
    fn english_possessives_and_contractions() {
        assert_eq!(
            words("the customer’s don’t O'Brien", Language::English),
            ["the·", "customer", "dont", "obrien"]
        );
    }

    #[test]
    fn offsets_cover_the_word_in_its_text() {
        let function_words = FunctionWords::new(Language::French);
        let text = "à l’été\nœuvre";
        let mut scanner = Scanner::new(text, Language::French, &function_words);
        let mut word = Word::new();
        let mut seen = Vec::new();
        while let Some(token) = scanner.next(&mut word) {
            seen.push((&text[token.start..token.end], token.breaks));
        }
        assert_eq!(
            seen,
            [("à", false), ("l", false), ("été", false), ("œuvre", true)]
        );
    }

    #[test]
    fn very_long_words_are_cut_and_not_lost() {
        assert_eq!(
            words(&"é".repeat(300), Language::French),
            ["e".repeat(LONGEST_WORD)]
        );
    }
}
