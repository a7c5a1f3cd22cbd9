// Where each score of the result stands among those that an edition of the benchmark publishes: a strip, and the same in words.

import { h } from "../../dom.js";
import { placeStrip } from "../../figures/place-strip.js";
import { formatNumber } from "../../strings.js";
import { SERIES } from "./profile.js";

// Few visitors ask for their place: the style sheet comes with this script, and before anything is shown.
await new Promise((resolve) => {
  const href = new URL("../../../css/place.css", import.meta.url).href;
  document.head.append(h("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve }));
});

// The figures of an edition with the scores of the result among them.
export function places(figures, context) {
  const { model, words } = context;
  const located = Object.fromEntries(SERIES.map((rating) => [rating, ranks(figures, rating, context)]));
  const rows = model.dimensions.map((dimension) => {
    const published = figures.dimensions.find(({ id }) => id === dimension.id);
    return h("li", { class: "place-row", "data-lever": dimension.leverRank, "data-dimension": dimension.id },
      h("h5", {}, dimension.name),
      SERIES.map((rating) => placeOf(rating, published?.[rating], located[rating].get(dimension.id), words)));
  });
  return [
    h("h4", {}, words("place_among", { edition: figures.title, companies: figures.companies ?? null, respondents: figures.respondents ?? null })),
    h("p", { class: "notice" }, words("place_honest")),
    h("ul", { class: "legend place-legend", "aria-hidden": "true" },
      h("li", {}, h("span", { class: "place-key place-key-box" }), words("place_key_box")),
      h("li", {}, h("span", { class: "place-key place-key-median" }), words("place_key_median")),
      h("li", {}, h("span", { class: "place-key place-key-mine" }), words("place_key_mine"))),
    h("ul", { class: "place-list" }, rows),
  ];
}

// Where the scores of a rating stand, by dimension.
function ranks({ dimensions }, rating, { report, door }) {
  const scores = Object.fromEntries(report[rating].dimensions.map(({ id, score }) => [id, score]));
  const located = door.call({ op: "locate", edition: { dimensions }, rating, scores });
  return new Map(located.dimensions.map((one) => [one.id, one]));
}

// One rating of a dimension: the strip, and the same in words.
function placeOf(rating, cell, located, words) {
  const published = cell && !cell.suppressed && cell.median !== null && cell.median !== undefined;
  const score = located?.score ?? null;
  const sentence = score === null ? words("place_no_score")
    : !cell ? words("place_not_asked")
      : !published ? words("place_suppressed") : position(located, words);
  return h("div", { class: `place-rating place-${rating}` },
    h("p", { class: "place-name" }, words(`${rating}_short`), score === null ? null : [" ", h("strong", {}, formatNumber(score))]),
    published ? placeStrip({ cell, score }) : null,
    h("p", { class: "place-words" }, sentence,
      published ? h("span", { class: "place-figures" }, ` ${words("place_figures", { median: cell.median, q1: cell.q1, q3: cell.q3, n: cell.companies })}`) : null));
}

// « Entre la médiane et le quartile supérieur. Environ 62 % des entreprises sont plus bas. »
function position(located, words) {
  const stands = standing(located);
  const between = located.rank !== null && located.low !== located.high && !stands.startsWith("at_");
  return [words(`place_${stands}`), between ? words("place_rank", { rank: located.rank }) : null].filter(Boolean).join(" ");
}

// Between which published quantiles a score stands; « at » one where it equals it.
function standing({ low, high }) {
  if (low === null || high === null) return "suppressed";
  if (low >= 90 && high > 90) return "top";
  if (high <= 10 && low < 10) return "bottom";
  if (low <= 50 && high >= 50 && (low === high || (low < 50 && high > 50))) return "at_median";
  if (low >= 75) return low === high && low === 75 ? "at_q3" : "above_q3";
  if (low >= 50) return "above_median";
  if (high <= 25) return low === high && high === 25 ? "at_q1" : "below_q1";
  return "below_median";
}
