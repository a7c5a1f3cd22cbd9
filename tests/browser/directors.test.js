// The story that the self-test is for: seven directors each take it alone, on their own device; one of them gathers the links from
// the mails that came back, sees with the others what they do not share, and leaves the meeting with a charter.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { V3, answersOf, choiceOf, comparisonDrawn, fillForm, nextButton, openModel, resultDrawn } from "./people.js";
import { startSite } from "./site.js";
import { DESKTOP, PHONE, assertAccessible, assertQuiet, openBrowser, tabTo, visit } from "./visitor.js";

const MIND = "Vision partagée";
// Four at the head office, three in the field; by keyboard and by finger statement by statement, the others in one go.
const DIRECTORS = [
  { name: "Alizé", group: "Siège", device: { viewport: DESKTOP }, take: byKeyboard, axe: true },
  { name: "Bora", group: "Terrain", device: { viewport: PHONE, hasTouch: true }, take: byFinger },
  { name: "Cierzo", group: "Siège", device: { viewport: { width: 1024, height: 768 }, colorScheme: "dark" }, take: inOneGo },
  { name: "Dzhari", group: "Terrain", device: { viewport: { width: 320, height: 640 }, hasTouch: true, colorScheme: "dark" }, take: inOneGo, axe: true },
  { name: "Étésien", group: "Siège", device: { viewport: DESKTOP }, take: inOneGo },
  { name: "Fœhn", group: "Terrain", device: { viewport: PHONE, hasTouch: true }, take: inOneGo },
  { name: "Garbí", group: "Siège", device: { viewport: { width: 1920, height: 1080 } }, take: inOneGo },
];

let browser;
let site;
let origin;
let model;

before(async () => {
  site = await startSite();
  browser = await openBrowser();
  origin = new URL(site.url).origin;
  ({ model } = await openModel(site));
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await site?.close();
});

// What the director at a position answers: the published answers where the model asks the same, and elsewhere what all agree on.
function respondentOf(position) {
  const { name, group } = DIRECTORS[position];
  return {
    id: name,
    group,
    today: answersOf(model, (dimension, row) => 2 + ((position + row) % 2)),
    target: answersOf(model, ({ id }, row) => (V3[id] ? Number(V3[id][row][position]) : row === 0 ? 4 : 5)),
    priorities: ["vision-partagee", position % 2 === 0 ? "promesse-tenue" : "ecoute-coconstruction"],
  };
}

const nameOf = (id) => model.dimensions.find((dimension) => dimension.id === id).name;

// ---- Taking the test

async function byKeyboard(page, { today, target, priorities, id, group }) {
  await tabTo(page, (element) => element.name?.startsWith("today-"));
  for (let number = 1; number <= 36; number += 1) {
    const statement = await page.evaluate(() => document.activeElement.name.replace("today-", ""));
    await page.keyboard.press(String(today[statement]));
    await page.keyboard.press(String(target[statement]));
    await page.keyboard.press("Enter");
  }
  await page.getByRole("heading", { name: "Vos priorités" }).waitFor();
  for (const priority of priorities) {
    await tabTo(page, (element, name) => element.getAttribute("aria-label")?.startsWith("Ajouter aux priorités") && element.getAttribute("aria-label").endsWith(name), nameOf(priority));
    await page.keyboard.press("Enter");
  }
  for (const [label, text] of [["Nom ou pseudonyme", id], ["Groupe", group]]) {
    await tabTo(page, (element, label) => element.labels?.[0]?.textContent === label, label);
    await page.keyboard.type(text);
  }
  await assertAccessible(page, "the end of the form");
  await tabTo(page, (element) => element.textContent.trim() === "Voir le résultat");
  await page.keyboard.press("Enter");
  await resultDrawn(page);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Votre résultat");
  await tabTo(page, (element) => element.textContent.trim() === "Copier le lien");
  await page.keyboard.press("Enter");
}

async function byFinger(page, { today, target, priorities, id, group }) {
  for (let number = 1; number <= 36; number += 1) {
    await page.getByText(`Affirmation ${number} sur 36`).first().waitFor();
    const shown = page.locator("[data-statement][data-current]");
    const statement = await shown.getAttribute("data-statement");
    for (const [rating, answers] of [["today", today], ["target", target]]) {
      await shown.locator(`[data-rating="${rating}"] label:has([value="${choiceOf(answers[statement], model)}"])`).tap();
    }
  }
  await page.getByRole("heading", { name: "Vos priorités" }).waitFor();
  await finish(page, { priorities, id, group }, (button) => button.tap());
}

async function inOneGo(page, respondent) {
  await page.getByLabel("Toutes ensemble").check();
  await fillForm(page, model, respondent);
  await finish(page, respondent, (button) => button.click());
}

async function finish(page, { priorities, id, group }, press) {
  for (const priority of priorities) await press(page.getByRole("button", { name: `Ajouter aux priorités : ${nameOf(priority)}` }));
  await page.getByLabel("Nom ou pseudonyme").fill(id);
  await page.getByLabel("Groupe", { exact: true }).fill(group);
  await press(nextButton(page));
  await resultDrawn(page);
  await press(page.getByRole("button", { name: "Copier le lien" }));
}

// A director's whole visit, up to the link.
async function takesTheTest(position) {
  const { name, device, take, axe = false } = DIRECTORS[position];
  const { page, context, complaints } = await visit(browser, { origin, ...device });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${site.url}le-modele/testez-vous/`);
  await page.locator("parvis-selftest[data-ready]").waitFor();
  await take(page, respondentOf(position));
  await page.getByText("Lien copié.").waitFor();
  const link = await page.getByRole("region", { name: "Votre résultat", exact: true }).getByLabel("Votre lien").inputValue();
  if (axe) await assertAccessible(page, `the result of ${name}`);
  await assertNothingKept(page);
  assertQuiet(complaints);
  await context.close();
  return link;
}

// Nothing of what was said is on the device, nor in an address of this page.
async function assertNothingKept(page) {
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), []);
  const { hash, search } = new URL(page.url());
  assert.equal(hash + search, "");
}

// ---- Mails

// As a mail program cuts and quotes.
function quoted(text, depth = 1) {
  return text.split("\n").flatMap((line) => line.match(/.{1,70}/g) ?? [""]).map((line) => `${">".repeat(depth)} ${line}`).join("\n");
}

// The mails that answered the one which asked for links, each quoting those before.
function thread(people) {
  return people.reduce((before, { name, link }) => [
    `Bonjour à tous,\nvoici le mien : ${link}\nP2 : la réunion est à 14 h.\n${name}`,
    before === "" ? "" : `\nLe 12 novembre 2026 à 9 h 30, on a écrit :\n${quoted(before)}`,
  ].join("\n"), "");
}

// ---- The story

test("seven directors take the test, compare, and write a charter", { timeout: 300_000 }, async (t) => {
  const links = [];
  let facilitator;
  let charterLink;

  await t.test("seven devices make seven links", async () => {
    const [alone, touched, ...others] = [0, 1, 2, 3, 4, 5, 6];
    const quickly = async () => {
      for (const position of others) links[position] = await takesTheTest(position);
    };
    [links[alone], links[touched]] = await Promise.all([takesTheTest(alone), takesTheTest(touched), quickly()]);
    assert.equal(new Set(links).size, 7);
    for (const link of links) {
      assert.ok(link.startsWith(`${site.url}le-modele/comparer/#r=P1`), link);
      assert.ok(link.split("#r=")[1].length <= 120, "too long for a small QR code");
    }
  });
  assert.equal(links.length, 7, "without seven links there is nothing to compare");

  facilitator = await visit(browser, { origin });
  const { page, context, complaints } = facilitator;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const counted = (n) => page.getByRole("heading", { name: `${n} participant${n > 1 ? "s" : ""}`, exact: true }).waitFor();
  const paste = async (text) => {
    await page.getByLabel("Liens ou codes de résultat").focus();
    await page.keyboard.insertText(text);
    await tabTo(page, (element) => element.textContent.trim() === "Ajouter");
    await page.keyboard.press("Enter");
  };
  const mail = (from, to) => thread(DIRECTORS.slice(from, to).map(({ name }, position) => ({ name, link: links[from + position] })));

  await t.test("the first link opens the comparison and leaves the address", async () => {
    await page.goto(links[0]);
    await counted(1);
    await page.getByText("Un seul résultat pour l’instant").waitFor();
    await assertNothingKept(page);
    await assertAccessible(page, "one person");
  });

  await t.test("four people by mail: no verdict a dimension, no group told from another", async () => {
    await paste(mail(1, 4));
    await counted(4);
    await comparisonDrawn(page);
    assert.equal(await page.getByRole("alert").first().innerText(), "");
    await page.getByText("Vous êtes 4. En dessous de 5 personnes").first().waitFor();
    await page.getByText("il faut au moins deux groupes de 3 personnes").waitFor();
    assert.equal(await page.getByRole("table", { name: /Score moyen de chaque groupe/ }).count(), 0);
    assert.equal(await page.locator("[data-dimension] .verdict-badge").count(), 0);
    await assertAccessible(page, "four people");
  });

  await t.test("with the whole thread they are seven, and see what divides them first", async () => {
    await paste(`${mail(4, 7)}\n\nLe 11 novembre 2026, on a écrit :\n${quoted(mail(1, 4), 2)}`);
    await counted(7);
    await comparisonDrawn(page);
    // What is quoted for the second time is no problem.
    await page.getByText("3 résultats ajoutés, 7 en tout. 3 autres y étaient déjà.").waitFor({ state: "attached" });
    assert.equal(await page.getByRole("alert").first().innerText(), "");
    assert.equal(await page.getByLabel("Liens ou codes de résultat").inputValue(), "");
    for (const { name } of DIRECTORS) await page.getByRole("listitem").filter({ hasText: name }).first().waitFor();
    const verdictOf = (id) => page.locator(`[data-dimension="${id}"][data-verdict]`);
    const first = page.locator("[data-dimension][data-verdict]").first();
    assert.equal(await first.getByRole("heading").innerText(), MIND);
    const text = await first.innerText();
    assert.match(text, /Visions divergentes/);
    assert.match(text, /1,5 point entre chacun et la moyenne du groupe.*7 personnes/);
    assert.match(text, /Deux camps sur 3 affirmations/);
    for (const id of ["autonomie-responsable", "ecoute-coconstruction", "promesse-tenue"]) assert.match(await verdictOf(id).innerText(), /Visions alignées/);
    assert.match(await page.getByText("Ce qui vous sépare le plus").locator("..").innerText(), new RegExp(`^[^\\n]*\\n+${MIND}`));

    // The published figures of the four dimensions: n, AD, index, r*, rwg(J).
    await page.getByText("Pour les experts").click();
    const table = page.getByRole("table", { name: "Accord par dimension : Cible" });
    const figures = async (name) => (await table.getByRole("row", { name }).getByRole("cell").allInnerTexts()).slice(0, 5);
    assert.deepEqual(await figures(MIND), ["7", "1,46", "26", "−0,43", "0"]);
    assert.deepEqual(await figures("Autonomie responsable"), ["7", "0,78", "60", "0,52", "0,77"]);
    assert.deepEqual(await figures("Écoute et co-construction"), ["7", "0,49", "75", "0,86", "0,95"]);
    assert.deepEqual(await figures("Promesse tenue"), ["7", "0", "100", "1", "1"]);

    // Four at the head office, three in the field: both may be shown.
    const groups = page.getByRole("table", { name: "Score moyen de chaque groupe : Cible" });
    assert.deepEqual((await groups.getByRole("columnheader").allInnerTexts()).map((text) => text.replace(/\s+/g, " ")),
      ["Dimension", "Siège 4 personnes", "Terrain 3 personnes", "Terrain moins Siège"]);
    assert.deepEqual(await groups.getByRole("row", { name: MIND }).getByRole("cell").allInnerTexts(), ["48", "67", "+19"]);
    await assertNothingKept(page);
    await assertAccessible(page, "seven people");
  });

  await t.test("the facilitator presents with the arrow keys, and each answer waits for everybody", async () => {
    await page.getByRole("heading", { name: "7 participants" }).focus();
    await tabTo(page, (element) => element.textContent.trim() === "Présenter au groupe");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Présentation au groupe" });
    await dialog.waitFor();
    const title = () => dialog.getByRole("heading").first().innerText();
    const at = () => dialog.getByText(/^\d+ \/ \d+$/).innerText();
    const titles = [await title()];
    await assertAccessible(page, "the first slide");
    const waited = new Set();
    for (let presses = 0; presses < 60; presses += 1) {
      const [number, of] = (await at()).split(" / ");
      if (number === of) break;
      if (await dialog.getByRole("button", { name: "Révéler les réponses" }).isVisible()) waited.add(await title());
      await page.keyboard.press("ArrowRight");
      const shown = await title();
      if (shown !== titles.at(-1)) titles.push(shown);
      else if (shown === MIND) await assertAccessible(page, "a slide revealed");
    }
    assert.equal(titles[2], MIND);
    // Opening, verdict, twelve dimensions, three statements that make two camps, priorities, groups, and on to the charter.
    assert.equal(titles.length, 20);
    for (const { name } of model.dimensions) assert.ok(waited.has(name), `${name} was not waited for`);
    await assertAccessible(page, "the last slide");
    await page.keyboard.press("ArrowLeft");
    assert.match(await at(), /^19 \/ 20$/);
    await page.keyboard.press("ArrowRight");
    await tabTo(page, (element) => element.textContent.trim() === "Écrire la charte");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement.textContent.trim() === "La charte");
  });

  const reach = (found, argument) => tabTo(page, found, argument, { limit: 200 });
  const press = async (name) => {
    await reach((element, name) => element.matches("button") && element.textContent.trim() === name && element.closest("parvis-charter"), name);
    await page.keyboard.press("Enter");
  };
  const decided = "Une ambition en une phrase, écrite à sept, relue chaque trimestre.";

  await t.test("they write the charter by keyboard, and it leaves as Markdown, on paper and as a link", async () => {
    await reach((element) => element.labels?.[0]?.textContent === "Organisation ou équipe");
    await page.keyboard.type("Les Sept Vents");
    await reach((element) => element.labels?.[0]?.textContent === "Notre décision");
    await page.keyboard.type(decided);
    const names = await page.getByRole("textbox", { name: /^Signataire \d Nom$/ }).evaluateAll((fields) => fields.map(({ value }) => value));
    assert.deepEqual(names.toSorted(), DIRECTORS.map(({ name }) => name).toSorted());
    await reach((element) => element.labels?.[0]?.textContent === "Fonction");
    await page.keyboard.type("Directrice générale");
    await assertAccessible(page, "the charter");

    // What « print » would put on paper, as a PDF whose bookmarks are its headings: those of the charter, and no other.
    await page.evaluate(() => { window.print = () => {}; });
    await press("Imprimer la charte");
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true, outline: true, tagged: true })).toString("latin1");
    const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages <= 2, `${pages} pages`);
    assert.deepEqual(bookmarksOf(pdf).map((title) => title.replace(/^\d+/, "")).toSorted(),
      ["Notre charte de service", "Ce qui nous rassemble", "Ce que nous décidons", ...model.dimensions.map(({ name }) => name)].toSorted());
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));

    await press("Copier le lien");
    await page.getByText("aucune réponse individuelle").waitFor();
    charterLink = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(charterLink.startsWith(`${site.url}le-modele/comparer/#c=C1`), charterLink);

    const leaving = page.waitForEvent("download");
    await press("Exporter (Markdown)");
    const lines = (await readFile(await (await leaving).path(), "utf8")).split("\n");
    assert.equal(lines[0], "# Notre charte de service");
    assert.ok(lines.includes(decided));
    assert.ok(lines.some((line) => line.includes("| Directrice générale |")));
    const articles = (from, to) => lines.slice(lines.indexOf(from), lines.indexOf(to)).filter((line) => line.startsWith("### "));
    assert.equal(articles("## Ce qui nous rassemble", "## Ce que nous décidons").length, 11);
    assert.deepEqual(articles("## Ce que nous décidons", "## Signataires"), [`### 12. ${MIND}`]);
    await assertNothingKept(page);
    assertQuiet(complaints);
  });

  await t.test("on a ninth device the link opens the charter, and nobody’s answers", async () => {
    const ninth = await visit(browser, { origin, viewport: PHONE, hasTouch: true, colorScheme: "dark" });
    await ninth.page.goto(charterLink);
    const decision = ninth.page.getByRole("textbox", { name: `Notre décision ${MIND}` });
    await decision.waitFor();
    assert.equal(await decision.inputValue(), decided);
    assert.equal(await ninth.page.getByLabel("Organisation ou équipe").inputValue(), "Les Sept Vents");
    assert.equal(await ninth.page.getByRole("heading", { name: /participants?$/ }).count(), 0);
    await assertAccessible(ninth.page, "the charter on the ninth device");
    await assertNothingKept(ninth.page);
    await ninth.page.goto("about:blank");
    await ninth.page.goBack();
    assert.equal(new URL(ninth.page.url()).hash, "", "the history entry holds no charter");
    assertQuiet(ninth.complaints);
    await ninth.context.close();
  });
});

// The titles of a PDF's bookmarks, in no order: strings in hexadecimal or in brackets, in UTF-16 where they begin with its mark.
function bookmarksOf(pdf) {
  return [...pdf.matchAll(/\/Title\s*(?:<([0-9A-Fa-f]*)>|\(((?:\\.|[^\\)])*)\))[^>]*?\/Parent/gs)].map(([, hexadecimal, literal]) => {
    const bytes = hexadecimal === undefined ? Buffer.from(literal.replace(/\\([()\\])/g, "$1"), "latin1") : Buffer.from(hexadecimal, "hex");
    return bytes[0] === 0xfe && bytes[1] === 0xff ? Buffer.from(bytes.subarray(2)).swap16().toString("utf16le") : bytes.toString("latin1");
  });
}
