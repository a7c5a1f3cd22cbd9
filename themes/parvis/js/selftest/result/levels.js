// The overall level, today and as a target, and, as a part of its own, its place on the maturity scale.

import { h } from "../../dom.js";
import { formatNumber } from "../../strings.js";
import { listed } from "./block.js";

export function levels({ model, words, report }) {
  const cards = ["today", "target"].map((rating) => {
    const { score, level } = report[rating].overall;
    const reached = model.level(level);
    return h("div", { class: `result-level result-level-${rating}` },
      h("p", { class: "result-level-rating" }, words(rating)),
      score === null
        ? h("p", { class: "result-level-text" }, words("no_score"))
        : h("p", { class: "result-level-score" }, h("span", { class: "result-number" }, formatNumber(score)), h("span", { class: "result-number-unit" }, " / 100")),
      reached ? h("p", { class: "result-level-name" }, reached.name) : null,
      reached?.description ? h("p", { class: "result-level-text" }, reached.description) : null,
      capped({ model, words, profile: report[rating] }));
  });
  return h("div", { class: "result-levels" }, cards);
}

// Why the level is lower than the score alone would have it: the weakest levers hold it back. null where they do not.
function capped({ model, words, profile: { overall, levers } }) {
  if (overall.level === null || overall.score === null) return null;
  const byScore = model.source.maturity.findLast(({ from }) => from <= overall.score);
  if (byScore === model.level(overall.level)) return null;
  const known = levers.filter(({ level }) => level !== null);
  const lowest = Math.min(...known.map(({ level }) => level));
  const weakest = known.filter(({ level }) => level === lowest).map(({ id }) => model.source.levers.find((lever) => lever.id === id).name);
  return h("p", { class: "result-level-text result-level-capped" },
    words.count("capped", weakest.length, { reached: byScore.name, levers: listed(weakest), level: model.level(lowest).name }));
}

// The ladder of maturity levels with today's and the target's place on it; nothing where the model has no levels.
export function ladder({ model, words, report }) {
  if (!(model.source.maturity?.length > 0)) return null;
  const steps = model.source.maturity.map(({ from, name }, position, all) => {
    const step = h("li", {}, h("span", { class: "maturity-step-name" }, name), h("span", { class: "maturity-from" }, formatNumber(from)));
    step.style.flexGrow = String((all[position + 1]?.from ?? 100) - from);
    return step;
  });
  const marks = ["today", "target"].filter((rating) => report[rating].overall.score !== null).map((rating) => {
    const { score } = report[rating].overall;
    // A mark near the end of the scale has its name on the other side, inside the scale.
    const mark = h("span", { class: `maturity-mark maturity-mark-${rating}`, "data-side": score > 60 ? "start" : "end" }, words(`${rating}_short`));
    mark.style.insetInlineStart = `${score}%`;
    return mark;
  });
  return h("div", { class: "maturity-scale", role: "group", "aria-label": words("maturity") },
    h("div", { class: "maturity-marks", "aria-hidden": "true" }, marks), h("ol", { class: "maturity-steps" }, steps));
}
