//! Which generator a folder belongs to, and where it keeps what.

use crate::inputs::Folder;
use crate::language::Language;

/// A generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generator {
    Jekyll,
    Hugo,
    Zola,
    Eleventy,
    MkDocs,
    Docusaurus,
    /// None that is known: a folder of Markdown.
    Plain,
}

/// Folders that a generator reads, and no visitor.
const MACHINERY: [&str; 15] = [
    "_data/",
    "_includes/",
    "_layouts/",
    "_sass/",
    "_site/",
    "_theme/",
    "archetypes/",
    "layouts/",
    "templates/",
    "themes/",
    "public/",
    "static/",
    "build/",
    "vendor/",
    "i18n/",
];

/// What the configuration of a generator says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    pub title: Option<String>,
    pub description: Option<String>,
    /// Where the site was.
    pub url: Option<String>,
    pub language: Option<Language>,
}

impl Generator {
    /// The generator of `folder`.
    pub fn of(folder: &Folder) -> Self {
        let has = |names: &[&str]| names.iter().any(|name| folder.contains(name));
        let begins = |start: &str| {
            folder
                .files()
                .any(|path| path.starts_with(start) && !path.contains('/'))
        };
        if begins("docusaurus.config.") {
            Self::Docusaurus
        } else if has(&["mkdocs.yml", "mkdocs.yaml"]) {
            Self::MkDocs
        } else if begins(".eleventy.") || begins("eleventy.config.") {
            Self::Eleventy
        } else if has(&["_config.yml", "_config.yaml"])
            || folder.files().any(|path| path.starts_with("_posts/"))
        {
            Self::Jekyll
        } else if has(&["config.toml"]) && is_zola(folder) {
            Self::Zola
        } else if has(&[
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config.toml",
            "config.yaml",
            "config/_default/hugo.toml",
            "config/_default/config.toml",
        ]) {
            Self::Hugo
        } else {
            Self::Plain
        }
    }

    /// Folders whose Markdown is content, each with a final slash; their name is no part of an address. The empty one is the root.
    pub fn roots(self) -> &'static [&'static str] {
        match self {
            Self::Hugo | Self::Zola => &["content/"],
            Self::MkDocs => &["docs/"],
            Self::Eleventy => &["src/", "content/", ""],
            Self::Docusaurus | Self::Jekyll | Self::Plain => &[""],
        }
    }

    /// Folders of files that are copied as they are.
    pub fn static_roots(self) -> &'static [&'static str] {
        match self {
            Self::Hugo => &["static/", "assets/", "content/"],
            Self::Zola => &["static/", "content/"],
            Self::Docusaurus => &["static/", ""],
            Self::MkDocs => &["docs/", ""],
            Self::Eleventy => &["src/", "public/", "content/", ""],
            Self::Jekyll | Self::Plain => &["", "static/", "public/"],
        }
    }

    /// Whether the file `path` is content: `None` for what a generator or a forge reads, and no visitor.
    pub fn content_path(self, path: &str) -> Option<&str> {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        if !matches!(
            extension.to_ascii_lowercase().as_str(),
            "md" | "markdown" | "mdx"
        ) {
            return None;
        }
        let root = self.roots().iter().find(|root| path.starts_with(**root))?;
        let inside = &path[root.len()..];
        if self == Self::Plain {
            return Some(inside);
        }
        let machinery = MACHINERY.iter().any(|folder| inside.starts_with(folder));
        let of_forge = !inside.contains('/')
            && root.is_empty()
            && [
                "readme",
                "changelog",
                "contributing",
                "license",
                "licence",
                "code_of_conduct",
                "security",
            ]
            .iter()
            .any(|name| inside.to_ascii_lowercase().starts_with(name));
        let only_docs = self == Self::Docusaurus
            && !["docs/", "blog/", "src/pages/"]
                .iter()
                .any(|folder| inside.starts_with(folder));
        (!machinery && !of_forge && !only_docs).then_some(inside)
    }

    /// Whether a text at `path` that has a date is an article.
    pub fn is_article(self, path: &str, has_date: bool) -> bool {
        match self {
            Self::Jekyll => ["_posts/", "_drafts/"]
                .iter()
                .any(|it| path.starts_with(it) || path.contains(&format!("/{it}"))),
            Self::Docusaurus => path.starts_with("blog/"),
            Self::MkDocs => has_date && path.contains("posts/"),
            Self::Hugo | Self::Zola => has_date && path.contains('/'),
            Self::Eleventy | Self::Plain => has_date,
        }
    }

    /// What the configuration says.
    pub fn settings(self, folder: &Folder) -> Settings {
        let names: &[&str] = match self {
            Self::Jekyll => &["_config.yml", "_config.yaml"],
            Self::Hugo => &[
                "hugo.toml",
                "hugo.yaml",
                "hugo.yml",
                "hugo.json",
                "config.toml",
                "config.yaml",
                "config/_default/hugo.toml",
                "config/_default/config.toml",
            ],
            Self::Zola => &["config.toml"],
            Self::MkDocs => &["mkdocs.yml", "mkdocs.yaml"],
            Self::Eleventy => &[
                "_data/site.json",
                "_data/metadata.json",
                "src/_data/site.json",
                "src/_data/metadata.json",
                "_data/site.yaml",
            ],
            Self::Docusaurus | Self::Plain => &[],
        };
        let Some(name) = names.iter().find(|name| folder.contains(name)) else {
            return Settings::default();
        };
        let text = folder.read(name).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let values = super::front::any_map(name, &text);
        // Hugo keeps what is not its own in `params`.
        let params = values.iter().find(|(key, _)| key == "params");
        let params = params.map_or(&[][..], |(_, value)| value.entries());
        let find = |keys: &[&str]| {
            keys.iter().find_map(|key| {
                let mut all = values.iter().chain(params);
                let (_, value) = all.find(|(known, _)| known.eq_ignore_ascii_case(key))?;
                value
                    .text()
                    .filter(|text| !text.is_empty())
                    .map(str::to_owned)
            })
        };
        let base = find(&["baseurl"]).filter(|base| base.starts_with('/'));
        let url = find(&["url", "base_url", "baseURL", "site_url"])
            .filter(|url| crate::parse::is_web_address(url));
        Settings {
            title: find(&["title", "site_name", "name"]),
            description: find(&["description", "site_description", "tagline"]),
            url: url.map(|url| {
                format!(
                    "{}{}/",
                    url.trim_end_matches('/'),
                    base.unwrap_or_default().trim_end_matches('/')
                )
            }),
            language: find(&[
                "lang",
                "language",
                "languageCode",
                "default_language",
                "defaultContentLanguage",
                "locale",
            ])
            .and_then(|code| {
                Language::from_code(
                    &code
                        .to_ascii_lowercase()
                        .chars()
                        .take(2)
                        .collect::<String>(),
                )
            }),
        }
    }
}

fn is_zola(folder: &Folder) -> bool {
    let text = folder.read("config.toml").unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    text.lines()
        .any(|line| line.trim_start().starts_with("base_url"))
}
