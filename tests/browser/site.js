// The sample site as its visitors get it: built by the real binary for an address below a base path, and served from there.

import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createGzip } from "node:zlib";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const BASE = "/kb/";

const TYPES = {
  ".atom": "application/atom+xml",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

// What GitHub Pages compresses: the others are compressed already.
const COMPRESSED = new Set([".atom", ".css", ".csv", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"]);

// The program under test: `PARVIS`, or the one that `cargo build` makes.
export function parvis() {
  return process.env.PARVIS ?? join(ROOT, "target/debug/parvis");
}

// Builds a site for `BASE`, the sample site unless another root is given, and serves it; `today` is the day of the build, as YYYY-MM-DD.
// Returns `{url, folder, close}`; `url` ends with the base path.
export async function startSite(root = ROOT, { today } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "parvis-site-"));
  const server = createServer((request, response) => answer(folder, request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}${BASE}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    if (root === ROOT) await sow(folder);
    const day = today ? ["--today", today] : [];
    await promisify(execFile)(parvis(), ["build", "--root", root, "--out", folder, "--base-url", url, ...day]);
    if (root === ROOT) await keepSeed(folder);
  } catch (error) {
    await close();
    throw new Error(`parvis build failed (${error.code}):\n${error.stderr ?? error.message}`);
  }
  return { url, folder, close };
}

// A build of the sample site by this very program, for others to begin with: pictures and cards, whose names tell their recipe, are most
// of the work of a build, and need not be made for each file of tests.
async function seed() {
  const { mtimeMs } = await stat(parvis());
  return join(ROOT, "target/browser", `seed-${Math.round(mtimeMs)}`);
}

async function sow(folder) {
  await cp(await seed(), folder, { recursive: true }).catch((error) => {
    if (error.code !== "ENOENT") throw error;
  });
}

async function keepSeed(folder) {
  const kept = await seed();
  if (await stat(kept).catch(() => null)) return;
  const parent = dirname(kept);
  await rm(parent, { recursive: true, force: true });
  const coming = `${kept}-${process.pid}`;
  await mkdir(parent, { recursive: true });
  await cp(folder, coming, { recursive: true });
  // Another file of tests may have been faster.
  await rename(coming, kept).catch(() => rm(coming, { recursive: true, force: true }));
}

// Builds and serves a site of `tests/models`, in the theme as it stands on disk.
export async function startModel(name) {
  const root = await mkdtemp(join(tmpdir(), "parvis-model-"));
  try {
    await cp(join(ROOT, "tests/models", name), root, { recursive: true });
    await cp(join(ROOT, "themes"), join(root, "themes"), { recursive: true });
    return await startSite(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

// Answers as GitHub Pages does: below the base path only, a folder by its index.html, what is missing by 404.html.
async function answer(folder, request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  if (!pathname.startsWith(BASE)) return end(response, 404);
  const path = normalize(decodeURIComponent(pathname.slice(BASE.length)));
  if (path.startsWith("..")) return end(response, 404);
  let file = join(folder, path);
  let found = await stat(file).catch(() => null);
  if (found?.isDirectory()) {
    if (!pathname.endsWith("/")) {
      response.writeHead(301, { Location: `${pathname}/` });
      return response.end();
    }
    file = join(file, "index.html");
    found = await stat(file).catch(() => null);
  }
  if (found?.isFile()) return send(request, response, 200, file);
  return send(request, response, 404, join(folder, "404.html"));
}

function send(request, response, status, file) {
  const headers = { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Cache-Control": "max-age=600" };
  const bytes = createReadStream(file).on("error", () => response.destroy());
  if (!COMPRESSED.has(extname(file)) || !/\bgzip\b/.test(request.headers["accept-encoding"])) {
    response.writeHead(status, headers);
    return bytes.pipe(response);
  }
  response.writeHead(status, { ...headers, "Content-Encoding": "gzip", Vary: "Accept-Encoding" });
  return bytes.pipe(createGzip()).pipe(response);
}

function end(response, status) {
  response.writeHead(status);
  response.end();
}
