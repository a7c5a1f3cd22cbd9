// Management and business units side by side. The module gives groups of three people or more, and only where there are two of
// them; where there are tags but no such groups, this block says why it stays empty.

import { h } from "../dom.js";
import { formatGap, formatNumber } from "../strings.js";
import { ratingSwitch, scroll } from "./blocks.js";

const FEWEST = 3;

// Whether anybody carries a tag: without any there is nothing to say.
export function hasTags({ people }) {
  return people.some(({ respondent }) => respondent.group);
}

export function groups(context) {
  const { words, comparison, state } = context;
  const all = comparison.groups ?? [];
  if (all.length < 2) return [h("p", { "data-no-groups": true }, words("groups_few", { fewest: FEWEST }))];
  const place = h("div", {});
  const draw = (rating) => {
    state.groups = rating;
    place.replaceChildren(table(rating, all, context));
  };
  draw(state.groups);
  return [
    h("p", {}, words("groups_help", { fewest: FEWEST })),
    ratingSwitch({
      name: "comparison-groups-rating", legend: words("groups_show"), chosen: state.groups, onChoose: draw,
      choices: ["target", "today"].map((value) => ({ value, label: words(`${value}_short`) })),
    }),
    place,
  ];
}

// Rows of {dimension, scores, difference}, widest difference first. With two groups the difference keeps its sign: second minus
// first; with more it is the highest minus the lowest.
export function groupRows(rating, all, { model }) {
  return model.dimensions.map((dimension) => {
    const scores = all.map((group) => group[rating].dimensions[dimension.number - 1].score);
    const known = scores.filter((score) => score !== null);
    const difference = known.length < 2 ? null : all.length === 2 ? scores[1] - scores[0] : Math.max(...known) - Math.min(...known);
    return { dimension, scores, difference };
  }).sort((a, b) => Math.abs(b.difference ?? -1) - Math.abs(a.difference ?? -1));
}

function table(rating, all, context) {
  const { words } = context;
  const caption = words("groups_caption", { rating: words(`${rating}_short`) });
  const score = (value) => h("td", { class: "number" }, value === null ? h("abbr", { title: words("groups_no_score", { fewest: FEWEST }) }, "–") : formatNumber(value));
  return scroll(caption, h("table", { class: "group-table" },
    h("caption", { class: "visually-hidden" }, caption),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("dimension")),
      all.map(({ name, n }) => h("th", { scope: "col", class: "number" }, name, " ", h("span", { class: "group-n" }, words("n_people", { n })))),
      h("th", { scope: "col", class: "number" }, all.length === 2 ? words("groups_difference_of", { a: all[1].name, b: all[0].name }) : words("groups_difference")))),
    h("tbody", {}, groupRows(rating, all, context).map(({ dimension, scores, difference }) => h("tr", { "data-lever": dimension.leverRank },
      h("th", { scope: "row" }, dimension.name), scores.map(score),
      h("td", { class: "number" }, difference === null ? "–" : all.length === 2 ? formatGap(difference) : formatNumber(difference)))))));
}
