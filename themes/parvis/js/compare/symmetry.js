// The symmetry of attention of the group, today: always its three figures, for a high symmetry may be shared neglect.

import { h } from "../dom.js";
import { formatGap, formatNumber } from "../strings.js";

export function symmetry({ model, words, comparison }) {
  const { index, direction, level } = comparison.symmetry;
  const thresholds = { symmetry: 80, level: 50, ...model.source.symmetry?.thresholds };
  const reading = index >= thresholds.symmetry
    ? (level >= thresholds.level ? "shared" : "neglect")
    // A direction that shows as 0 means gaps that cancel out, not equal attention.
    : Math.round(direction) === 0 ? "uneven" : (direction < 0 ? "employees" : "customers");
  const figure = (key, value) => h("div", {},
    h("dt", {}, words(`symmetry_${key}`)),
    h("dd", {}, h("span", { class: "symmetry-value" }, value), " ", words(`symmetry_${key}_meaning`)));
  return [
    h("p", {}, h("strong", {}, words(`symmetry_is_${reading}`)), " ", words("n_people", { n: comparison.n })),
    h("dl", { class: "group-symmetry" },
      figure("index", formatNumber(index)), figure("direction", formatGap(direction)), figure("level", formatNumber(level))),
    h("p", { class: "faint" }, words("symmetry_source")),
  ];
}
