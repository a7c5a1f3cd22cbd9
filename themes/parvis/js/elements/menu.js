// `<parvis-menu data-label>`: wraps the header's `<nav>`. On narrow screens a button opens and closes it (`data-open` on the
// element; the style sheet decides when the button shows); Escape closes and gives the focus back; whatever happens outside
// closes the second levels, which are `<details>`. Without this script the menu is open.

class Menu extends HTMLElement {
  #toggle;

  connectedCallback() {
    const panel = this.querySelector("nav");
    if (!panel || this.#toggle) return;
    // Written rather than built: every page loads this, and few need dom.js.
    this.insertAdjacentHTML(
      "afterbegin",
      `<button type="button" class="site-menu-button" aria-controls="${panel.id}"><span class="site-menu-button-bars" aria-hidden="true"></span><span class="site-menu-button-label"></span></button>`,
    );
    this.#toggle = this.firstElementChild;
    this.#toggle.lastElementChild.textContent = this.dataset.label;
    this.#toggle.addEventListener("click", () => this.#open(!this.#isOpen));
    this.dataset.ready = "";
    this.#open(false);
    this.addEventListener("keydown", (event) => this.#onKey(event));
    document.addEventListener("click", this);
    document.addEventListener("focusin", this);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this);
    document.removeEventListener("focusin", this);
  }

  handleEvent(event) {
    const inside = this.contains(event.target) ? event.target.closest("details") : null;
    for (const submenu of this.querySelectorAll("details[open]")) if (submenu !== inside) submenu.open = false;
  }

  get #isOpen() {
    return "open" in this.dataset;
  }

  #open(open) {
    this.toggleAttribute("data-open", open);
    this.#toggle.setAttribute("aria-expanded", String(open));
  }

  #onKey(event) {
    if (event.key !== "Escape") return;
    const submenu = event.target.closest("details[open]");
    if (submenu) {
      submenu.open = false;
      submenu.querySelector("summary")?.focus();
    } else if (this.#isOpen) {
      this.#open(false);
      this.#toggle.focus();
    }
  }
}

customElements.define("parvis-menu", Menu);
