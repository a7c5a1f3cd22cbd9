//! Editions of the benchmark against the site's model and against each other.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Problem, Reference};
use crate::document::{Edition, ModelDocument, Name};
use crate::language::suggest::closest;

/// Reports dimensions and levers that the model does not have, and a panel of an edition that is not there. An edition made with another version of the model keeps its own dimensions: the
/// pages show those in common.
pub fn check(
    editions: &[Arc<Edition>],
    model: Option<&ModelDocument>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    check_panels(editions, diagnostics);
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
        let changes = edition.panel.iter().flat_map(|panel| &panel.dimensions);
        for dimension in edition.dimensions.iter().chain(groups).chain(changes) {
            let known = || model.dimensions.iter().map(|known| known.id.as_str());
            check_name(
                edition,
                &dimension.id,
                Reference::Dimension,
                &known,
                diagnostics,
            );
        }
        for lever in &edition.levers {
            let known = || model.levers.iter().map(|known| known.id.as_str());
            check_name(edition, &lever.id, Reference::Lever, &known, diagnostics);
        }
    }
}

/// Reports the panels whose edition before is none of the site.
fn check_panels(editions: &[Arc<Edition>], diagnostics: &mut Vec<Diagnostic>) {
    for edition in editions {
        if let Some(panel) = &edition.panel {
            let others = || {
                let others = editions.iter().filter(|other| other.slug != edition.slug);
                others.map(|other| other.slug.as_str())
            };
            check_name(
                edition,
                &panel.previous,
                Reference::Edition,
                &others,
                diagnostics,
            );
        }
    }
}

/// Reports a name that is none of the `known` ones.
fn check_name<'a, Names: Iterator<Item = &'a str>>(
    edition: &Edition,
    name: &Name,
    reference: Reference,
    known: &dyn Fn() -> Names,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if known().any(|known| known == name.value) {
        return;
    }
    let problem = Problem::UnknownReference {
        reference,
        name: name.value.clone(),
        suggestion: closest(&name.value, known()).map(str::to_owned),
    };
    diagnostics.push(Diagnostic::at(&edition.file, name.span, problem));
}
