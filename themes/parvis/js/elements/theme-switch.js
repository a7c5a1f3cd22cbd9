// `<parvis-theme-switch>`: one button that goes round « automatic », light and dark, named by `data-label`, `data-auto`,
// `data-light` and `data-dark`. Without this script the page follows the system and there is no button.

import { applyStoredTheme, chooseTheme, storedTheme } from "../theme.js";

const NEXT = { auto: "light", light: "dark", dark: "auto" };

// A disc: half inked for « automatic », a ring of rays for light, a crescent for dark.
const ICONS = {
  auto: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm0 2v12a6 6 0 0 0 0-12Z",
  light: "M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM11 2h2v3h-2zM11 19h2v3h-2zM2 11h3v2H2zM19 11h3v2h-3zM4.2 5.6l1.4-1.4 2.2 2.2-1.4 1.4zM16.2 17.6l1.4-1.4 2.2 2.2-1.4 1.4zM4.2 18.4l2.2-2.2 1.4 1.4-2.2 2.2zM16.2 6.4l2.2-2.2 1.4 1.4-2.2 2.2z",
  dark: "M13.5 3.2A9 9 0 1 0 20.8 15 7.5 7.5 0 0 1 13.5 3.2Z",
};

class ThemeSwitch extends HTMLElement {
  #button;
  #path;

  connectedCallback() {
    // Written rather than built: every page loads this, and few need dom.js.
    this.innerHTML = '<button type="button" class="site-theme-button"><svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path fill="currentColor" fill-rule="evenodd"/></svg></button>';
    this.#button = this.firstChild;
    this.#path = this.querySelector("path");
    this.#button.addEventListener("click", () => this.#turn());
    addEventListener("storage", this);
    this.#show();
  }

  disconnectedCallback() {
    removeEventListener("storage", this);
  }

  // Another tab of the site chose.
  handleEvent() {
    applyStoredTheme();
    this.#show();
  }

  #turn() {
    chooseTheme(NEXT[this.dataset.current]);
    // A browser that refuses storage still goes round.
    this.#show(NEXT[this.dataset.current]);
  }

  #show(theme = storedTheme()) {
    this.dataset.current = theme;
    const name = `${this.dataset.label}, ${this.dataset[theme]}`;
    this.#button.setAttribute("aria-label", name);
    this.#button.title = name;
    this.#path.setAttribute("d", ICONS[theme]);
  }
}

customElements.define("parvis-theme-switch", ThemeSwitch);
