// A heat map that is a table: people in rows, dimensions in columns, the number in each cell and its tone behind it. The tone only
// repeats what the number says.

import { h } from "../dom.js";
import { formatGap, formatNumber } from "../strings.js";

const TONES = 5;

// The tone of a score 0–100: 0 to 5.
function scoreTone(score) {
  return `tone-${Math.round((score / 100) * TONES)}`;
}

// The tone of a difference: from −100 to 100, by fives of twenty points, on one side or the other of an even middle.
function gapTone(gap) {
  const step = Math.min(4, Math.round(Math.abs(gap) / 15));
  return step === 0 ? "gap-even" : `gap-${gap > 0 ? "up" : "down"}-${step}`;
}

// `columns`: {id, name, leverRank}; `rows`: {head: node, values: [number|null…], foot?}; `signed` values are differences.
export function heatmap({ caption, corner, columns, rows, signed, missing }) {
  const cell = (value) => (value === null
    ? h("td", { class: "tone-none" }, h("abbr", { title: missing }, "–"))
    : h("td", { class: signed ? gapTone(value) : scoreTone(value) }, signed ? formatGap(value) : formatNumber(value)));
  const line = ({ head, values, foot }) => h("tr", { class: foot ? "tone-foot" : null }, h("th", { scope: "row" }, head), values.map(cell));
  return h("table", { class: "tone-map" },
    h("caption", { class: "visually-hidden" }, caption),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, corner),
      columns.map(({ name, leverRank }) => h("th", { scope: "col", "data-lever": leverRank }, h("span", {}, name))))),
    h("tbody", {}, rows.map(line)));
}

// The key to the tones.
export function heatmapKey({ signed, low, high }) {
  const tones = signed
    ? ["gap-down-4", "gap-down-2", "gap-even", "gap-up-2", "gap-up-4"]
    : Array.from({ length: TONES + 1 }, (_, step) => `tone-${step}`);
  return h("p", { class: "tone-key" }, h("span", {}, low), h("span", { class: "tone-ramp", "aria-hidden": "true" }, tones.map((tone) => h("span", { class: tone }))), h("span", {}, high));
}
