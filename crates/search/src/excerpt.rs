//! The words found, shown where they stand.

use crate::Language;
use crate::stem::stem;
use crate::words::{FunctionWords, Scanner, Word};

/// A stretch of text; `mark` where it is what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// Plain text, to be escaped.
    pub text: String,
    /// Whether to highlight it.
    pub mark: bool,
}

/// How many words an excerpt holds, and how many of them before the first one found.
const EXCERPT_WORDS: usize = 34;
const WORDS_BEFORE: usize = 6;

/// What to mark: any word of a stem, and sequences of words as they are.
pub(crate) struct Highlighter<'a> {
    pub(crate) language: Language,
    pub(crate) function_words: &'a FunctionWords,
    /// The stems that stand for each word of the query, by the word's number.
    pub(crate) stems: Vec<(usize, String)>,
    /// How many words the query has.
    pub(crate) words: usize,
    pub(crate) sequences: Vec<Vec<String>>,
}

struct Seen {
    start: usize,
    end: usize,
    word: String,
    /// Which word of the query or sequence it belongs to, if any: excerpts with more different ones are better.
    hit: Option<usize>,
}

impl Highlighter<'_> {
    fn read(&self, text: &str) -> Vec<Seen> {
        let mut scanner = Scanner::new(text, self.language, self.function_words);
        let mut word = Word::new();
        let mut seen = Vec::new();
        while let Some(token) = scanner.next(&mut word) {
            let hit = if token.function.is_some() || self.stems.is_empty() {
                None
            } else {
                let stem = stem(self.language, word.as_str());
                let known = self.stems.iter().find(|(_, known)| *known == stem);
                known.map(|(word, _)| *word)
            };
            seen.push(Seen {
                start: token.start,
                end: token.end,
                word: word.as_str().to_owned(),
                hit,
            });
        }
        for (number, sequence) in self.sequences.iter().enumerate() {
            let mut at = 0;
            while at + sequence.len() <= seen.len() {
                let here = &mut seen[at..at + sequence.len()];
                if here
                    .iter()
                    .zip(sequence)
                    .all(|(seen, word)| seen.word == *word)
                {
                    for seen in here {
                        seen.hit = Some(self.words + number);
                    }
                    at += sequence.len();
                } else {
                    at += 1;
                }
            }
        }
        seen
    }

    /// The whole text with what was found in it.
    pub(crate) fn whole(&self, text: &str) -> Vec<Fragment> {
        fragments(text, 0..text.len(), &self.read(text))
    }

    /// Whether a text holds every word and every sequence.
    pub(crate) fn complete(&self, text: &str) -> bool {
        let seen = self.read(text);
        (0..self.words + self.sequences.len())
            .all(|wanted| seen.iter().any(|seen| seen.hit == Some(wanted)))
    }

    /// The passage of the body that holds the most of what was looked for, or else the summary, or else the body's beginning.
    pub(crate) fn excerpt(&self, summary: &str, body: &str) -> Vec<Fragment> {
        let seen = self.read(body);
        let Some(first) = best_start(&seen) else {
            if !summary.trim().is_empty() {
                return self.whole(summary);
            }
            return passage(body, &seen, 0);
        };
        passage(body, &seen, first)
    }
}

/// The word where the passage with the most different hits starts, the earliest of equals; `None` without any hit.
fn best_start(seen: &[Seen]) -> Option<usize> {
    let hits: Vec<(usize, usize)> = seen
        .iter()
        .enumerate()
        .filter_map(|(at, seen)| Some((at, seen.hit?)))
        .collect();
    let mut best: Option<(usize, usize)> = None;
    for (number, &(start, _)) in hits.iter().enumerate() {
        let within = hits[number..]
            .iter()
            .take_while(|(at, _)| *at < start + EXCERPT_WORDS - WORDS_BEFORE);
        let mut kinds: Vec<usize> = Vec::new();
        let mut all = 0;
        for (_, hit) in within {
            all += 1;
            if !kinds.contains(hit) {
                kinds.push(*hit);
            }
        }
        let value = kinds.len() * 8 + all.min(4);
        if best.is_none_or(|(_, known)| value > known) {
            best = Some((start, value));
        }
    }
    best.map(|(start, _)| start.saturating_sub(WORDS_BEFORE))
}

fn passage(text: &str, seen: &[Seen], first: usize) -> Vec<Fragment> {
    let last = (first + EXCERPT_WORDS).min(seen.len());
    let Some(words) = seen.get(first..last).filter(|words| !words.is_empty()) else {
        return Vec::new();
    };
    let start = if first == 0 { 0 } else { words[0].start };
    let end = if last == seen.len() {
        text.len()
    } else {
        words[words.len() - 1].end
    };
    let mut fragments = fragments(text, start..end, words);
    if first > 0 {
        prepend(&mut fragments, "… ");
    }
    if last < seen.len() {
        append(&mut fragments, " …", false);
    }
    fragments
}

fn fragments(text: &str, range: std::ops::Range<usize>, seen: &[Seen]) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    let mut at = range.start;
    let mut last = None;
    for word in seen {
        if word.hit.is_some() {
            // Two words of one phrase are marked with what is between them.
            let joined = last == word.hit
                && fragments
                    .last()
                    .is_some_and(|fragment: &Fragment| fragment.mark)
                && !text[at..word.start].contains('\n');
            append(&mut fragments, &text[at..word.start], joined);
            append(&mut fragments, &text[word.start..word.end], true);
            at = word.end;
        }
        last = word.hit;
    }
    append(&mut fragments, &text[at..range.end], false);
    fragments
}

fn append(fragments: &mut Vec<Fragment>, text: &str, mark: bool) {
    if text.is_empty() {
        return;
    }
    let text = text.replace('\n', " ");
    match fragments.last_mut() {
        Some(last) if last.mark == mark => last.text.push_str(&text),
        _ => fragments.push(Fragment { text, mark }),
    }
}

fn prepend(fragments: &mut Vec<Fragment>, text: &str) {
    match fragments.first_mut() {
        Some(first) if !first.mark => first.text.insert_str(0, text),
        _ => fragments.insert(
            0,
            Fragment {
                text: text.to_owned(),
                mark: false,
            },
        ),
    }
}
