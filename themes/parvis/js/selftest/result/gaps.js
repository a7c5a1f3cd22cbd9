// The widest gaps between today and the target, each with the definition that the form holds, an advice, a question to debate and what to
// read about it.

import { h } from "../../dom.js";
import { block, points, reading } from "./block.js";

const SHOWN = 3;
const READINGS = ["articles", "cases", "books", "terms"];

export function gaps(context) {
  const { model, words, report } = context;
  const widest = model.dimensions
    .filter(({ id }) => report.gap[id] > 0)
    .sort((a, b) => report.gap[b.id] - report.gap[a.id])
    .slice(0, SHOWN);
  if (widest.length === 0) return block("gaps", words("gaps"), h("p", {}, words("gaps_none")));
  return block("gaps", words("gaps"), h("p", {}, words("gaps_help")),
    h("ol", { class: "gap-list" }, widest.map((dimension) => gap(dimension, context))));
}

function gap({ id, name, leverRank, number }, { words, report, resources }) {
  const own = resources[id] ?? {};
  const definition = document.querySelector(`#dimension-${CSS.escape(id)} + p`)?.textContent;
  const [today, target] = [report.today, report.target].map(({ dimensions }) => dimensions[number - 1].score);
  const said = (label, text) => (text ? h("p", { class: `gap-${label}` }, h("span", { class: "gap-label" }, words(label)), " ", text) : null);
  return h("li", { class: "gap-card", "data-lever": leverRank },
    h("h4", {}, own.url ? reading(words, name, own.url) : name),
    h("p", { class: "gap-figures" }, h("strong", {}, points(words, report.gap[id])), " ", h("span", {}, words("gap_from_to", { today, target }))),
    definition ? h("p", {}, definition) : null,
    said("advice", own.advice),
    said("debate", own.debate),
    readings(words, own));
}

function readings(words, own) {
  const kinds = READINGS.filter((kind) => own[kind]?.length > 0);
  if (kinds.length === 0) return null;
  return h("dl", { class: "gap-readings" }, kinds.map((kind) => h("div", {},
    h("dt", { class: "gap-label" }, words(`reading_${kind}`)),
    own[kind].map(([label, url, sector]) => h("dd", {}, reading(words, label, url), sector ? h("span", { class: "gap-sector" }, ` · ${sector}`) : null)))));
}
