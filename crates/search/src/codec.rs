//! The bytes of shards: variable-length integers, strings, packed bits and checksums.
//! Reading never panics: bytes that do not hold what they should are [`Corrupt`].

/// Bytes that are not what the index format says they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Corrupt;

/// A 64-bit checksum: multiply and fold, eight bytes at a time. It detects damage and names content; it is no defence against a forger.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    let fold = |state: u64, word: u64| {
        let product = u128::from(state ^ word) * u128::from(MULTIPLIER | 1);
        (product as u64) ^ ((product >> 64) as u64).rotate_left(23)
    };
    let mut state = MULTIPLIER ^ (bytes.len() as u64);
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        let mut eight = [0; 8];
        eight.copy_from_slice(word);
        state = fold(state, u64::from_le_bytes(eight)).wrapping_add(MULTIPLIER);
    }
    let mut tail = [0; 8];
    tail[..words.remainder().len()].copy_from_slice(words.remainder());
    state = fold(state, u64::from_le_bytes(tail)).wrapping_add(MULTIPLIER);
    fold(state, state >> 31)
}

/// The content hash in a shard's name: 48 bits of its checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ShardId(pub(crate) [u8; 6]);

impl ShardId {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut id = [0; 6];
        id.copy_from_slice(&checksum(bytes).to_be_bytes()[..6]);
        Self(id)
    }

    /// The file name: twelve hexadecimal digits and `.bin`, or `.txt` for text that a server should compress.
    pub(crate) fn name(self, extension: &str) -> String {
        let mut name = String::with_capacity(16);
        for byte in self.0 {
            for nibble in [byte >> 4, byte & 15] {
                name.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
            }
        }
        name.push('.');
        name.push_str(extension);
        name
    }
}

/// Reads a shard from its beginning to its end.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// How many bytes are still to be read.
    #[cfg(feature = "build")]
    pub(crate) fn left(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Corrupt> {
        let (head, tail) = self.bytes.split_at_checked(length).ok_or(Corrupt)?;
        self.bytes = tail;
        Ok(head)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Corrupt> {
        Ok(self.take(1)?[0])
    }

    pub(crate) fn number(&mut self) -> Result<u32, Corrupt> {
        let mut value = 0_u32;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && bits > 15 {
                return Err(Corrupt);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Corrupt)
    }

    /// A number of items that each take at least one byte: more than the bytes left is damage, not a reason to allocate.
    pub(crate) fn count(&mut self) -> Result<usize, Corrupt> {
        let count = self.number()? as usize;
        if count > self.bytes.len() {
            Err(Corrupt)
        } else {
            Ok(count)
        }
    }

    pub(crate) fn signed(&mut self) -> Result<i32, Corrupt> {
        let zigzag = self.number()?;
        Ok((zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed())
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, Corrupt> {
        let length = self.number()? as usize;
        str::from_utf8(self.take(length)?).map_err(|_| Corrupt)
    }

    pub(crate) fn shard(&mut self) -> Result<ShardId, Corrupt> {
        let mut id = [0; 6];
        id.copy_from_slice(self.take(6)?);
        Ok(ShardId(id))
    }
}

/// How many bits hold every number up to `greatest`.
pub(crate) fn bits_for(greatest: usize) -> u32 {
    usize::BITS - greatest.leading_zeros()
}

/// The `width` bits that start at bit `at`, lowest first.
pub(crate) fn read_bits(bytes: &[u8], at: usize, width: u32) -> Result<u32, Corrupt> {
    let mut value = 0;
    for bit in 0..width {
        let index = at + bit as usize;
        let byte = bytes.get(index / 8).ok_or(Corrupt)?;
        value |= u32::from((byte >> (index % 8)) & 1) << bit;
    }
    Ok(value)
}

#[cfg(feature = "build")]
pub(crate) mod write {
    //! The writing half, which the browser does not need.

    pub(crate) fn number(out: &mut Vec<u8>, mut value: u32) {
        while value >= 0x80 {
            out.push(value as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
    }

    pub(crate) fn signed(out: &mut Vec<u8>, value: i32) {
        number(out, ((value << 1) ^ (value >> 31)).cast_unsigned());
    }

    pub(crate) fn text(out: &mut Vec<u8>, text: &str) {
        number(out, text.len() as u32);
        out.extend_from_slice(text.as_bytes());
    }

    /// Appends `width` bits of `value` at bit `at`.
    pub(crate) fn bits(out: &mut Vec<u8>, at: &mut usize, value: u32, width: u32) {
        for bit in 0..width {
            if *at / 8 == out.len() {
                out.push(0);
            }
            let byte = *at / 8;
            out[byte] |= (((value >> bit) & 1) as u8) << (*at % 8);
            *at += 1;
        }
    }
}
