// The search as members use it: the page at /recherche/, and the dialog that the header opens on every other page.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { startSite } from "./site.js";
import { DESKTOP, PHONE, assertNone, assertQuiet, axe, focusedText, openBrowser, visit } from "./visitor.js";

const QUIET = { timeout: 60_000 };

let browser;
let site;
let origin;

before(async () => {
  site = await startSite();
  browser = await openBrowser();
  origin = new URL(site.url).origin;
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await site?.close();
});

// A page with the search open at an address such as `?q=client`.
async function openSearch(query = "", options = {}) {
  const visitor = await visit(browser, { origin, ...options });
  await visitor.page.goto(`${site.url}recherche/${query}`);
  const main = visitor.page.getByRole("main");
  return { ...visitor, main, field: main.getByRole("searchbox"), status: main.getByRole("status"), list: main.getByRole("listitem") };
}

// The titles of the results, once there are some that answer what is typed.
async function titles(scope) {
  const links = scope.locator(".search-list:not([aria-busy]) .search-item a");
  await links.first().waitFor();
  return links.allInnerTexts();
}

// Asks by the address, so that what is shown is the answer to this query.
async function ask({ page }, query) {
  await page.goto(`${site.url}recherche/?q=${encodeURIComponent(query)}`);
}

async function assertAccessible(page, what) {
  const { violations } = await axe(page).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  assertNone(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`), what);
}

describe("the search page", () => {
  test("forgives accents, elisions, ligatures, endings and one typing error", QUIET, async () => {
    const search = await openSearch();
    // Each of these words finds a page whose words are written otherwise.
    for (const [query, title] of [
      ["symetrie des attention", /symétrie/i],
      ["enchanter", /enchantement/i],
      ["decreter l'enchantement", /ne se décrète pas/],
      ["coeur", /./],
      ["manageriale", /managérial/i],
      ["diretceurs visions", /Sept directeurs, sept visions/],
    ]) {
      await ask(search, query);
      const found = await titles(search.main);
      assert.ok(found.some((text) => title.test(text)), `${query}: ${found.join(" · ")}`);
    }
    assertQuiet(search.complaints);
  });

  test("tells culture de service from culture du service", QUIET, async () => {
    const search = await openSearch();
    const marked = async (query) => {
      await ask(search, query);
      await search.main.locator(".search-excerpt mark").first().waitFor();
      const marks = await search.main.locator("mark").allInnerTexts();
      return new Set(marks.map((text) => text.toLowerCase().replace(/[-\s]+/g, " ")));
    };
    assert.deepEqual([...(await marked("« culture du service »"))], ["culture du service"]);
    assert.deepEqual([...(await marked('"culture de service"'))], ["culture de service"]);
    assertQuiet(search.complaints);
  });

  test("filters with counts, and keeps query and filters in the address", QUIET, async () => {
    const search = await openSearch("?q=service");
    const kind = search.main.getByLabel("Type");
    const articles = kind.locator("option", { hasText: /^Article \(\d+\)$/ });
    await articles.waitFor({ state: "attached" });
    const count = Number((await articles.textContent()).match(/\d+/)[0]);
    assert.ok(count > 0);
    await kind.selectOption("article");
    await search.status.filter({ hasText: new RegExp(`^${count} résultats?$`) }).waitFor();
    assert.equal(search.page.url(), `${site.url}recherche/?q=service&kind=article`);

    const shared = await openSearch("?q=service&kind=article");
    await shared.status.filter({ hasText: new RegExp(`^${count} résultats?$`) }).waitFor();
    assert.equal(await shared.main.getByLabel("Type").inputValue(), "article");
    await shared.main.getByRole("button", { name: "Retirer les filtres" }).click();
    await shared.page.waitForURL(`${site.url}recherche/?q=service`);
    assertQuiet([...search.complaints, ...shared.complaints]);
  });

  test("shows excerpts with the words found as they are written", QUIET, async () => {
    const search = await openSearch("?q=reclamations");
    await search.main.locator(".search-item mark").first().waitFor();
    const marks = await search.main.locator(".search-item mark").allInnerTexts();
    assert.ok(marks.some((text) => /^réclamation/i.test(text)), marks.join(" · "));
    assertQuiet(search.complaints);
  });

  test("says what it found instead, and offers another way where it finds nothing", QUIET, async () => {
    const search = await openSearch("?q=diretceurs+");
    await search.main.getByText("Résultats pour « directeurs").first().waitFor();
    await search.field.fill("« directeurs service enchantement »");
    const other = search.main.getByRole("button", { name: "Chercher ces mots sans les guillemets" });
    await other.click();
    assert.equal(await search.field.inputValue(), "directeurs service enchantement");
    await search.status.filter({ hasText: /^\d+ résultat/ }).waitFor();
    await search.field.fill("xylophonique ");
    await search.status.filter({ hasText: "Aucun résultat pour « xylophonique »" }).waitFor();
    assertQuiet(search.complaints);
  });

  test("is used by keyboard alone", QUIET, async () => {
    const search = await openSearch("?q=client");
    const found = await titles(search.main);
    await search.field.focus();
    await search.page.keyboard.press("ArrowDown");
    assert.equal(await focusedText(search.page), found[0].trim());
    await search.page.keyboard.press("ArrowDown");
    assert.equal(await focusedText(search.page), found[1].trim());
    await search.page.keyboard.press("ArrowUp");
    await search.page.keyboard.press("ArrowUp");
    assert.equal(await search.page.evaluate(() => document.activeElement.type), "search");
    await search.page.keyboard.press("ArrowDown");
    const address = await search.page.evaluate(() => document.activeElement.href);
    await search.page.keyboard.press("Enter");
    await search.page.waitForURL(address);
    assertQuiet(search.complaints);
  });

  test("says so when it cannot be loaded, and tries again", QUIET, async () => {
    const { page, context, main, field, status } = await openSearch("", { allowed: () => true });
    await context.route("**/recherche/index/**", (route) => route.abort());
    await page.reload();
    await field.fill("client");
    await status.filter({ hasText: "n’a pas pu être chargée" }).waitFor();
    await context.unroute("**/recherche/index/**");
    await main.getByRole("button", { name: "Réessayer" }).click();
    await status.filter({ hasText: /^\d+ résultat/ }).waitFor();
  });

  test("says that it searches while a slow network brings the index", QUIET, async () => {
    const visitor = await visit(browser, { origin });
    let arrive;
    const slow = new Promise((resolve) => { arrive = resolve; });
    await visitor.page.route("**/recherche/index/**", async (route) => {
      await slow;
      await route.continue();
    });
    await visitor.page.goto(`${site.url}recherche/?q=client`);
    const status = visitor.page.getByRole("main").getByRole("status");
    await status.filter({ hasText: "Recherche en cours" }).waitFor();
    arrive();
    await status.filter({ hasText: /^\d+ résultat/ }).waitFor();
    assertQuiet(visitor.complaints);
  });

  test("without JavaScript says what it needs", QUIET, async () => {
    const { page, complaints } = await visit(browser, { origin, javaScriptEnabled: false });
    await page.goto(`${site.url}recherche/`);
    await page.getByRole("main").locator("noscript p").filter({ hasText: "La recherche demande JavaScript" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Plan du site" }).waitFor();
    assertQuiet(complaints);
  });

  for (const [name, options] of [["wide and light", {}], ["narrow and dark", { viewport: PHONE, colorScheme: "dark" }]]) {
    test(`is accessible with its results and filters, ${name}`, QUIET, async () => {
      const search = await openSearch("?q=client&kind=article", options);
      await titles(search.main);
      await assertAccessible(search.page, `the search page, ${name}:`);
      const width = await search.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(width, 0, "nothing sticks out");
      assertQuiet(search.complaints);
    });
  }
});

describe("the dialog in the header", () => {
  async function start(options = {}) {
    const visitor = await visit(browser, { origin, ...options });
    await visitor.page.goto(`${site.url}articles/sept-directeurs-sept-visions/`);
    await visitor.page.locator("a.site-search-link[aria-keyshortcuts]").waitFor();
    const dialog = visitor.page.getByRole("dialog");
    return { ...visitor, dialog, field: dialog.getByRole("searchbox") };
  }

  for (const key of ["/", "Control+k"]) {
    test(`opens on ${key}, searches as one types, and gives the focus back on Escape`, QUIET, async () => {
      const { page, dialog, field, complaints } = await start();
      const link = page.getByRole("banner").getByRole("link", { name: "Rechercher" });
      await link.focus();
      await page.keyboard.press(key);
      await dialog.waitFor();
      await page.keyboard.type("symetrie");
      const found = await titles(dialog);
      assert.ok(found.some((title) => /symétrie/i.test(title)), found.join(" · "));
      await dialog.getByRole("status").filter({ hasText: /résultats/ }).waitFor();
      await page.keyboard.press("ArrowDown");
      assert.equal(await focusedText(page), found[0].trim());
      // A letter typed on a result goes on in the field.
      await page.keyboard.press("s");
      assert.equal(await field.inputValue(), "symetries");
      // Results that come late leave the focus where it went meanwhile.
      await page.keyboard.press("ArrowDown");
      const late = await titles(dialog);
      assert.equal(await focusedText(page), late[0].trim());
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      assert.equal(await focusedText(page), "Rechercher");
      assertQuiet(complaints);
    });
  }

  test("opens from the link, leads to a result by Enter, and to all results", QUIET, async () => {
    const { page, dialog, field, complaints } = await start();
    await page.getByRole("banner").getByRole("link", { name: "Rechercher" }).click();
    await field.fill("client du couloir");
    await titles(dialog);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site.url}articles/le-client-du-couloir/`);
    await page.keyboard.press("/");
    await field.fill("« culture du service »");
    await dialog.getByRole("link", { name: /^Voir (les \d+ résultats|le résultat)/ }).click();
    await page.waitForURL(/\/recherche\/\?q=/);
    await titles(page.getByRole("main"));
    assert.equal(await page.getByRole("main").getByRole("searchbox").inputValue(), "« culture du service »");
    assertQuiet(complaints);
  });

  test("Enter in the field leads to the search page, also before anything is loaded", QUIET, async () => {
    const { page, context, dialog, field } = await start({ allowed: () => true });
    await context.route("**/recherche/", (route) => (route.request().resourceType() === "document" ? route.continue() : new Promise(() => {})));
    await page.keyboard.press("/");
    await dialog.waitFor();
    await field.fill("enchantement");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site.url}recherche/?q=enchantement`);
    await titles(page.getByRole("main"));
  });

  test("keeps what is typed while its words and its index are on their way", QUIET, async () => {
    const { page, dialog, complaints } = await start();
    let arrive;
    const slow = new Promise((resolve) => { arrive = resolve; });
    await page.route(/\/recherche\/$|search\.wasm$/, async (route) => {
      await slow;
      await route.continue();
    });
    await page.keyboard.press("/");
    await dialog.waitFor();
    await page.keyboard.type("couloir");
    arrive();
    assert.ok((await titles(dialog)).some((title) => /couloir/.test(title)));
    assertQuiet(complaints);
  });

  test("on the search page the keys go to its field", QUIET, async () => {
    const { page, field, complaints } = await openSearch();
    await page.getByRole("banner").getByRole("link", { name: "Rechercher" }).focus();
    await page.keyboard.press("/");
    assert.equal(await field.evaluate((element) => element === document.activeElement), true);
    assert.equal(await page.getByRole("dialog").count(), 0);
    assertQuiet(complaints);
  });

  for (const [name, options] of [["wide and light", { viewport: DESKTOP }], ["narrow and dark", { viewport: PHONE, colorScheme: "dark" }]]) {
    test(`is accessible, ${name}`, QUIET, async () => {
      const { page, dialog, complaints } = await start(options);
      await page.keyboard.press("/");
      await page.keyboard.type("client");
      await titles(dialog);
      await assertAccessible(page, `the dialog, ${name}:`);
      assertQuiet(complaints);
    });
  }
});
