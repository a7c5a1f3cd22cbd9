// The first screen of a result, ready before it is asked for: laid out and painted over the whole window, where nobody sees, hears or
// reaches it. Once it is asked for, its opacity is all that changes; what stands beneath is taken down after that, out of sight.

import { afterPaint } from "./dom.js";

export class FirstScreen {
  #section;
  #key = null;

  // The section that holds the whole result once it has been shown.
  constructor(section) {
    this.#section = section;
  }

  // Whether the screen that `key` stands for waits.
  holds(key) {
    return this.#key === key;
  }

  // Draws the screen that `key` stands for, to wait.
  lay(key, draw) {
    this.#key = null;
    draw();
    this.#key = key;
    this.#section.inert = true;
    this.#section.dataset.waiting = "";
    this.#section.hidden = false;
  }

  // Shows the screen that `key` stands for, drawing it where another waits or none; resolves once it has been painted.
  raise(key, draw) {
    if (!this.holds(key)) this.lay(key, draw);
    this.#section.dataset.waiting = "over";
    return new Promise(afterPaint);
  }

  // Lets the section stand in its place on the page.
  settle() {
    this.#key = null;
    this.#section.inert = false;
    delete this.#section.dataset.waiting;
  }

  // Takes the section off the page; a screen that waits goes on waiting.
  withdraw() {
    if (this.#key === null) this.#section.hidden = true;
    else this.#section.dataset.waiting = "";
  }
}
