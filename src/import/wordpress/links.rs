//! Where the links and pictures of a document lead.

use std::collections::BTreeMap;

use super::index::{Placed, Plan, host_of, path_of};
use super::shortcodes::is_picture;
use super::sketches::{Status, upload_path};
use crate::import::files::{is_publishable, relative};
use crate::import::html::{Destinations, Picture};
use crate::import::report::Reason;
use crate::import::{Receiver, Report};
use crate::inputs::{Folder, Unread};
use crate::paths::decoded;

/// Answers for the links of one document, and copies the files it shows.
pub struct Links<'a> {
    pub plan: &'a mut Plan,
    pub place: &'a Placed,
    pub media: &'a Folder,
    pub receiver: &'a mut dyn Receiver,
    pub report: &'a mut Report,
    /// Copied files by their path in the media folder, with their name beside the document.
    pub copied: BTreeMap<String, String>,
    /// Footnotes that may be called, by id.
    pub footnotes: &'a BTreeMap<String, String>,
    /// Those that were, in the order of their calls.
    pub called: Vec<String>,
}

impl Links<'_> {
    fn note(&mut self, reason: Reason, detail: &str) {
        self.report.note(reason, &self.place.file(), detail);
    }

    /// `address` as a complete one, and whether it is of the old site; `None` where it leads nowhere.
    fn complete(&self, address: &str) -> Option<(String, bool)> {
        let site = self.plan.old_site();
        let host = &site[..site.len() - path_of(site).len()];
        let complete = if let Some(rest) = address.strip_prefix("//") {
            format!("https://{rest}")
        } else if address.contains("://") {
            address.to_owned()
        } else if address.starts_with('/') {
            format!("{host}{address}")
        } else {
            let end = address.find(['?', '#']).unwrap_or(address.len());
            let (path, rest) = address.split_at(end);
            let path = crate::paths::resolved(&self.place.old_path, path)?;
            format!("{host}/{path}{rest}")
        };
        let own = self.plan.is_own_host(&host_of(&complete));
        let complete = complete.trim().replace(' ', "%20");
        crate::parse::is_web_address(&complete).then_some((complete, own))
    }

    /// The document that an address of the old site names.
    fn document(&self, address: &str) -> Option<&Placed> {
        let query = address.split_once('?').map(|(_, query)| query);
        let id = query.and_then(|query| {
            query.split(['&', '#']).find_map(|pair| {
                let (key, value) = pair.split_once('=')?;
                matches!(key, "p" | "page_id")
                    .then(|| value.parse().ok())
                    .flatten()
            })
        });
        match id {
            Some(id) => self.plan.by_id(id),
            None => self.plan.by_old_path(path_of(address)),
        }
    }

    /// A list that the site has too: of a category, of an author's articles.
    fn list(&self, address: &str) -> Option<String> {
        let path = decoded(path_of(address));
        let segments: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
        let (name, before) = segments.split_last()?;
        let routes = &self.plan.routes;
        if before
            .iter()
            .any(|it| matches!(*it, "category" | "categorie"))
        {
            let name = crate::language::slug::slug(name);
            return self
                .plan
                .knows_category(&name)
                .then(|| routes.page("categories", &name));
        }
        if before
            .last()
            .is_some_and(|it| matches!(*it, "author" | "auteur"))
        {
            let name = self.plan.people.known(name)?;
            return Some(routes.page("authors", name));
        }
        None
    }

    /// Copies the file that lies at `path` below the uploads, or one of which it is a smaller version; its name beside the document.
    fn copy(&mut self, path: &str) -> Option<String> {
        let path = decoded(path);
        let mut candidates = vec![full_size(&path), path.clone()];
        candidates.dedup();
        let found = candidates.iter().find_map(|path| {
            ["", "uploads/", "wp-content/uploads/"]
                .iter()
                .map(|folder| format!("{folder}{path}"))
                .find(|path| self.media.contains(path))
        })?;
        if let Some(name) = self.copied.get(&found) {
            return Some(name.clone());
        }
        let wanted = found.rsplit('/').next().unwrap_or_default();
        if !is_publishable(wanted) {
            self.note(Reason::RefusedFile, &found);
            return None;
        }
        let bytes = match self.media.read(&found) {
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
        // The home page has no folder of its own.
        let (folder, prefix) = match self.place.folder() {
            "" => ("images".to_owned(), "images/"),
            folder => (folder.to_owned(), ""),
        };
        let name = self.plan.addresses.file(&folder, wanted);
        self.receiver.put(&format!("{folder}/{name}"), &bytes);
        self.report.totals.files += 1;
        let source = format!("{prefix}{name}");
        self.copied.insert(found, source.clone());
        Some(source)
    }

    /// The picture of the document: its file beside it, and what the library says of it.
    pub fn featured(&mut self, id: u64) -> Option<crate::import::entry::Picture> {
        let attachment = self.plan.attachment(id)?.clone();
        let Some(source) = self.copy(&attachment.file) else {
            self.note(Reason::MissingPicture, &attachment.file);
            return None;
        };
        if attachment.alternative.is_empty() {
            self.note(Reason::PictureWithoutAlternative, &source);
        }
        Some(crate::import::entry::Picture {
            source,
            alternative: attachment.alternative,
            caption: Some(attachment.caption).filter(|it| !it.is_empty()),
        })
    }
}

impl Destinations for Links<'_> {
    fn link(&mut self, address: &str) -> Option<String> {
        if address.starts_with('#') {
            return Some(address.to_owned());
        }
        let scheme = address
            .split_once(':')
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("mailto" | "tel") => return Some(address.to_owned()),
            Some("http" | "https") | None => {}
            Some(scheme) if scheme.contains('/') || scheme.contains('?') => {}
            Some(_) => {
                self.note(Reason::LostLink, address);
                return None;
            }
        }
        let Some((complete, own)) = self.complete(address) else {
            self.note(Reason::LostLink, address);
            return None;
        };
        if !own {
            return Some(complete);
        }
        if let Some(path) = upload_path(&complete) {
            let path = path.to_owned();
            if let Some(name) = self.copy(&path) {
                return Some(name);
            }
            let reason = if is_picture(&path) {
                Reason::MissingPicture
            } else {
                Reason::MissingFile
            };
            self.note(reason, &path);
            return Some(complete);
        }
        let anchor = complete
            .split_once('#')
            .map(|(_, anchor)| anchor.to_owned());
        if let Some(target) = self.document(&complete) {
            if target.path == self.place.path {
                return match anchor {
                    Some(anchor) => Some(format!("#{anchor}")),
                    None => Some(relative(self.place.folder(), &target.path)),
                };
            }
            if target.status.is_draft() || target.status == Status::Scheduled {
                self.note(Reason::LostLink, &complete);
                return Some(complete);
            }
            let path = relative(self.place.folder(), &target.path);
            if let Some(anchor) = anchor.filter(|it| !it.is_empty()) {
                self.note(Reason::LostAnchor, &format!("{path}#{anchor}"));
            }
            return Some(path);
        }
        if path_of(&complete).trim_end_matches('/') == path_of(self.plan.old_site())
            && !complete.contains('?')
        {
            return Some("/".to_owned());
        }
        let list = self.list(&complete);
        if list.is_none() {
            self.note(Reason::LostLink, &complete);
        }
        Some(list.unwrap_or(complete))
    }

    fn picture(&mut self, address: &str, alternative: &str) -> Picture {
        if address.starts_with("data:") {
            self.note(Reason::MissingPicture, "data:…");
            return Picture::Nothing;
        }
        let Some((complete, own)) = self.complete(address) else {
            self.note(Reason::MissingPicture, address);
            return Picture::Nothing;
        };
        let file = upload_path(&complete).filter(|_| own).map(decoded);
        let mut alternative = alternative.to_owned();
        if alternative.is_empty()
            && let Some(file) = &file
        {
            let known = self
                .plan
                .attachment_of_file(&full_size(file))
                .or_else(|| self.plan.attachment_of_file(file));
            alternative = known.map(|it| it.alternative.clone()).unwrap_or_default();
        }
        if alternative.is_empty() {
            let name = complete.rsplit('/').next().unwrap_or_default().to_owned();
            self.note(Reason::PictureWithoutAlternative, &name);
        }
        if let Some(source) = file.as_deref().and_then(|file| self.copy(file)) {
            return Picture::Inside {
                source,
                alternative,
            };
        }
        self.note(Reason::MissingPicture, file.as_deref().unwrap_or(&complete));
        Picture::Outside {
            address: complete,
            alternative,
        }
    }

    fn footnote(&mut self, id: &str) -> Option<usize> {
        if !self.footnotes.contains_key(id) {
            return None;
        }
        let number = self
            .called
            .iter()
            .position(|known| known == id)
            .unwrap_or_else(|| {
                self.called.push(id.to_owned());
                self.called.len() - 1
            });
        Some(number + 1)
    }
}

/// `photo-300x200.jpg`, `photo-scaled.jpg` → `photo.jpg`: the original of which WordPress made smaller versions.
fn full_size(path: &str) -> String {
    let Some((stem, extension)) = path.rsplit_once('.') else {
        return path.to_owned();
    };
    let is_size = |suffix: &str| {
        suffix.split_once('x').is_some_and(|(width, height)| {
            [width, height]
                .iter()
                .all(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    match stem.rsplit_once('-') {
        Some((original, suffix)) if is_size(suffix) || matches!(suffix, "scaled" | "rotated") => {
            format!("{original}.{extension}")
        }
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smaller_version_leads_to_the_original() {
        assert_eq!(full_size("2019/05/salle-300x200.jpg"), "2019/05/salle.jpg");
        assert_eq!(full_size("salle-scaled.jpg"), "salle.jpg");
        assert_eq!(full_size("salle-de-x.jpg"), "salle-de-x.jpg");
    }
}
