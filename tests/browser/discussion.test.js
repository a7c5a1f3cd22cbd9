// A discussion on GitHub below an article: nothing leaves before the visitor asks for it, and then only what the page announced.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { startSite } from "./site.js";
import { assertAccessible, assertNone, assertQuiet, openBrowser, visit } from "./visitor.js";

const GISCUS = "https://giscus.app";
const ARTICLE = "articles/essai/";

let browser;
let root;
let site;
let origin;

before(async () => {
  root = await mkdtemp(join(tmpdir(), "parvis-discussion-"));
  await mkdir(join(root, "content/articles"), { recursive: true });
  await writeFile(join(root, "content/site.yaml"), `title: 'Essai'
description: 'Un site d’essai.'
base_url: 'https://example.org/'
giscus: {repo: exemple/site, repo_id: R_1, category: 'Général', category_id: C_1}
`);
  await writeFile(join(root, "content", `${ARTICLE.slice(0, -1)}.md`), "---\ntitle: 'Essai'\ndate: 2026-01-01\nsummary: 'Une phrase.'\n---\nTexte.\n");
  site = await startSite(root);
  browser = await openBrowser();
  origin = new URL(site.url).origin;
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await site?.close();
  await rm(root, { recursive: true, force: true });
});

// Visits `path`; what other origins are asked for is answered here, by a frame that says how high it is, and listed.
async function visitWith(path, options = {}) {
  const asked = [];
  const visitor = await visit(browser, { origin, allowed: (text) => text.includes(`asks ${GISCUS}/`), ...options });
  await visitor.page.route((url) => url.origin !== origin, (route) => {
    asked.push(route.request().url());
    return route.fulfill({
      contentType: "text/html",
      body: "<!doctype html><title>f</title><p>Discussion</p><script>parent.postMessage({ giscus: { resizeHeight: 432 } }, '*')</script>",
    });
  });
  await visitor.page.goto(site.url + path, { waitUntil: "networkidle" });
  return { ...visitor, asked };
}

test("nothing is asked of another host before the button is pressed", { timeout: 60_000 }, async () => {
  const { page, context, complaints, asked } = await visitWith(ARTICLE);
  assert.deepEqual(asked, []);
  await assertAccessible(page, "the article with its offer of a discussion");
  const button = page.getByRole("button", { name: "Afficher la discussion" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.frameLocator("iframe.discussion-frame").getByText("Discussion").waitFor();
  assert.equal(asked.length, 1);
  const address = new URL(asked[0]);
  assert.equal(`${address.origin}${address.pathname}`, `${GISCUS}/fr/widget`);
  assert.deepEqual(Object.fromEntries(address.searchParams), {
    repo: "exemple/site", repoId: "R_1", category: "Général", categoryId: "C_1", term: `kb/${ARTICLE}`, strict: "1",
    reactionsEnabled: "1", emitMetadata: "0", inputPosition: "top", origin: site.url + ARTICLE, session: "", theme: "preferred_color_scheme",
  });
  await page.waitForFunction(() => document.querySelector("iframe.discussion-frame").height === "432");
  assert.equal(await page.evaluate(() => document.activeElement.localName), "iframe");
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
  assertQuiet(complaints);
  await context.close();
});

test("who comes back from signing in finds the discussion, and a clean address", { timeout: 60_000 }, async () => {
  const { page, context, complaints, asked } = await visitWith(`${ARTICLE}?giscus=abc#x`);
  await page.locator("iframe.discussion-frame").waitFor();
  assert.equal(page.url(), `${site.url}${ARTICLE}#x`);
  assert.equal(new URL(asked[0]).searchParams.get("session"), "abc");
  assertQuiet(complaints);
  await context.close();
});

test("only articles may show a frame, of that host alone", { timeout: 60_000 }, async () => {
  const { page, context, asked } = await visitWith(ARTICLE, { allowed: () => true });
  const blocked = await page.evaluate(() => new Promise((resolve) => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective));
    document.body.append(Object.assign(document.createElement("iframe"), { src: "https://example.com/" }));
  }));
  assert.equal(blocked, "frame-src");
  await page.goto(`${site.url}articles/`);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.equal(policy, "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'");
  assertNone(asked, "other origins were asked:");
  await context.close();
});

test("without JavaScript a link leads to the discussions", { timeout: 60_000 }, async () => {
  const { page, context, asked } = await visitWith(ARTICLE, { javaScriptEnabled: false });
  const link = page.getByRole("link", { name: "Lire les discussions sur GitHub" });
  assert.equal(await link.getAttribute("href"), "https://github.com/exemple/site/discussions");
  assert.equal(await page.locator("iframe").count(), 0);
  assertNone(asked, "other origins were asked:");
  await context.close();
});
