// The only entry of the theme's scripts: builds the header, whose room css/layout.css has kept; then loads the behaviour of what this page
// holds, one file an element. Nothing waits for it, and a page reads without any of them.

import "./search-key.js";
import "./elements/theme-switch.js";
import "./elements/menu.js";

const ELEMENTS = {
  "parvis-events": () => import("./elements/events.js"),
  "parvis-while": () => import("./elements/while.js"),
  "parvis-copy-link": () => import("./elements/copy-link.js"),
  "parvis-discussion": () => import("./elements/discussion.js"),
  "parvis-toc": () => import("./elements/toc.js"),
  "parvis-selftest": () => import("./elements/selftest.js"),
  "parvis-compare": () => import("./elements/compare.js"),
  "parvis-charter": () => import("./elements/charter.js"),
  "parvis-worksheet": () => import("./elements/worksheet.js"),
  ".term": () => import("./elements/term-tips.js"),
  "parvis-search": () => import("./elements/search.js"),
};

for (const [name, load] of Object.entries(ELEMENTS)) {
  if (document.querySelector(name)) load();
}
