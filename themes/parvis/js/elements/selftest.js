// `<parvis-selftest>`: makes the paper form of the page answer. Statements one at a time or all at once, then the end of the form
// (priorities, name), then the result, which the WebAssembly module computes on this device. Nothing leaves the page, and nothing
// is kept on the device before the visitor asks.

import { announce, focusOn, h } from "../dom.js";
import { FirstScreen } from "../first-screen.js";
import { late } from "../late.js";
import { formatDate, readJson, readStrings } from "../strings.js";
import { drawer } from "../storage.js";
import { Journey } from "../selftest/journey.js";
import { Model, fitRespondent } from "../selftest/model.js";
import { Questionnaire } from "../selftest/questionnaire.js";
import { Priorities } from "../selftest/priorities.js";
import { UnsavedWarning } from "../selftest/unsaved.js";

class Selftest extends HTMLElement {
  #model;
  #words;
  #resources;
  #questionnaire;
  #priorities = null;
  #drawer;
  #journey;
  #unsaved = new UnsavedWarning();
  // The module and the scripts of the result, once they are there.
  #opened = null;
  #firstScreen;
  // The turn in which the first screen is drawn ahead.
  #preparation = 0;
  // How many steps were shown or asked for; a result that comes after another step stays away.
  #turn = 0;
  // Whether the visitor asked to keep the answers on this device; from then on they are kept up to date.
  #keeping = false;
  #person = { id: "", group: "" };
  // "questions", "end" or "result".
  #step = "questions";

  connectedCallback() {
    if (this.#model) return;
    this.#model = new Model(readJson(this, "model"));
    this.#resources = readJson(this, "resources") ?? {};
    this.#words = readStrings(this);
    this.#drawer = drawer(`selftest:${this.#model.source.id}`);
    const shared = { model: this.#model, live: this.#part("live"), words: this.#words };
    this.#questionnaire = new Questionnaire({ ...shared, host: this.#part("questions"),
      onAnswer: () => this.#onAnswer(), onComplete: () => this.#advance() });
    const section = this.#part("priorities");
    if (section) this.#priorities = new Priorities({ ...shared, section, onChange: () => this.#onAnswer() });
    this.#firstScreen = new FirstScreen(this.#part("result"));
    this.#journey = new Journey((place) => this.#arrive(place));

    const form = this.#part("form");
    // A press of the button, or of Enter in a field, is taken before the browser begins to submit the form.
    for (const [source, type] of [[this.#part("next"), "click"], [form, "submit"]]) {
      source.addEventListener(type, (event) => {
        event.preventDefault();
        this.#next();
      });
    }
    form.addEventListener("keydown", (event) => this.#onEnter(event));
    form.addEventListener("focusin", (event) => this.#onFocus(event));
    form.addEventListener("change", () => this.#open().catch(() => {}), { once: true });
    for (const input of form.elements.mode) input.addEventListener("change", () => this.#changeMode(input.value));
    this.#part("person").addEventListener("input", ({ target }) => this.#rename({ [target.dataset.person]: target.value }));
    this.addEventListener("click", (event) => this.#onClick(event));
    this.#part("keys").textContent = this.#describeKeys();
    for (const part of ["toolbar", "bar", "person", "print-form"]) this.#part(part).hidden = false;
    this.dataset.ready = "";
    this.#changeMode("one");
    this.#offerKept();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #describeKeys() {
    const { min, max } = this.#model;
    const unknown = min <= 0 && max >= 0 ? "?" : "0";
    return this.#words(min < 0 || max > 9 ? "keys_long" : "keys", { min: String(min), max: String(max), unknown });
  }

  // ---- Ready before it is asked for

  // What the result needs, the module and its scripts, fetched while the visitor answers; once it is there, it is at hand at once.
  async #open() {
    const door = late(new URL("../wasm-door.js", import.meta.url)).then(({ openDoor }) => openDoor(this.dataset.module));
    this.#opened = await Promise.all([door, late(new URL("../selftest/result.js", import.meta.url))]);
    return this.#opened;
  }

  // Once the form can be sent, the first screen of its result is drawn ahead, until something changes. Where that fails, the visitor is
  // told when the result is asked for.
  #prepare() {
    clearTimeout(this.#preparation);
    this.#preparation = setTimeout(async () => {
      try {
        const [door, { showFirstScreen }] = await this.#open();
        if (this.#step === "result") return;
        const context = this.#context(door);
        this.#firstScreen.lay(keyOf(context), () => showFirstScreen(this.#part("result"), context));
      } catch {}
    }, 100);
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
    this.#turn += 1;
    this.#step = step;
    this.dataset.step = step;
    this.#questionnaire.show(position);
    this.#part("form").hidden = step === "result";
    if (step === "result") return this.#firstScreen.settle();
    this.#firstScreen.withdraw();
    this.#drawBar();
  }

  #drawBar() {
    const { answered, count, current } = this.#questionnaire;
    const asked = this.#step === "questions" && this.#oneByOne;
    this.querySelector("progress").value = answered;
    this.#part("place").textContent = asked ? this.#words("place", { n: current + 1, count }) : "";
    this.#part("progress").textContent = this.#words.count("answered_count", answered, { count });
    this.#part("next").textContent = this.#words(!asked ? "to_result" : current < count - 1 ? "next" : "to_end");
    const previous = this.querySelector('[data-action="previous"]');
    previous.hidden = !this.#oneByOne;
    previous.disabled = asked && current === 0;
  }

  #next() {
    const { current, count } = this.#questionnaire;
    if (!this.#oneByOne || this.#step === "end") this.#finish();
    else if (current < count - 1) this.#goTo({ step: "questions", position: current + 1 });
    else this.#goTo({ step: "end" });
  }

  // The statement shown has both its answers: on to what follows it.
  #advance() {
    if (this.#oneByOne && this.#step === "questions") this.#next();
  }

  #previous() {
    const { current, count } = this.#questionnaire;
    const place = { step: "questions", position: this.#step === "end" ? count - 1 : current - 1 };
    // Going back is going back, also for the browser's own button: its history does not grow.
    if (!this.#journey.back(place)) this.#goTo(place);
  }

  #goTo(place) {
    this.#journey.push(place);
    this.#arrive(place);
  }

  // Shows a place of the form and gives it the focus. The place of the result is worked out again: answers may have changed.
  #arrive({ step, position }) {
    if (step === "result") return this.#finish({ known: true });
    if (step === "end") {
      this.#show("end");
      this.#prepare();
      return focusOn(this.querySelector("#priorities-title") ?? this.querySelector("#person-title"));
    }
    this.#show("questions", position);
    this.#questionnaire.focus(undefined, { preventScroll: this.#oneByOne });
    const { current, count } = this.#questionnaire;
    announce(this.#part("live"), this.#words("place", { n: current + 1, count }));
    // Each statement stands where the one before stood; on a phone at the top, whole.
    if (this.#oneByOne && !this.#isWhole()) this.#part("questions").scrollIntoView({ block: "start", behavior: "instant" });
  }

  // Whether the statement shown can be seen whole, from its lever to the bar.
  #isWhole() {
    const { top, bottom } = this.#part("questions").getBoundingClientRect();
    return top >= 0 && bottom <= this.#part("bar").getBoundingClientRect().top;
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
    this.#changed();
    if (this.#step === "end" || (!this.#oneByOne && this.#questionnaire.firstOpen < 0)) this.#prepare();
  }

  #changed() {
    this.#unsaved.set(!(this.#keeping && this.#keep()) && this.#questionnaire.begun);
  }

  // The name and the group are asked at the end of the form, and can be changed beside the link.
  #rename(names) {
    for (const [key, value] of Object.entries(names)) this.#person[key] = value.trim();
    for (const field of this.#part("person").querySelectorAll("[data-person]")) {
      if (field !== document.activeElement) field.value = this.#person[field.dataset.person];
    }
    this.#changed();
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

  // Works the result out and shows it; `known` where the browser's history already stands there.
  async #finish({ known = false } = {}) {
    let door;
    let result;
    try {
      [door, result] = this.#opened ?? (await this.#open());
    } catch {
      return this.#complain(this.#words("module_missing"));
    }
    try {
      const context = this.#context(door);
      const section = this.#part("result");
      clearTimeout(this.#preparation);
      const turn = (this.#turn += 1);
      await this.#firstScreen.raise(keyOf(context), () => result.showFirstScreen(section, context));
      if (turn !== this.#turn) return;
      // Beneath it, the form leaves: taking down hundreds of fields takes longer than showing the result.
      this.#show("result");
      result.showRest(section, context);
      this.#part("bar").querySelector(".selftest-error")?.remove();
      const title = this.querySelector("#result-title");
      title.scrollIntoView({ block: "start", behavior: "instant" });
      focusOn(title);
      if (!known) this.#journey.push({ step: "result" });
    } catch (error) {
      this.#complain(this.#words("refused", { message: error.message }));
    }
  }

  // What the result shows, and what it may ask of the form.
  #context(door) {
    const { source: model } = this.#model;
    const respondent = this.respondent;
    let report;
    return {
      model: this.#model,
      words: this.#words,
      resources: this.#resources,
      get report() {
        return (report ??= door.call({ op: "score", model, respondent }));
      },
      respondent,
      open: this.#questionnaire.count - this.#questionnaire.answered,
      keeping: this.#keeping,
      compareUrl: new URL(this.dataset.compare, location.href).href,
      contributeUrl: this.dataset.contribute,
      qrModule: this.dataset.qrModule,
      edition: this.#edition,
      door,
      rename: (names) => this.#rename(names),
      respondentNow: () => this.respondent,
      encode: () => door.call({ op: "encode", model, respondent: this.respondent }).code,
      onSaved: () => this.#unsaved.set(false),
    };
  }

  // The latest edition of the benchmark; null where there is none.
  get #edition() {
    const { edition: name, editionPage: page, editionFigures: figures } = this.dataset;
    return figures ? { name, page, figures, sample: this.dataset.editionSample !== undefined } : null;
  }

  #complain(message) {
    if (this.#step === "result") this.#show("end");
    const bar = this.#part("bar");
    bar.querySelector(".selftest-error")?.remove();
    bar.prepend(h("p", { class: "selftest-error", role: "alert" }, message));
  }

  #edit() {
    this.#goTo({ step: "questions", position: Math.max(0, this.#questionnaire.firstOpen) });
  }

  // Starts with an empty form. What is kept on the device stays there, and is offered again.
  #restart() {
    if (this.#unsaved.needed && !confirm(this.#words("restart_sure"))) return;
    this.#fill({});
    this.#keeping = false;
    this.#unsaved.set(false);
    this.#drawKeeping();
    this.#offerKept();
    this.#goTo({ step: "questions", position: 0 });
  }

  #fill(respondent) {
    this.#person = { id: respondent.id ?? "", group: respondent.group ?? "" };
    for (const field of this.#part("person").querySelectorAll("[data-person]")) field.value = this.#person[field.dataset.person];
    this.#questionnaire.answers = { today: respondent.today ?? {}, target: respondent.target ?? {} };
    if (this.#priorities) this.#priorities.ids = respondent.priorities ?? [];
  }

  // ---- Keeping, only on request

  #keep() {
    const { version, scale } = this.#model.source;
    const kept = { version, scale: { min: scale.min, max: scale.max }, at: new Date().toISOString(), respondent: this.respondent };
    return this.#drawer.keep(kept);
  }

  #startKeeping() {
    this.#keeping = this.#keep();
    if (this.#keeping) {
      this.#unsaved.set(false);
      this.#part("kept").hidden = true;
    }
    this.#drawKeeping();
    announce(this.#part("live"), this.#words(this.#keeping ? "kept" : "keep_refused"));
    if (!this.#keeping && this.#step !== "result") this.#complain(this.#words("keep_refused"));
  }

  #erase() {
    const offer = this.#part("kept");
    const focusLost = offer.contains(document.activeElement);
    this.#drawer.erase();
    this.#keeping = false;
    this.#unsaved.set(this.#questionnaire.begun);
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
      if (this.#part("kept").contains(button)) continue;
      const focused = document.activeElement === button;
      button.hidden = !this.#keeping;
      if (focused && button.hidden) button.parentElement.querySelector('[data-action="keep"]')?.focus();
    }
  }

  // Answers kept on an earlier visit are offered, not imposed. What was left there by another version of the questionnaire, or by
  // something else, is said to be so, and can be erased.
  #offerKept() {
    if (!this.#drawer.holds()) return;
    const kept = this.#drawer.read();
    const { respondent, reason } = fitRespondent(this.#model, kept);
    const at = new Date(kept?.at);
    const texts = [
      reason === "unreadable" || reason === "scale" ? this.#words(`kept_${reason}`)
        : this.#words("kept_found", { date: formatDate(Number.isNaN(at.getTime()) ? new Date() : at) }),
      reason === "version" ? this.#words("kept_other_version") : null,
    ];
    this.#part("kept").replaceChildren(
      h("p", {}, texts.filter(Boolean).join(" ")),
      h("p", { class: "button-row" },
        respondent ? h("button", { type: "button", class: "button button-small", "data-action": "resume" }, this.#words("resume")) : null,
        h("button", { type: "button", class: "button button-quiet button-small", "data-action": "erase" }, this.#words("erase"))),
    );
    this.#part("kept").hidden = false;
  }

  // Goes on with the answers that were kept; those already given on this visit stay.
  #resume() {
    const { respondent } = fitRespondent(this.#model, this.#drawer.read());
    if (!respondent) return this.#offerKept();
    const now = this.respondent;
    const merged = (rating) => ({ ...respondent[rating], ...now[rating] });
    this.#fill({
      id: now.id || respondent.id,
      group: now.group || respondent.group,
      today: merged("today"),
      target: merged("target"),
      priorities: now.priorities.length > 0 ? now.priorities : respondent.priorities,
    });
    this.#keeping = true;
    this.#part("kept").hidden = true;
    this.#drawKeeping();
    const open = this.#questionnaire.firstOpen;
    if (open >= 0) this.#goTo({ step: "questions", position: open });
    else this.#goTo({ step: "end" });
  }
}

// Everything that a first screen is drawn from.
function keyOf({ respondent, open, keeping }) {
  return JSON.stringify([respondent, open, keeping]);
}

customElements.define("parvis-selftest", Selftest);
