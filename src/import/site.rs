//! What an import knows of the site that it fills.

use std::sync::Arc;

use crate::document::{Document, SiteConfig};
use crate::inputs::SourceFile;
use crate::language::Language;
use crate::parse::{self, Conventions};
use crate::site::routes::RouteNames;

/// The site that receives an import.
#[derive(Debug)]
pub struct Site {
    /// `site.yaml` as it stands, if there is one.
    pub file: Option<SourceFile>,
    /// What it says; `None` where it is missing or faulty.
    pub config: Option<Arc<SiteConfig>>,
}

impl Site {
    /// The site of this `site.yaml`.
    pub fn new(file: Option<SourceFile>) -> Self {
        let conventions = Conventions {
            language: Language::French,
            typography: false,
            highlighting: false,
            related: false,
            raw_html: false,
        };
        let config =
            file.as_ref()
                .and_then(|file| match parse::parse_file(file, conventions).document {
                    Some(Document::SiteConfig(config)) => Some(config),
                    _ => None,
                });
        Self { file, config }
    }

    /// The language of its texts; that of the source where the site does not say.
    pub fn language(&self, of_source: Language) -> Language {
        self.config
            .as_ref()
            .map_or(of_source, |config| config.language)
    }

    /// The names of its generated folders.
    pub fn routes(&self, of_source: Language) -> RouteNames {
        match &self.config {
            Some(config) => RouteNames::new(config),
            None => RouteNames::of_language(of_source),
        }
    }

    /// The path of its base URL, or of that of the source where the site has none yet, without a final slash.
    pub fn base_path(&self, of_source: &str) -> String {
        let url = match &self.config {
            Some(config) => config.base_url.as_str(),
            None => of_source,
        };
        let path = url
            .split_once("://")
            .and_then(|(_, rest)| rest.split_once('/'));
        path.map_or_else(String::new, |(_, path)| format!("/{path}"))
            .trim_end_matches('/')
            .to_owned()
    }
}

/// The path `path` of a host, seen from the base path `base` of a site if it lies below it.
pub fn below<'a>(base: &str, path: &'a str) -> &'a str {
    path.strip_prefix(base)
        .filter(|inside| inside.starts_with('/'))
        .unwrap_or(path)
}
