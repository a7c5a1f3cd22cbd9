//! Eleventy, from npm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::sites::{header, write};
use super::super::{empty, succeed};
use super::{document, printed_version};
use crate::corpus::{Article, site::LIST};

/// Its program, from its package, below `work`.
pub(super) fn install(work: &Path) -> Result<PathBuf, String> {
    let folder = work.join("eleventy");
    let program = folder.join("node_modules/@11ty/eleventy/cmd.cjs");
    if !program.exists() {
        write(&folder.join("package.json"), "{\"private\": true}\n")?;
        let mut npm = Command::new("npm");
        npm.current_dir(&folder)
            .args(["install", "--silent", "--no-audit", "--no-fund"]);
        succeed(npm.arg("@11ty/eleventy@3"))?;
    }
    Ok(program)
}

/// `3.1.2`
pub(super) fn version(program: &Path) -> Result<String, String> {
    printed_version(Command::new("node").arg(program).arg("--version"))
}

/// Builds the site below `site` into `output`.
pub(super) fn build(program: &Path, site: &Path, output: &Path) -> Command {
    let mut build = Command::new("node");
    build.arg(program).arg("--quiet");
    // Eleventy takes paths from the folder that it is started in.
    for (option, path) in [
        ("--config", site.join("eleventy.config.mjs")),
        ("--input", site.join("content")),
        ("--output", output.to_owned()),
    ] {
        let path = fs::canonicalize(&path).unwrap_or(path);
        build.arg(format!("{option}={}", path.display()));
    }
    build
}

/// Writes the site below `folder`.
pub(super) fn write_site(folder: &Path, articles: &[Article]) -> Result<(), String> {
    empty(folder)?;
    write(
        &folder.join("eleventy.config.mjs"),
        &CONFIG.replace("LIST", &LIST.to_string()),
    )?;
    let content = folder.join("content");
    for (path, text) in TEMPLATES {
        write(&content.join(path), text)?;
    }
    write(&content.join("_includes/header.html"), &header())?;
    for article in articles {
        let path = format!("articles/{}.md", article.slug);
        write(&content.join(path), &document(article, "themes"))?;
    }
    Ok(())
}

const CONFIG: &str = r#"const KINDS = ["categories", "themes", "authors", "dimensions"];
const slug = (name) => name.replace(/ /g, "-");
// By date: tags are not known yet when collections are made.
const latest = (api) => api.getAll().filter((item) => item.inputPath.includes("/articles/")).reverse();

export default function (config) {
  // The site lies below `target`, which git passes over.
  config.setUseGitIgnore(false);
  config.addCollection("latest", latest);
  // Each value of each kind, with its articles, latest first.
  const values = (api) => {
    const found = new Map();
    for (const item of latest(api)) {
      for (const kind of KINDS) {
        for (const name of item.data[kind]) {
          const url = `/${kind}/${slug(name)}/`;
          if (!found.has(url)) found.set(url, { url, name, items: [] });
          found.get(url).items.push(item);
        }
      }
    }
    return [...found.values()];
  };
  config.addCollection("feeds", values);
  config.addCollection("lists", (api) => {
    const all = { url: "/articles/", name: "Articles", items: latest(api) };
    return [all, ...values(api)].flatMap(({ url, name, items }) => {
      const pages = Math.ceil(items.length / LIST);
      return Array.from({ length: pages }, (_, page) => ({
        name,
        url: page === 0 ? url : `${url}page/${page + 1}/`,
        previous: page === 0 ? null : page === 1 ? url : `${url}page/${page}/`,
        next: page + 1 < pages ? `${url}page/${page + 2}/` : null,
        items: items.slice(page * LIST, (page + 1) * LIST),
      }));
    });
  });
  config.addFilter("slug", slug);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
"#;

const TEMPLATES: &[(&str, &str)] = &[
    (
        "articles/articles.json",
        "{\"layout\": \"article.njk\", \"tags\": \"article\", \"permalink\": \"/articles/{{ page.fileSlug }}/index.html\"}\n",
    ),
    (
        "_includes/base.njk",
        "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n<title>{{ title or list.name or 'Corpus' }} · Corpus</title>\n\
         <meta name=\"description\" content=\"{{ summary }}\">\n<link rel=\"canonical\" href=\"https://example.org{{ page.url }}\">\n</head>\n<body>\n\
         {% include 'header.html' %}\n<main>\n{{ content | safe }}\n</main>\n<footer><p>Corpus</p></footer>\n</body>\n</html>\n",
    ),
    (
        "_includes/article.njk",
        "---\nlayout: base.njk\n---\n<article>\n<h1>{{ title }}</h1>\n<p><time datetime=\"{{ date | day }}\">{{ date | day }}</time></p>\n<ul>\
         {% for name in authors %}<li><a href=\"/authors/{{ name | slug }}/\">{{ name }}</a></li>{% endfor %}\
         {% for name in categories %}<li><a href=\"/categories/{{ name | slug }}/\">{{ name }}</a></li>{% endfor %}\
         {% for name in themes %}<li><a href=\"/themes/{{ name | slug }}/\">{{ name }}</a></li>{% endfor %}\
         {% for name in dimensions %}<li><a href=\"/dimensions/{{ name | slug }}/\">{{ name }}</a></li>{% endfor %}</ul>\n\
         {{ content | safe }}\n</article>\n\
         {% set before = collections.article | getPreviousCollectionItem(page) %}{% set after = collections.article | getNextCollectionItem(page) %}\
         <nav>{% if before %}<a href=\"{{ before.url }}\">{{ before.data.title }}</a>{% endif %}\
         {% if after %}<a href=\"{{ after.url }}\">{{ after.data.title }}</a>{% endif %}</nav>\n",
    ),
    (
        "lists.njk",
        "---\nlayout: base.njk\npagination: {data: collections.lists, size: 1, alias: list}\npermalink: '{{ list.url }}index.html'\n---\n<h1>{{ list.name }}</h1>\n<ul>\
         {% for item in list.items %}<li><a href=\"{{ item.url }}\">{{ item.data.title }}</a> <time datetime=\"{{ item.date | day }}\">{{ item.date | day }}</time>\
         <p>{{ item.data.summary }}</p></li>\n{% endfor %}</ul>\n<nav>{% if list.previous %}<a href=\"{{ list.previous }}\">Plus récents</a>{% endif %}\
         {% if list.next %}<a href=\"{{ list.next }}\">Plus anciens</a>{% endif %}</nav>\n",
    ),
    (
        "feeds.njk",
        "---\npagination: {data: collections.feeds, size: 1, alias: feed}\npermalink: '{{ feed.url }}index.xml'\n---\n<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <rss version=\"2.0\"><channel><title>{{ feed.name }}</title><link>https://example.org{{ feed.url }}</link><description>{{ feed.name }}</description>\n\
         {% for item in feed.items | batch(20) | first %}<item><title>{{ item.data.title }}</title><link>https://example.org{{ item.url }}</link>\
         <pubDate>{{ item.date.toUTCString() }}</pubDate><description>{{ item.data.summary }}</description></item>\n{% endfor %}</channel></rss>\n",
    ),
    (
        "sitemap.njk",
        "---\npermalink: /sitemap.xml\n---\n<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\
         {% for item in collections.latest %}<url><loc>https://example.org{{ item.url }}</loc></url>\n{% endfor %}</urlset>\n",
    ),
    (
        "index.njk",
        "---\nlayout: base.njk\n---\n<h1>Corpus</h1>\n<ul>{% for item in collections.latest | batch(20) | first %}<li><a href=\"{{ item.url }}\">{{ item.data.title }}</a>\
         <p>{{ item.data.summary }}</p></li>\n{% endfor %}</ul>\n",
    ),
];
