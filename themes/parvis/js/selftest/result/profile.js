// Scores by lever and dimension: a figure, and the table that says the same.

import { h } from "../../dom.js";
import { radar, seriesKey } from "../../figures/radar.js";
import { formatGap, formatNumber } from "../../strings.js";
import { block, reading } from "./block.js";

export const SERIES = ["today", "target"];

export function profile({ model, words, report, resources }) {
  const { dimensions } = model;
  const series = SERIES.map((rating) => ({ scores: report[rating].dimensions.map(({ score }) => score) }));
  const legend = SERIES.map((rating, index) => h("li", {}, seriesKey(index), ` ${words(rating)}`));
  const drawn = { dimensions, series, title: words("radar"), description: words("radar_description") };
  const figure = h("figure", { class: "result-figure" }, h("ul", { class: "legend radar-legend" }, legend));
  if (dimensions.length >= 3) figure.prepend(radar(drawn));
  // A radar of one or two axes is no shape: the same scores on lines. Without their script, the table says them.
  else import("../../figures/spans.js").then(({ spans }) => figure.prepend(spans(drawn)), () => figure.remove());
  return block("profile", words("profile"),
    h("div", { class: "result-profile-columns" },
      figure,
      h("div", { class: "table-scroll", role: "region", "aria-label": words("table"), tabindex: 0 }, scoreTable({ model, words, report, resources }))));
}

function scoreTable({ model, words, report, resources }) {
  const cells = (today, target, gap) => [
    h("td", { class: "number" }, formatNumber(today)),
    h("td", { class: "number" }, formatNumber(target)),
    h("td", { class: "number" }, gap === null ? "–" : formatGap(gap)),
  ];
  const body = model.source.levers.map((lever, position) => {
    const [today, target] = SERIES.map((rating) => report[rating].levers[position]);
    const gap = today.score === null || target.score === null ? null : target.score - today.score;
    return h("tbody", { "data-lever": position + 1 },
      h("tr", { class: "score-lever" },
        h("th", { scope: "rowgroup" }, lever.name, leverLevels(words, model.level(today.level), model.level(target.level))),
        cells(today.score, target.score, gap)),
      model.dimensionsOf(lever).map(({ id, name, number }) => {
        const at = number - 1;
        const url = resources[id]?.url;
        return h("tr", {},
          h("th", { scope: "row" }, h("span", { class: "score-number" }, String(number)), " ", url ? reading(words, name, url) : name),
          cells(report.today.dimensions[at].score, report.target.dimensions[at].score, report.gap[id] ?? null));
      }));
  });
  return h("table", { class: "score-table" },
    h("caption", { class: "visually-hidden" }, words("table")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("dimension")),
      ["today_short", "target_short", "gap"].map((key) => h("th", { scope: "col", class: "number" }, words(key))))),
    body);
}

// « Structuré, visé : Inspirant »: the levels of a lever.
function leverLevels(words, today, target) {
  if (!today || !target) return null;
  const text = today === target ? today.name : words("lever_levels", { today: today.name, target: target.name });
  return h("span", { class: "score-levels" }, text);
}
