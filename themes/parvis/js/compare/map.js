// The heat map of the group: who rates what how, on the target, today, and the gap between them.

import { h } from "../dom.js";
import { heatmap, heatmapKey } from "../figures/heatmap.js";
import { ratingSwitch, scroll } from "./blocks.js";
import { letterOf, nameOf } from "./people.js";

export function map(context) {
  const { words, state } = context;
  const place = h("div", { class: "tone-place" });
  const draw = (rating) => {
    state.map = rating;
    place.replaceChildren(...figure(rating, context));
  };
  draw(state.map);
  return [
    h("p", {}, words("map_help")),
    ratingSwitch({
      name: "comparison-map-rating", legend: words("map_shows"), chosen: state.map, onChoose: draw,
      choices: ["target", "today", "gap"].map((value) => ({ value, label: words(`${value}_short`) })),
    }),
    place,
  ];
}

function figure(rating, { model, words, comparison, people }) {
  const signed = rating === "gap";
  const columns = comparison[rating === "today" ? "today" : "target"].order.map((id) => model.dimension(id));
  const valuesOf = ({ report }) => columns.map(({ id, number }) => (signed ? report.gap[id] ?? null : report[rating].dimensions[number - 1].score));
  const rows = people.map((person) => ({
    head: [letterOf(person), " ", nameOf(person)],
    values: valuesOf(person),
  }));
  const means = columns.map((_, column) => mean(rows.map(({ values }) => values[column])));
  const caption = words("map_caption", { rating: words(`${rating}_short`) });
  return [
    scroll(caption, heatmap({
      caption, corner: words("who"), columns, signed, missing: words("no_score"),
      rows: [...rows, { head: words("group_mean", { n: people.length }), values: means, foot: true }],
    })),
    heatmapKey(signed
      ? { signed, low: words("map_gap_low"), high: words("map_gap_high") }
      : { signed, low: words("map_low"), high: words("map_high") }),
  ];
}

function mean(values) {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}
