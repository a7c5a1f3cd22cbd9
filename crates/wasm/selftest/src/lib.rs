//! The browser's door to the self-test: JSON in, JSON out.
//!
//! [`call`] answers a request, on any target. Compiled for `wasm32`, the crate exports it over linear memory (see
//! `memory`) and brings its own small allocator (see `arena`): the only unsafe code of the project.
//!
//! | export | does |
//! |---|---|
//! | `alloc(len) -> ptr` | room for a request; 0 where there is none |
//! | `free(ptr, len)` | gives back a request or a response |
//! | `call(ptr, len) -> u64` | answers the request: the response's pointer in the low, its length in the high 32 bits |
//!
//! The module remembers the model of the last request `{"op":"open","model":M}`: later requests may leave `model` out.
//!
//! The caller frees both the request and the response. Whatever a request holds, the answer is JSON: a bad one gets
//! `{"error":{"code":"…","message":"…"}}`, never a trap.

// In the browser the module must stay small, and the standard library's start-up, panics and output would be a part of
// it that nothing uses.
#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

mod answer;
#[cfg(target_arch = "wasm32")]
mod arena;
mod json;
#[cfg(target_arch = "wasm32")]
mod memory;
mod shape;

pub use answer::{Door, MAX_REQUEST_BYTES, call};
