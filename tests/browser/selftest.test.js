// The self-test, from the first statement to the link for the colleagues, as a director would use it: by finger, mouse and keyboard,
// with what can go wrong.

import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { assertFirstFrameStays, resultDrawn } from "./people.js";
import { ROOT, startSite } from "./site.js";
import { DESKTOP, PHONE, assertAccessible, assertQuiet, openBrowser, visit, withhold } from "./visitor.js";

const PATH = "le-modele/testez-vous/";
const KEPT = "parvis:selftest:culture-de-service";

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

async function openTest(options = {}, address = site.url + PATH) {
  const visitor = await visit(browser, { origin: new URL(address).origin, ...options });
  await visitor.page.goto(address);
  await visitor.page.locator("parvis-selftest[data-ready]").waitFor();
  return visitor;
}

// Answers every statement at once: the same for today, and the same for the target, as positions on the scale.
function answerAll(page, today = 3, target = 4) {
  return page.evaluate(([today, target]) => {
    const statements = document.querySelectorAll("[data-statement]");
    for (const { dataset: { statement } } of statements) {
      for (const [rating, value] of Object.entries({ today, target })) {
        document.querySelector(`input[name="${rating}-${statement}"][value="${value}"]`).checked = true;
      }
    }
    statements[0].querySelector("input:checked").dispatchEvent(new Event("change", { bubbles: true }));
  }, [today, target]);
}

const next = (page) => page.locator('[data-part="next"]');
const stepOf = (page) => page.locator("parvis-selftest").getAttribute("data-step");
const place = (page) => page.locator('[data-part="place"]');

// From anywhere in the form to the result.
async function toResult(page) {
  await page.getByLabel("Toutes ensemble").check();
  await next(page).click();
  await resultDrawn(page);
}

async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

for (const [name, viewport] of [["a laptop", { width: 1280, height: 800 }], ["a phone", PHONE]]) {
  test(`the first statement is in sight on ${name}`, { timeout: 60_000 }, async () => {
    const { page, complaints } = await openTest({ viewport });
    const bar = await page.locator('[data-part="bar"]').boundingBox();
    const first = page.locator("[data-statement][data-current]");
    const points = await first.locator('[data-rating="today"] .rating-scale').boundingBox();
    assert.ok(points.y + points.height <= bar.y, "its answers are below the bar");
    assert.equal(await page.evaluate(() => scrollY), 0);
    assertQuiet(complaints);
  });
}

for (const [name, viewport] of [["a laptop", { width: 1280, height: 800 }], ["a phone", PHONE]]) {
  test(`the first frame after the press shows the result where it stays, on ${name}`, { timeout: 60_000 }, async () => {
    const { page, complaints } = await openTest({ viewport });
    await page.getByLabel("Toutes ensemble").check();
    await answerAll(page);
    await page.locator(".result[data-waiting]").waitFor({ state: "attached" });
    await assertFirstFrameStays(page, next(page), () => resultDrawn(page), "#result-title");
    assertQuiet(complaints);
  });
}

test("the result waits out of reach once the form can be sent, and is that of the last answers", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest();
  await page.getByLabel("Toutes ensemble").check();
  await answerAll(page, 0, 4);
  await page.locator(".result[data-waiting]").waitFor({ state: "attached" });
  assert.equal(await page.locator(".result").evaluate((result) => result.checkVisibility({ opacityProperty: true })), false);
  assert.equal(await page.locator(".result button").first().evaluate((button) => {
    button.focus();
    const { x, y } = button.getBoundingClientRect();
    return document.activeElement === button || document.querySelector(".result").contains(document.elementFromPoint(x + 5, y + 5));
  }), false, "neither a key nor a finger reaches it");
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  assert.equal(nodes.some(({ ignored, name }) => !ignored && name?.value === "Votre résultat"), false, "nor a screen reader");
  await assertAccessible(page, "a result that waits");
  // In one turn of the page, before anything could be prepared again.
  await page.evaluate(() => {
    for (const input of document.querySelectorAll('input[name^="today-"][value="4"]')) input.checked = true;
    document.querySelector('input[name^="today-"][value="4"]').dispatchEvent(new Event("change", { bubbles: true }));
    document.querySelector('[data-part="next"]').click();
  });
  await resultDrawn(page);
  const scores = await page.locator(".result-number").allInnerTexts();
  assert.equal(scores[0], scores[1], "today is the target");
  await page.locator('[data-action="edit"]').click();
  assert.equal(await page.locator(".result").isVisible(), false);
  assertQuiet(complaints);
});

test("a finger answers twice and the next statement comes; the browser's Back leads to the one before, answers and all", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest({ viewport: PHONE, hasTouch: true });
  for (const number of [1, 2]) {
    await page.getByText(`Affirmation ${number} sur 36`).first().waitFor();
    const current = page.locator("[data-statement][data-current]");
    for (const [rating, value] of [["today", 2], ["target", 4]]) await current.locator(`[data-rating="${rating}"] label:has([value="${value}"])`).tap();
  }
  await page.getByText("Affirmation 3 sur 36").first().waitFor();
  await page.goBack();
  await page.waitForFunction(() => /Affirmation 2 sur 36/.test(document.querySelector('[data-part="place"]').textContent));
  assert.deepEqual(await page.locator("[data-statement][data-current] input:checked").evaluateAll((inputs) => inputs.map((input) => input.value)), ["2", "4"]);
  await page.getByRole("button", { name: "Précédente" }).click();
  await page.waitForFunction(() => /Affirmation 1 sur 36/.test(document.querySelector('[data-part="place"]').textContent));
  await page.goForward();
  await page.waitForFunction(() => /Affirmation 2 sur 36/.test(document.querySelector('[data-part="place"]').textContent));
  assert.equal(page.url(), site.url + PATH, "no answer reaches the address");
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  assertQuiet(complaints);
});

test("the end of the form asks for a name; the link, the file and the result carry it", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest();
  await answerAll(page);
  for (let number = 1; number <= 36; number += 1) await next(page).click();
  assert.equal(await stepOf(page), "end");
  await page.getByLabel("Nom ou pseudonyme").fill("Zoé");
  await page.getByLabel("Groupe").fill("DSI");
  await next(page).click();
  await resultDrawn(page);
  const result = page.getByRole("region", { name: "Votre résultat", exact: true });
  assert.equal(await result.getByLabel("Nom ou pseudonyme").inputValue(), "Zoé");
  const link = () => result.getByLabel("Votre lien").inputValue();
  const first = await link();
  assert.ok(first.startsWith(`${site.url}le-modele/comparer/#r=P`), first);
  await result.getByLabel("Nom ou pseudonyme").fill("Z.");
  await page.waitForFunction((old) => document.querySelector("#share-link").value !== old, first);
  const { name, bytes } = await saved(page, result.getByRole("button", { name: "Données (JSON)" }));
  assert.match(name, /^culture-de-service-z-\d{4}-\d\d-\d\d\.json$/);
  const file = JSON.parse(bytes);
  assert.equal(file.format, "parvis-result");
  assert.deepEqual(file.model.scale, { min: 1, max: 5 });
  assert.equal(file.respondent.id, "Z.");
  assert.equal(file.respondent.group, "DSI");
  assert.equal(Object.keys(file.respondent.target).length, 36);
  assert.equal(`${site.url}le-modele/comparer/#r=${file.code}`, await link());
  // Back to the end of the form, where the name is the one chosen last.
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("parvis-selftest").dataset.step === "end");
  assert.equal(await page.locator("#person-name").inputValue(), "Z.");
  assertQuiet(complaints);
});

test("nothing is kept before it is asked; then answers are offered again, taken up, and erased", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest();
  const held = () => page.evaluate((key) => localStorage.getItem(key), KEPT);
  const current = page.locator("[data-statement][data-current]");
  await current.locator('[data-rating="today"] label:has([value="2"])').click();
  assert.equal(await held(), null);
  await page.getByRole("button", { name: "Enregistrer sur cet appareil" }).click();
  assert.notEqual(await held(), null);
  await current.locator('[data-rating="target"] label:has([value="4"])').click();
  assert.match(await held(), /"target":\{"\w+":5\}/);
  await page.reload();
  await page.getByRole("button", { name: "Reprendre" }).click();
  await page.getByText("Affirmation 2 sur 36").first().waitFor();
  assert.equal(await page.locator("[data-statement] input:checked").count(), 2);
  await page.getByRole("button", { name: "Effacer de cet appareil" }).click();
  assert.equal(await held(), null);
  assert.equal(await page.locator("[data-statement] input:checked").count(), 2, "the page keeps what it shows");
  assertQuiet(complaints);
});

test("what is kept and cannot be used is said to be so, and nothing is lost", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest();
  const offered = async (kept) => {
    await page.evaluate(([key, value]) => localStorage.setItem(key, value), [KEPT, typeof kept === "string" ? kept : JSON.stringify(kept)]);
    await page.reload();
    const offer = page.locator('[data-part="kept"]');
    await offer.waitFor();
    return { text: await offer.innerText(), resumable: (await offer.getByRole("button", { name: "Reprendre" }).count()) === 1 };
  };
  const respondent = { id: "A", today: { vp1: 4, parti: 3, vp2: 9 }, target: { vp1: 5 }, priorities: ["vision-partagee", "parti"] };
  const at = "2026-01-02T03:04:05.000Z";
  for (const forged of ["{", "[]", '"x"', { respondent: 3 }, { at, respondent: { today: [], target: null } }]) {
    const { text, resumable } = await offered(forged);
    assert.match(text, /illisible/);
    assert.equal(resumable, false);
  }
  assert.deepEqual((await offered({ at, version: "0.1", scale: { min: 0, max: 10 }, respondent })).resumable, false);
  const older = await offered({ at, version: "0.1", respondent });
  assert.match(older.text, /2 janvier 2026.*autre version/s);
  await page.getByRole("button", { name: "Reprendre" }).click();
  assert.deepEqual(await page.locator("[data-statement] input:checked").evaluateAll((inputs) => inputs.map(({ name, value }) => `${name}=${value}`)), ["today-vp1=3", "target-vp1=4"]);
  assertQuiet(complaints);
});

// The module itself, the script that was to load it, and one that only that script asks for: to a browser, three kinds of failure.
for (const file of ["selftest.wasm", "result.js", "result/profile.js"]) {
  test(`without ${file} the visitor is told, keeps the answers, and has the result once it is there`, { timeout: 60_000 }, async () => {
    const { page, complaints } = await openTest({ allowed: (text) => text.includes("Failed to load") });
    const missing = await withhold(page, `**/${file}`);
    await answerAll(page);
    await page.getByLabel("Toutes ensemble").check();
    await next(page).click();
    await page.getByRole("alert").filter({ hasText: "une partie de cette page manque" }).waitFor();
    assert.equal(await page.locator("[data-statement] input:checked").count(), 72);
    missing.restore();
    await next(page).click();
    await page.getByRole("heading", { name: "Votre résultat" }).waitFor();
    assertQuiet(complaints);
  });
}

test("the result says what its figures mean, and where to go from them", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest();
  await answerAll(page, 2, 4);
  await toResult(page);
  const result = page.getByRole("region", { name: "Votre résultat", exact: true });
  // All answers in the middle: both sides are treated alike, and no better than half.
  const symmetry = result.getByRole("region", { name: "La symétrie des attentions" });
  assert.equal(await symmetry.locator("[data-reading]").getAttribute("data-reading"), "shared");
  assert.deepEqual(await symmetry.locator(".result-number").allTextContents(), ["100", "0", "50"]);
  const gaps = result.getByRole("region", { name: "Les écarts les plus larges" }).getByRole("listitem").filter({ has: page.locator("h4") });
  assert.equal(await gaps.count(), 3);
  for (const gap of await gaps.all()) {
    assert.match(await gap.innerText(), /À débattre/);
    assert.ok((await gap.getByRole("link").count()) > 1, "nothing to read");
    for (const link of await gap.getByRole("link").all()) assert.equal(await link.getAttribute("target"), "_blank", "reading would lose the result");
  }
  assertQuiet(complaints);
});

test("shared neglect is not called symmetry, and a level is held back with its reason", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest();
  await answerAll(page, 0, 4);
  // Reversed statements turned round: everything is as low as it can be today.
  const model = await readFile(join(ROOT, "content/model.yaml"), "utf8");
  const reversed = [...model.matchAll(/^\s*- \{id: (\w+),.*reverse: true/gm)].map(([, id]) => id);
  await page.evaluate((ids) => {
    const check = (name, value) => { document.querySelector(`input[name="${name}"][value="${value}"]`).checked = true; };
    for (const { dataset: { statement } } of document.querySelectorAll("[data-statement]")) {
      const turned = ids.includes(statement);
      // One lever aims low while the others aim as high as they can.
      const low = document.querySelector('.selftest-lever[data-lever="1"]').querySelector(`[data-statement="${statement}"]`);
      check(`today-${statement}`, turned ? 4 : 0);
      check(`target-${statement}`, low ? (turned ? 3 : 1) : (turned ? 0 : 4));
    }
  }, reversed);
  await toResult(page);
  assert.equal(await page.locator("[data-reading]").getAttribute("data-reading"), "neglect");
  const capped = page.locator(".result-level-target .result-level-capped");
  assert.match(await capped.innerText(), /levier le plus faible.*Managérial/);
  assertQuiet(complaints);
});

test("the visitor is located in the edition when asked, and told when its figures are missing", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest({ allowed: (text) => text.includes("Failed to load") });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await answerAll(page, 3, 4);
  await toResult(page);
  assert.deepEqual(asked.filter((url) => url.includes("benchmark")), [], "nothing is asked before the visitor asks");
  const button = page.getByRole("button", { name: /^Me situer dans l’Édition 2026/ });
  const figures = await withhold(page, "**/donnees.json");
  await button.click();
  await page.getByText("n’ont pas pu être chargés").waitFor();
  figures.restore();
  await button.click();
  const row = page.locator('.place-row[data-dimension="vision-partagee"]');
  await row.waitFor();
  // 75 today, above the ninth decile (73); 100 as a target, above that of 92.
  assert.match(await row.innerText(), /75\s+Au-dessus du neuvième décile/);
  assert.equal(await page.locator(".place-row").count(), 12);
  assert.equal(await page.locator(".result-place .badge-sample").count(), 1);
  await assertAccessible(page);
  assertQuiet(complaints);
});

test("the result leaves as a table and as a picture", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest({ colorScheme: "dark" });
  await answerAll(page, 3, 1);
  await toResult(page);
  const table = (await saved(page, page.getByRole("button", { name: "Tableau (CSV)" }))).bytes.toString("utf8");
  const lines = table.replace("\uFEFF", "").trim().split("\r\n").map((line) => line.split(";"));
  assert.equal(lines.length, 13);
  assert.deepEqual(lines[1], ["Managérial", "Vision partagée", "75", "25", "-50"]);
  const { name, bytes } = await saved(page, page.getByRole("button", { name: "Image (PNG)" }));
  assert.match(name, /\.png$/);
  assert.equal(bytes.subarray(1, 4).toString("latin1"), "PNG");
  assert.ok(bytes.readUInt32BE(16) >= 2000 && bytes.readUInt32BE(20) >= 2000, "the picture is too small for a slide");
  // Light, whatever the page: its first pixel is paper.
  const [red] = await page.evaluate(async (picture) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0))]));
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, 1, 1).data;
  }, bytes.toString("base64"));
  assert.ok(red > 200, "the picture is dark");
  assertQuiet(complaints);
});

test("priorities are dragged into rank by their handles, and out again", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest();
  await page.getByLabel("Toutes ensemble").check();
  const ranked = () => page.locator(".priorities-ranked > li").evaluateAll((items) => items.map((item) => item.dataset.dimension));
  const drag = async (id, to) => {
    const handle = page.locator(`li[data-dimension="${id}"]:visible [data-handle]`);
    await handle.scrollIntoViewIfNeeded();
    const from = await handle.boundingBox();
    const box = await to();
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
  };
  const list = () => page.locator(".priorities-ranked").boundingBox();
  await page.locator(".priorities").evaluate((section) => section.scrollIntoView({ block: "start", behavior: "instant" }));
  await drag("leadership-au-service", list);
  await page.getByRole("button", { name: /Ajouter aux priorités.*Vision partagée/ }).click();
  assert.deepEqual(await ranked(), ["leadership-au-service", "vision-partagee"]);
  await drag("vision-partagee", () => page.locator(".priorities-ranked > li").first().boundingBox().then((box) => ({ ...box, height: 4 })));
  assert.deepEqual(await ranked(), ["vision-partagee", "leadership-au-service"]);
  await drag("vision-partagee", () => page.locator(".priorities-pool").boundingBox());
  assert.deepEqual(await ranked(), ["leadership-au-service"]);
  assertQuiet(complaints);
});

describe("every state is accessible", () => {
  for (const [colorScheme, viewport] of [["light", DESKTOP], ["dark", { width: 320, height: 640 }]]) {
    test(`${colorScheme}, ${viewport.width} pixels wide`, { timeout: 90_000 }, async () => {
      const { page, context, complaints } = await openTest({ colorScheme, viewport });
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await assertAccessible(page);
      await page.getByLabel("Toutes ensemble").check();
      await page.getByRole("button", { name: /Ajouter aux priorités.*Promesse tenue/ }).click();
      await assertAccessible(page);
      await answerAll(page);
      await toResult(page);
      await page.getByRole("button", { name: "Copier le lien" }).click();
      await page.getByText("Lien copié.").waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await page.getByLabel("Votre lien").inputValue());
      await page.getByRole("button", { name: "Afficher le code QR" }).click();
      await page.getByRole("img", { name: "Code QR de votre lien" }).waitFor();
      await assertAccessible(page);
      assertQuiet(complaints);
    });
  }
});

test("on paper the form has room for a name, and the result its figures", { timeout: 60_000 }, async () => {
  const { page, complaints } = await openTest();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".selftest-paper").isVisible(), true);
  assert.equal(await page.locator("[data-statement]:visible").count(), 36, "a statement is missing on paper");
  assert.equal(await page.locator('[data-part="toolbar"]').isVisible(), false);
  await page.emulateMedia({ media: "screen" });
  await answerAll(page);
  await toResult(page);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".selftest-form").isVisible(), false);
  assert.equal(await page.locator(".result-radar").isVisible(), true);
  assert.equal(await page.locator("#share-link").isVisible(), false, "a link cannot be followed on paper");
  assertQuiet(complaints);
});

// ---- Any model

// A site whose only content is a model.
async function siteOf(model, language = "fr") {
  const root = await mkdtemp(join(tmpdir(), "parvis-model-"));
  await mkdir(join(root, "content"));
  await cp(join(ROOT, "themes"), join(root, "themes"), { recursive: true });
  await writeFile(join(root, "content/site.yaml"), `title: T\ndescription: D\nbase_url: https://example.org/\nlanguage: ${language}\n`);
  await writeFile(join(root, "content/model.yaml"), JSON.stringify(model));
  const started = await startSite(root);
  return { ...started, close: () => Promise.all([started.close(), rm(root, { recursive: true, force: true })]) };
}

function modelOf({ dimensions, levers, scale, top, language = "fr" }) {
  const places = Array.from({ length: dimensions }, (_, position) => position);
  return {
    id: "autre", version: "2.0.0", language, scale,
    levers: Array.from({ length: levers }, (_, position) => ({ id: `l${position}`, order: position + 1, name: `Lever ${position + 1}` })),
    dimensions: places.map((position) => ({
      id: `d${position}`, lever: `l${Math.floor((position * levers) / dimensions)}`, name: `A dimension that has quite a long name ${position + 1}`,
      definition: "What it is about.", statements: [{ id: `s${position}`, text: "A statement that one can agree with." }],
    })),
    priorities: { top },
    maturity: [{ from: 0, name: "Low", description: "." }, { from: 50, name: "High", description: "." }],
  };
}

test("thirty dimensions on a scale from 0 to 10 without names, typed on the keyboard, at 320 pixels", { timeout: 90_000 }, async () => {
  const other = await siteOf(modelOf({ dimensions: 30, levers: 5, scale: { min: 0, max: 10 }, top: 5 }));
  try {
    const { page, complaints } = await openTest({ viewport: { width: 320, height: 640 } }, other.url + PATH);
    await page.locator('input[name="today-s0"]').first().focus();
    const focused = () => page.evaluate(() => document.activeElement.name);
    await page.keyboard.type("10");
    assert.equal(await focused(), "target-s0");
    // A one that is followed by something else than a zero is a one.
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    await page.getByText("Affirmation 2 sur 30").first().waitFor();
    await page.keyboard.type("17?");
    assert.deepEqual(await page.locator("[data-statement] input:checked").evaluateAll((inputs) => inputs.map(({ name, value }) => `${name}=${value}`)),
      ["today-s0=10", "target-s0=1", "today-s1=1", "target-s1=none"]);
    await assertAccessible(page);
    await answerAll(page, 3, 10);
    await toResult(page);
    assert.equal(await page.locator(".radar-number").count(), 30);
    await assertAccessible(page);
    assertQuiet(complaints);
  } finally {
    await other.close();
  }
});

test("two dimensions on two points, in English: lines instead of a radar, no symmetry, no priorities, no benchmark", { timeout: 90_000 }, async () => {
  const other = await siteOf(modelOf({ dimensions: 2, levers: 1, scale: { min: 1, max: 2, labels: ["No", "Yes"] }, top: 0, language: "en" }), "en");
  try {
    const { page, complaints } = await openTest({ viewport: PHONE }, `${other.url}the-model/self-test/`);
    await answerAll(page, 0, 1);
    await next(page).click();
    await next(page).click();
    await page.getByRole("heading", { name: "Who answers?" }).waitFor();
    await next(page).click();
    const result = page.getByRole("region", { name: "Your result", exact: true });
    await result.locator("#result-exports").waitFor();
    assert.equal(await result.locator(".span-name").count(), 2);
    assert.deepEqual(await result.getByRole("heading", { level: 3 }).allTextContents(), ["Levers and dimensions", "The widest gaps", "Compare with your colleagues", "Keep the result"]);
    await assertAccessible(page);
    assertQuiet(complaints);
  } finally {
    await other.close();
  }
});
