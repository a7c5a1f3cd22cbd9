//! Earlier versions of the model, which results that were shared before are bound to.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Problem};
use crate::document::ModelDocument;

/// Reports a version that two files hold: a result of it would be read by one and not by the other. The model in use is never at
/// fault, nor the first of two files.
pub fn check(
    current: Option<&ModelDocument>,
    former: &[Arc<ModelDocument>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let name = |document: &ModelDocument| {
        let source = document.model.source();
        (source.id.clone(), source.version.clone())
    };
    for (position, document) in former.iter().enumerate() {
        let (id, version) = name(document);
        let before = former[..position].iter().map(|other| &**other);
        let twin = current
            .into_iter()
            .chain(before)
            .find(|other| name(other) == (id.clone(), version.clone()));
        if let Some(twin) = twin {
            let other = twin.file.to_string();
            let problem = Problem::DuplicateModel { id, version, other };
            diagnostics.push(Diagnostic::at(
                &document.file,
                document.version_span,
                problem,
            ));
        }
    }
}
