// The symmetry of attention: what its three figures say together, then each of them in words, for this result.

import { h } from "../../dom.js";
import { formatGap, formatNumber } from "../../strings.js";
import { block } from "./block.js";

// null where no pair of statements was answered, or the model has none.
export function symmetry({ model, words, report }) {
  if (!report.symmetry) return null;
  const { index, direction, level } = report.symmetry;
  const thresholds = { symmetry: 80, level: 50, ...model.source.symmetry?.thresholds };
  // Figures are read as they are shown: a direction that shows as 0 means gaps that cancel out, not equal attention.
  const shown = Math.round(direction);
  const side = shown < 0 ? "employees" : shown > 0 ? "customers" : "none";
  const reading = index >= thresholds.symmetry
    ? (level >= thresholds.level ? "shared" : "neglect")
    : (side === "none" ? "uneven" : side);
  const figure = (key, value, meaning) => h("div", { class: "symmetry-figure" },
    h("dt", {}, words(`symmetry_${key}`)),
    h("dd", {}, h("span", { class: "result-number" }, value), h("span", { class: "symmetry-range" }, ` ${words(`symmetry_${key}_range`)}`)),
    h("dd", { class: "symmetry-meaning" }, meaning));
  const apart = 100 - Math.round(index);
  return block("symmetry", words("symmetry"),
    h("p", { class: "symmetry-reading", "data-reading": reading }, words(`symmetry_${reading}`)),
    h("dl", { class: "symmetry-figures" },
      figure("index", formatNumber(index), words.count("symmetry_apart", apart)),
      figure("direction", formatGap(direction), words.count(`symmetry_direction_${side}`, Math.abs(shown))),
      figure("level", formatNumber(level), words("symmetry_level_meaning", { n: level }))),
    h("p", { class: "faint" }, words("symmetry_source")));
}
