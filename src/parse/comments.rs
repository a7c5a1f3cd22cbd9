//! `articles/**/NAME.comments.yaml`

use std::collections::BTreeSet;

use super::Source;
use super::yaml::{self, Faults};
use super::{identity, markdown};
use crate::diagnostics::{Kind, Problem, Reference};
use crate::document::{Comment, Comments};
use crate::language;

/// Reads the comments of an article. The keys `email` and `url` are accepted, as imports hold them, and forgotten at once.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<Comments> {
    let node = yaml::read(source.text, faults)?;
    let mut comments: Vec<Comment> = Vec::new();
    let mut ids = BTreeSet::new();
    for mut fields in yaml::maps(node, "comments", faults) {
        let id = fields.required_located_text("id", faults);
        let author = fields.required_text("author", faults);
        let date = fields.date_or_date_time("date", faults);
        let text = fields.required_text("text", faults);
        let reply_to = fields.located_text("reply_to", faults);
        let _ = (fields.node("email"), fields.node("url"));
        fields.require("date", faults);
        fields.finish(faults);
        let (Some(id), Some(author), Some(date), Some(text)) = (id, author, date, text) else {
            continue;
        };
        if id.value != language::slug::slug(&id.value) {
            faults.at(
                id.span,
                Problem::BadValue {
                    value: id.value,
                    expected: Kind::Slug,
                },
            );
            continue;
        }
        if !ids.insert(id.value.clone()) {
            faults.at(
                id.span,
                Problem::DuplicateName {
                    name: id.value,
                    other: source.file.path.to_string(),
                },
            );
            continue;
        }
        let body = markdown::parse_untrusted(source, &text);
        comments.push(Comment {
            id,
            author: identity::typeset(source, author),
            date: date.value.date(),
            reply_to,
            body,
        });
    }
    for comment in &comments {
        if let Some(reply_to) = &comment.reply_to
            && (!ids.contains(&reply_to.value) || reply_to.value == comment.id.value)
        {
            let others = ids
                .iter()
                .map(String::as_str)
                .filter(|id| *id != comment.id.value);
            let suggestion = language::suggest::closest(&reply_to.value, others).map(str::to_owned);
            let name = reply_to.value.clone();
            faults.at(
                reply_to.span,
                Problem::UnknownReference {
                    reference: Reference::Comment,
                    name,
                    suggestion,
                },
            );
        }
    }
    Some(Comments {
        file: source.file.path.clone(),
        comments,
    })
}
