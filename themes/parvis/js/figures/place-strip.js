// One score on the strip of a distribution: the box from the lower to the upper quartile, its median, the whiskers where they are
// published, and the score as a mark. Positions are percentages of the width. The words beside it say the same.

import { svg } from "../dom.js";

const MIDDLE = 15;

export function placeStrip({ cell, score }) {
  const line = (name, from, to, y1, y2) => svg("line", { class: name, x1: `${from}%`, x2: `${to}%`, y1, y2 });
  const whiskers = isNumber(cell.p10) && isNumber(cell.p90);
  return svg("svg", { class: "place-strip", width: "100%", height: 2 * MIDDLE, "aria-hidden": "true", focusable: "false" },
    [0, 25, 50, 75, 100].map((tick) => line("place-tick", tick, tick, 0, 2 * MIDDLE)),
    whiskers ? [line("place-whisker", cell.p10, cell.p90, MIDDLE, MIDDLE), ...[cell.p10, cell.p90].map((end) => line("place-whisker", end, end, MIDDLE - 5, MIDDLE + 5))] : null,
    svg("rect", { class: "place-box", x: `${cell.q1}%`, width: `${cell.q3 - cell.q1}%`, y: MIDDLE - 8, height: 16, rx: 2 }),
    line("place-median", cell.median, cell.median, MIDDLE - 11, MIDDLE + 11),
    // A percentage cannot stand in a path: a nested drawing carries the mark to its place.
    score === null ? null : svg("svg", { x: `${score}%`, y: MIDDLE, overflow: "visible" },
      svg("path", { class: "place-mine", d: "M0 -9 L9 0 L0 9 L-9 0 Z" })));
}

function isNumber(value) {
  return typeof value === "number";
}
