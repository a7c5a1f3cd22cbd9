// Worksheets: the five questions of the sample site, and any other that an editor writes in YAML.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { ROOT, parvis, startSite } from "./site.js";
import { PHONE, assertNone, assertQuiet, axe, openBrowser, tabTo, visit } from "./visitor.js";

const QUESTIONS = ["vision", "ambition", "clients-prioritaires", "personnes-cles"];

let browser;
let site;
let origin;
let address;

before(async () => {
  site = await startSite();
  browser = await openBrowser();
  origin = new URL(site.url).origin;
  address = `${site.url}outils/projet-de-service/`;
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await site?.close();
});

async function open(options = {}) {
  const visitor = await visit(browser, { origin, ...options });
  await visitor.page.goto(address);
  await visitor.page.locator("parvis-worksheet[data-ready]").waitFor();
  return visitor;
}

const answer = (page, question) => page.locator(`[data-question="${question}"]`);
const button = (page, name) => page.getByRole("button", { name, exact: true });

async function assertAccessible(page, what) {
  const { violations } = await axe(page).include("main").analyze();
  assertNone(violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join("; ")}`), "axe:");
}

test("the fifth question shows the first four as they stand, by keyboard", { timeout: 60_000 }, async () => {
  const { page, complaints } = await open();
  for (const [number, question] of QUESTIONS.entries()) {
    await tabTo(page, (element, id) => element.dataset.question === id, question);
    await page.keyboard.type(`Réponse ${number + 1}`);
  }
  const given = page.getByRole("group", { name: "Vos réponses précédentes" });
  assert.deepEqual(await given.locator("dd").allTextContents(), ["Réponse 1", "Réponse 2", "Réponse 3", "Réponse 4"]);
  await answer(page, "ambition").fill("");
  assert.deepEqual(await given.locator("dd").allTextContents(), ["Réponse 1", "Réponse 3", "Réponse 4"]);
  await assertAccessible(page, "filled");
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assertQuiet(complaints);
});

test("a worksheet exports as Markdown", { timeout: 60_000 }, async () => {
  const { page, complaints } = await open();
  await answer(page, "vision").fill("# Une vision\n\n- claire\n- <b>dite</b>");
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Exporter (Markdown)").click()]);
  assert.equal(download.suggestedFilename(), "projet-de-service.md");
  const lines = (await readFile(await download.path(), "utf8")).split("\n");
  assert.equal(lines[0], "# Mon projet de service");
  assert.equal(lines.filter((line) => line.startsWith("## ")).length, 5);
  for (const line of ["\\# Une vision", "- claire", "- \\<b>dite\\</b>", "(sans réponse)"]) assert.ok(lines.includes(line), line);
  assertQuiet(complaints);
});

test("answers stay on the device when asked, are taken up again, and go when asked", { timeout: 60_000 }, async () => {
  const { page, complaints } = await open({ viewport: PHONE, colorScheme: "dark" });
  await answer(page, "vision").fill("Gardée");
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await button(page, "Enregistrer sur cet appareil").click();
  await answer(page, "ambition").fill("Gardée aussi");
  await page.reload();
  await page.getByText(/Une fiche du .* est enregistrée/).waitFor();
  await assertAccessible(page, "kept");
  // What was typed before taking up the kept answers is not lost under them.
  await answer(page, "vision").fill("Nouvelle");
  await button(page, "Reprendre").click();
  assert.equal(await answer(page, "vision").inputValue(), "Nouvelle");
  assert.equal(await answer(page, "ambition").inputValue(), "Gardée aussi");
  await button(page, "Effacer de cet appareil").click();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.equal(await answer(page, "vision").inputValue(), "Nouvelle");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assertQuiet(complaints);
});

test("a worksheet prints alone on one page", { timeout: 60_000 }, async () => {
  const { page, complaints } = await open();
  for (const question of QUESTIONS) await answer(page, question).fill("Une réponse de quelques lignes, comme on les écrit en réunion. ".repeat(3));
  await page.evaluate(() => { window.print = () => {}; });
  await button(page, "Imprimer").click();
  await page.emulateMedia({ media: "print" });
  const text = await page.evaluate(() => document.body.innerText);
  assert.match(text, /^\s*Mon projet de service/);
  assert.ok(!text.includes("Après la fiche"));
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".worksheet-sheet").count(), 0);
  assertQuiet(complaints);
});

test("any number of worksheets, of any length, stand on one page", { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "parvis-worksheet-"));
  try {
    await cp(join(ROOT, "themes"), join(folder, "themes"), { recursive: true });
    await mkdir(join(folder, "content"), { recursive: true });
    await writeFile(join(folder, "content/site.yaml"), "title: 'Fiches'\ndescription: 'Essai.'\nbase_url: 'https://example.org/'\nlanguage: fr\ntime_zone: Europe/Paris\n");
    await writeFile(join(folder, "content/index.md"), "---\ntitle: 'Accueil'\nsummary: 'Essai.'\n---\nBonjour.\n");
    const twelve = Array.from({ length: 12 }, (_, number) => `  - {id: q${number + 1}, label: 'Question ${number + 1}'}`).join("\n");
    const long = "anticonstitutionnellement".repeat(12);
    await writeFile(join(folder, "content/fiches.md"),
      `---\ntitle: 'Fiches'\nsummary: 'Essai.'\n---\n\n\`\`\`worksheet\nid: une\ntitle: 'Une seule question'\nquestions:\n  - {id: seule, label: '${long}'}\n\`\`\`\n\nEntre les deux.\n\n\`\`\`worksheet\nid: douze\ntitle: 'Douze questions'\nquestions:\n${twelve}\nsynthesis: {id: fin, label: 'Ensemble'}\n\`\`\`\n`);
    const out = join(site.folder, "fiches-essai");
    await promisify(execFile)(parvis(), ["build", "--root", folder, "--out", out, "--base-url", `${site.url}fiches-essai/`]);
    const { page, complaints } = await visit(browser, { origin, viewport: { width: 320, height: 640 } });
    await page.goto(`${site.url}fiches-essai/fiches/`);
    await page.locator("parvis-worksheet[data-ready]").nth(1).waitFor();
    const one = page.locator('parvis-worksheet[data-id="une"]');
    const many = page.locator('parvis-worksheet[data-id="douze"]');
    await one.locator("textarea").fill("x".repeat(300));
    await many.locator("textarea").first().fill("Première");
    assert.equal(await one.locator('[data-part="answers"]').count(), 0);
    assert.deepEqual(await many.locator("dd").allTextContents(), ["Première"]);
    await many.getByRole("button", { name: "Enregistrer sur cet appareil" }).click();
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["parvis:worksheet:douze"]);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "320 px");
    await assertAccessible(page, "two worksheets");
    assertQuiet(complaints);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("without a script the worksheet can be filled and printed", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin, javaScriptEnabled: false });
  await page.goto(address);
  await page.getByText(/Sans JavaScript, remplissez la fiche/).waitFor();
  await answer(page, "vision").fill("Écrite");
  assert.equal(await button(page, "Exporter (Markdown)").isVisible(), false);
  assertQuiet(complaints);
});
