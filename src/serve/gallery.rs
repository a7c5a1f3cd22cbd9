//! The gallery of the theme: its components in all of their states, and sites to visit that hold one of everything, or nothing.
//!
//! It stands beside the site and is never built. Its sites are linked and rendered as the served one is, when one of their pages is first
//! asked for; [`crate::gallery`] tells what they hold.

use crate::diagnostics::Diagnostic;
use crate::gallery::{self, GallerySite, SITES};
use crate::parse::NoMemory;
use crate::pipeline::Snapshot;
use crate::render::{Artifact, Renderer};
use crate::view::parts::Link;
use crate::view::{GalleryPages, GallerySection};

/// The gallery of a theme.
pub struct Gallery {
    /// Where it lives, with the base path of the served site.
    base: String,
    /// Each site with what renders it.
    sites: Vec<(GallerySite, Renderer)>,
    /// What can be visited.
    pages: Vec<GalleryPages>,
}

impl Gallery {
    /// The gallery of the theme of `served`; `None` where that has no site. It is in French, as its samples are.
    pub fn of(served: &Snapshot) -> Option<Self> {
        let served_renderer = served.renderer.as_ref()?;
        let today = served_renderer.sites().next()?.today;
        let base = served_renderer.base();
        let mut sites = Vec::with_capacity(SITES.len());
        for site in SITES {
            let url = base.absolute(&format!("{}{}", gallery::FOLDER, site.folder()));
            let inputs = site.inputs(&served.inputs, url, today);
            let renderer = Snapshot::of(inputs, Vec::new(), &NoMemory).renderer?;
            sites.push((site, renderer));
        }
        let pages = sites.iter().map(|(site, renderer)| GalleryPages {
            site: site.folder().trim_end_matches('/'),
            pages: pages(renderer),
        });
        Some(Self {
            base: base.href(gallery::FOLDER),
            pages: pages.collect(),
            sites,
        })
    }

    /// The file at `path` below the gallery; `None` where there is none.
    pub fn render(&self, path: &str) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        for (site, renderer) in &self.sites {
            if let Some(path) = path.strip_prefix(site.folder()) {
                return renderer.render(&format!("/{path}"));
            }
        }
        let mut sections = GallerySection::ALL.into_iter();
        let section = sections.find(|section| section.path() == path)?;
        let samples = self
            .sites
            .iter()
            .find(|(site, _)| *site == GallerySite::Samples);
        samples?.1.gallery(&self.base, section, &self.pages)
    }
}

/// The pages of `renderer` that show something new, by their paths.
fn pages(renderer: &Renderer) -> Vec<Link> {
    let addresses = renderer.page_addresses();
    let shown = addresses.into_iter().filter(|address| {
        (address.ends_with('/') || address.ends_with("404.html"))
            && !gallery::is_one_of_many(address)
    });
    shown
        .map(|address| Link {
            url: renderer.base().href(&address),
            label: address,
        })
        .collect()
}
