// An organisation finds its mean in the benchmark and makes a contribution: on its device, seen before it is saved, without a name; and
// the command takes the file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";

import { answersOf, openModel } from "./people.js";
import { startSite } from "./site.js";
import { PHONE, assertAccessible, assertQuiet, openBrowser, visit } from "./visitor.js";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PARVIS = process.env.PARVIS ?? join(ROOT, "target/debug/parvis");
const NAMES = ["Ada Lovelace", "Basile", "Chantal"];

let browser;
let site;
let origin;
let model;
let call;

before(async () => {
  site = await startSite();
  browser = await openBrowser();
  origin = new URL(site.url).origin;
  ({ model, call } = await openModel(site));
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await site?.close();
});

// Three colleagues: 3, 4 and 5 today, 5 as a target; the second leaves the first dimension out.
const respondent = (position) => ({
  id: NAMES[position],
  group: "Siège",
  today: answersOf(model, (dimension) => (position === 1 && dimension === model.dimensions[0] ? null : 3 + position)),
  target: answersOf(model, () => 5),
  priorities: [],
});
const codes = () => NAMES.map((_, position) => call({ op: "encode", model, respondent: respondent(position) }).code);

async function open(options = {}, fragment = "") {
  const opened = await visit(browser, { origin, ...options });
  await opened.page.goto(`${site.url}benchmark/contribuer/${fragment}`);
  return opened;
}

async function saved(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator('.contribute-form button[type="submit"]').click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("the means of three colleagues become a contribution that the command takes", { timeout: 90_000 }, async () => {
  const { page, complaints, context } = await open({}, `#r=${codes().join(",")}`);
  const form = page.locator(".contribute-form");
  await form.waitFor();
  assert.equal(new URL(page.url()).hash, "", "answers leave the address");
  assert.equal(await page.locator('[data-part="respondents"]').textContent(), "3 répondants");
  await assertAccessible(page, "the form");

  // Nothing leaves before everything is chosen and agreed to.
  const submit = form.locator('button[type="submit"]');
  const status = page.locator('[data-part="status"]');
  await submit.click();
  await status.filter({ hasText: "Choisissez un secteur et une taille." }).waitFor();
  await form.locator('[name="sector"]').selectOption("sante");
  await form.locator('[name="size"]').selectOption("pme");
  await submit.click();
  await status.filter({ hasText: "consentement" }).waitFor();
  await form.locator('[name="consent"]').check();

  const shown = await page.locator('[data-part="file"]').textContent();
  const { name, text } = await saved(page);
  assert.equal(text, shown, "what is saved is what was shown");
  assert.equal(name, "contribution-2027.json");
  const content = JSON.parse(text);
  assert.match(content.id, /^[0-9a-f]{32}$/);
  const [first, second] = model.dimensions;
  assert.deepEqual(
    [content.sector, content.size, content.edition, content.respondents, content.consent.given],
    ["sante", "pme", "2027", 3, true],
  );
  assert.deepEqual([content.means.today[first.id], content.means.today[second.id], content.means.target[first.id]], [4, 4, 5]);
  for (const word of [...NAMES, "Siège"]) assert.ok(!text.includes(word), `${word} is in the file`);

  const folder = await mkdtemp(join(tmpdir(), "parvis-contribute-"));
  try {
    const sectors = "sectors: [{id: sante, name: 'Santé'}]";
    await writeFile(join(folder, "edition.yaml"), `edition: '2027'\ntitle: 'Essai'\nmodel: {id: ${model.id}, version: ${model.version}}\n${sectors}\n`);
    for (let number = 0; number < 5; number += 1) {
      await writeFile(join(folder, `${number}.json`), text.replace(content.id, String(number).repeat(32)));
    }
    const edition = execFileSync(PARVIS, ["benchmark", "aggregate", folder, "--root", ROOT, "--out", "-"], { encoding: "utf8" });
    assert.match(edition, /companies: 5\nrespondents: 15\n/);
    assert.match(edition, /today: \{companies: 5, respondents: 15, median: 75, q1: 75, q3: 75\}/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  assertQuiet(complaints);
  await context.close();
});

test("an organisation is located in the edition when it asks, on a phone and in the dark", { timeout: 60_000 }, async () => {
  const { page, complaints, context } = await open({ viewport: PHONE, colorScheme: "dark" }, `#r=${codes().join(",")}`);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const button = page.locator("[data-locate]");
  await button.waitFor();
  assert.ok(!asked.some((path) => path.endsWith("donnees.json")), "figures come when asked for");
  await button.click();
  await page.locator(".place-row").first().waitFor();
  assert.equal(await page.locator(".place-row").count(), model.dimensions.length);
  const [{ id }] = model.dimensions;
  const words = await page.locator(`.place-row[data-dimension="${id}"] .place-today .place-words`).textContent();
  assert.match(words, /neuvième décile/);
  await assertAccessible(page, "the place");
  assertQuiet(complaints);
  await context.close();
});

test("the id of an earlier contribution is taken, and nothing else of it", { timeout: 60_000 }, async () => {
  const { page, complaints, context } = await open({}, `#r=${codes().join(",")}`);
  const form = page.locator(".contribute-form");
  await form.waitFor();
  const id = "ab".repeat(16);
  const earlier = { format: "parvis-contribution", id, sector: "energie", respondents: 900 };
  const file = (text) => ({ name: "contribution-2026.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.locator('[data-part="previous"]').setInputFiles(file(JSON.stringify(earlier)));
  await page.locator('[data-part="status"]').filter({ hasText: "Identifiant repris." }).waitFor();
  const content = JSON.parse(await page.locator('[data-part="file"]').textContent());
  assert.deepEqual([content.id, content.sector, content.respondents], [id, "", 3]);
  await page.locator('[data-part="previous"]').setInputFiles(file("Bonjour"));
  await page.locator('[data-part="status"]').filter({ hasText: "n’est pas une contribution" }).waitFor();
  assert.notEqual(JSON.parse(await page.locator('[data-part="file"]').textContent()).id, id);
  assertQuiet(complaints);
  await context.close();
});

test("the comparison leads there without names, and an example leads nowhere", { timeout: 60_000 }, async () => {
  const { page, complaints, context } = await visit(browser, { origin });
  await page.goto(`${site.url}le-modele/comparer/#r=${codes().join(",")}`);
  const link = page.locator('[data-part="contribute"]');
  const sharing = page.locator('[data-part="sharing"] > summary');
  await page.locator("parvis-compare[data-compared]").waitFor();
  await sharing.click();
  await link.waitFor();
  const [other] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await other.locator(".contribute-form").waitFor();
  assert.equal(await other.locator('[data-part="respondents"]').textContent(), "3 répondants");
  const handed = (await link.getAttribute("href")).split("#r=")[1].split(",");
  const people = handed.map((code) => call({ op: "decode", model, code }).respondent);
  assert.deepEqual(people.map(({ id, group }) => [id, group]), [["", undefined], ["", undefined], ["", undefined]]);
  await other.close();
  await page.locator('[data-action="clear"]').click();
  await page.locator('[data-action="example"]').click();
  await page.locator("parvis-compare[data-compared]").waitFor();
  await sharing.click();
  await page.locator('[data-part="sharing-panel"] [data-action="csv"]').waitFor();
  assert.equal(await link.count(), 0);
  assertQuiet(complaints);
  await context.close();
});

test("a file of results does as well, and another file is refused in words", { timeout: 60_000 }, async () => {
  const { page, complaints, context } = await open({ viewport: PHONE });
  const input = page.locator('[data-part="results"]');
  const start = page.locator('[data-part="start"]');
  await start.waitFor();
  await assertAccessible(page, "the start");
  await input.setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from("Bonjour") });
  await page.locator('[data-part="problem"]').filter({ hasText: "ne peuvent pas être lus" }).waitFor();
  const group = { format: "parvis-group", results: codes().slice(0, 1).map((code) => ({ code })) };
  await input.setInputFiles({ name: "b.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(group)) });
  await page.locator(".contribute-form").waitFor();
  assert.equal(await page.locator('[data-part="few"]').isVisible(), true, "one person is few");
  assertQuiet(complaints);
  await context.close();
});

test("without a script the page says by which way one contributes", { timeout: 60_000 }, async () => {
  const { page, context } = await open({ javaScriptEnabled: false });
  assert.match(await page.locator("main").textContent(), /voie privée/);
  assert.equal(await page.locator("noscript").count() > 0, true);
  assert.equal(await page.locator('[data-part="contribution"]').isVisible(), false);
  await context.close();
});
