// `<parvis-worksheet>`: questions answered in place. The last one, the synthesis, shows the answers before it. Answers leave the
// page as Markdown or on paper; they stay on the device only when the visitor asks.

import { announce, h } from "../dom.js";
import { download } from "../files.js";
import { formatDate, readStrings } from "../strings.js";
import { drawer } from "../storage.js";

class Worksheet extends HTMLElement {
  #words;
  #drawer;
  #keeping = false;
  #fields = [];

  connectedCallback() {
    if (this.#words) return;
    this.#words = readStrings(this);
    this.#drawer = drawer(`worksheet:${this.dataset.id}`);
    this.#fields = [...this.querySelectorAll("textarea[data-question]")];
    this.#part("tools").hidden = false;
    this.addEventListener("input", () => this.#onInput());
    this.addEventListener("click", (event) => this.#onClick(event));
    this.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    addEventListener("beforeprint", () => this.#fit());
    this.dataset.ready = "";
    this.#offerKept();
    this.#draw();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #label(field) {
    return this.querySelector(`label[for="${CSS.escape(field.id)}"]`).textContent;
  }

  #onInput() {
    this.#draw();
    if (this.#keeping) this.#keep();
  }

  #onClick(event) {
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (action === "export") this.#export();
    if (action === "print") print();
    if (action === "keep") this.#startKeeping();
    if (action === "erase") this.#erase();
    if (action === "resume") this.#resume();
  }

  // The answers that the synthesis builds on, as they stand.
  #draw() {
    this.#fit();
    const answers = this.#part("answers");
    if (!answers) return;
    const given = this.#fields.filter((field) => !("synthesis" in field.dataset) && field.value.trim() !== "");
    answers.hidden = given.length === 0;
    answers.replaceChildren(h("dl", {}, given.flatMap((field) => [h("dt", {}, this.#label(field)), h("dd", {}, field.value.trim())])));
  }

  // A field is as high as its text, on screen and on paper.
  #fit() {
    for (const field of this.#fields) {
      field.style.blockSize = "auto";
      field.style.blockSize = `${field.scrollHeight + 2}px`;
    }
  }

  #export() {
    const title = this.#part("title").textContent;
    const sections = this.#fields.map((field) => `## ${this.#label(field)}\n\n${field.value.trim() || this.#words("blank")}\n`);
    download(`${this.dataset.id}.md`, "text/markdown", [`# ${title}\n`, ...sections].join("\n"));
    announce(this.#part("status"), this.#words("exported"));
  }

  #keep() {
    const answers = Object.fromEntries(this.#fields.map((field) => [field.dataset.question, field.value]));
    return this.#drawer.keep({ at: new Date().toISOString(), answers });
  }

  #startKeeping() {
    this.#keeping = this.#keep();
    this.#drawKeeping();
    announce(this.#part("status"), this.#words(this.#keeping ? "kept" : "keep_refused"));
  }

  #erase() {
    this.#drawer.erase();
    this.#keeping = false;
    this.#part("kept").hidden = true;
    this.#drawKeeping();
    this.querySelector('[data-part="tools"] [data-action="keep"]').focus();
    announce(this.#part("status"), this.#words("erased"));
  }

  #drawKeeping() {
    const tools = this.#part("tools");
    const keep = tools.querySelector('[data-action="keep"]');
    keep.textContent = this.#words(this.#keeping ? "keeping" : "keep");
    keep.disabled = this.#keeping;
    tools.querySelector('[data-action="erase"]').hidden = !this.#keeping;
  }

  // Answers kept on an earlier visit are offered, not imposed.
  #offerKept() {
    const kept = this.#drawer.read();
    const at = new Date(kept?.at);
    if (!kept?.answers || Number.isNaN(at.getTime())) return;
    this.#part("kept").replaceChildren(
      h("p", {}, this.#words("kept_found", { date: formatDate(at) })),
      h("p", { class: "button-row" },
        h("button", { type: "button", class: "button", "data-action": "resume" }, this.#words("resume")),
        h("button", { type: "button", class: "button button-quiet", "data-action": "erase" }, this.#words("erase"))));
    this.#part("kept").hidden = false;
  }

  #resume() {
    const answers = this.#drawer.read()?.answers ?? {};
    for (const field of this.#fields) field.value = String(answers[field.dataset.question] ?? field.value);
    this.#keeping = true;
    this.#part("kept").hidden = true;
    this.#drawKeeping();
    this.#draw();
    this.#fields[0].focus();
  }
}

customElements.define("parvis-worksheet", Worksheet);
