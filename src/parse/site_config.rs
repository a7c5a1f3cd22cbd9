//! `site.yaml`

use std::collections::{BTreeMap, BTreeSet};

use super::Source;
use super::admin;
use super::yaml::{self, Faults, Fields};
use super::{edition, identity::typeset};
use crate::diagnostics::{Kind, Located, Problem, Span};
use crate::document::{
    Accessibility, AccessibilityAudit, Category, Features, Giscus, NavigationEntry, OpenCollection,
    Publisher, Repository, SiteConfig, Slug,
};
use crate::language::{self, Language};
use crate::site::routes::FOLDERS;

/// Reads the configuration of the site in one language. In a tree of its own (`content/en/`), where the site lives, its time zone,
/// repository, licence, publisher and what is switched on are as in the `main` site unless said otherwise.
pub fn parse(
    mut source: Source<'_>,
    main: Option<&SiteConfig>,
    faults: &mut Faults,
) -> Option<SiteConfig> {
    let node = yaml::read(source.text, faults)?;
    let mut fields = Fields::of(node, "site.yaml", faults)?;
    let languages = [("fr", Language::French), ("en", Language::English)];
    let tree = source.file.path.tree();
    let of_tree = languages.iter().find(|(code, _)| *code == tree);
    let language = fields
        .choice("language", &languages, faults)
        .unwrap_or(of_tree.map_or(Language::French, |(_, language)| *language));
    let features = features(&mut fields, main, faults);
    source.conventions.language = language;
    source.conventions.typography = features.typography;
    let text = |fields: &mut Fields, key, faults: &mut Faults| {
        fields.text(key, faults).map(|text| typeset(source, text))
    };
    let base_url = match main {
        Some(main) => format!("{}{tree}/", main.base_url),
        // Without a main site there is nothing to publish, and nothing more to say here.
        None if !tree.is_empty() => String::new(),
        None => base_url(&mut fields, faults),
    };
    let time_zone = match (fields.located_text("time_zone", faults), main) {
        (Some(zone), _) => check_time_zone(zone, faults),
        (None, Some(main)) => main.time_zone.clone(),
        (None, None) => Located::new("UTC".to_owned(), Span::default()),
    };
    let repository = repository(&mut fields, faults);
    // One page edits the site in all of its languages.
    let admin = match tree {
        "" => admin::parse(&mut fields, repository.as_ref(), faults),
        _ => None,
    };
    let config = SiteConfig {
        file: source.file.path.clone(),
        title: typeset(
            source,
            fields.required_text("title", faults).unwrap_or_default(),
        ),
        tagline: text(&mut fields, "tagline", faults),
        description: typeset(
            source,
            fields
                .required_text("description", faults)
                .unwrap_or_default(),
        ),
        base_url,
        language,
        time_zone,
        repository: repository
            .map(|repository| repository.value)
            .or_else(|| main.and_then(|main| main.repository.clone())),
        admin,
        giscus: giscus(&mut fields, faults).or_else(|| main.and_then(|main| main.giscus.clone())),
        licence: edition::licence(&mut fields, faults)
            .or_else(|| main.and_then(|main| main.licence.clone())),
        publisher: publisher(source, &mut fields, faults)
            .or_else(|| main.and_then(|main| main.publisher.clone())),
        accessibility: accessibility(source, &mut fields, faults)
            .or_else(|| main.and_then(|main| main.accessibility.clone())),
        notice: text(&mut fields, "notice", faults),
        navigation: menu(source, &mut fields, "navigation", true, faults),
        footer: menu(source, &mut fields, "footer", false, faults),
        categories: categories(source, &mut fields, faults),
        collecting: collecting(source, &mut fields, faults),
        routes: routes(&mut fields, faults),
        page_size: fields
            .integer("page_size", 1, 200, faults)
            .and_then(|size| usize::try_from(size).ok())
            .unwrap_or(12),
        features,
    };
    fields.finish(faults);
    Some(config)
}

/// `benchmark: {edition, until, sectors: [{id, name}]}`: the edition that is being collected.
fn collecting(
    source: Source<'_>,
    fields: &mut Fields,
    faults: &mut Faults,
) -> Option<OpenCollection> {
    let mut keys = fields.map("benchmark", faults)?;
    let edition = keys.slug("edition", faults);
    let until = keys.date("until", faults);
    let mut sectors = Vec::new();
    for mut sector in keys.maps("sectors", faults) {
        let id = sector.slug("id", faults);
        let name = sector.required_text("name", faults);
        sector.require("id", faults);
        sector.finish(faults);
        sectors.extend(
            id.zip(name)
                .map(|(id, name)| (id.value, typeset(source, name))),
        );
    }
    for key in ["edition", "sectors"] {
        keys.require(key, faults);
    }
    keys.finish(faults);
    Some(OpenCollection {
        edition: Slug::new(edition?.value),
        until,
        sectors,
    })
}

/// The address of the home page, with a final slash.
fn base_url(fields: &mut Fields, faults: &mut Faults) -> String {
    let mut url = fields.web_address("base_url", faults).unwrap_or_default();
    fields.require("base_url", faults);
    if !url.ends_with('/') {
        url.push('/');
    }
    url
}

fn check_time_zone(zone: Located<String>, faults: &mut Faults) -> Located<String> {
    if jiff::tz::db().get(&zone.value).is_err() {
        let names: Vec<String> = jiff::tz::db()
            .available()
            .map(|name| name.to_string())
            .collect();
        let suggestion = language::suggest::closest(&zone.value, names.iter().map(String::as_str))
            .map(str::to_owned);
        faults.at(
            zone.span,
            Problem::UnknownTimeZone {
                zone: zone.value.clone(),
                suggestion,
            },
        );
    }
    zone
}

fn features(fields: &mut Fields, main: Option<&SiteConfig>, faults: &mut Faults) -> Features {
    let default = main.map_or(
        Features {
            glossary_links: true,
            typography: true,
            highlighting: true,
            related: true,
            search: true,
            markdown_copies: true,
            raw_html: false,
            responsive_images: true,
            social_cards: true,
            offline: false,
        },
        |main| main.features,
    );
    let Some(mut keys) = fields.map("features", faults) else {
        return default;
    };
    let features = Features {
        glossary_links: keys.flag("glossary_links", default.glossary_links, faults),
        typography: keys.flag("typography", default.typography, faults),
        highlighting: keys.flag("highlighting", default.highlighting, faults),
        related: keys.flag("related", default.related, faults),
        search: keys.flag("search", default.search, faults),
        markdown_copies: keys.flag("markdown_copies", default.markdown_copies, faults),
        raw_html: keys.flag("raw_html", default.raw_html, faults),
        responsive_images: keys.flag("responsive_images", default.responsive_images, faults),
        social_cards: keys.flag("social_cards", default.social_cards, faults),
        offline: keys.flag("offline", default.offline, faults),
    };
    keys.finish(faults);
    features
}

/// The repository, at the place of its address.
fn repository(fields: &mut Fields, faults: &mut Faults) -> Option<Located<Repository>> {
    let mut keys = fields.map("repository", faults)?;
    let url = keys.located_web_address("url", faults);
    let branch = keys
        .text("branch", faults)
        .unwrap_or_else(|| "main".to_owned());
    let content = keys
        .text("content", faults)
        .unwrap_or_else(|| "content".to_owned());
    keys.finish(faults);
    let url = url?;
    let repository = Repository {
        url: url.value.trim_end_matches('/').to_owned(),
        branch,
        content,
    };
    Some(Located::new(repository, url.span))
}

fn giscus(fields: &mut Fields, faults: &mut Faults) -> Option<Giscus> {
    let mut keys = fields.map("giscus", faults)?;
    let repo = keys.required_located_text("repo", faults);
    let repo_id = keys.required_text("repo_id", faults);
    let category = keys.required_text("category", faults);
    let category_id = keys.required_text("category_id", faults);
    keys.finish(faults);
    let repo = repo?;
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    if !repo
        .value
        .split_once('/')
        .is_some_and(|(owner, name)| is_part(owner) && is_part(name))
    {
        faults.at(
            repo.span,
            Problem::BadValue {
                value: repo.value,
                expected: Kind::RepositoryName,
            },
        );
        return None;
    }
    Some(Giscus {
        repo: repo.value,
        repo_id: repo_id?,
        category: category?,
        category_id: category_id?,
    })
}

fn publisher(source: Source<'_>, fields: &mut Fields, faults: &mut Faults) -> Option<Publisher> {
    let mut keys = fields.map("publisher", faults)?;
    let name = keys.required_text("name", faults);
    let url = keys.web_address("url", faults);
    let email = keys.text("email", faults);
    keys.finish(faults);
    Some(Publisher {
        name: typeset(source, name?),
        url,
        email,
    })
}

/// `accessibility: {contact, organisation, date, exceptions, audit: {date, by, conformity, report}}`
fn accessibility(
    source: Source<'_>,
    fields: &mut Fields,
    faults: &mut Faults,
) -> Option<Accessibility> {
    let mut keys = fields.map("accessibility", faults)?;
    let organisation = keys.text("organisation", faults);
    let contact = keys.destination("contact", faults);
    let date = keys.date("date", faults);
    let exceptions = keys.texts("exceptions", faults);
    let audit = keys.map("audit", faults).and_then(|mut keys| {
        let date = keys.date("date", faults);
        let by = keys.required_text("by", faults);
        let conformity = keys.integer("conformity", 0, 100, faults);
        let report = keys.web_address("report", faults);
        for key in ["date", "conformity"] {
            keys.require(key, faults);
        }
        keys.finish(faults);
        Some(AccessibilityAudit {
            date: date?,
            by: typeset(source, by?),
            conformity: u8::try_from(conformity?).ok()?,
            report,
        })
    });
    keys.require("contact", faults);
    keys.finish(faults);
    Some(Accessibility {
        organisation: organisation.map(|name| typeset(source, name)),
        contact: contact?.value,
        date,
        exceptions: exceptions
            .into_iter()
            .map(|exception| typeset(source, exception.value))
            .collect(),
        audit,
    })
}

fn menu(
    source: Source<'_>,
    fields: &mut Fields,
    key: &'static str,
    nested: bool,
    faults: &mut Faults,
) -> Vec<NavigationEntry> {
    let entries = fields.maps(key, faults);
    entries
        .into_iter()
        .filter_map(|entry| menu_entry(source, entry, nested, faults))
        .collect()
}

fn menu_entry(
    source: Source<'_>,
    mut keys: Fields,
    nested: bool,
    faults: &mut Faults,
) -> Option<NavigationEntry> {
    let label = keys.required_text("label", faults);
    let to = keys.destination("to", faults);
    keys.require("to", faults);
    let children = if nested {
        keys.maps("children", faults)
            .into_iter()
            .filter_map(|child| menu_entry(source, child, false, faults))
            .collect()
    } else {
        Vec::new()
    };
    keys.finish(faults);
    Some(NavigationEntry {
        label: typeset(source, label?),
        to: to?,
        children,
    })
}

fn categories(source: Source<'_>, fields: &mut Fields, faults: &mut Faults) -> Vec<Category> {
    let mut categories = Vec::new();
    let mut slugs = BTreeSet::new();
    for mut keys in fields.maps("categories", faults) {
        let slug = keys.slug("slug", faults);
        let name = keys.required_text("name", faults);
        let description = keys
            .text("description", faults)
            .map(|text| typeset(source, text));
        keys.require("slug", faults);
        keys.finish(faults);
        let (Some(slug), Some(name)) = (slug, name) else {
            continue;
        };
        if !slugs.insert(slug.value.clone()) {
            faults.at(
                slug.span,
                Problem::DuplicateName {
                    name: slug.value,
                    other: source.file.path.to_string(),
                },
            );
            continue;
        }
        categories.push(Category {
            slug: Slug::new(slug.value),
            name: typeset(source, name),
            description,
        });
    }
    categories
}

/// New names of generated folders, by their fixed name.
fn routes(fields: &mut Fields, faults: &mut Faults) -> BTreeMap<&'static str, String> {
    let mut routes = BTreeMap::new();
    let Some(mut keys) = fields.map("routes", faults) else {
        return routes;
    };
    for folder in FOLDERS {
        if let Some(name) = keys.slug_path(folder.name, faults) {
            routes.insert(folder.name, name);
        }
    }
    keys.finish(faults);
    routes
}
