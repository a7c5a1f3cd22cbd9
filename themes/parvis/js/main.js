// The only entry of the theme's scripts: builds the header, whose room css/layout.css has kept; then loads the behaviour of what this page
// holds, one file an element, when it begins to matter. Nothing waits for it, and a page reads without any of them.

import "./search-key.js";
import "./elements/theme-switch.js";
import "./elements/menu.js";

// What a page is made of: at once.
const ELEMENTS = {
  "parvis-events": () => import("./elements/events.js"),
  "parvis-while": () => import("./elements/while.js"),
  "parvis-discussion": () => import("./elements/discussion.js"),
  "parvis-selftest": () => import("./elements/selftest.js"),
  "parvis-compare": () => import("./elements/compare.js"),
  "parvis-charter": () => import("./elements/charter.js"),
  "parvis-worksheet": () => import("./elements/worksheet.js"),
  "parvis-search": () => import("./elements/search.js"),
};

// What answers a reader: as soon as one scrolls, points, touches or types.
const ANSWERS = {
  "parvis-copy-link": () => import("./elements/copy-link.js"),
  "parvis-toc": () => import("./elements/toc.js"),
};

// What is touched where it stands: as soon as it is in sight.
const IN_SIGHT = {
  ".term": () => import("./elements/term-tips.js"),
};

function load(elements) {
  for (const [name, loadElement] of Object.entries(elements)) if (document.querySelector(name)) loadElement();
}

load(ELEMENTS);

const SIGNS = ["scroll", "pointermove", "pointerdown", "keydown"];
const read = () => {
  for (const sign of SIGNS) removeEventListener(sign, read);
  load(ANSWERS);
};
for (const sign of SIGNS) addEventListener(sign, read, { passive: true });
// A page that opens at a place of its own, or is gone back to, has been scrolled already.
if (scrollY > 0) read();

const sight = new IntersectionObserver((entries) => {
  if (entries.some(({ isIntersecting }) => isIntersecting)) load(IN_SIGHT);
});
for (const element of document.querySelectorAll(Object.keys(IN_SIGHT))) sight.observe(element);
