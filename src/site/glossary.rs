//! Finding glossary terms in running text.

use std::collections::{BTreeMap, HashMap};

use super::collection::Collection;
use crate::diagnostics::{Diagnostic, Problem};
use crate::document::Term;
use crate::language::fold::fold;

/// Finds terms by their title and their forms, whatever their case, but for those written in capitals (CES, NPS), which would otherwise
/// meet ordinary words.
#[derive(Debug)]
pub struct GlossaryMatcher {
    /// For each first word, folded, the forms that begin with it, longest first.
    by_first_word: BTreeMap<String, Vec<Form>>,
    /// Which letters of ASCII a first word begins with.
    first_letters: Letters,
    /// For each term, the one that must not be taken for it.
    contrasts: Vec<Option<usize>>,
}

type Letters = [bool; 128];

#[derive(Debug)]
struct Form {
    /// Folded words.
    words: Vec<String>,
    /// The form as written, where its case matters.
    exact: Option<String>,
    term: usize,
}

/// A term found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Position of the term.
    pub term: usize,
}

impl GlossaryMatcher {
    /// Prepares the forms of `terms`; none where `enabled` is false.
    pub fn new(terms: &Collection<Term>, enabled: bool) -> Self {
        let mut matcher = Self {
            contrasts: contrasts(terms),
            by_first_word: BTreeMap::new(),
            first_letters: [false; 128],
        };
        if !enabled {
            return matcher;
        }
        for (position, term) in terms.iter().enumerate() {
            if term.identity.lang.is_none() {
                matcher.add(&term.identity.title, position);
            }
            for form in &term.forms {
                matcher.add(&form.value, position);
            }
        }
        for forms in matcher.by_first_word.values_mut() {
            forms.sort_by(|one, other| {
                other
                    .words
                    .len()
                    .cmp(&one.words.len())
                    .then(one.term.cmp(&other.term))
            });
        }
        matcher
    }

    /// The term that must not be taken for the one at `position`.
    pub fn contrast(&self, position: usize) -> Option<usize> {
        *self.contrasts.get(position)?
    }

    fn add(&mut self, form: &str, term: usize) {
        let words: Vec<String> = words(form)
            .map(|(start, end)| fold(&form[start..end]))
            .collect();
        let Some(first) = words.first().cloned() else {
            return;
        };
        // One short word matches too much to be a term by itself.
        if words.len() == 1 && first.chars().count() < 3 {
            return;
        }
        let capitals = form
            .chars()
            .filter(|character| character.is_alphabetic())
            .all(char::is_uppercase);
        let exact = capitals.then(|| form.to_owned());
        if let Some(known) = first
            .bytes()
            .next()
            .and_then(|letter| self.first_letters.get_mut(usize::from(letter)))
        {
            *known = true;
        }
        self.by_first_word
            .entry(first)
            .or_default()
            .push(Form { words, exact, term });
    }

    /// Whether a form may begin with `word`, by its first letter alone: what most words are refused by, at no cost.
    fn may_begin(&self, word: &str) -> bool {
        let first = word.as_bytes().first().copied().unwrap_or_default();
        !first.is_ascii() || self.first_letters[usize::from(first.to_ascii_lowercase())]
    }

    /// The first mention of a term in `text` (escaped for HTML) from the byte `from` on for which `wanted` holds.
    pub fn find(&self, text: &str, from: usize, wanted: impl Fn(usize) -> bool) -> Option<Mention> {
        if self.by_first_word.is_empty() {
            return None;
        }
        for (start, end) in words(text).filter(|(start, _)| *start >= from) {
            if !self.may_begin(&text[start..end]) {
                continue;
            }
            let Some(forms) = self.by_first_word.get(&fold(&text[start..end])) else {
                continue;
            };
            for form in forms {
                let following: Vec<(usize, usize)> =
                    words(&text[start..]).take(form.words.len()).collect();
                let Some((_, length)) = following.get(form.words.len() - 1) else {
                    continue;
                };
                let last = start + length;
                let mention = &text[start..last];
                let same = || {
                    following
                        .iter()
                        .zip(&form.words)
                        .all(|(place, word)| fold(&mention[place.0..place.1]) == *word)
                };
                let exact = form.exact.as_ref().is_none_or(|exact| exact == mention);
                // An entity or a full stop between two words parts them.
                let joined = !mention.contains(['&', ';', '.', ',', '(', ')', ':', '«', '»']);
                if exact && joined && wanted(form.term) && same() {
                    return Some(Mention {
                        start,
                        end: last,
                        term: form.term,
                    });
                }
            }
        }
        None
    }
}

/// The contrast that each term names; for a term that names none, the first that names it. What one sets apart from the other, the other does
/// too.
fn contrasts(terms: &Collection<Term>) -> Vec<Option<usize>> {
    let named = |term: &Term| terms.position(&term.contrast.as_ref()?.value);
    let mut contrasts: Vec<Option<usize>> = terms.iter().map(|term| named(term)).collect();
    for position in 0..contrasts.len() {
        if let Some(other) = contrasts[position].filter(|other| *other != position) {
            contrasts[other].get_or_insert(position);
        }
    }
    contrasts
}

/// Reports a form by which two terms would be found: in a text it leads to the first.
pub fn check_forms(terms: &Collection<Term>, diagnostics: &mut Vec<Diagnostic>) {
    let mut known: HashMap<String, usize> = HashMap::new();
    let key = |form: &str| -> String {
        let words: Vec<String> = words(form)
            .map(|(start, end)| fold(&form[start..end]))
            .collect();
        words.join(" ")
    };
    for (position, term) in terms.iter().enumerate() {
        known.entry(key(&term.identity.title)).or_insert(position);
    }
    for (position, term) in terms.iter().enumerate() {
        for form in &term.forms {
            let first = *known.entry(key(&form.value)).or_insert(position);
            if first != position {
                let problem = Problem::SharedForm {
                    form: form.value.clone(),
                    other: terms[first].identity.file.to_string(),
                };
                diagnostics.push(Diagnostic::at(&term.identity.file, form.span, problem));
            }
        }
    }
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest
            .by_ref()
            .find(|(_, character)| character.is_alphanumeric())?;
        while rest
            .next_if(|(_, character)| character.is_alphanumeric())
            .is_some()
        {}
        let end = rest.peek().map_or(text.len(), |(end, _)| *end);
        Some((start, end))
    })
}
