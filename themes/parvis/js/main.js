// The only entry of the theme's scripts: applies the visitor's chosen theme at once, then loads the behaviour of what this page
// holds, one file an element. A page reads without any of them.

import { applyStoredTheme } from "./theme.js";
import "./search-key.js";

applyStoredTheme();

const ELEMENTS = {
  "parvis-theme-switch": () => import("./elements/theme-switch.js"),
  "parvis-menu": () => import("./elements/menu.js"),
  "parvis-events": () => import("./elements/events.js"),
  "parvis-copy-link": () => import("./elements/copy-link.js"),
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
