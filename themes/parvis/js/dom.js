// Building and announcing, in plain DOM. Text only ever enters a page as text.

const SVG = "http://www.w3.org/2000/svg";

// An HTML element. `properties` whose name has a dash, `role`, `for` and `class` are attributes; `on…` are listeners; a null or
// false value is left out. Children are nodes or texts; null is skipped.
export function h(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

// The same for SVG, where everything is an attribute.
export function svg(name, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Says something to assistive technology through a live region of the page. The text is cleared first, so that the same
// sentence said twice is heard twice.
export function announce(region, text) {
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}

// Moves the focus to something that is not focusable by itself, such as a heading, and brings it into view.
export function focusOn(node) {
  if (!node) return;
  if (!node.matches("a[href], button, input, select, textarea, [tabindex]")) node.setAttribute("tabindex", "-1");
  node.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

// Does something once the page shows what it holds now.
export function afterPaint(work) {
  requestAnimationFrame(() => setTimeout(work));
}
