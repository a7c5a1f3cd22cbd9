// How the answers to one statement spread over the scale: a row a point, highest first, with the letters of those who chose it.

import { h } from "../dom.js";

// `points`: [{value, label, marks: ["A", …]}], lowest first. `mark(letter)` gives what stands for a person; `none` says that a
// point was chosen by nobody.
export function distribution({ caption, points, mark, none, heads }) {
  return h("table", { class: "distribution" },
    h("caption", { class: "visually-hidden" }, caption),
    h("thead", { class: "visually-hidden" }, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, points.toReversed().map(({ value, label, marks }) => h("tr", { "data-count": marks.length },
      h("th", { scope: "row" }, h("span", { class: "distribution-value" }, String(value)),
        label === String(value) ? null : h("span", { class: "distribution-label" }, label)),
      h("td", { class: "distribution-marks" }, marks.length > 0 ? marks.map(mark) : h("span", { class: "visually-hidden" }, none)),
      h("td", { class: "number" }, String(marks.length))))));
}
