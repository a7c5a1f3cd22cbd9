// Finding result codes in whatever people bring: a code, a link, a whole e-mail thread. Reads text only; whether a candidate is a
// code is for the module to say.

// A code starts with P and its version, and is URL-safe text. Mail programs cut long lines, so that a code may go on after white
// space and marks of quotation: `pieces` are what may belong to it.
const CODE = /(?<![\w-])P\d[\w-]*/g;
const CONTINUATION = /^(?:[\s>|]+[\w-]+){1,6}/;
// The shortest code of the smallest model, and far more than the longest code of the largest one.
const SHORTEST = 20;
const LONGEST = 4000;
// More candidates than twenty people make in a long thread that quotes itself.
export const MOST_CANDIDATES = 400;

// The candidates of a text, each once: {code, pieces}. A short word such as “P1” counts only where a link or a list brings it.
export function findCodes(text) {
  const plain = plainText(text);
  const seen = new Set();
  const candidates = [];
  for (const match of plain.matchAll(CODE)) {
    const [code] = match;
    const end = match.index + code.length;
    const pieces = plain.slice(end, end + LONGEST).match(CONTINUATION)?.[0].split(/[\s>|]+/).filter(Boolean) ?? [];
    const announced = /[=,]\s*[>|\s]*$/.test(plain.slice(Math.max(0, match.index - 8), match.index));
    if (code.length < SHORTEST && !(announced && pieces.length > 0) && !/#r=$/.test(plain.slice(0, match.index).slice(-3))) continue;
    const key = `${code} ${pieces.join(" ")}`;
    if (seen.has(code) && pieces.length === 0 || seen.has(key)) continue;
    seen.add(code).add(key);
    candidates.push({ code, pieces });
    if (candidates.length >= MOST_CANDIDATES) break;
  }
  return candidates;
}

// What a text says about people: `results` with {code, …read(code)} and `failures` with {code, error}. `read(code)` gives
// something or throws. Errors whose `code` is `other_model` come from codes that are whole: they end the search for the rest.
export function readCodes(text, read) {
  const results = new Map();
  const failures = [];
  for (const { code, pieces } of findCodes(text)) {
    let joined = code;
    let first = null;
    let done = results.has(code);
    for (const piece of done ? [] : ["", ...pieces]) {
      joined += piece;
      if (joined.length > LONGEST) {
        first = tooLong();
        break;
      }
      try {
        if (!results.has(joined)) results.set(joined, { code: joined, ...read(joined) });
        done = true;
        break;
      } catch (error) {
        if (!error.code) throw error;
        first = error.code === "other_model" ? error : (first ?? error);
        if (error.code === "other_model") break;
      }
    }
    if (!done) failures.push({ code: first.code === "other_model" ? joined : code, error: first });
  }
  return { results: [...results.values()], failures };
}

function tooLong() {
  return Object.assign(new Error("longer than any code"), { code: "too_long" });
}

// A mail as its program saved it has encoded parts, and programs that rewrite links encode them once more.
function plainText(text) {
  let plain = text;
  if (/^content-transfer-encoding:\s*quoted-printable/im.test(plain)) {
    plain = plain.replace(/=\r?\n/g, "").replace(/=3D/gi, "=").replace(/=2C/gi, ",");
  }
  plain = plain.replace(/^content-transfer-encoding:\s*base64[^\n]*\n(?:[^\n]+\n)*?\r?\n((?:[\w+/=]+\r?\n?)+)/gim, (whole, body) => decodeBase64(body) ?? whole);
  // %23 is #, %3D is =, %2C is a comma; a link inside a link has them escaped twice.
  return plain.replace(/%25(?=23|3D|2C)/gi, "%").replace(/%23/g, "#").replace(/%3D/gi, "=").replace(/%2C/gi, ",");
}

function decodeBase64(body) {
  try {
    const bytes = Uint8Array.from(atob(body.replace(/\s/g, "")), (character) => character.charCodeAt(0));
    return `\n${new TextDecoder().decode(bytes)}\n`;
  } catch {
    return null;
  }
}
