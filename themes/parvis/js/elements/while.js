// `<parvis-while from="…" until="…">`: what a page shows during some time only, from UTC milliseconds until before others; without one of
// them, from or for ever. The build has decided for the beginning of its day; this decides for now, by the same rule.

class While extends HTMLElement {
  connectedCallback() {
    this.#decide();
    document.addEventListener("visibilitychange", this);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this);
  }

  handleEvent() {
    if (document.visibilityState === "visible") this.#decide();
  }

  #decide() {
    const now = Date.now();
    const from = Number(this.getAttribute("from") ?? -Infinity);
    const until = Number(this.getAttribute("until") ?? Infinity);
    this.hidden = !(from <= now && now < until);
  }
}

customElements.define("parvis-while", While);
