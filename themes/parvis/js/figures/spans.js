// Scores on lines from 0 to 100, for a model of one or two dimensions: today's mark, the target's mark and the way between them.

import { svg } from "../dom.js";
import { seriesMark } from "./radar.js";

const WIDTH = 440;
const ROW = 92;
const PAD = 24;

// The same arguments as `radar`.
export function spans({ dimensions, series, title, description }) {
  const x = (score) => PAD + ((WIDTH - 2 * PAD) * score) / 100;
  const height = dimensions.length * ROW;
  return svg(
    "svg",
    { class: "radar-svg result-radar", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": `${title}. ${description}` },
    dimensions.map(({ name, number, leverRank }, position) => {
      const y = position * ROW + 48;
      const scores = series.map(({ scores }) => scores[position]);
      const known = scores.filter((score) => score !== null);
      return svg("g", { "data-lever": leverRank },
        svg("text", { class: "span-name", x: x(0), y: y - 22 }, `${number}. ${name}`),
        svg("line", { class: "radar-ring", x1: x(0), y1: y, x2: x(100), y2: y }),
        [0, 25, 50, 75, 100].map((score) => [
          svg("line", { class: "radar-ring", x1: x(score), y1: y - 8, x2: x(score), y2: y + 8 }),
          svg("text", { class: "radar-tick", x: x(score), y: y + 26, "text-anchor": "middle" }, String(score)),
        ]).flat(),
        known.length === 2 ? svg("line", { class: "span-way", x1: x(known[0]), y1: y, x2: x(known[1]), y2: y }) : null,
        scores.map((score, index) => (score === null ? null
          : svg("g", { class: `radar-shape radar-shape-${index + 1}` }, seriesMark(index, x(score), y, 7)))));
    }),
  );
}
