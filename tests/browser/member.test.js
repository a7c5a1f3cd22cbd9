// A member's visit, from the home page to a dark evening: what issue-free use of the sample site looks like.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { ROOT, startSite } from "./site.js";
import { PHONE, assertQuiet, openBrowser, tabTo, visit } from "./visitor.js";

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

// Follows the menu of a wide screen to a page of the second level.
async function followMenu(page, section, entry) {
  const menu = page.getByRole("navigation", { name: "Navigation principale" });
  await menu.getByText(section, { exact: true }).first().click();
  await menu.getByRole("link", { name: entry, exact: true }).click();
}

// The ids of the statements to read the other way round, from the model itself.
async function reversedStatements() {
  const model = await readFile(join(ROOT, "content/model.yaml"), "utf8");
  return new Set([...model.matchAll(/^\s*- \{id: (\w+),.*reverse: true\}/gm)].map(([, id]) => id));
}

test("a member takes the self-test by keyboard and reads the result", { timeout: 120_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  await page.goto(site.url);
  await followMenu(page, "Le modèle", "Testez-vous");
  assert.equal(page.url(), `${site.url}le-modele/testez-vous/`);
  await page.getByRole("group", { name: "Présentation des affirmations" }).waitFor();

  const reversed = await reversedStatements();
  assert.ok(reversed.size > 0);
  const focused = () => page.evaluate(() => document.activeElement.name ?? "");
  await tabTo(page, (element) => element.name?.startsWith("today-"));
  const answered = new Set();
  for (let number = 1; number <= 36; number += 1) {
    await page.getByText(`Affirmation ${number} sur 36`).first().waitFor();
    const statement = (await focused()).replace("today-", "");
    assert.ok(!answered.has(statement), `${statement} is asked twice`);
    answered.add(statement);
    // Four of five today, five of five tomorrow, once the reversed statements are turned round.
    const [today, target] = reversed.has(statement) ? ["2", "1"] : ["4", "5"];
    await page.keyboard.press(today);
    assert.equal(await focused(), `target-${statement}`);
    await page.keyboard.press(target);
    await page.keyboard.press("Enter");
  }
  assert.equal(answered.size, 36);

  await page.getByRole("heading", { name: "Vos priorités" }).waitFor();
  const chosen = [];
  for (let rank = 0; rank < 3; rank += 1) {
    await tabTo(page, (element) => /^Ajouter aux priorités/.test(element.getAttribute("aria-label") ?? ""));
    chosen.push(await page.evaluate(() => document.activeElement.getAttribute("aria-label").split(" : ")[1].trim()));
    await page.keyboard.press("Enter");
  }
  await tabTo(page, (element) => element.textContent.trim() === "Voir le résultat");
  await page.keyboard.press("Enter");

  const result = page.getByRole("region", { name: "Votre résultat", exact: true });
  await result.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Votre résultat");
  const table = result.getByRole("table", { name: "Scores par levier et par dimension" });
  const rows = await table.getByRole("row").evaluateAll((rows) =>
    rows.slice(1).map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent.trim())));
  assert.equal(rows.length, 3 + 12);
  for (const row of rows) assert.deepEqual(row.slice(0, 2), ["75", "100"]);
  const text = await result.innerText();
  for (const name of chosen) assert.ok(text.includes(name), `${name} is not among the priorities of the result`);
  await result.getByRole("img").first().waitFor();
  assert.equal(await page.evaluate(() => localStorage.length), 0, "nothing is kept before the visitor asks for it");
  assertQuiet(complaints);
});

test("a member opens an event and downloads it for a calendar", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  await page.goto(site.url);
  const menu = page.getByRole("navigation", { name: "Navigation principale" });
  await menu.getByRole("link", { name: "Événements", exact: true }).click();
  await page.getByRole("main").getByRole("link", { name: "Les Rencontres du Parvis 2027" }).first().click();
  assert.equal(page.url(), `${site.url}evenements/rencontres-du-parvis-2027/`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Fichier ICS" }).click(),
  ]);
  const calendar = await readFile(await download.path(), "utf8");
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
  assert.match(calendar, /\r\nEND:VCALENDAR\r\n$/);
  const unfolded = calendar.replaceAll("\r\n ", "");
  assert.match(unfolded, /\r\nSUMMARY[^:]*:Les Rencontres du Parvis 2027\r\n/);
  assert.match(unfolded, /\r\nDTSTART;TZID=Europe\/Paris:20270610T090000\r\n/);
  assertQuiet(complaints);
});

test("a member switches to dark, and the site remembers", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  const luminance = () => page.evaluate(() => {
    // What shows is the body's colour over the root's.
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    for (const element of [document.documentElement, document.body]) {
      canvas.fillStyle = getComputedStyle(element).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  });
  await page.goto(site.url);
  assert.ok((await luminance()) > 0.7);
  const button = page.getByRole("button", { name: /^Apparence/ });
  for (let clicks = 0; clicks < 3 && !/Sombre/.test(await button.getAttribute("aria-label")); clicks += 1) await button.click();
  assert.match(await button.getAttribute("aria-label"), /Sombre/);
  assert.ok((await luminance()) < 0.2);
  await page.goto(`${site.url}glossaire/`);
  await button.waitFor();
  assert.ok((await luminance()) < 0.2);
  assertQuiet(complaints);
});

test("a member searches", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  await page.goto(site.url);
  await page.getByRole("banner").getByRole("link", { name: "Rechercher" }).click();
  const field = page.getByRole("searchbox");
  const find = async (query) => {
    await field.fill(query);
    await field.press("Enter");
    const first = page.getByRole("main").getByRole("link", { name: /Sept directeurs, sept visions/ }).first();
    await first.waitFor();
    return first;
  };
  await find("directeur vision");
  // Without its accents, elided, and with a letter wrong.
  await (await find("sept diretceurs")).click();
  assert.equal(page.url().split("?")[0].split("#")[0], `${site.url}articles/sept-directeurs-sept-visions/`);
  assertQuiet(complaints);
});

test("what a member types while the search is still loading is searched", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  let arrive;
  const typed = new Promise((resolve) => { arrive = resolve; });
  await page.route("**/js/elements/search.js", async (route) => {
    await typed;
    await route.continue();
  });
  await page.goto(`${site.url}recherche/`, { waitUntil: "commit" });
  await page.getByRole("searchbox").fill("directeur vision");
  arrive();
  await page.getByRole("main").getByRole("link", { name: /Sept directeurs, sept visions/ }).first().waitFor();
  assert.equal(page.url(), `${site.url}recherche/?q=directeur+vision`);
  assertQuiet(complaints);
});

test("a member on a phone opens the menu by keyboard and closes it again", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin, viewport: PHONE });
  await page.goto(site.url);
  const button = page.getByRole("button", { name: "Menu" });
  await button.waitFor();
  const entry = page.getByRole("navigation", { name: "Navigation principale" }).getByRole("link", { name: "Glossaire" });
  assert.equal(await entry.isVisible(), false);
  await tabTo(page, (element) => element.textContent.trim() === "Menu");
  await page.keyboard.press("Enter");
  await entry.waitFor();
  await page.keyboard.press("Escape");
  await entry.waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Menu");
  assertQuiet(complaints);
});

test("without JavaScript the self-test is a form to print, and articles read", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin, javaScriptEnabled: false });
  await page.goto(`${site.url}le-modele/testez-vous/`);
  assert.equal(await page.getByRole("radio").count(), 36 * 2 * 6);
  await page.getByRole("main").locator("noscript p").first().waitFor();
  await page.goto(`${site.url}articles/sept-directeurs-sept-visions/`);
  assert.ok((await page.getByRole("main").innerText()).length > 3000);
  assertQuiet(complaints);
});
