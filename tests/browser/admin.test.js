// A site that is edited in the browser: the forms are those of the schemas, what they write passes `parvis check`, and the page asks nobody but
// this site.
//
// Sveltia CMS brings a backend for tests, which keeps the files of a repository in the browser's private file system. Only the backend is
// exchanged, on the way of the configuration to the page; the rest is what `parvis build` wrote.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { access, cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { ROOT, parvis, startSite } from "./site.js";
import { PHONE, assertFits, assertNone, assertQuiet, openBrowser, visit } from "./visitor.js";

const run = promisify(execFile);
const DAY = "2026-11-26";
const PACKAGE = join(ROOT, "tests/browser/node_modules/@sveltia/cms");
// Where the backend for tests keeps its files.
const STORE = "sveltia-cms-test";

let browser;
let root;
let site;

before(async () => {
  root = await sampleSite("admin: {}");
  await mkdir(join(root, "node_modules/@sveltia"), { recursive: true });
  await symlink(PACKAGE, join(root, "node_modules/@sveltia/cms"));
  site = await startSite(root, { today: DAY });
  browser = await openBrowser();
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await site?.close();
  await rm(root, { recursive: true, force: true });
});

// A copy of the sample site whose configuration begins with `lines`.
async function sampleSite(lines) {
  const folder = await mkdtemp(join(tmpdir(), "parvis-admin-"));
  await cp(join(ROOT, "content"), join(folder, "content"), { recursive: true });
  await cp(join(ROOT, "themes"), join(folder, "themes"), { recursive: true });
  const config = join(folder, "content/site.yaml");
  await writeFile(config, `${lines}\n${await readFile(config, "utf8")}`);
  return folder;
}

async function config() {
  return JSON.parse(await readFile(join(site.folder, "admin/config.json"), "utf8"));
}

// An editor at /admin/, who works on the files `paths` of the sample site.
async function editor(paths = [], options = {}) {
  const visitor = await visit(browser, { origin: new URL(site.url).origin, ...options });
  const { page, context } = visitor;
  await context.route("**/admin/config.json", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), backend: { name: "test-repo" } } });
  });
  // Any page of the site will do to lay out the files.
  await page.goto(site.url);
  const files = await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path), "utf8")]));
  await page.evaluate(async ({ store, files }) => {
    const top = await (await navigator.storage.getDirectory()).getDirectoryHandle(store, { create: true });
    for (const [path, text] of files) {
      const names = path.split("/");
      const name = names.pop();
      let folder = top;
      for (const each of names) folder = await folder.getDirectoryHandle(each, { create: true });
      const writer = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writer.write(text);
      await writer.close();
    }
  }, { store: STORE, files });
  await page.goto(`${site.url}admin/`);
  await page.getByRole("button", { name: "Travailler avec un dépôt de test" }).click();
  await page.getByRole("radio", { name: "Contenus" }).waitFor();
  return visitor;
}

// Every file of the backend, by path.
function stored(page) {
  return page.evaluate(async (store) => {
    const found = {};
    const read = async (folder, path) => {
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === "directory") await read(entry, `${path}${name}/`);
        else found[path + name] = await (await entry.getFile()).text();
      }
    };
    await read(await (await navigator.storage.getDirectory()).getDirectoryHandle(store), "");
    return found;
  }, STORE);
}

async function save(page) {
  await page.getByRole("button", { name: "Enregistrer" }).click();
}

// What `parvis check` says of the site once `files` are in it.
async function check(files) {
  const copy = await mkdtemp(join(tmpdir(), "parvis-edited-"));
  try {
    await cp(join(ROOT, "content"), join(copy, "content"), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await writeFile(join(copy, path), text);
    }
    const { stdout, stderr } = await run(parvis(), ["check", "--strict", "--root", copy, "--today", DAY, "--lang", "fr"]).catch((error) => error);
    return stdout + stderr;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

function field(page, label) {
  return page.getByRole("group", { name: `Champ « \u2068${label}\u2069 »`, exact: true });
}

test("an article is written in a form, and passes the check", { timeout: 90_000 }, async () => {
  const { page, context, complaints } = await editor(["content/authors/camille-exemple.md", "content/authors/redaction.md"]);
  await page.goto(`${site.url}admin/#/collections/articles/new`);
  await field(page, "Titre").getByRole("textbox").fill("L’accueil à l’œuvre : une matinée");
  // What must be there is asked for.
  await save(page);
  await page.getByText("Ce champ est obligatoire").first().waitFor();
  assert.deepEqual(Object.keys(await stored(page)).filter((path) => path.includes("articles")), []);
  await field(page, "Résumé").getByRole("textbox").fill("Ce qu’une matinée d’accueil apprend : écouter, puis dire.");
  await field(page, "Texte").getByRole("textbox").fill("Une **matinée** à l’accueil.\n\n> [!NOTE]\n> Les [[nps]] ne disent pas tout.\n\n- Écouter\n- Redire\n");
  await page.screenshot({ path: "/tmp/admin-form.png" });
  console.log(await page.locator("body").ariaSnapshot());
  await save(page);
  await page.waitForTimeout(2000);
  const files = await stored(page);
  console.log(files);
  console.log(await check(files));
  await context.close();
  assertQuiet(complaints);
});
