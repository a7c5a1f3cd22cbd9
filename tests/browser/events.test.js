// Events by the clock: what a browser makes of pages that were built some days before is what a build of the day makes.

import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { ROOT, startSite } from "./site.js";
import { assertAccessible, assertQuiet, openBrowser, visit } from "./visitor.js";

const SITE = `title: 'Site'
description: 'Un site.'
base_url: 'https://example.org/'
time_zone: Europe/Paris
`;

// By name. Clocks go forward in the night of 28 March 2027 and back in that of 31 October.
const EVENTS = {
  veille: "start: 2027-03-27 18:00\nend: 2027-03-27 20:00",
  "nuit-courte": "start: 2027-03-28 01:30\nend: 2027-03-28 03:30",
  "mois-entier": "start: 2027-03-20\nend: 2027-04-20",
  "deux-heures": "start: 2027-04-10 12:30\nend: 2027-04-10 14:30",
  annule: "start: 2027-04-12 18:00\nend: 2027-04-12 19:00\nstatus: cancelled",
  "sans-fin": "start: 2027-06-01 18:00",
  "une-journee": "start: 2027-06-02",
  "nuit-longue": "start: 2027-10-31 01:30\nend: 2027-10-31 03:30",
  reveillon: "start: 2027-12-31 20:00\nend: 2028-01-01 02:00",
  reporte: "start: 2027-04-01 18:00\nend: 2027-04-01 19:00\nstatus: postponed",
  "sans-annee": "year: unknown\nday: 04-18",
  ancien: "start: 2026-05-05",
  inscription: "start: 2027-05-20 09:00\nend: 2027-05-20 12:00\nregistration: {url: 'https://inscription.example.org/', opens: 2027-04-05, closes: 2027-05-10}",
};

const BUILT = "2027-03-21";

let browser;
let root;
let site;
let origin;

before(async () => {
  root = await mkdtemp(join(tmpdir(), "parvis-events-"));
  await mkdir(join(root, "content/events"), { recursive: true });
  await cp(join(ROOT, "themes"), join(root, "themes"), { recursive: true });
  await writeFile(join(root, "content/site.yaml"), SITE);
  for (const [name, keys] of Object.entries(EVENTS)) {
    await writeFile(join(root, `content/events/${name}.md`), `---\ntitle: '${name}'\n${keys}\n---\nTexte.\n`);
  }
  site = await startSite(root, { today: BUILT });
  browser = await openBrowser();
  origin = new URL(site.url).origin;
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await site?.close();
  await rm(root, { recursive: true, force: true });
});

// What the page shows, as a visitor reads it: names under the heading that they stand below.
function lists() {
  const shown = (element) => element.checkVisibility();
  const cards = (within) => [...within.querySelectorAll(".event-card")].filter(shown).map((card) => {
    const title = card.querySelector(".event-card-title");
    const now = [...card.querySelectorAll(".badge-now")].some(shown);
    return `${title.tagName} ${title.textContent.trim()}${now ? " (now)" : ""}`;
  });
  return [...document.querySelectorAll("main section")].filter((section) => !section.querySelector("section")).map((section) => [
    section.querySelector("h2, h3").textContent.trim(), ...cards(section), ...[...section.querySelectorAll(".empty-state")].filter(shown).map((note) => note.textContent.trim()),
  ]);
}

// What a visitor sees at `path` whose clock says `now`.
async function seen(url, path, now, options = {}) {
  const { page, context, complaints } = await visit(browser, { origin: new URL(url).origin, ...options });
  if (options.javaScriptEnabled !== false) await page.clock.setFixedTime(new Date(now));
  await page.goto(url + path, { waitUntil: "networkidle" });
  const result = await page.evaluate(lists);
  assertQuiet(complaints);
  await context.close();
  return result;
}

for (const [day, midnight] of [
  ["2027-03-28", "2027-03-27T23:00:00Z"],
  ["2027-03-29", "2027-03-28T22:00:00Z"],
  ["2027-04-11", "2027-04-10T22:00:00Z"],
  ["2027-06-02", "2027-06-01T22:00:00Z"],
  ["2027-11-01", "2027-10-31T23:00:00Z"],
  ["2028-01-02", "2028-01-01T23:00:00Z"],
]) {
  test(`an old list reads on ${day} as one built that day`, { timeout: 60_000 }, async () => {
    const fresh = await startSite(root, { today: day });
    try {
      const built = await seen(fresh.url, "evenements/", midnight, { javaScriptEnabled: false });
      assert.deepEqual(await seen(site.url, "evenements/", midnight), built);
      assert.deepEqual(await seen(site.url, "evenements/", midnight, { timezoneId: "Pacific/Auckland" }), built);
    } finally {
      await fresh.close();
    }
  });
}

test("an event is on from its first moment until before its last, and then over", { timeout: 60_000 }, async () => {
  const standing = async (now) => {
    const sections = await seen(site.url, "evenements/", now);
    const section = sections.find((entries) => entries.some((entry) => entry.includes("deux-heures")));
    return [section[0], section.find((entry) => entry.includes("deux-heures"))];
  };
  // From 12:30 to 14:30 in Paris, two hours ahead of UTC.
  assert.deepEqual(await standing("2027-04-10T10:29:59Z"), ["À venir", "H3 deux-heures"]);
  assert.deepEqual(await standing("2027-04-10T10:30:00Z"), ["À venir", "H3 deux-heures (now)"]);
  assert.deepEqual(await standing("2027-04-10T12:29:59Z"), ["À venir", "H3 deux-heures (now)"]);
  assert.deepEqual(await standing("2027-04-10T12:30:00Z"), ["2027", "H4 deux-heures"]);
});

test("the home page goes on to the next events, and says when there are none", { timeout: 60_000 }, async () => {
  const next = async (now) => (await seen(site.url, "", now)).find(([heading]) => heading === "Prochains rendez-vous").slice(1);
  assert.deepEqual(await next("2027-03-21T12:00:00Z"), ["H3 mois-entier (now)", "H3 veille", "H3 nuit-courte"]);
  assert.deepEqual(await next("2027-03-28T00:45:00Z"), ["H3 mois-entier (now)", "H3 nuit-courte (now)", "H3 deux-heures"]);
  assert.deepEqual(await next("2027-04-15T12:00:00Z"), ["H3 mois-entier (now)", "H3 inscription"]);
  assert.deepEqual(await next("2028-02-01T12:00:00Z"), ["Aucun rendez-vous annoncé pour le moment."]);
});

test("a page that was left open is right again when it is looked at", { timeout: 60_000 }, async () => {
  const { page, context } = await visit(browser, { origin });
  await page.clock.setFixedTime(new Date("2027-04-10T08:00:00Z"));
  await page.goto(`${site.url}evenements/`, { waitUntil: "networkidle" });
  const [upcoming] = await page.evaluate(lists);
  await page.clock.setFixedTime(new Date("2027-04-11T08:00:00Z"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const later = await page.evaluate(lists);
  assert.ok(upcoming.includes("H3 deux-heures"));
  assert.deepEqual(later, await seen(site.url, "evenements/", "2027-04-11T08:00:00Z"));
  await assertAccessible(page, "the list, sorted again");
  await context.close();
});

test("one registers and adds to a calendar while it makes sense", { timeout: 60_000 }, async () => {
  const offered = async (name, now) => {
    const { page, context, complaints } = await visit(browser, { origin });
    await page.clock.setFixedTime(new Date(now));
    await page.goto(`${site.url}evenements/${name}/`, { waitUntil: "networkidle" });
    const words = ["S’inscrire", "Les inscriptions sont closes.", "Google Agenda", "Fichier ICS", "Terminé", "En ce moment"];
    const visible = [];
    for (const word of words) {
      if (await page.getByText(word, { exact: true }).isVisible()) visible.push(word);
    }
    assertQuiet(complaints);
    await context.close();
    return visible;
  };
  const calendars = ["Google Agenda", "Fichier ICS"];
  assert.deepEqual(await offered("inscription", "2027-04-04T12:00:00Z"), calendars);
  assert.deepEqual(await offered("inscription", "2027-04-04T22:00:00Z"), ["S’inscrire", ...calendars]);
  assert.deepEqual(await offered("inscription", "2027-05-10T21:59:59Z"), ["S’inscrire", ...calendars]);
  assert.deepEqual(await offered("inscription", "2027-05-10T22:00:00Z"), ["Les inscriptions sont closes.", ...calendars]);
  assert.deepEqual(await offered("inscription", "2027-05-20T08:00:00Z"), ["Les inscriptions sont closes.", ...calendars, "En ce moment"]);
  assert.deepEqual(await offered("inscription", "2027-05-20T10:00:00Z"), ["Les inscriptions sont closes.", "Terminé"]);
  assert.deepEqual(await offered("annule", "2027-04-01T10:00:00Z"), ["Fichier ICS"]);
  assert.deepEqual(await offered("reporte", "2027-03-22T10:00:00Z"), ["Fichier ICS"]);
  assert.deepEqual(await offered("sans-annee", "2027-03-22T10:00:00Z"), []);
});
