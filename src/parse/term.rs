//! `glossary/*.md`

use super::Source;
use super::identity::{self, typeset};
use super::yaml::Faults;
use super::{front_matter, markdown};
use crate::diagnostics::Located;
use crate::document::Term;

/// Reads a term.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<Term> {
    let front = front_matter::split(source, faults)?;
    let body = markdown::parse(source, front.body, front.body_start, faults);
    let mut fields = front.fields;
    let identity = identity::parse(source, &mut fields, "title", faults);
    let definition = fields
        .required_text("definition", faults)
        .unwrap_or_default();
    let term = Term {
        identity,
        definition: typeset(source, definition),
        forms: fields
            .texts("forms", faults)
            .into_iter()
            .map(|form| Located::new(typeset(source, form.value), form.span))
            .collect(),
        contrast: fields.slug("contrast", faults),
        see_also: fields.slugs("see_also", faults),
        body,
    };
    fields.finish(faults);
    Some(term)
}
