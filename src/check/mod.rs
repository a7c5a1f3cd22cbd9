//! Check: what only the finished pages show, and what `build` does not stop for.

use crate::diagnostics::Diagnostic;
use crate::render::Renderer;

/// Everything that is wrong or could be better in the pages of `renderer`.
pub fn check(_renderer: &Renderer) -> Vec<Diagnostic> {
    Vec::new()
}
