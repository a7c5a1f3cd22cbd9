// A site with `offline: true`, read without a network: what was visited, the self-test, the events to come; never an old text online; and
// nothing left behind once it is switched off.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, request as ask } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { resultDrawn } from "./people.js";
import { BASE, ROOT, parvis, startSite } from "./site.js";
import { PHONE, assertAccessible, assertQuiet, openBrowser, until, visit } from "./visitor.js";

const DAY = "2026-11-26";
const ARTICLE = "articles/culture-de-ou-culture-du/";
const TITLE = "Culture de service";
const SELFTEST = "le-modele/testez-vous/";
const TO_COME = "evenements/rencontres-du-parvis-2027/";
const UNVISITED = "glossaire/nps/";

let browser;
let root;
let site;
let network;
let url;
let config;

before(async () => {
  root = await mkdtemp(join(tmpdir(), "parvis-offline-"));
  await cp(join(ROOT, "content"), join(root, "content"), { recursive: true });
  await cp(join(ROOT, "themes"), join(root, "themes"), { recursive: true });
  config = await readFile(join(root, "content/site.yaml"), "utf8");
  await switchTo(true);
  site = await startSite(root, { today: DAY });
  network = await startNetwork(new URL(site.url));
  url = `${network.origin}${BASE}`;
  browser = await openBrowser();
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await network?.close();
  await site?.close();
  await rm(root, { recursive: true, force: true });
});

async function switchTo(offline) {
  await writeFile(join(root, "content/site.yaml"), config.replace("features: {", `features: {offline: ${offline}, `));
}

// Publishes the site as its sources are now, over what its visitors see.
async function publish() {
  await promisify(execFile)(parvis(), ["build", "--root", root, "--out", site.folder, "--base-url", site.url, "--today", DAY]);
}

// What lies between the visitor and the site: "up"; "down", no connection holds; or "mute", requests are taken and never answered, as in a crowded
// hall. The browser's own switch for a lost network does not reach workers.
async function startNetwork({ hostname, port }) {
  const between = { state: "up" };
  const server = createServer((request, response) => {
    if (between.state === "mute") return;
    if (between.state === "down") return request.socket.destroy();
    const passed = ask({ hostname, port, path: request.url, method: request.method, headers: request.headers }, (answer) => {
      // As GitHub Pages says of every file.
      response.writeHead(answer.statusCode, { ...answer.headers, "Cache-Control": "max-age=600" });
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  between.origin = `http://127.0.0.1:${server.address().port}`;
  between.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return between;
}

// A visitor who has read `paths` with a network; what those pages needed is kept.
async function visitorOf(paths, options = {}) {
  network.state = "up";
  const visitor = await visit(browser, { origin: network.origin, ...options });
  for (const path of paths) await read(visitor.page, path);
  return visitor;
}

async function read(page, path) {
  await page.goto(url + path, { waitUntil: "load" });
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The page tells the worker what it is made of, or the worker has seen it.
  await until(page, async () => {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const needed = [location.origin + location.pathname, ...loaded];
    const kept = await Promise.all(needed.map((address) => caches.match(address)));
    return kept.every(Boolean);
  });
}

// Everything that is kept on the device: the address of each copy, by the kind of its cache.
function everythingKept(page) {
  return page.evaluate(async () => {
    const kept = {};
    for (const name of await caches.keys()) {
      const kind = name.split(" ")[2];
      kept[kind] = [...(kept[kind] ?? []), ...(await (await caches.open(name)).keys()).map((request) => request.url)];
    }
    return kept;
  });
}

test("an article that was read is read again without a network, also as the first page of all", { timeout: 60_000 }, async () => {
  for (const paths of [[ARTICLE], ["", ARTICLE]]) {
    const { page, context, complaints } = await visitorOf(paths);
    network.state = "down";
    await page.goto(url + ARTICLE, { waitUntil: "networkidle" });
    assert.match(await page.locator("h1").innerText(), new RegExp(TITLE));
    assert.equal(await page.evaluate(() => document.styleSheets.length > 1 && getComputedStyle(document.body).fontFamily.includes("Newsreader")), true);
    assertQuiet(complaints);
    await context.close();
  }
});

test("the self-test gives its result without a network, to who read the home page only", { timeout: 60_000 }, async () => {
  const { page, context, complaints } = await visitorOf([""], { viewport: PHONE });
  network.state = "down";
  await page.goto(url + SELFTEST);
  await page.locator("parvis-selftest[data-ready]").waitFor();
  await page.getByLabel("Toutes ensemble").check();
  await page.evaluate(() => {
    for (const input of document.querySelectorAll('[data-statement] input[value="3"]')) input.checked = true;
    document.querySelector("[data-statement] input:checked").dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.locator('[data-part="next"]').click();
  await resultDrawn(page);
  await page.getByRole("heading", { name: "Votre résultat" }).waitFor();
  assert.ok((await page.locator(".result-number").allInnerTexts()).length > 0);
  assertQuiet(complaints);
  await context.close();
});

test("the programme of an event to come is read without a network though nobody visited it; that of a past event is not kept", { timeout: 60_000 }, async () => {
  const { page, context, complaints } = await visitorOf([""]);
  const { start } = await everythingKept(page);
  const events = start.filter((address) => address.startsWith(`${url}evenements/`));
  assert.ok(events.includes(url + TO_COME));
  assert.ok(events.every((address) => !/20(1\d|2[0-5])/.test(address)), `past events are kept: ${events}`);
  network.state = "down";
  await page.goto(url + TO_COME, { waitUntil: "networkidle" });
  await page.getByText("Lire un indicateur sans se mentir").first().waitFor();
  assertQuiet(complaints);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`in place of a page that is not kept stands one that leads to those that are (${colorScheme})`, { timeout: 60_000 }, async () => {
    const { page, context, complaints } = await visitorOf(["", ARTICLE], { colorScheme, viewport: colorScheme === "dark" ? PHONE : undefined });
    network.state = "down";
    await page.goto(url + UNVISITED, { waitUntil: "networkidle" });
    await page.getByRole("heading", { level: 1, name: "Pas de réseau" }).waitFor();
    await page.locator("parvis-kept[data-ready]").waitFor();
    assert.equal(page.url(), url + UNVISITED);
    await assertAccessible(page, "the page without a network");
    if (process.env.SHOTS) {
      await page.screenshot({ path: join(process.env.SHOTS, `offline-${colorScheme}.png`), fullPage: true });
    }
    assert.equal(await page.getByText("Aucune page n’est encore gardée").isVisible(), false);
    const links = await page.locator("parvis-kept li a").evaluateAll((all) => all.map((link) => [link.textContent, link.href]));
    assert.deepEqual(links.filter(([, href]) => href === url + SELFTEST).length, 1);
    assert.deepEqual(links.at(-1)[1], url + ARTICLE, "what was visited comes behind what is always there");
    const days = await page.locator("[data-part=start] li").evaluateAll((all) => all.map((item) => item.querySelector("time")?.dateTime ?? ""));
    assert.deepEqual(days, [...days].sort(), "pages without a day, then events by theirs");
    assert.ok(days.filter(Boolean).length > 1);
    await page.getByText("La recherche demande le réseau").waitFor();
    assert.equal(new Set(links.map(([, href]) => href)).size, links.length);
    assert.ok(links.every(([title]) => title.length > 2 && !title.includes(" — Parvis")));
    for (const [, href] of links) {
      await page.goto(href);
      assert.notEqual(await page.locator("h1").innerText(), "Pas de réseau", href);
    }
    await page.goto(url + UNVISITED);
    await page.locator("parvis-kept[data-ready]").waitFor();
    network.state = "up";
    await page.getByRole("button", { name: "Réessayer" }).click();
    await page.getByRole("heading", { level: 1, name: "NPS" }).waitFor();
    assertQuiet(complaints);
    await context.close();
  });
}

test("who has nothing kept is told so", { timeout: 60_000 }, async () => {
  network.state = "up";
  const { page, context, complaints } = await visit(browser, { origin: network.origin });
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException("refused", "SecurityError"));
  });
  await page.goto(`${url}hors-ligne/`);
  await page.getByText("Aucune page n’est encore gardée").waitFor();
  await assertAccessible(page, "the page without a network, and nothing kept");
  assert.equal(await page.locator('meta[name="robots"]').getAttribute("content"), "noindex");
  assertQuiet(complaints);
  await context.close();
});

test("where the network is mute the copy is shown after some seconds", { timeout: 60_000 }, async () => {
  const { page, context, complaints } = await visitorOf(["", ARTICLE]);
  network.state = "mute";
  const begun = Date.now();
  await page.goto(url + ARTICLE, { waitUntil: "commit" });
  const waited = Date.now() - begun;
  assert.match(await page.locator("h1").innerText(), new RegExp(TITLE));
  assert.ok(waited > 3000 && waited < 8000, `${waited} ms`);
  assertQuiet(complaints);
  await context.close();
});

test("after a new build the new text is shown at once, and it is the one that is kept", { timeout: 90_000 }, async () => {
  const { page, context, complaints } = await visitorOf(["", ARTICLE]);
  const file = join(root, "content", `${ARTICLE.slice(0, -1)}.md`);
  const original = await readFile(file, "utf8");
  await writeFile(file, `${original}\nUne phrase ajoutée après la visite.\n`);
  try {
    await publish();
    await page.goto(url + ARTICLE, { waitUntil: "networkidle" });
    assert.equal(await page.getByText("Une phrase ajoutée après la visite.").isVisible(), true);
    network.state = "down";
    await page.goto(url + ARTICLE);
    assert.equal(await page.getByText("Une phrase ajoutée après la visite.").isVisible(), true);
    assertQuiet(complaints);
  } finally {
    await writeFile(file, original);
    await publish();
  }
  await context.close();
});

test("a new version takes the place of the old one and leaves what was visited", { timeout: 90_000 }, async () => {
  const { page, context, complaints } = await visitorOf(["", ARTICLE]);
  const names = () => page.evaluate(() => caches.keys());
  const [before] = (await names()).filter((name) => name.includes(" start "));
  const file = join(root, "content/events/rencontres-du-parvis-2027.md");
  const original = await readFile(file, "utf8");
  await writeFile(file, `${original}\nLa salle a changé.\n`);
  try {
    await publish();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await until(page, async () => (await navigator.serviceWorker.getRegistration()).waiting !== null);
    // The browser lets a worker go when nothing of the site is open any more.
    await page.goto("about:blank");
    await page.waitForTimeout(200);
    await read(page, "");
    await until(page, async (old) => !(await caches.keys()).includes(old), before);
    assert.equal((await names()).filter((name) => name.includes(" start ")).length, 1);
    network.state = "down";
    await page.goto(url + TO_COME);
    await page.getByText("La salle a changé.").waitFor();
    await page.goto(url + ARTICLE);
    assert.match(await page.locator("h1").innerText(), new RegExp(TITLE));
    assertQuiet(complaints);
  } finally {
    await writeFile(file, original);
    await publish();
  }
  await context.close();
});

test("neither a fragment, a query, a fault nor a part of a file is kept", { timeout: 60_000 }, async () => {
  const { page, context } = await visitorOf(["", ARTICLE], { allowed: (text) => text.includes("404") });
  await page.goto(`${url}${UNVISITED}#personnel`);
  await page.goto(`${url}${SELFTEST}?utm=1#personnel`);
  await page.evaluate(async (base) => {
    await fetch(`${base}atom.xml?since=1`);
    await fetch(`${base}nowhere/`);
    await fetch(`${base}feed.json`, { headers: { Range: "bytes=0-9" } });
    await fetch(`${base}llms.txt`);
  }, url);
  await until(page, async (address) => Boolean(await caches.match(address)), `${url}llms.txt`);
  const addresses = Object.values(await everythingKept(page)).flat();
  assert.ok(addresses.includes(url + UNVISITED));
  assert.deepEqual(addresses.filter((address) => /[#?]|nowhere|atom\.xml|feed\.json/.test(address)), []);
  await context.close();
});

test("a device keeps a hundred visited pages, the last ones", { timeout: 90_000 }, async () => {
  const { page, context, complaints } = await visitorOf(["", ARTICLE]);
  const read = await page.evaluate(async (sitemap) => {
    const map = new DOMParser().parseFromString(await (await fetch(sitemap)).text(), "text/xml");
    const pages = [...map.querySelectorAll("loc")].map(({ textContent }) => location.origin + new URL(textContent).pathname);
    const chosen = pages.filter((address) => !address.includes("/evenements/")).slice(0, 130);
    navigator.serviceWorker.controller.postMessage({ keep: chosen });
    return chosen;
  }, `${url}sitemap.xml`);
  assert.equal(read.length, 130);
  await until(page, async (last) => Boolean(await caches.match(last)), read.at(-1));
  await until(page, async () => {
    const [name] = (await caches.keys()).filter((it) => it.endsWith(" visited"));
    return (await (await caches.open(name)).keys()).length === 100;
  });
  assertQuiet(complaints);
  await context.close();
});

test("a site in another language has a worker and a page of its own", { timeout: 60_000 }, async () => {
  const { page, context, complaints } = await visitorOf(["en/"]);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope), `${url}en/`);
  network.state = "down";
  await page.goto(`${url}en/the-model/compare/nowhere/`);
  await page.getByRole("heading", { level: 1, name: "No network" }).waitFor();
  assertQuiet(complaints);
  await context.close();
});

test("once the site is switched off, the worker goes with all that it kept", { timeout: 90_000 }, async () => {
  const { page, context, complaints } = await visitorOf(["", ARTICLE], {
    // For the ten minutes of its host's word, the browser's own store may have a page that asks for the worker: it is not there, and nothing comes of it.
    allowed: (text) => text.includes("service-worker.js") || text.includes("404"),
  });
  await switchTo(false);
  try {
    await publish();
    // A browser stops a worker that has nothing to do for some time, and starts it for the next page.
    const session = await context.newCDPSession(page);
    await session.send("ServiceWorker.enable");
    await session.send("ServiceWorker.stopAllWorkers");
    await page.goto(url + ARTICLE);
    assert.equal(await page.locator("script[data-worker]").count(), 0);
    await until(page, async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
    await until(page, async () => (await caches.keys()).length === 0);
    await page.goto(url, { waitUntil: "networkidle" });
    assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
    assert.deepEqual(await everythingKept(page), {});
    assertQuiet(complaints);
  } finally {
    await switchTo(true);
    await publish();
  }
  await context.close();
});
