// `<parvis-contribute>`: the results of an organisation become its means, on this device. They are located in the latest edition of the
// benchmark, and written into a contribution to the next one, which the visitor sees, agrees to and saves. Nothing is sent.

import { announce, focusOn } from "../dom.js";
import { download } from "../files.js";
import { readJson, readStrings } from "../strings.js";
import { openDoor } from "../wasm-door.js";
import { Model } from "../selftest/model.js";
import { contribution, earlierId, newId } from "../contribute/contribution.js";
import { placing } from "../contribute/placing.js";
import { readFiles, readFragment } from "../contribute/results.js";

class Contribute extends HTMLElement {
  #model;
  #words;
  #means = null;
  #id = newId();

  connectedCallback() {
    if (this.#model) return;
    this.#model = new Model(readJson(this, "model"));
    this.#words = readStrings(this);
    this.#part("results").addEventListener("change", (event) => this.#openFiles(event.target));
    this.#part("previous").addEventListener("change", (event) => this.#openPrevious(event.target));
    this.#part("form").addEventListener("input", () => this.#drawFile());
    this.#part("form").addEventListener("submit", (event) => this.#save(event));
    addEventListener("hashchange", () => this.#start());
    this.#start();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  // A fragment holds answers: it leaves the address before anything else happens.
  #start() {
    const codes = readFragment(location.hash);
    if (codes.length > 0) {
      history.replaceState(history.state, "", location.pathname + location.search);
      this.#take((door) => codes.map((code) => door.call({ op: "decode", model: this.#model.source, code }).respondent));
    } else if (!this.#means) {
      this.#part("start").hidden = false;
    }
  }

  async #openFiles(input) {
    const files = [...input.files];
    input.value = "";
    await this.#take((door) => readFiles(files, { door, model: this.#model.source }));
  }

  // The respondents that `read` finds become the means of the page.
  async #take(read) {
    try {
      const door = await openDoor(this.dataset.module);
      const respondents = await read(door);
      if (respondents.length === 0) return this.#complain("problem_none");
      this.#means = door.call({ op: "profile", model: this.#model.source, respondents });
      this.#show(door);
    } catch {
      this.#complain("problem_unreadable");
    }
  }

  #complain(key) {
    const problem = this.#part("problem");
    problem.textContent = this.#words(key);
    problem.hidden = false;
    this.#part("start").hidden = false;
  }

  #show(door) {
    const { n } = this.#means;
    this.#part("start").hidden = true;
    this.#part("means").hidden = false;
    this.#part("contribution").hidden = false;
    this.#part("respondents").textContent = this.#words.count("respondents", n);
    this.#part("few").hidden = n >= 3;
    const { edition: name, editionPage: page, editionFigures: figures, editionSample: sample } = this.dataset;
    const edition = figures ? { name, page, figures, sample: sample !== undefined } : null;
    this.#part("place").replaceChildren(...placing({ edition, model: this.#model, words: this.#words, report: this.#means, door }));
    this.#drawFile();
    focusOn(this.querySelector("#contribute-means"));
  }

  // ---- The contribution

  get #contribution() {
    const { sector, size, consent } = this.#part("form").elements;
    return contribution({
      id: this.#id,
      edition: this.dataset.collecting,
      model: this.#model.source,
      sector: sector.value,
      size: size.value,
      means: this.#means,
      consent: { given: consent.checked, text: this.#part("consent").textContent },
    });
  }

  #drawFile() {
    if (!this.#means) return;
    this.#part("file").textContent = this.#contribution;
    this.#part("next").hidden = true;
  }

  // A company that contributed before may be recognised by its id alone, so that its change is counted.
  async #openPrevious(input) {
    const [file] = input.files;
    const id = file ? earlierId(await file.text()) : null;
    if (file && !id) input.value = "";
    this.#id = id ?? newId();
    this.#drawFile();
    if (file) announce(this.#part("status"), this.#words(id ? "previous_taken" : "previous_refused"));
  }

  #save(event) {
    event.preventDefault();
    const { sector, size, consent } = this.#part("form").elements;
    const missing = [sector, size].find((field) => field.value === "") ?? (consent.checked ? null : consent);
    if (missing) {
      announce(this.#part("status"), this.#words(missing === consent ? "missing_consent" : "missing_choice"));
      return missing.focus();
    }
    // Neither the name of the file nor its place among others says whose it is.
    download(`contribution-${this.dataset.collecting}.json`, "application/json", this.#contribution);
    announce(this.#part("status"), this.#words("saved"));
    this.#part("next").hidden = false;
  }
}

customElements.define("parvis-contribute", Contribute);
