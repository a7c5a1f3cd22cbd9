// `parvis serve`: an editor changes a file and sees the page change; breaks one and reads the error over the last good page.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { ROOT, parvis } from "./site.js";
import { assertQuiet, openBrowser, visit } from "./visitor.js";

const ARTICLE = "content/articles/culture-de-ou-culture-du.md";

let browser;
let root;
let server;
let origin;

before(async () => {
  browser = await openBrowser();
  root = await mkdtemp(join(tmpdir(), "parvis-serve-"));
  await cp(join(ROOT, "content"), join(root, "content"), { recursive: true });
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  server = spawn(parvis(), ["serve", "--root", root, "--port", String(port), "--follow"], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => (output += data));
  const ended = new Promise((_, reject) => server.once("exit", (code) => reject(new Error(`parvis serve ended with ${code}:\n${output}`))));
  ended.catch(() => {});
  await Promise.race([ended, answers(origin)]);
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  if (server && server.exitCode === null) {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill();
    await ended;
  }
  if (root) await rm(root, { recursive: true, force: true });
});

test("an edit shows, an error lies over the last good page, and goes with its cause", { timeout: 90_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  const file = join(root, ARTICLE);
  const original = await readFile(file, "utf8");
  await page.goto(`${origin}/articles/culture-de-ou-culture-du/`);
  const title = page.locator("h1");
  const before = await title.textContent();

  await writeFile(file, `${original}\nUne phrase ajoutée pendant la relecture.\n`);
  await page.getByText("Une phrase ajoutée pendant la relecture.").waitFor();

  await writeFile(file, original.replace(/^date: .*$/m, "date: 2024-02-31"));
  const overlay = page.getByRole("alertdialog");
  await overlay.waitFor();
  const place = overlay.getByRole("link", { name: `${ARTICLE}:3:7` });
  assert.equal(await place.getAttribute("href"), `vscode://file${await realpath(root)}/${ARTICLE}:3:7`);
  const excerpt = await overlay.locator("pre").textContent();
  assert.match(excerpt, /^1 │ ---\n2 │ title: .*\n3 │ date: 2024-02-31\n4 │ /);
  assert.equal(await title.textContent(), before, "the last good page stays below");
  await page.getByText("Une phrase ajoutée pendant la relecture.").waitFor();

  await writeFile(file, original);
  await overlay.waitFor({ state: "hidden" });
  await page.getByText("Une phrase ajoutée pendant la relecture.").waitFor({ state: "detached" });
  assert.equal(await title.textContent(), before);
  assertQuiet(complaints);
});

test("a page keeps its place when it is loaded again", { timeout: 60_000 }, async () => {
  const { page } = await visit(browser, { origin });
  const file = join(root, ARTICLE);
  const original = await readFile(file, "utf8");
  await page.goto(`${origin}/articles/culture-de-ou-culture-du/`);
  await page.evaluate(() => scrollTo(0, 700));
  await writeFile(file, `${original}\nUne autre phrase, tout en bas.\n`);
  await page.getByText("Une autre phrase, tout en bas.").waitFor();
  await page.waitForFunction(() => Math.abs(scrollY - 700) < 50);
  await writeFile(file, original);
});

test("the page goes where the editor is, and keeps its place where it is already", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  const file = join(root, ARTICLE);
  const original = await readFile(file, "utf8");
  await page.goto(`${origin}/glossaire/`);
  await writeFile(file, `${original}\nUne phrase à suivre.\n`);
  await page.waitForURL(`${origin}/articles/culture-de-ou-culture-du/`);
  await page.getByText("Une phrase à suivre.").waitFor();
  // The visitor goes elsewhere, and stays there until the next edit.
  await page.goto(`${origin}/membres/`);
  await page.waitForTimeout(300);
  assert.equal(page.url(), `${origin}/membres/`);
  await writeFile(file, original);
  await page.waitForURL(`${origin}/articles/culture-de-ou-culture-du/`);
  await page.getByText("Une phrase à suivre.").waitFor({ state: "detached" });
  assertQuiet(complaints);
});

test("a style sheet changes on the page as it stands", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  await page.goto(`${origin}/articles/culture-de-ou-culture-du/`);
  await page.evaluate(() => {
    scrollTo(0, 700);
    globalThis.typed = "still here";
  });
  const tokens = await readFile(join(ROOT, "themes/parvis/css/tokens.css"), "utf8");
  const sheet = join(root, "themes/parvis/css/tokens.css");
  await mkdir(join(sheet, ".."), { recursive: true });
  for (const color of ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]) {
    await writeFile(sheet, `${tokens}\nbody { outline-color: ${color} !important; }\n`);
    await page.waitForFunction((color) => getComputedStyle(document.body).outlineColor === color, color);
    assert.equal(await page.evaluate(() => globalThis.typed), "still here", "the page was not loaded again");
    assert.ok(Math.abs((await page.evaluate(() => scrollY)) - 700) < 50);
  }
  const sheets = await page.locator("link[rel=stylesheet]").count();
  await page.reload();
  assert.equal(await page.locator("link[rel=stylesheet]").count(), sheets, "none is left of the former sheets");
  assertQuiet(complaints);
});

test("a new file is a new page", { timeout: 60_000 }, async () => {
  const { page } = await visit(browser, { origin });
  const path = `${origin}/note-de-relecture/`;
  assert.equal((await page.goto(path)).status(), 404);
  await writeFile(join(root, "content/note-de-relecture.md"), "---\ntitle: 'Note de relecture'\n---\nÀ relire.\n");
  await page.getByRole("heading", { level: 1, name: "Note de relecture" }).waitFor();
});

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// Resolves when the address answers, and gives up after half a minute.
async function answers(address) {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      await fetch(address);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
