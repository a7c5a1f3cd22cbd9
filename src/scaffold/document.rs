//! A new document: its place, its front matter with a word on each key, a first line of text.
//!
//! The texts are in `documents/`, one a kind and language; the site and the day fill their gaps. A line that names what the site does not
//! have (a category, where there is none) is left out. What holds a placeholder is a draft: nothing is published by mistake.

use jiff::ToSpan;

use super::Surroundings;
use super::text::{Values, in_one_line, quoted};
use crate::diagnostics::Problem;
use crate::language::{Language, slug};
use crate::publish::sources::NewFile;

/// A list of names in a comment ends after so many.
const SHOWN_NAMES: usize = 8;

/// The kinds of documents that can be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum DocumentKind {
    /// An article, in content/articles/
    Article,
    /// An event, in content/events/
    Event,
    /// A term of the glossary, in content/glossary/
    Term,
    /// A person or an organisation that writes, in content/authors/
    Author,
    /// A book, in content/books/
    Book,
    /// A member organisation, in content/members/
    Member,
    /// A page at its own path, in content/
    Page,
}

impl DocumentKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Article,
        Self::Event,
        Self::Term,
        Self::Author,
        Self::Book,
        Self::Member,
        Self::Page,
    ];

    /// Its folder below the content; pages have none of their own.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Article => "articles",
            Self::Event => "events",
            Self::Term => "glossary",
            Self::Author => "authors",
            Self::Book => "books",
            Self::Member => "members",
            Self::Page => "",
        }
    }

    /// What an editor calls it, in a word without accents.
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Article, _) => "article",
            (Self::Event, Language::French) => "evenement",
            (Self::Event, Language::English) => "event",
            (Self::Term, Language::French) => "terme",
            (Self::Term, Language::English) => "term",
            (Self::Author, Language::French) => "auteur",
            (Self::Author, Language::English) => "author",
            (Self::Book, Language::French) => "livre",
            (Self::Book, Language::English) => "book",
            (Self::Member, Language::French) => "membre",
            (Self::Member, Language::English) => "member",
            (Self::Page, _) => "page",
        }
    }

    /// The text that begins a document of the kind, with its gaps.
    pub const fn text(self, language: Language) -> &'static str {
        macro_rules! in_both {
            ($name:literal) => {
                match language {
                    Language::French => include_str!(concat!("documents/fr/", $name)),
                    Language::English => include_str!(concat!("documents/en/", $name)),
                }
            };
        }
        match self {
            Self::Article => in_both!("article.md"),
            Self::Event => in_both!("event.md"),
            Self::Term => in_both!("term.md"),
            Self::Author => in_both!("author.md"),
            Self::Book => in_both!("book.md"),
            Self::Member => in_both!("member.md"),
            Self::Page => in_both!("page.md"),
        }
    }
}

/// A document of `kind`, titled `title`, in the folder `folder` below that of its kind.
pub fn document(
    kind: DocumentKind,
    title: &str,
    folder: Option<&str>,
    surroundings: &Surroundings,
) -> Result<NewFile, Problem> {
    let title = in_one_line(title);
    let slug = slug::slug(&title);
    // An `index.md` introduces the list of its folder.
    if slug.is_empty() || slug == "index" {
        return Err(Problem::NoNameInTitle { title });
    }
    if let Some(other) = surroundings
        .documents
        .get(&kind)
        .and_then(|it| it.get(&slug))
    {
        let other = other.clone();
        return Err(Problem::DuplicateName { name: slug, other });
    }
    if let Some(other) = folder.and_then(|folder| kind_of_folder(kind, folder)) {
        return Err(Problem::FolderOfOthers {
            folder: other.folder(),
        });
    }
    let folders = [
        "content",
        &surroundings.tree,
        kind.folder(),
        folder.unwrap_or(""),
    ];
    let folders: Vec<&str> = folders.into_iter().filter(|it| !it.is_empty()).collect();
    Ok(NewFile {
        path: format!("{}/{slug}.md", folders.join("/")),
        bytes: values(&title, surroundings)
            .fill(kind.text(surroundings.language))
            .into(),
    })
}

/// The kind whose folder a page was asked to be in, where it would not be a page.
fn kind_of_folder(kind: DocumentKind, folder: &str) -> Option<DocumentKind> {
    let first = folder.split('/').next().unwrap_or_default();
    let mut others = DocumentKind::ALL.into_iter();
    others.find(|other| kind == DocumentKind::Page && other.folder() == first)
}

fn values(title: &str, surroundings: &Surroundings) -> Values {
    let today = surroundings.today;
    let later = |span: jiff::Span| today.checked_add(span).unwrap_or(today).to_string();
    let mut values = Values::default()
        .with("%title%", Some(quoted(title)))
        .with("%today%", Some(today.to_string()))
        .with("%year%", Some(today.year().to_string()))
        .with("%next_month%", Some(later(1.month())))
        .with("%next_year%", Some(later(1.year())));
    let categories = surroundings.categories.iter().map(String::as_str).collect();
    let dimensions = surroundings.dimensions.iter().map(String::as_str).collect();
    let known: [(&str, &str, Vec<&str>); 5] = [
        (
            "%author%",
            "%authors%",
            surroundings.slugs(DocumentKind::Author),
        ),
        ("%category%", "%categories%", categories),
        ("%dimension%", "%dimensions%", dimensions),
        ("%term%", "%terms%", surroundings.slugs(DocumentKind::Term)),
        ("%book%", "%books%", surroundings.slugs(DocumentKind::Book)),
    ];
    for (one, all, names) in known {
        let first = names.first().map(|&name| name.to_owned());
        let list = (!names.is_empty()).then(|| list(&names));
        values = values.with(one, first).with(all, list);
    }
    values
}

/// `accueil, ecoute, …`
fn list(names: &[&str]) -> String {
    let mut list = names[..names.len().min(SHOWN_NAMES)].join(", ");
    if names.len() > SHOWN_NAMES {
        list.push_str(", …");
    }
    list
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::Date;

    use super::*;

    fn nothing() -> Surroundings {
        Surroundings {
            tree: String::new(),
            language: Language::French,
            today: Date::constant(2026, 11, 26),
            categories: Vec::new(),
            dimensions: Vec::new(),
            documents: BTreeMap::new(),
        }
    }

    fn path(kind: DocumentKind, title: &str, folder: Option<&str>) -> Result<String, Problem> {
        document(kind, title, folder, &nothing()).map(|file| file.path)
    }

    #[test]
    fn a_document_goes_where_its_kind_lives() {
        use DocumentKind::{Article, Page, Term};
        let expect = |path: &str| Ok(path.to_owned());
        let title = "L'accueil : cœur du métier";
        assert_eq!(
            path(Article, title, None),
            expect("content/articles/l-accueil-coeur-du-metier.md")
        );
        assert_eq!(path(Term, "NPS", None), expect("content/glossary/nps.md"));
        assert_eq!(path(Page, "À propos", None), expect("content/a-propos.md"));
        assert_eq!(
            path(Page, "Images", Some("guide")),
            expect("content/guide/images.md")
        );
        assert_eq!(
            path(Article, "Bilan", Some("2026")),
            expect("content/articles/2026/bilan.md")
        );
    }

    #[test]
    fn what_cannot_be_named_or_would_be_something_else_is_refused() {
        use DocumentKind::{Article, Page};
        for title in ["", " ?! ", "日本", "Index"] {
            let title = title.trim();
            let problem = Problem::NoNameInTitle {
                title: title.to_owned(),
            };
            assert_eq!(path(Article, title, None), Err(problem));
        }
        let problem = Problem::FolderOfOthers { folder: "events" };
        assert_eq!(path(Page, "Salon", Some("events/2026")), Err(problem));
    }

    #[test]
    fn a_title_stays_between_its_quotes() {
        let file = document(DocumentKind::Author, "Bob 'B' %today%", None, &nothing());
        let text = String::from_utf8(file.expect("a file").bytes).expect("text");
        assert_eq!(text.lines().nth(1), Some("name: 'Bob ''B'' %today%'"));
    }
}
