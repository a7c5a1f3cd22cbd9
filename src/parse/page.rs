//! Any other Markdown: a page at its own path.

use super::Source;
use super::yaml::Faults;
use super::{front_matter, identity, markdown};
use crate::diagnostics::Problem;
use crate::document::Page;
use crate::language;

/// Reads a page.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<Page> {
    let front = front_matter::split(source, faults)?;
    let body = markdown::parse(source, front.body, front.body_start, faults);
    let mut fields = front.fields;
    let path = path(source, faults);
    // The root's `index.md` has no name to make a slug of.
    let identity = identity::parse(source, &mut fields, "title", faults);
    fields.finish(faults);
    Some(Page {
        identity,
        path,
        body,
    })
}

/// `guide/images.md` → `/guide/images/`, `guide/index.md` → `/guide/`.
fn path(source: Source<'_>, faults: &mut Faults) -> String {
    let path = source.file.path.in_content().unwrap_or_default();
    let path = path.strip_suffix(".md").unwrap_or(path);
    let path = if path == "index" {
        ""
    } else {
        path.strip_suffix("/index").unwrap_or(path)
    };
    let mut url = String::from("/");
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let slug = language::slug::slug(segment);
        // The last segment is reported with the identity.
        if slug != segment && !path.ends_with(segment) {
            faults.of_file(Problem::BadFileName {
                suggestion: slug.clone(),
            });
        }
        url.push_str(&slug);
        url.push('/');
    }
    url
}
