// Reading: the definitions of terms, the table of contents that follows the reader, what can be shared, a pair of terms side by side, code.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startSite } from "./site.js";
import { PHONE, assertQuiet, openBrowser, visit } from "./visitor.js";

const ARTICLE = "articles/sept-directeurs-sept-visions/";

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

async function open(path, options = {}) {
  const visitor = await visit(browser, { origin, ...options });
  await visitor.page.goto(site.url + path, { waitUntil: "networkidle" });
  const term = visitor.page.locator(".term").first();
  return { ...visitor, link: term.locator(".term-link"), tip: term.locator(".term-tip") };
}

test("a definition shows on hover and on focus, stays under the pointer, and Escape closes it", { timeout: 60_000 }, async () => {
  const { page, context, complaints, link, tip } = await open(ARTICLE);
  await link.scrollIntoViewIfNeeded();
  assert.equal(await tip.isVisible(), false);
  await link.hover();
  await tip.waitFor({ state: "visible" });
  await tip.hover();
  assert.equal(await tip.isVisible(), true);
  await page.keyboard.press("Escape");
  await tip.waitFor({ state: "hidden" });
  await page.mouse.move(0, 0);
  await link.focus();
  await tip.waitFor({ state: "visible" });
  assert.equal(await link.getAttribute("aria-describedby"), await tip.getAttribute("id"));
  await page.keyboard.press("Escape");
  await tip.waitFor({ state: "hidden" });
  assert.equal(await link.evaluate((element) => element === document.activeElement), true);
  await page.keyboard.press("Tab");
  await link.focus();
  await tip.waitFor({ state: "visible" });
  assertQuiet(complaints);
  await context.close();
});

test("a first tap shows a definition, a tap elsewhere closes it, a second one follows the link", { timeout: 60_000 }, async () => {
  const { page, context, complaints, link, tip } = await open(ARTICLE, { viewport: PHONE, hasTouch: true });
  // The script of terms comes when one is in sight.
  const script = page.waitForResponse(/term-tips\.js$/);
  await link.scrollIntoViewIfNeeded();
  await (await script).finished();
  await page.waitForLoadState("networkidle");
  await link.tap();
  await tip.waitFor({ state: "visible" });
  assert.equal(page.url(), site.url + ARTICLE);
  await page.getByRole("heading", { level: 1 }).tap();
  await tip.waitFor({ state: "hidden" });
  await link.tap();
  await tip.waitFor({ state: "visible" });
  await link.tap();
  await page.waitForURL(/\/glossaire\//);
  assertQuiet(complaints);
  await context.close();
});

test("the table of contents follows the reader", { timeout: 60_000 }, async () => {
  const { page, context, complaints } = await open(ARTICLE);
  const links = page.locator("parvis-toc a");
  assert.ok((await links.count()) > 2);
  for (const position of [1, 2]) {
    const target = await links.nth(position).getAttribute("href");
    await page.locator(target).evaluate((heading) => heading.scrollIntoView({ block: "start" }));
    await page.waitForFunction((href) => {
      const current = document.querySelectorAll("parvis-toc [aria-current]");
      return current.length === 1 && current[0].getAttribute("href") === href;
    }, target);
  }
  assertQuiet(complaints);
  await context.close();
});

test("an article is shared by plain links and by its address", { timeout: 60_000 }, async () => {
  const { page, context, complaints } = await open(ARTICLE);
  const addresses = (await page.locator(".share a").evaluateAll((links) => links.map((link) => link.href))).map((address) => new URL(address));
  assert.deepEqual(addresses.map(({ protocol, host }) => protocol + host), ["https:www.linkedin.com", "https:x.com", "mailto:"]);
  const shared = site.url + ARTICLE;
  assert.deepEqual(addresses.map(({ searchParams }) => searchParams.get("url") ?? searchParams.get("body")), [shared, shared, shared]);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  // The button comes when the reader begins to move, into a room that was kept for it.
  const room = await page.locator("parvis-copy-link").boundingBox();
  await page.keyboard.press("End");
  await page.getByRole("button", { name: "Copier le lien" }).waitFor();
  const filled = await page.locator("parvis-copy-link").boundingBox();
  assert.deepEqual([filled.width, filled.height], [room.width, room.height]);
  await page.getByRole("button", { name: "Copier le lien" }).click();
  await page.getByText("Lien copié").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), shared);
  assertQuiet(complaints);
  await context.close();
});

test("two terms that are not to be confused stand side by side on both their pages", { timeout: 60_000 }, async () => {
  const { page, context, complaints } = await open("glossaire/culture-de-service/");
  const pair = page.locator(".contrast-pair > div");
  assert.equal(await pair.count(), 2);
  const tops = await pair.evaluateAll((sides) => sides.map((side) => side.getBoundingClientRect().top));
  assert.equal(tops[0], tops[1]);
  await pair.nth(1).getByRole("link").click();
  await page.waitForURL(/culture-du-service/);
  assert.match(await pair.nth(1).getByRole("link").getAttribute("href"), /culture-de-service\/$/);
  assertQuiet(complaints);
  await context.close();
});

test("code is coloured, and only pages that hold some ask for the colours", { timeout: 60_000 }, async () => {
  const { page, context, complaints } = await open("guide/ecrire-un-article/");
  const colours = await page.locator("pre code", { hasText: "authors: [camille-exemple]" }).evaluate((code) =>
    [...code.querySelectorAll("span")].slice(0, 3).map((token) => [token.className, getComputedStyle(token).color !== getComputedStyle(code).color]));
  assert.deepEqual(colours, [["code-keyword", true], ["code-key", true], ["code-text", true]]);
  await page.goto(site.url + ARTICLE);
  assert.equal(await page.locator('link[href$="/code.css"]').count(), 0);
  assertQuiet(complaints);
  await context.close();
});
