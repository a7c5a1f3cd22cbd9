//! What the first reading keeps of each record: enough to name it, too little to weigh.

use std::collections::{BTreeMap, HashMap};

use super::reader::Record;
use crate::import::html::plain_text;
use crate::language::slug::slug;
use crate::paths::decoded;

/// What the first reading keeps of a record.
#[derive(Debug)]
pub struct Sketch {
    pub id: u64,
    pub kind: Kind,
    pub status: Status,
    pub name: String,
    pub link: String,
    pub creator: String,
    pub parent: u64,
    /// It shows pictures or offers files, so that it gets a folder of its own.
    pub holds_files: bool,
}

/// What a record is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Post,
    Page,
    Attachment,
    /// A type that a plug-in or a theme brought, by its name.
    Custom(String),
    /// Nothing that has a page: a menu, a revision, a setting.
    Machinery,
}

impl Kind {
    fn of(name: &str) -> Self {
        const MACHINERY: [&str; 17] = [
            "nav_menu_item",
            "revision",
            "custom_css",
            "customize_changeset",
            "oembed_cache",
            "user_request",
            "wp_block",
            "wp_template",
            "wp_template_part",
            "wp_global_styles",
            "wp_navigation",
            "wp_font_family",
            "wp_font_face",
            "acf-field",
            "acf-field-group",
            "wpcf7_contact_form",
            "elementor_library",
        ];
        match name {
            "post" => Self::Post,
            "page" => Self::Page,
            "attachment" => Self::Attachment,
            name if MACHINERY.contains(&name) || name.is_empty() => Self::Machinery,
            name => Self::Custom(name.to_owned()),
        }
    }

    /// Whether it has a page of its own here.
    pub fn is_document(&self) -> bool {
        !matches!(self, Self::Attachment | Self::Machinery)
    }
}

/// How far a record is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Public,
    /// It waits for its day.
    Scheduled,
    Draft,
    Pending,
    Private,
    /// Behind a password.
    Protected,
    /// Deleted, or never meant to be kept.
    Gone,
}

impl Status {
    fn of(record: &Record) -> Self {
        match record.status.as_str() {
            "publish" | "inherit" | "" if record.has_password => Self::Protected,
            "publish" | "inherit" | "" => Self::Public,
            "future" => Self::Scheduled,
            "pending" => Self::Pending,
            "private" => Self::Private,
            "trash" | "auto-draft" | "spam" => Self::Gone,
            _ => Self::Draft,
        }
    }

    /// Whether it is a draft here.
    pub fn is_draft(self) -> bool {
        !matches!(self, Self::Public | Self::Scheduled)
    }
}

/// A file of the media library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its path below the uploads: `2019/05/photo.jpg`.
    pub file: String,
    pub url: String,
    pub alternative: String,
    pub caption: String,
}

/// What the first reading gathers.
#[derive(Debug, Default)]
pub struct Sketches {
    pub records: Vec<Sketch>,
    pub attachments: BTreeMap<u64, Attachment>,
    /// Attachments by the record they were added to, in the order of the export.
    pub attached: HashMap<u64, Vec<u64>>,
    pub left_out: BTreeMap<String, usize>,
}

impl Sketches {
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Takes the next record.
    pub fn add(&mut self, record: &Record) {
        let kind = Kind::of(&record.kind);
        let status = Status::of(record);
        if kind == Kind::Attachment {
            self.attach(record);
        } else if !kind.is_document() || status == Status::Gone {
            let name = if kind.is_document() {
                &record.status
            } else {
                &record.kind
            };
            *self.left_out.entry(name.clone()).or_default() += 1;
        }
        let holds_files = record.content.contains("/uploads/")
            || record.content.contains("[gallery")
            || record.fields.contains_key("_thumbnail_id");
        let name = decoded(&record.name);
        let is_document = kind.is_document();
        self.records.push(Sketch {
            id: record.id,
            kind,
            status,
            name: match slug(&name) {
                name if name.is_empty() && is_document => slug(&plain_text(&record.title)),
                name => name,
            },
            link: record.link.clone(),
            creator: record.creator.clone(),
            parent: record.parent,
            holds_files,
        });
    }

    fn attach(&mut self, record: &Record) {
        let field = |name: &str| record.fields.get(name).map(|text| plain_text(text));
        let file = upload_path(&record.attachment_url).map(str::to_owned);
        let file = file
            .or_else(|| field("_wp_attached_file"))
            .unwrap_or_default();
        self.attachments.insert(
            record.id,
            Attachment {
                file: decoded(&file),
                url: record.attachment_url.clone(),
                alternative: field("_wp_attachment_image_alt").unwrap_or_default(),
                caption: plain_text(&record.excerpt),
            },
        );
        self.attached
            .entry(record.parent)
            .or_default()
            .push(record.id);
    }
}

/// What follows the folder of uploads in an address: `2019/05/photo.jpg`.
pub fn upload_path(address: &str) -> Option<&str> {
    let (_, path) = address.split_once("/uploads/")?;
    let path = path.split(['?', '#']).next()?;
    (!path.is_empty()).then_some(path)
}
