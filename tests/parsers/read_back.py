"""Reads a built site with parsers that know nothing of Parvis: its feeds, structured data, Markdown and descriptions.

usage: read_back.py FOLDER BASE_URL

Every file of each kind is read. What a parser complains about, or what does not say what it should, is printed, a line a fault; the exit status
tells whether there is any. Structured data are also written to FOLDER/../nodes.json, for those who check their types.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import extruct
import feedparser
import yaml

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
OPEN_GRAPH = {"og:title", "og:type", "og:url", "og:site_name", "og:locale", "og:description"}


class Site:
    """The files of a built site, and what is wrong with them."""

    def __init__(self, folder, base):
        self.folder, self.base = folder, base
        self.faults = []
        self.counts = {}

    def files(self, pattern):
        found = sorted(self.folder.rglob(pattern))
        self.counts[pattern] = len(found)
        if not found:
            self.faults.append(f"no file is named {pattern}")
        return found

    def expect(self, holds, file, what):
        if not holds:
            self.faults.append(f"{file.relative_to(self.folder)}: {what}")

    def url(self, file):
        path = file.relative_to(self.folder).as_posix()
        return self.base + path.removesuffix("index.html")

    def holds(self, url):
        """Whether an address leads to a file of the site; others are not asked."""
        if not url.startswith(self.base):
            return not url.startswith("/")
        path = self.folder / unquote(urlsplit(url).path.removeprefix(urlsplit(self.base).path))
        return (path / "index.html").is_file() if url.split("#")[0].endswith("/") else path.is_file()


def read_atom(site):
    articles = {}
    for file in site.files("atom.xml"):
        feed = feedparser.parse(file.read_bytes(), response_headers={"content-type": "application/atom+xml; charset=utf-8"})
        site.expect(not feed.bozo, file, f"feedparser: {feed.get('bozo_exception')}")
        site.expect(feed.version == "atom10", file, f"is {feed.version!r} to feedparser")
        links = {link["rel"]: link["href"] for link in feed.feed.get("links", [])}
        site.expect(links.get("self") == site.url(file), file, f"says that it is at {links.get('self')}")
        site.expect(site.holds(links.get("alternate", "/")), file, "has no page of its own")
        for key in ("title", "id", "updated_parsed", "language"):
            site.expect(feed.feed.get(key) or key == "language", file, f"has no {key}")
        ids = [entry.get("id") for entry in feed.entries]
        site.expect(len(ids) == len(set(ids)), file, "has an entry twice")
        for entry in feed.entries:
            whole = all(entry.get(key) for key in ("id", "title", "link", "updated_parsed", "published_parsed", "summary", "content"))
            site.expect(whole, file, f"has an entry with a hole: {entry.get('title')}")
            site.expect(site.holds(entry.get("link", "/")), file, f"leads to nothing: {entry.get('link')}")
            content = entry.content[0].value if entry.get("content") else ""
            site.expect(content.strip(), file, f"has an entry without its text: {entry.get('title')}")
            site.expect('href="/' not in content and 'src="/' not in content, file, f"has a relative address: {entry.get('title')}")
            articles[entry.get("link")] = entry.get("title")
    return articles


def read_json_feed(site, articles):
    for file in site.files("feed.json"):
        feed = json.loads(file.read_bytes())
        site.expect(feed["version"] == "https://jsonfeed.org/version/1.1", file, f"is {feed['version']}")
        site.expect(feed["feed_url"] == site.url(file), file, f"says that it is at {feed['feed_url']}")
        site.expect(site.holds(feed["home_page_url"]), file, "has no page of its own")
        for item in feed["items"]:
            site.expect(articles.get(item["url"]) == item["title"], file, f"has an article that Atom calls otherwise: {item['title']}")
            site.expect(item["content_html"].strip(), file, f"has an item without its text: {item['title']}")
            site.expect(datetime.fromisoformat(item["date_published"]).tzinfo, file, f"has a date without a zone: {item['date_published']}")


def read_pages(site):
    nodes = []
    for file in site.files("*.html"):
        html = file.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in html:
            continue
        found = extruct.extract(html, base_url=site.url(file), syntaxes=["json-ld", "opengraph"], uniform=True, errors="strict")
        graph = [node for item in found["json-ld"] for node in item.get("@graph", [item])]
        indexed = 'name="robots" content="noindex"' not in html
        site.expect(graph or not indexed, file, "has no structured data")
        for node in graph:
            site.expect("@type" in node, file, "has a node without a type")
            nodes.append({"page": site.url(file), **node})
            for url in addresses(node):
                site.expect(site.holds(url), file, f"names what is not there: {url}")
        graphs = found["opengraph"]
        given = set().union(*(set(graph) for graph in graphs))
        site.expect(OPEN_GRAPH <= given | {"og:type"}, file, f"lacks {sorted(OPEN_GRAPH - given)}")
        urls = [graph.get("og:url") for graph in graphs]
        site.expect(urls == [site.url(file)] or file.name == "404.html", file, f"says that it is at {urls}")
    return nodes


def addresses(node):
    """Every address in a node, but for the vocabulary's own."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in ("@context", "page"):
                yield from addresses(value)
    elif isinstance(node, list):
        for value in node:
            yield from addresses(value)
    elif isinstance(node, str) and node.startswith(("https://", "http://", "/")):
        yield node


def read_markdown(site):
    """The Markdown of the articles: a front matter that YAML reads, and whole addresses."""
    for file in site.files("articles/*/index.md"):
        text = file.read_text(encoding="utf-8")
        opening, front, body = text.split("---\n", 2)
        facts = yaml.safe_load(front)
        site.expect(opening == "" and {"title", "url", "date", "lang"} <= set(facts), file, "lacks a fact")
        site.expect(facts.get("url") == site.url(file).removesuffix("index.md"), file, f"says that it is at {facts.get('url')}")
        site.expect(body.startswith(f"\n# "), file, "has no title")
        for target in (part.split(")")[0].split(" ")[0] for part in body.split("](")[1:]):
            whole = target.startswith(("https://", "http://", "mailto:"))
            site.expect(whole and site.holds(target), file, f"leads to nothing: {target}")


def read_descriptions(site):
    for file in site.files("sitemap.xml"):
        for location in ElementTree.parse(file).iter(f"{SITEMAP}loc"):
            site.expect(site.holds(location.text), file, f"names what is not there: {location.text}")
    for file in site.files("opensearch.xml"):
        root = ElementTree.parse(file).getroot()
        name = root.findtext(f"{OPEN_SEARCH}ShortName", "")
        site.expect(0 < len(name) <= 16, file, f"has a name of {len(name)} letters")
        templates = {url.get("type"): url.get("template", "") for url in root.iter(f"{OPEN_SEARCH}Url")}
        search = templates.get("text/html", "")
        site.expect(search.endswith("?q={searchTerms}") and site.holds(search.split("?")[0]), file, f"searches at {search}")
    for file in site.files("llms.txt"):
        for part in file.read_text(encoding="utf-8").split("](")[1:]:
            site.expect(site.holds(part.split(")")[0]), file, f"names what is not there: {part.split(')')[0]}")


def main(folder, base):
    site = Site(Path(folder), base)
    read_json_feed(site, read_atom(site))
    nodes = read_pages(site)
    read_markdown(site)
    read_descriptions(site)
    (Path(folder).parent / "nodes.json").write_text(json.dumps(nodes, ensure_ascii=False), encoding="utf-8")
    for fault in site.faults:
        print(f"fault: {fault}")
    counts = ", ".join(f"{count} {name}" for name, count in site.counts.items())
    print(f"read back: {counts}; {len(nodes)} nodes of structured data; {len(site.faults)} faults")
    return 1 if site.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
