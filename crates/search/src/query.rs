//! What a visitor typed, understood: words, exact phrases, the word still being typed.

use crate::Language;
use crate::words::{FunctionWords, Scanner, Token, Word};

/// One word looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryWord {
    pub(crate) word: String,
    /// Where it stands in the query, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The last word, with nothing after it: its end may be yet to come.
    pub(crate) typing: bool,
}

/// A word of a phrase with the function words before it, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PhraseWord {
    pub(crate) word: String,
    pub(crate) chain: Vec<u8>,
}

/// A sequence of words to be found as it is. Function words at its end are not looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Phrase {
    pub(crate) words: Vec<PhraseWord>,
    /// All its words up to the last that is not a function word, for highlighting.
    pub(crate) sequence: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Query {
    pub(crate) words: Vec<QueryWord>,
    pub(crate) phrases: Vec<Phrase>,
}

/// Words looked for beyond this many are left out: nobody types them, and each may cost a download.
const MOST_WORDS: usize = 16;

impl Query {
    /// Reads a query. Phrases stand in straight, curly or French quotation marks; one that is not closed yet is words.
    pub(crate) fn parse(text: &str, language: Language, function_words: &FunctionWords) -> Self {
        let mut query = Self::default();
        let mut function_only = Vec::new();
        let mut rest = 0;
        while let Some((open, close, after)) = next_phrase(text, rest) {
            query.add_words(
                text,
                rest..open.0,
                language,
                function_words,
                &mut function_only,
            );
            query.add_phrase(&text[open.1..close], language, function_words);
            rest = after;
        }
        query.add_words(
            text,
            rest..text.len(),
            language,
            function_words,
            &mut function_only,
        );
        if query.words.is_empty() && query.phrases.is_empty() {
            // « vou », « le » : only a beginning of something can be meant.
            query
                .words
                .extend(function_only.pop().filter(|word: &QueryWord| word.typing));
        }
        query.words.truncate(MOST_WORDS);
        query.phrases.truncate(MOST_WORDS);
        query
    }

    fn add_words(
        &mut self,
        text: &str,
        range: std::ops::Range<usize>,
        language: Language,
        function_words: &FunctionWords,
        function_only: &mut Vec<QueryWord>,
    ) {
        for (token, word) in tokens(&text[range.clone()], language, function_words) {
            let (start, end) = (range.start + token.start, range.start + token.end);
            let word = QueryWord {
                word,
                start,
                end,
                typing: end == text.len(),
            };
            if token.function.is_some() {
                function_only.push(word);
            } else if !self.words.iter().any(|known| known.word == word.word) {
                self.words.push(word);
            }
        }
    }

    fn add_phrase(&mut self, text: &str, language: Language, function_words: &FunctionWords) {
        let mut phrase = Phrase::default();
        let mut chain = Vec::new();
        let mut sequence = Vec::new();
        for (token, word) in tokens(text, language, function_words) {
            sequence.push(word.clone());
            if let Some(function) = token.function {
                chain.push(function);
            } else {
                phrase.words.push(PhraseWord {
                    word,
                    chain: std::mem::take(&mut chain),
                });
                phrase.sequence.clone_from(&sequence);
            }
        }
        phrase.words.truncate(MOST_WORDS);
        if !phrase.words.is_empty() {
            self.phrases.push(phrase);
        }
    }
}

fn tokens(text: &str, language: Language, function_words: &FunctionWords) -> Vec<(Token, String)> {
    let mut scanner = Scanner::new(text, language, function_words);
    let mut word = Word::new();
    std::iter::from_fn(|| {
        scanner
            .next(&mut word)
            .map(|token| (token, word.as_str().to_owned()))
    })
    .collect()
}

/// The next quoted phrase from `from` on: where its opening mark starts and ends, where its closing mark starts and ends.
fn next_phrase(text: &str, from: usize) -> Option<((usize, usize), usize, usize)> {
    let (open, mark) = text[from..]
        .char_indices()
        .find(|(_, mark)| matches!(mark, '"' | '«' | '“' | '”'))?;
    let open = (from + open, from + open + mark.len_utf8());
    let (close, closing) = text[open.1..]
        .char_indices()
        .find(|(_, mark)| matches!(mark, '"' | '»' | '“' | '”'))?;
    Some((open, open.1 + close, open.1 + close + closing.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Query {
        Query::parse(
            text,
            Language::French,
            &FunctionWords::new(Language::French),
        )
    }

    #[test]
    fn function_words_count_in_phrases_only() {
        let query = parse("la culture de service");
        assert_eq!(
            query
                .words
                .iter()
                .map(|word| word.word.as_str())
                .collect::<Vec<_>>(),
            ["culture", "service"]
        );
        let (de, du) = (
            parse("« culture de service »"),
            parse("\"culture du service\""),
        );
        assert_eq!(de.phrases[0].sequence, ["culture", "de", "service"]);
        assert_ne!(de.phrases[0].words[1].chain, du.phrases[0].words[1].chain);
        assert!(de.words.is_empty());
    }

    #[test]
    fn only_the_last_word_is_being_typed() {
        let typing = |text| {
            parse(text)
                .words
                .iter()
                .map(|word| word.typing)
                .collect::<Vec<_>>()
        };
        assert_eq!(typing("esprit serv"), [false, true]);
        assert_eq!(typing("esprit serv "), [false, false]);
        assert_eq!(typing("\"esprit serv"), [false, true]);
    }

    #[test]
    fn a_lone_function_word_is_a_beginning() {
        assert_eq!(parse("vous").words.len(), 1);
        assert_eq!(parse("vous ").words.len(), 0);
    }
}
