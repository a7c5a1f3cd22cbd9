//! What visitors are shown at one moment: the last site without errors, and the errors that keep a newer one from taking its place.
//!
//! A value of this module never changes: an edit makes the next one out of it, and requests under way end with the one they began with.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, OnceLock};

use crate::diagnostics::Diagnostic;
use crate::gallery;
use crate::inputs::Inputs;
use crate::pipeline::Snapshot;
use crate::render::Artifact;

use super::follow::Edit;
use super::gallery::Gallery;
use super::memory::Made;

/// Tells one state of the pages from another, across restarts of the server too. A page of another version is out of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    run: u64,
    number: u64,
}

impl Version {
    /// The first version of a new run.
    pub fn first() -> Self {
        Self {
            run: RandomState::new().hash_one(std::process::id()),
            number: 1,
        }
    }

    fn next(self) -> Self {
        Self {
            number: self.number + 1,
            ..self
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}-{}", self.run, self.number)
    }
}

/// What visitors are shown at one moment.
pub struct Present {
    /// The version of the pages; errors alone do not change it.
    pub version: Version,
    /// The version before, and the edit that led from it to this one.
    pub since: Option<(Version, Edit)>,
    /// The site as it is on disk, errors and all.
    pub latest: Arc<Snapshot>,
    /// The last site without errors: pages come from it.
    shown: Option<Arc<Snapshot>>,
    /// The site before that one, for the pages that the theme can no longer render.
    fallback: Option<Arc<Snapshot>>,
    /// What rendering pages of `shown` has brought to light.
    template_faults: BTreeSet<Diagnostic>,
    /// What need not be made again.
    made: Arc<Made>,
    /// The gallery of the theme of `shown`, made when it is first asked for.
    gallery: Arc<OnceLock<Option<Gallery>>>,
}

/// What stands at an address.
pub enum Page {
    /// A file of the site.
    Found(Artifact),
    /// The site has no such address.
    Missing,
    /// There is, or may be, such a page, but errors keep it from being made; with its last good state, if there was one.
    Faulty(Option<Artifact>, Vec<Diagnostic>),
}

impl Present {
    /// The state that begins with `latest`.
    pub fn first(version: Version, latest: Arc<Snapshot>) -> Self {
        let shown = is_good(&latest).then(|| Arc::clone(&latest));
        Self {
            version,
            since: None,
            latest,
            shown,
            fallback: None,
            template_faults: BTreeSet::new(),
            made: Arc::default(),
            gallery: Arc::default(),
        }
    }

    /// The state once `edit` has made the sources `latest`.
    pub fn after(&self, latest: Arc<Snapshot>, edit: Edit) -> Self {
        if !is_good(&latest) {
            return Self {
                version: self.version,
                since: self.since.clone(),
                latest,
                shown: self.shown.clone(),
                fallback: self.fallback.clone(),
                template_faults: self.template_faults.clone(),
                made: Arc::clone(&self.made),
                gallery: Arc::clone(&self.gallery),
            };
        }
        // A site whose templates failed is not one to fall back on.
        let fallback = if self.template_faults.is_empty() {
            self.shown.clone()
        } else {
            self.fallback.clone()
        };
        if let Some(renderer) = &latest.renderer {
            self.made.keep_those_of(renderer);
        }
        Self {
            version: self.version.next(),
            since: Some((self.version, edit)),
            shown: Some(Arc::clone(&latest)),
            latest,
            fallback,
            template_faults: BTreeSet::new(),
            made: Arc::clone(&self.made),
            gallery: Arc::default(),
        }
    }

    /// The state once rendering a page of `present` has brought `faults` to light; `None` where that is no news: they are known, or
    /// the site has changed since.
    pub fn with_template_faults(&self, present: &Self, faults: &[Diagnostic]) -> Option<Self> {
        if self.version != present.version
            || faults
                .iter()
                .all(|fault| self.template_faults.contains(fault))
        {
            return None;
        }
        Some(Self {
            version: self.version,
            since: self.since.clone(),
            latest: Arc::clone(&self.latest),
            shown: self.shown.clone(),
            fallback: self.fallback.clone(),
            template_faults: self.template_faults.iter().chain(faults).cloned().collect(),
            made: Arc::clone(&self.made),
            gallery: Arc::clone(&self.gallery),
        })
    }

    /// The errors to mend, with the sources they stand in: those of the sources, else those of the templates.
    pub fn errors(&self) -> (Vec<&Diagnostic>, &Inputs) {
        if is_good(&self.latest) {
            (self.template_faults.iter().collect(), &self.latest.inputs)
        } else {
            (
                self.latest
                    .diagnostics
                    .iter()
                    .filter(|diagnostic| diagnostic.is_error())
                    .collect(),
                &self.latest.inputs,
            )
        }
    }

    /// The path below which the site lives: `/` or `/kb/`; `None` as long as there was no site without errors.
    pub fn base_path(&self) -> Option<&str> {
        let renderer = self.shown.as_ref()?.renderer.as_ref()?;
        Some(&renderer.base().path)
    }

    /// Whether the worker of the site is at `address`, a path of the site without its base path.
    pub fn is_worker(&self, address: &str) -> bool {
        let shown = self.shown.as_ref();
        let renderer = shown.and_then(|snapshot| snapshot.renderer.as_ref());
        renderer.is_some_and(|renderer| renderer.is_worker(address))
    }

    /// The page at `address`, a path of the site without its base path. Blocks while it is rendered.
    pub fn page(&self, address: &str) -> Page {
        let Some(shown) = &self.shown else {
            return Page::Faulty(None, Vec::new());
        };
        match self.render(shown, address) {
            Some(Ok(artifact)) => Page::Found(artifact),
            None => (self.gallery_page(shown, address))
                .or_else(|| Self::former_asset(shown, address))
                .unwrap_or(Page::Missing),
            Some(Err(faults)) => {
                let last_good = self
                    .fallback
                    .as_ref()
                    .and_then(|snapshot| self.render(snapshot, address))
                    .and_then(Result::ok);
                Page::Faulty(last_good, faults)
            }
        }
    }

    /// What a page that was loaded before a change of the theme asks for, once a reader needs it.
    fn former_asset(shown: &Snapshot, address: &str) -> Option<Page> {
        let renderer = shown.renderer.as_ref()?;
        renderer.asset_instead_of(address).map(Page::Found)
    }

    /// The page of the gallery at `address`, in the theme of `shown`.
    fn gallery_page(&self, shown: &Snapshot, address: &str) -> Option<Page> {
        let path = address.strip_prefix(gallery::FOLDER)?;
        let gallery = self.gallery.get_or_init(|| Gallery::of(shown));
        Some(match gallery.as_ref()?.render(path)? {
            Ok(artifact) => Page::Found(artifact),
            Err(faults) => Page::Faulty(None, faults),
        })
    }

    fn render(
        &self,
        snapshot: &Snapshot,
        address: &str,
    ) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        self.made.render(snapshot.renderer.as_ref()?, address)
    }
}

fn is_good(snapshot: &Snapshot) -> bool {
    !snapshot.has_errors() && snapshot.renderer.is_some()
}
