// The facilitator's presentation: a modal dialog that fills the screen, one thing a slide, made for a projector, a clicker, a tablet
// and a screen reader. People are points without a letter unless the facilitator shows names.

import { announce, focusOn, h } from "../dom.js";
import { slidesOf } from "./slides.js";

const FORWARD = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]);
// A finger that moves less than this has not swiped.
const SWIPE = 60;

// Opens the presentation of a comparison; the focus goes back to `opener` at its end.
export function present(context) {
  return new Presentation(context).open();
}

class Presentation {
  #context;
  #words;
  #slides;
  #at = 0;
  #dialog;
  #stage;
  #controls = {};
  #live;
  #full = false;
  #end = null;
  #touch = null;

  constructor(context) {
    this.#context = context;
    this.#words = context.words;
    this.#slides = slidesOf(context);
    this.#dialog = this.#build();
  }

  open() {
    this.#context.host.append(this.#dialog);
    this.#dialog.showModal();
    this.#show(0);
    this.#fill();
  }

  #build() {
    const words = this.#words;
    const button = (name, text, act, attributes = {}) => {
      this.#controls[name] = h("button", { type: "button", class: "button presentation-button", "data-control": name, onclick: act, ...attributes }, text);
      return this.#controls[name];
    };
    this.#stage = h("div", { class: "presentation-stage" });
    this.#live = h("p", { class: "visually-hidden", role: "status" });
    this.#controls.progress = h("span", { class: "presentation-progress", "aria-hidden": "true" }, h("span", {}));
    this.#controls.number = h("p", { class: "presentation-number" });
    const dialog = h("dialog", { class: "presentation", "aria-label": words("presentation"), "data-anonymous": true },
      this.#controls.progress, this.#stage,
      h("div", { class: "presentation-bar" },
        button("back", h("span", {}, "←"), () => this.#back(), { "aria-label": words("presentation_back") }),
        this.#controls.number,
        button("reveal", words("presentation_reveal"), () => this.#reveal()),
        button("names", words("presentation_names"), () => this.#toggleNames(), { "aria-pressed": "false" }),
        button("close", words("presentation_close"), () => this.#dialog.close()),
        button("next", h("span", {}, "→"), () => this.#forward(), { "aria-label": words("presentation_next") })),
      this.#key(), this.#live);
    dialog.addEventListener("keydown", (event) => this.#onKey(event));
    dialog.addEventListener("close", () => this.#leave());
    dialog.addEventListener("click", (event) => {
      if (!event.target.closest('[data-end="charter"]')) return;
      this.#end = "charter";
      dialog.close();
    });
    this.#stage.addEventListener("pointerdown", (event) => {
      this.#touch = event.pointerType === "mouse" ? null : { x: event.clientX, y: event.clientY };
    });
    this.#stage.addEventListener("pointerup", (event) => this.#onSwipe(event));
    document.addEventListener("fullscreenchange", this.#onFullscreen);
    return dialog;
  }

  // Who is behind each letter, for when names are shown.
  #key() {
    return h("ul", { class: "presentation-key", "aria-label": this.#words("people") },
      this.#context.people.map(({ mark, name }) => h("li", {}, h("span", { class: "person-mark" }, mark), " ", name.trim() || this.#words("person", { mark }))));
  }

  // ---- Moving

  #onKey(event) {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return;
    const onButton = event.target.closest("button, a");
    // A button under the focus does what it says.
    if (onButton && (key === " " || key === "Enter")) return;
    const act = (key === " " && shiftKey) || BACK.has(key) ? () => this.#back()
      : FORWARD.has(key) ? () => this.#forward()
      : key === "Home" ? () => this.#show(0)
      : key === "End" ? () => this.#show(this.#slides.length - 1)
      : null;
    if (!act) return;
    event.preventDefault();
    act();
  }

  #onSwipe({ clientX, clientY }) {
    if (!this.#touch) return;
    const [across, down] = [clientX - this.#touch.x, clientY - this.#touch.y];
    this.#touch = null;
    if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(down)) return;
    if (across < 0) this.#forward();
    else this.#back();
  }

  // The next thing: the answers of this slide where they wait, else the next slide.
  #forward() {
    if (this.#slides[this.#at].hidden?.hidden) this.#reveal();
    else if (this.#at < this.#slides.length - 1) this.#show(this.#at + 1);
  }

  #back() {
    if (this.#at > 0) this.#show(this.#at - 1);
  }

  #show(position) {
    this.#at = position;
    const { title, node, hidden } = this.#slides[position];
    // What was revealed stays so when the facilitator comes back to it.
    if (hidden && hidden.dataset.revealed === undefined) hidden.hidden = true;
    this.#stage.replaceChildren(node);
    this.#stage.scrollTop = 0;
    this.#update();
    node.querySelector(".slide-title").focus({ preventScroll: true });
    announce(this.#live, `${this.#words("presentation_at", { number: position + 1, of: this.#slides.length })} ${title}${hidden?.hidden ? `. ${this.#words("presentation_hidden")}` : ""}`);
  }

  #reveal() {
    const { hidden, node } = this.#slides[this.#at];
    if (!hidden?.hidden) return;
    hidden.hidden = false;
    hidden.dataset.revealed = "";
    this.#update();
    if (document.activeElement === document.body || document.activeElement === this.#dialog || !this.#dialog.contains(document.activeElement)) {
      node.querySelector(".slide-title").focus({ preventScroll: true });
    }
    announce(this.#live, `${this.#words("presentation_revealed")} ${[...hidden.querySelectorAll(".slide-figures, .slide-verdict-name")].map((one) => one.textContent).join(" ")}`);
  }

  #update() {
    const { back, next, reveal, progress, number, names } = this.#controls;
    const last = this.#slides.length - 1;
    const waits = this.#slides[this.#at].hidden?.hidden ?? false;
    // A control that must not be used keeps the focus it may have.
    back.setAttribute("aria-disabled", String(this.#at === 0));
    next.setAttribute("aria-disabled", String(this.#at === last && !waits));
    if (!waits && document.activeElement === reveal) next.focus();
    reveal.hidden = !waits;
    names.setAttribute("aria-pressed", String(this.#dialog.dataset.anonymous === undefined));
    number.textContent = this.#words("presentation_number", { number: this.#at + 1, of: this.#slides.length });
    progress.firstElementChild.style.inlineSize = `${(100 * (this.#at + 1)) / this.#slides.length}%`;
  }

  #toggleNames() {
    this.#dialog.toggleAttribute("data-anonymous");
    this.#update();
  }

  // ---- Screen and end

  // A dialog cannot be made full screen itself: the page is, and the dialog lies above it. Where the browser refuses, the dialog
  // fills the window.
  async #fill() {
    try {
      await document.documentElement.requestFullscreen?.({ navigationUI: "hide" });
      this.#full = Boolean(document.fullscreenElement);
    } catch {
      this.#full = false;
    }
  }

  // Escape leaves the full screen before any script hears of it: it ends the presentation too.
  #onFullscreen = () => {
    if (this.#full && !document.fullscreenElement && this.#dialog.open) this.#dialog.close();
  };

  #leave() {
    document.removeEventListener("fullscreenchange", this.#onFullscreen);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.#dialog.remove();
    const charter = this.#context.host.querySelector("parvis-charter");
    if (this.#end === "charter" && charter) focusOn(charter.querySelector("h2, h3") ?? charter);
    else this.#context.opener?.focus();
  }
}
