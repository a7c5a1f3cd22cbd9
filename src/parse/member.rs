//! `members/*.md`

use super::Source;
use super::identity::{self, typeset};
use super::yaml::Faults;
use super::{front_matter, markdown};
use crate::document::{Member, SizeClass};

/// Reads a member organisation.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<Member> {
    let front = front_matter::split(source, faults)?;
    let body = markdown::parse(source, front.body, front.body_start, faults);
    let mut fields = front.fields;
    let identity = identity::parse(source, &mut fields, "name", faults);
    let member = Member {
        identity,
        sector: fields
            .text("sector", faults)
            .map(|sector| typeset(source, sector)),
        size: fields.choice("size", &SizeClass::CHOICES, faults),
        since: fields
            .integer("since", 1800, 2200, faults)
            .and_then(|year| i16::try_from(year).ok()),
        website: fields.web_address("url", faults),
        sample: fields.flag("sample", false, faults),
        body,
    };
    fields.finish(faults);
    Some(member)
}
