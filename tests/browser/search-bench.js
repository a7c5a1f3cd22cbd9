// Asks built sites the queries of search-bench.json, through Parvis's own search and through Pagefind, each in a browser without a cache,
// and says what was found and how many bytes each first query took. `cargo xtask bench search` starts it and makes the sites:
//   node search-bench.js SITES.json    [{"name", "queries", "built": FOLDER, "pagefind": FOLDER or null}, …]
// The outcome is JSON on the standard output. Bytes are as a server such as GitHub Pages sends them: text and modules compressed, other
// files as they are (Pagefind's are compressed already).

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

import { openBrowser } from "./visitor.js";

const COMPRESSED = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".txt": "text/plain", ".wasm": "application/wasm", ".css": "text/css" };

const sites = JSON.parse(await readFile(process.argv[2], "utf8"));
const queries = JSON.parse(await readFile(new URL("search-bench.json", import.meta.url), "utf8"));
const browser = await openBrowser();
const outcome = [];
try {
  for (const site of sites) outcome.push({ name: site.name, engines: await measure(site) });
} finally {
  await browser.close();
}
console.log(JSON.stringify(outcome));

async function measure({ queries: set, built: site, pagefind }) {
  const asked = [];
  const server = createServer((request, response) => serve(request, response, site, pagefind, asked));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  try {
    const engines = [await ask(url, "parvis", queries[set], asked, await parvisOf(site))];
    if (pagefind) engines.push(await ask(url, "pagefind", queries[set], asked));
    return engines;
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

// Where a site has its search: the addresses on its search page.
async function parvisOf(folder) {
  const page = await readFile(join(folder, "recherche/index.html"), "utf8");
  const value = (name) => page.match(new RegExp(`${name}="([^"]+)"`))[1];
  return { script: value('type="module" src').replace(/main\.js$/, "search-index.js"), module: value("data-module"), index: value("data-index") };
}

async function ask(url, engine, list, asked, places) {
  const results = [];
  for (const [query, expected] of list) {
    const context = await browser.newContext({ locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto(`${url}/bench.html`);
    asked.length = 0;
    const titles = await page.evaluate(engine === "parvis" ? askParvis : askPagefind, { query, ...places });
    const bytes = (wanted) => asked.filter(({ path }) => isEngine(path) === wanted).reduce((sum, { size }) => sum + size, 0);
    const ranks = expected.map((part) => titles.findIndex((title) => title.includes(part)) + 1);
    results.push({ query, engine_bytes: bytes(true), index_bytes: bytes(false), requests: asked.length, expected: expected.length,
      found: ranks.filter((rank) => rank > 0).length, rank: Math.min(...ranks.filter((rank) => rank > 0), Infinity) || null, first: titles[0] ?? null });
    await context.close();
  }
  return { engine, results };
}

function isEngine(path) {
  return /\.(js|wasm)$|\/wasm\.[\w-]+\.pagefind$/.test(path);
}

async function askParvis({ query, script, module, index }) {
  const { openIndex } = await import(script);
  const found = await (await openIndex(module, index)).search({ q: `${query} `, limit: 10 });
  return found.results.map(({ title }) => title);
}

async function askPagefind({ query }) {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  // Pagefind takes straight quotation marks for a phrase.
  const found = await pagefind.search(query.replace(/[«»] ?| ?»/g, '"'));
  const pages = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return pages.map(({ meta }) => meta.title ?? "");
}

async function serve(request, response, site, pagefind, asked) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  if (path === "/bench.html") {
    response.writeHead(200, { "Content-Type": "text/html" });
    return response.end('<!doctype html><html lang="fr"><title>Bench</title>');
  }
  const file = path.startsWith("/pagefind/") ? join(pagefind ?? site, normalize(path.slice(9))) : join(site, normalize(path));
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) {
    response.writeHead(404);
    return response.end();
  }
  const type = COMPRESSED[extname(file)];
  const body = type ? gzipSync(bytes, { level: 6 }) : bytes;
  asked.push({ path, size: body.length });
  response.writeHead(200, { "Content-Type": type ?? "application/octet-stream", ...(type ? { "Content-Encoding": "gzip" } : {}) });
  response.end(body);
}
