// The ranking of the dimensions that matter most: two lists, moved between and within by buttons, or dragged.

import { announce, h } from "../dom.js";

export class Priorities {
  #ranked;
  #pool;
  #empty;
  #live;
  #words;
  #top;
  #model;
  #ids = [];
  #onChange;
  // Where the entry that is being dragged would land.
  #landing = h("li", { class: "priorities-landing", "data-landing": true, "aria-hidden": "true" });

  constructor({ section, model, live, words, onChange }) {
    this.#model = model;
    this.#live = live;
    this.#words = words;
    this.#onChange = onChange;
    this.#top = Number(section.dataset.top);
    this.#ranked = section.querySelector('[data-part="ranked"]');
    this.#pool = section.querySelector('[data-part="pool"]');
    this.#empty = section.querySelector('[data-part="ranked-empty"]');
    for (const part of ["ranked", "ranked-title", "pool-title"]) section.querySelector(`[data-part="${part}"]`).hidden = false;
    this.#pool.setAttribute("aria-labelledby", "priorities-pool");
    for (const item of this.#pool.children) {
      const { name } = model.dimension(item.dataset.dimension);
      item.prepend(handle());
      item.append(
        h("button", { type: "button", class: "button button-quiet button-small", "data-add": true,
          "aria-label": words("add_named", { name }), onclick: () => this.#add(item.dataset.dimension) }, words("add")),
      );
    }
    section.dataset.ready = "";
    section.addEventListener("pointerdown", (event) => this.#takeHold(section, event));
    this.#draw();
  }

  // Ids of dimensions, first first.
  get ids() {
    return [...this.#ids];
  }

  set ids(ids) {
    this.#ids = [...ids];
    this.#draw();
  }

  #add(id) {
    if (this.#ids.length >= this.#top) return;
    const addable = () => [...this.#pool.querySelectorAll("li:not([hidden]) [data-add]:not([disabled])")];
    const position = addable().findIndex((button) => button.closest("li").dataset.dimension === id);
    this.#ids.push(id);
    this.#changed("ranked_at", id);
    const buttons = addable();
    (buttons[Math.min(position, buttons.length - 1)] ?? this.#ranked.querySelector("button:not([disabled])"))?.focus();
  }

  #move(id, step) {
    const from = this.#ids.indexOf(id);
    this.#ids.splice(from, 1);
    this.#ids.splice(from + step, 0, id);
    this.#changed("ranked_at", id);
    const item = this.#ranked.children[from + step];
    const wanted = item.querySelector(step < 0 ? "[data-up]" : "[data-down]");
    (wanted.disabled ? item.querySelector("button:not([disabled])") : wanted).focus();
  }

  #remove(id) {
    this.#ids.splice(this.#ids.indexOf(id), 1);
    this.#changed("unranked", id);
    this.#pool.querySelector(`[data-dimension="${CSS.escape(id)}"] [data-add]`)?.focus();
  }

  #changed(key, id) {
    this.#draw();
    announce(this.#live, this.#words(key, { name: this.#model.dimension(id).name, rank: this.#ids.indexOf(id) + 1 }));
    this.#onChange();
  }

  // ---- Dragging

  // The script of dragging comes when an entry is first taken hold of; what the pointer does meanwhile is told to it.
  async #takeHold(section, start) {
    const handle = start.target.closest("[data-handle]");
    if (!handle || start.button !== 0) return;
    start.preventDefault();
    const coming = new AbortController();
    let last = start;
    const follow = (event) => {
      if (event.pointerId !== start.pointerId) return;
      last = event;
      if (event.type !== "pointermove") coming.abort();
    };
    for (const type of ["pointermove", "pointerup", "pointercancel"]) addEventListener(type, follow, { signal: coming.signal });
    const script = await import("./drag.js").catch(() => null);
    coming.abort();
    // Without it there are the buttons.
    script?.drag({ section, list: this.#ranked, handle, start, last }, {
      onMove: (entry, position) => this.#showLanding(entry, position),
      onDrop: (entry, position) => this.#drop(entry, position),
      onCancel: () => this.#draw(),
    });
  }

  #showLanding(entry, position) {
    entry.dataset.dragged = "";
    const others = [...this.#ranked.children].filter((child) => child !== entry && child !== this.#landing);
    if (position === null) this.#landing.remove();
    else this.#ranked.insertBefore(this.#landing, others[position] ?? null);
    this.#empty.hidden = this.#ids.length > 0 || position !== null;
  }

  // A ranked entry dropped beside the list leaves it; one of the pool dropped into a full list pushes the last one out.
  #drop(entry, position) {
    const id = entry.dataset.dimension;
    const others = this.#ids.filter((one) => one !== id);
    const ids = position === null ? others : others.toSpliced(position, 0, id).slice(0, this.#top);
    const before = this.#ids.join();
    this.#ids = ids;
    if (ids.join() === before) this.#draw();
    else this.#changed(ids.includes(id) ? "ranked_at" : "unranked", id);
  }

  #draw() {
    const full = this.#ids.length >= this.#top;
    for (const item of this.#pool.children) {
      delete item.dataset.dragged;
      item.hidden = this.#ids.includes(item.dataset.dimension);
      item.querySelector("[data-add]").disabled = full;
    }
    this.#empty.hidden = this.#ids.length > 0;
    this.#ranked.replaceChildren(
      ...this.#ids.map((id, position) => {
        const { name, leverRank } = this.#model.dimension(id);
        const button = (attribute, key, sign, disabled, onclick) =>
          h("button", { type: "button", class: "button button-quiet button-icon", [attribute]: true, disabled,
            "aria-label": this.#words(key, { name }), title: this.#words(key, { name }), onclick }, sign);
        return h("li", { "data-dimension": id, "data-lever": leverRank },
          handle(),
          h("span", { class: "priorities-name" }, name),
          h("span", { class: "priorities-moves" },
            button("data-up", "move_up", "↑", position === 0, () => this.#move(id, -1)),
            button("data-down", "move_down", "↓", position === this.#ids.length - 1, () => this.#move(id, 1)),
            button("data-remove", "remove", "×", false, () => this.#remove(id))));
      }),
    );
  }
}

// What a mouse or a finger takes hold of. The buttons do the same for everybody, so that it needs no name.
function handle() {
  return h("span", { class: "priorities-handle", "data-handle": true, "aria-hidden": "true" }, "⠿");
}
