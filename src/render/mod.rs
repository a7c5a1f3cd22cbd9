//! Render: theme + view → bytes.
//!
//! A [`Renderer`] holds a linked website and its theme, and gives the file at any address: `build` asks for all of them, `serve` for
//! one at a time, and both get the same bytes. Nothing here reads the disk or the clock.

mod artifact;
mod assets;
mod calendar;
pub mod escape;
mod filters;
mod image_size;
mod machine;
mod script;
mod site;
mod stylesheet;
mod theme;

use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::inputs::Inputs;
use crate::site::address::BaseUrl;
use crate::site::{Site, Website};

pub use artifact::Artifact;
pub use machine::search_index::KINDS as SEARCH_KINDS;

use assets::Assets;
use site::SiteRenderer;

/// The folder of the search index below the search's page.
pub const SEARCH_FOLDER: &str = "index/";

/// A linked website with its theme: renders any of its addresses.
pub struct Renderer {
    assets: Arc<Assets>,
    main: SiteRenderer,
    /// The sites in other languages, each below a folder of its own.
    others: Vec<SiteRenderer>,
}

impl Renderer {
    /// Prepares the theme of `inputs` in each language. `None`, with all its faults, where it cannot be used.
    pub fn new(website: Website, inputs: &Inputs) -> (Option<Self>, Vec<Diagnostic>) {
        let Some(main) = website.sites.first() else {
            return (None, Vec::new());
        };
        let (assets, mut faults) = Assets::load(&inputs.theme, &main.base);
        let (assets, translations) = (Arc::new(assets), Arc::new(website.translations));
        let mut renderers = Vec::with_capacity(website.sites.len());
        for (position, site) in website.sites.into_iter().enumerate() {
            let (translations, assets) = (Arc::clone(&translations), Arc::clone(&assets));
            let (renderer, found) =
                SiteRenderer::new(site, position, translations, &inputs.theme, assets);
            faults.extend(found);
            renderers.extend(renderer);
        }
        if !faults.is_empty() {
            return (None, faults);
        }
        let main = renderers.remove(0);
        let renderer = Self {
            assets,
            main,
            others: renderers,
        };
        (Some(renderer), faults)
    }

    /// Where the website lives.
    pub fn base(&self) -> &BaseUrl {
        &self.main.site.base
    }

    /// The sites of its languages, the main one first.
    pub fn sites(&self) -> impl Iterator<Item = &Site> {
        self.renderers().map(|renderer| &renderer.site)
    }

    fn renderers(&self) -> impl Iterator<Item = &SiteRenderer> {
        std::iter::once(&self.main).chain(&self.others)
    }

    /// Every address of the website, in order, without the base path: `/`, `/articles/`, `/en/`, `/atom.xml`, `/assets/…`.
    pub fn addresses(&self) -> Vec<String> {
        let mut addresses = self.page_addresses();
        addresses.extend(self.search_addresses());
        addresses.sort_unstable();
        addresses
    }

    /// The addresses that are known without making a search index, in order.
    pub fn page_addresses(&self) -> Vec<String> {
        let files = self.renderers().flat_map(|renderer| {
            renderer
                .route_paths()
                .map(|path| renderer.site.address_in_website(path))
        });
        let assets = self.assets.addresses().map(str::to_owned);
        let mut addresses: Vec<String> = files.chain(assets).collect();
        addresses.sort_unstable();
        addresses
    }

    /// The addresses of the search indexes' files. The first call makes the indexes.
    pub fn search_addresses(&self) -> Vec<String> {
        self.renderers()
            .flat_map(|renderer| {
                renderer
                    .search_paths()
                    .map(|path| renderer.site.address_in_website(path))
            })
            .collect()
    }

    /// The file at `address`; `None` where the website has none. The faults are those of its template.
    pub fn render(&self, address: &str) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        if let Some(bytes) = self.assets.get(address) {
            return Some(Ok(Artifact::at(address, bytes)));
        }
        for other in &self.others {
            let inside = address
                .strip_prefix('/')
                .and_then(|path| path.strip_prefix(other.site.config.file.tree()))
                .filter(|path| path.starts_with('/'));
            if let Some(path) = inside {
                return other.render(path);
            }
        }
        self.main.render(address)
    }
}
