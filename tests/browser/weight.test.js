// What a page weighs on a first visit, and that it stands still while it arrives. Weights are those of the bodies, compressed as a host
// compresses them; what a browser asks is counted, so that a file which a page did not ask before shows here.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { BASE, startSite } from "./site.js";
import { PHONE, assertNone, assertQuiet, openBrowser, visit } from "./visitor.js";

const ARTICLE = "articles/cinq-principes-deux-convictions/";
const EVENT = "evenements/rencontres-du-parvis-2027/";
const SELFTEST = "le-modele/testez-vous/";
const COMPARE = "le-modele/comparer/";

// The self-test's result draws the key of its radar otherwise than pages do; the others need nothing of it.
const OF_ONE_PAGE = new Set(["radar-key"]);

// Already compressed.
const AS_IT_IS = new Set([".woff2", ".png", ".webp", ".jpg"]);

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

async function weight(path) {
  const bytes = await readFile(join(site.folder, path.endsWith("/") || path === "" ? `${path}index.html` : path));
  return AS_IT_IS.has(extname(path)) ? bytes.length : gzipSync(bytes).length;
}

// Visits `path` for the first time; returns the page, its complaints and a function that weighs what was asked since.
async function firstVisit(path) {
  const visitor = await visit(browser, { origin, viewport: PHONE });
  const asked = new Set();
  visitor.page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin === origin) asked.add(url.pathname.slice(BASE.length));
  });
  await visitor.page.goto(site.url + path, { waitUntil: "networkidle" });
  const weigh = async () => {
    const files = await Promise.all([...asked].map(async (file) => [await weight(file), file]));
    files.sort(([one], [other]) => other - one);
    return { total: files.reduce((sum, [bytes]) => sum + bytes, 0), files };
  };
  return { ...visitor, weigh };
}

function assertWithin({ total, files }, budget, what) {
  const list = files.map(([bytes, file]) => `${bytes} ${file || "index"}`).join("\n  ");
  assert.ok(total <= budget, `${what}: ${total} bytes for a budget of ${budget}\n  ${list}`);
}

for (const [what, path, budget] of [
  ["the home page", "", 46_500],
  ["an article", ARTICLE, 35_000],
  ["the comparison", COMPARE, 96_000],
]) {
  test(`${what} weighs at most ${budget} bytes`, { timeout: 60_000 }, async (t) => {
    const { weigh, complaints, context } = await firstVisit(path);
    const weighed = await weigh();
    t.diagnostic(`${what}: ${weighed.total} bytes`);
    assertWithin(weighed, budget, what);
    assertQuiet(complaints);
    await context.close();
  });
}

test("the self-test weighs at most 110,000 bytes, from its first byte to the result", { timeout: 60_000 }, async (t) => {
  const { page, weigh, complaints, context } = await firstVisit(SELFTEST);
  const next = page.locator('[data-part="next"]');
  const result = page.locator('[data-part="result"]');
  await next.waitFor();
  for (let steps = 0; steps < 60 && !(await result.isVisible()); steps += 1) {
    await page.evaluate(() => {
      for (const rating of document.querySelectorAll("fieldset.rating")) {
        if (rating.checkVisibility()) rating.querySelector('input[value="3"]').click();
      }
      document.querySelector('[data-part="next"]').click();
    });
  }
  await result.locator("h2, h3").first().waitFor();
  await page.waitForLoadState("networkidle");
  const weighed = await weigh();
  t.diagnostic(`the self-test: ${weighed.total} bytes`);
  assertWithin(weighed, 110_000, "the self-test");
  assertQuiet(complaints);
  await context.close();
});

for (const [what, files] of [["fonts", "**/*.woff2"], ["scripts", "**/*.js"]]) {
  test(`nothing moves, even where the ${what} come late`, { timeout: 60_000 }, async () => {
    for (const path of ["", ARTICLE, EVENT, SELFTEST, COMPARE]) assertNone(await movesWhereLate(files, path), `${path || "home"} moves:`);
  });
}

async function movesWhereLate(files, path) {
  const { page, context } = await visit(browser, { origin, viewport: PHONE });
  await page.route(files, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        window.shifts.push(`${entry.value} ${entry.sources.map(({ node }) => node?.className ?? node?.nodeName).join(", ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(site.url + path, { waitUntil: "networkidle" });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const shifts = await page.evaluate(() => window.shifts);
  await context.close();
  return shifts;
}

test("a page is painted before its scripts are there, and is complete where they never come", { timeout: 60_000 }, async () => {
  const { page, context } = await visit(browser, { origin, viewport: PHONE, allowed: () => true });
  let fail;
  const painted = new Promise((resolve) => {
    fail = resolve;
  });
  await page.route("**/*.js", async (route) => {
    await painted;
    await route.abort();
  });
  await page.goto(site.url + SELFTEST, { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  fail();
  // After a few seconds the menu opens, and the paper form shows.
  await page.locator(".site-menu a").first().waitFor();
  await page.locator(".selftest-questions legend").first().waitFor();
  await context.close();
});

test("a page links a style sheet for each class that one of them describes", async () => {
  const classesOf = (text) => new Set([...text.matchAll(/\.(-?[a-z_][\w-]*)/gi)].map(([, name]) => name));
  const sheets = new Map();
  const pages = [];
  for (const file of await readdir(site.folder, { recursive: true })) {
    if (file.endsWith(".css")) sheets.set(file.split("/").pop(), classesOf(await readFile(join(site.folder, file), "utf8")));
    if (file.endsWith(".html")) pages.push(file);
  }
  assert.ok(sheets.size > 1 && pages.length > 100);
  const described = new Set([...sheets.values()].flatMap((classes) => [...classes]));
  const lacking = [];
  for (const file of pages) {
    const html = await readFile(join(site.folder, file), "utf8");
    const linked = [...html.matchAll(/<link rel="stylesheet" href="[^"]*\/([^"/]+)"/g)].map(([, name]) => sheets.get(name));
    const held = new Set([...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, names]) => names.split(/\s+/)));
    for (const name of held) {
      if (described.has(name) && !OF_ONE_PAGE.has(name) && !linked.some((classes) => classes?.has(name))) lacking.push(`${file}: .${name}`);
    }
  }
  assertNone(lacking, "pages without the style sheet of a class:");
});
