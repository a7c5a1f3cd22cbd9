// How long a visitor waits on a slow device: from a press to the frame that shows its result, in a browser whose processor is slowed.
// Medians of several visits, each in a browser context of its own, for each slowdown. `cargo xtask bench waits` starts it:
//   node waits-bench.js VISITS SLOWDOWN…
// The outcome is JSON on the standard output, in milliseconds. « nothing » is a press that changes nothing: what the browser and the machine
// take by themselves; « …AtOnce » a press that leaves no time to prepare anything.

import { answersOf, fillForm, openModel, resultDrawn, comparisonDrawn } from "./people.js";
import { startSite } from "./site.js";
import { PHONE, openBrowser, visit } from "./visitor.js";

const [visits, ...slowdowns] = process.argv.slice(2).map(Number);

const site = await startSite();
const browser = await openBrowser();
const { model, call } = await openModel(site);
const outcome = [];
try {
  for (const slowdown of slowdowns) {
    outcome.push({
      slowdown,
      nothing: await measure(slowdown, toNothing),
      result: await measure(slowdown, toResult),
      resultAtOnce: await measure(slowdown, toResult, 0),
      comparison: await measure(slowdown, toComparison),
      comparisonAtOnce: await measure(slowdown, toComparison, 0),
    });
  }
} finally {
  await browser.close();
  await site.close();
}
console.log(JSON.stringify(outcome));

// `thought`: milliseconds between the last answer, or the paste, and the press.
async function measure(slowdown, journey, thought = 3000) {
  const waits = [];
  for (let turn = 0; turn < visits; turn += 1) {
    const { page, context } = await visit(browser, { origin: new URL(site.url).origin, viewport: PHONE, hasTouch: true });
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    waits.push(await journey(page, thought));
    await context.close();
  }
  waits.sort((one, other) => one - other);
  return { median: waits[Math.floor(visits / 2)], least: waits[0] };
}

async function toNothing(page) {
  await page.goto(`${site.url}le-modele/testez-vous/`);
  await page.locator("parvis-selftest[data-ready]").waitFor();
  await page.waitForTimeout(1500);
  return waitAfter(page, page.locator("h1"), () => page.waitForTimeout(500));
}

async function toResult(page, thought) {
  await page.goto(`${site.url}le-modele/testez-vous/`);
  await page.locator("parvis-selftest[data-ready]").waitFor();
  await page.getByLabel("Toutes ensemble").check();
  await fillForm(page, model, { today: answersOf(model, (dimension, row) => 2 + (row % 3)), target: answersOf(model, () => 5) });
  await page.waitForTimeout(thought);
  return waitAfter(page, page.locator('[data-part="next"]'), resultDrawn);
}

async function toComparison(page, thought) {
  const codes = Array.from({ length: 20 }, (_, person) => call({
    op: "encode",
    model,
    respondent: {
      id: `Collègue ${person + 1}`,
      today: answersOf(model, (dimension, row) => 1 + ((person + row) % 5)),
      target: answersOf(model, (dimension, row) => 3 + ((person + row) % 3)),
      priorities: model.dimensions.slice(person % 5, (person % 5) + 3).map(({ id }) => id),
    },
  }).code);
  await page.goto(`${site.url}le-modele/comparer/`);
  await page.locator("parvis-compare[data-ready]").waitFor();
  await page.locator("textarea").first().focus();
  await page.locator("textarea").first().fill(codes.join("\n"));
  await page.waitForTimeout(thought);
  return waitAfter(page, page.locator('[data-part="import"] button[type="submit"]'), comparisonDrawn);
}

// Presses as a finger does, for 150 ms, and waits for what is drawn.
async function waitAfter(page, button, drawn) {
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await button.boundingBox();
  await page.evaluate(() => {
    addEventListener("click", ({ timeStamp }) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        window.waited = performance.now() - timeStamp;
      };
      port2.postMessage(null);
    }), { capture: true, once: true });
  });
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.waitForTimeout(150);
  await page.mouse.up();
  await drawn(page);
  return Math.round(await page.evaluate(() => window.waited));
}
