//! The exports over linear memory. The module has one thread and one [`Door`].
#![allow(
    unsafe_code,
    reason = "an exported name is a promise that the linker cannot check, and requests are read where the host wrote them"
)]

use std::cell::RefCell;

use parvis_wasm_memory::{read, respond};

use crate::Door;

thread_local! {
    static DOOR: RefCell<Door> = RefCell::default();
}

/// Answers the request at `pointer`.
///
/// # Safety
/// As [`read`].
// SAFETY: no other symbol of the module has this name.
#[unsafe(export_name = "call")]
unsafe extern "C" fn export_call(pointer: *const u8, length: u32) -> u64 {
    // SAFETY: the caller's promise is this function's.
    let request = unsafe { read(pointer, length) };
    respond(&DOOR.with_borrow(|door| door.call(request)))
}

/// Takes in the file whose name and bytes stand at the two pointers.
///
/// # Safety
/// As [`read`], for both.
// SAFETY: no other symbol of the module has this name.
#[unsafe(export_name = "supply")]
unsafe extern "C" fn export_supply(
    name: *const u8,
    name_length: u32,
    bytes: *const u8,
    bytes_length: u32,
) -> u64 {
    // SAFETY: the caller's promise is this function's.
    let (name, bytes) = unsafe { (read(name, name_length), read(bytes, bytes_length)) };
    respond(&DOOR.with_borrow_mut(|door| door.supply(name, bytes.to_vec())))
}
