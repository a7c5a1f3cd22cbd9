// `<parvis-selftest>`: makes the paper form of the page answer. Statements one at a time or all at once, then the priorities,
// then the result, which the WebAssembly module computes on this device. Nothing leaves the page, and nothing is kept on the
// device before the visitor asks.

import { announce, focusOn, h } from "../dom.js";
import { formatDate, readJson, readStrings } from "../strings.js";
import { drawer } from "../storage.js";
import { openDoor } from "../wasm-door.js";
import { Model, fitRespondent } from "../selftest/model.js";
import { Questionnaire } from "../selftest/questionnaire.js";
import { Priorities } from "../selftest/priorities.js";
import { showResult } from "../selftest/result.js";

class Selftest extends HTMLElement {
  #model;
  #words;
  #resources;
  #questionnaire;
  #priorities = null;
  #drawer;
  // Whether the visitor asked to keep the answers on this device; from then on they are kept up to date.
  #keeping = false;
  #person = { id: "", group: "" };
  // "questions", "priorities" or "result".
  #step = "questions";

  connectedCallback() {
    if (this.#model) return;
    this.#model = new Model(readJson(this, "model"));
    this.#resources = readJson(this, "resources") ?? {};
    this.#words = readStrings(this);
    this.#drawer = drawer(`selftest:${this.#model.source.id}`);
    const shared = { model: this.#model, live: this.#part("live"), words: this.#words };
    this.#questionnaire = new Questionnaire({ ...shared, host: this.#part("questions"), onAnswer: () => this.#onAnswer() });
    const section = this.#part("priorities");
    if (section) this.#priorities = new Priorities({ ...shared, section, onChange: () => this.#onAnswer() });

    const form = this.#part("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#next();
    });
    form.addEventListener("keydown", (event) => this.#onEnter(event));
    form.addEventListener("focusin", (event) => this.#onFocus(event));
    for (const input of form.elements.mode) input.addEventListener("change", () => this.#changeMode(input.value));
    this.addEventListener("click", (event) => this.#onClick(event));
    this.#part("keys").textContent = this.#words("keys", {
      min: String(this.#model.min),
      max: String(Math.min(this.#model.max, 9)),
      unknown: this.#model.min <= 0 ? "?" : "0",
    });
    this.#part("toolbar").hidden = false;
    this.#part("bar").hidden = false;
    this.dataset.ready = "";
    this.#changeMode("one");
    this.#offerKept();
    form.addEventListener("change", () => this.#warmUp(), { once: true });
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #open() {
    return openDoor(this.dataset.module);
  }

  // The module is there, and has run once, long before the last answer is given: the result is immediate.
  async #warmUp() {
    try {
      const door = await this.#open();
      const { source: model } = this.#model;
      door.call({ op: "score", model, respondent: this.respondent });
      door.call({ op: "encode", model, respondent: this.respondent });
    } catch {
      // Not yet, or not at all: the visitor is told when the result is asked for.
    }
  }

  // What the module takes: everything the visitor said so far.
  get respondent() {
    const { id, group } = this.#person;
    return { id, ...(group ? { group } : {}), ...this.#questionnaire.answers, priorities: this.#priorities?.ids ?? [] };
  }

  // ---- Moving through the form

  get #oneByOne() {
    return this.dataset.mode === "one";
  }

  #changeMode(mode) {
    this.dataset.mode = mode;
    this.#show("questions", this.#questionnaire.current);
  }

  // Shows a step of the form; `position` is that of the statement to answer.
  #show(step, position = this.#questionnaire.current) {
    this.#step = step;
    this.dataset.step = step;
    this.#questionnaire.show(position);
    this.#part("form").hidden = step === "result";
    this.#part("result").hidden = step !== "result";
    this.#drawBar();
  }

  #drawBar() {
    const { answered, count, current } = this.#questionnaire;
    this.querySelector("progress").value = answered;
    const place = this.#step === "questions" && this.#oneByOne ? this.#words("place", { n: current + 1, count }) : null;
    const done = this.#words.count("answered_count", answered, { count });
    this.#part("progress").textContent = [place, done].filter(Boolean).join(" · ");
    const last = this.#oneByOne && this.#step === "questions" && current < count - 1 ? "next"
      : this.#oneByOne && this.#step === "questions" && this.#priorities ? "to_priorities" : "to_result";
    this.#part("next").textContent = this.#words(last);
    const previous = this.querySelector('[data-action="previous"]');
    previous.hidden = !this.#oneByOne;
    previous.disabled = this.#step === "questions" && current === 0;
  }

  #next() {
    this.dataset.started = "";
    const { current, count } = this.#questionnaire;
    if (!this.#oneByOne || this.#step === "priorities" || (current === count - 1 && !this.#priorities)) {
      this.#finish();
    } else if (current < count - 1) {
      this.#goTo(current + 1);
    } else {
      this.#show("priorities");
      focusOn(this.querySelector("#priorities-title"));
    }
  }

  #previous() {
    if (this.#step === "priorities") this.#goTo(this.#questionnaire.count - 1);
    else this.#goTo(this.#questionnaire.current - 1);
  }

  // Shows the statement at a position and gives it the focus.
  #goTo(position) {
    this.#show("questions", position);
    this.#questionnaire.focus();
    const { current, count } = this.#questionnaire;
    announce(this.#part("live"), this.#words("place", { n: current + 1, count }));
    // Each statement stands where the one before stood: at the top, whole on a phone.
    if (this.#oneByOne) this.#part("questions").scrollIntoView({ block: "start", behavior: "instant" });
  }

  // Enter goes on: to the next statement from a radio button, and nowhere from a button, which it presses.
  #onEnter(event) {
    if (event.key !== "Enter" || !event.target.matches('input[type="radio"]')) return;
    event.preventDefault();
    const position = this.#questionnaire.positionOf(event.target);
    if (this.#oneByOne || position < 0) this.#next();
    else if (position < this.#questionnaire.count - 1) this.#questionnaire.focus(position + 1);
    else this.#part("next").focus();
  }

  // The statement one works on is the current one, also when all are shown.
  #onFocus(event) {
    const position = this.#questionnaire.positionOf(event.target);
    if (position >= 0 && position !== this.#questionnaire.current) this.#questionnaire.show(position);
  }

  #onAnswer() {
    this.#drawBar();
    if (this.#keeping) this.#keep();
  }

  #onClick(event) {
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (action === "previous") this.#previous();
    if (action === "keep") this.#startKeeping();
    if (action === "erase") this.#erase();
    if (action === "print") print();
    if (action === "edit") this.#edit();
    if (action === "restart") this.#restart();
    if (action === "resume") this.#resume();
  }

  // ---- The result

  async #finish() {
    let door;
    try {
      door = await this.#open();
    } catch {
      return this.#complain(this.#words("module_missing"));
    }
    try {
      const respondent = this.respondent;
      const report = door.call({ op: "score", model: this.#model.source, respondent });
      this.#part("bar").querySelector(".selftest-error")?.remove();
      showResult(this.#part("result"), {
        model: this.#model,
        words: this.#words,
        resources: this.#resources,
        report,
        respondent,
        open: this.#questionnaire.count - this.#questionnaire.answered,
        keeping: this.#keeping,
        compareUrl: new URL(this.dataset.compare, location.href).href,
        encode: (person) => this.#encode(door, person),
      });
      this.#show("result");
      focusOn(this.querySelector("#result-title"));
    } catch (error) {
      this.#complain(this.#words("refused", { message: error.message }));
    }
  }

  // The result's code under the names that the visitor chose.
  #encode(door, person) {
    this.#person = person;
    if (this.#keeping) this.#keep();
    return door.call({ op: "encode", model: this.#model.source, respondent: this.respondent }).code;
  }

  #complain(message) {
    const bar = this.#part("bar");
    bar.querySelector(".selftest-error")?.remove();
    bar.prepend(h("p", { class: "selftest-error", role: "alert" }, message));
  }

  #edit() {
    this.#show("questions", Math.max(0, this.#questionnaire.firstOpen));
    this.#questionnaire.focus();
  }

  #restart() {
    this.#fill({});
    this.#show("questions", 0);
    this.#questionnaire.focus();
  }

  #fill(respondent) {
    this.#person = { id: respondent.id ?? "", group: respondent.group ?? "" };
    this.#questionnaire.answers = { today: respondent.today ?? {}, target: respondent.target ?? {} };
    if (this.#priorities) this.#priorities.ids = respondent.priorities ?? [];
  }

  // ---- Keeping, only on request

  #keep() {
    const kept = { version: this.#model.source.version, at: new Date().toISOString(), respondent: this.respondent };
    return this.#drawer.keep(kept);
  }

  #startKeeping() {
    this.#keeping = this.#keep();
    this.#drawKeeping();
    announce(this.#part("live"), this.#words(this.#keeping ? "kept" : "keep_refused"));
  }

  #erase() {
    const offer = this.#part("kept");
    const focusLost = offer.contains(document.activeElement);
    this.#drawer.erase();
    this.#keeping = false;
    offer.hidden = true;
    this.#drawKeeping();
    if (focusLost) this.querySelector('[data-action="keep"]').focus();
    announce(this.#part("live"), this.#words("erased"));
  }

  #drawKeeping() {
    for (const button of this.querySelectorAll('[data-action="keep"]')) {
      button.textContent = this.#words(this.#keeping ? "keeping" : "keep");
      button.disabled = this.#keeping;
    }
    for (const button of this.querySelectorAll('[data-action="erase"]')) {
      if (!this.#part("kept").contains(button)) {
        const focused = document.activeElement === button;
        button.hidden = !this.#keeping;
        if (focused && button.hidden) this.querySelector('[data-action="keep"]')?.focus();
      }
    }
  }

  // Answers kept on an earlier visit are offered, not imposed.
  #offerKept() {
    const kept = this.#drawer.read();
    const at = new Date(kept?.at);
    if (!kept?.respondent || Number.isNaN(at.getTime())) return;
    const { dropped } = fitRespondent(this.#model, kept.respondent);
    this.#part("kept").replaceChildren(
      h("p", {}, this.#words("kept_found", { date: formatDate(at) }), dropped > 0 ? ` ${this.#words("kept_other_version")}` : null),
      h("p", { class: "button-row" },
        h("button", { type: "button", class: "button", "data-action": "resume" }, this.#words("resume")),
        h("button", { type: "button", class: "button button-quiet", "data-action": "erase" }, this.#words("erase"))),
    );
    this.#part("kept").hidden = false;
  }

  #resume() {
    const { respondent } = fitRespondent(this.#model, this.#drawer.read()?.respondent);
    this.dataset.started = "";
    this.#fill(respondent);
    this.#keeping = true;
    this.#part("kept").hidden = true;
    this.#drawKeeping();
    const open = this.#questionnaire.firstOpen;
    if (open >= 0) {
      this.#goTo(open);
    } else if (this.#priorities) {
      this.#show("priorities");
      focusOn(this.querySelector("#priorities-title"));
    } else {
      this.#finish();
    }
  }
}

customElements.define("parvis-selftest", Selftest);
