// A group compares its visions: results come in by link, text, file; what is doubtful is asked; figures are honest about their n;
// a facilitator presents them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { V3, answersOf, assertFirstFrameStays, comparisonDrawn as drawn, openModel } from "./people.js";
import { startSite } from "./site.js";
import { PHONE, assertAccessible, assertQuiet, openBrowser, tabTo, visit, withhold } from "./visitor.js";

let browser;
let site;
let origin;
let address;
let model;
let call;

before(async () => {
  site = await startSite();
  browser = await openBrowser();
  origin = new URL(site.url).origin;
  address = `${site.url}le-modele/comparer/`;
  ({ model, call } = await openModel(site));
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await site?.close();
});

// ---- Who answers what

const DIRECTORS = ["Ada", "Basile", "Chantal", "Driss", "Élise", "Fanny", "Gaspard"];
const placeOf = (dimension) => model.dimensions.indexOf(dimension);

// Seven directors who agree on everything but the first dimension, where they are divided.
function director(position, changes = {}) {
  const { id } = model.dimensions[position % 3];
  return {
    id: DIRECTORS[position] ?? `Personne ${position}`,
    group: position % 2 === 0 ? "Siège" : "Terrain",
    today: answersOf(model, (dimension, row) => 2 + ((position + placeOf(dimension) + row) % 2)),
    target: answersOf(model, (dimension, row) => (dimension.id === "vision-partagee" ? Number(V3[dimension.id][row][position % 7])
      : 4 + ((position + placeOf(dimension)) % 3 === 0 ? 1 : 0))),
    priorities: [id],
    ...changes,
  };
}

const codeOf = (respondent) => call({ op: "encode", model, respondent }).code;
const linkOf = (respondent) => `${address}#r=${codeOf(respondent)}`;
const directors = (count) => Array.from({ length: count }, (_, position) => director(position));

async function open(options = {}, fragment = "") {
  const opened = await visit(browser, { origin, ...options });
  await opened.page.goto(address + fragment);
  await opened.page.locator("parvis-compare[data-ready]").waitFor();
  return opened;
}

const openGroup = (count, options) => open(options, `#r=${directors(count).map(codeOf).join(",")}`);

async function paste(page, text) {
  await page.getByLabel("Liens ou codes de résultat").fill(text);
  await page.getByRole("button", { name: "Ajouter", exact: true }).click();
}

const counted = (page, text) => page.getByRole("heading", { name: text, exact: true }).waitFor();
const problems = (page) => page.locator("#compare-errors");

async function drop(page, files) {
  await page.locator('input[type="file"][data-part="files"]').setInputFiles(files.map(({ name, text }) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) })));
}

// ---- Results come in

test("a thread of e-mails with quotations and cut lines makes a group, and the address forgets what it carried", { timeout: 60_000 }, async () => {
  const { page, complaints } = await open();
  await assertAccessible(page, "the empty page");
  const cut = linkOf(director(1)).replace(/(.{60})/g, "$1\n> ");
  const thread = `Bonjour,\nvoici le mien : ${linkOf(director(0))}\n\n> Le 3 mai, Basile a écrit :\n> ${cut}\n>> ${linkOf(director(0))}\n`
    + `https://protection.example/?url=${encodeURIComponent(linkOf(director(2)))}&data=1\nP1 : à traiter vite.\n`;
  await paste(page, thread);
  await counted(page, "3 participants");
  assert.equal(await problems(page).innerText(), "");
  assert.equal(await page.getByLabel("Liens ou codes de résultat").inputValue(), "");

  await page.goto(`${address}#r=${[3, 4, 5, 6].map((position) => codeOf(director(position))).join(",")}`);
  await counted(page, "7 participants");
  assert.equal(page.url(), address);
  await page.goto("about:blank");
  await page.goBack();
  assert.equal(new URL(page.url()).hash, "", "the history entry holds no code");
  assertQuiet(complaints);
});

test("what is pasted is read and compared before the button is pressed, and again when it is changed", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  // Notes what the module is asked, and about whom.
  await page.addInitScript(() => {
    window.asked = [];
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given) => {
      const { instance: { exports } } = await instantiate.call(WebAssembly, ...given);
      const call = (pointer, length) => {
        const { op, respondents = [] } = JSON.parse(new TextDecoder().decode(new Uint8Array(exports.memory.buffer, pointer, length)));
        window.asked.push([op, ...respondents.map(({ id }) => id)].join(" ").trim());
        return exports.call(pointer, length);
      };
      return { instance: { exports: { ...exports, call } } };
    };
  });
  await page.goto(address);
  await page.locator("parvis-compare[data-ready]").waitFor();
  const field = page.getByLabel("Liens ou codes de résultat");
  const compared = (names) => page.waitForFunction((wanted) => window.asked.includes(wanted), `compare ${names}`);
  await field.fill(directors(3).map(linkOf).join("\n"));
  await compared("Ada Basile Chantal");
  await field.fill(directors(2).map(linkOf).join("\n"));
  await compared("Ada Basile");
  await page.evaluate(() => { window.asked = []; });
  await page.getByRole("button", { name: "Ajouter", exact: true }).click();
  await counted(page, "2 participants");
  await drawn(page);
  assert.deepEqual([...new Set(await page.evaluate(() => window.asked))], ["score"], "nothing is read or compared again");
  assertQuiet(complaints);
});

for (const [name, viewport] of [["a laptop", { width: 1280, height: 800 }], ["a phone", PHONE]]) {
  test(`the first frame after the press shows the verdict where it stays, on ${name}`, { timeout: 60_000 }, async () => {
    const { page, complaints } = await open({ viewport });
    await page.getByLabel("Liens ou codes de résultat").fill(directors(7).map(linkOf).join("\n"));
    await page.locator(".comparison[data-waiting]").waitFor({ state: "attached" });
    await assertAccessible(page, "a comparison that waits");
    await assertFirstFrameStays(page, page.getByRole("button", { name: "Ajouter", exact: true }), () => drawn(page), "#comparison-title");
    assertQuiet(complaints);
  });
}

test("whoever is asked something stays at the form", { timeout: 60_000 }, async () => {
  const { page, complaints } = await open();
  await paste(page, `${directors(2).map(linkOf).join("\n")}\n${linkOf(director(2)).slice(0, -4)}`);
  await drawn(page);
  await problems(page).getByText(/./).first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "compare-codes");
  assertQuiet(complaints);
});

test("seven directors see what divides them first, with n beside each figure", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openGroup(7);
  await drawn(page);
  const first = page.locator(".divergence").first();
  assert.equal(await first.getAttribute("data-dimension"), model.dimensions[0].id);
  assert.equal(await first.getAttribute("data-verdict"), "divergent");
  assert.match(await first.locator(".divergence-figures").innerText(), /1,5 point.*7 personnes/);
  assert.match(await page.locator(".verdict-card-target").innerText(), /7 personnes/);
  assert.equal(await first.getByRole("img").count(), 2);
  assert.match(await first.getByRole("img").first().getAttribute("aria-label"), /G 8, /);
  const vp = model.dimensions[0].statements[0];
  const answers = page.locator(`[data-rating="target"] [data-statement="${vp.id}"]`).getByRole("row");
  assert.match((await answers.allTextContents()).join("|").replace(/(\d)([A-Z])/g, "$1 $2").replace(/\s+/g, " "), /Tout à fait d’accordABF3/);
  await assertAccessible(page, "seven people");

  const map = page.getByRole("table", { name: /Scores par personne et par dimension/ });
  assert.equal(await map.getByRole("columnheader").nth(1).innerText(), model.dimensions[0].name);
  const row = async () => (await map.getByRole("row").nth(1).getByRole("cell").allInnerTexts())[0];
  assert.equal(await row(), "92");
  await page.getByRole("group", { name: "Afficher" }).first().getByRole("radio", { name: "Aujourd’hui" }).check();
  assert.notEqual(await row(), "92");
  await page.getByText("Pour les experts").click();
  const expert = page.locator('.expert-table[data-rating="target"]');
  assert.deepEqual((await expert.getByRole("row").nth(1).getByRole("cell").allInnerTexts()).slice(0, 5), ["7", "1,46", "26", "−0,43", "0"]);
  await assertAccessible(page, "the experts’ figures");
  assertQuiet(complaints);
});

test("below five people no dimension has a verdict; from five on each has one", { timeout: 60_000 }, async () => {
  for (const [count, verdicts] of [[2, 0], [4, 0], [5, model.dimensions.length]]) {
    const { page, context, complaints } = await openGroup(count, { viewport: PHONE });
    await drawn(page);
    assert.equal(await page.locator(".divergence .verdict-badge").count(), verdicts, `${count} people`);
    assert.equal(await page.locator("[data-few]").count(), verdicts === 0 ? 1 : 0);
    assert.equal(await page.locator(".verdict-card").count(), 2);
    if (count === 2) await assertAccessible(page, "two people");
    assertQuiet(complaints);
    await context.close();
  }
});

test("what cannot be read is told, and what was there stays", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openGroup(2);
  const good = codeOf(director(2));
  const altered = `${good.slice(0, 40)}${good[40] === "A" ? "B" : "A"}${good.slice(41)}`;
  for (const [text, message] of [
    [altered, /modifié ou mal copié/],
    [good.slice(0, 60), /incomplet|tronqué/],
    [`P9${good.slice(2)}`, /version plus récente/],
    [`P1${"A".repeat(5000)}`, /bien plus long/],
    ["Bonjour, pas de code ici.", /Aucun code de résultat/],
    ["x".repeat(1_000_001), /trop long/],
  ]) {
    await paste(page, text);
    await page.waitForFunction((source) => new RegExp(source).test(document.querySelector("#compare-errors").textContent), message.source);
    assert.equal(await page.evaluate(() => document.activeElement.id), "compare-codes");
    await counted(page, "2 participants");
  }
  await assertAccessible(page, "errors");
  await drop(page, [
    { name: "lourd.json", text: "x".repeat(1_000_001) },
    { name: "vide.txt", text: "rien" },
    { name: "faux.json", text: '{"format":"parvis-result","code":12}' },
    { name: "hors-echelle.json", text: JSON.stringify({ format: "parvis-result", model: { id: model.id, version: model.version }, respondent: { ...director(3), target: { [model.dimensions[0].statements[0].id]: 9 } } }) },
    { name: "nul.json", text: '{"format":"parvis-group","results":[null,{},[],"x"]}' },
  ]);
  await page.getByText(/hors-echelle\.json\s: réponses hors de l’échelle/).waitFor();
  for (const name of ["lourd.json", "vide.txt", "faux.json", "nul.json"]) assert.match(await problems(page).innerText(), new RegExp(name.replace(".", "\\.")));
  await counted(page, "2 participants");
  assertQuiet(complaints);
});

test("one person twice, newer answers, a namesake, a twenty-first person", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openGroup(2);
  await paste(page, linkOf(director(0)));
  await page.getByText(/Ada : ce résultat est déjà dans la comparaison/).waitFor();

  const newer = director(0, { target: director(3).target });
  await paste(page, linkOf(newer));
  await page.getByRole("group", { name: /Ada est déjà dans la comparaison, avec d’autres réponses/ }).waitFor();
  await assertAccessible(page, "a question");
  await page.getByRole("button", { name: "Remplacer ses réponses" }).click();
  await counted(page, "2 participants");
  await drawn(page);
  assert.equal(await page.getByRole("table", { name: /Scores par personne/ }).getByRole("row").nth(1).getByRole("cell").first().innerText(), "17", "Ada now answers as Driss does");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "2 participants");

  await paste(page, linkOf(director(0)));
  await page.getByRole("button", { name: "Ajouter une autre personne" }).click();
  await counted(page, "3 participants");

  const crowd = Array.from({ length: 19 }, (_, position) => director(position, { id: `Collègue ${position}` }));
  await paste(page, crowd.map(linkOf).join("\n"));
  await counted(page, "20 participants");
  assert.match(await problems(page).innerText(), /Collègue 17 : la comparaison est limitée à 20 personnes/);
  await drawn(page);
  await assertAccessible(page, "twenty people");
  assertQuiet(complaints);
});

test("results of another version are compared in part, if the visitor agrees", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openGroup(2);
  const old = { ...director(2), id: "Zoé" };
  const kept = model.dimensions[0].statements.map(({ id }) => id);
  const only = (answers) => ({ ...Object.fromEntries(kept.map((id) => [id, answers[id]])), ancien1: 3 });
  const file = { format: "parvis-result", model: { id: model.id, version: "0.9.0", scale: model.scale }, respondent: { ...old, today: only(old.today), target: only(old.target) } };
  await drop(page, [{ name: "zoe.json", text: JSON.stringify(file) }]);
  const question = page.getByRole("group", { name: /Zoé a répondu à la version 0\.9\.0.*3 des 4 énoncés/ });
  await question.getByRole("button", { name: "Ignorer" }).click();
  await counted(page, "2 participants");
  await drop(page, [{ name: "zoe.json", text: JSON.stringify(file) }]);
  await question.getByRole("button", { name: "Comparer ce qui peut l’être" }).click();
  await counted(page, "3 participants");
  await page.locator('[data-person="C"]').getByText("partiel : 3 sur 4").waitFor();
  await page.locator("[data-partial-notice]").waitFor();
  await drawn(page);
  assert.match(await page.locator(`.divergence[data-dimension="${model.dimensions[1].id}"] .divergence-figures`).innerText(), /2 personnes/);

  const otherScale = { ...file, model: { id: "autre", version: "1", scale: { min: 0, max: 10 } } };
  await drop(page, [{ name: "autre.json", text: JSON.stringify(otherScale) }]);
  await page.getByText(/Zoé|autre\.json/).filter({ hasText: "autre échelle" }).first().waitFor();
  await counted(page, "3 participants");
  assertQuiet(complaints);
});

test("a newcomer sees invented people, who leave when a real result comes", { timeout: 60_000 }, async () => {
  const { page, complaints } = await open({ colorScheme: "dark" });
  await page.getByRole("button", { name: /Voir un exemple/ }).click();
  await counted(page, "7 participants");
  await page.locator("[data-example]").waitFor();
  await drawn(page);
  const groups = page.getByRole("table", { name: /Score moyen de chaque groupe/ });
  assert.equal(await groups.getByRole("columnheader").count(), 4);
  await assertAccessible(page, "the example, in the dark");
  await paste(page, linkOf(director(0)));
  await counted(page, "1 participant");
  await page.getByText(/Un seul résultat pour l’instant/).waitFor();
  await assertAccessible(page, "one person");
  assertQuiet(complaints);
});

test("what a part of the page cannot load is told, and is there at the next try", { timeout: 60_000 }, async () => {
  const { page, complaints } = await open({ allowed: (text) => text.includes("Failed to load") });
  const told = () => page.getByRole("alert").filter({ hasText: "n’a pas pu être chargée" }).waitFor();
  const example = await withhold(page, "**/compare/example.js");
  const button = page.getByRole("button", { name: /Voir un exemple/ });
  await button.click();
  await told();
  example.restore();
  await button.click();
  await counted(page, "7 participants");
  await drawn(page);
  const slides = await withhold(page, "**/compare/slides.js");
  await page.getByRole("button", { name: /Présenter/ }).first().click();
  await told();
  slides.restore();
  await page.getByRole("button", { name: /Présenter/ }).first().click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  const sharing = await withhold(page, "**/js/share.js");
  const summary = page.locator('[data-part="sharing"] > summary');
  await summary.click();
  await told();
  assert.equal(await page.locator('[data-part="sharing"]').getAttribute("open"), null);
  sharing.restore();
  await summary.click();
  await page.locator('[data-part="sharing-panel"]').getByRole("textbox").waitFor();
  assertQuiet(complaints);
});

// ---- Names, leaving

test("renaming and hiding names change the texts in place, and what leaves leaves without names", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openGroup(3);
  await drawn(page);
  await page.evaluate(() => { document.querySelector(".tone-map tbody tr").dataset.kept = "yes"; });
  await page.getByText("Renommer ou retirer des participants").click();
  const field = page.getByLabel("Nom de la personne A");
  await field.fill("Augusta");
  await field.press("Tab");
  await page.locator(".tone-map tr[data-kept]").getByText("Augusta").waitFor();

  await page.getByLabel("Masquer les noms").check();
  await page.locator(".tone-map tr[data-kept]").getByText("Personne A").waitFor();
  assert.ok(!(await page.getByRole("main").innerText()).includes("Augusta"));
  await assertAccessible(page, "hidden names");
  await page.getByText("Partager ou exporter ce groupe").click();
  const link = page.getByLabel("Lien du groupe");
  await page.waitForFunction(() => document.querySelector("#share-link")?.value.includes("#r="));
  const codes = (await link.inputValue()).split("#r=")[1].split(",");
  assert.equal(codes.length, 3);
  for (const code of codes) assert.equal(call({ op: "decode", model, code }).respondent.id, "");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /CSV/ }).click()]);
  const [head, ...rows] = (await readFile(await file.path(), "utf8")).replace("\uFEFF", "").trim().split("\r\n");
  assert.match(head, /Personne A \(Cible\)/);
  assert.equal(rows.length, model.dimensions.length);

  await page.getByRole("button", { name: "Retirer Personne B" }).click();
  await counted(page, "2 participants");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Retirer Personne C");
  assertQuiet(complaints);
});

test("groups of fewer than three are not shown, and the page says why", { timeout: 60_000 }, async () => {
  const { page } = await openGroup(4);
  await page.locator("[data-no-groups]").waitFor();
  assert.equal(await page.locator(".group-table").count(), 0);
});

test("twenty people fit a narrow phone, and print whole", { timeout: 60_000 }, async () => {
  const crowd = Array.from({ length: 20 }, (_, position) => director(position, { id: `Collègue ${position}` }));
  const { page, complaints } = await open({ viewport: { width: 320, height: 640 } }, `#r=${crowd.map(codeOf).join(",")}`);
  await drawn(page);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  await page.emulateMedia({ media: "print" });
  const hidden = await page.locator('.comparison-block, .divergence, .expert-table').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 20).length);
  assert.equal(hidden, 0);
  assert.equal(await page.locator(".compare-import").isVisible(), false);
  assertQuiet(complaints);
});

// ---- Presenting

test("a facilitator presents by keyboard: hidden answers, revealed at once, names only when shown", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openGroup(7);
  await drawn(page);
  // The focus is on the verdict, which the people stand above.
  await tabTo(page, (element) => element.textContent.trim() === "Présenter au groupe", null, { key: "Shift+Tab", limit: 10 });
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Présentation au groupe" });
  await dialog.waitFor();
  const title = () => page.evaluate(() => document.activeElement.textContent);
  assert.equal(await title(), "Comparer nos visions");
  const total = Number((await dialog.locator(".presentation-number").innerText()).split("/")[1]);
  await page.keyboard.press("ArrowRight");
  assert.equal(await title(), "Partageons-nous une vision\u202f?");
  await page.keyboard.press("PageDown");
  await dialog.locator(".verdict-name, .slide-verdict-name").first().waitFor();
  await page.keyboard.press("PageDown");
  assert.equal(await title(), model.dimensions[0].name);
  const strip = dialog.getByRole("img").first();
  assert.equal(await strip.isVisible(), false, "answers wait");
  await assertAccessible(page, "a slide");
  await page.keyboard.press(" ");
  assert.equal(await strip.isVisible(), true);
  assert.equal(await title(), model.dimensions[0].name);
  await dialog.getByRole("status").filter({ hasText: "Réponses révélées" }).waitFor({ state: "attached" });
  await assertAccessible(page, "a revealed slide");
  assert.equal(await dialog.getByText("Chantal").isVisible(), false);
  await dialog.getByRole("button", { name: "Noms" }).click();
  assert.equal(await dialog.getByText("Chantal").isVisible(), true);

  await dialog.locator(".slide-title").focus();
  await page.keyboard.press("Home");
  assert.equal(await title(), "Comparer nos visions");
  await page.keyboard.press("End");
  assert.match(await dialog.locator(".presentation-number").innerText(), new RegExp(`^${total} / ${total}$`));
  assert.match(await title(), /charte/);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.textContent.trim() === "Présenter au groupe");
  assertQuiet(complaints);
});
