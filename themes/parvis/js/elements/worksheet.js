// `<parvis-worksheet>`: questions answered in place. The last one, the synthesis, shows the answers before it. Answers leave the
// page as Markdown or on paper; they stay on the device only when the visitor asks. A page may hold several worksheets.

import { announce, h } from "../dom.js";
import { download } from "../files.js";
import { line, paragraphs } from "../markdown.js";
import { putSheet } from "../paper.js";
import { formatDate, readStrings } from "../strings.js";
import { drawer } from "../storage.js";

class Worksheet extends HTMLElement {
  #words;
  #drawer;
  #keeping = false;
  #fields = [];
  #leaving = (event) => event.preventDefault();

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

  get #title() {
    return this.#part("title").textContent;
  }

  #onInput() {
    this.#draw();
    if (!this.#keeping) this.#keepSafe(true);
    else if (!this.#keep()) this.#keepRefused();
  }

  // Leaving the page asks only while it would lose answers.
  #keepSafe(unsaved) {
    if (unsaved) addEventListener("beforeunload", this.#leaving);
    else removeEventListener("beforeunload", this.#leaving);
  }

  #onClick(event) {
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (action === "export") this.#export();
    if (action === "print") this.#print();
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
    const sections = this.#fields.map((field) => `## ${line(this.#label(field))}\n\n${paragraphs(field.value) || this.#words("blank")}\n`);
    download(`${this.dataset.id}.md`, "text/markdown", [`# ${line(this.#title)}\n`, ...sections].join("\n"));
    this.#keepSafe(false);
    announce(this.#part("status"), this.#words("exported"));
  }

  // This worksheet alone, with room to write where nothing is written yet.
  #print() {
    const room = (lines) => h("div", { class: "worksheet-sheet-room" }, Array.from({ length: lines }, () => h("span")));
    const question = (field) => h("li", "synthesis" in field.dataset ? { class: "worksheet-sheet-synthesis" } : {},
      h("h2", {}, this.#label(field)),
      field.value.trim() ? h("p", {}, field.value.trim()) : room("synthesis" in field.dataset ? 6 : 3));
    putSheet(h("article", { class: "worksheet-sheet" },
      h("h1", {}, this.#title),
      h("p", { class: "worksheet-sheet-date" }, formatDate(new Date())),
      h("ol", {}, this.#fields.map(question))), this.#title);
    print();
  }

  #keep() {
    const answers = Object.fromEntries(this.#fields.map((field) => [field.dataset.question, field.value]));
    return this.#drawer.keep({ at: new Date().toISOString(), answers });
  }

  #startKeeping() {
    // Answers kept earlier and not taken up again would be lost under these.
    if (!this.#part("kept").hidden) this.#fill();
    this.#keeping = this.#keep();
    if (!this.#keeping) return this.#keepRefused();
    this.#part("kept").hidden = true;
    this.#keepSafe(false);
    this.#drawKeeping();
    announce(this.#part("status"), this.#words("kept"));
  }

  #keepRefused() {
    this.#keeping = false;
    this.#keepSafe(true);
    this.#drawKeeping();
    announce(this.#part("status"), this.#words("keep_refused"));
  }

  #erase() {
    this.#drawer.erase();
    this.#keeping = false;
    this.#keepSafe(this.#fields.some((field) => field.value.trim() !== ""));
    this.#part("kept").hidden = true;
    this.#drawKeeping();
    this.#part("tools").querySelector('[data-action="keep"]').focus();
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
    this.#fill();
    this.#keeping = this.#keep();
    this.#keepSafe(!this.#keeping);
    this.#part("kept").hidden = true;
    this.#drawKeeping();
    this.#fields[0]?.focus();
    announce(this.#part("status"), this.#words(this.#keeping ? "kept" : "keep_refused"));
  }

  // The kept answers, where nothing has been typed since.
  #fill() {
    const answers = this.#drawer.read()?.answers ?? {};
    for (const field of this.#fields) {
      if (field.value.trim() === "") field.value = String(answers[field.dataset.question] ?? "");
    }
    this.#draw();
  }
}

customElements.define("parvis-worksheet", Worksheet);
