// `<parvis-charter>`: the text that a group writes after its comparison. The comparison sets `group`; a charter begun earlier comes
// from the address's fragment or from a file. Nothing is sent and nothing is stored.

import { readStrings } from "../strings.js";

class Charter extends HTMLElement {
  #words;
  #group = null;

  // {model, comparison, people, resources}, or null below two people.
  get group() {
    return this.#group;
  }

  set group(group) {
    this.#group = group;
  }

  connectedCallback() {
    if (this.#words) return;
    this.#words = readStrings(this);
    this.querySelector('[data-charter="desk"]').hidden = false;
    this.dataset.ready = "";
    // The comparison may have drawn before this script arrived.
    if (Object.hasOwn(this, "group")) {
      const { group } = this;
      delete this.group;
      this.group = group;
    }
  }
}

customElements.define("parvis-charter", Charter);
