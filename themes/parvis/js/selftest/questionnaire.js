// The statements of the form: which is shown, what is answered, and the keys that answer. The radio buttons themselves hold the
// answers; nothing is kept beside them.

import { announce } from "../dom.js";
import { Typing } from "./typing.js";

export const RATINGS = ["today", "target"];

// A finger that has given both answers sees them this long before the next statement comes.
const PAUSE = 450;

export class Questionnaire {
  #host;
  #model;
  #live;
  #words;
  #statements;
  #onComplete;
  #typing;
  // When a finger last touched the statements, and what is to follow it.
  #touchedAt = Number.NEGATIVE_INFINITY;
  #following = 0;

  // `onAnswer` is called after each answer; `onComplete` when a finger has just completed the statement shown.
  constructor({ host, model, live, words, onAnswer, onComplete }) {
    this.#host = host;
    this.#model = model;
    this.#live = live;
    this.#words = words;
    this.#onComplete = onComplete;
    this.#statements = [...host.querySelectorAll("[data-statement]")];
    this.#typing = new Typing(model);
    this.current = 0;
    host.addEventListener("change", (event) => {
      onAnswer();
      this.#onChange(event);
    });
    host.addEventListener("keydown", (event) => this.#onKey(event));
    host.addEventListener("pointerup", (event) => {
      if (event.pointerType === "touch") this.#touchedAt = event.timeStamp;
    });
  }

  get count() {
    return this.#statements.length;
  }

  // How many statements have both answers; « don't know » is an answer.
  get answered() {
    return this.#statements.filter(isComplete).length;
  }

  // Whether anything at all was answered.
  get begun() {
    return this.#host.querySelector("[data-rating] input:checked") !== null;
  }

  // Position of the first statement without both answers; -1 when all have them.
  get firstOpen() {
    return this.#statements.findIndex((statement) => !isComplete(statement));
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
    clearTimeout(this.#following);
    this.current = Math.max(0, Math.min(position, this.count - 1));
    const shown = this.#statements[this.current];
    for (const marked of this.#host.querySelectorAll("[data-current]")) {
      if (!marked.contains(shown)) marked.removeAttribute("data-current");
    }
    for (let node = shown; node !== this.#host; node = node.parentElement) node.setAttribute("data-current", "");
  }

  // Puts the focus on the first open answer of a statement, else on its first.
  focus(position = this.current, options = {}) {
    const statement = this.#statements[position];
    const rating =
      [...statement.querySelectorAll("[data-rating]")].find((one) => !one.querySelector("input:checked")) ??
      statement.querySelector("[data-rating]");
    choice(rating).focus(options);
  }

  // Position of the statement that holds an element; -1 where none does.
  positionOf(element) {
    return this.#statements.indexOf(element?.closest?.("[data-statement]"));
  }

  // Under a finger the next statement comes by itself, as the page announces: an answer a tap, and nothing else to aim at. The
  // keyboard moves through answers one after the other, so that there an answer is not a decision.
  #onChange({ target, timeStamp }) {
    clearTimeout(this.#following);
    const statement = target.closest("[data-statement]");
    if (timeStamp - this.#touchedAt < 500 && isComplete(statement)) {
      this.#following = setTimeout(() => this.#onComplete(), PAUSE);
    }
  }

  // A point's digits answer the rating that has the focus and go on to the other rating; the key of « don't know » likewise.
  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rating = event.target.closest("[data-rating]");
    if (!rating) return;
    if (!this.#typing.isAnswer(event.key)) return this.#typing.forget();
    event.preventDefault();
    this.#typing.press(event.key, rating, {
      answer: (value, place) => this.#answer(value, place),
      advance: (place) => this.#advance(place),
    });
  }

  #answer(value, rating) {
    const input = rating.querySelector(`input[value="${value}"]`);
    input.checked = true;
    input.focus();
    input.dispatchEvent(new Event("change", { bubbles: true }));
    announce(this.#live, this.#words("answered", { label: input.closest("label").textContent.trim() }));
  }

  // The rating that follows in the same statement, with the focus; undefined where there is none.
  #advance(rating) {
    const next = rating.nextElementSibling?.closest("[data-rating]");
    // The visitor may have moved on by other means.
    if (!next || !rating.contains(document.activeElement)) return undefined;
    choice(next).focus();
    return next;
  }
}

function isComplete(statement) {
  return statement.querySelectorAll("input:checked").length === RATINGS.length;
}

// « today-vp1 » → ["today", "vp1"].
function split(name) {
  const dash = name.indexOf("-");
  return [name.slice(0, dash), name.slice(dash + 1)];
}

function choice(rating) {
  return rating.querySelector("input:checked") ?? rating.querySelector("input");
}
