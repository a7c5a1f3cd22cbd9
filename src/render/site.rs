//! Rendering the site of one language.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::assets::Assets;
use super::machine::feed::Entries;
use super::social_card::{CardPress, CardSettings};
use super::theme::Theme;
use super::{Artifact, admin, machine, offline, picture};
use crate::diagnostics::{Diagnostic, Problem};
use crate::inputs::ThemeFiles;
use crate::site::Site;
use crate::site::routes::Route;
use crate::site::translations::Translations;
use crate::view::{
    self, CardRecipe, Context, GalleryPages, GallerySection, KeptParts, SocialCard, Strings,
    TestedTheme,
};

/// What the sites of all languages have in common.
#[derive(Clone)]
pub struct Shared {
    /// The languages, and which of their pages correspond.
    pub translations: Arc<Translations>,
    /// The files that pages load.
    pub assets: Arc<Assets>,
    /// How wide a picture in a text is, as the `sizes` of an `<img>`.
    pub picture_sizes: Arc<str>,
    /// What was tested of the theme.
    pub tested: Arc<TestedTheme>,
}

/// A linked site with its theme: renders any of its addresses.
pub struct SiteRenderer {
    /// The site.
    pub site: Site,
    /// Which of the languages it is.
    position: usize,
    shared: Shared,
    /// The files that the theme and what draws the cards were made of.
    files: ThemeFiles,
    theme: Arc<Theme>,
    /// Draws the social cards, where the site has some.
    card_press: Option<Arc<CardPress>>,
    /// What a worker of the site does in a visitor's browser.
    worker: String,
    /// The social cards by path, looked up when one is first asked for.
    cards: OnceLock<BTreeMap<String, SocialCard>>,
    /// What many pages show.
    kept: KeptParts,
    /// What many feeds hold.
    entries: Entries,
    /// The files of the search index by path. Made when one is first asked for: an editor who never searches does not wait for it, and a
    /// build, which wants each once, does not keep them.
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl SiteRenderer {
    /// The templates and the words of `files` for `site`, with their faults; those of `former` where the files are the same. `None` where
    /// they cannot be read.
    pub fn templates(
        site: &Site,
        files: &ThemeFiles,
        former: Option<&Self>,
    ) -> (Option<Arc<Theme>>, Vec<Diagnostic>) {
        let language = site.config.language;
        let known = former.filter(|former| {
            former.site.config.language == language
                && former.files.is_same_but_in(files, &Theme::NOT_OF)
        });
        if let Some(former) = known {
            return (Some(Arc::clone(&former.theme)), Vec::new());
        }
        let (theme, faults) = Theme::load(files, language);
        (theme.map(Arc::new), faults)
    }

    /// What draws the social cards of `site`, in a theme that has some; that of `former` where the files are the same.
    pub fn card_press(
        site: &Site,
        files: &ThemeFiles,
        settings: Option<&CardSettings>,
        former: Option<&Self>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Arc<CardPress>> {
        let settings = settings.filter(|_| site.config.features.social_cards)?;
        let language = site.config.language;
        let known = former.filter(|former| {
            former.site.config.language == language
                && former.files.is_same_but_in(files, &CardPress::NOT_OF)
        });
        match known.and_then(|former| former.card_press.as_ref()) {
            Some(press) => Some(Arc::clone(press)),
            None => CardPress::load(files, settings.clone(), language, faults).map(Arc::new),
        }
    }

    /// Prepares `theme` and `card_press`, made of `files`, for the site at `position` of a website.
    pub fn new(
        site: Site,
        position: usize,
        files: &ThemeFiles,
        shared: Shared,
        theme: Arc<Theme>,
        card_press: Option<Arc<CardPress>>,
    ) -> Self {
        let worker = files.get(offline::WORKER).unwrap_or_default();
        let worker = String::from_utf8_lossy(worker).into_owned();
        let mut renderer = Self {
            kept: KeptParts::of(&site),
            entries: Entries::of(&site),
            site,
            position,
            shared,
            files: files.clone(),
            theme,
            card_press,
            worker,
            cards: OnceLock::new(),
            search: OnceLock::new(),
        };
        let site_view = view::site_view(&renderer.context());
        if !renderer.theme.is_of(&site_view) {
            Arc::make_mut(&mut renderer.theme).set_site(&site_view);
        }
        renderer
    }

    /// Whether its templates are those of `other`, and were not compiled again.
    #[cfg(test)]
    pub fn has_templates_of(&self, other: &Self) -> bool {
        self.theme.has_templates_of(&other.theme)
    }

    /// The words of its theme.
    pub fn strings(&self) -> &Strings {
        self.theme.strings()
    }

    fn context(&self) -> Context<'_> {
        Context {
            site: &self.site,
            strings: self.theme.strings(),
            assets: self.shared.assets.href(),
            picture_sizes: &self.shared.picture_sizes,
            tested: &self.shared.tested,
            cards: self
                .card_press
                .as_ref()
                .map(|press| CardRecipe(press.fingerprint())),
            kept: &self.kept,
            draw: &*self.theme,
            translations: &self.shared.translations,
            position: self.position,
        }
    }

    /// The paths of its files that are known without making the search index, from its own root, and where each stands along its articles.
    pub fn placed_paths(&self) -> impl Iterator<Item = (usize, &str)> {
        let routes = self.site.routes.iter();
        let placed = routes.map(|(path, route)| (self.site.place_along_articles(route), path));
        placed.chain(self.cards().keys().map(|path| (0, path.as_str())))
    }

    /// The social cards by path.
    fn cards(&self) -> &BTreeMap<String, SocialCard> {
        self.cards.get_or_init(|| view::cards(&self.context()))
    }

    /// The social card at `path`, with what draws it.
    fn card(&self, path: &str) -> Option<(&CardPress, &SocialCard)> {
        let press = self.card_press.as_ref()?;
        let is_card = path.starts_with("/images/") && path.ends_with(".png");
        Some((press, is_card.then(|| self.cards().get(path))??))
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
        if let Some((press, card)) = self.card(path) {
            let drawn = press.draw(card).map_err(|fault| vec![fault]);
            return Some(drawn.map(|bytes| Artifact::at(&address, bytes)));
        }
        let folder = self.search_folder();
        let file = path
            .starts_with(&folder)
            .then(|| self.search_index().get(path))??;
        Some(Ok(Artifact::at(&address, file.clone())))
    }

    /// The page `section` of the gallery at `base`, where this is the site of its samples; `None` where it is not.
    pub fn gallery(
        &self,
        base: &str,
        section: GallerySection,
        pages: &[GalleryPages],
    ) -> Option<Result<Vec<u8>, Vec<Diagnostic>>> {
        let page = view::gallery(&self.context(), base, section, pages)?;
        Some(self.theme.page(&page).map_err(|fault| vec![fault]))
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
            Route::Feed(scope) => machine::feed::atom(site, scope, &self.entries, &body_html),
            Route::JsonFeed => machine::feed::json_feed(site, &body_html),
            Route::SitemapXml => machine::sitemap::sitemap_xml(site),
            Route::Robots => machine::crawlers::robots_txt(&self.shared.translations),
            Route::LlmsTxt => machine::llms::llms_txt(site, self.theme.strings()),
            Route::OpenSearch => {
                machine::opensearch::description(site, &|file| self.shared.assets.file_href(file))
            }
            Route::Manifest => machine::manifest::web_manifest(
                site,
                &|file| self.shared.assets.file_href(file),
                machine::manifest::PAPER,
            ),
            Route::ServiceWorker => {
                offline::service_worker(self, &self.shared.assets, &self.worker)?
            }
            Route::Admin => self
                .theme
                .admin(&view::admin(&self.context()))
                .map_err(|fault| vec![fault])?,
            // Of a website in several languages, `Renderer` answers for all.
            Route::AdminConfig => admin::config([(site, self.strings())]),
            Route::AdminFile(name) => admin::file(site, name),
            Route::NoJekyll => machine::crawlers::no_jekyll(),
            Route::Cname => machine::crawlers::cname(site),
            Route::Asset(path) => site
                .assets
                .get(path)
                .map(|file| file.bytes.read().into_owned())
                .unwrap_or_default(),
            Route::PictureVersion(source, width) => self.picture_version(source, *width)?,
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

    /// The version of `width` pixels of the picture at `source` below `content/`.
    fn picture_version(&self, source: &str, width: u32) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let site = &self.site;
        let versions = site.versions.get(source).into_iter().flatten();
        let mut sizes = versions.map(|version| (version.width, version.height));
        let found = sizes.find(|(known, _)| *known == width);
        let format = site.pictures.get(source).and_then(|picture| picture.still);
        let (Some(file), Some(size), Some(format)) = (site.assets.get(source), found, format)
        else {
            return Ok(Vec::new());
        };
        picture::version(&file.bytes.read(), format, size).map_err(|undecodable| {
            let reason = undecodable.0;
            vec![Diagnostic::of_file(
                &file.path,
                Problem::BrokenPicture { reason },
            )]
        })
    }

    /// Whether the name of the file at `path` tells its recipe, so that a file of that name has its bytes.
    pub fn is_named_by_recipe(&self, path: &str) -> bool {
        matches!(self.site.routes.get(path), Some(Route::PictureVersion(..)))
            || self.card(path).is_some()
    }

    /// The narrowest version of each picture, and a card.
    pub fn proof_paths(&self) -> impl Iterator<Item = &str> {
        let versions = self.site.versions.values();
        let narrowest = versions.filter_map(|versions| versions.first());
        let narrowest = narrowest.map(|version| version.path.as_str());
        narrowest.chain(self.cards().keys().next().map(String::as_str))
    }

    fn search_folder(&self) -> String {
        format!(
            "{}{}",
            self.site.routes.names().index("search"),
            super::SEARCH_FOLDER
        )
    }

    /// The files of the search index by path.
    fn search_index(&self) -> &BTreeMap<String, Vec<u8>> {
        self.search.get_or_init(|| {
            let mut files = BTreeMap::new();
            self.for_each_search_file(|path, bytes| {
                files.insert(path, bytes);
            });
            files
        })
    }

    /// Makes the search index, and hands on each of its files, with its path, as soon as it is made.
    pub fn for_each_search_file(&self, mut emit: impl FnMut(String, Vec<u8>)) {
        if !self.site.config.features.search {
            return;
        }
        let folder = self.search_folder();
        machine::search_index::search_files(&self.site, |file| {
            emit(format!("{folder}{}", file.name), file.bytes);
        });
    }
}
