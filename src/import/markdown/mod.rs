//! The content of another generator, or a folder of Markdown → entries.
//!
//! [`generator`] finds out whose folder it is and where its content lies, [`front`] reads front matter of any kind, [`library`] gives
//! every text its place, [`guide`] says where its links and pictures lead, [`templating`], [`admonitions`] and [`body`] turn what only that generator
//! understands into Markdown of ours.
//!
//! Every text arrives: one whose front matter cannot be read keeps its words, and the report says what was lost.

mod admonitions;
mod body;
mod front;
mod generator;
mod guide;
mod library;
mod names;
mod people;
mod templating;

use super::categories::{NewCategory, Seed};
use super::entry::{Entry, Picture as EntryPicture};
use super::report::Reason;
use super::{Receiver, Report, Site, summary};
use crate::inputs::Folder;
use crate::language::Language;
use crate::language::slug::slug;

use guide::Guide;
use library::Library;

/// What an import of Markdown asks of `site.yaml`.
#[derive(Debug)]
pub struct Converted {
    pub categories: Vec<NewCategory>,
    pub seed: Seed,
}

/// Reads the texts of `folder`; `None` where there is none.
pub fn read(folder: &Folder, site: &Site, report: &mut Report) -> Option<Library> {
    Library::read(folder, site, report)
}

/// Hands each document of `library` to `receiver`, with the pictures of `folder` that it shows.
pub fn convert(
    mut library: Library,
    folder: &Folder,
    receiver: &mut dyn Receiver,
    report: &mut Report,
) -> Converted {
    for number in 0..library.texts.len() {
        let mut guide = Guide::new(&mut library, number, folder, receiver, report);
        let prepared = guide.prepare();
        let anchors = library::anchors(&prepared);
        let text = &mut library.texts[number];
        text.body = prepared;
        text.anchors = anchors;
    }
    let mut categories: Vec<NewCategory> = Vec::new();
    for number in 0..library.texts.len() {
        let body = Guide::new(&mut library, number, folder, receiver, report).relink();
        document(
            &mut library,
            number,
            &body,
            &mut categories,
            folder,
            receiver,
            report,
        );
    }
    for author in library.people.used() {
        receiver.put(&author.path(), author.source().as_bytes());
        report.totals.authors += 1;
    }
    report.totals.categories = categories.len();
    library.note_what_is_left(folder, report);
    Converted {
        categories,
        seed: seed(&library, folder),
    }
}

fn document(
    library: &mut Library,
    number: usize,
    body: &str,
    categories: &mut Vec<NewCategory>,
    folder: &Folder,
    receiver: &mut dyn Receiver,
    report: &mut Report,
) {
    let image = Guide::new(library, number, folder, receiver, report).image();
    let text = &library.texts[number];
    let (file, is_article) = (text.file(), text.is_article);
    let metadata = &text.metadata;
    let title = text.title.clone();
    for key in &metadata.unknown {
        report.note(Reason::UnknownKey, &file, key);
    }
    let mut date = text.date;
    if is_article && date.is_none() {
        report.note(Reason::NoDate, &file, "");
        date = Some(jiff::civil::Date::constant(1970, 1, 1));
    }
    let mut summary = metadata.summary.clone();
    if summary.is_none() && is_article {
        report.note(Reason::MadeSummary, &file, "");
        let made = summary::of_markdown(body);
        summary = Some(if made.is_empty() { title.clone() } else { made });
    }
    let (category, tags) = terms(text, &file, categories, report);
    let authors: Vec<String> = if is_article {
        let mut slugs: Vec<String> = Vec::new();
        for person in &metadata.authors.clone() {
            let slug = library.people.slug(person);
            slugs.extend(slug.filter(|slug| !slugs.contains(slug)));
        }
        slugs
    } else {
        if !metadata.authors.is_empty() {
            report.note(Reason::PageAttributes, &file, "author");
        }
        Vec::new()
    };
    let text = &library.texts[number];
    let metadata = &text.metadata;
    let entry = Entry {
        path: text.path.clone(),
        title,
        date,
        updated: metadata
            .updated
            .filter(|updated| date.is_none_or(|date| *updated > date)),
        summary,
        authors,
        category,
        tags,
        image: image.map(|image| EntryPicture {
            caption: metadata.image.as_ref().and_then(|it| it.caption.clone()),
            ..image
        }),
        aliases: text.aliases.clone(),
        lang: metadata
            .lang
            .clone()
            .filter(|lang| is_other_language(lang, library.language)),
        expires: metadata.expires.filter(|_| is_article),
        draft: text.draft,
        body: body::tidy(body),
    };
    receiver.put(&entry.path, entry.source().as_bytes());
    if is_article {
        report.totals.articles += 1;
    } else {
        report.totals.pages += 1;
    }
    report.totals.drafts += usize::from(entry.draft);
}

/// Whether a page says that it is in another language than the site.
fn is_other_language(code: &str, site: Language) -> bool {
    let plain = code.len() >= 2
        && code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && !code.to_ascii_lowercase().starts_with(site.code())
}

/// The category of an article, and the tags of a document.
fn terms(
    text: &library::Text,
    file: &str,
    categories: &mut Vec<NewCategory>,
    report: &mut Report,
) -> (Option<String>, Vec<String>) {
    let metadata = &text.metadata;
    let mut names = metadata
        .categories
        .iter()
        .filter(|name| !slug(name).is_empty());
    let mut category = None;
    if text.is_article
        && let Some(name) = names.next()
    {
        let slug = slug(name);
        if !categories.iter().any(|known| known.slug == slug) {
            categories.push(NewCategory {
                slug: slug.clone(),
                name: name.clone(),
                description: None,
            });
        }
        category = Some(slug);
    }
    let others: Vec<String> = names.cloned().collect();
    if !others.is_empty() {
        report.note(Reason::MoreCategories, file, &others.join(", "));
    }
    let mut tags: Vec<String> = Vec::new();
    for name in metadata.tags.iter().cloned().chain(others) {
        if slug(&name).is_empty() {
            report.note(Reason::UnusableTag, file, &name);
        } else if !tags.iter().any(|known| slug(known) == slug(&name)) {
            tags.push(name);
        }
    }
    (category, tags)
}

fn seed(library: &Library, folder: &Folder) -> Seed {
    let settings = &library.settings;
    let title = settings.title.clone().unwrap_or_else(|| folder.name());
    let title = if title.trim().is_empty() {
        match library.language {
            Language::French => "Site importé".to_owned(),
            Language::English => "Imported site".to_owned(),
        }
    } else {
        title
    };
    Seed {
        description: settings
            .description
            .clone()
            .unwrap_or_else(|| title.clone()),
        title,
        base_url: settings
            .url
            .clone()
            .unwrap_or_else(|| "https://example.org/".to_owned()),
        language: library.language,
    }
}
