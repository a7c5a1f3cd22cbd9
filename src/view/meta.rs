//! What every page says around its content.

use std::collections::BTreeMap;

use super::context::Context;
use super::parts::{
    Alternate, LanguageLink, Link, NavItem, PageMeta, PublisherView, SiteView, SocialImage,
};
use super::proposals::{self, PROPOSALS};
use super::structured_data::Node;
use super::{PageView, View, accessibility, social_card, structured_data};
use crate::document::{Identity, NavigationEntry, Page};
use crate::site::routes::{SERVICE_WORKER, Singleton};

/// A page on its way: its content, and what is particular about its frame.
#[derive(Debug)]
pub struct Draft {
    /// Content.
    pub view: View,
    /// Name of the kind of page.
    pub kind: &'static str,
    /// The `h1`.
    pub title: String,
    /// For engines; the site's description where a page has none.
    pub description: Option<String>,
    /// From the home page to the parent.
    pub breadcrumbs: Vec<Link>,
    /// Feeds besides the site's.
    pub feeds: Vec<Link>,
    /// `OpenGraph` type.
    pub og_type: &'static str,
    /// The only other origin that a frame of the page may show.
    pub frames: Option<&'static str>,
    /// The same content in Markdown, with the base path.
    pub markdown: Option<String>,
    /// The picture for networks; the site's card where a page has none.
    pub image: Option<SocialImage>,
    /// Day of publication.
    pub published: Option<jiff::civil::Date>,
    /// Day of the last change.
    pub modified: Option<jiff::civil::Date>,
    /// JSON-LD besides the breadcrumbs.
    pub structured: Vec<Node>,
    /// The file to edit on the forge.
    pub source: Option<crate::diagnostics::SourcePath>,
    /// Language, where it is not the site's.
    pub lang: Option<String>,
    /// Not for engines.
    pub noindex: bool,
}

impl Draft {
    /// A page of `kind` with nothing particular.
    pub fn new(view: View, kind: &'static str, title: impl Into<String>) -> Self {
        Self {
            view,
            kind,
            title: title.into(),
            description: None,
            breadcrumbs: Vec::new(),
            feeds: Vec::new(),
            og_type: "website",
            frames: None,
            markdown: None,
            image: None,
            published: None,
            modified: None,
            structured: Vec::new(),
            source: None,
            lang: None,
            noindex: false,
        }
    }

    /// With the title, summary and source of the page that introduces it, if one does.
    pub fn introduced(mut self, introduction: Option<&Page>) -> Self {
        if let Some(page) = introduction {
            self.title.clone_from(&page.identity.title);
            self.description.clone_from(&page.identity.summary);
            self.source = Some(page.identity.file.clone());
        }
        self
    }

    /// With what a document's front matter says.
    pub fn described_by(mut self, identity: &Identity) -> Self {
        self.description.clone_from(&identity.summary);
        self.source = Some(identity.file.clone());
        self.lang.clone_from(&identity.lang);
        self.published = identity.date;
        self.modified = identity.updated.or(identity.date);
        self
    }

    /// Below `parents`, from the nearest to the home page outwards in reading order.
    pub fn below(mut self, parents: Vec<Link>) -> Self {
        self.breadcrumbs = parents;
        self
    }

    /// The page, at `path`.
    pub fn finish(self, context: &Context<'_>, path: &str) -> PageView {
        let config = &context.site.config;
        let base = &context.site.base;
        let home = Link {
            label: context.words("home"),
            url: context.href("/"),
        };
        let is_home = self.kind == "home";
        let breadcrumbs: Vec<Link> = if is_home {
            Vec::new()
        } else {
            std::iter::once(home).chain(self.breadcrumbs).collect()
        };
        let canonical = base.absolute(path);
        let mut structured = self.structured;
        if !is_home && !self.noindex {
            structured.push(structured_data::breadcrumbs(
                base,
                &breadcrumbs,
                &self.title,
                &canonical,
            ));
        }
        let meta = PageMeta {
            kind: self.kind,
            full_title: if is_home {
                config.title.clone()
            } else {
                format!("{} — {}", self.title, config.title)
            },
            title: self.title,
            description: self
                .description
                .unwrap_or_else(|| config.description.clone()),
            url: context.href(path),
            canonical,
            lang: self
                .lang
                .unwrap_or_else(|| config.language.code().to_owned()),
            alternates: alternates(context, path, self.noindex),
            languages: languages(context, path),
            menu: context.kept.menu(|| navigation(context)).on(
                &context.href(path),
                &breadcrumbs,
                &base.path,
            ),
            breadcrumbs,
            feeds: self.feeds,
            og_type: self.og_type,
            frames: self.frames,
            markdown: self.markdown,
            image: self.image.or_else(|| social_card::of_site(context)),
            published: self.published.map(|date| date.to_string()),
            modified: self.modified.map(|date| date.to_string()),
            json_ld: structured_data::graph(&structured),
            edit_url: self.source.and_then(|file| edit_url(context, &file)),
            noindex: self.noindex,
        };
        PageView {
            meta,
            view: self.view,
        }
    }
}

/// The page at `path` in each language that has it.
fn alternates(context: &Context<'_>, path: &str, noindex: bool) -> Vec<Alternate> {
    let translations = context.translations;
    let mut alternates: Vec<Alternate> = translations
        .tongues()
        .iter()
        .enumerate()
        .filter_map(|(other, tongue)| {
            let path = translations.counterpart(context.position, path, other)?;
            Some(Alternate {
                lang: tongue.language.code(),
                url: tongue.base.absolute(path),
            })
        })
        .collect();
    if noindex || alternates.len() < 2 {
        return Vec::new();
    }
    // The main language comes first, and is for whoever reads none of them.
    let default = alternates[0].url.clone();
    alternates.push(Alternate {
        lang: "x-default",
        url: default,
    });
    alternates
}

/// Every language of the website, where it has several.
fn languages(context: &Context<'_>, path: &str) -> Vec<LanguageLink> {
    let translations = context.translations;
    let tongues = translations.tongues();
    if tongues.len() < 2 {
        return Vec::new();
    }
    let links = tongues.iter().enumerate().map(|(other, tongue)| {
        let there = translations.counterpart(context.position, path, other);
        LanguageLink {
            lang: tongue.language.code(),
            label: tongue.language.own_name(),
            url: tongue.base.href(there.unwrap_or("/")),
            current: other == context.position,
        }
    });
    links.collect()
}

fn edit_url(context: &Context<'_>, file: &crate::diagnostics::SourcePath) -> Option<String> {
    let repository = context.site.config.repository.as_ref()?;
    let path = super::context::encoded(file.below_content()?);
    Some(format!(
        "{}/edit/{}/{}/{path}",
        repository.url, repository.branch, repository.content
    ))
}

/// The introduction of a generated page.
pub fn introduction<'a>(context: &Context<'a>, singleton: Singleton) -> Option<&'a Page> {
    context
        .site
        .introductions
        .get(&singleton)
        .map(|page| &**page)
}

/// A generated page as a link, by its own title or the introduction's.
pub fn singleton_link(context: &Context<'_>, singleton: Singleton, key: &str) -> Link {
    let path = singleton.path(context.site.routes.names());
    let label = introduction(context, singleton).map_or_else(
        || context.strings.get(key).to_owned(),
        |page| page.identity.title.clone(),
    );
    Link {
        label,
        url: context.href(&path),
    }
}

/// What every page shows of the site.
pub fn site_view(context: &Context<'_>) -> SiteView {
    let config = &context.site.config;
    let names = context.site.routes.names();
    let mut urls: BTreeMap<&'static str, String> = crate::site::routes::FOLDERS
        .iter()
        .filter(|folder| !matches!(folder.name, "calendar" | "pagination"))
        .map(|folder| (folder.name, context.index(folder.name)))
        .collect();
    urls.insert("home", context.href("/"));
    urls.insert("atom", context.href("/atom.xml"));
    urls.insert("json_feed", context.href("/feed.json"));
    urls.insert("manifest", context.href("/site.webmanifest"));
    if config.features.search {
        urls.insert("opensearch", context.href("/opensearch.xml"));
    } else {
        urls.remove("search");
    }
    if config.features.offline {
        urls.insert("worker", context.href(SERVICE_WORKER));
    } else {
        urls.remove("offline");
    }
    urls.insert(
        "calendar",
        context.href(&format!(
            "/{}/{}.ics",
            names.folder("events"),
            names.folder("calendar")
        )),
    );
    for proposal in PROPOSALS {
        urls.extend(proposals::url(context, proposal).map(|url| (proposal.name, url)));
    }
    SiteView {
        title: config.title.clone(),
        tagline: config.tagline.clone(),
        description: config.description.clone(),
        language: config.language.code().to_owned(),
        base: context.site.base.path.clone(),
        origin: context.site.base.absolute("/"),
        time_zone: config.time_zone.value.clone(),
        navigation: navigation(context),
        footer: footer(context),
        accessibility: accessibility::label(context),
        notice: config.notice.clone(),
        licence: config.licence.as_ref().map(|licence| Link {
            label: licence.name.clone(),
            url: licence.url.clone().unwrap_or_default(),
        }),
        publisher: config.publisher.as_ref().map(|publisher| PublisherView {
            name: publisher.name.clone(),
            url: publisher.url.clone(),
            email: publisher.email.clone(),
        }),
        assets: context.assets.to_owned(),
        picture_sizes: context.picture_sizes.to_owned(),
        urls,
        t: context.strings.all().clone(),
    }
}

/// The footer's links, with one to the accessibility statement, last where the site lists none.
fn footer(context: &Context<'_>) -> Vec<Link> {
    let entries = context.site.config.footer.iter();
    let mut links: Vec<Link> = entries.map(|entry| menu_link(context, entry)).collect();
    let statement = accessibility::label(context);
    let url = context.index("accessibility");
    if let Some(link) = links.iter_mut().find(|link| link.url == url) {
        link.label = statement.unwrap_or_else(|| std::mem::take(&mut link.label));
    } else {
        let label = statement.unwrap_or_else(|| context.words("accessibility"));
        links.push(Link { label, url });
    }
    links
}

fn navigation(context: &Context<'_>) -> Vec<NavItem> {
    let item = |entry: &NavigationEntry| {
        let Link { label, url } = menu_link(context, entry);
        let children = entry.children.iter();
        NavItem {
            label,
            url,
            children: children.map(|child| menu_link(context, child)).collect(),
        }
    };
    context.site.config.navigation.iter().map(item).collect()
}

fn menu_link(context: &Context<'_>, entry: &NavigationEntry) -> Link {
    let to = &entry.to.value;
    let url = if to.starts_with('/') {
        let (path, anchor) = to
            .split_once('#')
            .map_or((to.as_str(), None), |(path, anchor)| (path, Some(anchor)));
        let path = context
            .site
            .routes
            .resolve(path)
            .unwrap_or_else(|| path.to_owned());
        context.href(&anchor.map_or_else(|| path.clone(), |anchor| format!("{path}#{anchor}")))
    } else {
        to.clone()
    };
    Link {
        label: entry.label.clone(),
        url,
    }
}
