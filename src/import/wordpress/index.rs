//! What there is in an export, and what each document is called here.

use std::collections::{BTreeMap, HashMap};

use super::people::People;
use super::reader::{Channel, RawCategory, RawTerm};
use super::sketches::{Attachment, Kind, Sketch, Sketches, Status};
use crate::import::addresses::{Addresses, Alias};
use crate::import::categories::NewCategory;
use crate::import::html::plain_text;
use crate::import::report::Reason;
use crate::import::site::below;
use crate::import::{Report, Site};
use crate::language::Language;
use crate::language::slug::slug;
use crate::paths::decoded;
use crate::site::routes::RouteNames;

/// A document and its place here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub kind: Kind,
    pub status: Status,
    /// Below `content/`: `articles/accueil.md`, `equipe/index.md`.
    pub path: String,
    /// Its address in the site.
    pub address: String,
    /// Its path on the old site; empty where it had none of its own.
    pub old_path: String,
    /// Old addresses that lead to it.
    pub aliases: Vec<String>,
}

impl Placed {
    /// The file, as the report names it.
    pub fn file(&self) -> String {
        format!("content/{}", self.path)
    }

    /// The folder that holds it, below `content/`.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// Everything that the second reading needs to know of other records.
#[derive(Debug)]
pub struct Plan {
    pub channel: Channel,
    /// The title of the last record that was read, where the export could not be read to its end.
    pub broken: Option<String>,
    pub language: Language,
    pub addresses: Addresses,
    pub routes: RouteNames,
    /// By the number of the record in the export.
    placed: Vec<Option<Placed>>,
    by_id: HashMap<u64, usize>,
    by_old_path: HashMap<String, usize>,
    attachments: BTreeMap<u64, Attachment>,
    by_file: HashMap<String, u64>,
    attached: HashMap<u64, Vec<u64>>,
    host: String,
    pub people: People,
    /// Those of the export, in its order, by slug.
    categories: Vec<Category>,
}

/// A category of the old site.
#[derive(Debug)]
struct Category {
    slug: String,
    id: String,
    parent: String,
    name: String,
    description: String,
}

impl Category {
    fn new(raw: &RawCategory) -> Option<Self> {
        let category = Self {
            slug: slug(&decoded(&raw.slug)),
            id: raw.id.clone(),
            parent: slug(&decoded(&raw.parent)),
            name: plain_text(&raw.name),
            description: plain_text(&raw.description),
        };
        let usable =
            !category.slug.is_empty() && !DEFAULT_CATEGORIES.contains(&category.slug.as_str());
        usable.then_some(category)
    }
}

/// Where WordPress puts what nobody sorted.
const DEFAULT_CATEGORIES: [&str; 5] = [
    "uncategorized",
    "non-classe",
    "non-classee",
    "sans-categorie",
    "non-categorise",
];

impl Plan {
    /// Gives every document its place.
    pub fn new(
        sketches: Sketches,
        channel: Channel,
        mut addresses: Addresses,
        site: &Site,
        language: Language,
        report: &mut Report,
    ) -> Self {
        for (name, count) in &sketches.left_out {
            report.note(Reason::LeftOut, "", &format!("{name} × {count}"));
        }
        let mut categories: Vec<Category> = Vec::new();
        for category in channel.categories.iter().filter_map(Category::new) {
            if !category.parent.is_empty() {
                let detail = format!("{} › {}", category.parent, category.slug);
                report.note(Reason::ParentCategory, "", &detail);
            }
            if !categories.iter().any(|it| it.slug == category.slug) {
                categories.push(category);
            }
        }
        let host = host_of(&channel.link);
        let root = path_of(&channel.link).trim_end_matches('/').to_owned();
        let mut placed = place(&sketches.records, &root, &mut addresses, report);
        let mut by_old_path = HashMap::new();
        let base = site.base_path(&channel.link);
        for (number, (sketch, place)) in sketches.records.iter().zip(&mut placed).enumerate() {
            let Some(place) = place else { continue };
            if sketch.link.contains('?') {
                if place.status == Status::Public {
                    report.note(Reason::QueryAddress, &place.file(), &sketch.link);
                }
                continue;
            }
            let old = path_of(&sketch.link);
            if old.is_empty() {
                continue;
            }
            by_old_path.entry(normal(old)).or_insert(number);
            if place.status.is_draft() {
                continue;
            }
            // Below the site's own base path, the alias counts from there.
            let inside = below(&base, old);
            match addresses.alias(inside, &place.address) {
                Alias::Kept(alias) => place.aliases.push(alias),
                Alias::Needless => {}
                Alias::Taken(alias) => report.note(Reason::AddressTaken, &place.file(), &alias),
            }
        }
        let mut people = People::new(&channel.authors);
        for (sketch, place) in sketches.records.iter().zip(&placed) {
            if sketch.kind == Kind::Post && place.is_some() {
                people.slug(&sketch.creator);
            }
        }
        let by_file = sketches
            .attachments
            .iter()
            .map(|(id, it)| (it.file.clone(), *id));
        Self {
            by_id: sketches
                .records
                .iter()
                .enumerate()
                .filter(|(number, _)| placed[*number].is_some())
                .map(|(number, sketch)| (sketch.id, number))
                .collect(),
            by_file: by_file.collect(),
            people,
            routes: site.routes(language),
            placed,
            by_old_path,
            attachments: sketches.attachments,
            attached: sketches.attached,
            host,
            channel,
            broken: None,
            language,
            addresses,
            categories,
        }
    }

    /// The place of the record `number`, if it is a document.
    pub fn placed(&self, number: usize) -> Option<&Placed> {
        self.placed.get(number)?.as_ref()
    }

    /// The document with that id.
    pub fn by_id(&self, id: u64) -> Option<&Placed> {
        self.placed(*self.by_id.get(&id)?)
    }

    /// The document at an old path.
    pub fn by_old_path(&self, path: &str) -> Option<&Placed> {
        self.placed(*self.by_old_path.get(&normal(path))?)
    }

    pub fn attachment(&self, id: u64) -> Option<&Attachment> {
        self.attachments.get(&id)
    }

    /// The attachment whose file lies at `path` below the uploads.
    pub fn attachment_of_file(&self, path: &str) -> Option<&Attachment> {
        self.attachments.get(self.by_file.get(path)?)
    }

    /// The files that were added to a record.
    pub fn attached_to(&self, id: u64) -> &[u64] {
        self.attached.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether `host` is the one that the site had.
    pub fn is_own_host(&self, host: &str) -> bool {
        host.trim_start_matches("www.")
            .eq_ignore_ascii_case(&self.host)
    }

    /// The address of the old site, without its final slash.
    pub fn old_site(&self) -> &str {
        self.channel.link.trim_end_matches('/')
    }

    /// Words in the language of the site.
    pub fn choose<'a>(&self, french: &'a str, english: &'a str) -> &'a str {
        match self.language {
            Language::French => french,
            Language::English => english,
        }
    }

    /// The category of an article with these terms, and the names of its other categories, which become tags.
    pub fn category(
        &mut self,
        terms: &[RawTerm],
        primary: Option<&str>,
    ) -> (Option<String>, Vec<String>) {
        let mut candidates: Vec<usize> = Vec::new();
        for term in terms.iter().filter(|term| term.taxonomy == "category") {
            let raw = RawCategory {
                slug: if slug(&decoded(&term.slug)).is_empty() {
                    term.name.clone()
                } else {
                    term.slug.clone()
                },
                name: term.name.clone(),
                ..RawCategory::default()
            };
            let Some(category) = Category::new(&raw) else {
                continue;
            };
            let known = self
                .categories
                .iter()
                .position(|it| it.slug == category.slug);
            let number = known.unwrap_or_else(|| {
                // The head of the export may leave it out.
                self.categories.push(category);
                self.categories.len() - 1
            });
            if !candidates.contains(&number) {
                candidates.push(number);
            }
        }
        let chosen = candidates
            .iter()
            .position(|it| primary.is_some_and(|id| self.categories[*it].id == id))
            // The most precise one says most.
            .or_else(|| {
                candidates.iter().position(|it| {
                    let name = &self.categories[*it].slug;
                    !candidates
                        .iter()
                        .any(|other| self.categories[*other].parent == *name)
                })
            });
        let Some(chosen) = chosen else {
            return (None, Vec::new());
        };
        let category = self.categories[candidates.remove(chosen)].slug.clone();
        let others = candidates
            .iter()
            .map(|it| self.categories[*it].name.clone());
        (Some(category), others.collect())
    }

    /// The categories that articles may be in.
    pub fn categories(&self) -> Vec<NewCategory> {
        let new = |it: &Category| NewCategory {
            slug: it.slug.clone(),
            name: if it.name.is_empty() {
                it.slug.clone()
            } else {
                it.name.clone()
            },
            description: Some(it.description.clone()).filter(|text| !text.is_empty()),
        };
        self.categories.iter().map(new).collect()
    }

    /// Whether articles may be in that category.
    pub fn knows_category(&self, name: &str) -> bool {
        self.categories.iter().any(|it| it.slug == name)
    }
}

fn place(
    records: &[Sketch],
    root: &str,
    addresses: &mut Addresses,
    report: &mut Report,
) -> Vec<Option<Placed>> {
    let pages: HashMap<u64, usize> = records
        .iter()
        .enumerate()
        .filter(|(_, sketch)| sketch.kind.is_document() && sketch.kind != Kind::Post)
        .map(|(number, sketch)| (sketch.id, number))
        .collect();
    // What is published chooses its name first.
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by_key(|number| (records[*number].status.is_draft(), *number));
    let mut placed: Vec<Option<Placed>> = records.iter().map(|_| None).collect();
    for number in order {
        let sketch = &records[number];
        if !sketch.kind.is_document() || sketch.status == Status::Gone {
            continue;
        }
        let wanted = if sketch.name.is_empty() {
            sketch.id.to_string()
        } else {
            sketch.name.clone()
        };
        let old = path_of(&sketch.link);
        let is_home = sketch.kind == Kind::Page
            && !sketch.link.contains('?')
            && !sketch.link.is_empty()
            && old.trim_end_matches('/') == root
            && !sketch.status.is_draft();
        let (stem, address, renamed) = if is_home && addresses.home() {
            ("index".to_owned(), "/".to_owned(), false)
        } else if sketch.kind == Kind::Post {
            let name = addresses.article(&wanted);
            let renamed = name != wanted;
            let address = addresses.of_article(&name);
            (format!("articles/{name}"), address, renamed)
        } else {
            let wanted = page_path(records, &pages, number, &wanted);
            let path = addresses.page(&wanted);
            (path.clone(), format!("/{path}/"), path != wanted)
        };
        let path = if sketch.holds_files && stem != "index" {
            format!("{stem}/index.md")
        } else {
            format!("{stem}.md")
        };
        if renamed {
            report.note(Reason::Renamed, &format!("content/{path}"), &wanted);
        }
        placed[number] = Some(Placed {
            kind: sketch.kind.clone(),
            status: sketch.status,
            path,
            address,
            old_path: if sketch.link.contains('?') {
                String::new()
            } else {
                old.to_owned()
            },
            aliases: Vec::new(),
        });
    }
    placed
}

/// The path of a page below its parents, or of another type below its folder.
fn page_path(
    records: &[Sketch],
    pages: &HashMap<u64, usize>,
    number: usize,
    wanted: &str,
) -> String {
    let mut segments = vec![wanted.to_owned()];
    let mut parent = records[number].parent;
    // Parents that go in a circle end somewhere too.
    for _ in 0..8 {
        let Some(above) = pages.get(&parent).map(|above| &records[*above]) else {
            break;
        };
        if above.kind != records[number].kind || above.name.is_empty() {
            break;
        }
        segments.push(above.name.clone());
        parent = above.parent;
    }
    if let Kind::Custom(name) = &records[number].kind {
        segments.push(match slug(name) {
            name if name.is_empty() => "pages".to_owned(),
            name => name,
        });
    }
    segments.reverse();
    segments.join("/")
}

/// The host of an address, without `www.`.
pub fn host_of(address: &str) -> String {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.trim_start_matches("www.").to_ascii_lowercase()
}

/// The path of an address: `/2019/05/accueil/`.
pub fn path_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.find('/').map_or("", |slash| &rest[slash..]);
    path.split(['?', '#']).next().unwrap_or_default()
}

fn normal(path: &str) -> String {
    decoded(path).trim_matches('/').to_lowercase()
}
