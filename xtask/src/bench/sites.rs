//! The corpus as a site of Parvis and as a site of Hugo.
//!
//! Hugo gets the smallest templates that give comparable pages: a fixed header of about 4 KB, lists
//! of twenty, pages and feeds for categories, tags, authors and dimensions, a sitemap, previous and
//! next. Parvis uses its own theme, which does more.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::corpus::{self, Article};

const LIST: usize = 20;

/// Writes the site of Parvis below `folder`, with the given model.
pub(super) fn write_parvis(
    folder: &Path,
    model: &Path,
    articles: &[Article],
) -> Result<(), String> {
    super::empty(folder)?;
    let content = folder.join("content");
    let model =
        fs::read_to_string(model).map_err(|error| format!("{}: {error}", model.display()))?;
    let dimensions = dimensions_of(&model)?;
    let mut site = format!(
        "title: 'Corpus'\ndescription: 'Corpus de mesure.'\nbase_url: 'https://example.org/'\n\
         language: fr\ntime_zone: Europe/Paris\npage_size: {LIST}\n\
         features: {{social_cards: false}}\nnavigation:\n"
    );
    for (label, to) in [
        ("Articles", "/articles/"),
        ("Le modèle", "/le-modele/"),
        ("Archives", "/archives/"),
    ] {
        line(&mut site, &format!("  - {{label: '{label}', to: {to}}}"));
    }
    site.push_str("categories:\n");
    for position in 0..corpus::CATEGORIES {
        let slug = corpus::category(position);
        let name = format!("Rubrique {}", position + 1);
        line(
            &mut site,
            &format!(
                "  - {{slug: {slug}, name: '{name}', description: 'Les articles de la rubrique.'}}"
            ),
        );
    }
    write(&content.join("site.yaml"), &site)?;
    write(&content.join("model.yaml"), &model)?;
    write(
        &content.join("index.md"),
        "---\ntitle: 'Corpus'\nsummary: 'Un corpus de mesure.'\n---\nBienvenue.\n",
    )?;
    for position in 0..corpus::AUTHORS {
        let path = content.join(format!("authors/{}.md", corpus::author(position)));
        let name = format!("Auteur {}", position + 1);
        write(
            &path,
            &format!(
                "---\nname: '{name}'\nkind: person\nrole: 'Rédaction'\n---\nÉcrit des articles.\n"
            ),
        )?;
    }
    for article in articles {
        let names: Vec<&str> = article
            .dimensions
            .iter()
            .map(|&d| dimensions[d % dimensions.len()])
            .collect();
        let text = format!(
            "---\ntitle: '{}'\ndate: {}\nsummary: '{}'\nauthors: [{}]\ncategory: {}\ntags: [{}]\ndimensions: [{}]\n---\n{}",
            article.title,
            article.date,
            article.summary,
            article.authors.join(", "),
            article.category,
            article.tags.join(", "),
            names.join(", "),
            article.body
        );
        write(
            &content.join(format!("articles/{}.md", article.slug)),
            &text,
        )?;
    }
    Ok(())
}

/// Writes the site of Hugo below `folder`.
pub(super) fn write_hugo(folder: &Path, articles: &[Article]) -> Result<(), String> {
    super::empty(folder)?;
    write(
        &folder.join("hugo.toml"),
        &format!(
            "baseURL = 'https://example.org/'\ntitle = 'Corpus'\nlocale = 'fr'\n[pagination]\npagerSize = {LIST}\ndisableAliases = true\n\
             [taxonomies]\ncategory = 'categories'\ntag = 'tags'\nauthor = 'authors'\ndimension = 'dimensions'\n"
        ),
    )?;
    let layouts = folder.join("layouts");
    for (path, text) in HUGO_LAYOUTS {
        write(&layouts.join(path), text)?;
    }
    write(&layouts.join("partials/header.html"), &header())?;
    for article in articles {
        let names: Vec<String> = article
            .dimensions
            .iter()
            .map(|d| format!("dimension-{:02}", d + 1))
            .collect();
        let text = format!(
            "---\ntitle: '{}'\ndate: {}\nsummary: '{}'\nauthors: [{}]\ncategories: [{}]\ntags: [{}]\ndimensions: [{}]\n---\n{}",
            article.title,
            article.date,
            article.summary,
            article.authors.join(", "),
            article.category,
            article.tags.join(", "),
            names.join(", "),
            article.body
        );
        write(
            &folder.join(format!("content/articles/{}.md", article.slug)),
            &text,
        )?;
    }
    Ok(())
}

const HUGO_LAYOUTS: &[(&str, &str)] = &[
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

/// A header of about 4 KB that is the same on every page.
fn header() -> String {
    let mut header = String::from("<header><nav aria-label=\"Principale\"><ul>\n");
    for entry in 1..=40 {
        line(
            &mut header,
            &format!(
                "<li class=\"menu__entry\"><a class=\"menu__link\" href=\"/articles/\">Une entrée du menu, la {entry}</a></li>"
            ),
        );
    }
    header.push_str("</ul></nav></header>\n");
    header
}

/// The ids of the model's dimensions, read off the list that `model.yaml` holds.
fn dimensions_of(model: &str) -> Result<Vec<&str>, String> {
    let list = model
        .split_once("\ndimensions:\n")
        .ok_or("model.yaml has no dimensions")?
        .1;
    let ids: Vec<&str> = list
        .lines()
        .take_while(|line| line.is_empty() || line.starts_with([' ', '#']))
        .filter_map(|line| line.strip_prefix("  - id: "))
        .collect();
    if ids.is_empty() {
        Err("model.yaml lists no dimension".into())
    } else {
        Ok(ids)
    }
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes any text");
}

pub(super) fn write(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}
