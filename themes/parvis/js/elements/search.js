// `<parvis-search>`: answers the search form as one types. The address always holds the query and the filters (`?q=…&kind=…`), so that
// they can be shared and found again; queries are answered by the WebAssembly module from shards of the index that it asks for.

import { announce, h } from "../dom.js";
import { readStrings } from "../strings.js";
import { openIndex } from "../search-index.js";
import { browse, labelsOf, remarks, replaceResults, resultItem } from "../search-results.js";

const PAGE = 10;
const PAUSE_MS = 120;
// A search that takes longer says so.
const PATIENCE_MS = 300;

class Search extends HTMLElement {
  #words;
  #form;
  #field;
  #label;
  #timer;
  #patience;
  // Counts questions, so that a late answer to an old one is dropped.
  #asked = 0;
  #shown = 0;

  connectedCallback() {
    if (this.#words) return;
    this.#words = readStrings(this);
    this.#form = this.querySelector("form");
    this.#field = this.querySelector("input[type=search]");
    this.#label = labelsOf(this.#filters);
    const panel = this.#part("filters");
    panel.hidden = this.#filters.length === 0;
    // Counts of values cost little on a small site; on a large one they are there for the asking.
    panel.open = "small" in this.dataset && matchMedia("(min-width: 60rem)").matches;
    panel.addEventListener("toggle", () => this.#countFilters());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search();
    });
    this.#form.addEventListener("input", () => this.#later());
    this.addEventListener("click", (event) => this.#onClick(event));
    this.addEventListener("keydown", (event) => browse(event, this.#field, this.querySelectorAll(".search-item a")));
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

  get #query() {
    const chosen = this.#filters.filter(({ value }) => value);
    return { q: this.#field.value.trim(), filters: Object.fromEntries(chosen.map(({ name, value }) => [name, [value]])) };
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
    clearTimeout(this.#patience);
    if (write) this.#writeAddress();
    const question = ++this.#asked;
    const query = this.#query;
    const active = Object.keys(query.filters).length;
    this.#part("active").textContent = active > 0 ? ` (${active})` : "";
    this.#part("reset").hidden = active === 0;
    if (!query.q && active === 0) {
      this.#drawNothing(this.#words("start"));
      return this.#countFilters();
    }
    this.#patience = setTimeout(() => this.#wait(), PATIENCE_MS);
    try {
      const index = await this.#open();
      const found = await index.search({ ...query, limit: PAGE, offset: more ? this.#shown : 0 });
      if (question !== this.#asked) return;
      clearTimeout(this.#patience);
      this.#draw(found, query, more);
      this.#countFilters();
    } catch {
      if (question !== this.#asked) return;
      clearTimeout(this.#patience);
      this.#drawNothing(this.#words("failed"), [h("p", {}, h("button", { type: "button", class: "search-other", "data-action": "retry" }, this.#words("retry")))]);
    }
  }

  #wait() {
    this.setAttribute("aria-busy", "true");
    this.#part("count").textContent = this.#words("loading");
  }

  // Writes beside each value of a filter how many results it leaves. Only where the filters are looked at: on a large site, counting
  // takes more of the index than searching.
  async #countFilters() {
    if (!this.#part("filters").open) return;
    const question = this.#asked;
    const query = this.#query;
    const searching = query.q || Object.keys(query.filters).length > 0;
    try {
      const { facets } = searching ? await (await this.#open()).search({ ...query, limit: 0, facets: true }) : {};
      if (question === this.#asked) for (const select of this.#filters) this.#writeCounts(select, facets?.[select.name]);
    } catch {
      // Without counts the filters do as well; a failing search says so itself.
    }
  }

  #writeCounts(select, counts) {
    const byValue = new Map(counts?.map(({ value, count }) => [value, count]));
    for (const option of select.options) {
      if (!option.value) continue;
      const count = byValue.get(option.value) ?? 0;
      const label = this.#label(select.name, option.value);
      option.textContent = counts ? this.#words("choice", { label, n: count }) : label;
      option.disabled = Boolean(counts) && count === 0 && !option.selected;
    }
  }

  // ---- Showing

  #drawNothing(message, notes = []) {
    this.removeAttribute("aria-busy");
    this.#shown = 0;
    replaceResults(this.#part("list"), [], this.#field);
    this.#part("more").hidden = true;
    this.#part("note").replaceChildren(...notes);
    this.#part("elsewhere").hidden = false;
    announce(this.#part("count"), message);
  }

  #draw(found, { q, filters }, more) {
    const notes = remarks(this.#words, q, found, (other) => this.#ask(other));
    if (found.total === 0) {
      const filtered = Object.keys(filters).length > 0;
      return this.#drawNothing(filtered ? this.#words("none_filtered") : this.#words("none", { query: q }), notes);
    }
    this.removeAttribute("aria-busy");
    this.#part("elsewhere").hidden = true;
    const list = this.#part("list");
    const items = found.results.map((result) => resultItem(result, { base: this.dataset.base, label: this.#label, heading: "h3" }));
    if (more) list.append(...items);
    else replaceResults(list, items, this.#field);
    this.#shown = list.childElementCount;
    this.#part("more").hidden = this.#shown >= found.total;
    this.#part("note").replaceChildren(...notes);
    announce(this.#part("count"), this.#words.count("count", found.total));
    if (more) items[0]?.querySelector("a").focus();
  }

  // ---- Buttons

  #ask(query) {
    this.#field.value = query;
    this.#field.focus();
    this.#search();
  }

  #onClick(event) {
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (action === "more") this.#search({ write: false, more: true });
    if (action === "retry") this.#search();
    if (action === "reset") {
      for (const select of this.#filters) select.value = "";
      this.#search();
      this.#field.focus();
    }
  }
}

customElements.define("parvis-search", Search);
