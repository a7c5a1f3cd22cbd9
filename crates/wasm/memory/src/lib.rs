//! Linear memory between a browser's module and its host, the same for every module.
//!
//! A module that links this crate exports `alloc(len) -> ptr`, which gives 0 where there is no room, and `free(ptr, len)`. Its own
//! exports read what the host wrote ([`read`]) and leave a response ([`respond`]): its pointer in the low, its length in the high 32
//! bits. The host frees requests and responses. On other targets the crate is empty.
#![no_std]
#![cfg(target_arch = "wasm32")]
#![allow(
    unsafe_code,
    reason = "linear memory is shared with the host: this is the one place that trusts its pointers"
)]

extern crate alloc;

use alloc::alloc::{Layout, alloc as allocate, dealloc};

const PAGE: u64 = 65_536;

/// Bytes at any address; never none of them, so that every pointer given is one to be freed.
fn layout(length: u32) -> Option<Layout> {
    Layout::from_size_align(length.max(1) as usize, 1).ok()
}

/// Room for `length` bytes, or a null pointer.
// SAFETY: no other symbol of a module has this name, and no C runtime is linked.
#[unsafe(export_name = "alloc")]
extern "C" fn export_alloc(length: u32) -> *mut u8 {
    // SAFETY: the layout's size is at least 1.
    layout(length).map_or(core::ptr::null_mut(), |layout| unsafe { allocate(layout) })
}

/// Gives back what `alloc` gave, or a response, with its length. A null pointer is ignored.
///
/// # Safety
/// The pointer and length are those of one `alloc` or response that was not given back before.
// SAFETY: no other symbol of a module has this name, and no C runtime is linked.
#[unsafe(export_name = "free")]
unsafe extern "C" fn export_free(pointer: *mut u8, length: u32) {
    if let Some(layout) = layout(length).filter(|_| !pointer.is_null()) {
        // SAFETY: the caller promises that it was allocated here with this layout.
        unsafe { dealloc(pointer, layout) }
    }
}

/// The bytes that the host wrote; none where they would lie outside memory.
///
/// # Safety
/// The pointer and length are those of one `alloc`, not given back, and nothing writes there while the bytes are used.
pub unsafe fn read<'a>(pointer: *const u8, length: u32) -> &'a [u8] {
    let inside =
        pointer as u64 + u64::from(length) <= core::arch::wasm32::memory_size(0) as u64 * PAGE;
    if pointer.is_null() || !inside {
        return &[];
    }
    // SAFETY: the range lies inside linear memory, and the caller promises the rest.
    unsafe { core::slice::from_raw_parts(pointer, length as usize) }
}

/// Leaves a response for the host to read and free; 0 where there is no room for it.
pub fn respond(response: &[u8]) -> u64 {
    let length = response.len() as u32;
    let pointer = export_alloc(length);
    if pointer.is_null() {
        return 0;
    }
    // SAFETY: the allocation holds `length` bytes and is new, so it does not overlap.
    unsafe { core::ptr::copy_nonoverlapping(response.as_ptr(), pointer, response.len()) };
    u64::from(length) << 32 | pointer as u64
}
