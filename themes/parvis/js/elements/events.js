// `<parvis-events>`: an event that ended since the site was built moves from the upcoming to the past ones.
//
// Cards carry `data-over-at` (UTC milliseconds; absent where the year is unknown) and stand in `[data-events="upcoming"]` or, a list
// a year, in `[data-events="past"][data-year]`, latest first. The rule is the build's: over when over_at <= now. Without lists of
// past events, what is over just leaves. `[data-events-empty]` and `[data-events-past-empty]` are the notes of empty lists.

import { h } from "../dom.js";

class Events extends HTMLElement {
  connectedCallback() {
    const upcoming = this.querySelector('[data-events="upcoming"]');
    if (!upcoming) return;
    const now = Date.now();
    const over = [...upcoming.querySelectorAll("[data-over-at]")]
      .filter((card) => card.dataset.overAt !== "" && Number(card.dataset.overAt) <= now)
      .sort((a, b) => Number(a.dataset.overAt) - Number(b.dataset.overAt));
    for (const card of over) {
      const item = card.closest("li") ?? card;
      card.dataset.past = "";
      const past = this.#listOf(card);
      if (past) past.prepend(item);
      else item.remove();
    }
    if (over.length === 0) return;
    const empty = upcoming.childElementCount === 0;
    for (const note of this.querySelectorAll("[data-events-empty]")) note.hidden = !empty;
    for (const note of this.querySelectorAll("[data-events-past-empty]")) note.hidden = true;
  }

  // The list of past events of a card's year, made where there was none; null where the page lists no past events.
  #listOf(card) {
    const year = card.querySelector("time[datetime]")?.dateTime.slice(0, 4) ?? String(new Date(Number(card.dataset.overAt)).getFullYear());
    const lists = [...this.querySelectorAll('[data-events="past"]')];
    const own = lists.find((list) => list.dataset.year === year || list.dataset.year === undefined);
    const section = this.querySelector("[aria-labelledby='events-past']");
    if (own || !section) return own ?? null;
    const list = h("ul", { class: "event-list event-list-past", "data-events": "past", "data-year": year });
    const group = h("section", { "aria-labelledby": `events-${year}` }, h("h3", { id: `events-${year}`, class: "event-year" }, year), list);
    const older = lists.find((other) => other.dataset.year < year)?.closest("section");
    section.insertBefore(group, older ?? null);
    return list;
  }
}

customElements.define("parvis-events", Events);
