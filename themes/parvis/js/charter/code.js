// A charter on its way: in a link's fragment (« C1 », then base64url of a checksum and of deflated JSON) or in a file (JSON). Both
// hold the charter's words alone. What arrives is never trusted: it is measured, checked, and taken piece by piece.

const FORMAT = "parvis-charter";
const VERSION = 1;
const MARK = `C${VERSION}`;
const MAX_CODE = 100_000;
export const MAX_BYTES = 300_000;
const MOST_ARTICLES = 80;
const MOST_SIGNATORIES = 100;

// `code` says what is wrong: link, huge, version, browser; file, result.
export class CharterError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// Whether this browser can write and read links.
export function hasLinks() {
  try {
    return Boolean(new CompressionStream("deflate-raw") && new DecompressionStream("deflate-raw"));
  } catch {
    return false;
  }
}

// ---- Files

export function writeFile(charter) {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...charter }, null, 2)}\n`;
}

// The charter of a file's text: its JSON, or a link in whatever text holds one.
export async function readFile(text) {
  const code = /#c=(C\d+[\w-]*)/.exec(text)?.[1];
  let source;
  try {
    source = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    if (code) return readCode(code);
    throw new CharterError("file");
  }
  return readCharter(source);
}

// ---- Links

export async function writeCode(charter) {
  const bytes = new TextEncoder().encode(JSON.stringify({ format: FORMAT, version: VERSION, ...charter }));
  const packed = await through(bytes, new CompressionStream("deflate-raw"), Infinity);
  const sealed = new Uint8Array(4 + packed.length);
  new DataView(sealed.buffer).setUint32(0, checksum(bytes));
  sealed.set(packed, 4);
  return MARK + toBase64Url(sealed);
}

export async function readCode(text) {
  // What a sentence put behind the link is not of it.
  const code = /^[\w-]*/.exec(text)[0];
  if (code.length > MAX_CODE) throw new CharterError("huge");
  const version = /^C(\d)/.exec(code)?.[1];
  if (!version || version === "0") throw new CharterError("link");
  if (Number(version) > VERSION) throw new CharterError("version");
  if (!hasLinks()) throw new CharterError("browser");
  const sealed = fromBase64Url(code.slice(MARK.length));
  if (sealed.length < 5) throw new CharterError("link");
  let bytes;
  try {
    bytes = await through(sealed.subarray(4), new DecompressionStream("deflate-raw"), MAX_BYTES);
  } catch (error) {
    throw error instanceof CharterError ? error : new CharterError("link");
  }
  if (checksum(bytes) !== new DataView(sealed.buffer).getUint32(0)) throw new CharterError("link");
  try {
    return readCharter(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw error.code === "version" ? error : new CharterError("link");
  }
}

// Bytes through a stream that changes them. A few bytes can unfold into gigabytes: past `limit` it stops.
async function through(bytes, stream, limit) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      reader.cancel().catch(() => {});
      throw new CharterError("huge");
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

// CRC-32 (ISO 3309), bit by bit: a charter is short.
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function toBase64Url(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text) {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    throw new CharterError("link");
  }
}

// ---- What a charter may hold

function readCharter(source) {
  if (typeof source !== "object" || source === null) throw new CharterError("file");
  if (/^parvis-(result|group)$/.test(source.format)) throw new CharterError("result");
  if (source.format !== FORMAT) throw new CharterError("file");
  if (!Number.isInteger(source.version) || source.version < 1) throw new CharterError("file");
  if (source.version > VERSION) throw new CharterError("version");
  const list = (value, most) => (Array.isArray(value) ? value : []).filter((one) => typeof one === "object" && one !== null).slice(0, most);
  const dimensions = new Set();
  return {
    title: words(source.title, 160),
    organisation: words(source.organisation, 120),
    preamble: words(source.preamble, 3000),
    place: words(source.place, 80),
    date: day(source.date),
    review: day(source.review),
    articles: list(source.articles, MOST_ARTICLES).map((article) => {
      const dimension = words(article.dimension, 100);
      // A dimension has one article: a second one stands as the group's own.
      const first = dimension !== "" && !dimensions.has(dimension);
      dimensions.add(dimension);
      return {
        dimension: first ? dimension : null,
        lever: Number.isInteger(article.lever) && article.lever > 0 && article.lever < 100 ? article.lever : null,
        part: article.part === "agreed" ? "agreed" : "open",
        name: words(article.name, 200),
        question: words(article.question, 1000),
        standing: words(article.standing, 2000),
        text: words(article.text, 4000),
      };
    }),
    signatories: list(source.signatories, MOST_SIGNATORIES).map(({ name, role }) => ({ name: words(name, 120), role: words(role, 120) })),
  };
}

function words(value, most) {
  return typeof value === "string" ? value.slice(0, most) : "";
}

function day(value) {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? value : "";
}
