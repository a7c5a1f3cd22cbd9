// Every page of the sample site, looked at; the main kinds of page, checked for accessibility in light and dark, wide and narrow.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { KINDS } from "./kinds.js";
import { assertRecorded, rulesOf } from "./record.js";
import { startSite } from "./site.js";
import { DESKTOP, PHONE, assertNone, assertQuiet, axe, openBrowser, settled, visit } from "./visitor.js";

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

test("every page of the site map opens without a complaint", { timeout: 300_000 }, async () => {
  const map = await (await fetch(`${site.url}sitemap.xml`)).text();
  const addresses = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
  assert.ok(addresses.length > 100, `only ${addresses.length} pages in the site map`);
  const { page, complaints } = await visit(browser, { origin });
  const faults = [];
  for (const address of addresses) {
    assert.ok(address.startsWith(site.url), `${address} is not below the base path`);
    await page.goto(address, { waitUntil: "load" });
    const found = await page.evaluate(() => ({
      headings: document.querySelectorAll("h1").length,
      lang: document.documentElement.lang,
      title: document.title,
      canonical: document.querySelector('link[rel="canonical"]')?.href,
      policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content,
      outside: [...document.querySelectorAll("a[href^='/'], [src^='/'], link[href^='/']")]
        .map((element) => element.getAttribute("href") ?? element.getAttribute("src"))
        .filter((path) => !path.startsWith("/kb/")),
    }));
    const expected = { headings: 1, lang: "fr", title: found.title, canonical: address,
      policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'", outside: [] };
    if (!found.title) faults.push(`${address}: no title`);
    for (const key of Object.keys(expected)) {
      if (JSON.stringify(found[key]) !== JSON.stringify(expected[key])) faults.push(`${address}: ${key} is ${JSON.stringify(found[key])}`);
    }
  }
  assertNone(faults, "pages are not what they should be:");
  assertQuiet(complaints);
});

test("what does not exist is answered by a page that leads home", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin, allowed: (text) => text.includes("404") });
  const response = await page.goto(`${site.url}un/chemin/perdu/`);
  assert.equal(response.status(), 404);
  await page.getByRole("main").getByRole("link").first().waitFor();
  await page.getByRole("banner").getByRole("link").first().click();
  assert.equal(page.url(), site.url);
  assertQuiet(complaints);
});

// Light on a wide screen and dark on a phone: every colour and every layout once, for half the time of all four.
const LOOKS = [["light", DESKTOP], ["dark", PHONE]];
const results = [];

for (const [colorScheme, viewport] of LOOKS) {
  describe(`${colorScheme}, ${viewport.width} pixels wide`, () => {
    for (const [kind, path] of Object.entries(KINDS)) {
      test(kind, { timeout: 60_000 }, async () => {
        const { page, context, complaints } = await visit(browser, { origin, viewport, colorScheme });
        await page.goto(`${site.url}${path}`, { waitUntil: "load" });
        await page.evaluate(() => document.fonts.ready);
        // The elements load one by one after the page: what is checked is the page as it stays.
        await settled(page);
        const result = await axe(page).analyze();
        const { violations } = result;
        results.push(result);
        assertNone(violations.flatMap(describeViolation), "axe finds:");
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(overflow, 0, "the page scrolls sideways");
        assertQuiet(complaints);
        await context.close();
      });
    }
  });
}

test("the accessibility statement says what axe has looked at", async () => {
  const schemes = LOOKS.map(([scheme]) => scheme);
  assert.equal(results.length, Object.keys(KINDS).length * schemes.length, "some pages were not looked at");
  await assertRecorded("pages", { kinds: Object.keys(KINDS), schemes, ...rulesOf(results) }, browser);
});

// One line an element, short enough to read in a test report.
function describeViolation({ id, nodes }) {
  return nodes.map(({ target, any, all, none }) => {
    const reason = [...any, ...all, ...none][0]?.message ?? "";
    return `${id}: ${target.join(" ")}: ${reason}`;
  });
}
