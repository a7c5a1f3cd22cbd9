//! Digits of different bases as one number: 72 answers of 6 values take 187 bits so, not 216.
//!
//! A number is a little-endian sequence of bytes of a length that the bases alone decide.

use alloc::vec::Vec;

/// The number of digits, each below its base; the first digit is the least significant, and missing ones are 0.
pub(super) fn pack(digits: &[u8], bases: &[u8]) -> Vec<u8> {
    let mut number = Vec::new();
    for (&digit, &base) in digits.iter().zip(bases).rev() {
        multiply_add(&mut number, base, digit);
    }
    number.resize(packed_length(bases), 0);
    number
}

/// How many bytes the largest number of these bases takes.
pub(super) fn packed_length(bases: &[u8]) -> usize {
    let mut largest = Vec::new();
    for &base in bases {
        multiply_add(&mut largest, base, base - 1);
    }
    largest.len()
}

/// The digits of a number; `None` where it is too large for the bases.
pub(super) fn unpack(number: &[u8], bases: &[u8]) -> Option<Vec<u8>> {
    let mut number = Vec::from(number);
    let digits = bases
        .iter()
        .map(|&base| divide(&mut number, base))
        .collect();
    number.iter().all(|&byte| byte == 0).then_some(digits)
}

fn multiply_add(number: &mut Vec<u8>, factor: u8, summand: u8) {
    let mut carry = u16::from(summand);
    for byte in number.iter_mut() {
        carry += u16::from(*byte) * u16::from(factor);
        *byte = carry as u8;
        carry >>= 8;
    }
    if carry > 0 {
        number.push(carry as u8);
    }
}

/// Divides in place and gives the remainder.
fn divide(number: &mut [u8], divisor: u8) -> u8 {
    let mut remainder = 0_u16;
    for byte in number.iter_mut().rev() {
        let value = remainder << 8 | u16::from(*byte);
        *byte = (value / u16::from(divisor)) as u8;
        remainder = value % u16::from(divisor);
    }
    remainder as u8
}
