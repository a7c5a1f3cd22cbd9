//! What an editor must know after an import: what is there, and what could not be carried over, by file and reason.
//!
//! The report says what the files are like, not what this run did: two imports of the same source give the same report.

mod words;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::language::Language;
use crate::language::number::format_integer;

pub use words::Reason;

/// More lines than this under one reason are counted, not listed.
const MOST_LINES: usize = 2000;

/// What arrived.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub articles: usize,
    pub pages: usize,
    pub drafts: usize,
    pub authors: usize,
    pub categories: usize,
    pub comments: usize,
    pub files: usize,
}

/// The notes of an import.
#[derive(Debug, Default)]
pub struct Report {
    pub totals: Totals,
    notes: BTreeMap<Reason, Notes>,
    /// Lines that the editor is to add to `site.yaml`.
    pub site_snippet: Option<String>,
}

/// The notes of one reason.
#[derive(Debug, Default)]
struct Notes {
    /// What was found, by file; of what concerns the import as a whole, the file is empty.
    by_file: BTreeMap<String, Vec<String>>,
    lines: usize,
    /// Files beyond those that are listed.
    beyond: usize,
}

impl Report {
    /// Notes that `reason` holds of `file`; `detail` says what was found, in the words of the source.
    pub fn note(&mut self, reason: Reason, file: &str, detail: &str) {
        let notes = self.notes.entry(reason).or_default();
        if let Some(details) = notes.by_file.get_mut(file) {
            let known = details.iter().any(|known| known == detail);
            if !known && !detail.is_empty() && notes.lines < MOST_LINES {
                details.push(detail.to_owned());
                notes.lines += 1;
            }
        } else if notes.lines < MOST_LINES {
            notes.lines += 1;
            let details = Some(detail.to_owned()).filter(|it| !it.is_empty());
            notes
                .by_file
                .insert(file.to_owned(), details.into_iter().collect());
        } else {
            notes.beyond += 1;
        }
    }

    /// Takes the notes of `other` over.
    pub fn absorb(&mut self, other: Self) {
        for (reason, notes) in other.notes {
            for (file, details) in notes.by_file {
                if details.is_empty() {
                    self.note(reason, &file, "");
                }
                for detail in details {
                    self.note(reason, &file, &detail);
                }
            }
        }
    }

    /// How many files, or things, each reason concerns, in the order of the report.
    pub fn counts(&self) -> impl Iterator<Item = (Reason, usize)> {
        self.notes
            .iter()
            .map(|(reason, notes)| (*reason, notes.count()))
    }

    /// Whether anything was noted for `reason`.
    #[cfg(test)]
    pub fn has(&self, reason: Reason) -> bool {
        self.notes.contains_key(&reason)
    }

    /// What arrived, in one line.
    pub fn arrived(&self, language: Language) -> String {
        let Totals {
            articles,
            pages,
            drafts,
            authors,
            categories,
            comments,
            files,
        } = self.totals;
        let counted = |count: usize, [one, many]: [&str; 2]| {
            let number = format_integer(language, i64::try_from(count).unwrap_or(i64::MAX));
            let single = count == 1 || (count == 0 && language == Language::French);
            format!("{number} {}", if single { one } else { many })
        };
        let parts = match language {
            Language::French => [
                counted(articles, ["article", "articles"]),
                counted(pages, ["page", "pages"]),
                counted(drafts, ["brouillon", "brouillons"]),
                counted(authors, ["auteur", "auteurs"]),
                counted(categories, ["catégorie", "catégories"]),
                counted(comments, ["commentaire", "commentaires"]),
                counted(files, ["image ou document", "images et documents"]),
            ],
            Language::English => [
                counted(articles, ["article", "articles"]),
                counted(pages, ["page", "pages"]),
                counted(drafts, ["draft", "drafts"]),
                counted(authors, ["author", "authors"]),
                counted(categories, ["category", "categories"]),
                counted(comments, ["comment", "comments"]),
                counted(files, ["picture or document", "pictures and documents"]),
            ],
        };
        parts.join(" · ")
    }

    /// The report as Markdown.
    pub fn markdown(&self, language: Language, source: &str) -> String {
        let french = language == Language::French;
        let title = if french {
            "Rapport d’importation"
        } else {
            "Import report"
        };
        let from = if french { "Source\u{a0}:" } else { "Source:" };
        let drafts = if french {
            "Les brouillons sont comptés parmi les articles et les pages."
        } else {
            "Drafts are counted among articles and pages."
        };
        let mut text = format!(
            "# {title}\n\n{from} `{source}`\n\n{}. {drafts}\n",
            self.arrived(language)
        );
        if let Some(snippet) = &self.site_snippet {
            let words = if french {
                "## À faire avant tout\n\nAjoutez ces catégories à `content/site.yaml`, qui n’a pas pu être complété sans risque. Sans elles, le site ne se construit pas."
            } else {
                "## To do first\n\nAdd these categories to `content/site.yaml`, which could not be completed safely. Without them the site does not build."
            };
            let _ = writeln!(text, "\n{words}\n\n```yaml\n{snippet}```");
        }
        if self.notes.is_empty() {
            let all = if french {
                "Tout a été repris."
            } else {
                "Everything was carried over."
            };
            let _ = writeln!(text, "\n{all}");
        }
        for (reason, notes) in &self.notes {
            let (title, advice) = reason.words(language);
            let _ = writeln!(text, "\n## {title}\n\n{advice}\n");
            for (file, details) in &notes.by_file {
                let details: Vec<String> = details.iter().map(|it| code(it)).collect();
                let details = details.join(if french { "\u{202f}; " } else { "; " });
                let _ = match (file.is_empty(), details.is_empty()) {
                    (true, _) => writeln!(text, "- {details}"),
                    (false, true) => writeln!(text, "- {file}"),
                    (false, false) => {
                        let colon = if french { "\u{a0}:" } else { ":" };
                        writeln!(text, "- {file}{colon} {details}")
                    }
                };
            }
            if notes.beyond > 0 {
                let beyond =
                    format_integer(language, i64::try_from(notes.beyond).unwrap_or(i64::MAX));
                let _ = if french {
                    writeln!(text, "- … et {beyond} autres")
                } else {
                    writeln!(text, "- … and {beyond} others")
                };
            }
        }
        text
    }
}

impl Notes {
    fn count(&self) -> usize {
        let whole = self.by_file.get("").map_or(0, Vec::len);
        let files = self.by_file.keys().filter(|file| !file.is_empty()).count();
        whole + files + self.beyond
    }
}

/// `detail` as it was found, on one line.
fn code(detail: &str) -> String {
    let line = detail.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(160).collect();
    let cut = if short.len() < line.len() { "…" } else { "" };
    super::html::escape::code_span(&format!("{short}{cut}"))
}
