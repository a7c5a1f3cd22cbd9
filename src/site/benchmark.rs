//! Editions of the benchmark against the site's model.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Problem, Reference};
use crate::document::{Edition, ModelDocument};
use crate::language::suggest::closest;

/// Reports dimensions that the model does not have. An edition made with another version of the model keeps its own dimensions: the
/// pages show those in common.
pub fn check(
    editions: &[Arc<Edition>],
    model: Option<&ModelDocument>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(model) = model else { return };
    let own = model.model.source();
    for edition in editions {
        if let Some((id, version)) = &edition.model
            && (id.value != own.id || *version != own.version)
        {
            let problem = Problem::OtherModel {
                id: id.value.clone(),
                version: version.clone(),
            };
            diagnostics.push(Diagnostic::at(&edition.file, id.span, problem));
            continue;
        }
        let groups = edition
            .sectors
            .iter()
            .chain(&edition.sizes)
            .flat_map(|group| &group.dimensions);
        for dimension in edition.dimensions.iter().chain(groups) {
            let known = || model.dimensions.iter().map(|known| known.id.as_str());
            if !known().any(|id| id == dimension.id.value) {
                let suggestion = closest(&dimension.id.value, known()).map(str::to_owned);
                let name = dimension.id.value.clone();
                let problem = Problem::UnknownReference {
                    reference: Reference::Dimension,
                    name,
                    suggestion,
                };
                diagnostics.push(Diagnostic::at(&edition.file, dimension.id.span, problem));
            }
        }
    }
}
