// `<parvis-events>`: an event that ended since the site was built leaves the upcoming ones.
//
// Cards stand in `[data-events="upcoming"]`, soonest first. They carry `data-over-at` (UTC milliseconds; absent for what is never over),
// `data-order`, their place among all events, and `data-year`. The rule is the build's: over when over_at <= now. What is over goes into
// the list of its year in `[data-events="past"]`, latest first; where the page has none it goes away, and an item that waits, `hidden`, in
// the list takes its place. `[data-events-empty]` and `[data-events-past-empty]` are the notes of empty lists.

import { h } from "../dom.js";

class Events extends HTMLElement {
  connectedCallback() {
    this.#sort();
    // A page that was left open overnight is read again in the morning.
    document.addEventListener("visibilitychange", this);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this);
  }

  handleEvent() {
    if (document.visibilityState === "visible") this.#sort();
  }

  #sort() {
    const upcoming = this.querySelector('[data-events="upcoming"]');
    if (!upcoming) return;
    const past = this.querySelector('[data-events="past"]');
    const now = Date.now();
    for (const card of upcoming.querySelectorAll("[data-over-at]")) {
      if (Number(card.dataset.overAt) > now) continue;
      const item = card.closest("li");
      const waiting = upcoming.querySelector(":scope > li[hidden]");
      if (past) file(item, card, listOf(past, card.dataset.year));
      else item.remove();
      if (waiting && waiting !== item && !item.hidden) waiting.hidden = false;
    }
    for (const note of this.querySelectorAll("[data-events-empty]")) note.hidden = upcoming.childElementCount > 0;
    for (const note of this.querySelectorAll("[data-events-past-empty]")) note.hidden = Boolean(past?.querySelector("[data-year]"));
  }
}

// The list of a year, made where there was none, the latest year first.
function listOf(past, year) {
  const years = [...past.querySelectorAll("section[data-year]")];
  const known = years.find((section) => section.dataset.year === year);
  if (known) return known.querySelector("ul");
  const list = h("ul", { class: "event-list event-list-past" });
  const heading = h("h3", { id: `events-${year}`, class: "event-year" }, year);
  const section = h("section", { "aria-labelledby": heading.id, "data-year": year }, heading, list);
  past.insertBefore(section, years.find((other) => Number(other.dataset.year) < Number(year)) ?? null);
  return list;
}

// Puts an item into a list of past events, one level of headings below the upcoming ones.
function file(item, card, list) {
  const title = card.querySelector("h3");
  title?.replaceWith(h("h4", { class: title.className }, ...title.childNodes));
  const order = Number(card.dataset.order);
  const earlier = [...list.children].find((other) => Number(other.querySelector("[data-order]")?.dataset.order) < order);
  list.insertBefore(item, earlier ?? null);
}

customElements.define("parvis-events", Events);
