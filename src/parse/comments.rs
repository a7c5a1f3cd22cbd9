//! `articles/**/NAME.comments.yaml`
//!
//! A comment is public; the address of who wrote it is not. What an import brought along is forgotten here, and an address in the words of a
//! comment keeps its host only.

use std::collections::{BTreeSet, HashMap};

use super::Source;
use super::yaml::{self, Faults};
use super::{identity, markdown};
use crate::diagnostics::{Kind, Problem, Reference};
use crate::document::{Comment, Comments};
use crate::language;

/// Reads the comments of an article. The keys `email` and `url` are accepted, as imports hold them, and forgotten at once.
pub fn parse(source: Source<'_>, faults: &mut Faults) -> Option<Comments> {
    let node = yaml::read(source.text, faults)?;
    if node.value == yaml::Value::Null && !source.text.trim().is_empty() {
        // All of them wait for moderation, behind `#`.
        return Some(Comments {
            file: source.file.path.clone(),
            comments: Vec::new(),
        });
    }
    let mut comments: Vec<Comment> = Vec::new();
    let mut ids = BTreeSet::new();
    for mut fields in yaml::maps(node, "comments", faults) {
        let id = fields.required_located_text("id", faults);
        let author = fields
            .required_text("author", faults)
            .map(|author| without_addresses(&author));
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
        let body = markdown::parse_untrusted(source, &without_addresses(&text));
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
    report_circle(&comments, faults);
    Some(Comments {
        file: source.file.path.clone(),
        comments,
    })
}

/// Reports the first comments that answer each other in a circle: none of them answers the article, so no page would show them.
fn report_circle(comments: &[Comment], faults: &mut Faults) {
    let answered: HashMap<&str, &str> = comments
        .iter()
        .filter_map(|comment| {
            let reply_to = comment.reply_to.as_ref()?;
            Some((comment.id.value.as_str(), reply_to.value.as_str()))
        })
        .collect();
    // From which comment each was first met, on the way up.
    let mut met: HashMap<&str, usize> = HashMap::with_capacity(comments.len());
    for (start, comment) in comments.iter().enumerate() {
        let mut id = comment.id.value.as_str();
        while !met.contains_key(id) {
            met.insert(id, start);
            match answered.get(id) {
                // A comment that answers itself is reported as an unknown one.
                Some(above) if *above != id => id = above,
                _ => break,
            }
        }
        // The way up came back to a comment of its own, not to an end.
        let closes =
            met.get(id) == Some(&start) && answered.get(id).is_some_and(|above| *above != id);
        if let Some(within) = comments
            .iter()
            .find(|comment| closes && comment.id.value == id)
        {
            let id = within.id.value.clone();
            return faults.at(within.id.span, Problem::CircleOfReplies { id });
        }
    }
}

/// `text` with the local part of each e-mail address left out: « …@example.org ».
fn without_addresses(text: &str) -> String {
    let is_local = |it: char| it.is_alphanumeric() || "._%+-".contains(it);
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, after) = rest.split_at(at);
        let name = before.trim_end_matches(is_local);
        let host = after[1..]
            .find(|it: char| !(it.is_alphanumeric() || ".-".contains(it)))
            .map_or(&after[1..], |end| &after[1..=end]);
        if name.len() < before.len() && host.trim_end_matches('.').contains('.') {
            clean.push_str(name);
            clean.push('…');
        } else {
            clean.push_str(before);
        }
        clean.push('@');
        rest = &after[1..];
    }
    clean.push_str(rest);
    clean
}

#[cfg(test)]
mod tests {
    use super::without_addresses;

    #[test]
    fn an_address_keeps_its_host_only() {
        for (text, expected) in [
            (
                "Écrivez à jean.été+a@example.org.",
                "Écrivez à …@example.org.",
            ),
            ("<a@b.fr>, mailto:c@d.fr", "<…@b.fr>, mailto:…@d.fr"),
            ("@ada, 3 @ 4 €, a@b", "@ada, 3 @ 4 €, a@b"),
            ("a@b.c@d.e", "…@…@d.e"),
        ] {
            assert_eq!(without_addresses(text), expected);
        }
    }
}
