// A visitor with a browser who notices what a page must never do: complain on the console, break its own security policy, ask
// another origin for something, or ask its own for something that is not there.

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

export function openBrowser(flags = []) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...FLAGS, ...flags] });
}

// A page in a context of its own, with the complaints it has gathered. `allowed` keeps a complaint off the list.
export async function visit(browser, { origin, viewport = DESKTOP, colorScheme = "light", deviceScaleFactor = 1, javaScriptEnabled = true, hasTouch = false, timezoneId = "Europe/Paris", allowed = () => false }) {
  const context = await browser.newContext({
    viewport, colorScheme, deviceScaleFactor, javaScriptEnabled, hasTouch, locale: "fr-FR", timezoneId, reducedMotion: "reduce", acceptDownloads: true,
  });
  context.setDefaultTimeout(10_000);
  const complaints = [];
  const complain = (text) => {
    if (!allowed(text)) complaints.push(text);
  };
  if (javaScriptEnabled) {
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`security policy: ${event.effectiveDirective} ${event.blockedURI}`);
      });
    });
  }
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complain(`${page.url()}: console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complain(`${page.url()}: uncaught: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.origin !== origin) complain(`${page.url()}: asks ${url.href}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complain(`${page.url()}: ${response.status()} for ${response.url()}`);
  });
  return { page, context, complaints };
}

// Fails with each of the lines once, cut to a length that a report can hold.
export function assertNone(lines, what) {
  const each = [...new Set(lines)].map((line) => (line.length > 300 ? `${line.slice(0, 300)}…` : line));
  if (each.length > 0) assert.fail(`${what}\n  ${each.join("\n  ")}`);
}

export function assertQuiet(complaints) {
  assertNone(complaints, "the browser complains:");
}

// What looks for barriers on the page as it stands. Of a rule that is kept, one element is an example enough: a report of all of them takes longer to
// hand over than to make. No page has a frame, so that axe needs no second page to put its findings together.
export function axe(page) {
  return new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
}

// Fails with what axe finds on the page as it stands, named `what`; and where the page scrolls sideways.
export async function assertAccessible(page, what = "the page") {
  const { violations } = await axe(page).analyze();
  assertNone(violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) =>
    `${id}: ${target.join(" ")}: ${[...any, ...all, ...none][0]?.message ?? ""}`)), `axe on ${what}:`);
  await assertFits(page, what);
}

export async function assertFits(page, what) {
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(width <= room, `${what} is ${width} pixels wide in a window of ${room}`);
}

// Waits until `found`, a function that runs in the page, promises something that counts as true. To `waitForFunction`, a promise counts as true itself.
export async function until(page, found, argument) {
  const end = Date.now() + 10_000;
  while (!(await page.evaluate(found, argument))) {
    if (Date.now() > end) assert.fail(`this did not come true: ${found}`);
    await page.waitForTimeout(50);
  }
}

// Makes files that `matches` accepts, by a glob, impossible to have; `restore()` ends that. The route stays: what else is on its way through it would be
// lost otherwise.
export async function withhold(page, matches) {
  let isOut = true;
  await page.route(matches, (route) => (isOut ? route.abort() : route.continue()));
  return { restore() { isOut = false; } };
}

// Presses Tab until `found`, a function that runs in the page, accepts the element with the focus; `key` is « Shift+Tab » to go back.
export async function tabTo(page, found, argument, { limit = 80, key = "Tab" } = {}) {
  for (let presses = 0; presses < limit; presses += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate(`(${found})(document.activeElement, ${JSON.stringify(argument ?? null)})`)) return;
  }
  assert.fail(`${limit} presses of Tab did not reach ${found}`);
}

// The element with the focus, by name as a screen reader would say it, roughly.
export function focusedText(page) {
  return page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim());
}

// Waits until every element of the page is what its script makes of it. Those that answer a reader come when one begins to move.
export async function settled(page) {
  await page.evaluate(() => dispatchEvent(new Event("scroll")));
  await page.waitForFunction(() =>
    [...document.querySelectorAll(":not(:defined)")].every((element) => !element.localName.startsWith("parvis-")));
}
