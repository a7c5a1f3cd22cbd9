// `<parvis-compare>`: 2 to 20 results side by side. They come from the address's fragment (cleared at once), from pasted text or
// from files; the WebAssembly module reads them and compares them on this device. Nothing is sent and nothing is stored.
// What cannot be read is told, and what is already there stays.

import { announce, focusOn, h } from "../dom.js";
import { copy, download } from "../files.js";
import { readJson, readStrings } from "../strings.js";
import { openDoor } from "../wasm-door.js";
import { Model } from "../selftest/model.js";
import { readCodes } from "../compare/codes.js";
import { showComparison } from "../compare/result.js";

const MOST = 20;
const MAX_FILE_BYTES = 1_000_000;

class Compare extends HTMLElement {
  #model;
  #words;
  #resources;
  // {code, respondent, report, name, mark}, in order of arrival.
  #people = [];

  connectedCallback() {
    if (this.#model) return;
    this.#model = new Model(readJson(this, "model"));
    this.#resources = readJson(this, "resources") ?? {};
    this.#words = readStrings(this);
    const form = this.#part("import");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#paste();
    });
    this.#part("files").addEventListener("change", (event) => this.#readFiles([...event.target.files]));
    for (const type of ["dragover", "dragleave", "drop"]) form.addEventListener(type, (event) => this.#onDrag(event));
    this.#part("anonymous").addEventListener("change", () => this.#draw());
    this.addEventListener("click", (event) => this.#onClick(event));
    addEventListener("hashchange", () => this.#readFragment());
    this.dataset.ready = "";
    this.#readFragment();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  // ---- Bringing results in

  // A fragment holds answers: it leaves the address and the history entry before anything else happens.
  #readFragment() {
    const { hash } = location;
    if (!/^#r=/.test(hash)) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    this.#import(hash);
  }

  async #paste() {
    const field = this.querySelector("#compare-codes");
    const added = await this.#import(field.value);
    if (added) field.value = "";
    else field.focus();
  }

  async #readFiles(files) {
    const texts = [];
    const errors = [];
    for (const file of files) {
      if (file.size > MAX_FILE_BYTES) errors.push(this.#words("error_file_size", { name: file.name }));
      else texts.push(await file.text().catch(() => ""));
    }
    this.#part("files").value = "";
    await this.#import(texts.map(codesOfFile).join("\n"), errors);
  }

  #onDrag(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.#part("import").toggleAttribute("data-over", event.type === "dragover");
    if (event.type === "drop") this.#readFiles([...event.dataTransfer.files]);
  }

  // Adds the results found in a text; true where all of it could be used.
  async #import(text, errors = []) {
    let door;
    try {
      door = await openDoor(this.dataset.module);
    } catch {
      this.#complain([this.#words("module_missing")]);
      return false;
    }
    const model = this.#model.source;
    const found = readCodes(text, (code) => door.call({ op: "decode", model, code }).respondent);
    for (const { code, error } of found.errors) errors.push(this.#explain(code, error));
    if (found.respondents.length === 0 && errors.length === 0) errors.push(this.#words("error_nothing"));
    let added = 0;
    for (const { code, respondent } of found.respondents) {
      if (this.#people.some((person) => person.code === code)) {
        errors.push(this.#words("error_twice", { name: this.#nameOf(respondent) }));
      } else if (this.#people.length >= MOST) {
        errors.push(this.#words("error_full", { n: MOST, name: this.#nameOf(respondent) }));
      } else {
        const report = door.call({ op: "score", model, respondent });
        this.#people.push({ code, respondent, report, name: respondent.id, mark: this.#freeMark() });
        added += 1;
      }
    }
    this.#complain(errors);
    if (added > 0) {
      this.#draw(door);
      announce(this.#part("live"), this.#words.count("added", added, { total: this.#people.length }));
    }
    return errors.length === 0;
  }

  #freeMark() {
    const marks = Array.from({ length: MOST }, (_, position) => String.fromCharCode(65 + position));
    return marks.find((mark) => !this.#people.some((person) => person.mark === mark));
  }

  #nameOf(respondent) {
    return respondent.id || this.#words("unnamed");
  }

  #explain(code, error) {
    const short = `${code.slice(0, 10)}…`;
    const key = `error_${error.code}`;
    return this.#words.has(key) ? this.#words(key, { code: short }) : this.#words("error_code", { code: short });
  }

  #complain(messages) {
    const list = messages.length > 0 ? h("ul", {}, messages.map((message) => h("li", {}, message))) : "";
    this.#part("errors").replaceChildren(list);
  }

  // ---- Showing

  async #draw(opened = null) {
    const door = opened ?? (await openDoor(this.dataset.module));
    const anonymous = this.#part("anonymous").checked;
    this.#part("people").hidden = this.#people.length === 0;
    this.#part("people-title").textContent = this.#words.count("people_count", this.#people.length);
    this.#drawPeople(anonymous);
    const result = this.#part("result");
    result.hidden = this.#people.length === 0;
    this.toggleAttribute("data-compared", this.#people.length > 1);
    if (this.#people.length === 1) result.replaceChildren(h("p", { class: "notice", id: "comparison-title" }, this.#words("one_only")));
    if (this.#people.length < 2) return;
    const comparison = door.call({
      op: "compare",
      model: this.#model.source,
      respondents: this.#people.map(({ respondent }) => respondent),
    });
    showComparison(result, {
      model: this.#model,
      words: this.#words,
      resources: this.#resources,
      comparison,
      people: this.#people.map((person) => ({ ...person, name: this.#shownName(person, anonymous) })),
    });
  }

  #shownName({ name, mark }, anonymous) {
    return anonymous || !name ? this.#words("person", { mark }) : name;
  }

  #drawPeople(anonymous) {
    const focused = document.activeElement?.id;
    this.#part("people-list").replaceChildren(...this.#people.map((person) => {
      const { mark, name, respondent } = person;
      const id = `person-${mark}`;
      const field = anonymous
        ? h("span", { class: "person-name" }, this.#shownName(person, true))
        : h("input", { id, type: "text", class: "person-name", maxlength: 40, value: name, placeholder: this.#words("person", { mark }),
            "aria-label": this.#words("rename", { mark }), onchange: (event) => this.#rename(person, event.target.value) });
      return h("li", { class: "person" },
        h("span", { class: "person-mark", "aria-hidden": "true" }, mark), field,
        respondent.group && !anonymous ? h("span", { class: "person-group" }, respondent.group) : null,
        h("button", { type: "button", class: "button button-quiet button-icon", "data-remove": mark,
          "aria-label": this.#words("remove", { name: this.#shownName(person, anonymous) }) }, "×"));
    }));
    if (focused?.startsWith("person-")) document.getElementById(focused)?.focus();
  }

  #rename(person, name) {
    person.name = name.trim();
    person.respondent = { ...person.respondent, id: person.name };
    this.#draw();
  }

  #remove(mark) {
    const position = this.#people.findIndex((person) => person.mark === mark);
    const [{ name }] = this.#people.splice(position, 1);
    this.#draw().then(() => {
      const buttons = this.querySelectorAll("[data-remove]");
      (buttons[Math.min(position, buttons.length - 1)] ?? this.querySelector("#compare-codes")).focus();
      announce(this.#part("live"), this.#words("removed", { name: name || mark }));
    });
  }

  async #onClick(event) {
    const remove = event.target.closest("[data-remove]");
    if (remove) this.#remove(remove.dataset.remove);
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (action === "print") print();
    if (action === "clear") {
      this.#people = [];
      this.#complain([]);
      await this.#draw();
      focusOn(this.querySelector("#compare-codes"));
    }
    if (action === "link") {
      const address = `${location.origin}${location.pathname}#r=${(await this.#codes()).join(",")}`;
      announce(this.#part("status"), this.#words((await copy(address)) ? "copied" : "copy_failed"));
    }
    if (action === "export") this.#export();
  }

  // Codes under the names shown now.
  async #codes() {
    const door = await openDoor(this.dataset.module);
    return this.#people.map(({ code, respondent }) => {
      try {
        return door.call({ op: "encode", model: this.#model.source, respondent }).code;
      } catch {
        return code;
      }
    });
  }

  async #export() {
    const { id, version } = this.#model.source;
    const codes = await this.#codes();
    const content = { format: "parvis-group", model: { id, version }, results: codes.map((code) => ({ code })) };
    download(`${id}-${codes.length}.json`, "application/json", `${JSON.stringify(content, null, 2)}\n`);
  }
}

// The codes of a file that this site exported, or the file's text where it is another.
function codesOfFile(text) {
  try {
    const { code, results } = JSON.parse(text);
    return [code, ...(results ?? []).map((result) => result.code)].filter((one) => typeof one === "string").join("\n") || text;
  } catch {
    return text;
  }
}

customElements.define("parvis-compare", Compare);
