//! What each key is for, as an editor reads it while typing.
//!
//! `words/fr.txt` and `words/en.txt` have a line a key: `article.series.name: …`. A line serves every key whose path ends like its own:
//! `site.label` those of the menu and of the footer, `any.title` that of every kind. The longest path wins. `*` stands for any last name.
//!
//! `words/labels.fr.txt` and `words/labels.en.txt` name the keys of documents likewise, in the few words that stand above a field of a form.
//! What a list is made of comes after a slash: `any.tags: Free words / Free word`.

use super::SchemaKind;
use crate::language::Language;

/// The words for the keys of a kind.
pub struct Words {
    kind: SchemaKind,
    language: Language,
}

impl Words {
    /// Those of `kind`.
    pub const fn of(kind: SchemaKind, language: Language) -> Self {
        Self { kind, language }
    }

    /// What the key at `path` is for.
    pub fn describe(&self, path: &str) -> Option<&'static str> {
        self.line(path, entries(self.language))
    }

    /// What the key at `path` is called in a form; its own name where it is in none.
    pub fn label<'a>(&self, path: &'a str) -> &'a str {
        let name = path.rsplit('.').next().unwrap_or(path);
        let line = self.line(path, labels(self.language)).unwrap_or(name);
        line.split_once(" / ").map_or(line, |(several, _)| several)
    }

    /// What one item of the list at `path` is called.
    pub fn item_label(&self, path: &str) -> Option<&'static str> {
        let line = self.line(path, labels(self.language))?;
        line.split_once(" / ").map(|(_, one)| one)
    }

    /// What the line of `lines` that serves the key at `path` says.
    fn line(&self, path: &str, lines: &'static str) -> Option<&'static str> {
        let kind = match self.kind {
            SchemaKind::Translation => SchemaKind::Site,
            kind => kind,
        };
        [kind.name(), "any"].into_iter().find_map(|owner| {
            let mut rest = Some(path);
            while let Some(path) = rest {
                let any_name = match path.rsplit_once('.') {
                    Some((parent, _)) => format!("{owner}.{parent}.*"),
                    None => String::new(),
                };
                let name = format!("{owner}.{path}");
                let found = split(lines).find(|(it, _)| *it == name || *it == any_name);
                if let Some((_, words)) = found {
                    return Some(words);
                }
                rest = path.split_once('.').map(|(_, rest)| rest);
            }
            None
        })
    }
}

fn entries(language: Language) -> &'static str {
    match language {
        Language::French => include_str!("words/fr.txt"),
        Language::English => include_str!("words/en.txt"),
    }
}

fn labels(language: Language) -> &'static str {
    match language {
        Language::French => include_str!("words/labels.fr.txt"),
        Language::English => include_str!("words/labels.en.txt"),
    }
}

fn split(lines: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines.lines().filter_map(|line| line.split_once(": "))
}
