"""Follows every link of a built site: each address of its own in a page, style sheet, script or manifest is a file, and each anchor is there.

usage: links.py FOLDER BASE_URL

Knows nothing of Parvis but its output, as a visitor does. What leads nowhere is printed, a line a fault; the exit status tells whether there is any.
Addresses of others are not asked.
"""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

ADDRESSES = {"href", "xlink:href", "src", "action", "poster", "cite", "data-module", "data-qr-module", "data-edition-figures", "data-edition-page",
             "data-compare", "data-contribute", "data-former"}
CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)""")
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


class Page(HTMLParser):
    """The anchors of a page, and the addresses that it names with their lines."""

    def __init__(self, text):
        super().__init__()
        self.anchors, self.addresses = {"", "top"}, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        line = self.getpos()[0]
        for name, value in attributes:
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)
            elif name in ADDRESSES and value is not None:
                self.addresses.append((value, line))
            elif name in ("srcset", "imagesrcset"):
                self.addresses += [(one.split()[0], line) for one in value.split(",")]
            elif name == "content" and ("http-equiv", "refresh") in attributes:
                self.addresses.append((value.partition("url=")[2], line))


class Site:
    def __init__(self, folder, base):
        self.folder, self.base = folder, base
        self.followed, self.faults = 0, []
        self.pages = {file: Page(file.read_text("utf-8")) for file in sorted(folder.rglob("*.html"))}

    def url(self, file):
        return urljoin(self.base, file.relative_to(self.folder).as_posix().removesuffix("index.html"))

    def follow(self, file, address, line=1):
        """Follows an address that a file names."""
        url = urljoin(self.url(file), address)
        ours = urlsplit(self.base)
        there = urlsplit(url)
        # What stands above the base path is the host's, which only a whole address may mean.
        if (there.scheme, there.netloc) != (ours.scheme, ours.netloc) or address == url and not there.path.startswith(ours.path):
            return
        self.followed += 1
        where = f"{file.relative_to(self.folder)}:{line}: {address}"
        if not there.path.startswith(ours.path):
            self.faults.append(f"{where} is outside of the base path")
            return
        target = self.folder / unquote(there.path.removeprefix(ours.path))
        if there.path.endswith("/"):
            target /= "index.html"
        if not target.is_file():
            self.faults.append(f"{where} is no file")
        elif there.fragment and target in self.pages and unquote(there.fragment) not in self.pages[target].anchors:
            self.faults.append(f"{where}: the page has no such anchor")


def main(folder, base):
    site = Site(Path(folder).resolve(), base)
    for file, page in site.pages.items():
        for address, line in page.addresses:
            site.follow(file, address, line)
    for pattern, addresses in [("*.css", CSS_ADDRESS), ("*.js", IMPORT)]:
        for file in sorted(site.folder.rglob(pattern)):
            for address in addresses.findall(file.read_text("utf-8")):
                site.follow(file, address)
    for file in sorted(site.folder.rglob("*.webmanifest")):
        manifest = json.loads(file.read_text("utf-8"))
        for address in [manifest["start_url"], *(icon["src"] for icon in manifest["icons"])]:
            site.follow(file, address)
    if not site.pages or not site.followed:
        site.faults.append("the site has no page, or no link")
    for fault in site.faults:
        print(f"fault: {fault}")
    print(f"links: {site.followed} followed from {len(site.pages)} pages; {len(site.faults)} faults")
    return 1 if site.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
