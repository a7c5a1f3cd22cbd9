//! The texts of a folder and their place here.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::front::{self, Metadata};
use super::generator::{Generator, Settings};
use super::names::{Names, joined, key, titled, undated};
use super::people::People;
use crate::document::Document;
use crate::import::addresses::{Addresses, Alias};
use crate::import::encoding::AsUtf8;
use crate::import::files::is_publishable;
use crate::import::report::Reason;
use crate::import::site::below;
use crate::import::{Report, Site};
use crate::inputs::{Folder, SourceFile, Unread};
use crate::language::Language;
use crate::language::slug::slug;
use crate::parse::{self, Conventions};

/// A text of the folder.
#[derive(Debug)]
pub struct Text {
    /// Its path in the folder.
    pub source: String,
    /// Its path below the content of its generator.
    pub logical: String,
    pub metadata: Metadata,
    pub title: String,
    pub date: Option<Date>,
    pub draft: bool,
    pub is_article: bool,
    /// Markdown; what only the generator understands is gone once it is prepared.
    pub body: String,
    /// The names of places in it, once it is prepared.
    pub anchors: Vec<String>,
    /// Below `content/`.
    pub path: String,
    /// Its address in the site.
    address: String,
    pub aliases: Vec<String>,
}

impl Text {
    /// The file, as the report names it.
    pub fn file(&self) -> String {
        format!("content/{}", self.path)
    }

    /// The folder that holds it, below `content/`.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// All the texts.
#[derive(Debug)]
pub struct Library {
    pub generator: Generator,
    pub settings: Settings,
    pub language: Language,
    pub texts: Vec<Text>,
    pub people: People,
    pub addresses: Addresses,
    /// Texts by every name that a link may give them.
    pub by_name: HashMap<String, usize>,
    /// Copied files by their path in the folder, with their path below `content/`.
    pub copied: BTreeMap<String, String>,
}

impl Library {
    /// Reads the texts of `folder` and gives each its place; `None` where there is none.
    pub fn read(folder: &Folder, site: &Site, report: &mut Report) -> Option<Self> {
        let generator = Generator::of(folder);
        let settings = generator.settings(folder);
        let language = site.language(settings.language.unwrap_or(Language::French));
        let mut texts = Vec::new();
        for path in folder.files() {
            let Some(logical) = generator.content_path(path) else {
                continue;
            };
            match folder.read(path) {
                Ok(bytes) => texts.push(text_of(generator, path, logical, &bytes, report)),
                Err(Unread::TooLarge) => report.note(Reason::TooLong, path, ""),
                Err(Unread::Failed(reason)) => report.note(Reason::UnreadableFile, path, &reason),
            }
        }
        if texts.is_empty() {
            return None;
        }
        let mut library = Self {
            generator,
            people: People::new(folder),
            addresses: Addresses::new(site.routes(language)),
            settings,
            language,
            texts,
            by_name: HashMap::new(),
            copied: BTreeMap::new(),
        };
        library.place(folder, report);
        library.index();
        let url = library.settings.url.clone().unwrap_or_default();
        library.keep_addresses(&site.base_path(&url), report);
        Some(library)
    }

    fn place(&mut self, folder: &Folder, report: &mut Report) {
        // What is published chooses its name first.
        let mut order: Vec<usize> = (0..self.texts.len()).collect();
        order.sort_by_key(|number| (self.texts[*number].draft, *number));
        for number in order {
            let text = &self.texts[number];
            let names = Names::of(&text.logical);
            let is_index = names.is_index;
            let slug_of_text = text.metadata.slug.as_deref();
            let name = slug_of_text.unwrap_or(names.name).to_owned();
            let (path, address, wanted) = if text.is_article {
                let unique = self.addresses.article(&name);
                let path = if is_index && holds_files(folder, &text.source) {
                    format!("articles/{unique}/index.md")
                } else {
                    format!("articles/{unique}.md")
                };
                (
                    path,
                    self.addresses.of_article(&unique),
                    (slug(&name), unique),
                )
            } else {
                let within = names.within.split('/').map(|it| undated(it).1);
                let wanted = within.chain([name.as_str()]).collect::<Vec<_>>();
                let wanted = wanted.join("/");
                if wanted.trim_matches('/').is_empty() && self.addresses.home() {
                    (
                        "index.md".to_owned(),
                        "/".to_owned(),
                        (String::new(), String::new()),
                    )
                } else {
                    let unique = self.addresses.page(&wanted);
                    let path = if is_index {
                        format!("{unique}/index.md")
                    } else {
                        format!("{unique}.md")
                    };
                    let segments = wanted.split('/').map(slug).filter(|it| !it.is_empty());
                    let wanted = segments.collect::<Vec<_>>().join("/");
                    (path, format!("/{unique}/"), (wanted, unique))
                }
            };
            if wanted.0 != wanted.1 {
                report.note(Reason::Renamed, &format!("content/{path}"), &text.source);
            }
            let text = &mut self.texts[number];
            text.path = path;
            text.address = address;
        }
    }

    /// The names that a link may give each text.
    fn index(&mut self) {
        for (number, text) in self.texts.iter().enumerate() {
            let mut names = vec![text.source.clone(), text.logical.clone()];
            let Names {
                within,
                stem,
                is_index,
                date,
                name,
            } = Names::of(&text.logical);
            let beside = |name: &str| joined(within, name);
            if is_index {
                let folder = text
                    .logical
                    .rsplit_once('/')
                    .map_or("", |(folder, _)| folder);
                names.push(folder.to_owned());
            }
            names.push(beside(stem));
            names.push(beside(name));
            names.extend(text.metadata.slug.as_deref().map(beside));
            names.extend(text.metadata.permalink.clone());
            names.extend(text.metadata.aliases.iter().cloned());
            if self.generator == Generator::Hugo {
                names.push(name.to_owned());
            }
            if let Some(date) = date {
                let (year, month, day) = (date.year(), date.month(), date.day());
                names.push(format!("{year}/{month:02}/{day:02}/{name}"));
                names.push(format!("_posts/{stem}"));
                names.push(format!("blog/{year}/{month:02}/{day:02}/{name}"));
            }
            for name in names {
                self.by_name.entry(key(&name)).or_insert(number);
            }
        }
    }

    fn keep_addresses(&mut self, base: &str, report: &mut Report) {
        for number in 0..self.texts.len() {
            let text = &self.texts[number];
            if text.draft {
                continue;
            }
            let permalink = text.metadata.permalink.clone();
            let mut old: Vec<String> = permalink
                .or_else(|| self.default_address(text))
                .into_iter()
                .collect();
            old.extend(text.metadata.aliases.iter().cloned());
            let (file, address) = (text.file(), text.address.clone());
            for path in old {
                let path = match path.split_once("://") {
                    Some((_, rest)) => rest
                        .find('/')
                        .map_or(String::new(), |slash| rest[slash..].to_owned()),
                    None if path.starts_with('/') => path,
                    None => format!("/{path}"),
                };
                let inside = below(base, &path);
                match self.addresses.alias(inside, &address) {
                    Alias::Kept(alias) => self.texts[number].aliases.push(alias),
                    Alias::Needless => {}
                    Alias::Taken(alias) => report.note(Reason::AddressTaken, &file, &alias),
                }
            }
        }
    }

    /// The path below which the generator showed the site, without a final slash.
    pub fn base_path(&self) -> String {
        let url = self.settings.url.as_deref().unwrap_or_default();
        let path = url
            .split_once("://")
            .and_then(|(_, rest)| rest.split_once('/'));
        path.map_or_else(String::new, |(_, path)| {
            format!("/{}", path.trim_end_matches('/'))
        })
        .trim_end_matches('/')
        .to_owned()
    }

    /// Where the generator showed a text, unless the text says so itself.
    fn default_address(&self, text: &Text) -> Option<String> {
        let Names {
            within, date, name, ..
        } = Names::of(&text.logical);
        let name = text.metadata.slug.as_deref().unwrap_or(name);
        match self.generator {
            Generator::Plain => None,
            Generator::Jekyll if text.is_article => {
                let date = date.or(text.date)?;
                Some(format!(
                    "/{}/{:02}/{:02}/{name}.html",
                    date.year(),
                    date.month(),
                    date.day()
                ))
            }
            Generator::Docusaurus if text.is_article => {
                let date = date?;
                let known = text.metadata.slug.is_some();
                let dated = format!(
                    "/blog/{}/{:02}/{:02}/{name}/",
                    date.year(),
                    date.month(),
                    date.day()
                );
                Some(if known {
                    format!("/blog/{name}/")
                } else {
                    dated
                })
            }
            _ if name.is_empty() => None,
            _ => Some(format!("/{}/", joined(within, name))),
        }
        .filter(|path| !path.contains("/_"))
        .map(|path| format!("{}{path}", self.base_path()))
    }

    /// Files of the folder that were not carried over, and why.
    pub fn note_what_is_left(&self, folder: &Folder, report: &mut Report) {
        for path in folder.files() {
            let is_text = self.texts.iter().any(|text| text.source == path);
            if is_text || self.copied.contains_key(path) {
                continue;
            }
            let name = path.rsplit('/').next().unwrap_or_default();
            let is_data = ["_data/", "data/", "_includes/", "_layouts/"]
                .iter()
                .any(|it| path.starts_with(it) || path.contains(&format!("/{it}")));
            if is_data {
                report.note(Reason::DataFile, path, "");
            } else if is_publishable(name) && !name.ends_with(".json") && !name.ends_with(".txt") {
                report.note(Reason::UnusedFile, path, "");
            }
        }
    }
}

fn text_of(
    generator: Generator,
    path: &str,
    logical: &str,
    bytes: &[u8],
    report: &mut Report,
) -> Text {
    let mut content = String::new();
    let mut reader = AsUtf8::new(bytes);
    // Reading from memory does not fail.
    let _ = std::io::Read::read_to_string(&mut reader, &mut content);
    if reader.repaired > 0 {
        report.note(Reason::Encoding, path, &reader.repaired.to_string());
    }
    let cut = front::cut(&content);
    if cut.faulty {
        report.note(Reason::UnreadableFrontMatter, path, "");
    }
    let mut body = cut.body.trim_matches('\n').to_owned();
    let metadata = Metadata::of(cut.values);
    let names = Names::of(logical);
    let date = metadata.date.or(names.date);
    let is_section = names.stem == "_index" || names.name.is_empty();
    let is_article = !is_section && generator.is_article(logical, date.is_some());
    let heading = first_heading(&body);
    if let Some((heading, rest)) = &heading
        && metadata
            .title
            .as_ref()
            .is_none_or(|title| slug(title) == slug(heading))
    {
        body.clone_from(rest);
    }
    let title = metadata
        .title
        .clone()
        .or_else(|| heading.map(|(heading, _)| heading));
    let title = title
        .filter(|title| !title.trim().is_empty())
        .unwrap_or_else(|| {
            report.note(Reason::NoTitle, path, "");
            titled(names.name)
        });
    let in_drafts = logical
        .split('/')
        .any(|it| it == "_drafts" || it == "drafts");
    Text {
        source: path.to_owned(),
        logical: logical.to_owned(),
        draft: metadata.draft || in_drafts,
        title,
        date,
        is_article,
        metadata,
        body,
        anchors: Vec::new(),
        path: String::new(),
        address: String::new(),
        aliases: Vec::new(),
    }
}

/// The title of level 1 at the beginning of a text, and the text without it.
fn first_heading(body: &str) -> Option<(String, String)> {
    let start = body.trim_start();
    let title = start.strip_prefix("# ")?;
    let (title, rest) = title.split_once('\n').unwrap_or((title, ""));
    let title = title
        .split(" {#")
        .next()
        .unwrap_or(title)
        .trim_end_matches('#')
        .trim();
    let title: String = title
        .chars()
        .filter(|it| !matches!(it, '*' | '`'))
        .collect();
    (!title.is_empty() && !title.contains(['[', '{', '<']))
        .then(|| (title, rest.trim_start_matches('\n').to_owned()))
}

/// Whether a text has files of its own beside it, as bundles have.
fn holds_files(folder: &Folder, source: &str) -> bool {
    let Some((above, _)) = source.rsplit_once('/') else {
        return false;
    };
    let above = format!("{above}/");
    folder
        .files()
        .any(|path| path.starts_with(&above) && is_publishable(path))
}

/// The anchors that the site gives to a text.
pub fn anchors(body: &str) -> Vec<String> {
    let text = format!("---\ntitle: x\n---\n{body}\n");
    let file = SourceFile::new("content/x.md", text.into_bytes());
    let conventions = Conventions {
        language: Language::French,
        typography: true,
        highlighting: false,
        related: false,
        raw_html: false,
    };
    match parse::parse_file(&file, conventions).document {
        Some(Document::Page(page)) => page.body.ids().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
