//! The tree: values with their spans, undecided.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use super::Faults;
use crate::diagnostics::{Located, Problem, Span, YamlFault};

/// A value and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands. A list or a map stands where it begins.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing after the colon, or `~`.
    Null,
    /// Words, as the editor wrote them between quotes or not.
    Scalar {
        /// Without quotes and escapes.
        text: String,
        /// Written without quotes: may be a number, a date, `true`.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the editor's order.
    Map(Vec<(Located<String>, Node)>),
}

/// Reads `text` as one YAML document. `None` where it is not YAML at all; the faults then say why.
pub fn read(text: &str, faults: &mut Faults) -> Option<Node> {
    read_placed(text, |span| span, faults)
}

/// Reads `text`, whose parts stand elsewhere than the text alone would say: where `place` says.
pub fn read_placed(text: &str, place: impl Fn(Span) -> Span, faults: &mut Faults) -> Option<Node> {
    let options = serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        no_schema: false,
        // Far more than anybody writes, and little enough for the stack of any thread.
        budget: serde_yaml::budget! { max_depth: 32 },
    };
    match serde_yaml::from_str_with_options::<Raw>(text, options) {
        Ok(raw) => Some(raw.resolve(text, &place)),
        Err(error) => {
            let error = error.without_snippet();
            let span = error.location().map_or_else(Span::default, |location| {
                let start = byte_offset(
                    text,
                    usize::try_from(location.span().offset()).unwrap_or(usize::MAX),
                );
                Span::new(start..start)
            });
            faults.at(place(span), problem(error));
            None
        }
    }
}

/// The byte offset of the `characters`-th character.
fn byte_offset(text: &str, characters: usize) -> usize {
    text.char_indices()
        .nth(characters)
        .map_or(text.len(), |(offset, _)| offset)
}

/// Puts the reader's complaint into one of ours. The reader's categories are not public, its sentences are.
fn problem(error: &serde_yaml::Error) -> Problem {
    use serde_yaml::Error;
    match error {
        Error::DuplicateMappingKey { .. } => return Problem::DuplicateKey,
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => return Problem::YamlTooComplex,
        _ => {}
    }
    let sentence = error.to_string();
    let sentence = sentence
        .split_once(" at line ")
        .map_or(sentence.as_str(), |(sentence, _)| sentence);
    let says = |words: &str| sentence.contains(words);
    let fault = if says("mapping values are not allowed") {
        YamlFault::SecondColon
    } else if says("trailing content after") {
        YamlFault::AfterQuote
    } else if says("unclosed quote") {
        YamlFault::UnclosedQuote
    } else if says("unclosed") || says("flow sequence") || says("flow mapping") {
        YamlFault::UnclosedBracket
    } else if says("tab") {
        YamlFault::Tab
    } else if says("simple key expected") {
        YamlFault::NoColon
    } else if says("unexpected character") {
        YamlFault::ReservedCharacter
    } else if says("unknown anchor") {
        YamlFault::UnknownAnchor
    } else if says("non-finite float") {
        YamlFault::HugeNumber
    } else if says("did not find expected key") || says("indentation") {
        YamlFault::Misaligned
    } else if says("recursion") || says("depth") || says("budget breached") || says("alias replay")
    {
        return Problem::YamlTooComplex;
    } else {
        YamlFault::Other(sentence.to_owned())
    };
    Problem::Yaml { fault }
}

/// What serde gives: types guessed by the reader, which [`Raw::resolve`] undoes for scalars written without quotes.
struct Raw {
    span: Span,
    value: RawValue,
}

enum RawValue {
    Null,
    /// A number or a boolean: its words are in the source.
    Guessed,
    Text(String),
    List(Vec<Raw>),
    Map(Vec<(Raw, Raw)>),
}

impl Raw {
    fn resolve(self, source: &str, place: &impl Fn(Span) -> Span) -> Node {
        let written = source
            .get(self.span.start as usize..self.span.end as usize)
            .unwrap_or_default();
        let value = match self.value {
            RawValue::Null => Value::Null,
            RawValue::Guessed => Value::Scalar {
                text: written.to_owned(),
                plain: true,
            },
            RawValue::Text(text) => Value::Scalar {
                plain: !written.starts_with(['\'', '"']),
                text,
            },
            RawValue::List(items) => Value::List(
                items
                    .into_iter()
                    .map(|item| item.resolve(source, place))
                    .collect(),
            ),
            RawValue::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let key = key.resolve(source, place);
                        let name = match key.value {
                            Value::Scalar { text, .. } => text,
                            Value::Null | Value::List(_) | Value::Map(_) => String::new(),
                        };
                        (Located::new(name, key.span), value.resolve(source, place))
                    })
                    .collect(),
            ),
        };
        Node {
            span: place(self.span),
            value,
        }
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<RawValue>::deserialize(deserializer)?;
        let span = spanned.referenced.span();
        let span = match (span.byte_offset(), span.byte_len()) {
            (Some(start), Some(length)) => {
                let start = usize::try_from(start).unwrap_or(0);
                Span::new(start..start.saturating_add(usize::try_from(length).unwrap_or(0)))
            }
            _ => Span::default(),
        };
        Ok(Self {
            span,
            value: spanned.value,
        })
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<RawValue, E> {
        Ok(RawValue::Guessed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawValue, E> {
        Ok(RawValue::Guessed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawValue, E> {
        Ok(RawValue::Guessed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<RawValue, E> {
        Ok(RawValue::Guessed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<RawValue, E> {
        Ok(RawValue::Guessed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawValue, E> {
        Ok(RawValue::Guessed)
    }

    fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawValue, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(RawValue::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawValue, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(RawValue::Map(entries))
    }
}
