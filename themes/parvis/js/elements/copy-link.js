// `<parvis-copy-link>`: a button named `data-label` that copies `data-url` (or the page's address) and says so with `data-done`, or
// shows the address to copy by hand where the browser refuses.

import { announce, h } from "../dom.js";
import { copy } from "../files.js";

class CopyLink extends HTMLElement {
  #region = h("span", { role: "status", class: "copy-link-status" });

  connectedCallback() {
    if (this.#region.isConnected) return;
    this.append(h("button", { type: "button", class: "copy-link-button", onclick: () => this.#copy() }, this.dataset.label ?? ""), this.#region);
  }

  async #copy() {
    const address = this.dataset.url || location.href;
    const done = await copy(address);
    announce(this.#region, done ? (this.dataset.done ?? "") : address);
    this.toggleAttribute("data-copied", done);
  }
}

customElements.define("parvis-copy-link", CopyLink);
