//! Rendering the site of one language.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use super::assets::Assets;
use super::theme::Theme;
use super::{Artifact, image_size, machine};
use crate::diagnostics::{Diagnostic, Problem};
use crate::inputs::ThemeFiles;
use crate::site::Site;
use crate::site::routes::Route;
use crate::site::translations::Translations;
use crate::view::{self, Context};

/// A linked site with its theme: renders any of its addresses.
pub struct SiteRenderer {
    /// The site.
    pub site: Site,
    /// The other languages, and which of them this is.
    translations: Arc<Translations>,
    position: usize,
    theme: Theme,
    /// The files that pages of every language load.
    assets: Arc<Assets>,
    /// Width and height of pictures by path below `content/`.
    sizes: HashMap<String, (u32, u32)>,
    /// Made when it is first asked for: an editor who never searches does not wait for it.
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl SiteRenderer {
    /// Prepares the theme of `files` for the site at `position` of a website, whose pages load `assets`. `None`, with the faults, where
    /// its templates cannot be read.
    pub fn new(
        site: Site,
        position: usize,
        translations: Arc<Translations>,
        files: &ThemeFiles,
        assets: Arc<Assets>,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let (theme, faults) = Theme::load(files, site.config.language);
        let sizes = image_size::sizes(&site.assets);
        let renderer = theme.map(|theme| {
            let mut renderer = Self {
                site,
                translations,
                position,
                theme,
                assets,
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
            assets: self.assets.href(),
            sizes: &self.sizes,
            translations: &self.translations,
            position: self.position,
        }
    }

    /// The paths of its files that are known without making the search index, from its own root.
    pub fn route_paths(&self) -> impl Iterator<Item = &str> {
        self.site.routes.iter().map(|(path, _)| path)
    }

    /// The paths of the search index's files. The first call makes the index.
    pub fn search_paths(&self) -> impl Iterator<Item = &str> {
        self.search_index().keys().map(String::as_str)
    }

    /// The file at `path`; `None` where the site has none. The faults are those of its template.
    pub fn render(&self, path: &str) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        let address = self.site.address_in_website(path);
        if let Some(route) = self.site.routes.get(path) {
            return Some(
                self.route(path, route)
                    .map(|bytes| Artifact::at(&address, bytes)),
            );
        }
        let folder = self.search_folder();
        let file = path
            .starts_with(&folder)
            .then(|| self.search_index().get(path))??;
        Some(Ok(Artifact::at(&address, file.clone())))
    }

    fn route(&self, path: &str, route: &Route) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let site = &self.site;
        let body_html = |position: usize| view::article_html(site, self.theme.strings(), position);
        let bytes = match route {
            Route::EditionCsv(position) => machine::edition_data::csv(site, *position),
            Route::EditionJson(position) => machine::edition_data::json(site, *position),
            Route::ArticleMarkdown(position) => machine::article_markdown::copy(site, *position),
            Route::FormerModels => machine::former_models::json(site),
            Route::EventCalendar(position) => machine::calendars::event_calendar(site, *position),
            Route::ProgrammeCalendar(position) => {
                machine::calendars::programme_calendar(site, *position)
            }
            Route::SessionCalendar(position, session) => {
                machine::calendars::session_calendar(site, *position, *session)
            }
            Route::Calendar => machine::calendars::site_calendar(site),
            Route::Feed(scope) => machine::feed::atom(site, scope, &body_html),
            Route::JsonFeed => machine::feed::json_feed(site, &body_html),
            Route::SitemapXml => machine::sitemap::sitemap_xml(site),
            Route::Robots => machine::crawlers::robots_txt(&self.translations),
            Route::LlmsTxt => machine::llms::llms_txt(site, self.theme.strings()),
            Route::OpenSearch => {
                machine::opensearch::description(site, &|file| self.assets.file_href(file))
            }
            Route::Manifest => machine::manifest::web_manifest(
                site,
                &|file| self.assets.file_href(file),
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
            _ => match view::derive(&self.context(), path, route) {
                Some(page) => self.theme.page(&page).map_err(|fault| vec![fault])?,
                // Every other route is a page; one without a view would be a hole in this function.
                None => {
                    return Err(vec![Diagnostic::of_site(Problem::TemplateMissing {
                        name: path.to_owned(),
                    })]);
                }
            },
        };
        Ok(bytes)
    }

    fn search_folder(&self) -> String {
        format!(
            "{}{}",
            self.site.routes.names().index("search"),
            super::SEARCH_FOLDER
        )
    }

    /// The files of the search index by address.
    fn search_index(&self) -> &BTreeMap<String, Vec<u8>> {
        self.search.get_or_init(|| {
            if !self.site.config.features.search {
                return BTreeMap::new();
            }
            let folder = self.search_folder();
            machine::search_index::search_files(&self.site)
                .into_iter()
                .map(|(name, bytes)| (format!("{folder}{name}"), bytes))
                .collect()
        })
    }
}
