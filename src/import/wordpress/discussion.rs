//! The comments of an article: which are shown, which wait, which are gone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::DateTime;

use super::reader::RawComment;
use crate::import::entry::Comment;
use crate::import::html::{Destinations, Picture, Style, convert, plain_text};

/// Comments, sorted by what the moderator decided.
#[derive(Debug, Default)]
pub struct Discussion {
    pub approved: Vec<Comment>,
    pub waiting: Vec<Comment>,
    /// Spam, deleted, trackbacks.
    pub left: usize,
}

/// Sorts `raw`. Who gave no name, or an e-mail for a name, is called `nobody`; comments without a date have that of the article.
pub fn sort(raw: &[RawComment], nobody: &str, article: DateTime) -> Discussion {
    let mut discussion = Discussion::default();
    let shown = |comment: &&RawComment| {
        matches!(comment.kind.as_str(), "" | "comment")
            && matches!(comment.approved.as_str(), "1" | "approved")
    };
    let waits = |comment: &&RawComment| {
        matches!(comment.kind.as_str(), "" | "comment")
            && matches!(comment.approved.as_str(), "0" | "hold")
    };
    let parents: BTreeMap<u64, &RawComment> = raw.iter().map(|it| (it.id, it)).collect();
    let mut seen = BTreeSet::new();
    for comment in raw {
        let written = |reply_to: Option<u64>| Comment {
            id: format!("c{}", comment.id),
            author: name(&comment.author, nobody),
            date: comment.date.unwrap_or(article),
            reply_to: reply_to.map(|id| format!("c{id}")),
            text: text(&comment.content),
        };
        if !(shown(&comment) || waits(&comment)) || !seen.insert(comment.id) {
            discussion.left += 1;
            continue;
        }
        // An answer to what is not shown belongs to the nearest comment above that is.
        let mut above = parents.get(&comment.parent);
        let mut steps = 0;
        while let Some(parent) = above
            && (!shown(parent) || parent.id == comment.id)
            && steps < 100
        {
            above = parents.get(&parent.parent);
            steps += 1;
        }
        let reply_to = above
            .filter(|parent| shown(parent) && parent.id != comment.id)
            .map(|parent| parent.id);
        let entry = written(reply_to);
        if entry.text.is_empty() {
            discussion.left += 1;
        } else if shown(&comment) {
            discussion.approved.push(entry);
        } else {
            discussion.waiting.push(entry);
        }
    }
    discussion.drop_answers_to_nothing();
    discussion.open_circles();
    discussion
}

impl Discussion {
    /// A comment without words is not there: neither is what answers it an answer.
    fn drop_answers_to_nothing(&mut self) {
        let ids: BTreeSet<String> = self.approved.iter().map(|it| it.id.clone()).collect();
        for comment in self.approved.iter_mut().chain(&mut self.waiting) {
            if comment
                .reply_to
                .as_ref()
                .is_some_and(|id| !ids.contains(id))
            {
                comment.reply_to = None;
            }
        }
    }

    /// Comments that answer each other in a circle come from a damaged export: the one that closes it answers the article.
    fn open_circles(&mut self) {
        let places: HashMap<String, usize> = self
            .approved
            .iter()
            .enumerate()
            .map(|(place, comment)| (comment.id.clone(), place))
            .collect();
        // From which comment each was first met, on the way up.
        let mut met: Vec<Option<usize>> = vec![None; self.approved.len()];
        for start in 0..self.approved.len() {
            let mut place = start;
            while met[place].is_none() {
                met[place] = Some(start);
                let above = self.approved[place].reply_to.as_ref();
                let Some(above) = above.and_then(|id| places.get(id)).copied() else {
                    break;
                };
                if met[above] == Some(start) {
                    self.approved[place].reply_to = None;
                }
                place = above;
            }
        }
    }
}

fn name(written: &str, nobody: &str) -> String {
    let name = plain_text(written);
    if name.is_empty() || name.contains('@') {
        nobody.to_owned()
    } else {
        name
    }
}

fn text(content: &str) -> String {
    let style = Style {
        lines_count: true,
        trusted: false,
    };
    convert(content, style, &mut Visitor).markdown
}

/// The links of a visitor lead out of the site.
struct Visitor;

impl Destinations for Visitor {
    fn link(&mut self, address: &str) -> Option<String> {
        crate::parse::is_web_address(address).then(|| address.to_owned())
    }

    fn picture(&mut self, address: &str, alternative: &str) -> Picture {
        Picture::Outside {
            address: address.to_owned(),
            alternative: alternative.to_owned(),
        }
    }

    fn footnote(&mut self, _: &str) -> Option<usize> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_opened_where_it_closes() {
        let comment = |id: &str, reply_to: Option<&str>| Comment {
            id: id.to_owned(),
            author: "Ada".to_owned(),
            date: jiff::civil::date(2020, 1, 1).at(0, 0, 0, 0),
            reply_to: reply_to.map(str::to_owned),
            text: "Oui.".to_owned(),
        };
        let mut discussion = Discussion {
            approved: vec![
                comment("a", Some("b")),
                comment("b", Some("c")),
                comment("c", Some("b")),
                comment("d", Some("a")),
                comment("e", None),
            ],
            ..Discussion::default()
        };
        discussion.open_circles();
        let answers: Vec<Option<&str>> = discussion
            .approved
            .iter()
            .map(|comment| comment.reply_to.as_deref())
            .collect();
        assert_eq!(answers, [Some("b"), Some("c"), None, Some("a"), None]);
    }
}
