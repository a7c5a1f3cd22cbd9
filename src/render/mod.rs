//! Render: theme + view → bytes.
//!
//! A [`Renderer`] holds a linked site and its theme, and gives the file at any address of the site: `build` asks for all of them,
//! `serve` for one at a time, and both get the same bytes. Nothing here reads the disk or the clock.

mod artifact;
mod calendar;
pub mod escape;
mod filters;
mod image_size;
mod machine;
mod script;
mod stylesheet;
mod theme;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::diagnostics::{Diagnostic, Problem};
use crate::inputs::Inputs;
use crate::site::Site;
use crate::site::routes::Route;
use crate::view::{self, Context};

pub use artifact::Artifact;
pub use machine::search_index::KINDS as SEARCH_KINDS;

use theme::Theme;

/// The folder of the search index below the search's page.
pub const SEARCH_FOLDER: &str = "index/";

/// A linked site with its theme: renders any of its addresses.
pub struct Renderer {
    /// The site.
    pub site: Site,
    theme: Theme,
    /// Width and height of pictures by path below `content/`.
    sizes: HashMap<String, (u32, u32)>,
    /// Made when it is first asked for: an editor who never searches does not wait for it.
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl Renderer {
    /// Prepares the theme of `inputs`. `None`, with the faults, where its templates cannot be read.
    pub fn new(site: Site, inputs: &Inputs) -> (Option<Self>, Vec<Diagnostic>) {
        let (theme, faults) = Theme::load(&inputs.theme, site.config.language, &site.base);
        let sizes = image_size::sizes(&site.assets);
        let renderer = theme.map(|theme| {
            let mut renderer = Self {
                site,
                theme,
                sizes,
                search: OnceLock::new(),
            };
            let site_view = view::site_view(&renderer.context());
            renderer.theme.set_site(&site_view);
            renderer
        });
        (renderer, faults)
    }

    fn context(&self) -> Context<'_> {
        Context {
            site: &self.site,
            strings: self.theme.strings(),
            assets: self.theme.assets_href(),
            sizes: &self.sizes,
        }
    }

    /// Every address of the site, in order, without the base path: `/`, `/articles/`, `/atom.xml`, `/assets/…`.
    pub fn addresses(&self) -> Vec<String> {
        let pages = self.site.routes.iter().map(|(path, _)| path.to_owned());
        let assets = self.theme.assets().map(|(path, _)| path.to_owned());
        let search = self.search_index().keys().cloned();
        let mut addresses: Vec<String> = pages.chain(assets).chain(search).collect();
        addresses.sort_unstable();
        addresses
    }

    /// The file at `address`; `None` where the site has none. The faults are those of its template.
    pub fn render(&self, address: &str) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        if let Some(route) = self.site.routes.get(address) {
            return Some(self.route(address, route));
        }
        if let Some(bytes) = self.theme.asset(address) {
            return Some(Ok(Artifact::at(address, bytes)));
        }
        let folder = self.search_folder();
        let file = address
            .starts_with(&folder)
            .then(|| self.search_index().get(address))??;
        Some(Ok(Artifact::at(address, file.clone())))
    }

    fn route(&self, address: &str, route: &Route) -> Result<Artifact, Vec<Diagnostic>> {
        let site = &self.site;
        let body_html = |position: usize| view::article_html(site, position);
        let bytes = match route {
            Route::EditionCsv(position) => machine::edition_data::csv(site, *position),
            Route::EditionJson(position) => machine::edition_data::json(site, *position),
            Route::FormerModels => machine::former_models::json(site),
            Route::EventCalendar(position) => machine::calendars::event_calendar(site, *position),
            Route::Calendar => machine::calendars::site_calendar(site),
            Route::Feed(scope) => machine::feed::atom(site, scope, &body_html),
            Route::JsonFeed => machine::feed::json_feed(site, &body_html),
            Route::SitemapXml => machine::sitemap::sitemap_xml(site),
            Route::Robots => machine::crawlers::robots_txt(site),
            Route::LlmsTxt => machine::llms::llms_txt(site),
            Route::Manifest => machine::manifest::web_manifest(
                site,
                &|file| self.theme.file_href(file),
                machine::manifest::PAPER,
            ),
            Route::NoJekyll => machine::crawlers::no_jekyll(),
            Route::Cname => machine::crawlers::cname(site),
            Route::Asset(path) => site
                .assets
                .get(path)
                .map(|file| file.bytes.to_vec())
                .unwrap_or_default(),
            Route::Redirect(target) => self
                .theme
                .redirect(&site.base, target)
                .map_err(|fault| vec![fault])?,
            _ => match view::derive(&self.context(), address, route) {
                Some(page) => self.theme.page(&page).map_err(|fault| vec![fault])?,
                // Every other route is a page; one without a view would be a hole in this function.
                None => {
                    return Err(vec![Diagnostic::of_site(Problem::TemplateMissing {
                        name: address.to_owned(),
                    })]);
                }
            },
        };
        Ok(Artifact::at(address, bytes))
    }

    fn search_folder(&self) -> String {
        format!(
            "{}{SEARCH_FOLDER}",
            self.site.routes.names().index("search")
        )
    }

    /// The files of the search index by address.
    fn search_index(&self) -> &BTreeMap<String, Vec<u8>> {
        self.search.get_or_init(|| {
            let folder = self.search_folder();
            machine::search_index::search_files(&self.site)
                .into_iter()
                .map(|(name, bytes)| (format!("{folder}{name}"), bytes))
                .collect()
        })
    }
}
