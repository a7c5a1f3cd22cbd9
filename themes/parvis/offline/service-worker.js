// Keeps pages for visitors without a network: the tools and the events to come from the start, the others once they were read.
//
// - A page comes from the network, and from the device only where the network does not answer: nothing is out of date online, not even for the ten
//   minutes during which hosts such as GitHub Pages let a browser believe its own store.
// - A file of the theme comes from the device first: its address changes with its content.
// - Anything else comes from the network, with the last copy to fall back on.
//
// What stands behind the # of an address never becomes a part of what is kept: it may be a result of the self-test.

// How long a page is waited for, in milliseconds, where there is a copy: the network of a trade show is often there and mute.
const PATIENCE = 4000;
// What a device keeps of visits; the oldest goes first.
const MOST_PAGES = 100;
const MOST_FILES = 300;
// A film or a large document is not worth the room, in bytes.
const LARGEST_FILE = 2_000_000;

const absolute = (path) => new URL(path, location.href).href;
const fromTheStart = new Set([...PAGES, ...DATA].map(absolute));
const themes = absolute(ASSETS.replace(/[^/]+\/$/, ""));

const START = `${CACHES}start ${VERSION}`;
const VISITED = `${CACHES}visited`;
const BESIDE = `${CACHES}beside`;
const THEME = `${CACHES}theme ${absolute(ASSETS)}`;

addEventListener("install", (event) => event.waitUntil(prepare()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));

// A new worker waits until the pages of the old one are closed, as workers do by themselves: a page that is being read, a self-test that is
// being filled, may still load a module of the old theme.
async function prepare() {
  const start = await caches.open(START);
  await Promise.all([...PAGES, ...DATA].map(async (path) => start.put(absolute(path), await whole(path, { cache: "no-cache" }))));
  const theme = await caches.open(THEME);
  await Promise.all(FILES.map(async (path) => {
    const address = absolute(path);
    if (!(await theme.match(address))) await theme.put(address, await whole(path));
  }));
}

async function whole(path, options) {
  const response = await fetch(path, options);
  if (!isWhole(response)) throw new TypeError(`${path}: ${response.status}`);
  return response;
}

// Pages that were read stay when the texts of the site change: what a visitor read is what they expect to find without a network, and online
// it comes anew anyway. They go with their theme: its files are no longer on the server, and a page that lacks one of them could never get it.
async function takeOver() {
  const current = [START, VISITED, BESIDE, THEME];
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(CACHES) && !current.includes(name)).map((name) => caches.delete(name)));
  const visited = await caches.open(VISITED);
  await Promise.all((await visited.keys()).map(async (request) => {
    const text = await (await visited.match(request))?.text();
    if (!text?.includes(ASSETS)) await visited.delete(request);
  }));
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = addressOf(request.url);
  if (hasLeft || request.method !== "GET" || request.headers.has("Range") || !address) return;
  event.waitUntil(leaveIfSwitchedOff());
  if (request.mode === "navigate") event.respondWith(answerPage(event, address));
  else if (address.search) return;
  else if (isOfTheme(address)) event.respondWith(answerTheme(request, address));
  else event.respondWith(answerFile(event, address));
});

// The first page that a visitor reads was loaded before the worker took over: it tells itself what it is made of.
addEventListener("message", (event) => {
  const addresses = (event.data?.keep ?? []).map(addressOf).filter((address) => address && !address.search);
  event.waitUntil(Promise.all(addresses.map(async (address) => {
    if (isOfTheme(address)) return answerTheme(address.href, address);
    return keep(address, await fetch(address.href));
  })).catch(() => {}));
});

// The address to keep something by, where it is for this worker: below the site, and without what follows the #. Where the site is edited is not
// for visitors, and an old form would write over what others wrote since.
function addressOf(url) {
  const address = new URL(url);
  address.hash = "";
  const isOfSite = address.href.startsWith(absolute(BASE)) && !address.href.startsWith(absolute(`${BASE}admin/`));
  return isOfSite || isOfTheme(address) ? address : null;
}

// Whether the address tells the content. An editor's own file may stand in a folder of the same name.
function isOfTheme({ href }) {
  return href.startsWith(themes) && /^[0-9a-f]{10}\//.test(href.slice(themes.length));
}

function isWhole(response) {
  return response.status === 200 && response.type === "basic" && !response.redirected;
}

// What the network has now: the browser's own store is asked only for what the host says has not changed. Pictures and the like may be as old as their
// host allows, and whoever goes back or loads again has told the browser how.
function fresh(request) {
  if (request.cache !== "default" || !(request.mode === "navigate" || request.destination === "")) return fetch(request);
  // By its address: a browser that asked for the page while it started this worker would give what its store had.
  const { url, headers, credentials, redirect } = request;
  return fetch(url, { headers, credentials, redirect, cache: "no-cache" });
}

function answerPage(event, address) {
  const network = fresh(event.request);
  event.waitUntil(network.then((response) => keep(address, response.clone())).catch(() => {}));
  return firstOf(network, address);
}

async function firstOf(network, address) {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([network.catch(() => null), patience]);
  if (answer) return answer;
  const copy = await keptPage(address);
  if (copy) return copy;
  return network.catch(async () => (await kept(absolute(OFFLINE))) ?? Response.error());
}

// A copy of the page; what its address asks for behind a ? is asked of a script of the page.
async function keptPage({ origin, pathname }) {
  const href = origin + pathname;
  return (await kept(href)) ?? (pathname.endsWith("/") ? undefined : kept(`${href}/`));
}

async function answerTheme(request, { href }) {
  // By its own folder: while a newer worker waits, pages have the theme of that one already.
  const theme = await caches.open(`${CACHES}theme ${themes}${href.slice(themes.length).split("/")[0]}/`);
  const copy = await theme.match(href);
  if (copy) return copy;
  const response = await fetch(request);
  if (isWhole(response) && !hasLeft) await theme.put(href, response.clone());
  return response;
}

async function answerFile(event, address) {
  const network = fresh(event.request);
  event.waitUntil(network.then((response) => keep(address, response.clone())).catch(() => {}));
  return network.catch(async () => (await kept(address.href)) ?? Response.error());
}

async function kept(href) {
  for (const name of [START, VISITED, BESIDE]) {
    const copy = await (await caches.open(name)).match(href);
    if (copy) return copy;
  }
  return undefined;
}

// Keeps a copy of what came from the network; forgets what the site no longer has.
async function keep({ href, search }, response) {
  if (search || hasLeft) return;
  if ([404, 410].includes(response.status)) return forget(href);
  if (!isWhole(response) || Number(response.headers.get("Content-Length")) > LARGEST_FILE) return;
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
  const cache = await caches.open(fromTheStart.has(href) ? START : isPage ? VISITED : BESIDE);
  // What is kept anew is the last to go.
  await cache.delete(href);
  await cache.put(href, response);
  if (!fromTheStart.has(href)) await prune(cache, isPage ? MOST_PAGES : MOST_FILES);
}

async function forget(href) {
  for (const name of [START, VISITED, BESIDE]) await (await caches.open(name)).delete(href);
}

async function prune(cache, most) {
  const requests = await cache.keys();
  await Promise.all(requests.slice(0, Math.max(0, requests.length - most)).map((request) => cache.delete(request)));
}

// A site that is switched off has no worker any more, but browsers keep theirs although its script is gone. So the worker looks whether it is
// still there, each time that a browser starts it, and otherwise goes with all that it kept.
let hasLeft = false;
let look = null;

function leaveIfSwitchedOff() {
  look ??= fetch(location.href, { method: "HEAD", cache: "no-store" }).then(leaveIfGone, () => {
    look = null;
  });
  return look;
}

async function leaveIfGone({ status }) {
  if (![404, 410].includes(status)) return;
  hasLeft = true;
  await registration.unregister();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(CACHES)).map((name) => caches.delete(name)));
}
