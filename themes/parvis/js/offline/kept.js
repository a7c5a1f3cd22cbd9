// `<parvis-kept data-caches data-site data-home>`: on the page of those without a network, the pages that are kept on this device, with their titles.
// What the names of the site's caches begin with is in `data-caches`; `data-site` ends the titles of its pages, and is all of that of the home page,
// which is called `data-home` here.

import { h } from "../dom.js";

class KeptPages extends HTMLElement {
  async connectedCallback() {
    this.querySelector("[data-action=retry]").addEventListener("click", () => location.reload());
    const [start, visited] = await Promise.all([this.#pagesOf("start"), this.#pagesOf("visited")]);
    const known = new Set(start.map(({ url }) => url));
    // What has no day comes first, by address: a list stands before what it lists. Then events, the next one first.
    const rank = ({ day, url }) => `${day} ${url}`;
    this.#show("start", start.sort((one, other) => (rank(one) < rank(other) ? -1 : 1)));
    this.#show("visited", visited.reverse().filter(({ url }) => !known.has(url)));
    this.querySelector("[data-part=none]").hidden = start.length + visited.length > 0;
    this.setAttribute("data-ready", "");
  }

  // The pages of the caches whose name says `kind`, in the order in which they were kept; each once, also while a new version waits beside
  // the one in use.
  async #pagesOf(kind) {
    // Storage may be refused; nothing is kept then.
    const names = await caches.keys().catch(() => []);
    const ours = names.filter((name) => name.startsWith(`${this.dataset.caches}${kind}`));
    const pages = await Promise.all(ours.map(async (name) => {
      const cache = await caches.open(name);
      const kept = await Promise.all((await cache.keys()).map(async ({ url }) => this.#page(url, await cache.match(url))));
      return kept.filter((page) => page !== null);
    }));
    return [...new Map(pages.flat().map((page) => [page.url, page])).values()];
  }

  async #page(url, response) {
    if (!response?.headers.get("Content-Type")?.startsWith("text/html")) return null;
    const kept = new DOMParser().parseFromString(await response.text(), "text/html");
    // The page of an old address has nothing to read, and this page is no place to go.
    if (!kept.querySelector("h1") || kept.querySelector("parvis-kept")) return null;
    const when = kept.querySelector(".event-head .event-when time");
    return { url, title: this.#titleOf(kept.title), day: when?.getAttribute("datetime") ?? "", when: when?.textContent };
  }

  #titleOf(title) {
    const { site, home } = this.dataset;
    if (title === site) return home;
    const end = ` — ${site}`;
    return title.endsWith(end) ? title.slice(0, -end.length) : title;
  }

  #show(part, pages) {
    const section = this.querySelector(`[data-part=${part}]`);
    section.querySelector("ul").replaceChildren(...pages.map(({ url, title, day, when }) =>
      h("li", {}, h("a", { href: url }, title), day && [" ", h("time", { class: "faint", datetime: day }, when)])));
    section.hidden = pages.length === 0;
  }
}

customElements.define("parvis-kept", KeptPages);
