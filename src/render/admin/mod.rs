//! `/admin/`: what Sveltia CMS may edit of a website, and its program.
//!
//! The configuration is written from the interviews of the parsers, as the JSON Schemas are: a form offers the keys that a document may have,
//! each as what it must be, and what it writes passes `check`. There is no list of keys here, but for those that no form should offer
//! ([`form::LEFT_OUT`]) and for what names what ([`form::REFERENCES`]).

mod form;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::document::{Admin, ForgeKind, Identity, Repository};
use crate::language::Language;
use crate::schema::SchemaKind;
use crate::site::Site;
use crate::view::Strings;

use form::Form;

/// Whether `name`, the path of a file in the theme or the name of a bundle of style sheets, is of no use to a site that is not edited in a
/// browser.
pub fn is_of_admin(name: &str) -> bool {
    matches!(name, "js/admin.js" | "css/admin.css")
}

/// The file `name` of the program of `site`.
pub fn file(site: &Site, name: &str) -> Vec<u8> {
    let file = site.admin.get(name);
    file.map(|file| file.bytes.read().into_owned())
        .unwrap_or_default()
}

/// A folder of `content/` whose documents are of a kind.
struct Folder {
    kind: SchemaKind,
    /// Its name below the content of a language, which is also the key of its words in the theme.
    name: &'static str,
    /// The key of the word for one of its documents.
    one: &'static str,
    /// What stands for it in the menu, of the program's own icons.
    icon: &'static str,
}

/// The kinds that have a folder. Any other Markdown is a page.
const FOLDERS: [Folder; 6] = [
    folder(
        SchemaKind::Article,
        "articles",
        "search_kind_article",
        "article",
    ),
    folder(SchemaKind::Event, "events", "search_kind_event", "event"),
    folder(
        SchemaKind::Term,
        "glossary",
        "search_kind_term",
        "dictionary",
    ),
    folder(
        SchemaKind::Author,
        "authors",
        "search_kind_author",
        "person",
    ),
    folder(SchemaKind::Book, "books", "search_kind_book", "menu_book"),
    folder(
        SchemaKind::Member,
        "members",
        "search_kind_member",
        "groups",
    ),
];

const fn folder(
    kind: SchemaKind,
    name: &'static str,
    one: &'static str,
    icon: &'static str,
) -> Folder {
    Folder {
        kind,
        name,
        one,
        icon,
    }
}

/// The kinds of files that no form edits, with the reason.
#[cfg(test)]
const NOT_EDITED: [(SchemaKind, &str); 5] = [
    (
        SchemaKind::Site,
        "a form would drop the comments, and one wrong value takes the whole site down",
    ),
    (SchemaKind::Translation, "as the main one"),
    (
        SchemaKind::Model,
        "a statement that changes asks for a new version and a copy of the former one",
    ),
    (
        SchemaKind::Edition,
        "made by `parvis benchmark aggregate`, which keeps respondents from being found out",
    ),
    (
        SchemaKind::Comments,
        "carried over from former sites; visitors discuss on the forge",
    ),
];

/// What the program reads first: where it writes, and the forms of `sites`, the main one first, each with the words of its theme.
pub fn config<'a>(sites: impl IntoIterator<Item = (&'a Site, &'a Strings)>) -> Vec<u8> {
    let sites: Vec<(&Site, &Strings)> = sites.into_iter().collect();
    let main = sites.first().map(|(site, _)| *site);
    let settings = main.and_then(|site| {
        let config = &site.config;
        Some((site, config.admin.as_ref()?, config.repository.as_ref()?))
    });
    let Some((site, admin, repository)) = settings else {
        return b"{}\n".to_vec();
    };
    let content = repository.content.trim_matches('/');
    let collections: Vec<Value> = sites
        .iter()
        .flat_map(|(site, strings)| collections(site, strings, content))
        .collect();
    let config = json!({
        "load_config_file": false,
        "backend": backend(admin, repository),
        "app_title": site.config.title,
        "site_url": site.base.absolute("/"),
        "logo": {"show_in_header": false},
        // Pictures lie beside the text that shows them; this is where those go that are added without one.
        "media_folder": format!("{content}/images"),
        "public_folder": "/images",
        // As `parvis new` names files.
        "slug": {"encoding": "ascii", "clean_accents": true, "lowercase": true},
        // An empty field is a key that is not there.
        "output": {"omit_empty_optional_fields": true},
        "collections": collections,
    });
    format!("{config:#}\n").into_bytes()
}

fn backend(admin: &Admin, repository: &Repository) -> Value {
    let forge = &admin.forge;
    let origin = forge.origin.as_str();
    let (name, interface) = match forge.kind {
        ForgeKind::GitHub => ("github", format!("{origin}/api/v3")),
        ForgeKind::GitLab => ("gitlab", format!("{origin}/api/v4")),
        ForgeKind::Gitea => ("gitea", format!("{origin}/api/v1")),
    };
    let mut backend = json!({
        "name": name,
        "repo": forge.project,
        "branch": repository.branch,
    });
    if !matches!(origin, "https://github.com" | "https://gitlab.com") {
        backend["api_root"] = interface.into();
        if forge.kind == ForgeKind::GitHub {
            backend["graphql_api_root"] = format!("{origin}/api/graphql").into();
        }
    }
    // Who has no service to sign in with gives a token of the forge: the program's own default is a service of somebody else.
    let address = match (forge.kind, &admin.sign_in) {
        (_, Some(address)) => Some(address.trim_end_matches('/')),
        (ForgeKind::GitLab | ForgeKind::Gitea, None) if admin.application.is_some() => Some(origin),
        _ => None,
    };
    match address {
        Some(address) => backend["base_url"] = address.into(),
        None => backend["auth_methods"] = json!(["token"]),
    }
    if let Some(application) = &admin.application {
        backend["app_id"] = application.as_str().into();
        if forge.kind == ForgeKind::GitLab {
            backend["auth_type"] = "pkce".into();
        }
    }
    backend
}

/// The forms of a site's documents; `content` is the path of the content in the repository.
fn collections(site: &Site, strings: &Strings, content: &str) -> Vec<Value> {
    let tree = site.config.file.tree();
    let root = match tree {
        "" => content.to_owned(),
        tree => format!("{content}/{tree}"),
    };
    let language = site.config.language;
    // The menu of a website in several languages says which one a folder is of.
    let labelled = |label: &str| match tree {
        "" => label.to_owned(),
        _ => format!("{label} ({})", language.own_name()),
    };
    let form = Form {
        site,
        language,
        tree,
    };
    let mut found = Vec::new();
    for folder in &FOLDERS {
        let mut collection = json!({
            "name": named(tree, folder.name),
            "label": labelled(strings.get(folder.name)),
            "label_singular": strings.get(folder.one),
            "icon": folder.icon,
            "folder": format!("{root}/{}", folder.name),
            "fields": form.fields(folder.kind),
        });
        describe(&mut collection, folder.kind);
        // The text above a list, which every list may have.
        collection["index_file"] = json!({
            "name": "index",
            "label": strings.get("admin_introduction"),
            "fields": form.fields(SchemaKind::Page),
        });
        let in_folders = has_folders(site, folder);
        if in_folders {
            let mut bundles = collection.clone();
            bundles["name"] = named(tree, &format!("{}-folders", folder.name)).into();
            bundles["label"] = labelled(&format!(
                "{} ({})",
                strings.get(folder.name),
                strings.get("admin_folders")
            ))
            .into();
            bundles["path"] = "{{slug}}/index".into();
            if let Some(bundles) = bundles.as_object_mut() {
                bundles.remove("index_file");
            }
            found.extend([collection, bundles]);
        } else {
            found.push(collection);
        }
    }
    for (folder, label) in page_folders(site, strings) {
        let name = match folder.as_str() {
            "" => "pages".to_owned(),
            folder => format!("pages-{}", folder.replace('/', "-")),
        };
        let path = match folder.as_str() {
            "" => root.clone(),
            folder => format!("{root}/{folder}"),
        };
        let mut collection = json!({
            "name": named(tree, &name),
            "label": labelled(&label),
            "label_singular": strings.get("search_kind_page"),
            "icon": "draft",
            "folder": path,
            "fields": form.fields(SchemaKind::Page),
        });
        describe(&mut collection, SchemaKind::Page);
        found.push(collection);
    }
    found
}

/// What the collections of all kinds have in common.
fn describe(collection: &mut Value, kind: SchemaKind) {
    let title = form::title(kind);
    let common: Map<String, Value> = [
        ("identifier_field", json!(title)),
        ("slug", json!({"template": format!("{{{{{title}}}}}")})),
        ("summary", json!(format!("{{{{{title}}}}}"))),
        // Beside the document, which names them by their file names.
        ("media_folder", json!("")),
        ("public_folder", json!("")),
        // The site's own preview shows a page as it will be; one without its theme would not.
        ("editor", json!({"preview": false})),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into_iter()
    .collect();
    if let Some(collection) = collection.as_object_mut() {
        collection.extend(common);
    }
}

/// The name of a collection in the tree of a language. Relations name it.
fn named(tree: &str, name: &str) -> String {
    match tree {
        "" => name.to_owned(),
        tree => format!("{tree}-{name}"),
    }
}

/// Whether a document of the folder lies in a folder of its own: `articles/NAME/index.md`.
fn has_folders(site: &Site, folder: &Folder) -> bool {
    let is_inside = |identity: &Identity| {
        let inside = identity.file.in_content().unwrap_or_default();
        identity.file.stem() == "index" && inside.matches('/').count() == 2
    };
    match folder.kind {
        SchemaKind::Article => site.articles.iter().any(|it| is_inside(&it.identity)),
        SchemaKind::Event => site.events.iter().any(|it| is_inside(&it.identity)),
        _ => false,
    }
}

/// The folders that hold pages, by their paths below the content, with what the menu calls them. The first one is the content itself.
fn page_folders(site: &Site, strings: &Strings) -> BTreeMap<String, String> {
    let pages = site.pages.iter().map(|page| &page.identity.file);
    let introductions = site.introductions.values();
    let files = pages.chain(introductions.map(|page| &page.identity.file));
    let folders: BTreeSet<String> = files
        .filter_map(|file| file.in_content())
        .map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder))
        .filter(|path| {
            let first = path.split('/').next().unwrap_or_default();
            !FOLDERS.iter().any(|folder| folder.name == first)
        })
        .map(str::to_owned)
        .chain([String::new()])
        .collect();
    let all = strings.get("pages");
    let colon = match site.config.language {
        Language::French => "\u{a0}:",
        Language::English => ":",
    };
    folders
        .into_iter()
        .map(|folder| {
            let label = match folder.as_str() {
                "" => all.to_owned(),
                folder => format!("{all}{colon} {folder}"),
            };
            (folder, label)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_has_a_form_or_a_reason_for_none() {
        for kind in SchemaKind::ALL {
            let has_form = kind == SchemaKind::Page || FOLDERS.iter().any(|it| it.kind == kind);
            let reason = NOT_EDITED.iter().find(|(it, _)| *it == kind);
            assert_eq!(has_form, reason.is_none(), "{}", kind.name());
        }
    }
}
