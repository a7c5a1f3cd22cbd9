// The dimensions, most divergent first: every person's point, how far apart the group is, what to debate. A verdict stands only
// where the module gives one, that is from five people on.

import { h } from "../dom.js";
import { strip, stripScale } from "../figures/strip.js";
import { formatNumber } from "../strings.js";
import { ratingSwitch } from "./blocks.js";

// A gap that many share and a target that stays modest deserve a word, in points of score.
const WIDE_GAP = 25;
const LOW_TARGET = 50;

export function dimensions(context) {
  const { model, words, comparison, state } = context;
  const list = h("ol", { class: "divergences" });
  const items = new Map();
  const draw = (rating) => {
    state.order = rating;
    for (const dimension of model.dimensions) items.set(dimension.id, divergence(dimension, rating, context));
    list.replaceChildren(...comparison[rating].order.map((id) => items.get(id)));
  };
  draw(state.order);
  return [
    h("p", {}, words("dimensions_help")),
    ratingSwitch({
      name: "comparison-order", legend: words("order_by"), chosen: state.order, onChoose: draw,
      choices: ["target", "today"].map((value) => ({ value, label: words(value) })),
    }),
    list,
  ];
}

// The people's scores on one dimension, for a strip.
export function pointsOf({ number }, rating, people) {
  return people
    .map(({ mark, report }) => ({ mark, score: report[rating].dimensions[number - 1].score }))
    .filter(({ score }) => score !== null);
}

// Both strips of a dimension and their axis.
export function strips(dimension, { words, people }) {
  const line = (rating) => {
    const points = pointsOf(dimension, rating, people);
    const list = points.toSorted((a, b) => a.score - b.score).map(({ mark, score }) => `${mark} ${formatNumber(score)}`).join(", ");
    return strip({
      label: words(`${rating}_short`), rating, points,
      description: words("strip_description", { dimension: dimension.name, rating: words(`${rating}_short`), list: list || words("nobody") }),
    });
  };
  return [line("target"), line("today"), stripScale()];
}

function divergence(dimension, rating, context) {
  const { model, words, comparison, resources } = context;
  const figures = comparison[rating].dimensions[dimension.number - 1];
  const url = resources[dimension.id]?.url;
  return h("li", { class: "divergence", "data-lever": dimension.leverRank, "data-dimension": dimension.id, "data-verdict": figures.verdict },
    h("div", { class: "divergence-head" },
      h("h4", {}, url ? h("a", { href: url }, dimension.name) : dimension.name),
      figures.verdict === "none" ? null : h("span", { class: "verdict-badge" }, words(`verdict_${figures.verdict}`))),
    h("p", { class: "divergence-figures" }, distance(figures, words)),
    h("div", { class: "divergence-columns" },
      h("div", { class: "strips" }, strips(dimension, context)),
      h("div", {},
        camps(figures.polarised, { model, words }),
        debate(dimension, figures, context))));
}

// « En moyenne à 1,5 point… » with its n, or why there is none.
export function distance({ ad, range, n }, words) {
  if (ad === null) return words("no_figures");
  return range === null
    ? words("apart_no_range", { ad: formatNumber(ad, 1), n })
    : words("apart", { ad: formatNumber(ad, 1), range, n });
}

function camps(ids, { model, words }) {
  if (ids.length === 0) return null;
  return h("div", { class: "polarised" },
    h("p", { class: "polarised-title" }, words.count("camps", ids.length)),
    h("ul", {}, ids.map((id) => h("li", {}, h("a", { href: `#camps-${id}` }, model.statements.get(id).text)))));
}

// The dimension's own question, then how to lead the debate in this situation.
export function debatePrompts(dimension, { verdict, polarised }, { model, people, resources }) {
  const mean = (rating) => {
    const scores = pointsOf(dimension, rating, people).map(({ score }) => score);
    return scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null;
  };
  const { debates = {} } = model.source;
  const [today, target] = [mean("today"), mean("target")];
  let method = null;
  if (polarised.length > 0) method = debates.polarised;
  else if (verdict === "divergent" || verdict === "closer") method = debates.divergent;
  else if (verdict === "aligned" && target !== null && target < LOW_TARGET) method = debates.low_target;
  else if (verdict === "aligned" && today !== null && target !== null && target - today >= WIDE_GAP) method = debates.wide_gap;
  else if (verdict === "aligned") method = debates.aligned;
  return { question: resources[dimension.id]?.debate ?? null, method: method ?? null };
}

function debate(dimension, figures, context) {
  const { question, method } = debatePrompts(dimension, figures, context);
  if (!question && !method) return null;
  return h("div", { class: "divergence-debate" },
    h("p", { class: "debate-title" }, context.words("debate")),
    question ? h("p", {}, question) : null,
    method ? h("p", { class: "debate-method" }, method) : null);
}
