// What the search page and the header's dialog share: a result as a list item, the words of an outcome, the arrow keys.

import { h } from "./dom.js";

// A list item of a result. `label(filter, value)` gives what the reader sees for a filter's value, or null.
export function resultItem({ url, title, title_parts: titleParts, kind, category, year, excerpt }, { base, label, heading }) {
  const labels = [label("kind", kind), label("category", category), year ? String(year) : null];
  const link = h("a", { href: new URL(url, new URL(base, location.href)).href }, titleParts?.length > 0 ? marked(titleParts) : title);
  return h("li", { class: "search-item" },
    h(heading, { class: "search-title" }, link),
    h("p", { class: "search-labels" }, labels.filter(Boolean).join(" · ")),
    excerpt?.length > 0 ? h("p", { class: "search-excerpt" }, marked(excerpt)) : null);
}

function marked(parts) {
  return parts.map(({ text, mark }) => (mark ? h("mark", {}, text) : text));
}

// Shows other results in a list. Who is on a result stays at its rank, or goes back to the field where there are none.
export function replaceResults(list, items, field) {
  const rank = [...list.children].findIndex((item) => item.contains(document.activeElement));
  list.replaceChildren(...items);
  if (rank >= 0) ((items[rank] ?? items.at(-1))?.querySelector("a") ?? field).focus();
}

// The options of a `<select>` without the first, which stands for all: value to label.
export function labelsOf(selects) {
  const labels = new Map();
  for (const select of selects) {
    for (const option of select.options) if (option.value) labels.set(`${select.name} ${option.value}`, option.textContent);
  }
  return (name, value) => labels.get(`${name} ${value}`) ?? null;
}

// What is to be said beside the results: what was looked for instead, and what may have been meant.
// A list of texts, and of buttons that call `ask` with another query.
export function remarks(words, query, { total, corrected, suggested, matching }, ask) {
  const another = (text, other) => h("button", { type: "button", class: "search-other", onclick: () => ask(other) }, text);
  const unquoted = query.replace(/["«»“”]/g, " ").replace(/\s+/g, " ").trim();
  return [
    corrected && total > 0 ? words("corrected", { query: corrected }) : null,
    matching === "some" && total > 0 ? words("partly") : null,
    suggested ? another(words("did_you_mean", { query: suggested }), suggested) : null,
    total === 0 && unquoted && unquoted !== query.trim() ? another(words("unquoted"), unquoted) : null,
  ].filter(Boolean).map((remark) => h("p", {}, remark));
}

// Arrows go from the field through the results and back; a letter typed on a result goes on in the field.
export function browse(event, field, links) {
  const stops = [field, ...links];
  const here = stops.indexOf(event.target);
  if (here < 0) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const next = stops[here + step];
    event.preventDefault();
    next?.focus();
  } else if (here > 0 && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }
}
