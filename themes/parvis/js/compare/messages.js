// What the page says about results it could not take, or takes only if the visitor agrees.

import { h } from "../dom.js";

const MOST_SHOWN = 6;
const CODE_SHOWN = 10;

// The sentence of a problem: {key, …values}. A code is shown by its beginning, which is enough to find it in a mail.
export function sentence(words, { key, code, who, ...values }) {
  const short = code === undefined ? "" : `${code.slice(0, CODE_SHOWN)}…`;
  const known = words.has(key) ? key : code === undefined ? "error_file_result" : "error_code";
  const text = words(known, { ...values, code: short, name: values.name ?? who ?? words("unnamed"), who: who ?? words("unnamed") });
  return text;
}

// Writes problems into their place: the first ones, and how many more there are.
export function showProblems(place, words, problems) {
  const sentences = [...new Set(problems.map((problem) => sentence(words, problem)))];
  if (sentences.length === 0) return place.replaceChildren();
  const shown = sentences.slice(0, MOST_SHOWN).map((text) => h("li", {}, text));
  const more = sentences.length - shown.length;
  if (more > 0) shown.push(h("li", {}, words.count("error_more", more)));
  place.replaceChildren(h("ul", {}, shown));
}

// Questions that wait for an answer. `ask({text, answers: [{label, act}]})` adds one; an answer takes its question away, and the
// focus goes on to the next question, or to what `fallback()` gives.
export class Questions {
  #place;
  #fallback;
  #next = 1;

  constructor(place, fallback) {
    this.#place = place;
    this.#fallback = fallback;
  }

  ask({ text, details = [], answers }) {
    const id = `compare-question-${this.#next}`;
    this.#next += 1;
    const item = h("div", { class: "compare-question", role: "group", "aria-labelledby": id },
      h("p", { id }, text),
      details.length > 0 ? h("ul", {}, details.map((detail) => h("li", {}, detail))) : null,
      h("div", { class: "button-row" }, answers.map(({ label, act }, position) => h("button", {
        type: "button", class: position === 0 ? "button button-small" : "button button-quiet button-small",
        onclick: () => {
          item.remove();
          this.#place.hidden = this.#place.children.length === 0;
          act();
          (this.#place.querySelector("button") ?? this.#fallback())?.focus();
        },
      }, label))));
    this.#place.append(item);
    this.#place.hidden = false;
  }

  clear() {
    this.#place.replaceChildren();
    this.#place.hidden = true;
  }
}
