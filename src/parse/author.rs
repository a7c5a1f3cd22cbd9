//! `authors/*.md`

use super::Source;
use super::identity::{self, typeset};
use super::yaml::{Faults, Fields};
use super::{front_matter, markdown};
use crate::document::{Author, AuthorKind};

/// Reads an author.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<Author> {
    let front = front_matter::split(source, faults)?;
    let body = markdown::parse(source, front.body, front.body_start, faults);
    let mut fields = front.fields;
    let identity = identity::parse(source, &mut fields, "name", faults);
    let kinds = [
        ("person", AuthorKind::Person),
        ("organisation", AuthorKind::Organisation),
    ];
    let author = Author {
        identity,
        family_name: fields.text("family_name", faults),
        kind: fields
            .choice("kind", &kinds, faults)
            .unwrap_or(AuthorKind::Person),
        role: fields
            .text("role", faults)
            .map(|role| typeset(source, role)),
        links: links(&mut fields, faults),
        sample: fields.flag("sample", false, faults),
        body,
    };
    fields.finish(faults);
    Some(author)
}

fn links(fields: &mut Fields, faults: &mut Faults) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for mut link in fields.maps("links", faults) {
        let label = link.required_text("label", faults);
        let url = link.web_address("url", faults);
        link.finish(faults);
        links.extend(label.zip(url));
    }
    links
}
