// The blocks of the result below its overview. They are drawn one task at a time after the overview has been painted, in the
// order of the page, so that twenty people on a slow phone see the verdict at once.

import { h } from "../dom.js";

// An empty block with its title, to be filled later.
export function block(id, title) {
  return h("section", { class: `comparison-block comparison-${id}`, "aria-labelledby": `comparison-${id}`, "data-block": id },
    h("h3", { id: `comparison-${id}`, tabindex: -1 }, title));
}

// A queue of steps, each in a task of its own. A new `start` forgets the steps that were left; `flush` runs them at once.
export class Steps {
  #left = [];
  #run = 0;

  start(steps) {
    this.#left = [...steps];
    this.#run += 1;
    const run = this.#run;
    const next = () => {
      if (run !== this.#run || this.#left.length === 0) return;
      this.#left.shift()();
      setTimeout(next);
    };
    // After the next paint, so that what stands already is seen first.
    requestAnimationFrame(() => setTimeout(next));
  }

  flush() {
    while (this.#left.length > 0) this.#left.shift()();
  }
}

// A table that scrolls sideways in a narrow window, reachable by keyboard.
export function scroll(label, table) {
  return h("div", { class: "table-scroll", role: "region", "aria-label": label, tabindex: 0 }, table);
}

// Two or three ratings to choose from; `onChoose(value)` hears of a change.
export function ratingSwitch({ name, legend, choices, chosen, onChoose }) {
  return h("fieldset", { class: "switch" }, h("legend", {}, legend),
    choices.map(({ value, label }) => h("label", {},
      h("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onChoose(value) }),
      h("span", {}, label))));
}
