//! x
pub mod figures;
pub mod pages;
pub mod parts;
