//! The export over linear memory.
#![allow(
    unsafe_code,
    reason = "an export has a name of its own, and reads what the host wrote"
)]

use parvis_wasm_memory::{read, respond};

/// Draws the text at `pointer`.
///
/// # Safety
/// As [`read`].
// SAFETY: no other symbol of the module has this name.
#[unsafe(export_name = "draw")]
unsafe extern "C" fn export_draw(pointer: *const u8, length: u32) -> u64 {
    // SAFETY: the caller's promise is this function's.
    let text = unsafe { read(pointer, length) };
    respond(crate::draw(text).as_bytes())
}
