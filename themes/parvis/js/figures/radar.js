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
    series.map(({ scores }, index) => shape(scores.map((score, position) => (score === null ? null : at(position, score))), index)),
    dimensions.map(({ leverRank, number }, position) => {
      const [x, y] = at(position, 112);
      return svg("g", { class: "radar-number", "data-lever": leverRank, transform: `translate(${x} ${y})` },
        svg("circle", { r: 16 }), svg("text", { y: 5.5, "text-anchor": "middle" }, String(number)));
    }),
  );
}

// A series: its outline, and a mark on each axis where it is known. Where a score is missing the outline is open: a line across
// that axis would show a score that nobody gave.
function shape(points, index) {
  const marks = points.filter(Boolean).map(([x, y]) => seriesMark(index, x, y, 4.5));
  const name = `radar-series radar-series-${index + 1}`;
  const outline = points.every(Boolean)
    ? svg("polygon", { class: name, points: points.map((point) => point.join(",")).join(" ") })
    : svg("path", { class: `${name} radar-series-open`, d: segments(points) });
  return svg("g", { class: `radar-shape radar-shape-${index + 1}` }, outline, marks);
}

// The lines between neighbours that are both known.
function segments(points) {
  return points.map((point, position) => [point, points[(position + 1) % points.length]])
    .filter(([from, to]) => from && to)
    .map(([from, to]) => `M${from.join(" ")}L${to.join(" ")}`)
    .join("");
}

// The mark of a series: a disc, a lozenge.
export function seriesMark(index, x, y, radius) {
  return index === 0
    ? svg("circle", { class: "radar-mark", cx: x, cy: y, r: radius })
    : svg("rect", { class: "radar-mark", x: x - radius * 0.9, y: y - radius * 0.9, width: radius * 1.8, height: radius * 1.8, transform: `rotate(45 ${x} ${y})` });
}

// The key of a series, for a legend.
export function seriesKey(index) {
  return svg("svg", { class: "radar-key", viewBox: "0 0 34 14", width: 34, height: 14, "aria-hidden": "true", focusable: "false" },
    svg("line", { class: `radar-series radar-series-${index + 1}`, x1: 1, y1: 7, x2: 33, y2: 7 }),
    svg("g", { class: `radar-shape radar-shape-${index + 1}` }, seriesMark(index, 17, 7, 4.5)));
}
