//! The export over linear memory.
#![allow(
    unsafe_code,
    reason = "an export has a name of its own, and reads what the host wrote"
)]

use parvis_wasm_memory::{read, respond};

/// Reads the picture of `width` × `height` bytes at `pointer`.
///
/// # Safety
/// As [`read`], for a length of `width` × `height`.
// SAFETY: no other symbol of the module has this name.
#[unsafe(export_name = "read")]
unsafe extern "C" fn export_read(pointer: *const u8, width: u32, height: u32) -> u64 {
    // A picture whose dimensions are absurd is refused for having no bytes.
    let length = width.checked_mul(height).unwrap_or(0);
    // SAFETY: the caller's promise is this function's.
    let grey = unsafe { read(pointer, length) };
    respond(crate::read(grey, width as usize, height as usize).as_bytes())
}
