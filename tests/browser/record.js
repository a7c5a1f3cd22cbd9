// What the tests have tested, as the accessibility statement of every site tells it: `themes/parvis/accessibility.json`.
//
// Each file of tests keeps a part of the record, and fails where that no longer says what it does: a kind of page, a rule or a check that is
// gone must not be claimed. `ACCEPT=1` writes the part anew, with the day and the versions of the tools, which are those of that day.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { ROOT } from "./site.js";

const FILE = join(ROOT, "themes/parvis/accessibility.json");

export async function assertRecorded(part, tested, browser) {
  const record = JSON.parse(await readFile(FILE, "utf8").catch(() => "{}"));
  if (process.env.ACCEPT) {
    const { version } = createRequire(import.meta.url)("axe-core/package.json");
    const parts = { ...record, [part]: tested };
    const { pages, checks, gallery } = parts;
    const date = new Date().toISOString().slice(0, 10);
    await writeFile(FILE, `${JSON.stringify({ date, tools: { Chromium: browser.version(), "axe-core": version }, pages, checks, gallery }, null, 1)}\n`);
    return;
  }
  assert.deepEqual(record[part], tested, `themes/parvis/accessibility.json does not say what was tested; ACCEPT=1 writes its part "${part}" anew`);
}

// The rules that found something to look at and nothing to object to, with the criteria they bear on: `results` are those of axe.
export function rulesOf(results) {
  const passed = new Map(results.flatMap(({ passes }) => passes.map(({ id, tags }) => [id, tags])));
  const criteria = (pattern) => {
    const found = new Set([...passed.values()].flat().map((tag) => pattern.exec(tag)).filter(Boolean).map((match) => match.slice(1).join(".")));
    return [...found].sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  };
  return { rules: [...passed.keys()].sort(), rgaa: criteria(/^RGAA-(\d+)\.(\d+)\.\d+$/), wcag: criteria(/^wcag(\d)(\d)(\d+)$/) };
}
