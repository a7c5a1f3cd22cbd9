// The result of one person: level, radar and table at once, as they fill the window; then gaps with what to do about them, symmetry of
// attention, place in the benchmark, priorities, sharing and exports.

import { focusOn, h } from "../dom.js";
import { exports } from "./result/exports.js";
import { gaps } from "./result/gaps.js";
import { ladder, levels } from "./result/levels.js";
import { place } from "./result/place.js";
import { priorities } from "./result/priorities.js";
import { profile } from "./result/profile.js";
import { sharing } from "./result/sharing.js";
import { symmetry } from "./result/symmetry.js";

// What stands below the first screen, in order; a part may have nothing to say.
const BELOW = [gaps, symmetry, place, priorities, sharing, exports];

// Stops the parts of an earlier result from still arriving.
let abandon = () => {};

// Writes the first screen of the result into its section; nothing follows it until `showRest` is called.
//
// The context: `model`, `words`, `resources`; `report` and `respondent`; `open`, the number of statements without both answers;
// `keeping`; `compareUrl`, `qrModule`, `edition`; `door`; `rename({id, group})`, `respondentNow()` and `encode()`, which gives the
// result's code under the names chosen; `onSaved()` for when the result has left the page.
export function showFirstScreen(section, context) {
  abandon();
  section.setAttribute("aria-busy", "true");
  section.replaceChildren(...[opening, levels, ladder, profile].map((draw) => draw(context)).filter(Boolean));
}

// Adds what is below the first screen after the next paint, a part at a time, so that nobody waits for what they do not see.
export function showRest(section, context) {
  abandon();
  const waiting = [...BELOW];
  const add = () => {
    const part = waiting.shift()(context);
    if (part) section.append(part);
    if (waiting.length === 0) section.removeAttribute("aria-busy");
  };
  const addAll = () => {
    while (waiting.length > 0) add();
  };
  let timer = 0;
  const addNext = () => {
    if (waiting.length > 0) add();
    if (waiting.length > 0) timer = setTimeout(addNext);
  };
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(addNext);
  });
  // Paper takes the whole of it.
  addEventListener("beforeprint", addAll);
  abandon = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    removeEventListener("beforeprint", addAll);
  };
}

function opening({ words, open }) {
  const toSharing = () => focusOn(document.getElementById("result-sharing"));
  return h("div", { class: "result-opening" },
    h("h2", { id: "result-title" }, words("result")),
    open > 0 ? h("p", { class: "notice" }, words.count("open_count", open)) : null,
    h("div", { class: "button-row" },
      h("button", { type: "button", class: "button", onclick: toSharing }, words("sharing")),
      h("button", { type: "button", class: "button button-quiet", "data-action": "edit" }, words(open > 0 ? "complete" : "edit"))));
}
