//! Reading a map key by key.

use jiff::civil::{Date, Time};

use super::scalar::{self, YearOrDate};
use super::{Faults, Interview, Node, Shape, Value};
use crate::diagnostics::{Kind, Located, Problem, Span};
use crate::document::{DateOrDateTime, DayOfYear};
use crate::language;

/// A map being read. Each key is asked for by name; [`Fields::finish`] reports those that nobody asked for.
#[derive(Debug)]
pub struct Fields {
    span: Span,
    entries: Vec<Option<(Located<String>, Node)>>,
    known: Vec<&'static str>,
    /// Keys that were asked for in vain; with the place of those that are there but have no value.
    absent: Vec<(&'static str, Option<Span>)>,
    interview: Option<Interview>,
}

impl Fields {
    /// The fields of `node`, known to the editor as `name`. `None` where it is not a map, which is then reported.
    pub fn of(node: Node, name: &str, faults: &mut Faults) -> Option<Self> {
        match node.value {
            Value::Map(entries) => Some(Self {
                span: node.span,
                entries: entries.into_iter().map(Some).collect(),
                known: Vec::new(),
                absent: Vec::new(),
                interview: faults.interview().cloned(),
            }),
            ref value => {
                let problem = Problem::WrongType {
                    key: name.to_owned(),
                    expected: Kind::Map,
                    found: kind(value),
                };
                faults.at(node.span, problem);
                None
            }
        }
    }

    /// No field at all, for an empty front matter.
    pub fn none(faults: &Faults) -> Self {
        Self::empty(faults.interview().cloned())
    }

    fn empty(interview: Option<Interview>) -> Self {
        Self {
            span: Span::default(),
            entries: Vec::new(),
            known: Vec::new(),
            absent: Vec::new(),
            interview,
        }
    }

    /// Whether the parser is asked what it wants to know.
    pub fn is_interviewed(&self) -> bool {
        self.interview.is_some()
    }

    /// Writes down that `key`, which is asked for elsewhere too, may also have a value of another shape.
    pub fn may_also_be(&self, key: &'static str, shape: Shape) {
        if let Some(interview) = &self.interview {
            interview.also(key, shape);
        }
    }

    /// Writes down that `key` may be there.
    fn ask(&self, key: &'static str, shape: impl FnOnce() -> Shape) {
        if let Some(interview) = &self.interview {
            interview.ask(key, shape());
        }
    }

    /// In an interview, the empty map that stands for the one at `key`.
    fn interviewed(&mut self, key: &'static str, shape: fn(Interview) -> Shape) -> Option<Self> {
        let interview = self.interview.as_ref()?;
        let nested = Interview::default();
        interview.ask(key, shape(nested.clone()));
        self.known.push(key);
        Some(Self::empty(Some(nested)))
    }

    /// Where the map begins.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The raw value of `key`; `None` where it is absent or has no value.
    pub fn node(&mut self, key: &'static str) -> Option<Node> {
        self.ask(key, || Shape::Any);
        self.entry(key).map(|(_, node)| node)
    }

    /// Where the key itself stands, if it is there and was not read yet.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries
            .iter()
            .flatten()
            .find(|(name, _)| name.value == key)
            .map(|(name, _)| name.span)
    }

    fn value_span(&self, key: &str) -> Option<Span> {
        self.entries
            .iter()
            .flatten()
            .find(|(name, _)| name.value == key)
            .map(|(_, node)| node.span)
    }

    /// Whether the value of `key`, which was not read yet, is a map.
    pub fn holds_map(&self, key: &str) -> bool {
        self.entries
            .iter()
            .flatten()
            .any(|(name, node)| name.value == key && matches!(node.value, Value::Map(_)))
    }

    fn entry(&mut self, key: &'static str) -> Option<(Located<String>, Node)> {
        self.known.push(key);
        let found = self
            .entries
            .iter_mut()
            .find(|entry| entry.as_ref().is_some_and(|(name, _)| name.value == key));
        match found.and_then(Option::take) {
            Some((name, node)) if node.value == Value::Null => {
                self.absent.push((key, Some(name.span)));
                None
            }
            None => {
                self.absent.push((key, None));
                None
            }
            entry => entry,
        }
    }

    fn read<T>(
        &mut self,
        key: &'static str,
        faults: &mut Faults,
        read: impl FnOnce(&Node, &str) -> Result<T, Problem>,
    ) -> Option<T> {
        self.located(key, faults, read).map(|located| located.value)
    }

    fn located<T>(
        &mut self,
        key: &'static str,
        faults: &mut Faults,
        read: impl FnOnce(&Node, &str) -> Result<T, Problem>,
    ) -> Option<Located<T>> {
        let (_, node) = self.entry(key)?;
        match read(&node, key) {
            Ok(value) => Some(Located::new(value, node.span)),
            Err(problem) => {
                faults.at(node.span, problem);
                None
            }
        }
    }

    /// Words.
    pub fn text(&mut self, key: &'static str, faults: &mut Faults) -> Option<String> {
        self.ask(key, || Shape::Text);
        self.read(key, faults, text)
    }

    /// Words and their place.
    pub fn located_text(
        &mut self,
        key: &'static str,
        faults: &mut Faults,
    ) -> Option<Located<String>> {
        self.ask(key, || Shape::Text);
        self.located(key, faults, text)
    }

    /// Words that must be there.
    pub fn required_text(&mut self, key: &'static str, faults: &mut Faults) -> Option<String> {
        self.required_located_text(key, faults)
            .map(|located| located.value)
    }

    /// Words that must be there, and their place.
    pub fn required_located_text(
        &mut self,
        key: &'static str,
        faults: &mut Faults,
    ) -> Option<Located<String>> {
        let value = self.located_text(key, faults);
        self.require(key, faults);
        value
    }

    /// Whether `key` was asked for in vain.
    pub fn lacks(&self, key: &str) -> bool {
        self.absent.iter().any(|(name, _)| *name == key)
    }

    /// Reports that `key`, asked for before, is not there or has no value. A value that could not be read was reported already.
    pub fn require(&self, key: &'static str, faults: &mut Faults) {
        if let Some(interview) = &self.interview {
            interview.require(key);
        }
        match self.absent.iter().find(|(name, _)| *name == key) {
            Some((_, Some(span))) => {
                let key = key.to_owned();
                faults.at(*span, Problem::Empty { key });
            }
            Some((_, None)) => faults.at(self.span, Problem::MissingKey { key }),
            None => {}
        }
    }

    /// `true` or `false`; `default` where the key is absent.
    pub fn flag(&mut self, key: &'static str, default: bool, faults: &mut Faults) -> bool {
        self.ask(key, || Shape::Boolean { default });
        self.read(key, faults, |node, key| match &node.value {
            Value::Scalar { text, plain: true } if text == "true" => Ok(true),
            Value::Scalar { text, plain: true } if text == "false" => Ok(false),
            value => Err(Problem::WrongType {
                key: key.to_owned(),
                expected: Kind::Boolean,
                found: kind(value),
            }),
        })
        .unwrap_or(default)
    }

    /// A whole number within bounds.
    pub fn integer(
        &mut self,
        key: &'static str,
        minimum: i64,
        maximum: i64,
        faults: &mut Faults,
    ) -> Option<i64> {
        self.ask(key, || Shape::Integer { minimum, maximum });
        self.read(key, faults, |node, key| {
            let number: i64 = match &node.value {
                Value::Scalar { text, plain: true } => {
                    text.parse().map_err(|_| wrong(node, key, Kind::Integer))?
                }
                _ => return Err(wrong(node, key, Kind::Integer)),
            };
            if (minimum..=maximum).contains(&number) {
                Ok(number)
            } else {
                Err(Problem::OutOfRange {
                    key: key.to_owned(),
                    minimum,
                    maximum,
                })
            }
        })
    }

    /// A finite number.
    pub fn number(&mut self, key: &'static str, faults: &mut Faults) -> Option<f64> {
        self.ask(key, || Shape::Number { bounds: None });
        self.read(key, faults, |node, key| match &node.value {
            Value::Scalar { text, plain: true } => text
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
                .ok_or_else(|| wrong(node, key, Kind::Number)),
            _ => Err(wrong(node, key, Kind::Number)),
        })
    }

    /// A number within bounds.
    pub fn number_between(
        &mut self,
        key: &'static str,
        minimum: i32,
        maximum: i32,
        faults: &mut Faults,
    ) -> Option<f64> {
        self.ask(key, || Shape::Number {
            bounds: Some((minimum, maximum)),
        });
        let place = self.value_span(key);
        let number = self.number(key, faults)?;
        if (f64::from(minimum)..=f64::from(maximum)).contains(&number) {
            return Some(number);
        }
        let problem = Problem::OutOfRange {
            key: key.to_owned(),
            minimum: i64::from(minimum),
            maximum: i64::from(maximum),
        };
        faults.at(place.unwrap_or(self.span), problem);
        None
    }

    /// A day.
    pub fn date(&mut self, key: &'static str, faults: &mut Faults) -> Option<Date> {
        self.ask(key, || Shape::Date);
        self.read(key, faults, |node, key| {
            parsed(node, key, Kind::Date, scalar::date)
        })
    }

    /// A day, or a moment of it, and its place.
    pub fn date_or_date_time(
        &mut self,
        key: &'static str,
        faults: &mut Faults,
    ) -> Option<Located<DateOrDateTime>> {
        self.ask(key, || Shape::DateOrDateTime);
        self.located(key, faults, |node, key| {
            parsed(node, key, Kind::DateTime, scalar::date_or_date_time)
        })
    }

    /// A time of day.
    pub fn time(&mut self, key: &'static str, faults: &mut Faults) -> Option<Time> {
        self.located_time(key, faults).map(|time| time.value)
    }

    /// A time of day and its place.
    pub fn located_time(
        &mut self,
        key: &'static str,
        faults: &mut Faults,
    ) -> Option<Located<Time>> {
        self.ask(key, || Shape::Time);
        self.located(key, faults, |node, key| {
            parsed(node, key, Kind::Time, scalar::time_of_day)
        })
    }

    /// A day of any year.
    pub fn day_of_year(&mut self, key: &'static str, faults: &mut Faults) -> Option<DayOfYear> {
        self.ask(key, || Shape::DayOfYear);
        self.read(key, faults, |node, key| {
            parsed(node, key, Kind::DayOfYear, scalar::day_of_year)
        })
    }

    /// An address that begins with `http://` or `https://`.
    pub fn web_address(&mut self, key: &'static str, faults: &mut Faults) -> Option<String> {
        self.located_web_address(key, faults)
            .map(|address| address.value)
    }

    /// An address that begins with `http://` or `https://`, and its place.
    pub fn located_web_address(
        &mut self,
        key: &'static str,
        faults: &mut Faults,
    ) -> Option<Located<String>> {
        self.ask(key, || Shape::WebAddress);
        self.located(key, faults, |node, key| {
            parsed(node, key, Kind::WebAddress, |text| {
                is_web_address(text).then(|| text.to_owned())
            })
        })
    }

    /// The three letters of a currency.
    pub fn currency(&mut self, key: &'static str, faults: &mut Faults) -> Option<String> {
        self.ask(key, || Shape::Currency);
        self.read(key, faults, |node, key| {
            parsed(node, key, Kind::Currency, |text| {
                (text.len() == 3 && text.bytes().all(|letter| letter.is_ascii_uppercase()))
                    .then(|| text.to_owned())
            })
        })
    }

    /// A web address, or a path of the site that begins with `/`.
    pub fn destination(
        &mut self,
        key: &'static str,
        faults: &mut Faults,
    ) -> Option<Located<String>> {
        self.ask(key, || Shape::Destination);
        self.located(key, faults, |node, key| {
            parsed(node, key, Kind::Destination, |text| {
                let within = text.starts_with('/') && !text.starts_with("//");
                (within || is_web_address(text) || text.starts_with("mailto:"))
                    .then(|| text.to_owned())
            })
        })
    }

    /// A short name as it appears in addresses.
    pub fn slug(&mut self, key: &'static str, faults: &mut Faults) -> Option<Located<String>> {
        self.ask(key, || Shape::Slug);
        self.located(key, faults, slug)
    }

    /// What programs draw at random: 32 hexadecimal digits.
    pub fn random_id(&mut self, key: &'static str, faults: &mut Faults) -> Option<Located<String>> {
        self.ask(key, || Shape::RandomId);
        self.located(key, faults, |node, key| {
            parsed(node, key, Kind::RandomId, |text| {
                let hexadecimal = |digit: u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
                (text.len() == 32 && text.bytes().all(hexadecimal)).then(|| text.to_owned())
            })
        })
    }

    /// A list of words; a single word counts as a list of one.
    pub fn texts(&mut self, key: &'static str, faults: &mut Faults) -> Vec<Located<String>> {
        self.ask(key, || Shape::List(Box::new(Shape::Text)));
        self.list(key, faults, text)
    }

    /// A list of short names.
    pub fn slugs(&mut self, key: &'static str, faults: &mut Faults) -> Vec<Located<String>> {
        self.ask(key, || Shape::List(Box::new(Shape::Slug)));
        self.list(key, faults, slug)
    }

    fn list<T>(
        &mut self,
        key: &'static str,
        faults: &mut Faults,
        read: impl Fn(&Node, &str) -> Result<T, Problem>,
    ) -> Vec<Located<T>> {
        match self.entry(key) {
            None => Vec::new(),
            Some((_, node)) => list(node, key, faults, read),
        }
    }

    /// A year, or a day.
    pub fn year_or_date(&mut self, key: &'static str, faults: &mut Faults) -> Option<YearOrDate> {
        self.ask(key, || Shape::YearOrDate);
        self.read(key, faults, |node, key| {
            parsed(node, key, Kind::Date, YearOrDate::parse)
        })
    }

    /// Short names with slashes between them, as in an address.
    pub fn slug_path(&mut self, key: &'static str, faults: &mut Faults) -> Option<String> {
        self.ask(key, || Shape::SlugPath);
        self.read(key, faults, |node, key| {
            parsed(node, key, Kind::Slug, |text| {
                text.split('/')
                    .all(|name| !name.is_empty() && name == language::slug::slug(name))
                    .then(|| text.to_owned())
            })
        })
    }

    /// One of `choices`.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
        faults: &mut Faults,
    ) -> Option<T> {
        self.ask(key, || Shape::Choice(names(choices)));
        self.read(key, faults, |node, key| choice(node, key, choices))
    }

    /// Some of `choices`.
    pub fn choices<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
        faults: &mut Faults,
    ) -> Vec<T> {
        self.ask(key, || Shape::List(Box::new(Shape::Choice(names(choices)))));
        self.list(key, faults, |node, key| choice(node, key, choices))
            .into_iter()
            .map(|located| located.value)
            .collect()
    }

    /// A nested map.
    pub fn map(&mut self, key: &'static str, faults: &mut Faults) -> Option<Fields> {
        if let Some(fields) = self.interviewed(key, Shape::Map) {
            return Some(fields);
        }
        let node = self.node(key)?;
        Fields::of(node, key, faults)
    }

    /// A list of nested maps.
    pub fn maps(&mut self, key: &'static str, faults: &mut Faults) -> Vec<Fields> {
        if let Some(fields) = self.interviewed(key, Shape::Maps) {
            return vec![fields];
        }
        match self.node(key) {
            None => Vec::new(),
            Some(node) => maps(node, key, faults),
        }
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, faults: &mut Faults) {
        let Self {
            entries,
            mut known,
            absent,
            ..
        } = self;
        known.sort_unstable();
        known.dedup();
        let unknown: Vec<Located<String>> = entries
            .into_iter()
            .flatten()
            .map(|(key, _)| key)
            .filter(|key| !known.contains(&key.value.as_str()))
            .collect();
        let meant: Vec<Option<&str>> = unknown
            .iter()
            .map(|key| language::suggest::certain(&key.value, known.iter().copied()))
            .collect();
        for (position, key) in unknown.into_iter().enumerate() {
            let suggestion =
                language::suggest::closest(&key.value, known.iter().copied()).map(str::to_owned);
            // A key that is there already, or that two others were meant to be, would be there twice.
            let certain = meant[position].is_some_and(|name| {
                absent.contains(&(name, None))
                    && meant.iter().filter(|other| **other == Some(name)).count() == 1
            });
            faults.at(
                key.span,
                Problem::UnknownKey {
                    key: key.value,
                    suggestion,
                    certain,
                    known: known.clone(),
                },
            );
        }
    }

    /// A map of numbers within bounds under names that are not the parser's; `None` in it where one has no value.
    pub fn numbers(
        &mut self,
        key: &'static str,
        minimum: i32,
        maximum: i32,
        faults: &mut Faults,
    ) -> Option<Vec<(Located<String>, Option<f64>)>> {
        self.ask(key, || Shape::Numbers);
        let node = self.node(key)?;
        let mut numbers = Self::of(node, key, faults)?;
        Some(numbers.numbers_between(minimum, maximum, faults))
    }

    /// Numbers within bounds under keys that nobody asked for; `None` where a key has no value.
    fn numbers_between(
        &mut self,
        minimum: i32,
        maximum: i32,
        faults: &mut Faults,
    ) -> Vec<(Located<String>, Option<f64>)> {
        let mut numbers = Vec::new();
        for (key, node) in self.remaining() {
            let number = match &node.value {
                Value::Null => {
                    numbers.push((key, None));
                    continue;
                }
                Value::Scalar { text, plain: true } => text.parse().ok(),
                _ => None,
            };
            match number.filter(|number: &f64| number.is_finite()) {
                None => faults.at(node.span, wrong(&node, &key.value, Kind::Number)),
                Some(number) if (f64::from(minimum)..=f64::from(maximum)).contains(&number) => {
                    numbers.push((key, Some(number)));
                }
                Some(_) => {
                    let problem = Problem::OutOfRange {
                        key: key.value,
                        minimum: minimum.into(),
                        maximum: maximum.into(),
                    };
                    faults.at(node.span, problem);
                }
            }
        }
        numbers
    }

    /// The keys that nobody asked for, with their values: for maps whose keys are names chosen by the editor.
    pub fn remaining(&mut self) -> Vec<(Located<String>, Node)> {
        self.entries.iter_mut().filter_map(Option::take).collect()
    }
}

/// The words of a list that the editor knows as `name`; a single word counts as a list of one.
pub fn texts(node: Node, name: &str, faults: &mut Faults) -> Vec<Located<String>> {
    list(node, name, faults, text)
}

fn list<T>(
    node: Node,
    name: &str,
    faults: &mut Faults,
    read: impl Fn(&Node, &str) -> Result<T, Problem>,
) -> Vec<Located<T>> {
    let items = match node.value {
        Value::List(items) => items,
        Value::Map(_) => {
            faults.at(node.span, wrong(&node, name, Kind::List));
            return Vec::new();
        }
        Value::Null | Value::Scalar { .. } => vec![node],
    };
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        match read(&item, name) {
            Ok(value) => list.push(Located::new(value, item.span)),
            Err(problem) => faults.at(item.span, problem),
        }
    }
    list
}

/// The maps of a list that the editor knows as `name`.
pub fn maps(node: Node, name: &str, faults: &mut Faults) -> Vec<Fields> {
    match node.value {
        Value::List(items) => items
            .into_iter()
            .filter_map(|item| Fields::of(item, name, faults))
            .collect(),
        ref value => {
            faults.at(
                node.span,
                Problem::WrongType {
                    key: name.to_owned(),
                    expected: Kind::List,
                    found: kind(value),
                },
            );
            Vec::new()
        }
    }
}

/// Words, not empty.
fn text(node: &Node, key: &str) -> Result<String, Problem> {
    match &node.value {
        Value::Scalar { text, .. } if text.trim().is_empty() => Err(Problem::Empty {
            key: key.to_owned(),
        }),
        Value::Scalar { text, .. } => Ok(text.trim().to_owned()),
        _ => Err(wrong(node, key, Kind::Text)),
    }
}

fn slug(node: &Node, key: &str) -> Result<String, Problem> {
    let written = text(node, key)?;
    if written == language::slug::slug(&written) {
        Ok(written)
    } else {
        Err(Problem::BadValue {
            value: written,
            expected: Kind::Slug,
        })
    }
}

fn names<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}

fn choice<T: Copy>(node: &Node, key: &str, choices: &[(&'static str, T)]) -> Result<T, Problem> {
    let written = text(node, key)?;
    let known = choices.iter().find(|(name, _)| *name == written);
    known.map(|(_, value)| *value).ok_or_else(|| {
        let choices = names(choices);
        let suggestion = language::suggest::closest(&written, choices.iter().copied());
        Problem::BadChoice {
            suggestion: suggestion.map(str::to_owned),
            value: written,
            choices,
        }
    })
}

fn parsed<T>(
    node: &Node,
    key: &str,
    expected: Kind,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Problem> {
    match &node.value {
        Value::Scalar { text, .. } => parse(text.trim()).ok_or_else(|| Problem::BadValue {
            value: text.clone(),
            expected,
        }),
        _ => Err(wrong(node, key, expected)),
    }
}

fn wrong(node: &Node, key: &str, expected: Kind) -> Problem {
    Problem::WrongType {
        key: key.to_owned(),
        expected,
        found: kind(&node.value),
    }
}

fn kind(value: &Value) -> Kind {
    match value {
        Value::Null => Kind::Nothing,
        Value::Scalar { text, plain: true } if text == "true" || text == "false" => Kind::Boolean,
        Value::Scalar { text, plain: true } if text.parse::<f64>().is_ok() => Kind::Number,
        Value::Scalar { .. } => Kind::Text,
        Value::List(_) => Kind::List,
        Value::Map(_) => Kind::Map,
    }
}

/// Whether `text` is an address of the web with a host.
pub fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty()
            && !text.contains(|character: char| {
                character.is_whitespace() || character.is_control() || "<>\"`".contains(character)
            })
    })
}
