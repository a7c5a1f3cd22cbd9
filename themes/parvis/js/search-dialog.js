// The search in a dialog over any page. The search page is where its words, the index's address and the names of categories stand: it is
// fetched when the dialog first opens. What is typed until then is kept, and the form leads to the search page by itself.

import { announce, h } from "./dom.js";
import { readStrings } from "./strings.js";
import { openIndex } from "./search-index.js";
import { browse, labelsOf, remarks, replaceResults, resultItem } from "./search-results.js";

const MOST_RESULTS = 6;
const PAUSE_MS = 120;
const PATIENCE_MS = 300;

let dialog;

// Only the search page links the style sheet of the search. Where it cannot be had, the dialog does without.
export const stylesReady = new Promise((resolve) => {
  const sheet = h("link", { rel: "stylesheet", href: new URL("../css/search.css", import.meta.url).href, onload: resolve, onerror: resolve });
  document.head.append(sheet);
});

// Opens the dialog; `link` leads to the search page, `typed` is what was typed before. The focus goes back where it was when the dialog
// closes.
export function openSearchDialog(link, typed = "") {
  dialog ??= new SearchDialog(link);
  dialog.open(typed);
}

class SearchDialog {
  #link;
  #element;
  #form;
  #field;
  #count;
  #notes;
  #list;
  #all;
  #keys;
  // What the search page says: `{words, label, base, index()}`; null until it is here.
  #page = null;
  #timer;
  #patience;
  #asked = 0;

  constructor(link) {
    this.#link = link;
    const name = link.textContent.trim();
    this.#field = h("input", {
      type: "search", name: "q", class: "search-dialog-field", "aria-label": name, placeholder: name,
      spellcheck: "false", autocapitalize: "none", autocomplete: "off", enterkeyhint: "search",
    });
    const close = h("button", { type: "button", class: "search-dialog-close", hidden: true, onclick: () => this.#element.close() }, "×");
    this.#form = h("form", { class: "search-dialog-form", action: link.href, method: "get", role: "search" }, this.#field, close);
    this.#count = h("p", { class: "search-count", role: "status" });
    this.#notes = h("div", { class: "search-note" });
    this.#list = h("ol", { class: "search-list" });
    this.#all = h("a", { class: "search-dialog-all", href: link.href, hidden: true });
    this.#keys = h("p", { class: "search-dialog-keys" });
    this.#element = h("dialog", { class: "search-dialog", "aria-label": name },
      this.#form, h("div", { class: "search-dialog-results" }, this.#count, this.#notes, this.#list, this.#all), this.#keys);
    document.body.append(this.#element);
    this.#form.addEventListener("input", () => this.#later());
    this.#form.addEventListener("submit", (event) => this.#onSubmit(event));
    this.#element.addEventListener("keydown", (event) => {
      // In a search field, some browsers empty it first.
      if (event.key === "Escape") {
        event.preventDefault();
        this.#element.close();
      }
      browse(event, this.#field, this.#links);
    });
    this.#element.addEventListener("click", (event) => {
      // The dialog itself is what lies around its content: the backdrop.
      if (event.target === this.#element) this.#element.close();
    });
  }

  get #links() {
    return [...this.#list.querySelectorAll("a"), ...(this.#all.hidden ? [] : [this.#all])];
  }

  open(typed) {
    if (!this.#element.open) this.#element.showModal();
    this.#field.focus();
    if (typed) this.#field.value = typed;
    else this.#field.select();
    if (!this.#page) this.#read();
    else if (typed) this.#search();
  }

  // Reads the search page. Where it cannot be had, the visitor goes there, to hear it from the browser.
  async #read() {
    try {
      const response = await fetch(this.#link.href);
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const search = page.querySelector("parvis-search");
      const { module, index, base } = search.dataset;
      const words = readStrings(search);
      this.#page = { words, base, label: labelsOf(search.querySelectorAll("select[data-filter]")), index: () => openIndex(module, index) };
      this.#field.setAttribute("aria-label", words("field"));
      const close = this.#form.querySelector("button");
      close.setAttribute("aria-label", words("close"));
      close.hidden = false;
      this.#keys.textContent = words("keys");
      this.#page.index().catch(() => {});
      this.#search();
    } catch {
      location.assign(this.#address());
    }
  }

  // The search page with what was typed.
  #address() {
    const address = new URL(this.#link.href);
    const q = this.#field.value.trim();
    if (q) address.searchParams.set("q", q);
    return address.href;
  }

  // Until the answer is there, the list is that of an earlier query.
  #later() {
    this.#list.setAttribute("aria-busy", "true");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), PAUSE_MS);
  }

  // Enter leads to the page with all results; with nothing typed, nowhere.
  #onSubmit(event) {
    if (!this.#field.value.trim()) event.preventDefault();
  }

  async #search() {
    clearTimeout(this.#timer);
    if (!this.#page) return;
    clearTimeout(this.#patience);
    const { words, index } = this.#page;
    const question = ++this.#asked;
    const q = this.#field.value.trim();
    if (!q) return this.#draw({ q, message: words("start") });
    this.#patience = setTimeout(() => {
      this.#count.textContent = words("loading");
    }, PATIENCE_MS);
    try {
      const found = await (await index()).search({ q, limit: MOST_RESULTS });
      if (question !== this.#asked) return;
      const message = found.total > 0 ? words.count("count", found.total) : words("none", { query: q });
      this.#draw({ q, message, found, notes: remarks(words, q, found, (other) => this.#ask(other)) });
    } catch {
      if (question === this.#asked) this.#draw({ q, message: words("failed"), failed: true });
    }
  }

  #ask(query) {
    this.#field.value = query;
    this.#field.focus();
    this.#search();
  }

  #draw({ q, message, found = { total: 0, results: [] }, notes = [], failed = false }) {
    clearTimeout(this.#patience);
    const { words, base, label } = this.#page;
    if (this.#count.textContent !== message) announce(this.#count, message);
    this.#notes.replaceChildren(...notes);
    const items = found.results.map((result) => resultItem(result, { base, label, heading: "h2" }));
    replaceResults(this.#list, items, this.#field);
    // More may have been typed since.
    if (this.#field.value.trim() === q) this.#list.removeAttribute("aria-busy");
    this.#all.hidden = found.total === 0 && !failed;
    this.#all.href = this.#address();
    this.#all.textContent = failed ? words("open_page") : words.count("all", found.total);
  }
}
