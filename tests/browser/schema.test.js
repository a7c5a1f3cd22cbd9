// The JSON Schemas of `parvis schema`, judged by another program than ours, on YAML read as editors' extensions read it: they accept the
// sample site, and refuse what a parser refuses for the words it holds.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";

import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parse } from "yaml";

import { ROOT, parvis } from "./site.js";

const KINDS = "article author book comments edition event member model page site term translation".split(" ");

// Fixtures whose fault is a key, a type, a choice or a bound, but for those of a component in the text, of a path with its own rules,
// and of a session that another key forbids its date. Contributions to the benchmark are no content.
const ABOUT_DATA = /^P02(03|06|07|08|09|10|11)-/;
const ELSEWHERE = ["P0207-worksheet", "P0208-alias", "P0208-session-time"];

let schemas;

before(() => {
  const ajv = addFormats(new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false }));
  const schema = (kind) => JSON.parse(execFileSync(parvis(), ["schema", kind], { encoding: "utf8" }));
  schemas = Object.fromEntries(KINDS.map((kind) => [kind, ajv.compile(schema(kind))]));
});

// The kind of a file, by its path below content/.
function kindOf(path) {
  const inLanguage = path.startsWith("en/");
  const [folder, name] = inLanguage ? split(path.slice(3)) : split(path);
  if (name.endsWith(".md")) {
    const kinds = { articles: "article", events: "event", glossary: "term", authors: "author", books: "book", members: "member" };
    return name === "index.md" ? "page" : (kinds[folder] ?? "page");
  }
  if (!name.endsWith(".yaml")) return undefined;
  if (folder === "" && name === "site.yaml") return inLanguage ? "translation" : "site";
  return { "": "model", models: "model", benchmark: "edition", articles: "comments" }[folder];
}

function split(path) {
  const slash = path.indexOf("/");
  return slash < 0 ? ["", path] : [path.slice(0, slash), path.slice(slash + 1)];
}

// The YAML of a file: all of it, or its front matter.
function data(path, text) {
  if (!path.endsWith(".md")) return parse(text);
  const [, front] = text.match(/^---\n(.*?)^---$/ms) ?? [];
  return front === undefined ? undefined : parse(front);
}

test("the sample site is accepted, each kind of file in it", () => {
  const judged = new Set();
  for (const entry of readdirSync(join(ROOT, "content"), { recursive: true })) {
    const path = entry.replaceAll("\\", "/");
    const kind = kindOf(path);
    if (!kind) continue;
    const schema = schemas[kind];
    const accepted = schema(data(path, readFileSync(join(ROOT, "content", path), "utf8")));
    assert.ok(accepted, `${path}: ${JSON.stringify(schema.errors)}`);
    judged.add(kind);
  }
  assert.deepEqual([...judged].sort(), KINDS);
});

test("what a parser refuses for its words is refused", () => {
  const folder = join(ROOT, "tests/diagnostics");
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".txt") && ABOUT_DATA.test(name))
    .map((name) => name.slice(0, -4))
    .filter((name) => !ELSEWHERE.includes(name) && !name.includes("contribution"));
  assert.ok(names.length > 10);
  for (const name of names) {
    const files = readFileSync(join(folder, `${name}.txt`), "utf8").split("=== ").slice(1);
    const refused = files.some((file) => {
      const [path] = file.split("\n", 1);
      const kind = kindOf(path.slice("content/".length));
      return kind && !schemas[kind](data(path, file.slice(path.length + 1)));
    });
    assert.ok(refused, name);
  }
});

test("words that YAML takes for something else are words, and no value is no fault where none is needed", () => {
  const term = (text) => schemas.term(parse(text));
  for (const accepted of [
    "{title: 2027, definition: Oui}",
    "{title: CES, definition: A, forms: ces}",
    "{title: CES, definition: A, forms: [ces, 2], tags: }",
    "{title: CES, definition: A, date: 2026-02-28}",
  ]) {
    assert.ok(term(accepted), accepted);
  }
  for (const refused of [
    "{title: CES}",
    "{title: CES, definition: ' '}",
    "{title: CES, definition: }",
    "{title: CES, definition: A, forms: {a: b}}",
    "{title: CES, definition: A, date: 2026-02-30}",
    "{title: CES, definition: A, draft: 'true'}",
    "{title: CES, definition: A, contrast: Qualité}",
    "{title: CES, definition: A, defintion: B}",
  ]) {
    assert.ok(!term(refused), refused);
  }
});

test("an event has a start, or a day of an unknown year; a cell its figures, or none", () => {
  const event = (keys) => schemas.event({ title: "A", ...keys });
  assert.ok(event({ start: "2027-04-18 12:15" }));
  assert.ok(event({ year: "unknown", day: "04-18" }));
  assert.ok(!event({ year: "unknown" }));
  assert.ok(!event({}));
  const edition = (today) => schemas.edition({ title: "A", dimensions: [{ id: "a", today }] });
  assert.ok(edition({ companies: 12, median: 50, q1: 40, q3: 60 }));
  assert.ok(edition({ suppressed: true }));
  assert.ok(!edition({ companies: 12, median: 50 }));
  assert.ok(!edition({ suppressed: true, median: 50 }));
});
