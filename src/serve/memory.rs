//! Memory of what was made by a recipe, so that a picture is reduced once. What else is kept from one snapshot to the next, the snapshot
//! itself takes from the one before.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::diagnostics::Diagnostic;
use crate::render::{Artifact, Renderer};

/// Remembers the files whose names tell their recipes, across snapshots: the same name is the same bytes.
#[derive(Debug, Default)]
pub struct Made {
    by_address: Mutex<BTreeMap<String, Artifact>>,
}

impl Made {
    /// The file at `address` of the site that `renderer` renders.
    pub fn render(
        &self,
        renderer: &Renderer,
        address: &str,
    ) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        if !renderer.is_named_by_recipe(address) {
            return renderer.render(address);
        }
        let known = || {
            self.by_address
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let remembered = known().get(address).cloned();
        if let Some(artifact) = remembered {
            return Some(Ok(artifact));
        }
        // Others are not kept waiting; two that ask at once make it twice.
        let made = renderer.render(address)?;
        if let Ok(artifact) = &made {
            known().insert(address.to_owned(), artifact.clone());
        }
        Some(made)
    }

    /// Forgets what the site of `renderer` no longer has.
    pub fn keep_those_of(&self, renderer: &Renderer) {
        let mut made = self
            .by_address
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        made.retain(|address, _| renderer.is_named_by_recipe(address));
    }
}
