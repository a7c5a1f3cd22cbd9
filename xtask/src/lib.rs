//! The project's chores, one file each, callable by the `xtask` command and by its tests.

pub mod sample;
pub mod wasm;
