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

import Ajv from "ajv";
import { parse } from "yaml";

import { paletteImage } from "./png.js";
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

// Every file of the backend, by path: its text, or the bytes of a picture.
function stored(page) {
  return page.evaluate(async (store) => {
    const found = {};
    const read = async (folder, path) => {
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === "directory") await read(entry, `${path}${name}/`);
        // A file that is being replaced is there the next time.
        else found[path + name] = await entry.getFile().then(async (file) => (/\.(md|yaml)$/.test(name) ? file.text() : [...new Uint8Array(await file.arrayBuffer())])).catch(() => undefined);
      }
    };
    await read(await (await navigator.storage.getDirectory()).getDirectoryHandle(store), "");
    return found;
  }, STORE);
}

async function save(page) {
  await page.getByRole("button", { name: "Enregistrer" }).click();
}

// The files of the backend, once they are as they are waited for.
async function until(page, isReady) {
  for (let tries = 0; tries < 100; tries += 1) {
    const files = await stored(page);
    if (isReady(files)) return files;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
  return assert.fail(`not saved: ${await page.locator("body").innerText()}`);
}

// What `parvis check` says of the site once `files` are in it.
async function check(files) {
  const copy = await mkdtemp(join(tmpdir(), "parvis-edited-"));
  try {
    await cp(join(ROOT, "content"), join(copy, "content"), { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await writeFile(join(copy, path), typeof content === "string" ? content : Uint8Array.from(content));
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

// Turns the wheel until the field `label` is there: a form draws what is on the screen.
async function scrollTo(page, label) {
  await field(page, "Titre").hover();
  for (let turns = 0; turns < 100 && !await field(page, label).count(); turns += 1) {
    await page.mouse.wheel(0, 300);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
}

test("the page is kept from engines, and offers a form for each kind of document", async () => {
  const { collections, backend } = await config();
  assert.deepEqual(backend, { name: "github", repo: "parvis-site/parvis", branch: "main", auth_methods: ["token"] });
  const names = collections.map(({ name }) => name);
  for (const name of ["articles", "events", "glossary", "authors", "books", "members", "pages", "pages-guide", "en-articles"]) assert.ok(names.includes(name), name);
  const { page, context, complaints } = await editor();
  assert.equal(await page.locator("meta[name=robots]").first().getAttribute("content"), "noindex");
  for (const label of collections.map((it) => it.label)) await page.getByRole("treeitem", { name: label, exact: true }).waitFor();
  await context.close();
  assertQuiet(complaints);
});

test("what the page is configured with is what its program knows", async () => {
  const schema = JSON.parse(await readFile(join(PACKAGE, "schema/sveltia-cms.json"), "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema);
  const settings = await config();
  validate(settings);
  assertNone((validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`), "against the schema of the package:");
});

test("an article is written in a form, and passes the check", { timeout: 90_000 }, async () => {
  const authors = ["content/authors/camille-exemple.md", "content/authors/redaction.md"];
  const { page, context, complaints } = await editor(authors);
  await page.goto(`${site.url}admin/#/collections/articles/new`);
  await field(page, "Titre").getByRole("textbox").fill("L’accueil à l’œuvre : une matinée");
  // What must be there is asked for.
  await save(page);
  await field(page, "Résumé").getByText("Ce champ est obligatoire").waitFor();
  assert.deepEqual(Object.keys(await stored(page)).sort(), authors);
  await field(page, "Résumé").getByRole("textbox").fill("Ce qu’une matinée d’accueil apprend : écouter, puis dire.");
  await field(page, "Date de parution").getByRole("textbox").fill("2026-11-20");
  await field(page, "Texte").getByRole("textbox").fill("Une **matinée** à l’accueil.\n\n> [!NOTE]\n> Les [[nps]] ne disent pas tout.\n\n- Écouter\n- Redire\n");
  await field(page, "Auteurs").getByRole("checkbox", { name: "Camille Exemple" }).click();
  await field(page, "Catégorie").getByRole("combobox").click();
  await page.getByRole("option", { name: "Culture de service", exact: true }).click();
  await save(page);
  const path = "content/articles/l-accueil-a-l-oeuvre-une-matinee.md";
  const files = await until(page, (it) => it[path]);
  assert.deepEqual(Object.keys(files).sort(), [path, ...authors]);
  const [, front, text] = files[path].split(/^---$/m);
  assert.deepEqual(parse(front), {
    title: "L’accueil à l’œuvre : une matinée",
    summary: "Ce qu’une matinée d’accueil apprend : écouter, puis dire.",
    date: "2026-11-20",
    authors: ["camille-exemple"],
    category: "culture-de-service",
    comments: true,
    draft: false,
  });
  assert.equal(text.trim(), "Une **matinée** à l’accueil.\n\n> [!NOTE]\n> Les [[nps]] ne disent pas tout.\n\n- Écouter\n- Redire");
  assert.equal(await check({ [path]: files[path] }), "Rien à signaler.\n");
  await context.close();
  assertQuiet(complaints);
});

test("an event that was written by hand keeps what its form does not offer", { timeout: 90_000 }, async () => {
  const path = "content/events/par-ecrit.md";
  const keys = "title: 'Par écrit'\nsummary: 'Une phrase.'\nstart: 2027-04-18 09:00\nend: 2027-04-18 18:00\nprice: {text: 'Vingt euros', amount: 20, currency: EUR}\n"
    + "programme:\n  - {id: ouverture, start: 2027-04-18 09:30, end: 2027-04-18 10:15, title: 'Ouverture'}\n";
  await writeFile(join(root, path), `---\n${keys}---\nTexte de [l’article](../articles/index.md).\n`);
  const { page, context, complaints } = await editor([path]);
  await rm(join(root, path));
  await page.goto(`${site.url}admin/#/collections/events/entries/par-ecrit`);
  await field(page, "Lieu").getByRole("textbox").fill("Salle des fêtes");
  await save(page);
  const files = await until(page, (it) => it[path]?.includes("Salle des fêtes"));
  const [, front, text] = files[path].split(/^---$/m);
  assert.deepEqual(parse(front), { ...parse(keys), venue: "Salle des fêtes", draft: false, sample: false });
  assert.equal(text.trim(), "Texte de [l’article](../articles/index.md).");
  assert.equal(await check({ [path]: files[path] }), "Rien à signaler.\n");
  await context.close();
  assertQuiet(complaints);
});

test("a picture is put beside its article, and passes the check", { timeout: 90_000 }, async () => {
  const { page, context, complaints } = await editor();
  await page.goto(`${site.url}admin/#/collections/articles/new`);
  await field(page, "Titre").getByRole("textbox").fill("Le comptoir en image");
  await field(page, "Résumé").getByRole("textbox").fill("Une image dit ce qu’un comptoir fait attendre.");
  await field(page, "Date de parution").getByRole("textbox").fill("2026-11-20");
  await scrollTo(page, "Image");
  await field(page, "Image").getByText("Ajouter").click();
  const picture = paletteImage({ width: 640, height: 480, palette: Buffer.of(20, 90, 140), pixels: Buffer.alloc(640 * 480) });
  await field(page, "Fichier").locator("input[type=file]").first().setInputFiles({ name: "Comptoir d’été.png", mimeType: "image/png", buffer: picture });
  await scrollTo(page, "Description");
  await field(page, "Description").getByRole("textbox").fill("Un comptoir, le matin");
  await save(page);
  const path = "content/articles/le-comptoir-en-image.md";
  const files = await until(page, (it) => it[path] && Object.values(it).some((content) => content?.length === picture.length));
  const [, front] = files[path].split(/^---$/m);
  assert.deepEqual(parse(front).image, { src: "Comptoir d’été.png", alt: "Un comptoir, le matin" });
  assert.deepEqual(files["content/articles/Comptoir d’été.png"], [...picture]);
  assert.equal(await check(files), "Rien à signaler.\n");
  await context.close();
  assertQuiet(complaints);
});

test("the page fits a phone", async () => {
  const { page, context, complaints } = await editor(["content/authors/redaction.md"], { viewport: PHONE });
  await page.goto(`${site.url}admin/#/collections/articles/new`);
  await field(page, "Titre").waitFor();
  await assertFits(page, "/admin/");
  await context.close();
  assertQuiet(complaints);
});

test("without its package the site goes without the page, and says so", async () => {
  const bare = await sampleSite("admin: {}");
  try {
    const { stdout, stderr } = await run(parvis(), ["build", "--root", bare, "--today", DAY, "--lang", "en"]);
    assert.match(stdout + stderr, /warning\[P0109\]/);
    await access(join(bare, "public/index.html"));
    await assert.rejects(access(join(bare, "public/admin")));
  } finally {
    await rm(bare, { recursive: true, force: true });
  }
});
