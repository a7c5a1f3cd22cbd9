// A strip plot: every person's score on one line from 0 to 100, marked with the person's letter. Marks that would cover each
// other are stacked. The figures are also in a table; assistive technology reads that one.

import { h } from "../dom.js";

// Scores closer than this would put a mark on another, on a line as wide as a phone.
const MARK_WIDTH = 8;

// `points` is a list of {mark, name, score}; `rating` picks the colour and shape of the marks.
export function strip({ label, rating, points }) {
  const lanes = [];
  const marks = points.toSorted((a, b) => a.score - b.score).map(({ mark, name, score }) => {
    const free = lanes.findIndex((last) => score - last >= MARK_WIDTH);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = score;
    const node = h("span", { class: "strip-mark", title: `${name} : ${Math.round(score)}` }, mark);
    node.style.insetInlineStart = `${score}%`;
    node.style.setProperty("--lane", String(lane));
    return node;
  });
  const line = h("div", { class: "strip-line" }, marks);
  line.style.setProperty("--lanes", String(Math.max(1, lanes.length)));
  return h("div", { class: `strip strip-${rating}`, "aria-hidden": "true" }, h("span", { class: "strip-label" }, label), line);
}
