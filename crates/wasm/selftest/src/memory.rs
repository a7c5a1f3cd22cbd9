//! The exports over linear memory.
#![allow(
    unsafe_code,
    reason = "linear memory is shared with the host: this is the one place that trusts its pointers"
)]

use crate::answer::Door;
use crate::arena::PAGE;
use alloc::alloc::{Layout, alloc as allocate, dealloc};
use core::arch::wasm32::memory_size;
use core::cell::UnsafeCell;

/// The module's one door.
struct TheDoor(UnsafeCell<Door>);

// SAFETY: the module has one thread, and `call` does not call itself.
unsafe impl Sync for TheDoor {}

static DOOR: TheDoor = TheDoor(UnsafeCell::new(Door::new()));

/// The layout of requests and responses: bytes, at any address. An empty one still takes a byte, so that its pointer
/// is never null.
fn layout(len: u32) -> Option<Layout> {
    Layout::from_size_align(len.max(1) as usize, 1).ok()
}

/// Room for a request of `len` bytes, or a null pointer where there is not that much.
// SAFETY: the name is exported once in this module, and clashes with no symbol of the C runtime, which is not linked.
#[unsafe(export_name = "alloc")]
extern "C" fn export_alloc(len: u32) -> *mut u8 {
    match layout(len) {
        // SAFETY: the layout's size is at least 1.
        Some(layout) => unsafe { allocate(layout) },
        None => core::ptr::null_mut(),
    }
}

/// Gives back what `alloc` gave, or a response of `call`, with its own length. A null pointer is ignored.
///
/// # Safety
/// `ptr` and `len` are those of one earlier `alloc` or `call`, not given back before.
// SAFETY: the name is exported once in this module (and `free` of the C runtime is not linked).
#[unsafe(export_name = "free")]
unsafe extern "C" fn export_free(ptr: *mut u8, len: u32) {
    if let (false, Some(layout)) = (ptr.is_null(), layout(len)) {
        // SAFETY: the caller promises that this memory was allocated here with this layout.
        unsafe { dealloc(ptr, layout) }
    }
}

/// Answers the request of `len` bytes at `ptr`; the response's pointer in the low, its length in the high 32 bits.
/// Both are the caller's to free.
///
/// # Safety
/// `ptr` and `len` are those of one earlier `alloc`, not given back before, filled by the caller.
// SAFETY: the name is exported once in this module.
#[unsafe(export_name = "call")]
unsafe extern "C" fn export_call(ptr: *const u8, len: u32) -> u64 {
    let end = ptr as u64 + u64::from(len);
    let inside = !ptr.is_null() && end <= (memory_size(0) * PAGE) as u64;
    let request = if inside {
        // SAFETY: the range lies inside linear memory, and the caller promises that it is the request's and that
        // nothing writes to it during the call (the module has one thread).
        unsafe { core::slice::from_raw_parts(ptr, len as usize) }
    } else {
        &[]
    };
    // SAFETY: nothing else borrows the door: the module has one thread, and this function does not call itself.
    let door = unsafe { &mut *DOOR.0.get() };
    respond(&door.call(request))
}

/// Moves a response to memory of the layout that `free` expects.
fn respond(response: &[u8]) -> u64 {
    let len = response.len() as u32;
    let ptr = export_alloc(len);
    if ptr.is_null() {
        return 0;
    }
    // SAFETY: `ptr` was just allocated with room for `len` bytes, so it overlaps nothing.
    unsafe { core::ptr::copy_nonoverlapping(response.as_ptr(), ptr, response.len()) }
    u64::from(len) << 32 | u64::from(ptr as u32)
}

/// Nothing here panics; if something did, the host would see a trap, and the next instance would start afresh.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
