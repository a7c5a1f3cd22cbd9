// The gallery of `parvis serve`: every component of the theme in each of its states, as it was last accepted.
//
// Each group of specimens is compared with the picture of it in `accepted/`, narrow and wide, light and dark; and so is what only exists once a
// script has made it, on the pages of the site of samples: a result, a comparison, what a search finds. Whoever changes the looks of
// the theme on purpose accepts the new ones, and looks at them in the commit: `ACCEPT=1 node --test gallery.test.js`. A group that looks
// otherwise is left in `differences/`, beside a picture of what differs.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";

import { paletteImage } from "./png.js";
import { assertRecorded } from "./record.js";
import { ROOT, parvis } from "./site.js";
import { assertNone, assertQuiet, axe, openBrowser, settled, visit } from "./visitor.js";

const ACCEPTED = join(ROOT, "tests/browser/accepted");
const DIFFERENCES = join(ROOT, "tests/browser/differences");
const SECTIONS = ["text", "cards", "events", "figures", "controls"];
const WIDTHS = [390, 1280];
const SCHEMES = ["light", "dark"];

// The samples' days are told from this one.
const TODAY = "2027-03-11";
const NOW = new Date(`${TODAY}T10:00:00+01:00`);

// A pixel differs where a channel does by more than this, of 255, a third of which is how far accepted pictures are rounded; a group where
// more than this share of its pixels do.
const CHANNEL = 12;
const SHARE = 0.0004;

// What has been seen: groups of components, and pages at their extremes.
const seenGroups = new Set();
let seenPages = 0;

let browser;
let server;
let origin;

before(async () => {
  // Letters are drawn alike on every machine: no hints for a screen, no coloured edges.
  browser = await openBrowser(["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"]);
  server = spawn(parvis(), ["serve", "--root", ROOT, "--port", "0", "--today", TODAY], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: server.stdout })) {
    origin = new URL(line).origin;
    break;
  }
  server.stdout.resume();
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  server?.kill();
});

async function open(page, path) {
  const response = await page.goto(`${origin}/_gallery/${path}`, { waitUntil: "load" });
  assert.equal(response.status(), 200, path);
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode()));
    await document.fonts.ready;
  });
  await settled(page);
}

async function visitGallery(options) {
  const visitor = await visit(browser, { origin, ...options });
  await visitor.page.clock.setFixedTime(NOW);
  // A text is painted once, in a local face where its own is late: on a busy machine a picture would show either.
  await visitor.page.route("**/*.css", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/font-display:\s*optional/g, "font-display: block") });
  });
  return visitor;
}

// The groups of the page as it stands, each with its place: those of the gallery, and once the frame of all pages.
function groups(page, section) {
  return page.evaluate((withFrame) => {
    const place = (name, element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { name, x: Math.floor(left + scrollX), y: Math.floor(top + scrollY), width: Math.ceil(width), height: Math.ceil(height) };
    };
    const found = [...document.querySelectorAll("[data-gallery]")].map((element) => place(element.dataset.gallery, element));
    if (withFrame) found.push(place("header", document.querySelector(".site-header")), place("footer", document.querySelector(".site-footer")));
    return found;
  }, section === "controls");
}

// Cuts `group` out of a picture of the page, and compares it with the accepted one. Runs in a page of its own, where a canvas does what a
// library would. Returns how many of its pixels differ or, where it cannot be compared, why; where it looks otherwise, or where nothing was
// accepted, what is seen and what differs, each in few colours.
async function compare({ shot, group, accepted, channel, share }) {
  const bitmap = async (base64) => createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
  const pixelsOf = (image, x, y, width, height) => {
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    context.drawImage(image, -x, -y);
    return context.getImageData(0, 0, width, height).data;
  };
  const inFewColours = (data) => {
    // Five bits a channel: a difference that no eye sees, a third of what counts as one.
    const rounded = (value) => Math.round(Math.round(value * 31 / 255) * 255 / 31);
    const key = (place) => (rounded(data[place]) << 16) | (rounded(data[place + 1]) << 8) | rounded(data[place + 2]);
    const counts = new Map();
    for (let place = 0; place < data.length; place += 4) counts.set(key(place), (counts.get(key(place)) ?? 0) + 1);
    const palette = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one)).slice(0, 256);
    const far = (one, other) => [16, 8, 0].reduce((sum, bits) => sum + (((one >> bits) & 255) - ((other >> bits) & 255)) ** 2, 0);
    const nearest = new Map(palette.map((colour, index) => [colour, index]));
    for (const colour of counts.keys()) {
      if (nearest.has(colour)) continue;
      const distances = palette.map((other) => far(colour, other));
      nearest.set(colour, distances.indexOf(Math.min(...distances)));
    }
    const text = (bytes) => {
      let text = "";
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    };
    const pixels = new Uint8Array(data.length / 4);
    for (let index = 0; index < pixels.length; index += 1) pixels[index] = nearest.get(key(index * 4));
    return { width: group.width, height: group.height, pixels: text(pixels), palette: text(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])) };
  };
  const { x, y, width, height } = group;
  if (globalThis.shot !== shot) Object.assign(globalThis, { shot, page: await bitmap(shot) });
  const now = pixelsOf(globalThis.page, x, y, width, height);
  if (!accepted) return { actual: inFewColours(now), reason: "no picture was accepted" };
  const before = await bitmap(accepted);
  if (before.width !== width || before.height !== height) {
    return { actual: inFewColours(now), reason: `${width} by ${height} pixels, and was ${before.width} by ${before.height}` };
  }
  const then = pixelsOf(before, 0, 0, width, height);
  const apart = (place) => Math.abs(now[place] - then[place]) > channel;
  const differs = (place) => apart(place) || apart(place + 1) || apart(place + 2);
  let different = 0;
  for (let place = 0; place < now.length; place += 4) if (differs(place)) different += 1;
  if (different <= share * width * height) return { different };
  // What stayed is left faint, what differs is red.
  const marks = new Uint8ClampedArray(now.length);
  for (let place = 0; place < now.length; place += 4) {
    const colour = differs(place) ? [215, 0, 60] : [0, 1, 2].map((offset) => 190 + now[place + offset] / 4);
    marks.set(colour, place);
  }
  return { different, actual: inFewColours(now), difference: inFewColours(marks), reason: `${different} of ${width * height} pixels differ` };
}

async function write(folder, name, { width, height, pixels, palette }) {
  const bytes = (text) => Buffer.from(text, "base64");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), paletteImage({ width, height, pixels: bytes(pixels), palette: bytes(palette) }));
}

// What has been compared, by the names of the pictures.
const compared = new Set();

// Compares a group of a picture of a page with the accepted one of that name, or accepts it; says what is wrong.
async function judge(studio, shot, group, name) {
  compared.add(`${name}.png`);
  const accepted = process.env.ACCEPT ? null : await readFile(join(ACCEPTED, `${name}.png`), "base64").catch(() => null);
  const { actual, difference, reason, different } = await studio.evaluate(compare, { shot, group, accepted, channel: CHANNEL, share: SHARE });
  if (different > 0 && process.env.SHOW) console.log(`${name}: ${different} of ${group.width * group.height} pixels differ`);
  if (process.env.ACCEPT) await write(ACCEPTED, `${name}.png`, actual);
  else if (reason) {
    await write(DIFFERENCES, `${name}.png`, actual);
    if (difference) await write(DIFFERENCES, `${name}-difference.png`, difference);
    return [`${name}: ${reason}`];
  }
  return [];
}

const OTHERWISE = "look otherwise than in tests/browser/accepted (what was seen lies in tests/browser/differences; ACCEPT=1 accepts it):";

// What a script makes, by the page of the site of samples it is made on: how a visitor comes there, and what to look at, by the name of its
// picture. `window` is for what stands over the page.
const STATES = [
  { path: "le-modele/testez-vous/", shown: { "selftest-question": "main" }, window: true },
  {
    path: "le-modele/testez-vous/",
    async drive(page) {
      await page.getByLabel("Toutes ensemble").check();
      await page.evaluate(() => {
        for (const [rank, rating] of document.querySelectorAll("fieldset.rating").entries()) {
          rating.querySelector(`input[value="${rating.dataset.rating === "target" ? 4 : (rank * 7) % 5}"]`).click();
        }
      });
      await page.locator('[data-part="next"]').click();
      await page.locator(".result-exports").waitFor();
      // The server has another port each time.
      await page.locator(".result-sharing input[readonly]").evaluateAll((fields) => {
        for (const field of fields) field.value = "https://exemple.example.org/le-modele/comparer/#r=P1";
      });
    },
    shown: { "result-levels": ".result-levels", "result-profile": ".result-profile", "result-gap": ".result-gaps", "result-symmetry": ".result-symmetry", "result-sharing": ".result-sharing" },
  },
  {
    path: "le-modele/comparer/",
    async drive(page) {
      await page.getByLabel("Liens ou codes de résultat").fill("Bonjour, voici mon résultat.");
      await page.getByRole("button", { name: "Ajouter", exact: true }).click();
      await page.getByText("Aucun code de résultat dans ce texte").waitFor();
    },
    shown: { "comparison-refused": ".compare-import" },
  },
  {
    path: "le-modele/comparer/",
    async drive(page) {
      await page.getByRole("button", { name: /Voir un exemple/ }).click();
      await page.locator(".comparison-expert").waitFor();
    },
    shown: {
      "comparison-people": ".compare-people",
      "comparison-overview": ".comparison-overview",
      "comparison-dimension": ".comparison-dimensions .divergence",
      "comparison-map": ".comparison-map",
      "comparison-camps": ".comparison-camps .camp",
      "comparison-priorities": ".comparison-priorities",
      "comparison-groups": ".comparison-groups",
    },
  },
  {
    path: "recherche/?q=motiff",
    async drive(page) {
      await page.locator(".search-item").first().waitFor();
      await page.locator(".search-filters summary").click();
      await page.locator("option", { hasText: /\(\d/ }).first().waitFor({ state: "attached" });
    },
    shown: { "search-results": "parvis-search" },
  },
  {
    path: "recherche/?q=zzxqv",
    drive: (page) => page.locator(".search-elsewhere").waitFor(),
    shown: { "search-nothing": "parvis-search" },
  },
  {
    path: "articles/complet/",
    async drive(page) {
      await page.keyboard.press("/");
      await page.locator(".search-dialog-field").fill("motif");
      await page.locator(".search-dialog .search-item").first().waitFor();
    },
    shown: { "search-dialog": ".search-dialog" },
    window: true,
  },
  {
    path: "articles/complet/",
    async drive(page) {
      const button = page.locator(".site-menu-button");
      if (await button.isVisible()) await button.click();
      await page.locator(".site-submenu summary").first().click();
    },
    shown: { "menu-open": ".site-menu", "submenu-open": ".site-submenu[open] > ul" },
    window: true,
  },
];

describe("the components look as they were accepted", () => {

  before(async () => {
    await rm(DIFFERENCES, { recursive: true, force: true });
    await mkdir(ACCEPTED, { recursive: true });
  });

  for (const section of SECTIONS) {
    test(section, { timeout: 60_000 }, async () => {
      const faults = [];
      const studio = await (await browser.newContext()).newPage();
      const { page, context, complaints } = await visitGallery({ viewport: { width: WIDTHS[0], height: 900 } });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await open(page, `${section}/`);
        for (const scheme of SCHEMES) {
          await page.emulateMedia({ colorScheme: scheme });
          const shot = (await page.screenshot({ fullPage: true, animations: "disabled", caret: "hide" })).toString("base64");
          for (const group of await groups(page, section)) {
            seenGroups.add(group.name);
            faults.push(...(await judge(studio, shot, group, `${group.name}-${width}-${scheme}`)));
          }
        }
      }
      assertQuiet(complaints);
      await context.close();
      await studio.context().close();
      assertNone(faults, OTHERWISE);
    });
  }

  for (const { path, drive, shown, window } of STATES) {
    test(`what a script makes of ${path}: ${Object.keys(shown).join(", ")}`, { timeout: 60_000 }, async () => {
      const faults = [];
      const studio = await (await browser.newContext()).newPage();
      for (const width of WIDTHS) {
        const { page, context, complaints } = await visitGallery({ viewport: { width, height: 900 } });
        await open(page, `samples/${path}`);
        await drive?.(page);
        for (const scheme of SCHEMES) {
          await page.emulateMedia({ colorScheme: scheme });
          await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
          if (!window) await page.evaluate(() => scrollTo(0, 0));
          const shot = (await page.screenshot({ fullPage: !window, animations: "disabled", caret: "hide" })).toString("base64");
          for (const [name, selector] of Object.entries(shown)) {
            const group = await page.locator(selector).first().evaluate((element, inWindow) => {
              const { left, top, width, height } = element.getBoundingClientRect();
              const seen = inWindow ? Math.min(height, innerHeight - top) : height;
              return { x: Math.floor(left), y: Math.floor(top + scrollY), width: Math.ceil(width), height: Math.ceil(seen) };
            }, window);
            faults.push(...(await judge(studio, shot, group, `${name}-${width}-${scheme}`)));
          }
        }
        assertQuiet(complaints);
        await context.close();
      }
      await studio.context().close();
      assertNone(faults, OTHERWISE);
    });
  }

  after(async () => {
    const stale = (await readdir(ACCEPTED)).filter((name) => !compared.has(name));
    if (process.env.ACCEPT) await Promise.all(stale.map((name) => rm(join(ACCEPTED, name))));
    else assertNone(stale, "accepted pictures of nothing:");
  });
});

// One page of each kind is enough of a site; of the kinds that long words, long lists and missing values change, the page that has them.
const PAGES = {
  samples: ["", "articles/", "articles/complet/", "articles/mots-longs/", "categories/mots-longs/", "series/les-echantillons/", "auteurs/le-fevre-de-la-haute-lande/",
    "archives/", "glossaire/", "glossaire/interdepartementalisation/", "le-modele/", "le-modele/vision-partagee/", "le-modele/testez-vous/",
    "le-modele/comparer/", "benchmark/", "benchmark/2026/", "benchmark/2025/", "evenements/", "evenements/programme/", "evenements/mots-longs/",
    "livres/", "livres/long/", "membres/", "recherche/", "plan-du-site/", "pieces/texte/", "pieces/blocs/"],
  new: ["", "articles/", "glossaire/", "evenements/"],
  empty: ["", "articles/", "archives/", "glossaire/", "benchmark/", "evenements/", "livres/", "membres/", "recherche/", "accessibilite/", "404.html"],
};

// What is wider than its window or cut at an edge. What scrolls by itself, or is cut on purpose, is not.
function cut(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const faults = [];
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} pixels wide in ${root.clientWidth}`);
    for (const element of document.querySelectorAll("body *")) {
      const { right, left, width } = element.getBoundingClientRect();
      if (width === 0 || (right <= root.clientWidth + 1 && left >= -1) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (element.closest(".visually-hidden, .skip-link, svg *, [aria-hidden=true]")) continue;
      let scroller = element.parentElement;
      while (scroller && getComputedStyle(scroller).overflowX === "visible") scroller = scroller.parentElement;
      if (scroller && scroller !== document.body && scroller !== root && ["auto", "scroll"].includes(getComputedStyle(scroller).overflowX)) continue;
      faults.push(`${element.localName}.${element.getAttribute("class") ?? ""} reaches from ${Math.round(left)} to ${Math.round(right)}`);
    }
    return faults.slice(0, 3);
  });
}

// Dark pages differ from light ones in their colours only. The gallery shows three navigations of lists in one page, each named as its only one.
function axeIn(scheme, page) {
  const builder = axe(page);
  return scheme === "dark" ? builder.withRules(["color-contrast", "link-in-text-block"]) : builder.disableRules(["landmark-unique"]);
}

describe("at its extremes", () => {
  for (const [site, paths] of Object.entries({ gallery: ["", ...SECTIONS.map((section) => `${section}/`)], ...PAGES })) {
    test(`${site}: nothing is cut from 320 to 1920 pixels, with larger text, in forced colours`, { timeout: 120_000 }, async () => {
      const faults = [];
      const { page, context, complaints } = await visitGallery({ viewport: { width: 320, height: 640 } });
      for (const path of paths) {
        const where = site === "gallery" ? path : `${site}/${path}`;
        await page.setViewportSize({ width: 320, height: 640 });
        await open(page, where);
        const look = async (how) => faults.push(...(await cut(page)).map((fault) => `${where} ${how}: ${fault}`));
        await look("at 320");
        // 200 % of a window of 1,280, and the text alone at 200 %.
        await page.setViewportSize({ width: 640, height: 450 });
        await look("at 640");
        await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
        await page.setViewportSize({ width: 1280, height: 900 });
        await look("with text at 200 %");
        await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
        await page.setViewportSize({ width: 1920, height: 1080 });
        await look("at 1920");
        if (site !== "gallery") continue;
        await page.emulateMedia({ forcedColors: "active" });
        await look("in forced colours");
        await page.emulateMedia({ forcedColors: "none" });
      }
      assertNone(faults, "cut or too wide:");
      seenPages += paths.length;
      assertQuiet(complaints);
      await context.close();
    });
  }

  test("axe finds nothing in the gallery", { timeout: 120_000 }, async () => {
    const faults = [];
    const { page, context } = await visitGallery();
    for (const section of ["", ...SECTIONS.map((section) => `${section}/`)]) {
      await open(page, section);
      for (const scheme of SCHEMES) {
        await page.emulateMedia({ colorScheme: scheme });
        const { violations } = await axeIn(scheme, page).analyze();
        for (const { id, nodes } of violations) faults.push(...nodes.map(({ target }) => `${section} ${scheme}: ${id}: ${target.join(" ")}`));
      }
    }
    assertNone(faults, "axe finds:");
    await context.close();
  });
});

test("the accessibility statement says what was tested here", async () => {
  await assertRecorded("gallery", { groups: [...seenGroups].sort(), pages: seenPages, schemes: SCHEMES }, browser);
});
