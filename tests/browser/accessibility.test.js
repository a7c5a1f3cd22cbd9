// What axe does not see by itself: pages in a narrow window, enlarged and in forced colours, targets large enough for a finger, and what a screen
// reader is told of the figures and tools. tests/browser/pages.test.js runs axe on every kind of page in both colour schemes.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { KINDS } from "./kinds.js";
import { assertRecorded } from "./record.js";
import { startSite } from "./site.js";
import { DESKTOP, assertNone, axe, openBrowser, settled, visit } from "./visitor.js";

// What has been tested without a fault, by the names that the accessibility statement has words for (`tested_…`).
const tested = [];

let browser;
let site;
let origin;

before(async () => {
  site = await startSite();
  browser = await openBrowser();
  origin = new URL(site.url).origin;
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await site?.close();
});

async function open(page, path) {
  await page.goto(`${site.url}${path}`, { waitUntil: "load" });
  await settled(page);
}

// How far the page is wider than its window, and what sticks out most.
function overflow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return null;
    const widest = [...document.querySelectorAll("body *")].sort((one, other) =>
      other.getBoundingClientRect().right - one.getBoundingClientRect().right)[0];
    return `${over} pixels too wide, up to ${widest.localName}.${widest.getAttribute("class") ?? ""}`;
  });
}

// WCAG 1.4.10: 320 pixels are 1,280 at 400 %. 1.4.4: the text alone at 200 %, which a browser's own setting does.
for (const [name, what, viewport, fontSize] of [
  ["narrow", "320 pixels wide", { width: 320, height: 640 }, ""],
  ["zoom", "at 200 % in a window of 1,280", { width: 640, height: 450 }, ""],
  ["text", "with text at 200 %", DESKTOP, "200%"],
]) {
  test(`no page scrolls sideways ${what}`, { timeout: 180_000 }, async () => {
    const { page, context } = await visit(browser, { origin, viewport });
    const faults = [];
    for (const [kind, path] of Object.entries(KINDS)) {
      await open(page, path);
      if (fontSize) await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, fontSize);
      const over = await overflow(page);
      if (over) faults.push(`${kind}: ${over}`);
    }
    assertNone(faults, "pages that scroll sideways:");
    tested.push(name);
    await context.close();
  });
}

// WCAG 2.5.8, which axe leaves out unless it is asked.
test("every target is 24 pixels wide and high, or has room around it", { timeout: 180_000 }, async () => {
  const { page, context } = await visit(browser, { origin, viewport: { width: 320, height: 640 } });
  const faults = [];
  for (const [kind, path] of Object.entries(KINDS)) {
    await open(page, path);
    const { violations } = await axe(page).withRules(["target-size"]).analyze();
    for (const { target, any } of violations.flatMap(({ nodes }) => nodes)) faults.push(`${kind}: ${target.join(" ")}: ${any[0]?.message}`);
  }
  assertNone(faults, "small targets:");
  tested.push("targets");
  await context.close();
});

test("in forced colours, what is drawn keeps its edges and the focus its ring", { timeout: 120_000 }, async () => {
  const { page, context } = await visit(browser, { origin });
  await page.emulateMedia({ forcedColors: "active" });
  const faults = [];
  for (const [kind, path] of Object.entries(KINDS)) {
    await open(page, path);
    faults.push(...(await page.evaluate(() => {
      const canvas = getComputedStyle(document.documentElement).backgroundColor;
      const lost = [];
      // A button or field without a border is a word among others.
      for (const control of document.querySelectorAll("main :is(.button, input[type=text], input[type=search], select, textarea)")) {
        if (!control.checkVisibility()) continue;
        const { borderTopWidth, borderTopStyle } = getComputedStyle(control);
        if (parseFloat(borderTopWidth) === 0 || borderTopStyle === "none") lost.push(`${control.localName}.${control.className} has no edge`);
      }
      // A shape is not forced: it must differ from the canvas by its filling or its line.
      for (const shape of document.querySelectorAll("main svg :is(path, circle, rect, polygon, line)")) {
        if (!shape.checkVisibility() || shape.closest("defs, [aria-hidden=true]")) continue;
        const { fill, stroke, strokeWidth, opacity } = getComputedStyle(shape);
        const seen = (colour) => colour !== "none" && colour !== canvas && !/^rgba\(.*, 0\)$/.test(colour);
        const stands = (shape.localName !== "line" && seen(fill)) || (seen(stroke) && parseFloat(strokeWidth) > 0);
        // A path along which letters stand is drawn by nothing on purpose.
        if (fill === "none" && stroke === "none") continue;
        if (!stands && opacity !== "0") lost.push(`${shape.localName}.${shape.getAttribute("class")} is not seen`);
      }
      return lost;
    })).map((fault) => `${kind}: ${fault}`));
    await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    if (ring === "none") faults.push(`${kind}: no ring around the first focus`);
  }
  assertNone(faults, "in forced colours:");
  tested.push("forced_colours");
  await context.close();
});

// What a screen reader is told, in the form of playwright's `ariaSnapshot`: names, roles and states, without the words of texts.
describe("what a screen reader is told", () => {
  async function tree(page, selector) {
    return page.locator(selector).first().ariaSnapshot();
  }

  function assertTells(snapshot, expected, what) {
    const missing = expected.filter((line) => !(line instanceof RegExp ? line.test(snapshot) : snapshot.includes(line)));
    assert.deepEqual(missing.map(String), [], `${what} is told as:\n${snapshot.slice(0, 3000)}`);
  }

  const PARTS = {
    wheel: ["le-modele/", "main", [/- (img|group|figure) "[^"]*roue/i, /- list/, 'link "Vision partagée"']],
    "radar and table": ["articles/la-symetrie-en-pratique/", "main", [/- (img|figure) "/, "- table"]],
    "box plots": ["benchmark/2026/", "main", [/- table/, /- columnheader/, /- rowheader/]],
    "self-test": ["le-modele/testez-vous/", "main", [/- group "/, /- radio "/, /- button "/]],
    comparison: ["le-modele/comparer/", "main", [/- heading "[^"]+" \[level=1\]/, /- textbox "/, /- button "/]],
    search: ["recherche/", "main", [/- searchbox "/, /- combobox "/]],
    timetable: ["evenements/rencontres-du-parvis-2027/", "main", [/- heading "[^"]+" \[level=2\]/, /- list/, /- time/]],
  };

  for (const [what, [path, selector, expected]] of Object.entries(PARTS)) {
    test(what, { timeout: 60_000 }, async () => {
      const { page, context } = await visit(browser, { origin });
      await open(page, path);
      await page.waitForLoadState("networkidle");
      const snapshot = await tree(page, selector);
      if (process.env.SHOW) console.log(`=== ${what}\n${snapshot}`);
      assertTells(snapshot, expected, what);
      // Nothing that acts is without a name, and no picture without a description.
      assert.deepEqual(snapshot.match(/^\s*- (link|button|textbox|searchbox|combobox|radio|checkbox|img|region)(:| \[|$).*$/gm) ?? [], []);
      await context.close();
    });
  }
});

test("the accessibility statement says what was tested here", async () => {
  await assertRecorded("checks", { kinds: Object.keys(KINDS), names: tested }, browser);
});
