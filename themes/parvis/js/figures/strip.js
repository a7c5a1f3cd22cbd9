// A strip plot: every person's score on one line from 0 to 100, marked with the person's letter. Marks that would cover each
// other are stacked. The picture's name says the same scores in order, letter by letter.

import { h } from "../dom.js";

// Scores closer than this would put a mark on another, on a line as wide as a phone.
const MARK_WIDTH = 8;
// More lanes than this, and marks get smaller.
const COMFORTABLE = 6;

// `points` is a list of {mark, score}; `rating` picks the colour and shape of the marks; `label` names the line and `description`
// the whole picture.
export function strip({ label, description, rating, points }) {
  const lanes = [];
  const marks = points.toSorted((a, b) => a.score - b.score || (a.mark < b.mark ? -1 : 1)).map(({ mark, score }) => {
    const free = lanes.findIndex((last) => score - last >= MARK_WIDTH);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = score;
    const node = h("span", { class: "strip-mark", "data-mark": mark }, mark);
    node.style.cssText = `inset-inline-start:${score}%;--lane:${lane}`;
    return node;
  });
  const line = h("span", { class: "strip-line", "data-crowded": lanes.length > COMFORTABLE }, marks);
  line.style.setProperty("--lanes", String(Math.max(1, lanes.length)));
  return h("div", { class: `strip strip-${rating}`, role: "img", "aria-label": description },
    h("span", { class: "strip-label", "aria-hidden": "true" }, label), line);
}

// The marks of the axis, below the lines.
export function stripScale() {
  return h("div", { class: "strip-scale", "aria-hidden": "true" }, [0, 25, 50, 75, 100].map((score) => h("span", {}, String(score))));
}
