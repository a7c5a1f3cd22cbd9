// What the parts of a result share.

import { h } from "../../dom.js";
import { formatGap } from "../../strings.js";

// A part of the result under its title.
export function block(id, title, ...content) {
  return h("section", { class: `result-block result-${id}`, "aria-labelledby": `result-${id}` }, h("h3", { id: `result-${id}` }, title), content);
}

// A link to something to read. It opens beside the result, whose answers may be nowhere but in this page, and says so.
export function reading(words, label, url) {
  return h("a", { href: url, target: "_blank", class: "reading" }, label, h("span", { class: "visually-hidden" }, ` (${words("new_tab")})`));
}

// « +33 points », as the plural of the rounded number wants it.
export function points(words, value) {
  return words.count("gap_points", Math.round(value), { gap: formatGap(value) });
}

// « Managérial et Relationnel », in the page's language.
export function listed(names) {
  return new Intl.ListFormat(document.documentElement.lang || "fr").format(names);
}
