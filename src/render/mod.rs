//! Render: theme + view → bytes.
//!
//! A [`Renderer`] holds a linked website and its theme, and gives the file at any address: `build` asks for all of them, `serve` for
//! one at a time, and both get the same bytes. Nothing here reads the disk or the clock.

mod admin;
mod artifact;
mod assets;
mod calendar;
pub mod escape;
mod filters;
mod machine;
mod offline;
mod picture;
mod script;
mod site;
mod social_card;
mod stylesheet;
mod tested;
mod theme;
mod theme_file;

use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use crate::diagnostics::Diagnostic;
use crate::inputs::{Inputs, ThemeFiles};
use crate::site::address::BaseUrl;
use crate::site::routes::Route;
use crate::site::{Site, Website};
use crate::view::{GalleryPages, GallerySection};

pub use artifact::{Artifact, file_of};
#[cfg(any(test, fuzzing))]
pub use machine::article_markdown::copy as article_markdown;
pub use machine::search_index::KINDS as SEARCH_KINDS;

use assets::{Assets, Wants};
use site::{Shared, SiteRenderer};
use social_card::CardSettings;
use theme_file::ThemeFile;

/// The folder of the search index below the search's page.
pub const SEARCH_FOLDER: &str = "index/";

/// The folder of the theme that holds the template of social cards and their fonts.
const CARD_FOLDER: &str = "social-card/";

/// A linked website with its theme: renders any of its addresses.
pub struct Renderer {
    theme: Arc<Common>,
    main: SiteRenderer,
    /// The sites in other languages, each below a folder of its own.
    others: Vec<SiteRenderer>,
}

/// Parts of a theme that were not made again.
#[cfg(test)]
pub struct KeptOfTheme {
    pub assets: bool,
    pub templates: bool,
}

/// What of a theme is the same in every language.
struct Common {
    /// The files that it was made of, where the website lives, and what it wants: by these it is told from another.
    files: ThemeFiles,
    base: BaseUrl,
    wants: Wants,
    assets: Arc<Assets>,
    picture_sizes: Arc<str>,
    cards: Option<CardSettings>,
}

impl Common {
    /// Folders of the theme that it is not made of.
    const NOT_OF: [&'static str; 2] = ["templates/", "i18n/"];

    fn new(files: &ThemeFiles, base: &BaseUrl, wants: Wants, faults: &mut Vec<Diagnostic>) -> Self {
        let theme_file = ThemeFile::read(files, faults);
        Self {
            assets: Arc::new(Assets::new(files, theme_file.stylesheets, base, wants)),
            picture_sizes: theme_file.picture_sizes.into(),
            cards: theme_file.cards,
            files: files.clone(),
            base: base.clone(),
            wants,
        }
    }

    fn is_of(&self, files: &ThemeFiles, base: &BaseUrl, wants: Wants) -> bool {
        self.base == *base && self.wants == wants && self.files.is_same_but_in(files, &Self::NOT_OF)
    }
}

impl Renderer {
    /// Prepares the theme of `inputs` in each language. `None`, with all its faults, where it cannot be used. What is made of the same
    /// files as in `former` is taken from there.
    pub fn new(
        website: Website,
        inputs: &Inputs,
        former: Option<&Self>,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let Some(main) = website.sites.first() else {
            return (None, Vec::new());
        };
        let mut faults = Vec::new();
        let mut sites = website.sites.iter();
        let wants = Wants {
            offline: sites.any(|site| site.config.features.offline),
            admin: !main.admin.is_empty(),
        };
        let files = &inputs.theme;
        let known = former.map(|former| &former.theme);
        let former_of = |site: &Site| {
            let mut known = former?.renderers();
            known.find(|renderer| renderer.site.config.file.tree() == site.config.file.tree())
        };
        // Style sheets are made small while templates are compiled.
        let (theme, templates) = rayon::join(
            || {
                let known = known.filter(|theme| theme.is_of(files, &main.base, wants));
                known.map_or_else(
                    || Arc::new(Common::new(files, &main.base, wants, &mut faults)),
                    Arc::clone,
                )
            },
            || -> Vec<_> {
                let sites = website.sites.iter();
                sites
                    .map(|site| SiteRenderer::templates(site, files, former_of(site)))
                    .collect()
            },
        );
        let shared = Shared {
            translations: Arc::new(website.translations),
            assets: Arc::clone(&theme.assets),
            picture_sizes: Arc::clone(&theme.picture_sizes),
            tested: Arc::new(tested::theme(files, &mut faults)),
        };
        let mut renderers = Vec::with_capacity(website.sites.len());
        let sites = website.sites.into_iter().zip(templates);
        for (position, (site, (templates, found))) in sites.enumerate() {
            faults.extend(found);
            let (settings, former) = (theme.cards.as_ref(), former_of(&site));
            let press = SiteRenderer::card_press(&site, files, settings, former, &mut faults);
            let shared = shared.clone();
            renderers.extend(templates.map(|templates| {
                SiteRenderer::new(site, position, files, shared, templates, press)
            }));
        }
        if !faults.is_empty() {
            return (None, faults);
        }
        let main = renderers.remove(0);
        let renderer = Self {
            theme,
            main,
            others: renderers,
        };
        (Some(renderer), faults)
    }

    /// Which parts of the theme are those of `former` and were not made again.
    #[cfg(test)]
    pub fn kept_of(&self, former: &Self) -> KeptOfTheme {
        KeptOfTheme {
            assets: Arc::ptr_eq(&self.theme, &former.theme),
            templates: self.main.has_templates_of(&former.main),
        }
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

    /// The addresses that are known without making a search index, in order. A page of the main language at an address of another, which is an
    /// error of the site, has none.
    pub fn page_addresses(&self) -> Vec<String> {
        let mut addresses: Vec<String> = self.placed_addresses().map(|(_, it)| it).collect();
        addresses.sort_unstable();
        addresses
    }

    /// The same for whoever makes all of these files: those that show the same articles come together, so that what was made of these is
    /// still at hand.
    pub fn page_addresses_along_articles(&self) -> Vec<String> {
        let mut addresses: Vec<(usize, String)> = self.placed_addresses().collect();
        addresses.par_sort_unstable();
        addresses.into_iter().map(|(_, address)| address).collect()
    }

    /// Each of these addresses, in no order, with where its file stands along the articles of its site.
    fn placed_addresses(&self) -> impl Iterator<Item = (usize, String)> {
        let files = self.renderers().flat_map(|renderer| {
            renderer
                .placed_paths()
                .map(|(place, path)| (place, renderer.site.address_in_website(path)))
                .filter(|(_, address)| std::ptr::eq(self.at(address).0, renderer))
        });
        let assets = self.theme.assets.addresses();
        files.chain(assets.map(|address| (0, address.to_owned())))
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

    /// Makes the search indexes, and hands on each of their files as soon as it is made: all of them are never in memory at once.
    pub fn for_each_search_file(&self, mut emit: impl FnMut(Artifact)) {
        for renderer in self.renderers() {
            renderer.for_each_search_file(|path, bytes| {
                let address = renderer.site.address_in_website(&path);
                emit(Artifact::at(&address, bytes));
            });
        }
    }

    /// The theme's file that an open page asks for at `address`, the one it had when it was loaded: the same file as it is now.
    pub fn asset_instead_of(&self, address: &str) -> Option<Artifact> {
        let bytes = self.theme.assets.instead_of(address)?;
        Some(Artifact::at(address, bytes))
    }

    /// The file at `address`; `None` where the website has none. The faults are those of its template.
    pub fn render(&self, address: &str) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        if let Some(bytes) = self.theme.assets.get(address) {
            return Some(Ok(Artifact::at(address, bytes)));
        }
        let (renderer, path) = self.at(address);
        // One page edits the sites in all languages.
        if let Some(Route::AdminConfig) = renderer.site.routes.get(path) {
            let sites = self.renderers();
            let config = admin::config(sites.map(|it| (&it.site, it.strings())));
            return Some(Ok(Artifact::at(address, config)));
        }
        renderer.render(path)
    }

    /// The page `section` of the gallery at `base`, where this is the website of its samples. `pages` are those of the gallery's sites.
    /// `None` where it is not.
    pub fn gallery(
        &self,
        base: &str,
        section: GallerySection,
        pages: &[GalleryPages],
    ) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        let made = self.main.gallery(base, section, pages)?;
        Some(made.map(|html| Artifact::at(section.path(), html)))
    }

    /// Whether the name of the file at `address` tells its recipe: a file of that name, whichever build made it, has its bytes.
    pub fn is_named_by_recipe(&self, address: &str) -> bool {
        let (renderer, path) = self.at(address);
        renderer.is_named_by_recipe(path)
    }

    /// Whether the file at `address` is the worker that keeps pages for visitors without a network.
    pub fn is_worker(&self, address: &str) -> bool {
        let (renderer, path) = self.at(address);
        matches!(renderer.site.routes.get(path), Some(Route::ServiceWorker))
    }

    /// Addresses of files that are made by a recipe, enough of them to know that all can be made: the narrowest version of each picture,
    /// and a card.
    pub fn proofs(&self) -> Vec<String> {
        self.renderers()
            .flat_map(|renderer| {
                renderer
                    .proof_paths()
                    .map(|path| renderer.site.address_in_website(path))
            })
            .collect()
    }

    /// The site that `address` is in, and its path there.
    fn at<'a>(&self, address: &'a str) -> (&SiteRenderer, &'a str) {
        for other in &self.others {
            let inside = address
                .strip_prefix('/')
                .and_then(|path| path.strip_prefix(other.site.config.file.tree()))
                .filter(|path| path.starts_with('/'));
            if let Some(path) = inside {
                return (other, path);
            }
        }
        (&self.main, address)
    }
}
