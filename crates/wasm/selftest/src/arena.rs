//! The module's allocator: an arena that starts over when nothing is left in it.
//!
//! Between two requests everything has been given back, so blocks are handed out one after the other and space is
//! reclaimed all at once (or from the end, block by block). The allocator that comes with the target does more than
//! is needed here, for a tenth of the module's size.
#![allow(unsafe_code, reason = "an allocator hands out raw memory")]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Bytes of a page of linear memory.
const PAGE: usize = 65_536;

/// Fresh memory is asked for in at least so many pages.
const PAGES_AT_ONCE: usize = 4;

#[global_allocator]
static ARENA: Arena = Arena {
    start: AtomicUsize::new(0),
    next: AtomicUsize::new(0),
    blocks: AtomicUsize::new(0),
};

/// The module has one thread: the atomics are plain variables that need no unsafe code.
struct Arena {
    /// Address of the arena's first byte; 0 before the first block.
    start: AtomicUsize,
    /// Address of the first byte that is free, as are all after it.
    next: AtomicUsize,
    /// How many blocks are in use.
    blocks: AtomicUsize,
}

/// Makes sure that memory reaches up to an address.
fn reach(end: usize) -> bool {
    let missing = end.saturating_sub(memory_size(0) * PAGE).div_ceil(PAGE);
    missing == 0
        || memory_grow(0, missing.max(PAGES_AT_ONCE)) != usize::MAX
        || memory_grow(0, missing) != usize::MAX
}

// SAFETY: blocks never overlap, since each starts at or after `next` and moves `next` past its end; `next` moves back
// only to the start of a block that was given back and that nothing follows, or to the arena's start when no block is
// in use. Blocks lie within linear memory, which never shrinks, and above all that the linker placed there.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if self.start.load(Relaxed) == 0 {
            let start = memory_size(0) * PAGE;
            self.start.store(start, Relaxed);
            self.next.store(start, Relaxed);
        }
        let Some(start) = self
            .next
            .load(Relaxed)
            .checked_next_multiple_of(layout.align())
        else {
            return core::ptr::null_mut();
        };
        match start.checked_add(layout.size()) {
            Some(end) if reach(end) => {
                self.next.store(end, Relaxed);
                self.blocks.fetch_add(1, Relaxed);
                start as *mut u8
            }
            _ => core::ptr::null_mut(),
        }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        if self.blocks.fetch_sub(1, Relaxed) == 1 {
            self.next.store(self.start.load(Relaxed), Relaxed);
        } else if ptr as usize + layout.size() == self.next.load(Relaxed) {
            self.next.store(ptr as usize, Relaxed);
        }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if ptr as usize + layout.size() == self.next.load(Relaxed) {
            // The last block grows and shrinks where it is.
            return match (ptr as usize).checked_add(size) {
                Some(end) if reach(end) => {
                    self.next.store(end, Relaxed);
                    ptr
                }
                _ => core::ptr::null_mut(),
            };
        }
        // SAFETY: the caller promises that the new size is not zero and does not overflow with this alignment.
        let new = unsafe { self.alloc(Layout::from_size_align_unchecked(size, layout.align())) };
        if !new.is_null() {
            // SAFETY: both blocks are in use, so they do not overlap, and hold at least the smaller of the two sizes.
            unsafe {
                core::ptr::copy_nonoverlapping(ptr, new, layout.size().min(size));
                self.dealloc(ptr, layout);
            }
        }
        new
    }
}
