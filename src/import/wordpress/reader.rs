//! The XML of an export → its records, one at a time.
//!
//! The reader never holds more than one record, and of a record no more than [`LONGEST_RECORD`]. It forgives what exports get wrong (tags
//! that do not match, bare `&`), expands no entity that the file itself declares, and ends where the file stops making sense.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};

use jiff::civil::DateTime;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::document::DateOrDateTime;
use crate::import::encoding::AsUtf8;
use crate::parse::yaml::date_or_date_time;

/// Characters of one record, in bytes; a text of more could not be read back anyway.
const LONGEST_RECORD: usize = 7 * 1024 * 1024;
/// A tag, or a text between two tags, that is longer than this is no export.
const LONGEST_EVENT: u64 = 128 * 1024 * 1024;

/// What the head of an export says of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Channel {
    pub title: String,
    pub link: String,
    pub description: String,
    pub language: String,
    pub authors: Vec<RawAuthor>,
    pub categories: Vec<RawCategory>,
}

/// An author, as the export tells it, but for the e-mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawAuthor {
    pub login: String,
    pub display_name: String,
    pub first_name: String,
    pub last_name: String,
}

/// A category.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawCategory {
    pub id: String,
    pub slug: String,
    pub name: String,
    pub description: String,
    pub parent: String,
}

/// A post, a page, an attachment, or anything else that the export calls an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    pub id: u64,
    pub kind: String,
    pub status: String,
    pub title: String,
    pub link: String,
    pub name: String,
    pub parent: u64,
    pub date: Option<DateTime>,
    pub modified: Option<DateTime>,
    pub creator: String,
    pub has_password: bool,
    pub is_sticky: bool,
    pub attachment_url: String,
    pub content: String,
    pub excerpt: String,
    pub terms: Vec<RawTerm>,
    pub fields: BTreeMap<String, String>,
    pub comments: Vec<RawComment>,
    /// It was too long to be kept whole.
    pub is_cut: bool,
}

/// A category, a tag, or a term of another taxonomy, of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawTerm {
    pub taxonomy: String,
    pub slug: String,
    pub name: String,
}

/// A comment, but for e-mail, network address and browser of its author.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawComment {
    pub id: u64,
    pub parent: u64,
    pub author: String,
    pub date: Option<DateTime>,
    pub content: String,
    pub approved: String,
    pub kind: String,
}

/// How the reading ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ending {
    pub channel: Channel,
    /// It is an export of WordPress.
    pub is_export: bool,
    /// The reading stopped before the end of the file: the title of the last record that was read, if there is one.
    pub broken: Option<String>,
    /// Bytes that were not UTF-8.
    pub repaired: u64,
}

/// Reads the export `source` and hands each of its records to `each`.
pub fn read(source: impl Read, each: &mut dyn FnMut(Record)) -> Ending {
    let measured = Measured {
        inner: BufReader::with_capacity(256 * 1024, AsUtf8::new(source)),
        left: LONGEST_EVENT,
    };
    let mut reader = Reader::from_reader(measured);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut state = State::default();
    let mut buffer = Vec::new();
    let broken = loop {
        buffer.clear();
        reader.get_mut().left = LONGEST_EVENT;
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => break state.item.is_some(),
            Ok(event) => state.event(&event, each),
            Err(_) => break true,
        }
    };
    Ending {
        channel: state.channel,
        is_export: state.is_export,
        broken: broken.then_some(state.last_title),
        repaired: reader.get_ref().inner.get_ref().repaired,
    }
}

/// Refuses to read more than what is left for one event.
struct Measured<R> {
    inner: R,
    left: u64,
}

impl<R: BufRead> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Measured<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "> 128 MiB"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount as u64);
        self.inner.consume(amount);
    }
}

/// Where the reader stands.
#[derive(Default)]
struct State {
    channel: Channel,
    is_export: bool,
    /// Names of the open elements below the channel, or below the item.
    path: Vec<String>,
    /// Elements nested too deep to matter.
    too_deep: usize,
    text: String,
    item: Option<Record>,
    last_title: String,
    size: usize,
    author: RawAuthor,
    category: RawCategory,
    term: RawTerm,
    comment: RawComment,
    field: (String, String),
}

impl State {
    fn event(&mut self, event: &Event<'_>, each: &mut dyn FnMut(Record)) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::Empty(tag) => {
                self.open(tag);
                self.close(each);
            }
            Event::End(_) => self.close(each),
            Event::Text(text) => self.words(text),
            Event::CData(text) => self.words(text),
            Event::GeneralRef(reference) => {
                let name: &str = reference;
                match reference.resolve_char_ref() {
                    Ok(Some(symbol)) => self.words(symbol.encode_utf8(&mut [0; 4])),
                    _ => match quick_xml::escape::resolve_predefined_entity(name) {
                        Some(text) => self.words(text),
                        None => self.words(&format!("&{name};")),
                    },
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        let room = if self.item.is_some() {
            LONGEST_RECORD.saturating_sub(self.size)
        } else {
            64 * 1024
        };
        if self.text.len() + text.len() <= room {
            self.text.push_str(text);
        } else if let Some(item) = &mut self.item {
            item.is_cut = true;
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        self.text.clear();
        if self.path.len() >= 16 {
            self.too_deep += 1;
            return;
        }
        let name = tag.name().as_ref().to_owned();
        match (name.as_str(), &self.item) {
            ("item", None) => {
                self.item = Some(Record::default());
                self.size = 0;
            }
            ("category", Some(_)) => {
                let attribute = |wanted: &str| {
                    tag.attributes()
                        .with_checks(false)
                        .flatten()
                        .find_map(|attribute| {
                            let value: &str = &attribute.value;
                            (attribute.key.as_ref() == wanted).then(|| {
                                quick_xml::escape::unescape(value)
                                    .map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
                            })
                        })
                };
                self.term = RawTerm {
                    taxonomy: attribute("domain").unwrap_or_else(|| "category".to_owned()),
                    slug: attribute("nicename").unwrap_or_default(),
                    name: String::new(),
                };
            }
            ("wp:comment", Some(_)) => self.comment = RawComment::default(),
            ("wp:postmeta", Some(_)) => self.field = (String::new(), String::new()),
            ("wp:author", None) => self.author = RawAuthor::default(),
            ("wp:category", None) => self.category = RawCategory::default(),
            _ => {}
        }
        self.path.push(name);
    }

    fn close(&mut self, each: &mut dyn FnMut(Record)) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(name) = self.path.pop() else { return };
        let text = std::mem::take(&mut self.text);
        let parent = self.path.last().cloned().unwrap_or_default();
        if self.item.is_none() {
            self.close_in_channel(&name, &parent, &text);
            return;
        }
        if name == "item" {
            if let Some(item) = self.item.take() {
                self.last_title.clone_from(&item.title);
                each(item);
            }
            return;
        }
        self.size += text.len();
        self.close_in_item(&name, &parent, text);
    }

    fn close_in_channel(&mut self, name: &str, parent: &str, text: &str) {
        let text = text.trim().to_owned();
        match (parent, name) {
            ("channel", "title") => self.channel.title = text,
            ("channel", "link") => self.channel.link = text,
            ("channel", "description") => self.channel.description = text,
            ("channel", "language") => self.channel.language = text,
            ("channel", "wp:wxr_version") => self.is_export = true,
            ("channel", "wp:author") => self.channel.authors.push(std::mem::take(&mut self.author)),
            ("channel", "wp:category") => self
                .channel
                .categories
                .push(std::mem::take(&mut self.category)),
            ("wp:author", "wp:author_login") => self.author.login = text,
            ("wp:author", "wp:author_display_name") => self.author.display_name = text,
            ("wp:author", "wp:author_first_name") => self.author.first_name = text,
            ("wp:author", "wp:author_last_name") => self.author.last_name = text,
            ("wp:category", "wp:term_id") => self.category.id = text,
            ("wp:category", "wp:category_nicename") => self.category.slug = text,
            ("wp:category", "wp:cat_name") => self.category.name = text,
            ("wp:category", "wp:category_description") => self.category.description = text,
            ("wp:category", "wp:category_parent") => self.category.parent = text,
            _ => {}
        }
    }

    fn close_in_item(&mut self, name: &str, parent: &str, text: String) {
        let Some(item) = &mut self.item else { return };
        let number = || text.trim().parse().unwrap_or(0);
        match (parent, name) {
            ("item", "title") => item.title = text,
            ("item", "link") => text.trim().clone_into(&mut item.link),
            ("item", "pubDate") => item.date = item.date.or_else(|| mail_date(&text)),
            ("item", "dc:creator") => text.trim().clone_into(&mut item.creator),
            ("item", "content:encoded") => item.content = text,
            ("item", "excerpt:encoded") => item.excerpt = text,
            ("item", "wp:post_id") => item.id = number(),
            ("item", "wp:post_parent") => item.parent = number(),
            ("item", "wp:post_date") => item.date = moment(&text).or(item.date),
            ("item", "wp:post_modified") => item.modified = moment(&text),
            ("item", "wp:post_name") => text.trim().clone_into(&mut item.name),
            ("item", "wp:status") => text.trim().clone_into(&mut item.status),
            ("item", "wp:post_type") => text.trim().clone_into(&mut item.kind),
            ("item", "wp:post_password") => item.has_password = !text.trim().is_empty(),
            ("item", "wp:is_sticky") => item.is_sticky = text.trim() == "1",
            ("item", "wp:attachment_url") => text.trim().clone_into(&mut item.attachment_url),
            ("item", "category") => {
                let mut term = std::mem::take(&mut self.term);
                text.trim().clone_into(&mut term.name);
                item.terms.push(term);
            }
            ("wp:postmeta", "wp:meta_key") => self.field.0 = text,
            ("wp:postmeta", "wp:meta_value") => self.field.1 = text,
            ("item", "wp:postmeta") => {
                let (key, value) = std::mem::take(&mut self.field);
                item.fields.entry(key).or_insert(value);
            }
            ("wp:comment", "wp:comment_id") => self.comment.id = number(),
            ("wp:comment", "wp:comment_parent") => self.comment.parent = number(),
            ("wp:comment", "wp:comment_author") => text.trim().clone_into(&mut self.comment.author),
            ("wp:comment", "wp:comment_date") => self.comment.date = moment(&text),
            ("wp:comment", "wp:comment_content") => self.comment.content = text,
            ("wp:comment", "wp:comment_approved") => {
                text.trim().clone_into(&mut self.comment.approved);
            }
            ("wp:comment", "wp:comment_type") => text.trim().clone_into(&mut self.comment.kind),
            ("item", "wp:comment") => item.comments.push(std::mem::take(&mut self.comment)),
            _ => {}
        }
    }
}

/// `2019-05-03 12:15:00`; the zeros of what was never published are no moment.
fn moment(text: &str) -> Option<DateTime> {
    date_or_date_time(text.trim())
        .map(DateOrDateTime::first_moment)
        .filter(|moment| moment.year() > 0)
}

/// `Fri, 03 May 2019 10:15:00 +0000`.
fn mail_date(text: &str) -> Option<DateTime> {
    let zoned = jiff::fmt::rfc2822::parse(text.trim()).ok()?;
    Some(zoned.datetime()).filter(|moment| moment.year() > 0)
}
