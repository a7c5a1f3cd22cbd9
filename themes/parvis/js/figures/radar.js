// The radar of a result: one axis a dimension, clockwise from the top, numbered as in the table that goes with it.

import { svg } from "../dom.js";

const RADIUS = 170;
const SIDE = 424;

// An SVG of the scores (0–100, null where unknown) of one or two series. Two series differ by line, mark and colour.
// `description` stands for the picture where it cannot be seen; the same figures are in the table.
export function radar({ dimensions, series, title, description }) {
  const at = (position, score) => {
    const angle = (2 * Math.PI * position) / dimensions.length - Math.PI / 2;
    return [RADIUS * (score / 100) * Math.cos(angle), RADIUS * (score / 100) * Math.sin(angle)].map((x) => Math.round(x * 100) / 100);
  };
  const ring = (score) => dimensions.map((_, position) => at(position, score).join(",")).join(" ");
  return svg(
    "svg",
    { class: "radar-svg result-radar", viewBox: `${-SIDE / 2} ${-SIDE / 2} ${SIDE} ${SIDE}`, role: "img", "aria-label": `${title}. ${description}` },
    [25, 50, 75, 100].map((score) => svg("polygon", { class: "radar-ring", "data-score": score, points: ring(score) })),
    dimensions.map(({ leverRank }, position) => {
      const [x, y] = at(position, 100);
      return svg("line", { class: "radar-axis", "data-lever": leverRank, x1: 0, y1: 0, x2: x, y2: y });
    }),
    [25, 50, 75].map((score) => svg("text", { class: "radar-tick", x: 4, y: -RADIUS * (score / 100) - 3 }, String(score))),
    series.map(({ scores }, index) => shape(scores, index, at)),
    dimensions.map(({ leverRank, number }, position) => {
      const [x, y] = at(position, 112);
      return svg("g", { class: "radar-number", "data-lever": leverRank, transform: `translate(${x} ${y})` },
        svg("circle", { r: 16 }), svg("text", { y: 5.5, "text-anchor": "middle" }, String(number)));
    }),
  );
}

function shape(scores, index, at) {
  const known = scores.map((score, position) => (score === null ? null : at(position, score))).filter(Boolean);
  const mark = ([x, y]) =>
    index === 0
      ? svg("circle", { class: "radar-mark", cx: x, cy: y, r: 4.5 })
      : svg("rect", { class: "radar-mark", x: x - 4, y: y - 4, width: 8, height: 8, transform: `rotate(45 ${x} ${y})` });
  return svg("g", { class: `radar-shape radar-shape-${index + 1}` },
    svg("polygon", { class: `radar-series radar-series-${index + 1}`, points: known.map((point) => point.join(",")).join(" ") }),
    known.map(mark));
}

// The key of a series, for a legend.
export function radarKey(index) {
  return svg("svg", { class: "radar-key", viewBox: "0 0 34 14", width: 34, height: 14, "aria-hidden": "true", focusable: "false" },
    svg("line", { class: `radar-series radar-series-${index + 1}`, x1: 1, y1: 7, x2: 33, y2: 7 }),
    svg("g", { class: `radar-shape radar-shape-${index + 1}` },
      index === 0
        ? svg("circle", { class: "radar-mark", cx: 17, cy: 7, r: 4.5 })
        : svg("rect", { class: "radar-mark", x: 13, y: 3, width: 8, height: 8, transform: "rotate(45 17 7)" })));
}
