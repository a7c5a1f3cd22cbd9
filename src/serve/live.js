// Keeps a page up to date while its site is written: loads it again when the site changes, and shows the errors that stand in the way
// over the last good page. Served by `parvis serve` alone; a built site has none of this.

const EVENTS = "/_parvis/events";
const SCROLL_KEY = "parvis:live-scroll";
let version = new URL(import.meta.url).searchParams.get("version");

const TEXTS = {
  fr: {
    title: (count) => (count === 1 ? "1 erreur à corriger" : `${count} erreurs à corriger`),
    below: "Le site reste dans son dernier état correct\u202f; cette fenêtre se ferme dès la correction.",
    remedy: "Remède\u00a0: ",
    open: "Ouvrir dans Visual Studio Code",
    more: (count) => (count === 1 ? "… et une autre, à lire dans le terminal." : `… et ${count} autres, à lire dans le terminal.`),
    close: "Fermer",
  },
  en: {
    title: (count) => (count === 1 ? "1 error to mend" : `${count} errors to mend`),
    below: "The site stays in its last good state; this window closes once they are mended.",
    remedy: "Remedy: ",
    open: "Open in Visual Studio Code",
    more: (count) => (count === 1 ? "… and one more, in the terminal." : `… and ${count} more, in the terminal.`),
    close: "Close",
  },
};

const STYLE = `
  :host { color-scheme: light dark; }
  dialog {
    box-sizing: border-box;
    inline-size: min(60rem, 100vw - 2rem);
    max-block-size: calc(100dvb - 2rem);
    margin: auto;
    padding: 0;
    overflow: hidden;
    border: 0;
    border-block-start: 6px solid var(--bad);
    border-radius: 3px;
    background: var(--paper);
    color: var(--ink);
    font: 1rem/1.5 system-ui, sans-serif;
    box-shadow: 0 12px 48px #000a;
    --paper: light-dark(#fdfaf4, #1e1f2a);
    --sunken: light-dark(#ede6d8, #0e0e14);
    --ink: light-dark(#1b1a22, #eee9de);
    --soft: light-dark(#45424e, #c5bfb3);
    --bad: light-dark(#a01b2e, #ff9a9f);
    --focus: light-dark(#1d46c4, #9dbcff);
  }
  dialog[open] { display: grid; grid-template-rows: auto minmax(0, 1fr); }
  dialog::backdrop { background: #0009; }
  header { display: flex; gap: 1rem; align-items: start; justify-content: space-between; padding: 1.25rem 1.5rem 0.75rem; }
  h2 { margin: 0; font-size: 1.375rem; line-height: 1.25; }
  p { margin: 0.25rem 0 0; }
  header p, .remedy { color: var(--soft); }
  button { flex: none; padding: 0.5rem 1rem; border: 1px solid currentColor; border-radius: 3px; background: none; color: inherit; font: inherit; cursor: pointer; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  .errors { overflow: auto; padding: 0 1.5rem 1.5rem; }
  ol { margin: 0; padding: 0; list-style: none; }
  li { padding-block: 1rem; border-block-start: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
  .message { margin: 0; font-weight: 600; }
  .place, pre, .code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.875rem; }
  .code { color: var(--bad); font-weight: 400; }
  .place { overflow-wrap: anywhere; }
  a { color: inherit; text-underline-offset: 0.2em; }
  .line { color: var(--soft); user-select: none; }
  pre { margin: 0.5rem 0; padding: 0.75rem 1rem; overflow-x: auto; border-radius: 3px; background: var(--sunken); tab-size: 2; }
  mark { background: none; color: var(--bad); text-decoration: underline wavy; text-underline-offset: 0.25em; text-decoration-skip-ink: none; }
  mark:empty::after { content: "\\00a0"; }
`;

// The errors of a site, over its page. Announced and focused as an alert; Escape closes it.
class ErrorOverlay extends HTMLElement {
  #dialog = element("dialog", { role: "alertdialog", "aria-labelledby": "title", "aria-describedby": "below" });

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.#dialog);
    this.#dialog.addEventListener("close", () => this.remove());
  }

  show({ language, total, diagnostics }) {
    const texts = TEXTS[language] ?? TEXTS.en;
    this.lang = language;
    const close = element("button", { type: "button", autofocus: "" }, texts.close);
    close.addEventListener("click", () => this.#dialog.close());
    const words = element("div", {}, element("h2", { id: "title" }, texts.title(total)), element("p", { id: "below" }, texts.below));
    // What scrolls can be scrolled with the keyboard.
    const errors = element("div", { class: "errors", tabindex: "0", role: "region", "aria-labelledby": "title" });
    errors.append(element("ol", { role: "list" }, ...diagnostics.map((diagnostic) => describe(diagnostic, texts))));
    if (total > diagnostics.length) errors.append(element("p", {}, texts.more(total - diagnostics.length)));
    this.#dialog.replaceChildren(element("header", {}, words, close), errors);
    if (!this.isConnected) document.body.append(this);
    if (this.#dialog.open) close.focus();
    else this.#dialog.showModal();
  }

  hide() {
    if (this.#dialog.open) this.#dialog.close();
  }
}

customElements.define("parvis-error-overlay", ErrorOverlay);

function describe({ code, message, help, file, line, column, open, excerpt }, texts) {
  const item = element("li", {}, element("p", { class: "message" }, element("span", { class: "code" }, code), ` ${message}`));
  if (file) {
    const place = excerpt ? `${file}:${line}:${column}` : file;
    item.append(element("p", { class: "place" }, open ? element("a", { href: open, title: texts.open }, place) : place));
  }
  if (excerpt) item.append(element("pre", { tabindex: "0" }, ...numbered(excerpt, line)));
  if (help) item.append(element("p", { class: "remedy" }, element("strong", {}, texts.remedy), help));
  return item;
}

// The lines of an excerpt, each behind its number.
function numbered({ above, before, fault, after, below }, line) {
  const first = line - above.length;
  const width = String(line + below.length).length;
  const lines = [...above.map((text) => [text]), [before, element("mark", {}, fault), after], ...below.map((text) => [text])];
  return lines.flatMap((parts, index) => {
    const number = String(first + index).padStart(width);
    return [element("span", { class: "line" }, `${number} │ `), ...parts, "\n"];
  });
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const overlay = new ErrorOverlay();
let stream = null;
let shown = null;

function connect() {
  stream ??= new EventSource(EVENTS);
  stream.onerror ??= () => {
    // A browser gives up on a server that answers with an error, but the server may come back.
    if (stream?.readyState === EventSource.CLOSED) {
      disconnect();
      setTimeout(connectIfVisible, 1000);
    }
  };
  stream.addEventListener("reload", (event) => hear(event.data));
  stream.addEventListener("errors", (event) => hear(event.data));
}

function disconnect() {
  stream?.close();
  stream = null;
}

// A browser opens six connections to a server at most, and a stream takes one: pages that nobody sees leave theirs to others. They
// hear how things stand when they are seen again.
function connectIfVisible() {
  if (document.visibilityState === "visible") connect();
  else disconnect();
}

function hear(text) {
  const state = JSON.parse(text);
  if (state.version !== version) return renew(state);
  if (state.diagnostics.length === 0) overlay.hide();
  // What was closed stays closed until something changes.
  else if (text !== shown) overlay.show(state);
  shown = text;
}

// The page of another version: the one that was edited, the same with other colours, or the same anew.
function renew({ version: newer, since, styles, follow }) {
  if (follow && follow !== decodeURI(location.pathname)) {
    disconnect();
    location.assign(follow);
  } else if (styles && since === version) {
    version = newer;
    overlay.hide();
    dress().catch(reload);
  } else {
    reload();
  }
}

// Puts the present style sheets in the place of those of the page, which keeps all that was typed and opened in it. The old ones go
// when the new ones are there, or the page would be bare for a moment.
async function dress() {
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [old, sheets] = [document, fresh].map((it) => [...it.querySelectorAll("link[rel=stylesheet]")]);
  const last = old.at(-1);
  if (!answer.ok || !last || sheets.length === 0) return reload();
  const arrivals = sheets.map((sheet) => {
    const link = element("link", { rel: "stylesheet" });
    for (const { name, value } of sheet.attributes) link.setAttribute(name, value);
    return link;
  });
  const loaded = arrivals.map((link) => new Promise((resolve, refuse) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", refuse);
  }));
  last.after(...arrivals);
  await Promise.all(loaded);
  for (const link of old) link.remove();
}

function reload() {
  disconnect();
  remember(JSON.stringify({ href: location.href, left: scrollX, top: scrollY }));
  location.reload();
}

// Storage may be refused; the page is then loaded again without its scroll position.
function remember(text) {
  try {
    sessionStorage.setItem(SCROLL_KEY, text);
  } catch {
    return;
  }
}

function recall() {
  try {
    const text = sessionStorage.getItem(SCROLL_KEY);
    sessionStorage.removeItem(SCROLL_KEY);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function restoreScroll() {
  const position = recall();
  if (position?.href !== location.href) return;
  const restore = () => scrollTo({ left: position.left, top: position.top, behavior: "instant" });
  restore();
  // Images and fonts that arrive later move what is below them.
  if (document.readyState !== "complete") addEventListener("load", restore, { once: true });
}

restoreScroll();
connectIfVisible();
document.addEventListener("visibilitychange", connectIfVisible);
addEventListener("pagehide", disconnect);
addEventListener("pageshow", connectIfVisible);
