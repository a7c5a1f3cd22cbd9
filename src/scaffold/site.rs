//! A new site: a little of everything, the workflow that publishes it, the settings of an editor.
//!
//! The texts are in `site/`, and are examples that say so; the model is that of the sample site. What is made builds at once, and
//! `check` has nothing to say about it.

use jiff::ToSpan;
use jiff::civil::Date;

use super::editor;
use super::text::{Values, in_one_line, quoted};
use crate::language::Language;
use crate::publish::sources::NewFile;

/// Where a site without an address of its own pretends to be.
const NOWHERE: &str = "https://example.org/";

/// The version of Sveltia CMS that `tests/browser/admin.test.js` writes with.
const SVELTIA: &str = "0.221.1";

/// What a new site is told.
#[derive(Debug, Clone)]
pub struct SiteOptions {
    /// Its title.
    pub title: String,
    /// The language that it is written in, and in which it is explained.
    pub language: Language,
    /// Where its sources will be.
    pub repository: Option<Repository>,
    /// Its own domain, if it has one.
    pub domain: Option<Address>,
    /// Whether it is written in the browser as well, which needs a repository.
    pub admin: bool,
    /// The day it is made.
    pub today: Date,
}

/// A repository of GitHub: whose, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    owner: String,
    name: String,
}

impl Repository {
    /// Reads `owner/name`, or its address.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let path = ["https://github.com/", "git@github.com:"]
            .into_iter()
            .find_map(|host| text.strip_prefix(host))
            .unwrap_or(text);
        let path = path.trim_end_matches('/');
        let (owner, name) = path.strip_suffix(".git").unwrap_or(path).split_once('/')?;
        let is_name = |name: &str| {
            let allowed = |it: char| it.is_ascii_alphanumeric() || "-_.".contains(it);
            !name.is_empty() && name != "." && name != ".." && name.chars().all(allowed)
        };
        (is_name(owner) && is_name(name)).then(|| Self {
            owner: owner.to_owned(),
            name: name.to_owned(),
        })
    }

    fn url(&self) -> String {
        format!("https://github.com/{}/{}", self.owner, self.name)
    }

    /// Where GitHub Pages shows what it publishes.
    fn pages(&self) -> String {
        let host = format!("{}.github.io", self.owner.to_lowercase());
        if self.name.to_lowercase() == host {
            format!("https://{host}/")
        } else {
            format!("https://{host}/{}/", self.name)
        }
    }
}

/// The address of a site at its own domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads `www.example.org`, or `https://www.example.org/`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let domain = ["https://", "http://"]
            .into_iter()
            .find_map(|scheme| text.strip_prefix(scheme))
            .unwrap_or(text)
            .trim_end_matches('/')
            .to_lowercase();
        let is_label = |label: &str| {
            let allowed = |it: char| it.is_ascii_alphanumeric() || it == '-';
            !label.is_empty() && label.chars().all(allowed)
        };
        (domain.contains('.') && domain.split('.').all(is_label))
            .then(|| Self(format!("https://{domain}/")))
    }
}

/// The time zone that a new site in `language` begins with.
pub const fn time_zone(language: Language) -> &'static str {
    match language {
        Language::French => "Europe/Paris",
        Language::English => "Europe/London",
    }
}

/// The files of a new site.
pub fn site(options: &SiteOptions) -> Vec<NewFile> {
    let values = values(options);
    let mut files: Vec<NewFile> = texts(options.language)
        .into_iter()
        .map(|(path, text)| NewFile {
            path: path.to_owned(),
            bytes: values.fill(text).into(),
        })
        .collect();
    let (model, notes) = match options.language {
        Language::French => (
            include_str!("../../content/model.yaml"),
            include_str!("site/fr/tasks.json"),
        ),
        Language::English => (
            include_str!("../../content/en/model.yaml"),
            include_str!("site/en/tasks.json"),
        ),
    };
    // These have percent signs and gaps of their own.
    for (path, text) in [("content/model.yaml", model), (".vscode/tasks.json", notes)] {
        files.push(NewFile {
            path: path.to_owned(),
            bytes: text.into(),
        });
    }
    if options.admin {
        files.push(NewFile {
            path: "package.json".to_owned(),
            bytes: package(),
        });
    }
    files.extend(editor::settings(options.language));
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn values(options: &SiteOptions) -> Values {
    let title = in_one_line(&options.title);
    let repository = options.repository.as_ref();
    let base_url = options
        .domain
        .as_ref()
        .map(|address| address.0.clone())
        .or_else(|| repository.map(Repository::pages))
        .unwrap_or_else(|| NOWHERE.to_owned());
    let next_month = options.today.checked_add(1.month());
    Values::default()
        .with("%name%", Some(title.clone()))
        .with("%title%", Some(quoted(&title)))
        .with("%base_url%", Some(base_url))
        .with("%time_zone%", Some(time_zone(options.language).to_owned()))
        .with("%repository%", repository.map(Repository::url))
        // Marks the lines of what is there only for those who write in the browser.
        .with("%admin%", options.admin.then(String::new))
        .with("%today%", Some(options.today.to_string()))
        .with(
            "%next_month%",
            Some(next_month.unwrap_or(options.today).to_string()),
        )
}

/// What the package registry's program reads: the one package of the site, with which it is written in the browser.
fn package() -> Vec<u8> {
    let package = serde_json::json!({
        "private": true,
        "dependencies": {"@sveltia/cms": SVELTIA},
    });
    format!("{package:#}\n").into_bytes()
}

/// The texts of a site in `language`, by the paths of their files.
fn texts(language: Language) -> [(&'static str, &'static str); 9] {
    macro_rules! texts {
        ($language:literal, $article:literal, $author:literal, $term:literal, $event:literal) => {{
            macro_rules! text {
                ($name:literal) => {
                    include_str!(concat!("site/", $language, "/", $name))
                };
            }
            [
                ("README.md", text!("README.md")),
                (".gitignore", include_str!("site/gitignore")),
                (".github/workflows/pages.yml", text!("pages.yml")),
                ("content/site.yaml", text!("site.yaml")),
                ("content/index.md", text!("index.md")),
                (concat!("content/articles/", $article), text!("article.md")),
                (concat!("content/authors/", $author), text!("author.md")),
                (concat!("content/glossary/", $term), text!("term.md")),
                (concat!("content/events/", $event), text!("event.md")),
            ]
        }};
    }
    match language {
        Language::French => texts!(
            "fr",
            "bienvenue.md",
            "camille-exemple.md",
            "culture-de-service.md",
            "premiere-rencontre.md"
        ),
        Language::English => texts!(
            "en",
            "welcome.md",
            "camille-example.md",
            "service-culture.md",
            "first-meeting.md"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repository_has_its_address_and_its_pages() {
        for (text, url, pages) in [
            (
                "org/site",
                "https://github.com/org/site",
                "https://org.github.io/site/",
            ),
            (
                "https://github.com/Org/Mon.Site.git",
                "https://github.com/Org/Mon.Site",
                "https://org.github.io/Mon.Site/",
            ),
            (
                "git@github.com:org/org.github.io.git",
                "https://github.com/org/org.github.io",
                "https://org.github.io/",
            ),
        ] {
            let repository = Repository::parse(text).expect("a repository");
            assert_eq!(
                (repository.url(), repository.pages()),
                (url.into(), pages.into())
            );
        }
        for text in [
            "",
            "site",
            "org/",
            "org/a/b",
            "org/..",
            "org/a'b",
            "https://example.org/a/b",
        ] {
            assert_eq!(Repository::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_package_is_of_the_version_that_is_tested() {
        let tested = include_str!("../../tests/browser/package.json");
        assert!(tested.contains(&format!("\"@sveltia/cms\": \"{SVELTIA}\"")));
    }

    #[test]
    fn a_domain_is_a_host() {
        let address = |text: &str| Address::parse(text).map(|address| address.0);
        let expected = Some("https://www.example.org/".to_owned());
        for text in [
            "www.example.org",
            "https://www.example.org/",
            " http://WWW.example.org",
        ] {
            assert_eq!(address(text), expected);
        }
        for text in [
            "",
            "example",
            "example.org/kb",
            "ex ample.org",
            "a..b",
            "a.b:80",
        ] {
            assert_eq!(address(text), None, "{text}");
        }
    }
}
