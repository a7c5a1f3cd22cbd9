// `<parvis-search>`: answers the search form as one types. The address always holds the query (`?q=`), so that it can be shared and
// found again; queries are answered by the WebAssembly module from shards of the index that it asks for.

import { h } from "../dom.js";
import { readStrings } from "../strings.js";
import { openIndex } from "../search-index.js";

const PAGE = 10;
const PAUSE_MS = 120;

class Search extends HTMLElement {
  #words;
  #form;
  #field;
  #timer;
  // Counts questions, so that a late answer to an old one is dropped.
  #asked = 0;
  #shown = 0;

  connectedCallback() {
    if (this.#words) return;
    this.#words = readStrings(this);
    this.#form = this.querySelector("form");
    this.#field = this.querySelector("input[type=search]");
    this.#part("filters").hidden = this.#filters.length === 0;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search();
    });
    this.#form.addEventListener("input", () => this.#later());
    this.addEventListener("click", (event) => this.#onClick(event));
    this.addEventListener("keydown", (event) => this.#onKey(event));
    addEventListener("popstate", () => this.#readAddress());
    this.dataset.ready = "";
    this.#readAddress({ typed: this.#field.value });
    if (!this.#field.value) this.#field.focus({ preventScroll: true });
    // The index's root is small: it is there before the first word is typed out.
    this.#open().catch(() => {});
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #open() {
    return openIndex(this.dataset.module, this.dataset.index);
  }

  get #filters() {
    return [...this.querySelectorAll("select[data-filter]")];
  }

  // ---- The address

  // What was typed while the script was still on its way is kept.
  #readAddress({ typed = "" } = {}) {
    const given = new URLSearchParams(location.search);
    this.#field.value = typed || (given.get("q") ?? "");
    for (const select of this.#filters) {
      const value = given.get(select.name) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    if (this.#filters.some((select) => select.value)) this.#part("filters").open = true;
    this.#search({ write: Boolean(typed) });
  }

  #writeAddress() {
    const given = new URLSearchParams();
    if (this.#field.value.trim()) given.set("q", this.#field.value.trim());
    for (const { name, value } of this.#filters) if (value) given.set(name, value);
    const query = given.toString();
    history.replaceState(history.state, "", query ? `?${query}` : location.pathname);
  }

  // ---- Asking

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), PAUSE_MS);
  }

  async #search({ write = true, more = false } = {}) {
    clearTimeout(this.#timer);
    if (write) this.#writeAddress();
    const question = ++this.#asked;
    const q = this.#field.value.trim();
    const filters = Object.fromEntries(this.#filters.filter(({ value }) => value).map(({ name, value }) => [name, [value]]));
    if (!q && Object.keys(filters).length === 0) return this.#drawNothing(this.#words("start"));
    try {
      const index = await this.#open();
      const found = await index.search({ q, filters, limit: PAGE, offset: more ? this.#shown : 0 });
      if (question === this.#asked) this.#draw(found, more);
    } catch {
      if (question === this.#asked) this.#drawNothing(this.#words("failed"));
    }
  }

  // ---- Showing

  #drawNothing(message) {
    this.#shown = 0;
    this.#part("list").replaceChildren();
    this.#part("more").hidden = true;
    this.#part("note").hidden = true;
    this.#part("count").textContent = message;
  }

  #draw({ total, results, corrected, matching }, more) {
    if (total === 0) return this.#drawNothing(this.#words("none"));
    const list = this.#part("list");
    const items = results.map((result) => this.#item(result));
    if (more) list.append(...items);
    else list.replaceChildren(...items);
    this.#shown = list.childElementCount;
    this.#part("more").hidden = this.#shown >= total;
    this.#part("count").textContent = this.#words.count("count", total);
    const notes = [corrected ? this.#words("corrected", { query: corrected }) : null, matching === "some" ? this.#words("partly") : null];
    this.#part("note").textContent = notes.filter(Boolean).join(" ");
    this.#part("note").hidden = !notes.some(Boolean);
    if (more) items[0]?.querySelector("a").focus();
  }

  #item({ url, title, title_parts: titleParts, kind, category, year, excerpt }) {
    const marked = (parts) => parts.map(({ text, mark }) => (mark ? h("mark", {}, text) : text));
    const labels = [this.#label("kind", kind), this.#label("category", category), year ? String(year) : null];
    return h("li", { class: "search-item" },
      h("h3", {}, h("a", { href: new URL(url, new URL(this.dataset.base, location.href)).href }, titleParts?.length > 0 ? marked(titleParts) : title)),
      h("p", { class: "search-labels" }, labels.filter(Boolean).join(" · ")),
      excerpt?.length > 0 ? h("p", { class: "search-excerpt" }, marked(excerpt)) : null);
  }

  // What the reader sees for a filter's value.
  #label(name, value) {
    const select = this.#filters.find((filter) => filter.name === name);
    return [...(select?.options ?? [])].find((option) => option.value && option.value === value)?.textContent ?? null;
  }

  // ---- Keys and buttons

  #onClick(event) {
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (action === "more") this.#search({ write: false, more: true });
    if (action === "reset") {
      for (const select of this.#filters) select.value = "";
      this.#search();
    }
  }

  // Arrows go from the field through the results and back.
  #onKey(event) {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.target.matches("select, summary")) return;
    const stops = [this.#field, ...this.querySelectorAll(".search-item a")];
    const here = stops.indexOf(event.target);
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
}

customElements.define("parvis-search", Search);
