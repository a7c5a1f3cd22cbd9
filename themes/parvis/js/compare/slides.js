// The slides of a presentation: what a group looks at together, one thing at a time. Each is {title, node, hidden?}: `hidden` is the
// part that waits until everybody has an answer of their own in mind, and is shown at once.

import { h } from "../dom.js";
import { formatDate, formatNumber } from "../strings.js";
import { answersOf, polarisedStatements } from "./camps.js";
import { debatePrompts, strips } from "./dimensions.js";
import { groupRows } from "./groups.js";
import { agreement, rankedDimensions } from "./priorities.js";
import { FEWEST_FOR_VERDICT } from "./overview.js";

// More of these, and the room stops listening.
const MOST_STATEMENTS = 6;
const MOST_ROWS = 6;

export function slidesOf(context) {
  const { model, comparison } = context;
  const statements = polarisedStatements(context).filter(({ rating }) => rating === "target").slice(0, MOST_STATEMENTS);
  return [
    opening(context),
    verdicts(context),
    ...comparison.target.order.map((id, position) => dimension(model.dimension(id), position, context)),
    ...statements.map((one, position) => statement(one, position, statements.length, context)),
    ...((model.source.priorities?.top ?? 0) > 0 && rankedDimensions(context).length > 0 ? [priorities(context)] : []),
    ...((comparison.groups ?? []).length > 1 ? [groups(context)] : []),
    closing(context),
  ];
}

function slide(kind, eyebrow, title, content, { lever = null, hidden = null } = {}) {
  const node = h("section", { class: `slide slide-${kind}`, "data-lever": lever },
    eyebrow ? h("p", { class: "slide-eyebrow" }, eyebrow) : null,
    h("h2", { class: "slide-title", tabindex: -1 }, title),
    content, hidden);
  return { title, node, hidden };
}

function opening({ words, comparison, people }) {
  const example = people.some((person) => person.example);
  return slide("opening", example ? words("example_notice") : formatDate(new Date()), words("our_visions"), [
    h("p", { class: "slide-lead" }, words.count("people_count", comparison.n)),
    h("p", {}, words("slide_opening")),
  ]);
}

function verdicts({ words, comparison, model }) {
  const one = (rating) => {
    const { verdict, index, ad } = comparison[rating].overall;
    return h("div", { class: "slide-verdict", "data-verdict": verdict },
      h("p", { class: "slide-verdict-rating" }, words(rating)),
      h("p", { class: "slide-verdict-name" }, words(`verdict_${verdict}`)),
      h("p", {}, words(`verdict_${verdict}_meaning`)),
      h("p", { class: "slide-figures" }, ad === null
        ? words("people_only", { n: comparison.n })
        : words("overall_figures", { index, ad: formatNumber(ad, 1), min: model.min, max: model.max, n: comparison.n })));
  };
  return slide("overall", null, words("slide_verdict"), null, { hidden: h("div", { class: "slide-pair" }, one("target"), one("today")) });
}

function dimension(one, position, context) {
  const { words, model, comparison } = context;
  const figures = comparison.target.dimensions[one.number - 1];
  const { question, method } = debatePrompts(one, figures, context);
  const lever = model.source.levers[one.leverRank - 1]?.name ?? "";
  const hidden = h("div", { class: "slide-answers" },
    h("div", { class: "slide-strips" }, strips(one, context)),
    h("p", { class: "slide-figures", "data-verdict": figures.verdict },
      figures.verdict === "none" ? null : h("strong", {}, words(`verdict_${figures.verdict}`)), " ",
      figures.ad === null ? words("no_figures") : words("slide_apart", { ad: formatNumber(figures.ad, 1), n: figures.n }),
      comparison.n < FEWEST_FOR_VERDICT ? ` ${words("no_verdict_short", { fewest: FEWEST_FOR_VERDICT })}` : null),
    question || method
      ? h("div", { class: "slide-debate" }, question ? h("p", {}, question) : null, method ? h("p", { class: "slide-method" }, method) : null)
      : null);
  return slide("dimension", words("slide_dimension", { number: position + 1, of: model.dimensions.length, lever }), one.name,
    h("p", { class: "slide-definition" }, context.resources[one.id]?.definition ?? ""), { lever: one.leverRank, hidden });
}

function statement({ statement: one, rating }, position, of, context) {
  const { words } = context;
  const hidden = h("div", { class: "slide-answers" },
    answersOf(one, rating, context, ({ mark }) => h("span", { class: "person-mark", "data-mark": mark }, mark)),
    context.model.source.debates?.polarised ? h("p", { class: "slide-method" }, context.model.source.debates.polarised) : null);
  return slide("statement", words("slide_camps", { number: position + 1, of, dimension: one.dimension.name }), one.text,
    one.reverse ? h("p", {}, words("reversed")) : null, { lever: one.dimension.leverRank, hidden });
}

function priorities(context) {
  const { words, people } = context;
  const ranked = rankedDimensions(context);
  const rankers = people.filter(({ respondent }) => respondent.priorities.length > 0).length;
  const list = h("ol", { class: "slide-ranking" }, ranked.slice(0, MOST_ROWS).map(({ dimension: one, places }) => {
    const bar = h("span", { class: "slide-bar", "aria-hidden": "true" });
    bar.style.inlineSize = `${(100 * places.length) / rankers}%`;
    return h("li", { "data-lever": one.leverRank }, h("span", { class: "slide-priority-name" }, one.name),
      h("span", { class: "slide-priority-track" }, bar), h("span", { class: "slide-priority-n" }, words("share_of", { n: places.length, of: rankers })));
  }));
  return slide("priorities", null, words("slide_priorities"), null, { hidden: h("div", {}, list, h("div", { class: "slide-figures" }, agreement(context, rankers))) });
}

function groups(context) {
  const { words, comparison } = context;
  const all = comparison.groups;
  const rows = groupRows("target", all, context).filter(({ difference }) => difference !== null).slice(0, MOST_ROWS);
  return slide("groups", null, words("slide_groups"), null, {
    hidden: h("table", { class: "slide-table" },
      h("caption", { class: "visually-hidden" }, words("groups_caption", { rating: words("target_short") })),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("dimension")),
        all.map(({ name, n }) => h("th", { scope: "col", class: "number" }, `${name} `, h("span", {}, words("n_people", { n })))))),
      h("tbody", {}, rows.map(({ dimension: one, scores }) => h("tr", { "data-lever": one.leverRank }, h("th", { scope: "row" }, one.name),
        scores.map((score) => h("td", { class: "number" }, formatNumber(score))))))),
  });
}

function closing({ words, model, comparison }) {
  const aligned = comparison.target.dimensions.filter(({ verdict }) => verdict === "aligned").length;
  return slide("closing", null, words("slide_closing"), [
    comparison.n >= FEWEST_FOR_VERDICT
      ? h("p", { class: "slide-lead" }, words.count("slide_closing_aligned", aligned, { of: model.dimensions.length }))
      : null,
    h("p", {}, words("slide_closing_text")),
    h("p", { class: "slide-actions" }, h("button", { type: "button", class: "button", "data-end": "charter" }, words("slide_to_charter"))),
  ]);
}
