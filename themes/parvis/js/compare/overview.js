// The first thing a group reads: are we of one mind, on where we want to go and on where we are? The module gives the verdicts;
// this page puts them in words, with the number of people beside each figure.

import { h } from "../dom.js";
import { formatNumber } from "../strings.js";

// Fewest people for a verdict on one dimension; below, the page says why there is none.
export const FEWEST_FOR_VERDICT = 5;

export function overview(context) {
  const { words, comparison, people } = context;
  const partial = people.filter((person) => person.partial);
  return [
    people.some(({ example }) => example) ? h("p", { class: "notice", "data-example": true }, words("example_notice")) : null,
    h("div", { class: "verdict-cards" }, card("target", context), card("today", context)),
    partial.length > 0 ? h("p", { class: "notice", "data-partial-notice": true }, words.count("partial_notice", partial.length)) : null,
    comparison.n < FEWEST_FOR_VERDICT
      ? h("p", { class: "notice", "data-few": true }, words("few", { n: comparison.n, fewest: FEWEST_FOR_VERDICT }))
      : null,
    extremes(context),
  ];
}

function card(rating, { words, comparison, model }) {
  const { verdict, index, ad } = comparison[rating].overall;
  return h("div", { class: `verdict-card verdict-card-${rating}`, "data-verdict": verdict },
    h("p", { class: "verdict-rating" }, words(rating)),
    h("p", { class: "verdict-name" }, words(`verdict_${verdict}`)),
    index === null ? null : h("div", { class: "verdict-meter", "aria-hidden": "true" }, filled(index)),
    h("p", {}, words(`verdict_${verdict}_meaning`)),
    h("p", { class: "verdict-figures" }, ad === null
      ? words("people_only", { n: comparison.n })
      : words("overall_figures", { index, ad: formatNumber(ad, 1), min: model.min, max: model.max, n: comparison.n })));
}

function filled(index) {
  const bar = h("span", {});
  bar.style.inlineSize = `${index}%`;
  return bar;
}

// The dimensions at both ends of the ranking, as a way into the debate.
function extremes({ model, words, comparison }) {
  const known = comparison.target.order.filter((id) => figures(comparison, model, id).ad !== null);
  if (known.length < 3) return null;
  const names = (ids) => h("ul", {}, ids.map((id) => h("li", { "data-lever": model.dimension(id).leverRank }, model.dimension(id).name)));
  const most = known.slice(0, Math.min(3, Math.floor(known.length / 2)));
  const least = known.slice(-most.length).reverse();
  return h("div", { class: "extremes" },
    h("div", {}, h("p", { class: "extremes-title" }, words("most_debated")), names(most)),
    h("div", {}, h("p", { class: "extremes-title" }, words("most_shared")), names(least)));
}

function figures(comparison, model, id) {
  return comparison.target.dimensions[model.dimension(id).number - 1];
}
