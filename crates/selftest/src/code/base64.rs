//! URL-safe base64 without padding (RFC 4648 §5), strict: one text per sequence of bytes.

use super::CodeError;
use alloc::string::String;
use alloc::vec::Vec;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) fn encode(bytes: &[u8], text: &mut String) {
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0_usize, |word, index| {
            word << 8 | chunk.get(index).map_or(0, |&byte| usize::from(byte))
        });
        for symbol in 0..=chunk.len() {
            text.push(char::from(ALPHABET[word >> (18 - 6 * symbol) & 63]));
        }
    }
}

/// The bytes of symbols that come with their position in the text, and whether the bits left over are 0, as they are
/// when no symbol is missing.
pub(super) fn decode(
    symbols: impl Iterator<Item = (usize, char)>,
) -> Result<(Vec<u8>, bool), CodeError> {
    let mut bytes = Vec::new();
    let (mut word, mut bits) = (0_u32, 0_u32);
    for (position, character) in symbols {
        let value = ALPHABET
            .iter()
            .position(|&symbol| char::from(symbol) == character);
        let value = value.ok_or(CodeError::BadCharacter {
            character,
            position,
        })?;
        word = word << 6 | value as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((word >> bits) as u8);
            word &= (1 << bits) - 1;
        }
    }
    // A lone symbol at the end is the start of a byte whose rest is missing.
    if bits == 6 {
        Err(CodeError::Truncated)
    } else {
        Ok((bytes, word == 0))
    }
}
