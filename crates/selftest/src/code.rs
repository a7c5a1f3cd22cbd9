//! Result codes: a person's answers as a short text that survives e-mail, chat, URL fragments and QR codes.
//!
//! A code is `P`, the version `1`, then URL-safe base64 of
//!
//! | bytes | content |
//! |---|---|
//! | 4 | fingerprint of the model |
//! | as many as the model needs | the answers of today, those of the target and the priorities, as one number in mixed radix |
//! | 1 + length | what the person wants to be called, UTF-8 |
//! | 1 + length | the group, UTF-8; empty for none |
//! | 4 | CRC-32 of the version and of all bytes before |
//!
//! Nothing else about the person is in it. White space in a code, as mail programs insert it, is ignored.

mod base64;
mod checksum;
mod radix;

use crate::model::Model;
use crate::respondent::{Rating, Respondent};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

/// What every code starts with.
const PREFIX: char = 'P';
/// The version that this crate writes, and the only one it reads.
const VERSION: char = '1';
/// Bytes of the fingerprint, and of the checksum.
const WORD: usize = 4;

/// The most bytes of UTF-8 that a person's name and group may take together: with them, a code for the sample model
/// (36 statements, 4 priorities of 12) stays within 120 characters.
pub const MAX_TEXT_BYTES: usize = 52;

/// The name and the group of a respondent are too long for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextTooLong {
    /// How many bytes of UTF-8 they take together.
    pub bytes: usize,
}

impl fmt::Display for TextTooLong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "id and group take {} bytes together, {MAX_TEXT_BYTES} at most fit",
            self.bytes
        )
    }
}

impl core::error::Error for TextTooLong {}

/// Why a text is not a code for a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// The text does not start as a code does.
    NotACode,
    /// The code is of a version that is not known here.
    UnknownVersion(char),
    /// A character that no code holds.
    BadCharacter {
        /// The character.
        character: char,
        /// Its position in the text, from 1, in characters.
        position: usize,
    },
    /// The end of the code is missing.
    Truncated,
    /// The code was changed on the way.
    Checksum,
    /// The code was made for another model, or for another version of it.
    OtherModel {
        /// Fingerprint of the model that the code was made for.
        found: u32,
        /// Fingerprint of the model at hand.
        expected: u32,
    },
    /// The code is intact, but says what no respondent of this model can.
    OutOfRange,
}

impl CodeError {
    /// The error's name for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotACode => "not_a_code",
            Self::UnknownVersion(_) => "unknown_version",
            Self::BadCharacter { .. } => "bad_character",
            Self::Truncated => "truncated",
            Self::Checksum => "checksum",
            Self::OtherModel { .. } => "other_model",
            Self::OutOfRange => "out_of_range",
        }
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotACode => write!(
                formatter,
                "this is not a result code: it does not start with {PREFIX}{VERSION}"
            ),
            Self::UnknownVersion(version) => {
                write!(
                    formatter,
                    "the code is of version “{version}”, not {VERSION}"
                )
            }
            Self::BadCharacter {
                character,
                position,
            } => {
                write!(
                    formatter,
                    "character {position}, “{character}”, cannot be part of a code"
                )
            }
            Self::Truncated => formatter.write_str("the end of the code is missing"),
            Self::Checksum => {
                formatter.write_str("the code was changed on the way: its checksum does not match")
            }
            Self::OtherModel { found, expected } => write!(
                formatter,
                "the code was made for another model or version (fingerprint {found:08x}, here {expected:08x})"
            ),
            Self::OutOfRange => {
                formatter.write_str("the code holds answers that this model does not have")
            }
        }
    }
}

impl core::error::Error for CodeError {}

impl Model {
    /// What binds a result code to a model: 32 bits over its id, its version, its scale, the number of priorities,
    /// and the ids, order and direction of its dimensions and statements. Wordings are left to the version, so that
    /// a corrected typing error does not make codes worthless.
    pub fn fingerprint(&self) -> u32 {
        let mut checksum = checksum::Checksum::default();
        let source = self.source();
        // Each text ends with a byte that UTF-8 does not have, so that neighbours cannot trade characters.
        let mut text = |text: &str, mark: u8| {
            checksum.add(text.as_bytes());
            checksum.add(&[mark]);
        };
        text(&source.id, 0xff);
        text(&source.version, 0xff);
        for (dimension, _) in self.dimensions() {
            text(&dimension.id, 0xfe);
            for statement in &dimension.statements {
                text(&statement.id, if statement.reverse { 0xfd } else { 0xff });
            }
        }
        checksum.add(&source.scale.min.to_le_bytes());
        checksum.add(&[self.points(), source.priorities.top as u8]);
        checksum.finish()
    }
}

/// The result code of a respondent: URL-safe text.
pub fn encode(model: &Model, respondent: &Respondent) -> Result<String, TextTooLong> {
    let texts = [respondent.id(), respondent.group().unwrap_or_default()];
    let bytes = texts.iter().map(|text| text.len()).sum();
    if bytes > MAX_TEXT_BYTES {
        return Err(TextTooLong { bytes });
    }
    let mut payload = Vec::from(model.fingerprint().to_le_bytes());
    payload.extend(radix::pack(&digits(respondent), &bases(model)));
    for text in texts {
        payload.push(text.len() as u8);
        payload.extend(text.as_bytes());
    }
    payload.extend(seal(&payload).to_le_bytes());
    let mut code = String::from_iter([PREFIX, VERSION]);
    base64::encode(&payload, &mut code);
    Ok(code)
}

/// The respondent of a result code made for this model. Never panics, whatever the text.
pub fn decode(model: &Model, code: &str) -> Result<Respondent, CodeError> {
    let (payload, is_whole) = base64::decode(symbols(code)?)?;
    let expected = model.fingerprint();
    let Some((body, stated)) = payload.split_last_chunk::<WORD>() else {
        return Err(CodeError::Truncated);
    };
    let found = body
        .first_chunk::<WORD>()
        .map(|bytes| u32::from_le_bytes(*bytes));
    if !is_whole || seal(body) != u32::from_le_bytes(*stated) {
        // A code of this model that stops short of its own lengths lacks its end; anything else was altered.
        let short = found.is_none_or(|found| found == expected)
            && payload.len() < stated_length(model, &payload);
        return Err(if short {
            CodeError::Truncated
        } else {
            CodeError::Checksum
        });
    }
    let found = found.ok_or(CodeError::Truncated)?;
    if found != expected {
        return Err(CodeError::OtherModel { found, expected });
    }
    read_body(model, &body[WORD..]).ok_or(CodeError::OutOfRange)
}

/// The base64 symbols of a code, without its start and without white space, each with its position in the text.
fn symbols(code: &str) -> Result<impl Iterator<Item = (usize, char)>, CodeError> {
    let mut symbols = (1..)
        .zip(code.chars())
        .filter(|(_, character)| !character.is_whitespace());
    if symbols
        .next()
        .is_none_or(|(_, character)| character != PREFIX)
    {
        return Err(CodeError::NotACode);
    }
    match symbols.next() {
        None => Err(CodeError::Truncated),
        Some((_, VERSION)) => Ok(symbols),
        Some((_, version)) => Err(CodeError::UnknownVersion(version)),
    }
}

fn seal(body: &[u8]) -> u32 {
    let mut checksum = checksum::Checksum::default();
    checksum.add(&[VERSION as u8]);
    checksum.add(body);
    checksum.finish()
}

/// How many bytes a payload should have, from the lengths it states as far as it goes.
fn stated_length(model: &Model, payload: &[u8]) -> usize {
    let mut end = WORD + packed_length(model);
    for _ in 0..2 {
        end += 1 + payload.get(end).map_or(0, |&length| usize::from(length));
    }
    end + WORD
}

fn packed_length(model: &Model) -> usize {
    radix::packed_length(&bases(model))
}

/// How many values each digit can take: no answer or a point of the scale, no priority or a dimension.
fn bases(model: &Model) -> Vec<u8> {
    let source = model.source();
    let mut bases = vec![model.points() + 1; 2 * model.statement_count()];
    let end = bases.len() + source.priorities.top;
    bases.resize(end, source.dimensions.len() as u8 + 1);
    bases
}

/// The digits of a respondent: 0 for what is missing, one more than the answer or the dimension's position otherwise.
fn digits(respondent: &Respondent) -> Vec<u8> {
    let mut digits = Vec::new();
    for rating in [Rating::Today, Rating::Target] {
        let answers = respondent.answers(rating).iter();
        digits.extend(answers.map(|answer| answer.map_or(0, |answer| answer + 1)));
    }
    let priorities = respondent.priorities().iter();
    digits.extend(priorities.map(|&dimension| dimension as u8 + 1));
    digits
}

/// The respondent of an intact payload, without fingerprint and checksum; `None` where it makes no sense.
fn read_body(model: &Model, body: &[u8]) -> Option<Respondent> {
    let (packed, texts) = body.split_at_checked(packed_length(model))?;
    let (id, texts) = read_text(texts)?;
    let (group, rest) = read_text(texts)?;
    if !rest.is_empty() {
        return None;
    }
    let digits = radix::unpack(packed, &bases(model))?;
    let values: Vec<Option<u8>> = digits.iter().map(|digit| digit.checked_sub(1)).collect();
    let count = model.statement_count();
    let (today, rest) = values.split_at_checked(count)?;
    let (target, ranked) = rest.split_at_checked(count)?;
    let mut priorities: Vec<usize> = Vec::new();
    let mut ended = false;
    for value in ranked {
        match value.map(usize::from) {
            None => ended = true,
            Some(dimension) if ended || priorities.contains(&dimension) => return None,
            Some(dimension) => priorities.push(dimension),
        }
    }
    let group = (!group.is_empty()).then(|| group.into());
    Some(Respondent::from_parts(
        id.into(),
        group,
        [today.into(), target.into()],
        priorities,
    ))
}

fn read_text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (&length, rest) = bytes.split_first()?;
    let (text, rest) = rest.split_at_checked(usize::from(length))?;
    Some((core::str::from_utf8(text).ok()?, rest))
}
