//! The exports over linear memory. The module has one thread and one [`Door`].
#![allow(
    unsafe_code,
    reason = "an exported name is a promise that the linker cannot check, and the one door is shared by all calls"
)]

use core::cell::UnsafeCell;

use parvis_wasm_memory::{read, respond};

use crate::answer::Door;

/// The module's one door.
struct TheDoor(UnsafeCell<Door>);

// SAFETY: the module has one thread, and `call` does not call itself.
unsafe impl Sync for TheDoor {}

static DOOR: TheDoor = TheDoor(UnsafeCell::new(Door::new()));

/// Answers the request of `length` bytes at `pointer`; the response's pointer in the low, its length in the high 32 bits.
/// Both are the caller's to free.
///
/// # Safety
/// As [`read`].
// SAFETY: no other symbol of the module has this name.
#[unsafe(export_name = "call")]
unsafe extern "C" fn export_call(pointer: *const u8, length: u32) -> u64 {
    // SAFETY: the caller's promise is this function's.
    let request = unsafe { read(pointer, length) };
    // SAFETY: nothing else borrows the door: the module has one thread, and this function does not call itself.
    let door = unsafe { &mut *DOOR.0.get() };
    respond(&door.call(request))
}

/// Nothing here panics; if something did, the host would see a trap, and the next instance would start afresh.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
