// The statements of the form: which is shown, what is answered, and the keys that answer. The radio buttons themselves hold the
// answers; nothing is kept beside them.

import { announce } from "../dom.js";

export const RATINGS = ["today", "target"];

export class Questionnaire {
  #host;
  #model;
  #live;
  #words;
  #statements;

  // `onAnswer` is called after each answer.
  constructor({ host, model, live, words, onAnswer }) {
    this.#host = host;
    this.#model = model;
    this.#live = live;
    this.#words = words;
    this.#statements = [...host.querySelectorAll("[data-statement]")];
    this.current = 0;
    host.addEventListener("change", onAnswer);
    host.addEventListener("keydown", (event) => this.#onKey(event));
  }

  get count() {
    return this.#statements.length;
  }

  // How many statements have both answers; « don't know » is an answer.
  get answered() {
    return this.#statements.filter((statement) => statement.querySelectorAll("input:checked").length === RATINGS.length).length;
  }

  // Position of the first statement without both answers; -1 when all have them.
  get firstOpen() {
    return this.#statements.findIndex((statement) => statement.querySelectorAll("input:checked").length < RATINGS.length);
  }

  // The answers, by rating: `{today: {vp1: 4, vp2: null}, target: {…}}`; null is « don't know », what is open is left out.
  get answers() {
    const answers = { today: {}, target: {} };
    for (const { name, value } of this.#host.querySelectorAll("[data-rating] input:checked")) {
      const [rating, statement] = split(name);
      answers[rating][statement] = value === "none" ? null : this.#model.min + Number(value);
    }
    return answers;
  }

  set answers(answers) {
    for (const input of this.#host.querySelectorAll("[data-rating] input")) {
      const [rating, statement] = split(input.name);
      const answer = answers[rating]?.[statement];
      const value = answer === null ? "none" : answer === undefined ? undefined : String(answer - this.#model.min);
      input.checked = input.value === value;
    }
  }

  // Marks the statement at a position as the one to answer; the style sheet hides the others when they are asked one by one.
  show(position) {
    this.current = Math.max(0, Math.min(position, this.count - 1));
    this.#statements.forEach((statement, index) => statement.toggleAttribute("data-current", index === this.current));
    for (const section of this.#host.querySelectorAll(".selftest-lever, .selftest-dimension")) {
      section.toggleAttribute("data-current", section.contains(this.#statements[this.current]));
    }
  }

  // Puts the focus on the first open answer of a statement, else on its first.
  focus(position = this.current) {
    const statement = this.#statements[position];
    const rating =
      [...statement.querySelectorAll("[data-rating]")].find((one) => !one.querySelector("input:checked")) ??
      statement.querySelector("[data-rating]");
    choice(rating).focus();
  }

  // Position of the statement that holds an element; -1 where none does.
  positionOf(element) {
    return this.#statements.indexOf(element?.closest?.("[data-statement]"));
  }

  // A digit answers the rating that has the focus and goes on to the other rating; 0 (or ? where 0 is on the scale) does not know.
  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rating = event.target.closest("[data-rating]");
    if (!rating) return;
    const value = this.#valueOf(event.key);
    const input = value === undefined ? null : rating.querySelector(`input[value="${value}"]`);
    if (!input) return;
    event.preventDefault();
    input.checked = true;
    input.focus();
    input.dispatchEvent(new Event("change", { bubbles: true }));
    const label = input.closest("label").querySelector(".rating-label").textContent;
    announce(this.#live, this.#words("answered", { label }));
    const next = rating.nextElementSibling?.closest("[data-rating]");
    if (next) choice(next).focus();
  }

  #valueOf(key) {
    if (key === "?") return "none";
    if (!/^\d$/.test(key)) return undefined;
    const digit = Number(key);
    if (digit >= this.#model.min && digit <= this.#model.max) return String(digit - this.#model.min);
    return digit === 0 ? "none" : undefined;
  }
}

// « today-vp1 » → ["today", "vp1"].
function split(name) {
  const dash = name.indexOf("-");
  return [name.slice(0, dash), name.slice(dash + 1)];
}

function choice(rating) {
  return rating.querySelector("input:checked") ?? rating.querySelector("input");
}
