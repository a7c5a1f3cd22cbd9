// Another organisation's model goes the whole way, and so do the smallest and the largest: nothing but `content/model.yaml` says what
// is asked, on which scale, in which language.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { answersOf, comparisonDrawn, fillForm, nextButton, openModel, resultDrawn } from "./people.js";
import { startModel } from "./site.js";
import { PHONE, assertAccessible, assertFits, assertNone, assertQuiet, openBrowser, visit } from "./visitor.js";

const NARROW = { width: 320, height: 640 };

let browser;

before(async () => {
  browser = await openBrowser();
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
});

async function opened(site, path, element, options = {}) {
  const visitor = await visit(browser, { origin: new URL(site.url).origin, ...options });
  await visitor.page.goto(site.url + path);
  await visitor.page.locator(`${element}[data-ready]`).first().waitFor();
  return visitor;
}

// ---- In English, on seven points, under two levers

describe("a model of seven points and two levers, in English", () => {
  let site;
  let model;
  const links = [];

  before(async () => {
    site = await startModel("english");
    ({ model } = await openModel(site, "the-model/compare/"));
  }, { timeout: 60_000 });

  after(() => site?.close());

  // Three colleagues: one sees much to do, one little, and one cannot say anything about care.
  const PEOPLE = [
    { id: "Ash", group: "North", today: () => 2, target: () => 6, priorities: ["trust", "repair"] },
    { id: "Birch", today: (dimension, row) => 4 + row, target: () => 7, priorities: ["trust", "craft", "care"] },
    { id: "Cedar", today: ({ id }, row) => (id === "care" ? null : 3 + row), target: ({ id }, row) => (id === "care" ? null : 1 + 2 * row), priorities: [] },
  ];

  const take = (person) => ({ ...person, today: answersOf(model, person.today), target: answersOf(model, person.target) });

  test("the form prints for whoever prefers paper", { timeout: 60_000 }, async () => {
    const { page, complaints } = await opened(site, "the-model/self-test/", "parvis-selftest");
    await page.emulateMedia({ media: "print" });
    for (const dimension of model.dimensions) {
      for (const { text } of dimension.statements) assert.ok(await page.getByText(text, { exact: true }).isVisible(), text);
    }
    assert.match(await page.getByRole("main").innerText(), /1\s*: Not at all · .* · 7\s*: Entirely/);
    await assertEnglish(page, "the form on paper");
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.ok(pdf.match(/\/Type\s*\/Page\b/g).length <= 3, "twelve statements take more than three sheets");
    assertQuiet(complaints);
  });

  for (const [position, options] of [{}, { viewport: PHONE, colorScheme: "dark" }, { viewport: NARROW }].entries()) {
    const { id: name } = PEOPLE[position];
    test(`${name} takes it`, { timeout: 60_000 }, async () => {
      const person = take(PEOPLE[position]);
      const { page, complaints } = await opened(site, "the-model/self-test/", "parvis-selftest", options);
      await page.getByText("Statement 1 of 12").first().waitFor();
      await assertEnglish(page, "the first statement");
      await page.getByLabel("All at once").check();
      await fillForm(page, model, person);
      for (const priority of person.priorities) {
        await page.getByRole("button", { name: `Add to priorities: ${model.dimensions.find(({ id }) => id === priority).name}` }).click();
      }
      await page.getByLabel("Name or pseudonym").fill(name);
      await page.getByLabel("Group", { exact: true }).fill(person.group ?? "");
      await assertEnglish(page, "the end of the form");
      await nextButton(page).click();
      await resultDrawn(page);
      const result = page.getByRole("region", { name: "Your result", exact: true });
      await result.getByRole("img").first().waitFor();
      const scores = async (dimension) => (await result.getByRole("table", { name: "Scores by lever and by dimension" })
        .getByRole("row", { name: dimension }).getByRole("cell").allInnerTexts()).slice(0, 2);
      const text = await result.innerText();
      if (name === "Ash") {
        // Two of seven is 17 of 100, six is 83, and what is far apart has its advice and its question.
        assert.deepEqual(await scores("Trust"), ["17", "83"]);
        assert.match(text, /Starting[\s\S]*Second nature/);
        assert.match(text, /Name one decision a week that needs no approval any more\./);
        assert.match(text, /Which decision did you refer upwards last month, and why\?/);
      }
      if (name === "Cedar") {
        assert.deepEqual(await scores("Care"), ["–", "–"]);
        assert.match(text, /Your target is nowhere above what you live today\.|from \d+ to \d+ out of 100/);
      }
      await assertEnglish(page, `the result of ${name}`);
      await assertAccessible(page, `the result of ${name}`);
      links[position] = await result.getByLabel("Your link").inputValue();
      assert.ok(links[position].startsWith(`${site.url}the-model/compare/#r=P1`), links[position]);
      assertQuiet(complaints);
    });
  }

  test("three of them compare: a verdict on the whole and none on a dimension, and a charter to write", { timeout: 60_000 }, async () => {
    assert.equal(links.filter(Boolean).length, 3, "links are missing");
    const { page, complaints } = await opened(site, "the-model/compare/", "parvis-compare");
    await assertEnglish(page, "the empty comparison");
    await page.getByLabel("Result links or codes").fill(links.join("\n"));
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("heading", { name: "3 participants", exact: true }).waitFor();
    await comparisonDrawn(page);
    const result = page.getByRole("region", { name: "What your answers say" });
    const text = await result.innerText();
    assert.match(text, /There are 3 of you\. Below 5 people/);
    assert.match(text, /Diverging visions[\s\S]*on a scale from 1 to 7[\s\S]*3 people/);
    assert.match(text, /\d\.\d points? between/);
    // Care is known of two only, and says so.
    assert.match(await result.locator('.divergence[data-dimension="care"]').innerText(), /2 people/);
    assert.equal(await result.locator(".divergence .verdict-badge").count(), 0);
    await page.getByText("For experts").click();
    await assertEnglish(page, "the comparison");
    await assertAccessible(page, "the comparison");

    const charter = page.locator("parvis-charter");
    await charter.getByText("There are 3 of you.").first().waitFor();
    assert.equal(await page.getByLabel("Title", { exact: true }).inputValue(), "Our service charter");
    assert.equal(await charter.getByRole("heading", { name: "What brings us together" }).count(), 0, "three people share nothing for certain");
    const decision = charter.getByRole("textbox", { name: /^Our decision/ }).first();
    await decision.fill("One sentence, by Friday.");
    await page.getByLabel("Date", { exact: true }).fill("2027-04-01");
    await assertEnglish(page, "the charter");
    const [download] = await Promise.all([page.waitForEvent("download"), charter.getByRole("button", { name: "Export (Markdown)" }).click()]);
    assert.equal(download.suggestedFilename(), "charter-2027-04-01.md");
    await page.evaluate(() => { window.print = () => {}; });
    await charter.getByRole("button", { name: "Print the charter" }).click();
    await page.emulateMedia({ media: "print" });
    assert.match(await page.evaluate(() => document.body.innerText), /One sentence, by Friday\.[\s\S]*1 April 2027/);
    await assertEnglish(page, "the charter on paper");
    assertQuiet(complaints);
  });

  test("the presentation speaks English too", { timeout: 60_000 }, async () => {
    const { page, complaints } = await opened(site, `the-model/compare/#r=${links.map((link) => link.split("#r=")[1]).join(",")}`, "parvis-compare");
    await comparisonDrawn(page);
    await page.getByRole("button", { name: "Present to the group" }).click();
    const dialog = page.getByRole("dialog", { name: "Presentation to the group" });
    for (let presses = 0; presses < 40; presses += 1) {
      await assertEnglish(page, "a slide");
      const [number, of] = (await dialog.getByText(/^\d+ \/ \d+$/).innerText()).split(" / ");
      if (number === of) break;
      await page.keyboard.press("ArrowRight");
    }
    await dialog.getByRole("button", { name: "Write the charter" }).waitFor();
    assertQuiet(complaints);
  });
});

// Everything that a page says, also to those who do not see it, is English: no French word, no name of a text in the place of the
// text, no place left to fill, no decimal comma.
async function assertEnglish(page, what) {
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  const texts = await page.evaluate(() => {
    const attributes = ["aria-label", "aria-description", "alt", "placeholder", "title"];
    const named = [...document.querySelectorAll(attributes.map((name) => `[${name}]`).join())].flatMap((element) => attributes.map((name) => element.getAttribute(name)));
    const written = [...document.querySelectorAll("input[type=text], textarea")].map(({ value }) => value).filter((value) => !value.includes("://"));
    return [document.title, document.body.innerText, ...[...document.querySelectorAll("svg title, svg desc")].map(({ textContent }) => textContent), ...named, ...written]
      .filter(Boolean).flatMap((text) => text.split("\n"));
  });
  const strange = [
    /(?<!\p{L})(vous|nous|les|des|une|et|votre|vos|notre|nos|est|sont|dans|pour|avec|chaque|aucun|personnes?|réponses?|cible|aujourd’hui|écart)(?!\p{L})/iu,
    /[«»]|\p{L}’(?:un|une|est|il|elle)(?!\p{L})/u,
    /(?<![\w-])(selftest|compare|charter|qr|share|worksheet)_[a-z]/,
    /\{[a-z_]+\}|undefined|\[object|NaN/,
    /\d,\d(?!\d\d)/,
  ];
  assertNone(texts.filter((text) => strange.some((pattern) => pattern.test(text))), `not English on ${what}:`);
}

// ---- The smallest and the largest

for (const { name, people, shows } of [
  // Two points from 0, no levels, no priorities: lines instead of a radar.
  { name: "two-points", people: [() => 0, () => 1], shows: /sur une échelle de 0 à 1/ },
  // Thirty dimensions on eleven points.
  { name: "eleven-points", people: [(dimension, row) => row, (dimension, row) => 10 - row], shows: /sur une échelle de 0 à 10/ },
  // One statement on a scale below zero.
  { name: "single", people: [() => -5, () => -1], shows: /sur une échelle de −5 à 0/ },
]) {
  test(`${name}: taken, shared, compared, presented and put in a charter at 320 pixels`, { timeout: 120_000 }, async () => {
    const site = await startModel(name);
    try {
      const { model, call } = await openModel(site);
      const respondents = people.map((say, position) => ({
        id: `Personne numéro ${position + 1}`, today: answersOf(model, say), target: answersOf(model, people.at(-1 - position)), priorities: [],
      }));
      const { page, complaints } = await opened(site, "le-modele/testez-vous/", "parvis-selftest", { viewport: NARROW });
      await assertAccessible(page, "the first statement");
      await page.getByLabel("Toutes ensemble").check();
      await fillForm(page, model, respondents[0]);
      await page.getByLabel("Nom ou pseudonyme").fill(respondents[0].id);
      // Thousands of radio buttons would keep axe for half a minute; one statement has been looked at.
      await assertFits(page, "the form");
      await nextButton(page).click();
      await resultDrawn(page);
      await assertAccessible(page, "the result");
      const link = await page.getByLabel("Votre lien").inputValue();
      const { code } = call({ op: "encode", model, respondent: respondents[0] });
      assert.equal(link.split("#r=")[1], code, "the form and the module do not say the same");

      await page.goto(`${link},${call({ op: "encode", model, respondent: respondents[1] }).code}`);
      await page.getByRole("heading", { name: "2 participants", exact: true }).waitFor();
      await comparisonDrawn(page);
      assert.match(await page.getByRole("region", { name: "Ce que disent vos réponses" }).innerText(), shows);
      await page.getByText("Pour les experts").click();
      assert.equal(await page.getByText("W de Kendall").count() > 0 || await page.getByText("ρ").count() > 0, (model.priorities?.top ?? 0) > 0);
      await assertAccessible(page, "the comparison");
      assert.ok((await page.locator("parvis-charter").getByRole("textbox", { name: /^Notre décision/ }).count()) > 0);

      await page.getByRole("button", { name: "Présenter au groupe" }).click();
      const dialog = page.getByRole("dialog", { name: "Présentation au groupe" });
      const at = () => dialog.getByText(/^\d+ \/ \d+$/).innerText();
      for (let presses = 0; presses < 100 && !/^(\d+) \/ \1$/.test(await at()); presses += 1) {
        await page.keyboard.press("ArrowRight");
        const sideways = await dialog.evaluate((dialog) => [dialog, ...dialog.querySelectorAll("*")].filter((one) =>
          getComputedStyle(one).overflowX === "auto" && one.scrollWidth > one.clientWidth && !one.matches("[tabindex]")).length);
        assert.equal(sideways, 0, `slide ${await at()} scrolls sideways`);
      }
      assert.match(await at(), /^(\d+) \/ \1$/);
      await assertAccessible(page, "the last slide");
      assertQuiet(complaints);
    } finally {
      await site.close();
    }
  });
}
