// The charter that a group writes after its comparison: what is prepared, what stays when the comparison changes, how the words leave
// the page and come back, and what becomes of a charter that cannot be read.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { deflateRawSync, inflateRawSync, crc32 } from "node:zlib";

import { V3, answersOf, openModel } from "./people.js";
import { startSite } from "./site.js";
import { PHONE, assertNone, assertQuiet, axe, openBrowser, tabTo, visit } from "./visitor.js";

const NAMES = ["Claire Dumont", "Malik Benali", "Sophie Tran", "Jean Le Goff", "Inès Roche", "Paul Girard", "Hélène Faure"];

let browser;
let site;
let origin;
let address;
let codes;

before(async () => {
  site = await startSite();
  browser = await openBrowser();
  origin = new URL(site.url).origin;
  address = `${site.url}le-modele/comparer/`;
  codes = await encodeDirectors();
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await site?.close();
});

// The codes of the seven, made by the module itself. Vision divides them, autonomy and listening do not; the rest is unanimous.
async function encodeDirectors() {
  const { model, call } = await openModel(site);
  return NAMES.map((id, person) => {
    const target = answersOf(model, (dimension, row) => Number(V3[dimension.id]?.[row][person] ?? 5));
    return call({ op: "encode", model, respondent: { id, today: target, target, priorities: [] } }).code;
  });
}

// A visitor on the comparison of the first `n` directors; with none, on the page alone.
async function compare(n, options = {}) {
  const visitor = await visit(browser, { origin, ...options });
  await visitor.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { page } = visitor;
  await page.goto(n > 0 ? `${address}#r=${codes.slice(0, n).join(",")}` : address);
  await page.locator("parvis-charter[data-ready]").waitFor({ state: "attached" });
  if (n > 0) await page.getByLabel("Titre", { exact: true }).waitFor();
  return visitor;
}

const charterOf = (page) => page.locator("parvis-charter");
const commitment = (page, dimension) => page.getByRole("textbox", { name: `Notre engagement ${dimension}`, exact: true });
const decision = (page, dimension) => page.getByRole("textbox", { name: `Notre décision ${dimension}`, exact: true });

async function articles(page, part) {
  return page.locator(`[data-charter="${part}-list"] h4`).allTextContents();
}

// Other results arrive by a link, as a facilitator would open it.
async function bring(page, code) {
  await page.evaluate((hash) => { location.hash = hash; }, `r=${code}`);
}

async function assertAccessible(page, what) {
  const { violations } = await axe(page).include("parvis-charter").analyze();
  assertNone(violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join("; ")}`), "axe:");
}

async function copiedLink(page) {
  await page.getByRole("button", { name: "Copier le lien", exact: true }).and(page.locator("[data-charter-action]")).click();
  await page.getByText("aucune réponse individuelle").waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function openFile(page, name, text) {
  await page.getByLabel("Ouvrir une charte").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

test("seven directors find the shared dimensions worded and the divisive one open", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(7);
  const agreed = await articles(page, "agreed");
  assert.equal(agreed.length, 11);
  assert.deepEqual(await articles(page, "open"), ["Vision partagée"]);
  assert.equal(await commitment(page, "Autonomie responsable").inputValue(),
    "Nous voulons une marge de décision claire, au plus près du client, assortie du droit à l’erreur\u202F; notre ambition commune est le niveau «\u00A0Structuré\u00A0».");
  assert.match(await page.getByRole("textbox", { name: "La question Vision partagée" }).inputValue(), /^Chacun note sur une fiche le client/);
  const standing = await page.getByRole("textbox", { name: "Où nous en sommes Vision partagée" }).inputValue();
  assert.match(standing, /^Nos visions divergent\. .* 1,5 point, sur une échelle de 1 à 5 \(7 personnes\)\. Deux camps/);
  assert.equal(await decision(page, "Vision partagée").inputValue(), "");
  assert.deepEqual(await charterOf(page).getByRole("textbox", { name: /^Signataire \d Nom$/ }).evaluateAll((fields) => fields.map(({ value }) => value)), NAMES);
  assert.equal(await page.getByLabel("Date", { exact: true }).inputValue(),
    await page.evaluate(() => new Date().toLocaleDateString("sv-SE")));
  await assertAccessible(page, "seven");
  assertQuiet(complaints);
});

test("words stay and what nobody wrote follows when the comparison changes", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(6);
  await commitment(page, "Promesse tenue").fill("Une promesse nous engage tous.");
  await decision(page, "Vision partagée").fill("Une journée chacun avec une autre équipe.");
  const preamble = page.getByLabel("Préambule", { exact: true });
  assert.match(await preamble.inputValue(), /^Nous étions 6 /);
  await bring(page, codes[6]);
  await page.getByRole("textbox", { name: "Signataire 7 Nom" }).waitFor();
  assert.match(await preamble.inputValue(), /^Nous étions 7 /);
  assert.equal(await commitment(page, "Promesse tenue").inputValue(), "Une promesse nous engage tous.");
  assert.equal(await decision(page, "Vision partagée").inputValue(), "Une journée chacun avec une autre équipe.");
  assertQuiet(complaints);
});

test("below five people nothing is declared shared, and the page says why", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(4);
  assert.deepEqual(await articles(page, "agreed"), []);
  assert.equal((await articles(page, "open")).length, 3);
  await charterOf(page).getByText(/Vous êtes 4\. En dessous de 5 personnes/).waitFor();
  assert.equal(await charterOf(page).getByRole("checkbox").count(), 12);
  await decision(page, "Vision partagée").fill("Nous en reparlons.");
  await charterOf(page).getByRole("checkbox", { name: "Promesse tenue" }).check();
  await decision(page, "Promesse tenue").fill("Une promesse nous engage tous.");
  await assertAccessible(page, "four");
  // A fifth person brings verdicts: the words pass to the shared part.
  await bring(page, codes[4]);
  await commitment(page, "Promesse tenue").waitFor();
  assert.equal(await commitment(page, "Promesse tenue").inputValue(), "Une promesse nous engage tous.");
  assert.equal(await decision(page, "Vision partagée").inputValue(), "Nous en reparlons.");
  assertQuiet(complaints);
});

test("hidden names are not signed under, and typed ones stay", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(5);
  const names = () => charterOf(page).getByRole("textbox", { name: /^Signataire \d Nom$/ }).evaluateAll((fields) => fields.map(({ value }) => value));
  await page.getByRole("textbox", { name: "Signataire 2 Nom" }).fill("M. Benali");
  const hide = page.locator('[data-part="anonymous"]');
  await hide.evaluate((box) => box.click());
  await page.waitForFunction(() => document.querySelector("#charter-signatory-1-name").value === "");
  assert.deepEqual(await names(), ["", "M. Benali", "", "", ""]);
  await hide.evaluate((box) => box.click());
  await page.waitForFunction(() => document.querySelector("#charter-signatory-1-name").value !== "");
  assert.deepEqual(await names(), ["Claire Dumont", "M. Benali", "Sophie Tran", "Jean Le Goff", "Inès Roche"]);
  await page.getByRole("button", { name: "Retirer le signataire 3" }).click();
  await bring(page, codes[5]);
  await page.waitForFunction(() => document.querySelector("#charter-signatory-5-name")?.value === "Paul Girard");
  assert.deepEqual(await names(), ["Claire Dumont", "M. Benali", "Jean Le Goff", "Inès Roche", "Paul Girard"]);
  assertQuiet(complaints);
});

test("a link carries the words and nobody’s answers, and opens without a comparison", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(7);
  await page.getByLabel("Organisation ou équipe", { exact: true }).fill("Tramways <b>du</b> Modèle");
  await decision(page, "Vision partagée").fill("Première ligne.\nSeconde ligne.");
  const link = await copiedLink(page);
  const [, packed] = link.split("#c=C1");
  const charter = JSON.parse(inflateRawSync(Buffer.from(packed, "base64url").subarray(4)));
  assert.deepEqual(Object.keys(charter).sort(),
    ["articles", "date", "format", "organisation", "place", "preamble", "review", "signatories", "title", "version"]);
  for (const article of charter.articles) {
    assertNone(Object.keys(article).filter((key) => !["dimension", "lever", "part", "name", "question", "standing", "text"].includes(key)), "more than words:");
  }

  const other = await visit(browser, { origin, viewport: PHONE, colorScheme: "dark" });
  await other.page.goto(link);
  await decision(other.page, "Vision partagée").waitFor();
  assert.equal(other.page.url(), address);
  assert.equal(await other.page.getByLabel("Organisation ou équipe", { exact: true }).inputValue(), "Tramways <b>du</b> Modèle");
  assert.equal(await decision(other.page, "Vision partagée").inputValue(), "Première ligne.\nSeconde ligne.");
  assert.equal((await articles(other.page, "agreed")).length, 11);
  assert.equal(await other.page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  assert.ok(await other.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await assertAccessible(other.page, "opened, dark, phone");
  await other.page.setViewportSize({ width: 320, height: 640 });
  assert.ok(await other.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "320 px");
  assertQuiet([...complaints, ...other.complaints]);
});

test("a file comes back as it left; Markdown reads well", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(7);
  await page.getByLabel("Fait à", { exact: true }).fill("Lyon");
  await page.getByLabel("Date", { exact: true }).fill("2027-04-01");
  await decision(page, "Vision partagée").fill("# Pas un titre\n\nUne journée | avec une équipe.");
  const save = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), charterOf(page).getByRole("button", { name }).click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  };
  const file = await save("Télécharger le fichier");
  assert.equal(file.name, "charte-2027-04-01.json");
  const markdown = await save("Exporter (Markdown)");
  const lines = markdown.text.split("\n");
  assert.equal(lines[0], "# Notre charte de service");
  assert.deepEqual(lines.filter((line) => line.startsWith("## ")), ["## Ce qui nous rassemble", "## Ce que nous décidons", "## Signataires"]);
  assert.ok(lines.includes("### 12. Vision partagée"));
  assert.ok(lines.includes("\\# Pas un titre"));
  assert.ok(lines.includes("Fait à Lyon, le 1er avril 2027"));
  assert.ok(lines.includes("| Claire Dumont |  | |"));
  const other = await compare(0);
  await openFile(other.page, file.name, file.text);
  await decision(other.page, "Vision partagée").waitFor();
  const [download] = await Promise.all([other.page.waitForEvent("download"), other.page.getByRole("button", { name: "Télécharger le fichier" }).click()]);
  assert.equal(await readFile(await download.path(), "utf8"), file.text);
  assertQuiet([...complaints, ...other.complaints]);
});

test("what is no charter is told, and the words stay", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(5);
  await decision(page, "Vision partagée").fill("Nos mots.");
  const link = await copiedLink(page);
  const code = link.split("#c=")[1];
  const seal = (json) => {
    const bytes = Buffer.from(json);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(bytes));
    return `C1${Buffer.concat([sum, deflateRawSync(bytes)]).toString("base64url")}`;
  };
  const alert = charterOf(page).getByRole("alert");
  const kept = async (message) => {
    await alert.getByText(message).waitFor();
    assert.equal(await decision(page, "Vision partagée").inputValue(), "Nos mots.");
    assert.equal(page.url(), address);
    await alert.evaluate((node) => node.replaceChildren());
  };
  const broken = /incomplet ou modifié/;
  for (const [fragment, message] of [
    [code.slice(0, -8), broken],
    [`${code.slice(0, 20)}${code[20] === "A" ? "B" : "A"}${code.slice(21)}`, broken],
    ["", broken],
    ["C1", broken],
    ["%00<script>", broken],
    [code.replace("C1", "C2"), /version plus récente/],
    [seal("[1,"), broken],
    [seal("null"), broken],
    [seal('{"format":"parvis-result"}'), broken],
    [seal('{"format":"parvis-charter","version":9}'), /version plus récente/],
    [seal(" ".repeat(5_000_000)), /trop long/],
    [`C1${"A".repeat(150_000)}`, /trop long/],
  ]) {
    await page.evaluate((hash) => { location.hash = hash; }, `c=${fragment}`);
    await kept(message);
  }
  for (const [text, message] of [
    ["bonjour", /n’est pas une charte/],
    ["", /n’est pas une charte/],
    ['{"format":"parvis-group","results":[]}', /contient des résultats/],
    ['{"format":"parvis-charter","version":2}', /version plus récente/],
    ["x".repeat(400_000), /trop lourd/],
  ]) {
    await openFile(page, "fichier.json", text);
    await kept(message);
  }
  assertQuiet(complaints);
});

test("a forged charter shows text only, within bounds", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(0);
  const article = { dimension: "vision-partagee", lever: "x", part: 7, name: "<img src=x onerror=alert(1)>", text: 12, question: "é".repeat(9000) };
  await openFile(page, "forge.json", JSON.stringify({
    format: "parvis-charter", version: 1, title: {}, date: "2026-99-99", preamble: "mot".repeat(5000),
    articles: [article, article, null, "x", ...Array.from({ length: 500 }, () => ({}))], signatories: "non", __proto__: { polluted: 1 },
  }));
  await page.getByRole("heading", { name: "<img src=x onerror=alert(1)>" }).waitFor();
  assert.equal(await charterOf(page).locator("img").count(), 0);
  assert.equal(await page.locator(".charter-article").count(), 80);
  assert.equal((await page.getByLabel("Préambule", { exact: true }).inputValue()).length, 3000);
  assertQuiet(complaints);
});

test("a charter does not replace one being written unasked", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(5);
  const text = JSON.stringify({ format: "parvis-charter", version: 1, title: "Une autre", articles: [], signatories: [] });
  const title = page.getByLabel("Titre", { exact: true });
  await title.fill("La nôtre");
  await openFile(page, "autre.json", text);
  await assertAccessible(page, "question");
  await page.getByRole("button", { name: "Garder la mienne" }).click();
  assert.equal(await title.inputValue(), "La nôtre");
  await openFile(page, "autre.json", text);
  await page.getByRole("button", { name: "Remplacer" }).click();
  assert.equal(await title.inputValue(), "Une autre");
  assertQuiet(complaints);
});

test("leaving asks only while words would be lost", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(5);
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    dialog.accept();
  });
  await page.reload();
  assert.deepEqual(asked, []);
  await bring(page, codes.slice(0, 5).join(","));
  await page.getByLabel("Titre", { exact: true }).fill("La nôtre");
  await page.getByText(/Vos mots ne sont que dans cette page/).waitFor();
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
  await bring(page, codes.slice(0, 5).join(","));
  await page.getByLabel("Titre", { exact: true }).fill("La nôtre");
  await copiedLink(page);
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
  assertQuiet(complaints);
});

test("the charter is composed by keyboard", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(7);
  const first = (await articles(page, "agreed"))[0];
  await page.getByLabel("Préambule", { exact: true }).focus();
  await tabTo(page, (element, name) => element.getAttribute("aria-label") === `Descendre «\u00A0${name}\u00A0»`, first);
  await page.keyboard.press("Enter");
  assert.equal((await articles(page, "agreed"))[1], first);
  await charterOf(page).getByText(`«\u00A0${first}\u00A0», en position 2 sur 11.`).waitFor();
  // The focus went along; the way out is the next but one.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal((await articles(page, "agreed")).length, 10);
  assert.equal(await charterOf(page).getByRole("checkbox", { name: first }).isChecked(), false);
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /^Retirer/);
  await tabTo(page, (element) => element.textContent === "Ajouter un engagement");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Relire la charte");
  await tabTo(page, (element) => element.id.endsWith("-text"));
  await page.keyboard.type("Chaque mois.");
  await tabTo(page, (element) => element.textContent === "Ajouter un signataire");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Lou Huit");
  await tabTo(page, (element) => element.dataset.charterAction === "link");
  await page.keyboard.press("Enter");
  await page.getByText("aucune réponse individuelle").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const charter = JSON.parse(inflateRawSync(Buffer.from(link.split("#c=C1")[1], "base64url").subarray(4)));
  assert.deepEqual(charter.articles.at(-1), { part: "open", name: "Relire la charte", question: "", standing: "", text: "Chaque mois." });
  assert.equal(charter.signatories.at(-1).name, "Lou Huit");
  assert.ok(!charter.articles.some(({ name }) => name === first));
  assertQuiet(complaints);
});

test("the charter prints alone on two pages at most", { timeout: 60_000 }, async () => {
  const { page, complaints } = await compare(7);
  await page.getByLabel("Fait à", { exact: true }).fill("Lyon");
  await decision(page, "Vision partagée").fill("Une journée chacun avec une autre équipe.");
  await page.evaluate(() => { window.print = () => {}; });
  await page.getByRole("button", { name: "Imprimer la charte" }).click();
  await page.emulateMedia({ media: "print" });
  const text = await page.evaluate(() => document.body.innerText);
  assert.match(text, /^\s*Notre charte de service/);
  for (const word of ["Ce qui nous rassemble", "Ce que nous décidons", "Une journée chacun avec une autre équipe.", "Fait à Lyon, le", ...NAMES]) assert.ok(text.includes(word), word);
  assert.ok(!text.includes("Plan du site"));
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
  const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages === 1 || pages === 2, `${pages} pages`);
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".charter-sheet").count(), 0);
  assertQuiet(complaints);
});

test("without a script there is a page to fill by hand", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin, javaScriptEnabled: false });
  await page.goto(address);
  await page.getByRole("heading", { name: "La charte, à la main" }).waitFor();
  assert.equal(await page.locator(".charter-form").isVisible(), false);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.ok(pdf.match(/\/Type\s*\/Page\b/g).length <= 3);
  assertQuiet(complaints);
});
