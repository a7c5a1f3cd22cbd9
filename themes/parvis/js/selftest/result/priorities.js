// The priorities chosen, with the gap of each.

import { h } from "../../dom.js";
import { block, points } from "./block.js";

// null where the model asks for no priorities.
export function priorities({ model, words, report, respondent }) {
  if ((model.source.priorities?.top ?? 0) === 0) return null;
  if (respondent.priorities.length === 0) return block("priorities", words("priorities"), h("p", {}, words("priorities_none")));
  return block("priorities", words("priorities"),
    h("ol", { class: "result-priority-list" }, respondent.priorities.map((id) => {
      const { name, leverRank } = model.dimension(id);
      const gap = report.gap[id] ?? null;
      return h("li", { "data-lever": leverRank }, h("span", { class: "priorities-name" }, name), " ",
        gap === null ? null : h("span", { class: "faint" }, points(words, gap)));
    })));
}
