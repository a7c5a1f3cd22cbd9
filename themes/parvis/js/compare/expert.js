// Every figure for those who want to check: agreement by dimension and overall, α, W, and how each is computed on this scale.

import { h } from "../dom.js";
import { formatNumber } from "../strings.js";
import { scroll } from "./blocks.js";

export function expert(context) {
  const { words } = context;
  return h("details", { class: "comparison-expert" },
    h("summary", { id: "comparison-expert" }, words("expert")),
    figures("target", context), figures("today", context),
    others(context),
    h("h4", {}, words("expert_methods")),
    methods(context));
}

function figures(rating, { model, words, comparison }) {
  const { dimensions, overall } = comparison[rating];
  const cell = (value, decimals = 2) => h("td", { class: "number" }, formatNumber(value, decimals));
  const row = (name, { ad, index, r_star: rStar, r_wg_j: rWgJ, range, n }) => h("tr", {}, h("th", { scope: "row" }, name),
    cell(n, 0), cell(ad), cell(index, 0), cell(rStar), cell(rWgJ), cell(range ?? null, 0));
  const caption = words("expert_table", { rating: words(`${rating}_short`) });
  return scroll(caption, h("table", { class: "expert-table", "data-rating": rating },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("dimension")),
      ["n", "AD", words("index"), "r*wg(J)", "rwg(J)", words("range")].map((name) => h("th", { scope: "col", class: "number" }, name)))),
    h("tbody", {}, dimensions.map((figure, position) => row(model.dimensions[position].name, figure)),
      row(words("all_statements"), { ...overall, n: comparison.n }))));
}

// Whether the model asks for priorities at all.
function asksPriorities({ model }) {
  return (model.source.priorities?.top ?? 0) > 0;
}

function others(context) {
  const { words, comparison, people } = context;
  const { w, rho } = comparison.priorities;
  const rankers = people.filter(({ respondent }) => respondent.priorities.length > 0).length;
  const alpha = (rating) => words("alpha", { rating: words(`${rating}_short`), value: formatNumber(comparison[rating].overall.alpha_interval, 2), n: comparison.n });
  return h("ul", { class: "expert-others" },
    h("li", {}, alpha("target")), h("li", {}, alpha("today")),
    asksPriorities(context)
      ? h("li", {}, rho !== null ? words("expert_rho", { value: formatNumber(rho, 2), n: rankers }) : words("expert_w", { value: formatNumber(w, 2), n: rankers }))
      : null);
}

// Formulas with the numbers of this model's scale: A points, what chance gives, the limits that follow.
function methods(context) {
  const { model, words } = context;
  const points = model.max - model.min + 1;
  const variance = (points ** 2 - 1) / 12;
  const chance = points % 2 === 1 ? (points ** 2 - 1) / (4 * points) : points / 4;
  const values = { points, variance: formatNumber(variance, 3), chance: formatNumber(chance, 2), aligned: formatNumber(points / 6, 2), min: model.min, max: model.max };
  const keys = ["ad", "index", "r_star", "r_wg_j", "alpha", asksPriorities(context) ? "w" : null, "polarised", "missing", "noise"].filter(Boolean);
  return h("dl", { class: "expert-methods" }, keys.map((key) => h("div", {},
    h("dt", {}, words(`method_${key}`)), h("dd", {}, words(`method_${key}_text`, values)))));
}
