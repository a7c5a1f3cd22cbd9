// Pictures as browsers take them: the version that a screen needs and no other, and a page that stands still while they arrive.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSite } from "./site.js";
import { DESKTOP, PHONE, assertQuiet, openBrowser, visit } from "./visitor.js";

const ARTICLE = "articles/la-lampe-de-la-214/";
const CATEGORY = "categories/cas/";

// No version is wider; the picture itself is.
const WIDEST = 1440;

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

// Visits `path` and counts how far things move while it arrives; returns the page and the pictures that were asked for.
async function arrive(path, screen) {
  const visitor = await visit(browser, { origin, ...screen });
  const asked = [];
  visitor.page.on("request", (request) => {
    if (request.resourceType() === "image") asked.push(new URL(request.url()).pathname.split("/").pop());
  });
  await visitor.page.addInitScript(() => {
    globalThis.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await visitor.page.goto(site.url + path, { waitUntil: "networkidle" });
  return { ...visitor, asked };
}

const SCREENS = [
  ["a telephone", { viewport: PHONE }, 480],
  ["a telephone with a dense screen", { viewport: PHONE, deviceScaleFactor: 2 }, 960],
  ["a desk", { viewport: DESKTOP }, 960],
  ["a desk with a dense screen", { viewport: DESKTOP, deviceScaleFactor: 2 }, 1440],
];

for (const [name, screen, width] of SCREENS) {
  test(`${name} gets the picture of an article ${width} pixels wide`, async () => {
    const { page, asked, complaints, context } = await arrive(ARTICLE, screen);
    const lead = page.locator(".article-image img");
    const { taken, natural, shown } = await lead.evaluate((image) => ({
      taken: image.currentSrc.split("/").pop(),
      natural: image.complete && image.naturalWidth > 0,
      shown: image.getBoundingClientRect().width,
    }));
    assert.match(taken, new RegExp(`^la-lampe-de-la-214-${width}-[0-9a-f]{16}\\.webp$`));
    assert.ok(natural, "the picture is there");
    const needed = Math.min(shown * (screen.deviceScaleFactor ?? 1), WIDEST);
    assert.ok(needed <= width, `${shown} pixels on the page`);
    assert.deepEqual(asked.filter((file) => file.startsWith("la-lampe")), [taken], "one file of it is asked for");
    assert.ok(await page.evaluate(() => globalThis.shifted) < 0.01, "the page stands still");
    assertQuiet(complaints);
    await context.close();
  });
}

test("cards of articles take small versions, when they come into view", async () => {
  const { page, complaints, context } = await arrive(CATEGORY, { viewport: PHONE });
  const pictures = page.locator(".article-card-image");
  assert.ok(await pictures.count() >= 4);
  await pictures.last().scrollIntoViewIfNeeded();
  await pictures.last().evaluate((image) => image.decode());
  const taken = await pictures.evaluateAll((images) => images.map((image) => image.currentSrc).filter(Boolean));
  for (const source of taken) assert.match(source, /-480-[0-9a-f]{16}\.webp$/);
  assertQuiet(complaints);
  await context.close();
});
