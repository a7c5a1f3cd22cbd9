//! Where the links and pictures of one text lead, now that every text has its place.

use super::body::{self, Relinker};
use super::generator::Generator;
use super::library::{Library, Text};
use super::names::{Names, key, stem_of};
use crate::import::entry::Picture as EntryPicture;
use crate::import::files::{is_publishable, relative};
use crate::import::html::{Destinations, Picture};
use crate::import::report::Reason;
use crate::import::site::below;
use crate::import::{Receiver, Report};
use crate::inputs::{Folder, Unread};
use crate::language::slug::slug;
use crate::parse;
use crate::paths::{decoded, resolved};

/// Leads the links of one text, and copies the files it shows.
pub struct Guide<'a> {
    library: &'a mut Library,
    number: usize,
    folder: &'a Folder,
    receiver: &'a mut dyn Receiver,
    report: &'a mut Report,
}

impl<'a> Guide<'a> {
    pub fn new(
        library: &'a mut Library,
        number: usize,
        folder: &'a Folder,
        receiver: &'a mut dyn Receiver,
        report: &'a mut Report,
    ) -> Self {
        Self {
            library,
            number,
            folder,
            receiver,
            report,
        }
    }

    fn text(&self) -> &Text {
        &self.library.texts[self.number]
    }

    fn note(&mut self, reason: Reason, detail: &str) {
        let file = self.text().file();
        self.report.note(reason, &file, detail);
    }

    /// The Markdown of the text without what only its generator understands.
    pub fn prepare(&mut self) -> String {
        let text = self.text();
        let (file, mdx) = (text.file(), text.source.ends_with(".mdx"));
        let written = std::mem::take(&mut self.library.texts[self.number].body);
        let mut noted = Report::default();
        let prepared = body::prepare(&written, mdx, &file, &mut Prepared(self), &mut noted);
        self.report.absorb(noted);
        prepared
    }

    /// The Markdown of the prepared text, with its links led to their targets.
    pub fn relink(&mut self) -> String {
        let prepared = self.text().body.clone();
        body::relink(&prepared, self)
    }

    /// The picture of the front matter.
    pub fn image(&mut self) -> Option<EntryPicture> {
        let image = self.text().metadata.image.clone()?;
        let Some(source) = self.file(&image.source) else {
            self.note(Reason::MissingPicture, &image.source);
            return None;
        };
        if image.alternative.is_none() {
            self.note(Reason::PictureWithoutAlternative, &image.source);
        }
        Some(EntryPicture {
            source,
            alternative: image.alternative.unwrap_or_default(),
            caption: None,
        })
    }

    /// The paths in the folder that `address` may mean.
    fn candidates(&self, address: &str) -> Vec<String> {
        let path = decoded(address.split(['?', '#']).next().unwrap_or_default());
        let path = path
            .strip_prefix("@/")
            .map_or(path.clone(), |inside| format!("/{inside}"));
        let generator = self.library.generator;
        let logical = &self.text().logical;
        let above = logical.rsplit_once('/').map_or("", |(above, _)| above);
        let (stem, is_index) = stem_of(logical);
        let source = &self.text().source;
        let source_above = source.rsplit_once('/').map_or("", |(above, _)| above);
        let base = self.library.base_path();
        if let Some(inside) = below(&base, &path).strip_prefix('/') {
            let roots = generator.static_roots().iter().chain(generator.roots());
            let mut found: Vec<String> = roots.map(|root| format!("{root}{inside}")).collect();
            found.push(inside.to_owned());
            return found.iter().filter_map(|path| resolved("", path)).collect();
        }
        // From the file; and from its address, as some write.
        let mut found = vec![resolved(source_above, &path), resolved(above, &path)];
        if !is_index {
            let as_folder = format!("{above}/{stem}");
            found.push(resolved(as_folder.trim_start_matches('/'), &path));
        }
        found.into_iter().flatten().collect()
    }

    /// The path from here of the file that `address` means, which is copied; `None` where it is not there.
    fn file(&mut self, address: &str) -> Option<String> {
        let found = self
            .candidates(address)
            .into_iter()
            .find(|path| self.folder.contains(path))?;
        let from = self.text().folder().to_owned();
        if let Some(to) = self.library.copied.get(&found) {
            return Some(relative(&from, to));
        }
        let name = found.rsplit('/').next().unwrap_or_default().to_owned();
        if !is_publishable(&name) {
            self.note(Reason::RefusedFile, &found);
            return None;
        }
        let bytes = match self.folder.read(&found) {
            Ok(bytes) => bytes,
            Err(Unread::TooLarge) => {
                self.note(Reason::RefusedFile, &found);
                return None;
            }
            Err(Unread::Failed(reason)) => {
                self.note(Reason::UnreadableFile, &format!("{found} ({reason})"));
                return None;
            }
        };
        let folder = self.place_of(&found);
        let name = self.library.addresses.file(&folder, &name);
        let to = if folder.is_empty() {
            name
        } else {
            format!("{folder}/{name}")
        };
        self.receiver.put(&to, &bytes);
        self.report.totals.files += 1;
        self.library.copied.insert(found, to.clone());
        Some(relative(&from, &to))
    }

    /// The folder, below `content/`, of the file `path` of the folder: that of the article it belongs to, or its own.
    fn place_of(&self, path: &str) -> String {
        let above = path.rsplit_once('/').map_or("", |(above, _)| above);
        let owner = self.library.texts.iter().find(|text| {
            text.path.starts_with("articles/")
                && text.path.ends_with("/index.md")
                && text.source.rsplit_once('/').is_some_and(|(folder, _)| {
                    above == folder || above.starts_with(&format!("{folder}/"))
                })
        });
        if let Some(owner) = owner {
            return owner.folder().to_owned();
        }
        let generator = self.library.generator;
        let roots = generator.static_roots().iter().chain(generator.roots());
        let root = roots
            .filter(|root| path.starts_with(**root))
            .max_by_key(|root| root.len());
        let inside = above
            .get(root.map_or(0, |root| root.len())..)
            .unwrap_or_default();
        let segments: Vec<String> = inside
            .split('/')
            .map(slug)
            .filter(|it| !it.is_empty())
            .collect();
        if segments.is_empty() {
            "images".to_owned()
        } else {
            segments.join("/")
        }
    }

    /// The text that `address` names.
    fn target(&self, address: &str) -> Option<usize> {
        let known = |path: &str| self.library.by_name.get(&key(path)).copied();
        let candidates = self.candidates(address);
        let found = candidates.iter().find_map(|path| known(path));
        // `relref` finds a text by its name alone.
        let by_name = || known(address).filter(|_| self.library.generator == Generator::Hugo);
        found.or_else(by_name)
    }

    /// The address of another site, which a link may lead to; `None` for what it may not.
    fn outside(&mut self, address: &str) -> Option<String> {
        let scheme = address
            .split_once(':')
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        if let Some("http" | "https" | "mailto" | "tel") = scheme.as_deref() {
            return Some(address.to_owned());
        }
        self.note(Reason::LostLink, address);
        None
    }
}

fn is_outside(address: &str) -> bool {
    let colon = address.find(':');
    colon.is_some_and(|colon| !address[..colon].contains(['/', '#', '?', '.']))
}

impl Relinker for Guide<'_> {
    fn link(&mut self, address: &str) -> Option<String> {
        let mut address = address.trim().to_owned();
        if let Some(rest) = address.strip_prefix("//") {
            return Some(format!("https://{rest}"));
        }
        // A complete address of the old site is one of its paths.
        let old = self.library.settings.url.clone();
        if let Some(inside) = old.as_deref().and_then(|old| address.strip_prefix(old)) {
            address = format!("/{inside}");
        } else if is_outside(&address) {
            return self.outside(&address);
        }
        let anchor = address
            .split_once('#')
            .map(|(_, anchor)| decoded(anchor))
            .filter(|it| !it.is_empty());
        let path = address.split('#').next().unwrap_or_default();
        if path == "/" {
            return Some("/".to_owned());
        }
        let target = if path.is_empty() {
            Some(self.number)
        } else {
            self.target(path)
        };
        let Some(number) = target else {
            if let Some(file) = self.file(path) {
                return Some(file);
            }
            self.note(Reason::LostLink, &address);
            let complete = old.filter(|_| address.starts_with('/'));
            let inside = below(&self.library.base_path(), &address).to_owned();
            return complete.map(|old| format!("{}{inside}", old.trim_end_matches('/')));
        };
        let target = &self.library.texts[number];
        if target.draft && number != self.number {
            self.note(Reason::LostLink, &address);
            return None;
        }
        let path = relative(self.text().folder(), &target.path);
        let Some(anchor) = anchor else {
            return Some(path);
        };
        let known = [anchor.clone(), slug(&anchor)]
            .into_iter()
            .find(|it| target.anchors.contains(it));
        let here = number == self.number;
        match known {
            Some(known) if here => Some(format!("#{known}")),
            Some(known) => Some(format!("{path}#{known}")),
            None => {
                self.note(Reason::LostAnchor, &address);
                (!here).then_some(path)
            }
        }
    }

    fn picture(&mut self, address: &str, alternative: &str) -> Picture {
        let alternative = alternative.to_owned();
        // It got its place when the text was prepared.
        let folder = self.text().folder();
        let mut copied = self.library.copied.values();
        if copied.any(|to| relative(folder, to) == address) {
            return Picture::Inside {
                source: address.to_owned(),
                alternative,
            };
        }
        if alternative.is_empty() {
            self.note(Reason::PictureWithoutAlternative, address);
        }
        if !is_outside(address)
            && let Some(source) = self.file(address)
        {
            return Picture::Inside {
                source,
                alternative,
            };
        }
        self.note(Reason::MissingPicture, address);
        let complete = match &self.library.settings.url {
            Some(old) if address.starts_with('/') && !address.starts_with("//") => {
                let inside = below(&self.library.base_path(), address).to_owned();
                format!("{}{inside}", old.trim_end_matches('/'))
            }
            _ if address.starts_with("//") => format!("https:{address}"),
            _ => address.to_owned(),
        };
        if parse::is_web_address(&complete) {
            Picture::Outside {
                address: complete,
                alternative,
            }
        } else {
            Picture::Nothing
        }
    }

    fn wiki(&mut self, name: &str) -> Option<String> {
        let wanted = slug(name);
        let found = self.library.texts.iter().find(|text| {
            !text.draft
                && (slug(&text.title) == wanted || slug(Names::of(&text.logical).name) == wanted)
        });
        let path = found.map(|text| relative(self.text().folder(), &text.path));
        if path.is_none() {
            self.note(Reason::WikiLink, name);
        }
        path
    }

    fn attributes(&mut self, written: &str) {
        self.note(Reason::AttributeList, written);
    }
}

/// Answers for the blocks of HTML of a text that is being prepared: pictures get their place, links keep their address until every text
/// has its anchors.
struct Prepared<'a, 'b>(&'a mut Guide<'b>);

impl Destinations for Prepared<'_, '_> {
    fn link(&mut self, address: &str) -> Option<String> {
        Some(address.to_owned())
    }

    fn picture(&mut self, address: &str, alternative: &str) -> Picture {
        Relinker::picture(self.0, address, alternative)
    }

    fn footnote(&mut self, _: &str) -> Option<usize> {
        None
    }
}
